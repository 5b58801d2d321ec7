"""Template editions: which there are, what they hold, and what moving a plan to a newer one changes."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plans.edition import Edition, SectionKind, TemplateField
from plans.models import Goal, Plan, Section, TemplateEdition, YearOutcome
from plplanner.kit.dates import long_day
from plplanner.kit.years import school_year_span

FieldKey = tuple[SectionKind, str]


@dataclass(frozen=True, kw_only=True)
class Relabelled:
    """A question that the newer edition asks under another name."""

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class EditionChanges:
    """What a newer edition changes, in words ready to print."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    relabelled: tuple[Relabelled, ...] = ()
    moved: tuple[str, ...] = ()
    now_required: tuple[str, ...] = ()
    no_longer_required: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    minimum_goals: tuple[int, int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether both editions ask the same in the same words."""
        return self == EditionChanges()


@dataclass(frozen=True, kw_only=True)
class KeptAnswer:
    """An answer that the plan's edition does not ask for; it stays with the plan."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition in the list."""

    slug: str
    name: str
    effective: str
    is_in_force: bool


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """One question of an edition."""

    label: str
    prompt: str
    guidance: str
    example: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class SectionLine:
    """One section of an edition with its questions."""

    title: str
    heading: str
    introduction: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A question in its section."""

    section: str
    field: TemplateField

    @property
    def name(self) -> str:
        return f"{self.section}: {self.field.label}"


def edition_for(first_year: int) -> TemplateEdition | None:
    """Return the latest edition in force when a plan begins; before the first one, the first."""
    begins, _ = school_year_span(first_year)
    in_force = TemplateEdition.objects.filter(effective__lte=begins).order_by("-effective", "slug").first()
    return in_force or TemplateEdition.objects.order_by("effective", "slug").first()


def newer_editions(plan: Plan) -> list[TemplateEdition]:
    """List the editions that took, or will take, effect after the plan's own, newest first."""
    return list(TemplateEdition.objects.filter(effective__gt=plan.layout.effective).order_by("-effective", "slug"))


def has_newer_edition(plan: Plan) -> bool:
    """Whether the plan can be moved to a newer edition, in one query."""
    return TemplateEdition.objects.filter(effective__gt=plan.layout.effective).exists()


def compare_editions(older: Edition, newer: Edition) -> EditionChanges:
    """Say what the newer edition asks otherwise than the older one."""
    before, after = _questions(older), _questions(newer)
    shared = [(before[key], after[key]) for key in before if key in after]
    return EditionChanges(
        added=tuple(after[key].name for key in after if key not in before),
        removed=tuple(before[key].name for key in before if key not in after),
        relabelled=tuple(
            Relabelled(before=old.name, after=new.field.label)
            for old, new in shared
            if old.field.label != new.field.label
        ),
        moved=tuple(f"{new.field.label}: now in {new.section}" for old, new in shared if old.section != new.section),
        now_required=tuple(new.name for old, new in shared if new.field.required and not old.field.required),
        no_longer_required=tuple(new.name for old, new in shared if old.field.required and not new.field.required),
        reworded=tuple(new.name for old, new in shared if _wording(old.field) != _wording(new.field)),
        years=(older.years, newer.years) if older.years != newer.years else None,
        minimum_goals=(
            (older.minimum_goals, newer.minimum_goals) if older.minimum_goals != newer.minimum_goals else None
        ),
    )


def _questions(edition: Edition) -> Mapping[FieldKey, _Asked]:
    return {
        (section.kind, each.key): _Asked(section=section.title, field=each)
        for section in edition.sections
        for each in section.fields
    }


def _wording(asked: TemplateField) -> tuple[str, str, str]:
    return asked.prompt, asked.guidance, asked.example


def kept_answers(plan: Plan, edition: Edition | None = None) -> list[KeptAnswer]:
    """List the plan's answers that an edition (its own unless given) does not ask for, in three queries."""
    asked = edition or plan.layout
    return [*_kept_narrative(plan, asked), *_kept_outcomes(plan, asked)]


def _kept_narrative(plan: Plan, edition: Edition) -> Iterator[KeptAnswer]:
    left_over = {
        key: text
        for answers in Section.objects.filter(plan=plan).values_list("answers", flat=True)
        for key, text in answers.items()
        if text and key not in edition.narrative_fields
    }
    labels = _labels_of_all_editions() if left_over else {}
    for key in sorted(left_over):
        yield KeptAnswer(label=labels.get(key, key.replace("_", " ").capitalize()), value=left_over[key])


def _labels_of_all_editions() -> Mapping[str, str]:
    labels: dict[str, str] = {}
    for edition in TemplateEdition.objects.order_by("effective"):
        labels |= {key: each.label for key, each in edition.layout.narrative_fields.items()}
    return labels


def _kept_outcomes(plan: Plan, edition: Edition) -> Iterator[KeptAnswer]:
    beyond = YearOutcome.objects.filter(goal__plan=plan, year__gt=edition.years).exclude(outcome="")
    rows = list(beyond.values_list("goal_id", "year", "outcome"))
    if not rows:
        return
    numbers = {
        pk: number
        for number, pk in enumerate(
            Goal.objects.for_plan(plan).present().in_order().values_list("pk", flat=True), start=1
        )
    }
    for goal_id, year, outcome in sorted(rows, key=lambda row: (numbers.get(row[0], 0), row[1])):
        if goal_id in numbers:
            yield KeptAnswer(label=f"Goal {numbers[goal_id]}, Year {year}", value=outcome)


def edition_lines(today: datetime.date) -> list[EditionLine]:
    """List the editions, newest first, in one query."""
    return [
        EditionLine(
            slug=edition.pk,
            name=str(edition),
            effective=long_day(edition.effective),
            is_in_force=edition.effective <= today,
        )
        for edition in TemplateEdition.objects.defer("content")
    ]


def edition_pages(edition: Edition) -> list[SectionLine]:
    """Lay an edition out for reading: its sections with what each asks."""
    return [
        SectionLine(
            title=section.title,
            heading=section.heading,
            introduction=section.introduction,
            fields=tuple(
                FieldLine(
                    label=each.label.replace("{year}", f"1 to {edition.years}"),
                    prompt=each.prompt,
                    guidance=each.guidance,
                    example=each.example,
                    required=each.required,
                )
                for each in section.fields
            ),
        )
        for section in edition.sections
    ]
