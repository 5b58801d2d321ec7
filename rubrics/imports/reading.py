"""What reading a file gives: an instrument, or what kept it from becoming one."""

from collections.abc import Sequence
from dataclasses import dataclass

from plplanner.kit.findings import Finding, Severity
from plplanner.kit.text import shorten
from rubrics.checks import SHOWN
from rubrics.instrument import Instrument, Polarity

LARGEST_FILE = 2 * 1024 * 1024
MOST_FINDINGS = 200
POLARITY_MISSING = "polarity-missing"
"""The code of the finding that the file does not say which end of its scale is best, and nobody else said it."""


class RubricRefused(ValueError):
    """The file cannot become a rubric at all; `subject` says where, such as "line 12, column 3", `sentence` why."""

    def __init__(self, sentence: str, *, subject: str = "", code: str = "unreadable") -> None:
        super().__init__(f"{subject}: {sentence}" if subject else sentence)
        self.sentence = sentence
        self.subject = subject
        self.code = code

    @property
    def finding(self) -> Finding:
        """The refusal as a finding."""
        return Finding(code=self.code, severity=Severity.ERROR, sentence=self.sentence, subject=self.subject)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A file as it was read. Without an instrument, the findings say why; with one, what a person should look at."""

    instrument: Instrument | None
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep the file from being loaded."""
        return tuple(each for each in self.findings if each.severity == Severity.ERROR)


@dataclass(frozen=True, kw_only=True)
class KnownEdition:
    """An edition that a file may be another edition of: loaded here, or shipped with the application."""

    instrument: Instrument
    is_loaded: bool


@dataclass(frozen=True, kw_only=True)
class LicensedText:
    """What a publisher's own wording of a rubric is credited to, for the text seldom says it."""

    rubric: str
    publisher: str
    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known before a file is read; editions in the order in which they count."""

    editions: tuple[KnownEdition, ...] = ()
    licensed_texts: tuple[LicensedText, ...] = ()

    def edition_of(self, rubric: str) -> KnownEdition | None:
        """Return the edition of a rubric that a file's edition would stand beside."""
        return next((each for each in self.editions if each.instrument.rubric == rubric), None)

    def edition_for(self, role: str, standard: str) -> KnownEdition | None:
        """Return the edition that rates the same role on the same standard."""
        wanted = (role.casefold(), standard.casefold())
        for each in self.editions:
            if (each.instrument.role.casefold(), each.instrument.standard.casefold()) == wanted:
                return each
        return None

    def licensed_text_of(self, rubric: str) -> LicensedText | None:
        """Return whom the publisher's own wording of a rubric is credited to."""
        return next((each for each in self.licensed_texts if each.rubric == rubric), None)


def settle_polarity(
    *, given: Polarity | None, stated: Polarity | None, edition: KnownEdition | None
) -> tuple[Polarity | None, Finding | None]:
    """Choose who says which end is best: a person, the file, or the edition it stands beside; and say so if need be."""
    if given is not None and stated is not None and given != stated:
        sentence = f"The file says that the {stated} level is the fullest practice. You said the {given}, which counts."
        return given, Finding(code="polarity-overruled", severity=Severity.WARNING, sentence=sentence)
    if given is not None or stated is not None:
        return given or stated, None
    if edition is None:
        return None, polarity_missing()
    found = edition.instrument
    where = "loaded here" if edition.is_loaded else "shipped with the application"
    sentence = (
        f"The file does not say which level is the fullest practice. That it is the {found.polarity} is taken "
        f"from the edition “{found.slug}”, {where}."
    )
    return found.polarity, Finding(code="polarity-taken", severity=Severity.NOTICE, sentence=sentence)


def place(line: int, column: int | None = None) -> str:
    """Name a place in a file, counted from 1."""
    return f"line {line}" if column is None else f"line {line}, column {column}"


def polarity_missing() -> Finding:
    """Say that a person must state which end of the scale is best."""
    return Finding(
        code=POLARITY_MISSING,
        severity=Severity.ERROR,
        sentence="The file does not say which level is the fullest practice. Say it: “lowest” if the lowest level is, "
        "“highest” if the highest is (--polarity lowest or --polarity highest).",
    )


def bounded(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Keep the first findings and say how many more there are."""
    if len(findings) <= MOST_FINDINGS:
        return tuple(findings)
    left_out = findings[MOST_FINDINGS:]
    is_error = any(each.severity == Severity.ERROR for each in left_out)
    sentence = f"{len(left_out):,} more are not listed. Correct these first."
    more = Finding(code="more", severity=Severity.ERROR if is_error else Severity.WARNING, sentence=sentence)
    return (*findings[:MOST_FINDINGS], more)


def shown(text: str) -> str:
    """Shorten what a file says for a sentence about it."""
    return shorten(text, SHOWN)
