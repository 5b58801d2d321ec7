"""What a page shows and offers."""

from lxml import html


def chosen(page: bytes, name: str) -> list[str]:
    """Return the values of the chosen radio buttons or ticks of a page."""
    return [str(value) for value in html.fromstring(page).xpath(f"//input[@name='{name}'][@checked]/@value")]


def offered(page: bytes, name: str) -> list[str]:
    """Return the values of all radio buttons or ticks of a page."""
    return [str(value) for value in html.fromstring(page).xpath(f"//input[@name='{name}']/@value")]


def words(page: bytes) -> str:
    """Return the page's text in one line."""
    return " ".join(html.fromstring(page).text_content().split())
