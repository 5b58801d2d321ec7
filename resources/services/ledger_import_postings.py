"""Lines with postings in a file: their actual amount stays the sum of the postings, and the report says so."""

from collections.abc import Collection
from uuid import UUID

from plplanner.kit.findings import Severity
from plplanner.kit.numbers import format_money
from plplanner.kit.text import shorten
from resources.imports.findings import RowFinding
from resources.imports.lines import LineRow
from resources.models import LedgerLine, Posting
from resources.services.ledger_import_line_rules import amounts_in
from resources.services.ledger_import_line_words import LONGEST_SHOWN


def lines_with_postings(lines: Collection[LedgerLine]) -> set[UUID]:
    """Return the ids of those lines whose actual amount is the sum of postings, in one statement."""
    if not lines:
        return set()
    counting = Posting.objects.filter(line__in=[line.pk for line in lines]).counting()
    return set(counting.order_by().values_list("line_id", flat=True).distinct())


def posted_findings(row: LineRow, line: LedgerLine, *, column: str) -> list[RowFinding]:
    """Say that the file's actual amount does not count; a file that leaves it empty contradicts nothing."""
    said = amounts_in(row).actual
    if said is None or line.actual is None:
        return []
    return [
        RowFinding(
            row=row.row,
            column=column,
            value=f"{shorten(str(line), LONGEST_SHOWN)}: {format_money(said)}",
            reason=f"The postings of this line add up to {format_money(line.actual)}, which stays its actual amount.",
            cure="The rest of the row is taken. Correct the postings, or remove them before you load the file again.",
            severity=Severity.NOTICE,
        )
    ]
