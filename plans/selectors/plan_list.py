"""The list of plans, and what a new plan can begin from."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max, Q

from plans.models import Goal, Plan
from plans.models.plan import PlanQuerySet
from plplanner.districts.models import AuditEntry, District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.text import shorten
from plplanner.kit.times import moment
from plplanner.kit.years import school_years_label

GOAL_LENGTH = 120
MOST_EARLIER = 20


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A plan in the list."""

    id: uuid.UUID
    title: str
    district: str
    years: str
    status: str
    status_kind: str
    last_saved: str


@dataclass(frozen=True, kw_only=True)
class EarlierPlan:
    """A plan that a new one can continue."""

    id: uuid.UUID
    title: str
    years: str
    is_chosen: bool


def find_plans(user: User, *, words: str = "", status: str = "") -> PlanQuerySet:
    """Return the plans the person may see that answer to every word of the search, newest first."""
    found = Plan.objects.visible_to(user).select_related("district", "edition")
    for word in words.split():
        found = found.filter(Q(title__icontains=word) | Q(district__name__icontains=word))
    if status:
        found = found.filter(status=status)
    return found.order_by("-first_year", "district__name", "title", "pk")


def plan_lines(plans: Iterable[Plan]) -> list[PlanLine]:
    """Make the plans of one page ready to print, in one query more."""
    shown = list(plans)
    saved = _last_saved(shown)
    return [
        PlanLine(
            id=plan.pk,
            title=plan.title,
            district=str(plan.district),
            years=years_of(plan),
            status=plan.get_status_display(),
            status_kind="done" if plan.is_finished else "progress",
            last_saved=saved.get(str(plan.pk), ""),
        )
        for plan in shown
    ]


def years_of(plan: Plan) -> str:
    """Name a plan's years by their first and last calendar year: "2026–29"."""
    return school_years_label(plan.first_year, years=plan.layout.years)


def _last_saved(plans: Sequence[Plan]) -> Mapping[str, str]:
    """Say who touched each plan last, and when."""
    latest = (
        AuditEntry.objects.filter(scope_id__in=[str(plan.pk) for plan in plans])
        .order_by()
        .values("scope_id")
        .annotate(latest=Max("pk"))
        .values("latest")
    )
    entries = AuditEntry.objects.filter(pk__in=latest).values_list("scope_id", "at", "actor_name")
    return {scope_id: f"{moment(at)} by {name}" for scope_id, at, name in entries}


def districts_to_plan_for(user: User) -> list[District]:
    """List the districts by name in which the person may create plans by a role they hold there."""
    roles = roles_with(Permission.FINISH_PLANS)
    ids = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
    return list(District.objects.filter(pk__in=ids).order_by("name", "state"))


def shows_districts(user: User) -> bool:
    """Whether the person's plans can be of more than one district, so that each must be named."""
    mine = memberships_of(user)
    return user.is_administrator or len(mine) > 1 or any(each.state for each in mine)


def sole_district(user: User) -> District | None:
    """Return the one district the person belongs to."""
    return District.objects.filter(pk__in=[each.district_id for each in memberships_of(user)]).first()


def earlier_plans(district: District, user: User, *, chosen: Plan | None) -> list[EarlierPlan]:
    """List the district's latest plans that the person may carry forward, newest first."""
    plans = Plan.objects.visible_to(user).for_district(district).select_related("edition")
    latest = plans[:MOST_EARLIER]
    return [
        EarlierPlan(id=plan.pk, title=plan.title, years=years_of(plan), is_chosen=plan == chosen) for plan in latest
    ]


def goal_choices(plan: Plan) -> list[tuple[str, str]]:
    """List a plan's goals by place (0 is first), as choices of what comes along."""
    statements = Goal.objects.for_plan(plan).present().in_order().values_list("statement", flat=True)
    return [
        (str(place), f"Goal {place + 1}: {shorten(statement, GOAL_LENGTH) or 'not written yet'}")
        for place, statement in enumerate(statements)
    ]
