"""Uploaded files that wait between two requests: looked at in the first, used or thrown away in the second.

They lie in the default storage, which all server processes share, under the person who uploaded them.
"""

import datetime
import uuid
from typing import BinaryIO, NamedTuple, cast

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import get_valid_filename

LIFETIME = datetime.timedelta(days=1)
LONGEST_NAME = 200
"""In bytes: file systems take 255, and storages add a few."""


class KeptFile(NamedTuple):
    """A file that waits, opened for reading. Close `file` when done."""

    name: str
    file: "File[bytes]"

    @property
    def content(self) -> BinaryIO:
        """The bytes, as readers of formats want them."""
        return cast("BinaryIO", self.file.file)


def keep_upload(upload: "UploadedFile[bytes]", *, area: str, owner: object) -> uuid.UUID:
    """Store the file for a day and return the id by which its owner finds it; throws away what is older."""
    _discard_old(area)
    upload_id = uuid.uuid4()
    upload.seek(0)
    default_storage.save(f"{_folder(area, owner, upload_id)}/{_stored_name(upload.name or '')}", upload)
    return upload_id


def open_kept(upload_id: uuid.UUID, *, area: str, owner: object) -> KeptFile | None:
    """Open a file that the owner keeps; None if there is none, for whatever reason."""
    folder = _folder(area, owner, upload_id)
    names = _names(folder)[1]
    if not names:
        return None
    try:
        return KeptFile(names[0], default_storage.open(f"{folder}/{names[0]}"))
    except FileNotFoundError:
        return None


def discard_kept(upload_id: uuid.UUID, *, area: str, owner: object) -> None:
    """Throw a kept file away; harmless if it is gone."""
    _discard_folder(_folder(area, owner, upload_id))


def _stored_name(name: str) -> str:
    """Return the end of a file's name as every file system takes it."""
    end = name.encode("utf-8", "ignore")[-LONGEST_NAME:].decode("utf-8", "ignore")
    try:
        return get_valid_filename(end)
    except SuspiciousFileOperation:
        return "file"


def _folder(area: str, owner: object, upload_id: object) -> str:
    return f"{area}/{owner}/{upload_id}"


def _discard_old(area: str) -> None:
    oldest = timezone.now() - LIFETIME
    for owner in _names(area)[0]:
        for upload_id in _names(f"{area}/{owner}")[0]:
            folder = _folder(area, owner, upload_id)
            if all(default_storage.get_modified_time(f"{folder}/{name}") < oldest for name in _names(folder)[1]):
                _discard_folder(folder)


def _discard_folder(folder: str) -> None:
    for name in _names(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    if default_storage.exists(folder):
        # An empty folder; a storage of objects has none.
        default_storage.delete(folder)


def _names(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and the files in a folder; none if it does not exist."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return list(folders), list(files)
