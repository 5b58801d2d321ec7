"""Reads a Word document of the plan template into a plan, or says in a sentence why it cannot."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import BinaryIO

from plans.edition import Edition
from plans.imports.blocks import Block, Line, flat_lines
from plans.imports.embedded import embedded_in
from plans.imports.listing import placements_of
from plans.imports.overlay import overlay
from plans.imports.own import IN_PLACE, OwnReader, has_controls
from plans.imports.package import Package, descendants, open_package
from plans.imports.placing import Placer, is_page_number
from plans.imports.results import ImportRefused, Passage, ReadPlan
from plans.imports.vocabulary import Vocabulary
from plans.imports.word import Reader
from plans.portable import content_from_json, content_to_json
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.json_reader import JsonRefused

USUAL_PICTURES = 3
_STRONG_SIGNALS = frozenset({"goals header", "activities header", "overarching outcome"})
_NOT_A_PLAN = ImportRefused(
    "not-a-plan",
    "This document has none of the plan template's headings. Choose the Word document of the plan, or copy the plan "
    "into the template first.",
)
_BLANK = ImportRefused(
    "blank-template", "This is the blank template: nothing is filled in yet. Start a new plan instead of importing one."
)


def read_docx(
    file: BinaryIO, *, edition: Edition, district_name: str = "", known_texts: Collection[str] = ()
) -> ReadPlan:
    """Read a .docx into a plan. `known_texts` are texts that our own documents print and no person wrote.

    Every text of the file is in one placement or unplaced, or a finding says why not. Without a school year in the
    file, the plan begins in the edition's first. Raises ImportRefused for what is not a filled-in plan.
    """
    package = open_package(file)
    try:
        return _read(package, Vocabulary(edition, known_texts), edition, district_name)
    except RecursionError as error:
        raise ImportRefused("damaged", "The file is nested too deeply. Open it in Word and save it again.") from error


def _read(package: Package, words: Vocabulary, edition: Edition, district_name: str) -> ReadPlan:
    reader = Reader(package)
    blocks = reader.read(package.main)
    embedded = embedded_in(package)
    if embedded is not None and has_controls(blocks):
        return _read_own(OwnReader(embedded, edition, words), reader, blocks)
    placer = Placer(edition, words, district_name)
    if embedded is not None:
        placer.draft.prints = embedded.prints
    placer.document(blocks)
    for line, heading in _surroundings(reader, package):
        placer.outside([line], heading)
    content, placements = placer.draft.finish()
    if embedded is not None:
        content = overlay(content, embedded.content, edition=edition, sections=placer.signals)
        placer.draft.first_year = content.first_year
        placements = placements_of(content, edition, IN_PLACE)
    else:
        _check_signals(placer)
    if not placements and not placer.draft.unplaced:
        raise _BLANK
    _check_limits(content_to_json(content))
    return ReadPlan(
        content=content,
        placements=placements,
        unplaced=tuple(placer.draft.unplaced),
        findings=(*placer.draft.findings, *_reading_findings(placer), *_notices(reader.noticed.counts)),
    )


def _read_own(own: OwnReader, reader: Reader, blocks: tuple[Block, ...]) -> ReadPlan:
    plan = own.read(blocks)
    _check_limits(content_to_json(plan.content))
    outside = tuple(
        Passage(text=line.written.strip(), where=line.where, after_heading=heading)
        for line, heading in _surroundings(reader, reader.package)
        if not (is_page_number(line.text) or own.embedded.prints(line.text))
    )
    findings = (*plan.findings, *_notices(reader.noticed.counts))
    return replace(plan, unplaced=(*plan.unplaced, *outside), findings=findings)


def _check_signals(placer: Placer) -> None:
    headed = placer.signals & ({each.key for each in placer.edition.sections} | _STRONG_SIGNALS)
    if not headed:
        raise _NOT_A_PLAN


def _check_limits(value: object) -> None:
    """Refuse a plan that could not be kept."""
    try:
        content_from_json(value)
    except JsonRefused as error:
        raise ImportRefused(
            "too-large", f"The plan is too large in one place ({error}) Split it and try again."
        ) from error


def _surroundings(reader: Reader, package: Package) -> list[tuple[Line, str]]:
    """Collect the text that stands outside the body: headers, footers, notes without a mark, diagrams."""
    found: list[tuple[Line, str]] = []
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for part in package.related(kind):
            for line in flat_lines(reader.read(part, kind)):
                for text in (each.strip() for each in line.text.split("\t")):
                    if text and text not in seen:
                        seen.add(text)
                        found.append((replace(line, text=text), kind.capitalize()))
    found += [(line, "Notes") for line in reader.unused_notes()]
    for name in sorted(package.names):
        if name.startswith(("word/diagrams/data", "word/charts/chart")):
            found += [(line, "Diagrams and charts") for line in _drawing_lines(package, name)]
    return found


def _drawing_lines(package: Package, part: str) -> list[Line]:
    root = package.part(part)
    paragraphs = [] if root is None else list(descendants(root, "p"))
    texts = ["".join(each.text or "" for each in descendants(paragraph, "t")) for paragraph in paragraphs]
    return [Line(text=text, where="diagram or chart") for text in texts if text.strip()]


def _reading_findings(placer: Placer) -> list[Finding]:
    draft, findings = placer.draft, []
    filled = {key for key, slot in draft.answers.items() if slot}
    profile = next(iter(placer.edition.narrative_sections), None)
    own = filled & set(profile.field_by_key) if profile else set()
    if own == {placer.words.catch_all} and profile is not None:
        label = profile.field_by_key[placer.words.catch_all].label
        findings.append(
            _notice(
                "profile-in-one-text",
                f"The profile is one text, so it is under “{label}”. Move parts of it if you wish.",
            )
        )
    beliefs = placer.edition.narrative_sections[1:]
    for section in beliefs:
        keys = list(section.field_by_key)
        if len(keys) > 1 and filled & set(keys) == {keys[-1]}:
            label = section.field_by_key[keys[-1]].label
            sentence = f"Under “{section.title}” only “{label}” has a text. Check that it stands in the right field."
            findings.append(Finding(code="last-field-alone", severity=Severity.WARNING, sentence=sentence))
    if draft.first_year is None:
        findings.append(
            _notice(
                "first-year-unknown", "The document does not name its first school year. Check it before you go on."
            )
        )
    if draft.unplaced:
        left = "1 passage belongs" if len(draft.unplaced) == 1 else f"{len(draft.unplaced):,} passages belong"
        sentence = f"{left} to no field of the template. Move or drop each."
        findings.append(Finding(code="unplaced", severity=Severity.WARNING, sentence=sentence))
    return findings


def _notice(code: str, sentence: str) -> Finding:
    return Finding(code=code, severity=Severity.NOTICE, sentence=sentence)


def _notices(counts: Counter[str]) -> list[Finding]:
    """Say what was left out, and what was taken as settled."""
    findings = []
    if counts["comment"]:
        findings.append(
            _notice("comments", f"Comments in the margin are not part of a plan: {counts['comment']} left out.")
        )
    if counts["deleted"] or counts["inserted-text"]:
        findings.append(_notice("tracked-changes", "The tracked changes were read as if all of them were accepted."))
    if counts["text-box"]:
        findings.append(
            _notice(
                "text-boxes", "Text boxes were read where they are anchored. Check that they are in the right place."
            )
        )
    if counts["note"]:
        findings.append(
            _notice("notes", "Footnotes and endnotes stand below the paragraph that refers to them, after “Note:”.")
        )
    if counts["contents"]:
        findings.append(_notice("contents", "The table of contents was left out: it repeats headings."))
    if counts["picture"] > USUAL_PICTURES:
        findings.append(_notice("pictures", f"{counts['picture']} pictures are not taken over; a plan holds text."))
    if counts["inserted"]:
        findings.append(
            Finding(
                code="inserted-document",
                severity=Severity.WARNING,
                sentence="The file holds another document that cannot be read. Copy its text into the plan in Word.",
            )
        )
    return findings
