"""What the first pages of resources show: whose resources one may see, and what stands behind a year."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.safestring import SafeString

from plplanner.districts.models import District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with
from plplanner.kit.charts import Bar, bar_chart
from plplanner.kit.dates import short_day
from plplanner.kit.numbers import format_count, format_money
from plplanner.kit.years import school_year_label
from resources.calculations.funds import NOTHING
from resources.enums import Basis, ResourceKind
from resources.selectors.benchmarks import Missing
from resources.selectors.benchmarks_page import Board, Card, read_board
from resources.selectors.quantities_money import amount_of, paid_anyway
from resources.selectors.quantities_read import Figures, FundOfYear, Need
from resources.selectors.quantities_sums import Sums
from resources.selectors.quantities_words import Angle, Page, unknown_lines, write_value
from resources.selectors.quantities_words import Unit as QuantityUnit

SOON = datetime.timedelta(days=365)
"""A fund ends soon when less than a year of it is left."""
NOT_SORTED = "No kind chosen"


@dataclass(frozen=True, kw_only=True)
class KindLine:
    """What resources of one kind cost in the year."""

    kind: str
    amounts: tuple[str, ...]
    lines: str


@dataclass(frozen=True, kw_only=True)
class FundNotice:
    """A fund that needs care: over what it has, or about to end."""

    id: UUID
    name: str
    sentence: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class YearOverview:
    """A year of a district's resources at a glance."""

    cards: tuple[Card, ...]
    kinds: tuple[KindLine, ...]
    total: KindLine | None
    notes: tuple[str, ...]
    chart: SafeString | None
    funds: tuple[FundNotice, ...]
    missing: tuple[Missing, ...]
    has_funds: bool


def districts_with_resources(user: User) -> list[District]:
    """List the districts in which the person's own role lets them see resources, by name."""
    roles = roles_with(Permission.VIEW_RESOURCES)
    mine = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
    return list(District.objects.filter(pk__in=mine).order_by("name", "state"))


def year_overview(district: District, school_year: int, *, today: datetime.date) -> YearOverview:
    """Read what a district's year of resources comes to; as many queries at any size."""
    board = read_board(district, school_year, also=[Need.LEDGER, Need.FUNDS])
    figures = board.figures
    kinds = _kind_lines(figures)
    return YearOverview(
        cards=board.cards,
        kinds=tuple(kinds),
        total=_line("All kinds", figures.sums) if kinds else None,
        notes=_money_notes(figures),
        chart=_chart(figures) if kinds else None,
        funds=tuple(_fund_notices(figures.funds, today)),
        missing=_missing(board),
        has_funds=bool(figures.funds),
    )


def _kind_lines(figures: Figures) -> list[KindLine]:
    lines = []
    for value, label in _kinds():
        totals = [row for row in figures.totals if row.resource_kind == value]
        if totals:
            lines.append(_line(label, totals))
    return lines


def _kinds() -> list[tuple[str, str]]:
    named = [(kind.value, str(kind.label)) for kind in ResourceKind if kind != ResourceKind.NONE]
    return [*named, (ResourceKind.NONE.value, NOT_SORTED)]


def _line(label: str, totals: Sequence[Sums]) -> KindLine:
    return KindLine(
        kind=label,
        amounts=tuple(write_value(amount_of(totals, Angle(basis=basis)), QuantityUnit.DOLLARS) for basis in Basis),
        lines=format_count(sum(row.lines for row in totals)),
    )


def _money_notes(figures: Figures) -> tuple[str, ...]:
    """Say how much is paid anyway, and how many lines have no amount."""
    paid = [amount for amount in paid_anyway(figures, Basis.PLANNED).values() if amount is not None]
    notes = []
    if len(paid) == 2 and any(paid):  # noqa: PLR2004  # contracted time and coach salaries
        contracted, coach = map(format_money, paid)
        notes.append(
            f"Of the planned amounts {contracted} is contracted teacher time and {coach} coach salaries; new money "
            "leaves out both."
        )
    return (*notes, *unknown_lines(figures.sums, Basis.PLANNED))


def _chart(figures: Figures) -> SafeString | None:
    sums = [
        (label, amount_of([row for row in figures.totals if row.resource_kind == value], Angle()))
        for value, label in _kinds()
    ]
    bars = [
        Bar(label=label, count=int(amount), text=format_money(Decimal(int(amount))))
        for label, amount in sums
        if amount is not None
    ]
    if not bars:
        return None
    return bar_chart(
        bars,
        id="by-kind",
        title=f"Planned amounts {school_year_label(figures.school_year)} by kind of resource",
        description="Each bar is one kind of resource, in whole dollars. The table has the exact amounts.",
    )


def _fund_notices(funds: Iterable[FundOfYear], today: datetime.date) -> Iterable[FundNotice]:
    """Name the funds of which more is planned or spoken for than they have, then those that end soon."""
    held = list(funds)
    for fund in held:
        sentence = _over(fund)
        if sentence:
            yield FundNotice(id=fund.balance.fund_id, name=fund.balance.name, sentence=sentence, is_over=True)
    for fund in held:
        ends_on = fund.balance.ends_on
        if ends_on and today <= ends_on <= today + SOON:
            sentence = f"Ends {short_day(ends_on)}."
            yield FundNotice(id=fund.balance.fund_id, name=fund.balance.name, sentence=sentence, is_over=False)


def _over(fund: FundOfYear) -> str:
    remaining, unplanned = fund.balance.remaining, fund.balance.unplanned
    if remaining is not None and remaining < NOTHING:
        return f"{format_money(-remaining)} more is committed or spent than it has."
    if unplanned is not None and unplanned < NOTHING:
        return f"{format_money(-unplanned)} more is planned than it has."
    return ""


def _missing(board: Board) -> tuple[Missing, ...]:
    """List what is not known yet, once each; the ledger first."""
    found = [
        missing
        for card in board.cards
        if not card.is_optional
        for line in card.scopes
        for missing in line.words.missing
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.page != Page.LEDGER))
