"""Offering a role by email, and taking it up."""

import hashlib
import logging
import secrets
import uuid
from collections.abc import Callable
from smtplib import SMTPException

from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from plplanner.districts.audit import record
from plplanner.districts.enums import Role
from plplanner.districts.models import District, Invitation, Membership, User
from plplanner.districts.models.people import invitation_expiry
from plplanner.districts.services.people import remember_email
from plplanner.kit.rows import StaleRow, update_row
from plplanner.kit.text import clean_line

logger = logging.getLogger(__name__)

LinkTo = Callable[[str], str]
"""Turns a token into the address of the page that accepts it."""


class MailNotSent(Exception):
    """The offer is saved, but the mail server did not take its email."""


def digest_of(token: str) -> str:
    """Return what is stored of a token; the token itself is only in the email."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    *,
    invitation_id: uuid.UUID,
    email: str,
    role: Role,
    district: District | None = None,
    state: str = "",
    link_to: LinkTo,
    by: User,
) -> Invitation:
    """Offer a role and mail the link once the offer is saved; the same id twice sends one mail.

    Raises ValidationError if the person has a role there or an unanswered invitation, or if the id is that of another
    place's invitation; and MailNotSent, with the offer saved, if the mail server fails.
    """
    if district is not None:
        District.objects.select_for_update().get(pk=district.pk)
    earlier = Invitation.objects.filter(pk=invitation_id).first()
    if earlier is not None and (earlier.district, earlier.state) != (district, state):
        raise ValidationError("Open this page again and invite the person once more.", code="foreign-id")
    if earlier is not None:
        return earlier
    _refuse_known(email=email, district=district, state=state)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        pk=invitation_id,
        email=email.lower(),
        district=district,
        state=state,
        role=role,
        token_digest=digest_of(token),
        invited_by=by,
        updated_by=by,
    )
    _record(invitation, action="invite", by=by)
    _mail(invitation, link=link_to(token), by=by)
    return invitation


@transaction.atomic
def resend_invitation(*, invitation: Invitation, version: int, link_to: LinkTo, by: User) -> Invitation:
    """Mail a new link that lasts the whole time again; the old link stops working.

    The same post twice sends one mail: the second finds the row moved on and raises StaleRow.
    """
    if invitation.accepted_at or invitation.revoked_at:
        raise StaleRow
    token = secrets.token_urlsafe(32)
    values = {"token_digest": digest_of(token), "expires_at": invitation_expiry()}
    update_row(invitation, version=version, values=values, by=by)
    _record(invitation, action="resend-invitation", by=by)
    _mail(invitation, link=link_to(token), by=by)
    return invitation


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: User) -> None:
    """Make the link useless; harmless if it is already revoked or accepted."""
    values = {"revoked_at": timezone.now(), "revoked_by": by, "updated_by": by, "updated_at": timezone.now()}
    if Invitation.objects.unanswered().filter(pk=invitation.pk).update(**values):
        _record(invitation, action="revoke-invitation", by=by)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Membership:
    """Give the person the role; who has one there already keeps it. Accepting twice is harmless.

    Raises ValidationError if the invitation was meant for another address or can no longer be accepted.
    """
    if by.email.lower() != invitation.email.lower():
        raise ValidationError("This invitation is for another email address.", code="other-address")
    taken = Invitation.objects.open().filter(pk=invitation.pk)
    now = timezone.now()
    is_first = bool(taken.update(accepted_at=now, accepted_by=by, updated_at=now, updated_by=by))
    existing = Membership.objects.filter(user=by, district=invitation.district, state=invitation.state).first()
    if existing is not None:
        return existing
    if not is_first:
        raise ValidationError("This invitation can no longer be accepted.", code="closed")
    membership = Membership.objects.create(
        user=by, district=invitation.district, state=invitation.state, role=invitation.role, updated_by=by
    )
    _record(invitation, action="accept-invitation", by=by)
    return membership


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, name: str, password: str) -> User:
    """Create the invited person and give them the role; raises ValidationError as `accept_invitation` does."""
    if User.objects.filter(email=invitation.email).exists():
        raise ValidationError("Somebody with this email address is here already. Sign in instead.", code="known")
    person = User.objects.create_user(invitation.email, password, name=name)
    remember_email(person)
    accept_invitation(invitation=invitation, by=person)
    return person


def _refuse_known(*, email: str, district: District | None, state: str) -> None:
    held = Membership.objects.filter(user__email=email.lower(), district=district, state=state).first()
    if held is not None:
        raise ValidationError(
            {"email": f"This person is here already, as {held.get_role_display()}. Change the role in the list."}
        )
    if Invitation.objects.open().filter(email=email.lower(), district=district, state=state).exists():
        raise ValidationError(
            {"email": "This person has an invitation that still works. Send it again, or revoke it first."}
        )


def _record(invitation: Invitation, *, action: str, by: User) -> None:
    record(
        by=by,
        action=action,
        of=invitation,
        district_id=invitation.district_id or "",
        detail={"email": invitation.email, "role": invitation.role, "state": invitation.state},
    )


def _mail(invitation: Invitation, *, link: str, by: User) -> None:
    words = {
        "inviter": clean_line(str(by)),
        "role": invitation.get_role_display(),
        "place": clean_line(invitation.place),
        "expires_at": invitation.expires_at,
        "link": link,
    }
    body = render_to_string("districts/email/invitation.txt", words)
    subject = clean_line(f"{by} invites you to the professional-learning plan of {invitation.place}")
    transaction.on_commit(lambda: _send(subject, body, to=invitation.email))


def _send(subject: str, body: str, *, to: str) -> None:
    try:
        send_mail(subject, body, None, [to])
    except (SMTPException, OSError) as failure:
        logger.exception("An invitation could not be mailed.")
        raise MailNotSent from failure
