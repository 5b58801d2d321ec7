"""Whatever people and files do to a ledger: stored totals are its lines added up one by one, to the cent.

Steps are taken as pages take them, one after the other, on the rows as they are by then; a refused one changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from resources.models import Fund, FundTransfer, LedgerLine, LedgerTotal, Posting
from resources.selectors.fund_balances import fund_balances
from resources.selectors.ledger_filters import LineFilter
from resources.selectors.ledger_sums import ledger_sums
from resources.services.funds import remove_fund
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
from resources.services.postings import add_posting, posting_values, remove_posting, restore_posting, save_posting
from resources.services.realignments import Move, realign
from resources.services.rows import remove_row
from resources.services.totals import recompute
from resources.services.transfers import add_transfer, restore_transfer, save_transfer, transfer_values
from tests.factories import BudgetRequestFactory, DistrictFactory, FundFactory, RequestCostFactory, UserFactory
from tests.resources.import_files import load
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals
from tests.resources.request_steps import REQUESTS, take

YEAR = 2025
LINE_STEPS = ("add", "save", "save", "save", "copy", "remove", "restore")
REQUEST_STEPS = ("merge", "unmerge", "decide", "part", "decline", "reopen")
OTHER_STEPS = ("import", "import", "realign", "realign", "transfer", "transfer", "post", "unpost", "remove fund")

CENTS = st.integers(0, 10**14 - 1).map(lambda cents: Decimal(cents).scaleb(-2))
AMOUNTS = st.none() | CENTS
COLUMNS = st.fixed_dictionaries(
    {"planned": AMOUNTS, "committed": AMOUNTS, "actual": AMOUNTS},
    optional={
        "resource_kind": st.sampled_from(["", "staff", "time"]),
        "paid_time": st.sampled_from(["", "contracted", "coach"]),
        "is_recurring": st.booleans(),
    },
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that somebody does, with the places of the rows that it is done to."""

    name: str
    place: int
    other: int
    values: Mapping[str, Any]
    weights: list[int]
    """The shares of funds in percent; the rest goes to the first."""
    in_dollars: bool


STEPS = st.lists(
    st.builds(
        Step,
        name=st.sampled_from([*LINE_STEPS, *REQUEST_STEPS, *OTHER_STEPS]),
        place=st.integers(0, 9),
        other=st.integers(0, 9),
        values=COLUMNS,
        weights=st.lists(st.integers(1, 97), max_size=4),
        in_dollars=st.booleans(),
    ),
    min_size=6,
    max_size=20,
)


@dataclass(kw_only=True)
class Ledger:
    """A district with three funds and some submitted requests, and a person who does everything."""

    district: District = field(default_factory=DistrictFactory.create)
    user: User = field(default_factory=UserFactory.create)

    def __post_init__(self) -> None:
        self.funds: list[Fund] = FundFactory.create_batch(3, district=self.district)
        self.requests = BudgetRequestFactory.create_batch(REQUESTS, district=self.district, status="submitted")
        for place, amount in enumerate(("9000.00", None, "0.05", "1200.10", "77.77", "3.00")):
            RequestCostFactory.create(
                request=self.requests[place % REQUESTS], amount=None if amount is None else Decimal(amount)
            )
        load(self.district, *({"id": f"GL-{n}", "fiscal_year": "FY26", "planned": f"{n}00.01"} for n in range(1, 4)))

    def take(self, step: Step) -> None:
        """Take a step on the rows as they are now."""
        if step.name in REQUEST_STEPS:
            first = step.place % REQUESTS
            second = (first + 1 + step.other % (REQUESTS - 1)) % REQUESTS
            take((step.name, first, second, step.place * 10 + step.other), self.requests, self.funds, self.user)
        elif step.name == "import":
            self._load(step)
        elif step.name == "transfer":
            self._transfer(step)
        elif step.name == "remove fund":
            remove_fund(Fund.objects.get(pk=self.funds[step.place % 3].pk), self.user)
        else:
            lines = list(LedgerLine.objects.order_by("created_at", "pk"))
            if step.name == "add" or not lines:
                add_line(district=self.district, school_year=YEAR, line_id=uuid4(), by=self.user)
            else:
                self._change(lines[step.place % len(lines)], lines[step.other % len(lines)], step)

    def _change(self, line: LedgerLine, other: LedgerLine, step: Step) -> None:
        match step.name:
            case "copy":
                copy_line(line=line, line_id=uuid4(), by=self.user)
            case "remove":
                remove_line(line=line, by=self.user)
            case "restore":
                restore_line(line=line, by=self.user)
            case "realign":
                move = Move(from_line=line, to_line=other, amount=(line.planned or Decimal(2)) / 2, reason="Needed.")
                if line != other:
                    realign(district=self.district, school_year=YEAR, new_id=uuid4(), move=move, by=self.user)
            case "post":
                posting = add_posting(line, new_id=uuid4(), by=self.user)
                save_posting(
                    posting, _edit(posting, posting_values(posting), amount=Decimal(step.other) / 4), self.user
                )
            case "unpost":
                posted = Posting.objects.filter(line=line).order_by("created_at", "pk").last()
                if posted is not None:
                    (restore_posting if posted.removed_at else remove_posting)(posted, self.user)
            case _ if line.removed_at is None:
                values = {**step.values, **self._shares(step)}
                save_line(line=line, edit=_edit(line, line_values(line), **values), by=self.user)

    def _load(self, step: Step) -> None:
        """Load a file of three lines, of which some may be here; every other file says nothing of funds."""
        planned, shares = step.values["planned"], self._shares(step)
        funds = "; ".join(
            f"{shares[share_field(number, 'fund')].name} {shares[share_field(number, 'part')]}%"
            for number in range(1, len(step.weights) + 1)
            if shares[share_field(number, "fund")] is not None
        )
        said = {"fiscal_year": "2025-26", "paid_time": "coach" if step.other % 2 else ""}
        said["planned"] = "" if planned is None else str(planned)
        rows = [
            {"id": f"GL-{(step.place + number) % 5}", "title": f"From file {step.other}", **said} for number in range(3)
        ]
        load(self.district, *[row if step.in_dollars else {**row, "funds": funds} for row in rows], by=self.user)

    def _transfer(self, step: Step) -> None:
        """Move money between two funds; every other time take the last move out, or bring it back."""
        last = FundTransfer.objects.order_by("created_at", "pk").last()
        if last is not None and step.in_dollars:
            if last.removed_at:
                restore_transfer(last, self.user)
            else:
                remove_row(last, by=self.user)
            return
        # A form offers no removed fund.
        funds = [fund for fund in self.funds if Fund.objects.get(pk=fund.pk).removed_at is None]
        if len(funds) < 2:
            return
        added = add_transfer(district=self.district, school_year=YEAR, new_id=uuid4(), by=self.user)
        pair = {"from_fund": funds[step.place % len(funds)], "to_fund": funds[(step.place + 1) % len(funds)]}
        save_transfer(added, _edit(added, transfer_values(added), **pair, amount=step.values["planned"]), self.user)

    def _shares(self, step: Step) -> dict[str, Any]:
        """Return shares that add up to 100 percent, or to the planned dollars; too much for others is no share."""
        planned = step.values["planned"]
        whole = planned if step.in_dollars and planned and step.name != "import" else Decimal(100)
        parts = [Decimal(weight) for weight in step.weights[: len(self.funds)]]
        if sum(parts) >= whole:
            parts = []
        elif parts:
            parts[0] += whole - sum(parts)
        values: dict[str, Any] = {}
        for number in range(1, MOST_FUNDS + 1):
            has = number <= len(parts)
            values[share_field(number, "fund")] = self.funds[number - 1] if has else None
            values[share_field(number, "part")] = parts[number - 1] if has else None
        return values

    def require_agreement(self) -> None:
        """Compare what is stored with what adds up."""
        kept = stored_totals(self.district), stored_fund_totals(self.district)
        assert kept == (expected_totals(self.district), expected_fund_totals(self.district))
        assert not LedgerTotal.objects.filter(lines__lt=0).exists()
        for line in LedgerLine.objects.filter(shares__isnull=False).distinct().prefetch_related("shares"):
            assert _summed(line) == (line.planned, line.committed, line.actual)
        present = LedgerLine.objects.present()
        assert not present.filter(shares__fund__removed_at__isnull=False).exists()
        assert not present.filter(request_cost__isnull=False, request_cost__approved=None).exists()
        assert not present.exclude(request_cost=None).values("request_cost").annotate(n=Count("pk")).filter(n__gt=1)
        balances = fund_balances(self.district, YEAR)
        assert sum(each.transfers_in - each.transfers_out for each in balances) == 0
        everything = LineFilter(district=self.district, school_year=YEAR)
        shown = ledger_sums(everything)
        recompute(self.district)
        assert (stored_totals(self.district), stored_fund_totals(self.district)) == kept
        assert ledger_sums(everything) == shown


class TotalsFollowLines(TestCase):  # its own class is how hypothesis empties the database between examples
    """Any sequence of what people and files do."""

    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(STEPS)
    def test_any_sequence_keeps_the_totals(self, steps: list[Step]) -> None:
        ledger = Ledger()

        for step in steps:
            try:
                ledger.take(step)
            except ValidationError:
                continue

        ledger.require_agreement()


def _edit(row: Any, current: Mapping[str, Any], **values: Any) -> Edit:
    return Edit(version=row.version, base=texts_of(current), values={**current, **values})


def _summed(line: LedgerLine) -> tuple[Decimal | None, ...]:
    """Add the line's shares up, amount by amount; what one share does not know, none does."""
    shares = list(line.shares.all())
    columns = [[getattr(share, name) for share in shares] for name in ("planned", "committed", "actual")]
    return tuple(None if None in column else sum(column, Decimal(0)) for column in columns)
