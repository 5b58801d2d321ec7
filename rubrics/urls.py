"""Addresses of rubrics and self-assessments."""

from django.urls import URLPattern, URLResolver, include, path

from rubrics.converters import register
from rubrics.views import (
    assessment_life,
    assessments,
    case,
    consensus,
    editions,
    evidence_files,
    loading,
    my_ratings,
    ratings,
    results,
    targets,
)

register()

app_name = "rubrics"

rate_patterns: list[URLPattern | URLResolver] = [
    path("", ratings.rating_list, name="rating-list"),
    path("check/", my_ratings.rating_check, name="rating-check"),
    path("submit/", my_ratings.rating_submit, name="rating-submit"),
    path("submitted/", my_ratings.rating_submitted, name="rating-submitted"),
    path("restart/", my_ratings.rating_restart, name="rating-restart"),
    path("matrix/", my_ratings.rating_matrix, name="rating-matrix"),
    path("matrix/print/", my_ratings.rating_matrix_print, name="rating-matrix-print"),
    path("changes/", my_ratings.rating_changes_page, name="rating-changes"),
    # No outcome's code is one of the words above (checks.py).
    path("<outcome_code:outcome_code>/", ratings.rating_edit, name="rating-edit"),
    path("<outcome_code:outcome_code>/advice/", ratings.rating_advice, name="rating-advice"),
    path("<outcome_code:outcome_code>/files/", evidence_files.rating_files, name="rating-files"),
]

assessment_patterns: list[URLPattern | URLResolver] = [
    path("", assessments.assessment_detail, name="assessment-detail"),
    path("settings/", assessment_life.assessment_settings, name="assessment-settings"),
    path("raters/", assessment_life.rater_list, name="rater-list"),
    path("raters/<uuid:rater_id>/", my_ratings.rater_detail, name="rater-detail"),
    path("close/", assessment_life.assessment_close, name="assessment-close"),
    path("reopen/", assessment_life.assessment_reopen, name="assessment-reopen"),
    path("rate/", include(rate_patterns)),
    path("files/<uuid:file_id>/", evidence_files.evidence_file, name="evidence-file"),
    path("files/<uuid:file_id>/remove/", evidence_files.evidence_file_remove, name="evidence-file-remove"),
]

results_patterns: list[URLPattern | URLResolver] = [
    path("results/", results.results_detail, name="results-detail"),
    path("results/outcomes/<outcome_code:outcome_code>/", results.results_outcome, name="results-outcome"),
    path("results/matrix/", results.results_matrix, name="results-matrix"),
    path("results/print/", results.results_print, name="results-print"),
    path("results/download/", results.results_download, name="results-download"),
    path("consensus/", consensus.consensus_list, name="consensus-list"),
    path("consensus/<outcome_code:outcome_code>/", consensus.consensus_outcome, name="consensus-outcome"),
    path("consensus/<outcome_code:outcome_code>/reveal/", consensus.consensus_reveal, name="consensus-reveal"),
    path("targets/", targets.target_list, name="target-list"),
    path("targets/<outcome_code:outcome_code>/", targets.target_edit, name="target-edit"),
    path("priorities/", targets.priority_list, name="priority-list"),
    path("trend/", targets.trend_detail, name="trend-detail"),
]

edition_patterns: list[URLPattern | URLResolver] = [
    path("", editions.edition_detail, name="edition-detail"),
    path("print/", editions.edition_print, name="edition-print"),
    path("changes/<outcome_code:outcome_code>/", editions.edition_changes, name="edition-changes"),
    path("download/", editions.edition_download, name="edition-download"),
    path("publish/", editions.edition_publish, name="edition-publish"),
]

case_patterns: list[URLPattern | URLResolver] = [
    path("CFDocuments", case.case_document_list, name="case-document-list"),
    path("CFPackages/<str:document_identifier>", case.case_package, name="case-package"),
    path("CFDocuments/<str:document_identifier>", case.case_part, {"kind": "CFDocuments"}, name="case-document"),
    path("CFRubrics/<str:rubric_identifier>", case.case_part, {"kind": "CFRubrics"}, name="case-rubric"),
    path("CFItems/<str:item_identifier>", case.case_part, {"kind": "CFItems"}, name="case-item"),
    path(
        "CFItemAssociations/<str:item_identifier>",
        case.case_part,
        {"kind": "CFItemAssociations"},
        name="case-item-associations",
    ),
    path(
        "CFAssociations/<str:association_identifier>",
        case.case_part,
        {"kind": "CFAssociations"},
        name="case-association",
    ),
    path("CFItemTypes/<str:item_type_identifier>", case.case_part, {"kind": "CFItemTypes"}, name="case-item-type"),
    path("CFLicenses/<str:license_identifier>", case.case_part, {"kind": "CFLicenses"}, name="case-license"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    # CASE names its addresses itself, without a slash at their end.
    path("ims/case/<case_version:version>/", include(case_patterns)),
    path("rubrics/", editions.edition_list, name="edition-list"),
    path("rubrics/load/", loading.edition_load, name="edition-load"),
    path("rubrics/load/<uuid:upload_id>/", loading.edition_load_confirm, name="edition-load-confirm"),
    path("rubrics/templates/<slug:template_format>/", loading.template_download, name="template-download"),
    path("rubrics/<slug:rubric_slug>/", include(edition_patterns)),
    path("self-assessments/", assessments.assessment_list, name="assessment-list"),
    path("self-assessments/new/", assessments.assessment_new, name="assessment-new"),
    path("self-assessments/<uuid:assessment_id>/", include(assessment_patterns)),
    path("self-assessments/<uuid:assessment_id>/", include(results_patterns)),
]
