"""The pages of the ledger that the checklist opens."""

from tests.browser.case import Case, clear_and_submit, submit
from tests.query_counts import rows
from tests.world import Who, World


def no_lines(world: World) -> None:
    """Take away all lines of the year."""
    resources = world.mine.resources
    resources.line.shares.all().delete()
    resources.document.delete()
    resources.line.delete()
    world.mine.district.ledger_totals.all().delete()


def many_lines(world: World) -> None:
    """Make two hundred lines."""
    rows.ledger_lines(world, 200)


def a_removed_line(world: World) -> None:
    """Remove the year's one line."""
    line = world.mine.resources.line
    line.removed_at = line.created_at
    line.save()


def an_overdrawn_fund(world: World) -> None:
    """Leave the fund less than is planned."""
    award = world.mine.resources.award
    award.amount = 10
    award.save()


LEDGER = [
    Case("ledger", "resources:line-list"),
    Case("ledger, read-only", "resources:line-list", who=Who.LEADER),
    Case("ledger, no lines", "resources:line-list", prepare=no_lines),
    Case("ledger, many lines", "resources:line-list", prepare=many_lines),
    Case("ledger, nothing found", "resources:line-list", query="?text=unheard-of&unknown=actual"),
    Case("ledger, a wrong filter", "resources:line-list", query="?kind=gold&element=tin"),
    Case("ledger, removed lines", "resources:line-list", query="?removed=yes", prepare=a_removed_line),
    Case("totals of the ledger", "resources:line-totals"),
    Case("totals of the ledger, filtered", "resources:line-totals", query="?rows=school&columns=kind&phase=coaching"),
    Case("totals of the ledger, no lines", "resources:line-totals", prepare=no_lines),
    Case("totals of the ledger, one thing twice", "resources:line-totals", query="?rows=kind&columns=kind"),
    Case("edit a line", "resources:line-edit"),
    Case("edit a line, no name", "resources:line-edit", act=clear_and_submit("What it is", "Save")),
    Case("edit a line, fund overdrawn", "resources:line-edit", prepare=an_overdrawn_fund),
    Case("remove a line", "resources:line-remove"),
    Case("documents of a line", "resources:line-documents"),
    Case("documents of a line, read-only", "resources:line-documents", who=Who.LEADER),
    Case("documents of a line, nothing chosen", "resources:line-documents", act=submit("Add the document")),
    Case("remove a document", "resources:line-document-remove"),
]
