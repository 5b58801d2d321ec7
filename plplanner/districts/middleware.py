"""What happens around every request: encoding, first run, lost sessions, sliding sessions."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from plplanner.districts.models import User
from plplanner.districts.sessions import is_due, mark_renewed
from plplanner.districts.views.lost_session import signed_out

ENCODING = "utf-8"

View = Callable[..., HttpResponseBase]


class EncodingMiddleware(MiddlewareMixin):
    """Refuses a request that claims an encoding other than our pages': some break the reading, some the answer."""

    def process_request(self, request: HttpRequest) -> None:
        """Look at the encoding before anything reads the body."""
        if (request.encoding or ENCODING).lower() != ENCODING:
            raise BadRequest


class PrivatePagesMiddleware(MiddlewareMixin):
    """Keeps pages out of shared caches, and out of the browser's own once somebody has signed out.

    While people work, the browser may keep a page for its back button: what was typed is then still in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say so, unless the view has said something stricter."""
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-cache"
        match = request.resolver_match
        if request.method == "POST" and match is not None and match.view_name == "account_logout":
            response["Clear-Site-Data"] = '"cache"'
        return response


class FirstRunMiddleware(MiddlewareMixin):
    """Leads from the sign-in page to the set-up page while nobody could sign in."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[object], view_kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Redirect the sign-in page; every other page leads there by itself."""
        del view_func, view_args, view_kwargs
        match = request.resolver_match
        is_sign_in = match is not None and match.view_name == "account_login"
        if is_sign_in and not request.user.is_authenticated and not User.objects.exists():
            return redirect("districts:setup")
        return None


class LostSessionMiddleware(MiddlewareMixin):
    """Gives a signed-out person's post back to them, where LoginRequiredMiddleware would throw it away."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[object], view_kwargs: dict[str, object]
    ) -> HttpResponse | None:
        """Answer a post to a page behind sign-in with what was typed."""
        del view_args, view_kwargs
        behind_sign_in = getattr(view_func, "login_required", True)
        if request.method != "POST" or request.user.is_authenticated or not behind_sign_in:
            return None
        return signed_out(request)


class SessionRenewalMiddleware(MiddlewareMixin):
    """Renews a signed-in person's session, at most once an hour so that reading a page does not write."""

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[object], view_kwargs: dict[str, object]
    ) -> None:
        """Renew the session when it is due."""
        del view_func, view_args, view_kwargs
        user = request.user
        if user.is_authenticated and is_due(request, signed_in_at=user.last_login):
            mark_renewed(request)
