"""What happens to a person's roles."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction

from plplanner.districts.audit import record
from plplanner.districts.enums import Role
from plplanner.districts.models import District, Membership, User
from plplanner.kit.rows import StaleRow, update_row

LAST_DIRECTOR = "A district needs a director. Make somebody else a director first."


def remember_email(user: User) -> None:
    """Tell allauth that the address is the person's own, unless it knows: asking for a password again needs it."""
    if not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def choose_district(*, district: District, by: User) -> Membership:
    """Make an administrator the director of a district; one who has a role there already keeps it."""
    membership, is_new = Membership.objects.get_or_create(
        user=by, district=district, defaults={"role": Role.DIRECTOR, "updated_by": by}
    )
    if is_new:
        record(
            by=by, action="choose-district", of=membership, district_id=district.pk, detail={"role": membership.role}
        )
    return membership


@transaction.atomic
def change_role(*, membership: Membership, role: Role, version: int, by: User) -> Membership:
    """Give a person of a district another role.

    Raises StaleRow if somebody else changed it first, ValidationError for the last director.
    """
    fresh = _lock(membership)
    if fresh.role == role:
        return fresh
    _refuse_last_director(fresh)
    before = fresh.role
    update_row(fresh, version=version, values={"role": role}, by=by)
    record(
        by=by,
        action="change-role",
        of=fresh,
        district_id=fresh.district_id or "",
        detail={"person": fresh.user_id, "before": before, "after": str(role)},
    )
    return fresh


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    """End a person's role; raises ValidationError for the last director. Doing it twice is harmless."""
    try:
        fresh = _lock(membership)
    except StaleRow:
        return
    _refuse_last_director(fresh)
    record(
        by=by,
        action="leave" if fresh.user_id == by.pk else "remove-member",
        of=fresh,
        district_id=fresh.district_id or "",
        detail={"person": fresh.user_id, "role": fresh.role, "state": fresh.state},
    )
    fresh.delete()


def _lock(membership: Membership) -> Membership:
    """Read the membership again while nobody else changes who the district's directors are."""
    if membership.district_id is not None:
        District.objects.select_for_update().get(pk=membership.district_id)
    fresh = Membership.objects.select_related("user").filter(pk=membership.pk).first()
    if fresh is None:
        raise StaleRow
    return fresh


def _refuse_last_director(membership: Membership) -> None:
    if membership.role != Role.DIRECTOR:
        return
    others = Membership.objects.directors().filter(district=membership.district_id, user__is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise ValidationError(LAST_DIRECTOR, code="last-director")
