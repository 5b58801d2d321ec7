"""Loading the reference data of resources: codes, listings, schedule models and benchmarks."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def load_resource_reference() -> list[str]:
    """Load every shipped file, all or nothing each, and name them. Loading the same again changes nothing."""
    paths = sorted(Path(settings.BASE_DIR, "fixtures").glob("resources_*.json"))
    for path in paths:
        call_command("loaddata", path, verbosity=0)
    return [path.stem.removeprefix("resources_").replace("_", " ") for path in paths]
