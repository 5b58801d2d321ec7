"""Loading coaches, mentors and facilitators, and how their time is divided."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from plplanner.kit.rows import VersionedRow
from plplanner.kit.years import school_year_label
from resources.calculations.fte import FULL_TIME, PartTime, most_at_once
from resources.enums import Period, StaffRole
from resources.imports.cells import folded
from resources.imports.findings import RowFinding
from resources.imports.report import CellChange
from resources.imports.short_rows import ShortRow
from resources.imports.staff import STAFF_FIELDS, staff_readers
from resources.models import StaffAssignment, StaffMember
from resources.services.ledger_import_short import Group, ShortLoader
from resources.services.ledger_import_work import value_text

Place = tuple[int, UUID | None, str]
"""School year, school or the whole district, and part of the year: one assignment of a person each."""


class StaffLoader(ShortLoader[StaffMember]):
    """Loads people: one by the id in the staff system, else by name and role."""

    noun = "people"
    one = "person"
    nouns_below = "assignments"
    names = STAFF_FIELDS

    def readers(self) -> Mapping[str, Callable[[str], Any]]:
        """Return how each column is read."""
        return staff_readers(self.work.look_ups)

    def owners_here(self) -> Iterable[StaffMember]:
        """Return the district's people, held until the load is done."""
        people = StaffMember.objects.for_district(self.work.district).select_related("updated_by")
        self._assignments: dict[UUID, list[StaffAssignment]] = {}
        for each in StaffAssignment.objects.for_district(self.work.district).present().select_related("updated_by"):
            self._assignments.setdefault(each.staff_member_id, []).append(each)
        return people if self.work.report.dry_run else people.select_for_update(of=("self",))

    def make(self) -> StaffMember:
        """Return a new person."""
        return StaffMember(district=self.work.district)

    def key(self, row: ShortRow | StaffMember) -> Hashable:
        """Return name and role."""
        if isinstance(row, ShortRow):
            return folded(row.text("name")), str(row.values.get("role", StaffRole.COACH))
        return folded(row.name), str(row.role)

    def judge(self, group: Group[StaffMember]) -> Iterable[RowFinding]:
        """Judge a person as the form does."""
        if not group.owner.name:
            yield RowFinding(
                row=group.rows[0].row,
                column=self.work.layout.heading("name"),
                reason="The person has no name.",
                cure="Enter a name; for a vacant post say what it is.",
            )

    def take_below(self, group: Group[StaffMember]) -> None:
        """Compare and write the assignments, then see that none adds up to more than one post."""
        member = group.owner
        parts = {each.pk: each for each in self._assignments.get(member.pk, [])}
        seen: dict[Place, ShortRow] = {}
        for row in group.rows:
            place = self._place(row)
            if place is None:
                continue
            first = seen.setdefault(place, row)
            if first is not row:
                self.find(row, f"Row {first.row} is of this person, school and period too.", "Add the two up.")
                continue
            self.work.report.years[place[0]] += 1
            part = self._take_assignment(member, place, row)
            parts[part.pk] = part
        self._refuse_too_much(member, parts.values(), seen)

    def _place(self, row: ShortRow) -> Place | None:
        year = self.year_of(row)
        if year is None:
            if row.values.get("fte") is not None:
                self.find(row, "The row has no fiscal year.", "Enter one, such as 2025-26.", column="fiscal_year")
            return None
        if not {"fte", "school", "period"} & row.values.keys():
            return None
        return year, row.values.get("school"), str(row.values.get("period", Period.YEAR))

    def _take_assignment(self, member: StaffMember, place: Place, row: ShortRow) -> StaffAssignment:
        year, school, period = place
        here = [
            each
            for each in self._assignments.get(member.pk, [])
            if (each.school_year, each.school_id, each.period) == place
        ]
        looks = self.work.look_ups
        if school in looks.schools.removed and not here:
            self.find(row, "This school was removed here.", "Bring it back, or name another.", column="school")
        if len(here) > 1:
            self.find(row, "Two assignments here are of this school and period.", "Remove one of them here first.")
        part = (
            here[0]
            if here
            else StaffAssignment(
                district=self.work.district, staff_member=member, school_year=year, school_id=school, period=period
            )
        )
        before = part.fte
        changed = {"fte": row.values["fte"]} if "fte" in row.values and row.values["fte"] != before else {}
        part.fte = changed.get("fte", before)
        if here and changed:
            where = looks.schools.name(school) or "the whole district"
            name = f"{member} at {where}, {Period(period).label.lower()} {school_year_label(year)}"
            self.show_change(row, name, part, [self.cell("fte", before, part.fte)])
        self.write(part, changed, is_new=not here, counts=self._below)
        return part

    def _refuse_too_much(
        self, member: StaffMember, parts: Iterable[StaffAssignment], seen: dict[Place, ShortRow]
    ) -> None:
        by_year: dict[int, list[PartTime]] = {}
        for part in parts:
            by_year.setdefault(part.school_year, []).append(PartTime(period=part.period, fte=part.fte))
        last = {place[0]: row for place, row in seen.items()}
        for year, row in last.items():
            most = most_at_once(by_year.get(year, []))
            if most > FULL_TIME:
                self.find(
                    row,
                    f"{member} comes to {most.normalize():f} FTE in {school_year_label(year)}, all told.",
                    "One person is at most 1.0 in the fall and in the spring. Two people need an id each.",
                    column="fte",
                )

    def cell(self, column: str, before: Any, after: Any) -> CellChange:
        """Say how one value would change."""
        if isinstance(before, Decimal):
            before = before.normalize()
        if isinstance(after, Decimal):
            after = after.normalize()
        return super().cell(column, before, after)

    def shown(self, column: str, value: Any) -> str:
        """Write a value for the preview."""
        return str(StaffRole(value).label) if column == "role" else value_text(value)

    def stamp(self, row: VersionedRow, source: int) -> None:
        """Note on a new person which file it is from."""
        if isinstance(row, StaffMember):
            row.source_import_id = source
