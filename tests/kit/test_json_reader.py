import contextlib
import datetime
import enum
import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plplanner.kit.json_reader import JsonObject, JsonRefused, parse_json

MEGABYTE = 1024 * 1024


class Shape(enum.StrEnum):
    ROUND = "round"
    SQUARE = "square"


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(JsonRefused) as refused:
        act()
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'{"a": [1, 2.5, null, true, "x"]}', {"a": [1, 2.5, None, True, "x"]}),
        (b"\xef\xbb\xbf{}", {}),
        ('"\u2013"', "\u2013"),
        (b'{"a": {"a": 1}}', {"a": {"a": 1}}),
    ],
)
def test_json_is_read_from_bytes_or_text(content: bytes | str, value: object) -> None:
    assert parse_json(content, most=MEGABYTE) == value


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is not JSON (line 1, column 1). Export it again, or choose another."),
        (b'{\n  "a": 1,\n}', "The file is not JSON (line 3, column 1). Export it again, or choose another."),
        (b"PK\x03\x04\xff", "The file is not JSON in UTF-8. Export it again, or choose another."),
        (b'"\xed\xa0\x80"', "The file is not JSON in UTF-8. Export it again, or choose another."),
        (b"[" * 100_000, "The file is nested too deeply. Export it again, or choose another."),
        (b'{"a":' * 100_000, "The file is nested too deeply. Export it again, or choose another."),
        (b"9" * 5_000, "The file holds a number with too many digits. Correct it."),
        (b"[NaN]", "The file holds a number that is infinite or none at all. Correct it."),
        (b"-Infinity", "The file holds a number that is infinite or none at all. Correct it."),
        (b"1e999", "The file holds a number that is infinite or none at all. Correct it."),
        (b'[{"a": 1, "b": 2, "a": 1}]', "a: This name stands twice in one object. Remove one of them."),
        (b" " * (2 * MEGABYTE + 1), "The file is larger than 2 MB. Make it smaller, or choose another."),
    ],
    ids=lambda value: value[:20].hex() if isinstance(value, bytes) else "",
)
def test_what_is_no_json_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    assert refusal_of(lambda: parse_json(content, most=2 * MEGABYTE)) == sentence


def test_name_that_cannot_be_printed_is_not_printed() -> None:
    sentence = refusal_of(lambda: parse_json(rb'{"a\ud800": 1, "a\ud800": 2}', most=MEGABYTE))

    assert sentence == "a: This name stands twice in one object. Remove one of them."


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_a_value_or_refused(content: bytes) -> None:
    value = None
    with contextlib.suppress(JsonRefused):
        value = parse_json(content, most=MEGABYTE)

    assert json.loads(json.dumps(value, allow_nan=False)) == value


def test_values_are_taken_by_name() -> None:
    reader = JsonObject(
        {
            "title": "Reading",
            "year": 2,
            "hours": "12.50",
            "day": "2026-09-30",
            "shape": "square",
            "required": True,
            "names": ["Elm", ""],
            "rows": [{"a": 1}, {"a": 2}],
            "answers": {"mission": "Read."},
        }
    )

    taken = (
        reader.text("title", longest=10),
        reader.integer("year", least=1, most=5),
        reader.decimal("hours", least=0, most=100, places=2),
        reader.date("day"),
        reader.choice("shape", Shape),
        reader.boolean("required"),
        reader.texts("names", most=2, longest=3),
        [row.integer("a", least=0, most=9) for row in reader.objects("rows", most=2)],
        reader.nested("answers").names(),
    )
    reader.finish()

    assert taken == (
        "Reading",
        2,
        Decimal("12.50"),
        datetime.date(2026, 9, 30),
        Shape.SQUARE,
        True,
        ("Elm", ""),
        [1, 2],
        ("mission",),
    )
    assert isinstance(taken[4], Shape)


@pytest.mark.parametrize("value", [{}, {"a": None}, {"a": ""}], ids=["left out", "null", "blank"])
def test_optional_value_may_be_nothing(value: object) -> None:
    taken = (
        JsonObject(value).optional_text("a", longest=9),
        JsonObject(value).optional_integer("a", least=1, most=5),
        JsonObject(value).optional_decimal("a", least=1, most=5, places=0),
        JsonObject(value).optional_date("a"),
        JsonObject(value).optional_choice("a", Shape),
    )

    assert taken == ("", None, None, None, None)


@pytest.mark.parametrize("value", [{}, {"a": None}], ids=["left out", "null"])
def test_boolean_list_or_object_may_be_left_out(value: object) -> None:
    assert JsonObject(value).boolean("a") is False
    assert JsonObject(value).texts("a", most=1, longest=1) == ()
    assert JsonObject(value).objects("a", most=1) == ()
    assert JsonObject(value).nested("a").names() == ()


def test_optional_value_that_is_there_is_taken() -> None:
    reader = JsonObject({"text": "x", "number": 0, "decimal": "0", "day": "2026-09-30", "shape": "round"})

    assert reader.optional_text("text", longest=9) == "x"
    assert reader.optional_integer("number", least=0, most=5) == 0
    assert reader.optional_decimal("decimal", least=0, most=5, places=0) == 0
    assert reader.optional_date("day") == datetime.date(2026, 9, 30)
    assert reader.optional_choice("shape", Shape) == Shape.ROUND
    assert reader.names() == ()


def _text(reader: JsonObject) -> str:
    return reader.text("a", longest=3)


def _integer(reader: JsonObject) -> int:
    return reader.integer("a", least=1, most=5)


def _decimal(reader: JsonObject) -> Decimal:
    return reader.decimal("a", least=0, most=Decimal("99.5"), places=2)


def _date(reader: JsonObject) -> datetime.date:
    return reader.date("a")


def _choice(reader: JsonObject) -> str:
    return reader.choice("a", Shape)


def _boolean(reader: JsonObject) -> bool:
    return reader.boolean("a")


def _texts(reader: JsonObject) -> tuple[str, ...]:
    return reader.texts("a", most=2, longest=3)


def _objects(reader: JsonObject) -> tuple[JsonObject, ...]:
    return reader.objects("a", most=2)


def faults(take: Callable[[JsonObject], object], sentence: str, *values: object) -> list[tuple[object, object, str]]:
    return [(take, value, sentence) for value in values]


UNKEEPABLE = "a: This holds a character that cannot be kept, such as \\u0000. Remove it."
NO_DECIMAL = "a: Write a number in quotes, from “0” to “99.5”, with up to 2 decimal places."


@pytest.mark.parametrize(
    ("take", "value", "sentence"),
    [
        *faults(_text, "a: Write a text in quotes here.", None, 5, [], {}, True),
        *faults(_text, "a: Write a text here that is not blank.", "", " \n"),
        *faults(_text, "a: Shorten this to 3 characters; it has 4.", "xxxx"),
        *faults(_text, UNKEEPABLE, "\x00", "\ud800", "\x1f"),
        *faults(_integer, "a: Write a whole number from 1 to 5.", None, "", "2", 2.0, True, 0, 6, 10**300, [2]),
        *faults(_decimal, NO_DECIMAL, None, 1, 1.5, "", "1.234", "-1", "99.51", "1e1", "NaN", "1,000", "٣"),
        *faults(_decimal, NO_DECIMAL, ".5", "5.", "1\n", " 1"),
        *faults(_date, "a: Write a date like “2026-09-30”.", None, "", "20260930", "2026-02-30", "٢٠٢٦-٠٩-٣٠", 2026),
        *faults(_choice, "a: Write one of round, square.", None, "", "ROUND", "poem", 5, []),
        *faults(_boolean, "a: Write true or false, without quotes.", 0, 1, "", "true", []),
        *faults(_texts, "a: Write a list here.", "", "x", {}, 0),
        *faults(_texts, "a: Keep this list to 2 entries; it has 3.", ["x"] * 3),
        *faults(_texts, "a[1]: Write a text in quotes here.", ["x", None]),
        *faults(_texts, "a[0]: Shorten this to 3 characters; it has 4.", ["xxxx"]),
        *faults(_objects, "a: Write a list here.", {}),
        *faults(_objects, "a: Keep this list to 2 entries; it has 3.", [{}] * 3),
        *faults(_objects, "a[1]: Write an object with named values here.", [{}, []]),
    ],
    ids=lambda part: part.__name__.strip("_") if callable(part) else ascii(part)[:40],
)
def test_wrong_value_is_refused_with_its_path(
    take: Callable[[JsonObject], object], value: object, sentence: str
) -> None:
    assert refusal_of(lambda: take(JsonObject({"a": value}))) == sentence


def test_wrong_optional_value_may_be_left_out() -> None:
    reader = JsonObject({"day": "soon"})

    sentence = refusal_of(lambda: reader.optional_date("day"))

    assert sentence == "day: Write a date like “2026-09-30”. If there is none, leave it out."


def test_path_leads_through_lists_and_objects() -> None:
    reader = JsonObject({"goals": [{}, {"owner": {"names": [{"first": 1}]}}]})
    goal = reader.objects("goals", most=2)[1]

    name = goal.nested("owner").objects("names", most=1)[0]

    assert refusal_of(lambda: name.text("first", longest=9)).startswith("goals[1].owner.names[0].first: ")
    assert str(name.refused("last", "Sign.")) == "goals[1].owner.names[0].last: Sign."


def test_name_that_was_not_taken_is_refused() -> None:
    row = JsonObject({"rows": [{"titel": "x"}]}).objects("rows", most=1)[0]

    assert refusal_of(row.finish) == "rows[0].titel: This name is not known here. Remove it or correct it."


def test_path_is_short_whatever_the_name() -> None:
    reader = JsonObject({"x" * 5_000: 1})

    assert len(refusal_of(reader.finish)) < 200


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_file_without_an_object_is_refused(value: object) -> None:
    assert refusal_of(lambda: JsonObject(value)) == "The file must be an object with named values."


@pytest.mark.parametrize("cleans", [True, False])
def test_name_that_cannot_be_kept_is_refused(cleans: bool) -> None:
    sentence = refusal_of(lambda: JsonObject({"a\ud800": 1}, "rows[0]", cleans=cleans))

    assert sentence == "rows[0]: A name here holds a character that cannot be kept, such as \\u0000. Remove it."


def test_cleaning_reader_drops_what_cannot_be_kept_at_any_depth() -> None:
    reader = JsonObject({"rows": [{"within": {"a": "a\x00b\r\nc\ud800", "b": ["\x1fd"]}}]}, cleans=True)

    within = reader.objects("rows", most=1)[0].nested("within")

    assert within.text("a", longest=20) == "ab\nc"
    assert within.texts("b", most=1, longest=20) == ("d",)


def test_decimal_zero_has_no_sign() -> None:
    number = JsonObject({"a": "-0.0"}).decimal("a", least=-1, most=1, places=1)

    assert not number.is_signed()


def test_reading_leaves_the_value_as_it_was() -> None:
    value = {"a": "x", "rows": [{"b": "y"}]}

    JsonObject(value).objects("rows", most=1)[0].text("b", longest=1)

    assert value == {"a": "x", "rows": [{"b": "y"}]}
