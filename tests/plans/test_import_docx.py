"""Reading a Word file of the template that was filled in by hand."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings

from tests.plans import word
from tests.plans.reading import codes, placed, read, read_file, unplaced

ACTIVITY = "goals[0].tables[0].activities[0]"


def filled() -> tuple[str, ...]:
    """The template with a text in each of its places."""
    return (
        word.profile_table({label: f"About {label}." for label in (*word.PROFILE_LABELS, word.LAST_PROFILE_LABEL)}),
        word.p(),
        word.beliefs_table("We exist to teach.", "All graduate."),
        word.p(),
        word.goals_table(
            word.goal_rows(1, "Read by grade 3.", "Scores fell.", "Most read.", ("60%", "65%", "70%")),
            word.goal_rows(2, "Compute.", "Scores flat.", "Most compute."),
            word.goal_rows(3),
        ),
        word.activity_table("GOAL 1", ["Institute", "Coaching", "Sep 3, 2026 – May 20, 2027", "Two coaches"]),
        word.p(),
        word.activity_table("GOAL 2", ["", "", "", ""], ["Teams", "", "Weekly", ""]),
        word.activity_table("GOAL 3", ["", "", "", ""]),
    )


def test_docx_of_the_template_fills_every_field() -> None:
    plan = read(*filled())

    assert placed(plan) == {
        "answers.schools": "About Schools.",
        "answers.demographics": "About Demographics.",
        "answers.enrollment": "About Enrollment.",
        "answers.teaching_units": "About Teaching Units/Certification.",
        "answers.per_pupil_expenditure": "About Per Pupil Expenditure.",
        "answers.additional": "About Any additional information.",
        "answers.mission": "We exist to teach.",
        "answers.vision": "All graduate.",
        "goals[0].statement": "Read by grade 3.",
        "goals[0].evidence": "Scores fell.",
        "goals[0].overarching_outcome": "Most read.",
        "goals[0].years[0].outcome": "60%",
        "goals[0].years[1].outcome": "65%",
        "goals[0].years[2].outcome": "70%",
        f"{ACTIVITY}.initial": "Institute",
        f"{ACTIVITY}.follow_up": "Coaching",
        f"{ACTIVITY}.duration": "Sep 3, 2026 – May 20, 2027",
        f"{ACTIVITY}.resources": "Two coaches",
        "goals[1].statement": "Compute.",
        "goals[1].evidence": "Scores flat.",
        "goals[1].overarching_outcome": "Most compute.",
        "goals[1].tables[0].activities[0].initial": "Teams",
        "goals[1].tables[0].activities[0].duration": "Weekly",
    }
    assert unplaced(plan) == []


def test_docx_reads_dates_beside_the_words() -> None:
    activity = read(*filled()).content.goals[0].tables[0].activities[0]

    assert (activity.starts_on, activity.ends_on) == (datetime.date(2026, 9, 3), datetime.date(2027, 5, 20))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (["Goal 1 Raise reading"], "Raise reading"),
        (["Goal 1: Raise reading"], "Raise reading"),
        (["Goal #1 – Raise reading"], "Raise reading"),
        (["Goal One", "Raise reading", "in every grade"], "Raise reading\nin every grade"),
        (["Raise reading", "Goal 1"], "Raise reading"),
        (["Raise reading"], "Raise reading"),
        (["Goal 1 supports every school"], "Goal 1 supports every school"),
        (["Goal 1\nRaise reading\tnow"], "Raise reading\tnow"),
    ],
)
def test_docx_takes_a_goal_however_it_was_typed(cell: list[str], expected: str) -> None:
    rows = word.row(cell, "", ["Overarching Expected Outcome", "Most read."])

    plan = read(word.goals_table(rows))

    assert placed(plan) == {"goals[0].statement": expected, "goals[0].overarching_outcome": "Most read."}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Year 1: More read.", "More read."),
        ("Year 1 – More read.", "More read."),
        ("Year 1 (2026-27): More read.", "More read."),
        ("YEAR ONE: More read.", "More read."),
        ("Year 1 More read.", "More read."),
        (["Year 1:", "More read.", "", "And write."], "More read.\n\nAnd write."),
    ],
)
def test_docx_takes_a_year_however_it_was_typed(cell: str | list[str], expected: str) -> None:
    rows = word.goal_rows(1, "Read.", years=()) + word.row("", "", cell)

    plan = read(word.goals_table(rows))

    assert placed(plan)["goals[0].years[0].outcome"] == expected
    assert unplaced(plan) == []


def test_docx_learns_the_first_year_from_a_year_label() -> None:
    rows = word.goal_rows(1, "Read.", years=()) + word.row("", "", "Year 2 (2028–29): More.")

    plan = read(word.goals_table(rows))

    assert plan.content.first_year == 2027


def test_docx_gives_text_in_the_rows_below_to_the_goal_above() -> None:
    rows = word.goal_rows(1, "Read", "Scores", years=()) + word.row("in all grades", "fell", "Year 1: x")

    plan = read(word.goals_table(rows))

    assert placed(plan)["goals[0].statement"] == "Read\nin all grades"
    assert placed(plan)["goals[0].evidence"] == "Scores\nfell"


def test_docx_reads_merged_goal_cells() -> None:
    rows = (
        word.row(
            word.cell(["Goal 1", "Read."], merge="restart"),
            word.cell("Scores.", merge="restart"),
            word.cell(["Overarching Expected Outcome", "Most read."]),
        )
        + word.row(word.cell(merge="continue"), word.cell(merge="continue"), "Year 1: one")
        + word.row(word.cell(merge="continue"), word.cell(merge="continue"), "Year 2: two")
    )

    plan = read(word.goals_table(rows))

    assert placed(plan) == {
        "goals[0].statement": "Read.",
        "goals[0].evidence": "Scores.",
        "goals[0].overarching_outcome": "Most read.",
        "goals[0].years[0].outcome": "one",
        "goals[0].years[1].outcome": "two",
    }


def test_docx_takes_goals_and_years_that_were_added() -> None:
    added = word.goal_rows(4, "Fourth.", years=("a", "b", "c", "d"))

    plan = read(word.goals_table(word.goal_rows(1, "First."), word.goal_rows(2), word.goal_rows(3), added))

    assert [goal.statement for goal in plan.content.goals] == ["First.", "", "", "Fourth."]
    assert [each.outcome for each in plan.content.goals[3].years] == ["a", "b", "c", "d"]
    assert "extra-year" in codes(plan)


def test_docx_begins_a_goal_where_a_copied_block_kept_its_number() -> None:
    plan = read(word.goals_table(word.goal_rows(1, "First.", "", "One."), word.goal_rows(1, "Second.", "", "Two.")))

    assert [goal.statement for goal in plan.content.goals] == ["First.", "Second."]
    assert "goal-number-twice" in codes(plan)


def test_docx_follows_labels_inside_a_cell() -> None:
    # Spelled as the template prints them, but known only by their digests.
    rationale = ["Data/evidence:", "Supporting links", "https://example.org/a"]
    rows = word.row(
        ["Goal 1", "Read."], rationale, ["Measures of success", "Screener", "How often measured", "Monthly"]
    )

    plan = read(word.goals_table(rows))

    assert placed(plan) == {
        "goals[0].statement": "Read.",
        "goals[0].evidence": "Data/evidence:",
        "goals[0].links": "https://example.org/a",
        "goals[0].measures": "Screener",
        "goals[0].frequency": "Monthly",
    }


def test_docx_reads_headings_without_tables() -> None:
    lines = (
        *("Who We Are", "District Profile", "Schools", "Nine schools.", "Enrollment: 2,618"),
        *("What We Believe", "Mission", "We teach.", "Vision", "All graduate."),
        *("What We Want to Accomplish", "Goal 1", "Read.", "Rationale/Evidence", "Scores fell."),
        *("Overarching Expected Outcome", "Most read.", "Year 1: 60%", "GOAL 1"),
        *("Professional Learning Initial Activity", "Institute", "Professional Learning Follow-up", "Coaching"),
        *("Duration", "Weekly", "Resources", "Coaches"),
    )

    plan = read(*[word.p(line) for line in lines])

    assert placed(plan) == {
        "answers.schools": "Nine schools.",
        "answers.enrollment": "2,618",
        "answers.mission": "We teach.",
        "answers.vision": "All graduate.",
        "goals[0].statement": "Read.",
        "goals[0].evidence": "Scores fell.",
        "goals[0].overarching_outcome": "Most read.",
        "goals[0].years[0].outcome": "60%",
        f"{ACTIVITY}.initial": "Institute",
        f"{ACTIVITY}.follow_up": "Coaching",
        f"{ACTIVITY}.duration": "Weekly",
        f"{ACTIVITY}.resources": "Coaches",
    }


def test_docx_puts_a_profile_in_one_text_under_the_last_field() -> None:
    content = "".join(word.p(label, level=0) for label in word.PROFILE_LABELS) + word.p("We are rural.")

    plan = read(word.table(word.row("Who We Are"), word.row(word.cell([word.p("District Profile:"), content]))))

    assert "We are rural." in "\n".join(placed(plan).values())


def test_docx_leaves_headers_unplaced_without_page_numbers() -> None:
    header = "<w:hdr>" + word.p("Adopted by the board\tPage ", inner=word.field("PAGE", "3")) + "</w:hdr>"

    plan = read(*filled(), parts={"header1": header, "footer1": "<w:ftr>" + word.p("Page 3 of 9") + "</w:ftr>"})

    assert unplaced(plan) == ["Adopted by the board"]


def test_docx_leaves_what_stands_between_the_tables_unplaced() -> None:
    profile, beliefs = word.profile_table(), word.beliefs_table("We teach.")

    plan = read(word.p("Cedar County"), profile, word.p("A stray remark."), beliefs, word.p("Another."))

    assert [(each.text, each.after_heading) for each in plan.unplaced] == [
        ("Cedar County", ""),
        ("A stray remark.", "Any additional information"),
        ("Another.", "Vision"),
    ]
    assert "unplaced" in codes(plan)


def test_docx_leaves_a_column_nobody_knows_unplaced() -> None:
    header = word.row("Professional Learning Initial Activity", "Professional Learning Follow-up", "Budget code")

    plan = read(word.table(header, word.row("Institute", "Coaching", "4-221"), columns=3))

    assert [(each.text, each.after_heading) for each in plan.unplaced] == [
        ("Budget code", ""),
        ("4-221", "Budget code"),
    ]


def test_docx_takes_the_title_and_year_from_the_cover() -> None:
    plan = read(word.p("Cedar Professional Learning Plan 2027–2030"), *filled())

    assert (plan.content.title, plan.content.first_year) == ("Cedar Professional Learning Plan 2027–2030", 2027)


def test_docx_reads_the_template_as_handed_out_with_texts_in_it() -> None:
    path = Path(settings.BASE_DIR).parent / "shared" / "data" / "template" / "district-plan-template-blank.docx"
    if not path.is_file():
        pytest.skip("The template as handed out lies beside the checkout only on development machines.")
    original = word.unzipped(path.read_bytes())
    document = original["word/document.xml"].decode()
    filled_in = document.replace(">Goal 1<", ">Goal 1: Read.<").replace(">Year 2: <", ">Year 2: More.<", 1)

    plan = read_file(word.zipped({**original, "word/document.xml": filled_in.encode()}))

    assert placed(plan) == {"goals[0].statement": "Read.", "goals[0].years[0].outcome": "More."}
    assert unplaced(plan) == []
