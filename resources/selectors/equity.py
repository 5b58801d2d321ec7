"""Whether resources reach teachers evenly, school by school: dollars and hours apart, need first."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from plplanner.districts.enums import FactStatus, Measure, NeedDesignation, TitleOne
from plplanner.districts.models import District, School, SchoolFact
from plplanner.kit.money import ZERO
from plplanner.kit.numbers import NOT_KNOWN, RATIO_QUANTUM, format_fte, format_money, format_percent, round_to
from plplanner.kit.years import school_year_label
from resources.calculations.equity import (
    FEWEST_SCHOOLS,
    SchoolShare,
    access_rate,
    need_ratio,
    reads_even,
    spread,
    with_numbers,
)
from resources.enums import Basis, NeedBy, PaidTime, Scope
from resources.models import LedgerLine
from resources.selectors.hours import year_of_hours


@dataclass(frozen=True, kw_only=True)
class SchoolRow:
    """One school's part, as the table shows it."""

    name: str
    need: str
    teachers: str
    amount: str
    for_each: str


@dataclass(frozen=True, kw_only=True)
class Evenness:
    """How one resource reaches teachers: the sentence first, the table always, indices where they mean something."""

    title: str
    id: str
    unit: str
    sentence: str
    rows: Sequence[SchoolRow]
    left_out: Sequence[str]
    numbers: Sequence[tuple[str, str]]
    note: str


@dataclass(frozen=True, kw_only=True)
class Equity:
    """Each resource on its own, and what to know of the teachers that all are divided by."""

    resources: Sequence[Evenness]
    note: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked of a district's year."""

    basis: Basis = Basis.PLANNED
    scope: Scope = Scope.ALL
    need_by: NeedBy = NeedBy.DESIGNATION
    dose: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class _Teachers:
    """The teachers of each school, and of which years those numbers are."""

    numbers: Mapping[UUID, Decimal]
    years: Collection[int]
    """School years before this one of which some numbers are."""

    @property
    def note(self) -> str:
        """Say so, if some are of an earlier year."""
        labels = ", ".join(school_year_label(each) for each in sorted(self.years))
        return f"Where teachers of this year are not known, they are those of {labels}." if labels else ""


def equity_of(district: District, year: int, question: Question) -> Equity:
    """Judge dollars and hours apart, in five queries."""
    schools = list(School.objects.for_district(district).present().order_by("name", "pk"))
    teachers = _teachers(district, year)
    needs = {each.pk: _is_high_need(each, question.need_by) for each in schools}
    dollars, wide = _dollars(district, year, question)
    hours = year_of_hours(district, year)
    by_hours = {each.pk: hours.of(each.pk).total for each in schools} if hours.sums else {}
    resources = [
        _evenness(
            title="Dollars",
            unit="dollar",
            schools=schools,
            shares=[_share(each, teachers, needs, dollars.get(each.pk)) for each in schools],
            shown=format_money,
            dose=None,
            note=_wide_note(wide),
        ),
        _evenness(
            title="Hours",
            unit="hour",
            schools=schools,
            shares=[_share(each, teachers, needs, _in_all(each, by_hours, teachers)) for each in schools],
            shown=_plain,
            dose=question.dose,
            note="Hours that only one group of teachers has are left out.",
        ),
    ]
    return Equity(resources=resources, note=teachers.note)


def _dollars(district: District, year: int, question: Question) -> tuple[dict[UUID, Decimal], Decimal]:
    """Add up the lines charged to each school, and apart from them those of the whole district."""
    lines = LedgerLine.objects.for_district(district).in_year(year).present()
    if question.scope == Scope.NEW_MONEY:
        lines = lines.filter(paid_time=PaidTime.NONE)
    rows = lines.order_by().values_list("school_id").annotate(total=Sum(question.basis.value))
    sums = {school: total for school, total in rows if total is not None}
    return {school: total for school, total in sums.items() if school is not None}, sums.get(None) or ZERO


def _teachers(district: District, year: int) -> _Teachers:
    """Read each school's teachers of this school year, or of the last one before it that is known."""
    facts = SchoolFact.objects.filter(
        school__district=district, measure=Measure.TEACHER_FTE, status=FactStatus.KNOWN, school_year__lte=year
    ).order_by("school_year")
    found = [each for each in facts if each.value]
    latest = {each.school_id: each.school_year for each in found}
    return _Teachers(
        numbers={each.school_id: each.value for each in found if each.value},
        years=set(latest.values()) - {year},
    )


def _is_high_need(school: School, need_by: NeedBy) -> bool | None:
    """Whether a school counts as one of high need; None where nobody has said."""
    if need_by == NeedBy.TITLE_ONE:
        return None if not school.title_one else school.title_one != TitleOne.NONE
    return None if not school.need_designation else school.need_designation != NeedDesignation.NONE


def _share(
    school: School, teachers: _Teachers, needs: Mapping[UUID, bool | None], amount: Decimal | None
) -> SchoolShare:
    return SchoolShare(
        name=school.name,
        teachers=teachers.numbers.get(school.pk),
        amount=amount,
        is_high_need=needs[school.pk],
    )


def _in_all(school: School, hours: Mapping[UUID, Decimal], teachers: _Teachers) -> Decimal | None:
    """Return the hours of all teachers of a school together."""
    each, number = hours.get(school.pk), teachers.numbers.get(school.pk)
    return None if each is None or number is None else each * number


def _evenness(
    *,
    title: str,
    unit: str,
    schools: Sequence[School],
    shares: Sequence[SchoolShare],
    shown: Callable[[Decimal], str],
    dose: Decimal | None,
    note: str,
) -> Evenness:
    return Evenness(
        title=title,
        id=title.lower(),
        unit=unit,
        sentence=_sentence(shares, unit),
        rows=[_row(school, share, shown) for school, share in zip(schools, shares, strict=True)],
        left_out=[share.name for share in shares if share.for_each is None],
        numbers=_numbers(shares, dose),
        note=note,
    )


def _row(school: School, share: SchoolShare, shown: Callable[[Decimal], str]) -> SchoolRow:
    need = {True: "High need", False: "Other", None: "Not said"}[share.is_high_need]
    return SchoolRow(
        name=school.name,
        need=need,
        teachers=NOT_KNOWN if share.teachers is None else format_fte(share.teachers),
        amount=NOT_KNOWN if share.amount is None else shown(share.amount),
        for_each=NOT_KNOWN if share.for_each is None else shown(share.for_each),
    )


def _sentence(shares: Sequence[SchoolShare], unit: str) -> str:
    """Say first what teachers in schools of high need have, for every one elsewhere."""
    ratio = need_ratio(shares)
    if ratio is None:
        return (
            f"Whether {unit}s reach the schools with the highest need cannot be said yet: it takes at least one school "
            "of high need and one other, each with teachers and a number."
        )
    number = f"${round_to(ratio, RATIO_QUANTUM)}" if unit == "dollar" else f"{round_to(ratio, RATIO_QUANTUM)} hours"
    even = "About even: teachers" if reads_even(ratio) else "Teachers"
    return f"{even} in our highest-need schools get {number} for every {unit} elsewhere."


def _numbers(shares: Sequence[SchoolShare], dose: Decimal | None) -> list[tuple[str, str]]:
    numbers = []
    reached = access_rate(shares, dose=dose) if dose else None
    if dose and reached is not None:
        name = f"Teachers whose school gives at least {_plain(dose)} hours"
        numbers.append((name, format_percent(reached * 100)))
    found = spread(shares)
    if found is not None:
        numbers += [
            ("Coefficient of variation (0 is even)", _plain(found.variation)),
            ("Theil’s index (0 is even)", _plain(found.theil)),
            ("of it between the groups of need", _plain(found.theil_between)),
            ("of it within them", _plain(found.theil_within)),
        ]
    elif len(with_numbers(shares)) < FEWEST_SCHOOLS:
        numbers.append((f"With fewer than {FEWEST_SCHOOLS} schools", "no single number is shown"))
    return numbers


def _wide_note(wide: Decimal) -> str:
    if not wide:
        return ""
    return f"{format_money(wide)} belongs to the whole district and to no one school, so it is left out here."


def _plain(value: Decimal) -> str:
    rounded = round_to(value, RATIO_QUANTUM)
    return f"{rounded or abs(rounded):,}"
