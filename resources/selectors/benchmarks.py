"""Which benchmarks hold in a district's year, and what each says from every angle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.utils.text import slugify

from plplanner.districts.models import District
from resources.calculations.benchmarks import CANNOT_COMPUTE, Judgement, Pair, Rule, judge, pool
from resources.enums import Basis, Direction, Scope
from resources.models import Benchmark
from resources.models.benchmarks import Owner, owner_of
from resources.selectors.quantities import QUANTITIES, Definition, Split
from resources.selectors.quantities_read import Figures, Need, read_figures
from resources.selectors.quantities_words import Angle, Page, Part, Quantity

LONGEST_CODE = 40
ANGLES = tuple(Angle(scope=scope, basis=basis) for basis in Basis for scope in Scope)
"""Every benchmark is shown from all of them; figures of different scopes are never compared."""


@dataclass(frozen=True, kw_only=True)
class Missing:
    """What has to be entered before a benchmark can be computed, and on which page."""

    what: str
    page: Page


@dataclass(frozen=True, kw_only=True)
class PartResult:
    """What a benchmark says of one fund or school."""

    name: str
    numerator: Decimal | None
    denominator: Decimal | None
    judgement: Judgement


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a benchmark says from one angle."""

    angle: Angle
    numerator: Quantity
    denominator: Quantity
    judgement: Judgement
    parts: tuple[PartResult, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What to enter; empty when it can be computed."""
        if self.judgement.status != CANNOT_COMPUTE:
            return ()
        both = [Missing(what=each.enter, page=each.page) for each in (self.numerator, self.denominator) if each.enter]
        if both:
            return tuple(dict.fromkeys(both))
        return (Missing(what=f"{self.denominator.label} of more than zero", page=self.denominator.page),)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know of the numbers, once each."""
        return tuple(dict.fromkeys([*self.numerator.notes, *self.denominator.notes]))

    @property
    def short_parts(self) -> tuple[PartResult, ...]:
        """The funds or schools that are short."""
        return tuple(part for part in self.parts if part.judgement.shortfall)


@dataclass(frozen=True, kw_only=True)
class Held:
    """One benchmark that holds in a district's year, and what it says from every angle."""

    benchmark: Benchmark
    before: Benchmark | None
    """The one of the same code that would hold without the state's or the district's."""
    results: tuple[Result, ...]

    def at(self, scope: Scope, basis: Basis) -> Result:
        """Return what it says from one angle."""
        return next(each for each in self.results if (each.angle.scope, each.angle.basis) == (scope, basis))

    @property
    def has_a_number(self) -> bool:
        """Whether it can be computed from any angle."""
        return any(each.judgement.value is not None for each in self.results)

    @property
    def numerator(self) -> Definition:
        """What is divided."""
        return QUANTITIES[self.benchmark.numerator]

    @property
    def denominator(self) -> Definition:
        """By what."""
        return QUANTITIES[self.benchmark.denominator]

    @property
    def has_scopes(self) -> bool:
        """Whether the scopes and bases can give different numbers: some cost is in it."""
        return self.numerator.has_scopes or self.denominator.has_scopes

    @property
    def split(self) -> Split:
        """Whether it is judged by fund or by school too."""
        return split_of(self.benchmark)


def split_of(benchmark: Benchmark) -> Split:
    """Return the parts that both quantities of a benchmark are told by."""
    one, other = QUANTITIES[benchmark.numerator].split, QUANTITIES[benchmark.denominator].split
    return one if one == other else Split.NONE


def benchmark_rows(district: District) -> list[Benchmark]:
    """Read all benchmarks that may hold in a district, in one query."""
    return present_of(rows_for(owner_of(district)))


def rows_for(owner: Owner) -> list[Benchmark]:
    """Read all benchmarks that may hold for an owner, the removed ones too, in one query."""
    return list(Benchmark.objects.holding_for(owner).order_by("position", "code", "from_year"))


def present_of(rows: Iterable[Benchmark]) -> list[Benchmark]:
    """Leave out the removed ones."""
    return [row for row in rows if row.removed_at is None]


def in_force(rows: Iterable[Benchmark], school_year: int) -> list[Benchmark]:
    """Pick those that hold in a school year: of each code the district's, else the state's, else the shipped one."""
    chosen: dict[str, Benchmark] = {}
    for row in rows:
        if row.from_year <= school_year and (row.code not in chosen or _rank(row) > _rank(chosen[row.code])):
            chosen[row.code] = row
    return sorted(chosen.values(), key=lambda row: (row.position, row.code))


def _rank(row: Benchmark) -> tuple[bool, bool, int]:
    return *_level(row), row.from_year


def replaced_by(rows: Iterable[Benchmark], benchmark: Benchmark, school_year: int) -> Benchmark | None:
    """Return what a state's or the district's took the place of: the shipped one, or the state's."""
    others = [row for row in rows if row.code == benchmark.code and _level(row) < _level(benchmark)]
    return next(iter(in_force(others, school_year)), None)


def _level(row: Benchmark) -> tuple[bool, bool]:
    return bool(row.district_id), bool(row.state)


def needs_of(benchmarks: Iterable[Benchmark]) -> set[Need]:
    """Return what has to be read to judge benchmarks."""
    return {
        need
        for benchmark in benchmarks
        for name in (benchmark.numerator, benchmark.denominator)
        for need in QUANTITIES[name].needs
    }


def held_benchmarks(district: District, school_year: int, *, carry_over: bool = False) -> list[Held]:
    """Judge all benchmarks that hold in a district's year, from every angle; as many queries at any size.

    `carry_over` counts what programs carried over from the year before as part of their award.
    """
    rows = benchmark_rows(district)
    chosen = in_force(rows, school_year)
    figures = read_figures(district, [school_year], needs_of(chosen))[school_year]
    return [hold(benchmark, rows, figures, carry_over=carry_over) for benchmark in chosen]


def hold(benchmark: Benchmark, rows: Sequence[Benchmark], figures: Figures, *, carry_over: bool = False) -> Held:
    """Judge one benchmark from every angle."""
    return Held(
        benchmark=benchmark,
        before=replaced_by(rows, benchmark, figures.school_year),
        results=judge_benchmark(benchmark, figures, [replace(angle, carry_over=carry_over) for angle in ANGLES]),
    )


def judge_benchmark(benchmark: Benchmark, figures: Figures, angles: Iterable[Angle]) -> tuple[Result, ...]:
    """Judge one benchmark from several angles: by fund and together, or of the whole district and by school.

    What is no cost is read and judged once: no angle makes it another number.
    """
    numerator, denominator = QUANTITIES[benchmark.numerator], QUANTITIES[benchmark.denominator]
    read: dict[tuple[str, Angle | None], Quantity] = {}

    def quantity(definition: Definition, angle: Angle) -> Quantity:
        key = (definition.name, angle if definition.has_scopes else None)
        if key not in read:
            read[key] = definition.read(figures, angle)
        return read[key]

    results: list[Result] = []
    for angle in angles:
        if results and not (numerator.has_scopes or denominator.has_scopes):
            results.append(replace(results[0], angle=angle))
        else:
            results.append(_result(benchmark, angle, quantity(numerator, angle), quantity(denominator, angle)))
    return tuple(results)


def _result(benchmark: Benchmark, angle: Angle, numerator: Quantity, denominator: Quantity) -> Result:
    rule = rule_of(benchmark)
    split = split_of(benchmark)
    parts = _parts(rule, numerator.parts, denominator.parts) if split else []
    whole = Pair(numerator=numerator.value, denominator=denominator.value)
    pairs = [Pair(numerator=part.numerator, denominator=part.denominator) for part in parts]
    return Result(
        angle=angle,
        numerator=numerator,
        denominator=denominator,
        judgement=pool(rule, pairs) if split == Split.FUND and pairs else judge(rule, whole),
        parts=tuple(parts),
    )


def rule_of(benchmark: Benchmark) -> Rule:
    """Return where a benchmark draws the line."""
    return Rule(threshold=benchmark.threshold, is_most=benchmark.direction == Direction.AT_MOST)


def _parts(rule: Rule, numerators: Sequence[Part], denominators: Sequence[Part]) -> list[PartResult]:
    value_of: dict[UUID, Decimal | None] = {part.id: part.value for part in denominators}
    return [
        PartResult(
            name=part.name,
            numerator=part.value,
            denominator=value_of.get(part.id),
            judgement=judge(rule, Pair(numerator=part.value, denominator=value_of.get(part.id))),
        )
        for part in numerators
    ]


def chosen_benchmark(
    owner: Owner, school_year: int, code: str, *, without: Benchmark | None = None
) -> Benchmark | None:
    """Return the benchmark of a code that holds for an owner in a year, or that would without another one."""
    rows = [row for row in present_of(rows_for(owner)) if row.code == code and row != without]
    return next(iter(in_force(rows, school_year)), None)


def own_row(owner: Owner, school_year: int, code: str) -> Benchmark | None:
    """Return what the owner itself changed or added from exactly this school year on."""
    rows = Benchmark.objects.own_of(owner).present().select_related("updated_by")
    return rows.filter(code=code, from_year=school_year).first()


def own_code(owner: Owner, title: str, new_id: UUID) -> str:
    """Return the code of an owner's own benchmark; it is never one that ships, nor a word of an address.

    Where another title of the owner's reads the same as a code, the id tells the two apart.
    """
    prefix = "own" if owner.district else f"state-{owner.state.lower()}"
    code = f"{prefix}-{slugify(title)}"[:LONGEST_CODE].rstrip("-")
    if Benchmark.objects.own_of(owner).filter(code=code).exclude(title=title).exists():
        return f"{code[: LONGEST_CODE - 9]}-{new_id.hex[:8]}"
    return code
