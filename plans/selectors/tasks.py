"""The task list of a plan: each section, its status, and when it was last saved."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from plans.edition import SectionKind, TemplateSection
from plans.models import Activity, Goal, Plan, Section
from plplanner.districts.models import AuditEntry
from plplanner.kit.times import moment


class TaskStatus(enum.Enum):
    """How far a section is, with the mark that stands beside the word."""

    NOT_STARTED = ("Not started", "none")
    IN_PROGRESS = ("In progress", "progress")
    COMPLETED = ("Completed", "done")

    @property
    def label(self) -> str:
        """The word people read."""
        return self.value[0]

    @property
    def kind(self) -> str:
        """The mark's name in the status component."""
        return self.value[1]


@dataclass(frozen=True, kw_only=True)
class Task:
    """One row of the task list."""

    key: str
    title: str
    url: str
    status: TaskStatus
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Progress:
    """What is there of goals and activities."""

    goals: int
    written_goals: int
    complete_goals: int
    activities: int


TITLES: Mapping[str, str] = {"profile": "District profile", "beliefs": "Mission and vision"}
"""Short names for the task list and the rail; the document keeps the template's own headings."""


def section_title(section: TemplateSection) -> str:
    """Name a section as the task list does."""
    return TITLES.get(section.key, section.heading or section.title)


def plan_tasks(plan: Plan) -> list[Task]:
    """List the plan's sections with their statuses, in three queries."""
    sections = {each.key: each for each in Section.objects.filter(plan=plan).select_related("updated_by")}
    progress = _progress(plan)
    tasks = []
    for template_section in plan.layout.sections:
        section = sections.get(template_section.key)
        match template_section.kind:
            case SectionKind.NARRATIVE:
                tasks.append(_narrative_task(plan, template_section, section))
            case SectionKind.GOALS:
                url = reverse("plans:goal-list", args=[plan.pk])
                tasks.append(_task("goals", "Goals", url, _goals_status(plan, progress), _goals_note(progress)))
            case SectionKind.ACTIVITIES:
                url = reverse("plans:activity-list", args=[plan.pk])
                tasks.append(_task("activities", "Activities", url, *_activities_state(section, progress)))
            case SectionKind.STANDARDS:
                pass
    return tasks


def _task(key: str, title: str, url: str, status: TaskStatus, note: str) -> Task:
    return Task(key=key, title=title, url=url, status=status, note=note)


def _narrative_task(plan: Plan, template_section: TemplateSection, section: Section | None) -> Task:
    url = reverse("plans:section-edit", args=[plan.pk, template_section.key])
    return _task(
        template_section.key, section_title(template_section), url, _section_status(section), _saved_note(section)
    )


def _section_status(section: Section | None) -> TaskStatus:
    if section is None:
        return TaskStatus.NOT_STARTED
    if section.is_complete:
        return TaskStatus.COMPLETED
    started = section.is_complete is not None or any(section.answers.values())
    return TaskStatus.IN_PROGRESS if started else TaskStatus.NOT_STARTED


def _progress(plan: Plan) -> _Progress:
    # A plan has few goals; counting them here takes a third of what the statement for it does.
    goals = list(Goal.objects.for_plan(plan).present().values_list("pk", "statement", "is_complete"))
    activities = Activity.objects.present().filter(table__goal__in=[pk for pk, *_ in goals], table__removed_at=None)
    return _Progress(
        goals=len(goals),
        written_goals=sum(bool(statement) for _, statement, _ in goals),
        complete_goals=sum(bool(is_complete) for *_, is_complete in goals),
        activities=activities.count(),
    )


def _goals_status(plan: Plan, progress: _Progress) -> TaskStatus:
    if progress.goals and progress.complete_goals == progress.goals >= plan.layout.minimum_goals:
        return TaskStatus.COMPLETED
    return TaskStatus.IN_PROGRESS if progress.written_goals else TaskStatus.NOT_STARTED


def _goals_note(progress: _Progress) -> str:
    if not progress.goals:
        return ""
    return f"{progress.written_goals} of {progress.goals} written, {progress.complete_goals} completed"


def _activities_state(section: Section | None, progress: _Progress) -> tuple[TaskStatus, str]:
    note = f"{progress.activities} in the plan" if progress.activities else ""
    if section is not None and section.is_complete:
        return TaskStatus.COMPLETED, note
    return (TaskStatus.IN_PROGRESS if progress.activities else TaskStatus.NOT_STARTED), note


def _saved_note(section: Section | None) -> str:
    if section is None or section.version == 1:
        return ""
    who = f" by {section.updated_by}" if section.updated_by else ""
    return f"Last saved {moment(section.updated_at)}{who}"


def last_saved(plan: Plan) -> str:
    """Say when and by whom anything in the plan was last changed; empty for a plan nobody has touched."""
    entry = AuditEntry.objects.filter(scope_id=str(plan.pk)).values_list("at", "actor_name").first()
    return f"Last saved {moment(entry[0])} by {entry[1]}" if entry else ""
