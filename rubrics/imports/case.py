"""A rubric out of a 1EdTech CASE package, version 1.0 or 1.1, ours or another maker's (docs/formats.md).

Our own files come back exactly. Of other files, what a rubric has no place for is named in a finding.
"""

import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.json_reader import JsonObject, JsonRefused, parse_json
from plplanner.kit.text import shorten
from rubrics.checks import CODE
from rubrics.imports.about import make_slug
from rubrics.imports.case_parts import MOST_NAMED, CaseCriterion, CasePackage, PartsReader
from rubrics.imports.case_scale import CaseScale, make_scale
from rubrics.imports.reading import LARGEST_FILE, Known, Reading, RubricRefused, bounded, settle_polarity, shown
from rubrics.instrument import LONGEST_LINE, Descriptor, Instrument, Outcome, Polarity, Strand

NOT_STATED = "Not stated"

Grouped = Mapping[tuple[str, str], Sequence[Outcome]]


def read_case(content: bytes, polarity: Polarity | None, known: Known) -> Reading:
    """Read a package. Raises RubricRefused for what is none, and for one without a rubric."""
    parts = PartsReader()
    try:
        package = parts.read(JsonObject(parse_json(content, most=LARGEST_FILE), cleans=True))
    except JsonRefused as refused:
        raise RubricRefused(refused.sentence, subject=refused.path) from refused
    maker = _Maker(package)
    instrument = maker.instrument()
    edition = known.edition_of(instrument.rubric) or known.edition_for(instrument.role, instrument.standard)
    best, finding = settle_polarity(given=polarity, stated=package.document.facts.polarity, edition=edition)
    findings = [*parts.findings, *maker.findings, *([finding] if finding else [])]
    left_out = parts.left_out + maker.left_out()
    if left_out:
        findings.append(_left_out(left_out))
    settled = dataclasses.replace(instrument, polarity=best) if best else None
    return Reading(instrument=settled, findings=bounded(findings))


class _Maker:
    """Makes an instrument of a package, and finds what it had to make up, shorten or leave out."""

    def __init__(self, package: CasePackage) -> None:
        self.package = package
        self.findings: list[Finding] = []

    def instrument(self) -> Instrument:
        """Return the rubric; which end is best is still to be settled."""
        document, facts = self.package.document, self.package.document.facts
        scale = make_scale([criterion.levels for criterion in self.package.criteria])
        self.findings += scale.findings
        title = self._stated("title", self.package.title or document.title)
        publisher = self._stated("publisher", document.publisher or document.creator)
        return Instrument(
            slug=facts.slug or make_slug(title, document.version),
            rubric=facts.rubric or make_slug(title),
            title=title,
            role=self._stated("role", facts.role),
            standard=self._stated("standard", document.subjects[0] if document.subjects else document.title),
            edition=self._stated("edition", document.version),
            publisher=publisher,
            licence=self._stated("license", document.licence),
            attribution=document.description or document.licence_text or f"{title}. {publisher}.",
            may_be_shared=self._sharing(),
            polarity=facts.polarity or Polarity.LOWEST,
            levels=tuple(facts.level(number, self._fitting(label)) for number, label in sorted(scale.labels.items())),
            strands=tuple(self._strands(self._grouped(scale))),
            links=facts.links,
        )

    def left_out(self) -> Counter[str]:
        """Count what was read and has no place in the instrument."""
        document, criteria = self.package.document, self.package.criteria
        rated = {criterion.item.identifier for criterion in criteria if criterion.item}
        above = {self.package.parents.get(identifier, "") for identifier in rated}
        own_titles = {self.package.title, "" if document.subjects else document.title}
        return Counter(
            {
                "CFItems that no criterion rates": len(set(self.package.items) - rated - above),
                "CFDocument: creator": int(bool(document.publisher) and document.creator != document.publisher),
                "CFDocument: title": int(bool(self.package.title) and document.title not in own_titles),
                "CFDocument: subject": len(document.subjects[1:]),
                "CFLicenses: licenseText": int(
                    bool(document.description) and document.licence_text not in {"", document.description}
                ),
            }
        )

    def _grouped(self, scale: CaseScale) -> Grouped:
        """Group the outcomes by code and title of the item that theirs stands below, else by category."""
        grouped: dict[tuple[str, str], list[Outcome]] = {}
        given = {criterion.item.code for criterion in self.package.criteria if criterion.item}
        used: set[str] = set()
        for place, (criterion, numbers) in enumerate(zip(self.package.criteria, scale.numbers, strict=True), 1):
            code = criterion.item.code if criterion.item else ""
            if not CODE.match(code) or code in used:
                code = self._made_code(criterion, code, next(each for each in _numbered(place) if each not in given))
            used.add(code)
            above = self.package.above(criterion.item)
            key = (above.code, above.statement) if above else ("", criterion.category)
            grouped.setdefault(key, []).append(self._outcome(criterion, code, numbers))
        return grouped

    def _made_code(self, criterion: CaseCriterion, given: str, made: str) -> str:
        why = f"The code “{shown(given)}” cannot be used" if given else "It has no code"
        self._warn("code-made", f"“{shown(criterion.title)}”: {why}, so it is {made} here.", criterion.path)
        return made

    def _outcome(self, criterion: CaseCriterion, code: str, numbers: Sequence[int]) -> Outcome:
        cells = (
            Descriptor(level=number, indicators=level.indicators, next_step=level.next_step)
            for number, level in zip(numbers, criterion.levels, strict=True)
            if level.indicators or level.next_step
        )
        return Outcome(
            code=code,
            title=self._fitting(criterion.title or NOT_STATED, criterion.path),
            descriptors=tuple(sorted(cells, key=lambda cell: cell.level)),
            replaces=criterion.item.replaces if criterion.item else (),
        )

    def _strands(self, grouped: Grouped) -> Iterator[Strand]:
        given = {code for code, _ in grouped}
        used: set[str] = set()
        for place, ((own_code, title), outcomes) in enumerate(grouped.items(), 1):
            is_own = own_code and own_code not in used
            code = own_code if is_own else next(each for each in _numbered(place) if each not in given | used)
            if not title:
                codes = ", ".join(outcome.code for outcome in outcomes[:MOST_NAMED])
                self._warn("strand-made", f"The file names no strand for {codes}.", code)
            used.add(code)
            yield Strand(code=code, title=self._fitting(title or NOT_STATED, code), outcomes=tuple(outcomes))

    def _sharing(self) -> bool:
        stated = self.package.document.facts.may_be_shared
        if stated is None:
            sentence = "The file does not say whether its words may be passed on. They stay within this site."
            self._tell("sharing-not-stated", sentence)
        return bool(stated)

    def _stated(self, name: str, value: str) -> str:
        if not value:
            self._tell("not-stated", f"The file does not say the {name}. “{NOT_STATED}” stands there.")
            return NOT_STATED
        return self._fitting(value, "CFDocument")

    def _fitting(self, line: str, subject: str = "") -> str:
        """Shorten a line that a rubric has no room for, and say so."""
        if len(line) <= LONGEST_LINE:
            return line
        sentence = f"“{shown(line)}” has {len(line):,} characters. {LONGEST_LINE} of them are kept."
        self._warn("shortened", sentence, subject)
        return shorten(line, LONGEST_LINE)

    def _warn(self, code: str, sentence: str, subject: str) -> None:
        self.findings.append(Finding(code=code, severity=Severity.WARNING, sentence=sentence, subject=subject))

    def _tell(self, code: str, sentence: str) -> None:
        self.findings.append(Finding(code=code, severity=Severity.NOTICE, sentence=sentence))


def _numbered(place: int) -> Iterator[str]:
    """Yield codes made of a place: 3, then 3.1, 3.2 and so on, for the first that is free."""
    yield str(place)
    yield from (f"{place}.{number}" for number in itertools.count(1))


def _left_out(counts: Counter[str]) -> Finding:
    named = [f"{name} ({count:,})" for name, count in sorted(counts.items())]
    more = f", and {len(named) - MOST_NAMED:,} more" if len(named) > MOST_NAMED else ""
    sentence = f"A rubric has no place for these, so they were left out: {', '.join(named[:MOST_NAMED])}{more}."
    return Finding(code="left-out", severity=Severity.WARNING, sentence=sentence)
