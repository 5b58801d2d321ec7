"""Districts, their facts and their people."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from plplanner.districts.enums import Measure, Role
from plplanner.districts.models import (
    District,
    DistrictFact,
    FactImport,
    Invitation,
    Membership,
    School,
    SchoolFact,
    User,
)
from plplanner.districts.services.invitations import digest_of


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")


class DistrictFactory(DjangoModelFactory[District]):
    class Meta:
        model = District

    name = factory.Sequence(lambda number: f"District {number}")
    state = "AL"


class SchoolFactory(DjangoModelFactory[School]):
    class Meta:
        model = School

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"School {number}")


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    district = factory.SubFactory(DistrictFactory)
    role = Role.DIRECTOR


class FactImportFactory(DjangoModelFactory[FactImport]):
    class Meta:
        model = FactImport

    file_name = "elsi_districts.csv"
    sha256 = "0" * 64


class DistrictFactFactory(DjangoModelFactory[DistrictFact]):
    """A number of students that a person entered."""

    class Meta:
        model = DistrictFact

    district = factory.SubFactory(DistrictFactory)
    school_year = 2026
    measure = Measure.ENROLLMENT
    value = Decimal(2618)
    entered_by_name = "Dana Director"


class SchoolFactFactory(DjangoModelFactory[SchoolFact]):
    """A number of students that a person entered."""

    class Meta:
        model = SchoolFact

    school = factory.SubFactory(SchoolFactory)
    school_year = 2026
    measure = Measure.ENROLLMENT
    value = Decimal(312)
    entered_by_name = "Dana Director"


class InvitationFactory(DjangoModelFactory[Invitation]):
    """An open invitation; its link ends in `token`."""

    class Meta:
        model = Invitation

    class Params:
        token = factory.Sequence(lambda number: f"token-of-invitation-{number}")

    email = factory.Sequence(lambda number: f"guest{number}@example.org")
    district = factory.SubFactory(DistrictFactory)
    role = Role.EDITOR
    token_digest = factory.LazyAttribute(lambda row: digest_of(row.token))
    invited_by = factory.SubFactory(UserFactory)
