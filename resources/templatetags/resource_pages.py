"""What every page of a district's resources shows beside its own content."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from plplanner.districts.models import District
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR, school_year_label

register = template.Library()

SECTIONS = (
    (
        "",
        (
            ("overview", "Overview", "overview"),
            ("benchmarks", "Benchmarks", "benchmark-list"),
            ("scenarios", "What would it take", "scenario-list"),
            ("equity", "Equity across schools", "equity-detail"),
        ),
    ),
    (
        "Money",
        (
            ("ledger", "Ledger", "line-list"),
            ("funds", "Funds", "fund-list"),
            ("monitoring", "Planned and actual", "monitoring"),
            ("realignments", "Realignments", "realignment-list"),
            ("multi-year", "Years to come", "multi-year-detail"),
            ("load", "Load a file", "ledger-import"),
        ),
    ),
    (
        "People and time",
        (
            ("staff", "Coaches and staff", "staff-list"),
            ("time", "Time", "time-overview"),
            ("sessions", "Sessions held", "session-list"),
            ("coach-log", "Coach log", "coach-log"),
            ("materials", "Materials and technology", "material-list"),
        ),
    ),
    (
        "Delivery",
        (
            ("pathways", "Pathways", "pathway-list"),
            ("cycle", "Delivery cycle", "cycle-board"),
            ("requests", "Budget requests", "request-list"),
            ("providers", "Providers and grants", "provider-list"),
            ("reviews", "Investment reviews", "review-list"),
        ),
    ),
    (
        "Ground rules",
        (
            ("definition", "Definition and criteria", "definition-list"),
            ("lists", "Departments", "list-overview"),
        ),
    ),
)
"""The rail: groups by heading, and of each entry its key, label, and the name of the page of a district's year."""


@dataclass(frozen=True, kw_only=True)
class RailLink:
    """One entry of the rail."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class RailGroup:
    """Entries under one heading; the first group's is the year."""

    heading: str
    links: list[RailLink]


@register.simple_tag
def resources_rail(district: District, year: int, section: str) -> SafeString:
    """Draw what a district's year of resources consists of; `section` is the key of the page's entry."""
    return _rail(district.pk, year, section)


@lru_cache(maxsize=1024)
def _rail(district_id: uuid.UUID, year: int, section: str) -> SafeString:
    """Draw a rail; it is the same for everybody."""
    groups = [
        RailGroup(
            heading=heading,
            links=[
                RailLink(
                    label=label,
                    url=reverse(f"resources:{name}", args=[district_id, year]),
                    is_current=key == section,
                )
                for key, label, name in entries
            ],
        )
        for heading, entries in SECTIONS
    ]
    pages = {key: name for _, entries in SECTIONS for key, _, name in entries}
    page = pages.get(section, "overview")

    def other_year(other: int) -> RailLink | None:
        if not EARLIEST_YEAR <= other <= LATEST_YEAR:
            return None
        url = reverse(f"resources:{page}", args=[district_id, other])
        return RailLink(label=school_year_label(other), url=url, is_current=False)

    drawn = {
        "year": school_year_label(year),
        "earlier": other_year(year - 1),
        "later": other_year(year + 1),
        "groups": groups,
    }
    return render_to_string("resources/_rail.html", {"links": render_to_string("resources/_rail_links.html", drawn)})
