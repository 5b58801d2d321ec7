"""Correcting the facts of a district or school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from plplanner.districts.audit import record
from plplanner.districts.enums import FactStatus
from plplanner.districts.models import District, DistrictFact, Fact, School, SchoolFact, User
from plplanner.kit.rows import StaleRow, update_row
from plplanner.kit.text import shorten

SOURCE_NAME_LENGTH = 150


@dataclass(frozen=True, kw_only=True)
class FactChange:
    """A value as a person wants it: None is "not known". `version` is the one they saw, 0 if there was none."""

    measure: str
    group: str
    value: Decimal | None
    version: int

    @property
    def key(self) -> tuple[str, str]:
        """Name the value within its year."""
        return self.measure, self.group


class StaleFacts(StaleRow):
    """Somebody else changed some of the values first; nothing was changed. `changes` are the refused ones."""

    def __init__(self, changes: Sequence[FactChange]) -> None:
        super().__init__()
        self.changes = tuple(changes)


@transaction.atomic
def save_facts(
    *, of: District | School, school_year: int, changes: Sequence[FactChange], note: str = "", by: User
) -> int:
    """Save all the changes or, raising StaleFacts, none; return how many values changed.

    A value that is already as wanted is left alone, so the same post twice is harmless.
    """
    current = _facts_of(of, school_year)
    wanted = [change for change in changes if not _is_so(current.get(change.key), change)]
    stale = [change for change in wanted if _version(current.get(change.key)) != change.version]
    if stale:
        raise StaleFacts(stale)
    described = [_describe(change, current.get(change.key)) for change in wanted]
    for change in wanted:
        values = _values(change, note=note, by=by)
        _save(current.get(change.key), change, values, of=of, school_year=school_year)
    if wanted:
        record(
            by=by,
            action="correct-facts",
            of=of,
            district_id=of.pk if isinstance(of, District) else of.district_id,
            detail={"school_year": school_year, "changes": described},
        )
    return len(wanted)


def _facts_of(of: District | School, school_year: int) -> Mapping[tuple[str, str], Fact]:
    rows: Sequence[Fact]
    if isinstance(of, District):
        rows = list(DistrictFact.objects.filter(district=of, school_year=school_year))
    else:
        rows = list(SchoolFact.objects.filter(school=of, school_year=school_year))
    return {(row.measure, row.group): row for row in rows}


def _is_so(fact: Fact | None, change: FactChange) -> bool:
    return fact is not None and fact.value == change.value


def _version(fact: Fact | None) -> int:
    return fact.version if fact else 0


def _values(change: FactChange, *, note: str, by: User) -> dict[str, Any]:
    return {
        "value": change.value,
        "status": FactStatus.NOT_KNOWN if change.value is None else FactStatus.KNOWN,
        "source_import": None,
        "entered_by": by,
        "entered_by_name": shorten(str(by), SOURCE_NAME_LENGTH),
        "note": note,
    }


def _save(
    fact: Fact | None, change: FactChange, values: dict[str, Any], *, of: District | School, school_year: int
) -> None:
    """Write one value; another person's that came first in the same moment makes the change stale."""
    try:
        if fact is not None:
            update_row(fact, version=change.version, values=values, by=values["entered_by"])
        else:
            place = {"school_year": school_year, "measure": change.measure, "group": change.group}
            _create(of, {**place, **values, "updated_by": values["entered_by"]})
    except (StaleRow, IntegrityError) as first:
        raise StaleFacts([change]) from first


@transaction.atomic
def _create(of: District | School, values: dict[str, Any]) -> None:
    if isinstance(of, District):
        DistrictFact.objects.create(district=of, **values)
    else:
        SchoolFact.objects.create(school=of, **values)


def _describe(change: FactChange, fact: Fact | None) -> dict[str, str]:
    return {
        "measure": change.measure,
        "group": change.group,
        "before": "" if fact is None or fact.value is None else str(fact.value),
        "after": "" if change.value is None else str(change.value),
    }
