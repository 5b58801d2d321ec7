"""How a preview writes the values of a line."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices

from plans.enums import DeliveryPhase
from plplanner.kit.findings import Severity
from plplanner.kit.numbers import format_money
from plplanner.kit.text import shorten
from resources.enums import CostElement, PaidTime, QuantityUnit, ResourceKind
from resources.exports.columns import funds_text
from resources.imports.findings import RowFinding
from resources.imports.lines import Parts
from resources.imports.look_ups import Index, LookUps
from resources.models import LedgerLine
from resources.services.ledger_import_work import said_by, value_text

LONGEST_SHOWN = 120
MONEY = {"planned", "committed", "actual"}
CHOICES: Mapping[str, type[TextChoices]] = {
    "resource_kind": ResourceKind,
    "cost_element": CostElement,
    "delivery_phase": DeliveryPhase,
    "paid_time": PaidTime,
    "unit": QuantityUnit,
}


def line_cell(name: str, value: Any, looks: LookUps) -> str:
    """Write the value of one column."""
    if isinstance(value, Decimal):
        return format_money(value) if name in MONEY else f"{value.normalize():,f}"
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    indexes: Mapping[str, Index[Any]] = {
        "pathway": looks.pathways,
        "department": looks.departments,
        "school": looks.schools,
        "function_code": looks.functions,
        "object_code": looks.objects,
    }
    if name in indexes:
        nothing = "district-wide" if name == "school" else "none"
        return nothing if value is None else indexes[name].name(value)
    return shorten(value_text(value), LONGEST_SHOWN)


def shares_text(parts: Parts, looks: LookUps) -> str:
    """Write who pays, as files have it."""
    return funds_text([(looks.funds.name(fund), part) for fund, part in parts]) or "none"


def removed_finding(row: int, line: LedgerLine) -> RowFinding:
    """Say that a row's line was removed here and stays so."""
    return RowFinding(
        row=row,
        value=shorten(str(line), LONGEST_SHOWN),
        reason=f"This line was {said_by(line, 'removed')}.",
        cure="It stays removed, and the row is left out. Bring the line back first if it should count.",
        severity=Severity.NOTICE,
    )
