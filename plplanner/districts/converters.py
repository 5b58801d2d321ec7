"""What an address may hold, so that a made-up one is "not found" and never reaches the database."""

from django.urls import register_converter

from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR


class SchoolYearConverter:
    """A school year by the calendar year in which it begins."""

    regex = r"[0-9]{4}"

    def to_python(self, value: str) -> int:
        """Return the year; one out of bounds is no address."""
        year = int(value)
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise ValueError
        return year

    def to_url(self, value: int) -> str:
        """Write the year."""
        return str(value)


def register() -> None:
    """Make `<school_year:…>` known to Django; called where addresses are listed."""
    register_converter(SchoolYearConverter, "school_year")
