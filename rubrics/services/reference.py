"""The rubrics that ship with the application."""

from collections.abc import Iterator

from rubrics.imports import Reading
from rubrics.services.loading import LoadPlan, load_rubric, shipped_instruments


def load_shipped_rubrics() -> Iterator[LoadPlan]:
    """Load and publish each; loading again changes nothing, and one that ships with new words is a new edition."""
    for instrument in shipped_instruments():
        yield load_rubric(reading=Reading(instrument=instrument), by=None, publishes=True)
