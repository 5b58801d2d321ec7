"""Budget requests and their costs."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from resources.models import BudgetRequest, DistinctRequests, RequestCost, RequestMerge
from tests.factories.districts import DistrictFactory
from tests.factories.resources import YEAR


class BudgetRequestFactory(DjangoModelFactory[BudgetRequest]):
    class Meta:
        model = BudgetRequest

    district = factory.SubFactory(DistrictFactory)
    school_year = YEAR
    title = factory.Sequence(lambda number: f"Request {number}")


class RequestCostFactory(DjangoModelFactory[RequestCost]):
    class Meta:
        model = RequestCost

    request = factory.SubFactory(BudgetRequestFactory)
    district = factory.SelfAttribute("request.district")
    title = factory.Sequence(lambda number: f"Cost {number}")
    amount = Decimal("1000.00")


class RequestMergeFactory(DjangoModelFactory[RequestMerge]):
    class Meta:
        model = RequestMerge

    kept = factory.SubFactory(BudgetRequestFactory)
    absorbed = factory.SubFactory(BudgetRequestFactory)
    asked = Decimal("2000.00")
    saved = Decimal("1000.00")


class DistinctRequestsFactory(DjangoModelFactory[DistinctRequests]):
    class Meta:
        model = DistinctRequests

    first = factory.SubFactory(BudgetRequestFactory)
    second = factory.SubFactory(BudgetRequestFactory)
