"""Template editions over HTTP: read, loaded, moved to."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from plans.edition import SectionKind
from plans.models import Plan, TemplateEdition
from plplanner.districts.enums import Role
from tests.districts.visitors import administrator, browser_in, browser_of
from tests.factories import DistrictFactory, PlanFactory, SectionFactory, TemplateEditionFactory
from tests.plans.whole import create_whole_plan

pytestmark = pytest.mark.django_db

NEWER: dict[str, Any] = json.loads(
    Path(settings.BASE_DIR, "tests", "plans", "data", "plan_template_newer.json").read_text(encoding="utf-8")
)
LIST, LOAD = "/plan-templates/", "/plan-templates/file/load/"


def upload(browser: Client, content: bytes) -> Any:
    return browser.post(LOAD, {"file": SimpleUploadedFile("edition.json", content)})


@pytest.mark.parametrize("made_up", [{"title": "A\x00b"}, {"title": "A\ud800b"}, {"\ud800": 1}, {"source": "\x1f"}])
@pytest.mark.parametrize("is_upload", [True, False])
def test_edition_with_a_character_nothing_can_keep_is_refused(made_up: dict[str, Any], is_upload: bool) -> None:
    content = json.dumps({**NEWER, **made_up})
    browser = browser_of(administrator())

    page = upload(browser, content.encode()) if is_upload else browser.post(LOAD, {"content": content})

    assert page.status_code == 200
    assert "holds a character that cannot be kept" in page.content.decode()
    assert not TemplateEdition.objects.exists()


def test_list_shows_editions_newest_first_to_anybody_signed_in() -> None:
    TemplateEditionFactory.create()
    TemplateEditionFactory.create(content=NEWER)

    page = browser_in(DistrictFactory.create(), Role.VIEWER).get(LIST)

    assert [each.slug for each in page.context["editions"]] == [NEWER["slug"], "district-plan-2026"]
    assert LOAD not in page.content.decode()


def test_edition_shows_its_questions_with_guidance() -> None:
    TemplateEditionFactory.create(content=NEWER)

    sections = browser_in(DistrictFactory.create()).get(f"{LIST}{NEWER['slug']}/").context["sections"]

    assert [each.title for each in sections] == [each["title"] for each in NEWER["sections"]]
    assert sections[0].fields[0].guidance == NEWER["sections"][0]["fields"][0]["guidance"]


@pytest.mark.parametrize("slug", ["load", "file"])
def test_edition_is_found_whatever_its_slug(slug: str) -> None:
    TemplateEditionFactory.create(content={**NEWER, "slug": slug})

    assert browser_in(DistrictFactory.create()).get(f"{LIST}{slug}/").context["edition"].pk == slug


def test_unknown_edition_is_not_found() -> None:
    assert browser_in(DistrictFactory.create()).get(f"{LIST}no-such-edition/").status_code == 404


def test_file_is_shown_before_it_is_loaded() -> None:
    browser = browser_of(administrator())

    preview = upload(browser, json.dumps(NEWER).encode())
    assert (preview.context["layout"].slug, TemplateEdition.objects.count()) == (NEWER["slug"], 0)
    answer = browser.post(LOAD, {"content": preview.context["form"].initial["content"]})

    assert answer.headers["Location"] == f"{LIST}{NEWER['slug']}/"
    assert TemplateEdition.objects.get().content == NEWER


def test_loading_twice_is_harmless() -> None:
    browser = browser_of(administrator())

    for _ in range(2):
        browser.post(LOAD, {"content": json.dumps(NEWER)})

    assert TemplateEdition.objects.count() == 1


FAULTY_SECTION = {**NEWER, "sections": [*NEWER["sections"][:1], {**NEWER["sections"][1], "kind": "poem"}]}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty. Choose another."),
        (b"PK\x03\x04\xff", "The file is not JSON in UTF-8. Export it again, or choose another."),
        (b"[" * 100_000, "The file is nested too deeply. Export it again, or choose another."),
        (b"[]", "The file does not describe an edition. The file must be an object with named values."),
        (
            json.dumps(FAULTY_SECTION).encode(),
            f"The file does not describe an edition. sections[1].kind: Write one of {', '.join(SectionKind)}.",
        ),
        (b" " * 2_000_001, "The file is larger than 2 MB, which no edition is. Choose another."),
    ],
)
def test_faulty_file_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    page = upload(browser_of(administrator()), content)

    assert page.context["form"].errors == {"file": [sentence]}
    assert not TemplateEdition.objects.exists()


@pytest.mark.parametrize("content", ["", "{}", "nonsense", json.dumps({**NEWER, "slug": "district-plan-2026"})])
def test_forged_content_is_refused(content: str) -> None:
    TemplateEditionFactory.create()

    page = browser_of(administrator()).post(LOAD, {"content": content})

    assert page.status_code == 200
    assert len(page.context["problems"]) == 1
    assert TemplateEdition.objects.count() == 1


def test_only_administrators_load_editions() -> None:
    browser = browser_in(DistrictFactory.create())

    assert browser.get(LOAD).status_code == 403
    assert browser.post(LOAD, {"content": json.dumps(NEWER)}).status_code == 403
    assert browser.put(LIST).status_code == 405
    assert not TemplateEdition.objects.exists()


def address(plan: Plan) -> str:
    return reverse("plans:plan-edition", args=[plan.pk])


def move_post(browser: Client, plan: Plan) -> dict[str, Any]:
    form = browser.get(address(plan)).context["form"]
    return {name: form[name].value() for name in form.fields}


def test_newer_edition_is_offered_with_what_it_changes() -> None:
    plan = create_whole_plan()
    TemplateEditionFactory.create(content=NEWER)

    page = browser_in(plan.district).get(address(plan))

    assert page.context["newest"].pk == NEWER["slug"]
    assert page.context["changes"].added == ("Who We Are: Partnerships",)
    assert "No longer asked; your answers are kept" in page.content.decode()


def test_check_page_offers_a_newer_edition_to_writers_only() -> None:
    plan = create_whole_plan()
    check = reverse("plans:plan-check", args=[plan.pk])
    before = browser_in(plan.district).get(check).context["offers_newer_edition"]

    TemplateEditionFactory.create(content=NEWER)

    roles = (Role.DIRECTOR, Role.LEADER)
    after = [browser_in(plan.district, role).get(check).context["offers_newer_edition"] for role in roles]
    assert (before, after) == (False, [True, False])


def test_plan_is_moved_and_lists_what_it_keeps() -> None:
    plan = create_whole_plan()
    TemplateEditionFactory.create(content=NEWER)
    browser = browser_in(plan.district, Role.EDITOR)
    post = move_post(browser, plan)

    answers = [browser.post(address(plan), post) for _ in range(2)]

    plan.refresh_from_db()
    assert [each.headers["Location"] for each in answers] == [address(plan)] * 2
    assert (plan.edition_id, plan.version) == (NEWER["slug"], 2)
    assert [each.label for each in browser.get(address(plan)).context["kept"]] == ["Any additional information"]


def test_plan_that_changed_meanwhile_is_not_moved() -> None:
    plan = create_whole_plan()
    TemplateEditionFactory.create(content=NEWER)
    browser = browser_in(plan.district)
    post = move_post(browser, plan)
    Plan.objects.update(version=2)

    answer = browser.post(address(plan), post, follow=True)

    plan.refresh_from_db()
    assert plan.edition_id == "district-plan-2026"
    assert [str(each) for each in answer.context["messages"]] == [
        "Somebody changed the plan meanwhile. Look at the changes again, then move it."
    ]


def test_plan_in_the_newest_edition_says_so() -> None:
    plan = PlanFactory.create()
    SectionFactory.create(plan=plan, key="old", answers={"partners": "A college"})

    page = browser_in(plan.district, Role.LEADER).get(address(plan))

    assert page.context["newest"] is None
    assert [each.value for each in page.context["kept"]] == ["A college"]


def test_moving_is_for_writers_of_the_district() -> None:
    plan = create_whole_plan()

    assert browser_in(plan.district, Role.LEADER).post(address(plan)).status_code == 403
    assert browser_in(DistrictFactory.create()).get(address(plan)).status_code == 404
    assert browser_in(plan.district).put(address(plan)).status_code == 405
