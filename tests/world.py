"""The small world in which addresses, pages and query counts are tried: two districts, and a person of each role.

An `Estate` is what one district owns; its `ids` answer the names that addresses use (`<uuid:plan_id>`).
"""

import datetime
import enum
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from plans.enums import PlanStatus
from plans.models import (
    Activity,
    ActivityTable,
    Goal,
    Plan,
    PlanImport,
    Section,
    Snapshot,
    TemplateEdition,
    YearOutcome,
)
from plans.portable import content_to_json
from plans.selectors.document import current_document, plan_content
from plans.snapshots import document_to_snapshot
from plplanner.districts.audit import record
from plplanner.districts.enums import Role, State
from plplanner.districts.models import (
    AuditEntry,
    District,
    Membership,
    User,
)
from tests.districts.rows import SCHOOL_YEAR, Place, create_place
from tests.resources.rows import ResourceRows, create_resources
from tests.rubrics.rows import CASE_IDS, AssessmentRows, create_assessment, load_rubric


class Who(enum.StrEnum):
    """The people of the access table, in the order of its columns."""

    ANONYMOUS = "anonymous"
    DIRECTOR = "director"
    EDITOR = "editor"
    LEADER = "leader"
    VIEWER = "viewer"
    REVIEWER = "reviewer"
    OTHER_REVIEWER = "reviewer of another state"
    OTHER_DIRECTOR = "director of another district"
    ADMINISTRATOR = "administrator"


STRANGERS = (Who.OTHER_REVIEWER, Who.OTHER_DIRECTOR)


@dataclass(frozen=True, kw_only=True)
class PlanRows:
    """A plan and one row of each kind in it."""

    plan: Plan
    goal: Goal
    removed_goal: Goal
    table: ActivityTable
    activity: Activity
    entry: AuditEntry
    plan_import: PlanImport

    @property
    def ids(self) -> dict[str, object]:
        return {
            "plan_id": self.plan.pk,
            "goal_id": self.goal.pk,
            "table_id": self.table.pk,
            "activity_id": self.activity.pk,
            "entry_id": self.entry.pk,
            "import_id": self.plan_import.pk,
            "key": "profile",
            "edition_slug": self.plan.edition_id,
        }


@dataclass(frozen=True, kw_only=True)
class Estate:
    """What one district owns, with one of its plans and one of its self-assessments."""

    place: Place
    rows: PlanRows
    ratings: AssessmentRows
    resources: ResourceRows

    @property
    def district(self) -> District:
        return self.place.district

    @property
    def plan(self) -> Plan:
        return self.rows.plan

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {**self.place.ids, **self.rows.ids, **self.ratings.ids, **self.resources.ids}


SHARED_IDS = {
    "year",
    "key",
    "edition_slug",
    "reviewer_id",
    "state_invitation_id",
    "upload_id",
    "import_kind",
    "template_format",
    "outcome_code",
    "rubric_slug",
    "benchmark_code",
    "state",
    "state_benchmark_id",
} | CASE_IDS
"""Names in addresses that are no district's own."""


@dataclass(frozen=True, kw_only=True)
class World:
    """Two districts; `finished` is the first with its finished plan, `closed` with its closed self-assessment."""

    mine: Estate
    finished: Estate
    closed: Estate
    other: Estate
    people: dict[Who, User]

    def estate(self, state: str) -> Estate:
        """Return the first district's estate in a state of the access table."""
        return {"": self.mine, "finished": self.finished, "closed": self.closed}[state]


def build_world() -> World:
    """Create the world; about a hundred and twenty inserts."""
    edition, rubric = load_edition(), load_rubric()
    mine = create_place("Amber Falls", State.AL, leaid="0199901")
    other = create_place("Birch Harbor", State.TN, leaid="4799901")
    people = _create_people(mine.district, other.district)
    finished = create_plan(mine.district, edition=edition, title="Finished plan")
    finish(finished.plan)
    begun = create_plan(mine.district, edition=edition, title="Plan under way")
    theirs = create_plan(other.district, edition=edition, title="Plan of others")
    raters = [(people[who], Role[who.name]) for who in (Who.DIRECTOR, Who.EDITOR, Who.LEADER)]
    stranger = [(people[Who.OTHER_DIRECTOR], Role.DIRECTOR)]
    ratings = create_assessment(mine.district, edition=rubric, raters=raters, title="How we use resources")
    closed = create_assessment(mine.district, edition=rubric, raters=raters, title="Last year's", days_open=-30)
    others = create_assessment(other.district, edition=rubric, raters=stranger, title="Of others")
    my_resources = create_resources(mine.district, mine.school, asked_by=people[Who.LEADER])
    their_resources = create_resources(other.district, other.school)
    return World(
        mine=Estate(place=mine, rows=begun, ratings=ratings, resources=my_resources),
        finished=Estate(place=mine, rows=finished, ratings=ratings, resources=my_resources),
        closed=Estate(place=mine, rows=begun, ratings=closed, resources=my_resources),
        other=Estate(place=other, rows=theirs, ratings=others, resources=their_resources),
        people=people,
    )


def load_edition() -> TemplateEdition:
    """Create the shipped template edition, or return it."""
    content = _edition_content()
    values = {
        "title": content["title"],
        "edition": content["edition"],
        "effective": datetime.date.fromisoformat(content["effective"]),
        "content": content,
    }
    edition, _ = TemplateEdition.objects.get_or_create(slug=content["slug"], defaults=values)
    return edition


@cache
def _edition_content() -> dict[str, Any]:
    path = Path(settings.BASE_DIR, "fixtures", "plan_template_2026.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def finish(plan: Plan) -> None:
    """Mark the plan as finished, whatever the check would say."""
    document = document_to_snapshot(current_document(plan))
    Snapshot.objects.create(plan=plan, number=1, taken_by_name="Dana Director", document=document)
    plan.status = PlanStatus.FINISHED
    plan.save(update_fields=["status"])


def create_plan(district: District, *, edition: TemplateEdition, title: str) -> PlanRows:
    """Create a plan with its sections, a goal, its outcomes, a table, an activity, and a removed goal."""
    plan = Plan.objects.create(
        district=district,
        edition=edition,
        title=title,
        first_year=SCHOOL_YEAR + 1,
        facts_year=SCHOOL_YEAR,
    )
    Section.objects.bulk_create(Section(plan=plan, key=section["key"]) for section in _edition_content()["sections"])
    plan.sections.filter(key="profile").update(answers={"schools": "Eleven schools."}, is_complete=True)
    goal = Goal.objects.create(plan=plan, position=1, statement="Every student reads well by the end of grade 3.")
    YearOutcome.objects.bulk_create(YearOutcome(goal=goal, year=year, outcome=f"Step {year}") for year in (1, 2, 3))
    table = ActivityTable.objects.create(goal=goal, position=1)
    activity = Activity.objects.create(table=table, position=1, initial="Workshop on decoding", follow_up="Coaching")
    return PlanRows(
        plan=plan,
        goal=goal,
        removed_goal=Goal.objects.create(plan=plan, position=2, statement="Taken out", removed_at=timezone.now()),
        table=table,
        activity=activity,
        entry=record(by=None, action="edit", of=goal, district_id=district.pk, scope_id=plan.pk),
        plan_import=PlanImport.objects.create(
            district=district,
            edition=edition,
            file_name="plan.docx",
            sha256="0" * 64,
            content=content_to_json(plan_content(plan)),
        ),
    )


def _create_people(mine: District, other: District) -> dict[Who, User]:
    people: dict[Who, User] = {who: _create_person(who) for who in Who if who is not Who.ANONYMOUS}
    for who in (Who.DIRECTOR, Who.EDITOR, Who.LEADER, Who.VIEWER):
        Membership.objects.create(user=people[who], district=mine, role=Role[who.name])
    Membership.objects.create(user=people[Who.OTHER_DIRECTOR], district=other, role=Role.DIRECTOR)
    Membership.objects.create(user=people[Who.REVIEWER], state=mine.state, role=Role.REVIEWER)
    Membership.objects.create(user=people[Who.OTHER_REVIEWER], state=State.WY, role=Role.REVIEWER)
    return people


def _create_person(who: Who) -> User:
    return User.objects.create_user(
        f"{who.name.lower()}@example.org",
        name=who.value.capitalize(),
        is_superuser=who is Who.ADMINISTRATOR,
        last_login=timezone.now(),
    )
