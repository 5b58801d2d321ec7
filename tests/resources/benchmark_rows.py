"""The shipped benchmarks, and what a district changed of them."""

import json
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from plplanner.districts.models import District
from resources.models import Benchmark
from resources.services.benchmarks import SAME_AS_BEFORE
from tests.factories.resources import YEAR

CODE = "coach-200"
FIXTURE = settings.BASE_DIR / "fixtures" / "resources_benchmarks.json"


def load_benchmarks() -> None:
    """Load the shipped benchmarks unless they are there; one query when they are."""
    if Benchmark.objects.filter(district=None).exists():
        return
    Benchmark.objects.bulk_create(Benchmark(pk=row["pk"], **row["fields"]) for row in _rows())


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return rows


def change_threshold(
    district: District, *, code: str = CODE, threshold: str = "250", from_year: int = YEAR, version: int = 1
) -> Benchmark:
    """Let a district have its own threshold of a shipped benchmark."""
    shipped = Benchmark.objects.get(code=code, district=None, state="")
    copied = {name: getattr(shipped, name) for name in SAME_AS_BEFORE}
    return Benchmark.objects.create(
        **copied,
        district=district,
        from_year=from_year,
        threshold=Decimal(threshold),
        reason="Our schools are small.",
        version=version,
    )


def change_for_state(
    state: str, *, code: str = CODE, threshold: str = "150", from_year: int = YEAR, removed: bool = False
) -> Benchmark:
    """Let a state have its own threshold of a shipped benchmark; a removed one is taken back already."""
    shipped = Benchmark.objects.get(code=code, district=None, state="")
    copied = {name: getattr(shipped, name) for name in SAME_AS_BEFORE}
    return Benchmark.objects.create(
        **copied,
        state=state,
        from_year=from_year,
        threshold=Decimal(threshold),
        reason="The state board asks for it.",
        removed_at=timezone.now() if removed else None,
    )
