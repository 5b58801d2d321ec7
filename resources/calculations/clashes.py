"""Dates of a calendar that ask the same teachers to be in two places at once."""

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

SET_ASIDE = frozenset({"contract_day", "early_release"})
"""Kinds of dates that set time aside, as `resources.enums.CalendarKind` stores them: a session in it is no clash."""

MOST = 200
"""How many clashes are named; a calendar with more of them has to be begun anew anyway."""


@dataclass(frozen=True, kw_only=True)
class Booking:
    """A date, with whom it concerns: a school of None is all schools, a group of "" all teachers.

    Without a time it begins with the day, without an end it ends with the day.
    """

    key: Hashable
    day: datetime.date
    kind: str
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    school: Hashable | None = None
    group: str = ""

    @property
    def begins(self) -> datetime.time:
        """When it begins at the earliest."""
        return self.starts_at or datetime.time.min

    @property
    def ends(self) -> datetime.time:
        """When it ends at the latest."""
        return self.ends_at or datetime.time.max

    def meets(self, other: "Booking") -> bool:
        """Whether somebody is asked to be at both."""
        return (
            self.day == other.day
            and (self.school is None or other.school is None or self.school == other.school)
            and (not self.group or not other.group or _same_group(self.group, other.group))
            and (self.kind in SET_ASIDE) == (other.kind in SET_ASIDE)
            and self.begins < other.ends
            and other.begins < self.ends
        )


def _same_group(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def find_clashes(bookings: Iterable[Booking], *, most: int = MOST) -> list[tuple[Booking, Booking]]:
    """List the pairs that clash by day and time, `most` of them at most."""
    by_day: dict[datetime.date, list[Booking]] = defaultdict(list)
    for each in bookings:
        by_day[each.day].append(each)
    found: list[tuple[Booking, Booking]] = []
    for day in sorted(by_day):
        found += _clashes_of_day(sorted(by_day[day], key=lambda each: (each.begins, each.ends)), most - len(found))
        if len(found) >= most:
            break
    return found


def clashes_of(booking: Booking, bookings: Iterable[Booking]) -> list[Booking]:
    """List what clashes with one booking, in order of time; itself, found by its key, does not."""
    found = [each for each in bookings if each.key != booking.key and booking.meets(each)]
    return sorted(found, key=lambda each: (each.begins, each.ends))


def _clashes_of_day(bookings: Sequence[Booking], most: int) -> list[tuple[Booking, Booking]]:
    found = []
    for number, one in enumerate(bookings):
        for other in bookings[number + 1 :]:
            if other.begins >= one.ends:
                break  # in order of their beginning: no later one can overlap
            if one.meets(other):
                found.append((one, other))
                if len(found) >= most:
                    return found
    return found
