"""The lines of a district that a file may mean, as plain values: most are as the file says, and need nothing else."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from plplanner.districts.models import District
from resources.imports.lines import FIELDS, Parts
from resources.models import FundShare, LedgerLine

_COLUMNS = ("id", "external_id", "removed_at", *FIELDS.values())
_APART = _COLUMNS.index(next(iter(FIELDS.values())))


class StoredLine(NamedTuple):
    """One line: its values in the order of `FIELDS`, and the parts of the funds that pay."""

    id: UUID
    is_removed: bool
    values: tuple[Any, ...]
    parts: Parts


def stored_lines(district: District, ids: Sequence[str]) -> dict[str, StoredLine]:
    """Return lines by the ids of a file: those of their finance system, else their own. In two to three queries."""
    of_district = LedgerLine.objects.for_district(district).order_by()
    found = {row[1]: row for row in _read(of_district.filter(external_id__in=ids))}
    own = {pk: each for each in ids if each not in found and (pk := _uuid(each)) is not None}
    if own:
        found |= {own[row[0]]: row for row in _read(of_district.filter(pk__in=own))}
    parts = _parts_of([row[0] for row in found.values()])
    return {
        text: StoredLine(row[0], row[2] is not None, row[_APART:], tuple(parts[row[0]])) for text, row in found.items()
    }


def _read(lines: "QuerySet[LedgerLine]") -> "QuerySet[LedgerLine, tuple[Any, ...]]":
    return lines.values_list(*_COLUMNS)


def _parts_of(lines: Sequence[UUID]) -> defaultdict[UUID, list[Any]]:
    parts: defaultdict[UUID, list[Any]] = defaultdict(list)
    if not lines:
        return parts
    shares = FundShare.objects.filter(line__in=lines).order_by("line_id", "position")
    for line_id, fund_id, part in shares.values_list("line_id", "fund_id", "part"):
        parts[line_id].append((fund_id, part))
    return parts


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
