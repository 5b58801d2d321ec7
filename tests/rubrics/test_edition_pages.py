"""Reading rubrics: the list, a whole one, what changes from level to level, and publishing one."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from plplanner.districts.models import AuditEntry
from rubrics.enums import EditionStatus
from rubrics.instrument import Level
from rubrics.models import RubricEdition
from rubrics.services.editions import publish_edition
from tests.districts.visitors import administrator, browser_of
from tests.factories import RubricEditionFactory, UserFactory
from tests.rubrics.instruments import make_instrument, make_scored_instrument

pytestmark = pytest.mark.django_db
LIST = "/rubrics/"
DRAFT: dict[str, Any] = {"status": EditionStatus.DRAFT, "published_at": None}


def reader() -> Client:
    return browser_of(UserFactory.create())


def create_edition(slug: str, *, days_ago: int = 0, **values: Any) -> RubricEdition:
    edition: RubricEdition = RubricEditionFactory.create(
        instrument=make_instrument(slug=slug, edition=slug), published_at=_ago(days_ago)
    )
    RubricEdition.objects.filter(pk=edition.pk).update(**values)
    return edition


def _ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def test_list_shows_each_rubric_with_its_editions_and_marks_the_newest() -> None:
    create_edition("older", days_ago=400)
    create_edition("newer")
    create_edition("drafted", **DRAFT)
    RubricEditionFactory.create(instrument=make_scored_instrument())

    rubrics = reader().get(LIST).context["rubrics"]

    found = [[(each.slug, each.is_newest) for each in editions] for editions in rubrics]
    assert found == [[("gear-1", False)], [("newer", True), ("older", False)]]


def test_the_day_of_publication_is_the_local_one() -> None:
    create_edition("newer", published_at=datetime.datetime(2026, 11, 15, 2, tzinfo=datetime.UTC))

    with timezone.override("America/Denver"):
        [[edition]] = reader().get(LIST).context["rubrics"]

    assert edition.published == "November 14, 2026"


def test_an_administrator_sees_drafts_as_such() -> None:
    create_edition("newer")
    create_edition("drafted", **DRAFT)

    (editions,) = browser_of(administrator()).get(LIST).context["rubrics"]

    assert [(each.slug, each.is_draft, each.is_newest) for each in editions] == [
        ("drafted", True, False),
        ("newer", False, True),
    ]


def test_list_without_rubrics_says_who_can_load_one() -> None:
    assert "No rubric is loaded" in reader().get(LIST).content.decode()


@pytest.mark.parametrize(
    ("instrument", "sentence"),
    [
        (make_instrument(slug="s"), "“Level 1” is the fullest practice, “Level 3” the least."),
        (make_scored_instrument(slug="s"), "“Living” is the fullest practice, “Beginning” the least."),
        (
            make_instrument(
                slug="s", levels=[Level(number=n, label=f"Step {n}", code=c) for n, c in ((1, "A"), (2, "B"), (3, "C"))]
            ),
            "“A: Step 1” is the fullest practice, “C: Step 3” the least.",
        ),
    ],
    ids=["lowest", "highest", "with codes"],
)
def test_edition_says_which_end_of_its_scale_is_best(instrument: object, sentence: str) -> None:
    RubricEditionFactory.create(instrument=instrument)

    assert reader().get(f"{LIST}s/").context["rubric"].which_end == sentence


def test_edition_shows_every_statement_from_the_best_level_on_and_what_is_blank() -> None:
    create_edition("s")

    page = reader().get(f"{LIST}s/")

    (strand,) = page.context["rubric"].strands
    shown = [[(level.name, level.indicators) for level in outcome.levels] for outcome in strand.outcomes]
    assert shown == [
        [
            ("Level 1", ("Plans, with staff and leaders, the use of time.", "Reviews the plan each year.")),
            ("Level 2", ("Plans, with staff, the use of time.", "Reviews the plan each year.")),
            ("Level 3", ("Plans nothing.",)),
        ],
        [("Level 1", ("Tracks money and time.",)), ("Level 2", ("Tracks money.",)), ("Level 3", ())],
    ]
    assert page.content.decode().count("Left blank: nobody can choose it here.") == 1


def test_stages_without_a_description_are_named_once_for_all() -> None:
    RubricEditionFactory.create(instrument=make_scored_instrument(slug="s"))

    rubric = reader().get(f"{LIST}s/").context["rubric"]

    assert rubric.undescribed == (
        "Named only, without a description: Beginning, Building. The score says which one it is."
    )
    assert [[level.name for level in each.levels] for each in rubric.strands[0].outcomes] == [["Living"], ["Living"]]


@pytest.mark.parametrize("address", ["", "print/", "changes/1.1/"])
@pytest.mark.parametrize(("may_be_shared", "says_so"), [(False, True), (True, False)], ids=["licensed", "open"])
def test_every_page_of_an_edition_credits_it_and_says_if_its_text_is_licensed(
    address: str, may_be_shared: bool, says_so: bool
) -> None:
    RubricEditionFactory.create(instrument=make_instrument(slug="s", may_be_shared=may_be_shared))

    page = reader().get(f"{LIST}s/{address}").content.decode()

    assert "Made for tests." in page
    assert "License: CC BY 4.0." in page
    assert ("Licensed text." in page) is says_so


def test_an_older_edition_leads_to_the_newest_one() -> None:
    create_edition("older", days_ago=400)
    newest = create_edition("newer")

    pages = {slug: reader().get(f"{LIST}{slug}/").context["newer"] for slug in ("older", "newer")}

    assert pages == {"older": newest, "newer": None}


def test_changes_mark_what_each_level_asks_beyond_the_weaker_one() -> None:
    create_edition("s")

    first, second = reader().get(f"{LIST}s/changes/1.1/").context["steps"]

    assert (first.worse, first.better, second.worse, second.better) == ("Level 3", "Level 2", "Level 2", "Level 1")
    assert [each.is_added for each in first.changes] == [True, True]
    assert first.dropped == ("Plans nothing.",)
    strengthened, kept = second.changes
    assert [run.text.strip() for run in strengthened.runs if run.differs] == ["staff and leaders,"]
    assert (strengthened.before, kept.is_added or kept.is_strengthened) == (
        "Plans, with staff, the use of time.",
        False,
    )


@pytest.mark.parametrize("address", ["nothing/", "s/changes/9.9/", "drafted/", "drafted/print/", "drafted/publish/"])
def test_what_there_is_not_for_the_reader_is_not_found(address: str) -> None:
    create_edition("s")
    create_edition("drafted", **DRAFT)

    assert reader().get(LIST + address).status_code == 404


def test_an_administrator_publishes_a_draft_once() -> None:
    create_edition("drafted", **DRAFT)
    browser = browser_of(administrator())

    pages = [browser.post(f"{LIST}drafted/publish/") for _ in range(2)]

    assert [page.headers["Location"] for page in pages] == [f"{LIST}drafted/"] * 2
    assert RubricEdition.objects.get().is_published
    assert AuditEntry.objects.filter(action="publish").count() == 1


def test_an_edition_that_makes_no_sense_stays_a_draft() -> None:
    instrument = make_instrument(levels=[Level(number=1, label="One"), Level(number=2, label="Two")])
    edition = RubricEditionFactory.create(instrument=instrument, **DRAFT)

    with pytest.raises(ValidationError, match="has 3 to 10 levels"):
        publish_edition(edition=edition, by=None)

    assert not RubricEdition.objects.get().is_published


@pytest.mark.parametrize(
    ("kind", "start"), [("json", b"{"), ("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK")]
)
def test_a_rubric_is_taken_away_as_a_file(kind: str, start: bytes) -> None:
    create_edition("s")

    answer = reader().get(f"{LIST}s/download/", {"format": kind})

    assert answer.content.startswith(start)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="s.{kind}"'


def test_a_kind_of_file_that_there_is_not_is_refused_with_a_sentence() -> None:
    create_edition("s")

    page = reader().get(f"{LIST}s/download/", {"format": "none"})

    assert page.status_code == 400
    assert page.context["form"].errors == {"format": ["Choose one of the kinds of file on this page."]}
