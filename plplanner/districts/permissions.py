"""Whether a person may do a thing in a district; used by views and templates alike."""

from django.core.exceptions import PermissionDenied

from plplanner.districts.enums import Role
from plplanner.districts.models import District, Membership, User
from plplanner.districts.roles import ROLE_TABLE, Permission


def memberships_of(user: User) -> list[Membership]:
    """Return the person's memberships, read once for each user object (so once a request)."""
    cached: list[Membership] | None = getattr(user, "_memberships", None)
    if cached is None:
        cached = list(user.memberships.all())
        user._memberships = cached  # type: ignore[attr-defined]  # noqa: SLF001  (a cache for the length of the request)
    return cached


def permissions_in(user: User, district: District) -> frozenset[Permission]:
    """Return all the person may do in the district; an administrator may do everything."""
    if user.is_administrator:
        return frozenset(Permission)
    granted: set[Permission] = set()
    for membership in memberships_of(user):
        reviews = membership.role == Role.REVIEWER and membership.state == district.state
        if reviews or membership.district_id == district.pk:
            granted |= ROLE_TABLE[membership.role].permissions
    return frozenset(granted)


def has_permission(user: User, permission: Permission, district: District) -> bool:
    """Tell whether the person holds the permission in the district."""
    return permission in permissions_in(user, district)


def require_permission(user: User, permission: Permission, district: District) -> None:
    """Stop with a sentence (403) if the person may see the district but not do this."""
    if not has_permission(user, permission, district):
        raise PermissionDenied(f"Your role in {district.name} does not include: {permission.value}.")


def require_administrator(user: User) -> None:
    """Stop with a sentence (403) unless the person runs this installation."""
    if not user.is_administrator:
        raise PermissionDenied("Only an administrator of this site may open this page.")
