"""Several people who post to one line at once: what is spent is the sum of all they said."""

from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest

from plplanner.districts.models import User
from plplanner.kit.editing import Edit, texts_of
from resources.models import LedgerLine
from resources.services.lines import line_values, save_line
from resources.services.postings import add_posting, posting_values, save_posting
from tests.factories import DistrictFactory, FundFactory, UserFactory
from tests.plans.writers import together
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals
from tests.resources.lines import line_of

PEOPLE = 5

pytestmark = pytest.mark.django_db(transaction=True)


def posting(line: LedgerLine, user: User, amount: str) -> Callable[[], None]:
    """Return a task that adds a posting and saves it."""

    def task() -> None:
        row = add_posting(line, new_id=uuid4(), by=user)
        values = posting_values(row) | {"amount": Decimal(amount)}
        save_posting(row, Edit(version=row.version, base=texts_of(posting_values(row)), values=values), user)

    return task


def planning(line: LedgerLine, user: User, amount: str) -> Callable[[], None]:
    """Return a task that saves the line itself, as somebody has it open who leaves the actual amount alone."""
    values = line_values(line) | {"planned": Decimal(amount)}
    del values["actual"]
    edit = Edit(version=line.version, base=texts_of(line_values(line)), values=values)

    def task() -> None:
        save_line(line=LedgerLine.objects.get(pk=line.pk), edit=edit, by=user)

    return task


def test_postings_made_at_once_all_count() -> None:
    district, user = DistrictFactory.create(), UserFactory.create()
    one, two = FundFactory.create_batch(2, district=district)
    line = line_of(district, "Coach", "1000", (one, "60"), (two, "40"), actual=Decimal("7.00"))

    together(*(posting(line, user, "10.01") for _ in range(PEOPLE)), planning(line, user, "2000"))

    line.refresh_from_db()
    # 7.00 from before the first posting, and five times 10.01.
    assert (line.actual, line.planned) == (Decimal("57.05"), Decimal("2000.00"))
    assert line.postings.count() == PEOPLE + 1
    assert stored_totals(district) == expected_totals(district)
    assert stored_fund_totals(district) == expected_fund_totals(district)
