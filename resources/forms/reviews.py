"""The form of an investment review."""

from django import forms

from plplanner.kit.fields import TextField, day_field
from resources.enums import Recommendation
from resources.forms.row_form import Part, ResourceRowForm

TEXT_LENGTH = 10_000


def _text(label: str, help_text: str, *, rows: int = 3) -> TextField:
    return TextField(
        label=label,
        help_text=help_text,
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ReviewForm(ResourceRowForm):
    """Evidence at five levels, what to try next, and what should change."""

    parts = (
        Part(
            title="What the evidence says",
            lines=[["students"], ["practice"], ["organization"], ["learning"], ["reactions"]],
        ),
        Part(title="What you recommend", lines=[["recommendation"]]),
        Part(
            title="What should change",
            more_title="Funding, delivery, coaching",
            more=[["funding_change"], ["delivery_change"], ["coaching_change"]],
        ),
        Part(
            title="Safe enough to try",
            more_title="An experiment for next year",
            more=[["experiment"], ["experiment_signs"]],
        ),
        Part(title="Who looked at it", lines=[["reviewed_on"], ["reviewed_by"]]),
    )

    students = _text("5. What students gained (optional)", "Results, work, attendance; compared with whom.")
    practice = _text("4. What participants do differently (optional)", "What visits to classrooms show.")
    organization = _text(
        "3. What the organization did (optional)", "Time, leadership and support that were there or not."
    )
    learning = _text("2. What participants learned (optional)", "What they know or can do now, and how you know.")
    reactions = _text("1. What participants thought of it (optional)", "Whether it was worth their time.")
    recommendation = forms.ChoiceField(
        label="Recommendation (optional)", choices=Recommendation.choices, required=False, widget=forms.RadioSelect
    )
    funding_change = _text(
        "Change in funding (optional)", "For example “$8,000 less for events, $12,000 more for coaching”."
    )
    delivery_change = _text("Change in delivery (optional)", "What is taught otherwise, elsewhere or at another time.")
    coaching_change = _text("Change in coaching (optional)", "Who is coached, how often, on what.")
    experiment = _text("What will you try? (optional)", "Small enough that nothing breaks if it fails.")
    experiment_signs = _text(
        "How will you know, and when will you stop? (optional)", "The signs you look for, and the day you look."
    )
    reviewed_on = day_field("When did you look at it? (optional)")
    reviewed_by = _text("Who took part? (optional)", "Names or groups, one a line.", rows=3)
