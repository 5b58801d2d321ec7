"""Moving planned money between lines, or away from professional learning: once, with its reason, kept for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from plplanner.kit.money import LARGEST_MONEY
from plplanner.kit.numbers import format_money
from plplanner.kit.rows import constraints_in_words, insert_row
from resources.calculations.realignments import parts_after
from resources.models import FundShare, LedgerLine, Realignment
from resources.services.lines import hold_ledger, write_shares
from resources.services.rows import record_row, write_columns
from resources.services.totals import Difference


@dataclass(frozen=True, kw_only=True)
class Move:
    """What is moved and why; without `to_line` it leaves professional learning for `destination`."""

    from_line: LedgerLine
    to_line: LedgerLine | None
    amount: Decimal
    reason: str
    destination: str = ""
    question: str = ""
    answer: str = ""


@transaction.atomic
def realign(*, district: District, school_year: int, new_id: UUID, move: Move, by: User) -> Realignment:
    """Change both lines and the stored totals, and keep the move; the same id again changes nothing.

    What is committed or spent stays as it is. Raises ValidationError with nothing changed.
    """
    # Held first, so that a post that comes twice at once finds what the other one made.
    hold_ledger(district.pk)
    from_line, to_line = _held(district, school_year, move)
    earlier = Realignment.objects.filter(pk=new_id).first()
    if earlier is not None:
        if earlier.district_id != district.pk:
            raise ValidationError("Open the page again and press the button once more.", code="foreign-id")
        return earlier
    _refuse_too_much(from_line, move.amount)
    _refuse_unknown(to_line)
    _refuse_beyond_largest(to_line, move.amount)
    row = Realignment(
        pk=new_id,
        district=district,
        school_year=school_year,
        from_line=from_line,
        to_line=to_line,
        amount=move.amount,
        reason=move.reason,
        destination="" if to_line else move.destination,
        question="" if to_line else move.question,
        answer="" if to_line else move.answer,
    )
    with constraints_in_words(row):
        insert_row(row, by=by)
    difference = Difference()
    _change(from_line, -move.amount, difference, row, by)
    if to_line is not None:
        _change(to_line, move.amount, difference, row, by)
    difference.store()
    detail = {"amount": str(move.amount), "from": str(from_line.pk), "to": str(to_line.pk) if to_line else ""}
    record(by=by, action="realign", of=row, district_id=district.pk, detail=detail)
    return row


def _held(district: District, school_year: int, move: Move) -> tuple[LedgerLine, LedgerLine | None]:
    """Hold the lines."""
    wanted = [line.pk for line in (move.from_line, move.to_line) if line is not None]
    lines = LedgerLine.objects.for_district(district).in_year(school_year).present()
    held = {line.pk: line for line in lines.filter(pk__in=wanted).select_for_update(of=("self",))}
    if set(held) != set(wanted):
        raise ValidationError("One of the lines was removed. Choose another.", code="removed")
    return held[move.from_line.pk], held[move.to_line.pk] if move.to_line else None


def _refuse_too_much(line: LedgerLine, amount: Decimal) -> None:
    if line.planned is None:
        raise ValidationError(not_known(line), code="not-known")
    if amount > line.planned:
        raise ValidationError(too_much(line), code="too-much")


def _refuse_unknown(line: LedgerLine | None) -> None:
    if line is not None and line.planned is None:
        raise ValidationError(not_known(line), code="not-known")


def _refuse_beyond_largest(line: LedgerLine | None, amount: Decimal) -> None:
    if line is not None and line.planned is not None and line.planned + amount > LARGEST_MONEY:
        raise ValidationError(
            f"“{line}” would then plan more than {format_money(LARGEST_MONEY)}, the most there can be. Move less.",
            code="too-large",
        )


def too_much(line: LedgerLine) -> str:
    """Say how much can be moved from a line at most."""
    return f"{format_money(line.planned or Decimal(0))} is planned on “{line}”. Enter that or less."


def not_known(line: LedgerLine) -> str:
    """Say that a line needs a planned amount first: what is not known can be neither more nor less."""
    return f"Nobody has entered what is planned on “{line}”. Enter its planned amount first; 0 is an amount too."


def _change(line: LedgerLine, by_amount: Decimal, difference: Difference, move: Realignment, by: User) -> None:
    """Put a line's planned amount up or down, and divide it over its funds anew."""
    before: Sequence[FundShare] = list(line.shares.select_related("fund"))
    difference.take(line, before)
    write_columns(line, {"planned": (line.planned or Decimal(0)) + by_amount}, by=by)
    parts = parts_after([share.part for share in before])
    write_shares(line, [(share.fund, part) for share, part in zip(before, parts, strict=True)])
    difference.add(line, list(FundShare.objects.filter(line=line)))
    record_row(line, action="realign", by=by, fields=["planned"], version=line.version, realignment=str(move.pk))
