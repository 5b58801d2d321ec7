"""Addresses of districts and people."""

from django.urls import URLPattern, URLResolver, include, path

from plplanner.districts.converters import register
from plplanner.districts.views import district_import, districts, facts, invitations, pages, people, schools, setup

register()

app_name = "districts"

Patterns = list[URLPattern | URLResolver]

school_patterns: Patterns = [
    path("", schools.school_detail, name="school-detail"),
    path("edit/", schools.school_edit, name="school-edit"),
    path("remove/", schools.school_remove, name="school-remove"),
    path("restore/", schools.school_restore, name="school-restore"),
    path("years/<school_year:year>/edit/", facts.school_year_edit, name="school-year-edit"),
]

people_patterns: Patterns = [
    path("", people.people_list, name="people-list"),
    path("invite/", people.invitation_add, name="invitation-add"),
    path("<uuid:membership_id>/edit/", people.member_edit, name="member-edit"),
    path("<uuid:membership_id>/remove/", people.member_remove, name="member-remove"),
    path("invitations/<uuid:invitation_id>/resend/", people.invitation_resend, name="invitation-resend"),
    path("invitations/<uuid:invitation_id>/revoke/", people.invitation_revoke, name="invitation-revoke"),
]

district_patterns: Patterns = [
    path("", districts.district_detail, name="district-detail"),
    path("edit/", districts.district_edit, name="district-edit"),
    path("choose/", districts.district_choose, name="district-choose"),
    path("years/add/", facts.year_add, name="year-add"),
    path("years/<school_year:year>/", facts.year_detail, name="year-detail"),
    path("years/<school_year:year>/edit/", facts.year_edit, name="year-edit"),
    path("schools/", schools.school_list, name="school-list"),
    path("schools/add/", schools.school_add, name="school-add"),
    path("schools/<uuid:school_id>/", include(school_patterns)),
    path("people/", include(people_patterns)),
]

reviewer_patterns: Patterns = [
    path("", people.reviewer_list, name="reviewer-list"),
    path("<uuid:reviewer_id>/remove/", people.reviewer_remove, name="reviewer-remove"),
    path(
        "invitations/<uuid:state_invitation_id>/resend/",
        people.reviewer_invitation_resend,
        name="reviewer-invitation-resend",
    ),
    path(
        "invitations/<uuid:state_invitation_id>/revoke/",
        people.reviewer_invitation_revoke,
        name="reviewer-invitation-revoke",
    ),
]

urlpatterns: Patterns = [
    path("setup/", setup.setup, name="setup"),
    path("districts/", districts.district_list, name="district-list"),
    path("districts/add/", districts.district_add, name="district-add"),
    path("districts/import/", district_import.district_import, name="district-import"),
    path("districts/import/<uuid:upload_id>/", district_import.district_import_confirm, name="district-import-confirm"),
    path("districts/<uuid:district_id>/", include(district_patterns)),
    path("invitations/<slug:token>/", invitations.invitation_accept, name="invitation-accept"),
    path("reviewers/", include(reviewer_patterns)),
    path("roles/", pages.role_list, name="role-list"),
]
