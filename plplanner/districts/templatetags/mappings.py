"""Reading a mapping by a key that is itself a variable of the page."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def lookup(mapping: Mapping[str, Any], key: str) -> Any:
    """Return the mapping's value for the key; nothing for one it does not have."""
    return mapping.get(key)
