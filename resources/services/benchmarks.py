"""What people do with benchmarks of their district or state: change, add, take out, bring back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.rows import StaleRow, constraints_in_words, insert_row, update_row
from resources.models import Benchmark
from resources.models.benchmarks import Owner

SAME_AS_BEFORE = (
    "code",
    "title",
    "numerator",
    "denominator",
    "direction",
    "is_ratio",
    "is_optional",
    "scope_note",
    "source",
    "edition",
    "effective_on",
    "position",
)
"""What another threshold takes over from the benchmark whose place it takes."""


@transaction.atomic
def change_benchmark(
    *, benchmark: Benchmark, owner: Owner, school_year: int, values: Mapping[str, Any], version: int, by: User
) -> Benchmark:
    """Let the owner's threshold hold from a school year on; `benchmark` is the one that holds in that year now.

    Its own row of that year is changed, or one is added. The same values again change nothing. Raises StaleRow when
    somebody else changed it since `version`, with 0 for no row yet.
    """
    own = Benchmark.objects.own_of(owner).present().filter(code=benchmark.code, from_year=school_year).first()
    if own is None:
        copied = {name: getattr(benchmark, name) for name in SAME_AS_BEFORE}
        return _insert(_new(owner, from_year=school_year, **copied, **values), by=by)
    if all(getattr(own, name) == value for name, value in values.items()):
        return own
    if own.version != version:
        raise StaleRow
    before = {name: str(getattr(own, name)) for name in values}
    with constraints_in_words(_with(own, values)):
        update_row(own, version=version, values=values, by=by)
    _record(own, action="change-benchmark", by=by, before=before)
    return own


def _new(owner: Owner, **values: Any) -> Benchmark:
    return Benchmark(district=owner.district, state="" if owner.district else owner.state, **values)


def _with(row: Benchmark, values: Mapping[str, Any]) -> Benchmark:
    changed = Benchmark(**{field.attname: getattr(row, field.attname) for field in Benchmark._meta.concrete_fields})
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _insert(row: Benchmark, *, by: User, action: str = "change-benchmark") -> Benchmark:
    try:
        with constraints_in_words(row):
            insert_row(row, by=by)
    except ValidationError as refused:
        raise StaleRow from refused
    _record(row, action=action, by=by)
    return row


@transaction.atomic
def add_benchmark(
    *, owner: Owner, new_id: UUID, code: str, school_year: int, values: Mapping[str, Any], by: User
) -> Benchmark:
    """Add a benchmark of the owner's own, which holds from a school year on; the same id again adds none.

    Raises ValidationError for an id that is another benchmark's, and for a code that the owner has.
    """
    existing = Benchmark.objects.filter(pk=new_id).first()
    if existing is not None:
        if not owner.owns(existing) or existing.code != code:
            raise ValidationError("Open this page again and enter it once more.", code="foreign-id")
        return existing
    row = _new(owner, pk=new_id, code=code, from_year=school_year, **values)
    with constraints_in_words(row):
        insert_row(row, by=by)
    _record(row, action="add-benchmark", by=by)
    return row


@transaction.atomic
def remove_benchmark(*, benchmark: Benchmark, by: User) -> None:
    """Take out what an owner added or changed; what held before holds again. Doing it twice changes nothing."""
    held = Benchmark.objects.select_for_update(of=("self",)).get(pk=benchmark.pk)
    if held.removed_at is not None:
        return
    update_row(held, version=held.version, values={"removed_at": timezone.now(), "removed_by": by}, by=by)
    _record(held, action="remove-benchmark", by=by)


@transaction.atomic
def restore_benchmark(*, benchmark: Benchmark, by: User) -> None:
    """Bring back what an owner took out. Doing it twice changes nothing.

    Raises ValidationError when another of the same code holds from the same year on by now.
    """
    held = Benchmark.objects.select_for_update(of=("self",)).get(pk=benchmark.pk)
    if held.removed_at is None:
        return
    values = {"removed_at": None, "removed_by": None}
    try:
        with constraints_in_words(_with(held, values)):
            update_row(held, version=held.version, values=values, by=by)
    except IntegrityError as taken:
        raise ValidationError("Another holds from that year on by now. Take that back first.", code="taken") from taken
    _record(held, action="restore-benchmark", by=by)


def _record(row: Benchmark, *, action: str, by: User, **detail: Any) -> None:
    shown: dict[str, Any] = {"code": row.code, "from_year": row.from_year, "threshold": str(Decimal(row.threshold))}
    record(
        by=by,
        action=action,
        of=row,
        district_id=row.district_id or "",
        scope_id=row.state,
        detail=shown | {"reason": row.reason} | detail,
    )
