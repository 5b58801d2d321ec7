"""What a load leaves behind that is killed in the middle: `python -m bench.kill_import [--times N] [--rows N]`.

Each time a new district has a file of lines loaded. A process of its own then loads another file over it, which changes
each line and adds as many, and is killed (SIGKILL) at a moment of its own, spread evenly over how long a load takes.
Then lines, shares, history, stored totals, departments, imports and the audit are as before, or as after a whole load,
and nothing between; and the same file loads when it is tried again.
"""

import argparse
import csv
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.setting import fresh_database

NOTHING, ALL, HALF = "nothing", "all", "half"
State = tuple[Any, ...]


def main() -> None:
    """Kill and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=30)
    parser.add_argument("--rows", type=int, default=500)
    options = parser.parse_args()
    with fresh_database(), TemporaryDirectory() as folder:
        from django.db import connection  # noqa: PLC0415  (needs Django set up)

        first, second = (_file(Path(folder), options.rows * number, planned=number) for number in (1, 2))
        began = time.perf_counter()
        whole = _whole_load(first, second)
        seconds = (time.perf_counter() - began) * 2 / 3
        moments = [seconds * (place + random.random()) / options.times for place in range(options.times)]
        found = Counter(_killed(first, second, moment, whole) for moment in moments)
        print(f"{connection.vendor}: {options.times} loads of {options.rows * 2:,} rows killed within {seconds:.1f} s")
        for what in (NOTHING, ALL, HALF):
            print(f"  left {what:<8}{found[what]:>4}")
        if found[HALF]:
            raise SystemExit(1)


def _whole_load(first: Path, second: Path) -> State:
    """Load both files undisturbed and return what that leaves."""
    district = _district()
    _load(district, first)
    _load(district, second)
    return _state(district)


def _killed(first: Path, second: Path, moment: float, whole: State) -> str:
    from django.db import connections  # noqa: PLC0415  (needs Django set up)

    district = _district()
    _load(district, first)
    before = _state(district)
    connections.close_all()  # no process may use the connection of another
    process = os.fork()
    if not process:
        try:
            _load(district, second)
        finally:
            os._exit(0)
    time.sleep(moment)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    left = _state(district)
    if left == whole:
        return ALL
    _load(district, second)
    return NOTHING if left == before and _state(district) == whole else HALF


def _state(district: Any) -> State:
    """Return all that a load writes, as numbers, once the database has noticed that a killed one is gone."""
    from django.db import transaction  # noqa: PLC0415  (needs Django set up)

    with transaction.atomic():
        # A load holds its district to the end; a server may still be ending one whose process is dead.
        type(district).objects.select_for_update(no_key=True).get(pk=district.pk)
        return _written(district)


def _written(district: Any) -> State:
    """Return what is written of a district; last whether the stored totals are what its lines add up to."""
    from django.db.models import Sum  # noqa: PLC0415  (needs Django set up)

    from plplanner.districts.models import AuditEntry  # noqa: PLC0415  (models load only after set-up)
    from resources.models import Department, FundShare, FundTotal, LedgerImport, LedgerLine, LedgerTotal  # noqa: PLC0415
    from resources.services.totals import recompute  # noqa: PLC0415

    lines = LedgerLine.objects.for_district(district)
    of_lines = LedgerTotal.objects.filter(district=district)
    of_funds = FundTotal.objects.filter(fund__district=district)

    def totals() -> State:
        return tuple(each.aggregate(lines=Sum("lines"), planned=Sum("planned")) for each in (of_lines, of_funds))

    stored = totals()
    recompute(district)
    return (
        lines.aggregate(planned=Sum("planned"), version=Sum("version")),
        lines.count(),
        FundShare.objects.filter(line__district=district).aggregate(planned=Sum("planned")),
        LedgerLine.history.filter(district_id=district.pk).count(),
        Department.objects.for_district(district).count(),
        LedgerImport.objects.filter(district=district).count(),
        AuditEntry.objects.filter(district_id=district.pk).count(),
        stored,
        stored == totals(),
    )


def _district() -> Any:
    from plplanner.districts.models import District  # noqa: PLC0415  (models load only after set-up)
    from resources.models import Fund  # noqa: PLC0415

    district = District.objects.create(name="District whose load is killed", state="AL")
    Fund.objects.create(district=district, name="Title II-A")
    Fund.objects.create(district=district, name="Local")
    return district


def _file(folder: Path, rows: int, *, planned: int) -> Path:
    path = folder / f"ledger{planned}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "fiscal_year", "title", "department", "planned", "funds"])
        for number in range(rows):
            funds = "Title II-A 60%; Local 40%" if number % 2 else "Local"
            writer.writerow([f"GL-{number}", "2025-26", "Institute", f"Department {planned}", f"{planned}.01", funds])
    return path


def _load(district: Any, path: Path) -> None:
    from resources.services.ledger_import import load_ledger  # noqa: PLC0415  (models load only after set-up)

    with path.open("rb") as file:
        report = load_ledger(file=file, file_name=path.name, district=district, by=None)
    if report.is_refused:
        raise SystemExit(str(report.findings[:3]))


if __name__ == "__main__":
    main()
