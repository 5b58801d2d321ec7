"""Addresses of plans."""

from django.urls import URLPattern, URLResolver, include, path

from plans.converters import register
from plans.views import (
    activities,
    changes,
    check,
    copying,
    coverage,
    document,
    editions,
    goals,
    paste,
    plan_import,
    plans,
    rows,
    sections,
    tasks,
)

register()

app_name = "plans"


def _row_patterns(kind: str, noun: str) -> list[URLPattern]:
    """Return what can be done to one row of a kind as a whole."""
    return [
        path("remove/", rows.row_remove, {"kind": kind}, name=f"{noun}-remove"),
        path("restore/", rows.row_restore, {"kind": kind}, name=f"{noun}-restore"),
    ]


goal_patterns = [
    path("", goals.goal_detail, name="goal-detail"),
    path("edit/", goals.goal_edit, name="goal-edit"),
    path("tables/add/", activities.table_add, name="table-add"),
]

table_patterns = [
    path("edit/", activities.table_edit, name="table-edit"),
    path("activities/add/", activities.activity_add, name="activity-add"),
    path("paste/", paste.table_paste, name="table-paste"),
]

plan_patterns: list[URLPattern | URLResolver] = [
    path("", tasks.plan_detail, name="plan-detail"),
    path("document/", document.document_preview, name="plan-document"),
    path("document/print/", document.document_print, name="plan-document-print"),
    path("document/download/", document.document_download, name="plan-document-download"),
    path("presence/", tasks.presence_note, name="presence-note"),
    path("sections/<slug:key>/", sections.section_edit, name="section-edit"),
    path("goals/", goals.goal_list, name="goal-list"),
    path("goals/add/", goals.goal_add, name="goal-add"),
    path("goals/move/", rows.row_move, {"kind": "goals"}, name="goal-move"),
    path("goals/copy/", rows.row_copy, {"kind": "goals"}, name="goal-copy"),
    path("goals/<uuid:goal_id>/", include(goal_patterns)),
    path("goals/<uuid:row_id>/", include(_row_patterns("goals", "goal"))),
    path("tables/move/", rows.row_move, {"kind": "tables"}, name="table-move"),
    path("tables/<uuid:table_id>/", include(table_patterns)),
    path("tables/<uuid:row_id>/", include(_row_patterns("tables", "table"))),
    path("activities/", activities.activity_list, name="activity-list"),
    path("activities/move/", rows.row_move, {"kind": "activities"}, name="activity-move"),
    path("activities/copy/", rows.row_copy, {"kind": "activities"}, name="activity-copy"),
    path("activities/<uuid:activity_id>/edit/", activities.activity_edit, name="activity-edit"),
    path("activities/<uuid:row_id>/", include(_row_patterns("activities", "activity"))),
]

import_patterns = [
    path("", plan_import.plan_import_detail, name="plan-import-detail"),
    path("cancel/", plan_import.plan_import_cancel, name="plan-import-cancel"),
]

plan_patterns += [
    path("settings/", plans.plan_settings, name="plan-settings"),
    path("check/", check.check_page, name="plan-check"),
    path("check/explain/", check.warning_explain, name="warning-explain"),
    path("finish/", check.plan_finish, name="plan-finish"),
    path("finished/", check.plan_finished, name="plan-finished"),
    path("reopen/", check.plan_reopen, name="plan-reopen"),
    path("standards/", coverage.standards_coverage, name="standards-coverage"),
    path("edition/", editions.plan_edition, name="plan-edition"),
    path("changes/", changes.plan_changes, name="plan-changes"),
    path("changes/<entry_number:entry_id>/", changes.change_detail, name="change-detail"),
    path("copy/", copying.plan_copy, name="plan-copy"),
    path("copy/goal/", copying.copy_from_goal, name="copy-from-goal"),
    path("copy/<uuid:goal_id>/", copying.copy_from_activity, name="copy-from-activity"),
]

edition_patterns = [
    path("", editions.edition_list, name="edition-list"),
    # In two parts, so that no edition's slug is the same.
    path("file/load/", editions.edition_load, name="edition-load"),
    path("<slug:edition_slug>/", editions.edition_detail, name="edition-detail"),
]

urlpatterns = [
    path("", plans.home, name="home"),
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/new/", plans.plan_new, name="plan-new"),
    path("plan-templates/", include(edition_patterns)),
    path("plans/import/", plan_import.plan_import_new, name="plan-import-new"),
    path("plans/imports/<uuid:import_id>/", include(import_patterns)),
    path("plans/<uuid:plan_id>/", include(plan_patterns)),
]
