"""The completeness check: rules over a plan's document, as findings a principal understands.

An error stops "mark as finished": the document would be incomplete or wrong. A warning asks for a sentence: the planner
may be right. A notice only tells. The subject of a finding is a path: `answer.mission`, `goals`, `goal.2.evidence`,
`goal.2.year.3.outcome`, `goal.1.table.2.activity.4.follow_up`, `standard.2022.resources`; places count from 1.
"""

from collections.abc import Collection

from plans.checks.activities import activity_findings
from plans.checks.codes import AREAS, Code
from plans.checks.goals import goal_findings
from plans.checks.narrative import narrative_findings
from plans.checks.standards import standard_findings
from plans.document import PlanDocument
from plplanner.kit.findings import Finding, Severity

__all__ = ["AREAS", "Code", "Finding", "Severity", "check_plan", "fine_areas"]


def check_plan(document: PlanDocument, *, served: Collection[str] | None = None) -> list[Finding]:
    """Judge a plan, in the order of its document.

    `served` names the standards that count as served, also by way of an older edition; without it those that the
    document counts activities for.
    """
    if served is None:
        served = {each.code for each in document.standards if each.activities}
    return [
        *narrative_findings(document),
        *goal_findings(document),
        *activity_findings(document),
        *standard_findings(document, served=served),
    ]


def fine_areas(findings: Collection[Finding]) -> list[str]:
    """Say in words which parts of the check found nothing to mend; notices do not spoil an area."""
    found = {each.code for each in findings if each.severity != Severity.NOTICE or each.code in Code.standards()}
    return [sentence for sentence, codes in AREAS.items() if not codes & found]
