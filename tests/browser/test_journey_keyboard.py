"""The main job with Tab, Enter, Space and letters only; what has the focus is always in sight."""

import pytest
from playwright.sync_api import Page, expect

from plans.models import Goal
from tests.browser.conftest import OpenPage
from tests.browser.people import SAVED, edit_address, expect_status
from tests.world import Who, World

MOST_TABS = 120
IN_SIGHT = """() => {
    const stop = document.activeElement;
    const box = stop.getBoundingClientRect();
    const style = getComputedStyle(stop);
    const line = document.querySelector(".status-line");
    const over = line && !line.contains(stop) ? line.getBoundingClientRect() : new DOMRect();
    const isBeside = over.right <= box.left || over.left >= box.right;
    const covered = isBeside ? 0 : Math.min(over.bottom, box.bottom) - Math.max(over.top, box.top);
    const top = Math.max(box.top, 0) + Math.min(box.height, window.innerHeight) / 2;
    const hit = document.elementFromPoint(box.left + box.width / 2, Math.min(top, window.innerHeight - 1));
    const isMarked = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const isLabel = [...(stop.labels || [])].some((label) => label.contains(hit));
    const isHit = hit !== null && (stop.contains(hit) || hit.contains(stop) || isLabel);
    const problems = [];
    if (!isMarked) problems.push("shows no focus");
    if (!isHit) problems.push("is out of sight or covered");
    if (covered > 0 && box.height < window.innerHeight / 2) problems.push(`is under the status line by ${covered}px`);
    return problems.map((problem) => `${stop.tagName} ${stop.name || stop.textContent.trim().slice(0, 40)} ${problem}`);
}"""
NAME = """() => {
    const stop = document.activeElement;
    return stop.name && stop.type !== "submit" ? stop.name : stop.textContent.trim().replace(/\\s+/g, " ");
}"""


class Keyboard:
    """Somebody who has no mouse; collects every stop that cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []

    def tab_to(self, name: str, key: str = "Tab") -> None:
        """Press Tab until the field of that name, or the link or button of that text, has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press(key)
            self.problems += self.page.evaluate(IN_SIGHT)
            if self.page.evaluate(NAME) == name:
                return
        pytest.fail(f"{name} is not reached with {key}")

    def activate(self, name: str) -> None:
        """Go to a link or button and press Enter, which leads to the next page."""
        self.tab_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        self.tab_to(name)
        self.page.keyboard.type(text)


@pytest.fixture
def keyboard(page_as: OpenPage) -> Keyboard:
    return Keyboard(page_as(Who.DIRECTOR))


def test_goal_is_added_and_written_by_keyboard(keyboard: Keyboard, world: World) -> None:
    page = keyboard.page
    page.goto(f"{world.mine.plan.get_absolute_url()}goals/")

    keyboard.activate("Add a goal")
    keyboard.write("statement", "Every teacher belongs to a team that studies its lessons.")
    keyboard.write("evidence", "Surveys of three years.")
    expect_status(page, SAVED)
    keyboard.tab_to("is_complete")
    page.keyboard.press("Space")
    keyboard.activate("Save and see all goals")
    keyboard.activate("Move up goal 2")

    first = Goal.objects.for_plan(world.mine.plan).present().in_order()[0]
    assert keyboard.problems == []
    assert (first.statement, first.evidence, first.is_complete) == (
        "Every teacher belongs to a team that studies its lessons.",
        "Surveys of three years.",
        True,
    )


def test_focus_going_backwards_is_not_covered_by_the_status_line(keyboard: Keyboard, world: World) -> None:
    page = keyboard.page
    page.goto(edit_address(world.mine.rows.goal))

    page.get_by_role("button", name="Save and add another goal").focus()
    keyboard.tab_to("statement", key="Shift+Tab")

    assert keyboard.problems == []


def test_two_texts_are_chosen_from_by_keyboard(keyboard: Keyboard, world: World) -> None:
    page, goal = keyboard.page, world.mine.rows.goal
    page.goto(edit_address(goal))

    Goal.objects.filter(pk=goal.pk).update(impact="Theirs.", version=goal.version + 1)
    keyboard.write("impact", "Mine.")
    keyboard.activate("Save and see all goals")
    expect(page.locator(".error-summary")).to_be_focused()
    keyboard.tab_to("choice-impact")
    page.keyboard.press("ArrowDown")
    keyboard.activate("Save and see all goals")

    goal.refresh_from_db()
    assert (keyboard.problems, goal.impact) == ([], "Theirs.")
