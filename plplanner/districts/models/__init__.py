"""Districts, their facts, their people, and what people did."""

from plplanner.districts.models.audit import AuditEntry
from plplanner.districts.models.cache import CacheEntry
from plplanner.districts.models.district import District, School
from plplanner.districts.models.drafts import Draft
from plplanner.districts.models.facts import DistrictFact, Fact, FactImport, SchoolFact
from plplanner.districts.models.people import Invitation, Membership, User

__all__ = [
    "AuditEntry",
    "CacheEntry",
    "District",
    "DistrictFact",
    "Draft",
    "Fact",
    "FactImport",
    "Invitation",
    "Membership",
    "School",
    "SchoolFact",
    "User",
]
