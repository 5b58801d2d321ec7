"""The plan as a web page that stands alone, and as the sheet that the preview and print pages show."""

from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString

from plans.document import DocumentOptions, PlanDocument
from plans.exports.layout import lay_out
from plplanner.kit.html_writer import page_html, sheet_html

BASE_STYLES = """
:root { --ink: #16242e; --ink-soft: #3d4c56; --paper: #fff; --line: #cdd6d9; --line-strong: #5b6a73; --accent: #0a5256;
  --accent-dark: #063639; --accent-light: #dfeeed; }
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: #e6eceb; font: 1.0625rem/1.5 "Source Sans 3", "Segoe UI",
  "Helvetica Neue", Arial, sans-serif; }
main { padding: 2rem 1rem; }
p, ul { margin: 0 0 0.5rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
@media print { body { background: none; } main { padding: 0; } }
"""


def plan_sheet(document: PlanDocument, options: DocumentOptions) -> SafeString:
    """Return the sheet for our own pages; the writer has escaped every text."""
    return SafeString(sheet_html(lay_out(document, options)))


def plan_html(document: PlanDocument, options: DocumentOptions) -> bytes:
    """Return the web page: one file, no script, nothing loaded."""
    return page_html(lay_out(document, options), styles=BASE_STYLES + _sheet_styles())


@cache
def _sheet_styles() -> str:
    return (settings.BASE_DIR / "static" / "css" / "document.css").read_text(encoding="utf-8")
