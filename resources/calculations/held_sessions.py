"""What sessions that took place add up to, and how much of their time was follow-up."""

from dataclasses import dataclass
from decimal import Decimal

from resources.calculations.percents import percent_of

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class SessionSums:
    """Sums of what is known. Whoever came to three sessions is three participants."""

    sessions: int = 0
    hours: Decimal = NOTHING
    participants: int = 0
    participant_hours: Decimal = NOTHING
    """Each session's hours times its participants, where both are known."""
    without_hours: int = 0
    without_participants: int = 0
    without_either: int = 0
    """Sessions whose hours or participants are not known, so that they have no participant hours."""

    def __add__(self, other: "SessionSums") -> "SessionSums":
        return SessionSums(
            sessions=self.sessions + other.sessions,
            hours=self.hours + other.hours,
            participants=self.participants + other.participants,
            participant_hours=self.participant_hours + other.participant_hours,
            without_hours=self.without_hours + other.without_hours,
            without_participants=self.without_participants + other.without_participants,
            without_either=self.without_either + other.without_either,
        )


@dataclass(frozen=True, kw_only=True)
class SessionsOfYear:
    """The sessions of a year by their two kinds, and together."""

    follow_up: SessionSums = SessionSums()
    one_time: SessionSums = SessionSums()

    @property
    def all(self) -> SessionSums:
        """Both kinds together."""
        return self.follow_up + self.one_time

    def share_of(self, kind: SessionSums) -> Decimal | None:
        """Return the hours of one kind in percent of all hours; None where no hours are known."""
        return percent_of(kind.hours, self.all.hours)
