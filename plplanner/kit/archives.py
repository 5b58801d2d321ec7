"""Checks a zip (DOCX, XLSX) before anything opens it, so that a small file cannot fill the machine's memory."""

import enum
import zipfile
import zlib
from typing import BinaryIO

MOST_MEMBERS = 5_000
MOST_BYTES = 300 * 1024 * 1024
MOST_BYTES_PER_PACKED_BYTE = 300
SMALL_ENOUGH_FOR_ANY_RATIO = 1024 * 1024
MACRO_NAMES = ("vbaproject.bin", "vbadata.xml")

_ENCRYPTED = 0x1
_LOCAL_HEADER_LENGTH = 30
_CHUNK = 64 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class ArchiveKind(enum.Enum):
    """A kind of document that is a zip: what people call it, its ending, and the member that proves it."""

    DOCX = ("Word document", ".docx", "word/document.xml")
    XLSX = ("Excel workbook", ".xlsx", "xl/workbook.xml")

    def __init__(self, noun: str, ending: str, main_member: str) -> None:
        self.noun = noun
        self.ending = ending
        self.main_member = main_member


class ArchiveRefused(ValueError):
    """The file may not be opened; the message is a sentence that says what to do."""


def check_archive(file: BinaryIO, *, kind: ArchiveKind) -> None:
    """Return quietly if the file may be opened as `kind`, with the file at its beginning; raise ArchiveRefused if not.

    Unpacks every member once, into nothing: the sizes a zip declares about itself are not trusted.
    """
    file.seek(0)
    try:
        _refuse_old_office(file, kind)
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, kind)
            for member in members:
                _check_unpacked_size(file, member, kind)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, UnicodeDecodeError) as error:
        raise ArchiveRefused(_damaged(kind)) from error
    file.seek(0)


def _refuse_old_office(file: BinaryIO, kind: ArchiveKind) -> None:
    if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
        raise ArchiveRefused(
            f"This file has a password or the older Office format. Open it, remove the password, "
            f"and save it as {kind.noun} ({kind.ending})."
        )
    file.seek(0)


def _check_members(members: list[zipfile.ZipInfo], kind: ArchiveKind) -> None:
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS:
        raise ArchiveRefused(
            f"This file holds {len(members):,} parts; at most {MOST_MEMBERS:,} can be read. {_resave(kind)}"
        )
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ArchiveRefused(
            f"This file has a password. Remove the password and save it as {kind.noun} ({kind.ending})."
        )
    if any(name.lower().rsplit("/", 1)[-1] in MACRO_NAMES for name in names):
        raise ArchiveRefused(f"This file holds macros, which are not accepted. Save it as {kind.noun} ({kind.ending}).")
    if kind.main_member not in names:
        raise ArchiveRefused(f"This is not a {kind.noun}. Choose a file that ends in {kind.ending}.")
    # Where bytes are missing, the directory names places before the file's beginning.
    if len(set(names)) != len(names) or any(member.header_offset < 0 for member in members):
        raise ArchiveRefused(_damaged(kind))
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise ArchiveRefused(_too_large(kind))


def _check_unpacked_size(file: BinaryIO, member: zipfile.ZipInfo, kind: ArchiveKind) -> None:
    if member.file_size > SMALL_ENOUGH_FOR_ANY_RATIO and (
        member.file_size > member.compress_size * MOST_BYTES_PER_PACKED_BYTE
    ):
        raise ArchiveRefused(_too_large(kind))
    if _unpacked_size(file, member, most=member.file_size) != member.file_size:
        raise ArchiveRefused(_damaged(kind))


def _unpacked_size(file: BinaryIO, member: zipfile.ZipInfo, *, most: int) -> int:
    """Count the bytes a member really unpacks to, giving up once there are more than `most`."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL_HEADER_LENGTH)
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if member.compress_type == zipfile.ZIP_STORED:
        return member.compress_size
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise NotImplementedError
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left, size = member.compress_size, 0
    while left > 0 and size <= most and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        while packed and size <= most:
            size += len(inflater.decompress(packed, _CHUNK))
            packed = inflater.unconsumed_tail
    return size + (len(inflater.flush(_CHUNK)) if size <= most else 0)


def _damaged(kind: ArchiveKind) -> str:
    return f"This file is damaged or is not a {kind.noun}. {_resave(kind)}"


def _too_large(kind: ArchiveKind) -> str:
    return f"This file unpacks to more than can be read. {_resave(kind)}"


def _resave(kind: ArchiveKind) -> str:
    return f"Open it in the program it comes from and save it again as {kind.noun} ({kind.ending})."
