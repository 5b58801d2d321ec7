"""Files to fill in: all columns of a kind, with one example."""

from collections.abc import Mapping, Sequence

from resources.enums import ImportKind
from resources.imports.headers import HEADERS

_EXAMPLES: Mapping[ImportKind, Mapping[str, str]] = {
    ImportKind.LINES: {
        "id": "GL-1001",
        "title": "Summer institute on early reading",
        "resource_kind": "External services",
        "cost_element": "Training and coaching",
        "delivery_phase": "Delivery",
        "paid_time": "",
        "technology_training": "no",
        "recurring": "no",
        "pathway": "Early reading",
        "department": "Curriculum",
        "school": "",
        "quantity": "3",
        "unit": "Days",
        "planned": "9000.00",
        "committed": "8400.00",
        "actual": "",
        "funds": "Title II-A 60%; Local 40%",
        "note": "An example. Remove this row.",
    },
    ImportKind.FUNDS: {
        "id": "F-210",
        "name": "Title II-A",
        "kind": "Federal",
        "program": "yes",
        "allowable_use": "Learning of teachers and school leaders that rests on evidence.",
        "award": "120000.00",
        "carry_over": "8000.00",
    },
    ImportKind.STAFF: {
        "id": "P-17",
        "name": "Example coach",
        "role": "Coach",
        "vacant": "no",
        "focus": "K–3 reading",
        "school": "",
        "period": "Whole year",
        "fte": "0.5",
    },
}


def template_rows(kind: ImportKind, *, year: str) -> tuple[Sequence[str], list[list[str]]]:
    """Return the column names and the example row."""
    names = HEADERS[kind]
    example = {"fiscal_year": year, **_EXAMPLES[kind]}
    return names, [[example.get(name, "") for name in names]]
