"""The one way a file leaves: as an attachment, with a safe name, never shown or guessed at by the browser."""

import re
import unicodedata
from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from plplanner.kit.text import clean_line

_UNSAFE = re.compile(r'[\\/:*?"<>|%;\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_STEM = 100

Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)


def safe_file_name(stem: str, extension: str) -> str:
    """Return a file name that every system takes: letters of any script stay, path and control marks go."""
    name = _UNSAFE.sub(" ", clean_line(unicodedata.normalize("NFC", stem)))
    name = " ".join(name.split())[:_LONGEST_STEM].strip(" .-~")
    if not name or _RESERVED.match(name):
        name = f"document {name}".strip()
    return f"{name}.{extension}"


def attachment(content: bytes, *, stem: str, extension: str, content_type: str) -> HttpResponse:
    """Return the response that makes a browser save the file."""
    return _saved(HttpResponse(content, content_type=content_type), stem=stem, extension=extension)


def streamed_attachment(
    chunks: Iterable[bytes], *, stem: str, extension: str, content_type: str
) -> StreamingHttpResponse:
    """Return the response that makes a browser save a file while it is being written."""
    return _saved(StreamingHttpResponse(chunks, content_type=content_type), stem=stem, extension=extension)


def _saved(response: Response, *, stem: str, extension: str) -> Response:
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=safe_file_name(stem, extension)
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
