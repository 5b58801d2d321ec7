"""Addresses of a district's resources: pages of a year, and single rows."""

from django.urls import URLPattern, URLResolver, include, path

from resources.views import (
    benchmarks,
    calendar,
    definition,
    equity,
    feeds,
    funds,
    home,
    ledger,
    ledger_import,
    line_documents,
    lines,
    lists,
    materials,
    multi_year,
    pathways,
    staff,
    time,
    transfers,
)
from resources.views.rows import row_paths

app_name = "resources"

list_patterns: list[URLPattern | URLResolver] = [
    path("lists/", lists.list_overview, name="list-overview"),
    path("lists/departments/add/", lists.department_add, name="department-add"),
]

pathway_patterns: list[URLPattern | URLResolver] = [
    path("pathways/", pathways.pathway_list, name="pathway-list"),
    path("pathways/add/", pathways.pathway_add, name="pathway-add"),
    path("pathways/<uuid:pathway_id>/", pathways.pathway_detail, name="pathway-detail"),
    path("pathways/<uuid:pathway_id>/courses/add/", pathways.course_add, name="course-add"),
    path("pathways/<uuid:pathway_id>/gaps/add/", pathways.gap_add, name="gap-add"),
]

staff_patterns: list[URLPattern | URLResolver] = [
    path("staff/", staff.staff_list, name="staff-list"),
    path("staff/add/", staff.staff_member_add, name="staff-member-add"),
    path("staff/<uuid:staff_member_id>/assignments/add/", staff.assignment_add, name="assignment-add"),
]

fund_patterns: list[URLPattern | URLResolver] = [
    path("funds/", funds.fund_list, name="fund-list"),
    path("funds/add/", funds.fund_add, name="fund-add"),
    path("funds/transfers/", transfers.transfer_list, name="transfer-list"),
    path("funds/transfers/add/", transfers.transfer_add, name="transfer-add"),
    path("funds/<uuid:fund_id>/", funds.fund_detail, name="fund-detail"),
    path("funds/<uuid:fund_id>/award/", funds.award_edit, name="award-edit"),
]

line_patterns: list[URLPattern | URLResolver] = [
    path("ledger/", ledger.line_list, name="line-list"),
    path("ledger/totals/", ledger.line_totals, name="line-totals"),
    path("ledger/download/", ledger.line_download, name="line-download"),
    path("ledger/add/", lines.line_add, name="line-add"),
]

material_patterns: list[URLPattern | URLResolver] = [
    path("materials/", materials.material_list, name="material-list"),
    path("materials/add/", materials.material_add, name="material-add"),
]

time_patterns: list[URLPattern | URLResolver] = [
    path("time/", time.time_overview, name="time-overview"),
    path("time/models/", time.schedule_model_list, name="schedule-models"),
    path("time/team-time/add/", time.team_time_add, name="team-time-add"),
    path("time/work-year/", time.work_year_edit, name="work-year-edit"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/print/", calendar.calendar_print, name="calendar-print"),
    path("calendar/add/", calendar.calendar_entry_add, name="calendar-entry-add"),
    path("calendar/addresses/", feeds.feed_list, name="feed-list"),
    path("calendar/addresses/<int:feed_id>/revoke/", feeds.feed_revoke, name="feed-revoke"),
]

load_patterns: list[URLPattern | URLResolver] = [
    path("load/", ledger_import.ledger_import, name="ledger-import"),
    path("load/<uuid:upload_id>/", ledger_import.ledger_import_confirm, name="ledger-import-confirm"),
    path("load/templates/<slug:import_kind>/", ledger_import.ledger_import_template, name="ledger-import-template"),
]

definition_patterns: list[URLPattern | URLResolver] = [
    path("definition/", definition.definition_list, name="definition-list"),
    path("definition/new/", definition.definition_new, name="definition-new"),
]

definition_row_patterns: list[URLPattern | URLResolver] = [
    *row_paths(definition.DEFINITIONS),
    path("definitions/<uuid:definition_id>/", definition.definition_detail, name="definition-detail"),
    path("definitions/<uuid:definition_id>/print/", definition.definition_print, name="definition-print"),
    path("definitions/<uuid:definition_id>/adopt/", definition.definition_adopt, name="definition-adopt"),
]

benchmark_patterns: list[URLPattern | URLResolver] = [
    path("benchmarks/", benchmarks.benchmark_list, name="benchmark-list"),
    path("benchmarks/add/", benchmarks.benchmark_add, name="benchmark-add"),
    path("benchmarks/download/", benchmarks.benchmark_download, name="benchmark-download"),
    path("benchmarks/<slug:benchmark_code>/", benchmarks.benchmark_detail, name="benchmark-detail"),
    path("benchmarks/<slug:benchmark_code>/change/", benchmarks.benchmark_change, name="benchmark-change"),
    path("benchmarks/<slug:benchmark_code>/remove/", benchmarks.benchmark_remove, name="benchmark-remove"),
]

year_patterns: list[URLPattern | URLResolver] = [
    path("", home.overview, name="overview"),
    *benchmark_patterns,
    path("equity/", equity.equity_detail, name="equity-detail"),
    path("multi-year/", multi_year.multi_year_detail, name="multi-year-detail"),
    *line_patterns,
    *fund_patterns,
    *definition_patterns,
    *list_patterns,
    *pathway_patterns,
    *staff_patterns,
    *load_patterns,
    *time_patterns,
    *material_patterns,
]

row_patterns: list[URLPattern | URLResolver] = [
    *row_paths(lines.LINES),
    path("lines/<uuid:line_id>/copy/", lines.line_copy, name="line-copy"),
    path("lines/<uuid:line_id>/documents/", line_documents.line_documents, name="line-documents"),
    path("lines/<uuid:line_id>/documents/<uuid:document_id>/", line_documents.line_document, name="line-document"),
    path(
        "lines/<uuid:line_id>/documents/<uuid:document_id>/remove/",
        line_documents.line_document_remove,
        name="line-document-remove",
    ),
    *row_paths(funds.FUNDS),
    *row_paths(transfers.TRANSFERS),
    *definition_row_patterns,
    *row_paths(lists.DEPARTMENTS),
    *row_paths(pathways.PATHWAYS),
    *row_paths(pathways.COURSES),
    *row_paths(pathways.GAPS),
    *row_paths(staff.STAFF),
    *row_paths(staff.ASSIGNMENTS),
    *row_paths(time.TEAM_TIMES),
    *row_paths(calendar.ENTRIES),
    *row_paths(materials.MATERIALS),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("resources/", home.home, name="home"),
    path("resources/<uuid:district_id>/<school_year:year>/", include(year_patterns)),
    path("resources/", include(row_patterns)),
    path("calendar/<slug:feed_token>.ics", feeds.calendar_feed, name="calendar-feed"),
]
