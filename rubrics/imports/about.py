"""What a rubric says of itself, as people write it in a text or a spreadsheet: one name and one value a line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify

from plplanner.kit.findings import Finding, Severity
from rubrics.imports.reading import place
from rubrics.instrument import LONGEST_LINE, LONGEST_TEXT, Polarity
from rubrics.instrument_json import LONGEST_SLUG

YES, NO = "yes", "no"
_SHORT_NAME = "Lower-case letters, digits and hyphens; leave it empty to have one made."


@dataclass(frozen=True, kw_only=True)
class AboutField:
    """One thing that a rubric says of itself: its name in an instrument, its label in a file, what to enter.

    What may be blank in a file is found out otherwise.
    """

    name: str
    label: str
    guidance: str
    longest: int = LONGEST_LINE
    may_be_blank: bool = False


FIELDS = (
    AboutField(name="title", label="Title", guidance="What the rubric is called."),
    AboutField(name="role", label="Role", guidance="Whose practice is rated, such as “Principal”."),
    AboutField(name="standard", label="Standard", guidance="The standard or topic, such as “Resources”."),
    AboutField(name="edition", label="Edition", guidance="Its year or version, such as “2026”."),
    AboutField(name="publisher", label="Publisher", guidance="Who wrote the rubric."),
    AboutField(name="licence", label="License", guidance="Under which terms you may use it."),
    AboutField(
        name="attribution",
        label="Attribution",
        guidance="The sentence that stands on each page and file.",
        longest=LONGEST_TEXT,
    ),
    AboutField(
        name="may_be_shared",
        label="May be shared",
        guidance=f"“{YES}” if the license allows anyone to have its words, else “{NO}”.",
    ),
    AboutField(
        name="polarity",
        label="Best level",
        guidance=f"“{Polarity.LOWEST}” if the lowest level is the fullest practice, “{Polarity.HIGHEST}” if the "
        "highest is.",
        may_be_blank=True,
    ),
    AboutField(
        name="rubric", label="Short name of the rubric", guidance=_SHORT_NAME, longest=LONGEST_SLUG, may_be_blank=True
    ),
    AboutField(
        name="slug", label="Short name of the edition", guidance=_SHORT_NAME, longest=LONGEST_SLUG, may_be_blank=True
    ),
)
_BY_LABEL = {each.label.casefold(): each for each in FIELDS} | {
    "licence": next(each for each in FIELDS if each.name == "licence"),
    "polarity": next(each for each in FIELDS if each.name == "polarity"),
}


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A value and the line that states it."""

    value: str
    line: int


def about_field(label: str) -> AboutField | None:
    """Return what a label names, whatever its case and spacing."""
    return _BY_LABEL.get(" ".join(label.split()).removesuffix(":").casefold())


def judge(stated: Mapping[str, Stated]) -> Iterable[Finding]:
    """Return what is wrong with the values that have a fixed form."""
    for field in FIELDS:
        given = stated.get(field.name)
        if given is not None and len(given.value) > field.longest:
            sentence = f"Shorten “{field.label}” to {field.longest:,} characters; it has {len(given.value):,}."
            yield _error("too-long", sentence, given)
    shared, polarity = stated.get("may_be_shared"), stated.get("polarity")
    if shared is not None and shared.value.casefold() not in {YES, NO}:
        yield _error("not-yes-or-no", f"Write “{YES}” or “{NO}” for “May be shared”.", shared)
    if polarity is not None and polarity.value.casefold() not in set(Polarity):
        yield _error("polarity", "Write “lowest” or “highest” for “Best level”.", polarity)


def stated_polarity(stated: Mapping[str, Stated]) -> Polarity | None:
    """Return which end is best, if the file says it."""
    given = stated.get("polarity")
    return next((each for each in Polarity if given and given.value.casefold() == each), None)


def make_slug(*parts: str) -> str:
    """Make a short name of words, such as “director-resources-2026”."""
    return re.sub(r"[^a-z0-9]+", "-", slugify(" ".join(parts)))[:LONGEST_SLUG].strip("-") or "rubric"


def _error(code: str, sentence: str, given: Stated) -> Finding:
    return Finding(code=code, severity=Severity.ERROR, sentence=sentence, subject=place(given.line))
