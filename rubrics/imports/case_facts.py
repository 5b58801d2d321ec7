"""What a CASE file says in our own way beyond its fields: in `extensions` (1.1) or in the lines of `notes` (1.0)."""

from dataclasses import dataclass, field

from plplanner.kit.json_reader import JsonObject
from rubrics.case import EXTENSION, facts_from_notes
from rubrics.imports.reading import LARGEST_FILE
from rubrics.instrument import Level, Link, Polarity
from rubrics.instrument_json import LARGEST_NUMBER, take_band

MOST = 1_000


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What the file says in our own way; blank or None where it says nothing."""

    is_ours: bool = False
    polarity: Polarity | None = None
    role: str = ""
    may_be_shared: bool | None = None
    rubric: str = ""
    slug: str = ""
    levels: dict[int, Level] = field(default_factory=dict)
    links: tuple[Link, ...] = ()

    def level(self, number: int, label: str) -> Level:
        """Return a level with what the file says of it."""
        own = self.levels.get(number)
        return Level(
            number=number,
            label=label,
            code=own.code if own else "",
            scores=own.scores if own else None,
            percent=own.percent if own else None,
        )


def take_extension(value: JsonObject) -> tuple[JsonObject | None, tuple[str, ...]]:
    """Take an object's `extensions`: ours, and the names of those of others."""
    extensions = value.nested("extensions")
    ours = extensions.nested(EXTENSION) if EXTENSION in extensions.names() else None
    return ours, extensions.names()


def read_facts(extension: JsonObject | None, notes: str) -> CaseFacts:
    """Read the facts from the extension, else from the notes; there are none if neither is ours. Raises JsonRefused."""
    if extension is None:
        from_notes = facts_from_notes(notes)
        if from_notes is None:
            return CaseFacts()
        extension = JsonObject(from_notes, "CFDocument.notes")
    facts = CaseFacts(
        is_ours=True,
        polarity=extension.optional_choice("polarity", Polarity),
        role=extension.optional_text("role", longest=LARGEST_FILE),
        may_be_shared=extension.boolean("may_be_shared") if "may_be_shared" in extension.names() else None,
        rubric=extension.optional_text("rubric", longest=LARGEST_FILE),
        slug=extension.optional_text("slug", longest=LARGEST_FILE),
        levels={level.number: level for level in map(_level, extension.objects("levels", most=MOST))},
        links=tuple(_link(each) for each in extension.objects("links", most=MOST)),
    )
    extension.finish()
    return facts


def _level(value: JsonObject) -> Level:
    level = Level(
        number=value.integer("number", least=0, most=LARGEST_NUMBER),
        label="",
        code=value.optional_text("code", longest=LARGEST_FILE),
        scores=take_band(value, "scores"),
        percent=take_band(value, "percent"),
    )
    value.finish()
    return level


def _link(value: JsonObject) -> Link:
    link = Link(to=value.text("to", longest=LARGEST_FILE), how=value.optional_text("how", longest=LARGEST_FILE))
    value.finish()
    return link
