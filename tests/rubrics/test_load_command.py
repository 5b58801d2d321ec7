"""`load_rubric` and `export_rubric` as an administrator types them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from rubrics.enums import ExportFormat, FileFormat
from rubrics.exports.csv_file import write_csv
from rubrics.exports.json_file import write_json
from rubrics.instrument import Polarity
from rubrics.models import RubricEdition
from tests.factories import RubricEditionFactory
from tests.rubrics.instruments import CELLS, make_instrument
from tests.rubrics.test_text import SEED, needs_seed
from tests.rubrics.texts import WHOLE

pytestmark = pytest.mark.django_db

OTHER_CELLS = {**CELLS, "1.2": {1: ("Tracks money, time and staff.",)}}


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    path = tmp_path / "rubric.txt"
    path.write_text(WHOLE, encoding="utf-8")
    return path


def run(*arguments: object, **options: Any) -> str:
    out = io.StringIO()
    call_command("load_rubric", *map(str, arguments), stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def refusal(*arguments: object) -> tuple[str, str]:
    """Return what a refused command prints, and the sentence it ends with."""
    out = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("load_rubric", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue(), str(error.value)


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@needs_seed
def test_the_publishers_document_loads_without_any_argument() -> None:
    report = json.loads(run(SEED, "--json"))

    assert (report["slug"], report["status"], report["polarity"]) == ("director-resources-licensed", "new", "lowest")
    assert report["counts"] == {"strands": 3, "outcomes": 6, "levels": 6, "indicators": 94}
    assert not RubricEdition.objects.get().instrument.may_be_shared


def test_json_is_one_object_and_nothing_else(text_file: Path) -> None:
    report = json.loads(run(text_file, "--polarity", "lowest", "--json"))

    assert list(report) == [
        "slug",
        "rubric",
        "title",
        "status",
        "published",
        "polarity",
        "counts",
        "compared_with",
        "differences",
        "findings",
    ]
    assert {tuple(each) for each in report["findings"]} == {("code", "severity", "sentence", "subject")}


def test_a_dry_run_changes_nothing(text_file: Path) -> None:
    report = json.loads(run(text_file, "--polarity", "lowest", "--dry-run", "--json"))

    assert report["status"] == "would be new"
    assert not RubricEdition.objects.exists()


def test_loading_twice_is_harmless(text_file: Path) -> None:
    first, second = (run(text_file, "--polarity", "highest") for _ in range(2))

    assert first.endswith("“principal-time-licensed” is new (a draft).\n")
    assert second.endswith("“principal-time-licensed” holds the same already (a draft). Nothing was changed.\n")
    assert RubricEdition.objects.get().instrument.polarity == Polarity.HIGHEST


def test_publish_opens_the_edition_for_rating(text_file: Path) -> None:
    run(text_file, "--polarity", "lowest", "--publish")

    assert RubricEdition.objects.get().is_published


def test_differences_are_named_cell_by_cell(tmp_path: Path) -> None:
    RubricEditionFactory.create(instrument=make_instrument())
    path = write(tmp_path / "rubric.json", write_json(make_instrument(cells=OTHER_CELLS)))

    report = json.loads(run(path, "--json"))

    assert (report["slug"], report["compared_with"]) == ("small-1-2", "small-1")
    assert report["differences"] == [
        {"place": "1.2, level 1", "before": "Tracks money and time.", "after": "Tracks money, time and staff."},
        {"place": "1.2, level 2", "before": "Tracks money.", "after": ""},
    ]


def test_a_refusal_says_why_on_both_streams(text_file: Path) -> None:
    printed, sentence = refusal(text_file, "--json")

    report = json.loads(printed)
    assert (report["slug"], report["status"]) == (None, "refused")
    assert report["findings"][-1]["code"] == "polarity-missing"
    assert sentence.startswith("Nothing was loaded.")
    assert "--polarity lowest" in sentence
    assert not RubricEdition.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing", None, "There is no file"),
        ("empty.txt", b"", "The file is empty"),
        ("cut.json", b'{"rubric": "small"', "line 1, column"),
        ("two.json", b"[{}, {}]", "lists 2 rubrics"),
        ("plan.json", b'[{"model": "plans.plan", "fields": {}}]', "rubrics.rubricedition"),
        ("unknown.json", write_json(make_instrument()).replace(b'"slug"', b'"slag"'), "slug"),
        ("ends.json", write_json(make_instrument()).replace(b'"lowest"', b'"both"'), "polarity"),
        ("half.csv", write_csv(make_instrument()).replace(b"Director", b""), "line 3, column 2"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_wrong_file_changes_nothing_and_says_where(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    _, sentence = refusal(path, "--polarity", "lowest") if not name.endswith("json") else refusal(path)

    assert told in sentence
    assert not RubricEdition.objects.exists()


def test_a_row_of_a_fixture_is_loaded(tmp_path: Path) -> None:
    RubricEditionFactory.create(instrument=make_instrument())
    path = tmp_path / "fixture.json"
    call_command("dumpdata", "rubrics.rubricedition", output=str(path))
    RubricEdition.objects.all().delete()

    report = json.loads(run(path, "--json"))

    assert (report["slug"], report["status"]) == ("small-1", "new")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    _, sentence = refusal(tmp_path)

    assert "is not a file" in sentence


@pytest.mark.parametrize("kind", [ExportFormat.JSON, ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.CASE])
def test_an_export_is_the_same_edition_when_it_is_loaded(tmp_path: Path, kind: ExportFormat) -> None:
    RubricEditionFactory.create(instrument=make_instrument())
    path = tmp_path / "rubric"

    call_command("export_rubric", "small-1", "--format", kind.value, "-o", str(path), stderr=io.StringIO())

    assert json.loads(run(path, "--json"))["status"] == "unchanged"
    assert json.loads(run(path, "--format", FileFormat(kind.value).value, "--json"))["status"] == "unchanged"


def test_the_json_export_holds_each_statement_as_a_string_of_its_own(tmp_path: Path) -> None:
    RubricEditionFactory.create(instrument=make_instrument())
    path = tmp_path / "rubric.json"

    call_command("export_rubric", "small-1", "--format", "json", "-o", str(path), stderr=io.StringIO())

    value = json.loads(path.read_text(encoding="utf-8"))
    assert value["strands"][0]["outcomes"][0]["descriptors"][0]["indicators"] == list(CELLS["1.1"][1])
    assert value["attribution"] == "Made for tests."


def test_an_export_of_nothing_names_what_there_is(tmp_path: Path) -> None:
    RubricEditionFactory.create(instrument=make_instrument())

    with pytest.raises(CommandError, match="Loaded are: small-1"):
        call_command("export_rubric", "large", "--format", "json", "-o", str(tmp_path / "x.json"))


def test_an_export_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    RubricEditionFactory.create(instrument=make_instrument())

    with pytest.raises(CommandError, match="could not be written"):
        call_command("export_rubric", "small-1", "--format", "json", "-o", str(tmp_path / "none" / "x.json"))

    assert list(tmp_path.iterdir()) == []
