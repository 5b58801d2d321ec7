"""Providers: judged by criteria as they read then, approved until a day, contracted and followed."""

import datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District
from resources.models import Contract, ContractProgress, ProviderCriterion, ProviderReview
from resources.selectors.providers import contract_lines, provider_detail, provider_list
from resources.services.providers import judged_in
from tests.factories import (
    ContractFactory,
    ContractProgressFactory,
    LedgerLineFactory,
    MembershipFactory,
    ProviderCriterionFactory,
    ProviderFactory,
    ProviderReviewFactory,
)

pytestmark = pytest.mark.django_db
YEAR = 2025
TODAY = datetime.date(2025, 10, 10)
DAY = datetime.date(2025, 9, 1)


@pytest.fixture
def client(district: District) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(district=district, role=Role.EDITOR).user)
    return client


@pytest.mark.parametrize(
    ("decision", "until", "label"),
    [
        ("approved", "2025-10-10", "Approved until Oct 10, 2025"),
        ("approved", "2025-10-09", "Approval expired Oct 9, 2025"),
        ("declined", None, "Not approved"),
        ("", None, "Not decided yet"),
    ],
)
def test_a_provider_stands_where_its_last_review_put_it(
    decision: str, until: str | None, label: str, district: District
) -> None:
    provider = ProviderFactory.create(district=district)
    ProviderReviewFactory.create(provider=provider, reviewed_on=datetime.date(2020, 1, 1), decision="declined")
    last = datetime.date.fromisoformat(until) if until else None
    ProviderReviewFactory.create(provider=provider, reviewed_on=DAY, decision=decision, approved_until=last)
    ProviderFactory.create(district=district, name="Zed")

    found = provider_list(district, today=TODAY)

    assert [line.standing.label for line in found.lines] == [label, "Not reviewed yet"]
    assert found.lines[0].reviewed == "Reviewed Sep 1, 2025"


def judge(client: Client, review: ProviderReview, **values: str) -> Any:
    """Post a review's form, and return the context of the page that refuses it, or nothing."""
    post = {"version": ProviderReview.objects.get(pk=review.pk).version, "base": "{}", **values}
    return client.post(reverse("resources:provider-review-edit", args=[review.pk]), post).context


def test_a_verdict_keeps_the_words_it_was_given_by(client: Client, district: District) -> None:
    one, two = (ProviderCriterionFactory.create(district=district, text=text) for text in ("Evidence", "Follow-up"))
    review = ProviderReviewFactory.create(provider__district=district)

    judge(client, review, **{f"verdict_{one.pk}": "met"})
    ProviderCriterion.objects.filter(pk=one.pk).update(text="Evidence, with numbers")
    ProviderCriterion.objects.filter(pk=two.pk).update(text="Follow-up for a year")

    open_review = ProviderReview.objects.get()
    assert [(each.text, each.verdict) for each in judged_in(open_review)] == [
        ("Evidence", "met"),
        ("Follow-up for a year", ""),
    ]


def test_a_decided_review_stays_as_it_was(client: Client, district: District) -> None:
    one = ProviderCriterionFactory.create(district=district, text="Evidence")
    review = ProviderReviewFactory.create(provider__district=district)
    verdict = {f"verdict_{one.pk}": "partly"}

    refused = judge(
        client, review, **verdict, decision="approved", reviewed_on="2025-09-01", approved_until="2027-06-30"
    )
    ProviderCriterionFactory.create(district=district, text="Follow-up")
    ProviderCriterion.objects.filter(pk=one.pk).update(text="Something else")

    saved = ProviderReview.objects.get()
    assert refused is None
    assert [(each.text, each.verdict) for each in judged_in(saved)] == [("Evidence", "partly")]
    card = provider_detail(saved.provider, today=TODAY).reviews[0]
    assert [(each.text, each.label) for each in card.verdicts] == [("Evidence", "Partly met")]


def test_an_approval_of_what_is_not_met_is_said(client: Client, district: District) -> None:
    one = ProviderCriterionFactory.create(district=district, text="Evidence")
    review = ProviderReviewFactory.create(provider__district=district)
    post = {f"verdict_{one.pk}": "not_met", "decision": "approved", "reviewed_on": "2025-09-01"}

    answer = client.post(
        reverse("resources:provider-review-edit", args=[review.pk]),
        {**post, "approved_until": "2027-06-30", "version": 1, "base": "{}", "save": "finish"},
        follow=True,
    )

    said = [str(each) for each in answer.context["messages"]]
    assert said[1:] == ["Approved, though not every criterion is met: Evidence."]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"decision": "approved", "reviewed_on": "2025-09-01"}, ["approved_until"]),
        ({"decision": "approved", "approved_until": "2027-01-01"}, ["reviewed_on"]),
        ({"decision": "approved", "reviewed_on": "2025-09-01", "approved_until": "2025-08-31"}, ["approved_until"]),
        ({"decision": "declined", "reviewed_on": "2025-09-01"}, ["reason"]),
        ({"approved_until": "2027-01-01"}, ["approved_until"]),
        ({"decision": "maybe"}, ["decision"]),
        ({"verdict": "excellent"}, ["verdict"]),
    ],
)
def test_a_decision_needs_its_day_and_reason(
    typed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    criterion = ProviderCriterionFactory.create(district=district)
    review = ProviderReviewFactory.create(provider__district=district)
    field = f"verdict_{criterion.pk}"
    post = {field if name == "verdict" else name: text for name, text in typed.items()}

    context = judge(client, review, **post)

    assert context is not None
    form = context["form"]
    assert sorted(form.errors) == [field if name == "verdict" else name for name in wrong]
    assert {name: form[name].value() for name in post} == post
    assert ProviderReview.objects.get().version == 1


def test_two_people_judge_different_criteria_at_once(client: Client, district: District) -> None:
    one, two = (ProviderCriterionFactory.create(district=district) for _ in range(2))
    review = ProviderReviewFactory.create(provider__district=district)
    url = reverse("resources:provider-review-edit", args=[review.pk])
    base = client.get(url).context["form"].base_of({f"verdict_{each.pk}": "" for each in (one, two)})

    client.post(url, {"version": 1, "base": base, f"verdict_{one.pk}": "met"})
    client.post(url, {"version": 1, "base": base, f"verdict_{two.pk}": "partly"})

    assert {each.verdict for each in judged_in(ProviderReview.objects.get())} == {"met", "partly"}


def test_criteria_stand_in_the_order_in_which_they_were_added(client: Client, district: District) -> None:
    url = reverse("resources:provider-criterion-add", args=[district.pk, YEAR])
    ids = [uuid4() for _ in range(3)]

    for new_id in [*ids, ids[0]]:
        client.post(url, {"new_id": new_id})

    assert list(ProviderCriterion.objects.values_list("pk", flat=True)) == ids


@pytest.mark.parametrize(("noun", "model"), [("contract", Contract), ("provider-review", ProviderReview)])
def test_what_belongs_to_a_provider_is_added_once(
    noun: str, model: type[Contract] | type[ProviderReview], client: Client, district: District
) -> None:
    provider = ProviderFactory.create(district=district)
    url = reverse(f"resources:{noun}-add", args=[district.pk, YEAR, provider.pk])
    new_id = uuid4()

    answers = [client.post(url, {"new_id": new_id})["Location"] for _ in range(2)]

    assert answers == [reverse(f"resources:{noun}-edit", args=[new_id])] * 2
    assert model.objects.get().provider == provider


def test_a_note_is_added_to_a_contract_and_shown_with_it(client: Client, district: District) -> None:
    contract = ContractFactory.create(provider__district=district, amount=Decimal("24000.00"))
    ContractProgressFactory.create(contract=contract, noted_on=DAY, is_as_expected=False, note="One session of four.")
    client.post(reverse("resources:progress-note-add", args=[district.pk, YEAR, contract.pk]), {"new_id": uuid4()})

    card = provider_detail(contract.provider, today=TODAY).contracts[0]

    assert (card.amount, card.days) == ("$24,000", "No dates")
    assert sorted((note.day, note.note, note.state.label if note.state else "") for note in card.progress) == [
        ("No day", "Note without words", ""),
        ("Sep 1, 2025", "One session of four.", "Not as expected"),
    ]
    assert ContractProgress.objects.count() == 2


def test_a_contract_names_lines_for_external_services_of_its_years(district: District) -> None:
    contract = ContractFactory.create(provider__district=district, starts_on=DAY, ends_on=datetime.date(2026, 8, 1))
    wanted = [
        LedgerLineFactory.create(district=district, resource_kind="services", school_year=each, title=f"In {each}")
        for each in (YEAR, YEAR + 1)
    ]
    LedgerLineFactory.create(district=district, resource_kind="services", school_year=YEAR + 2)
    LedgerLineFactory.create(district=district, resource_kind="staff")
    LedgerLineFactory.create(resource_kind="services")

    offered = contract_lines(contract, today=TODAY)

    assert [line for line, _ in offered] == wanted


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"title": ""}, ["title"]),
        ({"amount": "-5"}, ["amount"]),
        ({"amount": "9" * 20}, ["amount"]),
        ({"starts_on": "2026-01-02", "ends_on": "2026-01-01"}, ["ends_on"]),
        ({"line": "theirs"}, ["line"]),
        ({}, []),
    ],
)
def test_a_contract_is_saved_or_says_what_is_wrong(
    typed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    contract = ContractFactory.create(provider__district=district, title="Before")
    theirs = str(LedgerLineFactory.create(resource_kind="services").pk)
    post = {"title": "After", **typed, "version": 1, "base": "{}"}
    if "line" in typed:
        post["line"] = theirs

    answer = client.post(reverse("resources:contract-edit", args=[contract.pk]), post)

    assert (sorted(answer.context["form"].errors) if answer.context else []) == wrong
    assert Contract.objects.get().title == ("Before" if wrong else "After")
