"""Where the reader stands: the section, the field that takes the next line, the last heading."""

from plans.edition import Edition, SectionKind
from plans.imports.blocks import Line
from plans.imports.draft import PlanDraft, Slot
from plans.imports.vocabulary import Vocabulary
from plplanner.kit.findings import Severity
from plplanner.kit.text import shorten

LONGEST_HEADING = 100


class _Left(Slot):
    """A slot that keeps nothing: what is added to it stays unplaced."""

    def __init__(self, draft: PlanDraft, heading: str) -> None:
        super().__init__()
        self.draft = draft
        self.heading = heading

    def add(self, line: Line) -> None:
        self.draft.leave(line, self.heading)


class Cursor:
    """A place in the document and, as far as it is known, in the plan."""

    def __init__(self, edition: Edition, words: Vocabulary) -> None:
        self.edition = edition
        self.words = words
        self.draft = PlanDraft(edition)
        self.section = ""
        self.kind: SectionKind | None = None
        self.target: Slot | None = None
        self.is_open = True
        self.heading = ""
        self.signals: set[str] = set()

    def name(self, heading: str) -> None:
        """Remember the last heading."""
        self.heading = shorten(heading, LONGEST_HEADING)

    def leave(self, line: Line) -> None:
        """Keep a line as unplaced."""
        self.draft.leave(line, self.heading)
        if line.is_heading:
            self.name(line.text)

    def left(self) -> Slot:
        """Return a slot that leaves its lines unplaced."""
        return _Left(self.draft, self.heading)

    def enter_kind(self, kind: SectionKind) -> None:
        """Stand in the section of a kind, without its heading having been seen."""
        section = self.edition.of_kind(kind)
        self.section, self.kind = section.key if section else "", kind

    def warn(self, code: str, sentence: str, *, subject: str = "") -> None:
        """Add a finding that the director should look at."""
        self.draft.notice(code, sentence, subject=subject, severity=Severity.WARNING)
