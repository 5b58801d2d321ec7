"""Loading short files, funds and staff: read whole, matched with what is here by id or name, written row by row."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from plplanner.kit.findings import Severity
from plplanner.kit.numbers import format_count
from plplanner.kit.rows import VersionedRow, insert_row, update_row
from plplanner.kit.tables import Row
from plplanner.kit.text import clean_line, shorten
from resources.imports.findings import FileRefused, RowFinding
from resources.imports.report import CellChange, Counts, RowChange
from resources.imports.short_rows import ShortRow, read_short_row
from resources.models import Fund, StaffMember
from resources.services.ledger_import_work import Loader, Work, said_by, value_text

MOST_ROWS = 10_000
LONGEST_SHOWN = 120

Owner = TypeVar("Owner", bound=Fund | StaffMember)


@dataclass(kw_only=True)
class Group(Generic[Owner]):
    """The rows of one fund or person, and the row that they are here, made or not."""

    owner: Owner
    is_new: bool
    rows: list[ShortRow]
    values: dict[str, Any] = field(default_factory=dict)
    """What the file says about the fund or person itself."""


class ShortLoader(Loader, Generic[Owner]):
    """Loads rows that belong together by an id or a name, and one row below for each."""

    noun: ClassVar[str]
    one: ClassVar[str]
    nouns_below: ClassVar[str]
    names: ClassVar[Mapping[str, str]]

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._readers = self.readers()
        self.rows: list[ShortRow] = []
        self._owners, self._below = work.counts(self.noun), work.counts(self.nouns_below)

    def readers(self) -> Mapping[str, Callable[[str], Any]]:
        """Return how each column is read."""
        raise NotImplementedError

    def owners_here(self) -> Iterable[Owner]:
        """Return the rows of the district that the file may mean, removed ones too."""
        raise NotImplementedError

    def make(self) -> Owner:
        """Return a new one, not stored yet."""
        raise NotImplementedError

    def key(self, row: ShortRow | Owner) -> Hashable:
        """Return what rows without an id are told apart by."""
        raise NotImplementedError

    def judge(self, group: Group[Owner]) -> Iterable[RowFinding]:
        """Yield what is wrong with a group, its owner holding the values it would have."""
        raise NotImplementedError

    def take_below(self, group: Group[Owner]) -> None:
        """Compare and write what stands below the owner, which is stored by now."""
        raise NotImplementedError

    def take(self, rows: Sequence[Row]) -> None:
        """Read the next rows."""
        if self.work.report.rows_read > MOST_ROWS:
            raise FileRefused(f"A file of {self.noun} has at most {format_count(MOST_ROWS)} rows. Load it in parts.")
        for row in rows:
            read = read_short_row(row, self.work.layout, self._readers)
            if isinstance(read, ShortRow):
                self.rows.append(read)
            else:
                self.work.report.find(read)

    def finish(self) -> None:
        """Match, compare and write all rows."""
        groups = self._groups()
        for group in groups:
            self._take_owner(group)
        for group in groups:
            self.take_below(group)

    def find(self, row: ShortRow, reason: str, cure: str, *, column: str = "", value: str = "") -> None:
        """Note what is wrong with a row."""
        heading = self.work.layout.heading(column) if column else ""
        self.work.report.find([RowFinding(row=row.row, column=heading, value=value, reason=reason, cure=cure)])

    def year_of(self, row: ShortRow) -> int | None:
        """Return the year that a row speaks of."""
        year: int | None = row.values.get("fiscal_year", self.work.report.default_year)
        return year

    def _groups(self) -> list[Group[Owner]]:
        """Bring rows together: by their id, else by what names them here."""
        here: list[Owner] = list(self.owners_here())
        present: list[Owner] = [each for each in here if each.removed_at is None]
        by_id = {str(each.pk): each for each in here} | {each.external_id: each for each in here if each.external_id}
        by_key: dict[Hashable, list[Owner]] = {}
        for each in [*present, *(one for one in here if one.removed_at is not None)]:
            by_key.setdefault(self.key(each), []).append(each)
        groups: dict[Hashable, Group[Owner]] = {}
        for row in self.rows:
            if not row.text("name") and not row.text("id"):
                self.find(row, f"The {self.one} has no name.", "Enter a name, or an id that is known here.")
                continue
            owner, rank = self._owner(row, by_id, by_key)
            if owner is not None and owner.removed_at is not None:
                self._left_out(row, owner)
            else:
                made = groups.get(rank)
                if made is None:
                    made = groups[rank] = Group(owner=owner or self.make(), is_new=owner is None, rows=[])
                made.rows.append(row)
        return list(groups.values())

    def _owner(
        self, row: ShortRow, by_id: Mapping[str, Owner], by_key: Mapping[Hashable, list[Owner]]
    ) -> tuple[Owner | None, Hashable]:
        found = by_id.get(row.text("id"))
        if found is None:
            named = by_key.get(self.key(row), [])
            if row.text("id"):
                # An id that is new here is given to the one of this name that has none yet.
                named = [each for each in named if not each.external_id and each.removed_at is None]
            present = [each for each in named if each.removed_at is None]
            if len(present) > 1:
                self.find(row, f"More than one {self.one} has this name here.", "Add the column id, and fill it in.")
            found = next(iter(present or named), None)
        rank = found.pk if found else row.text("id") or self.key(row)
        return found, rank

    def _left_out(self, row: ShortRow, owner: Owner) -> None:
        report = self.work.report
        report.removed_here += 1
        report.find(
            [
                RowFinding(
                    row=row.row,
                    value=shorten(str(owner), LONGEST_SHOWN),
                    reason=f"This {self.one} was {said_by(owner, 'removed')}.",
                    cure="It stays removed, and the row is left out. Bring it back first if it should count.",
                    severity=Severity.NOTICE,
                )
            ]
        )

    def _take_owner(self, group: Group[Owner]) -> None:
        group.values = self._values(group)
        owner, first = group.owner, group.rows[0]
        before = {name: getattr(owner, name) for name in group.values}
        changed = {name: value for name, value in group.values.items() if differs(before[name], value)}
        name_before = str(owner)
        for name, value in changed.items():
            setattr(owner, name, value)
        self.work.report.find(self.judge(group))
        if not group.is_new and changed:
            columns = {field: name for name, field in self.names.items()}
            cells = [self.cell(columns[name], before[name], value) for name, value in changed.items()]
            self.show_change(first, name_before, owner, cells)
        self.write(owner, changed, is_new=group.is_new, counts=self._owners)

    def _values(self, group: Group[Owner]) -> dict[str, Any]:
        """Return what the rows say about the owner: the first that says something; another one may not contradict."""
        values: dict[str, Any] = {}
        for row in group.rows:
            for name, value in row.fields(self.names).items():
                known = values.get(name)
                if known in (None, ""):
                    values[name] = value
                elif value not in (None, "") and value != known:
                    column = next(column for column, each in self.names.items() if each == name)
                    first = group.rows[0].row
                    self.find(
                        row,
                        f"Row {first} says something else of the same {self.one}.",
                        "Write the same in all of its rows, or leave it out in all but the first.",
                        column=column,
                        value=shorten(str(value), LONGEST_SHOWN),
                    )
        if not values.get("external_id"):
            values.pop("external_id", None)
        elif values["external_id"] == str(group.owner.pk):
            del values["external_id"]
        if not values.get("name"):
            values.pop("name", None)
        return values

    def cell(self, column: str, before: Any, after: Any) -> CellChange:
        """Say how one value would change."""
        texts = (shorten(self.shown(column, value), LONGEST_SHOWN) for value in (before, after))
        return CellChange(self.work.layout.heading(column), *texts)

    def shown(self, column: str, value: Any) -> str:
        """Write a value for the preview."""
        del column
        return value_text(value)

    def show_change(self, row: ShortRow, name: str, of: VersionedRow, cells: Sequence[CellChange]) -> None:
        """Put a change of a stored row into the report."""
        self.work.touch(of)
        edited = said_by(of, "last saved") if of.updated_by_id else ""
        self.work.report.change(RowChange(row=row.row, name=name, cells=cells, edited=edited))

    def write(self, row: VersionedRow, changed: Mapping[str, Any], *, is_new: bool, counts: Counts) -> None:
        """Count a row, and add or update it if it is new or changed."""
        counts.new += is_new
        counts.changed += not is_new and bool(changed)
        counts.same += not is_new and not changed
        if not self.work.is_writing or not (is_new or changed):
            return
        source = self.work.source()
        if is_new:
            self.stamp(row, source.pk)
            insert_row(row, by=self.work.by)
        else:
            update_row(row, version=row.version, values=changed, by=self.work.by)

    def stamp(self, row: VersionedRow, source: int) -> None:
        """Note on a new row which file it is from, where it has room for that."""


def differs(before: Any, after: Any) -> bool:
    """Whether a value would change; how a text is broken into lines does not count."""
    if isinstance(before, str) and isinstance(after, str):
        return before != after and clean_line(before) != after
    return bool(before != after)
