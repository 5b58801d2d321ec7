"""Rules that migrations keep."""

import re

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.operations.base import Operation

MACHINE_NAME = re.compile(r"^\d{4}_(auto_|.*_and_more$|(alter|add|remove|rename)_[a-z]+_[a-z]+$)")


def operations() -> dict[str, list[Operation]]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    own = {
        key: each
        for key, each in loader.disk_migrations.items()
        if key[0] in {"districts", "plans", "rubrics", "resources"}
    }
    return {f"{app}.{name}": list(migration.operations) for (app, name), migration in own.items()}


def moves_rows(operation: Operation) -> bool:
    return isinstance(operation, RunPython | RunSQL)


def test_migrations_have_spoken_names() -> None:
    assert [name for name in operations() if MACHINE_NAME.match(name.partition(".")[2])] == []


def test_migrations_that_move_rows_can_be_taken_back() -> None:
    one_way = [name for name, each in operations().items() for one in each if moves_rows(one) and not one.reversible]

    assert one_way == []


def test_migrations_change_tables_or_rows_but_not_both() -> None:
    mixed = [name for name, each in operations().items() if len({moves_rows(one) for one in each}) > 1]

    assert mixed == []
