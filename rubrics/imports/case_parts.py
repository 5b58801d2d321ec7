"""The parts of a CASE package as plain values, and a count of what a rubric has no place for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.json_reader import JsonObject
from plplanner.kit.text import clean_text
from rubrics.case import earlier_codes_from_notes, one_line, split_statements
from rubrics.imports.case_facts import CaseFacts, read_facts, take_extension
from rubrics.imports.case_scale import CaseLevel
from rubrics.imports.reading import LARGEST_FILE, RubricRefused, shown

MOST_OBJECTS = 20_000
MOST_NAMED = 20
NOTHING: tuple[object, ...] = (None, "", [], {})
NOT_MISSED = frozenset(
    {
        "identifier",
        "uri",
        "lastChangeDateTime",
        "caseVersion",
        "CFPackageURI",
        "CFDocumentURI",
        "CFItemType",
        "CFItemTypeURI",
        "CFItemTypes",
        "licenseURI",
        "subjectURI",
        "sequenceNumber",
        "rubricId",
        "rubricCriterionId",
    }
)
"""Names whose values a rubric has no use for: addresses, identifiers, and what other fields say too."""


@dataclass(frozen=True, kw_only=True)
class CaseDocument:
    """What the package says of itself."""

    title: str
    creator: str
    publisher: str
    version: str
    description: str
    subjects: tuple[str, ...]
    licence: str
    licence_text: str
    facts: CaseFacts


@dataclass(frozen=True, kw_only=True)
class CaseItem:
    """One statement of the framework."""

    identifier: str
    code: str
    statement: str
    replaces: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseCriterion:
    """One row of the rubric; `path` says where it stands in the file."""

    path: str
    item: CaseItem | None
    category: str
    title: str
    levels: tuple[CaseLevel, ...]


@dataclass(frozen=True, kw_only=True)
class CasePackage:
    """A package with the one rubric that is read of it; `parents` says by identifier which item stands below which."""

    document: CaseDocument
    items: dict[str, CaseItem]
    parents: dict[str, str]
    title: str
    criteria: tuple[CaseCriterion, ...]

    def above(self, item: CaseItem | None) -> CaseItem | None:
        """Return the item that one stands below, if it is there."""
        return self.items.get(self.parents.get(item.identifier, "")) if item else None


class PartsReader:
    """Takes a package apart; `left_out` counts by name, and `findings` says what is odd."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.left_out: Counter[str] = Counter()

    def read(self, root: JsonObject) -> CasePackage:
        """Return the parts. Raises JsonRefused, and RubricRefused for a package without a rubric."""
        package = root.nested("CFPackage") if "CFPackage" in root.names() else root
        if "CFDocument" not in package.names():
            raise RubricRefused("This is no CASE package: it has no CFDocument. Export the whole package as JSON.")
        document = self._document(package.nested("CFDocument"), *self._licence(package.nested("CFDefinitions")))
        items = {item.identifier: item for item in map(self._item, package.objects("CFItems", most=MOST_OBJECTS))}
        parents = dict(self._parents(package))
        title, criteria = self._rubric(package, items, is_ours=document.facts.is_ours)
        self._note_rest("CFPackage", package)
        return CasePackage(document=document, items=items, parents=parents, title=title, criteria=criteria)

    def _document(self, value: JsonObject, licence: str, licence_text: str) -> CaseDocument:
        notes = _text(value, "notes")
        facts = read_facts(self._extension("CFDocument", value), notes)
        self.left_out["CFDocument: notes"] += bool(notes) and not facts.is_ours
        document = CaseDocument(
            title=_line(value, "title"),
            creator=_line(value, "creator"),
            publisher=_line(value, "publisher"),
            version=_line(value, "version"),
            description=_text(value, "description"),
            subjects=tuple(_subjects(value)),
            licence=_line(value.nested("licenseURI"), "title") or licence,
            licence_text=licence_text,
            facts=facts,
        )
        self._note_rest("CFDocument", value)
        return document

    def _licence(self, definitions: JsonObject) -> tuple[str, str]:
        """Return the title and the text of the license, if it is the only one that is defined."""
        defined = definitions.objects("CFLicenses", most=MOST_OBJECTS)
        self._note_rest("CFDefinitions", definitions)
        if len(defined) != 1:
            self.left_out["CFLicenses"] += len(defined)
            return "", ""
        found = _line(defined[0], "title"), _text(defined[0], "licenseText")
        self._note_rest("CFLicenses", defined[0])
        return found

    def _item(self, value: JsonObject) -> CaseItem:
        extension = self._extension("CFItems", value)
        notes = _text(value, "notes")
        codes = earlier_codes_from_notes(notes)
        self.left_out["CFItems: notes"] += bool(notes) and codes is None
        if extension is not None:
            codes = extension.texts("replaces", most=MOST_OBJECTS, longest=LARGEST_FILE)
            extension.finish()
        item = CaseItem(
            identifier=_text(value, "identifier"),
            code=_line(value, "humanCodingScheme"),
            statement=_line(value, "fullStatement"),
            replaces=codes or (),
        )
        self._note_rest("CFItems", value)
        return item

    def _parents(self, package: JsonObject) -> Iterator[tuple[str, str]]:
        for value in package.objects("CFAssociations", most=MOST_OBJECTS):
            kind = _line(value, "associationType")
            child, parent = (value.nested(name) for name in ("originNodeURI", "destinationNodeURI"))
            if kind == "isChildOf":
                yield _text(child, "identifier"), _text(parent, "identifier")
            else:
                self.left_out[f"CFAssociations that say “{shown(kind)}”"] += 1
            self._note_rest("CFAssociations", value)

    def _rubric(
        self, package: JsonObject, items: dict[str, CaseItem], *, is_ours: bool
    ) -> tuple[str, tuple[CaseCriterion, ...]]:
        """Return the title and criteria of the first rubric that has some."""
        rubrics = package.objects("CFRubrics", most=MOST_OBJECTS)
        held = [
            (rubric, _line(rubric, "title"), rubric.objects("CFRubricCriteria", most=MOST_OBJECTS))
            for rubric in rubrics
        ]
        filled = [each for each in held if each[2]]
        if not filled:
            sentence = "The package holds no rubric with criteria." if rubrics else "The package holds no rubric."
            raise RubricRefused(sentence, subject="CFRubrics", code="no-rubric")
        (rubric, title, criteria), *others = filled
        if others:
            names = ", ".join(f"“{shown(name or 'no title')}”" for _, name, _ in others[:MOST_NAMED])
            sentence = f"The package holds {len(filled):,} rubrics. The first is read, “{title}”. Left out: {names}."
            self._warn("rubrics-left-out", sentence, "CFRubrics")
        if is_ours:
            rubric.take("description")  # it says in words which end is best
        self._note_rest("CFRubrics", rubric)
        return title, tuple(self._criterion(each, items) for each in self._placed(criteria, "criteria"))

    def _criterion(self, value: JsonObject, items: dict[str, CaseItem]) -> CaseCriterion:
        link = value.nested("CFItemURI")
        item = items.get(_text(link, "identifier"))
        levels = self._placed(value.objects("CFRubricCriterionLevels", most=MOST_OBJECTS), "levels")
        if _number(value, "weight") not in (None, 1):
            self.left_out["CFRubricCriteria: weight"] += 1
        criterion = CaseCriterion(
            path=value.path,
            item=item,
            category=_line(value, "category"),
            title=_line(value, "description") or (item.statement if item else _line(link, "title")),
            levels=tuple(map(self._level, levels)),
        )
        self._note_rest("CFRubricCriteria", value)
        return criterion

    def _level(self, value: JsonObject) -> CaseLevel:
        extension = self._extension("CFRubricCriterionLevels", value)
        indicators = split_statements(_text(value, "description"))
        if extension is not None:
            indicators = extension.texts("indicators", most=MOST_OBJECTS, longest=LARGEST_FILE)
            extension.finish()
        level = CaseLevel(
            label=_line(value, "quality"),
            score=_number(value, "score"),
            indicators=indicators,
            next_step=_text(value, "feedback"),
        )
        self._note_rest("CFRubricCriterionLevels", value)
        return level

    def _placed(self, values: Sequence[JsonObject], what: str) -> Sequence[JsonObject]:
        """Sort by `position`; where one is missing, the order of the file counts for all of them."""
        positions = [_number(value, "position") for value in values]
        if len(values) > 1 and None in positions:
            self._warn("position-missing", f"Some {what} have no position. The order of the file counts.", what)
            return values
        paired = sorted(zip(positions, values, strict=True), key=lambda pair: pair[0] or 0)
        return [value for _, value in paired]

    def _extension(self, kind: str, value: JsonObject) -> JsonObject | None:
        """Take our own extension; those of others are left out."""
        ours, others = take_extension(value)
        self.left_out.update(f"{kind}: extensions.{shown(name)}" for name in others)
        return ours

    def _note_rest(self, kind: str, value: JsonObject) -> None:
        for name in value.names():
            if value.take(name) not in NOTHING and name not in NOT_MISSED:
                self.left_out[f"{kind}: {shown(name)}"] += 1

    def _warn(self, code: str, sentence: str, subject: str) -> None:
        finding = Finding(code=code, severity=Severity.WARNING, sentence=sentence, subject=subject)
        if finding not in self.findings:
            self.findings.append(finding)


def _text(value: JsonObject, name: str) -> str:
    """Take a text without blanks at its ends; how long it may be is judged where it is used."""
    return value.optional_text(name, longest=LARGEST_FILE).strip()


def _line(value: JsonObject, name: str) -> str:
    return one_line(_text(value, name))


def _number(value: JsonObject, name: str) -> float | None:
    number = value.take(name)
    if number is None or (isinstance(number, int | float) and not isinstance(number, bool)):
        return number
    raise value.refused(name, "Write a number here. If there is none, leave it out.")


def _subjects(document: JsonObject) -> Iterator[str]:
    """Yield the subjects: CASE 1.0 takes a list of them, or one text."""
    value = document.take("subject")
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.strip():
            yield one_line(clean_text(each))
