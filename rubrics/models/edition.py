"""Rubric editions."""

import datetime
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.models import User
from rubrics.enums import EditionStatus
from rubrics.instrument import Instrument
from rubrics.instrument_json import instrument_from_json


class RubricEditionQuerySet(models.QuerySet["RubricEdition"]):
    """Editions by who may see them and what they are editions of."""

    def visible_to(self, user: User) -> "RubricEditionQuerySet":
        """Keep published editions; an administrator sees drafts too."""
        return self if user.is_administrator else self.published()

    def published(self) -> "RubricEditionQuerySet":
        """Keep the editions that can be rated on."""
        return self.filter(status=EditionStatus.PUBLISHED)

    def shareable(self) -> "RubricEditionQuerySet":
        """Keep the published editions whose words everyone may have."""
        return self.published().filter(content__may_be_shared=True)

    def of_rubric(self, rubric: str) -> "RubricEditionQuerySet":
        """Keep the editions of one rubric, the newest first."""
        return self.filter(rubric=rubric).order_by("-published_at", "slug")


class RubricEdition(models.Model):
    """One edition of a rubric. A published edition never changes; what people rated stays readable beside a newer one.

    Its words are one JSON value (docs/formats.md), read as frozen dataclasses: it is loaded, published and shown whole.
    """

    slug = models.SlugField("slug", max_length=80, primary_key=True)
    rubric = models.SlugField("rubric", max_length=80, help_text="The rubric that this is an edition of.")
    status = models.CharField("status", max_length=20, choices=EditionStatus, default=EditionStatus.DRAFT)
    content = models.JSONField("content")
    loaded_at = models.DateTimeField("loaded", default=timezone.now)
    published_at = models.DateTimeField("published", null=True, blank=True)

    objects = RubricEditionQuerySet.as_manager()

    class Meta:
        verbose_name = "rubric edition"
        ordering = ["rubric", "-published_at", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=EditionStatus.PUBLISHED, published_at__isnull=False)
                | Q(status=EditionStatus.DRAFT, published_at__isnull=True),
                name="rubric_edition_published_at_paired",
                violation_error_message="A published edition has a date of publication, a draft has none.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.title} ({self.instrument.edition})"

    def get_absolute_url(self) -> str:
        """Return the address of the edition's page."""
        return reverse("rubrics:edition-detail", args=[self.pk])

    @property
    def is_published(self) -> bool:
        """Whether the edition can be rated on and no longer changes."""
        return self.status == EditionStatus.PUBLISHED

    @property
    def changed_at(self) -> datetime.datetime:
        """When its words became what they are."""
        return self.published_at or self.loaded_at

    @cached_property
    def instrument(self) -> Instrument:
        """The edition's words."""
        if self.published_at is None:
            return instrument_from_json(self.content)
        return _instrument_of(_Published(slug=self.pk, published_at=self.published_at, content=self.content))


@dataclass(frozen=True, kw_only=True)
class _Published:
    """A published edition as the key of what it says, which never changes."""

    slug: str
    published_at: datetime.datetime
    content: Any = field(compare=False)


@lru_cache(maxsize=64)
def _instrument_of(edition: _Published) -> Instrument:
    """Read an edition once a process: reading it anew takes as long as several of a page's queries."""
    return instrument_from_json(edition.content)
