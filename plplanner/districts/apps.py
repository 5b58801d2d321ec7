"""The districts app."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    """Districts, people, roles, audit."""

    name = "plplanner.districts"
    label = "districts"
    default_auto_field = "django.db.models.BigAutoField"
