"""What a check has to say: one sentence, how grave it is, and where to mend it."""

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """An error stops a step; a warning asks for a sentence; a notice only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One result of a check, in words a principal understands.

    `code` names the rule; `subject` the thing it was found on (a row's id, or a place in a file such as "line 7").
    """

    code: str
    severity: Severity
    sentence: str
    subject: str = ""
