"""Importing in the browser: the file, the dry run, the choices, the plan."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plans.models import Plan, PlanImport
from plans.selectors.document import plan_content
from plplanner.districts.enums import Role
from plplanner.districts.models import Membership
from tests.factories import MembershipFactory, TemplateEditionFactory
from tests.plans import word
from tests.plans.test_import_docx import filled

pytestmark = pytest.mark.django_db
NEW = "/plans/import/"
STRAYS = ("Adopted in May.", "Thanks to all.", "Ask the board.")


@pytest.fixture
def member() -> Membership:
    TemplateEditionFactory.create()
    return MembershipFactory.create(role=Role.DIRECTOR)


@pytest.fixture
def browser(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def upload(client: Client, file: io.BytesIO, name: str = "our plan.docx", **values: str) -> HttpResponse:
    return client.post(NEW, {"file": SimpleUploadedFile(name, file.getvalue()), **values})  # type: ignore[return-value]  # the test client's response


def an_import(client: Client) -> PlanImport:
    upload(client, word.docx(*[word.p(text) for text in STRAYS], *filled()))
    return PlanImport.objects.get()


def choices(plan_import: PlanImport, *chosen: str, **values: str) -> dict[str, str]:
    named = {f"choice-{place}": choice for place, choice in enumerate(chosen)}
    return {"version": str(plan_import.version), "title": plan_import.content["title"], **named, **values}


def test_import_leads_to_a_dry_run_and_makes_no_plan(browser: Client) -> None:
    response = upload(browser, word.docx(*[word.p(text) for text in STRAYS], *filled()))

    plan_import = PlanImport.objects.get()
    assert response.headers["Location"] == reverse("plans:plan-import-detail", args=[plan_import.pk])
    assert [each["text"] for each in plan_import.unplaced] == list(STRAYS)
    assert not Plan.objects.exists()


def test_dry_run_shows_where_each_passage_goes(browser: Client) -> None:
    page = browser.get(an_import(browser).get_absolute_url()).content.decode()

    for text in ("We exist to teach.", "Read by grade 3.", "Two coaches", *STRAYS, "What We Believe", "A new goal"):
        assert text in page


def test_confirming_puts_each_passage_where_it_was_sent(browser: Client) -> None:
    plan_import = an_import(browser)
    data = choices(plan_import, "answers.mission", "new-goal", "drop", confirm="yes")

    response = browser.post(plan_import.get_absolute_url(), data)

    plan = Plan.objects.get()
    content = plan_content(plan)
    assert response.headers["Location"] == plan.get_absolute_url()
    assert content.answers["mission"] == "We exist to teach.\nAdopted in May."
    assert [goal.statement for goal in content.goals] == ["Read by grade 3.", "Compute.", "Thanks to all."]


@pytest.mark.parametrize(
    "target", ["goals[0].evidence", "goals[1].years[2]", "goals[0].activity", "answers.vision", "new-goal"]
)
def test_every_target_takes_a_passage(browser: Client, target: str) -> None:
    plan_import = an_import(browser)

    browser.post(plan_import.get_absolute_url(), choices(plan_import, target, "drop", "drop", confirm="yes"))

    assert "Adopted in May." in str(plan_content(Plan.objects.get()))


def test_the_title_can_be_corrected_before_the_plan_is_made(browser: Client) -> None:
    plan_import = an_import(browser)
    address = plan_import.get_absolute_url()

    browser.post(address, choices(plan_import, title="Our  plan", save="yes"))
    plan_import.refresh_from_db()
    shown = browser.get(address).context["form"]["title"].value()
    browser.post(address, choices(plan_import, *["drop"] * 3, title="Our better plan", confirm="yes"))

    assert (shown, Plan.objects.get().title) == ("Our plan", "Our better plan")


def test_a_plan_is_not_made_without_a_title(browser: Client) -> None:
    plan_import = an_import(browser)

    data = choices(plan_import, *["drop"] * 3, title=" ", confirm="yes")
    page = browser.post(plan_import.get_absolute_url(), data)

    assert page.context["form"].errors == {"title": ["Enter a title."]}
    assert not Plan.objects.exists()


def test_confirming_twice_makes_one_plan(browser: Client) -> None:
    plan_import = an_import(browser)
    data = choices(plan_import, "drop", "drop", "drop", confirm="yes")

    first = browser.post(plan_import.get_absolute_url(), data)
    second = browser.post(plan_import.get_absolute_url(), data)

    assert first.headers["Location"] == second.headers["Location"] == Plan.objects.get().get_absolute_url()


def test_choices_are_kept_for_later(browser: Client) -> None:
    plan_import = an_import(browser)

    browser.post(plan_import.get_absolute_url(), choices(plan_import, "drop", "", "answers.vision"))

    kept = PlanImport.objects.get()
    assert [each["choice"] for each in kept.unplaced] == ["drop", "", "answers.vision"]
    assert not Plan.objects.exists()


def test_an_open_choice_stops_the_plan_and_keeps_the_others(browser: Client) -> None:
    plan_import = an_import(browser)

    response = browser.post(plan_import.get_absolute_url(), choices(plan_import, "drop", "", "drop", confirm="yes"))

    assert "Choose where passage 2 goes" in response.content.decode()
    assert [each["choice"] for each in PlanImport.objects.get().unplaced] == ["drop", "", "drop"]
    assert not Plan.objects.exists()


def test_a_forged_choice_is_refused(browser: Client) -> None:
    plan_import = an_import(browser)

    response = browser.post(plan_import.get_absolute_url(), choices(plan_import, "goals[99].evidence", confirm="yes"))

    assert "Choose one of the fields in the list." in response.content.decode()
    assert not Plan.objects.exists()


def test_choices_of_an_older_page_are_refused_and_shown(browser: Client) -> None:
    plan_import = an_import(browser)
    browser.post(plan_import.get_absolute_url(), choices(plan_import, "drop"))

    response = browser.post(plan_import.get_absolute_url(), choices(plan_import, "answers.vision"))

    assert response.status_code == 409
    assert [each["choice"] for each in PlanImport.objects.get().unplaced] == ["drop", "", ""]


def test_cancelling_throws_the_import_away(browser: Client) -> None:
    plan_import = an_import(browser)

    browser.post(reverse("plans:plan-import-cancel", args=[plan_import.pk]))

    assert not PlanImport.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "The file is empty."), (b"%PDF-1.7", "This is a PDF."), (b"{}", "The file is not a plan of this program.")],
)
def test_a_file_that_is_no_plan_is_refused_on_the_page(browser: Client, content: bytes, sentence: str) -> None:
    page = upload(browser, io.BytesIO(content), title="Our plan").content.decode()

    assert sentence in page
    assert "Our plan" in page
    assert not PlanImport.objects.exists()


def test_import_without_a_file_asks_for_one(browser: Client) -> None:
    assert "Choose a file." in browser.post(NEW, {"title": "Our plan"}).content.decode()


def test_import_takes_title_and_year_from_the_form(browser: Client) -> None:
    upload(browser, word.docx(*filled()), title="Ours", first_year="2027")

    content = PlanImport.objects.get().content
    assert (content["title"], content["first_year"]) == ("Ours", 2027)


def test_import_of_another_district_does_not_exist(browser: Client) -> None:
    plan_import = an_import(browser)
    stranger = Client()
    stranger.force_login(MembershipFactory.create(role=Role.DIRECTOR).user)

    assert stranger.get(plan_import.get_absolute_url()).status_code == 404
    assert stranger.post(f"{plan_import.get_absolute_url()}cancel/").status_code == 404
    assert PlanImport.objects.exists()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.LEADER, Role.VIEWER])
def test_import_needs_the_right_to_create_plans(browser: Client, member: Membership, role: Role) -> None:
    plan_import = an_import(browser)
    reader = Client()
    reader.force_login(MembershipFactory.create(role=role, district=member.district).user)

    assert reader.get(plan_import.get_absolute_url()).status_code == 403
    assert reader.get(f"{NEW}?district={member.district_id}").status_code == 403


def test_import_asks_which_district_where_there_are_two(browser: Client, member: Membership) -> None:
    other = MembershipFactory.create(role=Role.DIRECTOR, user=member.user)

    page = browser.get(NEW).content.decode()

    assert f"?district={member.district_id}" in page
    assert f"?district={other.district_id}" in page


def test_import_of_a_very_strange_document_is_refused(browser: Client) -> None:
    page = upload(browser, word.docx(*[word.p(f"Stray {n}.") for n in range(401)], *filled())).content.decode()

    assert "401 passages belong to no field" in page
    assert not PlanImport.objects.exists()


def test_dry_run_page_answers_other_methods_with_405(browser: Client) -> None:
    plan_import = an_import(browser)

    assert browser.put(plan_import.get_absolute_url()).status_code == 405
    assert browser.get(f"{plan_import.get_absolute_url()}cancel/").status_code == 405
