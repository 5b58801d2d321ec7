"""The administrator's page for a file of districts."""

import datetime
import io
import os
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from plplanner.districts.forms import district_import as forms_module
from plplanner.districts.models import District, DistrictFact, FactImport
from plplanner.kit.uploads import keep_upload, open_kept
from tests.districts.elsi_files import COLBERT, agency, export_file
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import DistrictFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/districts/import/"


@pytest.fixture(autouse=True)
def uploads(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def admin() -> Client:
    return browser_of(administrator())


def _upload(content: bytes, name: str = "elsi.csv") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content)}


def _preview_address(admin: Client, file: io.BytesIO) -> str:
    response = admin.post(ADDRESS, _upload(file.getvalue()))
    assert response.status_code == 302
    return str(response["Location"])


def _messages(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def _kept(uploads: Path) -> list[str]:
    return [path.name for path in uploads.rglob("*") if path.is_file()]


def test_file_is_shown_before_it_is_loaded(admin: Client, uploads: Path) -> None:
    preview = admin.get(_preview_address(admin, export_file(COLBERT, agency(leaid="1"))))

    assert [tuple(row) for row in preview.context["rows"]][2:5] == [
        ("Agencies in the file", "2"),
        ("Districts", "1 new, 0 updated, 0 unchanged"),
        ("Values", "3 new, 0 updated, 0 unchanged"),
    ]
    assert [problem.agency for problem in preview.context["problems"]] == ["AGENCY 1"]
    assert (District.objects.count(), _kept(uploads)) == (0, ["elsi.csv"])


def test_confirmed_file_is_loaded_and_thrown_away(admin: Client, uploads: Path) -> None:
    address = _preview_address(admin, export_file(COLBERT))

    response = admin.post(address)

    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    assert _messages(response) == [
        "elsi.csv is loaded. Districts: 1 new, 0 updated. Values: 3 new, 0 updated, 0 kept as people entered them."
    ]
    assert DistrictFact.objects.get(measure="enrollment").value == Decimal(2618)
    assert (FactImport.objects.get().file_name, list(uploads.rglob("*.csv"))) == ("elsi.csv", [])


def test_confirming_twice_is_harmless(admin: Client) -> None:
    address = _preview_address(admin, export_file(COLBERT))
    admin.post(address)

    response = admin.post(address)

    assert (response.status_code, response["Location"]) == (302, ADDRESS)
    assert _messages(response)[1:] == [
        "This file was loaded already, or a day has passed. Choose it again if you need it."
    ]
    assert (admin.get(address).status_code, District.objects.count()) == (404, 1)


def test_file_with_nothing_new_offers_no_button(admin: Client) -> None:
    admin.post(_preview_address(admin, export_file(COLBERT)))

    preview = admin.get(_preview_address(admin, export_file(COLBERT)))

    assert preview.context["has_changes"] is False
    assert b"Load the file</button>" not in preview.content


def test_earlier_loads_are_listed(admin: Client) -> None:
    admin.post(_preview_address(admin, export_file(COLBERT)))

    page = admin.get(ADDRESS)

    assert [(load.file_name, str(load.loaded_by)) for load in page.context["loads"]] == [
        ("elsi.csv", "Ada Administrator")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty. Choose a file with a table in it."),
        (b"\x89PNG\x00", "This file is not text. Choose a CSV or XLSX file."),
        (
            b"a,b\n1,2\n",
            "No row of column names was found in the first 60 lines. Choose the file as it was downloaded.",
        ),
    ],
)
def test_other_file_is_refused_on_the_page(admin: Client, uploads: Path, content: bytes, sentence: str) -> None:
    response = admin.post(ADDRESS, _upload(content))

    assert response.context["form"].errors == {"file": [sentence]}
    assert (response.status_code, _kept(uploads)) == (200, [])


def test_no_file_is_refused_on_the_page(admin: Client) -> None:
    assert admin.post(ADDRESS).context["form"].errors == {"file": ["Choose a file."]}
    assert admin.post(ADDRESS, {"file": "text"}).context["form"].errors == {"file": ["Choose a file."]}


def test_large_file_is_refused_with_the_limit(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_module, "LARGEST_UPLOAD_MB", 0)

    response = admin.post(ADDRESS, _upload(export_file(COLBERT).getvalue()))

    assert response.context["form"].errors == {
        "file": ["This file is larger than 0 MB. Download it with fewer years or columns."]
    }


def test_table_without_a_usable_row_is_refused_on_its_own_page(admin: Client) -> None:
    address = _preview_address(admin, export_file())

    for response in (admin.get(address), admin.post(address)):
        assert response.context["sentence"] == "This table has no rows. Download it again."
        assert (response.status_code, District.objects.count()) == (200, 0)


def test_large_upload_that_lies_in_a_file_is_read(admin: Client, settings: Settings) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0

    assert admin.get(_preview_address(admin, export_file(COLBERT))).context["has_changes"] is True


def test_only_administrators_get_in() -> None:
    director = browser_in(DistrictFactory.create())
    address = f"{ADDRESS}{uuid.uuid4()}/"

    assert [director.get(ADDRESS).status_code, director.post(ADDRESS).status_code] == [403, 403]
    assert [director.get(address).status_code, director.post(address).status_code] == [403, 403]
    assert Client().get(ADDRESS).status_code == 302


def test_other_methods_are_refused(admin: Client) -> None:
    assert [admin.put(ADDRESS).status_code, admin.delete(f"{ADDRESS}{uuid.uuid4()}/").status_code] == [405, 405]


def test_file_of_another_administrator_is_not_found(admin: Client) -> None:
    address = _preview_address(browser_of(administrator()), export_file(COLBERT))

    assert admin.get(address).status_code == 404


def test_upload_is_kept_for_a_day(uploads: Path) -> None:
    old = keep_upload(SimpleUploadedFile("old.csv", b"x"), area="tests", owner=1)
    young = keep_upload(SimpleUploadedFile("young.csv", b"x"), area="tests", owner=1)
    yesterday = (datetime.datetime.now(tz=datetime.UTC) - datetime.timedelta(hours=25)).timestamp()
    for path in uploads.rglob("old.csv"):
        os.utime(path, (yesterday, yesterday))

    keep_upload(SimpleUploadedFile("new.csv", b"x"), area="tests", owner=2)

    assert open_kept(old, area="tests", owner=1) is None
    kept = open_kept(young, area="tests", owner=1)
    assert kept is not None
    with kept.file:
        assert (kept.name, kept.content.read()) == ("young.csv", b"x")


def test_upload_cannot_leave_its_folder(uploads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = SimpleUploadedFile("x", b"x")
    monkeypatch.setattr(upload, "_name", "../../../" + "y" * 300 + ".csv")

    keep_upload(upload, area="tests", owner=1)

    assert [path.relative_to(uploads).parts[:2] for path in uploads.rglob("*.csv")] == [("tests", "1")]


@pytest.mark.parametrize("name", ["漢" * 90 + ".csv", "!!!", "x" * 300 + ".csv"])
def test_file_of_any_name_leads_to_its_preview(admin: Client, name: str) -> None:
    answer = admin.post(ADDRESS, _upload(export_file(COLBERT).getvalue(), name=name))

    assert (answer.status_code, admin.get(answer["Location"]).status_code) == (302, 200)
