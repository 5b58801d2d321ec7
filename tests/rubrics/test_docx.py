"""A rubric as a Word file: what stands in it, in the order in which it is read."""

import dataclasses
import datetime
import io

import docx
import pytest
from docx.document import Document

from rubrics.exports.docx import write_docx
from rubrics.instrument import Descriptor, Instrument, Link, Polarity, Strand
from tests.rubrics.instruments import make_instrument, make_scored_instrument

CHANGED = datetime.datetime(2026, 9, 30, 12, tzinfo=datetime.UTC)


def opened(instrument: Instrument) -> Document:
    return docx.Document(io.BytesIO(write_docx(instrument, CHANGED)))


def rows_of(document: Document, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def test_the_file_says_whose_words_it_holds_and_which_end_is_best() -> None:
    texts = [each.text for each in opened(make_instrument()).paragraphs if each.text]

    assert texts == [
        "Director · Resources",
        "Small rubric",
        "Edition 2026",
        "PL Planner",
        "Made for tests.",
        "License: CC BY 4.0",
        "How to read this",
        "“Level 1” is the fullest practice, “Level 3” the least.",
        "Levels, from the fullest practice on: Level 1 · Level 2 · Level 3",
        "1 Strand 1",
        "1.1 Outcome 1.1",
        "1.2 Outcome 1.2",
    ]


def test_an_outcome_is_a_table_of_levels_from_the_fullest_practice_on() -> None:
    document = opened(make_instrument(polarity=Polarity.HIGHEST))

    assert rows_of(document, 1) == [
        ["Level", "What practice looks like"],
        ["Level 3", "The rubric leaves this level blank."],
        ["Level 2", "Tracks money."],
        ["Level 1", "Tracks money and time."],
    ]
    assert "tblHeader" in document.tables[1].rows[0]._tr.xml


def test_a_level_that_only_has_a_name_stands_in_the_scale() -> None:
    document = opened(make_scored_instrument())

    assert rows_of(document, 0) == [
        ["Level, from the fullest practice on", "Scores"],
        ["Living", "8–10"],
        ["Building", "4–7"],
        ["Beginning", "0–3"],
    ]
    assert rows_of(document, 1) == [["Level", "What practice looks like"], ["Living", "Everybody chooses."]]


def test_a_next_step_follows_its_level() -> None:
    small = make_instrument()
    outcome = dataclasses.replace(
        next(small.outcomes), descriptors=(Descriptor(level=3, indicators=("Plans nothing.",), next_step="Begin."),)
    )
    changed = dataclasses.replace(small, strands=(Strand(code="1", title="One", outcomes=(outcome,)),))

    assert rows_of(opened(changed), 0)[1:] == [["Level 3", "Plans nothing."], ["Level 3: next step", "Begin."]]


def test_links_to_other_standards_are_listed() -> None:
    document = opened(make_instrument(links=(Link(to="Leadership", how="It sets the course."),)))

    assert rows_of(document, -1) == [["Standard", "How"], ["Leadership", "It sets the course."]]


@pytest.mark.parametrize("instrument", [make_instrument(), make_scored_instrument()], ids=["levels", "scores"])
def test_the_same_edition_gives_the_same_bytes(instrument: Instrument) -> None:
    assert write_docx(instrument, CHANGED) == write_docx(instrument, CHANGED)
