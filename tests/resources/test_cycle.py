"""The delivery cycle: windows by phase, what is late in words, and handoffs that the other team accepts."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plplanner.districts.models import AuditEntry, District, User
from plplanner.kit.timeline import Heading, Mark, Months, Row, Shape, Span, timeline
from resources.calculations.cycle import days_late, late_in_words, window_of
from resources.models import Handoff, Milestone, WorkingTeam
from resources.selectors.cycle import cycle_board
from resources.selectors.cycle_timeline import cycle_timeline
from resources.services.cycle import accept_handoff, reopen_handoff
from tests.factories import (
    HandoffFactory,
    MilestoneFactory,
    PathwayFactory,
    WorkingTeamFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025
TODAY = datetime.date(2025, 10, 10)


@pytest.mark.parametrize(
    ("phase", "window"),
    [
        ("planning", ("2025-01-01", "2025-06-30")),
        ("delivery", ("2025-07-01", "2026-05-31")),
        ("coaching", ("2025-09-01", "2026-05-31")),
        ("evaluation", ("2025-07-01", "2026-06-30")),
        ("", None),
    ],
)
def test_a_team_gets_the_window_of_its_phase(
    phase: str, window: tuple[str, str] | None, client: Client, district: District
) -> None:
    url = reverse("resources:working-team-add", args=[district.pk, YEAR])
    new_id = uuid4()

    answers = [client.post(url, {"new_id": new_id, "phase": phase})["Location"] for _ in range(2)]

    assert answers == [reverse("resources:working-team-edit", args=[new_id])] * 2
    team = WorkingTeam.objects.get()
    shown = (str(team.starts_on), str(team.ends_on)) if team.starts_on else None
    assert (team.phase, shown) == (phase, window)
    assert window_of(phase, YEAR) == ((team.starts_on, team.ends_on) if window else None)


def test_four_teams_are_set_up_once_and_only_where_there_is_none(client: Client, district: District) -> None:
    WorkingTeamFactory.create(district=district, phase="coaching", name="Our coaches")
    url = reverse("resources:cycle-set-up", args=[district.pk, YEAR])
    new_id = uuid4()

    for post in (new_id, new_id, uuid4(), "nonsense"):
        client.post(url, {"new_id": post})

    assert sorted(WorkingTeam.objects.values_list("phase", "name")) == [
        ("coaching", "Our coaches"),
        ("delivery", "Delivery team"),
        ("evaluation", "Evaluation team"),
        ("planning", "Planning team"),
    ]


@pytest.mark.parametrize(
    ("due", "done", "words"),
    [
        (None, None, ""),
        ("2025-10-10", None, ""),
        ("2025-10-09", None, "1 day late"),
        ("2025-10-01", None, "9 days late"),
        ("2022-10-10", None, "1,096 days late"),
        ("2025-10-01", "2025-10-01", ""),
        ("2025-10-01", "2025-10-03", "2 days late"),
    ],
)
def test_late_is_said_in_words(due: str | None, done: str | None, words: str) -> None:
    day = datetime.date.fromisoformat

    days = days_late(day(due) if due else None, done=day(done) if done else None, today=TODAY)

    assert late_in_words(days) == words


def test_the_board_puts_what_is_due_first_on_top_and_counts_what_is_late(district: District) -> None:
    team = WorkingTeamFactory.create(district=district, phase="delivery")
    MilestoneFactory.create(district=district, title="No date", due_on=None)
    MilestoneFactory.create(district=district, title="Late", due_on=datetime.date(2025, 10, 1))
    MilestoneFactory.create(district=district, title="Reached", done_on=datetime.date(2025, 10, 4))
    HandoffFactory.create(district=district, from_team=team, what="Dates", due_on=datetime.date(2025, 10, 9))

    board = cycle_board(district, YEAR, today=TODAY)

    planning, delivery = board.columns[:2]
    assert [(card.title, card.due, card.late) for card in planning.milestones] == [
        ("Late", "Due Oct 1, 2025", "9 days late"),
        ("No date", "No date yet", ""),
    ]
    assert [card.done for card in planning.reached] == ["Reached Oct 4, 2025, 3 days late"]
    assert [(card.title, card.who, card.late) for card in delivery.handoffs] == [
        ("Dates", f"{team} to no team chosen", "1 day late")
    ]
    assert board.late == "2 milestones or handoffs are late."


def test_what_has_no_phase_stands_in_a_column_of_its_own(district: District) -> None:
    MilestoneFactory.create(district=district, phase="")
    MilestoneFactory.create(district=district, school_year=YEAR + 1)

    board = cycle_board(district, YEAR, today=TODAY)

    assert [column.label for column in board.columns] == [
        "Planning",
        "Delivery",
        "Coaching",
        "Evaluation",
        "Phase not chosen",
    ]
    assert not board.columns[0].milestones


def test_the_address_narrows_the_board_to_a_pathway(client: Client, district: District) -> None:
    reading = PathwayFactory.create(district=district)
    MilestoneFactory.create(district=district, title="Of reading", pathway=reading)
    MilestoneFactory.create(district=district, title="Of all")
    url = reverse("resources:cycle-board", args=[district.pk, YEAR])

    def shown(pathway: object) -> list[str]:
        board = client.get(url, {"pathway": str(pathway)}).context["board"]
        return [card.title for column in board.columns for card in column.milestones]

    assert shown(reading.pk) == ["Of reading"]
    assert shown("") == ["Of reading", "Of all"]
    assert shown(PathwayFactory.create().pk) == ["Of reading", "Of all"]


def test_a_handoff_is_accepted_once_with_name_and_time(client: Client, user: User, district: District) -> None:
    handoff = HandoffFactory.create(district=district)
    url = reverse("resources:handoff-accept", args=[handoff.pk])
    before = timezone.now()

    client.post(url)
    first = Handoff.objects.get().accepted_at
    client.post(url)

    saved = Handoff.objects.get()
    assert first is not None
    assert first >= before
    assert (saved.accepted_at, saved.accepted_by, saved.accepted_by_name) == (first, user, str(user))
    assert list(AuditEntry.objects.values_list("action", "actor_id")) == [("accept", str(user.pk))]


def test_not_accepted_after_all_keeps_who_had_accepted(user: User, district: District) -> None:
    handoff = accept_handoff(HandoffFactory.create(district=district), by=user)

    for _ in range(2):
        reopen_handoff(handoff, by=user)

    saved = Handoff.objects.get()
    assert (saved.accepted_at, saved.accepted_by, saved.accepted_by_name) == (None, None, "")
    entry = AuditEntry.objects.get(action="reopen")
    assert entry.detail["before"]["accepted_by"] == str(user)


def test_a_removed_handoff_is_not_accepted(client: Client, district: District) -> None:
    handoff = HandoffFactory.create(district=district, removed_at=timezone.now())

    answer = client.post(reverse("resources:handoff-accept", args=[handoff.pk]), follow=True)

    assert [str(each) for each in answer.context["messages"]] == ["This handoff was removed. Bring it back first."]
    assert Handoff.objects.get().accepted_at is None


def test_a_new_handoff_goes_to_the_team_of_the_next_phase(client: Client, district: District) -> None:
    planning, delivery = (WorkingTeamFactory.create(district=district, phase=each) for each in ("planning", "delivery"))

    client.post(
        reverse("resources:handoff-add", args=[district.pk, YEAR]), {"new_id": uuid4(), "phase": planning.phase}
    )

    handoff = Handoff.objects.get()
    assert (handoff.from_team, handoff.to_team) == (planning, delivery)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({}, []),
        ({"what": "x" * 301}, ["what"]),
        ({"due_on": "tomorrow"}, ["due_on"]),
        ({"to_team": "same"}, ["to_team"]),
        ({"to_team": "theirs"}, ["to_team"]),
        ({"pathway": "theirs"}, ["pathway"]),
    ],
)
def test_a_handoff_is_saved_or_says_what_is_wrong(
    changed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    teams = [WorkingTeamFactory.create(district=district) for _ in range(2)]
    row = HandoffFactory.create(district=district, from_team=teams[0])
    ids = {"same": teams[0].pk, "theirs": WorkingTeamFactory.create().pk}
    typed = {"what": "=1+1 <b>", "from_team": teams[0].pk, "to_team": teams[1].pk, "due_on": "2025-11-01"}
    posted = {**typed, **{name: ids.get(text, text) for name, text in changed.items()}, "version": 1, "base": "{}"}

    answer = client.post(reverse("resources:handoff-edit", args=[row.pk]), posted)

    if wrong:
        assert list(answer.context["form"].errors) == wrong
    saved = Handoff.objects.get(pk=row.pk)
    assert saved.what == (row.what if wrong else "=1+1 <b>")


def test_what_was_late_when_it_was_reached_stays_in_the_timeline(district: District) -> None:
    WorkingTeamFactory.create(district=district, name="Team", starts_on=TODAY, ends_on=TODAY)
    MilestoneFactory.create(district=district, title="Far off", due_on=datetime.date(9999, 12, 31))
    HandoffFactory.create(district=district, what="<Dates>", due_on=None)

    drawn = cycle_timeline(district, YEAR, today=TODAY)

    assert [(row.kind, row.title, row.when, row.state) for row in drawn.rows] == [
        ("Team", "Team", "Oct 10, 2025", ""),
        ("Milestone", "Far off", "Due Dec 31, 9999", "Open"),
        ("Handoff", "<Dates>", "No date yet", "Open"),
    ]
    assert "<Dates>" not in drawn.chart


def test_a_timeline_names_its_months_and_keeps_far_days_at_its_edge() -> None:
    months = Months.around(datetime.date(2025, 11, 20), datetime.date(2026, 2, 2))
    rows: list[Row] = [
        Heading(label="Planning & more"),
        Span(label="Team", first=None, last=datetime.date(2030, 1, 1)),
        Mark(label="Day", day=datetime.date(2026, 1, 1), shape=Shape.DIAMOND, is_done=False),
    ]

    drawn = timeline(rows, months=months, id="it", title="Title", description="Words")

    assert (months.first, months.last) == (datetime.date(2025, 11, 1), datetime.date(2026, 2, 28))
    assert [day.month for day in months.beginnings] == [11, 12, 1, 2]
    assert "Planning &amp; more" in drawn
    assert '<rect class="chart-mark" x="250" y="78" width="700" height="16"/>' in drawn


def test_a_milestone_without_a_title_is_refused(client: Client, district: District) -> None:
    row = MilestoneFactory.create(district=district)

    answer = client.post(reverse("resources:milestone-edit", args=[row.pk]), {"version": 1, "base": "{}", "title": ""})

    assert answer.context["form"].errors["title"] == ["Enter what has to be reached."]
    assert Milestone.objects.get().title == row.title
