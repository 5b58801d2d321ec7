"""What people do with lines of the ledger; each keeps the stored totals."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from resources.calculations.shares import WHOLE, divide
from resources.models import BudgetRequest, Fund, FundShare, LedgerLine, RequestCost
from resources.selectors.postings import posted_of
from resources.services.rows import add_row, record_row, remove_row, restore_row, save_row, write_columns
from resources.services.totals import Difference, amounts_of

LINE_COLUMNS = (
    "title",
    "resource_kind",
    "cost_element",
    "delivery_phase",
    "paid_time",
    "is_technology_training",
    "is_recurring",
    "pathway",
    "department",
    "school",
    "activity",
    "quantity",
    "unit",
    "planned",
    "committed",
    "actual",
    "function_code",
    "object_code",
    "note",
    "explanation",
    "external_id",
)
NOT_COPIED = ("committed", "actual", "explanation", "external_id")
"""What belongs to one line alone."""
MOST_FUNDS = 6
"""How many funds may share one line."""

REOPENED = "The decision that made this line was reopened since. Decide “{request}” again to plan its money."
SHARES_ADD_UP = "The shares must add up to 100% or to the planned amount. They add up to {total} now."

Shares = Sequence[tuple[Fund, Decimal]]
"""The funds of a line in order, each with its part in percent or dollars."""


def share_field(number: int, name: str) -> str:
    """Name a fund share's field within its line's edit: `share_1_fund`, `share_1_part`."""
    return f"share_{number}_{name}"


def line_values(line: LedgerLine) -> dict[str, Any]:
    """Read all that one line's form edits, its fund shares included."""
    values = {name: getattr(line, name) for name in LINE_COLUMNS}
    shares = list(line.shares.select_related("fund"))
    for number in range(1, MOST_FUNDS + 1):
        share = shares[number - 1] if number <= len(shares) else None
        values[share_field(number, "fund")] = share.fund if share else None
        values[share_field(number, "part")] = share.part if share else None
    return values


@transaction.atomic
def add_line(*, district: District, school_year: int, line_id: UUID, by: User) -> LedgerLine:
    """Add a blank line; adding the same id again changes nothing."""
    blank = LedgerLine(pk=line_id, district=district, school_year=school_year)
    line = add_row(blank, by=by)
    if line is blank:
        difference = Difference()
        difference.add(line, [])
        difference.store()
    return line


def save_line(*, line: LedgerLine, edit: Edit, by: User) -> LedgerLine:
    """Save a line and its fund shares as one. Raises EditConflict, RowRemoved or ValidationError, nothing changed."""

    def write(row: LedgerLine, values: Mapping[str, Any]) -> None:
        after = line_values(row) | dict(values)
        shares = shares_in(after)
        require_shares_add_up(shares, after["planned"])
        with _kept_totals(row):
            write_columns(row, {name: value for name, value in values.items() if name in LINE_COLUMNS}, by=by)
            write_shares(row, shares)
        if "actual" in values:
            # Only now: whoever writes a posting holds the line, and so has either finished or not begun.
            _refuse_against_postings(row)

    return save_row(line, edit=edit, by=by, read=line_values, write=write, district_id=line.district_id)


@transaction.atomic
def copy_line(*, line: LedgerLine, line_id: UUID, by: User) -> LedgerLine:
    """Add a line like another, without what is committed or spent; copying to the same id again changes nothing.

    Raises ValidationError for a removed line.
    """
    if line.removed_at is not None:
        raise ValidationError("This line was removed. Bring it back, then copy it.", code="removed")
    values = {name: getattr(line, name) for name in LINE_COLUMNS if name not in NOT_COPIED}
    copy = LedgerLine(pk=line_id, district=line.district, school_year=line.school_year, **values)
    added = add_row(copy, by=by)
    if added is copy:
        write_shares(copy, [(share.fund, share.part) for share in line.shares.select_related("fund")])
        difference = Difference()
        difference.add(copy, list(copy.shares.all()))
        difference.store()
    return added


@transaction.atomic
def remove_line(*, line: LedgerLine, by: User) -> LedgerLine:
    """Take a line out of the ledger and its totals; doing it again changes nothing."""
    held = LedgerLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    with _kept_totals(held):
        removed = remove_row(held, by=by)
        held.removed_at = removed.removed_at
    return removed


@transaction.atomic
def restore_line(*, line: LedgerLine, by: User) -> LedgerLine:
    """Bring a removed line back; doing it again changes nothing.

    Raises ValidationError for a line of a decision that no longer stands: its money is asked for, not planned. Also for
    one that a removed fund pays for.
    """
    _require_decision_stands(line)
    require_present(Fund.objects.filter(shares__line=line))
    held = LedgerLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    with _kept_totals(held):
        restored = restore_row(held, by=by)
        held.removed_at = restored.removed_at
    return restored


def hold_ledger(district_id: UUID) -> None:
    """Hold a district's ledger: who changes several lines at once takes turns, and no two wait for each other."""
    District.objects.select_for_update(no_key=True).get(pk=district_id)


def write_actual(line: LedgerLine, actual: Decimal | None, *, by: User) -> None:
    """Write what is spent of a line that the caller holds, with its shares and totals; the same changes nothing."""
    if line.actual == actual:
        return
    shares = [(share.fund, share.part) for share in line.shares.select_related("fund")]
    with _kept_totals(line):
        write_columns(line, {"actual": actual}, by=by)
        write_shares(line, shares)
    record_row(line, action="edit", by=by, fields=["actual"], version=line.version)


def _refuse_against_postings(line: LedgerLine) -> None:
    """Refuse an actual amount that somebody typed where postings add up to another."""
    posted = posted_of(line)
    if posted.count and line.actual != posted.total:
        raise ValidationError(
            f"{posted.sentence} Add or change a posting, and put {posted.amount} back under “Actual”.",
            code="postings",
        )


def _require_decision_stands(line: LedgerLine) -> None:
    """Refuse a line of a decision that was reopened since, decided anew or not; hold its cost, so that it stays so."""
    if line.request_cost_id is None:
        return
    cost = RequestCost.objects.select_for_update(of=("self",)).select_related("request").get(pk=line.request_cost_id)
    latest = LedgerLine.objects.filter(request_cost=cost).order_by("created_at", "pk").last()
    if not cost.approved or latest != line:
        raise ValidationError(REOPENED.format(request=_goes_on_as(cost.request)), code="reopened")


def require_present(funds: "QuerySet[Fund]") -> None:
    """Refuse what would name a removed fund; hold the funds, so that none is removed meanwhile."""
    held = funds.select_for_update(of=("self",), no_key=True).order_by("pk")
    gone = [str(fund) for fund in held if fund.removed_at is not None]
    if gone:
        raise ValidationError(f"The fund “{gone[0]}” was removed. Bring it back first.", code="fund-removed")


def _goes_on_as(request: BudgetRequest) -> BudgetRequest:
    """Return the request itself, or the one that it was merged into in the end."""
    return request if request.merged_into is None else _goes_on_as(request.merged_into)


@contextmanager
def _kept_totals(line: LedgerLine) -> Iterator[None]:
    """Bring into the stored totals what happens to a line inside."""
    difference = Difference()
    before = LedgerLine.objects.get(pk=line.pk)
    difference.take(before, list(before.shares.all()))
    yield
    difference.add(line, list(FundShare.objects.filter(line=line)))
    difference.store()


def shares_in(values: Mapping[str, Any]) -> Shares:
    """Read the fund shares out of the values of a line's edit; a half-filled pair is refused."""
    shares = []
    for number in range(1, MOST_FUNDS + 1):
        fund, part = values[share_field(number, "fund")], values[share_field(number, "part")]
        if fund is not None and part is not None:
            shares.append((fund, part))
        elif fund is not None or part is not None:
            raise ValidationError("Name each share's fund, and how much of the line it pays.", code="half-a-share")
    return shares


def require_shares_add_up(shares: Shares, planned: Decimal | None) -> None:
    """Refuse shares that are neither percents of the whole nor dollars of the planned amount."""
    total = sum((part for _, part in shares), Decimal(0))
    if shares and total not in (WHOLE, planned):
        raise ValidationError(SHARES_ADD_UP.format(total=f"{total.normalize():,f}"), code="shares")
    if len({fund.pk for fund, _ in shares}) < len(shares):
        raise ValidationError("A fund is named twice. Add its shares up.", code="fund-twice")


def write_shares(line: LedgerLine, shares: Shares) -> None:
    """Put the line's fund shares in place of those it had, divided to the cent; none is put on a removed fund."""
    before = FundShare.objects.filter(line=line).values("fund")
    require_present(Fund.objects.filter(pk__in=[fund.pk for fund, _ in shares]).exclude(pk__in=before))
    FundShare.objects.filter(line=line).delete()
    divided = divide(amounts_of(line), [part for _, part in shares])
    FundShare.objects.bulk_create(
        FundShare(
            line=line,
            fund=fund,
            position=position,
            part=part,
            planned=amounts.planned,
            committed=amounts.committed,
            actual=amounts.actual,
        )
        for position, ((fund, part), amounts) in enumerate(zip(shares, divided, strict=True), start=1)
    )
