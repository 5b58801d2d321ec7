"""Signs a browser in without the sign-in form."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from plplanner.districts.models import User


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give a browser the person's session."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])
