"""The quantities of money: what professional learning costs, what programs are awarded, and budgets."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from plplanner.districts.enums import Measure
from plplanner.kit.years import school_year_label
from resources.calculations.benchmarks import added_up
from resources.enums import Basis, PaidTime
from resources.selectors import quantities_sources as sources
from resources.selectors.quantities_read import Figures, FundOfYear
from resources.selectors.quantities_sums import Sums
from resources.selectors.quantities_words import (
    BASIS_WORDS,
    Angle,
    Page,
    Part,
    Quantity,
    Unit,
    fact_quantity,
    unknown_lines,
)

NOTHING = Decimal("0.00")
NO_LINES = "the lines of the ledger"
NEW_MONEY_LEAVES_OUT = (PaidTime.CONTRACTED, PaidTime.COACH)
"""What scope "new money" does not count; docs/decisions/0009-two-scopes.md."""


def amount_of(totals: Sequence[Sums], angle: Angle, *, is_technology: bool = False) -> Decimal | None:
    """Add up what lines cost: None when there are none, or none whose amount is known."""
    in_scope = [row for row in totals if angle.counts(row.paid_time)]
    counted = [row for row in in_scope if not is_technology or getattr(row, "is_technology_training", False)]
    if not _has_known(totals, angle.basis) or (counted and not _has_known(counted, angle.basis)):
        return None
    return sum((getattr(row, angle.basis) for row in counted), NOTHING)


def _has_known(totals: Sequence[Sums], basis: Basis) -> bool:
    unknown = f"{basis}_unknown"
    return any(row.lines > getattr(row, unknown) for row in totals)


def paid_anyway(figures: Figures, basis: Basis) -> dict[PaidTime, Decimal | None]:
    """Return how much of a year's lines is contracted teacher time, and how much coach salary."""
    angle = Angle(basis=basis)
    return {
        kind: amount_of(figures.sums, angle)
        and sum((getattr(row, basis) for row in figures.sums if row.paid_time == kind), NOTHING)
        for kind in NEW_MONEY_LEAVES_OUT
    }


def read_ledger(name: str, label: str, *, is_technology: bool = False) -> Callable[[Figures, Angle], Quantity]:
    """Make the reader of what all lines cost, or those of learning to teach with technology."""

    def read(figures: Figures, angle: Angle) -> Quantity:
        value = amount_of(figures.sums, angle, is_technology=is_technology)
        return Quantity(
            name=name,
            label=f"{label}, {angle.words}",
            unit=Unit.DOLLARS,
            value=value,
            source=sources.of_ledger(figures),
            notes=unknown_lines(figures.sums, angle.basis),
            enter=_what_of_ledger(figures, angle) if value is None else "",
            page=Page.LEDGER,
        )

    return read


def _what_of_ledger(figures: Figures, angle: Angle) -> str:
    return f"{BASIS_WORDS[angle.basis]} amounts in the ledger" if figures.totals else NO_LINES


def read_charged(figures: Figures, angle: Angle) -> Quantity:
    """Read what lines charge to each program; a program without lines is charged nothing once the ledger has some."""
    judged = [fund for fund in figures.funds if fund.is_judged]
    has_amounts = amount_of(figures.sums, Angle(basis=angle.basis)) is not None
    parts = [_part(fund, _charged(fund, angle) if has_amounts else None) for fund in judged]
    unknown = [part.name for part in parts if part.value is None]
    return Quantity(
        name="pl_charged_to_fund",
        label=f"Professional learning charged to programs, {angle.words}",
        unit=Unit.DOLLARS,
        value=added_up(part.value for part in parts),
        source=sources.of_ledger(figures),
        notes=unknown_lines([row for fund in judged for row in fund.totals], angle.basis),
        enter=_what_is_charged(figures, angle, unknown),
        page=Page.LEDGER,
        parts=tuple(parts),
    )


def _what_is_charged(figures: Figures, angle: Angle, unknown: Sequence[str]) -> str:
    if not figures.totals:
        return NO_LINES
    return f"{BASIS_WORDS[angle.basis]} amounts of the lines charged to {', '.join(unknown)}" if unknown else ""


def _charged(fund: FundOfYear, angle: Angle) -> Decimal | None:
    if not fund.totals:
        return NOTHING
    return amount_of(fund.totals, angle)


def read_award(figures: Figures, angle: Angle) -> Quantity:
    """Read what each program was awarded, after transfers; carried over money is in it only by choice."""
    judged = [fund for fund in figures.funds if fund.is_judged]
    parts = [_part(fund, _award(fund, angle)) for fund in judged]
    unknown = [part.name for part in parts if part.value is None]
    others = [fund for fund in figures.funds if fund.balance.is_program and not fund.is_judged]
    carried = sum((fund.balance.carry_over or NOTHING for fund in judged), NOTHING)
    return Quantity(
        name="fund_award",
        label="Awards of programs after transfers" + (", carry-over included" if angle.carry_over else ""),
        unit=Unit.DOLLARS,
        value=added_up(part.value for part in parts),
        source=sources.of_awards(judged, figures.school_year),
        notes=sources.award_notes(carried, angle, [fund.balance.name for fund in others], figures.school_year),
        enter=f"the award of {', '.join(unknown)}" if unknown else "" if parts else "a fund that is a program",
        page=Page.FUNDS,
        parts=tuple(parts),
    )


def _award(fund: FundOfYear, angle: Angle) -> Decimal | None:
    return fund.balance.available if angle.carry_over else fund.balance.available_of_year


def _part(fund: FundOfYear, value: Decimal | None) -> Part:
    return Part(id=fund.balance.fund_id, name=fund.balance.name, value=value)


def read_operating_budget(figures: Figures, _angle: Angle) -> Quantity:
    """Read the operating budget; total expenditure stands in for it, and the note says so."""
    budget = fact_quantity(figures, Measure.OPERATING_BUDGET, name="operating_budget", label="Operating budget")
    if budget.value is not None:
        return budget
    stand_in = fact_quantity(
        figures, Measure.TOTAL_EXPENDITURE, name="operating_budget", label="Total expenditure, for the operating budget"
    )
    if stand_in.value is None:
        return budget
    note = "The operating budget is not known. Total expenditure stands in; it includes capital and debt."
    return stand_in.noting(note)


def read_technology(figures: Figures, angle: Angle) -> Quantity:
    """Read the instructional-technology budget, which has the professional learning for it inside."""
    budget = fact_quantity(
        figures,
        Measure.INSTRUCTIONAL_TECHNOLOGY,
        name="technology_investment",
        label="Instructional-technology budget with professional learning inside it",
    )
    learning = amount_of(figures.sums, angle, is_technology=True)
    if budget.value is None or learning is None or learning <= budget.value:
        return budget
    return budget.withheld(
        "an instructional-technology budget with its professional learning inside",
        f"The budget entered for {school_year_label(figures.school_year)} is smaller than the professional learning "
        "for technology alone, so it leaves that out. Add it to the budget.",
    )
