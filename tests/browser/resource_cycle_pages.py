"""The pages of pathways, the delivery cycle, providers, grants and realignments that the checklist opens."""

import datetime
from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone
from playwright.sync_api import Page

from resources.models import (
    Contract,
    ContractProgress,
    Course,
    ExternalResource,
    Gap,
    Handoff,
    LedgerLine,
    Milestone,
    Provider,
    ProviderCriterion,
    ProviderReview,
    Realignment,
    WorkingTeam,
)
from tests.browser.case import Case, Prepare, clear_and_submit, submit
from tests.query_counts import cycle_rows
from tests.resources.rows import SCHOOL_YEAR
from tests.world import Who, World

MANY = 200


def many(fill: Callable[[World, int], None]) -> Prepare:
    """Make two hundred rows of a kind."""
    return lambda world: fill(world, MANY)


def no_cycle(world: World) -> None:
    """Take away all teams, milestones and handoffs."""
    del world
    for model in (Handoff, Milestone, WorkingTeam):
        model.objects.all().delete()


DUE: list[tuple[str, str, datetime.date | None, datetime.date | None]] = [
    (
        "Rooms and dates for every course are fixed",
        "planning",
        datetime.date(SCHOOL_YEAR, 5, 15),
        datetime.date(SCHOOL_YEAR, 5, 18),
    ),
    ("All coaches have led one practice session", "coaching", datetime.date(SCHOOL_YEAR, 10, 17), None),
    ("Survey of participants is open", "evaluation", datetime.date(SCHOOL_YEAR + 3, 1, 20), None),
    ("Something that belongs to no phase", "", None, None),
]
"""Milestones: what, of which phase, due when, reached when."""


def busy_cycle(world: World) -> None:
    """Fill the board: teams with members, milestones in each state, and handoffs that are late or accepted."""
    year = {"district": world.mine.district, "school_year": SCHOOL_YEAR}
    WorkingTeam.objects.all().update(
        lead="Morgan Ellis",
        members="Two teachers of grade 3\nA principal\nThe coordinator of multilingual learning",
        charge="Puts the pathways in order, finds what is missing, and asks for money for whole pathways.",
    )
    first, last = datetime.date(SCHOOL_YEAR, 9, 1), datetime.date(SCHOOL_YEAR + 1, 5, 31)
    coaching = WorkingTeam.objects.create(**year, phase="coaching", name="Coaching team", starts_on=first, ends_on=last)
    of_pathway = {**year, "pathway": world.mine.resources.pathway, "owner": "Coordinator of early reading"}
    for title, phase, due, done in DUE:
        Milestone.objects.create(**of_pathway, title=title, phase=phase, due_on=due, done_on=done)
    Handoff.objects.create(
        **year,
        what="Who took part, and what each of them wants to practice next",
        from_team=WorkingTeam.objects.get(phase="delivery", district=world.mine.district),
        to_team=coaching,
        due_on=datetime.date(SCHOOL_YEAR, 11, 3),
        note="Names stay with the schools; counts go to evaluation.",
        accepted_at=timezone.now(),
        accepted_by_name="Dana Director",
    )


def nothing_in_pathway(world: World) -> None:
    """Take away the pathway's courses, gaps and lines."""
    rows = world.mine.resources
    Course.objects.all().delete()
    Gap.objects.all().delete()
    LedgerLine.objects.filter(pathway=rows.pathway).update(pathway=None)


def full_pathway(world: World) -> None:
    """Write a pathway out, with a closed gap and a removed course."""
    rows = world.mine.resources
    pathway = rows.pathway
    pathway.priority, pathway.audience = 1, "K–3 teachers and their coaches, 64 people"
    pathway.purpose = "Every child reads by the end of grade 3, because every lesson teaches decoding on purpose."
    pathway.save()
    parts = {"district": world.mine.district, "pathway": pathway}
    Gap.objects.create(
        **parts,
        kind="facilities",
        description="No room for 64.",
        closed_on=timezone.localdate(),
        how_closed="Two rooms.",
    )
    Course.objects.create(
        **parts,
        title="Reading groups that change",
        origin="requested",
        content="How to form groups by what children can do, and when to change them.",
    )
    Course.objects.create(**parts, title="Gone", removed_at=timezone.now())


def no_providers(world: World) -> None:
    """Take away all providers, criteria and grants."""
    del world
    for model in (ContractProgress, Contract, ProviderReview, Provider, ProviderCriterion, ExternalResource):
        model.objects.all().delete()


def expired_provider(world: World) -> None:
    """Let the approval of the provider end, judge it by several criteria, and write its contract out."""
    rows = world.mine.resources.cycle
    texts = {"Follow-up in classrooms is part of the offer": "partly", "Serves multilingual learners": "not_met"}
    review = rows.provider_review
    review.approved_until = datetime.date(2020, 6, 30)
    review.reason = "Strong on content; follow-up has to be added by our own coaches."
    review.verdicts += [{"criterion": text, "text": text, "verdict": verdict} for text, verdict in texts.items()]
    review.save()
    rows.provider.offers = "Institutes on early reading, and coaching of coaches."
    rows.provider.save()
    rows.contract.expectations = "Four days for 40 teachers, with practice in their own classrooms in between."
    rows.contract.save()


def known_grants(world: World) -> None:
    """List grants in each state."""
    district, fund = world.mine.district, world.mine.resources.fund
    for name, status, won in (("Rural schools grant", "applied", None), ("Library fund", "won", Decimal("8000.00"))):
        ExternalResource.objects.create(
            district=district,
            name=name,
            funder="A foundation",
            status=status,
            amount_won=won,
            deadline=datetime.date(2030, 3, 1),
            fund=fund if won else None,
            purpose="Books for the course on reading groups.",
        )


def moves(world: World) -> None:
    """Record a move between lines and one away."""
    line = world.mine.resources.line
    other = LedgerLine.objects.create(
        district=line.district, school_year=SCHOOL_YEAR, title="Coaching in fall", planned=Decimal(0)
    )
    move = {"district": line.district, "school_year": SCHOOL_YEAR, "from_line": line, "reason": "Fewer people came."}
    Realignment.objects.create(**move, to_line=other, amount=Decimal("1200.50"))
    Realignment.objects.create(
        **move,
        amount=Decimal("12000.00"),
        destination="Bus routes of two schools",
        question="Which sessions will not be held?",
        answer="One of four, and it is made up for in spring.",
    )


def no_lines(world: World) -> None:
    """Take all lines out of the ledger."""
    del world
    LedgerLine.objects.all().update(removed_at=timezone.now())


def move_away_without_answers(page: Page) -> None:
    """Let money leave, saying nothing."""
    page.get_by_label("Away from professional learning", exact=True).check()
    submit("Move the money")(page)


CYCLE = [
    Case("pathways", "resources:pathway-list", prepare=full_pathway),
    Case("pathways, read-only", "resources:pathway-list", who=Who.LEADER),
    Case("pathways, many", "resources:pathway-list", prepare=many(cycle_rows.pathways)),
    Case("pathway", "resources:pathway-detail", prepare=full_pathway),
    Case("pathway, empty", "resources:pathway-detail", prepare=nothing_in_pathway),
    Case("pathway, read-only", "resources:pathway-detail", who=Who.LEADER),
    Case("pathway, many courses", "resources:pathway-detail", prepare=many(cycle_rows.courses)),
    Case("edit a pathway", "resources:pathway-edit", prepare=full_pathway),
    Case("edit a course, no title", "resources:course-edit", act=clear_and_submit("Title", "Save")),
    Case("edit a gap, no words", "resources:gap-edit", act=clear_and_submit("Description", "Save")),
    Case("cycle", "resources:cycle-board", prepare=busy_cycle),
    Case("cycle, empty", "resources:cycle-board", prepare=no_cycle),
    Case("cycle, read-only", "resources:cycle-board", who=Who.LEADER, prepare=busy_cycle),
    Case("cycle, many", "resources:cycle-board", prepare=many(cycle_rows.cycle)),
    Case("cycle timeline", "resources:cycle-timeline", prepare=busy_cycle),
    Case("cycle timeline, empty", "resources:cycle-timeline", prepare=no_cycle),
    Case("cycle timeline, many", "resources:cycle-timeline", who=Who.LEADER, prepare=many(cycle_rows.cycle)),
    Case("edit a working team, no name", "resources:working-team-edit", act=clear_and_submit("Name", "Save")),
    Case("edit a milestone, no title", "resources:milestone-edit", act=clear_and_submit("Milestone", "Save")),
    Case("edit a handoff", "resources:handoff-edit", prepare=busy_cycle),
    Case("edit a handoff, no words", "resources:handoff-edit", act=clear_and_submit("What is handed over", "Save")),
    Case("providers", "resources:provider-list", prepare=expired_provider),
    Case("providers, none", "resources:provider-list", prepare=no_providers),
    Case("providers, read-only", "resources:provider-list", who=Who.LEADER),
    Case("providers, many", "resources:provider-list", prepare=many(cycle_rows.providers)),
    Case("provider", "resources:provider-detail", prepare=expired_provider),
    Case("provider, read-only", "resources:provider-detail", who=Who.LEADER, prepare=expired_provider),
    Case("edit a provider, no name", "resources:provider-edit", act=clear_and_submit("Name", "Save")),
    Case("edit a criterion, no words", "resources:provider-criterion-edit", act=clear_and_submit("Criterion", "Save")),
    Case("edit a review", "resources:provider-review-edit", prepare=expired_provider),
    Case("edit a review, no day", "resources:provider-review-edit", act=clear_and_submit("Reviewed on", "Save")),
    Case("edit a contract, no title", "resources:contract-edit", act=clear_and_submit("Title", "Save")),
    Case(
        "edit a progress note, no words", "resources:progress-note-edit", act=clear_and_submit("What was seen", "Save")
    ),
    Case("grants sought", "resources:external-list", prepare=known_grants),
    Case("grants sought, none", "resources:external-list", prepare=no_providers),
    Case("grants sought, many", "resources:external-list", who=Who.LEADER, prepare=many(cycle_rows.external_resources)),
    Case("edit a grant, no name", "resources:external-resource-edit", act=clear_and_submit("Name", "Save")),
    Case("realignments", "resources:realignment-list", prepare=moves),
    Case("realignments, none", "resources:realignment-list"),
    Case("realignments, many", "resources:realignment-list", who=Who.LEADER, prepare=many(cycle_rows.realignments)),
    Case("move money", "resources:realignment-new"),
    Case("move money, nothing said", "resources:realignment-new", act=move_away_without_answers),
    Case("move money, no lines", "resources:realignment-new", prepare=no_lines),
    Case("move money, many lines", "resources:realignment-new", prepare=lambda world: cycle_rows.lines(world, 400)),
]
