"""What is read of CASE packages of other makers, and what is said of the rest."""

import json
from typing import Any

import pytest

from plplanner.kit.findings import Severity
from rubrics.case import split_statements
from rubrics.imports.case import read_case
from rubrics.imports.reading import Known, Reading, RubricRefused
from rubrics.instrument import Instrument, Polarity


def read(value: object, polarity: Polarity | None = Polarity.LOWEST) -> Reading:
    return read_case(json.dumps(value).encode(), polarity, Known())


def read_instrument(value: object) -> Instrument:
    instrument = read(value).instrument
    assert instrument is not None
    return instrument


def foreign_level(label: str | None, description: str | None, **values: Any) -> dict[str, Any]:
    return {"identifier": "l", "uri": "u", "quality": label, "description": description, **values}


def foreign(*criteria: dict[str, Any], **document: Any) -> dict[str, Any]:
    """Make a package as another program might: no identifiers that lead anywhere, nulls, nothing of ours."""
    return {
        "CFDocument": {"identifier": "d", "uri": "u", "creator": "A state", "title": "Framework", **document},
        "CFItems": [],
        "CFRubrics": [{"identifier": "r", "uri": "u", "title": "Coaching", "CFRubricCriteria": list(criteria)}],
    }


def criterion(title: str, *levels: dict[str, Any], **values: Any) -> dict[str, Any]:
    return {"identifier": title, "description": title, "CFRubricCriterionLevels": list(levels), **values}


THREE_LEVELS = [foreign_level(label, f"{label} practice.") for label in ("Low", "Middle", "High")]


def test_a_package_without_a_best_end_asks_for_it() -> None:
    reading = read(foreign(criterion("Plans", *THREE_LEVELS)), None)

    assert reading.instrument is None
    assert [each.code for each in reading.errors] == ["polarity-missing"]


def test_a_small_package_of_another_maker_is_read() -> None:
    package = foreign(criterion("Plans", *THREE_LEVELS, category="Leading"), subject="Coaching", version="2024")

    rubric = read_instrument(package)

    assert (rubric.title, rubric.standard, rubric.edition, rubric.publisher) == (
        "Coaching",
        "Coaching",
        "2024",
        "A state",
    )
    assert [(level.number, level.label) for level in rubric.levels] == [(1, "Low"), (2, "Middle"), (3, "High")]
    assert [(strand.code, strand.title) for strand in rubric.strands] == [("1", "Leading")]
    assert rubric.outcome_by_code["1"].indicators_at(3) == ("High practice.",)
    assert not rubric.may_be_shared


def test_positions_give_the_order() -> None:
    levels = [{**level, "position": 3 - place} for place, level in enumerate(THREE_LEVELS)]

    rubric = read_instrument(foreign(criterion("B", *levels, position=2), criterion("A", *levels, position=1)))

    assert [outcome.title for outcome in rubric.outcomes] == ["A", "B"]
    assert [level.label for level in rubric.levels] == ["High", "Middle", "Low"]


def test_scores_number_the_levels() -> None:
    levels = [{**level, "score": 4 - 2 * place} for place, level in enumerate(THREE_LEVELS)]

    rubric = read_instrument(foreign(criterion("A", *levels)))

    assert [(level.number, level.label) for level in rubric.levels] == [(0, "High"), (2, "Middle"), (4, "Low")]


@pytest.mark.parametrize("scores", [(0.5, 1, 2), (1, 1, 2), (-1, 0, 1), (1, 2, None)])
def test_other_scores_leave_it_to_the_labels(scores: tuple[float | None, ...]) -> None:
    levels = [{**level, "score": score} for level, score in zip(THREE_LEVELS, scores, strict=True)]

    reading = read(foreign(criterion("A", *levels), criterion("B", levels[0], levels[2])))

    assert reading.instrument is not None
    assert reading.instrument.outcome_by_code["2"].indicators_at(3) == ("High practice.",)
    assert "scores-left-out" in {each.code for each in reading.findings}


@pytest.mark.parametrize(
    ("description", "statements"),
    [
        ("One.\nTwo.", ("One.", "Two.")),
        ("- One.\n- Two, over\n  two lines.", ("One.", "Two, over two lines.")),
        ("One sentence. And another.", ("One sentence. And another.",)),
        ("", ()),
    ],
    ids=["lines", "hyphens", "a paragraph", "blank"],
)
def test_statements_are_found_in_a_description(description: str, statements: tuple[str, ...]) -> None:
    assert split_statements(description) == statements


def test_nothing_is_dropped_in_silence() -> None:
    package = foreign(criterion("A", *THREE_LEVELS, weight=2), notes="Reviewed.", language="en", adoptionStatus=None)
    package["CFItems"] = [{"identifier": "i", "fullStatement": "Not rated", "educationLevel": ["KG"]}]
    package["CFAssociations"] = [{"associationType": "isRelatedTo", "originNodeURI": {}, "destinationNodeURI": {}}]

    left_out = [each for each in read(package).findings if each.code == "left-out"]

    assert " ".join(each.sentence for each in left_out) == (
        "A rubric has no place for these, so they were left out: CFAssociations that say “isRelatedTo” (1), "
        "CFDocument: language (1), CFDocument: notes (1), CFItems that no criterion rates (1), "
        "CFItems: educationLevel (1), CFRubricCriteria: weight (1)."
    )


def test_the_first_of_several_rubrics_is_read_and_the_others_are_named() -> None:
    package = foreign(criterion("A", *THREE_LEVELS))
    package["CFRubrics"] += [
        {"title": "Empty"},
        {"title": "Mentoring", "CFRubricCriteria": [criterion("B", *THREE_LEVELS)]},
    ]

    reading = read(package)

    assert reading.instrument is not None
    assert [each.sentence for each in reading.findings if each.code == "rubrics-left-out"] == [
        "The package holds 2 rubrics. The first is read, “Coaching”. Left out: “Mentoring”."
    ]


def test_a_title_that_is_too_long_is_shortened_with_a_warning() -> None:
    reading = read(foreign(criterion("word " * 100, *THREE_LEVELS)))

    assert reading.instrument is not None
    assert all(len(outcome.title) <= 300 for outcome in reading.instrument.outcomes)
    assert [each.severity for each in reading.findings if each.code == "shortened"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ([], ""),
        ({"CFItems": []}, ""),
        ({"CFDocument": []}, "CFDocument"),
        ({"CFDocument": {}}, "CFRubrics"),
        (foreign(), "CFRubrics"),
        (foreign(criterion("A", {"score": "1"})), "CFRubrics[0].CFRubricCriteria[0].CFRubricCriterionLevels[0].score"),
        (foreign(title=7), "CFDocument.title"),
        (foreign(extensions={"plplanner": {"levels": 1}}), "CFDocument.extensions.plplanner.levels"),
    ],
    ids=["a list", "no document", "document a list", "no rubric", "no criteria", "score", "title", "extension"],
)
def test_a_file_that_is_no_package_is_refused_with_the_place(value: object, subject: str) -> None:
    with pytest.raises(RubricRefused) as refused:
        read(value)

    assert refused.value.subject == subject


def test_strands_and_codes_come_from_the_items() -> None:
    package = foreign(
        criterion("Plans", *THREE_LEVELS, CFItemURI={"title": "", "identifier": "i2", "uri": "u"}),
        criterion("Plans again", *THREE_LEVELS, CFItemURI={"title": "", "identifier": "i3", "uri": "u"}),
    )
    package["CFItems"] = [
        {"identifier": "i1", "fullStatement": "Time", "humanCodingScheme": "T"},
        {"identifier": "i2", "fullStatement": "Plans time", "humanCodingScheme": "T.1"},
        {"identifier": "i3", "fullStatement": "Plans time", "humanCodingScheme": "T 2"},
    ]
    package["CFAssociations"] = [
        {
            "associationType": "isChildOf",
            "originNodeURI": {"identifier": child},
            "destinationNodeURI": {"identifier": "i1"},
        }
        for child in ("i2", "i3")
    ]

    reading = read(package)

    assert reading.instrument is not None
    assert [(strand.code, strand.title) for strand in reading.instrument.strands] == [("T", "Time")]
    assert list(reading.instrument.outcome_by_code) == ["T.1", "2"]
    assert [each.sentence for each in reading.findings if each.code == "code-made"] == [
        "“Plans again”: The code “T 2” cannot be used, so it is 2 here."
    ]
