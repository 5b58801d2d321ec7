"""Rubric editions, self-assessments and ratings."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from plplanner.districts.enums import Role
from rubrics.enums import EditionStatus
from rubrics.instrument_json import instrument_to_json
from rubrics.models import (
    ConsensusMeeting,
    ConsensusRating,
    EvidenceFile,
    Rater,
    Rating,
    RubricEdition,
    SelfAssessment,
)
from tests.factories.districts import DistrictFactory, UserFactory
from tests.rubrics.instruments import make_instrument


class RubricEditionFactory(DjangoModelFactory[RubricEdition]):
    """A published edition of the small rubric; give `instrument` for another."""

    class Meta:
        model = RubricEdition
        exclude = ["instrument"]

    instrument = factory.Sequence(lambda number: make_instrument(slug=f"small-{number + 1}"))
    slug = factory.LazyAttribute(lambda edition: edition.instrument.slug)
    rubric = factory.LazyAttribute(lambda edition: edition.instrument.rubric)
    status = EditionStatus.PUBLISHED
    published_at = factory.LazyFunction(timezone.now)
    content = factory.LazyAttribute(lambda edition: instrument_to_json(edition.instrument))


class SelfAssessmentFactory(DjangoModelFactory[SelfAssessment]):
    class Meta:
        model = SelfAssessment

    district = factory.SubFactory(DistrictFactory)
    edition = factory.SubFactory(RubricEditionFactory)
    title = factory.Sequence(lambda number: f"Self-assessment {number}")
    school_year = 2025
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda assessment: assessment.opens_on + datetime.timedelta(days=30))


class RaterFactory(DjangoModelFactory[Rater]):
    class Meta:
        model = Rater

    assessment = factory.SubFactory(SelfAssessmentFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.LEADER


class RatingFactory(DjangoModelFactory[Rating]):
    class Meta:
        model = Rating

    rater = factory.SubFactory(RaterFactory)
    outcome_code = "1.1"
    level = 2


class EvidenceFileFactory(DjangoModelFactory[EvidenceFile]):
    class Meta:
        model = EvidenceFile

    rating = factory.SubFactory(RatingFactory)
    name = "minutes.txt"
    size = 7
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    content = factory.django.FileField(data=b"minutes")


class ConsensusMeetingFactory(DjangoModelFactory[ConsensusMeeting]):
    class Meta:
        model = ConsensusMeeting

    assessment = factory.SubFactory(SelfAssessmentFactory)


class ConsensusRatingFactory(DjangoModelFactory[ConsensusRating]):
    class Meta:
        model = ConsensusRating

    assessment = factory.SubFactory(SelfAssessmentFactory)
    outcome_code = "1.1"
