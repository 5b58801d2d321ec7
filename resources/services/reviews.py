"""What people do with the yearly reviews of pathways."""

from uuid import UUID

from plplanner.districts.models import User
from resources.models import InvestmentReview, Pathway
from resources.services.rows import add_row

EVIDENCE = ("reactions", "learning", "organization", "practice", "students")
"""Guskey's five levels, in order."""
REVIEW_COLUMNS = (
    *EVIDENCE,
    "experiment",
    "experiment_signs",
    "recommendation",
    "funding_change",
    "delivery_change",
    "coaching_change",
    "reviewed_on",
    "reviewed_by",
)


def add_review(pathway: Pathway, *, school_year: int, new_id: UUID, by: User) -> InvestmentReview:
    """Begin the review of a pathway's year; adding the same id again changes nothing.

    Raises ValidationError when the year has a review already.
    """
    row = InvestmentReview(pk=new_id, district_id=pathway.district_id, pathway=pathway, school_year=school_year)
    return add_row(row, by=by)
