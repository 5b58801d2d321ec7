"""A plan's document as one JSON value and back: what a snapshot keeps."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from plans.document import DistrictHeading, Fact, PlanDocument, StandardLine
from plans.models import edition_layout
from plans.portable import content_from_json, content_to_json


def document_to_snapshot(document: PlanDocument) -> dict[str, Any]:
    """Turn a document into the value that `Snapshot.document` holds; the edition is named, as it never changes."""
    return {
        "content": content_to_json(document.content),
        "edition": document.edition.slug,
        "district": dataclasses.asdict(document.district),
        "year_labels": list(document.year_labels),
        "facts": [dataclasses.asdict(each) for each in document.facts],
        "facts_year": document.facts_year,
        "standards_title": document.standards_title,
        "standards_attribution": document.standards_attribution,
        "standards": [dataclasses.asdict(each) for each in document.standards],
        "standard_names": dict(document.standard_names),
        "status": document.status,
        "as_of": document.as_of,
    }


def document_from_snapshot(value: Mapping[str, Any]) -> PlanDocument:
    """Read a snapshot's value back as the document it was."""
    return PlanDocument(
        content=content_from_json(value["content"]),
        edition=edition_layout(value["edition"]),
        district=DistrictHeading(**value["district"]),
        year_labels=tuple(value["year_labels"]),
        facts=tuple(Fact(**each) for each in value["facts"]),
        facts_year=value["facts_year"],
        standards_title=value["standards_title"],
        standards_attribution=value["standards_attribution"],
        standards=tuple(StandardLine(**each) for each in value["standards"]),
        standard_names=value["standard_names"],
        status=value["status"],
        as_of=value["as_of"],
    )
