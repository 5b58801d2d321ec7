"""Takes the README's pictures from a running demo: `python -m tests.browser.tour http://127.0.0.1:PORT FOLDER`."""

import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import find_chromium, prepare_playwright

DIRECTOR = "marisol.tate@demo.example"
EDITOR = "dwight.pearson@demo.example"
WINDOW = {"width": 1280, "height": 860}


def sign_in(browser: Browser, address: str, email: str) -> Page:
    """Open a browser of one's own and sign in with the password that the demo's sign-in page shows."""
    page = browser.new_context(base_url=address, viewport=WINDOW).new_page()  # type: ignore[arg-type]  # a typed dict
    page.goto("/account/login/")
    password = page.get_by_text("The password is the same for everyone").locator("strong").inner_text()
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Plans").wait_for()
    return page


def open_draft(page: Page) -> None:
    """Open the half-finished plan."""
    page.goto("/plans/")
    page.get_by_role("link", name="2026").first.click()


def open_from_rail(page: Page, name: str) -> None:
    """Open one entry of the plan's rail."""
    page.get_by_role("navigation", name="Plan").get_by_role("link", name=name, exact=True).click()


def show_conflict(browser: Browser, address: str, page: Page) -> None:
    """Let two people change the same text and show what the second meets."""
    other = sign_in(browser, address, EDITOR)
    for each in (page, other):
        open_draft(each)
        open_from_rail(each, "Mission and vision")
    vision = "Every student in Catalpa County reads with confidence"
    other.locator("#id_vision").fill(f"{vision} and every teacher keeps learning beside a colleague.")
    other.get_by_role("button", name="Save and go").click()
    page.locator("#id_vision").fill(f"{vision} by grade 3, and every teacher keeps learning beside a colleague.")
    page.get_by_role("button", name="Save and go").click()
    page.locator(".conflict").evaluate("box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 120)")


def show_rubrics(page: Page, picture: Callable[[str], None]) -> None:
    """Walk from one outcome that the director rates to what the team said the year before."""
    for name, row, stop in [
        ("rating", "Open", "rate/3.1.3/"),
        ("results", "2025–26", "results/"),
        ("priorities", "2025–26", "priorities/"),
    ]:
        page.goto("/self-assessments/")
        page.get_by_role("row").filter(has_text=row).last.get_by_role("link").first.click()
        page.goto(page.url + stop)
        picture(name)
    page.goto("/rubrics/director-resources-2026/changes/3.1.3/")
    page.locator("#from-4").evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 40)")
    picture("rubric")


def show_resources(page: Page, picture: Callable[[str], None]) -> None:
    """Walk through a year of the district's resources."""
    for name, entry in [
        ("resources", "Overview"),
        ("scenario", "What would it take"),
        ("funds", "Funds"),
        ("months", "Planned and actual"),
        ("cycle", "Delivery cycle"),
        ("equity", "Equity across schools"),
    ]:
        page.goto("/resources/")
        page.get_by_role("navigation", name="Resources").get_by_role("link", name=entry, exact=True).click()
        picture(name)
    page.goto("/resources/")
    page.get_by_role("main").get_by_role("link", name="Professional learning in each program").click()
    picture("benchmark")
    open_comparison(page)
    picture("reconciliation")


def open_comparison(page: Page) -> None:
    """Open the first two requests that are probably the same."""
    page.goto("/resources/")
    page.get_by_role("navigation", name="Resources").get_by_role("link", name="Budget requests", exact=True).click()
    page.get_by_role("link", name="Compare the submitted requests").click()
    page.get_by_role("main").get_by_role("link", name="Compare").first.click()


def take_pictures(browser: Browser, address: str, folder: Path) -> None:
    """Walk through the plan, the self-assessments and the resources, and save a picture of each stop."""
    page = sign_in(browser, address, DIRECTOR)

    def picture(name: str) -> None:
        page.screenshot(path=folder / f"{name}.png")

    open_draft(page)
    picture("plan")
    for name, entry in [("profile", "District profile"), ("check", "Check and finish"), ("document", "The document")]:
        open_from_rail(page, entry)
        picture(name)
    open_from_rail(page, "Goals")
    page.get_by_role("link", name="Goal 1", exact=True).click()
    picture("goal")
    show_conflict(browser, address, page)
    picture("conflict")
    show_rubrics(page, picture)
    show_resources(page, picture)


def main(address: str, folder: Path) -> None:
    """Start a browser and take the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    prepare_playwright()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), chromium_sandbox=False)
        take_pictures(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
