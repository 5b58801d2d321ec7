"""Files as people have them: encodings, title lines, workbooks, other column names; and our own export."""

import datetime
import io
from collections.abc import Sequence
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plplanner.districts.models import District
from plplanner.kit.xlsx import Sheet, SheetColumn, Value, write_xlsx
from resources.enums import ImportKind, LedgerFormat
from resources.exports.ledger import ledger_pieces
from resources.imports.findings import FileRefused
from resources.imports.report import Counts, LedgerReport
from resources.models import LedgerLine
from resources.services.ledger_import import BATCH, load_ledger
from tests.factories import DistrictFactory, FundFactory, LedgerLineFactory, SchoolFactory
from tests.resources.import_files import LINE, csv_file, load, sentences

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC)


@pytest.fixture
def district() -> District:
    district = DistrictFactory.create()
    FundFactory.create(district=district, name='Title II; "A"')
    FundFactory.create(district=district, name="Local")
    return district


def _load(district: District, content: bytes, *, dry_run: bool = False) -> LedgerReport:
    return load_ledger(file=io.BytesIO(content), file_name="ledger", district=district, by=None, dry_run=dry_run)


def _workbook(*rows: Sequence[Value]) -> bytes:
    head, *body = rows
    columns = tuple(SheetColumn(heading=str(each)) for each in head)
    sheet = Sheet(name="Ledger", columns=columns, rows=[tuple(row) for row in body])
    return write_xlsx([sheet], title="Ledger", author="Finance", created=NOW)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_encoding_is_found_out(district: District, encoding: str) -> None:
    _load(district, csv_file([{**LINE, "title": "Café für Lehrkräfte"}], encoding=encoding).getvalue())

    assert LedgerLine.objects.get().title == "Café für Lehrkräfte"


def test_header_is_found_below_title_lines_and_rows_are_counted_from_the_top(district: District) -> None:
    above = "Budget report\nPrinted on Monday\n\n"

    report = _load(district, csv_file([{**LINE, "planned": "much"}], above=above).getvalue())

    assert [(each.row, each.value) for each in report.findings] == [(5, "much")]


def test_columns_are_found_by_other_names_in_any_order_and_unknown_ones_are_named(district: District) -> None:
    report = load(
        district, {"Spent": "5", "Description": "Books", "Fiscal Year": "FY26", "External ID": "7", "Zip": "x"}
    )

    line = LedgerLine.objects.get()
    assert (line.title, str(line.actual), line.external_id) == ("Books", "5.00", "7")
    assert report.notices == ["These columns are not used: Zip."]


def test_workbook_is_read_with_its_numbers(district: District) -> None:
    content = _workbook(["id", "fiscal_year", "title", "planned", "funds"], [17, "2025-26", "Books", 9454, "Local"])

    _load(district, content)

    line = LedgerLine.objects.get()
    assert (line.external_id, str(line.planned), line.shares.get().part) == ("17", "9454.00", Decimal(100))


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("title,planned", ImportKind.LINES),
        ("name,award", ImportKind.FUNDS),
        ("name,allowable use", ImportKind.FUNDS),
        ("name,fte", ImportKind.STAFF),
        ("Name,Role,School", ImportKind.STAFF),
    ],
)
def test_kind_is_found_out_by_the_columns(district: District, header: str, kind: ImportKind) -> None:
    assert _load(district, f"{header}\nx,\n".encode(), dry_run=True).kind == kind


def test_short_and_long_rows_are_named(district: District) -> None:
    report = _load(district, b"id,fiscal_year,title,planned\n1,FY26,a\n2,FY26,b,1,2\n3,FY26,c,1,\n")

    assert [(each.row, each.reason) for each in report.findings] == [
        (2, "The row has 3 columns, the header has 4."),
        (3, "The row has 5 columns, the header has 4."),
    ]


def test_file_that_breaks_off_in_the_middle_leaves_nothing(district: District) -> None:
    rows = [{**LINE, "id": str(number)} for number in range(BATCH + 1)]
    content = csv_file(rows).getvalue() + b'"' + b"x" * 200_000

    with pytest.raises(FileRefused, match="cannot be read"):
        _load(district, content)

    assert LedgerLine.objects.count() == 0


def test_dry_run_counts_as_the_load_does_and_writes_nothing(district: District) -> None:
    rows = [{**LINE, "id": str(number), "department": "Curriculum"} for number in range(3)]

    dry = load(district, *rows, dry_run=True)

    assert (LedgerLine.objects.count(), district.departments.count()) == (0, 0)
    assert load(district, *rows).counts == dry.counts == {"lines": Counts(new=3)}


def test_number_of_queries_grows_with_batches_not_rows() -> None:
    rows = [{**LINE, "id": str(number)} for number in range(BATCH)]

    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            load(DistrictFactory.create(), *rows[:count])
        return len(captured)

    assert statements(1) == statements(BATCH)


@pytest.mark.parametrize("file_format", LedgerFormat)
def test_exported_lines_come_back_unchanged(district: District, file_format: LedgerFormat) -> None:
    school = SchoolFactory.create(district=district, name="Elm Elementary")
    load(
        district, {**LINE, "funds": '"Title II; ""A""" 33.3333%; Local 66.6667%', "department": "Ünder", "unit": "Days"}
    )
    LedgerLineFactory.create(district=district, title="=1+1", note="Two\nlines", school=school, quantity="2.5")
    LedgerLineFactory.create(district=district, title="", external_id="", committed="0.07", paid_time="coach")
    before = list(LedgerLine.objects.order_by("pk").values())
    lines = LedgerLine.objects.for_district(district)
    content = b"".join(ledger_pieces(lines, file_format=file_format, title="x", author="x", now=NOW))

    report = _load(district, content)

    assert (sentences(report), report.counts) == ([], {"lines": Counts(same=3)})
    assert list(LedgerLine.objects.order_by("pk").values()) == before
