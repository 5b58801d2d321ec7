"""`manage.py import_ledger`: what it prints, and that a killed one leaves nothing behind."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from plplanner.districts.models import AuditEntry, District
from resources.models import Department, LedgerImport, LedgerLine, LedgerTotal
from tests.browser.test_recovery_server import database_url
from tests.factories import DistrictFactory
from tests.resources.import_files import LINE, csv_file
from tests.resources.ledgers import expected_totals, stored_totals

LEAID = "0100840"
ROWS = 1_200


@pytest.fixture
def district() -> District:
    return DistrictFactory.create(leaid=LEAID)


def _file(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "ledger.csv"
    path.write_bytes(csv_file(rows).getvalue())
    return path


def _run(path: Path, *options: str, leaid: str = LEAID) -> str:
    out = io.StringIO()
    call_command("import_ledger", str(path), "--district", leaid, *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_command_loads_and_says_what_happened(district: District, tmp_path: Path) -> None:
    path = _file(tmp_path, {**LINE}, {**LINE, "id": ""})

    assert _run(path, leaid="100840").splitlines() == [
        "Loaded",
        "File: ledger.csv",
        "What it holds: Ledger lines",
        "Rows in the file: 2",
        "Fiscal years: 2025–26 (2)",
        "Lines: 2 new, 0 changed, 0 the same",
        "Notice: 1 row has no id. It is known again by what it says: change it in the file, and it is a new line.",
    ]
    assert (LedgerLine.objects.count(), AuditEntry.objects.get().actor_name) == (2, "the system")


@pytest.mark.django_db
def test_command_refuses_with_every_finding_and_changes_nothing(district: District, tmp_path: Path) -> None:
    path, out = _file(tmp_path, {**LINE, "planned": "much"}), io.StringIO()

    with pytest.raises(CommandError) as refused:
        call_command("import_ledger", str(path), "--district", LEAID, stdout=out)

    assert str(refused.value) == "ledger.csv is refused for 1 error. Nothing was changed."
    assert out.getvalue().splitlines()[-1] == (
        "Row 2, planned “much”: Enter a number in digits, for example $9,454. Correct this cell, or leave it empty if "
        "the number is not known."
    )
    assert LedgerLine.objects.count() == 0


@pytest.mark.django_db
def test_command_prints_one_object(district: District, tmp_path: Path) -> None:
    path = _file(tmp_path, {**LINE})

    dry, done = (json.loads(_run(path, "--json", *more)) for more in (["--dry-run"], []))

    assert (dry["dry_run"], dry["import_id"], dry["refused"]) == (True, None, False)
    assert (done["kind"], done["counts"], done["years"], done["findings"]) == (
        "lines", {"lines": {"new": 1, "changed": 0, "same": 0}}, {"2025–26": 1}, [],
    )  # fmt: skip
    assert done["import_id"] == LedgerImport.objects.get().pk


@pytest.mark.django_db
def test_command_takes_the_kind_and_the_year_from_its_options(district: District, tmp_path: Path) -> None:
    path = _file(tmp_path, {"id": "1", "title": "Books", "planned": "5"})

    _run(path, "--kind", "lines", "--year", "FY27")

    assert LedgerLine.objects.get().school_year == 2026
    with pytest.raises(CommandError, match="--year soon: This is no fiscal year"):
        _run(path, "--year", "soon")


@pytest.mark.django_db
def test_command_says_what_it_cannot_use(district: District, tmp_path: Path) -> None:
    path = _file(tmp_path, {**LINE})
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(501 * 1024 * 1024)

    for given, leaid, sentence in (
        (path, "0999999", "There is no district with the LEAID or id “0999999”"),
        (tmp_path / "none.csv", LEAID, "There is no file"),
        (tmp_path, LEAID, "is not a file"),
        (huge, LEAID, "is larger than 500 MB"),
    ):
        with pytest.raises(CommandError, match=sentence):
            _run(given, leaid=leaid)


KILLED = """
import os, signal, django
django.setup()
from plplanner.districts.models import District
from resources.services.ledger_import import load_ledger

def kill(done, _):
    if done >= {rows}:
        os.kill(os.getpid(), signal.SIGKILL)

with open({path!r}, "rb") as file:
    district = District.objects.get(leaid={leaid!r})
    load_ledger(file=file, file_name="ledger.csv", district=district, by=None, progress=kill)
"""
"""A load in a process of its own that ends the hard way once it has written so many rows."""


def _load_and_die(path: Path, *, rows: int) -> int:
    program = KILLED.format(rows=rows, path=str(path), leaid=LEAID)
    environment = {
        **os.environ,
        "PLPLANNER_DEMO": "1",
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "plplanner.settings",
    }
    ended = subprocess.run([sys.executable, "-c", program], cwd=settings.BASE_DIR, env=environment, check=False)
    return ended.returncode


@pytest.mark.django_db(transaction=True)
def test_killed_load_leaves_nothing_and_can_be_run_again(district: District, tmp_path: Path) -> None:
    path = _file(tmp_path, *({**LINE, "id": str(number), "department": "Curriculum"} for number in range(ROWS)))

    for rows in (1, ROWS // 2, ROWS):
        assert _load_and_die(path, rows=rows) == -signal.SIGKILL
        models = (LedgerLine, LedgerImport, LedgerTotal, Department, AuditEntry)
        assert [model._default_manager.count() for model in models] == [0] * 5

    _run(path)
    assert (LedgerLine.objects.count(), AuditEntry.objects.count()) == (ROWS, 1)
    assert stored_totals(district) == expected_totals(district)
