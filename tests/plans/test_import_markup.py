"""Word's own markup: lists, boxes, controls, tracked changes, links, notes, comments."""

from tests.plans import word
from tests.plans.reading import codes, placed, read

ACTIVITY = "goals[0].tables[0].activities[0]"


def test_docx_writes_lists_with_markers() -> None:
    items = (
        word.p("one", level=0)
        + word.p("two", level=1)
        + word.p("first", level=0, numbered=True)
        + word.p("second", level=0, numbered=True)
        + word.p("styled", style="ListBullet")
    )

    plan = read(word.beliefs_table([items]))

    assert plan.content.answers["mission"] == "• one\n  • two\n1. first\n2. second\n• styled"


def test_docx_writes_a_table_in_a_cell_as_rows() -> None:
    inner = word.table(word.row("School", "Grades"), word.row("Elm", "K–5"), columns=2)

    plan = read(word.profile_table({"Schools": ["Two:", inner]}))

    assert plan.content.answers["schools"] == "Two:\nSchool | Grades\nElm | K–5"


def test_docx_counts_a_text_box_once() -> None:
    plan = read(word.beliefs_table([word.p("We teach.", inner=word.text_box(word.p("Boxed.")))]))

    assert plan.content.answers["mission"] == "We teach.\nBoxed."
    assert "text-boxes" in codes(plan)


def test_docx_reads_content_controls_of_every_kind() -> None:
    body = (
        word.control(word.p("block "))
        + word.p("run ", inner=word.control(word.run("inside")))
        + word.control(word.p("Click here to enter text."), placeholder=True)
    )
    row = word.control(word.row("from a row", word.control(word.cell("from a cell")), "", ""))

    plan = read(word.beliefs_table([body]), word.table(word.ACTIVITY_HEADER, row, columns=4))

    assert plan.content.answers["mission"] == "block\nrun inside"
    assert placed(plan)[f"{ACTIVITY}.initial"] == "from a row"
    assert placed(plan)[f"{ACTIVITY}.follow_up"] == "from a cell"


def test_docx_reads_tracked_changes_as_accepted() -> None:
    inner = word.tracked("del", "teach") + word.tracked("ins", "grow")
    moved = word.tracked("moveFrom", " gone") + word.tracked("moveTo", " here")
    gone = word.row("dropped", "", "", "", properties='<w:del w:id="1" w:author="P"/>')

    plan = read(
        word.beliefs_table([word.p("We ", inner=inner + moved)]),
        word.table(word.ACTIVITY_HEADER, gone, word.row("kept", "", "", ""), columns=4),
    )

    assert plan.content.answers["mission"] == "We grow here"
    assert [each.initial for each in plan.content.goals[0].tables[0].activities] == ["kept"]
    assert "tracked-changes" in codes(plan)


def test_docx_joins_paragraphs_whose_mark_was_deleted() -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="P"/></w:rPr></w:pPr>' + word.run("one ") + "</w:p>"

    plan = read(word.beliefs_table([first, "two"]))

    assert plan.content.answers["mission"] == "one two"


def test_docx_writes_links_with_their_address() -> None:
    paragraph = word.p(
        "See ", inner=word.link("the report", "rId9") + word.field('HYPERLINK "https://b.example"', " b")
    )
    relations = [("rId9", "hyperlink", "https://a.example/x")]

    plan = read(word.beliefs_table([paragraph]), relations=relations)

    assert plan.content.answers["mission"] == "See the report (https://a.example/x) b (https://b.example)"


def test_docx_writes_symbols_breaks_and_fields() -> None:
    inner = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r><w:r><w:tab/></w:r><w:r><w:noBreakHyphen/></w:r>'
        + word.field("DATE", "May")
        + '<w:smartTag><w:r><w:t>tag</w:t></w:r></w:smartTag><w:r><w:br w:type="page"/></w:r>'
    )

    plan = read(word.beliefs_table([word.p("a", inner=inner)]))

    assert plan.content.answers["mission"] == "a→\t‑Maytag"


def test_docx_puts_notes_below_their_paragraph() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = '<w:footnotes><w:footnote w:id="2">' + word.p("Board, 2024.") + "</w:footnote></w:footnotes>"

    plan = read(word.beliefs_table([word.p("We teach.", inner=mark), "More."]), parts={"footnotes": notes})

    assert plan.content.answers["mission"] == "We teach.\nNote: Board, 2024.\nMore."


def test_docx_reads_the_strict_format() -> None:
    plan = read(word.beliefs_table("We teach."), namespace=word.STRICT)

    assert plan.content.answers == {"mission": "We teach."}


def test_docx_drops_comments_with_a_finding() -> None:
    plan = read(word.beliefs_table([word.p("We teach.", inner='<w:r><w:commentReference w:id="0"/></w:r>')]))

    assert plan.content.answers == {"mission": "We teach."}
    assert "comments" in codes(plan)
