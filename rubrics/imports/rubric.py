"""Reading a file of any format: which format it is, what it holds, and whether that makes sense."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.json_reader import JsonRefused, parse_json
from rubrics.checks import check_instrument
from rubrics.enums import FileFormat
from rubrics.imports.case import read_case
from rubrics.imports.json_file import read_json
from rubrics.imports.reading import LARGEST_FILE, Known, Reading, RubricRefused, bounded
from rubrics.imports.table_rows import find_delimiter
from rubrics.imports.tables import read_csv, read_xlsx
from rubrics.imports.text import read_text
from rubrics.imports.text_cells import decode
from rubrics.instrument import Instrument, Polarity
from rubrics.instrument_json import instrument_from_json, instrument_to_json

Reader = Callable[[bytes, Polarity | None, Known], Reading]

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"
_JSON_STARTS = (b"{", b"[")


def read_rubric(
    content: bytes, *, name: str, file_format: FileFormat | None, polarity: Polarity | None, known: Known
) -> Reading:
    """Read a file, whose format is found out if none is given. `polarity` overrules what the file says of it.

    A reading has an instrument only if nothing keeps it from being used.
    """
    try:
        _refuse_unfit(content)
        reading = _READERS[file_format or _format_of(content, name)](content, polarity, known)
    except RubricRefused as refused:
        return Reading(instrument=None, findings=(refused.finding,))
    return _judged(reading)


def _refuse_unfit(content: bytes) -> None:
    if not content.strip():
        raise RubricRefused("The file is empty. Choose the file with the rubric.")
    if len(content) > LARGEST_FILE:
        raise RubricRefused(f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB, which no rubric is.")


def _judged(reading: Reading) -> Reading:
    """Add what the limits of sizes and the checks of every rubric find."""
    if reading.instrument is None or reading.errors:
        return Reading(instrument=None, findings=reading.findings)
    findings = check_instrument(reading.instrument) or _too_large(reading.instrument)
    kept = None if any(each.severity == Severity.ERROR for each in findings) else reading.instrument
    return Reading(instrument=kept, findings=bounded((*reading.findings, *findings)))


def _too_large(instrument: Instrument) -> list[Finding]:
    """Find what is too long or too many to be stored."""
    try:
        instrument_from_json(instrument_to_json(instrument))
    except JsonRefused as refused:
        return [RubricRefused(refused.sentence, subject=refused.path, code="too-large").finding]
    return []


def _format_of(content: bytes, name: str) -> FileFormat:
    """Find out a file's format by what it holds; its name decides only where that says nothing."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(_OLE_START):
        raise RubricRefused("This is an old Excel file or one with a password. Save it as Excel workbook (.xlsx).")
    if start.startswith(_ZIP_START):
        return FileFormat.XLSX
    ending = PurePath(name).suffix.lower()
    if start.startswith(_JSON_STARTS) or ending == ".json":
        return FileFormat.CASE if _is_case(content) else FileFormat.JSON
    return FileFormat.CSV if ending == ".csv" or find_delimiter(decode(content)) else FileFormat.TEXT


def _is_case(content: bytes) -> bool:
    try:
        value = parse_json(content, most=LARGEST_FILE)
    except JsonRefused as refused:
        raise RubricRefused(refused.sentence, subject=refused.path) from refused
    return isinstance(value, dict) and not {"CFDocument", "CFItems", "CFPackage"}.isdisjoint(value)


_READERS: Mapping[FileFormat, Reader] = {
    FileFormat.TEXT: read_text,
    FileFormat.JSON: read_json,
    FileFormat.CSV: read_csv,
    FileFormat.XLSX: read_xlsx,
    FileFormat.CASE: read_case,
}
