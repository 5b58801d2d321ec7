"""Reads JSON from outside strictly: each value by its name, type and size, and nothing that nobody asked for.

The first fault raises JsonRefused with the path of the value, such as `goals[2].years[0].year`. A file is refused or
taken whole, so there is nothing to do with a second fault that mending the first would not show.
"""

import datetime
import json
import math
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from plplanner.kit.text import clean_text, is_keepable

LONGEST_NAME_SHOWN = 80

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,10})?")
_MEGABYTE = 1024 * 1024

Choice = TypeVar("Choice", bound=str)
Value = TypeVar("Value")


class JsonRefused(ValueError):
    """The JSON is not what was asked for; `path` says where (blank for all of it), `sentence` what to do."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(f"{path}: {sentence}" if path else sentence)
        self.path = path
        self.sentence = sentence


def parse_json(content: bytes | str, *, most: int) -> object:
    """Turn a file of up to `most` bytes (or characters) into its value. Raises JsonRefused.

    Unlike `json.loads` it refuses NaN, infinity and a name that stands twice in one object. Texts may still hold what
    no database keeps (NUL, half a surrogate pair): JsonObject sees to that, as it knows their path.
    """
    if len(content) > most:
        raise JsonRefused("", f"The file is larger than {most / _MEGABYTE:.0f} MB. Make it smaller, or choose another.")
    try:
        return json.loads(
            content.decode("utf-8-sig") if isinstance(content, bytes) else content,
            object_pairs_hook=_without_repeats,
            parse_float=_finite,
            parse_constant=_finite,
        )
    except JsonRefused:
        raise
    except UnicodeDecodeError as error:
        raise JsonRefused("", "The file is not JSON in UTF-8. Export it again, or choose another.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise JsonRefused("", f"The file is not JSON ({place}). Export it again, or choose another.") from error
    except RecursionError as error:
        raise JsonRefused("", "The file is nested too deeply. Export it again, or choose another.") from error
    except ValueError as error:  # Python converts no integer of more than 4,300 digits
        raise JsonRefused("", "The file holds a number with too many digits. Correct it.") from error


class JsonObject:
    """One JSON object whose values are taken by name; `finish` refuses what was not taken.

    A value that is left out or null is refused by `text`, `integer`, `decimal`, `date` and `choice`, and is nothing to
    the methods named `optional_…`, which take "" for nothing too. A boolean that is left out is false, a list or object
    empty. With `cleans`, texts lose what no database can hold; otherwise such texts are refused.
    """

    def __init__(self, value: object, path: str = "", *, cleans: bool = False) -> None:
        if not isinstance(value, dict):
            sentence = "Write an object with named values here."
            raise JsonRefused(path, sentence if path else "The file must be an object with named values.")
        self.path = path
        self._values = dict(value)
        self._cleans = cleans
        if not all(is_keepable(name) for name in self._values):
            raise JsonRefused(path, "A name here holds a character that cannot be kept, such as \\u0000. Remove it.")

    def at(self, name: str) -> str:
        """Return the path of a value."""
        shown = name[:LONGEST_NAME_SHOWN]
        return f"{self.path}.{shown}" if self.path else shown

    def refused(self, name: str, sentence: str) -> JsonRefused:
        """Return what to raise when the caller has a reason of its own to refuse a value."""
        return JsonRefused(self.at(name), sentence)

    def names(self) -> tuple[str, ...]:
        """Return the names that were not taken yet: of an object whose names are free, all of them."""
        return tuple(self._values)

    def take(self, name: str) -> object:
        """Take a value as it is, unchecked; None if it is left out."""
        return self._values.pop(name, None)

    def text(self, name: str, *, longest: int) -> str:
        """Take a text that is not blank."""
        text = self._checked_text(self.take(name), self.at(name), longest)
        if not text.strip():
            raise self.refused(name, "Write a text here that is not blank.")
        return text

    def optional_text(self, name: str, *, longest: int) -> str:
        """Take a text, or "" for nothing."""
        return "" if self._drops_nothing(name) else self._checked_text(self.take(name), self.at(name), longest)

    def integer(self, name: str, *, least: int, most: int) -> int:
        """Take a whole number; neither 2.0 nor "2" is one."""
        value = self.take(name)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.refused(name, f"Write a whole number from {least} to {most}.")
        return value

    def optional_integer(self, name: str, *, least: int, most: int) -> int | None:
        """Take a whole number, or None for nothing."""
        return self._optional(name, lambda: self.integer(name, least=least, most=most))

    def decimal(self, name: str, *, least: Decimal | int, most: Decimal | int, places: int) -> Decimal:
        """Take a decimal, which our files write as a text: a JSON number may lose digits in another program."""
        value = self.take(name)
        if isinstance(value, str) and _DECIMAL.fullmatch(value) and len(value.partition(".")[2]) <= places:
            number = Decimal(value)
            if least <= number <= most:
                return number or abs(number)  # zero has no sign
        raise self.refused(
            name, f"Write a number in quotes, from “{least}” to “{most}”, with up to {places} decimal places."
        )

    def optional_decimal(self, name: str, *, least: Decimal | int, most: Decimal | int, places: int) -> Decimal | None:
        """Take a decimal, or None for nothing."""
        return self._optional(name, lambda: self.decimal(name, least=least, most=most, places=places))

    def date(self, name: str) -> datetime.date:
        """Take a day written as 2026-09-30."""
        value = self.take(name)
        try:
            if isinstance(value, str) and _DATE.fullmatch(value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass  # such as 30 February
        raise self.refused(name, "Write a date like “2026-09-30”.")

    def optional_date(self, name: str) -> datetime.date | None:
        """Take a day, or None for nothing."""
        return self._optional(name, lambda: self.date(name))

    def choice(self, name: str, choices: Iterable[Choice]) -> Choice:
        """Take one of some texts, or the member of an enum that has it as its value."""
        value, allowed = self.take(name), tuple(choices)
        for each in allowed:
            if each == value:
                return each
        raise self.refused(name, f"Write one of {', '.join(allowed)}.")

    def optional_choice(self, name: str, choices: Iterable[Choice]) -> Choice | None:
        """Take one of some texts, or None for nothing."""
        return self._optional(name, lambda: self.choice(name, choices))

    def boolean(self, name: str) -> bool:
        """Take true or false."""
        value = self.take(name)
        if value is not None and not isinstance(value, bool):
            raise self.refused(name, "Write true or false, without quotes.")
        return bool(value)

    def texts(self, name: str, *, most: int, longest: int) -> tuple[str, ...]:
        """Take a list of up to `most` texts, each of up to `longest` characters."""
        return tuple(
            self._checked_text(each, f"{self.at(name)}[{index}]", longest)
            for index, each in enumerate(self._list(name, most))
        )

    def objects(self, name: str, *, most: int) -> tuple["JsonObject", ...]:
        """Take a list of up to `most` objects."""
        return tuple(
            JsonObject(each, f"{self.at(name)}[{index}]", cleans=self._cleans)
            for index, each in enumerate(self._list(name, most))
        )

    def nested(self, name: str) -> "JsonObject":
        """Take an object within this one."""
        value = self.take(name)
        return JsonObject({} if value is None else value, self.at(name), cleans=self._cleans)

    def finish(self) -> None:
        """Refuse a name that nothing was taken by."""
        for name in self._values:
            raise self.refused(name, "This name is not known here. Remove it or correct it.")

    def _drops_nothing(self, name: str) -> bool:
        is_nothing = self._values.get(name) is None or self._values[name] == ""
        if is_nothing:
            self.take(name)
        return is_nothing

    def _optional(self, name: str, take: Callable[[], Value]) -> Value | None:
        if self._drops_nothing(name):
            return None
        try:
            return take()
        except JsonRefused as refused:
            raise JsonRefused(refused.path, f"{refused.sentence} If there is none, leave it out.") from None

    def _checked_text(self, value: object, path: str, longest: int) -> str:
        if not isinstance(value, str):
            raise JsonRefused(path, "Write a text in quotes here.")
        if len(value) > longest:
            raise JsonRefused(path, f"Shorten this to {longest:,} characters; it has {len(value):,}.")
        if self._cleans:
            return clean_text(value)
        if not is_keepable(value):
            raise JsonRefused(path, "This holds a character that cannot be kept, such as \\u0000. Remove it.")
        return value

    def _list(self, name: str, most: int) -> list[object]:
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refused(name, "Write a list here.")
        if len(value) > most:
            raise self.refused(name, f"Keep this list to {most:,} entries; it has {len(value):,}.")
        return value


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Refuse a name that stands twice: one of its values would be lost."""
    values: dict[str, object] = {}
    for name, value in pairs:
        if name in values:
            shown = clean_text(name)[:LONGEST_NAME_SHOWN]
            raise JsonRefused(shown, "This name stands twice in one object. Remove one of them.")
        values[name] = value
    return values


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise JsonRefused("", "The file holds a number that is infinite or none at all. Correct it.")
    return number
