"""Lines of a district's year added up by two dimensions, in one aggregate."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, QuerySet, Sum, When

from plplanner.kit.money import ZERO, MoneyField
from plplanner.kit.numbers import NOT_KNOWN, format_money
from resources.models import LedgerTotal
from resources.selectors.ledger_choices import LedgerChoices
from resources.selectors.ledger_filters import FEW, FUND, NO_LABELS, NONE, RECURRING, YES, LineFilter, lines_of
from resources.selectors.ledger_sums import TOTALS_KEY

MOST_COLUMNS = 12
MOST_ROWS = 300
OTHERS = "All others"

Address = Callable[[str, str], str]
"""Where the lines of a row and a column are listed; an empty text stands for all."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One value of a dimension; the rest, where there are too many, has no key."""

    key: str
    label: str
    places: frozenset[Any]
    """The values of lines that count here."""


EVERYTHING = Heading(key="", label="Total", places=frozenset())


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One sum, ready to print; empty where there are no lines."""

    text: str
    url: str


@dataclass(frozen=True, kw_only=True)
class CrossRow:
    """A row with its cells and its sum."""

    label: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True, kw_only=True)
class CrossTable:
    """Totals by two dimensions; rows and columns add up to the same."""

    columns: list[str]
    rows: list[CrossRow]
    totals: CrossRow


Added = dict[tuple[Heading, Heading], list[Decimal | None]]

Sums = dict[tuple[Any, Any], Decimal | None]
"""What lines add up to by their values of two dimensions; None where lines are, and no amount is known."""


def cross_table(
    chosen: LineFilter, *, rows: str, columns: str, amount: str, choices: LedgerChoices, address: Address
) -> CrossTable:
    """Add the lines meant up by two columns of theirs, in one statement."""
    sums = _sums(chosen, rows, columns, amount)
    down = _headings(rows, choices, sums, at=0, most=MOST_ROWS)
    across = _headings(columns, choices, sums, at=1, most=MOST_COLUMNS)
    added = _added_up(sums, down, across)

    def cell(row: Heading, column: Heading) -> Cell:
        found = added.get((row, column), [])
        has_address = bool(found) and all(each is EVERYTHING or each.key for each in (row, column))
        return Cell(text=_text(found), url=address(row.key, column.key) if has_address else "")

    def table_row(row: Heading) -> CrossRow:
        return CrossRow(label=row.label, cells=[cell(row, column) for column in across], total=cell(row, EVERYTHING))

    return CrossTable(
        columns=[column.label for column in across],
        rows=[table_row(row) for row in down],
        totals=table_row(EVERYTHING),
    )


def _added_up(sums: Sums, down: list[Heading], across: list[Heading]) -> Added:
    """Bring each sum into its cell, and into the ends of its row and column."""
    row_of = {value: heading for heading in down for value in heading.places}
    column_of = {value: heading for heading in across for value in heading.places}
    added: Added = {}
    for (one, two), total in sums.items():
        for row in (row_of[one], EVERYTHING):
            for column in (column_of[two], EVERYTHING):
                added.setdefault((row, column), []).append(total)
    return added


def _sums(chosen: LineFilter, rows: str, columns: str, amount: str) -> Sums:
    if {rows, columns} <= set(TOTALS_KEY) and chosen.only(*TOTALS_KEY):
        stored = LedgerTotal.objects.filter(
            district=chosen.district, school_year=chosen.school_year, lines__gt=0, **chosen.wanted
        )
        known = stored.values_list(rows, columns).annotate(
            sum=Sum(amount), number=Sum("lines") - Sum(f"{amount}_unknown")
        )
        return {(one, two): total if number else None for one, two, total, number in known}
    names = {name: "shares__fund" if name == FUND else name for name in (rows, columns)}
    lines: QuerySet[Any] = lines_of(chosen)
    added: Any = F(amount)
    if FUND in names:
        if chosen.wanted.get(FUND) is not None:
            lines = lines.filter(shares__fund=chosen.wanted[FUND])
        added = Case(
            When(shares__isnull=True, then=F(amount)), default=F(f"shares__{amount}"), output_field=MoneyField()
        )
    found = lines.values_list(names[rows], names[columns]).annotate(sum=Sum(added))
    return {(one, two): total for one, two, total in found}


def _headings(name: str, choices: LedgerChoices, sums: Sums, *, at: int, most: int) -> list[Heading]:
    """Name the values that lines have, in the order of their list; the smaller ones of too many stand together."""
    size: dict[Any, Decimal] = {}
    for place, total in sums.items():
        size[place[at]] = size.get(place[at], ZERO) + (total or ZERO)
    known = [(value, key, label) for value, key, label in _values(name, choices) if value in size]
    shown = {value for value, _, _ in known}
    if len(shown) > most:
        shown = set(sorted(shown, key=lambda value: (-size[value], str(value)))[: most - 1])
    found = [Heading(key=key, label=label, places=frozenset([value])) for value, key, label in known if value in shown]
    rest = frozenset(size.keys() - shown)
    return [*found, Heading(key="", label=OTHERS, places=rest)] if rest else found


def _values(name: str, choices: LedgerChoices) -> Iterable[tuple[Any, str, str]]:
    """Yield what lines can have in a column, with how addresses and people call it; none comes last."""
    if name == "is_recurring":
        return [(key == YES, key, label) for key, label in RECURRING]
    if name in FEW:
        some = [(value, value, str(label)) for value, label in FEW[name].choices if value]
        return [*some, ("", NONE, NO_LABELS[name])]
    return [*((each.key, str(each.key), each.label) for each in choices.of(name)), (None, NONE, NO_LABELS[name])]


def _text(found: Sequence[Decimal | None]) -> str:
    known = [each for each in found if each is not None]
    if known:
        return format_money(sum(known, ZERO))
    return NOT_KNOWN if found else ""
