"""Template editions, standards and plans."""

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

import factory
from django.conf import settings
from factory.django import DjangoModelFactory

from plans.models import (
    Activity,
    ActivityTable,
    Explanation,
    Goal,
    Plan,
    Section,
    Snapshot,
    Standard,
    StandardAlias,
    StandardMapping,
    StandardsEdition,
    TemplateEdition,
    YearOutcome,
)
from tests.factories.districts import DistrictFactory


@cache
def shipped_edition() -> dict[str, Any]:
    """Return the content of the plan template that ships with the application."""
    path = Path(settings.BASE_DIR, "fixtures", "plan_template_2026.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


class TemplateEditionFactory(DjangoModelFactory[TemplateEdition]):
    """The shipped edition, once a test, however often it is asked for."""

    class Meta:
        model = TemplateEdition
        django_get_or_create = ("slug",)

    content = factory.LazyFunction(shipped_edition)
    slug = factory.LazyAttribute(lambda edition: edition.content["slug"])
    title = factory.LazyAttribute(lambda edition: edition.content["title"])
    edition = factory.LazyAttribute(lambda edition: edition.content["edition"])
    effective = factory.LazyAttribute(lambda edition: datetime.date.fromisoformat(edition.content["effective"]))


class StandardsEditionFactory(DjangoModelFactory[StandardsEdition]):
    class Meta:
        model = StandardsEdition
        django_get_or_create = ("slug",)

    slug = factory.LazyAttribute(lambda edition: f"standards-{edition.year}")
    title = factory.LazyAttribute(lambda edition: f"Standards ({edition.year})")
    year = 2022
    publisher = "A publisher"


class StandardFactory(DjangoModelFactory[Standard]):
    class Meta:
        model = Standard

    edition = factory.SubFactory(StandardsEditionFactory)
    code = factory.LazyAttribute(lambda standard: f"{standard.edition.year}.standard-{standard.position}")
    position = factory.Sequence(int)
    name = factory.Sequence(lambda number: f"Standard {number}")
    summary = "What educators do."


class StandardAliasFactory(DjangoModelFactory[StandardAlias]):
    class Meta:
        model = StandardAlias

    standard = factory.SubFactory(StandardFactory)
    name = factory.Sequence(lambda number: f"Earlier name {number}")


class StandardMappingFactory(DjangoModelFactory[StandardMapping]):
    class Meta:
        model = StandardMapping

    older = factory.SubFactory(StandardFactory, edition__year=2011)
    newer = factory.SubFactory(StandardFactory)


class PlanFactory(DjangoModelFactory[Plan]):
    """A draft without sections or goals."""

    class Meta:
        model = Plan

    district = factory.SubFactory(DistrictFactory)
    edition = factory.SubFactory(TemplateEditionFactory)
    title = factory.Sequence(lambda number: f"Plan {number}")
    first_year = 2026


class SectionFactory(DjangoModelFactory[Section]):
    class Meta:
        model = Section

    plan = factory.SubFactory(PlanFactory)
    key = "profile"


class GoalFactory(DjangoModelFactory[Goal]):
    class Meta:
        model = Goal

    plan = factory.SubFactory(PlanFactory)
    statement = factory.Sequence(lambda number: f"Goal {number}")
    position = factory.Sequence(int)


class YearOutcomeFactory(DjangoModelFactory[YearOutcome]):
    class Meta:
        model = YearOutcome

    goal = factory.SubFactory(GoalFactory)
    year = 1
    outcome = factory.LazyAttribute(lambda row: f"Outcome of year {row.year}")


class ActivityTableFactory(DjangoModelFactory[ActivityTable]):
    class Meta:
        model = ActivityTable

    goal = factory.SubFactory(GoalFactory)
    position = factory.Sequence(int)


class ActivityFactory(DjangoModelFactory[Activity]):
    class Meta:
        model = Activity

    table = factory.SubFactory(ActivityTableFactory)
    initial = factory.Sequence(lambda number: f"Initial activity {number}")
    position = factory.Sequence(int)


class SnapshotFactory(DjangoModelFactory[Snapshot]):
    class Meta:
        model = Snapshot

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    taken_by_name = "Dana Director"
    document = factory.Dict({})


class ExplanationFactory(DjangoModelFactory[Explanation]):
    class Meta:
        model = Explanation

    plan = factory.SubFactory(PlanFactory)
    code = "goal-without-activities"
    text = "The activities follow in spring."
