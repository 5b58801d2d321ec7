"""Forms of the district's lists."""

from plplanner.kit.fields import LineField
from resources.forms.row_form import Part, ResourceRowForm

NAME_LENGTH = 120


class DepartmentForm(ResourceRowForm):
    """A department's name."""

    parts = (Part(title="The department", lines=[["name"]]),)

    name = LineField(
        label="Name",
        help_text="As people in the district call it, for example “Multilingual learners”.",
        max_length=NAME_LENGTH,
        error_messages={"required": "Enter the name of the department."},
    )
