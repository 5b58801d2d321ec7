"""Realignments: planned money moves once, to the cent, with its reason, and what leaves stays visible."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from plplanner.districts.enums import Role
from plplanner.districts.models import AuditEntry, District, User
from resources.calculations.realignments import parts_after
from resources.models import Fund, LedgerLine, Realignment
from resources.selectors.realignments import realignment_sums
from resources.services.lines import write_shares
from resources.services.realignments import Move, realign
from resources.services.totals import recompute
from tests.factories import DistrictFactory, FundFactory, LedgerLineFactory, MembershipFactory, UserFactory
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db
YEAR = 2025
AWAY = {"destination": "Bus routes", "question": "What is lost?", "answer": "One session of four."}


def make_line(
    district: District, planned: str | None, *shares: tuple[Fund, str], title: str = "A line", **values: Any
) -> LedgerLine:
    """Make a line of the ledger with its fund shares and stored totals."""
    amount = None if planned is None else Decimal(planned)
    line = LedgerLineFactory.create(district=district, planned=amount, title=title, **values)
    write_shares(line, [(fund, Decimal(part)) for fund, part in shares])
    recompute(district)
    return line


def do(move: Move, district: District, by: User, new_id: UUID | None = None) -> Realignment:
    """Move money in the year."""
    return realign(district=district, school_year=YEAR, new_id=new_id or uuid4(), move=move, by=by)


def shown(line: LedgerLine) -> tuple[str, list[tuple[str, str]]]:
    """Return a line's planned amount, and the weight and planned amount of each share."""
    line = LedgerLine.objects.get(pk=line.pk)
    return str(line.planned), [(str(share.part), str(share.planned)) for share in line.shares.all()]


def test_shares_in_percent_stay_and_shares_in_dollars_become_percents(district: District, user: User) -> None:
    one, two = FundFactory.create_batch(2, district=district)
    institute = make_line(district, "10000.00", (one, "2500"), (two, "7500"))
    coaching = make_line(district, "400.00", (one, "33"), (two, "67"))

    do(Move(from_line=institute, to_line=coaching, amount=Decimal("1000.01"), reason="Fewer came"), district, user)

    # $2,500 and $7,500 of $10,000 are 25% and 75%; of $8,999.99 that is 2,249.9975 and 6,749.9925, the odd cent going
    # to the larger remainder (0.75 of a cent). 33% and 67% of $1,400.01 are 462.0033 and 938.0067.
    assert shown(institute) == ("8999.99", [("25.0000", "2250.00"), ("75.0000", "6749.99")])
    assert shown(coaching) == ("1400.01", [("33.0000", "462.00"), ("67.0000", "938.01")])


@pytest.mark.parametrize(
    ("parts", "after"),
    [
        ([], []),
        (["60", "40"], ["60", "40"]),
        (["1", "2"], ["33.3333", "66.6667"]),
        (["0.01", "99999999.99"], ["0.0001", "99.9999"]),
        (["12000"], ["100"]),
    ],
)
def test_weights_after_a_move_add_up_to_a_hundred(parts: list[str], after: list[str]) -> None:
    assert parts_after([Decimal(part) for part in parts]) == [Decimal(part) for part in after]


@given(
    amounts=st.lists(st.integers(0, 10**9), min_size=2, max_size=4),
    weights=st.lists(st.integers(1, 10**6), min_size=1, max_size=3),
    moves=st.lists(st.tuples(st.integers(0, 3), st.integers(-1, 3), st.integers(1, 10**9)), max_size=6),
)
@settings(max_examples=15, deadline=None)
def test_stored_totals_follow_every_move(
    amounts: list[int], weights: list[int], moves: list[tuple[int, int, int]]
) -> None:
    with transaction.atomic():
        district, user = DistrictFactory.create(), UserFactory.create()
        funds = FundFactory.create_batch(len(weights), district=district)
        lines = [make_line(district, str(Decimal(cents).scaleb(-2))) for cents in amounts]
        for line in lines[1:]:
            dollars = [Decimal(weight) for weight in weights]
            write_shares(line, list(zip(funds, dollars, strict=True)))
        recompute(district)
        left = Decimal(0)
        for start, end, cents in moves:
            to_line = None if end < 0 else lines[end % len(lines)]
            move = Move(
                from_line=lines[start % len(lines)],
                to_line=to_line,
                amount=Decimal(cents).scaleb(-2),
                reason="Plans changed",
                **({} if to_line else AWAY),
            )
            try:
                done = do(move, district, user)
            except ValidationError:
                continue
            left += done.amount if done.to_line is None else Decimal(0)

        assert stored_totals(district) == expected_totals(district)
        assert stored_fund_totals(district) == expected_fund_totals(district)
        planned = sum(line.planned or Decimal(0) for line in LedgerLine.objects.filter(district=district))
        assert planned + left == Decimal(sum(amounts)).scaleb(-2)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("planned", "other", "amount", "sentence"),
    [
        ("100.00", "0.00", "100.01", "$100 is planned on “From”. Enter that or less."),
        (None, "0.00", "1.00", "Nobody has entered what is planned on “From”."),
        ("100.00", None, "1.00", "Nobody has entered what is planned on “To”."),
    ],
)
def test_what_cannot_be_moved_changes_nothing(
    planned: str | None, other: str | None, amount: str, sentence: str, user: User
) -> None:
    district = DistrictFactory.create()
    from_line, to_line = make_line(district, planned, title="From"), make_line(district, other, title="To")

    with pytest.raises(ValidationError) as refused:
        do(Move(from_line=from_line, to_line=to_line, amount=Decimal(amount), reason="Why"), district, user)

    assert refused.value.messages[0].startswith(sentence)
    assert Realignment.objects.count() == 0
    assert LedgerLine.objects.filter(version=1).count() == 2


@pytest.mark.parametrize("missing", sorted(AWAY))
def test_money_leaves_only_with_question_and_answer(missing: str, district: District, user: User) -> None:
    line = make_line(district, "100.00")
    words = AWAY | {missing: ""}

    with pytest.raises(ValidationError, match="Money that leaves professional learning needs three things"):
        do(Move(from_line=line, to_line=None, amount=Decimal(5), reason="Why", **words), district, user)

    assert shown(line)[0] == "100.00"


def test_a_line_that_was_removed_or_is_of_another_district_is_refused(district: District, user: User) -> None:
    from_line = make_line(district, "100.00")
    theirs = make_line(DistrictFactory.create(), "0.00")

    with pytest.raises(ValidationError, match=r"One of the lines was removed\. Choose another\."):
        do(Move(from_line=from_line, to_line=theirs, amount=Decimal(5), reason="Why"), district, user)


def posted(line: LedgerLine, /, **values: object) -> dict[str, object]:
    """Return what the page posts for a move away."""
    return {
        "new_id": uuid4(),
        "from_line": line.pk,
        "amount": "$12,000",
        "where": "away",
        "reason": "Fuel",
        **AWAY,
        **values,
    }


def test_the_same_post_twice_moves_money_once(client: Client, district: District, user: User) -> None:
    line = make_line(district, "12000.00")
    url = reverse("resources:realignment-new", args=[district.pk, YEAR])
    post = posted(line)

    answers = [client.post(url, post)["Location"] for _ in range(2)]

    assert answers == [reverse("resources:realignment-list", args=[district.pk, YEAR])] * 2
    assert shown(line)[0] == "0.00"
    assert Realignment.objects.get().updated_by == user
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "object_kind")) == [
        ("realign", "ledgerline"),
        ("realign", "realignment"),
    ]


def test_what_left_stays_in_the_list_and_in_a_sum(client: Client, district: District, user: User) -> None:
    line, other = make_line(district, "20000.00", title="Institute"), make_line(district, "0.00", title="Coaching")
    do(Move(from_line=line, to_line=None, amount=Decimal(12000), reason="Fuel", **AWAY), district, user)
    do(Move(from_line=line, to_line=other, amount=Decimal("0.50"), reason="Fewer came"), district, user)

    page = client.get(reverse("resources:realignment-list", args=[district.pk, YEAR]))

    assert [(each.from_line, each.to, each.leaves, each.amount) for each in page.context["lines"]] == [
        ("Institute", "Coaching", False, "$0.50"),
        ("Institute", "Bus routes", True, "$12,000"),
    ]
    sums = page.context["sums"]
    assert sums.left == "$12,000 left professional learning in 2025–26."
    assert sums.moved == "$0.50 was moved between lines."
    assert realignment_sums(district, YEAR + 1).left == ""


def test_the_page_warns_when_more_is_committed_than_is_planned_now(client: Client, district: District) -> None:
    line = make_line(district, "12000.00", title="Institute", committed=Decimal("5000.00"))

    answer = client.post(
        reverse("resources:realignment-new", args=[district.pk, YEAR]), posted(line, amount="8000"), follow=True
    )

    assert [str(each) for each in answer.context["messages"]] == [
        "$8,000 is moved from “Institute”.",
        "$1,000 more is committed or spent on “Institute” than is planned now.",
    ]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"amount": "12000.01"}, ["amount"]),
        ({"amount": "0"}, ["amount"]),
        ({"amount": "=1+1"}, ["amount"]),
        ({"amount": "9" * 30}, ["amount"]),
        ({"reason": " "}, ["reason"]),
        ({"where": ""}, ["where"]),
        ({"where": "line"}, ["to_line"]),
        ({"where": "line", "to_line": "same"}, ["to_line"]),
        ({"where": "line", "to_line": "theirs"}, ["to_line"]),
        ({"from_line": "theirs"}, ["from_line"]),
        ({"from_line": "nonsense"}, ["from_line"]),
        ({"question": "", "answer": ""}, ["answer", "question"]),
        ({"destination": "x" * 201}, ["destination"]),
    ],
)
def test_a_wrong_move_says_what_to_correct_and_keeps_what_was_typed(
    changed: dict[str, str], wrong: list[str], client: Client, district: District
) -> None:
    line = make_line(district, "12000.00")
    ids = {"same": line.pk, "theirs": make_line(DistrictFactory.create(), "5.00").pk}
    post = posted(line, **{name: ids.get(text, text) for name, text in changed.items()})

    answer = client.post(reverse("resources:realignment-new", args=[district.pk, YEAR]), post)

    form = answer.context["form"]
    assert sorted(form.errors) == wrong
    assert str(form["reason"].value()) == post["reason"]
    assert Realignment.objects.count() == 0


def test_a_search_finds_lines_and_a_chosen_line_stays(client: Client, district: District) -> None:
    chosen = make_line(district, "5.00", title="Institute")
    make_line(district, "9.00", title="Coaching in fall")
    url = reverse("resources:realignment-new", args=[district.pk, YEAR])

    page = client.get(url, {"words": "COACHING", "from": str(chosen.pk)})

    labels = [label for _, label in page.context["form"].fields["from_line"].choices]
    assert labels == ["Not chosen", "Coaching in fall – $9", "Institute – $5"]


def test_a_leader_sees_the_list_and_moves_nothing(district: District) -> None:
    leader = Client()
    leader.force_login(MembershipFactory.create(district=district, role=Role.LEADER).user)

    page = leader.get(reverse("resources:realignment-list", args=[district.pk, YEAR]))
    refused = leader.get(reverse("resources:realignment-new", args=[district.pk, YEAR]))

    assert (page.context["may_write"], refused.status_code) == (False, 403)
