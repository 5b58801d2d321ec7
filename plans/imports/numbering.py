"""List markers: what Word draws before a paragraph, as the plan's texts write it ("• ", "1. ", two spaces a level)."""

from plans.imports.package import Element, attribute, child, children

BULLET = "•"
DEEPEST = 8
MOST_ALPHABET = 26
LONGEST_NUMERAL = 400
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Numbering:
    """Counts the document's lists while its paragraphs are read in order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        abstract = {attribute(each, "abstractNumId"): each for each in children(numbering, "abstractNum")}
        self.levels: dict[str, dict[int, tuple[str, int]]] = {}
        for number in children(numbering, "num"):
            source = abstract.get(attribute(child(number, "abstractNumId"), "val"))
            self.levels[attribute(number, "numId")] = _levels(source) | _overrides(number)
        self.styles = {attribute(each, "styleId"): each for each in children(styles, "style")}
        self.counters: dict[str, dict[int, int]] = {}

    def marker(self, properties: Element | None, *, is_blank: bool = False) -> str:
        """Return the marker of a paragraph with its indent, or an empty text; counts numbered lists on.

        A blank paragraph has no number, but may be an empty bullet.
        """
        number, level = self._number_of(properties)
        if number in {"", "0"}:
            return ""
        kind, start = self.levels.get(number, {}).get(level, ("bullet", 1))
        indent = "  " * min(level, DEEPEST)
        if kind == "bullet":
            return f"{indent}{BULLET} "
        if kind == "none" or is_blank:
            return ""
        counters = self.counters.setdefault(number, {})
        for deeper in [each for each in counters if each > level]:
            del counters[deeper]
        counters[level] = counters.get(level, start - 1) + 1
        return f"{indent}{_numeral(counters[level], kind)}. "

    def _number_of(self, properties: Element | None) -> tuple[str, int]:
        own = child(properties, "numPr")
        style = attribute(child(properties, "pStyle"), "val")
        number, level = _number_and_level(own)
        for _ in range(20):  # styles that are based on one another in a circle
            if number or not style:
                break
            definition = self.styles.get(style)
            number, style_level = _number_and_level(child(definition, "pPr", "numPr"))
            level = level if level is not None else style_level
            style = attribute(child(definition, "basedOn"), "val")
        return number, level or 0


def _number_and_level(element: Element | None) -> tuple[str, int | None]:
    level = attribute(child(element, "ilvl"), "val")
    return attribute(child(element, "numId"), "val"), int(level) if level.isdecimal() else None


def _levels(source: Element | None) -> dict[int, tuple[str, int]]:
    return {_whole(attribute(each, "ilvl")): _level(each) for each in children(source, "lvl")}


def _level(element: Element) -> tuple[str, int]:
    kind = attribute(child(element, "numFmt"), "val") or "decimal"
    return kind, _whole(attribute(child(element, "start"), "val"), default=1)


def _overrides(number: Element) -> dict[int, tuple[str, int]]:
    return {
        _whole(attribute(each, "ilvl")): _level(level)
        for each in children(number, "lvlOverride")
        if (level := child(each, "lvl")) is not None
    }


def _whole(value: str, *, default: int = 0) -> int:
    return int(value) if value.isdecimal() and len(value) < len("1000000") else default


def _numeral(value: int, kind: str) -> str:
    if not 0 < value < LONGEST_NUMERAL:
        return str(value)
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % MOST_ALPHABET) * (1 + (value - 1) // MOST_ALPHABET)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(value)
        return roman if kind == "lowerRoman" else roman.upper()
    return str(value)


def _roman(value: int) -> str:
    parts = []
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        parts.append(letters * count)
    return "".join(parts)
