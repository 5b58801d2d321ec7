"""The one place where text from outside is made safe to keep."""

import re

_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_text(value: str) -> str:
    """Drop what no database or document can hold (NUL, controls, lone surrogates) and unify the line ends."""
    if value.isprintable():  # holds neither line ends nor anything to drop, and most texts are
        return value
    return _UNKEEPABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def is_keepable(value: str) -> bool:
    """Whether the text holds nothing that `clean_text` drops."""
    return not _UNKEEPABLE.search(value)


def clean_line(value: str) -> str:
    """Clean a one-line text: as `clean_text`, with white space folded."""
    if value.isprintable() and "  " not in value:  # as above; the only white space in it are single spaces
        return value.strip()
    return " ".join(clean_text(value).split())


def shorten(value: str, length: int) -> str:
    """Cut a text for a list or a sentence, at a word where possible, with an ellipsis."""
    line = clean_line(value)
    if len(line) <= length:
        return line
    cut = line[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut).rstrip(",;:. ") + "…"
