"""Times of day in the server's time zone, as US readers write them."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format

from plplanner.kit.dates import short_day


def clock(at: datetime.datetime) -> str:
    """Write the local time of day: 2:14 pm."""
    return date_format(timezone.localtime(at), "g:i A").lower()


def moment(at: datetime.datetime) -> str:
    """Write a time as people say it: "2:14 pm" today, "Nov 14, 2026, 2:14 pm" before."""
    day = timezone.localtime(at).date()
    return clock(at) if day == timezone.localdate() else f"{short_day(day)}, {clock(at)}"
