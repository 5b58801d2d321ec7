"""Self-assessments for the world in which addresses and pages are tried."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from rubrics.enums import CaseVersion, EditionStatus
from rubrics.exports.case import case_package
from rubrics.instrument_json import instrument_to_json
from rubrics.models import ConsensusRating, EvidenceFile, Rater, Rating, RubricEdition, SelfAssessment
from tests.rubrics.instruments import make_instrument, make_scored_instrument

SCHOOL_YEAR = 2025


CASE_IDS = {
    "version",
    "document_identifier",
    "rubric_identifier",
    "item_identifier",
    "association_identifier",
    "item_type_identifier",
    "license_identifier",
}
"""Names in the addresses of CASE."""


@dataclass(frozen=True, kw_only=True)
class AssessmentRows:
    """A self-assessment on a small rubric and one row of each kind in it."""

    assessment: SelfAssessment
    rater: Rater
    rating: Rating
    file: EvidenceFile
    consensus: ConsensusRating

    @property
    def ids(self) -> dict[str, object]:
        return {
            "assessment_id": self.assessment.pk,
            "rater_id": self.rater.pk,
            "file_id": self.file.pk,
            "outcome_code": self.rating.outcome_code,
            "rubric_slug": self.assessment.edition_id,
            **case_ids(self.assessment.edition),
        }


def case_ids(edition: RubricEdition) -> dict[str, object]:
    """Return what the addresses of CASE are asked for, a part of each kind."""
    package = case_package(edition.instrument, edition.changed_at, version=CaseVersion.V1_0)
    return {
        "version": CaseVersion.V1_0,
        "document_identifier": package["CFDocument"]["identifier"],
        "rubric_identifier": package["CFRubrics"][0]["identifier"],
        "item_identifier": package["CFItems"][0]["identifier"],
        "association_identifier": package["CFAssociations"][0]["identifier"],
        "item_type_identifier": package["CFDefinitions"]["CFItemTypes"][0]["identifier"],
        "license_identifier": package["CFDefinitions"]["CFLicenses"][0]["identifier"],
    }


def load_rubric() -> RubricEdition:
    """Create a small published rubric, or return it."""
    instrument = make_instrument()
    values = {
        "rubric": instrument.rubric,
        "status": EditionStatus.PUBLISHED,
        "published_at": timezone.now(),
        "content": instrument_to_json(instrument),
    }
    edition, _ = RubricEdition.objects.get_or_create(slug=instrument.slug, defaults=values)
    return edition


def create_assessment(
    district: District,
    *,
    edition: RubricEdition,
    raters: Sequence[tuple[User, Role]],
    title: str,
    days_open: int = 30,
    assessment_id: uuid.UUID | None = None,
) -> AssessmentRows:
    """Create a self-assessment that began 60 days ago, its raters, and what the first of them says of one outcome."""
    today = timezone.localdate()
    first = next(iter(edition.instrument.outcome_by_code))
    assessment = SelfAssessment.objects.create(
        pk=assessment_id or uuid.uuid4(),
        district=district,
        edition=edition,
        title=title,
        school_year=SCHOOL_YEAR,
        opens_on=today - datetime.timedelta(days=60),
        closes_on=today + datetime.timedelta(days=days_open),
        target_level=1,
        target_on=today + datetime.timedelta(days=365),
    )
    asked = [Rater.objects.create(assessment=assessment, user=user, role=role) for user, role in raters]
    rating = Rating.objects.create(
        rater=asked[0], outcome_code=first, level=2, ticks=["2.1", "1.2"], evidence="Our calendar of last year."
    )
    codes = [(rater, code) for rater in asked for code in edition.instrument.outcome_by_code]
    Rating.objects.bulk_create(
        Rating(rater=rater, outcome_code=code) for rater, code in codes if (rater, code) != (asked[0], first)
    )
    content = ContentFile(b"minutes", name="minutes.txt")
    return AssessmentRows(
        assessment=assessment,
        rater=asked[0],
        rating=rating,
        file=EvidenceFile.objects.create(rating=rating, name="minutes.txt", size=7, sha256="0" * 64, content=content),
        consensus=ConsensusRating.objects.create(assessment=assessment, outcome_code=first, level=2, reason="Agreed."),
    )


SCORED_ID = uuid.UUID("33333333-4444-4555-8666-777777777777")


def create_scored_assessment(district: District, *, raters: Sequence[tuple[User, Role]]) -> AssessmentRows:
    """Create a self-assessment on a rubric of stages and scores, under `SCORED_ID`; outcome “a” is rated 8."""
    instrument = make_scored_instrument()
    edition = RubricEdition.objects.create(
        slug=instrument.slug,
        rubric=instrument.rubric,
        status=EditionStatus.PUBLISHED,
        published_at=timezone.now(),
        content=instrument_to_json(instrument),
    )
    rows = create_assessment(district, edition=edition, raters=raters, title="Stages", assessment_id=SCORED_ID)
    rows.rating.score, rows.rating.level, rows.rating.ticks = 8, 3, []
    rows.rating.save()
    return rows
