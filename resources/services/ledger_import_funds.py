"""Loading funds and their awards."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from plplanner.kit.numbers import format_money
from plplanner.kit.years import school_year_label
from resources.enums import FundKind
from resources.imports.cells import folded
from resources.imports.findings import RowFinding
from resources.imports.funds import AWARD_FIELDS, FUND_FIELDS, fund_readers
from resources.imports.short_rows import ShortRow
from resources.models import Fund, FundAward
from resources.services.ledger_import_short import Group, ShortLoader, differs


class FundLoader(ShortLoader[Fund]):
    """Loads funds: one by its id in the finance system, else by its name."""

    noun = "funds"
    one = "fund"
    nouns_below = "awards"
    names = FUND_FIELDS

    def readers(self) -> Mapping[str, Callable[[str], Any]]:
        """Return how each column is read."""
        return fund_readers(self.work.look_ups)

    def owners_here(self) -> Iterable[Fund]:
        """Return the district's funds, held until the load is done."""
        funds = Fund.objects.for_district(self.work.district).select_related("updated_by")
        self._awards: dict[tuple[UUID, int], FundAward] = {
            (award.fund_id, award.school_year): award
            for award in FundAward.objects.filter(fund__district=self.work.district).select_related("updated_by")
        }
        self._names: dict[str, UUID] = {}
        self._here = list(funds if self.work.report.dry_run else funds.select_for_update(of=("self",)))
        return self._here

    def make(self) -> Fund:
        """Return a new fund."""
        return Fund(district=self.work.district)

    def key(self, row: ShortRow | Fund) -> Hashable:
        """Return the name, which no two funds share."""
        return folded(row.text("name") if isinstance(row, ShortRow) else row.name)

    def judge(self, group: Group[Fund]) -> Iterable[RowFinding]:
        """Judge a fund as its form does."""
        fund, row = group.owner, group.rows[0].row
        heading = self.work.layout.heading
        if not fund.name:
            yield RowFinding(
                row=row, column=heading("name"), reason="The fund has no name.", cure="Enter the name of the fund."
            )
        if fund.starts_on and fund.ends_on and fund.ends_on < fund.starts_on:
            yield RowFinding(
                row=row,
                column=heading("ends_on"),
                value=str(fund.ends_on),
                reason="The last day is before the first.",
                cure="Correct one of them.",
            )
        if fund.assistance_listing_id and fund.kind != FundKind.FEDERAL:
            yield RowFinding(
                row=row,
                column=heading("assistance_listing"),
                value=fund.assistance_listing_id,
                reason="Only a federal fund has an assistance listing.",
                cure="Enter Federal as its kind, or take the listing out.",
            )
        others = {folded(each.name): each.pk for each in self._here if each.removed_at is None} | self._names
        if fund.name and others.get(folded(fund.name), fund.pk) != fund.pk:
            yield RowFinding(
                row=row,
                column=heading("name"),
                value=fund.name,
                reason="Another fund has this name.",
                cure="Add what tells them apart, or correct the id.",
            )
        self._names[folded(fund.name)] = fund.pk

    def take_below(self, group: Group[Fund]) -> None:
        """Compare and write the awards."""
        seen: dict[int, int] = {}
        for row in group.rows:
            values = row.fields(AWARD_FIELDS)
            year = self.year_of(row)
            if year is None:
                if any(value is not None for value in values.values()):
                    self.find(row, "The award has no fiscal year.", "Enter one, such as 2025-26.", column="fiscal_year")
                continue
            first = seen.setdefault(year, row.row)
            if first != row.row:
                self.find(row, f"Row {first} is of this fund and year too.", "Keep one row a fund and year.")
                continue
            self.work.report.years[year] += 1
            self._take_award(group.owner, year, row, values)

    def _take_award(self, fund: Fund, year: int, row: ShortRow, values: dict[str, Any]) -> None:
        award = self._awards.get((fund.pk, year))
        is_new = award is None
        award = award or FundAward(fund=fund, school_year=year)
        before = {name: getattr(award, name) for name in values}
        changed = {name: value for name, value in values.items() if differs(before[name], value)}
        if is_new and not changed:
            return
        for name, value in changed.items():
            setattr(award, name, value)
        if changed and not is_new:
            columns = {field: name for name, field in AWARD_FIELDS.items()}
            cells = [self.cell(columns[name], before[name], value) for name, value in changed.items()]
            self.show_change(row, f"{fund}, {school_year_label(year)}", award, cells)
        self.write(award, changed, is_new=is_new, counts=self._below)

    def shown(self, column: str, value: Any) -> str:
        """Write a value for the preview, money as money."""
        if isinstance(value, Decimal):
            return format_money(value)
        return str(FundKind(value).label) if column == "kind" else super().shown(column, value)
