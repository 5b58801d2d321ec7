"""The rubric as plain values: its ends, its bands, its blank cells, its JSON."""

import dataclasses

import pytest

from plplanner.kit.json_reader import JsonRefused
from rubrics.checks import check_instrument
from rubrics.instrument import Band, Descriptor, Instrument, Level, Outcome, Polarity, Strand
from rubrics.instrument_json import instrument_from_json, instrument_to_json
from tests.rubrics.instruments import make_instrument, make_scored_instrument


@pytest.mark.parametrize(("polarity", "best"), [(Polarity.LOWEST, 1), (Polarity.HIGHEST, 3)])
def test_the_polarity_says_which_level_is_the_ideal(polarity: Polarity, best: int) -> None:
    assert make_instrument(polarity=polarity).best.number == best


def test_a_blank_cell_among_described_ones_cannot_be_chosen() -> None:
    small = make_instrument()

    chosen = [small.can_choose(small.outcome_by_code["1.2"], level) for level in (0, 1, 2, 3)]

    assert chosen == [False, True, True, False]


def test_a_level_that_no_outcome_describes_is_chosen_by_its_label() -> None:
    named = make_instrument(cells={"1.1": {1: ("Plans.",)}})

    assert [named.can_choose(named.outcome_by_code["1.1"], level) for level in (1, 2, 3)] == [True, True, True]


@pytest.mark.parametrize(("score", "label"), [(0, "Beginning"), (3, "Beginning"), (4, "Building"), (10, "Living")])
def test_a_score_falls_into_its_band(score: int, label: str) -> None:
    level = make_scored_instrument().level_of_score(score)

    assert level is not None
    assert level.label == label


def test_a_score_outside_all_bands_has_no_level() -> None:
    assert make_scored_instrument().level_of_score(11) is None


@pytest.mark.parametrize("instrument", [make_instrument(), make_scored_instrument()], ids=["levels", "scores"])
def test_json_comes_back_identical(instrument: Instrument) -> None:
    assert instrument_from_json(instrument_to_json(instrument)) == instrument


def test_blank_descriptors_are_left_out_and_the_others_come_in_order() -> None:
    value = instrument_to_json(make_instrument())
    first = value["strands"][0]["outcomes"][0]
    first["descriptors"] = [*reversed(first["descriptors"]), {"level": 2}]

    assert instrument_from_json(value) == make_instrument()


def test_an_unknown_name_is_refused_with_its_path() -> None:
    value = instrument_to_json(make_instrument())
    value["strands"][0]["outcomes"][1]["weight"] = 2

    with pytest.raises(JsonRefused) as refused:
        instrument_from_json(value)

    assert refused.value.path == "strands[0].outcomes[1].weight"


def _with_strands(*strands: Strand) -> Instrument:
    return dataclasses.replace(make_instrument(), strands=strands)


def _with_outcomes(*outcomes: Outcome) -> Instrument:
    return _with_strands(Strand(code="1", title="Strand 1", outcomes=outcomes))


TWO_LEVELS = [Level(number=number, label=f"Level {number}") for number in (1, 2)]
SAME_NUMBER = [Level(number=1, label=label) for label in ("A", "B", "C")]
WRONG_ORDER = [Level(number=number, label=f"Level {number}") for number in (2, 1, 3)]
SAME_LABEL = [Level(number=number, label="Level") for number in (1, 2, 3)]
OVERLAP = [Level(number=n, label=f"L{n}", scores=Band(least=n, most=n + 1)) for n in (1, 2, 3)]
HALF_SCORED = [Level(number=n, label=f"L{n}", scores=Band(least=n, most=n) if n > 1 else None) for n in (1, 2, 3)]
ONE = Outcome(code="1.1", title="One")
ONE_STRAND = Strand(code="1", title="Strand 1", outcomes=(ONE,))


@pytest.mark.parametrize(
    ("instrument", "codes"),
    [
        (make_instrument(), set()),
        (make_scored_instrument(), set()),
        (make_instrument(slug="load"), {"slug"}),
        (make_instrument(rubric="Not a slug"), {"slug"}),
        (make_instrument(levels=TWO_LEVELS, cells={"1.1": {1: ("Plans.",)}}), {"level-count"}),
        (make_instrument(levels=SAME_NUMBER, cells={"1.1": {1: ("Plans.",)}}), {"level-twice"}),
        (make_instrument(levels=WRONG_ORDER), {"level-order"}),
        (make_instrument(levels=SAME_LABEL), {"label-twice"}),
        (make_instrument(levels=OVERLAP), {"band-overlap"}),
        (make_instrument(levels=HALF_SCORED), {"band-missing"}),
        (_with_outcomes(), {"outcome-count"}),
        (_with_outcomes(ONE, ONE), {"outcome-twice"}),
        (_with_outcomes(Outcome(code="1/1", title="One")), {"code"}),
        (_with_outcomes(dataclasses.replace(ONE, descriptors=(Descriptor(level=9),))), {"cell-level"}),
        (_with_outcomes(dataclasses.replace(ONE, descriptors=(Descriptor(level=1),) * 2)), {"cell-twice"}),
        (
            _with_outcomes(dataclasses.replace(ONE, descriptors=(Descriptor(level=1, indicators=(" ",)),))),
            {"blank-indicator"},
        ),
        (make_instrument(title="Two\nlines"), {"line-break"}),
        (make_instrument(attribution=" Made for tests."), {"blank-ends"}),
        (make_instrument(cells={"1.1": {1: ("Plans.\nReviews.",)}}), {"line-break"}),
        (_with_strands(ONE_STRAND, Strand(code="2", title="Two", outcomes=())), {"strand-empty"}),
    ],
)
def test_a_rubric_that_makes_no_sense_is_found_out(instrument: Instrument, codes: set[str]) -> None:
    assert {each.code for each in check_instrument(instrument)} == codes
