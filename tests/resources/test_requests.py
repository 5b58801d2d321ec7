"""Budget requests: written, checked, submitted, returned and taken back."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, User
from plplanner.kit.editing import Edit, texts_of
from resources.calculations.request_checks import AskedCost, AskedFor, check_request, contradiction, scaled
from resources.models import BudgetRequest, Department, RequestCost
from resources.services.request_costs import cost_values, save_cost
from resources.services.requests import return_request, submit_request, take_back_request
from tests.factories import (
    BudgetRequestFactory,
    DepartmentFactory,
    FundFactory,
    MembershipFactory,
    RequestCostFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_row() -> BudgetRequest:
    row = BudgetRequestFactory.create(title="Decoding institute")
    row.department = DepartmentFactory.create(district=row.district)
    row.save()
    return row


@pytest.fixture
def leader(request_row: BudgetRequest) -> User:
    user = MembershipFactory.create(district=request_row.district, role=Role.LEADER).user
    request_row.asked_by = user
    request_row.save()
    return user


@pytest.fixture
def editor(request_row: BudgetRequest) -> User:
    return MembershipFactory.create(district=request_row.district, role=Role.EDITOR).user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(row: RequestCost, by: User, **values: object) -> RequestCost:
    row = RequestCost.objects.get(pk=row.pk)
    current = cost_values(row)
    return save_cost(row, Edit(version=row.version, base=texts_of(current), values=current | values), by)


@pytest.mark.parametrize(
    ("phases", "said"),
    [
        (["delivery"], "This request pays for delivery, and nothing for coaching and follow-up or for data collection"),
        (["delivery", "coaching"], "This request pays for delivery, and nothing for data collection and evaluation."),
        (["delivery", "coaching", "evaluation"], ""),
        (["planning"], ""),
    ],
)
def test_delivery_without_follow_up_or_evaluation_is_remarked(phases: list[str], said: str) -> None:
    costs = [AskedCost(phase=phase, amount=Decimal(1)) for phase in phases]

    found = check_request(AskedFor(what="Institute", has_department=True, costs=costs))

    assert [each.code for each in found] == (["request-phases-missing"] if said else [])
    assert "".join(each.sentence for each in found).startswith(said)


def test_what_department_and_cost_are_needed() -> None:
    assert [each.code for each in check_request(AskedFor())] == [
        "request-no-what",
        "request-no-department",
        "request-no-cost",
    ]


@pytest.mark.parametrize(
    ("quantity", "price", "amount", "said"),
    [
        ("3", "400", "1000", "3 × $400 is $1,200, not $1,000."),
        ("3", "400", "1200", ""),
        ("3", "400", None, ""),
        (None, "400", "5", ""),
        # 1.5 × 0.33 is 0.495, which is 0.50 to the cent.
        ("1.5", "0.33", "0.50", ""),
    ],
)
def test_an_amount_agrees_with_quantity_and_price(
    quantity: str | None, price: str, amount: str | None, said: str
) -> None:
    numbers = [None if each is None else Decimal(each) for each in (quantity, price, amount)]

    assert contradiction(*numbers).startswith(said)
    assert bool(contradiction(*numbers)) == bool(said)


def test_a_part_of_the_money_buys_that_part_of_the_quantity() -> None:
    assert scaled(Decimal(3), approved=Decimal(400), asked=Decimal(1200)) == Decimal("1.000")
    assert scaled(None, approved=Decimal(400), asked=Decimal(1200)) is None
    assert scaled(Decimal(3), approved=Decimal(400), asked=None) == Decimal(3)


def test_an_amount_left_empty_is_worked_out_and_follows_its_quantity(request_row: BudgetRequest, editor: User) -> None:
    cost = RequestCostFactory.create(request=request_row, amount=None)

    save(cost, editor, quantity=Decimal(3), unit="days", unit_price=Decimal("400.00"))
    again = save(cost, editor, quantity=Decimal(4))

    assert RequestCost.objects.get(pk=cost.pk).amount == Decimal("1600.00")
    assert cost_values(again)["amount"] is None
    with pytest.raises(ValidationError, match="4 × \\$400 is \\$1,600, not \\$5"):
        save(cost, editor, amount=Decimal("5.00"))


def test_changing_a_cost_makes_an_open_submit_page_stale(request_row: BudgetRequest, editor: User) -> None:
    cost = RequestCostFactory.create(request=request_row)
    seen = request_row.version

    save(cost, editor, amount=Decimal("5.00"))

    with pytest.raises(ValidationError, match="Somebody changed this request while you read it"):
        submit_request(request=request_row, version=seen, by=editor)


def test_steps_leave_a_trail_and_the_same_step_twice_changes_nothing(request_row: BudgetRequest, leader: User) -> None:
    RequestCostFactory.create(request=request_row, delivery_phase="delivery")
    for _ in range(2):
        submit_request(request=request_row, version=request_row.version, by=leader)
    version = BudgetRequest.objects.get().version
    for _ in range(2):
        return_request(request=request_row, version=version, reason="Add coaching.", by=leader)
    version = BudgetRequest.objects.get().version
    submit_request(request=request_row, version=version, by=leader)
    take_back_request(request=request_row, version=version + 1, by=leader)

    entries = AuditEntry.objects.filter(scope_id=str(request_row.pk)).order_by("pk")
    assert [each.action for each in entries] == ["submit", "return", "submit", "take-back"]
    assert entries[0].detail["accepted"] == ["request-phases-missing"]
    assert BudgetRequest.objects.get().status == "draft"


def test_a_leader_edits_only_requests_of_their_own_and_only_drafts(request_row: BudgetRequest, leader: User) -> None:
    others = BudgetRequestFactory.create(district=request_row.district)
    client = signed_in(leader)
    addresses = [reverse("resources:request-edit", args=[row.pk]) for row in (request_row, others)]

    answers = [client.get(address).status_code for address in addresses]
    BudgetRequest.objects.filter(pk=request_row.pk).update(status="submitted")
    led_away = client.get(addresses[0], follow=True)

    assert answers == [200, 403]
    assert [str(each) for each in led_away.context["messages"]] == [
        "This request is submitted. Take it back to change it."
    ]


@pytest.mark.parametrize("status", ["approved", "part_approved", "declined"])
def test_a_decided_request_cannot_be_edited(status: str, request_row: BudgetRequest, editor: User) -> None:
    cost = RequestCostFactory.create(request=request_row)
    BudgetRequest.objects.filter(pk=request_row.pk).update(status=status)

    with pytest.raises(ValidationError, match="This request is decided"):
        save(cost, editor, amount=Decimal("5.00"))


def test_what_is_written_while_a_request_is_decided_stays_on_the_page(request_row: BudgetRequest, editor: User) -> None:
    client, url = signed_in(editor), reverse("resources:request-edit", args=[request_row.pk])
    page = client.get(url).context["form"]
    BudgetRequest.objects.update(status="declined")

    post = {name: page[name].value() or "" for name in page.edited_names} | {"reason": "Grade 3 reads below the state."}
    answer = client.post(url, post | {"version": page["version"].value(), "base": page["base"].value()})

    assert answer.status_code == 200
    assert "This request is decided." in answer.content.decode()
    assert "Grade 3 reads below the state." in answer.content.decode()
    assert BudgetRequest.objects.get().reason != "Grade 3 reads below the state."


def test_a_request_is_asked_for_once_and_by_whoever_pressed(request_row: BudgetRequest, leader: User) -> None:
    new_id = uuid4()
    url = reverse("resources:request-add", args=[request_row.district_id, 2025])

    answers = [signed_in(leader).post(url, {"new_id": new_id})["Location"] for _ in range(2)]

    assert answers == [reverse("resources:request-edit", args=[new_id])] * 2
    assert BudgetRequest.objects.get(pk=new_id).asked_by == leader


def test_a_fund_of_another_district_cannot_be_wished_for(request_row: BudgetRequest, editor: User) -> None:
    post = {"version": request_row.version, "base": "{}", "title": "T", "fund": str(FundFactory.create().pk)}

    answer = signed_in(editor).post(reverse("resources:request-edit", args=[request_row.pk]), post)

    assert answer.context["form"].errors == {"fund": ["Choose one of the list."]}


def test_a_district_without_departments_is_led_to_where_they_are_added(
    request_row: BudgetRequest, editor: User
) -> None:
    page_url = reverse("resources:request-edit", args=[request_row.pk])
    departments_url = reverse("resources:list-overview", args=[request_row.district_id, request_row.school_year])
    link = f'<a href="{departments_url}">Add a department first.</a>'
    with_one = signed_in(editor).get(page_url).content.decode()

    BudgetRequest.objects.update(department=None)
    Department.objects.for_district(request_row.district).delete()
    without = signed_in(editor).get(page_url).content.decode()

    assert (link in with_one, link in without) == (False, True)


@pytest.mark.parametrize("amount", ["-1", "NaN", "1e9", "=1+1", "9" * 40, "<b>1</b>"])
def test_an_amount_out_of_bounds_is_refused_and_kept(amount: str, request_row: BudgetRequest, editor: User) -> None:
    cost = RequestCostFactory.create(request=request_row)
    post = {"version": 1, "base": "{}", "title": "Trainer", "amount": amount}

    answer = signed_in(editor).post(reverse("resources:request-cost-edit", args=[cost.pk]), post)

    assert answer.context["form"]["amount"].value() == amount
    assert list(answer.context["form"].errors) == ["amount"]


def test_the_list_adds_up_by_status_and_keeps_drafts_out_of_the_sum(request_row: BudgetRequest, editor: User) -> None:
    RequestCostFactory.create(request=request_row, amount=Decimal("300.00"))
    submitted = BudgetRequestFactory.create(district=request_row.district, status="submitted")
    RequestCostFactory.create_batch(2, request=submitted, amount=Decimal("250.50"))
    RequestCostFactory.create(request=submitted, amount=None)

    answer = signed_in(editor).get(reverse("resources:request-list", args=[request_row.district_id, 2025]))

    sums = answer.context["sums"]
    assert [(line.label, line.count, line.asked) for line in sums.lines] == [
        ("Draft", "1", "$300"),
        ("Submitted", "1", "$501"),
    ]
    assert (sums.count, sums.asked) == ("1", "$501")


def test_filters_stand_in_the_address(request_row: BudgetRequest, leader: User) -> None:
    BudgetRequestFactory.create(district=request_row.district, status="submitted")
    url = reverse("resources:request-list", args=[request_row.district_id, 2025])

    found = [
        [line.title for line in signed_in(leader).get(url + query).context["requests"]]
        for query in ("?mine=on", f"?department={request_row.department_id}", "?status=draft", "?status=no-such&page=x")
    ]

    assert [len(each) for each in found] == [1, 1, 1, 2]
    assert found[0] == found[1] == found[2] == ["Decoding institute"]
