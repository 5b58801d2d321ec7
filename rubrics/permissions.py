"""Whether a person may do a thing with a self-assessment; used by views and templates alike."""

from plplanner.districts.models import User
from plplanner.districts.permissions import has_permission
from plplanner.districts.roles import Permission
from rubrics.models import EvidenceFile, SelfAssessment


def may_lead(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person leads this district's self-assessments."""
    return has_permission(user, Permission.LEAD_ASSESSMENTS, assessment.district)


def may_see_names(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person may know who rated what: those who lead, and nobody where ratings are anonymous."""
    return not assessment.is_anonymous and may_lead(user, assessment)


def may_open_file(user: User, file: EvidenceFile) -> bool:
    """Whether the person may open a file beside a rating: its rater, and those who may see who rated what."""
    rater = file.rating.rater
    return rater.user_id == user.pk or may_see_names(user, rater.assessment)


def can_close(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person may end the self-assessment now."""
    return assessment.is_open and may_lead(user, assessment)


def can_reopen(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person may give the self-assessment a new last day; the service refuses what would reveal a rater."""
    return assessment.is_closed and may_lead(user, assessment)


def can_see_results(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person may see how ratings spread; what else is too small to show is decided by the numbers.

    While it is open, only who leads a named one: of an anonymous one, two looks would show what changed in between.
    """
    if not has_permission(user, Permission.VIEW_ASSESSMENTS, assessment.district):
        return False
    return assessment.is_closed or may_see_names(user, assessment)


def can_agree(user: User, assessment: SelfAssessment) -> bool:
    """Whether the person may show votes and set agreed levels: the team meets once the self-assessment is closed."""
    return assessment.is_closed and may_lead(user, assessment)
