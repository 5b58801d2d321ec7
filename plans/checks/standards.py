"""Which standards no activity serves."""

from collections.abc import Collection, Iterator

from plans.checks.codes import Code
from plans.document import PlanDocument
from plplanner.kit.findings import Finding, Severity


def standard_findings(document: PlanDocument, *, served: Collection[str]) -> Iterator[Finding]:
    """Tell which standards no activity serves; nothing while the plan has no activities, or nobody loaded standards."""
    has_activities = any(table.activities for goal in document.content.goals for table in goal.tables)
    if not has_activities or not document.standards:
        return
    if not served:
        yield Finding(
            code=Code.STANDARDS_NOT_CHOSEN,
            severity=Severity.NOTICE,
            sentence="No activity names the standards it serves. "
            "Choose them on the activities if your board asks for that.",
            subject="standards",
        )
        return
    for standard in document.standards:
        if standard.code not in served:
            yield Finding(
                code=Code.STANDARD_NOT_SERVED,
                severity=Severity.NOTICE,
                sentence=f"No activity serves the standard {standard.name}.",
                subject=f"standard.{standard.code}",
            )
