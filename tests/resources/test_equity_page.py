"""The equity page: need first, the table always, what is not known listed and never zero."""

from decimal import Decimal

import pytest
from django.test import Client

from plplanner.districts.enums import Measure, Role
from plplanner.districts.models import District
from resources.enums import NeedBy
from resources.selectors.equity import Question, equity_of
from tests.factories import (
    DistrictFactory,
    LedgerLineFactory,
    MembershipFactory,
    SchoolFactFactory,
    SchoolFactory,
    TeamTimeFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


def add_school(district: District, name: str, *, teachers: int | None, need: str, dollars: str | None) -> None:
    school = SchoolFactory.create(district=district, name=name, need_designation=need)
    if teachers is not None:
        SchoolFactFactory.create(
            school=school, school_year=YEAR, measure=Measure.TEACHER_FTE, group="", value=Decimal(teachers)
        )
    if dollars is not None:
        LedgerLineFactory.create(district=district, school_year=YEAR, school=school, planned=Decimal(dollars))


@pytest.fixture
def district() -> District:
    """Elm: 10 teachers, $1,000. Oak: 20 teachers, $4,000. Fir: teachers not known. So $100 to $200, or $0.50 for $1."""
    district = DistrictFactory.create()
    add_school(district, "Elm", teachers=10, need="csi", dollars="1000.00")
    add_school(district, "Fir", teachers=None, need="none", dollars="900.00")
    add_school(district, "Oak", teachers=20, need="none", dollars="4000.00")
    LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal("700.00"))
    return district


def test_dollars_say_what_need_gets_and_list_what_is_not_known(district: District) -> None:
    dollars, _ = equity_of(district, YEAR, Question()).resources

    assert dollars.sentence == "Teachers in our highest-need schools get $0.50 for every dollar elsewhere."
    assert [(row.name, row.teachers, row.amount, row.for_each) for row in dollars.rows] == [
        ("Elm", "10.00", "$1,000", "$100"),
        ("Fir", "Not known", "$900", "Not known"),
        ("Oak", "20.00", "$4,000", "$200"),
    ]
    assert dollars.left_out == ["Fir"]
    assert dollars.numbers == [("With fewer than 5 schools", "no single number is shown")]
    assert dollars.note == "$700 belongs to the whole district and to no one school, so it is left out here."


def test_contracted_time_is_no_new_money(district: District) -> None:
    elm = district.schools.get(name="Elm")
    LedgerLineFactory.create(
        district=district, school_year=YEAR, school=elm, planned=Decimal("3000.00"), paid_time="contracted"
    )
    form = {"scope": "new-money"}

    page = client_of(district).get(f"/resources/{district.pk}/{YEAR}/equity/", form).content.decode()
    everything = client_of(district).get(f"/resources/{district.pk}/{YEAR}/equity/").content.decode()

    assert "get $0.50 for every dollar elsewhere" in page
    assert "get $2.00 for every dollar elsewhere" in everything


def test_hours_of_all_schools_read_about_even(district: District) -> None:
    TeamTimeFactory.create(district=district, school_year=YEAR, minutes=60, meetings=1, weeks=30)

    hours = equity_of(district, YEAR, Question(dose=Decimal(25))).resources[1]

    sentence = "About even: teachers in our highest-need schools get 1.00 hours for every hour elsewhere."
    assert hours.sentence == sentence
    assert hours.numbers[0] == ("Teachers whose school gives at least 25.00 hours", "100.0%")


def test_a_wrong_number_of_hours_is_said_and_the_rest_still_shown(district: District) -> None:
    page = client_of(district).get(f"/resources/{district.pk}/{YEAR}/equity/", {"dose": "many"}).content.decode()

    assert "Enter a number in digits" in page
    assert "get $0.50 for every dollar elsewhere" in page


def client_of(district: District) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)
    return client


def test_choices_of_need_begin_with_a_capital_letter() -> None:
    assert [label for _, label in NeedBy.choices] == ["The state’s need designation", "Title I"]
