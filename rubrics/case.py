"""What our CASE files are made of beyond its fields: stable identifiers, statements in one text, facts of our own.

CASE has no place for which end of a scale is best, the codes and bands of its levels, or whose practice is rated.
Version 1.1 carries these in `extensions`; in 1.0 they are lines of `notes` that people can read and that are read back.
"""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rubrics.instrument import Instrument
from rubrics.instrument_json import instrument_to_json

NAMESPACE = uuid.UUID("5f1d3a52-3f0e-5a55-9d0c-4f2f6f1c7f6e")
EXTENSION = "plplanner"
"""The name in `extensions` below which our own facts stand."""

BULLET = "• "

_ITEM = re.compile(r"^[ \t]*[•▪●◦*–-][ \t]+", re.MULTILINE)
_BAND = re.compile(r"(?P<least>[0-9]{1,4})(?:–(?P<most>[0-9]{1,4}))?")
_OF_LEVEL = re.compile(r"(?P<what>Code|Scores|Percent) of level (?P<number>[0-9]{1,4})")
_LABELS = {
    "polarity": "Best level",
    "role": "Role",
    "may_be_shared": "May be shared",
    "rubric": "Short name of the rubric",
    "slug": "Short name of the edition",
}
_LINK, _HOW = "Link", "How it bears on that"
_EARLIER = "Earlier code"
_YES, _NO = "yes", "no"

Facts = dict[str, Any]
"""The part of an edition's JSON (docs/formats.md) that CASE has no fields for."""


def identifier(slug: str, *names: object) -> str:
    """Return the identifier of a part of an edition: the same each time, in each file."""
    return str(uuid.uuid5(NAMESPACE, "/".join([slug, *map(str, names)])))


# A descriptor's statements as one text ------------------------------------------------------------------------------


def join_statements(statements: Sequence[str]) -> str:
    """Write statements as one text: each as a line with a bullet, or one by itself as it is."""
    if len(statements) == 1 and split_statements(statements[0]) == tuple(statements):
        return statements[0]
    return "\n".join(f"{BULLET}{statement}" for statement in statements)


def split_statements(text: str) -> tuple[str, ...]:
    """Read the statements out of a text: its bulleted items if it begins with one, else its lines."""
    parts = _ITEM.split(text) if _ITEM.match(text) else text.split("\n")
    return tuple(line for part in parts if (line := one_line(part)))


def one_line(text: str) -> str:
    """Return a text without blanks at its ends and, only if it has several lines, with white space folded."""
    line = text.strip()
    return " ".join(line.split()) if "\n" in line else line


# Facts of our own ---------------------------------------------------------------------------------------------------


def facts_of(instrument: Instrument) -> Facts:
    """Return what CASE has no fields for."""
    whole = instrument_to_json(instrument)
    levels = [{name: level[name] for name in level if name != "label"} for level in whole["levels"]]
    return {
        **{name: whole[name] for name in _LABELS},
        "levels": [level for level in levels if len(level) > 1],
        "links": whole.get("links", []),
    }


def facts_to_notes(facts: Facts) -> str:
    """Write the facts as lines of a name and a value each; a value's further lines are indented."""
    lines = [(label, _value(facts[name])) for name, label in _LABELS.items()]
    for level in facts["levels"]:
        lines += [(f"{what.capitalize()} of level {level['number']}", value) for what, value in _level_values(level)]
    for link in facts["links"]:
        lines += [(_LINK, link["to"]), (_HOW, link["how"])]
    return _to_lines(lines)


def facts_from_notes(notes: str) -> Facts | None:
    """Read the facts again, or None if these are notes of somebody else."""
    lines = _from_lines(notes)
    names = {label: name for name, label in _LABELS.items()}
    facts: Facts = {"levels": [], "links": []}
    levels: dict[int, Facts] = {}
    for label, value in lines:
        of_level = _OF_LEVEL.fullmatch(label)
        if label in names:
            facts[names[label]] = value == _YES if names[label] == "may_be_shared" else value
        elif of_level is not None:
            number = int(of_level["number"])
            what = of_level["what"].lower()
            levels.setdefault(number, {"number": number})[what] = value if what == "code" else _read_band(value)
        elif label == _LINK:
            facts["links"].append({"to": value, "how": ""})
        elif label == _HOW and facts["links"]:
            facts["links"][-1]["how"] = value
        else:
            return None
    return {**facts, "levels": list(levels.values())} if lines else None


def earlier_codes_to_notes(codes: Iterable[str]) -> str:
    """Write the codes that an outcome had in earlier editions as lines."""
    return _to_lines([(_EARLIER, code) for code in codes])


def earlier_codes_from_notes(notes: str) -> tuple[str, ...] | None:
    """Read the codes again, or None if these are notes of somebody else."""
    lines = _from_lines(notes)
    return tuple(code for _, code in lines) if {label for label, _ in lines} == {_EARLIER} else None


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else _NO
    return str(value)


def _level_values(level: Facts) -> Iterator[tuple[str, str]]:
    if "code" in level:
        yield "code", level["code"]
    for name in ("scores", "percent"):
        if name in level:
            least, most = level[name]["least"], level[name]["most"]
            yield name, str(least) if least == most else f"{least}–{most}"


def _read_band(value: str) -> Facts | None:
    found = _BAND.fullmatch(value)
    return {"least": int(found["least"]), "most": int(found["most"] or found["least"])} if found else None


def _to_lines(lines: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {value}".replace("\n", "\n  ") for label, value in lines)


def _from_lines(text: str) -> list[tuple[str, str]]:
    """Split into names and values; a line without a name makes a nameless pair."""
    entries = re.split(r"\n(?!  )", text) if text else []
    pairs = (entry.partition(": ") for entry in entries)
    return [(label, value.replace("\n  ", "\n")) if colon else ("", label) for label, colon, value in pairs]
