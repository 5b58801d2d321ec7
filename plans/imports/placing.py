"""Decides where each line of a filled template goes, by the headings and labels it stands under."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plans.edition import Edition, SectionKind
from plans.imports.activity_rows import ActivityRows
from plans.imports.blocks import Block, Control, Line, Row, Table, flat_lines
from plans.imports.cursor import Cursor
from plans.imports.draft import Slot
from plans.imports.goal_rows import GoalRows
from plans.imports.tables import (
    Columns,
    Filled,
    activity_columns,
    filled_cells,
    goal_columns,
    implied_goal_columns,
    row_has_two_names,
)
from plans.imports.template_words import ACTIVITY_HEADINGS, GOAL_HEADINGS, STANDARD_NAMES
from plans.imports.vocabulary import Vocabulary, goal_mentioned, goal_number, is_own_heading, label_match, normal
from plplanner.kit.text import shorten

LONGEST_TITLE = 200
LONGEST_CAPTION = 100
_PLAN_TITLE = re.compile(r"professional (?:learning|development)\b.*\bplan\b|\bpl plan\b", re.IGNORECASE)
_YEARS = re.compile(r"\b(20\d\d)\s*[-–—/]\s*(?:20)?\d\d\b")
_SENTENCE_END = (".", "!", "?", ";", ",", ":")
_MOST_LABEL_WORDS = 6


class Placer(Cursor):
    """Walks a document's blocks in order and fills a draft."""

    def __init__(self, edition: Edition, words: Vocabulary, district_name: str = "") -> None:
        super().__init__(edition, words)
        self.district = normal(district_name)
        self.caption: Line | None = None
        self.columns: Columns | None = None
        self.column_slots: dict[int, Slot] = {}
        self.goals = GoalRows(self)
        self.activities = ActivityRows(self, self.goals)

    # The document as a whole ---------------------------------------------------------------------------------------

    def document(self, blocks: Iterable[Block]) -> None:
        """Place the body's blocks."""
        items = list(dissolved(blocks))
        for index, block in enumerate(items):
            if isinstance(block, Table):
                is_structured = self._is_structured(block) or self._continues(block)
                self.table(block)
                self._left_table(block, is_structured=is_structured)
            elif self._is_caption(block, items[index + 1 :]):
                self._drop_caption()
                self.caption = block
            else:
                self.line(block)
        self._drop_caption()

    def outside(self, lines: Iterable[Line], heading: str) -> None:
        """Keep lines from outside the body as unplaced, without those that only name the page or the plan."""
        for line in lines:
            text = line.text.strip()
            if text and not (is_page_number(text) or self._is_known(text)):
                self.draft.leave(line, heading)

    def _is_known(self, text: str) -> bool:
        words = normal(text)
        return not words or words == self.district or words in self.words.known or words == normal(self.edition.title)

    def _is_caption(self, line: Line, following: Sequence[Line | Table]) -> bool:
        """Whether a line is the title of the activity table right below it."""
        text = line.text.strip()
        table = next((each for each in following if isinstance(each, Table) or each.text.strip()), None)
        if not text or line.glued or not isinstance(table, Table) or len(text) > LONGEST_CAPTION:
            return False
        if self.draft.prints(text) and not line.is_heading:
            return False
        if text.endswith(_SENTENCE_END) or self.words.section(text) or self.words.prompt(text) is not None:
            return False
        if goal_number(text) is not None or goal_mentioned(text) is not None:
            return self._is_activity_table(table)
        band = self._band_number(table)
        if band is not None:
            return any(each.number == band and each.tables for each in self.draft.goals)
        return self._is_activity_table(table)

    def _is_activity_table(self, table: Table) -> bool:
        return any(activity_columns(row) for row in table.rows) or self._continues(table)

    @staticmethod
    def _band_number(table: Table) -> int | None:
        for row in table.rows[:2]:
            cells = filled_cells(row)
            if len(cells) == 1 and (number := goal_number(cells[0].lines[0].text)):
                return number.number
        return None

    def _drop_caption(self) -> None:
        if self.caption is not None:
            self.leave(self.caption)
            self.caption = None

    # Lines -----------------------------------------------------------------------------------------------------------

    def line(self, line: Line) -> None:
        """Place one line that stands in the flow of the text or in a cell that no column names."""
        text = line.text.strip()
        if not text:
            if self.target is not None:
                self.target.add(line)
            return
        self.columns = None
        prompt = self.words.prompt(text)
        if prompt is not None:
            self._turn(prompt.name)
            if prompt.rest:
                self.put(replace(line, text=prompt.rest, marker=""))
        elif (section := self.words.section(text)) is not None:
            self.enter(section, text)
        elif not self._label(line, text):
            if line.is_heading and self.draft.prints(text):
                self.target = None
                self.leave(line)
            else:
                self.put(line)

    def put(self, line: Line) -> None:
        """Place a line in the current field, or leave it unplaced."""
        if self.target is None and self.kind == SectionKind.NARRATIVE and self.is_open and self._is_profile():
            self.target = self.draft.answer(self.words.catch_all)
        if self.target is not None:
            self.target.add(line)
        elif self.kind is None:
            self._cover(line)
        elif not (self.kind == SectionKind.STANDARDS and normal(line.text) in STANDARD_NAMES):
            self.leave(line)

    def _is_profile(self) -> bool:
        first = next(iter(self.edition.narrative_sections), None)
        return first is not None and first.key == self.section

    def _cover(self, line: Line) -> None:
        """Place a line above the first section: the plan's title, if it is one."""
        text = line.text.strip()
        years = _YEARS.search(text)
        if years and self.draft.first_year is None:
            self.draft.first_year = int(years[1])
        if self._is_known(text):
            return
        if _PLAN_TITLE.search(text) and len(text) <= LONGEST_TITLE and not self.draft.title and not line.glued:
            self.draft.title.add(replace(line, text=text, marker=""))
        else:
            self.draft.leave(line, "")

    def enter(self, key: str, heading: str) -> None:
        """Begin a section of the template."""
        section = self.edition.section(key)
        if section is None:
            return
        if key != self.section or section.kind != SectionKind.NARRATIVE:
            self.target = None
        self.section, self.kind, self.is_open = key, section.kind, True
        self.name(heading)
        self.signals.add(key)
        if section.kind == SectionKind.GOALS:
            self.goals.goal = None

    def _turn(self, name: str) -> None:
        """Make the field that a prompt asks for the current one."""
        place, _, key = name.partition(".")
        if place == "section":
            section = self.edition.of_kind(SectionKind.STANDARDS)
            if section is not None:
                self.enter(section.key, section.title)
            self.kind, self.target = SectionKind.STANDARDS, None
        elif place == "answer" and self.kind in {None, SectionKind.NARRATIVE}:
            self._answer(key)
        elif place in {"goal", "year"} and self.goals.goal is not None and self.kind == SectionKind.GOALS:
            self.target = self.goals.slot(place, key)

    def _answer(self, key: str) -> None:
        self.target = self.draft.answer(key)
        self.name(self.edition.narrative_fields[key].label)
        home = next((each for each in self.edition.narrative_sections if key in each.field_by_key), None)
        if home is not None:
            self.section, self.kind = home.key, SectionKind.NARRATIVE

    # Labels ----------------------------------------------------------------------------------------------------------

    def _label(self, line: Line, text: str) -> bool:
        """Turn to the field whose label begins the line, and place what follows the label."""
        if self.kind in {None, SectionKind.NARRATIVE} and self._narrative_label(line, text):
            return True
        if self.kind == SectionKind.STANDARDS:
            return False
        return self.goals.flow_label(line, text) or self.activities.flow_label(line, text)

    def _narrative_label(self, line: Line, text: str) -> bool:
        match = self.words.narrative_label(text)
        if match is None or not self._may_turn_to(match.name):
            return self._described(line, text)
        if match.is_parted:
            self._answer(match.name)
            if not self.words.is_own(match):
                self.put(replace(line, marker=""))
            elif match.rest:
                self.put(replace(line, text=match.rest, marker=""))
            return True
        if self.kind is None or match.rest[:1].islower() or self.draft.answer(match.name):
            return False
        if not line.marker and match.name == "schools":
            return False
        self._answer(match.name)
        self.put(replace(line, marker=""))
        return True

    def _described(self, line: Line, text: str) -> bool:
        """Turn to a field whose label is part of what stands before a colon, such as "Number of schools: 9"."""
        before, colon, after = text.partition(":")
        words = normal(before).split()
        if not colon or not after.strip() or len(words) > _MOST_LABEL_WORDS or not self._is_profile():
            return False
        found = {
            key
            for label, key in self.words.narrative_labels.items()
            if self._may_turn_to(key) and set(label.split()) <= set(words)
        }
        if len(found) != 1:
            return False
        self._answer(found.pop())
        self.put(replace(line, marker=""))
        return True

    def _may_turn_to(self, key: str) -> bool:
        """Whether a narrative field lies in the current section or a later one."""
        keys = [each.key for each in self.edition.narrative_sections]
        homes = [each.key for each in self.edition.narrative_sections if key in each.field_by_key]
        return self.section not in keys or (bool(homes) and keys.index(homes[0]) >= keys.index(self.section))

    # Tables ----------------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """Place a table row by row."""
        continues = self._continues(table)
        if not continues:
            self.columns = None
        if self._is_printed(table):
            return
        if not continues and not self._is_structured(table):
            for line in flat_lines((table,)):
                self.put(line) if self.target is not None or self._has_open_profile() else self.leave(line)
            return
        self.activities.begin(has_header=any(activity_columns(row) for row in table.rows), continues=continues)
        self.column_slots = {}
        for row in table.rows:
            self._row(row, table)

    def _is_printed(self, table: Table) -> bool:
        """Whether the program printed the whole table itself, such as the facts beside a field."""
        lines = [line.text for row in table.rows for cell in filled_cells(row) for line in cell.lines]
        is_plan = any(goal_columns(row) or activity_columns(row) for row in table.rows)
        return bool(lines) and not is_plan and all(self.draft.prints(line) for line in lines if line.strip())

    def _has_open_profile(self) -> bool:
        return self.kind == SectionKind.NARRATIVE and self.is_open and self._is_profile()

    def _continues(self, table: Table) -> bool:
        return self.columns is not None and table.columns == self.columns.width and not self._is_structured(table)

    def _is_structured(self, table: Table) -> bool:
        return any(self._is_structured_row(row, table) for row in table.rows)

    def _is_structured_row(self, row: Row, table: Table) -> bool:
        if goal_columns(row) or activity_columns(row) or implied_goal_columns(row, table.columns):
            return True
        cells = filled_cells(row)
        for place, cell in enumerate(cells):
            if self._names_structure(cell, is_first=place == 0, is_alone=len(row.cells) == 1):
                return True
        return self.kind == SectionKind.STANDARDS or row_has_two_names(row, self.words.narrative_labels)

    def _names_structure(self, cell: Filled, *, is_first: bool, is_alone: bool) -> bool:
        if any(isinstance(block, Table) and self._is_structured(block) for block in dissolved(cell.cell.blocks)):
            return True
        for line in cell.lines:
            if self.words.section(line.text) is not None:
                return True
            prompt = self.words.prompt(line.text)
            if prompt is not None and (prompt.name or is_alone):
                return True
            label = self.words.narrative_label(line.text) if is_first else None
            if label is not None and label.is_parted and (is_alone or not label.rest):
                return True
            if is_alone and goal_number(line.text) is not None:
                return True
        return False

    def _left_table(self, table: Table, *, is_structured: bool) -> None:
        """Close the fields of a table: text that stands below it, outside, is not theirs."""
        self._drop_caption()
        if is_structured and len(table.rows) > 1 and not self._is_printed(table):
            self.target, self.is_open = None, False

    def _row(self, row: Row, table: Table) -> None:
        cells = filled_cells(row)
        if not cells:
            return
        columns = goal_columns(row) or activity_columns(row)
        if columns is not None:
            self._header(columns, table, row)
        elif not self._only_prompts(cells) and not (len(cells) == 1 and self._band(cells[0], table)):
            self._content(row, cells, table)

    def _content(self, row: Row, cells: Sequence[Filled], table: Table) -> None:
        if self.columns is None and (implied := implied_goal_columns(row, table.columns)):
            self.goals.begin()
            self.columns = implied
        if self.columns is None:
            self._flow_row(row, cells)
        elif self.columns.is_goals:
            self.goals.row(cells, self.columns)
        else:
            self.activities.row(cells, self.columns)

    def _header(self, columns: Columns, table: Table, row: Row) -> None:
        self.columns = replace(columns, width=table.columns)
        headings = GOAL_HEADINGS if columns.is_goals else ACTIVITY_HEADINGS
        for cell in filled_cells(row):
            for place, line in enumerate(cell.lines):
                label = label_match(line.text, headings) if place == 0 else None
                if label is not None and not is_own_heading(label):
                    self._heading_notice(line.text.strip())
                self._rest_of_heading(line, label.rest if label else line.text)
        self.signals.add("goals header" if columns.is_goals else "activities header")
        if columns.is_goals:
            self.goals.begin()
        else:
            self.activities.header(self.caption)
            self.caption = None

    def _heading_notice(self, text: str) -> None:
        name = shorten(text, LONGEST_CAPTION)
        sentence = f"The column “{name}” was read as the template's column of that kind. Check what is in it."
        self.draft.notice("column-heading", sentence)

    def _rest_of_heading(self, line: Line, rest: str) -> None:
        prompt = self.words.prompt(rest)
        left = rest if prompt is None else prompt.rest
        if left.strip() and normal(left):
            self.draft.leave(replace(line, text=left), self.heading)

    def _only_prompts(self, cells: Iterable[Filled]) -> bool:
        """Whether a row holds nothing but the template's prompts, none of which opens a section or a field."""
        matches = [self.words.prompt(line.text) for cell in cells for line in cell.lines]
        return all(match is not None and not match.rest and not match.name for match in matches)

    def _band(self, cell: Filled, table: Table) -> bool:
        """Take a row that is one cell from edge to edge: a section's heading, "GOAL 2", or a table's name."""
        if cell.cell.last - cell.cell.first + 1 < table.columns and cell.is_among_others:
            return False
        first = cell.lines[0]
        section = self.words.section(first.text)
        prompt = self.words.prompt(first.text)
        if section is not None or (prompt is not None and prompt.name.startswith("section.")):
            self.columns = None
            for block in dissolved(cell.cell.blocks):
                self.table(block) if isinstance(block, Table) else self.line(block)
            return True
        if self.columns is not None and self.columns.is_goals:
            return False
        if self.activities.has_header and self.activities.band(
            cell.lines, self.caption, is_wide=self.columns is not None
        ):
            self.caption = None
            return True
        return False

    def _flow_row(self, row: Row, cells: Sequence[Filled]) -> None:
        labels = [self.words.narrative_label(cell.lines[0].text) for cell in cells]
        if len(cells) > 1 and all(
            label is not None and not label.rest and len(cell.lines) == 1
            for label, cell in zip(labels, cells, strict=True)
        ):
            self.column_slots = {
                cell.cell.first: self.draft.answer(label.name)
                for label, cell in zip(labels, cells, strict=True)
                if label is not None
            }
            return
        for cell in row.cells:
            slot = self.column_slots.get(cell.first)
            if slot is not None:
                self.target = slot
            for block in dissolved(cell.blocks):
                self.table(block) if isinstance(block, Table) else self.line(block)


def dissolved(blocks: Iterable[Block]) -> Iterator[Line | Table]:
    """Yield lines and tables, with the content of controls in their place."""
    for block in blocks:
        if isinstance(block, Control):
            yield from dissolved(block.blocks)
        else:
            yield block


def is_page_number(text: str) -> bool:
    """Whether a line of a header or footer only counts pages."""
    return (
        re.fullmatch(r"(?:page|p\.)?\s*[-–|]?\s*\d*\s*[-–|]?\s*(?:(?:of|/)\s*\d*)?", text.strip(), re.IGNORECASE)
        is not None
    )
