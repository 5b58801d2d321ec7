"""Whether a person may do a thing with a plan; used by views and templates alike."""

from plans.models import Plan
from plplanner.districts.models import User
from plplanner.districts.permissions import has_permission
from plplanner.districts.roles import Permission


def may_write(user: User, plan: Plan) -> bool:
    """Whether the person writes this district's plans, whatever this plan's status."""
    return has_permission(user, Permission.EDIT_PLANS, plan.district)


def can_edit(user: User, plan: Plan) -> bool:
    """Whether the person may change this plan now: a finished plan stays as it is until it is reopened."""
    return not plan.is_finished and may_write(user, plan)


def can_finish(user: User, plan: Plan) -> bool:
    """Whether the person may mark this draft as finished."""
    return not plan.is_finished and has_permission(user, Permission.FINISH_PLANS, plan.district)


def can_reopen(user: User, plan: Plan) -> bool:
    """Whether the person may make this finished plan a draft again."""
    return plan.is_finished and has_permission(user, Permission.FINISH_PLANS, plan.district)
