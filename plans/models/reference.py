"""Reference data: template editions and the standards for professional learning."""

from functools import lru_cache

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from plans.edition import Edition, edition_name, parse_edition


class TemplateEdition(models.Model):
    """One published edition of the plan template. It never changes; a correction is a new edition."""

    slug = models.SlugField("slug", max_length=60, primary_key=True)
    title = models.CharField("title", max_length=200)
    edition = models.CharField("edition", max_length=60)
    effective = models.DateField("effective")
    content = models.JSONField("content")
    loaded_at = models.DateTimeField("loaded", default=timezone.now)

    class Meta:
        verbose_name = "template edition"
        ordering = ["-effective", "slug"]

    def __str__(self) -> str:
        return edition_name(self.title, self.edition)

    @property
    def layout(self) -> Edition:
        """The edition's sections and fields."""
        return edition_layout(self.slug)


@lru_cache(maxsize=64)
def edition_layout(slug: str) -> Edition:
    """Read an edition's content, parsed once a process: an edition never changes after it is loaded."""
    return parse_edition(TemplateEdition.objects.values_list("content", flat=True).get(slug=slug))


class StandardsEdition(models.Model):
    """One edition of the standards for professional learning."""

    slug = models.SlugField("slug", max_length=60, primary_key=True)
    title = models.CharField("title", max_length=200)
    year = models.PositiveSmallIntegerField("year")
    publisher = models.CharField("publisher", max_length=200)
    attribution = models.TextField("attribution", blank=True)

    class Meta:
        verbose_name = "standards edition"
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.title


class StandardQuerySet(models.QuerySet["Standard"]):
    """Standards by their edition."""

    def current(self) -> "StandardQuerySet":
        """Keep those of the newest edition."""
        return self.filter(edition__in=StandardsEdition.objects.order_by("-year").values("pk")[:1])


class Standard(models.Model):
    """One standard, summarized in our own words."""

    code = models.CharField("code", max_length=80, primary_key=True)
    edition = models.ForeignKey(StandardsEdition, on_delete=models.CASCADE, related_name="standards")
    position = models.PositiveSmallIntegerField("position")
    name = models.CharField("name", max_length=120)
    group = models.CharField("group", max_length=120, blank=True)
    summary = models.TextField("summary")

    objects = StandardQuerySet.as_manager()

    class Meta:
        verbose_name = "standard"
        ordering = ["-edition__year", "position"]

    def __str__(self) -> str:
        return self.name


class StandardAlias(models.Model):
    """A name that a standard had before."""

    standard = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField("name", max_length=120)
    until = models.CharField("used until", max_length=20, blank=True, help_text="A year or a date.")

    class Meta:
        verbose_name = "standard alias"
        verbose_name_plural = "standard aliases"
        constraints = [models.UniqueConstraint(fields=["standard", "name"], name="standardalias_unique")]

    def __str__(self) -> str:
        return self.name


class StandardMapping(models.Model):
    """A standard of an older edition and one of a newer that carries its idea on."""

    older = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="carried_on_by")
    newer = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="carries_on")

    class Meta:
        verbose_name = "standard mapping"
        constraints = [
            models.UniqueConstraint(fields=["older", "newer"], name="standardmapping_unique"),
            models.CheckConstraint(condition=~Q(older=F("newer")), name="standardmapping_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.older_id} → {self.newer_id}"
