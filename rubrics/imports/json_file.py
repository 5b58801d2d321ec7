"""A rubric in a JSON file: the object of docs/formats.md, alone or as a row of Django's `loaddata`."""

from plplanner.kit.json_reader import JsonRefused, parse_json
from rubrics.imports.reading import LARGEST_FILE, Known, Reading, RubricRefused, settle_polarity
from rubrics.instrument import Polarity
from rubrics.instrument_json import instrument_from_json

MODEL = "rubrics.rubricedition"


def read_json(content: bytes, polarity: Polarity | None, known: Known) -> Reading:
    """Read a JSON file. Raises RubricRefused with the path of the first fault."""
    try:
        value = _content(_with_plain_line_ends(parse_json(content, most=LARGEST_FILE)))
        stated = next((each for each in Polarity if each == value.get("polarity")), None)
        edition = known.edition_of(str(value.get("rubric")))
        best, finding = settle_polarity(given=polarity, stated=stated, edition=edition)
        findings = (finding,) if finding else ()
        if "polarity" not in value and best is None:
            return Reading(instrument=None, findings=findings)
        # A polarity that is neither end is left for the reader to refuse with its path.
        chosen = best if "polarity" not in value or (stated and polarity) else value["polarity"]
        return Reading(instrument=instrument_from_json({**value, "polarity": chosen}), findings=findings)
    except JsonRefused as refused:
        raise RubricRefused(refused.sentence, subject=refused.path) from refused


def _with_plain_line_ends(value: object) -> object:
    """Write each line end as other formats write it, so that a rubric is the same out of any of them."""
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case list():
            return [_with_plain_line_ends(each) for each in value]
        case dict():
            return {name: _with_plain_line_ends(each) for name, each in value.items()}
        case _:
            return value


def _content(value: object) -> dict[str, object]:
    """Return the object that holds the rubric."""
    if isinstance(value, list):
        if len(value) != 1:
            raise JsonRefused("", f"The file lists {len(value)} rubrics. Load one at a time.")
        value = _row_content(value[0])
    if not isinstance(value, dict):
        raise JsonRefused("", "The file must be an object with named values.")
    return value


def _row_content(row: object) -> object:
    """Return the content of a row as `loaddata` takes it, whose key and rubric must be those in its content."""
    if not isinstance(row, dict) or not isinstance(row.get("fields"), dict) or row.get("model") != MODEL:
        raise JsonRefused("[0]", f"Write one row of the model {MODEL} here, or the rubric itself.")
    content = row["fields"].get("content")
    if not isinstance(content, dict):
        raise JsonRefused("[0].fields.content", "Write the rubric as an object here.")
    for path, given, named in (
        ("[0].pk", row.get("pk"), "slug"),
        ("[0].fields.rubric", row["fields"].get("rubric"), "rubric"),
    ):
        if given != content.get(named):
            raise JsonRefused(path, f"This differs from “{named}” in the content. Make them the same.")
    return content
