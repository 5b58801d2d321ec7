"""The application's addresses, and Django's own admin beside them to compare with."""

from django.urls import include, path

from bench.admin import site

urlpatterns = [path("admin/", site.urls), path("", include("plplanner.urls"))]
