"""Lines of the ledger: shares that add up to the cent, and stored totals that always agree with the lines."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit, texts_of
from resources.models import Fund, LedgerLine
from resources.services.lines import add_line, line_values, remove_line, restore_line, save_line
from tests.factories import FundFactory, UserFactory
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def user() -> User:
    return UserFactory.create()


def save(line: LedgerLine, user: User, **values: Any) -> LedgerLine:
    """Save a line as its form does, with some values changed."""
    line = LedgerLine.objects.get(pk=line.pk)
    current = line_values(line)
    edit = Edit(version=line.version, base=texts_of(current), values=current | values)
    return save_line(line=line, edit=edit, by=user)


def shares(*pairs: tuple[Fund, str]) -> dict[str, Any]:
    """Return the values of a line's fund shares."""
    values: dict[str, Any] = {}
    for number, (fund, part) in enumerate(pairs, start=1):
        values |= {f"share_{number}_fund": fund, f"share_{number}_part": Decimal(part)}
    return values


def test_shares_divide_each_amount_to_the_cent(district: District, user: User) -> None:
    one, two, three = FundFactory.create_batch(3, district=district)
    line = add_line(district=district, school_year=YEAR, line_id=uuid4(), by=user)

    save(
        line, user, planned=Decimal("100.00"), actual=Decimal("0.05"), **shares((one, "33"), (two, "33"), (three, "34"))
    )

    # 33 %, 33 % and 34 % of five cents are 1.65, 1.65 and 1.7: one each, and the two left go to 0.7 and the first 0.65.
    assert list(line.shares.values_list("planned", "committed", "actual")) == [
        (Decimal("33.00"), None, Decimal("0.02")),
        (Decimal("33.00"), None, Decimal("0.01")),
        (Decimal("34.00"), None, Decimal("0.02")),
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (("60", "30"), "The shares must add up to 100% or to the planned amount. They add up to 90 now."),
        (("60", None), "Name each share's fund, and how much of the line it pays."),
    ],
)
def test_shares_that_do_not_add_up_are_refused(
    parts: tuple[str | None, ...], sentence: str, district: District, user: User
) -> None:
    one, two = FundFactory.create_batch(2, district=district)
    line = add_line(district=district, school_year=YEAR, line_id=uuid4(), by=user)
    values = {"share_1_fund": one, "share_1_part": Decimal(str(parts[0])), "share_2_fund": two}
    values["share_2_part"] = None if parts[1] is None else Decimal(parts[1])

    with pytest.raises(ValidationError, match=sentence.split(".", maxsplit=1)[0]):
        save(line, user, planned=Decimal("500.00"), **values)

    assert LedgerLine.objects.get(pk=line.pk).planned is None


def test_stored_totals_follow_every_change(district: District, user: User) -> None:
    title_ii, local = FundFactory.create_batch(2, district=district)
    coach = add_line(district=district, school_year=YEAR, line_id=uuid4(), by=user)
    kits = add_line(district=district, school_year=YEAR, line_id=uuid4(), by=user)
    save(
        coach,
        user,
        resource_kind="staff",
        paid_time="coach",
        planned=Decimal("80000.01"),
        committed=Decimal("80000.01"),
        actual=Decimal("20000.00"),
        **shares((title_ii, "60"), (local, "40")),
    )
    save(kits, user, resource_kind="materials", planned=Decimal("1234.56"), **shares((local, "1234.56")))
    save(kits, user, resource_kind="technology", actual=Decimal("1300.00"))
    remove_line(line=coach, by=user)
    remove_line(line=coach, by=user)
    restore_line(line=coach, by=user)

    assert stored_totals(district) == expected_totals(district)
    assert stored_fund_totals(district) == expected_fund_totals(district)
    assert len(stored_totals(district)) == 2


def test_adding_the_same_line_twice_makes_one(district: District, user: User) -> None:
    line_id = uuid4()

    add_line(district=district, school_year=YEAR, line_id=line_id, by=user)
    add_line(district=district, school_year=YEAR, line_id=line_id, by=user)

    assert stored_totals(district) == expected_totals(district)
    assert LedgerLine.objects.count() == 1
