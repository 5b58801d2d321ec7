"""Forms of narrative sections."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from plans.edition import TemplateSection
from plans.forms.row_form import GuidedRowForm, complete_field, text_field


class SectionForm(GuidedRowForm):
    """The narrative answers of one section."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        values: Mapping[str, Any],
        version: int,
        section: TemplateSection | None = None,
    ) -> None:
        """Ask what a narrative section asks; without one, only whether the section is complete."""
        super().__init__(data, values=values, version=version)
        self.guides = section.field_by_key if section else {}
        for key, field in self.guides.items():
            self.fields[key] = text_field(field)
        self.fields["is_complete"] = complete_field("Have you completed this section?")
