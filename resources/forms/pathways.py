"""Forms of pathways, their courses and what they lack."""

from decimal import Decimal
from typing import Any

from django import forms

from plplanner.kit.fields import LineField, NumberField, TextField, day_field
from plplanner.kit.numbers import NumberKind
from resources.enums import CourseOrigin, GapKind
from resources.forms.row_form import Part, ResourceRowForm

LARGEST_PRIORITY = 999
LARGEST_HOURS = Decimal("9999.99")
TEXT_LENGTH = 5_000


class PriorityField(NumberField):
    """A place in an order, as the whole number that its column holds."""

    def clean(self, value: Any) -> Any:
        """Return a whole number or nothing."""
        number = super().clean(value)
        return None if number is None else int(number)


class PathwayForm(ResourceRowForm):
    """What a pathway is called, what it leads to, for whom, and how early it comes."""

    parts = (
        Part(title="The pathway", lines=[["name"], ["priority"]]),
        Part(title="What it is for", lines=[["purpose"], ["audience"]]),
    )

    name = LineField(
        label="Name",
        help_text="What the learning leads to, for example “Teaching early reading”.",
        max_length=120,
        error_messages={"required": "Enter the name of the pathway."},
    )
    priority = PriorityField(
        label="Priority (optional)",
        help_text="1 comes first. Leave it empty while the planning team has not decided.",
        min_value=1,
        max_value=LARGEST_PRIORITY,
        required=False,
    )
    purpose = TextField(
        label="What it leads to (optional)",
        help_text="What educators do differently at its end, and what students gain.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    audience = LineField(
        label="For whom (optional)",
        help_text="For example “K–3 teachers and their coaches, 64 people”.",
        max_length=300,
        required=False,
    )


class CourseForm(ResourceRowForm):
    """A course of a pathway."""

    parts = (
        Part(title="The course", lines=[["title"], ["origin"], ["content"]]),
        Part(title="How it is given", lines=[["hours", "taught_by"]]),
    )

    title = LineField(label="Title", error_messages={"required": "Enter the title of the course."})
    origin = forms.ChoiceField(label="Why it is part of the pathway", choices=CourseOrigin)
    content = TextField(
        label="Content (optional)",
        help_text="What participants learn and practice, in the order they meet it.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    hours = NumberField(
        label="Hours for each participant (optional)",
        kind=NumberKind.COUNT,
        decimal_places=2,
        max_value=LARGEST_HOURS,
        required=False,
    )
    taught_by = LineField(label="Taught by (optional)", help_text="A department, a team or a provider.", required=False)


class GapForm(ResourceRowForm):
    """What a pathway lacks, and how that ended."""

    parts = (
        Part(title="What is missing", lines=[["kind"], ["description"]]),
        Part(title="When it is closed", lines=[["closed_on"], ["how_closed"]]),
    )

    kind = forms.ChoiceField(label="What is missing", choices=GapKind, required=False)
    description = TextField(
        label="Description",
        help_text="For example “Nobody in the district can lead the sessions on number talks”.",
        max_length=TEXT_LENGTH,
        error_messages={"required": "Describe what is missing."},
    )
    closed_on = day_field("Closed on (optional)", "The gap counts as open until there is a day.")
    how_closed = TextField(label="How it was closed (optional)", max_length=TEXT_LENGTH, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day where somebody says how a gap was closed."""
        cleaned = super().clean()
        if cleaned.get("how_closed") and "closed_on" in cleaned and cleaned["closed_on"] is None:
            self.add_error("closed_on", "Enter the day on which it was closed, or empty how it was closed.")
        return cleaned
