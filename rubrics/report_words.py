"""The report's sentences and names, the same on pages, in print and in files."""

from collections.abc import Sequence

from plplanner.kit.dates import long_day
from rubrics.instrument import Instrument, Level
from rubrics.report import AssessmentReport, OutcomeResult, PersonRating, Ratings

EVERYONE = "Everyone"

COUNTED = "Counted are the ratings of people who have submitted theirs."
"""The one rule of what counts, while a self-assessment is open and afterwards."""

SMALL_GROUPS = (
    "A role with fewer than five ratings is not shown on its own, nor one from which the ratings of such a role would "
    "follow."
)
MEDIAN_RULE = (
    "The median is the rating in the middle. Of two in the middle, the one farther from the fullest practice counts."
)
SPREAD_RULE = (
    "The spread is how many steps the middle half of the ratings lie apart: all but a quarter, rounded down, at either "
    "end. The wider it is, the more people differ."
)
NOT_SHOWN = "Fewer than five people rated this, so their ratings stay hidden."
NOT_RATED = "Nobody has rated this."


def level_name(level: Level) -> str:
    """Name a level, with its scores where it has some."""
    return f"{level.name} ({level.scores})" if level.scores else level.name


def level_words(report: AssessmentReport, number: int | None) -> str:
    """Name the level of a number; blank for none."""
    level = report.instrument.level_by_number.get(number) if number is not None else None
    return level_name(level) if level else ""


def best_end(instrument: Instrument) -> str:
    """Say in words which end of the scale is the fullest practice."""
    best, least = instrument.from_best[0], instrument.from_best[-1]
    return f"“{level_name(best)}” is the fullest practice, “{level_name(least)}” the least."


def naming_sentence(report: AssessmentReport) -> str:
    """Say whether anybody sees who rated what."""
    if report.is_anonymous:
        return "People rated anonymously: nobody sees who rated what, and nothing is shown before it is closed."
    return "People rated by name: the directors of the district see who rated what."


def credit(instrument: Instrument) -> Sequence[str]:
    """Name the rubric, its publisher, its licence and what the publisher asks to be said."""
    lines = (
        f"{instrument.title}, {instrument.edition}. {instrument.publisher}. {instrument.licence}.",
        instrument.attribution,
    )
    return [line for line in lines if line]


def state_sentence(report: AssessmentReport) -> str:
    """Say when people rated, and how many have submitted if that may be told."""
    days = f"Open from {long_day(report.opens_on)} to {long_day(report.closes_on)}."
    if report.submitted is None:
        return days
    people = "1 person has submitted" if report.submitted == 1 else f"{report.submitted} people have submitted"
    return f"{days} {people}."


def shown_ratings(result: OutcomeResult) -> list[Ratings]:
    """Return everybody's ratings and then each group's; none where they may not be shown."""
    return [] if result.everyone is None else [result.everyone, *(each.ratings for each in result.groups)]


def hidden_sentence(report: AssessmentReport, result: OutcomeResult) -> str:
    """Say why an outcome shows no ratings though the self-assessment shows some; blank if it does."""
    if result.everyone is not None or report.why_hidden:
        return ""
    return NOT_RATED if report.sees_names else NOT_SHOWN


def median_words(report: AssessmentReport, ratings: Ratings) -> str:
    """Name the median level, and the median score where people score."""
    name = level_name(report.instrument.level_by_number[ratings.levels.median])
    return f"{name}, score {ratings.scores.median}" if ratings.scores else name


def agreed_words(report: AssessmentReport, result: OutcomeResult) -> str:
    """Name what the team agreed; blank if it has not."""
    name = level_words(report, result.agreement.level)
    return f"{name}, score {result.agreement.score}" if result.agreement.score is not None else name


def present_words(report: AssessmentReport, result: OutcomeResult) -> str:
    """Name where an outcome is and how that is known; blank if it is not."""
    agreed = agreed_words(report, result)
    if agreed:
        return f"{agreed}, agreed"
    return f"{median_words(report, result.everyone)}, median" if result.everyone else ""


def rated_words(report: AssessmentReport, rating: PersonRating) -> str:
    """Name the level of one rating, and its score if it has one."""
    name = level_words(report, rating.level)
    return f"{name}, score {rating.score}" if rating.score is not None else name


def gap_words(gap: int | None) -> str:
    """Write a gap in steps."""
    if gap is None:
        return "Not known"
    return "Reached" if gap == 0 else "1 step" if gap == 1 else f"{gap} steps"


def level_note(result: OutcomeResult, level: Level) -> str:
    """Say what a level is to the team: median, agreed, or neither."""
    notes = []
    if result.everyone and result.everyone.levels.median == level.number:
        notes.append("median")
    if result.agreement.level == level.number:
        notes.append("agreed")
    return ", ".join(notes)


def spread_sentence(report: AssessmentReport, ratings: Ratings) -> str:
    """Say how many people rated, what the median is and how far apart the ratings are."""
    count = "1 rating" if ratings.levels.total == 1 else f"{ratings.levels.total} ratings"
    median = median_words(report, ratings)
    middle, whole = (ratings.scores or ratings.levels).spread
    if not whole:
        return f"{count}, {'all at' if ratings.levels.total > 1 else 'at'} {median}."
    noun = "point" if ratings.scores else "step"
    return f"{count}, median {median}. Spread: {_steps(middle, noun)}; farthest apart: {_steps(whole, noun)}."


def _steps(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
