"""The ledger taken away: exactly what is shown, nothing in it a formula, in bounded memory."""

import csv
import io
import tracemalloc
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from plplanner.districts.models import District
from plplanner.kit.csv_writer import without_guard
from plplanner.kit.workbooks import read_first_sheet
from resources.enums import LedgerFormat
from resources.exports.columns import LINE_HEADERS
from resources.exports.ledger import ledger_pieces
from resources.models import FundShare, LedgerLine
from resources.selectors.ledger_filters import LineFilter, lines_of
from tests.factories import (
    AccountCodeFactory,
    DistrictFactory,
    FundFactory,
    MembershipFactory,
    SchoolFactory,
    UserFactory,
)
from tests.resources.lines import YEAR, ledger_url, line_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(client: Client) -> District:
    district = DistrictFactory.create(name="Amber Falls", leaid="0199901")
    membership = MembershipFactory.create(user=UserFactory.create(), district=district, role="leader")
    client.force_login(membership.user)
    return district


def download(client: Client, district: District, query: str) -> bytes:
    """Return the bytes of a file of lines."""
    answer: object = client.get(ledger_url(district, f"download/{query}"))
    assert isinstance(answer, StreamingHttpResponse)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="Amber Falls ledger 2025-26.')
    return answer.getvalue()


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def a_full_line(district: District) -> LedgerLine:
    """Make a line with a value in each column."""
    two_a, levy = (FundFactory.create(district=district, name=name) for name in ("Title II-A", "Levy; 2024"))
    return line_of(
        district,
        "=cmd|'/c calc'!A0",
        "8000",
        (two_a, "60"),
        (levy, "40"),
        external_id="PO-7",
        resource_kind="services",
        cost_element="training",
        paid_time="coach",
        is_recurring=True,
        quantity=Decimal("0.500"),
        unit="fte",
        actual=Decimal("12.50"),
        school=SchoolFactory.create(district=district, name="Maple"),
        function_code=AccountCodeFactory.create(code="2213"),
        note="Two\nlines",
    )


def test_csv_holds_every_column_as_the_import_reads_it(client: Client, district: District) -> None:
    a_full_line(district)

    [row] = read_csv(download(client, district, "?format=csv"))

    assert tuple(row) == LINE_HEADERS
    assert row == dict.fromkeys(LINE_HEADERS, "") | {
        "id": "PO-7",
        "fiscal_year": "2025-26",
        "title": "'=cmd|'/c calc'!A0",
        "resource_kind": "External services",
        "cost_element": "Training and coaching",
        "paid_time": "Coach salary",
        "technology_training": "no",
        "recurring": "yes",
        "school": "Maple",
        "quantity": "0.5",
        "unit": "Full-time equivalents (FTE)",
        "planned": "8000.00",
        "actual": "12.50",
        "funds": 'Title II-A 60%; "Levy; 2024" 40%',
        "function_code": "2213",
        "note": "Two\nlines",
    }
    assert without_guard(row["title"]) == "=cmd|'/c calc'!A0"


def test_excel_holds_the_same_with_numbers_as_numbers(client: Client, district: District) -> None:
    line = a_full_line(district)

    content = io.BytesIO(download(client, district, "?format=xlsx"))

    heads, values = CalamineWorkbook.from_filelike(content).get_sheet_by_name("Ledger").to_python()
    row = dict(zip(heads, values, strict=True))
    assert tuple(heads) == LINE_HEADERS
    assert (row["title"], row["planned"], row["actual"], row["committed"]) == (line.title, 8000, 12.5, "")
    assert [list(read.cells)[:3] for read in read_first_sheet(content)][1] == ["PO-7", "2025-26", line.title]


def test_a_file_holds_the_lines_that_are_shown(client: Client, district: District) -> None:
    line_of(district, "Coach", "10", resource_kind="staff")
    line_of(district, "Books", "10", resource_kind="materials")

    rows = read_csv(download(client, district, "?format=csv&kind=staff"))

    assert [row["title"] for row in rows] == ["Coach"]


@pytest.mark.parametrize("query", ["?format=pdf", "", "?format=csv&kind=gold", "?format=csv&fund=1"])
def test_a_file_of_what_does_not_exist_leads_back_to_the_ledger(query: str, client: Client, district: District) -> None:
    answer = client.get(ledger_url(district, f"download/{query}"))

    assert answer.headers["Location"] == ledger_url(district, query or "?")


@pytest.mark.parametrize("file_format", list(LedgerFormat))
def test_a_long_file_takes_the_memory_of_a_short_one(file_format: LedgerFormat, district: District) -> None:
    fund = FundFactory.create(district=district)
    lines = LedgerLine.objects.bulk_create(
        LedgerLine(district=district, school_year=YEAR, title=f"Line {number}", note="x" * 500)
        for number in range(8000)
    )
    FundShare.objects.bulk_create(FundShare(line=line, fund=fund, position=1, part=100) for line in lines)
    del lines
    chosen = lines_of(LineFilter(district=district, school_year=YEAR))

    tracemalloc.start()
    size = sum(map(len, ledger_pieces(chosen, file_format=file_format, title="t", author="a", now=timezone.now())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert size > 40_000
    assert peak < 12_000_000


def test_the_command_writes_a_years_lines(district: District, tmp_path: Path) -> None:
    line_of(district, "Coach", "10")
    file = tmp_path / "ledger.csv"

    call_command("export_ledger", district="199901", year="2025-26", output=str(file))

    assert [row["title"] for row in read_csv(file.read_bytes())] == ["Coach"]


@pytest.mark.parametrize(
    ("leaid", "year", "output", "sentence"),
    [
        ("0199902", "2025-26", "x.csv", "No district has the LEAID 0199902."),
        ("0199901", "2025-27", "x.csv", "“2025-27” is not a school year."),
        ("0199901", "2025", "/nowhere/x.csv", "The file cannot be written"),
    ],
)
def test_the_command_says_what_is_wrong(leaid: str, year: str, output: str, sentence: str, district: District) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_ledger", district=leaid, year=year, output=output)
