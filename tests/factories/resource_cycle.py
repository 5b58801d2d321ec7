"""Pathways' courses and gaps, the delivery cycle, providers, external resources."""

import datetime

import factory
from factory.django import DjangoModelFactory

from resources.models import (
    Contract,
    ContractProgress,
    Course,
    ExternalResource,
    Gap,
    Handoff,
    Milestone,
    Provider,
    ProviderCriterion,
    ProviderReview,
    WorkingTeam,
)
from tests.factories.districts import DistrictFactory
from tests.factories.resources import YEAR, PathwayFactory


class CourseFactory(DjangoModelFactory[Course]):
    class Meta:
        model = Course

    pathway = factory.SubFactory(PathwayFactory)
    district = factory.SelfAttribute("pathway.district")
    title = factory.Sequence(lambda number: f"Course {number}")


class GapFactory(DjangoModelFactory[Gap]):
    class Meta:
        model = Gap

    pathway = factory.SubFactory(PathwayFactory)
    district = factory.SelfAttribute("pathway.district")
    description = factory.Sequence(lambda number: f"Gap {number}")


class WorkingTeamFactory(DjangoModelFactory[WorkingTeam]):
    class Meta:
        model = WorkingTeam

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    name = factory.Sequence(lambda number: f"Team {number}")
    phase = "planning"


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    title = factory.Sequence(lambda number: f"Milestone {number}")
    phase = "planning"
    due_on = datetime.date(YEAR, 10, 1)


class HandoffFactory(DjangoModelFactory[Handoff]):
    class Meta:
        model = Handoff

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    what = factory.Sequence(lambda number: f"Handoff {number}")
    due_on = datetime.date(YEAR, 10, 1)


class ProviderFactory(DjangoModelFactory[Provider]):
    class Meta:
        model = Provider

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Provider {number}")


class ProviderCriterionFactory(DjangoModelFactory[ProviderCriterion]):
    class Meta:
        model = ProviderCriterion

    district = factory.SubFactory(DistrictFactory)
    text = factory.Sequence(lambda number: f"Criterion {number}")
    position = factory.Sequence(lambda number: number + 1)


class ProviderReviewFactory(DjangoModelFactory[ProviderReview]):
    class Meta:
        model = ProviderReview

    provider = factory.SubFactory(ProviderFactory)
    district = factory.SelfAttribute("provider.district")


class ContractFactory(DjangoModelFactory[Contract]):
    class Meta:
        model = Contract

    provider = factory.SubFactory(ProviderFactory)
    district = factory.SelfAttribute("provider.district")
    title = factory.Sequence(lambda number: f"Contract {number}")


class ContractProgressFactory(DjangoModelFactory[ContractProgress]):
    class Meta:
        model = ContractProgress

    contract = factory.SubFactory(ContractFactory)
    district = factory.SelfAttribute("contract.district")
    note = "Two of four sessions held."


class ExternalResourceFactory(DjangoModelFactory[ExternalResource]):
    class Meta:
        model = ExternalResource

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda number: f"Grant {number}")
