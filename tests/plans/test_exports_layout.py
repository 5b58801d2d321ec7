"""The layout: what the document says, before any format."""

import dataclasses

import pytest

from plans.document import DocumentOptions, Fact, Goal, PlanDocument, YearOutcome
from plans.exports.layout import lay_out, served_by, year_label, year_outcomes
from plplanner.kit.blocks import Document, Heading, Passage, Role, Table
from tests.plans.documents import blank_document, full_document, small_document

WITHOUT_PROMPTS = DocumentOptions(with_prompts=False)


def headings(document: Document, *, level: int) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


def passages(document: Document) -> list[Passage]:
    found = [block for block in document.blocks if isinstance(block, Passage)]
    for table in (block for block in document.blocks if isinstance(block, Table)):
        found += [passage for row in (*table.head, *table.rows) for cell in row.cells for passage in cell.passages]
    return found


def tags(document: Document) -> list[str]:
    own = [each.tag for each in passages(document)]
    return [tag for tag in own + [each.tag for each in document.blocks if isinstance(each, Heading)] if tag]


def test_layout_has_the_templates_sections_in_its_order() -> None:
    laid_out = lay_out(full_document(), DocumentOptions())

    assert headings(laid_out, level=1) == [section.title for section in full_document().edition.sections]
    assert headings(laid_out, level=2)[-3:] == ["GOAL 1", "GOAL 2", "GOAL 3"]


def test_layout_shows_only_the_chosen_sections() -> None:
    laid_out = lay_out(full_document(), DocumentOptions(sections=frozenset({"beliefs", "goals"})))

    assert headings(laid_out, level=1) == ["What We Believe", "What We Want to Accomplish"]


def test_layout_names_each_place_once() -> None:
    found = tags(lay_out(full_document(), DocumentOptions()))

    assert len(found) == len(set(found))
    assert {
        "answer.mission",
        "goal.1.statement",
        "goal.2.year.3.baseline",
        "goal.1.table.2.name",
        "goal.3.table.1.activity.2.follow_up",
        "goal.3.table.1.activity.2.dates",
    } <= set(found)


def test_layout_of_a_blank_plan_with_prompts_is_the_blank_template() -> None:
    document = blank_document()
    laid_out = lay_out(document, DocumentOptions())
    asked = {each.text for each in passages(laid_out) if each.role == Role.PROMPT}

    assert {field.prompt for field in document.edition.narrative_fields.values()} <= asked
    assert headings(laid_out, level=2)[-3:] == ["GOAL 1", "GOAL 2", "GOAL 3"]
    assert not [tag for tag in tags(laid_out) if tag.startswith("goal.")]


def test_layout_of_a_blank_plan_without_prompts_says_what_is_missing() -> None:
    laid_out = lay_out(blank_document(), WITHOUT_PROMPTS)

    assert [each.text for each in passages(laid_out)] == [
        "No goals yet.",
        blank_document().edition.attribution,
    ]


def test_layout_leaves_unanswered_fields_out_without_prompts() -> None:
    document = small_document()
    laid_out = lay_out(document, WITHOUT_PROMPTS)

    assert headings(laid_out, level=2) == ["District Profile", "Mission", "GOAL 1"]
    assert "goal.1.evidence" not in tags(laid_out)
    assert "goal.1.year.2.outcome" in tags(laid_out)


def test_layout_keeps_every_optional_detail_of_an_activity() -> None:
    (details,) = [
        each.text
        for each in passages(lay_out(small_document(), WITHOUT_PROMPTS))
        if each.tag == "goal.1.table.1.activity.1.details"
    ]

    assert details == (
        "Details: Person responsible: Ana Ruiz 1 · Audience: Grade 3–5 teachers 1 · "
        "Schools: Ridge Elementary, River School 1 · Delivery phase: Coaching · Hours for each participant: 12.5 · "
        "Participants: 1,041 · Standards for Professional Learning: equity-practices, learning-designs"
    )


def test_layout_names_standards_when_it_knows_them() -> None:
    document = dataclasses.replace(small_document(), standard_names={"equity-practices": "Equity Practices"})
    (details,) = [each.text for each in passages(lay_out(document, WITHOUT_PROMPTS)) if each.tag.endswith(".details")]

    assert details.endswith("Equity Practices, learning-designs")


@pytest.mark.parametrize(("with_prompts", "expected"), [(True, ["$36,186,000", "Not known"]), (False, ["$36,186,000"])])
def test_layout_shows_unknown_facts_only_with_prompts(with_prompts: bool, expected: list[str]) -> None:
    laid_out = lay_out(full_document(), DocumentOptions(with_prompts=with_prompts))
    (table,) = [
        each for each in laid_out.blocks if isinstance(each, Table) and each.name == "Per Pupil Expenditure: facts"
    ]

    assert [row.cells[1].passages[0].text for row in table.rows] == expected


def test_layout_shows_facts_that_no_field_asks_for() -> None:
    laid_out = lay_out(full_document(), DocumentOptions())
    (table,) = [each for each in laid_out.blocks if isinstance(each, Table) and each.name == "Other facts: facts"]

    assert [row.cells[0].passages[0].text for row in table.rows] == ["Buses"]


def test_year_outcomes_fill_the_gaps_and_keep_years_beyond_the_plan() -> None:
    goal = Goal(years=(YearOutcome(year=5, outcome="Later"), YearOutcome(year=2, outcome="Second")))

    found = year_outcomes(goal, 3)

    assert [(each.year, each.outcome) for each in found] == [(1, ""), (2, "Second"), (3, ""), (5, "Later")]
    assert year_label(blank_document(), 5) == "Year 5"
    assert year_label(blank_document(), 2) == "Year 2 (2027–28)"


def test_served_by_counts_activities_by_goal() -> None:
    document: PlanDocument = full_document(goals=2, activities=1)

    assert served_by(document, "equity-practices") == "Goal 1: 2 activities; Goal 2: 2 activities"
    assert served_by(document, "leadership") == ""


def test_layout_keeps_facts_whose_measure_is_shared_by_two_fields() -> None:
    fact = Fact(measure="enrollment", label="Students", value="5", source="NCES")
    document = dataclasses.replace(blank_document(), facts=(fact,))
    laid_out = lay_out(document, WITHOUT_PROMPTS)

    assert [each.name for each in laid_out.blocks if isinstance(each, Table)] == ["Enrollment: facts"]
