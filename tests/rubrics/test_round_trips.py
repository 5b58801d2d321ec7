"""Any valid rubric survives being written to a file and read again, in every format."""

import datetime

import pytest
from hypothesis import given, settings

from rubrics.checks import check_instrument
from rubrics.enums import CaseVersion, ExportFormat
from rubrics.exports import WRITERS
from rubrics.exports.case import write_case
from rubrics.imports import Known, Reading, read_rubric
from rubrics.instrument import Instrument, Polarity
from rubrics.instrument_json import instrument_from_json, instrument_to_json
from tests.rubrics.strategies import instruments

few_examples = settings(max_examples=30)  # a file of the longest texts takes its time

CHANGED = datetime.datetime(2026, 9, 30, 12, tzinfo=datetime.UTC)


def read_again(content: bytes, name: str, *, polarity: Polarity | None = None) -> Reading:
    return read_rubric(content, name=name, file_format=None, polarity=polarity, known=Known())


@few_examples
@given(instruments())
def test_what_is_drawn_is_valid(instrument: Instrument) -> None:
    assert check_instrument(instrument) == []


@few_examples
@given(instruments())
def test_stored_content_comes_back_identical(instrument: Instrument) -> None:
    assert instrument_from_json(instrument_to_json(instrument)) == instrument


@pytest.mark.parametrize("kind", [each for each in ExportFormat if each != ExportFormat.DOCX])
@few_examples
@given(instrument=instruments())
def test_a_file_comes_back_identical(kind: ExportFormat, instrument: Instrument) -> None:
    content = WRITERS[kind].write(instrument, CHANGED)

    assert read_again(content, f"rubric.{WRITERS[kind].extension}") == Reading(instrument=instrument)


@few_examples
@given(instruments())
def test_case_1_0_comes_back_identical(instrument: Instrument) -> None:
    content = write_case(instrument, CHANGED, version=CaseVersion.V1_0)

    assert read_again(content, "package.json", polarity=instrument.polarity) == Reading(instrument=instrument)


def test_each_format_has_a_writer() -> None:
    assert set(WRITERS) == set(ExportFormat)
