"""The text inside one Word paragraph: runs, fields, links, symbols and what hangs on them."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from plans.imports.package import Element, attribute, child, children, descendants, local

_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
_PAGE_NUMBER = re.compile(r"[\divxlcIVXLC\-– ]*\Z", re.ASCII)
_HYPERLINK = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"')
_PRIVATE = range(0xF000, 0xF100)
_SYMBOLS: Mapping[int, str] = {
    0xB7: "•", 0xA7: "▪", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0x6E: "■", 0xE0: "→",
    0xDF: "←", 0xE8: "→", 0xD8: "➢", 0x4A: "☺", 0xAE: "→", 0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0xB1: "±",
}  # fmt: skip


@dataclass
class _Field:
    instruction: str = ""
    in_result: bool = False


@dataclass
class Fields:
    """The fields that are open; a field may span paragraphs."""

    open: list[_Field] = field(default_factory=list)


@dataclass(frozen=True)
class Sources:
    """What the paragraphs of one part share: link addresses by id, counts of what was noticed, open fields."""

    addresses: Mapping[str, str]
    counts: Counter[str]
    fields: Fields


class Inline:
    """Reads one paragraph into `text`, with its text boxes and the notes it refers to."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.pieces: list[str] = []
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []

    @property
    def text(self) -> str:
        """The paragraph's text; soft breaks are line ends."""
        return "".join(self.pieces)

    def read(self, element: Element) -> None:
        """Read an element's children in order."""
        for each in element:
            name = local(each)
            handler = self.handlers.get(name)
            if handler is not None:
                handler(self, each)
            elif name and not name.endswith("Pr"):
                self.read(each)

    def _add(self, text: str) -> None:
        for each in self.sources.fields.open:
            instruction = each.instruction.split()
            kind = instruction[0].upper() if instruction else ""
            if each.in_result and kind in _PAGE_FIELDS and _PAGE_NUMBER.match(text):
                return
        self.pieces.append(text)

    def _text(self, element: Element) -> None:
        self._add(element.text or "")

    def _tab(self, _element: Element) -> None:
        self._add("\t")

    def _break(self, element: Element) -> None:
        if attribute(element, "type") in {"", "textWrapping"}:
            self._add("\n")

    def _return(self, _element: Element) -> None:
        self._add("\n")

    def _hyphen(self, _element: Element) -> None:
        self._add("‑")

    def _symbol(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        known = _SYMBOLS.get(code & 0xFF) if code in _PRIVATE or code <= 0xFF else None  # noqa: PLR2004
        private = code in _PRIVATE
        if 0 <= code <= sys.maxunicode:
            self._add(known or chr(code & 0xFF if private else code))

    def _skip(self, _element: Element) -> None:
        return

    def _deleted(self, _element: Element) -> None:
        self.sources.counts["deleted"] += 1

    def _inserted(self, element: Element) -> None:
        self.sources.counts["inserted-text"] += 1
        self.read(element)

    def _control(self, element: Element) -> None:
        if child(element, "sdtPr", "showingPlcHdr") is None:
            content = child(element, "sdtContent")
            if content is not None:
                self.read(content)

    def _alternative(self, element: Element) -> None:
        """Read the first alternative that holds anything; the others say the same in another way."""
        for name in ("Choice", "Fallback"):
            for choice in children(element, name):
                before = (len(self.pieces), len(self.boxes))
                self.read(choice)
                if (len(self.pieces), len(self.boxes)) != before:
                    return

    def _drawing(self, element: Element) -> None:
        """Collect text boxes and WordArt; a text box inside another is read with the outer one."""
        self.sources.counts["picture"] += sum(1 for _ in descendants(element, "blip"))
        for art in descendants(element, "textpath"):
            self._add(attribute(art, "string"))
        self._boxes(element)

    def _boxes(self, element: Element) -> None:
        for each in element:
            name = local(each)
            if name == "txbxContent":
                self.boxes.append(each)
            elif name == "AlternateContent":
                self._alternative_boxes(each)
            else:
                self._boxes(each)

    def _alternative_boxes(self, element: Element) -> None:
        for name in ("Choice", "Fallback"):
            for choice in children(element, name):
                before = len(self.boxes)
                self._boxes(choice)
                if len(self.boxes) != before:
                    return

    def _note(self, element: Element) -> None:
        kind = local(element).removesuffix("Reference")
        self.notes.append((kind, attribute(element, "id")))

    def _link(self, element: Element) -> None:
        before = len(self.pieces)
        self.read(element)
        self._add_address(self.sources.addresses.get(attribute(element, "id"), ""), before)

    def _add_address(self, address: str, before: int) -> None:
        """Write a link's address after its words, unless the words are the address."""
        words = "".join(self.pieces[before:]).strip()
        if address and words and _bare(address) != _bare(words):
            self.pieces.append(f" ({address})")

    def _simple_field(self, element: Element) -> None:
        opened = _Field(instruction=attribute(element, "instr"), in_result=True)
        self.sources.fields.open.append(opened)
        before = len(self.pieces)
        self.read(element)
        if opened in self.sources.fields.open:
            self.sources.fields.open.remove(opened)
        self._close_link(opened, before)

    def _field_mark(self, element: Element) -> None:
        fields = self.sources.fields.open
        match attribute(element, "fldCharType"):
            case "begin":
                fields.append(_Field())
                self._form_value(element)
                self.field_start = len(self.pieces)
            case "separate" if fields:
                fields[-1].in_result = True
                self.field_start = len(self.pieces)
            case "end" if fields:
                self._close_link(fields.pop(), min(getattr(self, "field_start", 0), len(self.pieces)))

    def _close_link(self, closed: _Field, before: int) -> None:
        address = _HYPERLINK.search(closed.instruction)
        if address:
            self._add_address(address[1], before)

    def _form_value(self, element: Element) -> None:
        """Write what a form's check box or list shows; neither has a text of its own."""
        form = child(element, "ffData")
        box = child(form, "checkBox")
        if box is not None:
            checked = child(box, "checked")
            state = child(box, "default") if checked is None else checked
            on = state is not None and attribute(state, "val") not in {"0", "false", "off"}
            self._add("☒" if on else "☐")
        choices = child(form, "ddList")
        if choices is not None:
            entries = [attribute(each, "val") for each in children(choices, "listEntry")]
            chosen = attribute(child(choices, "result"), "val") or "0"
            if chosen.isdecimal() and int(chosen) < len(entries):
                self._add(entries[int(chosen)])

    def _instruction(self, element: Element) -> None:
        if self.sources.fields.open:
            self.sources.fields.open[-1].instruction += element.text or ""

    def _comment(self, _element: Element) -> None:
        self.sources.counts["comment"] += 1

    handlers: ClassVar[Mapping[str, Callable[["Inline", Element], None]]] = {
        "t": _text,
        "tab": _tab,
        "ptab": _tab,
        "br": _break,
        "cr": _return,
        "noBreakHyphen": _hyphen,
        "sym": _symbol,
        "del": _deleted,
        "moveFrom": _deleted,
        "ins": _inserted,
        "moveTo": _inserted,
        "delText": _skip,
        "delInstrText": _skip,
        "sdt": _control,
        "AlternateContent": _alternative,
        "drawing": _drawing,
        "pict": _drawing,
        "object": _drawing,
        "footnoteReference": _note,
        "endnoteReference": _note,
        "hyperlink": _link,
        "fldSimple": _simple_field,
        "fldChar": _field_mark,
        "instrText": _instruction,
        "commentReference": _comment,
    }


def in_contents(fields: Fields) -> bool:
    """Whether the reader stands inside a table of contents."""
    return any(each.instruction.split()[:1] == ["TOC"] for each in fields.open)


def _bare(address: str) -> str:
    return address.casefold().removeprefix("mailto:").removeprefix("https://").removeprefix("http://").rstrip("/")
