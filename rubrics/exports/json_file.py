"""A rubric as a JSON file: the object that docs/formats.md documents."""

import json

from rubrics.instrument import Instrument
from rubrics.instrument_json import instrument_to_json

CONTENT_TYPE = "application/json"


def write_json(instrument: Instrument) -> bytes:
    """Return the file's bytes, each indicator a string of its own."""
    return (json.dumps(instrument_to_json(instrument), ensure_ascii=False, indent=2) + "\n").encode("utf-8")
