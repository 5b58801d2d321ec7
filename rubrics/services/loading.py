"""Loading a rubric from a file: what it would change, and changing it. Loading the same again changes nothing."""

import enum
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.findings import Finding, Severity
from plplanner.kit.rows import StaleRow
from rubrics.enums import FileFormat
from rubrics.imports import Known, KnownEdition, LicensedText, Reading, read_rubric
from rubrics.instrument import Instrument, Polarity
from rubrics.instrument_json import LONGEST_SLUG, instrument_from_json, instrument_to_json
from rubrics.models import RubricEdition
from rubrics.selectors.comparing import Difference, compare_instruments
from rubrics.services.editions import publish_edition

TRIES = 3
"""How often a load is begun anew because somebody else took the short name at the same moment."""


class LoadStatus(enum.StrEnum):
    """What loading does to the editions in place."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class LoadPlan:
    """What loading a file does. `slug` is the edition that is made, updated, or there already.

    `beside` names the edition that the file was compared with; blank if the rubric is not known here.
    """

    status: LoadStatus
    slug: str = ""
    instrument: Instrument | None = None
    beside: str = ""
    differences: tuple[Difference, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_published: bool = False

    @property
    def fingerprint(self) -> str:
        """What a person saw before they confirmed: the same plan against the same editions has the same one."""
        seen = json.dumps(
            [self.status, self.slug, self.beside, self.is_published, [asdict(each) for each in self.differences]]
        )
        return hashlib.sha256(seen.encode()).hexdigest()


def read_file(*, content: bytes, name: str, file_format: FileFormat | None, polarity: Polarity | None) -> Reading:
    """Read a file beside the editions that are loaded here and those that ship with the application."""
    shipped = (KnownEdition(instrument=each, is_loaded=False) for each in shipped_instruments())
    known = Known(editions=(*_loaded(), *shipped), licensed_texts=_licensed_texts())
    return read_rubric(content, name=name, file_format=file_format, polarity=polarity, known=known)


def plan_load(reading: Reading) -> LoadPlan:
    """Say what loading would do, and change nothing."""
    return _plan(reading, list(_near(reading)))


def load_rubric(*, reading: Reading, by: User | None, publishes: bool = False, seen: str = "") -> LoadPlan:
    """Load what was read, whole or not at all, and return what was done.

    Raises StaleRow if `seen`, the fingerprint of the plan a person confirmed, is no longer what would be done.
    """
    for _ in range(TRIES - 1):
        # Somebody may take the same short name at this moment; the next try finds what they loaded.
        with suppress(IntegrityError):
            return _load(reading=reading, by=by, publishes=publishes, seen=seen)
    return _load(reading=reading, by=by, publishes=publishes, seen=seen)


@transaction.atomic
def _load(*, reading: Reading, by: User | None, publishes: bool, seen: str) -> LoadPlan:
    plan = _plan(reading, list(_near(reading).select_for_update()))
    if seen and plan.fingerprint != seen:
        raise StaleRow
    if plan.instrument is None:
        return plan
    edition = _write(plan, plan.instrument, by=by)
    if publishes:
        edition = publish_edition(edition=edition, by=by)
    return replace(plan, is_published=edition.is_published)


def _write(plan: LoadPlan, instrument: Instrument, *, by: User | None) -> RubricEdition:
    if plan.status == LoadStatus.UNCHANGED:
        return RubricEdition.objects.get(pk=plan.slug)
    values = {"rubric": instrument.rubric, "content": instrument_to_json(instrument), "loaded_at": timezone.now()}
    edition = RubricEdition(pk=plan.slug, **values)
    if plan.status == LoadStatus.UPDATED:
        edition.save(force_update=True, update_fields=list(values))
    else:
        edition.save(force_insert=True)
    record(by=by, action="load", of=edition, detail={"status": plan.status, "beside": plan.beside})
    return edition


def _near(reading: Reading) -> QuerySet[RubricEdition]:
    """Return the editions that a load may meet: those of the rubric, and those that took a short name like its own."""
    if reading.instrument is None:
        return RubricEdition.objects.none()
    instrument = reading.instrument
    near = Q(rubric=instrument.rubric) | Q(slug__startswith=_stem(instrument.slug))
    return RubricEdition.objects.filter(near).order_by("slug")


def _plan(reading: Reading, near: Sequence[RubricEdition]) -> LoadPlan:
    if reading.instrument is None:
        return LoadPlan(status=LoadStatus.REFUSED, findings=reading.findings)
    instrument = reading.instrument
    stranger = next((each for each in near if each.pk == instrument.slug and each.rubric != instrument.rubric), None)
    if stranger is not None:
        return _refused_for(reading, stranger)
    chain, free_slug = _chain(instrument, {each.pk: each for each in near})
    same = next((each for each in chain if _words(each.instrument) == _words(instrument)), None)
    if same is not None:
        return LoadPlan(
            status=LoadStatus.UNCHANGED,
            slug=same.pk,
            instrument=same.instrument,
            beside=same.pk,
            findings=reading.findings,
            is_published=same.is_published,
        )
    beside = chain[-1] if chain else _newest([each for each in near if each.rubric == instrument.rubric])
    is_draft = bool(chain) and not chain[-1].is_published and not chain[-1].self_assessments.exists()
    slug = chain[-1].pk if is_draft else free_slug
    findings = list(reading.findings)
    if chain and not is_draft:
        findings.append(_new_edition(chain[-1], slug))
    return LoadPlan(
        status=LoadStatus.UPDATED if is_draft else LoadStatus.NEW,
        slug=slug,
        instrument=replace(instrument, slug=slug),
        beside=beside.pk if beside else "",
        differences=compare_instruments(beside.instrument, instrument) if beside else (),
        findings=tuple(findings),
    )


def _refused_for(reading: Reading, stranger: RubricEdition) -> LoadPlan:
    sentence = (
        f"The short name “{stranger.pk}” belongs to an edition of the rubric “{stranger.rubric}”. Give this edition "
        "another one."
    )
    finding = Finding(code="slug-taken", severity=Severity.ERROR, sentence=sentence)
    return LoadPlan(status=LoadStatus.REFUSED, findings=(*reading.findings, finding))


def _new_edition(older: RubricEdition, slug: str) -> Finding:
    sentence = f"“{older.pk}” is published and never changes, so this becomes an edition of its own, “{slug}”."
    return Finding(code="new-edition", severity=Severity.NOTICE, sentence=sentence)


def _chain(instrument: Instrument, near: Mapping[str, RubricEdition]) -> tuple[list[RubricEdition], str]:
    """Return the editions that were loaded under a short name, itself, “…-2”, “…-3”, and the next one that is free."""
    chain: list[RubricEdition] = []
    for number in count(1):
        slug = instrument.slug if number == 1 else f"{_stem(instrument.slug)}-{number}"
        edition = near.get(slug)
        if edition is None:
            return chain, slug
        if edition.rubric == instrument.rubric:
            chain.append(edition)
    raise AssertionError


def _stem(slug: str) -> str:
    """Leave room for a number behind a short name."""
    return slug[: LONGEST_SLUG - len("-9999")]


def _newest(editions: Sequence[RubricEdition]) -> RubricEdition | None:
    """Return the edition that a new one stands beside: the one published last, else the draft loaded last."""
    return max(editions, key=lambda each: (each.is_published, each.published_at or each.loaded_at), default=None)


def _words(instrument: Instrument) -> Instrument:
    """Return an edition without its short name: under whichever one, the same words are the same edition."""
    return replace(instrument, slug="")


def _loaded() -> Iterator[KnownEdition]:
    editions = sorted(RubricEdition.objects.all(), key=lambda each: each.published_at or each.loaded_at, reverse=True)
    for edition in sorted(editions, key=lambda each: not each.is_published):
        yield KnownEdition(instrument=edition.instrument, is_loaded=True)


def shipped_instruments() -> Iterator[Instrument]:
    """Read the rubrics that ship with the application."""
    for path in sorted((settings.BASE_DIR / "fixtures").glob("rubric_*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            yield instrument_from_json(row["fields"]["content"])


def _licensed_texts() -> tuple[LicensedText, ...]:
    path = settings.BASE_DIR / "fixtures" / "licensed_texts.json"
    return tuple(LicensedText(**each) for each in json.loads(path.read_text(encoding="utf-8")))


def load_report(plan: LoadPlan, *, is_dry_run: bool) -> dict[str, Any]:
    """Return a plan as one JSON value: what became of the file, and what of a dry run would."""
    changes = is_dry_run and plan.status in {LoadStatus.NEW, LoadStatus.UPDATED}
    return {
        "slug": plan.slug or None,
        "rubric": plan.instrument.rubric if plan.instrument else None,
        "title": plan.instrument.title if plan.instrument else None,
        "status": f"would be {plan.status}" if changes else plan.status.value,
        "published": plan.is_published,
        "polarity": plan.instrument.polarity.value if plan.instrument else None,
        "counts": instrument_counts(plan.instrument) if plan.instrument else None,
        "compared_with": plan.beside or None,
        "differences": [asdict(each) for each in plan.differences],
        "findings": [{**asdict(each), "severity": each.severity.value} for each in plan.findings],
    }


def instrument_counts(instrument: Instrument) -> dict[str, int]:
    """Count what an edition holds."""
    outcomes = list(instrument.outcomes)
    return {
        "strands": len(instrument.strands),
        "outcomes": len(outcomes),
        "levels": len(instrument.levels),
        "indicators": sum(len(each.indicators) for outcome in outcomes for each in outcome.descriptors),
    }
