"""The form of a goal with the outcomes of its years."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from plans.edition import GOAL_FIELDS, YEAR_FIELDS, Edition, SectionKind, TemplateField
from plans.forms.row_form import FieldGroup, GuidedRowForm, complete_field, text_field
from plans.services.edits import year_field


class GoalForm(GuidedRowForm):
    """One goal: the goal, its rationale, its outcomes."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        edition: Edition,
        year_labels: Sequence[str],
    ) -> None:
        super().__init__(data, values=values, version=version)
        guides: dict[str, TemplateField] = {}
        self.guides = guides
        self.years = range(1, edition.years + 1)
        for name in GOAL_FIELDS:
            self._add(guides, name, edition.field(SectionKind.GOALS, name))
        for year in self.years:
            for name in YEAR_FIELDS:
                field = edition.field(SectionKind.GOALS, name)
                self._add(guides, year_field(year, name), field, label=field.label.replace("{year}", str(year)))
        self.fields["is_complete"] = complete_field("Have you completed this goal?")
        self.year_labels = year_labels

    @property
    def groups(self) -> list[FieldGroup]:
        """Arrange the fields as the template does: the goal, its rationale, its outcomes, then year by year."""
        years = [
            FieldGroup(
                title=f"Year {year} ({label})",
                rows=[self.named_by_heading(year_field(year, YEAR_FIELDS[0]))],
                optional_title="Measure, baseline and target (optional)",
                optional=[self.row(*(year_field(year, name) for name in YEAR_FIELDS[1:]))],
            )
            for year, label in zip(self.years, self.year_labels, strict=True)
        ]
        return [
            FieldGroup(title=self.guides["statement"].label, rows=[self.named_by_heading("statement")]),
            FieldGroup(title="Rationale and evidence", rows=self.rows("evidence", "impact", "links")),
            FieldGroup(title="Expected outcomes", rows=self.rows("overarching_outcome", "measures", "frequency")),
            *years,
        ]

    def _add(self, guides: dict[str, TemplateField], name: str, field: TemplateField, *, label: str = "") -> None:
        guides[name] = field
        self.fields[name] = text_field(field)
        if label:
            self.fields[name].label = label
