"""A rubric read from the text of its publisher's document, word for word."""

from pathlib import Path

import pytest

from rubrics.imports import Known, read_rubric
from rubrics.imports.reading import LARGEST_FILE, MOST_FINDINGS
from rubrics.imports.text_cells import statements
from rubrics.instrument import Band, Instrument, Polarity
from rubrics.services.loading import read_file
from tests.rubrics.instruments import make_instrument
from tests.rubrics.texts import LABELLED, LIST, UNLABELLED, WHOLE, codes, read, table

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_462aaa99db3e7c4b.txt"
SEED_COUNTS = {
    "3.1.1": [3, 3, 3, 3, 2, 1],
    "3.1.2": [6, 6, 3, 2, 1, 1],
    "3.1.3": [4, 4, 4, 2, 1, 1],
    "3.1.4": [2, 2, 2, 1, 1, 0],
    "3.2.1": [5, 4, 4, 2, 1, 1],
    "3.3.1": [5, 5, 5, 2, 1, 1],
}

needs_seed = pytest.mark.skipif(not SEED.is_file(), reason="the publisher's document is not beside this checkout")


def counts(instrument: Instrument) -> dict[str, list[int]]:
    numbers = [level.number for level in instrument.levels]
    return {each.code: [len(each.indicators_at(number)) for number in numbers] for each in instrument.outcomes}


def instrument_of(text: str, **options: object) -> Instrument:
    instrument = read(text, **options).instrument  # type: ignore[arg-type]  # handed on as they come
    assert instrument is not None
    return instrument


@needs_seed
@pytest.mark.django_db
def test_the_publishers_document_gives_every_statement() -> None:
    reading = read_file(content=SEED.read_bytes(), name=SEED.name, file_format=None, polarity=None)

    assert reading.instrument is not None
    assert counts(reading.instrument) == SEED_COUNTS
    assert [(strand.code, len(strand.outcomes)) for strand in reading.instrument.strands] == [
        ("3.1", 4),
        ("3.2", 1),
        ("3.3", 1),
    ]
    assert reading.instrument.polarity == Polarity.LOWEST
    assert (reading.instrument.rubric, reading.instrument.slug) == ("director-resources", "director-resources-licensed")
    assert (reading.instrument.publisher, reading.instrument.may_be_shared) == ("Learning Forward", False)
    assert codes(reading) == ["statement-twice", "level-blank", "polarity-taken"]


@needs_seed
@pytest.mark.django_db
def test_the_publishers_document_is_read_word_for_word() -> None:
    rows = [line.split("\t") for line in SEED.read_text(encoding="utf-8").splitlines() if line.startswith("<ul")]
    printed = [" ".join(cell.partition(">")[2].split()) for row in rows for cell in row]

    instrument = read_file(content=SEED.read_bytes(), name=SEED.name, file_format=None, polarity=None).instrument

    assert instrument is not None
    kept = [" ".join(each.indicators_at(level.number)) for each in instrument.outcomes for level in instrument.levels]
    assert [text for text in kept if text] == [text for text in printed if text]


def test_both_layouts_are_read_as_one_rubric() -> None:
    instrument = instrument_of(WHOLE)

    assert counts(instrument) == {
        "1.1.1": [2, 2, 1, 1, 1, 1],
        "1.1.2": [3, 1, 2, 1, 1, 0],
        "1.2.1": [1, 1, 1, 1, 1, 1],
    }
    assert [(strand.code, strand.title) for strand in instrument.strands] == [
        ("1.1", "Protect time"),
        ("1.2", "Review time"),
    ]
    assert [each.title for each in instrument.outcomes] == ["Plans the week", "Guards meetings", "Reviews the week"]
    assert (instrument.role, instrument.standard) == ("Principal", "Time")


def test_the_text_is_marked_as_licensed() -> None:
    instrument = instrument_of(WHOLE)

    assert (instrument.slug, instrument.may_be_shared) == ("principal-time-licensed", False)


def test_a_repeated_statement_is_kept_and_told() -> None:
    reading = read(WHOLE)

    assert reading.instrument is not None
    assert reading.instrument.outcome_by_code["1.1.2"].indicators_at(3) == ("Guards some.", "Guards some.")
    assert [each.subject for each in reading.findings if each.code == "statement-twice"] == ["line 12, column 3"]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Plans. Reviews.", ["Plans.", "Reviews."]),
        ("Plans, i.e. The week. Reviews.", ["Plans, i.e. The week.", "Reviews."]),
        ("Plans, e.g. Mondays.", ["Plans, e.g. Mondays."]),
        ("Asks the U.S. Department. Waits.", ["Asks the U.S. Department.", "Waits."]),
        ("Uses 2.5 hours. Uses 10% of it.", ["Uses 2.5 hours.", "Uses 10% of it."]),
        ("Funds Title I. Reports.", ["Funds Title I.", "Reports."]),
        ("Follows Dr. Smith. Asks J. Doe.", ["Follows Dr. Smith.", "Asks J. Doe."]),
        ("Buys paper, pens, etc. Counts them.", ["Buys paper, pens, etc.", "Counts them."]),
        ("Says “Yes.” Does it.", ["Says “Yes.”", "Does it."]),
        ("Plans (see B.) Reviews.", ["Plans (see B.)", "Reviews."]),
        ("Is it done? Yes! Über alles.", ["Is it done?", "Yes!", "Über alles."]),
        ("one. two. three", ["one. two. three"]),
        ("<ul><li>Plans. Reviews.</li><li>Waits</li></ul>", ["Plans. Reviews.", "Waits"]),
        ("<ul>\n<li>Plans &amp; waits</li>\n<li> <b>Reviews</b> it.</li></ul>", ["Plans & waits", "Reviews it."]),
        ("Plans. Waits.<br>Reviews.", ["Plans. Waits.", "Reviews."]),
        ("• Plans. Waits.\n• Reviews.", ["Plans. Waits.", "Reviews."]),
        ("Fewer than <5 a week. Or <more>.", ["Fewer than <5 a week.", "Or <more>."]),
        ("  ", []),
        (LIST, []),
    ],
)
def test_a_cell_is_split_at_its_statements(cell: str, found: list[str]) -> None:
    assert list(statements(cell)) == found


@pytest.mark.parametrize(
    "piece", ["x", "<a ", "\n", ". ", "A. ", ".'", '"', "\t", "a\t", "<ul>\n<li>x\n", "<li>x\n"], ids=repr
)
def test_junk_of_any_kind_is_read_in_bounds(piece: str) -> None:
    reading = read(f"{WHOLE}<ul>\n{piece * (LARGEST_FILE // 20 // len(piece))}")

    assert reading.findings
    assert len(reading.findings) <= MOST_FINDINGS + 1


@pytest.mark.parametrize(
    ("heads", "numbers", "labels"),
    [
        (["Level 1", "Level 2", "Level 3"], [1, 2, 3], ["Level 1", "Level 2", "Level 3"]),
        (["Level 0", "Level 1", "Level 2"], [0, 1, 2], ["Level 0", "Level 1", "Level 2"]),
        (["Level 3", "Level 2", "Level 1"], [1, 2, 3], ["Level 1", "Level 2", "Level 3"]),
        (["Level A: Full", "Level B: Part", "Level C: None"], [1, 2, 3], ["Full", "Part", "None"]),
        (["4 – Exemplary", "3 – Proficient", "2 – Basic"], [2, 3, 4], ["Basic", "Proficient", "Exemplary"]),
        (["Beginning", "Developing", "Living"], [1, 2, 3], ["Beginning", "Developing", "Living"]),
        ([f"Stage {number}" for number in range(1, 11)], list(range(1, 11)), [f"Stage {n}" for n in range(1, 11)]),
    ],
    ids=["numbers", "from zero", "downward", "letters", "numbered labels", "labels", "ten"],
)
def test_levels_are_known_by_their_header(heads: list[str], numbers: list[int], labels: list[str]) -> None:
    instrument = instrument_of(table(heads, *(f"Does {head}." for head in heads)))

    assert [level.number for level in instrument.levels] == numbers
    assert [level.label for level in instrument.levels] == labels
    outcome = instrument.outcome_by_code["1.1.1"]
    assert sorted(outcome.indicators_at(number)[0] for number in numbers) == sorted(f"Does {head}." for head in heads)


def test_letters_become_codes_and_bands_become_scores() -> None:
    lettered = instrument_of(table(["Level A", "Level B", "Level C"], "X.", "Y.", "Z."))
    banded = instrument_of(table(["Begun (0–3)", "Under way (4-7)", "Lived (8–10)"], "X.", "Y.", "Z."))

    assert [level.code for level in lettered.levels] == ["A", "B", "C"]
    assert [level.scores for level in banded.levels] == [
        Band(least=0, most=3),
        Band(least=4, most=7),
        Band(least=8, most=10),
    ]


def test_levels_without_descriptors_stay_as_labels() -> None:
    instrument = instrument_of(table(["Level 1", "Level 2", "Level 3", "Level 4"], f"{LIST}Does all."))

    assert [level.number for level in instrument.levels] == [1, 2, 3, 4]
    assert instrument.named_levels == {2, 3, 4}


def test_a_title_in_the_row_of_its_descriptors_is_read() -> None:
    text = "1.1 Strand\tLevel 1\tLevel 2\tLevel 3\nOutcome 1.1.1: Title\tDoes a.\tDoes b.\tDoes c."

    assert counts(instrument_of(text)) == {"1.1.1": [1, 1, 1]}


def test_a_column_before_the_levels_that_rows_keep_is_left_out() -> None:
    text = f"1.1 S\tLevel 1\tLevel 2\tLevel 3\nOutcome 1.1.1: Title\n\t{LIST}Does a.\t{LIST}Does b.\t"

    assert counts(instrument_of(text)) == {"1.1.1": [1, 1, 0]}


def test_cells_in_quotes_and_items_on_lines_of_their_own_are_read() -> None:
    quoted = '1.1 S\nLevel 1\tLevel 2\tLevel 3\nOutcome 1.1.1: Title\n"One ""thing""\nTwo"\tB.\tC.'
    listed = "1.1 S\nLevel 1\tLevel 2\tLevel 3\nOutcome 1.1.1: Title\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>\tB.\tC."

    assert instrument_of(quoted).outcome_by_code["1.1.1"].indicators_at(1) == ('One "thing"', "Two")
    assert instrument_of(listed).outcome_by_code["1.1.1"].indicators_at(1) == ("One", "Two")
    assert instrument_of(listed).outcome_by_code["1.1.1"].indicators_at(3) == ("C.",)


def test_a_text_says_what_it_is_in_lines_of_its_own() -> None:
    text = f"Title: Our time\nPublisher: A Press\nEdition: 2024\nBest level: highest\nMay be shared: yes\n{WHOLE}"

    instrument = instrument_of(text, polarity=None)

    assert (instrument.title, instrument.publisher, instrument.edition) == ("Our time", "A Press", "2024")
    assert (instrument.polarity, instrument.may_be_shared) == (Polarity.HIGHEST, True)


def test_lines_without_a_place_are_named() -> None:
    reading = read(f"Printed in May.\n{WHOLE}\nPage 3 of 9\n")

    assert [(each.severity, each.subject) for each in reading.findings if each.code == "not-placed"] == [
        ("warning", "line 1, column 1"),
        ("warning", "line 20, column 1"),
    ]
    assert reading.instrument is not None


@pytest.mark.parametrize(
    ("text", "code", "subject"),
    [
        (f"{LABELLED}Desired outcome 1.1.9: Is cut off.\n", "outcome-blank", "line 7"),
        (table(["Level 1", "Level 2", "Level 3"], "A.", "B.", "C.", "D."), "not-placed", "line 4, column 4"),
        ("A.\tB.\tC one.\tD.\n" + UNLABELLED, "not-placed", "line 1, column 1"),
        (table(["Level 1", "Level 1", "Level 2"], "A.", "B.", "C."), "level-twice", "line 2"),
        (WHOLE.replace("1.2.1: Reviews", "1.1.2: Reviews"), "title-differs", "line 16"),
        ("Best level: both\n" + WHOLE, "polarity", "line 1"),
        ("Just a letter to parents.\n", "no-levels", ""),
        ("", "unreadable", ""),
        ("\x00\x01 binary", "unreadable", ""),
        ("x" * (LARGEST_FILE + 1), "unreadable", ""),
        (table(["Level 1", "Level 2", "Level 3"], "A." * 2600, "B.", "C."), "too-large", "strands[0]"),
        (table(["Level 1", "Level 2", "Level 3"], "A b. " * 40, "B.", "C."), "too-large", "strands[0]"),
    ],
    ids=[
        "cut off",
        "too many cells",
        "cells without levels",
        "level twice",
        "outcome twice",
        "polarity",
        "no rubric",
        "empty",
        "binary",
        "huge",
        "long statement",
        "many statements",
    ],
)
def test_a_half_right_text_is_refused_with_its_place(text: str, code: str, subject: str) -> None:
    reading = read(text)

    found = [each for each in reading.errors if each.code == code and each.subject.startswith(subject)]
    assert reading.instrument is None
    assert found


def test_junk_is_told_in_a_bounded_list() -> None:
    reading = read(WHOLE + "What is this line?\n" * 1_000)

    assert len(reading.findings) == MOST_FINDINGS + 1
    assert reading.findings[-1].code == "more"


def test_a_text_without_polarity_is_refused_with_what_to_say() -> None:
    reading = read(WHOLE, polarity=None)

    assert reading.instrument is None
    assert [each.code for each in reading.errors] == ["polarity-missing"]
    assert "--polarity lowest" in reading.errors[0].sentence


def test_polarity_comes_from_an_edition_of_the_same_role_and_standard() -> None:
    same = make_instrument(role="Principal", standard="Time", polarity=Polarity.HIGHEST, title="The week")

    reading = read(WHOLE, polarity=None, known=[same])

    assert reading.instrument is not None
    assert (reading.instrument.polarity, reading.instrument.title) == (Polarity.HIGHEST, "The week")
    assert (reading.instrument.rubric, reading.instrument.slug) == ("small", "small-licensed")
    assert "small-1" in next(each.sentence for each in reading.findings if each.code == "polarity-taken")


def test_what_a_person_says_of_the_polarity_counts_more_than_the_file() -> None:
    reading = read(f"Polarity: highest\n{WHOLE}", polarity=Polarity.LOWEST)

    assert reading.instrument is not None
    assert reading.instrument.polarity == Polarity.LOWEST
    assert "polarity-overruled" in codes(reading)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    content = table(["Level 1", "Level 2", "Level 3"], "Plans a café.", "B.", "C.").encode(encoding)

    reading = read_rubric(content, name="x", file_format=None, polarity=Polarity.LOWEST, known=Known())

    assert reading.instrument is not None
    assert reading.instrument.outcome_by_code["1.1.1"].indicators_at(1) == ("Plans a café.",)
