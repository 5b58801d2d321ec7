"""A rubric edition as JSON and back, exactly. docs/formats.md documents the shape."""

from typing import Any

from plplanner.kit.json_reader import JsonObject
from rubrics.instrument import (
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_INDICATORS,
    MOST_LEVELS,
    MOST_OUTCOMES,
    MOST_STRANDS,
    Band,
    Descriptor,
    Instrument,
    Level,
    Link,
    Outcome,
    Polarity,
    Strand,
)

LONGEST_CODE = 40
LONGEST_SLUG = 80
MOST_LINKS = 60
LARGEST_NUMBER = 1_000
"""The largest level number, score or percentage that a file may name."""


def instrument_to_json(instrument: Instrument) -> dict[str, Any]:
    """Write an edition; what is empty is left out."""
    return {
        "rubric": instrument.rubric,
        "slug": instrument.slug,
        **{name: getattr(instrument, name) for name in _LINES},
        "attribution": instrument.attribution,
        "may_be_shared": instrument.may_be_shared,
        "polarity": instrument.polarity.value,
        "levels": [_level_to_json(each) for each in instrument.levels],
        "strands": [_strand_to_json(each) for each in instrument.strands],
        **_filled(links=[{"to": each.to, "how": each.how} for each in instrument.links]),
    }


def instrument_from_json(value: object) -> Instrument:
    """Read an edition's shape; `checks.check_instrument` judges its sense. Raises JsonRefused with the value's path."""
    root = JsonObject(value)
    instrument = Instrument(
        rubric=root.text("rubric", longest=LONGEST_SLUG),
        slug=root.text("slug", longest=LONGEST_SLUG),
        **{name: root.text(name, longest=LONGEST_LINE) for name in _LINES},
        attribution=root.text("attribution", longest=LONGEST_TEXT),
        may_be_shared=root.boolean("may_be_shared"),
        polarity=root.choice("polarity", Polarity),
        levels=tuple(_level(each) for each in root.objects("levels", most=MOST_LEVELS)),
        strands=tuple(_strand(each) for each in root.objects("strands", most=MOST_STRANDS)),
        links=tuple(_link(each) for each in root.objects("links", most=MOST_LINKS)),
    )
    root.finish()
    return instrument


_LINES = ("title", "role", "standard", "edition", "publisher", "licence")


def _filled(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _level_to_json(level: Level) -> dict[str, Any]:
    bands = {"scores": level.scores, "percent": level.percent}
    return {
        "number": level.number,
        "label": level.label,
        **_filled(code=level.code),
        **{name: {"least": band.least, "most": band.most} for name, band in bands.items() if band},
    }


def _strand_to_json(strand: Strand) -> dict[str, Any]:
    return {
        "code": strand.code,
        "title": strand.title,
        "outcomes": [_outcome_to_json(each) for each in strand.outcomes],
    }


def _outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "code": outcome.code,
        "title": outcome.title,
        **_filled(replaces=list(outcome.replaces)),
        "descriptors": [_descriptor_to_json(each) for each in outcome.descriptors],
    }


def _descriptor_to_json(descriptor: Descriptor) -> dict[str, Any]:
    return {
        "level": descriptor.level,
        "indicators": list(descriptor.indicators),
        **_filled(next_step=descriptor.next_step),
    }


def _level(value: JsonObject) -> Level:
    level = Level(
        number=value.integer("number", least=0, most=LARGEST_NUMBER),
        label=value.text("label", longest=LONGEST_LINE),
        code=value.optional_text("code", longest=LONGEST_CODE),
        scores=take_band(value, "scores"),
        percent=take_band(value, "percent"),
    )
    value.finish()
    return level


def take_band(value: JsonObject, name: str) -> Band | None:
    """Take a band that may be left out. Raises JsonRefused."""
    if name not in value.names():
        return None
    inner = value.nested(name)
    band = Band(
        least=inner.integer("least", least=0, most=LARGEST_NUMBER),
        most=inner.integer("most", least=0, most=LARGEST_NUMBER),
    )
    inner.finish()
    return band


def _strand(value: JsonObject) -> Strand:
    strand = Strand(
        code=value.text("code", longest=LONGEST_CODE),
        title=value.text("title", longest=LONGEST_LINE),
        outcomes=tuple(_outcome(each) for each in value.objects("outcomes", most=MOST_OUTCOMES)),
    )
    value.finish()
    return strand


def _outcome(value: JsonObject) -> Outcome:
    """Read an outcome: its descriptors come in the order of their levels, and blank ones are left out."""
    descriptors = (_descriptor(each) for each in value.objects("descriptors", most=MOST_LEVELS))
    outcome = Outcome(
        code=value.text("code", longest=LONGEST_CODE),
        title=value.text("title", longest=LONGEST_LINE),
        replaces=value.texts("replaces", most=MOST_OUTCOMES, longest=LONGEST_CODE),
        descriptors=tuple(
            sorted((each for each in descriptors if each.indicators or each.next_step), key=lambda each: each.level)
        ),
    )
    value.finish()
    return outcome


def _descriptor(value: JsonObject) -> Descriptor:
    descriptor = Descriptor(
        level=value.integer("level", least=0, most=LARGEST_NUMBER),
        indicators=value.texts("indicators", most=MOST_INDICATORS, longest=LONGEST_TEXT),
        next_step=value.optional_text("next_step", longest=LONGEST_TEXT),
    )
    value.finish()
    return descriptor


def _link(value: JsonObject) -> Link:
    link = Link(to=value.text("to", longest=LONGEST_LINE), how=value.text("how", longest=LONGEST_TEXT))
    value.finish()
    return link
