"""Edit pages over HTTP: drawn, saved, autosaved, merged, refused with nothing lost."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Activity, ActivityTable, Goal, Plan, Section
from plplanner.districts.enums import Role
from plplanner.districts.models import Draft
from tests.districts.visitors import browser_in
from tests.factories import (
    ActivityFactory,
    ActivityTableFactory,
    GoalFactory,
    PlanFactory,
    SchoolFactory,
    SectionFactory,
    StandardFactory,
)

pytestmark = pytest.mark.django_db

AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture
def goal() -> Goal:
    return GoalFactory.create(statement="Old goal", impact="Old impact")


@pytest.fixture
def director(goal: Goal) -> Client:
    return browser_in(goal.plan.district)


def edit_address(goal: Goal) -> str:
    return reverse("plans:goal-edit", args=[goal.plan_id, goal.pk])


def drawn_form(browser: Client, address: str) -> dict[str, Any]:
    """Return what the page's form would post unchanged."""
    form = browser.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def test_saving_a_goal_leads_to_the_list_and_says_when(goal: Goal, director: Client) -> None:
    post = drawn_form(director, edit_address(goal)) | {"statement": "New goal", "is_complete": "yes"}

    answer = director.post(edit_address(goal), post | {"save": "finish"}, follow=True)

    goal.refresh_from_db()
    assert (goal.statement, goal.is_complete, goal.version) == ("New goal", True, 2)
    assert answer.redirect_chain == [(reverse("plans:goal-list", args=[goal.plan_id]), 302)]
    assert [str(message)[:6] for message in answer.context["messages"]] == ["Saved "]


def test_save_and_add_another_opens_one_new_goal_however_often_it_is_posted(goal: Goal, director: Client) -> None:
    new_id = uuid.uuid4()
    post = drawn_form(director, edit_address(goal)) | {"statement": "New", "save": "add", "new_id": str(new_id)}

    answers = [director.post(edit_address(goal), post) for _ in range(2)]

    assert [each["Location"] for each in answers] == [reverse("plans:goal-edit", args=[goal.plan_id, new_id])] * 2
    assert Goal.objects.for_plan(goal.plan).count() == 2


def test_autosave_answers_with_the_new_version_and_base(goal: Goal, director: Client) -> None:
    post = drawn_form(director, edit_address(goal)) | {"statement": "New goal"}

    answer = director.post(edit_address(goal), post, headers=AUTOSAVE)

    body = answer.json()
    assert (answer.status_code, body["state"], body["version"], body["merged"]) == (200, "saved", 2, {})
    assert json.loads(body["base"])["statement"] == "New goal"


def test_autosave_hands_over_what_somebody_else_changed(goal: Goal, director: Client) -> None:
    mine = drawn_form(director, edit_address(goal)) | {"statement": "Mine"}
    other = browser_in(goal.plan.district, Role.EDITOR)
    other.post(edit_address(goal), drawn_form(other, edit_address(goal)) | {"impact": "Theirs"})

    body = director.post(edit_address(goal), mine, headers=AUTOSAVE).json()

    goal.refresh_from_db()
    assert (goal.statement, goal.impact, body["merged"]) == ("Mine", "Theirs", {"impact": "Theirs"})


def test_a_stale_save_shows_both_texts_and_changes_nothing(goal: Goal, director: Client) -> None:
    mine = drawn_form(director, edit_address(goal)) | {"statement": "My goal"}
    Goal.objects.filter(pk=goal.pk).update(statement="Their goal", version=2)

    page = director.post(edit_address(goal), mine)

    conflict = page.context["conflicts"]["statement"]
    assert ["".join(run.text for run in side) for side in (conflict.mine, conflict.theirs)] == ["My goal", "Their goal"]
    assert "Their goal" in page.content.decode()
    goal.refresh_from_db()
    assert (goal.statement, goal.version) == ("Their goal", 2)
    assert Draft.objects.get().values["statement"] == ["My goal"]


@pytest.mark.parametrize(("choice", "kept"), [("mine", "My goal"), ("theirs", "Their goal"), ("combined", "Our goal")])
def test_the_choice_between_two_texts_is_saved(goal: Goal, director: Client, choice: str, kept: str) -> None:
    mine = drawn_form(director, edit_address(goal)) | {"statement": "My goal"}
    Goal.objects.filter(pk=goal.pk).update(statement="Their goal", impact="Their impact", version=2)
    form = director.post(edit_address(goal), mine).context["form"]
    post = {name: form[name].value() or "" for name in form.fields}

    director.post(
        edit_address(goal),
        post | {"conflict-statement": "1", "choice-statement": choice, "combined-statement": "Our goal"},
    )

    goal.refresh_from_db()
    assert (goal.statement, goal.impact) == (kept, "Their impact")
    assert not Draft.objects.exists()


def test_a_conflict_page_without_a_choice_asks_again(goal: Goal, director: Client) -> None:
    mine = drawn_form(director, edit_address(goal)) | {"statement": "My goal"}
    Goal.objects.filter(pk=goal.pk).update(statement="Their goal", version=2)
    form = director.post(edit_address(goal), mine).context["form"]
    post = {name: form[name].value() or "" for name in form.fields}

    page = director.post(edit_address(goal), post | {"conflict-statement": "1"})

    assert page.context["form"].errors == {"statement": ["Choose which text to keep."]}
    goal.refresh_from_db()
    assert goal.statement == "Their goal"


def test_an_invalid_save_keeps_the_words_and_offers_them_later(director: Client, goal: Goal) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])
    post = drawn_form(director, address) | {"initial": "My words", "hours": "many"}

    page = director.post(address, post)

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["hours"])
    assert "My words" in page.content.decode()
    assert director.get(address).context["draft"].values["initial"] == ["My words"]
    offered = director.get(f"{address}?draft=1").context["form"]
    assert (offered["initial"].value(), offered["hours"].value()) == ("My words", "many")


def test_an_invalid_autosave_says_which_field_and_keeps_a_draft(director: Client, goal: Goal) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])
    post = drawn_form(director, address) | {"starts_on": "2026-09-01", "ends_on": "2026-08-01"}

    answer = director.post(address, post, headers=AUTOSAVE)

    assert answer.status_code == 422
    assert answer.json() == {
        "state": "invalid",
        "errors": {"ends_on": ["The end date is before the start date. Correct one of them."]},
    }
    assert Draft.objects.count() == 1


def test_a_kept_draft_can_be_thrown_away(director: Client, goal: Goal) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])
    director.post(address, drawn_form(director, address) | {"hours": "many"})

    director.post(address, {"discard": "1"})

    assert not Draft.objects.exists()


def test_a_text_of_a_megabyte_is_refused_in_a_sentence_and_kept(goal: Goal, director: Client) -> None:
    long = "word " * 200_000
    post = drawn_form(director, edit_address(goal)) | {"statement": long}

    page = director.post(edit_address(goal), post)

    assert page.context["form"].errors["statement"][0].startswith("This text has 999,999 characters")
    assert page.context["form"]["statement"].value() == long


def test_a_goal_removed_meanwhile_comes_back_with_the_new_text(goal: Goal, director: Client) -> None:
    post = drawn_form(director, edit_address(goal)) | {"statement": "New goal"}
    director.post(reverse("plans:goal-remove", args=[goal.plan_id, goal.pk]), {"version": "1"})

    page = director.post(edit_address(goal), post)
    assert page.context["is_removed"]
    director.post(edit_address(goal), post | {"bring_back": "1"})

    goal.refresh_from_db()
    assert (goal.statement, goal.removed_at) == ("New goal", None)


def test_a_plan_finished_meanwhile_refuses_with_the_text_still_there(goal: Goal, director: Client) -> None:
    post = drawn_form(director, edit_address(goal)) | {"statement": "New goal"}
    Plan.objects.filter(pk=goal.plan_id).update(status="finished")

    page = director.post(edit_address(goal), post)

    assert page.context["form"].non_field_errors() == [
        "This plan is marked as finished. A director can reopen it; then it can be changed."
    ]
    assert page.context["form"]["statement"].value() == "New goal"


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_district_does_not_see_the_page(goal: Goal, method: str) -> None:
    stranger = browser_in(PlanFactory.create().district)

    assert getattr(stranger, method)(edit_address(goal)).status_code == 404


def test_a_leader_may_read_the_goal_but_not_write_it(goal: Goal) -> None:
    leader = browser_in(goal.plan.district, Role.LEADER)

    assert leader.get(goal.get_absolute_url()).status_code == 200
    assert leader.get(edit_address(goal)).status_code == 403
    assert leader.post(edit_address(goal), {"statement": "Mine"}).status_code == 403


def test_an_activity_offers_and_takes_only_its_own_districts_schools(goal: Goal, director: Client) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    own, foreign = SchoolFactory.create(district=goal.plan.district), SchoolFactory.create()
    standard = StandardFactory.create()
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])
    post = drawn_form(director, address) | {"standards": [standard.pk]}

    refused = director.post(address, post | {"schools": [str(foreign.pk)]})
    director.post(address, post | {"schools": [str(own.pk)], "hours": "1,200.5", "participants": "45"})

    assert list(refused.context["form"].errors) == ["schools"]
    activity = Activity.objects.get(pk=activity.pk)
    assert ([*activity.schools.all()], [*activity.standards.all()]) == ([own], [standard])
    assert (str(activity.hours), activity.participants) == ("1200.50", 45)


def test_an_activity_offers_the_newest_standards_and_the_older_ones_it_names(goal: Goal, director: Client) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    older, chosen = (StandardFactory.create(edition__year=2011) for _ in range(2))
    newest = StandardFactory.create(edition__year=2022)
    activity.standards.add(chosen)
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])

    form = director.get(address).context["form"]

    assert list(form.fields["standards"].queryset) == [newest, chosen]
    assert older not in form.fields["standards"].queryset


def test_an_older_standard_that_somebody_else_unticked_is_still_taken(goal: Goal, director: Client) -> None:
    activity = ActivityFactory.create(table__goal=goal)
    older, newest = StandardFactory.create(edition__year=2011), StandardFactory.create(edition__year=2022)
    activity.standards.add(older)
    address = reverse("plans:activity-edit", args=[goal.plan_id, activity.pk])
    post = drawn_form(director, address) | {"standards": [older.pk, newest.pk]}
    activity.standards.clear()

    answer = director.post(address, post | {"save": "finish"})

    assert answer.status_code == 302
    assert set(activity.standards.all()) == {older, newest}


def test_a_section_saves_its_answers_and_its_own_status(director: Client, goal: Goal) -> None:
    section = SectionFactory.create(plan=goal.plan, key="beliefs")
    address = reverse("plans:section-edit", args=[goal.plan_id, "beliefs"])

    director.post(address, drawn_form(director, address) | {"mission": "Every child reads.", "is_complete": "no"})

    section = Section.objects.get(pk=section.pk)
    assert (section.answers["mission"], section.is_complete) == ("Every child reads.", False)


@pytest.mark.parametrize("key", ["goals", "unknown"])
def test_a_section_that_is_not_narrative_has_no_edit_page(director: Client, goal: Goal, key: str) -> None:
    assert director.get(reverse("plans:section-edit", args=[goal.plan_id, key])).status_code == 404


def test_tables_are_added_named_and_removed_with_undo(director: Client, goal: Goal) -> None:
    ActivityTableFactory.create(goal=goal)
    table_id = uuid.uuid4()
    director.post(reverse("plans:table-add", args=[goal.plan_id, goal.pk]), {"new_id": str(table_id)})
    address = reverse("plans:table-edit", args=[goal.plan_id, table_id])
    director.post(address, drawn_form(director, address) | {"name": "Coaching"})

    removed = director.post(reverse("plans:table-remove", args=[goal.plan_id, table_id]), {"version": "2"}, follow=True)
    director.post(removed.context["undo_url"])

    assert [(each.name, each.removed_at) for each in ActivityTable.objects.filter(pk=table_id)] == [("Coaching", None)]
