"""Postings, sessions held, the coach log."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from resources.models import CoachLogEntry, HeldSession, Posting
from tests.factories.districts import DistrictFactory
from tests.factories.resources import YEAR, LedgerLineFactory


class PostingFactory(DjangoModelFactory[Posting]):
    """A posting without a sum: services keep that of its line."""

    class Meta:
        model = Posting

    line = factory.SubFactory(LedgerLineFactory)
    district = factory.SelfAttribute("line.district")
    amount = Decimal("100.00")


class HeldSessionFactory(DjangoModelFactory[HeldSession]):
    class Meta:
        model = HeldSession

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    title = factory.Sequence(lambda number: f"Session {number}")


class CoachLogEntryFactory(DjangoModelFactory[CoachLogEntry]):
    class Meta:
        model = CoachLogEntry

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
