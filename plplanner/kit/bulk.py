"""Writes many rows of one table at the database's own speed: COPY on PostgreSQL, executemany on SQLite.

Neither looks at constraints in Python, calls `save` or keeps history; call them inside a transaction.
"""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, DateTimeField, Field, IntegerField, JSONField, Model, TextField

_COPY_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_TEMPORARY = "plplanner_bulk_update"

Convert = Callable[[Any], Any]


def insert_rows(
    model: type[Model], *, fields: Sequence[str], rows: Iterable[Sequence[Any]], constants: Mapping[str, Any]
) -> None:
    """Insert one row for each sequence of values; `constants` are the same in all. No default is filled in."""
    columns, prepared = _prepare(model, fields, rows, constants)
    if not prepared:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    if connection.vendor == "postgresql":
        _copy(table, columns, prepared)
        return
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", prepared)  # noqa: S608  # our names


def update_rows(
    model: type[Model], *, fields: Sequence[str], rows: Iterable[Sequence[Any]], constants: Mapping[str, Any]
) -> None:
    """Update the rows named by the first field, which must be the primary key; `constants` are the same in all."""
    columns, prepared = _prepare(model, fields, rows, constants)
    if not prepared:
        return
    table, key = connection.ops.quote_name(model._meta.db_table), columns[0]
    if connection.vendor == "postgresql":
        _update_from_copy(table, columns, prepared)
        return
    assignments = ", ".join(f"{column} = %s" for column in columns[1:])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {assignments} WHERE {key} = %s",  # noqa: S608  # our names
            [(*row[1:], row[0]) for row in prepared],
        )


def _prepare(
    model: type[Model], fields: Sequence[str], rows: Iterable[Sequence[Any]], constants: Mapping[str, Any]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns, and the rows as the database takes them: texts for COPY, else what its driver takes."""
    found = [_field(model, name) for name in fields]
    fixed = {_field(model, name): value for name, value in constants.items()}
    same = tuple(_prepared(field)(value) for field, value in fixed.items())
    converters = [(place, convert) for place, field in enumerate(found) if (convert := _converter(field))]
    prepared = []
    for row in rows:
        values = list(row)
        for place, convert in converters:
            values[place] = convert(values[place])
        prepared.append((*values, *same))
    return [
        connection.ops.quote_name(field.get_attname_column()[1] or field.name) for field in [*found, *fixed]
    ], prepared


def _converter(field: "Field[Any, Any]") -> Convert | None:
    """Return what makes a Python value one for the database; None where they are the same, which saves half the time.

    Where rows share values, each is converted once.
    """
    if isinstance(field, CharField | TextField | IntegerField):
        return _copy_text if connection.vendor == "postgresql" else None
    convert = _prepared(field)
    is_shared = not (field.unique or isinstance(field, DateTimeField | JSONField))
    return _Known(convert).__getitem__ if is_shared else convert


class _Known(dict[Any, Any]):
    """Values as they were converted before; those of one batch at most."""

    def __init__(self, convert: Convert) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        converted = self[value] = self._convert(value)
        return converted


def _prepared(field: "Field[Any, Any]") -> Convert:
    database = _database()
    if connection.vendor == "postgresql":
        return lambda value: _copy_text(field.get_db_prep_save(value, database))
    return lambda value: field.get_db_prep_save(value, database)


def _database() -> BaseDatabaseWrapper:
    """Return the connection itself; the usual proxy looks it up anew for each attribute."""
    return connections[connection.alias]


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{name} is no column of {model.__name__}.")
    return field


def _update_from_copy(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    names, key = ", ".join(columns), columns[0]
    assignments = ", ".join(f"{column} = new.{column}" for column in columns[1:])
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {_TEMPORARY}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {_TEMPORARY} ON COMMIT DROP AS SELECT {names} FROM {table} WHERE FALSE"  # noqa: S608  # our names
        )
        _copy(_TEMPORARY, columns, rows)
        cursor.execute(f"UPDATE {table} AS old SET {assignments} FROM {_TEMPORARY} AS new WHERE old.{key} = new.{key}")  # noqa: S608  # our names


def _copy(table: str, columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    lines = io.StringIO()
    for row in rows:
        lines.write("\t".join(row))
        lines.write("\n")
    lines.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({', '.join(columns)}) FROM STDIN", lines)


def _copy_text(value: object) -> str:
    if value is None:
        return "\\N"
    text = str(value)
    # Most texts hold nothing to escape, which is quicker to see than to translate.
    return text if text.isprintable() and "\\" not in text else text.translate(_COPY_ESCAPES)
