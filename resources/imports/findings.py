"""What is wrong with a file, or worth knowing about it: row, column, value, reason and cure."""

from dataclasses import dataclass

from plplanner.kit.findings import Severity
from plplanner.kit.text import shorten

SHOWN_VALUE = 60


class FileRefused(ValueError):
    """The file cannot be used at all; the message is a sentence that says what to do."""


class CellRefused(ValueError):
    """A cell cannot be used: why, and what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason, self.cure = reason, cure


@dataclass(frozen=True, kw_only=True)
class RowFinding:
    """One thing found on a row. `column` is "" for the row as a whole; an error refuses the whole file."""

    row: int
    column: str = ""
    value: str = ""
    reason: str
    cure: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        """Whether it refuses the file."""
        return self.severity is Severity.ERROR


def error_in(row: int, column: str, text: str, refused: CellRefused) -> RowFinding:
    """Return the finding on a cell that cannot be used."""
    value = shorten(text, SHOWN_VALUE)
    return RowFinding(row=row, column=column, value=value, reason=refused.reason, cure=refused.cure)
