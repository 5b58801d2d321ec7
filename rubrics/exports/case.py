"""A rubric edition as a 1EdTech CASE package, version 1.0 or 1.1. docs/formats.md says what stands where."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

from rubrics.case import (
    EXTENSION,
    earlier_codes_to_notes,
    facts_of,
    facts_to_notes,
    identifier,
    join_statements,
)
from rubrics.enums import CaseVersion
from rubrics.instrument import Instrument, Level, Outcome, Polarity, Strand

CONTENT_TYPE = "application/json"
STRAND, OUTCOME = "Strand", "Desired outcome"

CaseObject = dict[str, Any]


def write_case(
    instrument: Instrument, changed_at: datetime.datetime, *, version: CaseVersion = CaseVersion.V1_1
) -> bytes:
    """Return the package as the bytes of a JSON file.

    A file names its parts by identifier (`urn:uuid:…`) rather than by the address of a site that may not be reached.
    """
    package = case_package(instrument, changed_at, version=version)
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def case_package(
    instrument: Instrument, changed_at: datetime.datetime, *, version: CaseVersion, site: str = ""
) -> CaseObject:
    """Return the package: CFDocument, CFItems, CFAssociations, CFDefinitions and CFRubrics.

    `site` is the address of a site that answers for each part, such as https://planner.example.org.
    """
    return _Writer(instrument, changed_at, version, site).package()


def document_identifier(slug: str) -> str:
    """Return the identifier of an edition's CFDocument, which is that of its CFPackage."""
    return identifier(slug, "document")


class _Writer:
    def __init__(self, instrument: Instrument, changed_at: datetime.datetime, version: CaseVersion, site: str) -> None:
        self.instrument = instrument
        self.is_1_0 = version == CaseVersion.V1_0
        self.base = f"{site}/ims/case/{version}" if site else ""
        self.changed_at = changed_at.astimezone(datetime.UTC).isoformat(timespec="seconds")

    def package(self) -> CaseObject:
        outcomes = list(self.instrument.outcomes)
        return {
            "CFDocument": self.document(),
            "CFItems": [*map(self.strand_item, self.instrument.strands), *map(self.outcome_item, outcomes)],
            "CFAssociations": list(self.associations()),
            "CFDefinitions": {"CFLicenses": [self.licence()], "CFItemTypes": [*map(self.item_type, (STRAND, OUTCOME))]},
            "CFRubrics": [self.rubric()],
        }

    def identified(self, kind: str, *names: object) -> CaseObject:
        """Return what every object of CASE begins with."""
        own = identifier(self.instrument.slug, *names)
        return {"identifier": own, "uri": self.uri(kind, own), "lastChangeDateTime": self.changed_at}

    def link(self, title: str, kind: str, *names: object) -> CaseObject:
        own = identifier(self.instrument.slug, *names)
        return {"title": title, "identifier": own, "uri": self.uri(kind, own)}

    def uri(self, kind: str, own: str) -> str:
        return f"{self.base}/{kind}/{own}" if self.base else f"urn:uuid:{own}"

    def document(self) -> CaseObject:
        instrument, facts = self.instrument, facts_of(self.instrument)
        return {
            **self.identified("CFDocuments", "document"),
            **({} if self.is_1_0 else {"caseVersion": "1.1"}),
            "creator": instrument.publisher,
            "publisher": instrument.publisher,
            "title": instrument.title,
            "version": instrument.edition,
            "subject": [instrument.standard],
            "description": instrument.attribution,
            "licenseURI": self.link(instrument.licence, "CFLicenses", "license"),
            **({"notes": facts_to_notes(facts)} if self.is_1_0 else {"extensions": {EXTENSION: facts}}),
        }

    def licence(self) -> CaseObject:
        return {
            **self.identified("CFLicenses", "license"),
            "title": self.instrument.licence,
            "licenseText": self.instrument.attribution,
        }

    def item_type(self, title: str) -> CaseObject:
        level = "1" if title == STRAND else "2"
        return {**self.identified("CFItemTypes", "item-type", title), "title": title, "hierarchyCode": level}

    def strand_item(self, strand: Strand) -> CaseObject:
        return {
            **self.identified("CFItems", "strand", strand.code),
            **self.item_fields(STRAND, strand.code, strand.title),
        }

    def outcome_item(self, outcome: Outcome) -> CaseObject:
        return {
            **self.identified("CFItems", "outcome", outcome.code),
            **self.item_fields(OUTCOME, outcome.code, outcome.title),
            **self.earlier_codes(outcome),
        }

    def item_fields(self, item_type: str, code: str, title: str) -> CaseObject:
        return {
            "fullStatement": title,
            "humanCodingScheme": code,
            "CFItemType": item_type,
            "CFItemTypeURI": self.link(item_type, "CFItemTypes", "item-type", item_type),
        }

    def earlier_codes(self, outcome: Outcome) -> CaseObject:
        if not outcome.replaces:
            return {}
        if self.is_1_0:
            return {"notes": earlier_codes_to_notes(outcome.replaces)}
        return {"extensions": {EXTENSION: {"replaces": list(outcome.replaces)}}}

    def associations(self) -> Iterator[CaseObject]:
        document = self.link(self.instrument.title, "CFDocuments", "document")
        for place, strand in enumerate(self.instrument.strands, 1):
            above = self.link(strand.title, "CFItems", "strand", strand.code)
            yield self.child_of(above, document, place)
            for number, outcome in enumerate(strand.outcomes, 1):
                yield self.child_of(self.link(outcome.title, "CFItems", "outcome", outcome.code), above, number)

    def child_of(self, child: CaseObject, parent: CaseObject, place: int) -> CaseObject:
        return {
            **self.identified("CFAssociations", "child", child["identifier"]),
            "associationType": "isChildOf",
            "sequenceNumber": place,
            "originNodeURI": child,
            "destinationNodeURI": parent,
        }

    def rubric(self) -> CaseObject:
        end = "lowest" if self.instrument.polarity == Polarity.LOWEST else "highest"
        placed = ((strand, outcome) for strand in self.instrument.strands for outcome in strand.outcomes)
        return {
            **self.identified("CFRubrics", "rubric"),
            "title": self.instrument.title,
            "description": f"The {end} level, “{self.instrument.best.label}”, is the fullest practice.",
            "CFRubricCriteria": [self.criterion(*each, place) for place, each in enumerate(placed, 1)],
        }

    def criterion(self, strand: Strand, outcome: Outcome, place: int) -> CaseObject:
        levels = enumerate(self.instrument.levels, 1)
        return {
            **self.identified("CFRubricCriteria", "criterion", outcome.code),
            "category": strand.title,
            "description": outcome.title,
            "CFItemURI": self.link(outcome.title, "CFItems", "outcome", outcome.code),
            "position": place,
            "rubricId": identifier(self.instrument.slug, "rubric"),
            "CFRubricCriterionLevels": [self.level(outcome, level, number) for number, level in levels],
        }

    def level(self, outcome: Outcome, level: Level, place: int) -> CaseObject:
        """Write a cell; a blank one has no description, so that all criteria show the same scale."""
        descriptor = outcome.descriptor_at.get(level.number)
        indicators = list(outcome.indicators_at(level.number))
        optional = {
            "description": join_statements(indicators),
            "feedback": descriptor.next_step if descriptor else "",
            "extensions": {EXTENSION: {"indicators": indicators}} if indicators and not self.is_1_0 else None,
        }
        return {
            **self.identified("CFRubricCriterionLevels", "level", outcome.code, level.number),
            "quality": level.label,
            "score": float(level.number),
            "position": place,
            "rubricCriterionId": identifier(self.instrument.slug, "criterion", outcome.code),
            **{name: value for name, value in optional.items() if value},
        }
