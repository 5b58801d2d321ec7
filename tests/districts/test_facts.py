"""The facts of a school year: printed with their source, corrected by version."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from plplanner.districts.enums import CertificationKind, FactStatus, Measure, Role, StudentGroup
from plplanner.districts.models import AuditEntry, District, DistrictFact, SchoolFact
from plplanner.districts.selectors.facts import FactLine, district_year, years_with_facts
from plplanner.districts.services.facts import FactChange, StaleFacts, save_facts
from tests.districts.visitors import browser_in
from tests.factories import (
    DistrictFactFactory,
    DistrictFactory,
    FactImportFactory,
    MembershipFactory,
    SchoolFactFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SINGLE_MEASURES = len(Measure) - 2


def line_of(district: District, measure: Measure, year: int = 2026) -> FactLine:
    return district_year(district, year).of(measure)[0]


def test_year_holds_every_measure_and_group_known_or_not() -> None:
    year = district_year(DistrictFactory.create(), 2026)

    assert len(year.facts) == SINGLE_MEASURES + len(StudentGroup) + len(CertificationKind)
    assert {(line.value, line.source, line.version) for line in year.facts} == {("Not known", "", 0)}
    assert (year.label, year.known) == ("2026–27", ())


@pytest.mark.parametrize(
    ("measure", "value", "shown", "unit"),
    [
        (Measure.ENROLLMENT, "2618", "2,618", "number"),
        (Measure.TEACHER_FTE, "175.07", "175.07", "full-time equivalents"),
        (Measure.TOTAL_EXPENDITURE, "36186000", "$36,186,000", "dollars"),
    ],
)
def test_value_is_printed_in_its_unit(measure: Measure, value: str, shown: str, unit: str) -> None:
    fact = DistrictFactFactory.create(measure=measure, value=Decimal(value))

    line = line_of(fact.district, measure)

    assert (line.value, line.unit, line.raw) == (shown, unit, Decimal(value))


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (FactStatus.NOT_KNOWN, "Not known"),
        (FactStatus.NOT_APPLICABLE, "Not applicable"),
        (FactStatus.LOW_QUALITY, "Withheld: does not meet quality standards"),
    ],
)
def test_missing_value_says_why_and_is_never_zero(status: FactStatus, shown: str) -> None:
    fact = DistrictFactFactory.create(value=None, status=status)

    line = line_of(fact.district, Measure.ENROLLMENT)

    assert (line.value, line.raw, line.source) != (shown, Decimal(0), "")
    assert (line.value, line.raw) == (shown, None)


def test_source_names_the_person_and_the_day() -> None:
    saved = datetime.datetime(2026, 8, 14, 12, tzinfo=datetime.UTC)
    fact = DistrictFactFactory.create(entered_by_name="Dana Reyes", updated_at=saved, note="October count")

    assert line_of(fact.district, Measure.ENROLLMENT).source == "entered by Dana Reyes, Aug 14, 2026 (October count)"


def test_source_names_the_file_and_its_year() -> None:
    source = FactImportFactory.create(file_name="elsi.csv")
    fact = DistrictFactFactory.create(school_year=2020, source_import=source, entered_by_name="")

    assert line_of(fact.district, Measure.ENROLLMENT, 2020).source == "NCES file elsi.csv, 2020–21"


@pytest.mark.parametrize("count", [1, 3])
def test_year_is_read_in_one_query(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    district = DistrictFactory.create()
    source = FactImportFactory.create()
    for measure in list(Measure)[:count]:
        DistrictFactFactory.create(district=district, measure=measure, source_import=source, entered_by_name="")

    with django_assert_num_queries(1):
        assert len(district_year(district, 2026).known) == count


def test_years_are_listed_latest_first() -> None:
    district = DistrictFactory.create()
    for year in (2024, 2026, 2025):
        DistrictFactFactory.create(district=district, school_year=year)
    DistrictFactFactory.create(district=district, school_year=2025, measure=Measure.SCHOOLS)

    assert years_with_facts(district) == [2026, 2025, 2024]


def change(value: str | None, *, version: int = 0) -> FactChange:
    number = None if value is None else Decimal(value)
    return FactChange(measure=Measure.ENROLLMENT, group="", value=number, version=version)


def test_save_makes_the_person_the_source_and_keeps_both_values_on_record() -> None:
    person = UserFactory.create(name="Dana Reyes")
    fact = DistrictFactFactory.create(source_import=FactImportFactory.create(), entered_by_name="")

    changes = [change("2700", version=1)]
    count = save_facts(of=fact.district, school_year=2026, changes=changes, note="Card", by=person)

    fact.refresh_from_db()
    assert (count, fact.value, fact.version, fact.note) == (1, Decimal(2700), 2, "Card")
    assert (fact.source_import, fact.entered_by, fact.entered_by_name) == (None, person, "Dana Reyes")
    assert AuditEntry.objects.get().detail == {
        "school_year": 2026,
        "changes": [{"measure": "enrollment", "group": "", "before": "2618.00", "after": "2700"}],
    }


def test_save_of_what_is_already_so_changes_nothing() -> None:
    fact = DistrictFactFactory.create()

    count = save_facts(of=fact.district, school_year=2026, changes=[change("2618")], by=UserFactory.create())

    assert (count, DistrictFact.objects.get().version, AuditEntry.objects.count()) == (0, 1, 0)


@pytest.mark.parametrize("seen", [0, 1, 3])
def test_save_of_another_version_is_refused_whole(seen: int) -> None:
    fact = DistrictFactFactory.create(version=2)
    other = FactChange(measure=Measure.SCHOOLS, group="", value=Decimal(9), version=0)

    with pytest.raises(StaleFacts) as refused:
        save_facts(
            of=fact.district, school_year=2026, changes=[other, change("1", version=seen)], by=UserFactory.create()
        )

    assert [stale.measure for stale in refused.value.changes] == [Measure.ENROLLMENT]
    assert list(DistrictFact.objects.values_list("measure", "value")) == [("enrollment", Decimal(2618))]


def posted(district: District, **typed: str) -> dict[str, str]:
    """Return what the form's page would post, with some fields typed over."""
    values: dict[str, str] = {"note": ""}
    for line in district_year(district, 2026).facts:
        shown = line.value if line.is_known else ""
        values |= {line.key: shown, f"base-{line.key}": shown, f"version-{line.key}": str(line.version)}
    return values | typed


def save(browser: Client, district: District, values: dict[str, str]) -> Any:
    return browser.post(f"/districts/{district.pk}/years/2026/edit/", values)


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("enrollment", "2,700", "2700"),
        ("total_expenditure", "$36,186,000", "36186000"),
        ("teacher_fte", "175.067", "175.07"),
        ("students_in_group__asian", " 31 ", "31"),
    ],
)
def test_form_takes_numbers_as_pasted(field: str, typed: str, kept: str) -> None:
    district = DistrictFactory.create()

    response = save(browser_in(district), district, posted(district, **{field: typed}))

    assert response["Location"] == f"/districts/{district.pk}/years/2026/"
    assert [(fact.measure, fact.value) for fact in DistrictFact.objects.all()] == [
        (field.partition("__")[0], Decimal(kept))
    ]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("enrollment", "about 2,700", "Enter a number in digits, for example 2,570."),
        ("enrollment", "2700.5", "Enter a whole number."),
        ("enrollment", "-3", "Enter 0 or more."),
        ("enrollment", "9" * 15, "Enter 99,999,999,999,999 or less."),
        ("teacher_fte", "1e5", "Enter a number in digits, for example 175.07."),
        ("teacher_fte", "nan", "Enter a number in digits, for example 175.07."),
    ],
)
def test_form_refuses_with_a_sentence_and_keeps_what_was_typed(field: str, typed: str, sentence: str) -> None:
    district = DistrictFactory.create()

    form = save(browser_in(district), district, posted(district, **{field: typed})).context["form"]

    assert form.errors == {field: [sentence]}
    assert form[field].value() == typed
    assert DistrictFact.objects.count() == 0


def test_form_empties_a_value_to_not_known() -> None:
    fact = DistrictFactFactory.create()

    save(browser_in(fact.district), fact.district, posted(fact.district, enrollment=""))

    fact.refresh_from_db()
    assert (fact.status, fact.value) == (FactStatus.NOT_KNOWN, None)


def test_form_leaves_alone_what_its_page_showed_even_if_others_changed_it() -> None:
    fact = DistrictFactFactory.create()
    page = posted(fact.district, schools="9")
    save(browser_in(fact.district), fact.district, posted(fact.district, enrollment="2,700"))

    response = save(browser_in(fact.district), fact.district, page)

    assert response.status_code == 302
    values = dict(DistrictFact.objects.values_list("measure", "value"))
    assert values == {"enrollment": Decimal(2700), "schools": Decimal(9)}


def test_form_shows_both_values_when_others_saved_first_and_can_be_sent_again() -> None:
    fact = DistrictFactFactory.create()
    page = posted(fact.district, enrollment="2,600")
    save(browser_in(fact.district), fact.district, posted(fact.district, enrollment="2,700"))
    browser = browser_in(fact.district)

    refused = save(browser, fact.district, page)

    form = refused.context["form"]
    source = line_of(fact.district, Measure.ENROLLMENT).source
    assert refused.status_code == 409
    assert form.errors == {"enrollment": [f"Meanwhile this was saved: 2,700 ({source}). Save again to keep yours."]}
    assert form["enrollment"].value() == "2,600"
    save(browser, fact.district, {name: field.value() or "" for name, field in ((f.name, f) for f in form)})
    assert DistrictFact.objects.get().value == Decimal(2600)


def test_form_needs_versions_that_are_numbers() -> None:
    district = DistrictFactory.create()

    response = save(browser_in(district), district, posted(district, **{"version-enrollment": "x", "enrollment": "5"}))

    assert response.status_code == 200
    assert DistrictFact.objects.count() == 0


@pytest.mark.parametrize("address", ["years/2026/edit/", "years/add/"])
def test_viewer_may_not_correct(address: str) -> None:
    district = DistrictFactory.create()

    assert browser_in(district, Role.VIEWER).get(f"/districts/{district.pk}/{address}").status_code == 403


@pytest.mark.parametrize("year", ["1989", "2101", "99999999999999999999", "20x6"])
def test_made_up_year_is_not_found(year: str) -> None:
    district = DistrictFactory.create()

    assert browser_in(district).get(f"/districts/{district.pk}/years/{year}/").status_code == 404


def test_year_page_shows_all_and_takes_no_post() -> None:
    fact = DistrictFactFactory.create()
    browser = browser_in(fact.district, Role.VIEWER)
    address = f"/districts/{fact.district_id}/years/2026/"

    assert len(browser.get(address).context["year"].facts) == len(district_year(fact.district, 2026).facts)
    assert browser.post(address).status_code == 405


def test_another_year_leads_to_its_empty_form_and_records_nothing() -> None:
    district = DistrictFactory.create()

    response = browser_in(district).get(f"/districts/{district.pk}/years/add/", {"school_year": "2024"})

    assert response["Location"] == f"/districts/{district.pk}/years/2024/edit/"
    assert DistrictFact.objects.count() == 0


def test_school_facts_are_corrected_like_the_districts() -> None:
    school = SchoolFactory.create()
    member = MembershipFactory.create(district=school.district, role=Role.EDITOR)
    address = f"/districts/{school.district_id}/schools/{school.pk}/years/2026/edit/"
    values = {
        "enrollment": "312",
        "base-enrollment": "",
        "version-enrollment": "0",
        "teacher_fte": "",
        "base-teacher_fte": "",
        "version-teacher_fte": "0",
    }
    browser = Client()
    browser.force_login(member.user)

    answers = [browser.post(address, values)["Location"] for _ in range(2)]

    assert answers == [f"/districts/{school.district_id}/schools/{school.pk}/"] * 2
    assert list(SchoolFact.objects.values_list("measure", "value", "version")) == [("enrollment", Decimal(312), 1)]


def test_school_facts_show_both_values_when_others_saved_first() -> None:
    fact = SchoolFactFactory.create(version=2)
    address = f"/districts/{fact.school.district_id}/schools/{fact.school_id}/years/2026/edit/"
    values = {"enrollment": "300", "base-enrollment": "310", "version-enrollment": "1", "version-teacher_fte": "0"}

    response = browser_in(fact.school.district).post(address, values)

    assert (response.status_code, SchoolFact.objects.get().value) == (409, Decimal(312))
