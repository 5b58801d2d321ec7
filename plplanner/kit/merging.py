"""Three-way merge of one row's fields, so that two people in one row rarely meet."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Conflict(Generic[Value]):
    """A field that both sides changed, each in its own way."""

    field: str
    base: Value
    mine: Value
    theirs: Value


@dataclass(frozen=True, kw_only=True)
class Merge(Generic[Value]):
    """The merged values; a field in conflict holds mine until a person chooses."""

    values: dict[str, Value]
    conflicts: list[Conflict[Value]]


def merge_fields(*, base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value]) -> Merge[Value]:
    """Merge field by field: a side that left a field as it was gives way to the side that changed it.

    A field missing from `base` counts as changed by both, which asks rather than guesses.
    """
    values: dict[str, Value] = {}
    conflicts: list[Conflict[Value]] = []
    for field, my_value in mine.items():
        their_value = theirs[field]
        known = field in base
        if my_value == their_value or (known and my_value == base[field]):
            values[field] = their_value
            continue
        values[field] = my_value
        if not known or their_value != base[field]:
            conflicts.append(
                Conflict(field=field, base=base.get(field, their_value), mine=my_value, theirs=their_value)
            )
    return Merge(values=values, conflicts=conflicts)


def canonical(value: object) -> str:
    """Write a field's value as the one text it is compared by: dates as ISO, numbers without trailing zeros.

    A row becomes its primary key; a list of choices (keys, or rows) becomes its sorted keys, one a line.
    """
    match value:
        case None:
            text = ""
        case bool():
            text = "yes" if value else "no"
        case Decimal():
            text = f"{value:f}"
            text = text.rstrip("0").rstrip(".") if "." in text else text
        case datetime.date():
            text = value.isoformat()
        case datetime.time():
            text = value.isoformat(timespec="minutes")
        case str() | int() | uuid.UUID():
            text = str(value)
        case Iterable():
            text = "\n".join(sorted(str(getattr(each, "pk", each)) for each in value))
        case _ if hasattr(value, "pk"):
            text = str(value.pk)
        case _:
            raise TypeError(f"No canonical text for {type(value).__name__}.")
    return text
