"""Judging a text by its words alone."""

import re

PLACEHOLDER = re.compile(
    r"(tb[ad]|n\s*/?\s*a|to\s+be\s+(decided|determined|added|announced)|to\s*do|coming\s+soon|none|x+|\?+|\.+|-+|–+|…)\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", re.IGNORECASE)


def word_count(text: str) -> int:
    """Count the words of a text; signs standing alone count for nothing."""
    return sum(any(sign.isalnum() for sign in word) for word in text.split())


def is_thin(text: str, *, words: int) -> bool:
    """Whether a text that is there says next to nothing: a placeholder, or fewer words than asked for."""
    return bool(PLACEHOLDER.fullmatch(text.strip())) or word_count(text) < words


def holds_address(line: str) -> bool:
    """Whether a line holds a web address, with or without words around it."""
    return any(_ADDRESS.fullmatch(word.strip("()<>[],;.“”\"'")) for word in line.split())
