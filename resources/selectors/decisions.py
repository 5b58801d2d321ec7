"""What deciding a request would do to the funds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plplanner.kit.cents import split
from plplanner.kit.numbers import format_money, money_or_not_known
from resources.calculations.funds import FundBalance
from resources.models import Fund
from resources.selectors.ledger_choices import Named


@dataclass(frozen=True, kw_only=True)
class FundEffect:
    """One fund before and after a decision."""

    name: str
    available: str
    before: str
    pays: str
    after: str
    warning: str


def effects(
    balances: Sequence[FundBalance], shares: Sequence[tuple[Fund, Decimal]], amount: Decimal
) -> list[FundEffect]:
    """Show what each fund that pays has left before and after; shares are percents that add up to 100."""
    if not shares:
        return []
    paid = dict(zip([fund.pk for fund, _ in shares], split(amount, [part for _, part in shares]), strict=True))
    return [_effect(balance, paid[balance.fund_id]) for balance in balances if balance.fund_id in paid]


def single_effects(balances: Iterable[FundBalance], amount: Decimal) -> list[FundEffect]:
    """Show what each fund would have left if it alone paid."""
    return [_effect(balance, amount) for balance in balances]


def fund_choices(balances: Iterable[FundBalance]) -> list[Named]:
    """Offer funds with what no line plans to use."""
    return [Named(key=each.fund_id, label=f"{each.name} ({_left(each.unplanned)})") for each in balances]


def warnings_of(shown: Iterable[FundEffect]) -> list[str]:
    """Return what is overspent, a sentence a fund."""
    return [each.warning for each in shown if each.warning]


def _effect(balance: FundBalance, pays: Decimal) -> FundEffect:
    before = balance.unplanned
    after = None if before is None else before - pays
    return FundEffect(
        name=balance.name,
        available=money_or_not_known(balance.available),
        before=money_or_not_known(before),
        pays=format_money(pays),
        after=money_or_not_known(after),
        warning=_warning(balance, after),
    )


def _warning(balance: FundBalance, after: Decimal | None) -> str:
    if after is None:
        return f"What “{balance.name}” has in the year is not known. Nobody can say whether this is too much."
    if after >= 0:
        return ""
    return (
        f"“{balance.name}” would be overspent: {format_money(-after)} more would be planned than the "
        f"{money_or_not_known(balance.available)} it has in the year."
    )


def _left(amount: Decimal | None) -> str:
    if amount is None:
        return "not known what is left"
    return f"{format_money(-amount)} over" if amount < 0 else f"{format_money(amount)} not planned"
