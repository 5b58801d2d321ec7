"""What a request that cannot be served gets to read."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_LARGE = 413
TOO_BIG_ERRORS = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read; one that is too large gets its own sentence."""
    if isinstance(exception, TOO_BIG_ERRORS):
        return render(request, "413.html", status=TOO_LARGE)
    return render(request, "400.html", status=400)
