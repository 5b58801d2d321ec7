"""The pages that load a file into the ledger: choose, look, confirm."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from plplanner.districts.models import District
from plplanner.kit.workbooks import MOST_COLUMNS
from plplanner.kit.xlsx import Sheet, SheetColumn, write_xlsx
from resources.forms import ledger_import as forms_module
from resources.models import LedgerImport, LedgerLine
from tests.districts.visitors import browser_in
from tests.factories import DistrictFactory
from tests.resources.import_files import LINE, csv_file, load, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def director(district: District) -> Client:
    return browser_in(district)


def _address(district: District) -> str:
    return f"/resources/{district.pk}/2025/load/"


def _upload(content: bytes, **values: str) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("ledger.csv", content), **values}


def _preview(director: Client, district: District, *rows: dict[str, str]) -> str:
    response = director.post(_address(district), _upload(csv_file(rows).getvalue()))
    assert response.status_code == 302
    return str(response["Location"])


def _seen(page: Any) -> dict[str, str]:
    return {"seen": page.context["form"].initial["seen"]}


def _messages(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def _kept(uploads: Path) -> list[str]:
    return [path.name for path in uploads.rglob("*") if path.is_file()]


def test_file_is_shown_before_it_is_loaded(director: Client, district: District, uploads: Path) -> None:
    page = director.get(_preview(director, district, {**LINE}))

    assert [tuple(row) for row in page.context["rows"]] == [
        ("File", "ledger.csv"),
        ("What it holds", "Ledger lines"),
        ("Rows in the file", "1"),
        ("Fiscal years", "2025–26 (1)"),
        ("Lines", "1 new, 0 changed, 0 the same"),
    ]
    assert (page.context["may_load"], LedgerLine.objects.count(), _kept(uploads)) == (True, 0, ["ledger.csv"])


def test_confirmed_file_is_loaded_and_thrown_away(director: Client, district: District, uploads: Path) -> None:
    address = _preview(director, district, {**LINE})

    response = director.post(address, _seen(director.get(address)))

    assert (response.status_code, response["Location"]) == (302, _address(district))
    assert _messages(response) == ["ledger.csv is loaded. Lines: 1 new, 0 changed, 0 the same."]
    assert (LedgerLine.objects.get().title, _kept(uploads)) == ("Reading coach", [])
    assert [each.by for each in director.get(_address(district)).context["loads"]] == [
        str(LedgerImport.objects.get().loaded_by)
    ]


def test_confirming_twice_is_harmless(director: Client, district: District) -> None:
    address = _preview(director, district, {**LINE})
    seen = _seen(director.get(address))
    director.post(address, seen)

    response = director.post(address, seen)

    assert (response["Location"], LedgerLine.objects.count()) == (_address(district), 1)
    assert _messages(response)[1:] == [
        "This file was loaded already, or a day has passed. Choose it again if you need it."
    ]


def test_confirming_unseen_only_shows(director: Client, district: District) -> None:
    response = director.post(_preview(director, district, {**LINE}))

    assert (response.status_code, response.context["may_load"], LedgerLine.objects.count()) == (200, True, 0)


def test_line_changed_since_the_preview_is_shown_again(director: Client, district: District) -> None:
    load(district, LINE)
    address = _preview(director, district, {**LINE, "planned": "1"})
    seen = _seen(director.get(address))
    LedgerLine.objects.update(planned=Decimal(5), version=2)

    response = director.post(address, seen)

    assert response.context["moved"] == (
        "Somebody changed the same rows since you looked. This is what the file would change now."
    )
    assert [tuple(cell) for change in response.context["changes"] for cell in change.cells] == [("planned", "$5", "$1")]
    assert LedgerLine.objects.get().planned == Decimal(5)


def test_file_with_an_error_offers_no_button_and_is_refused(director: Client, district: District) -> None:
    address = _preview(director, district, {**LINE}, {**LINE, "id": "2", "planned": "much"})
    page = director.get(address)

    response = director.post(address, _seen(page))

    assert ([each.row for each in page.context["errors"]], page.context["may_load"]) == ([3], False)
    assert b"<title>Error: What this file would change" in page.content
    assert (response.status_code, response.context["is_refused"], LedgerLine.objects.count()) == (200, True, 0)


def test_file_without_years_is_of_the_page_s_year(director: Client, district: District) -> None:
    row = {name: text for name, text in LINE.items() if name != "fiscal_year"}
    address = _preview(director, district, row)
    page = director.get(address)

    director.post(address, _seen(page))

    assert page.context["notices"] == ["The file has no column fiscal_year: everything in it is taken for 2025–26."]
    assert LedgerLine.objects.get().school_year == 2025


def test_kind_that_was_chosen_is_kept(director: Client, district: District) -> None:
    response = director.post(_address(district), _upload(csv_file([LINE]).getvalue(), kind="lines"))

    assert response["Location"].endswith("/?kind=lines")
    assert director.get(response["Location"]).context["may_load"] is True
    wrong = director.post(_address(district), _upload(csv_file([LINE]).getvalue(), kind="staff"))
    assert wrong.context["form"].errors == {
        "file": ["No row of column names was found. A file of staff has columns such as id, name, role, vacant."]
    }


@pytest.mark.parametrize("kind", ["lines", "funds", "staff"])
def test_template_is_a_file_that_is_understood(director: Client, district: District, kind: str) -> None:
    response = director.get(f"{_address(district)}templates/{kind}/")

    uploaded = director.post(_address(district), _upload(response.content))

    assert (response["Content-Type"], uploaded.status_code) == ("text/csv; charset=utf-8", 302)
    assert director.get(uploaded["Location"]).context["rows"][2].value == "1"


def test_unknown_template_is_not_found(director: Client, district: District) -> None:
    assert director.get(f"{_address(district)}templates/cakes/").status_code == 404


def _zip(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "beginning"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\x00", "This file is not text."),
        (b"a,b\n1,2\n", "No row of column names was found."),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "This is an old Excel file or one with a password."),
        (_zip(**{"xl__workbook.xml": b"<a/>", "xl__vbaProject.bin": b"x"}), "This file holds macros"),
        (_zip(**{"word__document.xml": b"<a/>"}), "This is not a"),
        (_zip(**{"xl__workbook.xml": b"0" * 60_000_000}), "This file unpacks to more than can be read."),
        (b"title,planned,Title\nx,1,y\n", "Two columns are named title"),
    ],
    ids=["empty", "picture", "other table", "old Excel", "macros", "other zip", "bomb", "twice"],
)
def test_hostile_file_is_refused_in_a_sentence(
    director: Client, district: District, uploads: Path, content: bytes, beginning: str
) -> None:
    response = director.post(_address(district), _upload(content))

    (sentence,) = response.context["form"].errors["file"]
    assert sentence[: len(beginning)] == beginning
    assert (response.status_code, _kept(uploads), LedgerLine.objects.count()) == (200, [], 0)


def test_only_headers_are_refused_on_a_page_of_its_own(director: Client, district: District) -> None:
    response = director.post(_address(district), _upload(b"title,planned\n"))

    page = director.get(response["Location"])

    assert page.context["sentence"] == "This table has no rows below its column names. Add at least one row."


def test_a_million_columns_are_refused(director: Client, district: District) -> None:
    wide = b"title,planned" + b",x" * 1_000_000 + b"\n"
    sheet = Sheet(name="x", columns=tuple(SheetColumn(heading="x") for _ in range(MOST_COLUMNS + 1)), rows=[])
    book = write_xlsx([sheet], title="x", author="x", created=LedgerImport._meta.get_field("loaded_at").default())

    answers = [director.post(_address(district), _upload(each)) for each in (wide, book)]

    assert [answer.context["form"].errors["file"][0][:40] for answer in answers] == [
        "This file has a line of more than a mill",
        "Row 1 has more than 2,000 columns. Remov",
    ]


def test_nul_controls_and_formulas_are_kept_harmless(district: District) -> None:
    report = load(district, {**LINE, "title": "A\x01\x7fB", "note": '\'=HYPERLINK("x")', "id": "'-1"})

    line = LedgerLine.objects.get()
    assert (sentences(report), line.title, line.note, line.external_id) == ([], "AB", '=HYPERLINK("x")', "-1")


def test_large_file_is_refused_with_the_limit(
    director: Client, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms_module, "LARGEST_UPLOAD_MB", 0)

    response = director.post(_address(district), _upload(csv_file([LINE]).getvalue()))

    assert response.context["form"].errors == {
        "file": ["This file is larger than 0 MB. Load it in parts, for example by year."]
    }


def test_upload_of_another_person_or_district_is_not_there(director: Client, district: District) -> None:
    upload_id = _preview(director, district, {**LINE}).rstrip("/").rpartition("/")[2]
    colleague = browser_in(district)
    stranger_district = DistrictFactory.create()

    answers = [
        colleague.get(f"{_address(district)}{upload_id}/"),
        browser_in(stranger_district).get(f"{_address(stranger_district)}{upload_id}/"),
    ]

    assert [answer["Location"] for answer in answers] == [_address(district), _address(stranger_district)]
