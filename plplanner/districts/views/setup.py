"""The first run."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from plplanner.districts.forms.people import SetupForm
from plplanner.districts.http import read_or_post
from plplanner.districts.models import User
from plplanner.districts.services.setup import AlreadySetUp, create_first_administrator


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
@read_or_post
def setup(request: HttpRequest) -> HttpResponse:
    """Create the administrator while there is nobody; afterwards the page does not exist."""
    if User.objects.exists():
        raise Http404
    form = SetupForm(request.POST or None)
    if form.is_valid():
        try:
            administrator = create_first_administrator(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
            )
        except AlreadySetUp as late:
            raise Http404 from late
        login(request, administrator)
        return redirect("districts:district-list")
    return render(request, "districts/setup.html", {"form": form})
