"""The life of a plan through its services: begun, finished, reopened, moved to another edition."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from plans.enums import PlanStatus
from plans.models import Explanation, Goal, Plan, Section, TemplateEdition, YearOutcome
from plans.selectors.document import plan_content, plan_document
from plans.selectors.editions import compare_editions, kept_answers
from plans.services.content import create_plan_from_content
from plans.services.edits import PlanFinished
from plans.services.plans import NotReady, explain_warning, finish_plan, move_to_edition, reopen_plan
from plans.services.rows import copy_goal
from plplanner.districts.models import AuditEntry
from plplanner.kit.rows import StaleRow
from tests.factories import DistrictFactory, PlanFactory, SectionFactory, TemplateEditionFactory, UserFactory
from tests.plans.contents import the_edition, whole_content
from tests.plans.whole import create_whole_plan, finished

pytestmark = pytest.mark.django_db

NEWER = Path(settings.BASE_DIR, "tests", "plans", "data", "plan_template_newer.json")


@pytest.fixture
def newer() -> TemplateEdition:
    return TemplateEditionFactory.create(content=json.loads(NEWER.read_text(encoding="utf-8")))


def edition_like_the_shipped(slug: str, **changes: Any) -> TemplateEdition:
    content = json.loads(json.dumps(TemplateEditionFactory.create().content))
    return TemplateEditionFactory.create(content={**content, "slug": slug, "effective": "2030-07-01", **changes})


def test_plan_s_id_in_another_district_is_refused() -> None:
    others = create_whole_plan()

    with pytest.raises(ValidationError):
        create_plan_from_content(
            content=whole_content(),
            district=DistrictFactory.create(),
            edition=others.edition,
            by=None,
            plan_id=others.pk,
        )

    assert Plan.objects.count() == 1


def test_outcomes_of_a_new_plan_and_of_a_copied_goal_have_history() -> None:
    plan = create_whole_plan(by=UserFactory.create())
    goal = plan.goals.first()
    assert goal is not None

    copy_goal(goal=goal, into=plan, goal_id=uuid.uuid4(), by=UserFactory.create())

    assert YearOutcome.history.count() == YearOutcome.objects.count() == 12


def test_finishing_keeps_the_document_and_a_number() -> None:
    plan = create_whole_plan()

    snapshot = finished(plan)

    assert (plan.status, snapshot.number, snapshot.taken_by_name) == (PlanStatus.FINISHED, 1, "Fay Finisher")
    document = plan_document(Plan.objects.get())
    assert document.content == plan_content(plan)
    assert document.status == "Finished"


def test_finishing_again_changes_nothing_and_after_reopening_counts_on() -> None:
    plan = create_whole_plan()
    first = finished(plan)

    assert finished(plan) == first
    reopen_plan(plan=plan, reason="New data", version=plan.version, by=UserFactory.create())
    assert (finished(plan).number, plan.snapshots.count()) == (2, 2)


def test_plan_with_an_error_or_an_unexplained_warning_is_not_finished() -> None:
    plan = create_whole_plan()
    goal = plan.goals.first()
    assert goal is not None
    Goal.objects.filter(pk=goal.pk).update(links="Board memo")

    with pytest.raises(NotReady):
        finished(plan)
    explain_warning(
        plan=plan,
        code="goal-link-not-an-address",
        subject=f"{goal.pk}.links",
        text="It hangs in the office.",
        version=0,
        by=UserFactory.create(),
    )

    assert finished(plan).number == 1


def test_finishing_on_an_old_page_is_refused() -> None:
    plan = create_whole_plan()

    with pytest.raises(StaleRow):
        finish_plan(plan=plan, version=plan.version + 1, by=UserFactory.create())

    assert Plan.objects.get().status == PlanStatus.DRAFT


def explain(plan: Plan, text: str, version: int) -> None:
    explain_warning(plan=plan, code="code", subject="goals", text=text, version=version, by=UserFactory.create())


def test_explanation_is_kept_changed_and_taken_back() -> None:
    plan = PlanFactory.create()

    explain(plan, "First", 0)
    explain(plan, "First", 0)
    explain(plan, "Second", 1)
    kept = Explanation.objects.values_list("text", "version")

    assert list(kept) == [("Second", 2)]
    assert AuditEntry.objects.count() == 2
    explain(plan, "", 2)
    assert not Explanation.objects.exists()


def test_explanation_of_somebody_else_is_not_overwritten() -> None:
    plan = PlanFactory.create()
    explain(plan, "Theirs", 0)

    with pytest.raises(StaleRow):
        explain(plan, "Mine", 0)
    with pytest.raises(StaleRow):
        explain(plan, "", 7)

    assert Explanation.objects.get().text == "Theirs"


def test_explanation_for_a_finished_plan_is_refused() -> None:
    plan = create_whole_plan()
    finished(plan)

    with pytest.raises(PlanFinished):
        explain(plan, "Late", 0)


def test_moving_to_a_newer_edition_keeps_every_answer(newer: TemplateEdition) -> None:
    plan = create_whole_plan()
    before = plan_content(plan)

    move_to_edition(plan=plan, edition=newer, version=plan.version, by=UserFactory.create())

    after = plan_content(Plan.objects.get())
    assert after.edition == newer.pk
    assert after.answers == before.answers
    assert after.goals == before.goals
    assert [(each.label, each.value) for each in kept_answers(plan)] == [
        ("Any additional information", "Nine schools serve 4,282 students.")
    ]


def test_moving_twice_changes_nothing_and_moving_back_is_refused(newer: TemplateEdition) -> None:
    plan = create_whole_plan()
    older = plan.edition
    for _ in range(2):
        move_to_edition(plan=plan, edition=newer, version=plan.version, by=UserFactory.create())

    with pytest.raises(ValidationError):
        move_to_edition(plan=plan, edition=older, version=plan.version, by=UserFactory.create())

    assert (plan.edition, plan.version) == (newer, 2)


def test_answer_that_moves_to_an_earlier_section_is_the_one_people_edit() -> None:
    sections = json.loads(json.dumps(TemplateEditionFactory.create().content["sections"]))
    mission = sections[1]["fields"].pop(0)
    sections[0]["fields"].append(mission)
    plan = create_whole_plan()

    edition = edition_like_the_shipped("moved", sections=sections)
    move_to_edition(plan=plan, edition=edition, version=plan.version, by=UserFactory.create())
    profile = Section.objects.get(plan=plan, key="profile")
    Section.objects.filter(pk=profile.pk).update(answers=profile.answers | {"mission": "Newly written"})

    assert plan_content(plan).answers["mission"] == "Newly written"
    assert kept_answers(plan) == []


def test_outcomes_beyond_the_edition_s_years_are_kept() -> None:
    plan = create_whole_plan()

    edition = edition_like_the_shipped("two-years", years=2)
    move_to_edition(plan=plan, edition=edition, version=plan.version, by=UserFactory.create())

    assert [each.label for each in kept_answers(plan)] == ["Goal 1, Year 3", "Goal 2, Year 3", "Goal 3, Year 3"]
    assert YearOutcome.objects.count() == 9


def test_comparison_names_what_a_newer_edition_changes(newer: TemplateEdition) -> None:
    changes = compare_editions(the_edition(), newer.layout)

    assert changes.added == ("Who We Are: Partnerships",)
    assert changes.removed == ("Who We Are: Any additional information",)
    assert [(each.before, each.after) for each in changes.relabelled] == [
        ("Who We Are: Enrollment", "Enrollment and Attendance")
    ]
    assert (changes.years, changes.minimum_goals, changes.moved) == (None, None, ())
    assert compare_editions(the_edition(), the_edition()).is_empty


def test_section_that_an_edition_drops_keeps_its_answers() -> None:
    plan = PlanFactory.create()
    SectionFactory.create(plan=plan, key="extra", answers={"partners": "A college", "empty": ""})

    assert [(each.label, each.value) for each in kept_answers(plan)] == [("Partners", "A college")]
