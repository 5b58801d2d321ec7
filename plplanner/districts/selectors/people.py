"""Who belongs to a district or reviews a state, ready to print."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, Invitation, Membership, User

DEMO_DOMAIN = "demo.example"
DEMO_PASSWORD = "demo-password-2026"  # noqa: S105  (shown on the demo's sign-in page; demo people exist in demo mode only)


@dataclass(frozen=True, kw_only=True)
class DemoSignIn:
    """A person of the demo, as the demo's sign-in page offers them."""

    email: str
    password: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person of a district, or a reviewer of a state."""

    id: UUID
    name: str
    email: str
    role: str
    place: str
    is_me: bool


@dataclass(frozen=True, kw_only=True)
class PendingInvitation:
    """An invitation that nobody has answered."""

    id: UUID
    version: int
    email: str
    role: str
    place: str
    expires_at: datetime.datetime
    is_expired: bool


def list_members(district: District, *, me: User) -> list[Member]:
    """List the people of a district by name, in one query."""
    rows = Membership.objects.filter(district=district).select_related("user")
    return sorted((_member(row, me=me) for row in rows), key=_by_name)


def list_reviewers(*, me: User) -> list[Member]:
    """List the reviewers of all states by state and name, in one query."""
    rows = Membership.objects.reviewers().select_related("user")
    return sorted((_member(row, me=me) for row in rows), key=lambda member: (member.place, *_by_name(member)))


def list_pending_invitations(district: District | None) -> list[PendingInvitation]:
    """List what a district has offered (or, without one, the states) and nobody has answered, newest first."""
    rows = Invitation.objects.unanswered().filter(district=district).select_related("district")
    return [
        PendingInvitation(
            id=row.pk,
            version=row.version,
            email=row.email,
            role=row.get_role_display(),
            place=row.place,
            expires_at=row.expires_at,
            is_expired=row.is_expired,
        )
        for row in rows.order_by("-created_at")
    ]


def was_removed(district: District, membership_id: UUID) -> bool:
    """Tell whether the role was in this district and has ended, so that a repeated post gets a friendly answer."""
    ended = AuditEntry.objects.for_district(district.pk).for_object(membership_id)
    return ended.filter(action__in=["remove-member", "leave"]).exists()


def list_demo_sign_ins() -> list[DemoSignIn]:
    """List the demo's people with what each is; empty outside demo mode."""
    if not settings.DEMO:
        return []
    people = User.objects.filter(email__endswith=f"@{DEMO_DOMAIN}", is_active=True).prefetch_related("memberships")
    return [
        DemoSignIn(email=person.email, password=DEMO_PASSWORD, role=_what_is(person))
        for person in people.order_by("pk")
    ]


def _what_is(person: User) -> str:
    if person.is_administrator:
        return "Administrator"
    return ", ".join(str(Role(membership.role).label) for membership in person.memberships.all()) or "No role yet"


def _member(row: Membership, *, me: User) -> Member:
    return Member(
        id=row.pk,
        name=str(row.user),
        email=row.user.email,
        role=row.get_role_display(),
        place=row.get_state_display() if row.state else "",
        is_me=row.user_id == me.pk,
    )


def _by_name(member: Member) -> tuple[str, str]:
    return member.name.casefold(), member.email
