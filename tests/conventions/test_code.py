"""Rules about the code itself."""

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.db import models
from django.test import override_settings

from plplanner.districts.models import District
from tests.access.walker import list_addresses
from tests.conventions.sources import CODE, ROOT, lines_of, name_of, python_files, text_files, tree_of
from tests.conventions.test_models import own_models

LONGEST_FILE, LONGEST_FUNCTION = 300, 40

LONG_FILES_WITH_A_REASON: dict[str, str] = {
    "plans/imports/own.py": "one pass over our own document; its halves would share all of its state",
    "plans/imports/placing.py": "one pass over a document of any hand; its halves would share all of its state",
    "tests/districts/test_facts.py": "one list of what can be said of a fact",
    "tests/districts/test_load_districts.py": "one list of what can be wrong with a file",
}
LONG_FUNCTIONS_WITH_A_REASON: dict[str, str] = {
    "tests/plans/test_import_canaries.py:test_docx_keeps_a_word_in_every_place_exactly_once": "the places are the test",
}

PUBLIC_ADDRESSES = {
    "districts:invitation-accept",
    "districts:setup",
    "help",
    "resources:calendar-feed",
    "rubrics:case-association",
    "rubrics:case-document",
    "rubrics:case-document-list",
    "rubrics:case-item",
    "rubrics:case-item-associations",
    "rubrics:case-item-type",
    "rubrics:case-license",
    "rubrics:case-package",
    "rubrics:case-rubric",
}
"""All that people see without signing in, django-allauth's own pages apart (tests/access/table.py lists those)."""

REGISTRIES = re.compile(
    "|".join(["py" + "pi.org", "python" + "hosted.org", "npm" + "js", "yarn" + "pkg", "jsde" + "livr"])
)
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.\-$}])/(?:" + "root|home|work" + r")/\w")


def tenant_models() -> set[str]:
    """Return the names of the models whose rows belong to a district, directly or by way of another row."""
    found: set[type[models.Model]] = {District}
    for _ in range(10):
        found |= {
            model
            for model in own_models()
            for field in model._meta.local_fields
            if isinstance(field, models.ForeignKey) and field.related_model in found
        }
    return {model.__name__ for model in found}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in python_files(*CODE, "tests"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                yield f"{name_of(path)}:{node.name}", node


def test_files_are_short() -> None:
    long = {
        name_of(path): count
        for path in python_files(*CODE, "tests")
        if (count := len(list(lines_of(path)))) > LONGEST_FILE
    }

    assert set(long) == set(LONG_FILES_WITH_A_REASON), long


def test_functions_are_short() -> None:
    lengths = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in functions()}
    long = {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION}

    assert set(long) == set(LONG_FUNCTIONS_WITH_A_REASON), long


def test_public_addresses_are_these() -> None:
    own = [address for address in list_addresses().values() if not address.is_third_party]

    assert {address.name for address in own if address.is_public} == PUBLIC_ADDRESSES


def test_address_names_are_kebab_case_with_their_app() -> None:
    names = [address.name for address in list_addresses().values() if not address.is_third_party]

    assert [name for name in names if not re.fullmatch(r"([a-z]+:)?[a-z]+(-[a-z]+)*", name)] == []


def test_district_data_is_read_through_selectors_or_for_somebody() -> None:
    """Views, forms and commands narrow by `visible_to` or another adjective, so that visibility is defined once.

    Services may look a row up again: they write what their caller was allowed to fetch.
    """
    tenants = tenant_models()
    readers = {"filter", "exclude", "get", "all", "order_by", "values", "values_list", "in_bulk", "first", "count"}
    outer = [path for path in python_files(*CODE) if {"views", "forms", "views.py", "forms.py"} & set(path.parts)]
    bare = [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in outer
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in readers
        and isinstance(node.value, ast.Attribute)
        and node.value.attr == "objects"
        and ast.unparse(node.value.value) in tenants
    ]

    assert bare == []


def test_objects_of_districts_are_fetched_for_somebody() -> None:
    """A view asks `visible_to`, or looks within an object that it fetched so: `get_object_or_404(Section, plan=…)`."""
    tenants = tenant_models()
    parents = {name.lower() for name in tenants}
    bare = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(*CODE)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"get_object_or_404", "get_list_or_404"}
        and ast.unparse(node.args[0]).removesuffix(".objects") in tenants
        and not parents & {keyword.arg for keyword in node.keywords}
    ]

    assert bare == []


def test_files_name_no_package_registry() -> None:
    assert [place for path in text_files() for place, line in lines_of(path) if REGISTRIES.search(line)] == []


def test_files_name_no_place_of_one_machine() -> None:
    assert [
        place for path in text_files() for place, line in lines_of(path) if PLACES_OF_ONE_MACHINE.search(line)
    ] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_locks_pin_every_package_with_hashes(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text(encoding="utf-8"))
    packages = [entry for entry in entries if not entry.startswith("#")]

    assert [entry.split()[0] for entry in packages if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_static_files_refer_only_to_files_that_exist(tmp_path: object) -> None:
    """Production gives files names with digests and refuses a reference that leads nowhere."""
    storage = f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES={"staticfiles": {"BACKEND": storage}}):
        call_command("collectstatic", interactive=False, verbosity=0)


def test_every_app_is_known_to_these_rules() -> None:
    own = {config.label for config in apps.get_app_configs() if str(ROOT) in config.path and ".venv" not in config.path}

    assert own == {"districts", "plans", "rubrics", "resources"}
