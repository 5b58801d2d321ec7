"""A page in a state, and what brings states about."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.access.walker import list_addresses, url_of
from tests.world import Who, World

Prepare = Callable[[World], object]
Act = Callable[[Page], None]


def as_built(world: World) -> None:
    """Leave the world as it is."""


def only_look(page: Page) -> None:
    """Do nothing on the page."""


@dataclass(frozen=True)
class Case:
    """A page in a state.

    `address` is a URL name, or a path. A name is filled from the first district with its draft plan, or with its
    finished plan (`estate="finished"`). `query` follows it. `prepare` makes the rows that the state needs; `act` does
    on the page what brings the state about, such as posting an empty form. Both run before the checks.
    """

    name: str
    address: str
    who: Who = Who.DIRECTOR
    estate: str = ""
    query: str = ""
    prepare: Prepare = as_built
    act: Act = only_look

    def path(self, world: World) -> str:
        """Return the page's address on the site."""
        if self.address.startswith("/"):
            return self.address
        return url_of(list_addresses()[self.address], world.estate(self.estate).ids) + self.query


def submit(button: str) -> Act:
    """Press a button as it stands, for example to see a form's errors."""

    def press(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).click()

    return press


def follow(link: str) -> Act:
    """Go where a link of the page leads."""

    def click(page: Page) -> None:
        with page.expect_navigation():
            page.get_by_role("main").get_by_role("link", name=link, exact=True).click()

    return click


def clear_and_submit(label: str, button: str) -> Act:
    """Empty a field, then press a button."""

    def press(page: Page) -> None:
        page.get_by_label(label, exact=True).fill("")
        submit(button)(page)

    return press
