"""What is wrong with a line in a file is named with its cure, and nothing of the file is loaded."""

import pytest

from plplanner.districts.models import AuditEntry, District
from resources.models import LedgerImport, LedgerLine
from tests.factories import DistrictFactory, FundFactory
from tests.resources.import_files import LINE, load, sentences
from tests.resources.ledgers import stored_totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    district = DistrictFactory.create()
    for name in ("Title II-A", "Local"):
        FundFactory.create(district=district, name=name)
    return district


def test_any_error_refuses_the_whole_file(district: District) -> None:
    report = load(district, LINE, {**LINE, "id": "GL-2", "planned": "much", "resource_kind": "Cake"})

    assert sentences(report) == [
        (
            "3 resource_kind: This is none of the choices. Enter one of: Staff, Time, Materials, Technology, "
            "External services."
        ),
        (
            "3 planned: Enter a number in digits, for example $9,454. Correct this cell, or leave it empty if the "
            "number is not known."
        ),
    ]
    assert (report.is_refused, LedgerLine.objects.count(), LedgerImport.objects.count()) == (True, 0, 0)
    assert (stored_totals(district), AuditEntry.objects.count(), report.import_id) == ({}, 0, None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"funds": "Title II-A 60%; Local 30%"},
            (
                "funds: The shares must add up to 100% or to the planned amount. They "
                "add up to 90 now. Correct the shares or the planned amount."
            ),
        ),
        (
            {"funds": "Title II-A $6000; Local $4000"},
            (
                "funds: The shares must add up to 100% or to the planned amount. "
                "They add up to 10,000 now. Correct the shares or the planned amount."
            ),
        ),
        (
            {"funds": "Local 50%; local 50%"},
            "funds: A fund is named twice. Name each fund once, with all of its share.",
        ),
        (
            {"funds": "Title IX 100%"},
            (
                "funds: There is no fund “Title IX” here. Add the fund or load your file of funds "
                "first, or correct the name."
            ),
        ),
        (
            {"school": "Oak"},
            (
                "school: The district has no school “Oak”. Add the school first, or enter its name as here, "
                "or its NCES id of twelve digits."
            ),
        ),
        (
            {"planned": "-5"},
            "planned: The number is below zero. Enter zero or more, or leave it empty if it is not known.",
        ),
        ({"planned": "1.005"}, "planned: The number is too fine. Enter at most 2 digits after the point."),
        ({"planned": "1000000000000"}, "planned: The number is too large. Enter 999,999,999,999.99 or less."),
        (
            {"actual": "NaN"},
            (
                "actual: Enter a number in digits, for example $9,454. Correct this cell, or leave it empty "
                "if the number is not known."
            ),
        ),
        (
            {"fiscal_year": "2025"},
            (
                "fiscal_year: This is no fiscal year. Enter both calendar years, for example 2025-26, "
                "or FY26 for the same year."
            ),
        ),
        (
            {"fiscal_year": "2025-27"},
            (
                "fiscal_year: This is no fiscal year. Enter both calendar years, for example "
                "2025-26, or FY26 for the same year."
            ),
        ),
        (
            {"function_code": "9"},
            (
                "function_code: “9” is no function code of the chart of accounts here. Enter a code of "
                "the NCES chart of accounts, or leave the cell empty."
            ),
        ),
        ({"title": "x" * 201}, "title: The text has 201 characters. Shorten it to 200 characters."),
        ({"recurring": "maybe"}, "recurring: This is neither yes nor no. Enter yes or no."),
        ({"id": "x" * 81}, "id: The text has 81 characters. Shorten it to 80 characters."),
    ],
)
def test_wrong_cell_is_named_with_its_cure(district: District, values: dict[str, str], sentence: str) -> None:
    assert sentences(load(district, {**LINE, **values})) == [f"2 {sentence}"]


def test_dollar_shares_that_no_longer_add_up_are_found(district: District) -> None:
    load(district, {**LINE, "funds": "Title II-A $60000; Local $20000"})

    report = load(district, {"id": "GL-1", "planned": "90000"})

    assert sentences(report) == [
        (
            "2 funds: The shares must add up to 100% or to the planned amount. They add up to 80,000 now. Correct "
            "the shares or the planned amount."
        )
    ]


def test_one_id_twice_in_a_file_is_found(district: District) -> None:
    assert sentences(load(district, LINE, LINE)) == ["3 id: Row 2 has this id too. Give each line an id of its own."]


def test_line_of_one_year_is_not_moved_to_another(district: District) -> None:
    load(district, LINE)

    assert sentences(load(district, {**LINE, "fiscal_year": "FY27"})) == [
        (
            "2 id: This id is a line of 2025–26 here. Give the line of another year an id of its own, for example "
            "with the year behind it."
        )
    ]
