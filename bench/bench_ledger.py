"""The ledger page at 100, 10,000 and 1,000,000 lines: `python -m bench.bench_ledger [--rounds N] [--sizes N …]`.

Each size is a district of its own in one database. A page is asked for in all sizes in turn, in a new order each
round, and the least time of each counts: what else the machine does only ever adds. Totals by what is not stored with
them, and lines of one fund, read every line of the year: they grow, in as many statements.
"""

import argparse
import random
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bench.setting import fresh_database, page_of, sign_in

if TYPE_CHECKING:
    from plplanner.districts.models import District

SIZES = (100, 10_000, 1_000_000)
YEAR = 2025
AT_ONCE = 20_000
SCHOOLS, DEPARTMENTS, FUNDS = 20, 8, 6
PAGES = {
    "first": "",
    "middle": "?after={middle}",
    "last": "?before={last}",
    "one kind": "?kind=staff",
    "one school": "?school={school}",
    "one department": "?department={department}",
    "totals": "totals/?rows=element&columns=recurring",
    "totals by fund": "totals/?rows=element&columns=fund",
}
STAY_EQUAL = ("first", "middle", "last", "one kind", "one school", "one department", "totals")
"""The pages that should take as long at any size."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = parser.parse_args()
    with fresh_database():
        from django.db import connection  # noqa: PLC0415  (needs Django set up)

        urls = {size: _addresses(_district_of(size)) for size in chosen.sizes}
        session = sign_in(_administrator())
        with connection.cursor() as cursor:
            # As the database does by itself in time; without it no index alone can answer.
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"{'page':<16}{'lines':>10}{'statements':>12}{'ms':>10}{'of the smallest':>17}")
        for name in PAGES:
            calls = {size: partial(page_of, addresses[name], session) for size, addresses in urls.items()}
            seconds = _least_seconds(calls, rounds=_rounds(name, chosen.rounds))
            smallest = seconds[chosen.sizes[0]]
            for size, call in calls.items():
                ratio = seconds[size] / smallest
                row = f"{name:<16}{size:>10,}{_statements(call):>12}{seconds[size] * 1000:>10.1f}{ratio:>16.2f}×"
                print(row, flush=True)


def _rounds(name: str, rounds: int) -> int:
    return rounds if name in STAY_EQUAL else max(rounds // 5, 3)


def _least_seconds(calls: Mapping[int, Callable[[], object]], *, rounds: int) -> dict[int, float]:
    least = dict.fromkeys(calls, float("inf"))
    order = list(calls)
    for _ in range(rounds + 1):
        random.shuffle(order)
        for size in order:
            began = time.perf_counter()
            calls[size]()
            least[size] = min(least[size], time.perf_counter() - began)
    return least


def _statements(call: Any) -> int:
    """Count the statements of a page; it closes its connection, so they are counted on the way to the database."""
    from django.db import connection  # noqa: PLC0415  (needs Django set up)

    counted = 0

    def count(execute: Any, *arguments: Any) -> Any:
        nonlocal counted
        counted += 1
        return execute(*arguments)

    with connection.execute_wrapper(count):
        call()
    return counted


def _district_of(size: int) -> "District":
    """Make a district whose year has so many lines, each with a share; its totals are computed in the end."""
    from plplanner.districts.models import District, School  # noqa: PLC0415
    from resources.models import Department, Fund  # noqa: PLC0415
    from resources.services.totals import recompute  # noqa: PLC0415

    district = District.objects.create(name=f"District of {size:,} lines", state="TX")
    schools = School.objects.bulk_create(School(district=district, name=f"School {n}") for n in range(SCHOOLS))
    departments = Department.objects.bulk_create(
        Department(district=district, name=f"Department {n}") for n in range(DEPARTMENTS)
    )
    funds = Fund.objects.bulk_create(Fund(district=district, name=f"Fund {n}") for n in range(FUNDS))
    _insert_lines(district, size, schools, departments, funds)
    recompute(district)
    return district


def _insert_lines(district: "District", size: int, schools: Any, departments: Any, funds: Any) -> None:
    from django.db import transaction  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from plplanner.kit.bulk import insert_rows  # noqa: PLC0415
    from resources.models import FundShare, LedgerLine  # noqa: PLC0415

    now = timezone.now()
    fields = ["id", "title", "resource_kind", "cost_element", "is_recurring", "school_id", "department_id"]
    fields += ["planned", "created_at"]
    known = {"district_id": district.pk, "school_year": YEAR, "version": 1, "updated_at": now}
    known |= {"is_technology_training": False, "delivery_phase": "coaching"}
    empty = {each.attname: "" if each.empty_strings_allowed and not each.null else None for each in _columns()}
    constants = {name: value for name, value in (empty | known).items() if name not in fields}
    for first in range(0, size, AT_ONCE):
        rows = list(_rows(range(first, min(first + AT_ONCE, size)), now, schools, departments))
        with transaction.atomic():
            insert_rows(LedgerLine, fields=fields, rows=rows, constants=constants)
            insert_rows(
                FundShare,
                fields=["line_id", "fund_id", "planned"],
                rows=[(row[0], funds[place % FUNDS].pk, row[7]) for place, row in enumerate(rows)],
                constants={"position": 1, "part": 100, "committed": None, "actual": None},
            )


def _columns() -> Any:
    from resources.models import LedgerLine  # noqa: PLC0415

    return LedgerLine._meta.concrete_fields


def _rows(numbers: range, now: Any, schools: Any, departments: Any) -> Iterator[tuple[Any, ...]]:
    """Yield lines as an import enters them: a thousand at the same moment."""
    from resources.enums import CostElement, ResourceKind  # noqa: PLC0415

    kinds, elements = ResourceKind.values[1:], CostElement.values[1:]
    for number in numbers:
        yield (
            uuid.uuid4(),
            f"Line {number}",
            kinds[number % len(kinds)],
            elements[number % len(elements)],
            number % 2 == 0,
            schools[number % SCHOOLS].pk,
            departments[number % DEPARTMENTS].pk,
            1000 + number % 977,
            now + timedelta(seconds=number // 1000),
        )


def _addresses(district: "District") -> dict[str, str]:
    from plplanner.districts.models import School  # noqa: PLC0415
    from resources.models import Department, LedgerLine  # noqa: PLC0415
    from resources.selectors.ledger import Cursor  # noqa: PLC0415

    lines = LedgerLine.objects.for_district(district).order_by("created_at", "pk")
    size = lines.count()
    places = {}
    for name, number in (("middle", size // 2), ("last", 0)):
        created_at, line_id = lines.values_list("created_at", "pk")[number]
        places[name] = str(Cursor(created_at=created_at, line_id=line_id))
    for name, model in (("school", School), ("department", Department)):
        places[name] = str(model.objects.for_district(district).order_by("name").values_list("pk", flat=True)[0])
    base = f"/resources/{district.pk}/{YEAR}/ledger/"
    return {name: base + tail.format(**places) for name, tail in PAGES.items()}


def _administrator() -> Any:
    from plplanner.districts.models import User  # noqa: PLC0415

    return User.objects.create_superuser(email="bench@example.org", password=None)


if __name__ == "__main__":
    main()
