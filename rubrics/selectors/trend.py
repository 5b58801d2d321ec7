"""How outcomes went from one self-assessment of a rubric to the next, across its editions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from plplanner.districts.models import User
from plplanner.kit.charts import Point, trend_chart
from rubrics.calculations.distribution import level_scale, steps
from rubrics.calculations.lineage import outcomes_by_anchor
from rubrics.instrument import Instrument, Outcome
from rubrics.models import SelfAssessment
from rubrics.permissions import can_see_results
from rubrics.report import Agreement
from rubrics.report_words import level_name
from rubrics.selectors.results import NOTHING, Spread, agreements_of, spreads_of

MOST_SHOWN = 6
"""So many self-assessments stand side by side, the one asked for and the latest of the others."""


@dataclass(frozen=True, kw_only=True)
class TrendColumn:
    """One self-assessment."""

    label: str
    title: str
    edition: str
    url: str
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class TrendCell:
    """Where an outcome was in one self-assessment: words, and the place on the scale from the fullest practice on."""

    words: str
    how: str
    place: int | None


@dataclass(frozen=True, kw_only=True)
class TrendRow:
    """One outcome through the self-assessments, with its chart."""

    code: str
    title: str
    cells: tuple[TrendCell, ...]
    sentence: str
    chart: SafeString


@dataclass(frozen=True, kw_only=True)
class Trend:
    """The self-assessments of one rubric side by side, the earliest first."""

    columns: tuple[TrendColumn, ...]
    rows: tuple[TrendRow, ...]
    is_cut: bool
    other_scales: bool


ABSENT = TrendCell(words="", how="", place=None)


def trend_of(assessment: SelfAssessment, user: User) -> Trend:
    """Read the district's self-assessments of the same rubric, in three statements whatever their number."""
    found = list(
        SelfAssessment.objects.visible_to(user)
        .for_district(assessment.district)
        .of_rubric(assessment.edition.rubric)
        .select_related("edition", "district")
        .order_by("-closes_on", "-pk")[: MOST_SHOWN + 1]
    )
    kept = _kept(found, assessment)
    spreads = spreads_of([each for each in kept if can_see_results(user, each)], user=user)
    agreements = agreements_of(kept)
    codes = _codes(kept, assessment)
    instrument = assessment.edition.instrument
    columns = tuple(_column(each, assessment) for each in kept)
    return Trend(
        columns=columns,
        rows=tuple(
            _row(
                instrument,
                outcome,
                columns,
                [
                    _cell(
                        instrument,
                        each.edition.instrument,
                        _former_code(codes[each.pk], outcome),
                        spreads.get(each.pk, {}),
                        agreements.get(each.pk, {}),
                    )
                    for each in kept
                ],
            )
            for outcome in instrument.outcomes
        ),
        is_cut=len(found) > MOST_SHOWN,
        other_scales=any(not _same_scale(instrument, each.edition.instrument) for each in kept),
    )


def _kept(found: Sequence[SelfAssessment], assessment: SelfAssessment) -> list[SelfAssessment]:
    """Return the latest, the one asked for among them, the earliest first."""
    others = [each for each in found if each.pk != assessment.pk][: MOST_SHOWN - 1]
    return sorted([*others, assessment], key=lambda each: (each.closes_on, str(each.pk)))


def _codes(kept: Sequence[SelfAssessment], assessment: SelfAssessment) -> Mapping[object, Mapping[str, str]]:
    """Say for each self-assessment which code of its edition is which code of ours."""
    editions = {each.edition_id: each.edition for each in kept}
    in_order = sorted(editions.values(), key=lambda each: (each.published_at or each.loaded_at, each.pk))
    anchor = in_order.index(assessment.edition)
    found = outcomes_by_anchor([each.instrument for each in in_order], anchor=anchor)
    by_edition = {edition.pk: codes for edition, codes in zip(in_order, found, strict=True)}
    return {each.pk: by_edition[each.edition_id] for each in kept}


def _former_code(codes: Mapping[str, str], outcome: Outcome) -> str:
    """Return what the outcome was called there, blank if it was not; its own code first, where several became it."""
    former = [theirs for theirs, ours in codes.items() if ours == outcome.code]
    return outcome.code if outcome.code in former else next(iter(former), "")


def _same_scale(one: Instrument, other: Instrument) -> bool:
    return level_scale(one) == level_scale(other)


def _column(each: SelfAssessment, assessment: SelfAssessment) -> TrendColumn:
    return TrendColumn(
        label=each.school_year_label,
        title=each.title,
        edition=each.edition.instrument.edition,
        url=each.get_absolute_url(),
        is_here=each.pk == assessment.pk,
    )


def _cell(
    ours: Instrument,
    theirs: Instrument,
    code: str,
    spreads: Mapping[str, Spread],
    agreements: Mapping[str, Agreement],
) -> TrendCell:
    agreed = agreements.get(code, Agreement()).level
    everyone = spreads.get(code, NOTHING).everyone
    number = agreed if agreed is not None else everyone.levels.median if everyone else None
    level = theirs.level_by_number.get(number) if number is not None else None
    if level is None:
        return ABSENT
    place = steps(level_scale(ours), ours.best.number, level.number) if _same_scale(ours, theirs) else None
    return TrendCell(words=level_name(level), how="agreed" if agreed is not None else "median", place=place)


def _row(
    instrument: Instrument, outcome: Outcome, columns: Sequence[TrendColumn], cells: Sequence[TrendCell]
) -> TrendRow:
    said = "; ".join(
        f"{column.title} ({column.label}): {cell.words or 'not known'}"
        for column, cell in zip(columns, cells, strict=True)
    )
    points = [Point(label=column.label, place=cell.place) for column, cell in zip(columns, cells, strict=True)]
    chart = trend_chart(
        points,
        levels=[level_name(level) for level in instrument.from_best],
        id=f"trend-{outcome.code}",
        title=f"{outcome.code} over time",
        description=f"The fullest practice is on top. {said}.",
    )
    until_here = next(place for place, column in enumerate(columns, start=1) if column.is_here)
    sentence = _change(cells[:until_here])
    return TrendRow(code=outcome.code, title=outcome.title, cells=tuple(cells), sentence=sentence, chart=chart)


def _change(cells: Sequence[TrendCell]) -> str:
    """Say how the last known value compares with the first known one; blank while there are not two."""
    places = [cell.place for cell in cells if cell.place is not None]
    if len(places) < 2:  # noqa: PLR2004  (a first and a last)
        return ""
    nearer = places[0] - places[-1]
    if not nearer:
        return "As at the beginning."
    step = "step" if abs(nearer) == 1 else "steps"
    return f"{abs(nearer)} {step} {'nearer to' if nearer > 0 else 'farther from'} the fullest practice."
