"""The named quantities that benchmarks divide: each read from a year's figures, with its source and what is missing."""

import enum
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from plplanner.districts.enums import Measure
from resources.models import StaffAssignment
from resources.selectors import quantities_sources as sources
from resources.selectors.quantities_money import (
    read_award,
    read_charged,
    read_ledger,
    read_operating_budget,
    read_technology,
)
from resources.selectors.quantities_read import Figures, Need
from resources.selectors.quantities_time import read_contract_hours, read_pl_hours, read_teachers
from resources.selectors.quantities_words import Angle, Page, Part, Quantity, Unit, fact_quantity


class Split(enum.StrEnum):
    """Whether a quantity also stands for the parts of a district."""

    NONE = ""
    FUND = "fund"
    SCHOOL = "school"


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a benchmark may divide by what."""

    name: str
    label: str
    phrase: str
    """The label within a sentence: "of the operating budget"."""
    unit: Unit
    needs: frozenset[Need]
    read: Callable[[Figures, Angle], Quantity]
    split: Split = Split.NONE
    head: str = ""
    """What heads its column in the table of parts."""

    @property
    def has_scopes(self) -> bool:
        """Whether the scope and the basis make it another number: it is what lines cost."""
        return Need.LEDGER in self.needs


def _read_students(figures: Figures, _angle: Angle) -> Quantity:
    """Read the district's students, and each school's."""
    parts = [
        Part(id=school.pk, name=school.name, value=figures.school_facts.get((school.pk, Measure.ENROLLMENT)))
        for school in figures.schools
    ]
    students = fact_quantity(figures, Measure.ENROLLMENT, name="students", label="Students")
    return students.with_parts(parts)


def _read_coach_fte(figures: Figures, _angle: Angle) -> Quantity:
    """Read the coaches in full-time equivalents over the year; vacant posts and unknown FTE are said, not counted."""
    posts = [each for each in figures.coaches if each.staff_member.is_vacant]
    filled = [each for each in figures.coaches if not each.staff_member.is_vacant]
    known = [each for each in filled if each.fte is not None]
    by_school: dict[UUID | None, list[StaffAssignment]] = defaultdict(list)
    for each in known:
        by_school[each.school_id].append(each)
    parts = [
        Part(id=school.pk, name=school.name, value=sources.fte_of(by_school[school.pk])) for school in figures.schools
    ]
    return Quantity(
        name="coach_fte",
        label="Coaches, full-time equivalents",
        unit=Unit.FTE,
        value=sources.fte_of(known) if known else None,
        source=sources.of_coaches(filled, figures.school_year),
        notes=sources.coach_notes(posts=posts, filled=filled),
        enter="" if known else "coaches and their FTE",
        page=Page.STAFF,
        parts=tuple(parts),
    )


LEDGER, FACTS = frozenset({Need.LEDGER}), frozenset({Need.FACTS})
ALL_QUANTITIES = (
    Definition(
        name="pl_investment",
        label="Investment in professional learning, all funds",
        phrase="professional learning",
        unit=Unit.DOLLARS,
        needs=LEDGER,
        read=read_ledger("pl_investment", "Professional learning of all funds"),
    ),
    Definition(
        name="pl_charged_to_fund",
        label="Professional learning charged to each program",
        phrase="professional learning",
        unit=Unit.DOLLARS,
        needs=LEDGER | {Need.FUNDS},
        read=read_charged,
        split=Split.FUND,
        head="Learning",
    ),
    Definition(
        name="fund_award",
        label="Award of each program after transfers",
        phrase="the awards of programs",
        unit=Unit.DOLLARS,
        needs=frozenset({Need.FUNDS}),
        read=read_award,
        split=Split.FUND,
        head="Award",
    ),
    Definition(
        name="operating_budget",
        label="Operating budget",
        phrase="the operating budget",
        unit=Unit.DOLLARS,
        needs=FACTS,
        read=read_operating_budget,
    ),
    Definition(
        name="students",
        label="Students",
        phrase="students",
        unit=Unit.COUNT,
        needs=FACTS | {Need.SCHOOLS},
        read=_read_students,
        split=Split.SCHOOL,
        head="Students",
    ),
    Definition(
        name="coach_fte",
        label="Coaches (FTE)",
        phrase="full-time coach",
        unit=Unit.FTE,
        needs=frozenset({Need.COACHES, Need.SCHOOLS}),
        read=_read_coach_fte,
        split=Split.SCHOOL,
        head="Coaches (FTE)",
    ),
    Definition(
        name="technology_pl",
        label="Professional learning for instructional technology",
        phrase="professional learning for instructional technology",
        unit=Unit.DOLLARS,
        needs=LEDGER,
        read=read_ledger("technology_pl", "Professional learning for instructional technology", is_technology=True),
    ),
    Definition(
        name="technology_investment",
        label="Instructional-technology budget, with professional learning inside it",
        phrase="the instructional-technology budget",
        unit=Unit.DOLLARS,
        needs=LEDGER | FACTS,
        read=read_technology,
    ),
    Definition(
        name="pl_hours",
        label="Hours of professional learning and collaboration of a teacher",
        phrase="learning and collaboration",
        unit=Unit.HOURS,
        needs=frozenset({Need.TIME, Need.SCHOOLS}),
        read=read_pl_hours,
    ),
    Definition(
        name="contract_hours",
        label="Contract hours of a teacher",
        phrase="a teacher’s work year",
        unit=Unit.HOURS,
        needs=frozenset({Need.TIME}),
        read=read_contract_hours,
    ),
    Definition(
        name="teachers",
        label="Teachers (FTE)",
        phrase="teacher",
        unit=Unit.FTE,
        needs=FACTS,
        read=read_teachers,
    ),
)
QUANTITIES: Mapping[str, Definition] = {each.name: each for each in ALL_QUANTITIES}
