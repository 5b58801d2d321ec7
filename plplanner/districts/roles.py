"""Who may do what: one permission enum, one role table."""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from plplanner.districts.enums import Role


class Permission(enum.StrEnum):
    """Something a person may do in a district; the value is the sentence the role page shows."""

    VIEW_DISTRICT = "See the district's facts, schools and people"
    EDIT_FACTS = "Correct the district's facts and schools"
    MANAGE_PEOPLE = "Invite people, change roles and remove people"
    VIEW_PLANS = "Read plans, also unfinished ones"
    VIEW_FINISHED_PLANS = "Read finished plans"
    EDIT_PLANS = "Write plans"
    FINISH_PLANS = "Create plans, mark them as finished and reopen them"
    VIEW_ASSESSMENTS = "See the district's self-assessments and what they show"
    RATE_PRACTICE = "Rate practice when asked in a self-assessment"
    LEAD_ASSESSMENTS = "Open self-assessments, lead the consensus meeting and set targets"
    VIEW_RESOURCES = "See the ledger, the funds, the calendar and the benchmarks"
    ASK_FOR_RESOURCES = "Write budget requests of one's own"
    EDIT_RESOURCES = "Write the ledger: funds, lines, staff, time and materials"
    LEAD_RESOURCES = "Decide budget requests, adopt the definition of resources, change benchmarks"
    SET_STATE_BENCHMARKS = "Set benchmarks for all districts of the state"


@dataclass(frozen=True, kw_only=True)
class RoleDescription:
    """What a role is for, and what it may do."""

    summary: str
    permissions: frozenset[Permission]


_READ_DRAFTS = {Permission.VIEW_DISTRICT, Permission.VIEW_PLANS, Permission.VIEW_FINISHED_PLANS}
_TAKE_PART = _READ_DRAFTS | {
    Permission.VIEW_ASSESSMENTS,
    Permission.RATE_PRACTICE,
    Permission.VIEW_RESOURCES,
    Permission.ASK_FOR_RESOURCES,
}
_WRITE = _TAKE_PART | {Permission.EDIT_FACTS, Permission.EDIT_PLANS, Permission.EDIT_RESOURCES}
_LEAD = _WRITE | {
    Permission.MANAGE_PEOPLE,
    Permission.FINISH_PLANS,
    Permission.LEAD_ASSESSMENTS,
    Permission.LEAD_RESOURCES,
}

ROLE_TABLE: Mapping[str, RoleDescription] = {
    Role.DIRECTOR: RoleDescription(
        summary="Leads professional learning: owns plan, facts, self-assessments, ledger and who takes part.",
        permissions=frozenset(_LEAD),
    ),
    Role.EDITOR: RoleDescription(
        summary="Writes the plan and the ledger with the director, corrects facts, and rates practice when asked.",
        permissions=frozenset(_WRITE),
    ),
    Role.LEADER: RoleDescription(
        summary="Principal, coach or department head: rates practice when asked, follows the plan and the ledger.",
        permissions=frozenset(_TAKE_PART),
    ),
    Role.VIEWER: RoleDescription(
        summary="Reads the district's finished plans and its facts.",
        permissions=frozenset({Permission.VIEW_DISTRICT, Permission.VIEW_FINISHED_PLANS}),
    ),
    Role.REVIEWER: RoleDescription(
        summary="Works for the state agency: reads the finished plans of the state's districts, sets its benchmarks.",
        permissions=frozenset(
            {Permission.VIEW_DISTRICT, Permission.VIEW_FINISHED_PLANS, Permission.SET_STATE_BENCHMARKS}
        ),
    ),
}


def roles_with(permission: Permission) -> Collection[str]:
    """List the roles that hold a permission."""
    return [role for role, description in ROLE_TABLE.items() if permission in description.permissions]
