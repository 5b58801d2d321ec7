"""Districts for the world in which addresses and pages are tried: a district and what belongs to it, plans apart."""

import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from plplanner.districts.enums import FactStatus, Measure, Role, State
from plplanner.districts.models import District, DistrictFact, Invitation, Membership, School, SchoolFact, User

SCHOOL_YEAR = 2025
MISSING_ID = uuid.UUID("00000000-0000-4000-8000-000000000000")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A district and what belongs to it, plans apart."""

    district: District
    school: School
    fact: DistrictFact
    member: Membership
    invitation: Invitation
    token: str
    reviewer: Membership
    state_invitation: Invitation

    @property
    def ids(self) -> dict[str, object]:
        return {
            "district_id": self.district.pk,
            "school_id": self.school.pk,
            "fact_id": self.fact.pk,
            "membership_id": self.member.pk,
            "invitation_id": self.invitation.pk,
            "token": self.token,
            "reviewer_id": self.reviewer.pk,
            "state_invitation_id": self.state_invitation.pk,
            "year": SCHOOL_YEAR,
            "upload_id": MISSING_ID,
            "template_format": "csv",
            "import_kind": "lines",
        }


def create_place(name: str, state: State, *, leaid: str) -> Place:
    """Create a district with a school, a fact of each, a member and invitations."""
    district = District.objects.create(name=name, state=state, leaid=leaid)
    school = School.objects.create(district=district, name=f"{name} Elementary")
    source = {"school_year": SCHOOL_YEAR, "measure": Measure.ENROLLMENT, "entered_by_name": "Dana Director"}
    SchoolFact.objects.create(school=school, status=FactStatus.NOT_KNOWN, **source)
    member = User.objects.create_user(f"member-{leaid}@example.org", name=f"Member of {name}")
    token = f"token-of-{leaid}"
    return Place(
        district=district,
        school=school,
        fact=DistrictFact.objects.create(district=district, value=2618, **source),
        member=Membership.objects.create(user=member, district=district, role=Role.VIEWER),
        invitation=_invite(f"guest-{leaid}@example.org", token, district=district, role=Role.EDITOR),
        token=token,
        reviewer=Membership.objects.create(user=member, state=state, role=Role.REVIEWER),
        state_invitation=_invite(f"state-guest-{leaid}@example.org", f"state-{token}", state=state, role=Role.REVIEWER),
    )


def _invite(email: str, token: str, **values: Any) -> Invitation:
    digest = hashlib.sha256(token.encode()).hexdigest()
    return Invitation.objects.create(email=email, token_digest=digest, **values)
