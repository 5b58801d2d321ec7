"""How long a file of lines takes to load, as a multiple of bare COPY or executemany: `python -m bench.bench_import`.

The floor writes the very same rows of both tables, ready-made, in one transaction: COPY on PostgreSQL, executemany on
SQLite. The load reads the file, judges every row, and writes lines, shares, stored totals and the audit entry. The
least time of some rounds counts, floors and loads by turns: what else a machine does only ever adds. This process's own
processor time stands beside the seconds, which on SQLite is all the work there is. Memory is the most that a process
of its own held during a load, as the system counts it.

Beside it stands django-import-export, when it is there: `pip install --target DIR django-import-export`, then
`PYTHONPATH=DIR python -m bench.bench_import`.
"""

import argparse
import csv
import io
import os
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.import_export_peer import PEER, peer_rows_a_second
from bench.setting import fresh_database

TABLES = ("resources_ledgerline", "resources_fundshare")
SMALL = 10_000
PEER_ROWS = 1_000
KINDS = ("Staff", "Time", "Materials", "Technology", "External services")
ELEMENTS = ("Teacher time", "Training and coaching", "Administration", "Travel and transportation")
PHASES = ("Planning", "Delivery", "Coaching", "Evaluation", "")
FUNDS = ("Title I-A", "Title II-A", "Local", "State grant")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with fresh_database(), TemporaryDirectory() as folder:
        district = _district()
        taken = _seconds(district, Path(folder), options.rows, options.rounds)
        print(f"{options.rows:,} lines, the least of {options.rounds} rounds")
        print(f"{'variant':<22}{'s':>8}{'/floor':>9}{'cpu s':>9}{'/floor':>9}")
        for name, (wall, cpu) in taken.items():
            ratios = wall / taken["floor"][0], cpu / taken["floor"][1]
            print(f"{name:<22}{wall:>8.2f}{ratios[0]:>8.1f}×{cpu:>9.2f}{ratios[1]:>8.1f}×", flush=True)
        _print_peer(_file(Path(folder), PEER_ROWS), district, options.rows / taken["floor"][0])
        for rows in (SMALL, options.rows):
            print(f"memory of a load of {rows:>9,} rows: {_peak(district, Path(folder), rows):>6.1f} MB", flush=True)


def _print_peer(path: Path, district: Any, floor: float) -> None:
    _empty()
    found = peer_rows_a_second(path, district)
    print(
        found if isinstance(found, str) else f"{PEER}: {floor / found:.0f}× the floor, of {PEER_ROWS:,} rows",
        flush=True,
    )


def _seconds(district: Any, folder: Path, rows: int, rounds: int) -> dict[str, tuple[float, float]]:
    path = _file(folder, rows)
    taken: dict[str, list[tuple[float, float]]] = {}

    def timed(name: str, work: Callable[[], object]) -> None:
        began, cpu = time.perf_counter(), time.process_time()
        work()
        taken.setdefault(name, []).append((time.perf_counter() - began, time.process_time() - cpu))

    for _ in range(rounds):
        timed("load", lambda: _load(district, path))
        timed("the same file again", lambda: _load(district, path))
        timed("preview of the same", lambda: _load(district, path, dry_run=True))
        ready = _ready_rows()
        _empty()
        timed("floor", lambda ready=ready: _write(ready))  # type: ignore[misc]  # bound at once
        _empty()
        timed("preview", lambda: _load(district, path, dry_run=True))
    return {name: (min(wall for wall, _ in each), min(cpu for _, cpu in each)) for name, each in taken.items()}


def _district() -> Any:
    from plplanner.districts.models import District, School  # noqa: PLC0415  (models load only after set-up)
    from resources.models import Department, Fund, Pathway  # noqa: PLC0415  (likewise)

    district = District.objects.create(name="District of the bench", state="AL", leaid="0199999")
    School.objects.bulk_create(
        School(district=district, name=f"School {number}", nces_id=f"0199999{number:05}") for number in range(30)
    )
    Fund.objects.bulk_create(Fund(district=district, name=name) for name in FUNDS)
    Department.objects.bulk_create(Department(district=district, name=f"Department {number}") for number in range(12))
    Pathway.objects.bulk_create(Pathway(district=district, name=f"Pathway {number}") for number in range(8))
    return district


def _file(folder: Path, rows: int) -> Path:
    from resources.exports.columns import LINE_HEADERS  # noqa: PLC0415  (needs Django set up)

    chance = random.Random(7)
    path = folder / f"ledger{rows}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, LINE_HEADERS, restval="")
        writer.writeheader()
        writer.writerows(_row(number, chance) for number in range(rows))
    return path


def _row(number: int, chance: random.Random) -> dict[str, str]:
    one, other = chance.sample(FUNDS, 2)
    planned = chance.randrange(10_000, 5_000_000)
    return {
        "id": f"GL-{number:07}",
        "fiscal_year": "2025-26",
        "title": f"Institute {number} on the teaching of reading",
        "resource_kind": chance.choice(KINDS),
        "cost_element": chance.choice(ELEMENTS),
        "delivery_phase": chance.choice(PHASES),
        "technology_training": chance.choice(["yes", "no"]),
        "recurring": chance.choice(["yes", "no"]),
        "pathway": f"Pathway {chance.randrange(8)}",
        "department": f"Department {chance.randrange(12)}",
        "school": f"0199999{chance.randrange(30):05}" if number % 2 else "",
        "quantity": str(chance.randrange(1, 200)),
        "unit": "Hours",
        "planned": f"{planned // 100}.{planned % 100:02}",
        "actual": f"${planned // 150:,}" if number % 3 else "",
        "funds": f"{one} 60%; {other} 40%" if number % 2 else one,
        "note": "Three days in August, with follow-up in teams.",
    }


def _load(district: Any, path: Path, *, dry_run: bool = False) -> None:
    from resources.services.ledger_import import load_ledger  # noqa: PLC0415  (models load only after set-up)

    with path.open("rb") as file:
        report = load_ledger(file=file, file_name=path.name, district=district, by=None, dry_run=dry_run)
    if report.is_refused:
        raise SystemExit(str(report.findings[:3]))


def _ready_rows() -> list[tuple[str, Any]]:
    """Return both tables' rows as the driver takes them fastest: tuples, or the text of a COPY."""
    from django.db import connection  # noqa: PLC0415  (needs Django set up)

    ready: list[tuple[str, Any]] = []
    with connection.cursor() as cursor:
        for table in TABLES:
            if connection.vendor == "postgresql":
                text = io.StringIO()
                cursor.copy_expert(f"COPY {table} TO STDOUT", text)
                ready.append((f"COPY {table} FROM STDIN", text))
                continue
            cursor.execute(f"SELECT * FROM {table}")
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
            marks = ", ".join(["%s"] * len(rows[0]))
            ready.append((f"INSERT INTO {table} VALUES ({marks})", rows))
    return ready


def _write(ready: Sequence[tuple[str, Any]]) -> None:
    from django.db import connection, transaction  # noqa: PLC0415  (needs Django set up)

    with transaction.atomic(), connection.cursor() as cursor:
        for statement, rows in ready:
            if isinstance(rows, io.StringIO):
                rows.seek(0)
                cursor.copy_expert(statement, rows)
            else:
                cursor.executemany(statement, rows)


def _empty() -> None:
    from django.db import connection  # noqa: PLC0415  (needs Django set up)

    with connection.cursor() as cursor:
        for table in (*reversed(TABLES), "resources_fundtotal", "resources_ledgertotal"):
            cursor.execute(f"DELETE FROM {table}")


def _peak(district: Any, folder: Path, rows: int) -> float:
    """Return the most megabytes of a process that loads so many rows into an empty ledger."""
    from django.db import connections  # noqa: PLC0415  (needs Django set up)

    _empty()
    path = _file(folder, rows)
    connections.close_all()  # no process may use the connection of another
    end, other_end = os.pipe()
    process = os.fork()
    if not process:
        try:
            _load(district, path)
            status = Path("/proc/self/status").read_text(encoding="ascii")
            os.write(other_end, status.split("VmHWM:")[1].split()[0].encode())
        finally:
            os._exit(0)
    os.close(other_end)
    os.waitpid(process, 0)
    return int(os.read(end, 20)) / 1024


if __name__ == "__main__":
    main()
