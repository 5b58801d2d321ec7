"""Reading a file into a plan: the dry run, the choices for what found no place, and the plan."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import PurePath
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.document import PlanContent
from plans.imports import ImportRefused, ReadPlan, read_docx, read_json
from plans.imports.moving import moved
from plans.models import Plan, PlanImport, Standard, StandardsEdition, TemplateEdition
from plans.portable import content_from_json, content_to_json
from plans.selectors.editions import edition_for
from plans.services.content import create_plan_from_content, unknown_names
from plplanner.districts.audit import record
from plplanner.districts.models import District, User
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.json_reader import JsonRefused
from plplanner.kit.rows import StaleRow, update_row
from plplanner.kit.text import clean_line

LONGEST_NAME = 200
MOST_UNPLACED = 400
MOST_NAMED = 10
NO_TEMPLATE = "No plan template is loaded yet. An administrator can load one; then you can import a plan."


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """A file as it was read for a district, with the edition that the plan will be pinned to."""

    read: ReadPlan
    edition: TemplateEdition


def read_plan_file(
    *, file: BinaryIO, name: str, district: District, title: str, first_year: int | None, usual_year: int
) -> ReadFile:
    """Read a Word or JSON file as a plan of the district; a title or first year given here overrules the file's.

    Raises ImportRefused with a sentence for a file that cannot become a plan.
    """
    edition = edition_for(first_year or usual_year)
    if edition is None:
        raise ImportRefused("no-template", NO_TEMPLATE)
    if _is_json(file, name):
        read = read_json(file, edition=edition.layout)
    else:
        read = read_docx(file, edition=edition.layout, district_name=district.name, known_texts=_own_texts())
    is_unknown = any(each.code == "first-year-unknown" for each in read.findings)
    year = first_year or (usual_year if is_unknown else read.content.first_year)
    read = _titled(read, title=title, first_year=year)
    own = TemplateEdition.objects.filter(pk=read.content.edition).first()
    pinned = own or edition_for(year) or edition
    return ReadFile(read=_checked(read, pinned, district, file_name=name), edition=pinned)


def _is_json(file: BinaryIO, name: str) -> bool:
    start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    looks_like_json = start[:1] in {b"{", b"["} and not start.startswith(b"{\\rtf")
    return looks_like_json or PurePath(name).suffix.lower() == ".json"


def _own_texts() -> list[str]:
    """List the texts about the standards that our documents print."""
    texts = [text for row in Standard.objects.values_list("name", "group", "summary") for text in row]
    texts += [text for row in StandardsEdition.objects.values_list("title", "attribution") for text in row]
    return [text for text in texts if len(text.split()) > len(("one", "two", "three"))]


def _titled(read: ReadPlan, *, title: str, first_year: int) -> ReadPlan:
    """Set the title and first year; a finding names the title in the file that gives way."""
    content = replace(read.content, title=title or read.content.title, first_year=first_year)
    if not (title and read.content.title and title != read.content.title):
        return replace(read, content=content)
    sentence = f"The title in the file, “{read.content.title}”, gave way to yours."
    given_way = Finding(code="title-replaced", severity=Severity.NOTICE, sentence=sentence)
    placements = tuple(each for each in read.placements if each.path != "title")
    return replace(read, content=content, placements=placements, findings=(*read.findings, given_way))


def _checked(read: ReadPlan, edition: TemplateEdition, district: District, *, file_name: str) -> ReadPlan:
    """Pin the content to its edition, give it a title, and say what of it this installation does not know."""
    title = read.content.title or clean_line(PurePath(file_name).stem)[:LONGEST_NAME] or edition.title
    content = replace(read.content, title=title, edition=edition.pk)
    schools, standards = unknown_names(content, district)
    findings = [*read.findings]
    if schools:
        findings.append(_unknown("schools-unknown", "Schools that this district does not have", schools))
    if standards:
        findings.append(_unknown("standards-unknown", "Standards that are not loaded here", standards))
    return replace(read, content=content, findings=tuple(findings))


def _unknown(code: str, what: str, names: Sequence[str]) -> Finding:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    named = ", ".join(f"“{each}”" for each in names[:MOST_NAMED])
    sentence = f"{what} are left out of the activities: {named}{more}. Add them first if you want to keep them."
    return Finding(code=code, severity=Severity.WARNING, sentence=sentence)


@transaction.atomic
def keep_import(*, read_file: ReadFile, file: BinaryIO, name: str, district: District, by: User) -> PlanImport:
    """Keep a file as it was read until its plan is confirmed. Nothing of a plan is written yet."""
    read = read_file.read
    if len(read.unplaced) > MOST_UNPLACED:
        raise ImportRefused(
            "too-much-unplaced",
            f"{len(read.unplaced):,} passages belong to no field of the template. Copy them into the template in Word, "
            "and import that.",
        )
    file.seek(0)
    kept = PlanImport.objects.create(
        district=district,
        edition=read_file.edition,
        file_name=clean_line(name)[-LONGEST_NAME:] or "file",
        sha256=hashlib.sha256(file.read()).hexdigest(),
        content=content_to_json(read.content),
        placements=[asdict(each) for each in read.placements],
        unplaced=[{**asdict(each), "choice": ""} for each in read.unplaced],
        findings=[{**asdict(each), "severity": each.severity.value} for each in read.findings],
        created_by=by,
        updated_by=by,
    )
    record(by=by, action="upload", of=kept, district_id=district.pk, detail={"sha256": kept.sha256})
    return kept


@transaction.atomic
def keep_choices(
    *, plan_import: PlanImport, title: str, choices: Mapping[int, str], version: int, by: User
) -> PlanImport:
    """Keep the title, and where each passage shall go by its place in the list.

    Raises StaleRow if somebody chose in between.
    """
    content = {**plan_import.content, "title": title}
    unplaced = [
        {**each, "choice": choices.get(place, each["choice"])} for place, each in enumerate(plan_import.unplaced)
    ]
    if (content, unplaced) == (plan_import.content, plan_import.unplaced):
        return plan_import
    return update_row(plan_import, version=version, values={"content": content, "unplaced": unplaced}, by=by)


@transaction.atomic
def confirm_import(*, plan_import: PlanImport, version: int, by: User) -> Plan:
    """Make the plan, once; confirming again returns the same plan.

    Raises ValidationError while a passage has no choice, StaleRow if the choices changed since they were shown.
    """
    locked = PlanImport.objects.select_for_update().get(pk=plan_import.pk)
    if locked.plan is not None:
        return locked.plan
    if locked.version != version:
        raise StaleRow
    plan = create_plan_from_content(
        content=content_with_choices(locked),
        district=locked.district,
        edition=locked.edition,
        by=by,
        plan_id=locked.pk,
    )
    update_row(locked, version=version, values={"plan": plan}, by=by)
    return plan


def content_with_choices(plan_import: PlanImport) -> PlanContent:
    """Return the content with every passage where the person put it."""
    content = content_from_json(plan_import.content)
    for each in plan_import.unplaced:
        if not each["choice"]:
            raise ValidationError("Choose for each passage where it goes, or that you drop it.")
        try:
            content = moved(content, each["choice"], each["text"])
        except ValueError as error:
            raise ValidationError("A passage is to go to a field that is not there. Choose again.") from error
    try:
        return content_from_json(content_to_json(content))
    except JsonRefused as error:
        raise ValidationError(f"With these passages a field becomes too long. {error}") from error


@transaction.atomic
def cancel_import(*, plan_import: PlanImport, by: User) -> None:
    """Throw an import away; a plan that was made of it stays."""
    record(by=by, action="cancel", of=plan_import, district_id=plan_import.district_id)
    plan_import.delete()


def portable_report(read: ReadPlan) -> dict[str, Any]:
    """Return the plan in the portable shape with what found no place and the findings, as one JSON value."""
    return {
        **content_to_json(read.content),
        "unplaced": [each.text for each in read.unplaced],
        "findings": [{**asdict(each), "severity": each.severity.value} for each in read.findings],
    }
