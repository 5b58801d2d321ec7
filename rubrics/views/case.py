"""1EdTech CASE for other programs: rubrics as JSON, without signing in, and errors as JSON too.

Only published editions whose license lets everyone have their words are answered for; any other is as if it were not.
"""

import functools
import hashlib
import json
import uuid
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.csrf import csrf_exempt

from rubrics.enums import CaseVersion
from rubrics.forms.case import USUAL_LIMIT, CaseListForm
from rubrics.selectors import case

METHODS = ("GET", "HEAD")
KEPT_FOR_SECONDS = 300

View = Callable[..., HttpResponse]


class CaseRefused(Exception):
    """A request that cannot be answered: its status, a sentence, and the minor code that CASE has for it."""

    def __init__(self, status: int, sentence: str, minor_code: str = "") -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.minor_code = minor_code


def _endpoint(view: View) -> View:
    """Make a view answer everyone, and every refusal in JSON. Nothing is written, so a post needs no token to fail."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        if request.method not in METHODS:
            response = _refusal(CaseRefused(405, f"Ask with {' or '.join(METHODS)}."))
            response["Allow"] = ", ".join(METHODS)
            return response
        try:
            return view(request, *args, **values)
        except CaseRefused as refused:
            return _refusal(refused)

    return csrf_exempt(login_not_required(answer))


@_endpoint
def case_document_list(request: HttpRequest, version: CaseVersion) -> HttpResponse:
    """List the documents, of which X-Total-Count says how many there are."""
    form = CaseListForm(request.GET)
    if not form.is_valid():
        names = " and ".join(form.errors)
        raise CaseRefused(400, f"Correct {names}: a whole number is needed.", "invalid_selection_field")
    limit, offset = form.cleaned_data["limit"] or USUAL_LIMIT, form.cleaned_data["offset"] or 0
    return _respond(request, case.documents(version, _site(request), limit=limit, offset=offset))


@_endpoint
def case_package(request: HttpRequest, version: CaseVersion, document_identifier: str) -> HttpResponse:
    """Answer with a whole package."""
    return _respond(request, case.package(version, _site(request), _identifier(document_identifier)))


@_endpoint
def case_part(request: HttpRequest, version: CaseVersion, kind: str, **identifiers: str) -> HttpResponse:
    """Answer with one part of a package, by its kind."""
    (identifier,) = identifiers.values()
    return _respond(request, case.part(kind, version, _site(request), _identifier(identifier)))


def _identifier(value: str) -> str:
    try:
        return str(uuid.UUID(value))
    except ValueError as error:
        raise CaseRefused(404, "The identifier is no UUID.", "invaliduuid") from error


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").removesuffix("/")


def _respond(request: HttpRequest, answer: case.CaseAnswer | None) -> HttpResponse:
    if answer is None:
        raise CaseRefused(404, "There is nothing with this identifier.", "unknownobject")
    body = json.dumps(answer.value, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type="application/json")
    response["Cache-Control"] = f"public, max-age={KEPT_FOR_SECONDS}"
    if answer.total is not None:
        response["X-Total-Count"] = str(answer.total)
    etag = quote_etag(hashlib.sha256(body).hexdigest())
    response["ETag"] = etag
    last_modified = None
    if answer.changed_at is not None:
        last_modified = int(answer.changed_at.timestamp())
        response["Last-Modified"] = http_date(last_modified)
    found = get_conditional_response(request, etag=etag, last_modified=last_modified, response=response)
    return found or response


def _refusal(refused: CaseRefused) -> HttpResponse:
    """Return CASE's own object of an error, imsx_StatusInfo."""
    status: dict[str, object] = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": refused.sentence,
    }
    if refused.minor_code:
        field = {"imsx_codeMinorFieldName": "TargetEndSystem", "imsx_codeMinorFieldValue": refused.minor_code}
        status["imsx_codeMinor"] = {"imsx_codeMinorField": [field]}
    return HttpResponse(json.dumps(status), status=refused.status, content_type="application/json")
