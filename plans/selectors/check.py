"""The completeness check of one plan: findings with links to where they are mended, and their explanations."""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import FilteredRelation, Q
from django.urls import reverse

from plans.checks import Finding, Severity, check_plan, fine_areas
from plans.document import DistrictHeading, PlanDocument, StandardLine
from plans.models import (
    Activity,
    ActivityTable,
    Explanation,
    Goal,
    Plan,
    Standard,
    StandardMapping,
)
from plans.selectors.document import plan_content, plan_facts
from plplanner.kit.text import shorten
from plplanner.kit.times import moment

GOAL_LENGTH = 140


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """One finding as the page shows it. `subject` names the row and the field, so it survives a move of the row."""

    code: str
    subject: str
    severity: Severity
    sentence: str
    url: str
    explanation: str = ""
    explained_by: str = ""
    version: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Tell the finding from all others of its plan."""
        return self.code, self.subject

    @property
    def anchor(self) -> str:
        """Name the finding's place on the page."""
        return re.sub(r"[^a-z0-9]+", "-", f"{self.code}-{self.subject}".lower())


@dataclass(frozen=True, kw_only=True)
class PlanCheck:
    """All that the check says about a plan."""

    errors: tuple[CheckLine, ...]
    warnings: tuple[CheckLine, ...]
    notices: tuple[CheckLine, ...]
    fine: tuple[str, ...]

    @property
    def unexplained(self) -> int:
        """Count the warnings that nobody has explained."""
        return sum(not each.explanation for each in self.warnings)

    @property
    def may_finish(self) -> bool:
        """Whether nothing stands in the way of marking the plan as finished."""
        return not self.errors and not self.unexplained

    def warning(self, code: str, subject: str) -> CheckLine | None:
        """Return a warning by its key, if the plan still has it."""
        return next((each for each in self.warnings if each.key == (code, subject)), None)


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """A line of the summary before finishing."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """The ids of the plan's rows by their place."""

    plan: Plan
    goals: tuple[uuid.UUID, ...]
    tables: Mapping[uuid.UUID, list[uuid.UUID]]
    activities: Mapping[uuid.UUID, list[uuid.UUID]]

    def locate(self, subject: str) -> tuple[str, str]:
        """Turn a finding's path into a subject that survives moves, and the address where it is mended."""
        match subject.split("."):
            case ["answer", key]:
                return subject, self._answer_url(key)
            case ["goals"]:
                return subject, self._url("goal-list")
            case ["goal", number, *rest]:
                return self._locate_in_goal(self.goals[int(number) - 1], rest)
        return subject, self._url("standards-coverage")

    def _locate_in_goal(self, goal: uuid.UUID, rest: list[str]) -> tuple[str, str]:
        match rest:
            case ["activities"]:
                return f"{goal}.activities", self._url("goal-detail", goal)
            case ["table", table]:
                return str(self.tables[goal][int(table) - 1]), self._url("goal-detail", goal)
            case ["table", table, "activity", activity, field]:
                row = self.activities[self.tables[goal][int(table) - 1]][int(activity) - 1]
                return f"{row}.{field}", f"{self._url('activity-edit', row)}#id_{field}"
        field = "_".join(rest) or "statement"
        return ".".join([str(goal), *rest]), f"{self._url('goal-edit', goal)}#id_{field}"

    def _url(self, name: str, *ids: object) -> str:
        return reverse(f"plans:{name}", args=[self.plan.pk, *ids])

    def _answer_url(self, key: str) -> str:
        for section in self.plan.layout.narrative_sections:
            if key in section.field_by_key:
                return f"{self._url('section-edit', section.key)}#id_{key}"
        return ""


def plan_check(plan: Plan) -> PlanCheck:
    """Check the plan as it is now; the queries are the same for any size."""
    document = _document(plan)
    findings = check_plan(document, served=_served(document))
    rows = _rows(plan)
    explanations = {(each.code, each.subject): each for each in plan.explanations.select_related("updated_by")}
    lines = [_line(each, rows, explanations) for each in findings]

    def of(severity: Severity) -> tuple[CheckLine, ...]:
        return tuple(each for each in lines if each.severity == severity)

    return PlanCheck(
        errors=of(Severity.ERROR),
        warnings=of(Severity.WARNING),
        notices=of(Severity.NOTICE),
        fine=tuple(fine_areas(findings)),
    )


def _document(plan: Plan) -> PlanDocument:
    """Return of the plan's document what the check looks at."""
    return PlanDocument(
        content=plan_content(plan),
        edition=plan.layout,
        district=DistrictHeading(name=plan.district.name, state=plan.district.state),
        year_labels=tuple(plan.year_labels),
        facts=plan_facts(plan),
        standards=tuple(
            StandardLine(code=each.code, name=each.name, group=each.group, summary="", activities=0)
            for each in Standard.objects.current()
        ),
    )


def _served(document: PlanDocument) -> frozenset[str]:
    """Return the standards that activities name, and those that carry them on."""
    named = {
        code
        for goal in document.content.goals
        for table in goal.tables
        for activity in table.activities
        for code in activity.standards
    }
    carried_on = StandardMapping.objects.values_list("older_id", "newer_id")
    return frozenset(named | {newer for older, newer in carried_on if older in named})


def _line(finding: Finding, rows: _Rows, explanations: Mapping[tuple[str, str], Explanation]) -> CheckLine:
    subject, url = rows.locate(finding.subject)
    explanation = explanations.get((finding.code, subject))
    return CheckLine(
        code=str(finding.code),
        subject=subject,
        severity=finding.severity,
        sentence=finding.sentence,
        url=url,
        explanation=explanation.text if explanation else "",
        explained_by=_explained_by(explanation),
        version=explanation.version if explanation else 0,
    )


def _explained_by(explanation: Explanation | None) -> str:
    if explanation is None:
        return ""
    who = f" by {explanation.updated_by}" if explanation.updated_by else ""
    return f"Explained{who}, {moment(explanation.updated_at)}"


def _rows(plan: Plan) -> _Rows:
    goals = Goal.objects.for_plan(plan).present().in_order().values_list("pk", flat=True)
    present = FilteredRelation("activities", condition=Q(activities__removed_at=None))
    order = ("position", "created_at", "pk", "activity__position", "activity__created_at", "activity__pk")
    tables = ActivityTable.objects.for_plan(plan).present().annotate(activity=present).order_by("goal", *order)
    rows = list(tables.values_list("goal_id", "pk", "activity__pk"))
    return _Rows(
        plan=plan,
        goals=tuple(goals),
        tables=_grouped(dict.fromkeys((goal, table) for goal, table, _ in rows)),
        activities=_grouped((table, activity) for _, table, activity in rows if activity is not None),
    )


def _grouped(pairs: Iterable[tuple[uuid.UUID, uuid.UUID]]) -> Mapping[uuid.UUID, list[uuid.UUID]]:
    return {parent: [pk for _, pk in group] for parent, group in groupby(pairs, key=lambda pair: pair[0])}


def finish_summary(plan: Plan) -> list[SummaryRow]:
    """Sum the plan up for a last look before it is marked as finished, in two queries."""
    goals = Goal.objects.for_plan(plan).present().in_order().values_list("statement", flat=True)
    activities = Activity.objects.for_plan(plan).present()
    count = activities.filter(table__removed_at=None, table__goal__removed_at=None).count()
    return [
        SummaryRow(label="District", value=str(plan.district)),
        SummaryRow(label="Title", value=plan.title),
        SummaryRow(label="School years", value=", ".join(plan.year_labels)),
        SummaryRow(label="Plan template", value=str(plan.layout)),
        *(
            SummaryRow(label=f"Goal {number}", value=shorten(statement, GOAL_LENGTH))
            for number, statement in enumerate(goals, start=1)
        ),
        SummaryRow(label="Activities", value=str(count)),
    ]


def reference_of(plan: Plan, number: int) -> str:
    """Return the reference number of a finished plan: a short code of the plan and how often it was finished."""
    return f"{plan.pk.hex[:6].upper()}-{number}"
