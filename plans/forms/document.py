"""What of the document to show or take away."""

from django import forms
from django.http import QueryDict

from plans.document import DocumentOptions
from plans.edition import Edition
from plans.enums import ExportFormat


class DocumentForm(forms.Form):
    """Chooses sections and whether unanswered questions are shown; an empty query asks for the whole document."""

    section = forms.MultipleChoiceField(
        label="Sections",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "This plan has no section of that name. Choose from the list."},
    )
    prompts = forms.BooleanField(label="Show the questions that you have not answered yet", required=False)

    def __init__(self, query: QueryDict, *, edition: Edition, with_prompts: bool) -> None:
        keys = [each.key for each in edition.sections]
        initial = {"section": keys, "prompts": with_prompts}
        super().__init__(_with_sections(query, keys) if query else None, initial=initial)
        self.fields["section"].choices = [(each.key, each.title) for each in edition.sections]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(["section", "prompts", "format"])

    @property
    def options(self) -> DocumentOptions:
        """The chosen options; those the page begins with unless the query is valid."""
        chosen = self.cleaned_data if self.is_valid() else self.initial
        return DocumentOptions(sections=frozenset(chosen["section"]), with_prompts=chosen["prompts"])


class DownloadForm(DocumentForm):
    """Chooses the file format as well."""

    format = forms.ChoiceField(
        choices=ExportFormat,
        error_messages={
            "required": "Choose the kind of file to take away.",
            "invalid_choice": "Choose one of the kinds of file on this page.",
        },
    )


def _with_sections(query: QueryDict, keys: list[str]) -> QueryDict:
    """Choose all sections where the query names none."""
    if query.getlist("section"):
        return query
    whole = query.copy()
    whole.setlist("section", keys)
    return whole
