"""What an address of a plan may hold, so that a made-up one is "not found" and never reaches the database."""

from django.urls import register_converter


class EntryNumberConverter:
    """The number of an entry in the record of changes; one of nineteen digits is no address."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """Return the number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Write the number."""
        return str(value)


def register() -> None:
    """Make `<entry_number:…>` known to Django; called where addresses are listed."""
    register_converter(EntryNumberConverter, "entry_number")
