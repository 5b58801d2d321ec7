"""Reference data: account codes, assistance listings, and models of the school day."""

from django.db import models

from plplanner.districts.enums import State
from resources.enums import CodeDimension


class AccountCode(models.Model):
    """A function or object code of a chart of accounts; without a state it is the national one of NCES."""

    dimension = models.CharField("dimension", max_length=20, choices=CodeDimension)
    code = models.CharField("code", max_length=20)
    state = models.CharField("state", max_length=2, choices=State, blank=True)
    name = models.CharField("name", max_length=200)
    pl_relevance = models.CharField("what it means for professional learning", max_length=300, blank=True)
    source = models.CharField("source", max_length=300)

    class Meta:
        verbose_name = "account code"
        ordering = ["dimension", "code"]
        constraints = [models.UniqueConstraint(fields=["dimension", "code", "state"], name="account_code_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AssistanceListing(models.Model):
    """A federal assistance listing (once called CFDA number)."""

    number = models.CharField("number", max_length=10, primary_key=True, help_text="For example 84.367A.")
    name = models.CharField("name", max_length=200)
    is_verified = models.BooleanField("verified")
    source = models.CharField("source", max_length=300)

    class Meta:
        verbose_name = "assistance listing"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ScheduleModel(models.Model):
    """A way of making time for team learning within the school day, to choose from and adapt."""

    slug = models.SlugField("address", primary_key=True)
    title = models.CharField("title", max_length=100)
    summary = models.TextField("how it works")
    gives = models.CharField("what it usually gives", max_length=200)
    needs = models.TextField("what it needs")
    watch = models.TextField("what to watch for")
    minutes = models.PositiveSmallIntegerField("minutes of a meeting, to begin from")
    meetings = models.PositiveSmallIntegerField("meetings a week, to begin from")
    position = models.PositiveSmallIntegerField("position")

    class Meta:
        verbose_name = "schedule model"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title
