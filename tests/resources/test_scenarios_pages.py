"""The pages of scenarios: what they say, what they save, and that they change nothing else."""

from decimal import Decimal
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Measure, Role
from plplanner.districts.models import District, User
from resources.models import Scenario, ScenarioYear
from resources.services.scenarios import NAME_OF_START
from resources.services.totals import recompute
from tests.districts.rows import MISSING_ID
from tests.factories import (
    DistrictFactFactory,
    DistrictFactory,
    LedgerLineFactory,
    MembershipFactory,
    StaffAssignmentFactory,
)
from tests.resources.benchmark_rows import load_benchmarks
from tests.resources.scenario_rows import create_scenario

pytestmark = pytest.mark.django_db
YEAR = 2025
NEW_ID = UUID("11111111-2222-4333-8444-555555555555")
OWN_TABLES = {"scenario", "scenarioyear", "historicalscenario", "auditentry", "session", "keptdraft"}


@pytest.fixture
def district() -> District:
    """600 students and one coach; an operating budget of 1,000,000, of which 40,000 goes to learning."""
    load_benchmarks()
    district = DistrictFactory.create(name="Amber Falls")
    for measure, value in ((Measure.ENROLLMENT, 600), (Measure.OPERATING_BUDGET, 1_000_000)):
        DistrictFactFactory.create(district=district, school_year=YEAR, measure=measure, value=Decimal(value))
    StaffAssignmentFactory.create(staff_member__district=district, school_year=YEAR, fte=Decimal(1))
    LedgerLineFactory.create(district=district, school_year=YEAR, planned=Decimal(40000))
    recompute(district)
    return district


@pytest.fixture
def user(district: District) -> User:
    person: User = MembershipFactory.create(district=district, role=Role.EDITOR).user
    return person


@pytest.fixture
def client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def scenario(district: District) -> Scenario:
    return create_scenario(district, YEAR)


def list_url(name: str, district: District) -> str:
    return reverse(f"resources:scenario-{name}", args=[district.pk, YEAR])


def url(name: str, row: Scenario | UUID) -> str:
    return reverse(f"resources:scenario-{name}", args=[getattr(row, "pk", row)])


def text_of(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def post_of(**values: object) -> dict[str, object]:
    return {"version": 1, "base": "{}", "name": "Two coaches"} | values


def counted() -> dict[str, int]:
    """Count the rows of every table that is no scenario's own."""
    models = [model for model in apps.get_models() if model._meta.model_name not in OWN_TABLES]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_an_empty_list_teaches_and_says_what_is_short(client: Client, district: District) -> None:
    text = text_of(client, list_url("list", district))

    assert "No scenarios yet" in text
    assert "Nothing changes in your ledger until you make requests of a scenario." in text
    assert "<li>Professional learning in the operating budget: $60,000 missing</li>" in text
    assert "<li>Students to a coach: 2 FTE missing</li>" in text


def test_a_new_scenario_proposes_nothing(client: Client, district: District) -> None:
    answers = [client.post(list_url("add", district), {"new_id": NEW_ID}) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == [url("edit", NEW_ID)] * 2
    assert Scenario.objects.get().name == ""
    assert ScenarioYear.objects.count() == 0


def test_starting_from_the_shortfall_fills_in_thirds_of_it(client: Client, district: District) -> None:
    for _ in range(2):
        client.post(list_url("start", district), {"new_id": NEW_ID})

    scenario = Scenario.objects.get()
    # 600 students want 3 coaches, 2 more. A tenth of 1,000,000 is 60,000 more than 40,000.
    assert scenario.name == NAME_OF_START
    assert list(scenario.years.values_list("year", "coaches", "dollars")) == [
        (1, Decimal("0.667"), Decimal(20000)),
        (2, Decimal("1.334"), Decimal(40000)),
        (3, Decimal(2), Decimal(60000)),
    ]


def test_where_nothing_is_short_nothing_is_added(client: Client, district: District) -> None:
    address = reverse("resources:scenario-start", args=[district.pk, YEAR + 5])

    answer = client.post(address, {"new_id": NEW_ID}, follow=True)

    assert "Nothing is known to be short in 2030–31, so nothing was added." in answer.content.decode()
    assert Scenario.objects.count() == 0


def test_nothing_but_scenarios_changes(client: Client, district: District, scenario: Scenario) -> None:
    before = counted()

    client.post(list_url("add", district), {"new_id": NEW_ID})
    client.post(list_url("start", district), {"new_id": str(MISSING_ID)})
    client.post(url("edit", scenario), post_of(coaches_1="7", dollars_2="1,000", reallocated_3="5"))
    for address in (list_url("list", district), url("detail", scenario), url("requests", scenario)):
        assert client.get(address).status_code == 200

    assert counted() == before


def test_each_benchmark_moves_in_both_scopes(client: Client, scenario: Scenario) -> None:
    page = client.get(url("detail", scenario)).context["page"]

    cells = {
        (row.code, scope.label): [(cell.value, cell.status, cell.missing) for cell in scope.cells]
        for row in page.benchmarks
        for scope in row.scopes
    }
    # 600 students to 1, 3, 5 and 7 coaches.
    assert cells["coach-200", "Both ways of counting"] == [
        ("600.00:1", "Short", "2 FTE"),
        ("200.00:1", "Meets", ""),
        ("120.00:1", "Meets", ""),
        ("85.71:1", "Meets", ""),
    ]
    # 40,000, then 184,000 of coaches and 30,000 more in each year.
    assert cells["lea-operating-10", "Counting all PL cost"] == [
        ("4.0%", "Short", "$60,000"),
        ("25.4%", "Meets", ""),
        ("46.8%", "Meets", ""),
        ("68.2%", "Meets", ""),
    ]
    assert cells["lea-operating-10", "New money only"] == [
        ("4.0%", "Short", "$60,000"),
        ("7.0%", "Short", "$30,000"),
        ("10.0%", "Meets", ""),
        ("13.0%", "Meets", ""),
    ]


def test_the_cost_is_said_by_year_and_together(client: Client, scenario: Scenario) -> None:
    coaches, total = client.get(url("detail", scenario)).context["page"].costs

    assert (coaches.cells, coaches.together) == (("184,000", "368,000", "552,000"), "1,104,000")
    assert (total.cells, total.together) == (("214,000", "428,000", "642,000"), "1,284,000")


def test_coaches_without_a_cost_are_not_known_and_counted_as_such(client: Client, scenario: Scenario) -> None:
    Scenario.objects.update(coach_cost=None)

    page = client.get(url("detail", scenario)).context["page"]

    coaches, total = page.costs
    assert (coaches.cells, coaches.together) == (("Not known",) * 3, "Not known")
    assert (total.cells, total.together) == (("30,000", "60,000", "90,000"), "180,000")
    assert page.notes == (
        "What one coach costs is not known. The coaches of 3 years are in no sum, and count toward no share of money.",
    )


def test_scenarios_stand_side_by_side(client: Client, district: District, scenario: Scenario) -> None:
    other = create_scenario(district, YEAR)
    Scenario.objects.filter(pk=other.pk).update(name="Nothing more")
    other.years.all().delete()
    create_scenario(district, YEAR + 1)
    Scenario.objects.filter(pk=create_scenario(district, YEAR).pk).delete()

    board = client.get(list_url("list", district)).context["board"]

    assert sorted(board.comparison.names) == ["Nothing more", "Two coaches a year"]
    (coaches,) = [row for row in board.comparison.rows if row.code == "coach-200"]
    values = [cell.value for cell in coaches.scopes[0].cells]
    assert values[0] == "600.00:1"
    assert sorted(values[1:]) == ["120.00:1", "200.00:1", "600.00:1", "600.00:1", "600.00:1", "85.71:1"]


def test_each_page_of_the_list_compares_its_own_scenarios(client: Client, district: District) -> None:
    for _ in range(9):
        create_scenario(district, YEAR)

    boards = [client.get(list_url("list", district), {"page": page}).context["board"] for page in (1, 2)]

    assert [len(board.comparison.names) for board in boards] == [8, 1]


def test_the_edit_page_shows_what_would_close_each_shortfall(client: Client, district: District) -> None:
    client.post(list_url("add", district), {"new_id": NEW_ID})

    suggestion = client.get(url("edit", NEW_ID)).context["suggestion"]

    assert suggestion.is_open
    assert {row.label: row.cells for row in suggestion.rows} == {
        "More coaches (FTE)": ("0.667", "1.334", "2"),
        "New money ($)": ("20,000", "40,000", "60,000"),
    }


def test_a_removed_scenario_is_left_out_and_comes_back(client: Client, district: District, scenario: Scenario) -> None:
    client.post(url("remove", scenario))
    led = client.get(url("detail", scenario))
    listed = client.get(list_url("list", district)).context

    assert led.headers["Location"] == list_url("list", district)
    assert listed["board"].comparison.names == ()
    assert [each.name for each in listed["removed"].rows] == ["Two coaches a year"]

    client.post(url("restore", scenario))

    assert client.get(url("detail", scenario)).status_code == 200


def test_a_leader_reads_and_is_offered_nothing_to_press(district: District, scenario: Scenario) -> None:
    leader = Client()
    leader.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)

    texts = [text_of(leader, address) for address in (list_url("list", district), url("detail", scenario))]

    for text in texts:
        assert "Two coaches a year" in text
        assert url("requests", scenario) not in text
        assert "Start from the shortfall" not in text


def test_benchmarks_lead_to_scenarios(client: Client, district: District) -> None:
    pages = (
        ("resources:benchmark-list", [district.pk, YEAR]),
        ("resources:benchmark-detail", [district.pk, YEAR, "tech-30"]),
    )

    for name, ids in pages:
        assert f'<a href="{list_url("list", district)}">What would it take</a>' in text_of(
            client, reverse(name, args=ids)
        )
