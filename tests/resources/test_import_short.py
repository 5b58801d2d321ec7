"""Files of funds and of staff."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from plplanner.districts.models import AuditEntry, District, School
from resources.enums import ImportKind
from resources.imports.report import Counts
from resources.models import Fund, FundAward, StaffAssignment, StaffMember
from tests.factories import (
    AssistanceListingFactory,
    FundFactory,
    SchoolFactory,
    StaffAssignmentFactory,
    StaffMemberFactory,
)
from tests.resources.import_files import load, sentences

pytestmark = pytest.mark.django_db

FUND = {
    "id": "F-210",
    "name": "Title II-A",
    "kind": "Federal",
    "assistance_listing": "84.367A",
    "starts_on": "7/1/2025",
    "ends_on": "2027-09-30",
    "fiscal_year": "2025-26",
    "award": "$120,000",
    "carry_over": "–",
}
COACH = {"id": "P-1", "name": "Casey Coach", "role": "Coach", "fiscal_year": "2025-26", "school": "Elm", "fte": "0.5"}


@pytest.fixture(autouse=True)
def schools(district: District) -> list[School]:
    AssistanceListingFactory.create(number="84.367A")
    return [SchoolFactory.create(district=district, name=name) for name in ("Elm", "Oak")]


def test_fund_and_its_awards_are_stored_as_the_file_says(district: District) -> None:
    report = load(district, FUND, {"id": "F-210", "fiscal_year": "FY27", "award": "90000", "carry_over": "0"})

    fund = Fund.objects.get()
    assert (sentences(report), report.kind) == ([], ImportKind.FUNDS)
    assert (fund.name, fund.kind, fund.assistance_listing_id, fund.external_id) == (
        "Title II-A", "federal", "84.367A", "F-210",
    )  # fmt: skip
    assert (fund.starts_on, fund.ends_on) == (datetime.date(2025, 7, 1), datetime.date(2027, 9, 30))
    assert list(FundAward.objects.values_list("school_year", "amount", "carry_over")) == [
        (2025, Decimal("120000.00"), None),
        (2026, Decimal("90000.00"), Decimal("0.00")),
    ]
    assert AuditEntry.objects.get().detail["awards"] == {"new": 2, "changed": 0, "same": 0}


@pytest.mark.parametrize("fund_id", ["F-210", ""])
def test_same_funds_twice_change_nothing(district: District, fund_id: str) -> None:
    load(district, {**FUND, "id": fund_id})

    report = load(district, {**FUND, "id": fund_id})

    assert (report.counts, AuditEntry.objects.count()) == ({"funds": Counts(same=1), "awards": Counts(same=1)}, 1)


def test_changed_award_says_who_saved_it_last(district: District) -> None:
    load(district, FUND)

    report = load(district, {**FUND, "award": "130000"})

    assert [(change.name, [tuple(cell) for cell in change.cells]) for change in report.changes] == [
        ("Title II-A, 2025–26", [("award", "$120,000", "$130,000")])
    ]
    award = FundAward.objects.get()
    assert (award.amount, award.version, award.history.count()) == (Decimal(130_000), 2, 2)


def test_fund_without_an_id_here_is_given_the_file_s(district: District) -> None:
    fund = FundFactory.create(district=district, name="title ii-a", kind="federal")

    report = load(district, FUND)

    fund.refresh_from_db()
    assert (report.counts["funds"], fund.external_id, fund.name) == (Counts(changed=1), "F-210", "Title II-A")


def test_removed_fund_is_named_and_left_out(district: District) -> None:
    FundFactory.create(district=district, external_id="F-210", removed_at=timezone.now())

    report = load(district, FUND)

    assert (report.removed_here, report.has_changes, report.errors) == (1, False, 0)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": "2025-06-30"}, "ends_on: The last day is before the first. Correct one of them."),
        ({"ends_on": "2025-06-31"}, "ends_on: This is no day. Enter it as 2026-09-30 or 9/30/2026."),
        (
            {"kind": "State"},
            (
                "assistance_listing: Only a federal fund has an assistance listing. Enter Federal as its "
                "kind, or take the listing out."
            ),
        ),
        (
            {"assistance_listing": "99.999"},
            (
                "assistance_listing: There is no assistance listing “99.999” here. Enter a "
                "number such as 84.367A, or leave the cell empty."
            ),
        ),
        (
            {"fiscal_year": ""},
            (
                "fiscal_year: The row has no fiscal year. Enter both calendar years, for example 2025-26, "
                "or FY26 for the same year."
            ),
        ),
        ({"name": ""}, "name: The fund has no name. Enter the name of the fund."),
        ({"name": "Local"}, "name: Another fund has this name. Add what tells them apart, or correct the id."),
    ],
)
def test_wrong_fund_is_named_with_its_cure(district: District, values: dict[str, str], sentence: str) -> None:
    FundFactory.create(district=district, name="Local", external_id="F-1")

    report = load(district, {**FUND, **values})

    assert (sentences(report), Fund.objects.count(), FundAward.objects.count()) == ([f"2 {sentence}"], 1, 0)


def test_rows_of_one_fund_may_not_contradict_each_other(district: District) -> None:
    report = load(district, FUND, {**FUND, "kind": "Local"}, {**FUND, "kind": "", "fiscal_year": "FY27"})

    assert sentences(report) == [
        (
            "3 kind: Row 2 says something else of the same fund. Write the same in all of its rows, or leave it out "
            "in all but the first."
        ),
        "3 : Row 2 is of this fund and year too. Keep one row a fund and year.",
    ]


def test_fund_s_day_in_a_workbook_s_own_count_is_read(district: District) -> None:
    load(district, {**FUND, "ends_on": "46660"})

    assert Fund.objects.get().ends_on == datetime.date(2027, 9, 30)


def test_people_and_their_time_are_stored_as_the_file_says(district: District, schools: list[School]) -> None:
    report = load(district, COACH, {**COACH, "school": "Oak", "period": "Fall"}, {**COACH, "school": "", "fte": ""})

    person = StaffMember.objects.get()
    assert (sentences(report), person.name, person.role, person.external_id) == ([], "Casey Coach", "coach", "P-1")
    assert list(StaffAssignment.objects.values_list("school__name", "period", "fte")) == [
        ("Elm", "year", Decimal("0.5")),
        ("Oak", "fall", Decimal("0.5")),
        (None, "year", None),
    ]
    assert (person.source_import_id, report.counts["people"]) == (report.import_id, Counts(new=1))


@pytest.mark.parametrize("staff_id", ["P-1", ""])
def test_same_staff_twice_change_nothing(district: District, staff_id: str) -> None:
    rows = [{**COACH, "id": staff_id}, {**COACH, "id": staff_id, "school": "Oak"}]
    load(district, *rows)

    report = load(district, *rows)

    assert report.counts == {"people": Counts(same=1), "assignments": Counts(same=2)}


def test_changed_time_is_updated(district: District) -> None:
    load(district, COACH)

    report = load(district, {**COACH, "fte": "0.25"})

    assert [(change.name, [tuple(cell) for cell in change.cells]) for change in report.changes] == [
        ("Casey Coach at Elm, whole year 2025–26", [("fte", "0.5", "0.25")])
    ]
    assert StaffAssignment.objects.get().fte == Decimal("0.25")


def test_more_than_one_post_a_person_is_refused(district: District) -> None:
    person = StaffMemberFactory.create(district=district, name="Casey Coach", external_id="P-1")
    StaffAssignmentFactory.create(staff_member=person, fte=Decimal("0.6"))

    report = load(district, COACH)

    assert sentences(report) == [
        (
            "2 fte: Casey Coach comes to 1.1 FTE in 2025–26, all told. One person is at most 1.0 in the fall and in "
            "the spring. Two people need an id each."
        )
    ]
    assert StaffAssignment.objects.count() == 1


def test_fall_and_spring_are_not_added_up(district: District) -> None:
    report = load(district, {**COACH, "fte": "1", "period": "Fall"}, {**COACH, "fte": "1", "period": "Spring"})

    assert (report.errors, StaffAssignment.objects.count()) == (0, 2)


def test_two_people_of_one_name_need_ids(district: District) -> None:
    StaffMemberFactory.create_batch(2, district=district, name="Casey Coach")

    assert sentences(load(district, {**COACH, "id": ""})) == [
        "2 : More than one person has this name here. Add the column id, and fill it in."
    ]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"fte": "0"},
            ("fte: One entry is more than 0 and at most 1 full-time post. Enter for example 0.5 for half of a post."),
        ),
        (
            {"fte": "1.5"},
            ("fte: One entry is more than 0 and at most 1 full-time post. Enter for example 0.5 for half of a post."),
        ),
        ({"role": "Boss"}, "role: This is none of the choices. Enter one of: Coach, Mentor, Facilitator."),
        ({"name": "", "id": ""}, ": The person has no name. Enter a name, or an id that is known here."),
        ({"name": ""}, "name: The person has no name. Enter a name; for a vacant post say what it is."),
    ],
)
def test_wrong_person_is_named_with_its_cure(district: District, values: dict[str, str], sentence: str) -> None:
    assert sentences(load(district, {**COACH, **values})) == [f"2 {sentence}"]
