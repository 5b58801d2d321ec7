"""A plan template edition: sections, prompts, guidance and examples, as frozen dataclasses read from JSON.

The goal and activity fields are a fixed vocabulary (the columns of `Goal`, `YearOutcome` and `Activity`); an edition
words them. Narrative sections hold any fields the edition names.
"""

import datetime
import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from plplanner.kit.json_reader import JsonObject, JsonRefused

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
MOST_YEARS = 5
MOST_ENTRIES = 200
"""Of any list in an edition's file."""

LONGEST_KEY = 40
LONGEST_LINE = 200
LONGEST_TEXT = 20_000

GOAL_FIELDS = ("statement", "evidence", "impact", "links", "measures", "frequency", "overarching_outcome")
YEAR_FIELDS = ("outcome", "measure", "baseline", "target")
ACTIVITY_TEXTS = ("initial", "follow_up", "duration", "resources")
ACTIVITY_FIELDS = (
    *ACTIVITY_TEXTS,
    "starts_on",
    "ends_on",
    "owner",
    "audience",
    "schools",
    "delivery_phase",
    "hours",
    "participants",
    "standards",
)
ACTIVITY_LISTS = ("schools", "standards")
"""The activity fields that hold any number of rows."""

ACTIVITY_COLUMNS = tuple(name for name in ACTIVITY_FIELDS if name not in ACTIVITY_LISTS)


def edition_name(title: str, edition: str) -> str:
    """Name an edition among others of the same template."""
    return f"{title} ({edition})"


class SectionKind(enum.StrEnum):
    """What a section holds."""

    NARRATIVE = "narrative"
    GOALS = "goals"
    ACTIVITIES = "activities"
    STANDARDS = "standards"


FIXED_FIELDS: Mapping[SectionKind, tuple[str, ...]] = {
    SectionKind.GOALS: GOAL_FIELDS + YEAR_FIELDS,
    SectionKind.ACTIVITIES: ACTIVITY_FIELDS,
    SectionKind.STANDARDS: (),
}


@dataclass(frozen=True, kw_only=True)
class TemplateField:
    """One thing to fill in: its label, what it asks, how to answer well, and a good answer."""

    key: str
    label: str
    prompt: str = ""
    guidance: str = ""
    example: str = ""
    required: bool = False
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the template's tables: its heading, the prompts under it, the fields in its cells."""

    heading: str
    prompts: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TemplateSection:
    """One part of the template, in the template's order and under its own title."""

    key: str
    title: str
    kind: SectionKind
    heading: str = ""
    introduction: str = ""
    fields: tuple[TemplateField, ...] = ()
    columns: tuple[Column, ...] = ()

    @cached_property
    def field_by_key(self) -> Mapping[str, TemplateField]:
        """The section's fields by key."""
        return {each.key: each for each in self.fields}


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published edition of the plan template."""

    slug: str
    title: str
    edition: str
    effective: datetime.date
    years: int
    minimum_goals: int
    sections: tuple[TemplateSection, ...]
    source: str = ""
    attribution: str = ""

    def __str__(self) -> str:
        return edition_name(self.title, self.edition)

    @cached_property
    def narrative_sections(self) -> tuple[TemplateSection, ...]:
        """The sections that people answer in prose."""
        return tuple(each for each in self.sections if each.kind == SectionKind.NARRATIVE)

    @cached_property
    def narrative_fields(self) -> Mapping[str, TemplateField]:
        """All fields of the narrative sections by key, in order; keys are unique over the edition."""
        return {each.key: each for section in self.narrative_sections for each in section.fields}

    def section(self, key: str) -> TemplateSection | None:
        """Return the section with the key, if the edition has it."""
        return next((each for each in self.sections if each.key == key), None)

    def of_kind(self, kind: SectionKind) -> TemplateSection | None:
        """Return the first section of a kind, if the edition has it."""
        return next((each for each in self.sections if each.kind == kind), None)

    def field(self, kind: SectionKind, key: str) -> TemplateField:
        """Return a goal or activity field as this edition words it, or under its own name if it does not."""
        section = self.of_kind(kind)
        known = section.field_by_key.get(key) if section else None
        return known or TemplateField(key=key, label=key.replace("_", " ").capitalize())


def parse_edition(value: object) -> Edition:
    """Read an edition from its JSON value.

    Raises JsonRefused, with the path of the first fault, for anything missing, misspelt or of the wrong type.
    """
    reader = JsonObject(value)
    edition = Edition(
        slug=reader.text("slug", longest=60),
        title=reader.text("title", longest=LONGEST_LINE),
        edition=reader.text("edition", longest=60),
        effective=reader.date("effective"),
        years=reader.integer("years", least=1, most=MOST_YEARS),
        minimum_goals=reader.integer("minimum_goals", least=0, most=20),
        source=reader.optional_text("source", longest=LONGEST_TEXT),
        attribution=reader.optional_text("attribution", longest=LONGEST_TEXT),
        sections=tuple(_parse_section(each) for each in reader.objects("sections", most=MOST_ENTRIES)),
    )
    reader.finish()
    if not SLUG.match(edition.slug):
        raise reader.refused("slug", "Write lower-case letters, digits and hyphens.")
    if not edition.sections:
        raise reader.refused("sections", "Describe at least one section.")
    _check_keys(edition)
    return edition


def _parse_section(reader: JsonObject) -> TemplateSection:
    section = TemplateSection(
        kind=reader.choice("kind", SectionKind),
        key=reader.text("key", longest=LONGEST_KEY),
        title=reader.text("title", longest=LONGEST_LINE),
        heading=reader.optional_text("heading", longest=LONGEST_LINE),
        introduction=reader.optional_text("introduction", longest=LONGEST_TEXT),
        fields=tuple(_parse_field(each) for each in reader.objects("fields", most=MOST_ENTRIES)),
        columns=tuple(_parse_column(each) for each in reader.objects("columns", most=MOST_ENTRIES)),
    )
    reader.finish()
    allowed = FIXED_FIELDS.get(section.kind, section.field_by_key)
    for number, each in enumerate(section.fields):
        if each.key not in allowed:
            raise reader.refused(f"fields[{number}].key", f"A section of {section.kind} has no field “{each.key}”.")
    for number, column in enumerate(section.columns):
        for key in column.fields:
            if key not in section.field_by_key:
                raise reader.refused(f"columns[{number}].fields", f"The section describes no field “{key}”.")
    return section


def _parse_field(reader: JsonObject) -> TemplateField:
    parsed = TemplateField(
        key=reader.text("key", longest=LONGEST_KEY),
        label=reader.text("label", longest=LONGEST_LINE),
        prompt=reader.optional_text("prompt", longest=LONGEST_TEXT),
        guidance=reader.optional_text("guidance", longest=LONGEST_TEXT),
        example=reader.optional_text("example", longest=LONGEST_TEXT),
        required=reader.boolean("required"),
        measures=reader.texts("measures", most=MOST_ENTRIES, longest=LONGEST_LINE),
    )
    reader.finish()
    return parsed


def _parse_column(reader: JsonObject) -> Column:
    parsed = Column(
        heading=reader.text("heading", longest=LONGEST_LINE),
        prompts=reader.texts("prompts", most=MOST_ENTRIES, longest=LONGEST_TEXT),
        fields=reader.texts("fields", most=MOST_ENTRIES, longest=LONGEST_KEY),
    )
    reader.finish()
    return parsed


def _check_keys(edition: Edition) -> None:
    seen: set[str] = set()
    for number, section in enumerate(edition.sections):
        keys = [section.key] if section.kind != SectionKind.NARRATIVE else [section.key, *section.field_by_key]
        for key in keys:
            if not KEY.match(key) or key in seen:
                raise JsonRefused(
                    f"sections[{number}]", f"“{key}” must be a lower-case name, used once in the edition."
                )
            seen.add(key)
