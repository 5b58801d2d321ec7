"""What the rows of a table have said so far of one outcome."""

from dataclasses import dataclass, field

from rubrics.instrument import Descriptor, Outcome


@dataclass(kw_only=True)
class TableOutcome:
    """An outcome with the statements and next steps found for each level."""

    code: str
    title: str = ""
    strand: str
    line: int
    replaces: tuple[str, ...] = ()
    statements: dict[int, list[str]] = field(default_factory=dict)
    next_steps: dict[int, str] = field(default_factory=dict)


def outcome_of(outcome: TableOutcome) -> Outcome:
    """Return the outcome as the instrument holds it."""
    levels = sorted({*outcome.statements, *outcome.next_steps})
    return Outcome(
        code=outcome.code,
        title=outcome.title,
        replaces=outcome.replaces,
        descriptors=tuple(
            Descriptor(
                level=level,
                indicators=tuple(outcome.statements.get(level, ())),
                next_step=outcome.next_steps.get(level, ""),
            )
            for level in levels
        ),
    )
