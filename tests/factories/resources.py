"""Funds, lines and all around them. A line's stored totals are kept by services: `tests/resources/ledgers.py`."""

import datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from resources.enums import Direction
from resources.models import (
    AccountCode,
    AssistanceListing,
    Benchmark,
    CalendarEntry,
    Department,
    Fund,
    FundAward,
    FundTransfer,
    LedgerLine,
    Material,
    Pathway,
    ResourceDefinition,
    ScheduleModel,
    StaffAssignment,
    StaffMember,
    TeamTime,
    WorkYear,
)
from tests.factories.districts import DistrictFactory

YEAR = 2025


class AccountCodeFactory(DjangoModelFactory[AccountCode]):
    class Meta:
        model = AccountCode

    dimension = "function"
    code = factory.Sequence(lambda number: f"{number:04}")
    name = "Instructional staff training"
    source = "A chart of accounts"


class AssistanceListingFactory(DjangoModelFactory[AssistanceListing]):
    class Meta:
        model = AssistanceListing

    number = factory.Sequence(lambda number: f"84.{number:03}")
    name = "A federal program"
    is_verified = True
    source = "A list"


class ScheduleModelFactory(DjangoModelFactory[ScheduleModel]):
    class Meta:
        model = ScheduleModel

    slug = factory.Sequence(lambda number: f"model-{number}")
    title = "Common planning time"
    summary = "Teams plan while specials are taught."
    gives = "45 minutes, four times a week"
    needs = "A master schedule."
    watch = "Coverage."
    minutes = 45
    meetings = 4
    position = factory.Sequence(int)


class FundFactory(DjangoModelFactory[Fund]):
    class Meta:
        model = Fund

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Fund {number}")


class FundAwardFactory(DjangoModelFactory[FundAward]):
    class Meta:
        model = FundAward

    fund = factory.SubFactory(FundFactory)
    school_year = YEAR
    amount = Decimal("100000.00")


class FundTransferFactory(DjangoModelFactory[FundTransfer]):
    class Meta:
        model = FundTransfer

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    amount = Decimal("1000.00")


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Department {number}")


class PathwayFactory(DjangoModelFactory[Pathway]):
    class Meta:
        model = Pathway

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Pathway {number}")


class LedgerLineFactory(DjangoModelFactory[LedgerLine]):
    class Meta:
        model = LedgerLine

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    title = factory.Sequence(lambda number: f"Line {number}")


class StaffMemberFactory(DjangoModelFactory[StaffMember]):
    class Meta:
        model = StaffMember

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Coach {number}")


class StaffAssignmentFactory(DjangoModelFactory[StaffAssignment]):
    class Meta:
        model = StaffAssignment

    staff_member = factory.SubFactory(StaffMemberFactory)
    district = factory.SelfAttribute("staff_member.district")
    school_year = YEAR
    fte = Decimal("0.500")


class WorkYearFactory(DjangoModelFactory[WorkYear]):
    class Meta:
        model = WorkYear

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR


class CalendarEntryFactory(DjangoModelFactory[CalendarEntry]):
    class Meta:
        model = CalendarEntry

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    title = factory.Sequence(lambda number: f"Session {number}")
    day = datetime.date(YEAR, 10, 13)


class TeamTimeFactory(DjangoModelFactory[TeamTime]):
    class Meta:
        model = TeamTime

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    minutes = 45
    meetings = 2
    weeks = 36


class MaterialFactory(DjangoModelFactory[Material]):
    class Meta:
        model = Material

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Item {number}")


class ResourceDefinitionFactory(DjangoModelFactory[ResourceDefinition]):
    class Meta:
        model = ResourceDefinition

    district = factory.SubFactory(DistrictFactory)
    number = factory.Sequence(lambda number: number + 1)


class BenchmarkFactory(DjangoModelFactory[Benchmark]):
    class Meta:
        model = Benchmark

    code = factory.Sequence(lambda number: f"benchmark-{number}")
    title = "A share"
    numerator = "pl_investment"
    denominator = "operating_budget"
    threshold = Decimal("0.1")
    direction = Direction.AT_LEAST
    source = "A study"
