import io
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.forms import model_to_dict

from plplanner.districts import import_report
from plplanner.districts.elsi import ExportRefused
from plplanner.districts.enums import FactStatus, Measure, Role
from plplanner.districts.import_report import LoadReport
from plplanner.districts.models import AuditEntry, District, DistrictFact, FactImport
from plplanner.districts.services import district_import
from plplanner.districts.services.district_import import load_districts
from tests.districts.elsi_files import COLBERT, HEADER, TEACHERS, agency, export_file
from tests.districts.visitors import administrator
from tests.factories import DistrictFactFactory, DistrictFactory, MembershipFactory

pytestmark = pytest.mark.django_db

WHOLE_FILE = Path(settings.BASE_DIR).parent / "shared" / "data" / "nces" / "elsi_district_2020-21_finance.csv"

CHOOSE_A_YEAR = "Choose a year for them when you download the table."
NO_LEAID = (
    "“1” is no LEAID. Enter its seven digits, with the zeros in front. "
    "In a spreadsheet, format the column as text first."
)


def _load(file: io.BytesIO, **options: Any) -> LoadReport:
    return load_districts(file=file, file_name="elsi.csv", **{"by": None, **options})


def _counts(report: LoadReport) -> tuple[int, int, int, int, int, int, int]:
    return (
        *(report.districts_new, report.districts_updated, report.districts_unchanged),
        *(report.facts_new, report.facts_updated, report.facts_unchanged, report.facts_kept),
    )


def _facts(leaid: str) -> dict[str, tuple[str, Decimal | None]]:
    rows = DistrictFact.objects.filter(district__leaid=leaid, school_year=2020)
    return {row.measure: (row.status, row.value) for row in rows}


def _everything() -> list[list[Any]]:
    models = (District, DistrictFact, FactImport, AuditEntry)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


@pytest.fixture
def whole_file() -> Path:
    if not WHOLE_FILE.exists():
        pytest.skip("The NCES file is not beside this checkout.")
    return WHOLE_FILE


def _run(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("load_districts", *arguments, "--json", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def test_whole_file_is_loaded_once(whole_file: Path) -> None:
    first = _run(str(whole_file))
    second = _run(str(whole_file))

    assert (first["agencies_read"], first["districts_new"], first["facts_new"]) == (19_571, 19_571, 136_997)
    assert (first["rows_left_out"], first["values_left_out"], first["zeros_for_missing"]) == (0, 0, 131)
    assert first["missing"] == {"not_known": 4_479, "not_applicable": 6_386, "low_quality": 16}
    assert (second["districts_unchanged"], second["facts_unchanged"]) == (19_571, 136_997)
    assert (second["facts_new"], second["facts_updated"], FactImport.objects.count()) == (0, 0, 1)
    assert _facts("0100840") == {
        Measure.ENROLLMENT: (FactStatus.KNOWN, Decimal(2618)),
        Measure.TEACHER_FTE: (FactStatus.KNOWN, Decimal("175.07")),
        Measure.TOTAL_EXPENDITURE: (FactStatus.KNOWN, Decimal(36_186_000)),
        **{measure: _facts("0100840")[measure] for measure in Measure if measure.endswith("_revenue")},
    }
    assert _facts("0100390")[Measure.ENROLLMENT] == (FactStatus.KNOWN, Decimal(21_597))
    assert _facts("0100390")[Measure.TOTAL_EXPENDITURE] == (FactStatus.KNOWN, Decimal(282_232_000))


def test_load_names_source_person_and_audit() -> None:
    by = administrator()

    report = _load(export_file(COLBERT), by=by)

    source = FactImport.objects.get()
    assert (source.file_name, source.sha256, source.loaded_by) == ("elsi.csv", report.sha256, by)
    assert set(DistrictFact.objects.values_list("source_import", "updated_by", "entered_by_name")) == {
        (source.pk, by.pk, "")
    }
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.object_id) == ("Ada Administrator", str(source.pk))
    assert (entry.detail["districts_new"], entry.detail["facts_new"]) == (1, 3)


def test_loaded_rows_are_what_the_models_allow() -> None:
    _load(export_file(COLBERT))

    for row in [*District.objects.all(), *DistrictFact.objects.all()]:
        row.full_clean()
    assert model_to_dict(District.objects.get()) == {
        "name": "COLBERT COUNTY",
        "state": "AL",
        "leaid": "0100840",
        "locale": "",
        "agency_type": "Regular district",
    }


def test_second_load_changes_nothing() -> None:
    _load(export_file(COLBERT))
    before = _everything()

    report = _load(export_file(COLBERT))

    assert _counts(report) == (0, 0, 1, 0, 0, 3, 0)
    assert _everything() == before


def test_dry_run_reports_the_same_and_writes_nothing() -> None:
    _load(export_file(agency(), agency(leaid="0100390")))
    before = _everything()
    later = export_file(agency(students="2700"), agency(leaid="0100390"), agency(leaid="0100005"), agency(leaid="1"))

    planned = _load(later, dry_run=True)
    unchanged = _everything()
    done = _load(later)

    assert unchanged == before
    assert {**planned.as_json(), "dry_run": False} == done.as_json()
    assert _counts(done) == (1, 0, 2, 3, 1, 5, 0)


def test_other_file_of_the_year_updates_imported_values() -> None:
    _load(export_file(agency()))

    report = _load(export_file(agency(students="2700", teachers="–")))

    assert _counts(report) == (0, 0, 1, 0, 2, 1, 0)
    assert _facts("0100840") == {
        Measure.ENROLLMENT: (FactStatus.KNOWN, Decimal(2700)),
        Measure.TEACHER_FTE: (FactStatus.NOT_KNOWN, None),
        Measure.TOTAL_EXPENDITURE: (FactStatus.KNOWN, Decimal(36_186_000)),
    }
    changed = DistrictFact.objects.get(measure=Measure.ENROLLMENT)
    assert (changed.version, changed.source_import) == (2, FactImport.objects.get(sha256=report.sha256))


def test_value_that_a_person_entered_is_kept() -> None:
    district = DistrictFactory.create(leaid="0100840", name="COLBERT COUNTY", agency_type="Regular district")
    entered = DistrictFactFactory.create(district=district, school_year=2020, value=Decimal(2600))

    report = _load(export_file(COLBERT))

    entered.refresh_from_db()
    assert (entered.value, entered.entered_by_name, entered.version) == (Decimal(2600), "Dana Director", 1)
    assert _counts(report) == (0, 0, 1, 2, 0, 0, 1)


def test_name_of_a_district_without_members_follows_the_file() -> None:
    DistrictFactory.create(leaid="0100840", name="Old name", locale="41")

    report = _load(export_file(COLBERT))

    district = District.objects.get()
    assert (district.name, district.locale, district.agency_type) == ("COLBERT COUNTY", "41", "Regular district")
    assert (report.districts_updated, district.version) == (1, 2)


def test_name_of_a_district_with_members_stays() -> None:
    district = DistrictFactory.create(leaid="0100840", name="Colbert County Schools")
    MembershipFactory.create(district=district, role=Role.DIRECTOR)

    _load(export_file(COLBERT))

    district.refresh_from_db()
    assert (district.name, district.agency_type) == ("Colbert County Schools", "Regular district")


def test_rows_that_cannot_be_used_are_named_and_the_rest_is_loaded() -> None:
    report = _load(export_file(agency(), agency(leaid="99"), agency(leaid="0100390", students="many")))

    assert (report.agencies_read, report.rows_left_out, report.values_left_out) == (3, 1, 1)
    assert [(problem.line, problem.agency) for problem in report.unusable] == [(9, "AGENCY 99"), (10, "AGENCY 0100390")]
    assert District.objects.count() == 2


def test_named_problems_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_report, "MOST_NAMED", 2)

    report = _load(export_file(agency(), *(agency(leaid=str(number)) for number in range(5))))

    assert (len(report.unusable), report.rows_left_out) == (2, 5)
    assert report.notices == ["3 further problems are not listed."]


def test_notices_say_what_was_mended_or_is_odd() -> None:
    undated = "White Students [District] Latest available year"
    header = [*HEADER, undated, "County Name [District] 2020-21"]
    file = export_file([*agency(leaid="100840", teachers="0"), "5", "Colbert"], header=header, footer=[])

    assert _load(file).notices == [
        "1 LEAID had lost its leading zero; it was put back.",
        "1 district has students but reports 0 teachers: its teachers are not known.",
        f"These columns have no school year and were left out: {undated}. {CHOOSE_A_YEAR}",
        "These columns are not used: County Name [District] 2020-21.",
        "The file ends without the closing lines of NCES. It may be cut short: compare the number of agencies.",
    ]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([], "This table has no rows. Download it again."),
        (
            [agency(leaid="1")],
            f"No row of this table can be used. Line 8: {NO_LEAID}",
        ),
    ],
)
@pytest.mark.parametrize("dry_run", [True, False])
def test_table_without_a_usable_row_is_refused(rows: list[list[str]], sentence: str, dry_run: bool) -> None:
    with pytest.raises(ExportRefused, match=re.escape(sentence)):
        _load(export_file(*rows), dry_run=dry_run)


def test_load_that_fails_midway_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(district_import, "BATCH", 1)
    file = io.BytesIO(export_file(agency(), agency(leaid="0100390")).getvalue() + b'\r\n"' + b"x" * 200_000)
    file = io.BytesIO(file.getvalue().replace(b"Data Source", b"Another").replace("† indicates".encode(), b"x"))

    with pytest.raises(ExportRefused, match="cannot be read"):
        _load(file)

    assert _everything() == [[], [], [], []]


def test_progress_is_told_after_each_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(district_import, "BATCH", 2)
    told: list[int] = []

    _load(
        export_file(*(agency(leaid=f"010000{number}") for number in range(5))),
        progress=lambda done, _: told.append(done),
    )

    assert told == [2, 4, 5]


def test_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries: Any) -> None:
    rows = [agency(leaid=f"01{number:05}") for number in range(300)]
    _load(export_file(*rows[:1]))

    with django_assert_num_queries(2):
        _load(export_file(*rows[:1]), dry_run=True)
    with django_assert_num_queries(2):
        _load(export_file(*rows), dry_run=True)


def test_command_prints_what_happened(tmp_path: Path) -> None:
    path = tmp_path / "elsi.csv"
    path.write_bytes(export_file(COLBERT, agency(leaid="1")).getvalue())
    out = io.StringIO()

    call_command("load_districts", str(path), "--dry-run", stdout=out)

    assert out.getvalue().splitlines() == [
        "Dry run, nothing was changed",
        "File: elsi.csv",
        "School years: 2020–21",
        "Agencies in the file: 2",
        "Districts: 1 new, 0 updated, 0 unchanged",
        "Values: 3 new, 0 updated, 0 unchanged",
        "Values a person entered, which stay: 0",
        "Values the file gives as missing: 0",
        "Rows left out: 1",
        "Single values left out: 0",
        f"Line 9, AGENCY 1, Agency ID - NCES Assigned [District] Latest available year: {NO_LEAID}",
    ]
    assert District.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "There is no file "),
        (b"", "elsi.csv: This file is empty."),
        (b"\x00\x01\x02", "elsi.csv: This file is not text."),
        (TEACHERS.encode(), "elsi.csv: No row of column names was found"),
    ],
)
def test_command_refuses_an_unusable_file_with_a_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    path = tmp_path / "elsi.csv"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        call_command("load_districts", str(path))

    assert str(refused.value)[: len(sentence)] == sentence


def test_command_refuses_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(501 * 1024 * 1024)

    with pytest.raises(CommandError, match="is not a file"):
        call_command("load_districts", str(tmp_path))
    with pytest.raises(CommandError, match="is larger than 500 MB"):
        call_command("load_districts", str(huge))
