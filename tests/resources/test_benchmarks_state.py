"""Benchmarks that a state sets for its districts, and what was taken back and brought back."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Measure, State
from plplanner.districts.models import AuditEntry, District, User
from resources.models import Benchmark
from resources.services.totals import recompute
from tests.factories import (
    DistrictFactFactory,
    DistrictFactory,
    FundAwardFactory,
    FundFactory,
    LedgerLineFactory,
    MembershipFactory,
)
from tests.resources.benchmark_rows import change_for_state, change_threshold, load_benchmarks

pytestmark = pytest.mark.django_db
YEAR = 2025
STATE = State.AL
ADDED = {
    "title": "Dollars to a teacher",
    "numerator": "pl_investment",
    "denominator": "teachers",
    "direction": "at_least",
    "threshold": "1500",
    "source": "Board rule 290",
    "reason": "It is what peers spend.",
}


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_benchmarks()


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(name="Amber Falls", state=STATE)


@pytest.fixture
def reviewer(client: Client) -> User:
    """Sign in somebody who works for the state."""
    person: User = MembershipFactory.create(district=None, state=STATE, role="reviewer").user
    client.force_login(person)
    return person


def state_address(name: str, *more: object, state: str = STATE, year: int = YEAR) -> str:
    return reverse(f"resources:state-benchmark-{name}", args=[state, year, *more])


def address(name: str, district: District, *more: object, year: int = YEAR) -> str:
    return reverse(f"resources:benchmark-{name}", args=[district.pk, year, *more])


def as_director(client: Client, district: District) -> Client:
    client.force_login(MembershipFactory.create(district=district).user)
    return client


def text_of(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_a_state_s_threshold_holds_in_its_districts(client: Client, reviewer: User, district: District) -> None:
    posted = {"threshold": "150", "reason": "The state board asks for it.", "version": "0"}
    elsewhere = DistrictFactory.create(state=State.WY)

    client.post(state_address("change", "coach-200"), posted)
    client.post(state_address("change", "coach-200"), posted)

    row = Benchmark.objects.get(state=STATE)
    assert (row.code, row.threshold, row.from_year, row.district_id, row.updated_by) == (
        "coach-200",
        Decimal(150),
        YEAR,
        None,
        reviewer,
    )
    assert row.history.count() == 1
    assert [entry.action for entry in AuditEntry.objects.for_object(row.pk)] == ["change-benchmark"]
    text = text_of(as_director(client, district), address("detail", district, "coach-200"))
    assert "The benchmark is at most 150 students to one full-time coach, 2025–26." in text
    assert "Your state changed it from 2025–26 on, from at most 200 students to one full-time coach." in text
    assert "Reason: The state board asks for it." in text
    assert "at most 150" not in text_of(client, address("detail", district, "coach-200", year=YEAR - 1))
    assert "at most 150" not in text_of(as_director(client, elsewhere), address("detail", elsewhere, "coach-200"))


def test_a_district_s_own_stands_before_the_state_s(client: Client, district: District) -> None:
    change_for_state(STATE, threshold="150", from_year=YEAR)
    change_threshold(district, threshold="180", from_year=YEAR)

    text = text_of(as_director(client, district), address("detail", district, "coach-200"))

    assert "The benchmark is at most 180 students" in text
    assert "on, from at most 150 students to one full-time coach (your state’s)." in text


def test_a_state_adds_a_benchmark_for_its_districts(client: Client, reviewer: User, district: District) -> None:
    teachers = {"district": district, "school_year": YEAR, "measure": Measure.TEACHER_FTE}
    DistrictFactFactory.create(**teachers, value=Decimal("40.00"))
    LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal("50000.00"))
    recompute(district)
    posted = {**ADDED, "new_id": str(uuid4())}

    client.post(state_address("add"), posted)
    client.post(state_address("add"), posted)

    added = Benchmark.objects.get(state=STATE)
    assert (added.code, added.updated_by) == ("state-al-dollars-to-a-teacher", reviewer)
    text = text_of(as_director(client, district), address("list", district))
    assert "Your state added it from 2025–26 on. Reason: It is what peers spend." in text
    assert "$10,000 more would meet it." in text


def test_what_a_state_takes_back_can_be_brought_back(client: Client, reviewer: User) -> None:
    row = change_for_state(STATE, threshold="150", from_year=YEAR)

    client.post(state_address("remove", row.code))
    text = text_of(client, state_address("list"))
    assert "Taken back (1)" in text
    assert "at most 200 students" in text
    client.post(state_address("restore", row.pk))
    client.post(state_address("restore", row.pk))

    row.refresh_from_db()
    assert (row.removed_at, row.removed_by, row.version) == (None, None, 3)
    assert "The state changed it from 2025–26 on" in text_of(client, state_address("list"))
    assert [entry.action for entry in AuditEntry.objects.for_object(row.pk)] == [
        "restore-benchmark",
        "remove-benchmark",
    ]


@pytest.mark.usefixtures("reviewer")
def test_two_people_of_a_state_see_what_the_other_set(client: Client) -> None:
    change_for_state(STATE, threshold="150", from_year=YEAR)

    response = client.post(state_address("change", "coach-200"), {"threshold": "140", "reason": "Mine", "version": "0"})

    assert response.status_code == 409
    assert ("140", "150") in [(each.mine, each.theirs) for each in response.context["stale"]]
    assert Benchmark.objects.get(state=STATE).threshold == Decimal(150)


@pytest.mark.usefixtures("reviewer")
@pytest.mark.parametrize("state", ["WY", "al", "XX"])
def test_another_state_s_pages_are_not_found(client: Client, state: str) -> None:
    assert client.get(state_address("list", state=state)).status_code == 404


@pytest.mark.usefixtures("reviewer")
def test_a_district_s_row_is_not_brought_back_by_a_state(client: Client, district: District) -> None:
    own = change_threshold(district)

    assert client.post(state_address("restore", own.pk)).status_code == 404


@pytest.mark.usefixtures("reviewer")
def test_a_reason_is_asked_of_a_state_too(client: Client) -> None:
    response = client.post(state_address("change", "coach-200"), {"threshold": "150", "reason": "", "version": "0"})

    assert "Enter why it is changed or added." in response.content.decode()
    assert not Benchmark.objects.filter(state=STATE).exists()


def test_whoever_works_for_one_state_is_led_to_its_benchmarks(client: Client, reviewer: User) -> None:
    del reviewer

    response = client.get(reverse("resources:home"), follow=True)

    assert response.request["PATH_INFO"].startswith("/resources/states/AL/")


def test_a_district_brings_back_its_own(client: Client, district: District) -> None:
    own = change_threshold(district, threshold="250", from_year=YEAR)
    director = as_director(client, district)

    director.post(address("remove", district, own.code))
    text = text_of(director, address("list", district))
    director.post(address("restore", district, own.pk))

    assert "at most 250 students to one full-time coach, from 2025–26 on" in text
    assert "The benchmark is at most 250 students" in text_of(director, address("detail", district, own.code))


def test_what_has_been_set_anew_is_not_brought_back_beside_it(client: Client, district: District) -> None:
    own = change_threshold(district, threshold="250", from_year=YEAR)
    director = as_director(client, district)
    director.post(address("remove", district, own.code))
    change_threshold(district, threshold="180", from_year=YEAR)

    text = " ".join(director.post(address("restore", district, own.pk), follow=True).content.decode().split())

    assert "The benchmark is changed from this year on already. Edit that change." in text
    own.refresh_from_db()
    assert own.removed_at is not None


def test_the_card_of_programs_names_those_that_are_short(client: Client, district: District) -> None:
    for name, planned in (("Title I-A", "5000"), ("Title II-A", "30000"), ("Title IV-A", "9000")):
        fund = FundFactory.create(district=district, name=name)
        FundAwardFactory.create(fund=fund, school_year=YEAR, amount=Decimal(100000))
        line = LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(planned))
        line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)
    director = as_director(client, district)

    # Together 44,000 of 300,000 is 14.7 percent.
    overview = text_of(director, reverse("resources:overview", args=[district.pk, YEAR]))
    listed, detail = (
        text_of(director, url) for url in (address("list", district), address("detail", district, "program-10"))
    )

    assert "together. 2 of 3 programs are short: Title I-A; Title IV-A." in overview
    assert "2 of 3 programs are short: Title I-A; Title IV-A. It takes $6,000 more." in listed
    assert "2 of 3 programs are short: Title I-A; Title IV-A. It takes $6,000 more." in detail
