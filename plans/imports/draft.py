"""The plan while it is being read: slots that collect lines, and from them the content with its placements."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from plans.document import Activity, ActivityTable, Goal, PlanContent, YearOutcome
from plans.edition import ACTIVITY_TEXTS, GOAL_FIELDS, YEAR_FIELDS, Edition, SectionKind
from plans.imports.blocks import Line
from plans.imports.dates import dates_in
from plans.imports.results import Passage, Placement
from plans.portable import ACTIVITY_LINES
from plplanner.kit.findings import Finding, Severity

LONGEST_NAME = 200


class Slot:
    """One field of the plan on its way: the lines placed in it, in order."""

    def __init__(self) -> None:
        self.lines: list[Line] = []

    def __bool__(self) -> bool:
        """Whether it holds any text."""
        return any(line.text.strip() for line in self.lines)

    def add(self, line: Line) -> None:
        """Take a line; a blank one only between others."""
        if line.text.strip() or (self.lines and self.lines[-1].text.strip()):
            self.lines.append(line)

    @property
    def text(self) -> str:
        """The text as the plan keeps it."""
        return _joined(self.lines)

    def passages(self) -> Iterator[tuple[str, str]]:
        """Yield each run of lines from one place, with the place."""
        run: list[Line] = []
        for line in [*self.lines, None]:
            if run and (line is None or line.where != run[0].where):
                yield _joined(run), run[0].where
                run = []
            if line is not None and (line.text.strip() or run):
                run.append(line)


def _joined(lines: Iterable[Line]) -> str:
    return "\n".join(line.written.rstrip() if line.text.strip() else "" for line in lines).strip("\n")


@dataclass
class ActivityDraft:
    """One row of an activity table on its way."""

    slots: dict[str, Slot] = field(default_factory=dict)

    def slot(self, key: str) -> Slot:
        """Return the slot of a field."""
        return self.slots.setdefault(key, Slot())

    def __bool__(self) -> bool:
        """Whether it holds any text."""
        return any(self.slots.values())


@dataclass
class TableDraft:
    """An activity table on its way."""

    name: Slot = field(default_factory=Slot)
    activities: list[ActivityDraft] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether it has a name or any text."""
        return bool(self.name) or any(self.activities)


@dataclass
class GoalDraft:
    """A goal on its way, under the number the document gives it."""

    number: int
    slots: dict[str, Slot] = field(default_factory=dict)
    years: dict[int, dict[str, Slot]] = field(default_factory=dict)
    tables: list[TableDraft] = field(default_factory=list)
    has_overarching_label: bool = False

    def slot(self, key: str) -> Slot:
        """Return the slot of a goal field."""
        return self.slots.setdefault(key, Slot())

    def year_slot(self, year: int, key: str) -> Slot:
        """Return the slot of a year's field."""
        return self.years.setdefault(year, {}).setdefault(key, Slot())

    def __bool__(self) -> bool:
        """Whether it holds any text."""
        years = (slot for slots in self.years.values() for slot in slots.values())
        return any(self.slots.values()) or any(years) or any(self.tables)


class PlanDraft:
    """The whole plan on its way, with what found no place."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.title = Slot()
        self.first_year: int | None = None
        self.answers: dict[str, Slot] = {}
        self.goals: list[GoalDraft] = []
        self.unplaced: list[Passage] = []
        self.findings: list[Finding] = []
        self.prints: Callable[[str], bool] = lambda _line: False

    def answer(self, key: str) -> Slot:
        """Return the slot of a narrative field."""
        return self.answers.setdefault(key, Slot())

    def goal(self, number: int) -> GoalDraft:
        """Return the goal of a number, begun at its first mention."""
        for each in self.goals:
            if each.number == number:
                return each
        begun = GoalDraft(number=number)
        self.goals.append(begun)
        return begun

    def next_goal(self) -> GoalDraft:
        """Begin a goal after all others."""
        return self.goal(max((each.number for each in self.goals), default=0) + 1)

    def leave(self, line: Line, heading: str) -> None:
        """Keep a line that belongs to no field, unless the program printed it; parts of one paragraph stay together."""
        if not line.text.strip() or self.prints(line.text):
            return
        text = line.written.strip()
        if line.glued and self.unplaced and self.unplaced[-1].where == line.where:
            text = f"{self.unplaced.pop().text}\n{text}"
        self.unplaced.append(Passage(text=text, where=line.where, after_heading=heading))

    def notice(self, code: str, sentence: str, *, subject: str = "", severity: Severity = Severity.NOTICE) -> None:
        """Add a finding, once."""
        finding = Finding(code=code, severity=severity, sentence=sentence, subject=subject)
        if finding not in self.findings:
            self.findings.append(finding)

    def finish(self) -> tuple[PlanContent, tuple[Placement, ...]]:
        """Return the content and where each passage of it came from. Blank goals at the end are left out."""
        goals = list(self.goals)
        while goals and not goals[-1]:
            goals.pop()
        finisher = _Finisher(self)
        content = PlanContent(
            title=finisher.line(self.title, "title", "Plan title"),
            first_year=self.first_year or self.edition.effective.year,
            edition=self.edition.slug,
            answers={
                key: finisher.text(slot, f"answers.{key}", self.edition.narrative_fields[key].label)
                for key, slot in self._answers_in_order()
            },
            goals=tuple(finisher.goal(goal, index) for index, goal in enumerate(goals)),
        )
        return content, tuple(finisher.placements)

    def _answers_in_order(self) -> Iterator[tuple[str, Slot]]:
        for key in self.edition.narrative_fields:
            slot = self.answers.get(key)
            if slot:
                yield key, slot


class _Finisher:
    """Turns drafts into content, noting a placement for every passage."""

    def __init__(self, draft: PlanDraft) -> None:
        self.draft = draft
        self.placements: list[Placement] = []

    def text(self, slot: Slot | None, path: str, label: str) -> str:
        if slot is None:
            return ""
        self.placements += [
            Placement(path=path, label=label, text=text, where=where) for text, where in slot.passages() if text
        ]
        return slot.text

    def line(self, slot: Slot | None, path: str, label: str, *, longest: int = LONGEST_NAME) -> str:
        """Take a field of one line; text too long for it stays unplaced."""
        if not slot:
            return ""
        text = " ".join(slot.text.split())
        if len(text) > longest:
            for each in slot.lines:
                self.draft.leave(each, label)
            self.draft.notice(
                "too-long",
                f"The text for “{label}” is longer than {longest} characters, so it was left for you to place.",
            )
            return ""
        self.placements.append(Placement(path=path, label=label, text=text, where=slot.lines[0].where))
        return text

    def goal(self, goal: GoalDraft, index: int) -> Goal:
        path, name = f"goals[{index}]", f"Goal {index + 1}"
        tables = [each for each in goal.tables if each]
        return Goal(
            **{
                key: self.text(goal.slots.get(key), f"{path}.{key}", f"{name}: {self._label(SectionKind.GOALS, key)}")
                for key in GOAL_FIELDS
            },
            years=tuple(
                self._year(year, goal.years[year], f"{path}.years[{place}]", name)
                for place, year in enumerate(self._years(goal))
            ),
            tables=tuple(self._table(table, f"{path}.tables[{place}]", name) for place, table in enumerate(tables)),
        )

    @staticmethod
    def _years(goal: GoalDraft) -> list[int]:
        return sorted(year for year, slots in goal.years.items() if any(slots.values()))

    def _year(self, year: int, slots: dict[str, Slot], path: str, name: str) -> YearOutcome:
        def label(key: str) -> str:
            suffix = "" if key == "outcome" else f", {self._label(SectionKind.GOALS, key).lower()}"
            return f"{name}: Year {year}{suffix}"

        return YearOutcome(
            year=year, **{key: self.text(slots.get(key), f"{path}.{key}", label(key)) for key in YEAR_FIELDS}
        )

    def _table(self, table: TableDraft, path: str, goal: str) -> ActivityTable:
        name = self.line(table.name, f"{path}.name", f"{goal}: name of the activity table")
        prefix = f"{goal}, {name}" if name else goal
        activities = [each for each in table.activities if each]
        return ActivityTable(
            name=name,
            activities=tuple(
                self._activity(each, f"{path}.activities[{place}]", f"{prefix}, activity {place + 1}")
                for place, each in enumerate(activities)
            ),
        )

    def _activity(self, draft: ActivityDraft, path: str, name: str) -> Activity:
        texts: dict[str, Any] = {
            key: self.text(draft.slots.get(key), f"{path}.{key}", f"{name}: {self._label(SectionKind.ACTIVITIES, key)}")
            for key in ACTIVITY_TEXTS
        }
        lines: dict[str, Any] = {
            key: self.line(
                draft.slots.get(key),
                f"{path}.{key}",
                f"{name}: {self._label(SectionKind.ACTIVITIES, key)}",
                longest=longest,
            )
            for key, longest in ACTIVITY_LINES.items()
        }
        starts_on, ends_on = dates_in(texts["duration"])
        return Activity(**texts, **lines, starts_on=starts_on, ends_on=ends_on)

    def _label(self, kind: SectionKind, key: str) -> str:
        return self.draft.edition.field(kind, key).label
