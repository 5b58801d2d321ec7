"""Several people who fill one post at once: together they never pass it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plplanner.districts.models import User
from plplanner.kit.editing import Edit, texts_of
from resources.calculations.fte import most_at_once
from resources.models import StaffAssignment
from resources.selectors.staff import part_of
from resources.services.staff import assignment_values, save_assignment
from tests.factories import StaffAssignmentFactory, StaffMemberFactory, UserFactory
from tests.plans.writers import together

PEOPLE = 6

pytestmark = pytest.mark.django_db(transaction=True)


def saving(row: StaffAssignment, user: User, fte: str) -> Callable[[], str]:
    """Return a task that gives an assignment its FTE and says what became of it."""

    def task() -> str:
        current = assignment_values(row)
        edit = Edit(version=row.version, base=texts_of(current), values=current | {"fte": Decimal(fte)})
        try:
            save_assignment(row, edit, user)
        except ValidationError as refusal:
            return refusal.messages[0].partition(" FTE")[0]
        return "saved"

    return task


def test_assignments_saved_at_once_never_pass_one_post() -> None:
    member, user = StaffMemberFactory.create(name="Casey Coach"), UserFactory.create()
    rows = StaffAssignmentFactory.create_batch(PEOPLE, staff_member=member, fte=None)

    answers = together(*(saving(row, user, "0.4") for row in rows))

    assert sorted(answers) == [*["Casey Coach has 0.2"] * (PEOPLE - 2), "saved", "saved"]
    assert most_at_once(map(part_of, StaffAssignment.objects.all())) == Decimal("0.8")
