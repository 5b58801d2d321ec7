"""Rubric editions for reading: which there are, the whole of one, and what changes from level to level."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db.models.fields.json import KT
from django.utils import timezone

from plplanner.districts.models import User
from plplanner.kit.dates import long_day
from plplanner.kit.words import Run, word_differences
from rubrics.calculations.statements import Change, ChangedStatement, changes_between
from rubrics.enums import EditionStatus
from rubrics.instrument import Instrument, Level, Outcome
from rubrics.models import RubricEdition


@dataclass(frozen=True, kw_only=True)
class EditionLine:
    """An edition in the list."""

    slug: str
    rubric: str
    title: str
    edition: str
    role: str
    standard: str
    publisher: str
    licence: str
    published: str
    is_newest: bool

    @property
    def is_draft(self) -> bool:
        """Whether only administrators see it so far."""
        return not self.published


@dataclass(frozen=True, kw_only=True)
class ScaleLine:
    """A level of the scale: `end` says which end it is, if it is one."""

    name: str
    bands: str
    end: str


@dataclass(frozen=True, kw_only=True)
class LevelText:
    """What practice looks like at one level of one outcome; no statements and no next step if it is left blank."""

    name: str
    bands: str
    end: str
    indicators: tuple[str, ...]
    next_step: str

    @property
    def is_blank(self) -> bool:
        """Whether the rubric says nothing of this level here."""
        return not self.indicators and not self.next_step


@dataclass(frozen=True, kw_only=True)
class OutcomeText:
    """An outcome with its levels from the fullest practice on."""

    code: str
    title: str
    levels: tuple[LevelText, ...]
    has_changes: bool


@dataclass(frozen=True, kw_only=True)
class StrandText:
    """A strand with its outcomes."""

    code: str
    title: str
    outcomes: tuple[OutcomeText, ...]


@dataclass(frozen=True, kw_only=True)
class RubricText:
    """A whole edition, ready to print. `undescribed` says which levels have only a name, if any do."""

    which_end: str
    scale: tuple[ScaleLine, ...]
    undescribed: str
    strands: tuple[StrandText, ...]


@dataclass(frozen=True, kw_only=True)
class StatementChange:
    """A statement of the better level: `runs` marks the words that a strengthened one gained."""

    change: Change
    runs: tuple[Run, ...]
    before: str

    @property
    def is_added(self) -> bool:
        """Whether no statement of the weaker level says something like it."""
        return self.change == Change.ADDED

    @property
    def is_strengthened(self) -> bool:
        """Whether it rewords a statement of the weaker level."""
        return self.change == Change.STRENGTHENED


@dataclass(frozen=True, kw_only=True)
class LevelStep:
    """What changes on the way from a level to the next better one."""

    worse: str
    better: str
    anchor: str
    changes: tuple[StatementChange, ...]
    dropped: tuple[str, ...]


def rubric_lines(user: User) -> list[tuple[EditionLine, ...]]:
    """List the editions the person may see, rubric by rubric, drafts first and then the newest, in one query."""
    # Only these texts are read: the whole of an edition can be large.
    names = ("title", "edition", "role", "standard", "publisher", "licence")
    rows = (
        RubricEdition.objects.visible_to(user)
        .annotate(**{f"its_{name}": KT(f"content__{name}") for name in names})
        .values("slug", "rubric", "status", "published_at", "loaded_at", *(f"its_{name}" for name in names))
    )
    by_rubric = groupby(sorted(rows, key=lambda row: row["rubric"]), key=lambda row: row["rubric"])
    rubrics = [tuple(_edition_lines(list(group))) for _, group in by_rubric]
    return sorted(rubrics, key=lambda lines: lines[0].title)


def _edition_lines(rows: Sequence[dict[str, object]]) -> Iterator[EditionLine]:
    ordered = sorted(rows, key=_age, reverse=True)
    newest = next((row["slug"] for row in ordered if row["published_at"] is not None), None)
    for row in ordered:
        yield EditionLine(
            slug=str(row["slug"]),
            rubric=str(row["rubric"]),
            **{name.removeprefix("its_"): str(value) for name, value in row.items() if name.startswith("its_")},
            published=_day(row["published_at"]),
            is_newest=len(rows) > 1 and row["slug"] == newest,
        )


def _age(row: dict[str, object]) -> tuple[bool, object, str]:
    return row["status"] == EditionStatus.DRAFT, row["published_at"] or row["loaded_at"], str(row["slug"])


def _day(moment: object) -> str:
    return long_day(timezone.localtime(moment).date()) if isinstance(moment, datetime.datetime) else ""


def newer_edition(edition: RubricEdition) -> RubricEdition | None:
    """Return the newest published edition of the same rubric if it is newer than this one.

    Not every district may use a licensed text, so it is no newer edition of one that may be shared.
    """
    alike = RubricEdition.objects.published().filter(content__may_be_shared=edition.instrument.may_be_shared)
    newest = alike.of_rubric(edition.rubric).first()
    return None if newest is None or newest.pk == edition.pk or not edition.is_published else newest


def rubric_text(instrument: Instrument) -> RubricText:
    """Lay an edition out for reading."""
    return RubricText(
        which_end=which_end(instrument),
        scale=tuple(_scale(instrument)),
        undescribed=_undescribed(instrument),
        strands=tuple(
            StrandText(
                code=strand.code,
                title=strand.title,
                outcomes=tuple(_outcome_text(instrument, each) for each in strand.outcomes),
            )
            for strand in instrument.strands
        ),
    )


def which_end(instrument: Instrument) -> str:
    """Say in a sentence which end of the scale is best."""
    best, least = instrument.from_best[0], instrument.from_best[-1]
    return f"“{best.name}” is the fullest practice, “{least.name}” the least."


def _scale(instrument: Instrument) -> Iterator[ScaleLine]:
    for level in instrument.from_best:
        yield ScaleLine(name=level.name, bands=_bands(level), end=_end(instrument, level))


def _bands(level: Level) -> str:
    scores = f"scores {level.scores}" if level.scores else ""
    percent = f"{level.percent}%" if level.percent else ""
    return ", ".join(part for part in (scores, percent) if part)


def _end(instrument: Instrument, level: Level) -> str:
    if level == instrument.best:
        return "fullest practice"
    return "least" if level == instrument.from_best[-1] else ""


def _undescribed(instrument: Instrument) -> str:
    names = [level.name for level in instrument.levels if level.number in instrument.named_levels]
    if not names:
        return ""
    how = "The score says which one it is." if instrument.is_scored else "Choose one by its name."
    return f"Named only, without a description: {', '.join(names)}. {how}"


def _outcome_text(instrument: Instrument, outcome: Outcome) -> OutcomeText:
    levels = tuple(
        LevelText(
            name=level.name,
            bands=_bands(level),
            end=_end(instrument, level),
            indicators=outcome.indicators_at(level.number),
            next_step=descriptor.next_step if (descriptor := outcome.descriptor_at.get(level.number)) else "",
        )
        for level in instrument.from_best
        if level.number not in instrument.named_levels
    )
    described = sum(bool(level.indicators) for level in levels)
    return OutcomeText(code=outcome.code, title=outcome.title, levels=levels, has_changes=described > 1)


def level_steps(instrument: Instrument, outcome: Outcome) -> tuple[LevelStep, ...]:
    """Say what each described level asks beyond the next weaker one, from the weakest up."""
    described = [level for level in reversed(instrument.from_best) if outcome.indicators_at(level.number)]
    return tuple(_step(outcome, worse, better) for worse, better in pairwise(described))


def _step(outcome: Outcome, worse: Level, better: Level) -> LevelStep:
    weaker = outcome.indicators_at(worse.number)
    # A source may say the same twice at one level; once is enough to see what is new.
    changes = list(dict.fromkeys(changes_between(weaker, outcome.indicators_at(better.number))))
    carried = {each.before or each.text for each in changes if each.change != Change.ADDED}
    return LevelStep(
        worse=worse.name,
        better=better.name,
        anchor=f"from-{worse.number}",
        changes=tuple(_marked(changes)),
        dropped=tuple(text for text in dict.fromkeys(weaker) if text not in carried),
    )


def _marked(changes: Iterable[ChangedStatement]) -> Iterator[StatementChange]:
    for each in changes:
        before = each.before or each.text
        _, runs = word_differences(before, each.text)
        yield StatementChange(change=each.change, runs=tuple(runs), before=each.before)
