"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The district's professional-learning plan."""

    name = "plans"
