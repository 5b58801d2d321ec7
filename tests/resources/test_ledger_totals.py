"""Whatever people do to lines, the stored totals stay equal to the lines added up one by one, to the cent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from resources.models import Fund, LedgerLine, LedgerTotal
from resources.selectors.ledger_filters import LineFilter
from resources.selectors.ledger_sums import ledger_sums
from resources.services.lines import (
    MOST_FUNDS,
    add_line,
    copy_line,
    line_values,
    remove_line,
    restore_line,
    save_line,
    share_field,
)
from resources.services.totals import recompute
from tests.factories import DistrictFactory, FundFactory, UserFactory
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

YEAR = 2025
CENTS = st.integers(0, 10**14 - 1).map(lambda cents: Decimal(cents).scaleb(-2))
AMOUNTS = st.none() | CENTS
WEIGHTS = st.lists(st.integers(1, 97), min_size=1, max_size=4)
COLUMNS = st.fixed_dictionaries(
    {"planned": AMOUNTS, "committed": AMOUNTS, "actual": AMOUNTS},
    optional={
        "resource_kind": st.sampled_from(["", "staff", "time"]),
        "paid_time": st.sampled_from(["", "contracted", "coach"]),
        "is_recurring": st.booleans(),
    },
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "save", "copy", "remove", "restore"]), st.integers(0, 9), COLUMNS, WEIGHTS),
    min_size=1,
    max_size=12,
)


class TotalsFollowLines(TestCase):  # its own class is how hypothesis empties the database between examples
    """A ledger of three funds, and any sequence of what people do."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def test_any_sequence_keeps_the_totals(self, steps: list[tuple[str, int, dict[str, Any], list[int]]]) -> None:
        district, user = DistrictFactory.create(), UserFactory.create()
        funds = FundFactory.create_batch(3, district=district)
        for action, place, values, weights in steps:
            _act(district, user, action, place, values | _shares(funds, weights))

        kept = stored_totals(district), stored_fund_totals(district)

        assert kept == (expected_totals(district), expected_fund_totals(district))
        for line in LedgerLine.objects.filter(shares__isnull=False).distinct():
            assert _summed(line) == (line.planned, line.committed, line.actual)
        everything = LineFilter(district=district, school_year=YEAR)
        shown = ledger_sums(everything)
        recompute(district)
        assert (stored_totals(district), stored_fund_totals(district)) == kept
        assert ledger_sums(everything) == shown
        assert not LedgerTotal.objects.filter(lines__lt=0).exists()


def _act(district: District, user: User, action: str, place: int, values: Mapping[str, Any]) -> None:
    lines = list(LedgerLine.objects.order_by("created_at", "pk"))
    if action == "add" or not lines:
        add_line(district=district, school_year=YEAR, line_id=uuid4(), by=user)
        return
    line = lines[place % len(lines)]
    if action == "copy":
        copy_line(line=line, line_id=uuid4(), by=user)
    elif action == "remove":
        remove_line(line=line, by=user)
    elif action == "restore":
        restore_line(line=line, by=user)
    elif line.removed_at is None:
        current = line_values(line)
        save_line(
            line=line, edit=Edit(version=line.version, base=texts_of(current), values={**current, **values}), by=user
        )


def _shares(funds: list[Fund], weights: list[int]) -> dict[str, Any]:
    """Return shares in percent: of the weights' rest the first fund has all; more funds than there are have none."""
    parts = [Decimal(weight) for weight in weights[: len(funds)]]
    if sum(parts) >= 100:
        parts = []
    elif parts:
        parts[0] += 100 - sum(parts)
    values: dict[str, Any] = {}
    for number in range(1, MOST_FUNDS + 1):
        has = number <= len(parts)
        values[share_field(number, "fund")] = funds[number - 1] if has else None
        values[share_field(number, "part")] = parts[number - 1] if has else None
    return values


def _summed(line: LedgerLine) -> tuple[Decimal | None, ...]:
    """Add the line's shares up, amount by amount; what one share does not know, none does."""
    shares = list(line.shares.all())
    columns = [[getattr(share, name) for share in shares] for name in ("planned", "committed", "actual")]
    return tuple(None if None in column else sum(column, Decimal(0)) for column in columns)
