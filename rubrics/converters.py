"""What an address of a rubric may hold, so that a made-up one is "not found" and never reaches the database."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from rubrics.enums import CaseVersion


class OutcomeCodeConverter(StringConverter):
    """The code of an outcome, such as 3.1.1."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"


class CaseVersionConverter(StringConverter):
    """The version of CASE that is asked for."""

    regex = "|".join(CaseVersion.values)

    def to_python(self, value: str) -> CaseVersion:
        """Return the version."""
        return CaseVersion(value)


def register() -> None:
    """Make `<outcome_code:…>` and `<case_version:…>` known to Django; called where addresses are listed."""
    register_converter(OutcomeCodeConverter, "outcome_code")
    register_converter(CaseVersionConverter, "case_version")
