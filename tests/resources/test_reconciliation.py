"""Reconciling requests: what is asked for twice is merged, told apart, and counted as saved."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import District, User
from resources.models import BudgetRequest, DistinctRequests, RequestCost, RequestMerge
from resources.selectors.reconciliation import comparison, reconciliation_page
from resources.selectors.request_costs import add_up, family_of
from resources.selectors.request_detail import request_page
from resources.selectors.requests import saved_in_words
from resources.services.reconciliation import merge_requests, say_distinct, unmerge_request
from resources.services.requests import return_request
from tests.factories import BudgetRequestFactory, DepartmentFactory, MembershipFactory, RequestCostFactory

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def editor() -> User:
    return MembershipFactory.create(role=Role.EDITOR).user


@pytest.fixture
def district(editor: User) -> District:
    district = editor.memberships.get().district
    assert district is not None
    return district


@pytest.fixture
def client(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def submitted(district: District, *amounts: str, title: str = "Decoding institute") -> BudgetRequest:
    """Create a submitted request of a department of its own."""
    department = DepartmentFactory.create(district=district)
    row = BudgetRequestFactory.create(
        district=district, title=title, department=department, vendor="Bright Path", status="submitted"
    )
    for amount in amounts:
        RequestCostFactory.create(request=row, amount=Decimal(amount))
    return row


def merge(kept: BudgetRequest, *absorbed: BudgetRequest, out: tuple[RequestCost, ...] = (), by: User) -> None:
    rows = BudgetRequest.objects.in_bulk([each.pk for each in (kept, *absorbed)])
    going_on = {cost.pk for row in rows.values() for cost in family_of(row).going_on}
    merge_requests(
        kept=rows[kept.pk],
        absorbed=[rows[each.pk] for each in absorbed],
        staying=going_on - {cost.pk for cost in out},
        versions={key: row.version for key, row in rows.items()},
        reason="One institute is enough.",
        by=by,
    )


def test_alike_requests_are_shown_with_score_reasons_and_both_departments(district: District) -> None:
    one, other = submitted(district, "12000"), submitted(district, "9000", title="Institute on decoding")
    submitted(district, "5", title="Algebra")
    BudgetRequest.objects.filter(title="Algebra").update(vendor="")

    page = reconciliation_page(district, YEAR)

    (card,) = page.clusters
    assert {member.id for member in card.members} == {one.pk, other.pk}
    assert (card.score, {member.asked for member in card.members}) == ("65 of 100", {"$12,000", "$9,000"})
    assert page.submitted == "3 requests are submitted."


def test_merging_keeps_words_costs_and_requester_and_counts_what_is_saved(district: District, editor: User) -> None:
    kept, absorbed = submitted(district, "12000"), submitted(district, "9000", "1400")
    twice = absorbed.costs.get(amount=Decimal(9000))

    merge(kept, absorbed, out=(twice,), by=editor)

    found = RequestMerge.objects.get()
    assert (found.asked, found.saved) == (Decimal("22400.00"), Decimal("9000.00"))
    assert add_up(family_of(kept).going_on) == Decimal("13400.00")
    page = request_page(BudgetRequest.objects.get(pk=kept.pk))
    assert [(share.department, share.going_on, share.asked) for share in page.shares] == [
        (str(kept.department), "$12,000", "$12,000"),
        (str(absorbed.department), "$1,400", "$10,400"),
    ]
    assert saved_in_words(district, YEAR) == "One request was merged into another. That saved $9,000."


def test_undoing_a_merge_brings_everything_back(district: District, editor: User) -> None:
    kept, absorbed = submitted(district, "12000"), submitted(district, "9000")
    merge(kept, absorbed, out=(kept.costs.get(),), by=editor)

    for _ in range(2):
        unmerge_request(request=BudgetRequest.objects.get(pk=absorbed.pk), by=editor)

    assert RequestMerge.objects.count() == 0
    assert list(RequestCost.objects.values_list("left_out_by", flat=True)) == [None, None]
    assert list(BudgetRequest.objects.values_list("status", flat=True)) == ["submitted"] * 2


def test_only_the_latest_merge_is_undone(district: District, editor: User) -> None:
    kept, first, second = submitted(district, "1"), submitted(district, "2"), submitted(district, "3", title="Later")
    merge(kept, first, by=editor)
    merge(kept, second, by=editor)

    with pytest.raises(ValidationError, match="Undo the later merge of “Later” first"):
        unmerge_request(request=BudgetRequest.objects.get(pk=first.pk), by=editor)


def test_what_changed_meanwhile_or_is_not_of_these_requests_is_not_merged(district: District, editor: User) -> None:
    kept, absorbed = submitted(district, "1"), submitted(district, "2")
    versions = {kept.pk: kept.version, absorbed.pk: absorbed.version - 1}
    staying: set[UUID] = {kept.costs.get().pk}

    with pytest.raises(ValidationError, match="Somebody changed this request"):
        merge_requests(kept=kept, absorbed=[absorbed], staying=staying, versions=versions, reason="", by=editor)
    versions[absorbed.pk] += 1
    with pytest.raises(ValidationError, match="no longer there"):
        merge_requests(kept=kept, absorbed=[absorbed], staying={uuid4()}, versions=versions, reason="", by=editor)

    assert RequestMerge.objects.count() == 0


def test_a_request_that_goes_on_for_others_is_not_returned(district: District, editor: User) -> None:
    kept, absorbed = submitted(district, "1"), submitted(district, "2")
    merge(kept, absorbed, by=editor)
    kept.refresh_from_db()

    with pytest.raises(ValidationError, match="Undo the merge first"):
        return_request(request=kept, version=kept.version, reason="Why", by=editor)


def test_not_a_duplicate_is_remembered_with_its_reason_and_taken_back(
    district: District, editor: User, client: Client
) -> None:
    one, other = submitted(district, "1"), submitted(district, "2")
    url = reverse("resources:request-distinct", args=[one.pk])

    refused = client.post(url, {"other": other.pk, "reason": " "})
    for _ in range(2):
        client.post(url, {"other": other.pk, "reason": "Other grades."})
    page = reconciliation_page(district, YEAR)

    assert refused.context["distinct_form"].errors == {"reason": ["Enter why they are no duplicates."]}
    assert ([*page.clusters], [pair.reason for pair in page.distinct]) == ([], ["Other grades."])
    client.post(reverse("resources:request-distinct-undo", args=[other.pk]), {"other": one.pk})
    assert len(reconciliation_page(district, YEAR).clusters) == 1


def test_a_request_of_another_district_is_never_compared(district: District, client: Client) -> None:
    one, foreign = submitted(district, "1"), BudgetRequestFactory.create(status="submitted")

    assert comparison(one, [foreign.pk]) is None
    answer = client.post(reverse("resources:request-distinct", args=[one.pk]), {"other": foreign.pk, "reason": "x"})

    assert answer.status_code == 404
    assert DistinctRequests.objects.count() == 0


def test_the_merge_page_refuses_without_a_choice_and_then_merges(district: District, client: Client) -> None:
    one, *others = (submitted(district, amount) for amount in ("12000", "9000", "500"))
    url = reverse("resources:request-merge", args=[one.pk])
    kept_cost = one.costs.get()
    versions = {f"version_{row.pk}": 1 for row in (one, *others)}
    post = {"with": [row.pk for row in others], "reason": "Once is enough.", **versions}

    refused = client.post(url, post)
    done = client.post(url, post | {"goes_on": str(one.pk), "stays": [str(kept_cost.pk)]})

    assert refused.context["form"].errors["goes_on"] == ["Choose the request that goes on."]
    assert refused.context["form"]["reason"].value() == "Once is enough."
    assert done["Location"] == reverse("resources:request-detail", args=[one.pk])
    assert {merge.saved for merge in RequestMerge.objects.all()} == {Decimal("9000.00"), Decimal("500.00")}


def test_two_requests_that_are_distinct_are_told_apart_once(district: District, editor: User) -> None:
    one, other = submitted(district), submitted(district)

    say_distinct(one=one, other=other, reason="First.", by=editor)
    say_distinct(one=other, other=one, reason="Second.", by=editor)

    assert [pair.reason for pair in DistinctRequests.objects.all()] == ["First."]
