"""The narrative sections: who we are, what we believe."""

from collections.abc import Iterator

from plans.checks.codes import Code
from plans.checks.texts import is_thin
from plans.document import PlanDocument
from plplanner.kit.findings import Finding, Severity

FEWEST_WORDS = 5


def narrative_findings(document: PlanDocument) -> Iterator[Finding]:
    """Find required questions without an answer, and answers of next to no words."""
    for section in document.edition.narrative_sections:
        for field in section.fields:
            text = document.content.answers.get(field.key, "")
            subject = f"answer.{field.key}"
            if field.required and not text.strip():
                yield Finding(
                    code=Code.ANSWER_MISSING,
                    severity=Severity.ERROR,
                    sentence=f"{section.title}: “{field.label}” is not answered. Write a few sentences.",
                    subject=subject,
                )
            elif text.strip() and is_thin(text, words=FEWEST_WORDS):
                yield Finding(
                    code=Code.ANSWER_SHORT,
                    severity=Severity.WARNING,
                    sentence=f"{section.title}: “{field.label}” says very little. Write what a reader needs to know.",
                    subject=subject,
                )
