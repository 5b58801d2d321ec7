"""What a line can name: the district's lists, its schools and funds, its plans' activities, and account codes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, ExpressionWrapper, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Left

from plans.models import Activity
from plplanner.districts.models import District, School
from plplanner.kit.text import shorten
from resources.enums import CodeDimension
from resources.models import AccountCode, Department, Fund, Pathway
from resources.models.rows import ResourceRow

LONGEST_ACTIVITY = 200
SHOWN_LENGTH = 70
TITLE_LENGTH = 40

Key = UUID | int


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something a line can name."""

    key: Key
    label: str
    is_removed: bool = False


@dataclass(frozen=True, kw_only=True)
class LedgerChoices:
    """All that lines of one district can name, each by name; removed ones among it."""

    department: list[Named] = field(default_factory=list)
    pathway: list[Named] = field(default_factory=list)
    school: list[Named] = field(default_factory=list)
    fund: list[Named] = field(default_factory=list)
    function_code: list[Named] = field(default_factory=list)
    object_code: list[Named] = field(default_factory=list)
    activity: list[Named] = field(default_factory=list)

    def of(self, name: str) -> list[Named]:
        """List what the column of a line can name."""
        named: list[Named] = getattr(self, name)
        return named


NAMELESS = {"department": Department(), "pathway": Pathway(), "fund": Fund()}
"""How a row without a name is called."""


def ledger_choices(district: District, *, chosen_activity: UUID | None = None) -> LedgerChoices:
    """Read what lines of a district can name, in two statements."""
    lists: Sequence[QuerySet[Any, Any]] = [
        _names("department", Department.objects.for_district(district)),
        _names("pathway", Pathway.objects.for_district(district)),
        _names("fund", Fund.objects.for_district(district)),
        _names("school", School.objects.for_district(district)),
        _codes(district),
    ]
    found: dict[str, list[Named]] = {}
    for what, key, label, is_removed in lists[0].union(*lists[1:], all=True):
        named = Named(key=_key(what, key), label=label or str(NAMELESS.get(what, "")), is_removed=bool(is_removed))
        found.setdefault(what, []).append(named)
    for each in found.values():
        each.sort(key=lambda named: (named.label.casefold(), str(named.key)))
    return LedgerChoices(**found, activity=activities_of(district, chosen=chosen_activity))


def instance_of(name: str, named: Named) -> ResourceRow | School | Activity | AccountCode:
    """Return the row that stands for a choice: its key and name, not read from the database."""
    key: Any = named.key
    match name:
        case "department":
            return Department(pk=key, name=named.label)
        case "pathway":
            return Pathway(pk=key, name=named.label)
        case "fund":
            return Fund(pk=key, name=named.label)
        case "school":
            return School(pk=key, name=named.label)
        case "activity":
            return Activity(pk=key, initial=named.label)
        case _:
            return AccountCode(pk=key, name=named.label)


def activities_of(district: District, *, chosen: UUID | None = None) -> list[Named]:
    """List the activities of a district's plans as a choice tells them apart; removed ones only where chosen before."""
    present = Q(removed_at=None, table__removed_at=None, table__goal__removed_at=None)
    rows = (
        Activity.objects.filter(table__goal__plan__district=district)
        .filter(present | Q(pk=chosen))
        .order_by(
            "table__goal__plan__title", "table__goal__position", "table__position", "position", "created_at", "pk"
        )
        .values_list("pk", Left("initial", LONGEST_ACTIVITY), "table__goal__position", "table__goal__plan__title")
    )
    return [
        Named(
            key=key,
            label=f"{shorten(title, TITLE_LENGTH) or 'Plan'}: Goal {goal}: "
            f"{shorten(text, SHOWN_LENGTH) or 'Activity without text'}",
        )
        for key, text, goal, title in rows
    ]


def present_ones(named: Iterable[Named], *chosen: Key | None) -> list[Named]:
    """Leave out the removed ones, but those chosen before."""
    return [each for each in named if not each.is_removed or each.key in chosen]


def _names(what: str, rows: "QuerySet[Any]") -> "QuerySet[Any, Any]":
    is_removed = ExpressionWrapper(Q(removed_at__isnull=False), output_field=BooleanField())
    return _columns(rows, what=Value(what, CharField()), label=Cast(F("name"), TextField()), is_removed=is_removed)


def _codes(district: District) -> "QuerySet[Any, Any]":
    rows = AccountCode.objects.filter(state__in=["", district.state])
    label = Concat("code", Value(" "), "name", output_field=TextField())
    what = Concat("dimension", Value("_code"), output_field=CharField())
    return _columns(rows, what=what, label=label, is_removed=Value(value=False, output_field=BooleanField()))


def _columns(rows: "QuerySet[Any]", **expressions: Any) -> "QuerySet[Any, Any]":
    named = {f"choice_{name}": expression for name, expression in expressions.items()}
    keyed = rows.order_by().annotate(choice_key=Cast("pk", CharField()), **named)
    listed: QuerySet[Any, Any] = keyed.values_list("choice_what", "choice_key", "choice_label", "choice_is_removed")
    return listed


def _key(what: str, text: str) -> Key:
    is_code = what in {f"{each}_code" for each in CodeDimension.values}
    return int(text) if is_code else UUID(text)
