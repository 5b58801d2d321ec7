"""School years as people write them."""

import pytest

from plplanner.kit.years import parse_school_year, school_year_label


@pytest.mark.parametrize("written", ["2020-21", "2020–21", "2020/21", "2020-2021", "2020", " 2020-21 "])
def test_a_school_year_is_read_as_people_write_it(written: str) -> None:
    assert parse_school_year(written) == 2020


def test_the_turn_of_a_century_is_read() -> None:
    assert parse_school_year(school_year_label(2099)) == 2099


@pytest.mark.parametrize("written", ["2020-22", "2020-2031", "soon", "", "20-21", "1989-90", "2101-02", "٢٠٢٠"])
def test_what_is_no_school_year_is_refused_with_a_sentence(written: str) -> None:
    with pytest.raises(ValueError, match="is not a school year"):
        parse_school_year(written)
