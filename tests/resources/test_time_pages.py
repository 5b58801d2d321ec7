"""Time: hours of a teacher by school, the work year, team time from schedule models."""

import json
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District, School, User
from plplanner.kit.editing import Edit, EditConflict, texts_of
from resources.models import ScheduleModel, TeamTime, WorkYear
from resources.selectors.time import time_year
from resources.services.time import save_work_year, work_year_to_edit, work_year_values
from tests.districts.rows import MISSING_ID
from tests.factories import (
    CalendarEntryFactory,
    ScheduleModelFactory,
    SchoolFactory,
    TeamTimeFactory,
    WorkYearFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def school(district: District) -> School:
    return SchoolFactory.create(district=district, name="North")


def test_hours_of_a_teacher_add_up_by_school(district: District, school: School) -> None:
    CalendarEntryFactory.create(district=district, kind="contract_day", hours=Decimal("6.5"))
    CalendarEntryFactory.create(district=district, kind="session", hours=Decimal(3), school=school)
    CalendarEntryFactory.create(district=district, school_year=YEAR + 1, hours=Decimal(99))
    TeamTimeFactory.create(district=district, school=school)
    TeamTimeFactory.create(district=district, school=school, group="Grade 3", minutes=None)
    WorkYearFactory.create(district=district, contract_days=180, hours_per_day=Decimal("7.5"))

    time = time_year(district, YEAR)

    # 45 minutes × 2 × 36 weeks are 54 hours; 6.5 + 3 + 54 = 63.5 of 180 × 7.5 = 1,350 hours are 4.7 %.
    everyone, north = time.hours
    assert (everyone.name, everyone.total) == ("All schools", "6.50")
    assert (north.name, north.sessions, north.team_time, north.total, north.share) == (
        *("North", "3.00", "54.00", "63.50"),
        "4.7%",
    )
    assert (time.unknown, [line.group for line in time.group_hours]) == (1, ["Grade 3"])


def test_a_schedule_model_begins_team_time_once(client: Client, district: District) -> None:
    model = ScheduleModelFactory.create(minutes=75, meetings=1)
    url = reverse("resources:team-time-add", args=[district.pk, YEAR])
    post = {"new_id": uuid4(), "schedule_model": model.pk}

    answers = [client.post(url, post)["Location"] for _ in range(2)]

    row = TeamTime.objects.get()
    assert answers == [reverse("resources:team-time-edit", args=[row.pk])] * 2
    assert (row.schedule_model, row.minutes, row.meetings, row.weeks) == (model, 75, 1, None)


@pytest.mark.parametrize("post", [{}, {"new_id": "x"}, {"new_id": str(MISSING_ID), "schedule_model": "no-such-model"}])
def test_a_post_without_sense_adds_no_team_time(post: dict[str, str], client: Client, district: District) -> None:
    answer = client.post(reverse("resources:team-time-add", args=[district.pk, YEAR]), post)

    assert answer["Location"] == reverse("resources:time-overview", args=[district.pk, YEAR])
    assert TeamTime.objects.count() == 0


def test_the_work_year_is_made_by_its_first_save(client: Client, district: District) -> None:
    url = reverse("resources:work-year-edit", args=[district.pk, YEAR])
    shown = client.get(url).context["form"]
    rows_before = WorkYear.objects.count()
    post = {"version": shown["version"].value(), "base": shown["base"].value(), "contract_days": "187"}
    post |= {"hours_per_day": "7.5", "calendar_groups": ["staff", "leaders"], "calendar_made_by": "A committee"}

    answers = [client.post(url, post).status_code for _ in range(2)]

    row = WorkYear.objects.get()
    assert (rows_before, answers) == (0, [302, 302])
    assert (row.contract_days, row.hours_per_day, row.calendar_groups) == (187, Decimal("7.50"), ["staff", "leaders"])


def test_two_people_who_begin_the_work_year_at_once_meet(district: District, user: User) -> None:
    mine, theirs = (work_year_to_edit(district, YEAR) for _ in range(2))
    blank = work_year_values(mine)

    save_work_year(mine, Edit(version=1, base=texts_of(blank), values=blank | {"contract_days": 187}), user)
    late = Edit(version=1, base=texts_of(blank), values=blank | {"contract_days": 190})

    with pytest.raises(EditConflict):
        save_work_year(theirs, late, user)

    assert [row.contract_days for row in WorkYear.objects.all()] == [187]


@pytest.mark.parametrize(
    ("name", "text"),
    [("contract_days", "367"), ("contract_days", "1.5"), ("hours_per_day", "25"), ("hours_per_day", "-1")],
)
def test_an_impossible_work_year_is_refused_and_kept(name: str, text: str, client: Client, district: District) -> None:
    url = reverse("resources:work-year-edit", args=[district.pk, YEAR])

    answer = client.post(url, {"version": 1, "base": "{}", name: text})

    assert (list(answer.context["form"].errors), answer.context["form"][name].value()) == ([name], text)
    assert WorkYear.objects.count() == 0


def test_another_districts_school_has_no_team_time_here(client: Client, district: District) -> None:
    row = TeamTimeFactory.create(district=district)
    post = {"version": 1, "base": "{}", "school": SchoolFactory.create().pk, "minutes": "1,441", "meetings": "51"}

    answer = client.post(reverse("resources:team-time-edit", args=[row.pk]), post)

    assert sorted(answer.context["form"].errors) == ["meetings", "minutes", "school"]


def test_shipped_schedule_models_load_twice_as_once() -> None:
    path = Path(settings.BASE_DIR, "fixtures", "resources_schedule_models.json")

    for _ in range(2):
        call_command("loaddata", path, verbosity=0)

    models = ScheduleModel.objects.all()
    assert len(models) == len(json.loads(path.read_text(encoding="utf-8"))) >= 8
    assert [model.pk for model in models if not (model.summary and model.gives and model.needs and model.watch)] == []
