"""A rubric in a CSV or Excel file, as table_layout.py lays it out."""

import re
from collections.abc import Iterable, Mapping

from plplanner.kit.findings import Finding, Severity
from rubrics.imports.about import FIELDS, YES, Stated, about_field, judge, make_slug, stated_polarity
from rubrics.imports.reading import Known, Reading, RubricRefused, bounded, place, settle_polarity, shown
from rubrics.imports.table_layout import ABOUT, LEVELS, LINKS, STATEMENTS, split_codes
from rubrics.imports.table_outcome import TableOutcome, outcome_of
from rubrics.imports.table_rows import (
    Row,
    cell_lines,
    csv_rows,
    filled_rows,
    find_delimiter,
    folded,
    sheet_rows,
    statements_in,
    table_of,
)
from rubrics.imports.text_cells import decode
from rubrics.instrument import Band, Instrument, Level, Link, Polarity, Strand
from rubrics.instrument_json import LARGEST_NUMBER

MOST_ROWS = 70_000
"""More than the largest rubric has, whose every statement is a row."""

MOST_COLUMNS = 1_000
"""More than any table here has; what a spreadsheet leaves beside it is told column by column."""


_NUMBER = re.compile(r"[0-9]{1,6}(?:\.0)?")
_LEVEL_NUMBER = re.compile(r"(?:level\s+)?([0-9]{1,4})(?:\.0)?", re.IGNORECASE)


def read_csv(content: bytes, polarity: Polarity | None, known: Known) -> Reading:
    """Read a CSV file. Raises RubricRefused for what is none."""
    text = decode(content)
    return _Sheet(csv_rows(text, find_delimiter(text) or ",")).finish(polarity, known)


def read_xlsx(content: bytes, polarity: Polarity | None, known: Known) -> Reading:
    """Read the first sheet of an Excel workbook. Raises RubricRefused for what is none."""
    return _Sheet(sheet_rows(content)).finish(polarity, known)


class _Sheet:
    """The four tables as they are read, row by row."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.findings: list[Finding] = []
        self.about: dict[str, Stated] = {}
        self.levels: list[Level] = []
        self.strands: dict[str, str] = {}
        self.outcomes: dict[str, TableOutcome] = {}
        self.links: list[Link] = []
        self._blank: set[str] = set()
        self._columns: dict[str, int] = {}
        self._strand = self._outcome = ""
        self._level: int | None = None
        self._row = Row(0, ())
        takers = {
            ABOUT: self._take_about,
            LEVELS: self._take_level,
            STATEMENTS: self._take_statement,
            LINKS: self._take_link,
        }
        table: tuple[str, ...] | None = None
        for number, row in enumerate(filled_rows(rows)):
            if number == MOST_ROWS:
                raise RubricRefused(f"The file has more than {MOST_ROWS:,} rows, which no rubric has.")
            if len(row.cells) > MOST_COLUMNS:
                raise RubricRefused(f"A row of the file has more than {MOST_COLUMNS:,} columns. Choose another file.")
            self._row = row
            if begun := table_of(row):
                table = begun
                self._take_header(table)
            elif table is None:
                self._warn("not-placed", f"“{shown(' '.join(row.cells))}” stands above the tables. It was left out.")
            else:
                self._judge_columns()
                takers[table]()

    def finish(self, polarity: Polarity | None, known: Known) -> Reading:
        """Return the instrument with all findings."""
        said = {name: stated.value for name, stated in self.about.items()}
        beside = known.edition_for(said.get("role", ""), said.get("standard", ""))
        rubric = said.get("rubric") or (beside.instrument.rubric if beside else make_slug(said.get("title", "")))
        best, finding = settle_polarity(
            given=polarity, stated=stated_polarity(self.about), edition=known.edition_of(rubric)
        )
        self.findings += [finding] if finding else []
        self.findings += judge(self.about)
        self._judge_whole()
        is_whole = best is not None and not any(each.severity == Severity.ERROR for each in self.findings)
        instrument = self._instrument(best, rubric, said) if best is not None and is_whole else None
        return Reading(instrument=instrument, findings=bounded(self.findings))

    def _take_header(self, table: tuple[str, ...]) -> None:
        by_name = {folded(name): name for name in table}
        self._columns = {}
        for number, cell in enumerate(self._row.cells):
            name = by_name.get(folded(cell))
            if name is not None:
                self._columns.setdefault(name, number)
            elif cell.strip():
                self._warn(
                    "column-unknown", f"The column “{shown(cell)}” is not known here. It is left out.", number + 1
                )

    def _judge_columns(self) -> None:
        """Warn of what stands in no column that is read."""
        read = set(self._columns.values())
        for number, cell in enumerate(self._row.cells):
            if cell.strip() and number not in read:
                sentence = f"“{shown(cell)}” stands in a column that is not read. It was left out."
                self._warn("not-placed", sentence, number + 1)

    def _raw(self, name: str) -> str:
        number = self._columns.get(name)
        return self._row.cells[number] if number is not None and number < len(self._row.cells) else ""

    def _text(self, name: str) -> str:
        """Return a cell's text, which may have several lines."""
        return self._raw(name).strip()

    def _cell(self, name: str) -> str:
        """Return a cell's text in one line."""
        return " ".join(cell_lines(self._raw(name)))

    def _column(self, name: str) -> int:
        return self._columns.get(name, 0) + 1

    def _take_about(self) -> None:
        label = self._cell("Name")
        about = about_field(label)
        value = self._text("Value") if about and about.name == "attribution" else self._cell("Value")
        if about is None:
            sentence = f"“{shown(label)}” is not known here. Use one of {', '.join(each.label for each in FIELDS)}."
            self._refuse("name-unknown", sentence, self._column("Name"))
        elif about.name in self.about:
            self._refuse("stated-twice", f"“{about.label}” stands here twice. Keep one.", self._column("Name"))
        elif value:
            self.about[about.name] = Stated(value=value, line=self._row.line)
        elif not about.may_be_blank:
            self._blank.add(about.name)
            self._refuse("blank", f"Fill in “{about.label}”. {about.guidance}", self._column("Value"))

    def _take_level(self) -> None:
        number, label = self._number("Level"), self._cell("Label")
        if not label:
            self._refuse("blank", "Give the level a label, such as “Level 1”.", self._column("Label"))
        if number is not None and label:
            self.levels.append(
                Level(
                    number=number,
                    label=label,
                    code=self._cell("Code"),
                    scores=self._band("Scores"),
                    percent=self._band("Percent"),
                )
            )

    def _band(self, name: str) -> Band | None:
        ends = (f"{name} from", f"{name} to")
        if not any(self._cell(each) for each in ends):
            return None
        least, most = (self._number(each) for each in ends)
        return None if least is None or most is None else Band(least=least, most=most)

    def _number(self, name: str) -> int | None:
        cell = self._cell(name)
        if _NUMBER.fullmatch(cell) and int(float(cell)) <= LARGEST_NUMBER:
            return int(float(cell))
        sentence = f"Write a whole number from 0 to {LARGEST_NUMBER:,} for “{name}”, not “{shown(cell)}”."
        self._refuse("number", sentence, self._column(name))
        return None

    def _take_statement(self) -> None:
        self._begin_strand()
        outcome = self._begin_outcome()
        if outcome is None:
            return
        statements, next_step = statements_in(self._raw("Statement")), self._text("Next step")
        if cell := self._cell("Level"):
            self._level = self._level_number(cell)
        if not statements and not next_step:
            return
        if self._level is None:
            self._refuse("level-missing", "Write the level of this statement.", self._column("Level"))
            return
        if statements:
            outcome.statements.setdefault(self._level, []).extend(statements)
        if next_step and outcome.next_steps.setdefault(self._level, next_step) != next_step:
            sentence = f"{outcome.code} has two next steps at level {self._level}. Keep one."
            self._refuse("next-step-twice", sentence, self._column("Next step"))

    def _begin_strand(self) -> None:
        code, title = self._cell("Strand"), self._cell("Strand title")
        if code and code != self._strand:
            self._outcome, self._level = "", None
        self._strand = code or self._strand
        if not self._strand:
            return
        known = self.strands.get(self._strand, "")
        if title and known and title != known:
            sentence = f"Strand {self._strand} was called “{shown(known)}” above. Make them the same."
            self._refuse("title-differs", sentence, self._column("Strand title"))
        self.strands[self._strand] = known or title

    def _begin_outcome(self) -> TableOutcome | None:
        code, title = self._cell("Outcome"), self._cell("Outcome title")
        if code and code != self._outcome:
            self._level = None
        self._outcome = code or self._outcome
        if not self._strand:
            self._refuse("strand-missing", "Write the code and title of a strand.", self._column("Strand"))
            return None
        if not self._outcome:
            self._refuse("outcome-missing", "Write the code and title of an outcome.", self._column("Outcome"))
            return None
        outcome = self.outcomes.setdefault(
            self._outcome, TableOutcome(code=self._outcome, strand=self._strand, line=self._row.line)
        )
        if outcome.strand != self._strand:
            sentence = f"Outcome {outcome.code} stands in strand {outcome.strand} above. Give each a code of its own."
            self._refuse("outcome-twice", sentence, self._column("Outcome"))
        if title and outcome.title and title != outcome.title:
            sentence = f"Outcome {outcome.code} was called “{shown(outcome.title)}” above. Make them the same."
            self._refuse("title-differs", sentence, self._column("Outcome title"))
        outcome.title = outcome.title or title
        outcome.replaces = outcome.replaces or split_codes(self._raw("Replaces"))
        return outcome

    def _level_number(self, cell: str) -> int | None:
        """Return the level that a cell names by number, label or code."""
        number = _LEVEL_NUMBER.fullmatch(cell)
        numbers = {level.number for level in self.levels}
        if number and int(number[1]) in numbers:
            return int(number[1])
        for level in self.levels:
            if cell.casefold() in {level.label.casefold(), level.code.casefold()}:
                return level.number
        sentence = f"There is no level “{shown(cell)}”. Name one of those in the table of levels."
        self._refuse("level-unknown", sentence, self._column("Level"))
        return None

    def _take_link(self) -> None:
        to, how = self._cell(LINKS[0]), self._text(LINKS[1])
        if to and how:
            self.links.append(Link(to=to, how=how))
        else:
            self._refuse("blank", "Fill in the linked standard and how the rubric bears on it.", 1)

    def _judge_whole(self) -> None:
        """Find what is missing from the whole file."""
        for each in FIELDS:
            if not each.may_be_blank and each.name not in self.about and each.name not in self._blank:
                self._say(Severity.ERROR, "blank", f"“{each.label}” is missing. {each.guidance}", "")
        if not self.levels:
            sentence = f"No table of levels was found. It begins with the columns {', '.join(LEVELS)}."
            self._say(Severity.ERROR, "no-levels", sentence, "")
        if not self.outcomes:
            sentence = f"No table of statements was found. It begins with the columns {', '.join(STATEMENTS)}."
            self._say(Severity.ERROR, "no-outcomes", sentence, "")
        for strand in (code for code, title in self.strands.items() if not title):
            self._say(Severity.ERROR, "blank", f"Strand {shown(strand)} has no title.", "")
        for outcome in self.outcomes.values():
            if not outcome.title:
                self._say(Severity.ERROR, "blank", f"Outcome {shown(outcome.code)} has no title.", place(outcome.line))

    def _instrument(self, best: Polarity, rubric: str, said: Mapping[str, str]) -> Instrument:
        lines = {name: said[name] for name in ("title", "role", "standard", "edition", "publisher", "licence")}
        return Instrument(
            **lines,
            rubric=rubric,
            slug=said.get("slug") or make_slug(rubric, said["edition"]),
            attribution=said["attribution"],
            may_be_shared=said["may_be_shared"].casefold() == YES,
            polarity=best,
            levels=tuple(sorted(self.levels, key=lambda level: level.number)),
            strands=tuple(self._strand_of(code, title) for code, title in self.strands.items()),
            links=tuple(self.links),
        )

    def _strand_of(self, code: str, title: str) -> Strand:
        outcomes = (each for each in self.outcomes.values() if each.strand == code)
        return Strand(code=code, title=title, outcomes=tuple(outcome_of(each) for each in outcomes))

    def _warn(self, code: str, sentence: str, column: int | None = None) -> None:
        self._say(Severity.WARNING, code, sentence, place(self._row.line, column))

    def _refuse(self, code: str, sentence: str, column: int) -> None:
        self._say(Severity.ERROR, code, sentence, place(self._row.line, column))

    def _say(self, severity: Severity, code: str, sentence: str, subject: str) -> None:
        self.findings.append(Finding(code=code, severity=severity, sentence=sentence, subject=subject))
