"""The pages of a line's postings, and what the line's own form says about them."""

import datetime
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from resources.models import LedgerLine, Posting
from tests.factories import PostingFactory, UserFactory
from tests.resources.lines import edit_url, ledger_url, line_of, posted
from tests.resources.test_postings import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(district: District) -> LedgerLine:
    return line_of(district, "Coach", "1000")


def list_url(line: LedgerLine) -> str:
    return reverse("resources:posting-list", args=[line.pk])


def send(client: Client, row: Posting, **values: str) -> str:
    """Post a posting's form and return the page, or where it leads."""
    page = client.post(reverse("resources:posting-edit", args=[row.pk]), {"version": "1", "base": "{}", **values})
    return page.headers.get("Location", page.content.decode())


def errors(page: str) -> list[str]:
    summary = page[page.index('class="error-summary"') : page.index("<h1")]
    return [" ".join(each).strip("# ") for each in re.findall(r'<li>(?:<a href="([^"]+)">)?([^<]+)', summary)]


def cells(page: str) -> list[list[str]]:
    """Return the texts of the table's rows, without what may be changed."""
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    rows = [re.findall(r"<t[hd][^>]*>\s*([^<]*?)\s*</t[hd]>", row) for row in body.split("</tr>")[:-1]]
    return [row[:4] for row in rows]


def test_a_posting_is_added_filled_in_and_listed_with_the_sum_so_far(client: Client, line: LedgerLine) -> None:
    for day, amount, note in (("2025-11-03", "$250.50", "Invoice 7"), ("2025-10-14", "100", ""), ("", "20", "Taxi")):
        add = client.post(reverse("resources:posting-add", args=[line.pk]), {"new_id": str(uuid4())})
        row = Posting.objects.get(amount=None)
        assert add.headers["Location"] == reverse("resources:posting-edit", args=[row.pk])
        assert send(client, row, posted_on=day, amount=amount, note=note) == list_url(line)

    page = client.get(list_url(line)).content.decode()

    assert cells(page) == [
        ["No day", "Taxi", "$20", "$20"],
        ["Oct 14, 2025", "", "$100", "$120"],
        ["Nov 3, 2025", "Invoice 7", "$250.50", "$370.50"],
    ]
    assert "3 postings add up to $370.50, and that is the actual amount of this line." in page
    assert "37.1% of the plan" in page


@pytest.mark.parametrize("day", ["2025-04-01", "2025-07-01", "2026-06-30", "2026-12-31"])
def test_a_day_in_or_near_the_fiscal_year_is_taken(client: Client, line: LedgerLine, day: str) -> None:
    row = PostingFactory.create(line=line, amount=None)

    assert send(client, row, posted_on=day, amount="5") == list_url(line)


@pytest.mark.parametrize("day", ["2025-03-31", "2027-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_of_another_year_is_refused_with_where_it_belongs(client: Client, line: LedgerLine, day: str) -> None:
    row = PostingFactory.create(line=line, amount=None)

    page = send(client, row, posted_on=day, amount="5", note="Kept")

    assert errors(page) == [
        (
            "id_posted_on Enter a day of the fiscal year 2025–26, July 1, 2025 to June 30, 2026, or one near it: from "
            "April 1, 2025 to December 31, 2026. What was paid for another year belongs to a line of that year."
        )
    ]
    assert 'value="Kept"' in page
    assert LedgerLine.objects.get().actual is None


@pytest.mark.parametrize(
    ("amount", "error"),
    [
        ("", "Enter how much was spent."),
        ("-5", "Enter 0 or more."),
        ("0.005", "Enter at most 2 digits after the point."),
        ("a lot", "Enter a number in digits, for example $9,454."),
        ("9" * 30, "This is too long for a number. Enter at most 20 digits."),
        ("1000000000000", "Enter 999,999,999,999.99 or less."),
    ],
)
def test_an_amount_that_is_none_is_refused_in_words(client: Client, line: LedgerLine, amount: str, error: str) -> None:
    row = PostingFactory.create(line=line, amount=None)

    assert errors(send(client, row, amount=amount)) == [f"id_amount {error}"]


def test_a_line_with_postings_says_where_its_actual_amount_comes_from(client: Client, line: LedgerLine) -> None:
    post(line, "100", UserFactory.create())

    page = client.get(edit_url(line)).content.decode()

    assert "1 posting comes to $100, and that is the actual amount of this line." in page
    assert f'<a href="{list_url(line)}">Open the postings</a>' in page
    assert 'name="actual"' not in page


def test_a_form_drawn_before_the_first_posting_saves_what_else_it_says(client: Client, line: LedgerLine) -> None:
    sent = {**posted(line, title="Reading coach"), "base": client.get(edit_url(line)).context["form"]["base"].value()}
    post(line, "100", UserFactory.create())

    answer = client.post(edit_url(line), sent)

    line.refresh_from_db()
    assert (answer.status_code, line.title, line.actual) == (302, "Reading coach", Decimal("100.00"))


def test_an_amount_typed_against_postings_stays_on_the_page_and_is_not_saved(client: Client, line: LedgerLine) -> None:
    post(line, "100", UserFactory.create())
    line.refresh_from_db()

    page = client.post(edit_url(line), posted(line, actual="90")).content.decode()

    assert errors(page) == [
        (
            "1 posting comes to $100, and that is the actual amount of this line. Add or change a posting, and put "
            "$100 back under “Actual”."
        )
    ]
    assert re.findall(r'name="actual" value="([^"]+)"', page) == ["90"]
    line.refresh_from_db()
    assert line.actual == Decimal("100.00")


def test_an_amount_typed_while_somebody_posted_is_shown_beside_the_sum(client: Client, line: LedgerLine) -> None:
    sent = {**posted(line, actual="90"), "base": client.get(edit_url(line)).context["form"]["base"].value()}
    post(line, "100", UserFactory.create())

    asked = client.post(edit_url(line), sent)
    conflict = asked.context["conflicts"]["actual"]
    chosen = {"version": "2", "base": asked.context["form"].data["base"], "conflict-actual": "1"}
    answer = client.post(edit_url(line), sent | chosen | {"choice-actual": "theirs"})

    line.refresh_from_db()
    assert ["".join(run.text for run in side) for side in (conflict.mine, conflict.theirs)] == ["90", "100"]
    assert (answer.status_code, line.actual) == (302, Decimal("100.00"))


def test_the_reason_for_a_difference_is_kept_with_the_line(client: Client, line: LedgerLine) -> None:
    client.post(edit_url(line), posted(line, explanation="Two coaches began in October."))

    line.refresh_from_db()
    assert line.explanation == "Two coaches began in October."


def test_the_ledger_leads_to_the_postings_of_a_line(client: Client, line: LedgerLine) -> None:
    PostingFactory.create_batch(2, line=line, posted_on=datetime.date(2025, 10, 14))

    page = client.get(ledger_url(line.district)).content.decode()

    assert f'<a href="{list_url(line)}">2 postings<' in page


def test_a_line_that_already_says_what_is_spent_explains_what_the_first_posting_does(
    client: Client, district: District
) -> None:
    line = line_of(district, "Kits", "1000", actual=Decimal("700.00"))

    page = client.get(list_url(line)).content.decode()

    assert "With the first posting that amount becomes a posting without a day" in page


def test_the_pages_of_a_removed_line_lead_back_with_why(client: Client, line: LedgerLine) -> None:
    row = post(line, "100", UserFactory.create())
    client.post(reverse("resources:line-remove", args=[line.pk]))

    page = client.get(reverse("resources:posting-edit", args=[row.pk]), follow=True).content.decode()

    assert "The line of this posting is removed. Bring the line back first" in page
    assert "Add a posting" not in page
