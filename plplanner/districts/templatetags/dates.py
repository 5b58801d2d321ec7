"""Days and times in templates, in the formats of `plplanner.kit.dates` and `times`."""

import datetime

from django import template
from django.utils import timezone

from plplanner.kit import dates, times

register = template.Library()


@register.filter
def short_day(at: datetime.date) -> str:
    """Write the local day for tables and lists: Nov 14, 2026."""
    return dates.short_day(_local(at))


@register.filter
def long_day(at: datetime.date) -> str:
    """Write the local day for headings and sentences: November 14, 2026."""
    return dates.long_day(_local(at))


@register.filter
def clock(at: datetime.datetime) -> str:
    """Write the local time of day: 2:14 pm."""
    return times.clock(at)


def _local(at: datetime.date) -> datetime.date:
    return timezone.localtime(at) if isinstance(at, datetime.datetime) else at
