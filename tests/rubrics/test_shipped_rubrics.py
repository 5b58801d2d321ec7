"""The rubrics that ship: whole, in our own words, and every fact of their sources at its level."""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from rubrics.calculations.statements import changes_between
from rubrics.checks import check_instrument
from rubrics.instrument import Band, Instrument, Outcome
from rubrics.instrument_json import instrument_from_json, instrument_to_json
from rubrics.models import RubricEdition

FIXTURES = Path(settings.BASE_DIR, "fixtures")
SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
DIRECTOR, GEAR, STANDARD = "director_resources", "personalized_learning_gear", "resources_standard"
SHIPPED = (DIRECTOR, GEAR, STANDARD)
LONGEST_RUN = 8
"""So many words of a source in a row would be its sentence rather than ours."""

ALL, AND, OR = "staff, participants, and school and system leaders", "staff and participants", "staff or participants"
KINDS = "funding, time, staff, materials and technology"
GROUPS = ("staff", "participants", "school and system leaders", "community members", "either school or system leaders")


@cache
def read(name: str) -> Instrument:
    (row,) = json.loads(Path(FIXTURES, f"rubric_{name}.json").read_text(encoding="utf-8"))
    return instrument_from_json(row["fields"]["content"])


def director(code: str) -> Outcome:
    return read(DIRECTOR).outcome_by_code[code]


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rubric_is_loaded_by_loaddata(name: str) -> None:
    call_command("loaddata", f"fixtures/rubric_{name}.json", verbosity=0)

    edition = RubricEdition.objects.get()
    assert (edition.slug, edition.rubric) == (edition.instrument.slug, edition.instrument.rubric)
    assert edition.is_published
    assert instrument_to_json(edition.instrument) == edition.content


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rubric_makes_sense_and_credits_its_source(name: str) -> None:
    instrument = read(name)

    assert check_instrument(instrument) == []
    assert instrument.may_be_shared
    assert (instrument.publisher, instrument.licence) == ("PL Planner", "CC BY 4.0")
    assert ("Future Ready" if name == GEAR else "Learning Forward") in instrument.attribution


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("3.1.1", [3, 3, 3, 3, 2, 1]),
        ("3.1.2", [6, 6, 3, 2, 1, 1]),
        ("3.1.3", [4, 4, 4, 2, 1, 1]),
        ("3.1.4", [2, 2, 2, 1, 1, 0]),
        ("3.2.1", [5, 4, 4, 2, 1, 1]),
        ("3.3.1", [5, 5, 5, 2, 1, 1]),
    ],
)
def test_each_level_has_as_many_statements_as_in_the_source(code: str, counts: list[int]) -> None:
    assert [len(director(code).indicators_at(level)) for level in range(1, 7)] == counts


def test_one_statement_stands_twice_as_in_the_source() -> None:
    _, second, _, fourth = director("3.1.3").indicators_at(3)

    assert second == fourth


@pytest.mark.parametrize(
    ("code", "place", "by_level"),
    [
        ("3.1.1", 1, {1: ALL, 2: AND, 3: OR, 4: ""}),
        ("3.1.1", 3, {1: ALL, 2: AND, 3: OR, 4: ""}),
        ("3.1.3", 3, {1: "staff, participants, community members, and school and system leaders", 2: ALL, 3: ""}),
        ("3.1.4", 2, {1: ALL, 2: AND, 3: ""}),
        ("3.2.1", 1, {1: ALL, 2: AND, 3: "staff"}),
        ("3.2.1", 3, {1: ALL, 2: AND, 3: "staff"}),
        ("3.3.1", 1, {1: "staff and both school and system leaders", 2: "staff and either school or system leaders"}),
        ("3.3.1", 1, {3: "", 4: ""}),
        ("3.3.1", 2, {1: "staff and with both school and system leaders"}),
        ("3.3.1", 2, {2: "staff and with either school or system leaders", 3: ""}),
        ("3.3.1", 5, {1: ALL, 2: AND, 3: "staff"}),
    ],
)
def test_who_takes_part_is_said_at_each_level(code: str, place: int, by_level: dict[int, str]) -> None:
    for level, who in by_level.items():
        # Staff are a resource, too: there they do not take part.
        text = director(code).indicators_at(level)[place - 1].replace(KINDS, "")

        assert who in text
        assert [each for each in GROUPS if each in text.replace(who, "")] == []
        assert {each for each in GROUPS if each in text} == {each for each in GROUPS if each in who}


@pytest.mark.parametrize(
    ("code", "phrase", "levels"),
    [
        ("3.1.1", KINDS, [1, 2, 3, 4]),
        ("3.1.1", "funding and nothing else", [5]),
        ("3.1.1", "The director recommends criteria for the whole system", [5]),
        ("3.1.2", "at least 10% of program funds", [1]),
        ("3.1.2", "a part of program funds", [2, 3, 4, 5]),
        ("3.1.2", "resource plan for reaching program goals", [1, 2, 3, 4]),
        ("3.1.2", "advocates and recommends that at least 10% of the operating budget of the district (LEA)", [1]),
        ("3.1.2", "director recommends that at least 10% of the operating budget of the district (LEA)", [2, 3]),
        ("3.1.2", "advocates and recommends that staff have coaches at the rate of 1 coach to 200 students", [1]),
        ("3.1.2", "director recommends that staff have coaches at the rate of 1 coach to 200 students", [2]),
        ("3.1.2", "advocates and recommends that 30% of what is invested in instructional technology", [1]),
        ("3.1.2", "director recommends that 30% of what is invested in instructional technology", [2]),
        ("3.1.2", "explains, with evidence", [1, 2]),
        ("3.1.3", "advocates and supports", [1]),
        ("3.1.3", "recommends and supports", [2]),
        ("3.1.3", "The director supports the making of school-day schedules", [3]),
        ("3.1.3", "The director provides school-day schedules", [4, 5]),
        ("3.1.3", "several times a week", [1, 2, 3]),
        ("3.1.3", "annual calendar", [1, 2, 3, 4]),
        ("3.1.3", "shows with evidence", [1, 2]),
        ("3.1.4", "advocates enough resources over multiple years", [1]),
        ("3.1.4", "recommends enough resources over multiple years", [2, 3]),
        ("3.1.4", "provides evidence", [1, 2]),
        ("3.1.4", "multi-year resource plan", [1, 2, 3]),
        ("3.1.4", "support that differs by need", [1, 2]),
        ("3.1.4", "explains why a long-term investment", [4]),
        ("3.2.1", "distributed equitably", [1, 2, 3]),
        ("3.2.1", f"tracks and monitors the {KINDS}", [1, 2, 3]),
        ("3.2.1", f"director tracks the {KINDS}", [4]),
        ("3.2.1", "director tracks the funding and time that", [5]),
        ("3.2.1", "makes the adjustments that are needed", [1, 2]),
        ("3.2.1", "reports annually", [1, 2, 3, 4]),
        ("3.2.1", "how effective, efficient and equitable the investment is", [1, 2, 3]),
        ("3.2.1", "questions any decision", [1]),
        ("3.3.1", "external resources", [1, 2, 3, 4, 5]),
        ("3.3.1", "learning management system", [1, 2, 3]),
        ("3.3.1", "sets up and uses", [1, 2]),
        ("3.3.1", "a process for approving", [1]),
        ("3.3.1", "a process for reviewing", [2, 3]),
    ],
)
def test_what_sets_the_levels_apart_stands_where_the_source_has_it(code: str, phrase: str, levels: list[int]) -> None:
    found = [level for level in range(1, 7) if any(phrase in text for text in director(code).indicators_at(level))]

    assert found == levels


@pytest.mark.parametrize(
    ("code", "ways"),
    [
        ("3.1.1", ["aa", "aas", "sks", "sks", "sks"]),
        ("3.1.2", ["a", "ka", "kka", "kkkaaa", "sksssk"]),
        ("3.1.3", ["a", "ka", "saka", "sksa", "sksk"]),
        ("3.1.4", ["a", "aa", "ss", "ss"]),
        ("3.2.1", ["a", "sa", "asas", "sksk", "skska"]),
        ("3.3.1", ["a", "ak", "kakaa", "sskks", "sskks"]),
    ],
)
def test_statements_of_neighboring_levels_pair_up(code: str, ways: list[str]) -> None:
    """From the least practice up; k, s and a are kept, strengthened and added."""
    outcome = director(code)
    described = [texts for level in range(6, 0, -1) if (texts := outcome.indicators_at(level))]

    found = ["".join(each.change[0] for each in changes_between(*pair)) for pair in pairwise(described)]

    assert found == ways


def test_stages_of_the_gear_have_their_bands_and_only_the_last_is_described() -> None:
    gear = read(GEAR)

    bands = [(level.label, str(level.scores), str(level.percent or "")) for level in gear.levels]
    assert bands == [
        ("Investigating", "0–3", ""),
        ("Envisioning", "4–5", ""),
        ("Planning", "6–7", ""),
        ("Staging", "8–10", "80–100"),
    ]
    assert gear.scores == Band(least=0, most=10)
    assert gear.best.label == "Staging"
    assert [len(each.indicators_at(4)) for each in gear.outcomes] == [5, 4, 4, 2]
    assert all(each.descriptor_at[4].next_step and len(each.descriptors) == 1 for each in gear.outcomes)


def test_the_standard_is_rated_on_a_scale_of_our_own_and_names_its_links() -> None:
    standard = read(STANDARD)

    assert [level.label for level in standard.levels] == ["Not yet", "In small part", "In large part", "In full"]
    assert standard.best.label == "In full"
    assert all(standard.can_choose(outcome, level) for outcome in standard.outcomes for level in range(1, 5))
    assert [link.to for link in standard.links] == ["Equity Foundations", "Implementation", "Leadership"]


@pytest.mark.skipif(not SEEDS.is_dir(), reason="The sources are not beside the project.")
@pytest.mark.parametrize("name", SHIPPED)
def test_no_sentence_of_a_source_is_copied(name: str) -> None:
    sources = {run for path in SEEDS.glob("*.txt") for run in _runs(path.read_text(encoding="utf-8"))}
    assert sources

    copied = [text for text in _sentences(read(name)) if sources & set(_runs(text))]

    assert copied == []


def _sentences(instrument: Instrument) -> Iterator[str]:
    """Everything but the names of strands and outcomes, which are the publisher's and credited."""
    yield from (instrument.title, instrument.attribution, *(link.how for link in instrument.links))
    for outcome in instrument.outcomes:
        for descriptor in outcome.descriptors:
            yield from (*descriptor.indicators, descriptor.next_step)


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9%]+", re.sub("[’']", "", text.lower()))
    return (tuple(words[place : place + LONGEST_RUN]) for place in range(len(words) - LONGEST_RUN + 1))
