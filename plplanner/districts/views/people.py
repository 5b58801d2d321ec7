"""The people of a district, and the reviewers of states."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.enums import Role
from plplanner.districts.forms.people import InvitationForm, OfferForm, ReviewerInvitationForm, RoleForm
from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.districts.models import District, Invitation, Membership
from plplanner.districts.permissions import has_permission, require_administrator, require_permission
from plplanner.districts.roles import Permission
from plplanner.districts.selectors.districts import role_columns
from plplanner.districts.selectors.people import list_members, list_pending_invitations, list_reviewers, was_removed
from plplanner.districts.services.invitations import LinkTo, MailNotSent, invite, resend_invitation, revoke_invitation
from plplanner.districts.services.people import change_role, remove_member
from plplanner.kit.rows import StaleRow
from plplanner.kit.versions import VersionForm

ALREADY_GONE = "This person had no role here any more. Nothing was changed."
ALREADY_SENT = "This invitation has changed since you opened the page. Look at the list before you send it again."
NOT_MAILED = (
    "The invitation is saved, but the email could not be sent. Send a new link later. "
    "If it fails again, ask the administrator to look at the mail settings."
)


@require_safe
def people_list(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Show who takes part; invitations only to who manages people."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.VIEW_DISTRICT, district)
    may_manage = has_permission(request.user, Permission.MANAGE_PEOPLE, district)
    context = {
        "district": district,
        "members": list_members(district, me=request.user),
        "invitations": list_pending_invitations(district) if may_manage else [],
        "may_manage": may_manage,
    }
    return render(request, "districts/people_list.html", context)


@read_or_post
def invitation_add(request: AuthenticatedHttpRequest, district_id: UUID) -> HttpResponse:
    """Invite somebody to the district."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.MANAGE_PEOPLE, district)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        _invite(request, form, role=form.cleaned_data["role"], district=district)
        if form.is_valid():
            return redirect("districts:people-list", district.pk)
    context = {"form": form, "district": district, "roles": role_columns()}
    return render(request, "districts/invitation_add.html", context)


@read_or_post
def member_edit(request: AuthenticatedHttpRequest, district_id: UUID, membership_id: UUID) -> HttpResponse:
    """Give a person of the district another role."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.MANAGE_PEOPLE, district)
    member = get_object_or_404(district.memberships.select_related("user"), pk=membership_id)
    form = RoleForm(request.POST or None, initial={"role": member.role, "version": member.version})
    if form.is_valid():
        try:
            change_role(
                membership=member,
                role=form.cleaned_data["role"],
                version=form.cleaned_data["version"],
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error("role", refused)
        except StaleRow:
            form.take_version(member.version)
            now = member.get_role_display()
            form.add_error("role", f"Somebody else made this person {now} meanwhile. Save again to overrule that.")
        else:
            messages.success(request, f"{member.user} is saved.")
            return redirect("districts:people-list", district.pk)
    context = {"form": form, "district": district, "person": member.user, "roles": role_columns()}
    return render(request, "districts/member_edit.html", context)


@read_or_post
def member_remove(request: AuthenticatedHttpRequest, district_id: UUID, membership_id: UUID) -> HttpResponse:
    """Ask, then end a person's role; people may always end their own."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    member = district.memberships.select_related("user").filter(pk=membership_id).first()
    is_me = member is not None and member.user_id == request.user.pk
    if not is_me:
        require_permission(request.user, Permission.MANAGE_PEOPLE, district)
    if member is None and was_removed(district, membership_id):
        messages.info(request, ALREADY_GONE)
        return redirect("districts:people-list", district.pk)
    if member is None:
        raise Http404
    refusals: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            remove_member(membership=member, by=request.user)
        except ValidationError as refused:
            refusals = [{"text": sentence, "href": ""} for sentence in refused.messages]
        else:
            messages.success(request, f"{member.user} no longer has a role in {district.name}.")
            return redirect("/") if is_me else redirect("districts:people-list", district.pk)
    context = {
        "district": district,
        "member_id": member.pk,
        "person": member.user,
        "is_me": is_me,
        "refusals": refusals,
    }
    return render(request, "districts/member_remove.html", context)


@require_POST
def invitation_resend(request: AuthenticatedHttpRequest, district_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Mail a new link."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.MANAGE_PEOPLE, district)
    _resend(request, get_object_or_404(district.invitations, pk=invitation_id))
    return redirect("districts:people-list", district.pk)


@require_POST
def invitation_revoke(request: AuthenticatedHttpRequest, district_id: UUID, invitation_id: UUID) -> HttpResponse:
    """Make an invitation's link useless."""
    district = get_object_or_404(District.objects.visible_to(request.user), pk=district_id)
    require_permission(request.user, Permission.MANAGE_PEOPLE, district)
    _revoke(request, get_object_or_404(district.invitations, pk=invitation_id))
    return redirect("districts:people-list", district.pk)


@read_or_post
def reviewer_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Show and invite the reviewers of states; administrators only."""
    require_administrator(request.user)
    form = ReviewerInvitationForm(request.POST or None)
    if form.is_valid():
        _invite(request, form, role=Role.REVIEWER, state=form.cleaned_data["state"])
        if form.is_valid():
            return redirect("districts:reviewer-list")
    context = {
        "form": form,
        "reviewers": list_reviewers(me=request.user),
        "invitations": list_pending_invitations(None),
    }
    return render(request, "districts/reviewer_list.html", context)


@read_or_post
def reviewer_remove(request: AuthenticatedHttpRequest, reviewer_id: UUID) -> HttpResponse:
    """Ask, then end a reviewer's role; administrators only."""
    reviewers = Membership.objects.visible_to(request.user).reviewers().select_related("user")
    member = get_object_or_404(reviewers, pk=reviewer_id)
    require_administrator(request.user)
    if request.method == "POST":
        remove_member(membership=member, by=request.user)
        messages.success(request, f"{member.user} no longer reviews {member.get_state_display()}.")
        return redirect("districts:reviewer-list")
    context = {"person": member.user, "state": member.get_state_display()}
    return render(request, "districts/reviewer_remove.html", context)


@require_POST
def reviewer_invitation_resend(request: AuthenticatedHttpRequest, state_invitation_id: UUID) -> HttpResponse:
    """Mail a reviewer's link again."""
    offers = Invitation.objects.visible_to(request.user).of_states()
    invitation = get_object_or_404(offers, pk=state_invitation_id)
    require_administrator(request.user)
    _resend(request, invitation)
    return redirect("districts:reviewer-list")


@require_POST
def reviewer_invitation_revoke(request: AuthenticatedHttpRequest, state_invitation_id: UUID) -> HttpResponse:
    """Make a reviewer's link useless."""
    offers = Invitation.objects.visible_to(request.user).of_states()
    invitation = get_object_or_404(offers, pk=state_invitation_id)
    require_administrator(request.user)
    _revoke(request, invitation)
    return redirect("districts:reviewer-list")


def _invite(
    request: AuthenticatedHttpRequest, form: OfferForm, *, role: Role, district: District | None = None, state: str = ""
) -> None:
    """Make the offer and say so, or put on the form why it cannot be made."""
    try:
        invitation = invite(
            invitation_id=form.cleaned_data["new_id"],
            email=form.cleaned_data["email"],
            role=role,
            district=district,
            state=state,
            link_to=_link_to(request),
            by=request.user,
        )
    except ValidationError as refused:
        form.add_error(None, refused)
    except MailNotSent:
        messages.error(request, NOT_MAILED)
    else:
        messages.success(request, f"The invitation is on its way to {invitation.email}.")


def _link_to(request: HttpRequest) -> LinkTo:
    return lambda token: request.build_absolute_uri(reverse("districts:invitation-accept", args=[token]))


def _resend(request: AuthenticatedHttpRequest, invitation: Invitation) -> None:
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        resend_invitation(invitation=invitation, version=version, link_to=_link_to(request), by=request.user)
    except StaleRow:
        messages.info(request, ALREADY_SENT)
    except MailNotSent:
        messages.error(request, NOT_MAILED)
    else:
        messages.success(request, f"A new link is on its way to {invitation.email}. The old one no longer works.")


def _revoke(request: AuthenticatedHttpRequest, invitation: Invitation) -> None:
    revoke_invitation(invitation=invitation, by=request.user)
    messages.success(request, f"The invitation of {invitation.email} no longer works.")
