"""What all loads of files share: the report, what the file may name, and the row that stands for the file."""

import datetime
import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils import timezone

from plplanner.districts.models import District, User
from plplanner.kit.dates import short_day
from plplanner.kit.rows import VersionedRow
from plplanner.kit.tables import Row
from resources.imports.headers import Layout
from resources.imports.look_ups import LookUps
from resources.imports.report import Counts, LedgerReport
from resources.models import Department, LedgerImport, Pathway

NOT_KNOWN = "not known"


@dataclass(kw_only=True)
class Work:
    """One load under way."""

    report: LedgerReport
    layout: Layout
    look_ups: LookUps
    district: District
    by: User | None
    now: datetime.datetime = field(default_factory=timezone.now)

    def __post_init__(self) -> None:
        self._source: LedgerImport | None = None
        self._touched = hashlib.blake2b(digest_size=16)
        self._written: set[UUID] = set()

    @property
    def is_writing(self) -> bool:
        """Whether what is found is written: not in a dry run, and not once the file is refused."""
        return not self.report.dry_run and not self.report.is_refused

    def counts(self, noun: str) -> Counts:
        """Return the counts of one kind of row."""
        return self.report.counts.setdefault(noun, Counts())

    def source(self) -> LedgerImport:
        """Return the row that stands for this file, made when the first change needs it."""
        if self._source is None:
            self._source = LedgerImport.objects.create(
                district=self.district,
                kind=self.report.kind,
                file_name=self.report.file_name,
                sha256=self.report.sha256,
                loaded_at=self.now,
                loaded_by=self.by,
            )
            self.report.import_id, self.report.loaded_at = self._source.pk, self.now
        return self._source

    def touch(self, row: VersionedRow) -> None:
        """Take a row that the file would change into the fingerprint."""
        self._touched.update(f"{row.pk}:{row.version};".encode())

    def add_names(self) -> None:
        """Write the departments and pathways that the rows read so far have named first."""
        looks = self.look_ups
        self._add(Department, looks.departments.new)
        self._add(Pathway, looks.pathways.new)

    def _add(self, model: type[Department] | type[Pathway], new: dict[UUID, str]) -> None:
        missing = {pk: name for pk, name in new.items() if pk not in self._written}
        if missing:
            rows = [model(pk=pk, district=self.district, name=name, updated_by=self.by) for pk, name in missing.items()]
            model._default_manager.bulk_create(rows)  # type: ignore[arg-type]  # each row is of this very model
            self._written |= set(missing)

    def finish(self) -> None:
        """Complete the report."""
        report, looks = self.report, self.look_ups
        report.departments_added = sorted(looks.departments.new.values())
        report.pathways_added = sorted(looks.pathways.new.values())
        report.schools_restored = looks.schools_restored
        counted = [(noun, each.new, each.changed) for noun, each in sorted(report.counts.items())]
        self._touched.update(repr((counted, report.removed_here)).encode())
        report.fingerprint = self._touched.hexdigest()


class Loader(ABC):
    """Compares the rows of one kind of file with what is here, counts, and writes the difference."""

    def __init__(self, work: Work) -> None:
        self.work = work

    @abstractmethod
    def take(self, rows: Sequence[Row]) -> None:
        """Take in the next rows of the file."""

    @abstractmethod
    def finish(self) -> None:
        """Do what needs all rows."""


def said_by(row: VersionedRow, verb: str) -> str:
    """Say who touched a row last, and when: "changed here by Dana Director on Nov 14, 2026"."""
    who = f" by {row.updated_by}" if row.updated_by else ""
    return f"{verb} here{who} on {short_day(timezone.localtime(row.updated_at))}"


def value_text(value: Any) -> str:
    """Write a value as a preview shows it."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value != "" else "empty"
