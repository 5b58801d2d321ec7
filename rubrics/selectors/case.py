"""The parts of CASE packages that everyone may have: those of published editions whose license allows it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from rubrics.enums import CaseVersion
from rubrics.exports.case import CaseObject, case_package, document_identifier
from rubrics.models import RubricEdition

Finder = Callable[[CaseObject, str], CaseObject | None]


@dataclass(frozen=True, kw_only=True)
class CaseAnswer:
    """What an address of CASE answers, and when it was last changed."""

    value: CaseObject
    changed_at: datetime | None
    total: int | None = None


def package(version: CaseVersion, site: str, identifier: str) -> CaseAnswer | None:
    """Return a whole package, in two queries."""
    slugs = RubricEdition.objects.shareable().values_list("pk", flat=True)
    slug = next((each for each in slugs if document_identifier(each) == identifier), None)
    edition = RubricEdition.objects.shareable().filter(pk=slug).first() if slug else None
    return _answer(edition, _package(edition, version, site)) if edition else None


def documents(version: CaseVersion, site: str, *, limit: int, offset: int) -> CaseAnswer:
    """Return one page of the documents, in two queries."""
    editions = RubricEdition.objects.shareable().order_by("rubric", "slug")
    shown = list(editions[offset : offset + limit])
    packages = [_package(edition, version, site) for edition in shown]
    return CaseAnswer(
        value={"CFDocuments": [_document(each) for each in packages]},
        changed_at=max((edition.changed_at for edition in shown), default=None),
        total=editions.count(),
    )


def part(kind: str, version: CaseVersion, site: str, identifier: str) -> CaseAnswer | None:
    """Return one part of a package, in one query.

    Identifiers cannot be turned back into what they name, so this writes package after package until one has the part:
    a few milliseconds for each edition that is shared.
    """
    find = FINDERS[kind]
    for edition in RubricEdition.objects.shareable():
        found = find(_package(edition, version, site), identifier)
        if found is not None:
            return _answer(edition, found)
    return None


def _package(edition: RubricEdition, version: CaseVersion, site: str) -> CaseObject:
    return case_package(edition.instrument, edition.changed_at, version=version, site=site)


def _answer(edition: RubricEdition, value: CaseObject) -> CaseAnswer:
    return CaseAnswer(value=value, changed_at=edition.changed_at)


def _link(document: CaseObject, *, is_package: bool = False) -> CaseObject:
    uri = document["uri"].replace("/CFDocuments/", "/CFPackages/") if is_package else document["uri"]
    return {"title": document["title"], "identifier": document["identifier"], "uri": uri}


def _document(found: CaseObject) -> CaseObject:
    """Return the document as it stands by itself, naming its package."""
    document: CaseObject = found["CFDocument"]
    return document | {"CFPackageURI": _link(document, is_package=True)}


def _among(objects: list[CaseObject], identifier: str) -> CaseObject | None:
    return next((each for each in objects if each["identifier"] == identifier), None)


def _find_document(found: CaseObject, identifier: str) -> CaseObject | None:
    return _document(found) if found["CFDocument"]["identifier"] == identifier else None


def _find_rubric(found: CaseObject, identifier: str) -> CaseObject | None:
    return _among(found["CFRubrics"], identifier)


def _find_item(found: CaseObject, identifier: str) -> CaseObject | None:
    item = _among(found["CFItems"], identifier)
    return item | {"CFDocumentURI": _link(found["CFDocument"])} if item else None


def _find_association(found: CaseObject, identifier: str) -> CaseObject | None:
    association = _among(found["CFAssociations"], identifier)
    return association | {"CFDocumentURI": _link(found["CFDocument"])} if association else None


def _find_item_associations(found: CaseObject, identifier: str) -> CaseObject | None:
    item = _find_item(found, identifier)
    return {"CFItem": item, "CFAssociations": list(_associations_of(found, identifier))} if item else None


def _associations_of(found: CaseObject, identifier: str) -> Iterator[CaseObject]:
    document = _link(found["CFDocument"])
    for each in found["CFAssociations"]:
        if identifier in {each["originNodeURI"]["identifier"], each["destinationNodeURI"]["identifier"]}:
            yield each | {"CFDocumentURI": document}


def _find_item_type(found: CaseObject, identifier: str) -> CaseObject | None:
    item_type = _among(found["CFDefinitions"]["CFItemTypes"], identifier)
    return {"CFItemTypes": [item_type]} if item_type else None


def _find_licence(found: CaseObject, identifier: str) -> CaseObject | None:
    return _among(found["CFDefinitions"]["CFLicenses"], identifier)


FINDERS: Mapping[str, Finder] = {
    "CFDocuments": _find_document,
    "CFRubrics": _find_rubric,
    "CFItems": _find_item,
    "CFAssociations": _find_association,
    "CFItemAssociations": _find_item_associations,
    "CFItemTypes": _find_item_type,
    "CFLicenses": _find_licence,
}
"""How each kind of part is found in a package, by the name that it has in an address."""
