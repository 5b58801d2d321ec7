"""All ratings of one rater, ready to read: the task list, the answers to check, one person's ratings for a director."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from rubrics.calculations.statements import statements
from rubrics.enums import Confidence
from rubrics.instrument import Instrument, Outcome
from rubrics.models import EvidenceFile, Rater, Rating, SelfAssessment
from rubrics.selectors.matrix import Marks


@dataclass(frozen=True, kw_only=True)
class FileLink:
    """A file beside a rating."""

    id: object
    name: str
    size: str
    url: str


@dataclass(frozen=True, kw_only=True)
class RatingLine:
    """What the rater says of one outcome."""

    code: str
    title: str
    level: str
    status: str
    kind: str
    ticks: tuple[str, ...]
    evidence: str
    links: tuple[str, ...]
    files: tuple[FileLink, ...]
    confidence: str
    note: str

    @property
    def is_rated(self) -> bool:
        """Whether a level or score is given."""
        return bool(self.level)


@dataclass(frozen=True, kw_only=True)
class StrandLines:
    """The outcomes of one strand."""

    title: str
    lines: tuple[RatingLine, ...]


@dataclass(frozen=True, kw_only=True)
class MyRatings:
    """All outcomes, strand by strand."""

    strands: tuple[StrandLines, ...]
    rated: int
    outcomes: int

    @property
    def is_complete(self) -> bool:
        """Whether every outcome is rated."""
        return self.rated == self.outcomes

    @property
    def is_begun(self) -> bool:
        """Whether any outcome is rated."""
        return self.rated > 0

    @property
    def what_is_open(self) -> str:
        """Say how many outcomes are not rated; nothing if all are."""
        left = self.outcomes - self.rated
        if not left:
            return ""
        return f"{left} {'outcome is' if left == 1 else 'outcomes are'} not rated yet. You can submit all the same."

    @property
    def next_code(self) -> str:
        """The first outcome that is not rated, else the first of all."""
        lines = [line for strand in self.strands for line in strand.lines]
        return next((line.code for line in lines if not line.is_rated), lines[0].code)


def my_ratings(rater: Rater) -> MyRatings:
    """Read a rater's ratings with their files, in two queries."""
    instrument = rater.assessment.edition.instrument
    by_code = {each.outcome_code: each for each in rater.ratings.prefetch_related("files")}
    strands = tuple(
        StrandLines(
            title=f"{strand.code} {strand.title}",
            lines=tuple(_line(rater, instrument, each, by_code.get(each.code)) for each in strand.outcomes),
        )
        for strand in instrument.strands
    )
    lines = [line for strand in strands for line in strand.lines]
    return MyRatings(strands=strands, rated=sum(line.is_rated for line in lines), outcomes=len(lines))


def rating_marks(rater: Rater) -> Marks:
    """Mark the rater's levels in the whole rubric, in one query."""
    said = {(each.outcome_code, each.level): each.score for each in rater.ratings.all() if each.level is not None}
    return {cell: ("My rating" if score is None else f"My rating ({score})",) for cell, score in said.items()}


def level_said(instrument: Instrument, *, level: int | None, score: int | None) -> str:
    """Name what was chosen, with the score where there is one; nothing if it is not rated."""
    found = instrument.level_by_number.get(level) if level is not None else None
    if found is None:
        return ""
    return found.name if score is None else f"{score} ({found.name})"


def _line(rater: Rater, instrument: Instrument, outcome: Outcome, found: Rating | None) -> RatingLine:
    rating = found or Rating(outcome_code=outcome.code)
    files = file_links(rater, found) if found else ()
    level = level_said(instrument, level=rating.level, score=rating.score)
    status, kind = _status(rating, is_rated=bool(level), has_files=bool(files))
    return RatingLine(
        code=outcome.code,
        title=outcome.title,
        level=level,
        status=status,
        kind=kind,
        ticks=_ticked(instrument, outcome, rating),
        evidence=rating.evidence,
        links=tuple(rating.links.split("\n")) if rating.links else (),
        files=files,
        confidence=str(Confidence(rating.confidence).label) if rating.confidence else "",
        note=rating.note,
    )


def _status(rating: Rating, *, is_rated: bool, has_files: bool) -> tuple[str, str]:
    if is_rated:
        return "Rated", "done"
    begun = rating.ticks or rating.evidence or rating.links or rating.note or has_files
    return ("Begun", "progress") if begun else ("Not rated yet", "none")


def _ticked(instrument: Instrument, outcome: Outcome, rating: Rating) -> tuple[str, ...]:
    texts: Mapping[str, str] = {each.key: each.text for each in statements(instrument, outcome)} if rating.ticks else {}
    return tuple(text for key, text in texts.items() if key in rating.ticks)


def file_links(rater: Rater, rating: Rating) -> tuple[FileLink, ...]:
    """List the files beside a rating."""
    return tuple(
        FileLink(
            id=each.pk,
            name=each.name,
            size=_size(each.size),
            url=reverse("rubrics:evidence-file", args=[rater.assessment_id, each.pk]),
        )
        for each in rating.files.all()
    )


def files_in(assessment: SelfAssessment) -> QuerySet[EvidenceFile]:
    """Return the files of everybody in a self-assessment, with whose they are."""
    return EvidenceFile.objects.filter(rating__rater__assessment=assessment).select_related("rating__rater")


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024)):,} KB"


def reference_number(rater: Rater) -> str:
    """Return what a rater can name when asking about their ratings; it tells nobody else who they are."""
    return str(rater.pk).split("-", maxsplit=1)[0].upper()
