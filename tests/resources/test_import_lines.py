"""Files of ledger lines: what they say is what is stored, once, and only if all of it is right."""

from decimal import Decimal

import pytest

from plplanner.districts.models import District
from resources.models import Fund, LedgerImport, LedgerLine
from tests.factories import DistrictFactory, FundFactory
from tests.resources.import_files import LINE, load, sentences
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> District:
    return DistrictFactory.create()


@pytest.fixture
def funds(district: District) -> list[Fund]:
    return [FundFactory.create(district=district, name=name) for name in ("Title II-A", "Local")]


def test_line_is_stored_as_the_file_says(district: District, funds: list[Fund]) -> None:
    report = load(district, {**LINE, "funds": "Title II-A 60%; Local 40%", "department": "Curriculum", "unit": "FTE"})

    line = LedgerLine.objects.get()
    assert sentences(report) == []
    assert (line.title, line.school_year, line.resource_kind, line.unit) == ("Reading coach", 2025, "staff", "fte")
    assert (line.planned, line.committed, str(line.department)) == (Decimal("80000.00"), None, "Curriculum")
    assert [(s.fund.name, s.part, s.planned) for s in line.shares.all()] == [
        ("Title II-A", Decimal(60), Decimal("48000.00")),
        ("Local", Decimal(40), Decimal("32000.00")),
    ]
    assert line.source_import == LedgerImport.objects.get()
    assert stored_totals(district) == expected_totals(district)
    assert stored_fund_totals(district) == expected_fund_totals(district)
