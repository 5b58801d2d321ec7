"""What every page must pass, on one load of it."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response, ViewportSize

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=320, height=640)
MOST_TAB_STOPS = 150

SCRIPT = Path(__file__).with_name("checklist.js").read_text(encoding="utf-8")
AXE = Axe()
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}

TEXT_SPACING = """
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
"""
LARGE_TEXT = "html { font-size: 200% !important; }"
NO_MOTION = "*, *::before, *::after { transition: none !important; animation: none !important; }"


class Complaints:
    """Collects what the browser complains of: errors in scripts, refusals by the security policy, missing files."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", self._fail)
        page.on("response", self._receive)

    def _hear(self, message: ConsoleMessage) -> None:
        # A failed load is heard of as a response, where its kind is known.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.found.append(f"console: {message.text}")

    def _fail(self, error: Error) -> None:
        self.found.append(f"script: {error.message}")

    def _receive(self, response: Response) -> None:
        # An autosave that is refused answers 409 or 422; the page itself says so.
        is_answer = "x-autosave" in response.request.headers and response.status < 500
        if response.status >= 400 and response.request.resource_type != "document" and not is_answer:
            self.found.append(f"{response.status} for {response.url}")


def problems_of(page: Page, *, in_every_way: bool) -> list[str]:
    """Return what is wrong with the page as it stands: what axe finds, and what scrolls sideways on a phone.

    With `in_every_way` also with the keyboard, large and wide text, in print and forced colors, and what axe finds on a
    phone. One state of a page shows that; the others share its layout.
    """
    page.set_viewport_size(DESKTOP)
    page.evaluate(AXE.axe_script)
    found = [*_ask(page, "structure"), *_axe(page, "desktop")]
    if in_every_way:
        found += _in_other_ways(page)
    page.set_viewport_size(PHONE)
    found += [f"at 320 px {problem}" for problem in _ask(page, "sidewaysScroll")]
    if in_every_way:
        found += [*_with_style(page, TEXT_SPACING, "at 320 px with wide text spacing"), *_axe(page, "phone")]
    return found


def _in_other_ways(page: Page) -> list[str]:
    found = _tab_through(page)
    found += _with_style(page, LARGE_TEXT, "at 200 % text")
    found += _with_style(page, TEXT_SPACING, "with wide text spacing")
    found += _in_media(page, "print", media="print")
    return found + _in_media(page, "forced colours", forced_colors="active")


def outline_of(page: Page) -> dict[str, Any]:
    """Return the page's main heading and its forms."""
    outline: dict[str, Any] = _call(page, "outline")
    return outline


def _call(page: Page, function: str, argument: object = None) -> Any:
    return page.evaluate(f"(argument) => ({SCRIPT.strip()}).{function}(argument)", argument)


def _ask(page: Page, function: str) -> list[str]:
    answer: list[str] = _call(page, function)
    return answer


def _axe(page: Page, where: str) -> list[str]:
    results = page.evaluate("(options) => axe.run(options)", AXE_OPTIONS)
    return [
        f"axe on {where}: {violation['id']} ({violation['help']}) at {node['html'][:120]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def _with_style(page: Page, style: str, where: str) -> list[str]:
    _call(page, "setStyle", style)
    found = [*_ask(page, "sidewaysScroll"), *_ask(page, "clippedText")]
    _call(page, "setStyle", "")
    return [f"{where} {problem}" for problem in found]


def _in_media(page: Page, name: str, **media: Any) -> list[str]:
    page.emulate_media(**media)
    found = _ask(page, "hiddenHeading") + ([] if "media" in media else _ask(page, "tinyTargets"))
    page.emulate_media(media="null", forced_colors="null")
    return [f"in {name} {problem}" for problem in found]


def _tab_through(page: Page) -> list[str]:
    """Press Tab through the page: each stop is reached, shows that it has the focus, and can be seen."""
    _call(page, "setStyle", NO_MOTION)
    expected = _call(page, "beginTabbing")
    found: list[str] = []
    for _ in range(min(expected + 40, MOST_TAB_STOPS)):
        page.keyboard.press("Tab")
        at_stop = _call(page, "stopAtFocus")
        if at_stop is None:
            break
        found += at_stop
    if expected < MOST_TAB_STOPS:
        found += _ask(page, "endTabbing")
    _call(page, "setStyle", "")
    return found
