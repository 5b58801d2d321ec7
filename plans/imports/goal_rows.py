"""The rows of the goals table, and the same labels where they stand outside of a table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plans.edition import MOST_YEARS, SectionKind
from plans.imports.blocks import Line
from plans.imports.cursor import Cursor
from plans.imports.draft import GoalDraft, Slot
from plans.imports.tables import Columns, Filled, is_overarching
from plans.imports.template_words import GOAL_HEADINGS
from plans.imports.vocabulary import Numbered, goal_number, label_match, normal, year_number

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_COLUMN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "goal": ("statement",),
    "rationale": ("evidence", "impact", "links"),
    "outcomes": ("overarching_outcome", "measures", "frequency", "outcome", "measure", "baseline", "target"),
}
_DEFAULTS = {"goal": "statement", "rationale": "evidence", "outcomes": "overarching_outcome"}
_YEAR_DETAILS = frozenset({"measure", "baseline", "target"})


def rest_of(line: Line, text: str) -> Line:
    """Return the line with only its rest."""
    return replace(line, text=text, marker="")


class GoalRows:
    """Fills goals from rows and from labels in the flow."""

    def __init__(self, cursor: Cursor) -> None:
        self.at = cursor
        self.goal: GoalDraft | None = None
        self.year = 0
        self.targets: dict[str, Slot] = {}

    def begin(self) -> None:
        """Begin a goals table."""
        self.at.enter_kind(SectionKind.GOALS)
        self.at.target = None

    def choose(self, goal: GoalDraft) -> None:
        """Turn to a goal."""
        if goal is not self.goal:
            self.goal, self.year, self.targets = goal, 0, {}
        self.at.name(f"Goal {goal.number}")

    def row(self, cells: Sequence[Filled], columns: Columns) -> None:
        """Place a row of the goals table."""
        lines = [(columns.role(cell.cell), columns.heading(cell.cell), line) for cell in cells for line in cell.lines]
        self._choose_for([(role, line.text.strip()) for role, _, line in lines])
        for role, heading, line in lines:
            if role:
                self._line(line, role)
            else:
                self.at.draft.leave(line, heading or self.at.heading)

    def _choose_for(self, texts: Sequence[tuple[str, str]]) -> None:
        """Decide which goal a row is about."""
        numbers = [number for role, text in texts if role == "goal" and (number := goal_number(text))]
        begins = any(role == "outcomes" and is_overarching(text) for role, text in texts)
        named = any(role == "goal" for role, _ in texts)
        first_again = (
            named and self._has_year(1) and any(_year(text) == 1 for role, text in texts if role == "outcomes")
        )
        if numbers:
            goal = self.at.draft.goal(numbers[0].number)
            if begins and goal.has_overarching_label:
                goal = self.at.draft.next_goal()
                self.at.warn(
                    "goal-number-twice",
                    f"“Goal {numbers[0].number}” stands there twice. The second became goal {goal.number}; check it.",
                )
            self.choose(goal)
        elif self.goal is None or (begins and self.goal.has_overarching_label) or first_again:
            self.choose(self.at.draft.next_goal())
        if begins and self.goal is not None:
            self.goal.has_overarching_label = True
            self.at.signals.add("overarching outcome")

    def _has_year(self, year: int) -> bool:
        return self.goal is not None and year in self.goal.years

    def _line(self, line: Line, role: str) -> None:
        text = line.text.strip()
        if text and self._turned(line, text, role):
            return
        if role == "rationale" and _ADDRESS.match(text):
            self.slot("goal", "links").add(rest_of(line, text))
            return
        target = self.targets.get(role)
        if target is None:
            target = self.targets[role] = self.slot("goal", _DEFAULTS[role])
        target.add(line)

    def _turned(self, line: Line, text: str, role: str) -> bool:
        """Turn to the field that a label or prompt in a cell names, and place what follows it."""
        found = self._named(text, role)
        if found is None:
            return False
        self.targets[role], rest = found
        if rest:
            self.targets[role].add(rest_of(line, rest))
        return True

    def _named(self, text: str, role: str) -> tuple[Slot, str] | None:
        prompt = self.at.words.prompt(text)
        if prompt is not None:
            place, _, key = prompt.name.partition(".")
            same = key in _COLUMN_FIELDS[role]
            return (self.slot(place, key) if same else self._current(role)), prompt.rest
        if role == "goal" and (number := goal_number(text)):
            return self.slot("goal", "statement"), number.rest
        if role == "outcomes" and (year := year_number(text)):
            return self.year_slot(year), year.rest
        return self._labelled(text, role)

    def _labelled(self, text: str, role: str) -> tuple[Slot, str] | None:
        label = label_match(text, self.at.words.goal_labels)
        if label is None or not (label.is_parted or (is_overarching(text) and not label.rest[:1].islower())):
            return None
        place, _, key = label.name.partition(".")
        if key not in _COLUMN_FIELDS[role] or (key in _YEAR_DETAILS and (label.rest or not self.year)):
            return None
        return self.slot(place, key), label.rest

    def _current(self, role: str) -> Slot:
        return self.targets.get(role) or self.slot("goal", _DEFAULTS[role])

    def slot(self, place: str, key: str) -> Slot:
        """Return the slot of a field of the current goal, or of its current year."""
        if self.goal is None:
            self.choose(self.at.draft.next_goal())
        goal = self.goal
        if goal is None:
            return self.at.left()
        return goal.year_slot(self.year or 1, key) if place == "year" else goal.slot(key)

    def year_slot(self, year: Numbered) -> Slot:
        """Turn to a year; one that no plan can hold leaves its text unplaced."""
        begins = None if year.school_year is None else year.school_year - year.number + 1
        self.at.draft.first_year = self.at.draft.first_year or begins
        if begins not in {None, self.at.draft.first_year}:
            self.at.warn("school-years-differ", "The school years in the document do not agree. Check the first one.")
        if not 1 <= year.number <= MOST_YEARS:
            self.at.name(f"Year {year.number}")
            self.at.warn(
                "year-out-of-range", f"A plan holds years 1 to {MOST_YEARS}; year {year.number} is left for you."
            )
            return self.at.left()
        self.year = year.number
        if year.number > self.at.edition.years:
            self.at.warn(
                "extra-year",
                f"The document has a year {year.number}; this template has {self.at.edition.years} years. "
                "Check that you want to keep it.",
            )
        return self.slot("year", "outcome")

    def flow_label(self, line: Line, text: str) -> bool:
        """Turn to the goal or the goal's field that a line outside the goals table names."""
        number = goal_number(text)
        if number is not None and (self.at.kind is not None or not number.rest):
            return self._flow_goal(line, number)
        if self.at.kind != SectionKind.GOALS:
            return False
        if label_match(text, GOAL_HEADINGS) and normal(text) in GOAL_HEADINGS:
            field = _DEFAULTS[GOAL_HEADINGS[normal(text)]]
            self.at.target = self.slot("goal", field) if self.goal is not None else None
            return True
        if self.goal is None:
            return False
        if is_overarching(text):
            self.goal.has_overarching_label = True
            self.at.signals.add("overarching outcome")
        return self._flow_field(line, text)

    def _flow_field(self, line: Line, text: str) -> bool:
        year = year_number(text)
        found = (self.year_slot(year), year.rest) if year else None
        for role in ("rationale", "outcomes"):
            found = found or self._labelled(text, role)
        if found is None:
            return False
        self.at.target, rest = found
        if rest:
            self.at.target.add(rest_of(line, rest))
        return True

    def _flow_goal(self, line: Line, number: Numbered) -> bool:
        goal = self.at.draft.goal(number.number)
        again = bool(goal.slots or goal.years) or self.at.kind == SectionKind.ACTIVITIES
        if self.at.kind != SectionKind.ACTIVITIES:
            self.begin()
        self.choose(goal)
        self.at.signals.add("goal")
        if again:
            self.at.target = None
            if number.rest and normal(number.rest) != normal(goal.slot("statement").text):
                self.at.leave(rest_of(line, number.rest))
            return True
        self.at.target = goal.slot("statement")
        if number.rest:
            self.at.target.add(rest_of(line, number.rest))
        return True


def _year(text: str) -> int | None:
    year = year_number(text)
    return year.number if year else None
