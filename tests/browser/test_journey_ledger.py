"""A director enters a year's ledger from nothing; every figure then is the one that was worked by hand.

What is entered stands in `ledger_entries.py`; each figure, with the way to it, in `ledger_sheet.py`.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest
from django.core.management import call_command
from playwright.sync_api import BrowserContext, Locator, Page, expect

from plplanner.districts.enums import Measure
from plplanner.districts.models import District, User
from plplanner.districts.services.facts import FactChange, save_facts
from resources.models import FundShare, LedgerLine
from tests.browser.ledger_entries import ASKED, FUNDS, INSTITUTE, LINES
from tests.browser.ledger_sheet import (
    ANGLES,
    BENCHMARKS,
    FUND_LIST,
    OVERVIEW,
    SHORT,
    TOTALS,
    WITHOUT_COST,
    Row,
)
from tests.browser.people import PATIENCE, press
from tests.browser.test_journey_keyboard import Keyboard
from tests.factories import FundFactory, MembershipFactory, SchoolFactory

YEAR = 2020
COLBERT = {Measure.ENROLLMENT: "2618", Measure.TEACHER_FTE: "175.07", Measure.TOTAL_EXPENDITURE: "36186000.00"}
"""The district's totals of 2020–21 in the NCES file; see `ledger_sheet.py`."""
SCHOOLS = {"Hatton Elementary School": "20", "Leighton Elementary School": "40", "New Bethel Elementary School": "40"}


class Clerk:
    """Somebody who adds rows and fills out their forms."""

    def __init__(self, page: Page, district: District) -> None:
        self.page = page
        self.base = f"/resources/{district.pk}/{YEAR}/"

    def go(self, address: str = "") -> None:
        """Open a page of the year, unless that is where saving has led."""
        if not self.page.url.endswith(self.base + address):
            self.page.goto(self.base + address)

    def add(self, address: str, button: str, values: Mapping[str, str]) -> None:
        self.go(address)
        press(self.page, button)
        self.fill(values)

    def fill(self, values: Mapping[str, str], *, then: str = "finish") -> None:
        """Write into the fields of an edit form, save, and see that the form is left: nothing was wrong."""
        for name, text in values.items():
            write(self.page.locator(f"form [name='{name}']:not([type=hidden])"), text)
        here = self.page.url
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.locator(f"button[name=save][value={then}]").click()
        assert self.page.url != here, self.page.locator(".error-summary").all_inner_texts()

    def follow(self, link: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.get_by_role("main").get_by_role("link", name=link).first.click()


def write(field: Locator, text: str) -> None:
    """Fill a field out as a person does: a text typed, a choice made by how its label begins, a box ticked."""
    if field.evaluate("field => field.matches('select')"):
        option = field.locator("option", has_text=re.compile(rf"^\s*{re.escape(text)}"))
        field.select_option(value=option.first.get_attribute("value"))
    elif field.get_attribute("type") == "checkbox":
        field.set_checked(text == "yes")
    else:
        field.fill(text)


def table(page: Page, caption: str, *, heads: str = "th[scope=row]") -> list[list[str]]:
    """Read the rows of a table: what each is called, then its cells."""
    rows: list[list[str]] = page.locator("table", has=page.locator("caption", has_text=caption)).evaluate(
        """(table, heads) => [...table.rows]
            .filter((row) => row.querySelector(heads))
            .map((row) => [row.querySelector(`${heads} a`) || row.querySelector(heads), ...row.querySelectorAll("td")]
                .map((cell) => cell.innerText.trim().replace(/\\s+/g, " ")))""",
        heads,
    )
    return rows


@pytest.fixture
def director(transactional_db: None) -> User:
    """The director of Colbert County, of which only the national file is known, and the teachers of three schools."""
    call_command("load_reference", verbosity=0)
    membership = MembershipFactory.create(role="director", district__name="Colbert County", district__state="AL")
    district, by = membership.district, membership.user
    assert district is not None
    changes = [FactChange(measure=each, group="", value=Decimal(text), version=0) for each, text in COLBERT.items()]
    save_facts(of=district, school_year=YEAR, changes=changes, by=by)
    for name, teachers in SCHOOLS.items():
        school = SchoolFactory.create(district=district, name=name)
        fact = FactChange(measure=Measure.TEACHER_FTE, group="", value=Decimal(teachers), version=0)
        save_facts(of=school, school_year=YEAR, changes=[fact], by=by)
    return by


@pytest.fixture
def clerk(director: User, new_context: Callable[..., BrowserContext]) -> Clerk:
    context = new_context(director, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    return Clerk(context.new_page(), District.objects.get())


def enter_funds(clerk: Clerk) -> None:
    """Enter each fund with its award, and move money from Title IV to Title II."""
    for name, (fund, award) in FUNDS.items():
        clerk.add("funds/", "Add a fund", {"name": name} | dict(fund))
        clerk.go("funds/")
        clerk.follow(re.compile(f"Enter the award of {name}"))
        clerk.fill(award)
    moved = {"from_fund": "Title IV, Part A", "to_fund": "Title II, Part A", "amount": "10,250"}
    moved |= {"moved_on": "2020-10-01", "reason": "Coaching of reading, as the rule on transfers allows."}
    clerk.add("funds/transfers/", "Add a transfer", moved)


def enter_staff(clerk: Clerk) -> None:
    """Enter two coaches and a mentor, with how their time is divided."""
    people = {
        "Reading coach": [("Leighton", "Whole year", "0.6"), ("Hatton", "Whole year", "0.4")],
        "Mathematics coach": [("New Bethel", "Whole year", "0.5"), ("Whole district", "Spring", "0.5")],
        "Mentor": [("Leighton", "Whole year", "0.2")],
    }
    for name, parts in people.items():
        clerk.add("staff/", "Add a person or post", {"name": name, "role": "Mentor" if name == "Mentor" else "Coach"})
        for school, period, fte in parts:
            clerk.add("staff/", f"Assign {name}", {"school": school, "period": period, "fte": fte})


def enter_time(clerk: Clerk) -> None:
    """Enter the work year, two dates of the calendar, and team time of all schools and of one."""
    clerk.go("time/work-year/")
    clerk.fill({"contract_days": "187", "hours_per_day": "7"})
    opening = {"title": "Opening day", "kind": "Contract day", "day": "2020-08-05", "hours": "7"}
    clerk.add("calendar/", "Add a date", opening)
    early = {"title": "Team learning", "kind": "Early release", "day": "2020-09-09", "hours": "2.5"}
    clerk.add("calendar/", "Add a date", early)
    clerk.add("time/", "Add team time", {"minutes": "45", "meetings": "2", "weeks": "36"})
    clerk.add("time/", "Add team time", {"school": "Hatton", "minutes": "30", "meetings": "1", "weeks": "36"})


def enter_lines(clerk: Clerk) -> None:
    """Enter the lines one after the other."""
    clerk.go("ledger/")
    press(clerk.page, "Add a line")
    for each in LINES[:-1]:
        clerk.fill(each, then="add")
    clerk.fill(LINES[-1])


def ask_and_approve(clerk: Clerk) -> None:
    """Write a department's request with two costs, submit it, and approve it into the ledger."""
    page = clerk.page
    clerk.add("lists/", "Add a department", {"name": "Federal programs"})
    wish = {"title": "Training of mentors", "department": "Federal programs", "fund": "Title I, Part A"}
    clerk.add("requests/", "Ask for something", wish)
    for cost in ASKED:
        press(page, "Add a cost")
        clerk.fill(cost)
    press(page, "Submit it as it is")
    clerk.follow("Decide this request")
    page.get_by_label("Approve all of it").check()
    press(page, "Decide")
    expect(page.get_by_text("$4,580 is approved.")).to_be_visible()


def enter_technology_budget(clerk: Clerk, district: District) -> None:
    """Enter the one budget that the national file does not tell."""
    clerk.page.goto(f"/districts/{district.pk}/years/{YEAR}/edit/")
    clerk.page.get_by_label("Instructional-technology budget").fill("52,000")
    press(clerk.page, "Save these facts")


def expect_benchmark(clerk: Clerk, code: str, rows: list[Row]) -> None:
    clerk.go(f"benchmarks/{code}/")
    expected = [[label, *row] for label, row in zip(ANGLES, rows, strict=True)]
    assert table(clerk.page, "With its numbers, from every angle") == expected


def test_every_figure_is_the_one_worked_by_hand(clerk: Clerk) -> None:
    page, district = clerk.page, District.objects.get()

    enter_funds(clerk)
    enter_staff(clerk)
    enter_time(clerk)
    enter_lines(clerk)
    ask_and_approve(clerk)
    enter_technology_budget(clerk, district)

    clerk.go("funds/")
    assert table(page, "Funds by kind") == FUND_LIST
    clerk.go()
    assert table(page, "Dollars in 2020–21") == OVERVIEW
    clerk.go("ledger/totals/?rows=element&columns=phase&amount=planned")
    assert table(page, "Planned by cost element") == TOTALS
    for code, rows in BENCHMARKS.items():
        expect_benchmark(clerk, code, list(rows))
    for code, (number, formula, sentence) in WITHOUT_COST.items():
        clerk.go(f"benchmarks/{code}/")
        expect(page.locator(".benchmark-pair")).to_contain_text(SHORT)
        expect(page.locator(".benchmark-number")).to_have_text(number)
        expect(page.locator(".benchmark-formula")).to_have_text(formula)
        expect(page.locator(".benchmark-pair")).to_contain_text(sentence)


def enter_by_keyboard(keyboard: Keyboard) -> None:
    """Add the institute's line with Tab, Space, Enter and letters only; in a list, letters choose."""
    keyboard.activate("Add a line")
    for name, text in INSTITUTE.items():
        keyboard.write(name, text)
    keyboard.activate("Save")


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_line_is_entered_by_keyboard_and_its_odd_cent_goes_to_the_larger_rest(
    director: User, new_context: Callable[..., BrowserContext], has_script: bool
) -> None:
    district = District.objects.get()
    for name in ("Title I, Part A", "Title II, Part A"):
        FundFactory.create(district=district, name=name)
    page = new_context(director, java_script_enabled=has_script).new_page()
    keyboard = Keyboard(page)
    page.goto(f"/resources/{district.pk}/{YEAR}/ledger/")

    enter_by_keyboard(keyboard)

    shares = FundShare.objects.order_by("position").values_list("fund__name", "planned", "committed", "actual")
    assert keyboard.problems == []
    assert list(shares) == [
        ("Title I, Part A", Decimal("3330.00"), Decimal("3330.00"), Decimal("3330.00")),
        ("Title II, Part A", Decimal("6670.01"), Decimal("6670.01"), Decimal("6669.99")),
    ]
    assert LedgerLine.objects.get().resource_kind == "services"
