"""What people did to a plan, in words, and the texts before and after an edit."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from plans.edition import YEAR_FIELDS, Edition, SectionKind
from plans.models import Activity, ActivityTable, Goal, Plan, Section, YearOutcome
from plans.selectors.tasks import section_title
from plplanner.districts.models import AuditEntry, User
from plplanner.districts.permissions import has_permission
from plplanner.districts.roles import Permission
from plplanner.kit.dates import weekday
from plplanner.kit.merging import canonical
from plplanner.kit.text import shorten
from plplanner.kit.times import clock
from plplanner.kit.words import Run, word_differences

NAME_LENGTH = 80
MODELS: Mapping[str, type[Section | Goal | ActivityTable | Activity]] = {
    "section": Section,
    "goal": Goal,
    "activitytable": ActivityTable,
    "activity": Activity,
}
"""The rows whose texts are kept with every save, by the kind an entry names."""

NOUNS: Mapping[str, str] = {"goal": "goal", "activitytable": "activity table", "activity": "activity"}
VERBS: Mapping[str, str] = {
    "add": "added",
    "copy": "copied in",
    "move": "moved",
    "remove": "removed",
    "restore": "brought back",
    "edit": "changed",
}
MILESTONES = ("create", "finish", "reopen")
EXTRA_LABELS: Mapping[str, str] = {
    "is_complete": "Completed",
    "title": "Title",
    "first_year": "First school year",
    "facts_year": "School year of the facts",
    "name": "Name",
}


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """One thing somebody did."""

    time: str
    who: str
    what: str
    fields: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ChangeDay:
    """The changes of one day, newest first."""

    label: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field before and after an edit, word by word."""

    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def plan_entries(plan: Plan, *, by: User) -> QuerySet[AuditEntry]:
    """Return the record of one plan, newest first; who reads finished plans only, sees when it was begun and finished.

    The words of a draft are none of their business, also not after it is finished.
    """
    entries = AuditEntry.objects.filter(scope_id=str(plan.pk))
    if has_permission(by, Permission.VIEW_PLANS, plan.district):
        return entries
    return entries.filter(object_kind="plan", action__in=MILESTONES)


def change_days(plan: Plan, entries: Iterable[AuditEntry]) -> list[ChangeDay]:
    """Put entries into words and group them by day, without a query."""

    def day_of(entry: AuditEntry) -> datetime.date:
        return timezone.localtime(entry.at).date()

    return [
        ChangeDay(label=_day_label(day), lines=tuple(change_line(plan, each) for each in group))
        for day, group in groupby(entries, key=day_of)
    ]


def _day_label(day: datetime.date) -> str:
    today = timezone.localdate()
    if day == today:
        return "Today"
    if day == today - datetime.timedelta(days=1):
        return "Yesterday"
    return weekday(day)


def change_line(plan: Plan, entry: AuditEntry) -> ChangeLine:
    """Put one entry into words."""
    names = _field_names(entry)
    has_texts = entry.action == "edit" and entry.object_kind in MODELS
    return ChangeLine(
        time=clock(entry.at),
        who=entry.actor_name,
        what=_what(plan, entry),
        fields=", ".join(_label(plan.layout, entry, name) for name in names),
        url=reverse("plans:change-detail", args=[plan.pk, entry.pk]) if has_texts and names else "",
    )


def _field_names(entry: AuditEntry) -> list[str]:
    names = entry.detail.get("fields", [])
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _what(plan: Plan, entry: AuditEntry) -> str:
    if entry.object_kind == "plan":
        return _what_of_plan(entry)
    verb = VERBS.get(entry.action, entry.action.replace("-", " "))
    if entry.object_kind == "section":
        section = plan.layout.section(entry.object_name)
        return f"{verb} the section {section_title(section) if section else entry.object_name}"
    noun = NOUNS.get(entry.object_kind, entry.object_kind)
    return f"{verb} the {noun} “{shorten(entry.object_name, NAME_LENGTH)}”"


def _what_of_plan(entry: AuditEntry) -> str:
    detail: Mapping[str, Any] = entry.detail
    sentences: Mapping[str, Callable[[], str]] = {
        "create": lambda: "began the plan",
        "import": lambda: "read a file into the plan",
        "edit": lambda: "changed the plan’s settings",
        "finish": lambda: f"marked the plan as finished, for time number {detail.get('number', 1)}",
        "reopen": lambda: f"reopened the plan: {detail.get('reason', '')}",
        "explain": lambda: _explained(str(detail.get("text", ""))),
        "move-edition": lambda: f"moved the plan to the template edition {detail.get('edition', '')}",
    }
    sentence = sentences.get(entry.action)
    return sentence() if sentence else f"{entry.action.replace('-', ' ')}: the plan"


def _explained(text: str) -> str:
    return f"explained a warning: {shorten(text, 200)}" if text else "took back the explanation of a warning"


def _label(edition: Edition, entry: AuditEntry, name: str) -> str:
    if name in EXTRA_LABELS:
        return EXTRA_LABELS[name]
    match entry.object_kind:
        case "section":
            field = edition.narrative_fields.get(name)
            return field.label if field else name
        case "goal":
            year, field_name = _year_field(name)
            label = edition.field(SectionKind.GOALS, field_name).label.replace("{year}", str(year))
            return f"Year {year}: {label}" if year and field_name != "outcome" else label
        case "activity":
            return edition.field(SectionKind.ACTIVITIES, name).label
    return name.replace("_", " ")


def _year_field(name: str) -> tuple[int, str]:
    """Take `year_2_target` apart; a field of the goal itself has year 0."""
    first, _, rest = name.partition("_")
    year, _, field = rest.partition("_")
    return (int(year), field) if first == "year" and year.isdigit() and field in YEAR_FIELDS else (0, name)


def field_changes(plan: Plan, entry: AuditEntry) -> list[FieldChange]:
    """Compare the texts before and after one edit, from the history of the row; in at most three queries.

    A field whose history is not kept (the schools and standards of an activity) is left out.
    """
    model = MODELS.get(entry.object_kind)
    if entry.action != "edit" or model is None:
        return []
    names = _field_names(entry)
    before, after = _row_texts(model, entry, names)
    if model is Goal:
        year_before, year_after = _year_texts(entry, names)
        before, after = {**before, **year_before}, {**after, **year_after}
    return [
        _field_change(_label(plan.layout, entry, name), before.get(name, ""), after[name])
        for name in names
        if name in after
    ]


def _row_texts(
    model: type[Section | Goal | ActivityTable | Activity], entry: AuditEntry, names: Sequence[str]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read the row's own fields as they were before and after the save that made its version."""
    version = entry.detail.get("version")
    if not isinstance(version, int):
        return {}, {}
    rows = model.history.filter(id=entry.object_id, version__in=[version - 1, version]).order_by("history_id")
    by_version = {row.version: row for row in rows}
    texts = [_texts(by_version.get(each), names) for each in (version - 1, version)]
    return texts[0], texts[1]


def _texts(row: Any, names: Sequence[str]) -> Mapping[str, str]:
    if row is None:
        return {}
    values = {**getattr(row, "answers", {}), **{name: getattr(row, name) for name in names if hasattr(row, name)}}
    return {name: canonical(values[name]) for name in names if name in values}


def _year_texts(entry: AuditEntry, names: Sequence[str]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Read the outcomes of the years, which have no version of their own, as they were around the entry's time."""
    years = {year for year, _ in map(_year_field, names) if year}
    rows = YearOutcome.history.filter(goal_id=entry.object_id, year__in=years, history_date__lte=entry.at)
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    latest: dict[int, list[Any]] = {}
    for row in rows.order_by("-history_date", "-history_id"):
        latest.setdefault(row.year, []).append(row)
    for name in names:
        year, field = _year_field(name)
        held = latest.get(year, [])
        if year and held:
            after[name] = getattr(held[0], field)
            before[name] = getattr(held[1], field) if len(held) > 1 else ""
    return before, after


def _field_change(label: str, before: str, after: str) -> FieldChange:
    old, new = word_differences(before, after)
    return FieldChange(label=label, before=tuple(old), after=tuple(new))
