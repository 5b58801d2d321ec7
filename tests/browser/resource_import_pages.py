"""The pages that load a file into the ledger, for the checklist."""

import io

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import Page

from tests.browser.case import Case, submit
from tests.query_counts import rows
from tests.resources.import_files import LINE, csv_file, load
from tests.world import Who, World

KEPT_FILE = "00000000-0000-4000-8000-000000000000"
"""The upload that the world's addresses name."""


def _keep(world: World, content: io.BytesIO) -> None:
    owner = f"{world.people[Who.DIRECTOR].pk}-{world.mine.district.pk}"
    default_storage.save(f"ledger-imports/{owner}/{KEPT_FILE}/ledger.csv", ContentFile(content.getvalue()))


def keep_lines(world: World) -> None:
    """Let the director have chosen a file with a new line, a changed one, and a new department."""
    load(world.mine.district, LINE)
    changed = {**LINE, "planned": "$85,000", "title": "Literacy coach", "funds": "Title II-A 100%"}
    _keep(world, csv_file([changed, {**LINE, "id": "", "department": "Arts and music"}]))


def keep_edited_lines(world: World) -> None:
    """Let the director have chosen a file that changes what a person entered here."""
    line = world.mine.resources.line
    line.updated_by = world.people[Who.EDITOR]
    line.save()
    _keep(world, csv_file([{**LINE, "id": str(line.pk), "planned": "82000", "note": "Three schools"}]))


def keep_wrong_lines(world: World) -> None:
    """Let the director have chosen a file with 200 rows that cannot be used."""
    wrong = {"planned": "about eight thousand", "school": "A school that is not here", "funds": "Title IX 60%"}
    _keep(world, csv_file([{**LINE, **wrong, "id": f"GL-{number}"} for number in range(70)]))


def keep_no_lines(world: World) -> None:
    """Let the director have chosen a file without rows."""
    _keep(world, io.BytesIO(b"title,planned\n"))


def many_loads(world: World) -> None:
    """Let 30 files have been loaded."""
    rows.ledger_imports(world, 30)


def choose_other_table(page: Page) -> None:
    """Choose a table that has nothing to do with the ledger."""
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "other.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    submit("Show what would change")(page)


LEDGER_IMPORT = [
    Case("load a file", "resources:ledger-import"),
    Case("load a file, many before", "resources:ledger-import", prepare=many_loads),
    Case("load a file, nothing chosen", "resources:ledger-import", act=submit("Show what would change")),
    Case("load a file, another table", "resources:ledger-import", act=choose_other_table),
    Case("what a file of lines would change", "resources:ledger-import-confirm", prepare=keep_lines),
    Case("what a file would change by hand", "resources:ledger-import-confirm", prepare=keep_edited_lines),
    Case("what to correct in a file of lines", "resources:ledger-import-confirm", prepare=keep_wrong_lines),
    Case("a file without rows", "resources:ledger-import-confirm", prepare=keep_no_lines),
]
