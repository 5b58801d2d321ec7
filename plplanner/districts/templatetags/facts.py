"""The facts of a district or a school as pages show them."""

from collections.abc import Sequence
from typing import Any

from django import template

from plplanner.districts.selectors.facts import FactLine, shared_source

register = template.Library()


@register.inclusion_tag("districts/_fact_list.html")
def fact_list(lines: Sequence[FactLine], label: str) -> dict[str, Any]:
    """Draw facts as a table named `label`; a source that all of them share is said once, below."""
    source = shared_source(line.source for line in lines)
    return {"lines": lines, "label": label, "source": source, "has_sources": any(line.source for line in lines)}
