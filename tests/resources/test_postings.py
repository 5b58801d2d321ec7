"""Postings: their sum is what is spent of a line, in its shares and in the stored totals."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from plplanner.districts.models import AuditEntry, District, User
from plplanner.kit.editing import Edit, texts_of
from plplanner.kit.money import LARGEST_MONEY
from resources.models import Fund, LedgerLine, Posting
from resources.selectors.postings import postings_of
from resources.services.lines import copy_line, line_values, remove_line, restore_line, save_line
from resources.services.postings import (
    SPENT_BEFORE,
    add_posting,
    posting_values,
    remove_posting,
    restore_posting,
    save_posting,
)
from tests.factories import FundFactory, UserFactory
from tests.resources.import_files import LINE, load, sentences
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals
from tests.resources.lines import line_of

pytestmark = pytest.mark.django_db
OCTOBER = datetime.date(2025, 10, 14)


@pytest.fixture
def by() -> User:
    return UserFactory.create(name="Dana Director")


@pytest.fixture
def funds(district: District) -> list[Fund]:
    return FundFactory.create_batch(2, district=district)


@pytest.fixture
def line(district: District, funds: list[Fund]) -> LedgerLine:
    return line_of(district, "Coach", "1000", (funds[0], "60"), (funds[1], "40"))


def post(line: LedgerLine, amount: str, by: User, *, day: datetime.date | None = OCTOBER) -> Posting:
    """Add a posting and save it as its form does."""
    return save(add_posting(line, new_id=uuid4(), by=by), by, amount=Decimal(amount), posted_on=day)


def save(row: Posting, by: User, **values: Any) -> Posting:
    current = posting_values(row)
    return save_posting(row, Edit(version=row.version, base=texts_of(current), values=current | values), by)


def spent(line: LedgerLine) -> Decimal | None:
    actual: Decimal | None = LedgerLine.objects.get(pk=line.pk).actual
    return actual


def totals_are_right(district: District) -> bool:
    lines = stored_totals(district) == expected_totals(district)
    return lines and stored_fund_totals(district) == expected_fund_totals(district)


def test_sum_of_postings_is_what_is_spent_of_the_line(district: District, line: LedgerLine, by: User) -> None:
    post(line, "100.01", by)
    post(line, "0.10", by, day=None)

    # 60 % and 40 % of 100.11 are 60.066 and 40.044: the cent left goes to the larger remainder.
    assert spent(line) == Decimal("100.11")
    assert list(line.shares.values_list("actual", flat=True)) == [Decimal("60.07"), Decimal("40.04")]
    assert totals_are_right(district)


def test_line_follows_with_its_version_its_history_and_an_entry_of_who_did_it(line: LedgerLine, by: User) -> None:
    post(line, "100", by)

    changed = LedgerLine.objects.get(pk=line.pk)
    entry = AuditEntry.objects.get(object_id=str(line.pk))
    assert (changed.version, changed.updated_by) == (line.version + 1, by)
    assert (entry.action, entry.actor_name, entry.detail["fields"]) == ("edit", "Dana Director", ["actual"])
    assert [each.actual for each in changed.history.all()] == [Decimal("100.00"), None]


def test_posting_without_an_amount_changes_nothing(district: District, line: LedgerLine, by: User) -> None:
    LedgerLine.objects.filter(pk=line.pk).update(actual=Decimal(70))

    add_posting(line, new_id=uuid4(), by=by)

    assert spent(line) == Decimal("70.00")


def test_what_was_spent_before_the_first_posting_becomes_one(district: District, funds: list[Fund], by: User) -> None:
    line = line_of(district, "Kits", "1000", (funds[0], "100"), actual=Decimal("700.00"))

    post(line, "50", by)

    rows = [(each.posted_on, each.amount, each.note) for each in postings_of(line)]
    assert rows == [(None, Decimal("700.00"), SPENT_BEFORE), (OCTOBER, Decimal("50.00"), "")]
    assert (spent(line), totals_are_right(district)) == (Decimal("750.00"), True)


def test_removed_postings_count_nowhere_until_they_are_back(district: District, line: LedgerLine, by: User) -> None:
    one, two = post(line, "100", by), post(line, "25", by)

    remove_posting(one, by)
    remove_posting(one, by)
    after_one = spent(line)
    remove_posting(two, by)
    after_two = spent(line)
    restore_posting(one, by)

    assert (after_one, after_two, spent(line)) == (Decimal("25.00"), None, Decimal("100.00"))
    assert totals_are_right(district)


def test_same_posting_added_twice_is_one(line: LedgerLine, by: User) -> None:
    new_id = uuid4()

    rows = [add_posting(line, new_id=new_id, by=by) for _ in range(2)]

    assert (rows[0].pk, rows[1].pk, Posting.objects.count()) == (new_id, new_id, 1)


def test_postings_that_no_line_can_hold_are_refused(district: District, line: LedgerLine, by: User) -> None:
    post(line, str(LARGEST_MONEY), by)

    with pytest.raises(ValidationError, match="can add up to"):
        post(line, "0.01", by)

    assert (spent(line), totals_are_right(district)) == (LARGEST_MONEY, True)


def changes_of_a_posting() -> list[Callable[[Posting, User], object]]:
    return [
        remove_posting,
        lambda row, by: save(row, by, amount=Decimal(5)),
        lambda row, by: add_posting(row.line, new_id=uuid4(), by=by),
    ]


@pytest.mark.parametrize("change", changes_of_a_posting(), ids=["remove", "save", "add"])
def test_postings_of_a_removed_line_stay_as_they_are(
    change: Callable[[Posting, User], object], district: District, line: LedgerLine, by: User
) -> None:
    row = post(line, "100", by)
    remove_line(line=line, by=by)

    with pytest.raises(ValidationError, match="Bring the line back first"):
        change(row, by)

    restore_line(line=line, by=by)
    assert (spent(line), totals_are_right(district)) == (Decimal("100.00"), True)


def test_actual_cannot_be_typed_against_postings(district: District, line: LedgerLine, by: User) -> None:
    post(line, "100", by)
    line = LedgerLine.objects.get(pk=line.pk)
    current = line_values(line)
    edit = Edit(version=line.version, base=texts_of(current), values=current | {"actual": Decimal(90), "title": "X"})

    with pytest.raises(ValidationError, match=r"1 posting comes to \$100, .* put \$100 back under “Actual”"):
        save_line(line=line, edit=edit, by=by)

    line = LedgerLine.objects.get(pk=line.pk)
    assert (line.actual, line.title, totals_are_right(district)) == (Decimal("100.00"), "Coach", True)


def test_planned_amount_can_change_beside_postings(district: District, line: LedgerLine, by: User) -> None:
    post(line, "100", by)
    line = LedgerLine.objects.get(pk=line.pk)
    current = line_values(line)

    save_line(
        line=line,
        edit=Edit(version=line.version, base=texts_of(current), values=current | {"planned": Decimal(2000)}),
        by=by,
    )

    assert (spent(line), totals_are_right(district)) == (Decimal("100.00"), True)


def test_copy_of_a_line_has_no_postings_and_nothing_spent(district: District, line: LedgerLine, by: User) -> None:
    post(line, "100", by)
    LedgerLine.objects.filter(pk=line.pk).update(explanation="A late start.")

    copy = copy_line(line=LedgerLine.objects.get(pk=line.pk), line_id=UUID(int=7), by=by)

    assert (copy.actual, copy.explanation, copy.postings.count()) == (None, "", 0)
    assert totals_are_right(district)


def test_file_leaves_the_sum_of_postings_and_says_so(district: District, by: User) -> None:
    load(district, LINE)
    line = LedgerLine.objects.get()
    post(line, "100", by)

    report = load(district, {**LINE, "actual": "250", "planned": "90000"}, by=by)

    (finding,) = report.findings
    line.refresh_from_db()
    stays = "2 actual: The postings of this line add up to $100, which stays its actual amount. "
    cure = "The rest of the row is taken. Correct the postings, or remove them before you load the file again."
    assert sentences(report) == [stays + cure]
    assert (finding.is_error, finding.value) == (False, "Reading coach: $250")
    assert (line.actual, line.planned, totals_are_right(district)) == (Decimal("100.00"), Decimal("90000.00"), True)


@pytest.mark.parametrize("actual", ["", "100"], ids=["empty", "the same"])
def test_file_that_does_not_contradict_postings_is_loaded_in_silence(district: District, by: User, actual: str) -> None:
    load(district, LINE)
    post(LedgerLine.objects.get(), "100", by)

    report = load(district, {**LINE, "actual": actual}, by=by)

    assert (sentences(report), report.counts["lines"].same) == ([], 1)
    assert LedgerLine.objects.get().actual == Decimal("100.00")
