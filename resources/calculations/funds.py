"""What a fund has in one fiscal year, and what is left of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

NOTHING = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class FundBalance:
    """One fund in one fiscal year, in dollars; None is not known.

    `new_money` is what of `planned` is neither contracted teacher time nor a coach salary. `obligated` is the larger of
    what is committed and what is spent, share by share. `unknown` counts lines without a planned amount.
    """

    fund_id: UUID
    name: str
    kind: str = ""
    is_program: bool = True
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    award: Decimal | None = None
    carry_over: Decimal | None = None
    transfers_in: Decimal = NOTHING
    transfers_out: Decimal = NOTHING
    planned: Decimal = NOTHING
    new_money: Decimal = NOTHING
    committed: Decimal = NOTHING
    actual: Decimal = NOTHING
    obligated: Decimal = NOTHING
    lines: int = 0
    unknown: int = 0

    @property
    def available(self) -> Decimal | None:
        """What the fund has: award, what was carried over, and transfers; not known without the award."""
        return None if self.award is None else self.award + (self.carry_over or NOTHING) + self.transferred

    @property
    def available_of_year(self) -> Decimal | None:
        """What the fund has without what was carried over from the year before."""
        return None if self.award is None else self.award + self.transferred

    @property
    def transferred(self) -> Decimal:
        """What transfers add; less than zero when more goes out than comes in."""
        return self.transfers_in - self.transfers_out

    @property
    def remaining(self) -> Decimal | None:
        """What is neither committed nor spent; less than zero when more is."""
        return None if self.available is None else self.available - self.obligated

    @property
    def unplanned(self) -> Decimal | None:
        """What no line plans to use; less than zero when more is planned than is available."""
        return None if self.available is None else self.available - self.planned

    def without_carry_over(self) -> "FundBalance":
        """Return the same fund as if nothing had been carried over."""
        return replace(self, carry_over=None)

    def is_open_in(self, first_day: datetime.date, last_day: datetime.date) -> bool:
        """Whether the fund can be used on any of the days."""
        begins = self.starts_on is None or self.starts_on <= last_day
        return begins and (self.ends_on is None or self.ends_on >= first_day)

    @property
    def has_anything(self) -> bool:
        """Whether anything is recorded for the year."""
        known = self.award is not None or self.carry_over is not None
        return bool(known or self.transfers_in or self.transfers_out or self.lines)


@dataclass(frozen=True, kw_only=True)
class BalanceSum:
    """Several funds added up: what is known (None where it is of none), and of how many funds the award is not.

    `remaining` and `unplanned` are of the funds with a known award only: what others use is not held against money
    that nobody has entered.
    """

    funds: int = 0
    award: Decimal | None = None
    carry_over: Decimal | None = None
    transferred: Decimal = NOTHING
    available: Decimal | None = None
    planned: Decimal = NOTHING
    committed: Decimal = NOTHING
    actual: Decimal = NOTHING
    remaining: Decimal | None = None
    unplanned: Decimal | None = None
    awards_unknown: int = 0
    over: list[FundBalance] = field(default_factory=list)
    """The funds of which more is planned than is available."""


def add_up(balances: Iterable[FundBalance]) -> BalanceSum:
    """Add funds up; transfers between two of them cancel out."""
    each = list(balances)
    known = [balance for balance in each if balance.award is not None]
    return BalanceSum(
        funds=len(each),
        award=_known(balance.award for balance in each),
        carry_over=_known(balance.carry_over for balance in each),
        transferred=sum((balance.transferred for balance in known), NOTHING),
        available=_known(balance.available for balance in each),
        planned=sum((balance.planned for balance in each), NOTHING),
        committed=sum((balance.committed for balance in each), NOTHING),
        actual=sum((balance.actual for balance in each), NOTHING),
        remaining=_known(balance.remaining for balance in each),
        unplanned=_known(balance.unplanned for balance in each),
        awards_unknown=len(each) - len(known),
        over=[balance for balance in known if (balance.unplanned or NOTHING) < 0],
    )


def _known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, NOTHING) if known else None
