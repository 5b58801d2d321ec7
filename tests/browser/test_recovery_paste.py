"""What is pasted from Word or a spreadsheet keeps its paragraphs and lists; a table's rows can become activities."""

import pytest
from playwright.sync_api import Locator, Page, expect

from plans.models import Activity
from tests.browser.conftest import OpenPage
from tests.browser.people import autosaved, edit_address, field, leave_field, press, text_in_database
from tests.world import Who, World

PASTE = """(box, data) => {
    const clipboard = new DataTransfer();
    for (const [kind, value] of Object.entries(data)) clipboard.setData(kind, value);
    box.focus();
    const event = new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true});
    if (box.dispatchEvent(event)) document.execCommand("insertText", false, clipboard.getData("text/plain"));
}"""

FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {color: red}</style></head>
<body lang=EN-US><!--StartFragment-->
<p class=MsoNormal>Our teachers’ data shows<br>
two “quick&nbsp;wins”:<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Reading <b>aloud</b></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:1.0in;mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span>every day</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;
</span></span>Then write</p>
<p class=MsoNormal>Done — at last…</p>
<!--EndFragment--></body></html>"""
WORD_TEXT = """Our teachers’ data shows
two “quick wins”:
• Reading aloud
  • every day
1. Then write
Done — at last…"""

FROM_A_PAGE = """<h2>Next steps</h2><ol><li>Plan<ul><li>rooms</li><li><p>dates</p><p>and times</p></li></ul></li>
<li>Teach</li></ol><p>Cost:</p><table><tr><td>Item</td><td>Price</td></tr><tr><td>Books</td><td>$200</td></tr></table>"""
PAGE_TEXT = """Next steps
1. Plan
  • rooms
  • dates
    and times
2. Teach
Cost:
Item\tPrice
Books\t$200"""

TABLE = """<table><tr><td><p>Workshop:</p><ul><li>decoding</li><li>fluency</li></ul></td><td>Coaching</td><td>Fall</td>
<td>Substitutes</td></tr><tr><td>Study group</td><td></td><td>Monthly</td><td>“Reading” kits</td></tr></table>"""
ROWS = [
    ("Workshop:\n• decoding\n• fluency", "Coaching", "Fall", "Substitutes"),
    ("Study group", "", "Monthly", "“Reading” kits"),
]


def paste(box: Locator, **kinds: str) -> None:
    box.evaluate(PASTE, {f"text/{kind}": value for kind, value in kinds.items()})


def open_activity(page_as: OpenPage, activity: Activity, **options: object) -> Page:
    page = page_as(Who.DIRECTOR, **options)
    page.goto(edit_address(activity))
    return page


@pytest.fixture
def activity(world: World) -> Activity:
    return world.mine.rows.activity


@pytest.mark.parametrize(("html", "text"), [(FROM_WORD, WORD_TEXT), (FROM_A_PAGE, PAGE_TEXT)], ids=["word", "web page"])
def test_paste_keeps_paragraphs_lists_and_tables(page_as: OpenPage, activity: Activity, html: str, text: str) -> None:
    page = open_activity(page_as, activity)
    page.locator("[name=follow_up]").fill("")

    with autosaved(page):
        paste(field(page, "follow_up"), html=html, plain="never used")
        leave_field(page)

    assert text_in_database(activity, "follow_up") == text


def test_paste_of_plain_words_is_left_to_the_browser(page_as: OpenPage, activity: Activity) -> None:
    page = open_activity(page_as, activity)

    paste(field(page, "resources"), html="<meta charset=utf-8><span>Two words</span>", plain="Two words")

    expect(field(page, "resources")).to_have_value("Two words")


def test_paste_by_keyboard_keeps_the_list_and_can_be_undone(page_as: OpenPage, activity: Activity) -> None:
    page = open_activity(page_as, activity, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(
        """async () => {
            const html = new Blob(["<ul><li>First</li><li>Second</li></ul>"], {type: "text/html"});
            await navigator.clipboard.write([new ClipboardItem({"text/html": html})]);
        }"""
    )

    field(page, "resources").press("Control+v")
    expect(field(page, "resources")).to_have_value("• First\n• Second")
    field(page, "resources").press("Control+z")

    expect(field(page, "resources")).to_have_value("")


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_pasted_table_becomes_activities(kind: str, page_as: OpenPage, world: World, activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(initial="", follow_up="")
    page = open_activity(page_as, activity)
    cells = "\n".join("\t".join(f'"{cell}"' if "\n" in cell else cell for cell in row) for row in ROWS)

    paste(field(page, "initial"), **({"html": TABLE} if kind == "html" else {"plain": cells}))
    with page.expect_navigation():
        page.get_by_role("button", name="Make each row an activity").click()
    expect(page.get_by_role("heading", name="2 activities to add")).to_be_visible()
    press(page, "Add these activities")

    expect(page.get_by_text("Added 2 activities.")).to_be_visible()
    rows = world.mine.rows.table.activities.all().present().in_order()
    assert [(row.initial, row.follow_up, row.duration, row.resources) for row in rows] == ROWS


def test_pasted_table_stays_in_the_box_without_a_network(page_as: OpenPage, activity: Activity) -> None:
    page = open_activity(page_as, activity)

    field(page, "initial").fill("")
    paste(field(page, "initial"), html=TABLE)
    pasted = field(page, "initial").input_value()
    page.context.set_offline(True)
    page.get_by_role("button", name="Make each row an activity").click()

    expect(page.locator("#save-status")).to_have_text(
        "Not saved, still trying. Your text is kept in this browser.",
    )
    expect(field(page, "initial")).to_have_value(pasted)


@pytest.mark.parametrize("script", [True, False])
def test_rows_are_pasted_from_the_goal_page(script: bool, page_as: OpenPage, world: World) -> None:
    page = page_as(Who.DIRECTOR, java_script_enabled=script)
    page.goto(world.mine.rows.goal.get_absolute_url())

    page.get_by_role("link", name="Paste rows into Activities").click()
    page.get_by_label("Rows to paste").fill("Duration\tInitial activity\nFall\tWorkshop\nSpring\tStudy group")
    press(page, "Show how they are read")
    press(page, "Add these activities")

    rows = world.mine.rows.table.activities.all().present().in_order()
    assert [(row.initial, row.duration) for row in rows][1:] == [("Workshop", "Fall"), ("Study group", "Spring")]
