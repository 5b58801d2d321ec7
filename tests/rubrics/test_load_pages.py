"""The administrator's page: choose a file or paste a text, look, confirm."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import User
from rubrics.exports.json_file import write_json
from rubrics.imports import Known, read_rubric
from rubrics.imports.reading import LARGEST_FILE
from rubrics.instrument import Polarity
from rubrics.models import RubricEdition
from tests.factories import RubricEditionFactory, UserFactory
from tests.rubrics.instruments import CELLS, make_instrument
from tests.rubrics.texts import CUT_OFF, WHOLE

pytestmark = pytest.mark.django_db

LOAD = "/rubrics/load/"
OTHER_CELLS = {**CELLS, "1.2": {1: ("Tracks money, time and staff.",), 2: ("Tracks money.",)}}


@pytest.fixture
def administrator() -> User:
    return UserFactory.create(is_superuser=True)


@pytest.fixture
def page(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def choose(page: Client, content: bytes, name: str = "rubric.json") -> str:
    """Upload a file and return the address of its preview."""
    answer = page.post(LOAD, {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def seen(page: Client, address: str) -> str:
    return str(page.get(address).context["form"].initial["seen"])


def test_a_file_is_looked_at_and_then_loaded(page: Client) -> None:
    address = choose(page, write_json(make_instrument()))
    preview = page.get(address)

    assert not RubricEdition.objects.exists()
    assert [row.counts for row in preview.context["counts"]] == [("2", "2", "1"), ("1", "1", "–")]

    answer = page.post(address, {"seen": seen(page, address)})

    assert answer["Location"] == reverse("rubrics:edition-detail", args=["small-1"])
    assert RubricEdition.objects.get().instrument == make_instrument()


def test_an_edition_is_published_if_that_is_ticked(page: Client) -> None:
    address = choose(page, write_json(make_instrument()))

    page.post(address, {"seen": seen(page, address), "publishes": "on"})

    assert RubricEdition.objects.get().is_published


def test_a_pasted_text_is_read_and_asks_which_level_is_best(page: Client) -> None:
    answer = page.post(LOAD, {"text": WHOLE})
    address = answer["Location"]

    asked = page.get(address)
    told = page.get(address, {"polarity": "highest"})

    assert asked.context["polarity_form"] is not None
    assert asked.context["instrument"] is None
    assert told.context["polarity_form"] is None
    assert told.context["instrument"].polarity == Polarity.HIGHEST


def test_the_chosen_end_holds_until_it_is_loaded(page: Client) -> None:
    address = f"{page.post(LOAD, {'text': WHOLE})['Location']}?polarity=highest"

    page.post(address, {"seen": seen(page, address)})

    assert RubricEdition.objects.get().instrument.polarity == Polarity.HIGHEST


def test_no_choice_of_the_best_level_is_an_error(page: Client) -> None:
    address = page.post(LOAD, {"text": WHOLE})["Location"]

    answer = page.get(f"{address}?polarity=")

    assert answer.context["polarity_form"].errors == {"polarity": ["Choose which level is the fullest practice."]}


def test_differences_are_shown_cell_by_cell(page: Client) -> None:
    RubricEditionFactory.create(instrument=make_instrument())

    preview = page.get(choose(page, write_json(make_instrument(cells=OTHER_CELLS))))

    line = preview.context["differences"][0]
    assert [each.place for each in preview.context["differences"]] == ["1.2, level 1"]
    assert [run.text for run in line.after if run.differs] == ["money, time", "staff."]
    assert preview.context["plan"].slug == "small-1-2"


def test_the_same_again_offers_nothing_to_load(page: Client) -> None:
    RubricEditionFactory.create(instrument=make_instrument())

    preview = page.get(choose(page, write_json(make_instrument())))

    assert preview.context["is_unchanged"]
    assert "Load the rubric" not in preview.content.decode()


def test_what_could_not_be_read_is_shown_with_its_place(page: Client) -> None:
    address = page.post(LOAD, {"text": CUT_OFF})["Location"] + "?polarity=lowest"

    preview = page.get(address)
    page.post(address, {"seen": preview.context["form"].initial["seen"]})

    first = preview.context["findings"][0]
    assert (first.where, first.label) == ("line 18", "Correct this")
    assert not RubricEdition.objects.exists()


def test_hostile_words_are_shown_as_text(page: Client) -> None:
    cells = {"1.1": {1: ("<script>alert(1)</script>",)}}
    RubricEditionFactory.create(instrument=make_instrument())

    preview = page.get(choose(page, write_json(make_instrument(cells=cells, title="<b>Bold</b>"))))

    assert "<script>alert" not in preview.content.decode()
    assert "<b>Bold" not in preview.content.decode()


def test_what_changed_after_the_preview_is_shown_again(page: Client) -> None:
    address = choose(page, write_json(make_instrument(cells=OTHER_CELLS)))
    before = seen(page, address)
    RubricEditionFactory.create(instrument=make_instrument())

    answer = page.post(address, {"seen": before})

    assert answer.status_code == 200
    assert [str(each) for each in answer.context["messages"]] == [
        "Somebody else loaded or published an edition meanwhile. Look at the changes again, then load it."
    ]
    assert RubricEdition.objects.count() == 1


def test_confirming_twice_loads_once(page: Client) -> None:
    address = choose(page, write_json(make_instrument()))
    form = {"seen": seen(page, address)}

    page.post(address, form)
    again = page.post(address, form)

    assert again["Location"] == LOAD
    assert RubricEdition.objects.count() == 1


def test_a_file_of_somebody_else_is_not_found(page: Client) -> None:
    address = choose(page, write_json(make_instrument()))
    page.force_login(UserFactory.create(is_superuser=True))

    assert page.get(address).status_code == 404
    assert page.get(f"{LOAD}{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("posted", "field", "sentence"),
    [
        ({}, "file", "Choose the file with the rubric, or paste its text."),
        ({"text": "  \n"}, "file", "Choose the file with the rubric, or paste its text."),
        ({"text": "x" * (LARGEST_FILE + 1)}, "text", "The text is larger than 2 MB, which no rubric is. Paste less."),
    ],
    ids=["nothing", "blanks", "huge"],
)
def test_a_form_without_a_rubric_says_what_to_do(
    page: Client, posted: dict[str, str], field: str, sentence: str
) -> None:
    answer = page.post(LOAD, posted)

    assert answer.context["form"].errors == {field: [sentence]}


def test_a_file_and_a_text_are_one_too_many(page: Client) -> None:
    answer = page.post(LOAD, {"file": SimpleUploadedFile("a.txt", b"a"), "text": "b"})

    assert answer.context["form"].errors == {"text": ["Choose a file or paste a text, not both. Empty one of them."]}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_template_can_be_loaded_as_it_is(page: Client, kind: str) -> None:
    answer = page.get(reverse("rubrics:template-download", args=[kind]))

    assert f".{kind}" in answer["Content-Disposition"]
    reading = read_rubric(answer.content, name="x", file_format=None, polarity=None, known=Known())
    assert reading.instrument is not None
    assert reading.findings == ()


def test_there_is_no_template_of_another_format(page: Client) -> None:
    assert page.get(reverse("rubrics:template-download", args=["docx"])).status_code == 404
