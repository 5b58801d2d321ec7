"""How the one field component and everything that draws through it is wired."""

from crispy_forms.helper import FormHelper
from django import forms
from django.template import engines
from lxml import html


class ActivityForm(forms.Form):
    summary = forms.CharField(
        label="Initial activity",
        help_text="Who, what, how?",
        widget=forms.Textarea,
        error_messages={"required": "Say what happens first."},
    )
    phase = forms.ChoiceField(
        label="Delivery phase",
        choices=[("planning", "Planning"), ("delivery", "Delivery")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a phase."},
    )
    shared = forms.BooleanField(label="Show to leaders", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


def render(source: str, **context: object) -> html.HtmlElement:
    return html.fragment_fromstring(engines["django"].from_string(source).render(context), create_parent="div")


def draw(name: str, form: forms.Form, options: str = "") -> html.HtmlElement:
    return render(f'{{% include "components/field.html" with field=field {options} only %}}', field=form[name])


def test_field_names_its_hint() -> None:
    field = draw("summary", ActivityForm())

    control, hint = field.find(".//textarea"), field.find(".//div[@class='field-hint']")
    assert control.get("aria-describedby") == hint.get("id")
    assert hint.text == "Who, what, how?"


def test_field_label_belongs_to_the_control() -> None:
    field = draw("summary", ActivityForm())

    assert field.find(".//label").get("for") == field.find(".//textarea").get("id")


def test_field_names_hint_and_error_when_wrong() -> None:
    field = draw("summary", ActivityForm({}))

    control, error = field.find(".//textarea"), field.find(".//p[@class='field-error']")
    assert control.get("aria-describedby") == f"id_summary_helptext {error.get('id')}"
    assert control.get("aria-invalid") == "true"
    assert error.text_content().strip() == "Error: Say what happens first."


def test_radios_become_a_fieldset_that_names_its_error() -> None:
    field = draw("phase", ActivityForm({}))

    group = field.find(".//fieldset")
    assert group.find("legend").text == "Delivery phase"
    assert group.get("aria-describedby") == field.find(".//p[@class='field-error']").get("id")


def test_checkbox_comes_before_its_label() -> None:
    row = draw("shared", ActivityForm()).find(".//div[@class='field-check']")

    assert [child.tag for child in row] == ["input", "label"]


def test_hidden_field_is_drawn_bare() -> None:
    field = draw("version", ActivityForm())

    assert [child.tag for child in field] == ["input"]


def test_guidance_names_its_field_and_shows_the_example() -> None:
    guidance = draw("summary", ActivityForm(), 'guidance="Name who takes part." example="Twelve lesson studies."')

    details = guidance.find(".//details")
    assert details.find("summary").text_content() == "Guidance and an example for Initial activity"
    assert details.find(".//p[@class='example']").text_content() == "A good exampleTwelve lesson studies."


def test_help_text_is_escaped() -> None:
    form = ActivityForm()
    form.fields["summary"].help_text = "<b>Who</b>"

    assert draw("summary", form).find(".//div[@class='field-hint']").text == "<b>Who</b>"


def test_error_summary_links_lead_to_controls() -> None:
    source = (
        '{% include "components/error_summary.html" with form=form only %}'
        '{% for field in form %}{% include "components/field.html" with field=field only %}{% endfor %}'
    )

    page = render(source, form=ActivityForm({"version": 1}))

    links = page.findall(".//div[@role='alert']//a")
    assert [link.text for link in links] == ["Say what happens first.", "Choose a phase."]
    assert [page.get_element_by_id(link.get("href")[1:]).tag for link in links] == ["textarea", "input"]


def test_error_summary_says_errors_that_belong_to_no_visible_field() -> None:
    form = ActivityForm({"summary": "Lesson study", "phase": "planning"})
    form.add_error(None, "Another person changed this activity.")

    summary = render('{% include "components/error_summary.html" with form=form only %}', form=form)

    assert [item.text_content().strip() for item in summary.findall(".//li")] == [
        "Another person changed this activity.",
        "This field is required.",
    ]


def test_error_summary_is_absent_when_nothing_is_wrong() -> None:
    summary = render('{% include "components/error_summary.html" with form=form only %}', form=ActivityForm())

    assert len(summary) == 0


def test_crispy_draws_the_same_field() -> None:
    by_crispy = render("{% load crispy_forms_tags %}{% crispy form %}", form=ActivityForm())

    ours = draw("summary", ActivityForm()).find("div")
    same = by_crispy.find(".//div[@class='field']")
    assert [(part.tag, dict(part.attrib)) for part in same.iter()] == [
        (part.tag, dict(part.attrib)) for part in ours.iter()
    ]


def test_crispy_table_cells_have_labels_and_headers_a_scope() -> None:
    formset = forms.formset_factory(ActivityForm, extra=2)()
    helper = FormHelper()
    helper.template = "bootstrap5/table_inline_formset.html"

    table = render("{% load crispy_forms_tags %}{% crispy formset helper %}", formset=formset, helper=helper)

    assert [cell.get("scope") for cell in table.findall(".//th")] == ["col", "col", "col"]
    assert [bool(cell.findall(".//label") or cell.findall(".//legend")) for cell in table.findall(".//td")] == [
        True
    ] * 6
