"""The small parts of the layout that sections share."""

from collections.abc import Iterable, Iterator

from plans.document import DocumentOptions
from plans.edition import Column, TemplateField
from plplanner.kit.blocks import Cell, Passage, Role, Row


def under(tag: str, name: str) -> str:
    """Return the tag of a part; a part of something untagged is untagged."""
    return f"{tag}.{name}" if tag else ""


def prompt_of(field: TemplateField, options: DocumentOptions) -> str:
    """Return what the field asks, where prompts are shown."""
    return (field.prompt or field.label) if options.with_prompts else ""


def field_passages(label: str, text: str, tag: str, prompt: str, *, always: bool) -> Iterator[Passage]:
    """Yield a label and its text; of a blank field the prompt, or with neither nothing unless it must always stand."""
    if not (text or prompt or always):
        return
    yield Passage(text=label, role=Role.LABEL)
    if prompt and not text:
        yield Passage(text=prompt, role=Role.PROMPT)
    yield Passage(text=text, role=Role.ANSWER, tag=tag)


def column_heads(columns: Iterable[Column]) -> Row:
    """Return the head row of the template's columns, with their prompts."""
    return Row(
        cells=tuple(
            Cell(
                passages=(
                    Passage(text=column.heading, role=Role.LABEL),
                    *(Passage(text=prompt, role=Role.PROMPT) for prompt in column.prompts),
                ),
                is_heading=True,
            )
            for column in columns
        )
    )


def head_row(*headings: str) -> Row:
    """Return a head row of plain headings."""
    return Row(cells=tuple(heading_cell(each) for each in headings))


def heading_cell(text: str) -> Cell:
    """Return a cell that names its row or column."""
    return Cell(passages=(Passage(text=text, role=Role.LABEL),), is_heading=True)


def body_cell(text: str) -> Cell:
    """Return a cell with a text of our own."""
    return plain_cell(Passage(text=text))


def plain_cell(*passages: Passage) -> Cell:
    """Return a cell of passages."""
    return Cell(passages=passages)
