"""Which standards a plan's activities serve, directly or by way of an older edition."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.urls import reverse

from plans.models import Activity, ActivityTable, Plan, Standard, StandardMapping
from plans.selectors.goals import goal_numbers
from plplanner.kit.text import shorten

ACTIVITY_LENGTH = 80


@dataclass(frozen=True, kw_only=True)
class ServingActivity:
    """An activity that serves a standard."""

    name: str
    place: str
    url: str


@dataclass(frozen=True, kw_only=True)
class CoveredStandard:
    """A standard with the activities that serve it; `through` those that name a standard it carries on."""

    code: str
    name: str
    group: str
    summary: str
    formerly: tuple[str, ...]
    related: str
    activities: tuple[ServingActivity, ...] = ()
    through: tuple[ServingActivity, ...] = ()

    @property
    def is_served(self) -> bool:
        """Whether any activity serves it, also by way of an older edition."""
        return bool(self.activities or self.through)


@dataclass(frozen=True, kw_only=True)
class CoveredEdition:
    """One edition of the standards against the plan."""

    slug: str
    title: str
    attribution: str
    standards: tuple[CoveredStandard, ...]
    is_newest: bool

    @property
    def is_open(self) -> bool:
        """Whether the edition is shown at once: the newest one, and one that activities name."""
        return self.is_newest or self.served > 0

    @property
    def served(self) -> int:
        """Count the standards that are served."""
        return sum(each.is_served for each in self.standards)


def plan_coverage(plan: Plan) -> list[CoveredEdition]:
    """Read the plan against every edition of the standards, newest first, in seven queries whatever its size."""
    standards = list(Standard.objects.select_related("edition").prefetch_related("aliases"))
    mapping = list(StandardMapping.objects.values_list("older_id", "newer_id"))
    serving = _serving(plan)
    lines = {each.code: _line(each, mapping, standards) for each in standards}
    covered = {
        code: replace(
            line,
            activities=tuple(serving.get(code, ())),
            through=tuple(_through(code, mapping, serving)),
        )
        for code, line in lines.items()
    }
    return [
        CoveredEdition(
            slug=edition.pk,
            title=edition.title,
            attribution=edition.attribution,
            standards=tuple(covered[each.code] for each in group),
            is_newest=edition == standards[0].edition,
        )
        for edition, group in groupby(standards, key=lambda each: each.edition)
    ]


def _activity_standards(plan: Plan):  # type: ignore[no-untyped-def]  # the type of a many-to-many's own table has no name
    return Activity.standards.through.objects.filter(
        activity__table__goal__plan=plan,
        activity__removed_at=None,
        activity__table__removed_at=None,
        activity__table__goal__removed_at=None,
    )


def _line(standard: Standard, mapping: Sequence[tuple[str, str]], standards: Iterable[Standard]) -> CoveredStandard:
    names = {each.code: each.name for each in standards}
    carries_on = [names[older] for older, newer in mapping if newer == standard.code]
    carried_on_by = [names[newer] for older, newer in mapping if older == standard.code]
    related = [("Carries on", carries_on), ("Carried on by", carried_on_by)]
    return CoveredStandard(
        code=standard.code,
        name=standard.name,
        group=standard.group,
        summary=standard.summary,
        formerly=tuple(each.name for each in standard.aliases.all()),
        related=". ".join(f"{verb} {', '.join(found)}" for verb, found in related if found),
    )


def _serving(plan: Plan) -> Mapping[str, list[ServingActivity]]:
    """Return the activities by the code of the standard they name, in the plan's order."""
    numbers = goal_numbers(plan)
    tables = _table_places(plan)
    rows = sorted(
        _activity_standards(plan).values_list(
            "activity__table__goal_id",
            "activity__table_id",
            "activity__position",
            "activity__created_at",
            "activity_id",
            "activity__initial",
            "standard_id",
        ),
        key=lambda row: (numbers[row[0]], tables[row[1]], row[2], row[3], str(row[4])),
    )
    found: dict[str, list[ServingActivity]] = defaultdict(list)
    for goal_id, _, _, _, activity_id, initial, code in rows:
        found[code].append(
            ServingActivity(
                name=shorten(initial, ACTIVITY_LENGTH) or "Activity without text",
                place=f"Goal {numbers[goal_id]}",
                url=f"{reverse('plans:goal-detail', args=[plan.pk, goal_id])}#activity-{activity_id}",
            )
        )
    return found


def _table_places(plan: Plan) -> Mapping[uuid.UUID, int]:
    tables = ActivityTable.objects.for_plan(plan).present().in_order().values_list("pk", flat=True)
    return {pk: place for place, pk in enumerate(tables)}


def _through(
    code: str, mapping: Collection[tuple[str, str]], serving: Mapping[str, list[ServingActivity]]
) -> list[ServingActivity]:
    """Return the activities that name an older standard which this one carries on, each once."""
    direct = serving.get(code, [])
    older = [activity for older, newer in mapping if newer == code for activity in serving.get(older, [])]
    return [activity for activity in dict.fromkeys(older) if activity not in direct]
