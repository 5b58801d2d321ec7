"""Rubric editions, self-assessments, and what raters say and the team agrees."""

from rubrics.models.assessment import Rater, SelfAssessment
from rubrics.models.edition import RubricEdition
from rubrics.models.rating import ConsensusMeeting, ConsensusRating, EvidenceFile, Rating

__all__ = [
    "ConsensusMeeting",
    "ConsensusRating",
    "EvidenceFile",
    "Rater",
    "Rating",
    "RubricEdition",
    "SelfAssessment",
]
