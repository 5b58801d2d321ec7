"""Addresses of a district's resources: pages of a year, and single rows."""

from django.urls import URLPattern, URLResolver, include, path

from resources.views import home, lists, staff
from resources.views.rows import row_paths

app_name = "resources"

list_patterns: list[URLPattern | URLResolver] = [
    path("lists/", lists.list_overview, name="list-overview"),
    path("lists/departments/add/", lists.department_add, name="department-add"),
    path("lists/pathways/add/", lists.pathway_add, name="pathway-add"),
]

staff_patterns: list[URLPattern | URLResolver] = [
    path("staff/", staff.staff_list, name="staff-list"),
    path("staff/add/", staff.staff_member_add, name="staff-member-add"),
    path("staff/<uuid:staff_member_id>/assignments/add/", staff.assignment_add, name="assignment-add"),
]

year_patterns: list[URLPattern | URLResolver] = [
    path("", home.overview, name="overview"),
    *list_patterns,
    *staff_patterns,
]

row_patterns: list[URLPattern | URLResolver] = [
    *row_paths(lists.DEPARTMENTS),
    *row_paths(lists.PATHWAYS),
    *row_paths(staff.STAFF),
    *row_paths(staff.ASSIGNMENTS),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("resources/", home.home, name="home"),
    path("resources/<uuid:district_id>/<school_year:year>/", include(year_patterns)),
    path("resources/", include(row_patterns)),
]
