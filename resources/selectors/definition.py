"""The definition of resources: which version holds, and each as its pages show it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from plplanner.districts.models import District
from plplanner.kit.dates import long_day
from plplanner.kit.years import school_year_span
from resources.calculations.definition import AdoptedDefinition, in_force, missing_for_adoption
from resources.enums import PeopleGroup, ResourceKind
from resources.models import ResourceDefinition


@dataclass(frozen=True, kw_only=True)
class Named:
    """A kind of resource or a group of people, and whether the version has it."""

    label: str
    has_it: bool


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One part of the document."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DefinitionDocument:
    """One version as a document."""

    id: UUID
    title: str
    adoption: str
    is_adopted: bool
    definition: str
    kinds: Sequence[Named]
    passages: Sequence[Passage]
    groups: Sequence[Named]
    developed_by: str
    missing: Sequence[str]
    """What a draft lacks before it can be adopted."""


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One version in the list of all; `name` as the list of removed rows asks for it."""

    id: UUID
    name: str
    adoption: str
    is_in_force: bool


@dataclass(frozen=True, kw_only=True)
class DefinitionPage:
    """What a district has of its definition, seen from one school year."""

    document: DefinitionDocument | None
    draft: VersionLine | None
    versions: Sequence[VersionLine]
    """The adopted ones, newest first."""
    removed: Sequence[VersionLine]
    """The removed drafts."""


def definition_page(district: District, school_year: int, *, today: datetime.date) -> DefinitionPage:
    """Read a district's versions in one query; what holds is judged at the end of the year, at the latest today."""
    rows = list(ResourceDefinition.objects.for_district(district).order_by("-number"))
    present = [row for row in rows if row.removed_at is None]
    holds = in_force(_adopted(present), min(today, school_year_span(school_year)[1]))
    held_id = holds.id if holds else None
    return DefinitionPage(
        document=next((definition_document(row) for row in present if row.pk == held_id), None),
        draft=next((_line(row, held_id) for row in present if row.adopted_on is None), None),
        versions=[_line(row, held_id) for row in present if row.adopted_on is not None],
        removed=[_line(row, held_id) for row in rows if row.removed_at is not None],
    )


def definition_document(version: ResourceDefinition) -> DefinitionDocument:
    """Write a version as a document."""
    return DefinitionDocument(
        id=version.pk,
        title=_title(version),
        adoption=_adoption(version),
        is_adopted=version.adopted_on is not None,
        definition=version.definition,
        kinds=[Named(label=str(kind.label), has_it=kind in version.kinds) for kind in ResourceKind if kind],
        passages=[
            Passage(key=key, title=title, text=text)
            for key, title, text in (
                ("criteria", "How we apportion resources", version.criteria),
                ("students", "High-priority student needs", version.student_needs),
                ("educators", "High-priority educator needs", version.educator_needs),
            )
        ],
        groups=[Named(label=str(group.label), has_it=group in version.developed_groups) for group in PeopleGroup],
        developed_by=version.developed_by,
        missing=missing_for_adoption(definition=version.definition, kinds=version.kinds, criteria=version.criteria),
    )


def _adopted(rows: Iterable[ResourceDefinition]) -> list[AdoptedDefinition]:
    return [
        AdoptedDefinition(
            id=row.pk,
            number=row.number,
            adopted_on=row.adopted_on,
        )
        for row in rows
        if row.adopted_on is not None
    ]


def _line(row: ResourceDefinition, in_force_id: UUID | None) -> VersionLine:
    return VersionLine(id=row.pk, name=_title(row), adoption=_adoption(row), is_in_force=row.pk == in_force_id)


def _title(row: ResourceDefinition) -> str:
    return f"Version {row.number}"


def _adoption(row: ResourceDefinition) -> str:
    if row.adopted_on is None:
        return "Draft, not adopted yet"
    return f"Adopted {long_day(row.adopted_on)} by {row.adopted_by_name}"
