"""Which part of the application answers an address."""

from django.urls import include, path

from plplanner.districts.views.pages import help_page

urlpatterns = [
    path("help/", help_page, name="help"),
    path("account/", include("allauth.urls")),
    path("", include("plplanner.districts.urls")),
    path("", include("rubrics.urls")),
    path("", include("resources.urls")),
    path("", include("plans.urls")),
]

handler400 = "plplanner.districts.views.errors.bad_request"
