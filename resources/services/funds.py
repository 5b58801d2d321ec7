"""What people do with funds and their awards."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Q

from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.numbers import format_count, format_money
from plplanner.kit.rows import constraints_in_words, insert_row
from plplanner.kit.years import school_year_label
from resources.models import Fund, FundAward, FundTransfer, LedgerLine
from resources.services.rows import add_row, columns_of, remove_row, save_columns

FUND_COLUMNS = (
    "name",
    "kind",
    "assistance_listing",
    "is_program",
    "starts_on",
    "ends_on",
    "allowable_use",
    "external_id",
)
AWARD_COLUMNS = ("amount", "carry_over", "note")
SHOWN_TRANSFERS = 3


def fund_values(fund: Fund) -> dict[str, Any]:
    """Read what the form of a fund edits."""
    return columns_of(fund, FUND_COLUMNS)


def award_values(award: FundAward) -> dict[str, Any]:
    """Read what the form of an award edits."""
    return columns_of(award, AWARD_COLUMNS)


def add_fund(*, district: District, school_year: int, new_id: UUID, by: User) -> Fund:
    """Add a fund without a name; adding the same id again changes nothing."""
    del school_year  # a fund lasts over years; its awards have one each
    return add_row(Fund(pk=new_id, district=district), by=by)


def save_fund(fund: Fund, edit: Edit, by: User) -> Fund:
    """Save a fund. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_columns(fund, edit=edit, by=by, columns=FUND_COLUMNS)


@transaction.atomic
def remove_fund(fund: Fund, by: User) -> Fund:
    """Take a fund out. Raises ValidationError, naming what it is about, while lines or transfers name the fund."""
    held = Fund.objects.select_for_update(of=("self",)).get(pk=fund.pk)
    charged = LedgerLine.objects.present().filter(shares__fund=held)
    by_year = charged.order_by("school_year").values_list("school_year").annotate(Count("pk"))
    if by_year:
        raise ValidationError(_refusal(str(held), dict(by_year)), code="charged")
    named_by = FundTransfer.objects.present().filter(Q(from_fund=held) | Q(to_fund=held))
    transfers = list(named_by.select_related("from_fund", "to_fund").order_by("school_year", "created_at", "pk"))
    if transfers:
        raise ValidationError(_transfers_refusal(held, transfers), code="transfers")
    return remove_row(held, by=by)


def _refusal(name: str, lines: Mapping[int, int]) -> str:
    total = sum(lines.values())
    places = [f"{format_count(count)} in {school_year_label(year)}" for year, count in lines.items()]
    if total == 1:
        [year] = lines
        return f"“{name}” stays: 1 line of {school_year_label(year)} is charged to it. Charge it to another fund first."
    where = _listed(places)
    return f"“{name}” stays: {format_count(total)} lines are charged to it, {where}. Charge them to another fund first."


def _transfers_refusal(fund: Fund, transfers: Sequence[FundTransfer]) -> str:
    shown = [_transfer_text(fund, each) for each in transfers[:SHOWN_TRANSFERS]]
    more = len(transfers) - len(shown)
    where = _listed([*shown, f"{format_count(more)} more"] if more else shown)
    if len(transfers) == 1:
        return f"“{fund}” stays: a transfer names it, {where}. Remove it first, or name another fund in it."
    return (
        f"“{fund}” stays: {format_count(len(transfers))} transfers name it, {where}. "
        "Remove them first, or name another fund in them."
    )


def _transfer_text(fund: Fund, transfer: FundTransfer) -> str:
    """Say a transfer as its fund sees it: "$5,000 to “Local” in 2025–26"."""
    is_from = transfer.from_fund_id == fund.pk
    other = transfer.to_fund if is_from else transfer.from_fund
    amount = "an unknown amount" if transfer.amount is None else format_money(transfer.amount)
    where = f" {'to' if is_from else 'from'} “{other}”" if other else ""
    return f"{amount}{where} in {school_year_label(transfer.school_year)}"


def _listed(places: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(places[:-1]), places[-1]]))


def award_of(fund: Fund, school_year: int) -> FundAward:
    """Return a fund's award of one year; where there is none yet, one that is not stored, under the id it will get."""
    award = FundAward.objects.filter(fund=fund, school_year=school_year).first()
    if award is None:
        # Version 0 tells a first save apart from one that has seen a stored row.
        award = FundAward(pk=uuid5(fund.pk, str(school_year)), fund=fund, school_year=school_year, version=0)
    award.fund = fund
    return award


@transaction.atomic
def save_award(award: FundAward, edit: Edit, by: User) -> FundAward:
    """Save a fund's award of one year, stored by the first save. Raises EditConflict, RowRemoved or ValidationError."""
    held = Fund.objects.select_for_update(of=("self",)).get(pk=award.fund_id)
    if held.removed_at is not None:
        raise ValidationError("Somebody removed this fund while you were writing. Bring it back first.", code="removed")
    return save_columns(_stored(award, held, by), edit=edit, by=by, columns=AWARD_COLUMNS, district_id=held.district_id)


def _stored(award: FundAward, fund: Fund, by: User) -> FundAward:
    """Return the award as a row of the database; another person's where they were first."""
    if award.version:
        return award
    blank = FundAward(pk=award.pk, fund=fund, school_year=award.school_year)
    try:
        with constraints_in_words(blank):
            insert_row(blank, by=by)
    except (IntegrityError, ValidationError):
        return FundAward.objects.get(fund=fund, school_year=award.school_year)
    record(by=by, action="add", of=blank, district_id=fund.district_id)
    return blank
