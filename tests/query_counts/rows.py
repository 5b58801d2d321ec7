"""Fill the first district's lists until they have a number of rows, in few statements."""

import datetime

from django.utils import timezone

from plans.models import Activity, Goal, Plan
from plplanner.districts.enums import Role, State
from plplanner.districts.models import AuditEntry, District, FactImport, Invitation, Membership, School, User
from resources.models import Department, FundShare, LedgerImport, LedgerLine
from rubrics.models import Rater, Rating, RubricEdition, SelfAssessment
from tests.rubrics.results_rows import add_raters
from tests.world import Who, World


def districts(world: World, count: int) -> None:
    """Make `count` districts in all."""
    District.objects.bulk_create(
        District(name=f"District {number:05}", state=State.TX, leaid=f"48{number:05}")
        for number in range(District.objects.count(), count)
    )


def fact_imports(world: World, count: int) -> None:
    """Make `count` loads of files in all."""
    FactImport.objects.bulk_create(
        FactImport(file_name=f"elsi {number}.csv", loaded_by=world.people[Who.ADMINISTRATOR])
        for number in range(FactImport.objects.count(), count)
    )


def schools(world: World, count: int) -> None:
    """Make `count` schools of the district."""
    district = world.mine.district
    School.objects.bulk_create(
        School(district=district, name=f"School {number:05}") for number in range(district.schools.count(), count)
    )


def people(world: World, count: int) -> None:
    """Make `count` members of the district, and as many invitations."""
    district = world.mine.district
    numbers = range(district.memberships.count(), count)
    users = User.objects.bulk_create(User(email=f"{number}@example.org", name=f"Person {number}") for number in numbers)
    Membership.objects.bulk_create(Membership(user=user, district=district, role=Role.VIEWER) for user in users)
    Invitation.objects.bulk_create(
        Invitation(email=f"g{number}@example.org", district=district, role=Role.VIEWER, token_digest=f"digest-{number}")
        for number in numbers
    )


def plans(world: World, count: int) -> None:
    """Make `count` plans of the district."""
    one = world.mine.plan
    Plan.objects.bulk_create(
        Plan(district=one.district, edition=one.edition, title=f"Plan {number}", first_year=one.first_year)
        for number in range(Plan.objects.for_district(one.district).count(), count)
    )


def goals(world: World, count: int) -> None:
    """Make `count` goals of the draft plan."""
    plan = world.mine.plan
    Goal.objects.bulk_create(
        Goal(plan=plan, position=number, statement=f"Goal {number}")
        for number in range(plan.goals.filter(removed_at=None).count(), count)
    )


def activities(world: World, count: int) -> None:
    """Make `count` activities in the draft plan's one table, each with a school and dates."""
    table = world.mine.rows.table
    made = Activity.objects.bulk_create(
        Activity(
            table=table,
            position=number,
            initial=f"Activity {number}",
            follow_up="Coaching",
            starts_on=datetime.date(2026, 9, 1),
            ends_on=datetime.date(2027, 5, 1),
        )
        for number in range(table.activities.count(), count)
    )
    links = Activity.schools.through
    links.objects.bulk_create(links(activity_id=each.pk, school_id=world.mine.place.school.pk) for each in made)


def changes(world: World, count: int) -> None:
    """Make `count` audit entries about the draft plan."""
    plan = world.mine.plan
    entries = AuditEntry.objects.for_object(plan.pk)
    AuditEntry.objects.bulk_create(
        AuditEntry(
            actor_name="Dana Director",
            action="edit",
            district_id=str(plan.district_id),
            scope_id=str(plan.pk),
            object_kind="plan",
            object_id=str(plan.pk),
            object_name=f"Change {number}",
        )
        for number in range(entries.count(), count)
    )


def departments(world: World, count: int) -> None:
    """Make `count` departments of the district."""
    district = world.mine.district
    Department.objects.bulk_create(
        Department(district=district, name=f"Department {number:05}")
        for number in range(Department.objects.for_district(district).count(), count)
    )


def ledger_imports(world: World, count: int) -> None:
    """Make `count` loads of files into the district's ledger."""
    district, director = world.mine.district, world.people[Who.DIRECTOR]
    LedgerImport.objects.bulk_create(
        LedgerImport(district=district, kind="lines", file_name=f"ledger {number}.csv", loaded_by=director)
        for number in range(district.ledger_imports.count(), count)
    )


def ledger_lines(world: World, count: int) -> None:
    """Make `count` lines of the district's year in all; the world's fund pays each new one."""
    one = world.mine.resources.line
    lines = LedgerLine.objects.bulk_create(
        LedgerLine(district=one.district, school_year=one.school_year, title=f"Line {number:05}", planned=100)
        for number in range(LedgerLine.objects.for_district(one.district).count(), count)
    )
    fund = world.mine.resources.fund
    FundShare.objects.bulk_create(FundShare(line=line, fund=fund, position=1, part=100) for line in lines)


def rubric_editions(world: World, count: int) -> None:
    """Make `count` published editions of the world's rubric in all."""
    one = world.mine.ratings.assessment.edition
    RubricEdition.objects.bulk_create(
        RubricEdition(
            slug=f"edition-{number}",
            rubric=one.rubric,
            status=one.status,
            published_at=one.published_at,
            content={**one.content, "slug": f"edition-{number}"},
        )
        for number in range(RubricEdition.objects.count(), count)
    )


def nothing(world: World, count: int) -> None:
    """Add no rows: the page shows none."""


def assessments(world: World, count: int) -> None:
    """Make `count` self-assessments of the district in all."""
    one = world.mine.ratings.assessment
    SelfAssessment.objects.bulk_create(
        SelfAssessment(
            district=one.district,
            edition=one.edition,
            title=f"Self-assessment {number}",
            school_year=one.school_year,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
        )
        for number in range(SelfAssessment.objects.for_district(one.district).count(), count)
    )


def raters(world: World, count: int) -> None:
    """Make `count` raters of the open self-assessment, who are members of the district; each has rated one outcome."""
    assessment = world.mine.ratings.assessment
    numbers = range(assessment.raters.count(), count)
    users = User.objects.bulk_create(User(email=f"r{number}@example.org", name=f"Rater {number}") for number in numbers)
    Membership.objects.bulk_create(
        Membership(user=user, district=assessment.district, role=Role.LEADER) for user in users
    )
    made = Rater.objects.bulk_create(Rater(assessment=assessment, user=user, role=Role.LEADER) for user in users)
    Rating.objects.bulk_create(Rating(rater=rater, outcome_code="1.1", level=2) for rater in made)


def rating_changes(world: World, count: int) -> None:
    """Make `count` changes of the director's first rating."""
    rating = world.mine.ratings.rating
    history = Rating.history
    history.bulk_create(
        history.model(
            id=rating.pk,
            rater_id=rating.rater_id,
            outcome_code=rating.outcome_code,
            level=1 + number % 3,
            history_type="~",
            history_date=timezone.now(),
        )
        for number in range(history.filter(id=rating.pk).count(), count)
    )


def submitted_raters(world: World, count: int) -> None:
    """Make `count` submitted raters of the open self-assessment, each with a rating of every outcome."""
    assessment = world.mine.ratings.assessment
    missing = count - assessment.raters.filter(submitted_at__isnull=False).count()
    add_raters(assessment, {Role.LEADER: (2,) * missing})
