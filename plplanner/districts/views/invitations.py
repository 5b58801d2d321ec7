"""Taking up an invitation; open to everybody who holds a link."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from plplanner.districts.forms.people import NewPersonForm
from plplanner.districts.http import read_or_post
from plplanner.districts.models import Invitation, Membership, User
from plplanner.districts.services.invitations import accept_invitation, digest_of, join_by_invitation

GONE = 410


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
@read_or_post
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show who invites to what, and let the invited person in."""
    invitation = get_object_or_404(
        Invitation.objects.select_related("district", "invited_by"), token_digest=digest_of(token)
    )
    user = request.user if request.user.is_authenticated else None
    has_joined = user is not None and invitation.accepted_by_id == user.pk
    refusal = "" if has_joined else _refusal(invitation)
    if refusal:
        return _page(request, invitation, refusal=refusal, status=GONE)
    if user is None:
        return _join(request, invitation)
    if user.email.lower() != invitation.email.lower():
        return _page(request, invitation, other_address=user.email)
    if request.method == "POST" or has_joined:
        return _accept(request, invitation, by=user)
    return _page(request, invitation, may_accept=True)


def _accept(request: HttpRequest, invitation: Invitation, *, by: User) -> HttpResponse:
    if request.method != "POST":
        return redirect(invitation.district or "/")
    try:
        membership = accept_invitation(invitation=invitation, by=by)
    except ValidationError as refused:
        return _page(request, invitation, refusal=refused.messages[0], status=GONE)
    return _welcome(request, invitation, membership)


def _join(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if User.objects.filter(email=invitation.email).exists():
        return _page(request, invitation, must_sign_in=True)
    form = NewPersonForm(request.POST or None, email=invitation.email)
    if form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        try:
            person = join_by_invitation(invitation=invitation, name=name, password=password)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            login(request, person)
            return _welcome(request, invitation, person.memberships.first())
    return _page(request, invitation, form=form)


def _welcome(request: HttpRequest, invitation: Invitation, membership: Membership | None) -> HttpResponse:
    role = membership.get_role_display() if membership else invitation.get_role_display()
    messages.success(request, f"Welcome. Your role in {invitation.place}: {role}.")
    return redirect(invitation.district or "/")


def _refusal(invitation: Invitation) -> str:
    """Say why the invitation can no longer be accepted; empty if it can."""
    if invitation.accepted_at:
        return "This invitation has been used. Sign in with the email address it was sent to."
    if invitation.revoked_at:
        return "This invitation was withdrawn. Ask the person who invited you if you still need it."
    if invitation.is_expired:
        return "This invitation has run out. Ask the person who invited you to send a new link."
    return ""


def _page(
    request: HttpRequest,
    invitation: Invitation,
    *,
    status: int = 200,
    form: NewPersonForm | None = None,
    refusal: str = "",
    other_address: str = "",
    must_sign_in: bool = False,
    may_accept: bool = False,
) -> HttpResponse:
    context = {
        "form": form,
        "inviter": str(invitation.invited_by) if invitation.invited_by else "Somebody",
        "role": invitation.get_role_display(),
        "place": invitation.place,
        "email": invitation.email,
        "refusal": refusal,
        "other_address": other_address,
        "must_sign_in": must_sign_in,
        "may_accept": may_accept,
    }
    return render(request, "districts/invitation_accept.html", context, status=status)
