"""CASE for other programs: who may have what, and what a request gets that cannot be answered."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import http_date

from rubrics.enums import CaseVersion, EditionStatus
from rubrics.exports.case import case_package
from rubrics.imports import Known, Reading, read_rubric
from rubrics.models import RubricEdition
from tests.factories.rubrics import RubricEditionFactory
from tests.rubrics.instruments import make_instrument

pytestmark = pytest.mark.django_db

NOWHERE = str(UUID(int=5))
SITE = "http://testserver"
PARTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "CFDocuments": lambda package: package["CFDocument"],
    "CFRubrics": lambda package: package["CFRubrics"][0],
    "CFItems": lambda package: package["CFItems"][1],
    "CFAssociations": lambda package: package["CFAssociations"][1],
    "CFLicenses": lambda package: package["CFDefinitions"]["CFLicenses"][0],
}


def package_of(edition: RubricEdition, version: CaseVersion = CaseVersion.V1_0) -> dict[str, Any]:
    return case_package(edition.instrument, edition.changed_at, version=version, site=SITE)


def address(kind: str, identifier: str = "", version: CaseVersion = CaseVersion.V1_0) -> str:
    return f"/ims/case/{version.value}/{kind}" + (f"/{identifier}" if identifier else "")


@pytest.mark.parametrize("version", CaseVersion)
def test_a_package_comes_back_as_the_rubric(client: Client, version: CaseVersion) -> None:
    edition = RubricEditionFactory.create()
    package = package_of(edition, version)

    response = client.get(address("CFPackages", package["CFDocument"]["identifier"], version))

    assert response.json() == package
    reading = read_rubric(response.content, name="", file_format=None, polarity=None, known=Known())
    assert reading == Reading(instrument=edition.instrument)


@pytest.mark.parametrize("kind", PARTS)
def test_each_part_answers_at_the_address_that_its_package_gives(client: Client, kind: str) -> None:
    package = package_of(RubricEditionFactory.create())
    part = PARTS[kind](package)

    answer = client.get(part["uri"].removeprefix(SITE)).json()

    document = {name: package["CFDocument"][name] for name in ("title", "identifier", "uri")}
    by_itself = {
        "CFDocuments": {"CFPackageURI": document | {"uri": document["uri"].replace("CFDocuments", "CFPackages")}},
        "CFItems": {"CFDocumentURI": document},
        "CFAssociations": {"CFDocumentURI": document},
    }
    assert answer == part | by_itself.get(kind, {})


def test_an_item_names_what_it_is_related_to(client: Client) -> None:
    package = package_of(RubricEditionFactory.create())
    strand = package["CFItems"][0]

    answer = client.get(address("CFItemAssociations", strand["identifier"])).json()

    assert answer["CFItem"]["fullStatement"] == "Strand 1"
    assert [each["originNodeURI"]["title"] for each in answer["CFAssociations"]] == [
        "Strand 1",
        "Outcome 1.1",
        "Outcome 1.2",
    ]


def test_documents_are_listed_in_parts_with_their_number(client: Client) -> None:
    for number in range(3):
        RubricEditionFactory.create(instrument=make_instrument(slug=f"s-{number}", title=f"Rubric {number}"))

    response = client.get(address("CFDocuments"), {"limit": 2, "offset": 1})

    assert [each["title"] for each in response.json()["CFDocuments"]] == ["Rubric 1", "Rubric 2"]
    assert response["X-Total-Count"] == "3"


@pytest.mark.parametrize("values", [{"instrument": make_instrument(may_be_shared=False)}, {"status": "draft"}])
def test_an_edition_that_may_not_be_shared_is_as_if_it_did_not_exist(client: Client, values: dict[str, Any]) -> None:
    if values.get("status"):
        values = {"status": EditionStatus.DRAFT, "published_at": None}
    package = package_of(RubricEditionFactory.create(**values))

    for kind in ("CFPackages", *PARTS):
        identifier = (PARTS.get(kind) or PARTS["CFDocuments"])(package)["identifier"]
        hidden, missing = client.get(address(kind, identifier)), client.get(address(kind, NOWHERE))
        assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert client.get(address("CFDocuments")).json() == {"CFDocuments": []}


@pytest.mark.parametrize(
    ("path", "query", "status", "minor_code"),
    [
        (address("CFPackages", NOWHERE), {}, 404, "unknownobject"),
        (address("CFItems", "1"), {}, 404, "invaliduuid"),
        (address("CFDocuments"), {"limit": "many"}, 400, "invalid_selection_field"),
        (address("CFDocuments"), {"offset": "-1"}, 400, "invalid_selection_field"),
    ],
    ids=["unknown", "no uuid", "limit", "offset"],
)
def test_what_cannot_be_answered_is_said_as_case_says_it(
    client: Client, path: str, query: dict[str, str], status: int, minor_code: str
) -> None:
    response = client.get(path, query)

    told = response.json()
    assert (response.status_code, response["Content-Type"]) == (status, "application/json")
    assert (told["imsx_codeMajor"], told["imsx_severity"]) == ("failure", "error")
    assert told["imsx_description"].endswith(".")
    assert told["imsx_codeMinor"]["imsx_codeMinorField"] == [
        {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": minor_code}
    ]


def test_another_method_is_refused_in_json() -> None:
    response = Client(enforce_csrf_checks=True).post(address("CFDocuments"))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response.json()["imsx_codeMajor"] == "failure"


def test_what_has_not_changed_is_not_sent_again(client: Client) -> None:
    edition = RubricEditionFactory.create()
    path = address("CFPackages", package_of(edition)["CFDocument"]["identifier"])

    first = client.get(path)
    by_tag = client.get(path, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    assert first["Last-Modified"] == http_date(int(edition.changed_at.timestamp()))
    assert [(each.status_code, each.content) for each in (by_tag, by_date)] == [(304, b""), (304, b"")]


def test_the_addresses_are_those_that_case_names() -> None:
    assert reverse("rubrics:case-item", args=["v1p1", "x"]) == "/ims/case/v1p1/CFItems/x"
