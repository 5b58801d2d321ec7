"""Tables that people added, split, joined or nested by hand."""

import pytest

from tests.plans import word
from tests.plans.reading import codes, placed, read

ACTIVITY = "goals[0].tables[0].activities[0]"


@pytest.mark.parametrize("band", ["GOAL 1 – Coaching", "GOAL 1: Coaching", "Goal 1\nCoaching"])
def test_docx_reads_an_added_table_by_its_band(band: str) -> None:
    plan = read(word.activity_table("GOAL 1", ["a", "", "", ""]), word.activity_table(band, ["b", "", "", ""]))

    assert [(table.name, len(table.activities)) for table in plan.content.goals[0].tables] == [("", 1), ("Coaching", 1)]


def test_docx_reads_an_added_table_by_the_title_above_it() -> None:
    plan = read(
        word.activity_table("GOAL 1", ["a", "", "", ""]),
        word.p("Coaching for new teachers"),
        word.p(),
        word.activity_table("GOAL 1", ["b", "", "", ""]),
    )

    assert [table.name for table in plan.content.goals[0].tables] == ["", "Coaching for new teachers"]


def test_docx_joins_a_table_that_goes_on_without_a_heading() -> None:
    more = word.table(word.row("b", "", "", ""), word.row("c", "", "", ""), columns=4)

    plan = read(word.activity_table("GOAL 1", ["a", "", "", ""]), word.p(), more)

    assert [each.initial for each in plan.content.goals[0].tables[0].activities] == ["a", "b", "c"]


def test_docx_reads_tables_of_one_row_each() -> None:
    plan = read(
        word.table(word.row("What We Believe")),
        word.table(word.row("Mission")),
        word.table(word.row("We teach.")),
        word.table(word.row("Vision")),
        word.p("All graduate."),
    )

    assert placed(plan) == {"answers.mission": "We teach.", "answers.vision": "All graduate."}


def test_docx_reads_everything_in_one_table() -> None:
    wide = [
        word.row(word.cell(content, span=4))
        for content in ("Who We Are", ["Schools: nine"], "What We Believe", ["Mission: m", "Vision", "v"])
    ]
    goals = [
        word.row(word.cell("What We Want to Accomplish", span=4)),
        word.row(word.cell("Goals", span=2), "Rationale/Evidence", "Expected Outcomes"),
        word.row(word.cell(["Goal 1", "Read."], span=2), "Scores.", ["Overarching Expected Outcome", "Most read."]),
        word.row(word.cell("GOAL 1", span=4)),
    ]

    plan = read(word.table(*wide, *goals, word.ACTIVITY_HEADER, word.row("a", "b", "c", "d"), columns=4))

    assert placed(plan) == {
        "answers.schools": "nine",
        "answers.mission": "m",
        "answers.vision": "v",
        "goals[0].statement": "Read.",
        "goals[0].evidence": "Scores.",
        "goals[0].overarching_outcome": "Most read.",
        f"{ACTIVITY}.initial": "a",
        f"{ACTIVITY}.follow_up": "b",
        f"{ACTIVITY}.duration": "c",
        f"{ACTIVITY}.resources": "d",
    }


def test_docx_reads_tables_inside_a_table() -> None:
    outer = word.table(
        word.row(word.cell([word.beliefs_table("m", "v"), word.goals_table(word.goal_rows(1, "Read."))]))
    )

    assert placed(read(outer)) == {"answers.mission": "m", "answers.vision": "v", "goals[0].statement": "Read."}


def test_docx_reads_labels_side_by_side() -> None:
    beliefs = word.table(word.row("Mission", "Vision"), word.row("m", "v"), columns=2)

    assert placed(read(word.p("What We Believe"), beliefs)) == {"answers.mission": "m", "answers.vision": "v"}


def test_docx_asks_to_check_a_text_that_may_belong_to_the_label_above() -> None:
    body = word.table(word.row("What We Believe"), word.row(["Mission", "", "Vision", ""]), word.row("We teach."))

    plan = read(body)

    assert placed(plan) == {"answers.vision": "We teach."}
    assert "last-field-alone" in codes(plan)
