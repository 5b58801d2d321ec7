"""The layout of the plan's document, decided once: its blocks, in the template's order and under its labels."""

from collections.abc import Iterator

from plans.document import DocumentOptions, PlanDocument
from plans.edition import SectionKind
from plans.exports.layout.activities import activity_blocks, detail_values
from plans.exports.layout.goals import goal_blocks, year_label, year_outcomes
from plans.exports.layout.narrative import (
    facts_home,
    facts_of,
    narrative_blocks,
    other_fact_blocks,
    other_facts,
    shown_facts,
)
from plans.exports.layout.standards import served_by, standard_blocks
from plplanner.kit.blocks import Block, Document, Heading, Passage, Role

__all__ = [
    "detail_values",
    "facts_of",
    "lay_out",
    "other_facts",
    "served_by",
    "shown_facts",
    "year_label",
    "year_outcomes",
]


def lay_out(document: PlanDocument, options: DocumentOptions) -> Document:
    """Turn a plan's document into blocks that every format renders."""
    content = document.content
    years = _years_covered(document)
    district = ", ".join(part for part in (document.district.name, document.district.state) if part)
    subtitles = (district, years, " · ".join(part for part in (document.status, document.as_of) if part))
    return Document(
        title=content.title or document.edition.title,
        kicker=document.edition.title if content.title != document.edition.title else "",
        subtitles=tuple(each for each in subtitles if each),
        footer=" · ".join(part for part in (document.district.name, content.title) if part),
        author=document.district.name,
        blocks=tuple(_blocks(document, options)),
    )


def _years_covered(document: PlanDocument) -> str:
    labels = document.year_labels
    if not labels:
        return ""
    return f"School year {labels[0]}" if len(labels) == 1 else f"School years {labels[0]} to {labels[-1]}"


def _blocks(document: PlanDocument, options: DocumentOptions) -> Iterator[Block]:
    home = facts_home(document.edition)
    for section in document.edition.sections:
        if not options.shows(section.key):
            continue
        yield Heading(text=section.title, level=1)
        match section.kind:
            case SectionKind.NARRATIVE:
                yield from narrative_blocks(document, section, options)
                if section.key == home:
                    yield from other_fact_blocks(document, options)
            case SectionKind.GOALS:
                yield goal_blocks(document, options)
            case SectionKind.ACTIVITIES:
                yield from activity_blocks(document, options)
            case SectionKind.STANDARDS:
                yield from standard_blocks(document)
    if document.edition.attribution and not document.standards_attribution:
        yield Passage(text=document.edition.attribution, role=Role.NOTE)
