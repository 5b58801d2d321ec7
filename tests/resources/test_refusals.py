"""What a person meant is done once, or refused in a sentence with nothing changed."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plplanner.districts.models import District
from plplanner.kit.editing import texts_of
from resources.models import Benchmark, BudgetRequest, LedgerLine, Posting
from resources.services.funds import fund_values
from resources.services.totals import recompute
from tests.factories import (
    BudgetRequestFactory,
    DepartmentFactory,
    FundFactory,
    LedgerLineFactory,
    RequestCostFactory,
)
from tests.resources.benchmark_rows import load_benchmarks

pytestmark = pytest.mark.django_db


def said(page: object) -> list[str]:
    return [str(each) for each in page.context["messages"]]  # type: ignore[attr-defined]  # a test client's answer


def test_bringing_back_and_saving_is_one_press(client: Client, district: District) -> None:
    fund = FundFactory.create(district=district, name="Title I")
    before = texts_of(fund_values(fund))
    client.post(reverse("resources:fund-remove", args=[fund.pk]))
    post = {"version": "1", "base": json.dumps(before), **before, "name": "Title I-A", "bring_back": "1"}

    answer = client.post(reverse("resources:fund-edit", args=[fund.pk]), post)

    fund.refresh_from_db()
    assert (answer.status_code, fund.name, fund.removed_at) == (302, "Title I-A", None)


def test_a_refused_save_brings_nothing_back(client: Client, district: District) -> None:
    line = LedgerLineFactory.create(district=district, planned=Decimal(10), actual=Decimal(5))
    Posting.objects.create(district=district, line=line, amount=Decimal(5))
    recompute(district)
    client.post(reverse("resources:line-remove", args=[line.pk]))
    post = {"version": "2", "base": "{}", "title": "Coach", "planned": "10", "actual": "777", "bring_back": "1"}

    answer = client.post(reverse("resources:line-edit", args=[line.pk]), post)

    line.refresh_from_db()
    assert answer.status_code == 200
    assert "777" in answer.content.decode()
    assert line.removed_at is not None


def test_no_move_makes_an_amount_larger_than_the_largest(client: Client, district: District) -> None:
    start = LedgerLineFactory.create(district=district, planned=Decimal(80000))
    full = LedgerLineFactory.create(district=district, title="Full", planned=Decimal("999999999999.99"))
    recompute(district)
    url = reverse("resources:realignment-new", args=[district.pk, start.school_year])
    post = {"from_line": start.pk, "amount": "50000", "where": "line", "to_line": full.pk, "reason": "More of it"}

    answer = client.post(url, {"new_id": uuid4(), **post})

    assert "Move less." in answer.content.decode()
    assert set(LedgerLine.objects.values_list("planned", flat=True)) == {80000, Decimal("999999999999.99")}


def added(client: Client, district: District, title: str, new_id: object) -> int:
    """Post the form that adds a benchmark and return the answer's status."""
    values = {
        "title": title,
        "numerator": "pl_investment",
        "denominator": "operating_budget",
        "direction": "at_least",
        "threshold": "5",
        "source": "Our board",
        "reason": "We want to know",
        "new_id": new_id,
    }
    return client.post(reverse("resources:benchmark-add", args=[district.pk, 2025]), values).status_code


@pytest.mark.usefixtures("director")
@pytest.mark.parametrize(
    "titles",
    [
        ("Professional learning of elementary teachers", "Professional learning of elementary principals"),
        ("专业学习", "领导力"),
    ],
)
def test_two_benchmarks_of_ones_own_never_meet(titles: tuple[str, str], client: Client, district: District) -> None:
    load_benchmarks()

    assert [added(client, district, title, uuid4()) for title in titles] == [302, 302]
    assert {row.title for row in Benchmark.objects.filter(district=district)} == set(titles)


@pytest.mark.usefixtures("director")
def test_a_benchmark_sent_twice_is_added_once(client: Client, district: District) -> None:
    load_benchmarks()
    new_id = uuid4()

    assert [added(client, district, "Twice", new_id) for _ in range(2)] == [302, 302]
    assert Benchmark.objects.filter(district=district).count() == 1


@pytest.mark.usefixtures("director")
def test_approving_all_of_nothing_is_no_refusal_of_the_request(client: Client, district: District) -> None:
    row = BudgetRequestFactory.create(
        district=district, status="submitted", department=DepartmentFactory.create(district=district)
    )
    cost = RequestCostFactory.create(request=row, amount=Decimal(0))
    fund = FundFactory.create(district=district)
    url = reverse("resources:request-decide", args=[row.pk])
    form = client.get(url).context["form"]
    post = {"version": row.version, "seen": form["seen"].value() or "", "reason": "Yes", f"cost_{cost.pk}": "0"}

    answer = client.post(url, post | {"verdict": "whole", "fund_1": fund.pk, "part_1": "100"})

    assert "there is nothing to approve" in answer.content.decode()
    assert BudgetRequest.objects.get().status == "submitted"


@pytest.mark.usefixtures("director")
def test_undoing_what_was_not_done_is_said(client: Client, district: District) -> None:
    row = BudgetRequestFactory.create(district=district, status="submitted", title="Decoding institute")

    page = client.post(reverse("resources:request-unmerge", args=[row.pk]), follow=True)
    feeds = client.post(reverse("resources:feed-list", args=[district.pk, 2025]))

    assert said(page) == ["“Decoding institute” stands for itself already."]
    assert said(feeds) == ["Nothing was added. Open this page again and press the button once more."]
