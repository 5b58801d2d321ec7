"""The pages that the checklist opens: one line for each page and state.

The checklist (checklist.py) then tries each with axe, the keyboard, a phone's width, wide text spacing, large text,
forced colours, print, and without JavaScript.
"""

import json
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from playwright.sync_api import Page

from tests.browser.case import Case, clear_and_submit, follow, submit
from tests.browser.resource_benchmark_pages import BENCHMARKS
from tests.browser.resource_cycle_pages import CYCLE
from tests.browser.resource_funds_pages import FUNDS_AND_DEFINITION
from tests.browser.resource_import_pages import LEDGER_IMPORT
from tests.browser.resource_ledger_pages import LEDGER
from tests.browser.resource_monitoring_pages import MONITORING
from tests.browser.resource_pages import RESOURCES
from tests.browser.resource_request_pages import REQUESTS
from tests.browser.resource_scenario_pages import SCENARIOS
from tests.browser.resource_time_pages import TIME_AND_STAFF
from tests.browser.rubric_pages import RUBRICS
from tests.districts.elsi_files import agency, export_file
from tests.factories import PlanFactory, StandardAliasFactory, StandardMappingFactory, TemplateEditionFactory
from tests.query_counts import rows
from tests.world import Who, World


def explain_nothing(page: Page) -> None:
    """Save the first explanation without a word."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save this explanation").first.click()


def many_finished_plans(world: World) -> None:
    """Give the district 30 finished plans."""
    one = world.finished.plan
    PlanFactory.create_batch(30, district=one.district, edition=one.edition, status=one.status)


def no_plans(world: World) -> None:
    """Take the other district's plans away."""
    world.other.plan.delete()


def standards(world: World) -> None:
    """Load a standard that an activity serves, one that none serves, and what they were called."""
    StandardAliasFactory.create()
    mapping = StandardMappingFactory.create()
    world.mine.rows.activity.standards.add(mapping.newer)


def newer_edition(world: World) -> None:
    """Load an edition that changes some questions."""
    path = Path(settings.BASE_DIR, "tests", "plans", "data", "plan_template_newer.json")
    TemplateEditionFactory.create(content=json.loads(path.read_text(encoding="utf-8")))


KEPT_TABLE = "11111111-2222-4333-8444-555555555555"


def keep_table(world: World) -> None:
    """Let the administrator have chosen a file of one usable and one unusable row."""
    content = export_file(agency(leaid="100840"), agency(leaid="1"), footer=[]).getvalue()
    folder = f"district-imports/{world.people[Who.ADMINISTRATOR].pk}/{KEPT_TABLE}"
    default_storage.save(f"{folder}/elsi.csv", ContentFile(content))


def many_schools(world: World) -> None:
    """Fill the list of schools."""
    rows.schools(world, 200)


def paste_rows(page: Page) -> None:
    """Paste two rows of a table and look how they are read."""
    page.get_by_label("Rows to paste").fill("Workshop\tCoaching\tFall\tSubstitutes\nStudy group\t\tMonthly")
    submit("Show how they are read")(page)


def many_activities(world: World) -> None:
    """Fill the goal's table."""
    rows.activities(world, 200)


def wrong_number(page: Page) -> None:
    """Enter words where a number of hours belongs, and save."""
    page.locator("details.more-fields summary").first.click()
    page.locator("#id_hours").fill("many")
    submit("Save and see the goal")(page)
    page.locator(".error-summary").wait_for()


def two_texts(page: Page) -> None:
    """Save a goal from two tabs that both change its text, into another one each time."""
    page.locator("#id_statement").fill("What this tab says.")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#id_statement").fill(f"What the other tab says: {uuid4()}.")
    submit("Save and see all goals")(other)
    other.close()
    submit("Save and see all goals")(page)


WRITING = [
    Case("plan", "plans:plan-detail"),
    Case("plan, read-only", "plans:plan-detail", who=Who.LEADER),
    Case("plan, finished", "plans:plan-detail", estate="finished"),
    Case("section", "plans:section-edit"),
    Case("goals", "plans:goal-list"),
    Case("goals, read-only", "plans:goal-list", who=Who.LEADER),
    Case("goal", "plans:goal-detail"),
    Case("goal, 200 activities", "plans:goal-detail", prepare=many_activities),
    Case("goal, read-only", "plans:goal-detail", who=Who.LEADER),
    Case("edit a goal", "plans:goal-edit"),
    Case("remove a goal", "plans:goal-remove"),
    Case("activities", "plans:activity-list"),
    Case("activities, 200", "plans:activity-list", prepare=many_activities),
    Case("edit an activity", "plans:activity-edit"),
    Case("edit an activity, a wrong number", "plans:activity-edit", act=wrong_number),
    Case("name a table", "plans:table-edit"),
    Case("edit a goal, two texts", "plans:goal-edit", act=two_texts),
    Case("document", "plans:plan-document"),
    Case("document, finished", "plans:plan-document", estate="finished"),
    Case("document, print", "plans:plan-document-print"),
    Case("import a plan", "plans:plan-import-new"),
    Case("import a plan, nothing chosen", "plans:plan-import-new", act=submit("Show where each passage goes")),
    Case("what a file would become", "plans:plan-import-detail"),
]

CASES = [
    *WRITING,
    Case("sign in", "account_login", who=Who.ANONYMOUS),
    Case("sign in, nothing entered", "account_login", who=Who.ANONYMOUS, act=submit("Sign in")),
    Case("reset password", "account_reset_password", who=Who.ANONYMOUS),
    Case("change password", "account_change_password"),
    Case("help", "help", who=Who.ANONYMOUS),
    Case("roles", "districts:role-list"),
    Case("which district", "districts:district-list", who=Who.ADMINISTRATOR),
    Case("which district, found", "districts:district-list", who=Who.ADMINISTRATOR, query="?q=amber"),
    Case("which district, none found", "districts:district-list", who=Who.ADMINISTRATOR, query="?q=nowhere"),
    Case("add a district", "districts:district-add", who=Who.ADMINISTRATOR),
    Case(
        "add a district, nothing entered",
        "districts:district-add",
        who=Who.ADMINISTRATOR,
        act=submit("Add the district"),
    ),
    Case("district", "districts:district-detail"),
    Case("district, read-only", "districts:district-detail", who=Who.VIEWER),
    Case("correct the district", "districts:district-edit"),
    Case("record another year", "districts:year-add"),
    Case("facts of a year", "districts:year-detail"),
    Case("facts of a year, read-only", "districts:year-detail", who=Who.VIEWER),
    Case("correct the facts", "districts:year-edit"),
    Case("schools", "districts:school-list"),
    Case("schools, many", "districts:school-list", prepare=many_schools),
    Case("school", "districts:school-detail"),
    Case("add a school", "districts:school-add"),
    Case("add a school, nothing entered", "districts:school-add", act=submit("Save and finish")),
    Case("correct a school", "districts:school-edit"),
    Case("remove a school", "districts:school-remove"),
    Case("correct a school's facts", "districts:school-year-edit"),
    Case("people", "districts:people-list"),
    Case("people, read-only", "districts:people-list", who=Who.VIEWER),
    Case("invite somebody", "districts:invitation-add"),
    Case("invite somebody, nothing entered", "districts:invitation-add", act=submit("Send the invitation")),
    Case("change a role", "districts:member-edit"),
    Case("remove a member", "districts:member-remove"),
    Case("reviewers", "districts:reviewer-list", who=Who.ADMINISTRATOR),
    Case("accept an invitation", "districts:invitation-accept", who=Who.ANONYMOUS),
    Case("accept an invitation, nothing entered", "districts:invitation-accept", who=Who.ANONYMOUS, act=submit("Join")),
    Case("plans", "plans:plan-list"),
    Case("plans, many, of a state", "plans:plan-list", who=Who.REVIEWER, prepare=many_finished_plans),
    Case("plans, none found", "plans:plan-list", query="?q=nowhere"),
    Case("plans, no role", "plans:home", who=Who.OTHER_DIRECTOR, prepare=no_plans),
    Case("begin a plan", "plans:plan-new"),
    Case("begin a plan, no title", "plans:plan-new", act=clear_and_submit("Title", "Begin this plan")),
    Case("carry a plan forward", "plans:plan-new", act=follow("Carried forward from Plan under way (2026–29)")),
    Case("plan settings", "plans:plan-settings"),
    Case("check", "plans:plan-check"),
    Case("check, an empty explanation", "plans:plan-check", act=explain_nothing),
    Case("check, read-only", "plans:plan-check", who=Who.LEADER),
    Case("check, finished", "plans:plan-check", estate="finished"),
    Case("finish, not complete", "plans:plan-finish"),
    Case("finished", "plans:plan-finished", estate="finished"),
    Case("reopen", "plans:plan-reopen", estate="finished"),
    Case("reopen, no reason", "plans:plan-reopen", estate="finished", act=submit("Reopen the plan")),
    Case("standards", "plans:standards-coverage", prepare=standards),
    Case("standards, none loaded", "plans:standards-coverage"),
    Case("changes", "plans:plan-changes"),
    Case("what changed", "plans:change-detail"),
    Case("newer edition", "plans:plan-edition", prepare=newer_edition),
    Case("newest edition", "plans:plan-edition"),
    Case("plan templates", "plans:edition-list", who=Who.ADMINISTRATOR),
    Case("plan template", "plans:edition-detail"),
    Case("load a template", "plans:edition-load", who=Who.ADMINISTRATOR),
    Case("load a template, nothing chosen", "plans:edition-load", who=Who.ADMINISTRATOR, act=submit("Read the file")),
    Case("copy from a plan", "plans:plan-copy"),
    Case("copy a goal", "plans:plan-copy", act=follow("Plan under way")),
    Case("copy an activity", "plans:copy-from-activity"),
    Case("copy an activity, nothing chosen", "plans:copy-from-activity", act=submit("Copy the activity")),
    Case("paste rows, nothing pasted", "plans:table-paste", act=submit("Show how they are read")),
    Case("paste rows, how they are read", "plans:table-paste", act=paste_rows),
    Case("load districts", "districts:district-import", who=Who.ADMINISTRATOR),
    Case(
        "load districts, nothing chosen",
        "districts:district-import",
        who=Who.ADMINISTRATOR,
        act=submit("Show what would change"),
    ),
    Case(
        "what a file of districts would change",
        f"/districts/import/{KEPT_TABLE}/",
        who=Who.ADMINISTRATOR,
        prepare=keep_table,
    ),
    *RESOURCES,
    *BENCHMARKS,
    *CYCLE,
    *FUNDS_AND_DEFINITION,
    *LEDGER,
    *LEDGER_IMPORT,
    *REQUESTS,
    *SCENARIOS,
    *TIME_AND_STAFF,
    *MONITORING,
    *RUBRICS,
]
