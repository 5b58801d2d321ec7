"""The pages of funds, transfers and the definition that the checklist opens."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from playwright.sync_api import Page

from resources.models import Fund, FundAward, FundTransfer, ResourceDefinition
from resources.services.totals import recompute
from tests.browser.case import Case, Prepare, clear_and_submit, submit
from tests.query_counts import fund_rows
from tests.query_counts.rows import ledger_lines
from tests.resources.rows import SCHOOL_YEAR
from tests.world import Who, World


def real_funds(world: World) -> None:
    """Enter funds of each kind: one with more planned than it has, one that ends, one with an unknown award."""
    rows = world.mine.resources
    rows.fund.kind, rows.fund.ends_on = "federal", datetime.date(SCHOOL_YEAR + 1, 3, 31)
    rows.fund.starts_on = datetime.date(SCHOOL_YEAR - 1, 7, 1)
    rows.fund.allowable_use = "Coaches, institutes and mentoring of new teachers."
    rows.fund.save()
    rows.award.amount, rows.award.carry_over = Decimal("70000.00"), Decimal("3200.50")
    rows.award.save()
    local = Fund.objects.create(district=world.mine.district, name="General fund", kind="local", is_program=False)
    FundAward.objects.create(fund=local, school_year=SCHOOL_YEAR, amount=Decimal("655000.00"))
    Fund.objects.create(district=world.mine.district, name="Foundation gift", kind="private")
    FundTransfer.objects.create(
        district=world.mine.district,
        school_year=SCHOOL_YEAR,
        from_fund=rows.fund,
        to_fund=local,
        amount=Decimal("90000.00"),
        reason="Coaches are paid from the general fund until the grant is confirmed.",
        moved_on=datetime.date(SCHOOL_YEAR, 10, 3),
    )


def no_funds(world: World) -> None:
    """Take away all funds, transfers and what is charged to them."""
    rows = world.mine.resources
    FundTransfer.objects.all().delete()
    rows.line.shares.all().delete()
    recompute(world.mine.district)
    rows.fund.delete()


def many(fill: Callable[[World, int], object]) -> Prepare:
    """Make two hundred rows of a kind."""
    return lambda world: fill(world, 200)


def complete_definition(world: World) -> None:
    """Fill the draft in."""
    version = world.mine.resources.definition
    version.definition = (
        "Resources of professional learning are the people, hours, materials, technology, services and dollars whose "
        "purpose is that educators learn.\n\nTime that a contract pays for counts, and so do the salaries of coaches."
    )
    version.kinds = ["staff", "time", "materials", "technology"]
    version.criteria = "Coach days go first to schools where fewer than half of the students read at grade level."
    version.student_needs = "Reading by the end of grade 3. Attendance in grades 9 and 10."
    version.developed_groups = ["staff", "participants"]
    version.developed_by = "The learning team with a teacher of each school, in four meetings in spring."
    version.save()


def adopted_definition(world: World) -> None:
    """Adopt the draft."""
    complete_definition(world)
    version = world.mine.resources.definition
    version.adopted_on, version.adopted_by_name = datetime.date(SCHOOL_YEAR, 8, 1), "Dana Director"
    version.save()


def next_draft(world: World) -> None:
    """Adopt a version and begin the next."""
    adopted_definition(world)
    ResourceDefinition.objects.create(district=world.mine.district, number=2, definition="People and time.")


def no_definition(world: World) -> None:
    """Take the definition away."""
    world.mine.resources.definition.delete()


def spoil_amount(page: Page) -> None:
    """Enter what is no amount."""
    page.get_by_label("Award", exact=True).fill("lots")
    submit("Save")(page)


def forget_reason(page: Page) -> None:
    """Take the reason of a transfer away."""
    page.get_by_label("Reason", exact=True).fill("")
    submit("Save")(page)


FUNDS_AND_DEFINITION = [
    Case("funds", "resources:fund-list", prepare=real_funds),
    Case("funds, without carry-over", "resources:fund-list", query="?carry_over=without", prepare=real_funds),
    Case("funds, none", "resources:fund-list", prepare=no_funds),
    Case("funds, many", "resources:fund-list", prepare=many(fund_rows.funds)),
    Case("funds, read-only", "resources:fund-list", who=Who.LEADER, prepare=real_funds),
    Case("fund", "resources:fund-detail", prepare=real_funds),
    Case("fund, read-only", "resources:fund-detail", who=Who.LEADER),
    Case("fund, many lines", "resources:fund-detail", prepare=many(ledger_lines)),
    Case("edit a fund", "resources:fund-edit", prepare=real_funds),
    Case("edit a fund, no name", "resources:fund-edit", act=clear_and_submit("Name", "Save")),
    Case("remove a fund", "resources:fund-remove"),
    Case("remove a fund, refused", "resources:fund-remove", act=submit("Remove the fund")),
    Case("edit an award", "resources:award-edit"),
    Case("edit an award, no amount", "resources:award-edit", act=spoil_amount),
    Case("transfers", "resources:transfer-list", prepare=real_funds),
    Case("transfers, none", "resources:transfer-list", prepare=no_funds),
    Case("transfers, read-only", "resources:transfer-list", who=Who.LEADER),
    Case("transfers, many", "resources:transfer-list", prepare=many(fund_rows.transfers)),
    Case("edit a transfer", "resources:transfer-edit"),
    Case("edit a transfer, no reason", "resources:transfer-edit", act=forget_reason),
    Case("remove a transfer", "resources:transfer-remove"),
    Case("definition", "resources:definition-list", prepare=adopted_definition),
    Case("definition, next draft", "resources:definition-list", prepare=next_draft),
    Case("definition, none", "resources:definition-list", prepare=no_definition),
    Case("definition, draft only", "resources:definition-list"),
    Case("definition, read-only", "resources:definition-list", who=Who.LEADER, prepare=next_draft),
    Case("definition, many versions", "resources:definition-list", prepare=many(fund_rows.definitions)),
    Case("version of the definition, draft", "resources:definition-detail"),
    Case("version of the definition, complete", "resources:definition-detail", prepare=complete_definition),
    Case("version of the definition, read-only", "resources:definition-detail", who=Who.LEADER),
    Case("edit the definition", "resources:definition-edit", prepare=complete_definition),
    Case("adopt the definition", "resources:definition-adopt", prepare=complete_definition),
    Case("remove the draft of the definition", "resources:definition-remove"),
    Case("definition in print", "resources:definition-print", prepare=adopted_definition),
]
