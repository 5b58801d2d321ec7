"""What tests of the ledger's pages share: a year's address, lines with shares, and what a line's form sends."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from plplanner.districts.models import District
from plplanner.kit.editing import texts_of
from resources.models import Fund, LedgerLine
from resources.services.lines import line_values
from resources.services.totals import recompute
from tests.factories import LedgerLineFactory

YEAR = 2025


def ledger_url(district: District, query: str = "") -> str:
    """Return where the lines of the year are listed."""
    return f"/resources/{district.pk}/{YEAR}/ledger/{query}"


def line_of(district: District, title: str, planned: str = "", *funds: tuple[Fund, str], **values: Any) -> LedgerLine:
    """Make a line with its shares in percent, and the totals anew."""
    amount = Decimal(planned) if planned else None
    line = LedgerLineFactory.create(district=district, school_year=YEAR, title=title, planned=amount, **values)
    for position, (fund, part) in enumerate(funds, start=1):
        share = None if amount is None else amount * Decimal(part) / 100
        line.shares.create(fund=fund, position=position, part=Decimal(part), planned=share)
    recompute(district)
    return line


def posted(line: LedgerLine, **changes: str) -> Mapping[str, str]:
    """Return what the line's form sends, with some fields changed."""
    return {"version": str(line.version), "base": "", **texts_of(line_values(line)), **changes}


def edit_url(line: LedgerLine) -> str:
    """Return where the line is edited."""
    return f"/resources/lines/{line.pk}/edit/"
