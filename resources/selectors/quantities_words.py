"""A named quantity as it is handed on: its value or what is missing, where it comes from, how it is written."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from plplanner.districts.enums import FactStatus, Measure
from plplanner.districts.selectors.facts import source_of
from plplanner.kit.numbers import NOT_KNOWN, NumberKind, format_count, format_number
from plplanner.kit.years import school_year_label
from resources.enums import Basis, PaidTime, Scope
from resources.selectors.quantities_read import Figures
from resources.selectors.quantities_sums import Sums

BASIS_WORDS = {Basis.PLANNED: "planned", Basis.COMMITTED: "committed", Basis.ACTUAL: "actual"}


class Unit(enum.StrEnum):
    """What a quantity counts in."""

    DOLLARS = "dollars"
    COUNT = "count"
    FTE = "FTE"
    HOURS = "hours"


class Page(enum.StrEnum):
    """Where a missing quantity is entered: the name of a page of the district's year."""

    LEDGER = "resources:line-list"
    FUNDS = "resources:fund-list"
    STAFF = "resources:staff-list"
    TIME = "resources:time-overview"
    FACTS = "districts:year-edit"


@dataclass(frozen=True, kw_only=True)
class Angle:
    """From where a quantity is looked at: which cost counts, which of its amounts, and whether carry-over does."""

    scope: Scope = Scope.ALL
    basis: Basis = Basis.PLANNED
    carry_over: bool = False

    @property
    def words(self) -> str:
        """Name it after a label: "planned", "planned, new money only"."""
        basis = BASIS_WORDS[self.basis]
        return basis if self.scope == Scope.ALL else f"{basis}, new money only"

    def counts(self, paid_time: str) -> bool:
        """Whether the scope counts a line of this kind."""
        return self.scope == Scope.ALL or paid_time == PaidTime.NONE


@dataclass(frozen=True, kw_only=True)
class Part:
    """The quantity of one fund or one school; None is not known."""

    id: UUID
    name: str
    value: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One number of one district and year. `enter` names what is missing, `page` where that is entered."""

    name: str
    label: str
    unit: Unit
    value: Decimal | None
    source: str = ""
    notes: tuple[str, ...] = ()
    enter: str = ""
    page: Page = Page.FACTS
    parts: tuple[Part, ...] = ()

    def noting(self, note: str) -> "Quantity":
        """Return it with one more note."""
        return replace(self, notes=(*self.notes, note))

    def with_parts(self, parts: Iterable[Part]) -> "Quantity":
        """Return it with the parts of funds or schools."""
        return replace(self, parts=tuple(parts))

    def withheld(self, enter: str, note: str) -> "Quantity":
        """Return it without its value, which cannot be right, with what to enter instead."""
        return replace(self, value=None, enter=enter, notes=(*self.notes, note))


def fact_quantity(figures: Figures, measure: Measure, *, name: str, label: str) -> Quantity:
    """Read a fact of the district as a quantity."""
    fact = figures.facts.get(measure)
    value = fact.value if fact else None
    year = school_year_label(figures.school_year)
    notes = () if fact is None or value is not None else (f"{label}: {FactStatus(fact.status).label.lower()}.",)
    return Quantity(
        name=name,
        label=f"{label}, {year}",
        unit=UNIT_OF_MEASURE.get(measure, Unit.DOLLARS),
        value=value,
        source=_capital(source_of(fact)) if fact else "",
        notes=notes,
        enter="" if value is not None else WHAT_TO_ENTER[measure],
        page=Page.FACTS,
    )


UNIT_OF_MEASURE = {Measure.ENROLLMENT: Unit.COUNT, Measure.TEACHER_FTE: Unit.FTE}
WHAT_TO_ENTER = {
    Measure.ENROLLMENT: "the number of students",
    Measure.TEACHER_FTE: "the number of teachers",
    Measure.OPERATING_BUDGET: "the operating budget",
    Measure.TOTAL_EXPENDITURE: "the total expenditure",
    Measure.INSTRUCTIONAL_TECHNOLOGY: "the instructional-technology budget",
}


def unknown_lines(totals: Sequence[Sums], basis: Basis) -> tuple[str, ...]:
    """Say how many lines have no amount yet; nothing when all have one."""
    unknown = sum(getattr(row, f"{basis}_unknown") for row in totals)
    if not unknown:
        return ()
    lines = "line has" if unknown == 1 else "lines have"
    return (f"{format_count(unknown)} {lines} no {BASIS_WORDS[basis]} amount yet.",)


KIND_OF_UNIT = {
    Unit.DOLLARS: NumberKind.MONEY,
    Unit.COUNT: NumberKind.COUNT,
    Unit.FTE: NumberKind.FTE,
    Unit.HOURS: NumberKind.FTE,
}
"""Hours are written as FTE are: two decimals."""


def write_value(value: Decimal | None, unit: Unit) -> str:
    """Write a quantity for a page."""
    return NOT_KNOWN if value is None else format_number(value, kind=KIND_OF_UNIT[unit])


def write_exactly(value: Decimal | None, unit: Unit) -> str | None:
    """Write a quantity for another program: all its decimals, dollars with cents."""
    if value is None:
        return None
    plain = f"{value.normalize():f}"
    whole, _, cents = plain.partition(".")
    return f"{whole}.{cents:<02}" if unit == Unit.DOLLARS else plain


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
