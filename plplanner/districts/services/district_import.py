"""Loading an ELSI export: districts and their facts, all or nothing, as often as one likes."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from plplanner.districts import audit
from plplanner.districts.elsi import Agency, ExportRefused, Unusable, Value, open_export
from plplanner.districts.import_report import LoadReport, report_on
from plplanner.districts.models import District, DistrictFact, FactImport, Membership, User
from plplanner.kit.bulk import insert_rows, update_rows
from plplanner.kit.text import shorten

BATCH = 500
FILE_NAME_LENGTH = 255
ACTION = "loaded a file of districts"

_CHUNK = 1024 * 1024

Progress = Callable[[int, int], None]
"""Called with the rows read so far and the rows expected (0: not known)."""


_FactKey = tuple[uuid.UUID, int, str, str]
"""District, school year, measure, group."""


class _KnownDistrict(NamedTuple):
    id: uuid.UUID
    name: str
    state: str
    locale: str
    agency_type: str
    version: int
    has_members: bool


class _KnownFact(NamedTuple):
    id: uuid.UUID
    status: str
    number: Any
    imported: bool
    version: int


def load_districts(
    *, file: BinaryIO, file_name: str, by: User | None, dry_run: bool = False, progress: Progress | None = None
) -> LoadReport:
    """Load the file in one transaction; a dry run reads it the same way and writes nothing.

    Values that a person entered stay. Loading the same file again changes nothing. Raises ExportRefused, with nothing
    changed, when the file cannot be used.
    """
    sha256, lines = _digest(file)
    export = open_export(file)
    report = report_on(export, file_name=shorten(file_name, FILE_NAME_LENGTH), sha256=sha256, dry_run=dry_run)
    with nullcontext() if dry_run else transaction.atomic():
        load = _Load(report, by=by)
        for records in _batches(export.records()):
            load.take(records)
            if progress:
                progress(report.agencies_read, max(lines - export.header_line, 0))
        report.footer_found = export.footer_found
        _refuse_useless(report)
        if not dry_run and report.changes:
            _record(load.source(), report, by=by)
    return report


def _digest(file: BinaryIO) -> tuple[str, int]:
    """Return the SHA-256 and the number of line ends of a whole file."""
    digest, lines = hashlib.sha256(), 0
    file.seek(0)
    while piece := file.read(_CHUNK):
        digest.update(piece)
        lines += piece.count(b"\n")
    return digest.hexdigest(), lines


def _batches(records: Iterator[Agency | Unusable]) -> Iterator[list[Agency | Unusable]]:
    while batch := list(islice(records, BATCH)):
        yield batch


def _refuse_useless(report: LoadReport) -> None:
    if report.agencies_read == 0:
        raise ExportRefused("This table has no rows. Download it again.")
    if report.rows_left_out == report.agencies_read:
        first = report.unusable[0]
        raise ExportRefused(f"No row of this table can be used. Line {first.line}: {first.reason} {first.cure}")


def _record(source: FactImport, report: LoadReport, *, by: User | None) -> None:
    counts = {key: value for key, value in report.as_json().items() if isinstance(value, int)}
    audit.record(by=by, action=ACTION, of=source, detail={**counts, "school_years": list(report.school_years)})


def _lock_tables() -> None:
    """Let other people read but not write until the load is done, so that what it has read stays true.

    SQLite has taken its one write lock already.
    """
    if connection.vendor == "postgresql":
        names = [connection.ops.quote_name(model._meta.db_table) for model in (District, DistrictFact, FactImport)]
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(names)} IN SHARE ROW EXCLUSIVE MODE")


class _Load:
    """Compares batches of agencies with what is known, counts, and writes the difference unless it is a dry run."""

    def __init__(self, report: LoadReport, *, by: User | None) -> None:
        self._report = report
        self._by = by
        self._now = timezone.now()
        self._source: FactImport | None = None
        if not report.dry_run:
            _lock_tables()

    def source(self) -> FactImport:
        """Return the row that stands for this file, made when the first value needs it."""
        if self._source is None:
            known = FactImport.objects.filter(sha256=self._report.sha256).first()
            self._source = known or FactImport.objects.create(
                file_name=self._report.file_name, sha256=self._report.sha256, loaded_by=self._by
            )
        return self._source

    def take(self, records: Iterable[Agency | Unusable]) -> None:
        """Compare and write one batch."""
        agencies = []
        for record in records:
            self._report.count(record)
            if isinstance(record, Agency):
                agencies.append(record)
        known = _known_districts([agency.leaid for agency in agencies])
        ids = self._take_districts(agencies, known)
        facts = _known_facts([district.id for district in known.values()], self._report.school_years)
        self._take_facts(agencies, ids, facts)

    def _take_districts(self, agencies: list[Agency], known: dict[str, _KnownDistrict]) -> dict[str, uuid.UUID]:
        """Return the district's id by LEAID; a district new to us has one too, in a dry run likewise."""
        new = [(uuid.uuid4(), agency) for agency in agencies if agency.leaid not in known]
        changed = [
            (known[agency.leaid], values)
            for agency in agencies
            if agency.leaid in known and (values := _district_values(agency, known[agency.leaid])) is not None
        ]
        self._report.districts_new += len(new)
        self._report.districts_updated += len(changed)
        self._report.districts_unchanged += len(agencies) - len(new) - len(changed)
        if not self._report.dry_run:
            self._write_districts(new, changed)
        return {leaid: district.id for leaid, district in known.items()} | {agency.leaid: pk for pk, agency in new}

    def _write_districts(
        self, new: list[tuple[uuid.UUID, Agency]], changed: list[tuple[_KnownDistrict, tuple[str, ...]]]
    ) -> None:
        insert_rows(
            District,
            fields=["id", "leaid", "name", "state", "locale", "agency_type"],
            rows=[(pk, a.leaid, a.name, a.state.value, a.locale, a.agency_type) for pk, a in new],
            constants={**self._stamp(), "created_at": self._now, "version": 1},
        )
        update_rows(
            District,
            fields=["id", "version", "name", "state", "locale", "agency_type"],
            rows=[(district.id, district.version + 1, *values) for district, values in changed],
            constants=self._stamp(),
        )

    def _take_facts(self, agencies: list[Agency], ids: dict[str, uuid.UUID], known: dict[_FactKey, _KnownFact]) -> None:
        new: list[tuple[uuid.UUID, Value]] = []
        changed: list[tuple[_KnownFact, Value]] = []
        for agency in agencies:
            for value in agency.values:
                fact = known.get((ids[agency.leaid], value.school_year, value.measure, value.group))
                if fact is None:
                    new.append((ids[agency.leaid], value))
                elif not fact.imported:
                    self._report.facts_kept += 1
                elif (fact.status, fact.number) != (value.status.value, value.number):
                    changed.append((fact, value))
                else:
                    self._report.facts_unchanged += 1
        self._report.facts_new += len(new)
        self._report.facts_updated += len(changed)
        if not self._report.dry_run and (new or changed):
            self._write_facts(new, changed)

    def _write_facts(self, new: list[tuple[uuid.UUID, Value]], changed: list[tuple[_KnownFact, Value]]) -> None:
        source = {**self._stamp(), "source_import": self.source().pk}
        insert_rows(
            DistrictFact,
            fields=["id", "district", "measure", "group", "school_year", "status", "value"],
            rows=[
                (uuid.uuid4(), district, str(v.measure), str(v.group), v.school_year, v.status.value, v.number)
                for district, v in new
            ],
            constants={
                **source,
                "created_at": self._now,
                "version": 1,
                "entered_by": None,
                "entered_by_name": "",
                "note": "",
            },
        )
        update_rows(
            DistrictFact,
            fields=["id", "version", "status", "value"],
            rows=[(fact.id, fact.version + 1, value.status.value, value.number) for fact, value in changed],
            constants=source,
        )

    def _stamp(self) -> dict[str, Any]:
        return {"updated_at": self._now, "updated_by": self._by.pk if self._by else None}


def _known_districts(leaids: list[str]) -> dict[str, _KnownDistrict]:
    rows = District.objects.filter(leaid__in=leaids).values_list(
        "leaid", "id", "name", "state", "locale", "agency_type", "version",
        Exists(Membership.objects.filter(district=OuterRef("pk"))),
    )  # fmt: skip
    return {leaid: _KnownDistrict(*rest) for leaid, *rest in rows}


def _known_facts(districts: list[uuid.UUID], school_years: Iterable[int]) -> dict[_FactKey, _KnownFact]:
    rows = DistrictFact.objects.filter(district__in=districts, school_year__in=school_years).values_list(
        "district_id", "school_year", "measure", "group", "id", "status", "value", "source_import_id", "version"
    )
    return {
        (district, year, measure, group): _KnownFact(pk, status, value, source is not None, version)
        for district, year, measure, group, pk, status, value, source, version in rows
    }


def _district_values(agency: Agency, known: _KnownDistrict) -> tuple[str, ...] | None:
    """Return the name, state, locale and agency type to write, or None when nothing changes.

    A district with members is theirs: only what is blank is filled in. What the file does not say stays.
    """
    now = (known.name, known.state, known.locale, known.agency_type)
    said = (agency.name, agency.state.value, agency.locale, agency.agency_type)
    if known.has_members:
        wanted = tuple(ours or theirs for ours, theirs in zip(now, said, strict=True))
    else:
        wanted = tuple(theirs or ours for ours, theirs in zip(now, said, strict=True))
    return wanted if wanted != now else None
