"""The template's own words: its headings, its labels and, as digests that carry no wording, its prompts."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from plans.edition import Edition, SectionKind, TemplateField
from plans.imports.template_words import HANDED_OUT, LABEL_VARIANTS, OVERARCHING, OWN_HEADINGS, OWN_PARTS, SECTIONS

_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s*(?:[:.)\]]|[–—-](?=\s|$))\s*")
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_NUMBERS)})"
_GOAL = re.compile(rf"goal\s*(?:no\.?|number|#)?\s*{_NUMBER}\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?:year|yr\.?)\s*#?\s*{_NUMBER}\b", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\s*[(\[]?\s*(20\d\d)\s*[-–—/]\s*(?:20)?(\d\d)\s*[)\]]?")
_DIGEST_LENGTH = 20
_LONGEST_LABEL = 6
_PROMPT_WITH_ANSWER = 4


@dataclass(frozen=True, kw_only=True)
class Match:
    """A label or prompt at the start of a line: what it names, what follows it, whether something parts the two."""

    name: str
    rest: str = ""
    is_parted: bool = True
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A "Goal 2" or "Year 1" at the start of a line, with the school year that a person wrote beside it."""

    number: int
    rest: str
    school_year: int | None = None


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def normal(text: str) -> str:
    """Return a text's words joined by single spaces: equal for texts that differ in case, spaces or punctuation."""
    return " ".join(_plain_words(text))


def digest(words: Iterable[str]) -> str:
    """Return the digest by which a prompt is known."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:_DIGEST_LENGTH]


def after_words(text: str, count: int) -> str:
    """Return what stands after the first words of a text, without the punctuation between."""
    ends = [match.end() for match in _WORD.finditer(text)]
    return text[ends[count - 1] :].lstrip(" \t\u00a0:?.!)–—-") if 0 < count <= len(ends) else text


def _asks(text: str, count: int) -> bool:
    """Whether the first words of a text end in a question mark or a colon."""
    ends = [match.end() for match in _WORD.finditer(text)]
    return count <= len(ends) and text[ends[count - 1] :].lstrip()[:1] in {"?", ":"}


class Vocabulary:
    """The words of one edition together with the template as handed out."""

    def __init__(self, edition: Edition, known_texts: Collection[str] = ()) -> None:
        self.edition = edition
        self.prompts: dict[tuple[int, str], str] = dict(HANDED_OUT)
        for name, text in self._edition_prompts():
            words = _plain_words(text)
            if len(words) >= _PROMPT_WITH_ANSWER:
                self.prompts.setdefault((len(words), digest(words)), name)
        self.lengths = sorted({length for length, _ in self.prompts}, reverse=True)
        self.seen: dict[str, Match | None] = {}
        self.known = frozenset(normal(text) for text in known_texts) - {""}

    def _edition_prompts(self) -> Iterable[tuple[str, str]]:
        for section in self.edition.sections:
            yield "", section.introduction
            for column in section.columns:
                for prompt in column.prompts:
                    yield self._asked_for(section.kind, section.fields, prompt), prompt
            for field in section.fields:
                yield _name_of(section.kind, field), field.prompt
        yield "", self.edition.attribution

    @staticmethod
    def _asked_for(kind: SectionKind, fields: Iterable[TemplateField], prompt: str) -> str:
        return next((_name_of(kind, field) for field in fields if field.prompt == prompt), "")

    @cached_property
    def section_by_words(self) -> Mapping[str, str]:
        """Section keys by the words of their headings."""
        found: dict[str, str] = {}
        for words, (kind, place) in SECTIONS.items():
            sections = [each for each in self.edition.sections if each.kind == kind]
            if place < len(sections):
                found[words] = sections[place].key
        for section in self.edition.sections:
            found |= {normal(text): section.key for text in (section.title, section.heading) if text}
        return found

    @cached_property
    def narrative_labels(self) -> Mapping[str, str]:
        """Narrative field keys by the words of their labels."""
        found: dict[str, str] = {}
        for key, field in self.edition.narrative_fields.items():
            words = normal(field.label)
            found[words] = key
            found |= dict.fromkeys(LABEL_VARIANTS.get(words, ()), key)
        return found

    @cached_property
    def goal_labels(self) -> Mapping[str, str]:
        """Names of goal and year fields by the words of the edition's labels."""
        section = self.edition.of_kind(SectionKind.GOALS)
        found = {normal(each.label): _name_of(SectionKind.GOALS, each) for each in (section.fields if section else ())}
        found |= dict.fromkeys(OVERARCHING, "goal.overarching_outcome")
        found.pop("goal", None)
        return {words: name for words, name in found.items() if words and "year" not in words.split()}

    @cached_property
    def catch_all(self) -> str:
        """The key of the field that takes what the profile's other fields do not ask for."""
        keys = (
            [each.key for each in self.edition.narrative_sections[0].fields] if self.edition.narrative_sections else []
        )
        additional = [key for key in keys if "additional" in key]
        return next(iter(additional or keys[-1:]), "")

    def prompt(self, text: str) -> Match | None:
        """Recognise a prompt or a text of the template at the start of a line."""
        if text not in self.seen:
            self.seen[text] = self._prompt(text)
        return self.seen[text]

    def _prompt(self, text: str) -> Match | None:
        words = _plain_words(text)
        if " ".join(words) in self.known:
            return Match(name="")
        for length in self.lengths:
            key = (length, digest(words[:length])) if length <= len(words) else (0, "")
            if key in self.prompts and (length == len(words) or length >= _PROMPT_WITH_ANSWER or _asks(text, length)):
                return Match(name=self._resolve(self.prompts[key]), rest=after_words(text, length))
        return None

    def _resolve(self, name: str) -> str:
        return f"answer.{self.catch_all}" if name == "additional" else name

    def section(self, text: str) -> str | None:
        """Return the key of the section whose heading the line is."""
        return self.section_by_words.get(normal(text))

    def is_own(self, match: Match) -> bool:
        """Whether a narrative label is the template's own; what people write in its place is kept as text."""
        label = normal(self.edition.narrative_fields[match.name].label)
        return match.words == label or match.words in OWN_PARTS

    def narrative_label(self, text: str) -> Match | None:
        """Recognise a narrative field's label at the start of a line, such as "Schools: 9"."""
        return label_match(text, self.narrative_labels)


def _name_of(kind: SectionKind, field: TemplateField) -> str:
    if kind == SectionKind.NARRATIVE:
        return f"answer.{field.key}"
    if kind == SectionKind.GOALS:
        place = "year" if field.key in {"outcome", "measure", "baseline", "target"} else "goal"
        return f"{place}.{field.key}"
    return ""


def label_match(text: str, labels: Mapping[str, str]) -> Match | None:
    """Recognise one of the labels at the start of a text, the longest first."""
    words = _plain_words(text)
    for count in range(min(len(words), _LONGEST_LABEL), 0, -1):
        name = labels.get(" ".join(words[:count]))
        if name is None:
            continue
        ends = [match.end() for match in _WORD.finditer(text)]
        tail = text[ends[count - 1] :]
        separator = _SEPARATOR.match(tail)
        if not tail.strip() or separator:
            rest = tail[separator.end() :].strip() if separator else ""
            return Match(name=name, rest=rest, words=" ".join(words[:count]))
        return Match(name=name, rest=tail.strip(), is_parted=False, words=" ".join(words[:count]))
    return None


def is_own_heading(match: Match) -> bool:
    """Whether a column's heading is the template's own."""
    return match.words in OWN_HEADINGS


def goal_number(text: str) -> Numbered | None:
    """Recognise "Goal 2" at the start of a line; what follows it in lower case makes it a sentence, not a label."""
    return _numbered(_GOAL, text)


def year_number(text: str) -> Numbered | None:
    """Recognise "Year 1:" at the start of a line, also with its school year."""
    return _numbered(_YEAR, text)


def goal_mentioned(text: str) -> int | None:
    """Return the number of the one goal a title speaks of."""
    numbers = {_number(match[1]) for match in _GOAL.finditer(text)}
    return numbers.pop() if len(numbers) == 1 else None


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else _NUMBERS[word.casefold()]


def _numbered(pattern: re.Pattern[str], text: str) -> Numbered | None:
    stripped = text.strip()
    match = pattern.match(stripped)
    if match is None:
        return None
    tail = stripped[match.end() :]
    school_year = _SCHOOL_YEAR.match(tail)
    first_year = None
    if school_year and (int(school_year[1]) + 1) % 100 == int(school_year[2]):
        first_year, tail = int(school_year[1]), tail[school_year.end() :]
    separator = _SEPARATOR.match(tail)
    rest = tail[separator.end() :] if separator else tail
    if not separator and rest.lstrip()[:1].islower():
        return None
    return Numbered(number=_number(match[1]), rest=rest.strip(), school_year=first_year)
