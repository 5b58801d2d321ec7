"""Opens a DOCX as a package of XML parts, and tells apart what is not one."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, TypeAlias

from lxml import etree

from plans.imports.results import ImportRefused
from plplanner.kit.archives import ArchiveKind, ArchiveRefused, check_archive

Element: TypeAlias = Any  # lxml publishes no types

LARGEST_FILE = 30 * 1024 * 1024
LARGEST_PART = 60 * 1024 * 1024
SAVE_AS = "Save it as a Word document (.docx) and choose that file."

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "not-docx", f"This is a PDF. Open the plan in the program it was written in. {SAVE_AS}"),
    (b"{\\rtf", "not-docx", f"This is a rich text file. Open it in Word. {SAVE_AS}"),
    (b"\x89PNG", "not-docx", "This is a picture. Choose the Word document (.docx) of the plan."),
    (b"\xff\xd8\xff", "not-docx", "This is a picture. Choose the Word document (.docx) of the plan."),
    (b"GIF8", "not-docx", "This is a picture. Choose the Word document (.docx) of the plan."),
    (b"BM", "not-docx", "This is a picture. Choose the Word document (.docx) of the plan."),
    (b"RIFF", "not-docx", "This is a picture or a sound. Choose the Word document (.docx) of the plan."),
)
_OTHER_ARCHIVES: tuple[tuple[str, str], ...] = (
    ("xl/", "This is an Excel workbook. Choose the Word document (.docx) of the plan."),
    ("ppt/", "This is a PowerPoint file. Choose the Word document (.docx) of the plan."),
    ("content.xml", f"This is an OpenDocument file. Open it in LibreOffice or Word. {SAVE_AS}"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = ImportRefused(
    "damaged", "The file is damaged and cannot be opened. Open it in Word, save it again, and choose the new file."
)
_MACROS = ImportRefused("macros", f"The file holds macros, which are not read. Open it in Word. {SAVE_AS}")
_OFFICE_DOCUMENT = "/officeDocument"


class Package:
    """The parts of one DOCX. Reading is bounded in size and never leaves the file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        self.main = self._find_main()

    def _find_main(self) -> str:
        for target, kind, _ in self._relationships("").values():
            if kind.endswith(_OFFICE_DOCUMENT):
                return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise ImportRefused("not-docx", f"This zip file is not a Word document. {SAVE_AS}")

    def part(self, name: str) -> Element | None:
        """Return the root element of a part, or None if the package has no such part."""
        if name not in self.names:
            return None
        return parse_xml(self.bytes_of(name))

    def bytes_of(self, name: str) -> bytes:
        """Return a part's bytes."""
        try:
            with self.archive.open(name) as stream:
                value = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise _DAMAGED from error
        except Exception as error:  # zlib.error has no common base with the above
            raise _DAMAGED from error
        if len(value) > LARGEST_PART:
            raise ImportRefused("too-large", "A part of this file is too large. Split the document and try again.")
        return value

    def relationships(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Map a part's relationship ids to target, kind, and whether the target lies outside the file."""
        return self._relationships(part)

    def _relationships(self, part: str) -> dict[str, tuple[str, str, bool]]:
        folder, name = posixpath.split(part)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str, bool]] = {}
        for each in [] if root is None else root:
            if not isinstance(each.tag, str):
                continue
            target, kind = each.get("Target", ""), each.get("Type", "")
            outside = each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = (target, kind, outside)
        return found

    def related(self, kind: str) -> list[str]:
        """List the parts of one kind that the main part names, such as `footnotes`."""
        return [
            target
            for target, each, outside in self._relationships(self.main).values()
            if each.endswith(f"/{kind}") and not outside and target in self.names
        ]


def open_package(file: BinaryIO) -> Package:
    """Open a DOCX. Raises ImportRefused for anything else, and for what may not be opened."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size == 0:
        raise ImportRefused("empty", "The file is empty. Choose the Word document (.docx) of the plan.")
    if size > LARGEST_FILE:
        raise ImportRefused(
            "too-large",
            f"The file is larger than {LARGEST_FILE // 1024 // 1024} MB. Remove pictures from it and try again.",
        )
    _check_signature(file.read(8), file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _DAMAGED from error
    _check_kind(archive)
    try:
        check_archive(file, kind=ArchiveKind.DOCX)
    except ArchiveRefused as error:
        if "word/document.xml" in archive.namelist():
            raise ImportRefused("refused-archive", str(error)) from error
        raise ImportRefused("not-docx", str(error)) from error
    return Package(archive)


def _check_signature(start: bytes, file: BinaryIO) -> None:
    file.seek(0)
    if start.startswith(_OLE):
        content = file.read(LARGEST_FILE)
        file.seek(0)
        if _ENCRYPTED in content:
            raise ImportRefused(
                "password", "The file is protected by a password. Remove the password in Word and save it again."
            )
        raise ImportRefused("not-docx", f"This is a Word file in the old format (.doc). Open it in Word. {SAVE_AS}")
    for signature, code, sentence in _SIGNATURES:
        if start.startswith(signature):
            raise ImportRefused(code, sentence)
    if not start.startswith(b"PK"):
        raise ImportRefused("not-docx", f"This is not a Word document. {SAVE_AS}")


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise ImportRefused("password", "The file is protected by a password. Remove the password and save it again.")
    if any("vbaproject" in name.casefold() for name in names):
        raise _MACROS
    if not any(name.startswith("word/") for name in names):
        for start, sentence in _OTHER_ARCHIVES:
            if any(name.startswith(start) for name in names):
                raise ImportRefused("not-docx", sentence)
        raise ImportRefused("not-docx", f"This zip file is not a Word document. {SAVE_AS}")
    if "[Content_Types].xml" in names and archive.getinfo("[Content_Types].xml").file_size < LARGEST_PART:
        try:
            types = archive.read("[Content_Types].xml")
        except Exception as error:  # a damaged member raises one of many unrelated errors
            raise _DAMAGED from error
        if b"macroEnabled" in types:
            raise _MACROS


def parse_xml(value: bytes) -> Element:
    """Parse XML that may be hostile: no entities, no network, bounded depth, no document type."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(value, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _DAMAGED from error
    if root.getroottree().docinfo.doctype:
        raise ImportRefused(
            "hostile", "The file declares a document type, which no Word document does. Save it again in Word."
        )
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; strict and transitional documents then read alike."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its local name, or an empty text."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """Follow local names downwards; None as soon as one is missing."""
    found = element
    for name in names:
        ending = "}" + name
        inner = () if found is None else found
        found = next((each for each in inner if isinstance(each.tag, str) and each.tag.endswith(ending)), None)
    return found


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the direct children of a local name."""
    return (each for each in (() if element is None else element) if local(each) == name)


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield all descendants of a local name, in order."""
    return element.iter("{*}" + name)  # type: ignore[no-any-return]  # lxml publishes no types
