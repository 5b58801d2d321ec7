"""The district's own numbers as live evidence: which of them bear on which outcome, and what they say."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from plplanner.districts.enums import Measure
from plplanner.districts.models import District, DistrictFact
from plplanner.districts.selectors.facts import KIND_OF_UNIT, source_of, unit_of
from plplanner.kit.numbers import format_number
from plplanner.kit.years import school_year_label
from rubrics.evidence import Fact

PEOPLE = (Measure.ENROLLMENT, Measure.TEACHER_FTE)
MONEY = (Measure.OPERATING_BUDGET, Measure.INSTRUCTIONAL_TECHNOLOGY)

BEARING: Mapping[tuple[str, str], Sequence[Measure]] = {
    ("director-resources", "3.1.1"): MONEY,
    ("director-resources", "3.1.2"): (*PEOPLE, *MONEY),
    ("director-resources", "3.1.3"): (Measure.TEACHER_FTE,),
    ("director-resources", "3.1.4"): (Measure.INSTRUCTIONAL_TECHNOLOGY, Measure.ENROLLMENT),
    ("director-resources", "3.2.1"): MONEY,
    ("director-resources", "3.3.1"): MONEY,
}
"""The measures that bear on an outcome, by rubric and code."""


def district_facts(district: District, *, school_year: int, rubric: str, outcome: str) -> Sequence[Fact]:
    """Return the latest known value of each measure up to the school year, in one query."""
    measures = BEARING.get((rubric, outcome), ())
    if not measures:
        return []
    rows = DistrictFact.objects.filter(
        district=district, measure__in=measures, group="", school_year__lte=school_year, value__isnull=False
    )
    latest = {row.measure: row for row in rows.select_related("source_import").order_by("school_year")}
    return [_fact(district, latest[measure]) for measure in measures if measure in latest]


def _fact(district: District, row: DistrictFact) -> Fact:
    label = Measure(row.measure).label
    value = format_number(row.value, kind=KIND_OF_UNIT[unit_of(row.measure)])  # type: ignore[arg-type]  # not null
    return Fact(
        sentence=f"{label}: {value}",
        source=source_of(row),
        as_of=school_year_label(row.school_year),
        url=reverse("districts:year-detail", args=[district.pk, row.school_year]),
    )
