"""A post that arrives too late (signed out, or from a page of before sign-in) is handed back, never thrown away."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEVER_SHOWN = re.compile(r"password|secret|otp|csrf|token|credential|^code$", re.IGNORECASE)
"""Fields whose text must not come back on a page."""

NOT_TYPED = re.compile(r"^(next|version|base|id|save)$|^(version|base|initial)[-_]|[-_](id|version)$")
"""Fields a page fills in by itself: sent again, but not worth reading."""

_WORDS = re.compile(r"[_\-]+")


@dataclass(frozen=True, kw_only=True)
class PostedField:
    """One field of the post, as it was sent."""

    name: str
    label: str
    text: str
    number: int

    @property
    def rows(self) -> int:
        """How many lines a box for the text needs, within reason."""
        return max(2, min(12, self.text.count("\n") + len(self.text) // 70 + 1))


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post whose token is no longer good; Django calls this (CSRF_FAILURE_VIEW)."""
    del reason
    if not request.user.is_authenticated:
        return signed_out(request)
    return _hand_back(request, status=403, is_signed_out=False)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer a post by somebody who is no longer signed in."""
    return _hand_back(request, status=401, is_signed_out=True)


def _hand_back(request: HttpRequest, *, status: int, is_signed_out: bool) -> HttpResponse:
    fields = _posted_fields(request)
    came_from_us = _is_same_origin(request)
    has_secrets = any(NEVER_SHOWN.search(name) and not name.startswith("csrf") for name in request.POST)
    response = render(
        request,
        "districts/lost_session.html",
        {
            "is_signed_out": is_signed_out,
            "typed": [field for field in fields if field.text.strip() and not NOT_TYPED.search(field.name)],
            "file_names": [upload.name for name in request.FILES for upload in request.FILES.getlist(name)],
            "send_again": fields if came_from_us and fields and not has_secrets and not request.FILES else [],
            "address": request.get_full_path() if came_from_us else "/",
        },
        status=status,
    )
    response["Cache-Control"] = "no-store"
    return response


def _posted_fields(request: HttpRequest) -> list[PostedField]:
    pairs = [(name, text) for name, texts in request.POST.lists() for text in texts if not NEVER_SHOWN.search(name)]
    return [
        PostedField(name=name, label=_WORDS.sub(" ", name).strip().capitalize(), text=str(text), number=number)
        for number, (name, text) in enumerate(pairs, start=1)
    ]


def _is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the post came from a page of this site.

    Another site may have made the post; offering to send that again would undo the protection.
    """
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        parts = urlsplit(source)
    except ValueError:
        return False
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin == f"{request.scheme}://{request.get_host()}" or origin in settings.CSRF_TRUSTED_ORIGINS
