"""The main job from end to end: a real district on a fresh machine, from nobody there to the finished document."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.management import call_command
from docx.oxml.ns import qn
from playwright.sync_api import BrowserContext, Page, expect

from plans.models import Plan, Standard
from tests.browser.people import PASSWORD, PATIENCE, SAVED, expect_status, open_optional_parts, press

NCES = Path(settings.BASE_DIR).parent / "shared" / "data" / "nces" / "elsi_district_2020-21_finance.csv"
LEAID = "0100840"
Texts = Mapping[str, str]

PROFILE = {
    "schools": "Nine schools: five elementary, one middle, three high.\nTwo of them share a campus in Leighton.",
    "demographics": "About one student in five changes schools during the year; most families live outside any town.",
    "enrollment": "Enrollment has held steady near 2,600 since the mine at Littleville closed.",
    "teaching_units": "We employ 175 teachers; eleven teach outside their field, nine of these in mathematics.",
    "per_pupil_expenditure": "Spending per student is close to the state’s median – transport takes much of it.",
    "additional": "The river divides the district: travel between the two ends takes an hour.",
}
BELIEFS = {
    "mission": "We prepare every student of Colbert County to finish what they begin.",
    "vision": "Teachers who study their own practice together, in every school, every week.",
}
GOALS: list[Texts] = [
    {
        "statement": f"{subject} improves in every school by the spring of the third year.",
        "evidence": f"Three years of {subject.lower()} scores, sorted by school, show the gap widening after grade 4.",
        "impact": f"Students who keep up in {subject.lower()} by grade 5 are twice as likely to graduate with us.",
        "links": f"https://example.org/colbert/{subject.lower()}",
        "measures": f"The share of students at level 3 or above in {subject.lower()}, school by school.",
        "frequency": f"Each October, January and May, read together by the {subject.lower()} team.",
        "overarching_outcome": f"Eight students in ten are at level 3 or above in {subject.lower()}.",
        **{f"year_{year}_outcome": f"{subject}: {50 + 10 * year} in 100 students at level 3." for year in (1, 2, 3)},
        "year_2_measure": f"State test of {subject.lower()}",
        "year_2_baseline": "52 in 100",
        "year_2_target": "70 in 100",
    }
    for subject in ("Reading", "Mathematics", "Attendance")
]
ACTIVITY = {
    "initial": "Two-day institute for all teachers of grades 3–5: “look at the work first”.\n• read\n• sort\n• plan",
    "follow_up": "Coaches visit each room twice a month and plan the next lesson with the teacher.",
    "duration": "Two days in September, then twice a month until May.",
    "resources": "Two coaches, substitutes for 24 teachers, one set of texts a room.",
    "owner": "Avery Lane",
    "audience": "Teachers of grades 3–5",
    "hours": "32",
    "participants": "48",
}
SINGLE = {
    "initial": "Opening session on the new attendance letters for office staff.",
    "duration": "One morning in August.",
    "resources": "The letters, printed.",
}
EXPLANATION = "The session only hands out letters; the follow-up belongs to the principals’ monthly meeting."


@pytest.fixture
def fresh_machine(transactional_db: None, tmp_path: Path) -> None:
    """A database with the reference data, and the real file's rows of Alabama."""
    if not NCES.is_file():
        pytest.skip(f"{NCES.name} is not on this machine")
    call_command("load_reference", verbosity=0)
    call_command("load_districts", str(_alabama(tmp_path)), verbosity=0)


def _alabama(folder: Path) -> Path:
    """Keep the title, the header and Alabama's rows of the national file."""
    lines = NCES.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path = folder / NCES.name
    path.write_text("".join([*lines[:7], *(line for line in lines[7:] if '"AL "' in line or ",AL ," in line)]), "utf-8")
    return path


class Director:
    """Someone at a browser, with or without scripts, who fills out pages and goes on."""

    def __init__(self, page: Page, *, has_script: bool) -> None:
        self.page = page
        self.has_script = has_script
        self.typed: list[str] = []

    def fill_out(self, texts: Texts, button: str, *, complete: bool = True) -> None:
        """Write texts into an edit form, wait for it to save by itself where it does, and press a button."""
        open_optional_parts(self.page)
        for name, text in texts.items():
            self.page.locator(f"form[data-autosave] [name={name}]").fill(text)
        if complete:
            self.page.get_by_label("Yes", exact=True).check()
        if self.has_script:
            self.page.keyboard.press("Tab")
            expect_status(self.page, SAVED)
        press(self.page, button)
        self.typed += texts.values()

    def follow(self, link: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.get_by_role("link", name=link, exact=isinstance(link, str)).first.click()

    def lines(self) -> Iterator[str]:
        for text in self.typed:
            yield from text.split("\n")


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def director(
    request: pytest.FixtureRequest, fresh_machine: None, new_context: Callable[..., BrowserContext]
) -> Director:
    context = new_context(java_script_enabled=request.param, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    return Director(context.new_page(), has_script=request.param)


def begin_plan(director: Director) -> Plan:
    """Set up, find the district by its LEAID, and begin a plan."""
    page = director.page
    page.goto("/")
    for name, value in {"name": "Dana Director", "email": "dana@example.org"}.items():
        page.locator(f"[name={name}]").fill(value)
    for name in ("password", "password_again"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    press(page, "Create the administrator")
    expect(page.get_by_role("heading", name="Which district are you?")).to_be_visible()
    page.locator("main [name=q]").fill(LEAID)
    press(page, "Search")
    director.follow(re.compile("Colbert County", re.IGNORECASE))
    for fact in ("2,618", "175.07", "36,186,000"):
        expect(page.locator("main")).to_contain_text(fact)
    press(page, "This is my district")
    page.goto("/plans/new/")
    if page.get_by_role("heading", name="Whose plan is it?").count():
        director.follow(re.compile("Colbert County", re.IGNORECASE))
    page.locator("[name=title]").fill("Colbert County learns")
    press(page, "Begin this plan")
    return Plan.objects.get()


def write_sections(director: Director, plan: Plan) -> None:
    page = director.page
    director.follow(re.compile("profile", re.IGNORECASE))
    for fact in ("2,618", "175.07"):
        expect(page.locator("main")).to_contain_text(fact)
    director.fill_out(PROFILE, "Save and go to all sections")
    director.follow(re.compile("mission", re.IGNORECASE))
    director.fill_out(BELIEFS, "Save and go to all sections")


def write_goals(director: Director, plan: Plan) -> None:
    director.page.goto(f"{plan.get_absolute_url()}goals/")
    for number, goal in enumerate(GOALS, start=1):
        director.follow(f"Edit goal {number}")
        director.fill_out(goal, "Save and see all goals")


def write_activities(director: Director, plan: Plan) -> None:
    """Give each goal an activity, and the last one a table of its own with an activity that has no follow-up."""
    page, year = director.page, plan.first_year
    standards = [f"#id_standards_{place}" for place in range(Standard.objects.current().count())]
    for number in range(1, 4):
        page.goto(f"{plan.get_absolute_url()}goals/")
        director.follow(f"Goal {number}")
        press(page, "Add an activity to Activities")
        open_optional_parts(page)
        for standard in standards[number - 1 :: 3]:
            page.locator(standard).check()
        dated = {"starts_on": f"{year}-09-1{number}", "ends_on": f"{year + 1}-05-2{number}"}
        page.locator("[name=starts_on]").fill(dated["starts_on"])
        page.locator("[name=ends_on]").fill(dated["ends_on"])
        texts = ACTIVITY | {"initial": f"Goal {number}. {ACTIVITY['initial']}"}
        director.fill_out(texts, "Save and see the goal", complete=False)
    press(page, "Add another table")
    director.fill_out({"name": "Office staff"}, "Save and see the goal", complete=False)
    press(page, "Add an activity to Office staff")
    director.fill_out(SINGLE, "Save and see the goal", complete=False)


def finish(director: Director) -> None:
    """Check, explain what the check warns of, and mark the plan as finished."""
    page = director.page
    director.follow(re.compile("Check", re.IGNORECASE))
    expect(page.get_by_role("heading", name="Fix these before you finish")).to_have_count(0)
    while (open_finding := page.locator(".finding", has_text="To explain")).count():
        open_finding.first.get_by_label("Explanation").fill(EXPLANATION)
        with page.expect_navigation(timeout=PATIENCE):
            open_finding.first.get_by_role("button", name="Save this explanation").click()
    director.follow("Go on to finish the plan")
    press(page, "Mark as finished")
    expect(page.get_by_role("heading", name="The plan is finished")).to_be_visible()


def folded(text: str) -> str:
    return " ".join(text.split())


def document_text(path: Path) -> str:
    body = docx.Document(str(path)).element.body
    paragraphs = ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]
    return folded("\n".join(paragraphs))


def test_colbert_county_is_typed_from_nothing_to_the_finished_document(director: Director, tmp_path: Path) -> None:
    page = director.page

    plan = begin_plan(director)
    write_sections(director, plan)
    write_goals(director, plan)
    write_activities(director, plan)
    page.goto(f"{plan.get_absolute_url()}document/")
    sheet = folded(page.locator(".sheet-ground").inner_text())
    finish(director)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    download.value.save_as(tmp_path / "plan.docx")
    document = document_text(tmp_path / "plan.docx")

    assert [line for line in director.lines() if folded(line.removeprefix("• ")) not in sheet] == []
    assert [line for line in director.lines() if folded(line.removeprefix("• ")) not in document] == []
    assert EXPLANATION not in document
