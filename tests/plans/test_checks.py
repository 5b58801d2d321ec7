"""The completeness check over plain documents."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.checks import AREAS, Code, check_plan, fine_areas
from plans.checks.texts import holds_address, is_thin
from plans.document import Activity, ActivityTable, Fact, Goal, PlanContent, YearOutcome
from plplanner.kit.findings import Severity
from tests.plans.contents import document_of, whole_activity, whole_content, whole_goal

Change = Callable[[PlanContent], PlanContent]


def found_in(content: PlanContent, **options: Any) -> list[tuple[str, str, str]]:
    return [(str(each.code), str(each.severity), each.subject) for each in check_plan(document_of(content, **options))]


def with_goal(**values: Any) -> PlanContent:
    content = whole_content()
    return replace(content, goals=(content.goals[0], replace(content.goals[1], **values), content.goals[2]))


def with_activity(**values: Any) -> PlanContent:
    return with_goal(tables=(ActivityTable(activities=(replace(whole_activity(2), **values),)),))


def without_answer(key: str) -> PlanContent:
    content = whole_content()
    return replace(content, answers={**content.answers, key: " "})


def test_whole_plan_has_no_findings() -> None:
    findings = check_plan(document_of(whole_content()))

    assert findings == []
    assert fine_areas(findings) == list(AREAS)


ACTIVITY = "goal.2.table.1.activity.1"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (without_answer("mission"), ("answer-missing", "error", "answer.mission")),
        (
            replace(whole_content(), answers={**whole_content().answers, "vision": "TBD"}),
            ("answer-short", "warning", "answer.vision"),
        ),
        (replace(whole_content(), goals=whole_content().goals[:2]), ("goals-too-few", "error", "goals")),
        (with_goal(evidence=""), ("goal-text-missing", "error", "goal.2.evidence")),
        (with_goal(impact=" \n"), ("goal-text-missing", "error", "goal.2.impact")),
        (with_goal(measures=""), ("goal-text-missing", "error", "goal.2.measures")),
        (with_goal(frequency=""), ("goal-text-missing", "error", "goal.2.frequency")),
        (with_goal(evidence="to be determined"), ("goal-text-short", "warning", "goal.2.evidence")),
        (with_goal(links="Board memo"), ("goal-link-not-an-address", "warning", "goal.2.links")),
        (
            with_goal(years=whole_goal().years[:1] + whole_goal().years[2:]),
            ("year-outcome-missing", "error", "goal.2.year.2.outcome"),
        ),
        (
            with_goal(years=(*whole_goal().years[:2], YearOutcome(year=3, outcome="Done", target="80%"))),
            ("target-without-baseline", "warning", "goal.2.year.3.baseline"),
        ),
        (with_goal(tables=()), ("goal-without-activities", "error", "goal.2.activities")),
        (
            with_goal(tables=(*whole_goal(2).tables, ActivityTable(name="Coaches"))),
            ("table-empty", "notice", "goal.2.table.2"),
        ),
        (
            with_goal(tables=(ActivityTable(activities=(Activity(),)),)),
            ("activity-empty", "error", f"{ACTIVITY}.initial"),
        ),
        (with_activity(initial=""), ("activity-text-missing", "error", f"{ACTIVITY}.initial")),
        (with_activity(follow_up=""), ("follow-up-missing", "warning", f"{ACTIVITY}.follow_up")),
        (
            with_activity(duration="", starts_on=None, ends_on=None),
            ("duration-missing", "warning", f"{ACTIVITY}.duration"),
        ),
        (with_activity(resources=""), ("resources-missing", "warning", f"{ACTIVITY}.resources")),
        (
            with_activity(starts_on=datetime.date(2027, 1, 2), ends_on=datetime.date(2026, 9, 1), hours=None),
            ("ends-before-start", "error", f"{ACTIVITY}.ends_on"),
        ),
        (
            with_activity(starts_on=datetime.date(2026, 6, 30)),
            ("outside-plan-years", "warning", f"{ACTIVITY}.starts_on"),
        ),
        (with_activity(ends_on=datetime.date(2029, 7, 1)), ("outside-plan-years", "warning", f"{ACTIVITY}.ends_on")),
        (with_activity(hours=Decimal(0)), ("hours-implausible", "warning", f"{ACTIVITY}.hours")),
        (with_activity(hours=Decimal("400.25")), ("hours-implausible", "warning", f"{ACTIVITY}.hours")),
        (with_activity(participants=0), ("participants-implausible", "warning", f"{ACTIVITY}.participants")),
        (with_activity(participants=20_001), ("participants-implausible", "warning", f"{ACTIVITY}.participants")),
    ],
)
def test_one_fault_gives_one_finding(content: PlanContent, expected: tuple[str, str, str]) -> None:
    assert found_in(content) == [expected]


def test_blank_goal_gives_one_finding_not_one_a_field() -> None:
    content = replace(whole_content(), goals=(*whole_content().goals[:2], Goal(tables=(ActivityTable(),))))

    assert found_in(content) == [("goal-empty", "error", "goal.3")]


def test_first_and_last_day_of_the_plan_lie_within() -> None:
    content = with_activity(starts_on=datetime.date(2026, 7, 1), ends_on=datetime.date(2029, 6, 30))

    assert found_in(content) == []


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"initial": "Reading workshop", "follow_up": ""}, "follow_up"),
        ({"initial": "Reading workshop", "follow_up": "Coaching"}, "initial"),
        (
            {"initial": "All staff hear about the new texts.", "follow_up": "", "duration": "One day in August"},
            "follow_up",
        ),
        (
            {
                "initial": "All staff hear about the new texts.",
                "follow_up": "",
                "starts_on": datetime.date(2026, 8, 3),
                "ends_on": datetime.date(2026, 8, 3),
                "hours": None,
            },
            "follow_up",
        ),
    ],
)
def test_single_workshop_is_told_once(values: dict[str, Any], field: str) -> None:
    assert found_in(with_activity(**values)) == [("single-workshop", "warning", f"{ACTIVITY}.{field}")]


def test_workshop_with_a_real_follow_up_is_fine() -> None:
    values = {"initial": "A workshop of three hours in which grade teams write questions for one text."}

    assert found_in(with_activity(**values)) == []


def test_hours_fit_into_the_days() -> None:
    day = {"starts_on": datetime.date(2026, 8, 3), "ends_on": datetime.date(2026, 8, 4)}

    assert found_in(with_activity(**day, hours=Decimal(24))) == []
    assert found_in(with_activity(**day, hours=Decimal("24.5"))) == [
        ("hours-implausible", "warning", f"{ACTIVITY}.hours")
    ]


@pytest.mark.parametrize(("participants", "codes"), [(1_355, []), (1_356, ["participants-implausible"])])
def test_participants_are_judged_by_the_teachers_of_the_district(participants: int, codes: list[str]) -> None:
    teachers = Fact(measure="teacher_fte", label="Teachers", value="271.50", source="")

    found = found_in(with_activity(participants=participants), facts=(teachers,))

    assert [code for code, _, _ in found] == codes


def test_activity_that_stands_there_twice_names_its_twin() -> None:
    twin = replace(whole_activity(1), initial=whole_activity(1).initial.upper(), resources="Other money")
    findings = check_plan(document_of(with_goal(tables=(ActivityTable(activities=(whole_activity(2), twin)),))))

    assert [(each.code, each.subject) for each in findings] == [
        (Code.ACTIVITY_TWICE, "goal.2.table.1.activity.2.initial")
    ]
    assert "Goal 2, activity 2 says the same as Goal 1, activity 1." in findings[0].sentence


def test_same_activity_at_another_time_is_fine() -> None:
    later = replace(whole_activity(1), starts_on=datetime.date(2027, 9, 1), ends_on=datetime.date(2028, 5, 12))

    assert found_in(with_goal(tables=(ActivityTable(activities=(whole_activity(2), later)),))) == []


def test_standard_counts_as_served_by_way_of_an_older_edition() -> None:
    document = replace(
        document_of(whole_content()), standards=(replace(document_of(whole_content()).standards[0], activities=0),)
    )

    assert [each.code for each in check_plan(document)] == [Code.STANDARDS_NOT_CHOSEN]
    assert [each.code for each in check_plan(document, served={"2011.data"})] == [Code.STANDARD_NOT_SERVED]
    assert check_plan(document, served={"2022.resources"}) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("https://example.org/a?b=c", True),
        ("Results: www.example.org/board.pdf (page 3)", True),
        ("example.k12.al.us", True),
        ("Board memo, May 2026", False),
        ("see above", False),
        ("a.", False),
    ],
)
def test_address_is_told_from_words(line: str, expected: bool) -> None:
    assert holds_address(line) is expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("n/a", 1, True),
        ("TBD", 1, True),
        ("???", 1, True),
        ("— —", 1, True),
        ("Monthly", 1, False),
        ("One two", 3, True),
    ],
)
def test_thin_texts(text: str, words: int, expected: bool) -> None:
    assert is_thin(text, words=words) is expected


TEXTS = st.text(max_size=60) | st.sampled_from(["", "TBD", "One-day workshop", "https://example.org"])
DATES = st.none() | st.dates()
ACTIVITIES = st.builds(
    Activity,
    initial=TEXTS,
    follow_up=TEXTS,
    duration=TEXTS,
    resources=TEXTS,
    starts_on=DATES,
    ends_on=DATES,
    hours=st.none() | st.decimals(min_value=0, max_value=99_999, places=2),
    participants=st.none() | st.integers(min_value=0, max_value=10**6),
)
GOALS = st.builds(
    Goal,
    statement=TEXTS,
    links=TEXTS,
    years=st.lists(st.builds(YearOutcome, year=st.integers(1, 5), outcome=TEXTS, target=TEXTS), max_size=3).map(tuple),
    tables=st.lists(
        st.builds(ActivityTable, name=TEXTS, activities=st.lists(ACTIVITIES, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
)
CONTENTS = st.builds(
    PlanContent,
    title=TEXTS,
    first_year=st.integers(1990, 2100),
    edition=st.just("district-plan-2026"),
    answers=st.dictionaries(st.sampled_from(["mission", "vision", "schools", "other"]), TEXTS),
    goals=st.lists(GOALS, max_size=4).map(tuple),
)


@given(CONTENTS)
@settings(max_examples=50)
def test_every_finding_is_one_sentence_with_a_place_and_is_told_once(content: PlanContent) -> None:
    findings = check_plan(document_of(content))

    told = [(each.code, each.subject) for each in findings]
    assert len(told) == len(set(told))
    assert all(each.subject and each.sentence.endswith(".") for each in findings)
    assert {each.code for each in findings} <= set(Code)


@given(CONTENTS)
@settings(max_examples=50)
def test_check_gives_the_same_findings_again_and_never_both_fine_and_an_error(content: PlanContent) -> None:
    findings = check_plan(document_of(content))

    assert check_plan(document_of(content)) == findings
    wrong = {each.code for each in findings if each.severity == Severity.ERROR}
    assert not any(AREAS[area] & wrong for area in fine_areas(findings))


@given(CONTENTS)
@settings(max_examples=50)
def test_adding_a_whole_goal_adds_no_finding(content: PlanContent) -> None:
    activity = replace(whole_activity(9), starts_on=None, ends_on=None)
    goal = replace(whole_goal(9), tables=(ActivityTable(activities=(activity,)),))
    before = check_plan(document_of(content))
    after = check_plan(document_of(replace(content, goals=(*content.goals, goal))))

    added = {(each.code, each.subject) for each in after} - {(each.code, each.subject) for each in before}
    assert added <= {("standard-not-served", "standard.2022.resources"), ("standards-not-chosen", "standards")}
