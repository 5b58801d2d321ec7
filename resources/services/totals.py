"""Keeps the stored totals of the ledger: each change to lines adds what it made different, in the same transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, F, Field, OuterRef, Sum, Value
from django.db.models.functions import Coalesce, Greatest

from plplanner.districts.models import District
from plplanner.kit.cents import to_cents
from plplanner.kit.money import ZERO, MoneyField
from resources.calculations.shares import Amounts
from resources.models import FundShare, FundTotal, LedgerLine, LedgerTotal
from resources.models.totals import Totals

LINE_KEY = (
    "district_id",
    "school_year",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_technology_training",
    "is_recurring",
    "has_fund",
)
FUND_KEY = ("fund_id", "school_year", "paid_time")
AMOUNTS = ("planned", "committed", "actual")
LINE_SUMS = ("lines", *AMOUNTS, *(f"{name}_unknown" for name in AMOUNTS))
FUND_SUMS = (*LINE_SUMS, "obligated")

Counted = dict[tuple[Any, ...], Counter[str]]
"""What is added to each stored total, by its key; money in cents."""


class Difference:
    """What changes to lines make different in the stored totals: `take` a line as it was, `add` it as it is."""

    def __init__(self) -> None:
        self._lines: Counted = {}
        self._funds: Counted = {}

    def add(self, line: LedgerLine, shares: Sequence[FundShare]) -> None:
        """Count a line and its shares in."""
        self._count(line, shares, 1)

    def take(self, line: LedgerLine, shares: Sequence[FundShare]) -> None:
        """Count a line and its shares out, with the values they had."""
        self._count(line, shares, -1)

    def store(self) -> None:
        """Add the difference to the stored totals; call it inside the transaction that writes the lines."""
        _store(LedgerTotal, LINE_KEY, LINE_SUMS, self._lines)
        _store(FundTotal, FUND_KEY, FUND_SUMS, self._funds)

    def count(
        self, key: tuple[Any, ...], amounts: Amounts, shares: Sequence[tuple[Any, Amounts]], *, sign: int = 1
    ) -> None:
        """Count in what is no object yet: a line's `LINE_KEY` and amounts, and its funds' ids with theirs."""
        _count_in(self._lines.setdefault(key, Counter()), amounts, sign)
        _, school_year, *_, paid_time, _, _, _ = key
        for fund_id, part in shares:
            counts = self._funds.setdefault((fund_id, school_year, paid_time), Counter())
            _count_in(counts, part, sign)
            counts["obligated"] += sign * to_cents(part.obligated)

    def _count(self, line: LedgerLine, shares: Sequence[FundShare], sign: int) -> None:
        if line.removed_at is not None:
            return
        key = (*(getattr(line, name) for name in LINE_KEY[:-1]), bool(shares))
        self.count(key, amounts_of(line), [(share.fund_id, amounts_of(share)) for share in shares], sign=sign)


def amounts_of(row: LedgerLine | FundShare) -> Amounts:
    """Return the three amounts of a line or share."""
    return Amounts(planned=row.planned, committed=row.committed, actual=row.actual)


@transaction.atomic
def recompute(district: District) -> None:
    """Compute a district's stored totals anew from its lines; nothing changes when they are right."""
    LedgerTotal.objects.filter(district=district).delete()
    FundTotal.objects.filter(fund__district=district).delete()
    lines = LedgerLine.objects.for_district(district).present()
    has_fund = Exists(FundShare.objects.filter(line=OuterRef("pk")))
    by_line = lines.annotate(has_fund=has_fund).values(*LINE_KEY).order_by().annotate(**_sums())
    LedgerTotal.objects.bulk_create(LedgerTotal(**_columns(row, LINE_KEY)) for row in by_line)
    shares = FundShare.objects.filter(line__in=lines)
    keyed = shares.values("fund_id", school_year=F("line__school_year"), paid_time=F("line__paid_time"))
    larger = Greatest(Coalesce("committed", _nothing()), Coalesce("actual", _nothing()))
    by_fund = keyed.order_by().annotate(**_sums(), sum_obligated=Sum(larger))
    FundTotal.objects.bulk_create(
        FundTotal(**_columns(row, FUND_KEY), obligated=row["sum_obligated"]) for row in by_fund
    )


def _nothing() -> Value:
    return Value(ZERO, output_field=MoneyField())


def _sums() -> dict[str, Any]:
    sums: dict[str, Any] = {"lines_found": Count("pk")}
    for name in AMOUNTS:
        sums |= {f"sum_{name}": Sum(name), f"known_{name}": Count(name)}
    return sums


def _columns(row: Mapping[str, Any], key: Sequence[str]) -> dict[str, Any]:
    columns = {name: row[name] for name in key} | {"lines": row["lines_found"]}
    for name in AMOUNTS:
        columns |= {name: row[f"sum_{name}"] or ZERO, f"{name}_unknown": row["lines_found"] - row[f"known_{name}"]}
    return columns


def _count_in(counts: Counter[str], amounts: Amounts, sign: int) -> None:
    counts["lines"] += sign
    for name in AMOUNTS:
        amount = getattr(amounts, name)
        if amount is None:
            counts[f"{name}_unknown"] += sign
        else:
            counts[name] += sign * to_cents(amount)


def _store(model: type[Totals], key: Sequence[str], sums: Sequence[str], counted: Counted) -> None:
    """Add to the rows that are there, or make them; in the order of their keys: no two writers wait for each other."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    names = [quote(name) for name in (*key, *sums)]
    added = ", ".join(f"{quote(name)} = {table}.{quote(name)} + excluded.{quote(name)}" for name in sums)
    statement = (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))}) "  # noqa: S608  # our names
        f"ON CONFLICT ({', '.join(names[: len(key)])}) DO UPDATE SET {added}"
    )
    fields = [_field(model, name) for name in key]
    rows = [
        (
            *(field.get_db_prep_save(value, connection) for field, value in zip(fields, place, strict=True)),
            *(counts[name] for name in sums),
        )
        for place, counts in sorted(counted.items(), key=lambda item: tuple(map(str, item[0])))
        if any(counts.values())
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _field(model: type[Totals], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name.removesuffix("_id"))
    if not isinstance(field, Field):
        raise TypeError(f"{name} is no column of {model.__name__}.")
    return field
