"""The plan as plain frozen dataclasses: what the preview, the print page and every file are made of.

Nothing here reads a database. `plans.selectors.document` builds a `PlanDocument`; the writers in `plans.exports` and
the templates render it; `plans.imports` reads files into a `PlanContent`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plans.edition import Edition


@dataclass(frozen=True, kw_only=True)
class YearOutcome:
    """The outcome of one plan year (1 is the plan's first)."""

    year: int
    outcome: str = ""
    measure: str = ""
    baseline: str = ""
    target: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return not (self.outcome or self.measure or self.baseline or self.target)


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One row of a goal's activity table. `hours` and `participants` are expectations; hours per participant."""

    initial: str = ""
    follow_up: str = ""
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    duration: str = ""
    resources: str = ""
    owner: str = ""
    audience: str = ""
    schools: tuple[str, ...] = ()
    delivery_phase: str = ""
    hours: Decimal | None = None
    participants: int | None = None
    standards: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return self == Activity()


@dataclass(frozen=True, kw_only=True)
class ActivityTable:
    """A table of activities; the first of a goal usually has no name."""

    name: str = ""
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Goal:
    """One goal with its rationale, outcomes and activity tables. `links` holds one address a line."""

    statement: str = ""
    evidence: str = ""
    impact: str = ""
    links: str = ""
    measures: str = ""
    frequency: str = ""
    overarching_outcome: str = ""
    years: tuple[YearOutcome, ...] = ()
    tables: tuple[ActivityTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """Everything a person writes in a plan: the portable part, which goes out as JSON and comes in from files.

    `answers` maps the edition's narrative field keys to texts, also keys of editions the plan was once in.
    """

    title: str
    first_year: int
    edition: str
    answers: Mapping[str, str] = field(default_factory=dict)
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One fact of the district profile, ready to print."""

    measure: str
    label: str
    value: str
    source: str
    is_known: bool = True


@dataclass(frozen=True, kw_only=True)
class DistrictHeading:
    """Whose plan it is."""

    name: str
    state: str
    leaid: str = ""


@dataclass(frozen=True, kw_only=True)
class StandardLine:
    """One standard and how many of the plan's activities serve it."""

    code: str
    name: str
    group: str
    summary: str
    activities: int


@dataclass(frozen=True, kw_only=True)
class PlanDocument:
    """A plan with all that its document shows. `facts_year` labels the school year of the facts."""

    content: PlanContent
    edition: Edition
    district: DistrictHeading
    year_labels: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    facts_year: str = ""
    standards_title: str = ""
    standards_attribution: str = ""
    standards: tuple[StandardLine, ...] = ()
    standard_names: Mapping[str, str] = field(default_factory=dict)
    status: str = ""
    as_of: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentOptions:
    """What the reader asked to see: section keys (empty means all) and whether unanswered prompts are shown."""

    sections: frozenset[str] = frozenset()
    with_prompts: bool = True

    def shows(self, section_key: str) -> bool:
        """Whether the section is part of the document."""
        return not self.sections or section_key in self.sections
