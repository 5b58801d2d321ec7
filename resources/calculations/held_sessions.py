"""What sessions that took place add up to, and how much of their time was follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Held:
    """A session that took place; None is not known."""

    hours: Decimal | None
    participants: int | None
    is_follow_up: bool = False


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


@dataclass(frozen=True, kw_only=True)
class SessionsOfYear:
    """All sessions, and the two sorts of them."""

    all: SessionSums
    follow_up: SessionSums
    one_time: SessionSums

    @property
    def follow_up_share(self) -> Decimal | None:
        """Hours of follow-up in percent of all hours; None where no hours are known."""
        return self.follow_up.hours / self.all.hours * 100 if self.all.hours else None


def sessions_of_year(held: Iterable[Held]) -> SessionsOfYear:
    """Add up sessions, follow-up and one-time ones apart."""
    sessions = list(held)
    return SessionsOfYear(
        all=sums_of(sessions),
        follow_up=sums_of([each for each in sessions if each.is_follow_up]),
        one_time=sums_of([each for each in sessions if not each.is_follow_up]),
    )


def sums_of(sessions: Iterable[Held]) -> SessionSums:
    """Add up sessions of one sort."""
    held = list(sessions)
    hours = [each.hours for each in held if each.hours is not None]
    participants = [each.participants for each in held if each.participants is not None]
    return SessionSums(
        sessions=len(held),
        hours=sum(hours, NOTHING),
        participants=sum(participants),
        participant_hours=sum((_participant_hours(each) for each in held), NOTHING),
        without_hours=len(held) - len(hours),
        without_participants=len(held) - len(participants),
        without_either=sum(each.hours is None or each.participants is None for each in held),
    )


def _participant_hours(session: Held) -> Decimal:
    return NOTHING if session.hours is None or session.participants is None else session.hours * session.participants
