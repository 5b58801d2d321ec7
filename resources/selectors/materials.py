"""Materials and technology of a district, as their page shows them, and what they can be used by and paid from."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet
from django.db.models.functions import Left

from plans.models import Activity, Plan
from plplanner.districts.models import District
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import NOT_KNOWN, format_count
from plplanner.kit.text import shorten
from plplanner.kit.years import school_year_label
from resources.enums import MaterialKind, ResourceKind
from resources.models import LedgerLine, Material

SOON = datetime.timedelta(days=60)
TITLE_LENGTH = 80
LONGEST_TEXT = 200
SHOWN_RENEWALS = 20
OFFERED_LINES = 300
KINDS_OF_LINES = (ResourceKind.MATERIALS, ResourceKind.TECHNOLOGY)


@dataclass(frozen=True, kw_only=True)
class MaterialLine:
    """One item; `mark` says what is due about its license, and `kind_of_mark` how it is shown."""

    id: UUID
    name: str
    kind: str
    supplier: str
    quantity: str
    renewal: str
    mark: str
    kind_of_mark: str
    activities: Sequence[str]
    line: str
    note: str


@dataclass(frozen=True, kw_only=True)
class MaterialList:
    """All items of a district."""

    renewals: Sequence[MaterialLine]
    more_renewals: int
    items: Sequence[MaterialLine]
    removed: Sequence[MaterialLine]


def material_list(district: District, *, today: datetime.date) -> MaterialList:
    """Read a district's items by kind and name, and the licenses by their renewal, soonest first."""
    used_by = Activity.objects.annotate(text=Left("initial", LONGEST_TEXT)).only("pk").order_by("pk")
    rows = list(
        Material.objects.for_district(district)
        .select_related("line")
        .prefetch_related(Prefetch("activities", queryset=used_by))
        .order_by("name", "pk")
    )
    present = sorted((each for each in rows if each.removed_at is None), key=_by_kind)
    lines = {each.pk: _line(each, today) for each in present}
    dated = sorted((each.renews_on, each.name, each.pk) for each in present if each.is_licensed and each.renews_on)
    renewals = [lines[key] for _, _, key in dated]
    return MaterialList(
        renewals=renewals[:SHOWN_RENEWALS],
        more_renewals=len(renewals[SHOWN_RENEWALS:]),
        items=list(lines.values()),
        removed=[_line(each, today) for each in rows if each.removed_at is not None],
    )


def _by_kind(row: Material) -> int:
    return MaterialKind.values.index(row.kind)


def _line(row: Material, today: datetime.date) -> MaterialLine:
    mark, kind_of_mark = renewal_mark(row.renews_on if row.is_licensed else None, today)
    return MaterialLine(
        id=row.pk,
        name=shorten(str(row), TITLE_LENGTH),
        kind=row.get_kind_display(),
        supplier=row.supplier,
        quantity=NOT_KNOWN if row.quantity is None else format_count(row.quantity),
        renewal=_renewal(row),
        mark=mark,
        kind_of_mark=kind_of_mark,
        activities=[_activity_name(each) for each in row.activities.all()],
        line=f"{shorten(str(row.line), TITLE_LENGTH)}, {school_year_label(row.line.school_year)}" if row.line else "",
        note=row.note,
    )


def _renewal(row: Material) -> str:
    if not row.is_licensed:
        return "No license"
    return NOT_KNOWN if row.renews_on is None else short_day(row.renews_on)


def renewal_mark(renews_on: datetime.date | None, today: datetime.date) -> tuple[str, str]:
    """Say whether a license is past its renewal or soon to be, and how a status shows that; nothing otherwise."""
    if renews_on is None or renews_on > today + SOON:
        return "", ""
    if renews_on < today:
        return "Past", "wrong"
    days = (renews_on - today).days
    return ("Today" if days == 0 else f"In {days} {'day' if days == 1 else 'days'}"), "care"


def _activity_name(row: Activity) -> str:
    text: str = row.__dict__["text"]  # what the query above reads in place of the whole text
    return shorten(text, TITLE_LENGTH) or "Activity without text"


def activities_to_use(district: District, *, chosen: Sequence[UUID]) -> Mapping[str, list[tuple[UUID, str]]]:
    """List the activities of the district's newest plans by goal, and those chosen before, with what names them."""
    plans = Plan.objects.for_district(district)
    newest = plans.aggregate(year=Max("first_year"))["year"]
    present = Q(removed_at=None, table__removed_at=None, table__goal__removed_at=None)
    rows = (
        Activity.objects.filter(table__goal__plan__district=district)
        .filter((present & Q(table__goal__plan__first_year=newest)) | Q(pk__in=chosen))
        .order_by("table__goal__plan__title", "table__goal__position", "table__position", "position", "pk")
        .values_list(
            "pk",
            Left("initial", LONGEST_TEXT),
            "table__goal__position",
            Left("table__goal__statement", LONGEST_TEXT),
            "table__goal__plan__title",
        )
    )
    groups: dict[str, list[tuple[UUID, str]]] = {}
    for key, text, number, goal, plan in rows:
        title = f"{shorten(plan, TITLE_LENGTH)}, goal {number}: {shorten(goal, TITLE_LENGTH)}"
        groups.setdefault(title, []).append((key, shorten(text, TITLE_LENGTH) or "Activity without text"))
    return groups


def lines_to_pay(district: District, *, chosen: UUID | None) -> "QuerySet[LedgerLine]":
    """Return the newest lines of materials and technology, and the one chosen before."""
    lines = LedgerLine.objects.for_district(district)
    newest = lines.present().filter(resource_kind__in=KINDS_OF_LINES).order_by("-school_year", "-created_at", "-pk")
    offered = Q(pk__in=newest.values("pk")[:OFFERED_LINES])
    return lines.filter(offered | Q(pk=chosen)).order_by("-school_year", "title", "pk")
