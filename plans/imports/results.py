"""What reading a file gives: the plan, where each passage went, and what found no place."""

from dataclasses import dataclass

from plans.document import PlanContent
from plplanner.kit.findings import Finding


class ImportRefused(ValueError):
    """The file cannot become a plan; `code` tells why, the message is one sentence or two that say what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Placement:
    """One passage and the field it went to. `path` is the portable path, `label` names the field in words."""

    path: str
    label: str
    text: str
    where: str


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A passage that belongs to no field, with the last heading above it."""

    text: str
    where: str
    after_heading: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadPlan:
    """A file as it was read: every text of it is in exactly one placement or unplaced, or a finding speaks of it."""

    content: PlanContent
    placements: tuple[Placement, ...] = ()
    unplaced: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
