"""A district, and people who work on its resources."""

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from tests.factories import DistrictFactory, MembershipFactory, UserFactory


@pytest.fixture
def district() -> District:
    return DistrictFactory.create()


@pytest.fixture
def user(district: District) -> User:
    """An editor of the district."""
    return MembershipFactory.create(district=district, role=Role.EDITOR).user


@pytest.fixture
def client(user: User) -> Client:
    """The editor's browser."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def director(district: District, client: Client) -> User:
    """A director of the district, who signs in instead of the editor."""
    user = UserFactory.create()
    MembershipFactory.create(user=user, district=district, role=Role.DIRECTOR)
    client.force_login(user)
    return user
