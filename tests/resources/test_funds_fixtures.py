"""Account codes and assistance listings as they ship."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from resources.models import AccountCode, AssistanceListing

pytestmark = pytest.mark.django_db
CODES = Path(settings.BASE_DIR).parent / "shared" / "data" / "codes"
FOLDER = Path(settings.BASE_DIR, "fixtures")
FIXTURES = (FOLDER / "resources_assistance_listings.json", FOLDER / "resources_account_codes.json")


@pytest.fixture(autouse=True)
def _loaded() -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)


def facts(file_name: str) -> list[dict[str, Any]]:
    """Read a file of published codes."""
    path = CODES / file_name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine.")
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_loading_again_changes_nothing() -> None:
    before = list(AccountCode.objects.values()), list(AssistanceListing.objects.values())

    call_command("loaddata", *FIXTURES, verbosity=0)

    assert (list(AccountCode.objects.values()), list(AssistanceListing.objects.values())) == before


def test_listings_are_the_published_ones() -> None:
    published = {
        (row["aln"] + row["ed_suffix"], row["name"], not row["verified"].startswith("UNVERIFIED"))
        for row in facts("assistance_listings.csv")
    }

    assert set(AssistanceListing.objects.values_list("number", "name", "is_verified")) == published


def test_account_codes_are_the_published_ones() -> None:
    published = {(row["dimension"], row["code"], row["name"]) for row in facts("nces_function_object_codes.csv")}

    assert set(AccountCode.objects.values_list("dimension", "code", "name")) == published


def test_what_codes_mean_for_professional_learning_is_said_where_it_is_known() -> None:
    known = {row["code"] for row in facts("nces_function_object_codes.csv") if row["pl_relevance"]}

    assert set(AccountCode.objects.exclude(pl_relevance="").values_list("code", flat=True)) == known


def test_every_code_and_listing_names_its_source() -> None:
    assert not AccountCode.objects.filter(source="").exists()
    assert not AssistanceListing.objects.filter(source="").exists()
    assert AssistanceListing.objects.get(pk="84.367A").is_verified
    assert not AssistanceListing.objects.get(pk="84.425U").is_verified
