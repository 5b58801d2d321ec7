"""The cell of funds in a file of lines: written by the export, read by the import."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.exports.columns import FundsUnreadable, funds_text, read_funds, year_text

Shares = list[tuple[str, Decimal]]

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1)
PARTS = st.decimals(min_value="0.0001", max_value="999999999999", places=4)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("Title II-A 60%; Local 40%", [("Title II-A", Decimal(60)), ("Local", Decimal(40))]),
        ("Title II-A $6,000; Local $4000.50;", [("Title II-A", Decimal(6000)), ("Local", Decimal("4000.50"))]),
        ('"Levy; 2024" 100 %', [("Levy; 2024", Decimal(100))]),
        ("Grant 21 100", [("Grant 21", Decimal(100))]),
        ("  ", []),
    ],
)
def test_funds_are_read_as_people_write_them(text: str, shares: Shares) -> None:
    assert read_funds(text) == shares


@pytest.mark.parametrize("text", ["Title II-A", "60%", "Title II-A 60%; Local", "Local 1.2.3", '"Levy 100%', "A 1e5"])
def test_funds_that_say_no_share_are_refused(text: str) -> None:
    with pytest.raises(FundsUnreadable, match="Name each fund with its share"):
        read_funds(text)


@given(st.lists(st.tuples(NAMES, PARTS), max_size=6))
def test_funds_come_back_as_they_were_written(shares: Shares) -> None:
    assert read_funds(funds_text(shares)) == shares


def test_a_fiscal_year_is_written_with_both_years() -> None:
    assert (year_text(2025), year_text(2099)) == ("2025-26", "2099-00")
