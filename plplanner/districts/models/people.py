"""People, what they are in a district or a state, and how they are invited."""

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from plplanner.districts.enums import DISTRICT_ROLES, Role, State
from plplanner.kit.rows import VersionedRow

INVITATION_LIFETIME = datetime.timedelta(days=14)


class UserManager(BaseUserManager["User"]):
    """Creates people; Django's commands and allauth call these."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a person who signs in by email; without a password they must set one by the reset link."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an administrator."""
        return self.create_user(email, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person; signs in by email."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField("name", max_length=150, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField("joined", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Somebody already uses this email address.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return what other people see."""
        return str(self)

    @property
    def is_administrator(self) -> bool:
        """Whether the person runs this installation."""
        return self.is_superuser


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by who may see them, and by role."""

    def visible_to(self, user: User) -> "MembershipQuerySet":
        """Keep those of the districts and states the person belongs to; an administrator sees all."""
        return self if user.is_administrator else self.filter(_of_places_of(user))

    def directors(self) -> "MembershipQuerySet":
        """Keep the directors."""
        return self.filter(role=Role.DIRECTOR)

    def reviewers(self) -> "MembershipQuerySet":
        """Keep the reviewers of states."""
        return self.filter(role=Role.REVIEWER)


def _of_places_of(user: User) -> Q:
    """Match rows with a district or a state that the person belongs to, or reviews."""
    states = user.memberships.exclude(state="").values("state")
    return (
        Q(district__in=user.memberships.filter(district__isnull=False).values("district"))
        | Q(district__state__in=states)
        | Q(state__in=states)
    )


class Membership(VersionedRow):
    """A person's role in one district, or as reviewer in one state."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="person")
    district = models.ForeignKey(
        "districts.District", on_delete=models.CASCADE, related_name="memberships", null=True, blank=True
    )
    state = models.CharField("state", max_length=2, choices=State, blank=True)
    role = models.CharField("role", max_length=20, choices=Role)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "membership"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "district"],
                condition=Q(district__isnull=False),
                name="membership_one_per_district",
                violation_error_message="This person already has a role in this district.",
            ),
            models.UniqueConstraint(
                fields=["user", "state"],
                condition=~Q(state=""),
                name="membership_one_per_state",
                violation_error_message="This person already reviews this state.",
            ),
            models.CheckConstraint(
                condition=Q(district__isnull=False, state="", role__in=DISTRICT_ROLES)
                | (Q(district__isnull=True, role=Role.REVIEWER) & ~Q(state="")),
                name="membership_role_fits_scope",
                violation_error_message="A reviewer belongs to a state; every other role belongs to a district.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by who may see them, and by what can still happen to them."""

    def visible_to(self, user: User) -> "InvitationQuerySet":
        """Keep those of the districts and states the person belongs to; an administrator sees all."""
        return self if user.is_administrator else self.filter(_of_places_of(user))

    def of_states(self) -> "InvitationQuerySet":
        """Keep the offers to review a state."""
        return self.filter(district=None)

    def open(self) -> "InvitationQuerySet":
        """Keep those that can still be accepted."""
        return self.unanswered().filter(expires_at__gt=timezone.now())

    def unanswered(self) -> "InvitationQuerySet":
        """Keep those neither accepted nor revoked, expired ones too."""
        return self.filter(accepted_at=None, revoked_at=None)


def invitation_expiry() -> datetime.datetime:
    """Return when an invitation sent now stops working."""
    return timezone.now() + INVITATION_LIFETIME


class Invitation(VersionedRow):
    """An emailed offer of a role; the link holds a token of which only the digest is stored."""

    email = models.EmailField("email address")
    district = models.ForeignKey(
        "districts.District", on_delete=models.CASCADE, related_name="invitations", null=True, blank=True
    )
    state = models.CharField("state", max_length=2, choices=State, blank=True)
    role = models.CharField("role", max_length=20, choices=Role)
    token_digest = models.CharField("token digest", max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="invitations_sent")
    expires_at = models.DateTimeField("expires", default=invitation_expiry)
    accepted_at = models.DateTimeField("accepted", null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations_accepted"
    )
    revoked_at = models.DateTimeField("revoked", null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="invitations_revoked"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        constraints = [
            models.CheckConstraint(
                condition=Q(district__isnull=False, state="", role__in=DISTRICT_ROLES)
                | (Q(district__isnull=True, role=Role.REVIEWER) & ~Q(state="")),
                name="invitation_role_fits_scope",
                violation_error_message="A reviewer belongs to a state; every other role belongs to a district.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def is_expired(self) -> bool:
        """Whether its time has run out."""
        return self.expires_at <= timezone.now()

    @property
    def place(self) -> str:
        """Name where the role would be held: the district, or the state."""
        return str(self.district) if self.district else str(State(self.state).label)
