"""What happened with a district's resources, for the world in which pages are tried: one row of each kind."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plplanner.districts.models import District, School
from resources.models import CoachLogEntry, HeldSession, LedgerLine, Pathway, Posting


@dataclass(frozen=True, kw_only=True)
class MonitoringRows:
    """One row of each kind."""

    posting: Posting
    session: HeldSession
    coach_log_entry: CoachLogEntry

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {f"{name}_id": getattr(self, name).pk for name in self.__dataclass_fields__}


def create_monitoring(
    district: District, school_year: int, *, line: LedgerLine, school: School, pathway: Pathway
) -> MonitoringRows:
    """Create a posting without an amount, which changes no total, a session and a log entry without a coach."""
    day = datetime.date(school_year, 10, 14)
    year: dict[str, Any] = {"district": district, "school_year": school_year, "school": school, "pathway": pathway}
    return MonitoringRows(
        posting=Posting.objects.create(district=district, line=line, posted_on=day, note="Invoice 1"),
        session=HeldSession.objects.create(
            **year, title="Decoding workshop", held_on=day, hours=Decimal("6.00"), participants=24
        ),
        coach_log_entry=CoachLogEntry.objects.create(
            **year, day=day, hours=Decimal("2.50"), intended="Every lesson has a decoding part."
        ),
    )
