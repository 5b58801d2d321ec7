"""Choices of rubrics and self-assessments."""

from django.db import models


class EditionStatus(models.TextChoices):
    """Where a rubric edition stands: a draft may still change, a published one never does."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


class AssessmentState(models.TextChoices):
    """Where a self-assessment stands on a day."""

    PLANNED = "planned", "Not open yet"
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class Confidence(models.TextChoices):
    """How sure a rater is."""

    NONE = "", "Not said"
    LOW = "low", "Not sure"
    MEDIUM = "medium", "Fairly sure"
    HIGH = "high", "Sure"


class Opportunity(models.IntegerChoices):
    """How well the team can act on an outcome now."""

    LITTLE = 1, "Little we can do now"
    SOME = 2, "Some"
    MUCH = 3, "Much: we can begin at once"


class FileFormat(models.TextChoices):
    """The files a rubric is read from."""

    TEXT = "text", "Text"
    JSON = "json", "JSON"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"
    CASE = "case", "CASE"


class ExportFormat(models.TextChoices):
    """The files a rubric can be taken away as."""

    JSON = "json", "JSON"
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"
    CASE = "case", "CASE"
    DOCX = "docx", "Word"


class ReportFormat(models.TextChoices):
    """The files the results of a self-assessment can be taken away as."""

    DOCX = "docx", "Word"
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Excel"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"


class CaseVersion(models.TextChoices):
    """The versions of 1EdTech CASE that are written, by their name in an address."""

    V1_0 = "v1p0", "1.0"
    V1_1 = "v1p1", "1.1"
