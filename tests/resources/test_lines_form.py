"""One line, edited: kept shares, refusals at their place, funds that are overdrawn, other districts' rows."""

import re
from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client

from plplanner.districts.models import AuditEntry, District
from resources.models import LedgerLine
from tests.factories import (
    ActivityFactory,
    DepartmentFactory,
    DistrictFactory,
    FundAwardFactory,
    FundFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
)
from tests.resources.ledgers import expected_totals, stored_totals
from tests.resources.lines import edit_url, ledger_url, line_of, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(client: Client) -> District:
    membership = MembershipFactory.create(user=UserFactory.create(), district=DistrictFactory.create(), role="editor")
    client.force_login(membership.user)
    assert membership.district is not None
    return membership.district


def errors(client: Client, line: LedgerLine, **changes: str) -> list[str]:
    """Post the form and return the errors of its summary, each with the field it leads to."""
    page = client.post(edit_url(line), posted(line, **changes)).content.decode()
    summary = page[page.index('class="error-summary"') : page.index("<h1")]
    return [" ".join(each).strip("# ") for each in re.findall(r'<li>(?:<a href="([^"]+)">)?([^<]+)', summary)]


def test_a_line_keeps_what_its_form_says(client: Client, district: District) -> None:
    line = line_of(district, "New")
    one, two = FundFactory.create_batch(2, district=district)
    school, department = SchoolFactory.create(district=district), DepartmentFactory.create(district=district)
    activity = ActivityFactory.create(table__goal__plan__district=district)
    chosen = {"school": str(school.pk), "department": str(department.pk), "activity": str(activity.pk)}
    money = {"planned": "$10,000", "share_1_part": "60%", "share_2_part": "40", "quantity": "0.5", "unit": "fte"}
    funds = {"share_1_fund": str(one.pk), "share_2_fund": str(two.pk)}

    answer = client.post(edit_url(line), posted(line, title="Coach", **chosen, **money, **funds))

    assert answer.headers["Location"] == ledger_url(district)
    line.refresh_from_db()
    assert (line.title, line.school, line.department, line.activity) == ("Coach", school, department, activity)
    assert (line.planned, line.actual, line.quantity, line.unit) == (Decimal("10000.00"), None, Decimal("0.500"), "fte")
    assert [(each.fund, each.planned) for each in line.shares.all()] == [
        (one, Decimal("6000.00")),
        (two, Decimal("4000.00")),
    ]
    assert stored_totals(district) == expected_totals(district)


def test_shares_in_dollars_stay_as_entered(client: Client, district: District) -> None:
    line = line_of(district, "Coach", "10000")
    one, two = FundFactory.create_batch(2, district=district)
    funds = {"share_1_fund": str(one.pk), "share_2_fund": str(two.pk)}

    client.post(edit_url(line), posted(line, **funds, share_1_part="$6,000.50", share_2_part="3999.5"))
    page = client.get(edit_url(line)).content.decode()

    assert re.findall(r'name="share_[12]_part" value="([^"]+)"', page) == ["6,000.5", "3,999.5"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"title": " "}, ["id_title Enter what it is."]),
        ({"planned": "-5"}, ["id_planned Enter 0 or more."]),
        ({"planned": "9" * 15}, ["id_planned Enter 999,999,999,999.99 or less."]),
        ({"actual": "1e5"}, ["id_actual Enter a number in digits, for example $9,454."]),
        ({"quantity": "2"}, ["id_unit Choose what the quantity counts."]),
        ({"share_1_part": "100"}, ["id_share_1_fund Choose the fund that pays this share."]),
        ({"share_1_part": "0"}, ["id_share_1_part Enter 0.0001 or more."]),
        ({"resource_kind": "gold"}, ["id_resource_kind Select a valid choice."]),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else "",
)
def test_what_cannot_be_kept_is_refused_at_its_place(
    changes: dict[str, str], expected: list[str], client: Client, district: District
) -> None:
    line = line_of(district, "Coach", "100")

    found = errors(client, line, **changes)

    assert [each[: len(start)] for each, start in zip(found, expected, strict=True)] == expected


def test_a_fund_alone_pays_all_of_a_line(client: Client, district: District) -> None:
    line, fund = line_of(district, "Coach", "500"), FundFactory.create(district=district)

    client.post(edit_url(line), posted(line, share_1_fund=str(fund.pk)))

    assert [(share.fund, share.part, share.planned) for share in line.shares.all()] == [
        (fund, Decimal(100), Decimal(500))
    ]


def test_shares_are_refused_at_the_first_share(client: Client, district: District) -> None:
    line = line_of(district, "Coach", "500")
    fund = FundFactory.create(district=district)
    one = {"share_1_fund": str(fund.pk), "share_1_part": "60"}

    assert errors(client, line, **one) == [
        "id_share_1_part The shares must add up to 100% or to the planned amount. They add up to 60 now."
    ]
    assert errors(client, line, **one, share_2_fund=str(fund.pk), share_2_part="40") == [
        "id_share_1_fund A fund is named twice. Add its shares up."
    ]
    other = FundFactory.create(district=district)
    assert errors(client, line, share_1_fund=str(fund.pk), share_2_fund=str(other.pk)) == [
        "id_share_1_part Enter how much of it this fund pays.",
        "id_share_2_part Enter how much of it this fund pays.",
    ]
    assert LedgerLine.objects.get(pk=line.pk).version == line.version


def test_an_id_that_another_line_has_is_refused_at_its_field(client: Client, district: District) -> None:
    line_of(district, "Books", external_id="PO-7")
    line = line_of(district, "Coach")

    assert errors(client, line, external_id="PO-7") == [
        "id_external_id Another line has this id. Correct one of the two."
    ]


@pytest.mark.parametrize("field", ["school", "department", "activity", "share_1_fund"])
def test_another_districts_row_is_refused(field: str, client: Client, district: District) -> None:
    line = line_of(district, "Coach", "100")
    theirs: dict[str, Callable[[], Model]] = {
        "school": SchoolFactory.create,
        "department": DepartmentFactory.create,
        "activity": ActivityFactory.create,
        "share_1_fund": FundFactory.create,
    }

    assert errors(client, line, **{field: str(theirs[field]().pk)})[0] == f"id_{field} Choose one of the list."


def test_a_removed_fund_stays_with_the_line_that_has_it(client: Client, district: District) -> None:
    fund = FundFactory.create(district=district, removed_at="2026-01-01T00:00Z", name="Old grant")
    line = line_of(district, "Coach", "100", (fund, "100"))
    other = line_of(district, "Books", "100")

    client.post(edit_url(line), posted(line, title="Coach of readers"))

    assert LedgerLine.objects.get(pk=line.pk).title == "Coach of readers"
    assert errors(client, other, share_1_fund=str(fund.pk), share_1_part="100")[0].endswith("Choose one of the list.")


def test_a_fund_that_has_less_than_is_planned_is_said_not_refused(client: Client, district: District) -> None:
    fund = FundFactory.create(district=district, name="Levy")
    FundAwardFactory.create(fund=fund, amount=Decimal("1000.00"))
    line = line_of(district, "Coach", "900", (fund, "100"))
    warning = "“Levy” has $1,000 in the year, and the ledger plans $250.50 more than that."

    before = client.get(edit_url(line)).content.decode()
    saved = client.post(edit_url(line), posted(line, planned="1250.50"), follow=True).content.decode()
    after = client.get(edit_url(line)).content.decode()

    assert "Of $1,000 in the year, $1,000 is neither committed nor spent and $100 is not planned yet." in before
    assert warning not in before
    assert warning in saved
    assert warning in after
    assert LedgerLine.objects.get(pk=line.pk).planned == Decimal("1250.50")


def test_a_copy_begins_as_a_plan(client: Client, district: District) -> None:
    fund = FundFactory.create(district=district)
    line = line_of(district, "Coach", "900", (fund, "100"), actual=Decimal("5.00"), external_id="PO-7")
    new_id = str(uuid4())

    for _ in range(2):
        answer = client.post(f"/resources/lines/{line.pk}/copy/", {"new_id": new_id})

    copy = LedgerLine.objects.get(pk=new_id)
    assert answer.headers["Location"] == edit_url(copy)
    assert (copy.title, copy.planned, copy.actual, copy.external_id) == ("Coach", Decimal("900.00"), None, "")
    assert [(each.fund, each.planned) for each in copy.shares.all()] == [(fund, Decimal("900.00"))]
    assert stored_totals(district) == expected_totals(district)
    assert AuditEntry.objects.for_object(copy.pk).count() == 1


def test_a_stale_form_meets_the_other_persons_amount(client: Client, district: District) -> None:
    line = line_of(district, "Coach", "900")
    mine = posted(line, planned="800")
    client.post(edit_url(line), posted(line, planned="700"))

    page = client.post(edit_url(line), mine).content.decode()

    assert "Planned: two texts" in page
    assert LedgerLine.objects.get(pk=line.pk).planned == Decimal("700.00")
