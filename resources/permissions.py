"""State rules of budget requests, and who works for a state, next to the roles: used by views and templates alike."""

from plplanner.districts.models import District, User
from plplanner.districts.permissions import has_permission, memberships_of
from plplanner.districts.roles import Permission, roles_with
from resources.enums import RequestStatus
from resources.models import BudgetRequest

OPEN = frozenset({RequestStatus.DRAFT, RequestStatus.RETURNED})
"""A request that its writer still works on."""
DECIDED = frozenset({RequestStatus.APPROVED, RequestStatus.PART_APPROVED, RequestStatus.DECLINED})


def may_set_for_state(user: User, state: str) -> bool:
    """Whether the person may set benchmarks for all districts of a state."""
    return user.is_administrator or state in states_of(user)


def states_of(user: User) -> list[str]:
    """List the states whose benchmarks the person's own role lets them set."""
    roles = roles_with(Permission.SET_STATE_BENCHMARKS)
    return sorted(each.state for each in memberships_of(user) if each.state and each.role in roles)


def may_ask(user: User, district: District) -> bool:
    """Whether the person may write requests of their own."""
    return has_permission(user, Permission.ASK_FOR_RESOURCES, district)


def may_write_request(user: User, request: BudgetRequest) -> bool:
    """Whether the person may write this request at all: their own, or any with the right to edit resources."""
    if has_permission(user, Permission.EDIT_RESOURCES, request.district):
        return True
    return request.asked_by_id == user.pk and may_ask(user, request.district)


def why_closed(user: User, request: BudgetRequest) -> str:
    """Say why the request cannot be changed as it stands; nothing when it can. One statement if it is submitted."""
    if request.status == RequestStatus.MERGED:
        return "This request goes on as part of another. Undo the merge to change it."
    if request.status in DECIDED:
        return "This request is decided. It can be changed after the decision is reopened."
    if request.status != RequestStatus.SUBMITTED:
        return ""
    if not has_permission(user, Permission.EDIT_RESOURCES, request.district):
        return "This request is submitted. Take it back to change it."
    if request.merges.exists():
        return "This request goes on for others too. Undo the merge to change it."
    return ""
