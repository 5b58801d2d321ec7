"""Facts beside the outcome that is rated."""

import pytest

from plplanner.districts.enums import Measure
from rubrics import evidence
from rubrics.evidence import Fact
from tests.factories import DistrictFactFactory
from tests.factories.rubrics import RubricEditionFactory
from tests.rubrics.instruments import make_instrument
from tests.rubrics.pages_read import chosen, words
from tests.rubrics.raters import (
    leader_of,
    opened,
    rate_url,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_facts_that_fail_do_not_keep_anybody_from_rating(monkeypatch: pytest.MonkeyPatch) -> None:
    rater = leader_of(opened())

    def fails(*_: object, **__: object) -> list[Fact]:
        raise RuntimeError("The budget is gone.")

    def works(*_: object, **__: object) -> list[Fact]:
        return [Fact(sentence="Coaches: 4", source="the staffing plan", as_of="2026–27")]

    monkeypatch.setattr(evidence, "_providers", [fails, works])

    page = signed_in(rater.user).get(rate_url(rater.assessment)).content

    assert "Coaches: 4" in words(page)
    assert "Some facts could not be read now." in words(page)
    assert chosen(page, "level") == [""]


def test_own_numbers_stand_beside_the_outcome_they_bear_on() -> None:
    instrument = make_instrument(
        slug="dr", rubric="director-resources", cells={"3.1.2": {1: ["A"], 2: ["B"], 3: ["C"]}}
    )
    assessment = opened(edition=RubricEditionFactory.create(instrument=instrument))
    for year, value in ((2024, 5000000), (2025, 6000000)):
        DistrictFactFactory.create(
            district=assessment.district, measure=Measure.OPERATING_BUDGET, school_year=year, value=value
        )
    rater = leader_of(assessment)

    page = words(signed_in(rater.user).get(rate_url(assessment, "3.1.2")).content)

    assert "Operating (current) budget: $6,000,000" in page
    assert "2025–26" in page
    assert "$5,000,000" not in page
