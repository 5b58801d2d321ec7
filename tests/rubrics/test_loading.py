"""Loading a rubric: what is new, what is updated, and what never changes."""

import dataclasses
import json
import threading

import pytest
from django.core.management import call_command
from django.db import connection

from plplanner.districts.models import AuditEntry
from plplanner.kit.rows import StaleRow
from rubrics.enums import EditionStatus
from rubrics.imports import Reading
from rubrics.instrument import Instrument, Polarity
from rubrics.instrument_json import instrument_to_json
from rubrics.models import RubricEdition
from rubrics.selectors.comparing import compare_instruments
from rubrics.services.loading import LoadPlan, LoadStatus, load_rubric, plan_load
from tests.factories import RubricEditionFactory, UserFactory
from tests.rubrics.instruments import CELLS, make_instrument, make_scored_instrument

OTHER_CELLS = {**CELLS, "1.2": {1: ("Tracks money, time and staff.",), 2: ("Tracks money.",), 3: ("Tracks nothing.",)}}


def load(instrument: Instrument, **options: object) -> LoadPlan:
    return load_rubric(reading=Reading(instrument=instrument), by=None, **options)  # type: ignore[arg-type]


def slugs() -> list[str]:
    return list(RubricEdition.objects.order_by("slug").values_list("slug", flat=True))


@pytest.mark.django_db
def test_a_new_rubric_becomes_a_draft() -> None:
    plan = load(make_instrument())

    edition = RubricEdition.objects.get()
    assert (plan.status, plan.slug, plan.is_published) == (LoadStatus.NEW, "small-1", False)
    assert edition.instrument == make_instrument()
    assert edition.status == EditionStatus.DRAFT


@pytest.mark.django_db
def test_loading_the_same_again_changes_nothing() -> None:
    load(make_instrument())
    before = RubricEdition.objects.values().get()

    plan = load(make_instrument())

    assert (plan.status, plan.differences) == (LoadStatus.UNCHANGED, ())
    assert RubricEdition.objects.values().get() == before
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_file_updates_the_draft() -> None:
    load(make_instrument())

    plan = load(make_instrument(cells=OTHER_CELLS))

    assert plan.status == LoadStatus.UPDATED
    assert [each.place for each in plan.differences] == ["1.2, level 1", "1.2, level 3"]
    assert RubricEdition.objects.get().instrument == make_instrument(cells=OTHER_CELLS)


@pytest.mark.django_db
def test_a_changed_file_leaves_a_published_edition_and_becomes_another() -> None:
    load(make_instrument(), publishes=True)

    plan = load(make_instrument(cells=OTHER_CELLS), publishes=True)
    again = load(make_instrument(cells=OTHER_CELLS))
    first = load(make_instrument())

    assert (plan.status, plan.slug, plan.is_published) == (LoadStatus.NEW, "small-1-2", True)
    assert (again.status, again.slug) == (LoadStatus.UNCHANGED, "small-1-2")
    assert (first.status, first.slug) == (LoadStatus.UNCHANGED, "small-1")
    assert slugs() == ["small-1", "small-1-2"]
    assert RubricEdition.objects.get(pk="small-1").instrument == make_instrument()
    assert "new-edition" in [each.code for each in plan.findings]


@pytest.mark.django_db
def test_a_draft_beside_a_published_edition_is_updated() -> None:
    load(make_instrument(), publishes=True)
    load(make_instrument(cells=OTHER_CELLS))

    plan = load(make_instrument(title="Another title"))

    assert (plan.status, plan.slug) == (LoadStatus.UPDATED, "small-1-2")
    assert slugs() == ["small-1", "small-1-2"]


@pytest.mark.django_db
def test_an_edition_of_another_name_is_compared_with_the_newest() -> None:
    RubricEditionFactory.create(instrument=make_instrument(slug="small-2025", edition="2025"))

    plan = plan_load(Reading(instrument=make_instrument(slug="small-2026")))

    assert (plan.status, plan.beside) == (LoadStatus.NEW, "small-2025")
    assert [(each.place, each.before, each.after) for each in plan.differences] == [("Edition", "2025", "2026")]
    assert slugs() == ["small-2025"]


@pytest.mark.django_db
def test_the_short_name_of_another_rubric_is_refused() -> None:
    load(make_instrument())

    plan = load(make_instrument(rubric="other"))

    assert (plan.status, [each.code for each in plan.findings]) == (LoadStatus.REFUSED, ["slug-taken"])
    assert slugs() == ["small-1"]


@pytest.mark.django_db
def test_an_unchanged_draft_can_be_published_by_loading_it() -> None:
    load(make_instrument())

    plan = load(make_instrument(), publishes=True)

    assert (plan.status, plan.is_published) == (LoadStatus.UNCHANGED, True)
    assert RubricEdition.objects.get().is_published


@pytest.mark.django_db
def test_a_load_is_recorded_with_who_did_it() -> None:
    person = UserFactory.create()

    load_rubric(reading=Reading(instrument=make_instrument()), by=person, publishes=True)

    entries = AuditEntry.objects.order_by("pk").values_list("actor_id", "action", "object_id")
    assert list(entries) == [(str(person.pk), "load", "small-1"), (str(person.pk), "publish", "small-1")]


@pytest.mark.django_db
def test_what_a_person_did_not_see_is_not_loaded() -> None:
    seen = plan_load(Reading(instrument=make_instrument())).fingerprint
    load(make_instrument(cells=OTHER_CELLS))

    with pytest.raises(StaleRow):
        load(make_instrument(), seen=seen)

    assert RubricEdition.objects.get().instrument == make_instrument(cells=OTHER_CELLS)


@pytest.mark.django_db(transaction=True)
def test_two_people_loading_the_same_at_once_make_one_edition() -> None:
    statuses: list[LoadStatus] = []

    def run() -> None:
        try:
            statuses.append(load(make_instrument()).status)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(statuses) == ["new", "unchanged", "unchanged", "unchanged"]
    assert slugs() == ["small-1"]


@pytest.mark.django_db
def test_a_fixture_is_loaded_by_django(tmp_path_factory: pytest.TempPathFactory) -> None:
    load(make_instrument(), publishes=True)
    path = tmp_path_factory.mktemp("fixtures") / "rubric.json"
    call_command("dumpdata", "rubrics.rubricedition", output=str(path))
    RubricEdition.objects.all().delete()

    call_command("loaddata", str(path), verbosity=0)

    assert RubricEdition.objects.get().instrument == make_instrument()


def test_everything_that_differs_is_named() -> None:
    older, scored = make_instrument(), make_scored_instrument()
    strand = dataclasses.replace(older.strands[0], title="Renamed", outcomes=older.strands[0].outcomes[:1])
    newer = dataclasses.replace(older, strands=(strand,), polarity=Polarity.HIGHEST, levels=scored.levels)

    differences = compare_instruments(older, newer)

    assert [(each.place, each.kind.value) for each in differences] == [
        ("Best level", "changed"),
        ("Level 1", "changed"),
        ("Level 2", "changed"),
        ("Level 3", "changed"),
        ("Strand 1", "changed"),
        ("1.2", "gone"),
        ("1.2, level 1", "gone"),
        ("1.2, level 2", "gone"),
    ]
    assert (differences[1].before, differences[1].after) == ("Level 1", "Beginning, scores 0–3")


@pytest.mark.parametrize("instrument", [make_instrument(), make_scored_instrument()], ids=["levels", "scores"])
def test_an_edition_does_not_differ_from_itself(instrument: Instrument) -> None:
    assert compare_instruments(instrument, dataclasses.replace(instrument, slug="another")) == ()
    assert json.dumps(instrument_to_json(instrument))
