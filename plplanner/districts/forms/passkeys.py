"""The forms of passkeys, by allauth, with a field that no JSON breaks."""

from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError


class CredentialField(forms.JSONField):
    """What a passkey answered; JSON too deep, or with too long a number, is refused as no JSON is."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Read the JSON."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError("The passkey’s answer could not be read. Try again.", code="invalid") from error


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth publishes no types
    """A new passkey."""

    credential = CredentialField()


class AuthenticateForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A passkey as second step."""

    credential = CredentialField()


class LoginForm(LoginWebAuthnForm):  # type: ignore[misc]  # likewise
    """A passkey instead of a password."""

    credential = CredentialField()


class ReauthenticateForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]  # likewise
    """A passkey once more, before something that matters."""

    credential = CredentialField()
