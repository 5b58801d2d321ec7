"""Forms of people: the first administrator, invitations, roles."""

import uuid
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from plplanner.districts.enums import DISTRICT_ROLES, Role, State
from plplanner.districts.models import User
from plplanner.districts.models.people import INVITATION_LIFETIME
from plplanner.kit.fields import LineField
from plplanner.kit.versions import VersionedFormMixin, VersionField

PASSWORD_HINT = "At least 12 characters. A few words in a row are easy to remember and hard to guess."  # noqa: S105
LONGEST_PASSWORD = 256


class NewPersonForm(forms.Form):
    """A name and a password for somebody who is new here."""

    name = LineField(
        label="Your name",
        max_length=150,
        help_text="As your colleagues know you.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password."},
    )
    password_again = forms.CharField(
        label="The same password again",
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the password a second time."},
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_email = email

    def clean(self) -> dict[str, Any]:
        """Compare the passwords and judge their strength against the person's own name and address."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", "The two passwords differ. Enter the same one twice.")
        elif password:
            self._judge(password, User(email=cleaned.get("email", self.known_email), name=cleaned.get("name", "")))
        return cleaned

    def _judge(self, password: str, person: User) -> None:
        try:
            validate_password(password, person)
        except ValidationError as weak:
            self.add_error("password", weak)


class SetupForm(NewPersonForm):
    """The first administrator."""

    field_order = ["name", "email", "password", "password_again"]

    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter your email address."},
    )


class OfferForm(forms.Form):
    """An offer of a role, made once however often it is posted."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text=f"We send a link there. It works for {INVITATION_LIFETIME.days} days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter the person's email address."},
    )


class RoleField(forms.TypedChoiceField):
    """A role in a district, as the member of the enum."""

    widget = forms.RadioSelect

    def __init__(self) -> None:
        super().__init__(
            label="Role",
            choices=[(role.value, role.label) for role in DISTRICT_ROLES],
            coerce=Role,
            error_messages={"required": "Choose a role."},
        )


class InvitationForm(OfferForm):
    """An offer of a role in a district."""

    role = RoleField()


class ReviewerInvitationForm(OfferForm):
    """An offer to review the plans of a state."""

    state = forms.ChoiceField(
        label="State",
        choices=[("", "Choose a state"), *State.choices],
        error_messages={"required": "Choose the state whose plans the person reviews."},
    )


class RoleForm(VersionedFormMixin, forms.Form):
    """Another role for a person of a district."""

    version = VersionField()
    role = RoleField()
