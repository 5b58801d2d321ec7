"""A table copied elsewhere becomes activities, each text in its place and none lost."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from plans.forms.paste import MOST_ROWS
from plans.imports.pasting import PastedActivity, read_activities
from plans.models import Activity, ActivityTable, Plan
from plans.portable import LONGEST_TEXT
from plans.services.edits import PlanFinished
from plans.services.paste import add_pasted_activities
from plplanner.districts.models import AuditEntry, User
from tests.factories import (
    ActivityFactory,
    ActivityTableFactory,
    MembershipFactory,
)

ROW = PastedActivity(texts={"initial": "Workshop", "follow_up": "Coaching"})
PAGE = uuid.UUID(int=7)


def texts_of(pasted: str) -> list[dict[str, str]]:
    return [dict(row.texts) for row in read_activities(pasted)]


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        pytest.param(
            "Workshop\tCoaching\tSeptember\tSubstitutes\nStudy group\t\tMonthly\t",
            [
                {"initial": "Workshop", "follow_up": "Coaching", "duration": "September", "resources": "Substitutes"},
                {"initial": "Study group", "duration": "Monthly"},
            ],
            id="tabs",
        ),
        pytest.param(
            "Resources\tProfessional Learning: Initial Activity\r\nSubstitutes\tWorkshop\r\n",
            [{"resources": "Substitutes", "initial": "Workshop"}],
            id="headings in another order",
        ),
        pytest.param(
            'Workshop\t"Coaching:\n• rounds\n• ""look-fors"""\tFall\nNext\t\t',
            [
                {"initial": "Workshop", "follow_up": 'Coaching:\n• rounds\n• "look-fors"', "duration": "Fall"},
                {"initial": "Next"},
            ],
            id="a cell of several lines",
        ),
        pytest.param(
            '"Reading" workshop\t"Data day"\nFive 6" tiles\t',
            [{"initial": '"Reading" workshop', "follow_up": '"Data day"'}, {"initial": 'Five 6" tiles'}],
            id="quotes that are just text",
        ),
        pytest.param(
            "| Initial activity | Follow-up |\n|---|:---|\n| Workshop | Coaching |",
            [{"initial": "Workshop", "follow_up": "Coaching"}],
            id="upright bars",
        ),
        pytest.param(
            "Initial activity\tPerson responsible\tCost\nWorkshop\tAvery Lane\t$200",
            [{"initial": "Workshop", "owner": "Avery Lane", "resources": "Cost: $200"}],
            id="a column that has no field",
        ),
        pytest.param(
            "Initial activity\tOwner\nWorkshop\t" + "x" * 151,
            [{"initial": "Workshop", "resources": "Owner: " + "x" * 151}],
            id="a line that is too long for its field",
        ),
        pytest.param(
            "a\tb\tc\td\te\tf",
            [{"initial": "a", "follow_up": "b", "duration": "c", "resources": "d\ne\nf"}],
            id="more cells than columns",
        ),
        pytest.param("Just one line", [{"initial": "Just one line"}], id="no table"),
        pytest.param("\t\t\n\n \t", [], id="nothing but empty cells"),
        pytest.param("Initial activity\tFollow-up", [], id="nothing but headings"),
    ],
)
def test_pasted_table_is_read(pasted: str, expected: list[dict[str, str]]) -> None:
    assert texts_of(pasted) == expected


def test_hostile_quotes_are_read_in_no_time() -> None:
    assert len(texts_of('"' * 200_001)) == 1


@pytest.fixture
def table(db: None) -> ActivityTable:
    return ActivityTableFactory.create()


@pytest.fixture
def director(table: ActivityTable) -> User:
    return MembershipFactory.create(district=table.plan.district).user


@pytest.fixture
def browser(client: Client, director: User) -> Client:
    client.force_login(director)
    return client


def paste_url(table: ActivityTable) -> str:
    return reverse("plans:table-paste", args=[table.plan.pk, table.pk])


def test_rows_are_added_after_those_there(table: ActivityTable, director: User) -> None:
    ActivityFactory.create(table=table, position=4, initial="First")

    add_pasted_activities(table=table, rows=[ROW, PastedActivity(texts={"initial": "B"})], page_id=PAGE, by=director)

    rows = table.activities.all().present().in_order()
    assert [(row.initial, row.follow_up) for row in rows][1:] == [("Workshop", "Coaching"), ("B", "")]
    assert AuditEntry.objects.filter(action="add", actor_id=str(director.pk)).count() == 2
    assert Activity.history.filter(history_user=director).count() == 2


def test_same_post_twice_adds_once_and_a_corrected_row_is_new(table: ActivityTable, director: User) -> None:
    for rows in ([ROW], [ROW], [ROW, ROW], [PastedActivity(texts={"initial": "Workshops"})]):
        add_pasted_activities(table=table, rows=rows, page_id=PAGE, by=director)

    assert [row.initial for row in table.activities.in_order()] == ["Workshop", "Workshop", "Workshops"]


@pytest.mark.parametrize(("initial", "expected"), [("", ["Workshop"]), ("Kept", ["Kept", "Workshop"])])
def test_blank_activity_pasted_into_goes(
    table: ActivityTable, director: User, initial: str, expected: list[str]
) -> None:
    row = ActivityFactory.create(table=table, position=0, initial=initial)

    add_pasted_activities(table=table, rows=[ROW], page_id=PAGE, instead_of=row.pk, by=director)

    assert [each.initial for each in table.activities.all().present().in_order()] == expected


def test_finished_plan_takes_no_rows(table: ActivityTable, director: User) -> None:
    Plan.objects.filter(pk=table.plan.pk).update(status="finished")

    with pytest.raises(PlanFinished):
        add_pasted_activities(table=table, rows=[ROW], page_id=PAGE, by=director)

    assert not table.activities.exists()


def test_page_shows_the_rows_before_it_adds_them(browser: Client, table: ActivityTable) -> None:
    typed = {"page_id": str(PAGE), "text": "Workshop\tCoaching"}

    shown = browser.post(paste_url(table), typed)
    before = table.activities.count()
    added = browser.post(paste_url(table), typed | {"add": "1"})

    assert "1 activity to add" in shown.content.decode()
    assert (before, table.activities.count()) == (0, 1)
    assert added.headers["Location"] == f"{table.goal.get_absolute_url()}#table-{table.pk}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the rows of a table into the box."),
        ("\x00\t", "Paste the rows of a table into the box."),
        ("Initial activity\tFollow-up", "There are no rows below the headings."),
        ("a\tb\n" * (MOST_ROWS + 1), "These are 201 rows; 200 fit at once. Paste them in several parts."),
        ("a\t" + "x" * (LONGEST_TEXT + 5), "Shorten it by 5."),
        ("x" * 1_000_001, "Shorten it by 1."),
    ],
)
def test_wrong_paste_gets_a_sentence_and_keeps_the_text(
    browser: Client, table: ActivityTable, text: str, sentence: str
) -> None:
    response = browser.post(paste_url(table), {"page_id": str(PAGE), "text": text, "add": "1"})

    page = response.content.decode()
    assert (response.status_code, table.activities.count()) == (200, 0)
    assert sentence in page
    assert text.strip("\x00\t\n")[-50:] in page


def test_finished_plan_keeps_the_pasted_text_on_the_page(browser: Client, table: ActivityTable) -> None:
    Plan.objects.filter(pk=table.plan.pk).update(status="finished")

    response = browser.post(paste_url(table), {"page_id": str(PAGE), "text": "Workshop\tCoaching", "add": "1"})

    assert "This plan is marked as finished." in response.content.decode()
    assert "Workshop\tCoaching" in response.content.decode()
    assert not table.activities.exists()


@pytest.mark.parametrize("page_id", ["", "nonsense"])
def test_missing_page_id_adds_nothing(browser: Client, table: ActivityTable, page_id: str) -> None:
    response = browser.post(paste_url(table), {"page_id": page_id, "text": "Workshop\tCoaching", "add": "1"})

    assert response.status_code == 200
    assert not table.activities.exists()
