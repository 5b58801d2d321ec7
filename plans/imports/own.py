"""Our own Word files: the embedded content, overruled by the text that now stands in the tagged controls."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.edition import ACTIVITY_TEXTS, GOAL_FIELDS, YEAR_FIELDS, Edition
from plans.imports.blocks import Block, Control, Line, Row, Table, flat_lines
from plans.imports.cursor import Cursor
from plans.imports.dates import dates_in
from plans.imports.embedded import Embedded
from plans.imports.goal_rows import GoalRows
from plans.imports.listing import placements_of
from plans.imports.overlay import kept
from plans.imports.results import Passage, ReadPlan
from plans.imports.tables import Columns, activity_columns, filled_cells, goal_columns
from plans.imports.vocabulary import Vocabulary, goal_number
from plplanner.kit.findings import Finding, Severity

IN_PLACE = "its own place in the document"
_ACTIVITY = re.compile(r"goal\.(\d{1,4})\.table\.(\d{1,4})\.activity\.(\d{1,5})\.(\w+)\Z", re.ASCII)
_NAME = re.compile(r"goal\.(\d{1,4})\.table\.(\d{1,4})\.name\Z", re.ASCII)
_KNOWN = re.compile(r"(?:answer\.\w+|goal\.\d{1,4}\.[\w.]+)\Z", re.ASCII)

Place = tuple[int, int]


def has_controls(blocks: Iterable[Block]) -> bool:
    """Whether any of our tagged controls is left in the document."""
    return any(_KNOWN.match(tag) for tag, _ in _controls(blocks))


def _controls(blocks: Iterable[Block]) -> Iterator[tuple[str, Control]]:
    for block in blocks:
        if isinstance(block, Control):
            yield block.tag, block
            yield from _controls(block.blocks)
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _controls(cell.blocks)


def _text(blocks: Iterable[Block]) -> str:
    return "\n".join(line.written for line in flat_lines(tuple(blocks)))


@dataclass
class _Rows:
    """The activity rows of one table of the document, in order: a row of the content, or a new one."""

    place: Place
    rows: list[int | Activity] = field(default_factory=list)


class OwnReader:
    """Reads the blocks of one of our own files."""

    def __init__(self, embedded: Embedded, edition: Edition, words: Vocabulary) -> None:
        self.embedded = embedded
        self.edition = edition
        self.words = words
        self.texts: dict[str, str] = {}
        self.used: set[str] = set()
        self.tables: list[_Rows] = []
        self.unplaced: list[Passage] = []
        self.findings: list[Finding] = []
        self.heading = ""
        self.goal = 1
        self.more_goals = GoalRows(Cursor(edition, words))
        self.columns: Columns | None = None

    # Walking the document --------------------------------------------------------------------------------------------

    def read(self, blocks: Iterable[Block]) -> ReadPlan:
        """Return the plan as the document now shows it."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._block(block)
        content = self._content()
        return ReadPlan(
            content=content,
            placements=placements_of(content, self.edition, IN_PLACE),
            unplaced=(*self.unplaced, *self.more_goals.at.draft.unplaced),
            findings=tuple(self.findings),
        )

    def _block(self, block: Block) -> None:
        if isinstance(block, Control) and _KNOWN.match(block.tag):
            self._control(block)
        elif isinstance(block, Control):
            for inner in block.blocks:
                self._block(inner)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._outside(block)

    def _control(self, control: Control) -> None:
        text = _text(control.blocks)
        if control.tag in self.texts:
            if text.strip() and text != self.texts[control.tag]:
                self._leave(text, "a repeated field")
            return
        self.texts[control.tag] = text

    def _outside(self, line: Line) -> None:
        text = line.text.strip()
        if not text:
            return
        number = goal_number(text)
        if number is not None:
            self.goal = number.number
        if self.embedded.prints(text):
            if line.is_heading:
                self.heading = text
        else:
            self._leave(line.written.strip(), line.where)

    def _leave(self, text: str, where: str) -> None:
        self.unplaced.append(Passage(text=text, where=where, after_heading=self.heading))

    def _table(self, table: Table) -> None:
        activities: _Rows | None = None
        for row in table.rows:
            tags = [tag for cell in row.cells for tag, _ in _controls(cell.blocks) if _KNOWN.match(tag)]
            own = next((match for tag in tags if (match := _ACTIVITY.match(tag))), None)
            columns = goal_columns(row) or activity_columns(row)
            if own is not None:
                if activities is None:
                    activities = _Rows(place=(int(own[1]), int(own[2])))
                    self.tables.append(activities)
                self._activity_row(row, own, activities)
            elif columns is not None:
                self.columns = columns
                self._loose(row)
            elif tags or self.columns is None or self._is_printed(row):
                self._loose(row)
            elif self.columns.is_goals:
                self._goal_row(row, self.columns)
            else:
                activities = activities or self._untagged_table()
                self._new_activity(row, self.columns, activities)
        self.columns = None

    def _is_printed(self, row: Row) -> bool:
        lines = (line.text.strip() for cell in filled_cells(row) for line in cell.lines)
        return all(self.embedded.prints(line) for line in lines if line)

    def _loose(self, row: Row) -> None:
        """Take a row's controls; text beside a control in its cell belongs to it."""
        for cell in row.cells:
            last = ""
            for block in cell.blocks:
                if isinstance(block, Control) and _KNOWN.match(block.tag):
                    self._control(block)
                    last = block.tag
                elif isinstance(block, Line) and last and block.text.strip() and not self.embedded.prints(block.text):
                    self.texts[last] = f"{self.texts[last]}\n{block.written}".lstrip("\n")
                else:
                    self._block(block)

    # Rows ------------------------------------------------------------------------------------------------------------

    def _activity_row(self, row: Row, own: re.Match[str], activities: _Rows) -> None:
        goal, table, number, name = own.groups()
        prefix = f"goal.{goal}.table.{table}.activity.{number}"
        if name == "details":
            self._details(row, prefix)
            return
        if prefix in self.used:
            activities.rows.append(self._copied_row(row))
            return
        self.used.add(prefix)
        self._loose(row)
        same_table = (int(goal), int(table)) == activities.place
        known = self._known(int(goal), int(table), int(number))
        if known is None:
            activities.rows.append(self._shown(Activity(), prefix))
        else:
            activities.rows.append(int(number) if same_table else self._shown(known, prefix))

    def _details(self, row: Row, prefix: str) -> None:
        for cell in row.cells:
            text = _text(cell.blocks).strip()
            if text and not self.embedded.prints(text):
                self._leave(text, row.where)
                self._warn(
                    "details-changed",
                    "The details below an activity were changed in Word. Enter the change in the activity's fields.",
                    prefix,
                )

    def _copied_row(self, row: Row) -> Activity:
        """Read a row that was copied in Word: it carries the tags of the row it was copied from."""
        texts: dict[str, list[str]] = {}
        for cell in row.cells:
            for tag, control in _controls(cell.blocks):
                match = _ACTIVITY.match(tag)
                if match and match[4] in ACTIVITY_TEXTS:
                    texts.setdefault(match[4], []).append(_text(control.blocks))
        joined: dict[str, Any] = {key: "\n".join(each) for key, each in texts.items()}
        return Activity(**joined)

    def _goal_row(self, row: Row, columns: Columns) -> None:
        self.more_goals.row(filled_cells(row), columns)

    def _untagged_table(self) -> _Rows:
        """Return where the new rows of a table without tags go: a table without rows of the goal, or one more."""
        goals = self.embedded.content.goals
        tables = goals[self.goal - 1].tables if self.goal <= len(goals) else ()
        taken = {each.place for each in self.tables}
        free = [
            number
            for number, table in enumerate(tables, 1)
            if not table.activities and (self.goal, number) not in taken
        ]
        more = max([len(tables), *[number for goal, number in taken if goal == self.goal]]) + 1
        rows = _Rows(place=(self.goal, free[0] if free else more))
        self.tables.append(rows)
        return rows

    def _new_activity(self, row: Row, columns: Columns, activities: _Rows) -> None:
        texts: dict[str, list[str]] = {}
        for cell in filled_cells(row):
            role = columns.role(cell.cell)
            for line in cell.lines:
                if role in ACTIVITY_TEXTS:
                    texts.setdefault(role, []).append(line.written)
                elif line.text.strip():
                    self._leave(line.written.strip(), line.where)
        joined: dict[str, Any] = {key: "\n".join(lines).strip("\n") for key, lines in texts.items()}
        activity = Activity(**joined)
        starts_on, ends_on = dates_in(activity.duration)
        activities.rows.append(replace(activity, starts_on=starts_on, ends_on=ends_on))

    # Putting the content together ------------------------------------------------------------------------------------

    def _known(self, goal: int, table: int, activity: int) -> Activity | None:
        goals = self.embedded.content.goals
        tables = goals[goal - 1].tables if 1 <= goal <= len(goals) else ()
        rows = tables[table - 1].activities if 1 <= table <= len(tables) else ()
        return rows[activity - 1] if 1 <= activity <= len(rows) else None

    def _shown(self, activity: Activity, prefix: str) -> Activity:
        """Return an activity with the texts that its controls show."""
        texts: dict[str, Any] = {
            key: self._now(getattr(activity, key), f"{prefix}.{key}", is_shown=True) for key in ACTIVITY_TEXTS
        }
        return self._dated(replace(activity, **texts), f"{prefix}.dates")

    def _dated(self, activity: Activity, tag: str) -> Activity:
        if activity.starts_on is None and activity.ends_on is None:
            return activity
        text = self.texts.get(tag, "").strip()
        if self.embedded.prints(text):
            return activity
        starts_on, ends_on = dates_in(text)
        if text and starts_on is None and ends_on is None:
            self._leave(text, IN_PLACE)
        if not text:
            self._warn("dates-removed", "The dates of an activity were removed in Word.", tag)
        return replace(activity, starts_on=starts_on, ends_on=ends_on)

    def _now(self, was: str, tag: str, *, is_shown: bool) -> str:
        """Return a field's text as the document shows it; as it was, if the document does not show its section."""
        if tag in self.texts:
            return kept(was, self.texts[tag])
        if is_shown and was:
            self._warn("removed", "A field was removed in Word, so it comes in blank.", tag)
            return ""
        return was

    def _warn(self, code: str, sentence: str, subject: str) -> None:
        self.findings.append(Finding(code=code, severity=Severity.WARNING, sentence=sentence, subject=subject))

    def _content(self) -> PlanContent:
        was = self.embedded.content
        return replace(was, answers=self._answers(was), goals=tuple(self._goals(was)))

    def _answers(self, was: PlanContent) -> dict[str, str]:
        answers = dict(was.answers)
        for section in self.edition.narrative_sections:
            is_shown = any(f"answer.{key}" in self.texts for key in section.field_by_key)
            for key in section.field_by_key:
                text = self._now(answers.get(key, ""), f"answer.{key}", is_shown=is_shown)
                if key in answers or text:
                    answers[key] = text
        return answers

    def _goals(self, was: PlanContent) -> Iterator[Goal]:
        shows_goals = any(re.fullmatch(r"goal\.\d+\.statement", tag) for tag in self.texts)
        shows_tables = any(_ACTIVITY.match(tag) or _NAME.match(tag) for tag in self.texts)
        more, _ = self.more_goals.at.draft.finish()
        for number, goal in enumerate(was.goals, 1):
            if shows_goals and not any(tag.startswith(f"goal.{number}.") for tag in self.texts):
                self._warn("goal-removed", f"Goal {number} was removed in Word.", f"goal.{number}")
                continue
            yield replace(
                goal,
                **{
                    key: self._now(getattr(goal, key), f"goal.{number}.{key}", is_shown=shows_goals)
                    for key in GOAL_FIELDS
                },
                years=tuple(self._years(goal, number, is_shown=shows_goals)),
                tables=tuple(self._tables(goal.tables, number, is_shown=shows_tables)),
            )
        for number, goal in enumerate(more.goals, len(was.goals) + 1):
            yield replace(goal, tables=tuple(self._tables((), number, is_shown=True)))
        yield from self._goals_of_tables_alone(len(was.goals) + len(more.goals))

    def _goals_of_tables_alone(self, count: int) -> Iterator[Goal]:
        """Yield goals that have activities but no row among the goals."""
        last = max((each.place[0] for each in self.tables if each.rows), default=0)
        for number in range(count + 1, last + 1):
            yield Goal(tables=tuple(self._tables((), number, is_shown=True)))

    def _years(self, goal: Goal, number: int, *, is_shown: bool) -> Iterator[YearOutcome]:
        known = {each.year: each for each in goal.years}
        shown = {int(tag.split(".")[3]) for tag in self.texts if re.match(rf"goal\.{number}\.year\.\d\.", tag)}
        for year in sorted(known | dict.fromkeys(shown)):
            was = known.get(year) or YearOutcome(year=year)
            prefix = f"goal.{number}.year.{year}"
            texts: dict[str, Any] = {
                key: self._now(getattr(was, key), f"{prefix}.{key}", is_shown=is_shown) for key in YEAR_FIELDS
            }
            now = replace(was, **texts)
            if year in known or not now.is_blank:
                yield now

    def _tables(self, was: Sequence[ActivityTable], goal: int, *, is_shown: bool) -> Iterator[ActivityTable]:
        found = {each.place: each for each in reversed(self.tables)}
        numbers = sorted({*range(1, len(was) + 1), *(table for at, table in found if at == goal)})
        for number in numbers:
            table = was[number - 1] if number <= len(was) else ActivityTable()
            rows = found.get((goal, number))
            prefix = f"goal.{goal}.table.{number}"
            if rows is None and is_shown and table.activities:
                self._warn("table-removed", f"An activity table of goal {goal} was removed in Word.", prefix)
                continue
            name = self._now(table.name, f"{prefix}.name", is_shown=is_shown)
            yield ActivityTable(
                name=name,
                activities=tuple(self._activities(table, rows, prefix)) if rows is not None else table.activities,
            )

    def _activities(self, table: ActivityTable, rows: _Rows, prefix: str) -> Iterator[Activity]:
        gone = set(range(1, len(table.activities) + 1)) - {each for each in rows.rows if isinstance(each, int)}
        for number in sorted(gone):
            self._warn("activity-removed", "An activity was removed in Word.", f"{prefix}.activity.{number}")
        for row in rows.rows:
            if isinstance(row, Activity):
                yield row
            else:
                yield self._shown(table.activities[row - 1], f"{prefix}.activity.{row}")
