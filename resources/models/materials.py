"""Materials and technology: what the district has, until when it is licensed, and which activities use it."""

from django.db import models
from simple_history.models import HistoricalRecords

from plans.models import Activity
from resources.enums import MaterialKind
from resources.models.lines import LedgerLine
from resources.models.rows import ResourceRow, ResourceRowQuerySet


class Material(ResourceRow):
    """An item of materials or technology for professional learning; a license has a renewal date."""

    name = models.CharField("name", max_length=200, blank=True)
    kind = models.CharField("kind", max_length=20, choices=MaterialKind, default=MaterialKind.MATERIALS)
    supplier = models.CharField("publisher or supplier", max_length=200, blank=True)
    quantity = models.PositiveIntegerField("how many", null=True, blank=True)
    is_licensed = models.BooleanField("licensed for a time", default=False)
    renews_on = models.DateField("license renews on", null=True, blank=True)
    line = models.ForeignKey(LedgerLine, on_delete=models.SET_NULL, null=True, blank=True, related_name="materials")
    activities = models.ManyToManyField(Activity, blank=True, related_name="materials", verbose_name="activities")
    note = models.TextField("note", blank=True)

    history = HistoricalRecords()
    objects = ResourceRowQuerySet["Material"].as_manager()

    class Meta(ResourceRow.Meta):
        verbose_name = "item"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name or "Item without a name"
