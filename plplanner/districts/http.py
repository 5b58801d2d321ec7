"""The request as views behind sign-in see it, and what every view may answer to."""

from django.http import HttpRequest
from django.views.decorators.http import require_http_methods

from plplanner.districts.models import User

read_or_post = require_http_methods(["GET", "HEAD", "POST"])
"""For a page with a form; pages without one take `require_safe`, actions `require_POST`."""


class AuthenticatedHttpRequest(HttpRequest):
    """A request whose user is signed in; LoginRequiredMiddleware has seen to it."""

    user: User
