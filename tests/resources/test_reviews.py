"""Investment reviews: cost beside last year, reach, evidence, and one review a pathway and year."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client

from plplanner.districts.enums import Role
from resources.models import InvestmentReview, Pathway
from resources.selectors.reviews import review_lines
from tests.factories import LedgerLineFactory, MembershipFactory, PathwayFactory

pytestmark = pytest.mark.django_db
YEAR = 2026


@pytest.fixture
def pathway() -> Pathway:
    return PathwayFactory.create(name="Early reading")


@pytest.fixture
def client(pathway: Pathway) -> Client:
    client = Client()
    client.force_login(MembershipFactory.create(district=pathway.district, role=Role.DIRECTOR).user)
    return client


def add_cost(pathway: Pathway, year: int, **amounts: str) -> None:
    values = {name: Decimal(amount) for name, amount in amounts.items()}
    LedgerLineFactory.create(district=pathway.district, school_year=year, pathway=pathway, **values)


def begin(client: Client, pathway: Pathway, review_id: object) -> str:
    answer = client.post(
        f"/resources/{pathway.district_id}/{YEAR}/pathways/{pathway.pk}/reviews/add/", {"new_id": str(review_id)}
    )
    return str(answer["Location"])


def test_cost_is_what_was_spent_or_else_planned_beside_last_year(pathway: Pathway) -> None:
    add_cost(pathway, YEAR - 1, planned="50000.00", actual="48000.00")
    add_cost(pathway, YEAR, planned="60000.00")

    [line] = review_lines(pathway.district, YEAR)

    investment = line.investment
    assert (investment.cost, investment.basis, investment.change, investment.reach) == (
        "$60,000",
        "planned",
        "$12,000 more than last year",
        "No session recorded",
    )


def test_a_year_of_which_only_part_is_spent_is_compared_by_its_plan(pathway: Pathway) -> None:
    add_cost(pathway, YEAR - 1, planned="50000.00", actual="48000.00")
    add_cost(pathway, YEAR, planned="40000.00", actual="9000.00")
    add_cost(pathway, YEAR, planned="20000.00")

    [line] = review_lines(pathway.district, YEAR)

    # 40,000 + 20,000 planned, of which 9,000 are spent: not 39,000 less than last year.
    assert (line.investment.cost, line.investment.basis, line.investment.change) == (
        "$60,000",
        "planned, $9,000 spent so far",
        "$12,000 more than last year",
    )


def test_a_year_nobody_knows_is_not_called_zero(pathway: Pathway) -> None:
    [line] = review_lines(pathway.district, YEAR)

    assert (line.investment.cost, line.investment.change) == ("Not known", "Not known")


def test_a_pathway_has_one_review_a_year(client: Client, pathway: Pathway) -> None:
    first = uuid4()

    assert begin(client, pathway, first) == begin(client, pathway, first) == f"/resources/reviews/{first}/edit/"
    assert begin(client, pathway, uuid4()) == f"/resources/{pathway.district_id}/{YEAR}/reviews/"

    assert [each.pk for each in InvestmentReview.objects.all()] == [first]


def test_what_is_written_is_read(client: Client, pathway: Pathway) -> None:
    review_id = uuid4()
    page = client.get(begin(client, pathway, review_id))
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"students": "Six points more in grade 3.", "recommendation": "adjust", "coaching_change": "Weekly."}

    client.post(f"/resources/reviews/{review_id}/edit/", typed | {"save": "finish"})

    shown = client.get(f"/resources/{pathway.district_id}/{YEAR}/reviews/{review_id}/").content.decode()
    assert all(words in shown for words in ("Six points more in grade 3.", "Adjust", "Weekly."))
