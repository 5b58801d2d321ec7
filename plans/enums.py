"""Choices of plans."""

from django.db import models


class PlanStatus(models.TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", "Draft"
    FINISHED = "finished", "Finished"


class DeliveryPhase(models.TextChoices):
    """The four phases of the delivery cycle."""

    NONE = "", "Not chosen"
    PLANNING = "planning", "Planning"
    DELIVERY = "delivery", "Delivery"
    COACHING = "coaching", "Coaching"
    EVALUATION = "evaluation", "Evaluation"


class ExportFormat(models.TextChoices):
    """The files a plan can be taken away as."""

    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    JSON = "json", "JSON"
    HTML = "html", "Web page"
