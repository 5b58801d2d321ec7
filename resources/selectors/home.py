"""What the first pages of resources show."""

from plplanner.districts.models import District, User
from plplanner.districts.permissions import memberships_of
from plplanner.districts.roles import Permission, roles_with


def districts_with_resources(user: User) -> list[District]:
    """List the districts in which the person's own role lets them see resources, by name."""
    roles = roles_with(Permission.VIEW_RESOURCES)
    mine = [each.district_id for each in memberships_of(user) if each.district_id and each.role in roles]
    return list(District.objects.filter(pk__in=mine).order_by("name", "state"))
