"""Addresses of a district's resources: pages of a year, and single rows."""

from django.urls import URLPattern, URLResolver, include, path

from resources.views import (
    benchmarks,
    benchmarks_state,
    calendar,
    coach_log,
    cycle,
    decisions,
    definition,
    equity,
    external_resources,
    feeds,
    funds,
    held_sessions,
    home,
    ledger,
    ledger_import,
    line_documents,
    lines,
    lists,
    materials,
    monitoring,
    multi_year,
    pathways,
    postings,
    providers,
    realignments,
    reconciliation,
    request_costs,
    requests,
    reviews,
    scenarios,
    scenarios_requests,
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

cycle_patterns: list[URLPattern | URLResolver] = [
    path("cycle/", cycle.cycle_board, name="cycle-board"),
    path("cycle/timeline/", cycle.cycle_timeline, name="cycle-timeline"),
    path("cycle/set-up/", cycle.cycle_set_up, name="cycle-set-up"),
    path("cycle/teams/add/", cycle.working_team_add, name="working-team-add"),
    path("cycle/milestones/add/", cycle.milestone_add, name="milestone-add"),
    path("cycle/handoffs/add/", cycle.handoff_add, name="handoff-add"),
]

realignment_patterns: list[URLPattern | URLResolver] = [
    path("realignments/", realignments.realignment_list, name="realignment-list"),
    path("realignments/new/", realignments.realignment_new, name="realignment-new"),
]

provider_patterns: list[URLPattern | URLResolver] = [
    path("providers/", providers.provider_list, name="provider-list"),
    path("providers/add/", providers.provider_add, name="provider-add"),
    path("providers/criteria/add/", providers.provider_criterion_add, name="provider-criterion-add"),
    path("providers/<uuid:provider_id>/", providers.provider_detail, name="provider-detail"),
    path("providers/<uuid:provider_id>/reviews/add/", providers.provider_review_add, name="provider-review-add"),
    path("providers/<uuid:provider_id>/contracts/add/", providers.contract_add, name="contract-add"),
    path("contracts/<uuid:contract_id>/notes/add/", providers.progress_note_add, name="progress-note-add"),
    path("external/", external_resources.external_list, name="external-list"),
    path("external/add/", external_resources.external_resource_add, name="external-resource-add"),
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

monitoring_patterns: list[URLPattern | URLResolver] = [
    path("monitoring/", monitoring.monitoring, name="monitoring"),
    path("sessions/", held_sessions.session_list, name="session-list"),
    path("sessions/add/", held_sessions.session_add, name="session-add"),
    path("coach-log/", coach_log.coach_log, name="coach-log"),
    path("coach-log/add/", coach_log.coach_log_entry_add, name="coach-log-entry-add"),
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
    path("benchmarks/<uuid:benchmark_id>/restore/", benchmarks.benchmark_restore, name="benchmark-restore"),
]

state_patterns: list[URLPattern | URLResolver] = [
    path("benchmarks/", benchmarks_state.state_benchmark_list, name="state-benchmark-list"),
    path("benchmarks/add/", benchmarks_state.state_benchmark_add, name="state-benchmark-add"),
    path(
        "benchmarks/<slug:benchmark_code>/change/",
        benchmarks_state.state_benchmark_change,
        name="state-benchmark-change",
    ),
    path(
        "benchmarks/<slug:benchmark_code>/remove/",
        benchmarks_state.state_benchmark_remove,
        name="state-benchmark-remove",
    ),
    path(
        "benchmarks/<uuid:state_benchmark_id>/restore/",
        benchmarks_state.state_benchmark_restore,
        name="state-benchmark-restore",
    ),
]

scenario_patterns: list[URLPattern | URLResolver] = [
    path("scenarios/", scenarios.scenario_list, name="scenario-list"),
    path("scenarios/add/", scenarios.scenario_add, name="scenario-add"),
    path("scenarios/start/", scenarios.scenario_start, name="scenario-start"),
]

scenario_row_patterns: list[URLPattern | URLResolver] = [
    *row_paths(scenarios.SCENARIOS),
    path("scenarios/<uuid:scenario_id>/", scenarios.scenario_detail, name="scenario-detail"),
    path("scenarios/<uuid:scenario_id>/requests/", scenarios_requests.scenario_requests, name="scenario-requests"),
]

request_patterns: list[URLPattern | URLResolver] = [
    path("requests/", requests.request_list, name="request-list"),
    path("requests/add/", requests.request_add, name="request-add"),
    path("requests/reconciliation/", reconciliation.reconciliation, name="reconciliation"),
]

request_row_patterns: list[URLPattern | URLResolver] = [
    path("requests/<uuid:request_id>/", requests.request_detail, name="request-detail"),
    path("requests/<uuid:request_id>/costs/add/", request_costs.request_cost_add, name="request-cost-add"),
    path("requests/<uuid:request_id>/submit/", requests.request_submit, name="request-submit"),
    path("requests/<uuid:request_id>/take-back/", requests.request_take_back, name="request-take-back"),
    path("requests/<uuid:request_id>/return/", requests.request_return, name="request-return"),
    path("requests/<uuid:request_id>/compare/", reconciliation.reconciliation_compare, name="reconciliation-compare"),
    path("requests/<uuid:request_id>/merge/", reconciliation.request_merge, name="request-merge"),
    path("requests/<uuid:request_id>/unmerge/", reconciliation.request_unmerge, name="request-unmerge"),
    path("requests/<uuid:request_id>/distinct/", reconciliation.request_distinct, name="request-distinct"),
    path(
        "requests/<uuid:request_id>/distinct/undo/", reconciliation.request_distinct_undo, name="request-distinct-undo"
    ),
    path("requests/<uuid:request_id>/decide/", decisions.request_decide, name="request-decide"),
    path("requests/<uuid:request_id>/reopen/", decisions.request_reopen, name="request-reopen"),
    *row_paths(requests.REQUESTS),
    *row_paths(request_costs.COSTS),
]

year_patterns: list[URLPattern | URLResolver] = [
    path("", home.overview, name="overview"),
    *benchmark_patterns,
    *scenario_patterns,
    path("equity/", equity.equity_detail, name="equity-detail"),
    path("reviews/", reviews.review_list, name="review-list"),
    path("reviews/<uuid:review_id>/", reviews.review_detail, name="review-detail"),
    path("pathways/<uuid:pathway_id>/reviews/add/", reviews.review_add, name="review-add"),
    path("multi-year/", multi_year.multi_year_detail, name="multi-year-detail"),
    *line_patterns,
    *fund_patterns,
    *definition_patterns,
    *list_patterns,
    *pathway_patterns,
    *cycle_patterns,
    *provider_patterns,
    *realignment_patterns,
    *staff_patterns,
    *load_patterns,
    *time_patterns,
    *material_patterns,
    *monitoring_patterns,
    *request_patterns,
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
    path("lines/<uuid:line_id>/postings/", postings.posting_list, name="posting-list"),
    path("lines/<uuid:line_id>/postings/add/", postings.posting_add, name="posting-add"),
    *row_paths(postings.POSTINGS),
    *row_paths(funds.FUNDS),
    *row_paths(transfers.TRANSFERS),
    *definition_row_patterns,
    *row_paths(lists.DEPARTMENTS),
    *row_paths(reviews.REVIEWS),
    *row_paths(pathways.PATHWAYS),
    *row_paths(pathways.COURSES),
    *row_paths(pathways.GAPS),
    *row_paths(cycle.TEAMS),
    *row_paths(cycle.MILESTONES),
    *row_paths(cycle.HANDOFFS),
    *row_paths(providers.PROVIDERS),
    *row_paths(providers.CRITERIA),
    *row_paths(providers.REVIEWS),
    *row_paths(providers.CONTRACTS),
    *row_paths(providers.PROGRESS),
    *row_paths(external_resources.EXTERNAL),
    path("handoffs/<uuid:handoff_id>/accept/", cycle.handoff_accept, name="handoff-accept"),
    path("handoffs/<uuid:handoff_id>/reopen/", cycle.handoff_reopen, name="handoff-reopen"),
    *row_paths(staff.STAFF),
    *row_paths(staff.ASSIGNMENTS),
    *row_paths(time.TEAM_TIMES),
    *row_paths(calendar.ENTRIES),
    *row_paths(materials.MATERIALS),
    *row_paths(held_sessions.SESSIONS),
    *row_paths(coach_log.LOG_ENTRIES),
    *request_row_patterns,
    *scenario_row_patterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("resources/", home.home, name="home"),
    path("resources/<uuid:district_id>/<school_year:year>/", include(year_patterns)),
    path("resources/states/<slug:state>/<school_year:year>/", include(state_patterns)),
    path("resources/", include(row_patterns)),
    path("calendar/<slug:feed_token>.ics", feeds.calendar_feed, name="calendar-feed"),
]
