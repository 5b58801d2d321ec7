"""Narrative sections and the facts beside their fields."""

from collections.abc import Iterable, Iterator

from plans.document import DocumentOptions, Fact, PlanDocument
from plans.edition import Edition, TemplateField, TemplateSection
from plans.exports.layout.parts import body_cell, head_row, heading_cell, plain_cell
from plplanner.districts.selectors.facts import shared_source
from plplanner.kit.blocks import Block, Heading, Passage, Role, Row, Table

FACT_WIDTHS = (40, 25, 35)
SOURCELESS_WIDTHS = (70, 30)


def narrative_blocks(document: PlanDocument, section: TemplateSection, options: DocumentOptions) -> Iterator[Block]:
    """Lay out a section of narrative answers, each with the facts beside it."""
    if section.heading:
        yield Heading(text=section.heading, level=2)
    for field in section.fields:
        answer = document.content.answers.get(field.key, "")
        facts = shown_facts(facts_of(document, field), options)
        if not (answer or facts or options.with_prompts):
            continue
        yield Heading(text=field.label, level=3 if section.heading else 2)
        if facts:
            yield from _fact_blocks(document, field.label, facts)
        if not answer and options.with_prompts:
            yield Passage(text=field.prompt or field.label, role=Role.PROMPT)
        yield Passage(text=answer, role=Role.ANSWER, tag=f"answer.{field.key}")


def facts_of(document: PlanDocument, field: TemplateField) -> tuple[Fact, ...]:
    """Return the facts that stand beside a narrative field."""
    return tuple(each for each in document.facts if each.measure in field.measures)


def other_facts(document: PlanDocument) -> tuple[Fact, ...]:
    """Return the facts that no field of the edition asks for."""
    asked = {measure for field in document.edition.narrative_fields.values() for measure in field.measures}
    return tuple(each for each in document.facts if each.measure not in asked)


def shown_facts(facts: Iterable[Fact], options: DocumentOptions) -> tuple[Fact, ...]:
    """Return the facts without those not known, unless prompts are shown."""
    return tuple(each for each in facts if each.is_known or options.with_prompts)


def facts_home(edition: Edition) -> str:
    """Name the section in which facts without a field stand."""
    sections = edition.narrative_sections
    with_facts = [each.key for each in sections if any(field.measures for field in each.fields)]
    return next(iter(with_facts or [each.key for each in sections]), "")


def other_fact_blocks(document: PlanDocument, options: DocumentOptions) -> Iterator[Block]:
    """Lay out the facts that belong to no field."""
    facts = shown_facts(other_facts(document), options)
    if facts:
        yield Heading(text="Other facts", level=3)
        yield from _fact_blocks(document, "Other facts", facts)


def _fact_blocks(document: PlanDocument, name: str, facts: tuple[Fact, ...]) -> Iterator[Block]:
    """Yield the table of facts; a source that all of them share stands once below it, not in every row."""
    source = shared_source(each.source for each in facts)
    has_column = not source and any(each.source for each in facts)
    value = f"Value, {document.facts_year}" if document.facts_year else "Value"
    yield Table(
        name=f"{name}: facts",
        widths=FACT_WIDTHS if has_column else SOURCELESS_WIDTHS,
        is_narrow=True,
        head=(head_row("Fact", value, *(["Source"] if has_column else [])),),
        rows=tuple(_fact_row(each, has_source=has_column) for each in facts),
    )
    if source:
        yield Passage(text=f"Source: {source}", role=Role.NOTE)


def _fact_row(fact: Fact, *, has_source: bool) -> Row:
    source = (plain_cell(Passage(text=fact.source, role=Role.NOTE)),) if has_source else ()
    return Row(cells=(heading_cell(fact.label), body_cell(fact.value), *source))
