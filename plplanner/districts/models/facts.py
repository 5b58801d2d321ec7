"""What is known of a district or a school in one school year, and who says so."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plplanner.districts.enums import FactStatus, Measure
from plplanner.districts.models.district import District, School
from plplanner.districts.models.people import User
from plplanner.kit.rows import VersionedRow


class FactImport(models.Model):
    """One load of a file of facts."""

    file_name = models.CharField("file name", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    loaded_at = models.DateTimeField("loaded", default=timezone.now)
    loaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="fact_imports")

    class Meta:
        verbose_name = "fact import"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.file_name


class Fact(VersionedRow):
    """One value of one measure in one school year; its source is either an import or a person."""

    school_year = models.PositiveSmallIntegerField("school year", help_text="2026 is 2026–27.")
    measure = models.CharField("measure", max_length=40, choices=Measure)
    group = models.CharField("group", max_length=40, blank=True)
    status = models.CharField("status", max_length=20, choices=FactStatus, default=FactStatus.KNOWN)
    value = models.DecimalField("value", max_digits=16, decimal_places=2, null=True, blank=True)
    source_import = models.ForeignKey(
        FactImport, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="import"
    )
    entered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="%(class)ss_entered"
    )
    entered_by_name = models.CharField("entered by (name)", max_length=150, blank=True)
    note = models.CharField("note on the source", max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(status=FactStatus.KNOWN, value__isnull=False)
                | (~Q(status=FactStatus.KNOWN) & Q(value__isnull=True)),
                name="%(class)s_value_fits_status",
                violation_error_message="Enter a number, or choose “Not known” and leave the number empty.",
            ),
            models.CheckConstraint(
                condition=(Q(source_import__isnull=False) & Q(entered_by_name=""))
                | (Q(source_import__isnull=True) & ~Q(entered_by_name="")),
                name="%(class)s_has_one_source",
                violation_error_message="A value comes from a file or from a person.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0),
                name="%(class)s_not_negative",
                violation_error_message="Enter zero or more.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_display()} {self.school_year}"


class DistrictFactQuerySet(models.QuerySet["DistrictFact"]):
    """Facts of districts by who may see them."""

    def visible_to(self, user: User) -> "DistrictFactQuerySet":
        """Keep the facts of the districts that the person may see."""
        return self.filter(district__in=District.objects.visible_to(user))


class DistrictFact(Fact):
    """A fact of a district."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="facts")

    objects = DistrictFactQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = "district fact"
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "school_year", "measure", "group"], name="districtfact_one_per_measure"
            ),
        ]


class SchoolFactQuerySet(models.QuerySet["SchoolFact"]):
    """Facts of schools by who may see them."""

    def visible_to(self, user: User) -> "SchoolFactQuerySet":
        """Keep the facts of the schools that the person may see."""
        return self.filter(school__in=School.objects.visible_to(user))


class SchoolFact(Fact):
    """A fact of a school."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="facts")

    objects = SchoolFactQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = "school fact"
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["school", "school_year", "measure", "group"], name="schoolfact_one_per_measure"
            ),
        ]
