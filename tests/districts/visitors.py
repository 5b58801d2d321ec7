"""People of a district, each with a browser that is signed in."""

from django.test import Client
from django.utils import timezone

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from tests.factories import MembershipFactory, UserFactory


def browser_of(user: User) -> Client:
    """Sign a person in."""
    client = Client()
    client.force_login(user)
    return client


def browser_in(district: District | None, role: Role = Role.DIRECTOR) -> Client:
    """Sign in a new person of the district (a membership's may be None by its type)."""
    assert district is not None
    return browser_of(MembershipFactory.create(district=district, role=role).user)


def administrator() -> User:
    """Create an administrator."""
    return UserFactory.create(name="Ada Administrator", is_superuser=True, last_login=timezone.now())
