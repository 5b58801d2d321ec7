"""A tab that stays open over many tests: what it has once loaded, it keeps, and the next page opens at once."""

from playwright.sync_api import Browser, Dialog, Page

from plplanner.districts.models import User
from tests.browser.checklist import DESKTOP, Complaints
from tests.browser.signing_in import sign_in


class Visitor:
    """One browser of one person at a time; its options are those of `Browser.new_context`."""

    def __init__(self, browser: Browser, url: str, *, timeout: float, java_script_enabled: bool = True) -> None:
        self._url = url
        self._context = browser.new_context(base_url=url, java_script_enabled=java_script_enabled)
        self._context.set_default_timeout(timeout)
        self._page = self._context.new_page()
        self._page.on("dialog", _leave_the_page)
        self.complaints = Complaints(self._page)

    def become(self, user: User | None) -> Page:
        """Sign in as somebody, or as nobody, in a window as wide as a desk's."""
        self.complaints.found.clear()
        self._context.clear_cookies()
        self._page.set_viewport_size(DESKTOP)
        if user is not None:
            sign_in(self._context, user, self._url)
        return self._page

    def leave(self) -> None:
        """Close what is open without a word to the server: a page that is left still saves what was typed."""
        self._context.set_offline(offline=True)
        self._page.goto("about:blank")
        self._context.set_offline(offline=False)

    def close(self) -> None:
        """Close the tab for good."""
        self._context.set_offline(offline=True)
        self._context.close()


def _leave_the_page(dialog: Dialog) -> None:
    dialog.accept()
