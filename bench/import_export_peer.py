"""The same file loaded by django-import-export, set up as its guide says; no part of the locked packages.

It writes lines with their history and nothing else: no shares, no stored totals, no audit, and no rule is judged.
"""

import time
from pathlib import Path
from typing import Any

PEER = "django-import-export"


def peer_rows_a_second(path: Path, district: Any) -> float | str:
    """Return how many lines it loads in a second, or a sentence that says why that is not known."""
    try:
        import tablib  # type: ignore[import-not-found]  # noqa: PLC0415  (not installed as a rule)
        from import_export import fields, resources, widgets  # type: ignore[import-untyped]  # noqa: PLC0415  (likewise)
    except ImportError:
        return f"{PEER}: left out, as it is not installed (see above)"
    from plplanner.districts.models import School  # noqa: PLC0415  (models load only after set-up)
    from resources.models import Department, LedgerLine, Pathway  # noqa: PLC0415  (likewise)

    class Lines(resources.ModelResource):  # type: ignore[misc]  # without types where it is not installed
        external_id = fields.Field(column_name="id", attribute="external_id")
        department = fields.Field("department", "department", widgets.ForeignKeyWidget(Department, "name"))
        pathway = fields.Field("pathway", "pathway", widgets.ForeignKeyWidget(Pathway, "name"))
        school = fields.Field("school", "school", widgets.ForeignKeyWidget(School, "nces_id"))

        class Meta:
            model = LedgerLine
            import_id_fields = ("external_id",)
            fields = ("external_id", "title", "department", "pathway", "school", "quantity", "planned", "note")

        def before_save_instance(self, instance: Any, row: Any, **options: Any) -> None:
            del row, options
            instance.district, instance.school_year = district, 2025

    rows = tablib.Dataset().load(path.read_text(encoding="utf-8"), format="csv")
    began = time.perf_counter()
    result = Lines().import_data(rows, raise_errors=True, use_transactions=True)
    taken = time.perf_counter() - began
    return float(result.totals["new"]) / taken
