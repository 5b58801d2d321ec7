"""The form of the definition of resources and its criteria."""

from django import forms

from plplanner.kit.fields import TextField
from resources.enums import PeopleGroup, ResourceKind
from resources.forms.row_form import Part, ResourceRowForm


class DefinitionForm(ResourceRowForm):
    """A draft of the definition; it may stay incomplete until it is adopted."""

    parts = (
        Part(title="What we mean by resources", lines=[["definition"], ["kinds"]]),
        Part(title="How we apportion them", lines=[["criteria"], ["student_needs"], ["educator_needs"]]),
        Part(title="Who developed it", lines=[["developed_groups"], ["developed_by"]]),
    )

    definition = TextField(
        label="Definition",
        help_text="What counts as a resource of professional learning in all schools and departments.",
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds of resources it names",
        help_text="Tick those that the text above covers. What it leaves out is easily left out of the ledger too.",
        choices=ResourceKind.choices[1:],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the five kinds."},
    )
    criteria = TextField(
        label="Criteria for apportioning",
        help_text="By which rules schools, groups and needs get more or less. Rules that two people would apply alike.",
        required=False,
    )
    student_needs = TextField(
        label="High-priority student needs",
        help_text="The needs that come first, and the evidence that shows them.",
        required=False,
    )
    educator_needs = TextField(
        label="High-priority educator needs",
        help_text="What educators have to learn to meet those needs.",
        required=False,
    )
    developed_groups = forms.MultipleChoiceField(
        label="Groups that took part",
        choices=PeopleGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose from the three groups."},
    )
    developed_by = TextField(
        label="Who developed it, with whom",
        help_text="By role rather than by name, with the meetings in which it was worked out.",
        required=False,
        max_length=5_000,
    )
