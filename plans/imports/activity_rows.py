"""The rows of activity tables, and the same labels where they stand outside of a table."""

from collections.abc import Sequence

from plans.edition import SectionKind
from plans.imports.blocks import Line
from plans.imports.cursor import Cursor
from plans.imports.dates import dates_in
from plans.imports.draft import ActivityDraft, GoalDraft, TableDraft
from plans.imports.goal_rows import GoalRows, rest_of
from plans.imports.tables import Columns, Filled
from plans.imports.template_words import ACTIVITY_HEADINGS
from plans.imports.vocabulary import goal_mentioned, goal_number, label_match, normal

LONGEST_BAND = 200
DETAILS = "Details: "


class ActivityRows:
    """Fills activity tables from rows and from labels in the flow."""

    def __init__(self, cursor: Cursor, goals: GoalRows) -> None:
        self.at = cursor
        self.goals = goals
        self.table: TableDraft | None = None
        self.activity: ActivityDraft | None = None
        self.has_header = False
        self.is_named = False

    def begin(self, *, has_header: bool, continues: bool) -> None:
        """Begin a table of the document; one that goes on where the last stopped keeps its activities together."""
        self.has_header = has_header
        self.is_named = continues

    def header(self, caption: Line | None) -> None:
        """Take the heading row of an activity table; without a "GOAL 2" above it, it belongs to the current goal."""
        self.at.enter_kind(SectionKind.ACTIVITIES)
        self.at.target = None
        if not self.is_named:
            self._start(None, [], caption)
        self.is_named = False

    def band(self, lines: Sequence[Line], caption: Line | None, *, is_wide: bool) -> bool:
        """Take a row from edge to edge: "GOAL 2", perhaps with a name, or a name alone."""
        if lines[0].text.startswith(DETAILS):
            for line in lines:
                self.at.leave(line)
            return True
        number = goal_number(lines[0].text)
        if number is not None:
            rest = [rest_of(lines[0], number.rest)] if number.rest else []
            self._start(number.number, [*rest, *lines[1:]], caption)
            self.is_named = True
            return True
        if not is_wide or self._is_long(lines):
            return False
        self._start(goal_mentioned(lines[0].text), lines, caption)
        self.is_named = True
        return True

    @staticmethod
    def _is_long(lines: Sequence[Line]) -> bool:
        return sum(len(line.text) for line in lines) > LONGEST_BAND

    def _start(self, number: int | None, name: Sequence[Line], caption: Line | None) -> None:
        goal = self._goal_for(number, caption)
        self.goals.choose(goal)
        self.at.enter_kind(SectionKind.ACTIVITIES)
        self.at.target = None
        self.table = TableDraft()
        self.activity = None
        goal.tables.append(self.table)
        name = [line for line in name if line.text.strip() and self.at.words.prompt(line.text) is None]
        captions = _caption_name(caption)
        if name and captions:
            self.at.leave(captions[0])
        for line in self._without_repetition(goal, name or captions):
            self.table.name.add(line)

    def _goal_for(self, number: int | None, caption: Line | None) -> GoalDraft:
        if number is None and caption is not None:
            number = goal_mentioned(caption.text)
        if number is not None:
            return self.at.draft.goal(number)
        return self.goals.goal or next(iter(self.at.draft.goals), None) or self.at.draft.next_goal()

    def _without_repetition(self, goal: GoalDraft, name: Sequence[Line]) -> Sequence[Line]:
        """Drop a table's name that only repeats the goal; take one too long to be a name as the goal itself."""
        words = normal(" ".join(line.text for line in name))
        statement = goal.slots.get("statement")
        if statement and words and words == normal(statement.text):
            self.at.draft.notice(
                "goal-repeated", f"The heading of an activity table repeats goal {goal.number}; it was read once."
            )
            return ()
        if not statement and self._is_long(name):
            for line in name:
                goal.slot("statement").add(line)
            return ()
        return name

    def row(self, cells: Sequence[Filled], columns: Columns) -> None:
        """Place a row of an activity table."""
        if self.table is None:
            self._start(None, [], None)
        draft = ActivityDraft()
        for cell in cells:
            role = columns.role(cell.cell)
            for line in cell.lines:
                self._cell_line(draft, role, line, columns.heading(cell.cell))
            if cell.cell.first < cell.cell.last and cell.is_among_others and role:
                self.at.draft.notice(
                    "merged-cells",
                    "Cells of an activity are merged. Their text went to the first of the columns they cover.",
                    subject=cell.lines[0].where,
                )
        if draft and self.table is not None:
            self.table.activities.append(draft)

    def _cell_line(self, draft: ActivityDraft, role: str, line: Line, heading: str) -> None:
        prompt = self.at.words.prompt(line.text) if line.text.strip() else None
        if prompt is not None:
            if not prompt.rest:
                return
            line = rest_of(line, prompt.rest)
        is_printed_date = role == "duration" and self.at.draft.prints(line.text) and _is_date(line.text)
        if role and not is_printed_date:
            draft.slot(role).add(line)
        else:
            self.at.draft.leave(line, heading or self.at.heading)

    def flow_label(self, line: Line, text: str) -> bool:
        """Turn to a new activity, or a field of it, that a line outside of a table names."""
        label = label_match(text, ACTIVITY_HEADINGS)
        if label is None or not label.is_parted or self.at.kind not in {SectionKind.GOALS, SectionKind.ACTIVITIES}:
            return False
        begins = label.name == "initial"
        if self.activity is None and not begins:
            return False
        if begins:
            self._flow_activity()
        if self.activity is None:
            return False
        self.at.target = self.activity.slot(label.name)
        if label.rest:
            self.at.target.add(rest_of(line, label.rest))
        return True

    def _flow_activity(self) -> None:
        self.at.enter_kind(SectionKind.ACTIVITIES)
        self.at.signals.add("activities header")
        goal = self._goal_for(None, None)
        if self.table is None or self.table not in goal.tables:
            self._start(goal.number, [], None)
        self.activity = ActivityDraft()
        if self.table is not None:
            self.table.activities.append(self.activity)


def _is_date(text: str) -> bool:
    return any(dates_in(text.strip()))


def _caption_name(caption: Line | None) -> list[Line]:
    """Return what a caption names beside the goal's number."""
    if caption is None:
        return []
    number = goal_number(caption.text)
    text = number.rest if number is not None else caption.text.strip()
    return [rest_of(caption, text)] if text else []
