"""A rubric as publishers print it: tab-separated text, copied out of a document.

Headers repeat from page to page, with or without a column before the levels; cells are bullet lists that were flattened
behind their HTML tag. docs/formats.md describes what is read.
"""

import re
from collections.abc import Iterator

from plplanner.kit.findings import Finding, Severity
from rubrics.imports.about import YES, Stated, about_field, judge, make_slug, stated_polarity
from rubrics.imports.reading import Known, KnownEdition, Reading, bounded, place, settle_polarity, shown
from rubrics.imports.text_cells import Cell, TextRow, decode, statements, text_rows
from rubrics.imports.text_levels import Header, read_header
from rubrics.imports.text_outline import TextOutcome, TextStatement, TextStrand, strand_of
from rubrics.instrument import Instrument, Level, Polarity

NOT_STATED = "Not stated"

_CODE = r"(?P<code>[A-Za-z]?\d+(?:[.-]\d+)*[a-z]?|[A-Za-z](?:\.\d+)*)"
_OUTCOME = re.compile(
    rf"(?:desired\s+)?(?:outcome|element|indicator|component|criterion|practice)\s+{_CODE}\s*(?:[:.–—-]\s*|\s)(?P<title>\S.*)",
    re.IGNORECASE,
)
_STRAND = re.compile(
    rf"(?:(?:strand|domain|standard|area|theme|part)\s+{_CODE}\s*[:.–—-]\s*(?P<title>\S.*))"
    r"|(?:(?P<dotted>\d+(?:\.\d+)+)\.?\s+(?P<after_dotted>\S.*))"
    r"|(?:(?P<single>\d+|[A-Z])[.:)]\s+(?P<after_single>\S.*))",
    re.IGNORECASE,
)
_PAGE_TITLE = re.compile(r"(?P<role>[^/:]{2,120}?)\s+/\s+(?P<standard>[^/:]{2,120})")
_ABOUT = re.compile(r"(?P<label>[A-Za-z ]{4,30}):\s*(?P<value>\S.*)")
_LAST_CODE_PART = re.compile(r"[.-][^.-]*\Z")


def read_text(content: bytes, polarity: Polarity | None, known: Known) -> Reading:
    """Read a text. What finds no place is a finding; raises RubricRefused for what is no text."""
    document = _Document()
    for row in text_rows(decode(content)):
        document.take(row)
    return document.finish(polarity, known)


class _Document:
    """What was read up to a row, and where the next one belongs."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.about: dict[str, Stated] = {}
        self.levels: dict[int, Level] = {}
        self.header: Header | None = None
        self.strands: dict[str, TextStrand] = {}
        self.strand: TextStrand | None = None
        self.outcome: TextOutcome | None = None

    def take(self, row: TextRow) -> None:
        """Put one row in its place."""
        filled = row.filled
        if not filled:
            return
        header = read_header(row, known=tuple(self.levels.values()))
        if header is not None:
            self._take_header(header)
        elif len(filled) == 1 and not self._expects_cells(filled[0]):
            self._take_line(row, filled[0])
        else:
            self._take_cells(row)

    def finish(self, polarity: Polarity | None, known: Known) -> Reading:
        """Return the instrument with all findings."""
        self._judge_whole()
        role, standard = (self.about[name].value if name in self.about else "" for name in ("role", "standard"))
        rubric = self.about.get("rubric")
        edition = known.edition_of(rubric.value) if rubric else known.edition_for(role, standard)
        best, finding = settle_polarity(given=polarity, stated=stated_polarity(self.about), edition=edition)
        self.findings += [finding] if finding else []
        self.findings += judge(self.about)
        instrument = self._instrument(best, edition, known) if best and self.levels and self.strands else None
        return Reading(instrument=instrument, findings=bounded(self.findings))

    def _expects_cells(self, cell: Cell) -> bool:
        """Whether a cell alone in its row is a descriptor: a list, or one that stands to the right."""
        return self.outcome is not None and self.header is not None and (cell.is_list or cell.column > 1)

    def _take_header(self, header: Header) -> None:
        if header.label and not self._take_strand(header.label) and self.strand is None:
            self._warn("not-placed", f"“{shown(header.label)}” was left out.", place(header.line, 1))
        for level in header.levels:
            self.levels.setdefault(level.number, level)
        if len({level.number for level in header.levels}) < len(header.levels):
            self._refuse("level-twice", "Two columns have the same level. Correct the header.", place(header.line))
        self.header = header

    def _take_line(self, row: TextRow, cell: Cell) -> None:
        text = cell.text
        if self._take_outcome(text, row.line) or self._take_strand(text):
            return
        if self._take_title(text, row.line) or self._take_about(text, row.line):
            return
        sentence = f"“{shown(text)}” is neither a strand, an outcome nor a descriptor. It was left out."
        self._warn("not-placed", sentence, place(row.line, cell.column))

    def _take_outcome(self, text: str, line: int) -> bool:
        found = _OUTCOME.fullmatch(text) or self._bare_outcome(text)
        if found is None:
            return False
        code, title = found["code"], found["title"].removesuffix(".")
        strand = self._strand_of(code, line)
        outcome = strand.outcomes.setdefault(code, TextOutcome(code=code, title=title, line=line))
        if outcome.title != title:
            sentence = f"Outcome {code} was called “{shown(outcome.title)}” before and is “{shown(title)}” here."
            self._refuse("title-differs", f"{sentence} Make them the same.", place(line))
        self.outcome = outcome
        return True

    def _bare_outcome(self, text: str) -> "re.Match[str] | None":
        """Read “3.1.1 Defines resources” without a word before it, within strand 3.1."""
        if self.strand is None:
            return None
        return re.fullmatch(rf"(?P<code>{re.escape(self.strand.code)}[.-]\w+)\s*[:.–—-]?\s+(?P<title>\S.*)", text)

    def _strand_of(self, code: str, line: int) -> TextStrand:
        """Return the strand that an outcome stands under; one is made of its code if there is none."""
        for strand in self.strands.values():
            if code in strand.outcomes:
                return strand
        if self.strand is None:
            own = _LAST_CODE_PART.sub("", code) if _LAST_CODE_PART.search(code) else "1"
            title = self.about["standard"].value if "standard" in self.about else "Outcomes"
            self._warn("strand-made", f"No strand stands above outcome {code}; “{own} {title}” was made.", place(line))
            self.strand = self.strands.setdefault(own, TextStrand(code=own, title=title))
        return self.strand

    def _take_strand(self, text: str) -> bool:
        found = _STRAND.fullmatch(text)
        if found is None:
            return False
        code = found["code"] or found["dotted"] or found["single"]
        title = (found["title"] or found["after_dotted"] or found["after_single"]).strip()
        self.strand = self.strands.setdefault(code, TextStrand(code=code, title=title))
        self.outcome = None
        if self.strand.title != title:
            sentence = f"Strand {code} is called “{shown(self.strand.title)}” and “{shown(title)}”. The first counts."
            self._warn("title-differs", sentence, code)
        return True

    def _take_title(self, text: str, line: int) -> bool:
        found = _PAGE_TITLE.fullmatch(text)
        if found is None:
            return False
        names = {name: " ".join(found[name].split()) for name in ("role", "standard")}
        stated = {name: self.about[name].value for name in names if name in self.about}
        if stated and {name: value.casefold() for name, value in stated.items()} != {
            name: value.casefold() for name, value in names.items()
        }:
            return False
        for name, value in names.items():
            self.about.setdefault(name, Stated(value=value.capitalize() if value.isupper() else value, line=line))
        return True

    def _take_about(self, text: str, line: int) -> bool:
        found = _ABOUT.fullmatch(text)
        about = about_field(found["label"]) if found else None
        if found is None or about is None:
            return False
        value = found["value"].strip()
        stated = self.about.setdefault(about.name, Stated(value=value, line=line))
        if stated.value != value:
            sentence = f"“{about.label}” stands on line {stated.line} already, with another value. Keep one."
            self._refuse("stated-twice", sentence, place(line))
        return True

    def _take_cells(self, row: TextRow) -> None:
        cells = list(row.cells)
        if self._take_outcome(cells[0].text, row.line):
            cells = cells[1:]
            places = self._places(cells, is_labelled=True)
        else:
            places = self._places(cells, is_labelled=False)
        if self.header is None or self.outcome is None:
            for cell in row.filled:
                what = "the names of the levels" if self.header is None else "an outcome"
                sentence = f"“{shown(cell.text)}” stands below no row with {what}, so it was not placed."
                self._refuse("not-placed", sentence, place(row.line, cell.column))
            return
        for cell, level in zip(cells, places, strict=True):
            self._take_cell(cell, level, row.line)

    def _places(self, cells: list[Cell], *, is_labelled: bool) -> Iterator["Level | None"]:
        """Yield the level of each cell; None for one beyond the levels or before them."""
        levels = self.header.levels if self.header else ()
        start = 0
        if self.header and self.header.has_label_column and not is_labelled:
            # The header's column before the levels is often missing from the rows below it.
            start = 1 if self._has_label(cells) else 0
        for position in range(len(cells)):
            index = position - start
            yield levels[index] if 0 <= index < len(levels) else None

    def _has_label(self, cells: list[Cell]) -> bool:
        """Whether the first cell of a row stands in the column before the levels."""
        assert self.header is not None  # noqa: S101  # asked only below a header
        if not cells[0].text or len(cells) > len(self.header.levels):
            return True
        return not cells[0].is_list and any(cell.is_list for cell in cells[1:])

    def _take_cell(self, cell: Cell, level: Level | None, line: int) -> None:
        found = statements(cell.raw)
        if not found:
            return
        if level is None or self.outcome is None:
            sentence = f"“{shown(cell.text)}” stands in no column of a level, so it was not placed."
            self._refuse("not-placed", sentence, place(line, cell.column))
            return
        where = place(line, cell.column)
        self.outcome.cells.setdefault(level.number, []).extend(TextStatement(text, where) for text in found)
        if not found[-1].endswith((".", "!", "?", "”", '"', ")")) and len(found[-1].split()) > 1:
            sentence = f"{self.outcome.code}, level {level.number}: the text ends without a period. Is it complete?"
            self._warn("no-period", sentence, where)

    def _judge_whole(self) -> None:
        """Find what is missing from the whole document."""
        if not self.levels:
            self._refuse("no-levels", "No row with the names of the levels was found, such as “Level 1” to “Level 6”.")
        if not any(strand.outcomes for strand in self.strands.values()):
            self._refuse("no-outcomes", "No outcome was found, such as “Desired outcome 3.1.1: Defines resources”.")
        for strand in list(self.strands.values()):
            if not strand.outcomes:
                self._warn("strand-empty", f"Strand {strand.code} has no outcomes. It was left out.", strand.code)
                del self.strands[strand.code]
        described = {level for outcome in self._outcomes() for level in outcome.cells}
        for outcome in self._outcomes():
            self._judge_repeats(outcome)
            blank = [level for level in sorted(described) if level not in outcome.cells]
            if not outcome.cells:
                sentence = f"Outcome {outcome.code} has no descriptors. The text may be cut off there."
                self._refuse("outcome-blank", sentence, place(outcome.line))
            elif blank:
                levels = " and ".join(str(level) for level in blank)
                sentence = f"{outcome.code} has no statements at level {levels}, so nobody can choose it."
                self._tell("level-blank", sentence, place(outcome.line))

    def _judge_repeats(self, outcome: TextOutcome) -> None:
        """Tell of each statement that a cell holds twice."""
        for level, found in outcome.cells.items():
            first: dict[str, bool] = {}
            for text, where in found:
                if first.get(text):
                    sentence = f"{outcome.code}, level {level}: “{shown(text)}” is there twice. Both are kept."
                    self._tell("statement-twice", sentence, where)
                first[text] = text not in first

    def _outcomes(self) -> Iterator[TextOutcome]:
        for strand in self.strands.values():
            yield from strand.outcomes.values()

    def _instrument(self, best: Polarity, edition: KnownEdition | None, known: Known) -> Instrument:
        base = edition.instrument if edition else None
        said = {name: stated.value for name, stated in self.about.items()}
        role = base.role if base else said.get("role", NOT_STATED)
        standard = base.standard if base else said.get("standard", NOT_STATED)
        rubric = said.get("rubric") or (base.rubric if base else make_slug(role, standard))
        terms = known.licensed_text_of(rubric)
        publisher = said.get("publisher") or (terms.publisher if terms else NOT_STATED)
        for value, name in ((role, "Role"), (standard, "Standard"), (publisher, "Publisher")):
            if value == NOT_STATED:
                sentence = f"The text does not say its {name.lower()}. Add a line “{name}: …” to it."
                self._warn(f"{name.lower()}-missing", sentence)
        own_words = "The publisher's own wording" if publisher == NOT_STATED else f"The wording of {publisher}"
        return Instrument(
            slug=said.get("slug") or make_slug(rubric, "licensed"),
            rubric=rubric,
            title=said.get("title") or (base.title if base else f"{role}: {standard}"),
            role=role,
            standard=standard,
            edition=said.get("edition", "Licensed text"),
            publisher=publisher,
            licence=said.get("licence") or (terms.licence if terms else "Licensed text"),
            attribution=said.get("attribution")
            or (terms.attribution if terms else f"{own_words}, loaded under its license. Do not pass it on."),
            may_be_shared=said.get("may_be_shared", "").casefold() == YES,
            polarity=best,
            levels=tuple(self.levels[number] for number in sorted(self.levels)),
            strands=tuple(strand_of(strand) for strand in self.strands.values()),
        )

    def _tell(self, code: str, sentence: str, subject: str = "") -> None:
        self.findings.append(Finding(code=code, severity=Severity.NOTICE, sentence=sentence, subject=subject))

    def _warn(self, code: str, sentence: str, subject: str = "") -> None:
        self.findings.append(Finding(code=code, severity=Severity.WARNING, sentence=sentence, subject=subject))

    def _refuse(self, code: str, sentence: str, subject: str = "") -> None:
        self.findings.append(Finding(code=code, severity=Severity.ERROR, sentence=sentence, subject=subject))
