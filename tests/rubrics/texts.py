"""Rubrics as text, in the form that publishers' documents have when their tables are copied out."""

from collections.abc import Sequence

from rubrics.imports import Known, KnownEdition, Reading, read_rubric
from rubrics.instrument import Instrument, Polarity

LIST = '<ul style="list-style-type: none"> '

HEAD_OF_SIX = "\t".join(f"Level {number}" for number in range(1, 7))

_PLANS = ("Plans with staff, i.e. Teachers. Looks at 2.5 hours a week.", "Plans alone. Looks back.", "Plans late.")
_GUARDS = ("Guards every meeting. Asks the U.S. Department. Ends on time.", "Guards most.", "Guards some. Guards some.")


def cells(*texts: str) -> str:
    """Write a row of flattened lists, each ended as the documents end them."""
    return "".join(f"{LIST}{text} \t" for text in texts)


LABELLED = "\n".join(
    [
        "",
        "PRINCIPAL / Time",
        "",
        f"1.1 Protect time\t{HEAD_OF_SIX}",
        "Desired outcome 1.1.1: Plans the week.\t\t\t\t\t\t",
        cells(*_PLANS, "Plans rarely.", "Plans once.", "Plans nothing."),
        "",
    ]
)
"""A page with a column before the levels, which the row of descriptors lacks."""

UNLABELLED = "\n".join(
    [
        "1.1 Protect time",
        "",
        HEAD_OF_SIX,
        "<p>Desired outcome 1.1.2: Guards meetings</p>\t\t\t\t\t",
        cells(*_GUARDS, "Guards few.", "Guards none."),
        "",
        "1.2 Review time",
        HEAD_OF_SIX,
        "Desired outcome 1.2.1: Reviews the week.\t\t\t\t\t",
        "\t".join(f"{LIST}Reviews {word}." for word in ("daily", "weekly", "monthly", "yearly", "late", "never")),
    ]
)
"""Pages without that column; the first has no last level."""

WHOLE = f"{LABELLED}\n{UNLABELLED}\n"

CUT_OFF = f"{WHOLE}Desired outcome 1.2.2: Is cut off.\n"
"""A text that ends before the descriptors of its last outcome."""

ANOTHER_EDITION = """Best level: lowest
Short name of the rubric: small
1. Strand 1 of this edition
Level 1\tLevel 2\tLevel 3
Outcome 1.1: Outcome 1.1
Plans, with staff and leaders, the use of time. Reviews it yearly.\tPlans it with staff.\tPlans nothing."""
"""A text that differs from the small rubric of tests in some cells."""


def read(text: str, *, polarity: Polarity | None = Polarity.LOWEST, known: Sequence[Instrument] = ()) -> Reading:
    """Read a text as a file of that name would be."""
    editions = tuple(KnownEdition(instrument=each, is_loaded=True) for each in known)
    return read_rubric(
        text.encode(), name="rubric.txt", file_format=None, polarity=polarity, known=Known(editions=editions)
    )


def table(levels: Sequence[str], *texts: str) -> str:
    """Make a text of one outcome under a header of levels."""
    return "\n".join(["1.1 Strand", "\t".join(levels), "Outcome 1.1.1: Title", "\t".join(texts)])


def codes(reading: Reading) -> list[str]:
    """List the codes of the findings."""
    return [each.code for each in reading.findings]
