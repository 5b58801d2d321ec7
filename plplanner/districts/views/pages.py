"""Pages that only tell."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from plplanner.districts.selectors.districts import permission_rows, role_columns


@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """Show who may do what, from the one role table."""
    return render(request, "districts/role_list.html", {"roles": role_columns(), "permissions": permission_rows()})


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Say how to begin and whom to ask; open to everybody, since who cannot sign in needs it most."""
    return render(request, "districts/help.html")
