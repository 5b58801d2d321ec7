import io
import struct
import zipfile

import pytest

from plplanner.kit import archives
from plplanner.kit.archives import ArchiveKind, ArchiveRefused, check_archive
from tests.kit.workbook_files import workbook


def _refusal(file: io.BytesIO, kind: ArchiveKind = ArchiveKind.XLSX) -> str:
    with pytest.raises(ArchiveRefused) as refused:
        check_archive(file, kind=kind)
    return str(refused.value)


def test_sound_workbook_passes_and_is_at_its_beginning() -> None:
    file = workbook("")

    check_archive(file, kind=ArchiveKind.XLSX)

    assert file.tell() == 0


def test_other_kind_is_named() -> None:
    assert _refusal(workbook(""), ArchiveKind.DOCX) == "This is not a Word document. Choose a file that ends in .docx."


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain text", b"PK\x05\x06" + bytes(18), b"\x00" * 500])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    assert _refusal(io.BytesIO(content)).startswith("This ")


def test_cut_off_archive_is_refused() -> None:
    whole = workbook("<row/>" * 500).getvalue()

    assert _refusal(io.BytesIO(whole[: len(whole) // 2])).startswith("This file is damaged")


def test_macros_are_refused() -> None:
    file = workbook("", extra={"xl/vbaProject.bin": b"macro"})

    assert _refusal(file) == "This file holds macros, which are not accepted. Save it as Excel workbook (.xlsx)."


def test_old_format_and_password_are_named() -> None:
    assert _refusal(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))).startswith("This file has a password")


def test_encrypted_member_is_refused() -> None:
    content = bytearray(workbook("").getvalue())
    flags = content.index(b"PK\x01\x02") + 8
    content[flags : flags + 2] = struct.pack("<H", 1)

    assert _refusal(io.BytesIO(bytes(content))).startswith("This file has a password.")


def test_bomb_is_refused_by_its_ratio() -> None:
    file = workbook("", extra={"xl/media/zeros.bin": bytes(20 * 1024 * 1024)})

    assert _refusal(file).startswith("This file unpacks to more than can be read.")


def test_total_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1000)

    assert _refusal(workbook("<row/>" * 500)).startswith("This file unpacks to more than can be read.")


def test_number_of_members_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)

    assert _refusal(workbook("")).startswith("This file holds 4 parts; at most 3 can be read.")


def test_member_that_unpacks_to_more_than_it_declares_is_refused() -> None:
    content = bytearray(workbook("<row/>" * 50_000).getvalue())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", 10)

    assert _refusal(io.BytesIO(bytes(content))).startswith("This file is damaged")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_refused() -> None:
    file = workbook("")
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")

    assert _refusal(file).startswith("This file is damaged")


def test_archive_that_lost_a_byte_on_its_way_is_refused() -> None:
    whole = workbook("<row/>" * 500).getvalue()

    assert _refusal(io.BytesIO(whole[:100] + whole[101:])).startswith("This file is damaged")
