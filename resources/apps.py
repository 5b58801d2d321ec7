"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Funds, the ledger, staff, time and the benchmarks they are held against."""

    name = "resources"
