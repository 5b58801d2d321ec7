"""Forms of activities and of the tables that hold them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from plans.edition import ACTIVITY_TEXTS, Edition, SectionKind, TemplateField
from plans.enums import DeliveryPhase
from plans.forms.row_form import FieldGroup, GuidedRowForm, text_field
from plans.models import Standard
from plans.portable import MOST_PARTICIPANTS
from plplanner.districts.models import District, School
from plplanner.kit.fields import LineField, NumberField
from plplanner.kit.text import clean_text


class StandardsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """Standards with the year of their edition, since two editions share names."""

    def label_from_instance(self, obj: Standard) -> str:
        """Name the standard: "Resources (2022)"."""
        return f"{obj.name} ({obj.edition.year})"


def _offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelMultipleChoiceField):
        field.queryset = rows


class ActivityForm(GuidedRowForm):
    """One activity: the template's four cells, and what stands beside them."""

    starts_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    owner = LineField(max_length=150, required=False)
    audience = LineField(max_length=300, required=False)
    delivery_phase = forms.ChoiceField(choices=DeliveryPhase, required=False)
    hours = NumberField(max_value=9_999, decimal_places=2, required=False)
    participants = NumberField(max_value=MOST_PARTICIPANTS, decimal_places=0, required=False)
    schools = forms.ModelMultipleChoiceField(School.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)
    standards = StandardsField(Standard.objects.none(), required=False, widget=forms.CheckboxSelectMultiple)

    field_order = (*ACTIVITY_TEXTS, "starts_on", "ends_on", "owner", "audience", "delivery_phase")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        edition: Edition,
        district: District,
    ) -> None:
        super().__init__(data, values=values, version=version)
        self.guides = {name: edition.field(SectionKind.ACTIVITIES, name) for name in (*ACTIVITY_TEXTS, *self.fields)}
        for name in ACTIVITY_TEXTS:
            self.fields[name] = text_field(self.guides[name])
        for name in ("starts_on", "ends_on", "owner", "audience", "delivery_phase", "hours", "participants"):
            self.fields[name].label = self.guides[name].label
            self.fields[name].help_text = self.guides[name].prompt
        self._narrow(values, district, sent=data.getlist("standards") if data else [])
        self.order_fields(self.field_order)

    def _narrow(self, values: Mapping[str, Any], district: District, *, sent: Iterable[str]) -> None:
        """Offer the district's present schools and the newest standards, and of others those chosen before."""
        schools = School.objects.for_district(district)
        chosen = [each.pk for each in values["schools"]]
        _offer(self, "schools", schools.present() | schools.filter(pk__in=chosen))
        standards = Standard.objects.select_related("edition")
        # A page drawn when an older one was chosen still sends it after somebody else took it off.
        older = {*map(clean_text, sent), *(each.pk for each in values["standards"])}
        _offer(self, "standards", standards.current() | standards.filter(pk__in=older))
        self.fields["schools"].label = self.guides["schools"].label
        self.fields["standards"].label = self.guides["standards"].label

    @property
    def groups(self) -> list[FieldGroup]:
        """Arrange the fields as the template's columns, then what stands beside them."""
        return [
            FieldGroup(title="What people will do", rows=self.rows("initial", "follow_up")),
            FieldGroup(title="When", rows=[self.row("duration"), self.row("starts_on", "ends_on")]),
            FieldGroup(title=self.guides["resources"].label, rows=[self.named_by_heading("resources")]),
            FieldGroup(
                title="More about this activity",
                optional_title="Owner, audience, schools, hours and participants (optional)",
                optional=[
                    *self.rows("owner", "audience", "schools", "delivery_phase"),
                    self.row("hours", "participants"),
                ],
            ),
            FieldGroup(
                title=self.guides["standards"].label,
                optional_title="Choose standards (optional)",
                optional=[self.named_by_heading("standards")],
            ),
        ]

    def clean_participants(self) -> int | None:
        """Return people as a whole number."""
        number = self.cleaned_data["participants"]
        return None if number is None else int(number)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean()
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "The end date is before the start date. Correct one of them.")
        return cleaned


class TableForm(GuidedRowForm):
    """An activity table's name."""

    guides: Mapping[str, TemplateField] = {"name": TemplateField(key="name", label="Name of the table")}

    name = LineField(
        label="Name of the table",
        help_text="For example a school, a grade band or a group of staff. Leave it empty for the goal’s main table.",
        max_length=200,
        required=False,
    )

    @property
    def groups(self) -> list[FieldGroup]:
        """Show the one field."""
        return [FieldGroup(title="The table", rows=self.rows("name"))]
