"""How evenly a resource reaches teachers across schools, weighted by teachers (FTE).

Over schools with n teachers and x of the resource for each: N = Σn, μ = Σnx / N. More for schools with high need is
never called unfair; a school without a number is left out and listed, never counted as zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

FEWEST_SCHOOLS = 5
"""With fewer schools a single number says more about one school than about the district."""

ABOUT_EVEN = (Decimal("0.95"), Decimal("1.05"))
"""A ratio between these two reads "about even"."""


@dataclass(frozen=True, kw_only=True)
class SchoolShare:
    """A school's teachers (FTE) and how much of a resource reaches it in all; None is not known."""

    name: str
    teachers: Decimal | None
    amount: Decimal | None
    is_high_need: bool | None = None
    """None: nobody has said, so that it is in neither group."""

    @property
    def for_each(self) -> Decimal | None:
        """The resource for each teacher; None without a number or without teachers."""
        if self.amount is None or not self.teachers:
            return None
        return self.amount / self.teachers


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How a resource spreads: the coefficient of variation, and Theil's index split by need."""

    variation: Decimal
    theil: Decimal
    theil_within: Decimal
    theil_between: Decimal


def with_numbers(schools: Iterable[SchoolShare]) -> list[SchoolShare]:
    """Keep the schools of which both numbers are known."""
    return [school for school in schools if school.for_each is not None]


def mean(schools: Iterable[SchoolShare]) -> Decimal | None:
    """Return the resource for each teacher over the schools with numbers; None when there are none."""
    found = with_numbers(schools)
    teachers = sum((_teachers(school) for school in found), Decimal(0))
    return sum((_amount(school) for school in found), Decimal(0)) / teachers if teachers else None


def need_ratio(schools: Sequence[SchoolShare]) -> Decimal | None:
    """Return what a teacher in schools of high need has for every 1 elsewhere; None when one side has nothing known."""
    high = mean(school for school in schools if school.is_high_need is True)
    other = mean(school for school in schools if school.is_high_need is False)
    return high / other if high is not None and other else None


def reads_even(ratio: Decimal) -> bool:
    """Whether a ratio is close enough to 1 to be called about even."""
    return ABOUT_EVEN[0] <= ratio <= ABOUT_EVEN[1]


def access_rate(schools: Iterable[SchoolShare], *, dose: Decimal) -> Decimal | None:
    """Return the share (0 to 1) of teachers whose school gives each of them at least the intended dose."""
    found = with_numbers(schools)
    teachers = sum((_teachers(school) for school in found), Decimal(0))
    reached = sum((_teachers(school) for school in found if _for_each(school) >= dose), Decimal(0))
    return reached / teachers if teachers else None


def spread(schools: Iterable[SchoolShare]) -> Spread | None:
    """Return how a resource spreads; None for fewer than five schools with numbers, or where nobody has any."""
    found = with_numbers(schools)
    average = mean(found)
    if len(found) < FEWEST_SCHOOLS or not average:
        return None
    teachers = sum((_teachers(school) for school in found), Decimal(0))
    squares = sum((_teachers(school) * (_for_each(school) - average) ** 2 for school in found), Decimal(0))
    between = _between(found, teachers=teachers, average=average)
    whole = _theil(found)
    return Spread(
        variation=(squares / teachers).sqrt() / average,
        theil=whole,
        theil_within=whole - between,
        theil_between=between,
    )


def _theil(schools: Sequence[SchoolShare]) -> Decimal:
    """Return Σ (n/N)(x/μ) ln(x/μ); a school with nothing adds nothing, which is the limit."""
    average = mean(schools)
    teachers = sum((_teachers(school) for school in schools), Decimal(0))
    if not average:
        return Decimal(0)
    parts = (_teachers(school) / teachers * _entropy(_for_each(school) / average) for school in schools)
    return sum(parts, Decimal(0))


def _between(schools: Sequence[SchoolShare], *, teachers: Decimal, average: Decimal) -> Decimal:
    """Return what of Theil's index lies between the need groups: each group as if its teachers all had its mean."""
    groups = [[school for school in schools if school.is_high_need is need] for need in (True, False, None)]
    parts = []
    for group in filter(None, groups):
        weight = sum((_teachers(school) for school in group), Decimal(0)) / teachers
        parts.append(weight * _entropy((mean(group) or Decimal(0)) / average))
    return sum(parts, Decimal(0))


def _entropy(relative: Decimal) -> Decimal:
    return relative * relative.ln() if relative else Decimal(0)


def _for_each(school: SchoolShare) -> Decimal:
    return school.for_each or Decimal(0)


def _teachers(school: SchoolShare) -> Decimal:
    return school.teachers or Decimal(0)


def _amount(school: SchoolShare) -> Decimal:
    return school.amount or Decimal(0)
