"""How many statements each page takes, at any number of rows: one line for each page.

A line is `Count(address, statements, rows)`; `rows` (rows.py) fills the list that the page shows. The session and the
person are two of the statements. A page takes at most `MOST`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.query_counts import benchmark_rows, cycle_rows, fund_rows, rows, time_rows, year_rows
from tests.world import Who, World

SIZES = (1, 30, 2000)
MOST = 12


@dataclass(frozen=True)
class Count:
    """A page and its literal number of statements."""

    address: str
    statements: int
    rows: Callable[[World, int], None] = rows.nothing
    who: Who = Who.DIRECTOR
    estate: str = ""
    query: str = ""


COUNTS: list[Count] = [
    Count("districts:district-list", 5, rows.districts, who=Who.ADMINISTRATOR),
    Count("districts:district-import", 3, rows.fact_imports, who=Who.ADMINISTRATOR),
    Count("districts:district-detail", 8, rows.schools),
    Count("districts:year-detail", 5),
    Count("districts:year-edit", 5),
    Count("districts:school-list", 6, rows.schools),
    Count("districts:school-detail", 6, rows.schools),
    Count("districts:school-year-edit", 6, rows.schools),
    Count("districts:people-list", 6, rows.people),
    Count("districts:reviewer-list", 4, rows.people, who=Who.ADMINISTRATOR),
    Count("plans:home", 11, rows.plans),
    Count("plans:plan-list", 7, rows.plans, who=Who.REVIEWER),
    Count("plans:plan-new", 6, rows.plans),
    Count("plans:plan-settings", 5),
    Count("plans:plan-check", 18, rows.activities),
    Count("plans:plan-finish", 19, rows.activities),
    Count("plans:standards-coverage", 9, rows.activities),
    Count("plans:plan-changes", 6, rows.changes),
    Count("plans:plan-copy", 6, rows.plans),
    Count("plans:copy-from-activity", 8, rows.activities),
    Count("plans:edition-list", 3),
    Count("plans:plan-edition", 7, rows.goals),
    Count("plans:plan-detail", 8, rows.activities),
    Count("plans:section-edit", 8),
    Count("plans:goal-list", 6, rows.goals),
    Count("plans:goal-detail", 7, rows.activities),
    Count("plans:goal-edit", 9, rows.activities),
    Count("plans:table-edit", 8, rows.activities),
    Count("plans:activity-list", 7, rows.activities),
    Count("plans:activity-edit", 12, rows.activities),
    Count("plans:plan-document", 14, rows.activities),
    Count("plans:plan-document-print", 14, rows.activities),
    Count("resources:overview", 18, benchmark_rows.whole_year),
    Count("resources:benchmark-list", 18, benchmark_rows.whole_year),
    Count("resources:benchmark-detail", 10, benchmark_rows.schools_with_coaches),
    Count("resources:benchmark-change", 6),
    Count("resources:home", 3, who=Who.ADMINISTRATOR),
    Count("resources:department-edit", 5),
    Count("resources:pathway-edit", 5),
    Count("resources:review-list", 10, cycle_rows.pathways),
    Count("resources:review-detail", 8),
    Count("resources:review-edit", 5),
    Count("resources:multi-year-detail", 12, year_rows.recurring_lines),
    Count("resources:equity-detail", 9, rows.schools),
    Count("resources:ledger-import", 5, rows.ledger_imports),
    Count("resources:line-list", 9, rows.ledger_lines),
    Count("resources:line-list", 9, rows.ledger_lines, query="?kind=none&school=none&unknown=actual"),
    Count("resources:line-totals", 8, rows.ledger_lines),
    Count("resources:line-edit", 11, rows.activities),
    Count("resources:line-documents", 5, rows.ledger_lines),
    Count("resources:pathway-list", 8, cycle_rows.pathways),
    Count("resources:pathway-detail", 10, cycle_rows.courses),
    Count("resources:course-edit", 5, cycle_rows.courses),
    Count("resources:gap-edit", 5, cycle_rows.courses),
    Count("resources:fund-list", 10, fund_rows.funds),
    Count("resources:fund-detail", 11, rows.ledger_lines),
    Count("resources:fund-edit", 6, fund_rows.listings),
    Count("resources:award-edit", 7, fund_rows.funds),
    Count("resources:transfer-list", 10, fund_rows.transfers),
    Count("resources:transfer-edit", 9, fund_rows.funds),
    Count("resources:definition-list", 5, fund_rows.definitions),
    Count("resources:definition-detail", 4, fund_rows.definitions),
    Count("resources:definition-print", 4, fund_rows.definitions),
    Count("resources:definition-edit", 5),
    Count("resources:cycle-board", 8, cycle_rows.cycle),
    Count("resources:cycle-timeline", 8, cycle_rows.cycle),
    Count("resources:working-team-edit", 5, cycle_rows.cycle),
    Count("resources:milestone-edit", 6, cycle_rows.cycle),
    Count("resources:handoff-edit", 8, cycle_rows.cycle),
    Count("resources:realignment-list", 7, cycle_rows.realignments),
    Count("resources:realignment-new", 5, cycle_rows.realignments),
    Count("resources:list-overview", 6, rows.departments),
    Count("resources:staff-list", 9, time_rows.staff),
    Count("resources:staff-member-edit", 5),
    Count("resources:assignment-edit", 7, time_rows.staff),
    Count("resources:time-overview", 8, time_rows.team_times),
    Count("resources:schedule-models", 5),
    Count("resources:work-year-edit", 6),
    Count("resources:team-time-edit", 7, time_rows.team_times),
    Count("resources:calendar", 6, time_rows.calendar_entries),
    Count("resources:calendar-print", 5, time_rows.calendar_entries),
    Count("resources:calendar-entry-edit", 8, time_rows.calendar_entries),
    Count("resources:feed-list", 5),
    Count("resources:calendar-feed", 4, time_rows.calendar_entries),
    Count("resources:material-list", 6, time_rows.materials),
    Count("resources:material-edit", 9, time_rows.materials),
    Count("rubrics:case-document-list", 4, rows.rubric_editions),
    Count("rubrics:case-package", 4, rows.rubric_editions),
    Count("rubrics:case-document", 3),
    Count("rubrics:case-rubric", 3),
    Count("rubrics:case-item", 3),
    Count("rubrics:case-item-associations", 3),
    Count("rubrics:case-association", 3),
    Count("rubrics:case-item-type", 3),
    Count("rubrics:case-license", 3),
    Count("rubrics:edition-list", 3, rows.rubric_editions),
    Count("rubrics:edition-detail", 4, rows.rubric_editions),
    Count("rubrics:edition-print", 3, rows.rubric_editions),
    Count("rubrics:edition-changes", 3, rows.rubric_editions),
    Count("rubrics:assessment-list", 10, rows.assessments),
    Count("rubrics:assessment-new", 7, rows.people),
    Count("rubrics:assessment-detail", 9, rows.raters),
    Count("rubrics:assessment-settings", 5, rows.raters),
    Count("rubrics:rater-list", 6, rows.raters),
    Count("rubrics:rater-detail", 8, rows.rating_changes),
    Count("rubrics:rating-list", 7, rows.raters),
    Count("rubrics:rating-edit", 8, rows.raters),
    Count("rubrics:rating-advice", 5, rows.raters),
    Count("rubrics:rating-files", 7, rows.raters),
    Count("rubrics:rating-check", 7, rows.raters),
    Count("rubrics:rating-matrix", 6, rows.raters),
    Count("rubrics:rating-matrix-print", 7, rows.raters),
    Count("rubrics:rating-changes", 6, rows.rating_changes),
    Count("rubrics:results-detail", 8, rows.submitted_raters),
    Count("rubrics:results-outcome", 9, rows.submitted_raters),
    Count("rubrics:results-matrix", 8, rows.submitted_raters),
    Count("rubrics:results-print", 8, rows.submitted_raters),
    Count("rubrics:consensus-list", 8, rows.submitted_raters),
    Count("rubrics:consensus-outcome", 8, rows.submitted_raters),
    Count("rubrics:target-list", 8, rows.submitted_raters),
    Count("rubrics:target-edit", 8, rows.submitted_raters),
    Count("rubrics:priority-list", 8, rows.submitted_raters),
    Count("rubrics:trend-detail", 7, rows.submitted_raters),
    Count("plans:plan-import-new", 4, rows.plans),
    Count("plans:plan-import-detail", 4, rows.plans),
]

READS_A_WHOLE_PLAN = {
    "plans:plan-check",
    "plans:plan-document",
    "plans:plan-document-print",
    "plans:plan-finish",
    "resources:overview",
    "resources:benchmark-list",
}
"""Pages that show or judge everything in a plan or a year of resources: each kind of row is a statement, so they may
take more than `MOST`."""

PAGES_WITHOUT_A_COUNT: set[str] = {
    "help",
    "districts:setup",  # exists only while there is nobody
    "districts:role-list",
    "districts:district-add",
    "districts:district-edit",
    "districts:district-import-confirm",
    "districts:year-add",
    "districts:school-add",
    "districts:school-edit",
    "districts:school-remove",
    "districts:member-edit",
    "districts:member-remove",
    "districts:invitation-add",
    "districts:invitation-accept",
    "districts:reviewer-remove",
    "plans:goal-remove",
    "plans:table-paste",
    "plans:table-remove",
    "plans:activity-remove",
    "plans:plan-document-download",  # a file, of the same document as the preview
    "plans:plan-finished",
    "plans:plan-reopen",
    "plans:change-detail",
    "plans:edition-detail",
    "plans:edition-load",
    "resources:line-download",  # a file: a statement more for each two thousand lines
    "resources:line-remove",
    "resources:line-document",
    "resources:line-document-remove",
    "resources:fund-remove",
    "resources:transfer-remove",
    "resources:definition-remove",
    "resources:definition-adopt",
    "resources:benchmark-add",
    "resources:benchmark-download",  # a file, of the same benchmarks as the list
    "resources:benchmark-remove",
    "resources:department-remove",
    "resources:review-remove",
    "resources:ledger-import-confirm",
    "resources:ledger-import-template",  # a file
    "resources:pathway-remove",
    "resources:working-team-remove",
    "resources:milestone-remove",
    "resources:handoff-remove",
    "resources:course-remove",
    "resources:gap-remove",
    "resources:staff-member-remove",
    "resources:assignment-remove",
    "resources:team-time-remove",
    "resources:calendar-entry-remove",
    "resources:material-remove",
    "rubrics:edition-load",
    "rubrics:edition-load-confirm",  # reads every edition, in one statement
    "rubrics:edition-download",  # a file, of the same edition as the page
    "rubrics:template-download",  # a file
    "rubrics:edition-publish",
    "rubrics:assessment-close",
    "rubrics:assessment-reopen",
    "rubrics:rating-submitted",
    "rubrics:rating-restart",
    "rubrics:evidence-file",
    "rubrics:results-download",  # a file, of the same report as the results
    "rubrics:evidence-file-remove",
}
"""Pages that a person can open and that need no line: they read no list of any length."""
