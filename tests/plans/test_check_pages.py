"""The check page, explanations, finishing and reopening over HTTP."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from plans.document import Goal as GoalContent
from plans.document import PlanContent
from plans.models import Activity, ActivityTable, Explanation, Goal, Plan
from plans.selectors.check import CheckLine, plan_check, reference_of
from plans.services.edits import year_field
from plans.services.rows import move_row
from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory, UserFactory
from tests.plans.contents import whole_activity, whole_content, whole_goal
from tests.plans.whole import create_whole_plan, finished, plan_of

pytestmark = pytest.mark.django_db


def content_with(goal: GoalContent) -> PlanContent:
    return replace(whole_content(), goals=(whole_goal(1), goal, whole_goal(3)))


def plan_with_warning() -> Plan:
    """Create a plan whose second goal has one activity without follow-up."""
    table = whole_goal(2).tables[0]
    activity = replace(whole_activity(2), follow_up="")
    return plan_of(content_with(replace(whole_goal(2), tables=(replace(table, activities=(activity,)),))))


def address(plan: Plan, name: str) -> str:
    return reverse(f"plans:{name}", args=[plan.pk])


def post_of(line: CheckLine, **values: Any) -> dict[str, Any]:
    return {"code": line.code, "subject": line.subject, "version": line.version, "text": "Why not"} | values


def the_warning(plan: Plan) -> CheckLine:
    (line,) = plan_check(plan).warnings
    return line


def test_findings_lead_to_the_field_that_mends_them() -> None:
    goal = replace(
        whole_goal(2),
        evidence="",
        years=whole_goal(2).years[:1] + whole_goal(2).years[2:],
        tables=(replace(whole_goal(2).tables[0], activities=(replace(whole_activity(2), initial=""),)),),
    )
    content = content_with(goal)
    plan = plan_of(replace(content, answers={**content.answers, "mission": ""}))
    second = Goal.objects.for_plan(plan).in_order()[1]
    activity = Activity.objects.get(table__goal=second)

    found = {line.code: (line.subject, line.url) for line in plan_check(plan).errors}

    edit = reverse("plans:goal-edit", args=[plan.pk, second.pk])
    assert found == {
        "answer-missing": ("answer.mission", reverse("plans:section-edit", args=[plan.pk, "beliefs"]) + "#id_mission"),
        "goal-text-missing": (f"{second.pk}.evidence", f"{edit}#id_evidence"),
        "year-outcome-missing": (f"{second.pk}.year.2.outcome", f"{edit}#id_{year_field(2, 'outcome')}"),
        "activity-text-missing": (
            f"{activity.pk}.initial",
            reverse("plans:activity-edit", args=[plan.pk, activity.pk]) + "#id_initial",
        ),
    }


def test_findings_about_the_whole_lead_to_the_page_that_mends_them() -> None:
    plan = plan_of(content_with(replace(whole_goal(2), tables=())))
    second = Goal.objects.for_plan(plan).in_order()[1]
    ActivityTable.objects.create(goal=Goal.objects.for_plan(plan).in_order()[0], position=9, name="Coaches")
    Goal.objects.filter(pk=Goal.objects.for_plan(plan).in_order()[2].pk).delete()

    check = plan_check(plan)

    assert [(line.code, line.url) for line in check.errors] == [
        ("goals-too-few", address(plan, "goal-list")),
        ("goal-without-activities", second.get_absolute_url()),
    ]
    assert [line.code for line in check.notices] == ["table-empty"]


def test_page_shows_what_is_missing_and_what_is_fine() -> None:
    plan = plan_with_warning()

    page = browser_in(plan.district).get(address(plan, "plan-check"))

    check = page.context["check"]
    assert ([line.code for line in check.errors], [line.code for line in check.warnings]) == ([], ["follow-up-missing"])
    assert "Every goal has an outcome for each year." in check.fine
    assert not check.may_finish


def test_reader_sees_the_check_without_forms_and_links() -> None:
    plan = plan_with_warning()

    page = browser_in(plan.district, Role.LEADER).get(address(plan, "plan-check"))

    assert [form for _, form in page.context["warnings"]] == [None]
    assert "Go there" not in page.content.decode()


def test_explanation_is_saved_and_opens_the_way_to_finish() -> None:
    plan = plan_with_warning()
    line, browser = the_warning(plan), browser_in(plan.district, Role.EDITOR)

    answer = browser.post(address(plan, "warning-explain"), post_of(line))

    assert answer.headers["Location"] == f"{address(plan, 'plan-check')}#{line.anchor}"
    assert Explanation.objects.values_list("code", "subject", "text").get() == (line.code, line.subject, "Why not")
    assert plan_check(plan).may_finish


def test_explanation_stays_with_its_activity_when_goals_move() -> None:
    plan = plan_with_warning()
    browser_in(plan.district).post(address(plan, "warning-explain"), post_of(the_warning(plan)))
    second = Goal.objects.for_plan(plan).in_order()[1]

    move_row(row=second, seen_at=1, to=0, by=UserFactory.create())

    assert the_warning(plan).sentence.startswith("Goal 1, activity 1 ")
    assert the_warning(plan).explanation == "Why not"


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"text": " "}, "Write one sentence that explains it, or fix it in the plan."),
        (
            {"text": "x" * 2_001},
            "This text has 2,001 characters, of which 2,000 fit. Shorten it by 1.",
        ),
    ],
)
def test_invalid_explanation_keeps_what_was_typed(values: dict[str, str], error: str) -> None:
    plan = plan_with_warning()

    page = browser_in(plan.district).post(address(plan, "warning-explain"), post_of(the_warning(plan), **values))

    form = page.context["form"]
    assert form.errors == {"text": [error]}
    assert form["text"].value() == values["text"]
    assert not Explanation.objects.exists()


def test_explanation_that_somebody_else_wrote_first_is_shown_and_can_be_replaced() -> None:
    plan = plan_with_warning()
    mine, browser = post_of(the_warning(plan), text="Mine"), browser_in(plan.district)
    browser_in(plan.district).post(address(plan, "warning-explain"), post_of(the_warning(plan), text="Theirs"))

    refused = browser.post(address(plan, "warning-explain"), mine)
    browser.post(address(plan, "warning-explain"), mine | {"version": refused.context["form"]["version"].value()})

    assert refused.context["form"].errors == {
        "text": ["Somebody else wrote “Theirs” meanwhile. Save again to put yours in its place."]
    }
    assert Explanation.objects.get().text == "Mine"


@pytest.mark.parametrize(
    "values", [{"code": "no-such-code"}, {"subject": "goal.1"}, {"code": ""}, {"subject": "x" * 90}]
)
def test_explanation_of_what_is_no_warning_changes_nothing(values: dict[str, str]) -> None:
    plan = plan_with_warning()

    answer = browser_in(plan.district).post(address(plan, "warning-explain"), post_of(the_warning(plan), **values))

    assert answer.headers["Location"] == address(plan, "plan-check")
    assert not Explanation.objects.exists()


def test_explanations_are_for_writers_of_the_district() -> None:
    plan = plan_with_warning()
    post = post_of(the_warning(plan))

    assert browser_in(plan.district, Role.LEADER).post(address(plan, "warning-explain"), post).status_code == 403
    assert browser_in(DistrictFactory.create()).post(address(plan, "warning-explain"), post).status_code == 404
    assert browser_in(plan.district).get(address(plan, "warning-explain")).status_code == 405


def finish_post(browser: Client, plan: Plan) -> dict[str, Any]:
    return {"version": browser.get(address(plan, "plan-finish")).context["form"]["version"].value()}


def test_finishing_confirms_with_a_reference_number() -> None:
    plan = create_whole_plan()
    browser = browser_in(plan.district)

    answer = browser.post(address(plan, "plan-finish"), finish_post(browser, plan), follow=True)

    plan.refresh_from_db()
    assert plan.is_finished
    assert answer.redirect_chain == [(address(plan, "plan-finished"), 302)]
    assert answer.context["reference"] == reference_of(plan, 1) == f"{plan.pk.hex[:6].upper()}-1"


def test_finishing_twice_is_harmless() -> None:
    plan = create_whole_plan()
    browser = browser_in(plan.district)
    post = finish_post(browser, plan)

    answers = [browser.post(address(plan, "plan-finish"), post) for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == [address(plan, "plan-finished")] * 2
    assert plan.snapshots.count() == 1


def test_incomplete_plan_is_not_finished() -> None:
    plan = plan_with_warning()
    browser = browser_in(plan.district)

    page = browser.get(address(plan, "plan-finish"))
    answer = browser.post(address(plan, "plan-finish"), {"version": plan.version})

    plan.refresh_from_db()
    assert "0 to fix, 1 to explain" in page.content.decode()
    assert (answer.headers["Location"], plan.is_finished) == (address(plan, "plan-check"), False)


def test_finishing_on_an_old_page_asks_to_look_again() -> None:
    plan = create_whole_plan()

    answer = browser_in(plan.district).post(address(plan, "plan-finish"), {"version": plan.version + 1})

    plan.refresh_from_db()
    assert (answer.headers["Location"], plan.is_finished) == (address(plan, "plan-finish"), False)


@pytest.mark.parametrize("name", ["plan-finish", "plan-reopen"])
def test_finishing_and_reopening_are_for_directors_of_the_district(name: str) -> None:
    plan = create_whole_plan()
    finished(plan) if name == "plan-reopen" else None

    assert browser_in(plan.district, Role.EDITOR).post(address(plan, name)).status_code == 403
    assert browser_in(DistrictFactory.create()).post(address(plan, name)).status_code == 404
    assert browser_in(plan.district).put(address(plan, name)).status_code == 405


def test_confirmation_of_a_draft_leads_to_the_check() -> None:
    plan = create_whole_plan()

    answer = browser_in(plan.district).get(address(plan, "plan-finished"))

    assert answer.headers["Location"] == address(plan, "plan-check")


def test_reopening_asks_for_a_reason_and_keeps_it() -> None:
    plan = create_whole_plan()
    finished(plan)
    browser = browser_in(plan.district)

    refused = browser.post(address(plan, "plan-reopen"), {"reason": " ", "version": plan.version})
    answer = browser.post(address(plan, "plan-reopen"), {"reason": "New test results", "version": plan.version})

    plan.refresh_from_db()
    assert refused.context["form"].errors == {"reason": ["Write one sentence that says why."]}
    assert (answer.headers["Location"], plan.is_finished) == (plan.get_absolute_url(), False)
    assert AuditEntry.objects.filter(action="reopen").get().detail == {"reason": "New test results"}


def test_reopening_a_draft_leads_to_the_plan() -> None:
    plan = create_whole_plan()

    answer = browser_in(plan.district).post(address(plan, "plan-reopen"), {"reason": "Again", "version": 1})

    assert answer.headers["Location"] == plan.get_absolute_url()
