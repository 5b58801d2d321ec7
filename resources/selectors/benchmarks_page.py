"""All benchmarks of a district's year as cards: for the strip of the overview, and the list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plplanner.districts.models import District
from plplanner.kit.years import school_year_label
from resources.enums import Basis, Scope
from resources.models import Benchmark
from resources.models.benchmarks import Owner, owner_of
from resources.selectors.benchmarks import Held, Missing, hold, in_force, needs_of, present_of, rows_for
from resources.selectors.benchmarks_words import ResultWords, result_words, threshold_words
from resources.selectors.quantities_read import Figures, Need, read_figures
from resources.selectors.removed import RemovedRow


@dataclass(frozen=True, kw_only=True)
class ScopeLine:
    """What a benchmark says in one scope, planned amounts."""

    label: str
    words: ResultWords


@dataclass(frozen=True, kw_only=True)
class BasisLine:
    """What a benchmark says of one of the three amounts, in each scope."""

    label: str
    cells: tuple[ResultWords, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """One benchmark as the strip and the list show it. Without cost in it there is one line and no table."""

    code: str
    title: str
    threshold: str
    year: str
    is_optional: bool
    changed: str
    scopes: tuple[ScopeLine, ...]
    bases: tuple[BasisLine, ...]

    @property
    def has_numbers(self) -> bool:
        """Whether any of the three amounts gives a number."""
        return any(cell.is_known for line in self.bases for cell in line.cells)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to enter for the planned amounts, once each."""
        return tuple(dict.fromkeys(each for line in self.scopes for each in line.words.missing))


@dataclass(frozen=True, kw_only=True)
class Board:
    """All benchmarks of a district's year, and the figures they rest on."""

    held: tuple[Held, ...]
    figures: Figures
    cards: tuple[Card, ...]
    removed: tuple[RemovedRow, ...]


def removed_lines(rows: Iterable[Benchmark], owner: Owner) -> tuple[RemovedRow, ...]:
    """List what an owner took out, so that it can be brought back."""
    return tuple(
        RemovedRow(id=row.pk, name=f"{row.title}: {threshold_words(row)}, from {school_year_label(row.from_year)} on")
        for row in rows
        if row.removed_at is not None and owner.owns(row)
    )


def read_board(district: District, school_year: int, *, also: Sequence[Need] = ()) -> Board:
    """Judge all benchmarks that hold in a district's year; `also` reads more of its figures."""
    all_rows = rows_for(owner_of(district))
    rows = present_of(all_rows)
    chosen = in_force(rows, school_year)
    figures = read_figures(district, [school_year], needs_of(chosen) | set(also))[school_year]
    held = tuple(hold(benchmark, rows, figures) for benchmark in chosen)
    return Board(
        held=held,
        figures=figures,
        cards=tuple(card_of(each, school_year) for each in held),
        removed=removed_lines(all_rows, owner_of(district)),
    )


def card_of(held: Held, school_year: int) -> Card:
    """Write one benchmark for the strip and the list."""
    benchmark = held.benchmark
    scopes = tuple(Scope) if held.has_scopes else (Scope.ALL,)
    return Card(
        code=benchmark.code,
        title=benchmark.title,
        threshold=threshold_words(benchmark),
        year=school_year_label(school_year),
        is_optional=benchmark.is_optional,
        changed=changed_words(held),
        scopes=tuple(
            ScopeLine(label=str(scope.label), words=result_words(held, held.at(scope, Basis.PLANNED)))
            for scope in scopes
        ),
        bases=tuple(
            BasisLine(
                label=str(basis.label), cells=tuple(result_words(held, held.at(scope, basis)) for scope in scopes)
            )
            for basis in Basis
            if held.has_scopes
        ),
    )


def changed_words(held: Held) -> str:
    """Say whose threshold it is, where it is not the shipped one, and why."""
    benchmark = held.benchmark
    if not benchmark.district_id and not benchmark.state:
        return ""
    owner = "The district" if benchmark.district_id else "Your state"
    since = school_year_label(benchmark.from_year)
    what = "changed it" if held.before else "added it"
    whose = " (your state’s)" if held.before and held.before.state else ""
    instead = f", from {threshold_words(held.before)}{whose}" if held.before else ""
    return f"{owner} {what} from {since} on{instead}. Reason: {benchmark.reason}"
