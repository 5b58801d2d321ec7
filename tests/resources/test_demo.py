"""The demo's ledger and all that is done with it: every page of resources has something to show."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from plplanner.districts.models import District
from resources.enums import Basis, Recommendation, RequestStatus, ReviewDecision, Scope, SearchStatus
from resources.models import (
    BudgetRequest,
    CoachLogEntry,
    ContractProgress,
    Course,
    ExternalResource,
    Gap,
    Handoff,
    HeldSession,
    InvestmentReview,
    LedgerLine,
    Milestone,
    ProviderReview,
    Realignment,
    RequestMerge,
    Scenario,
    WorkingTeam,
)
from resources.selectors.benchmarks import held_benchmarks
from resources.selectors.reconciliation import reconciliation_page
from resources.selectors.requests import RequestFilter, request_lines, request_sums, requests_of
from tests.resources.ledgers import expected_fund_totals, expected_totals, stored_fund_totals, stored_totals

pytestmark = pytest.mark.django_db

YEAR = 2026


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for the tests of this module: it takes seconds, and they only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        for command in ("load_reference", "load_demo"):
            call_command(command, stdout=StringIO())
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def catalpa(demo: None) -> District:
    """The demo's first district."""
    return District.objects.get(name="Catalpa County Schools")


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("resources").get_models()}


def test_demo_loads_once_and_its_totals_are_those_of_its_lines(catalpa: District) -> None:
    before = counts()

    call_command("load_demo", stdout=StringIO())

    assert counts() == before
    assert stored_totals(catalpa) == expected_totals(catalpa)
    assert stored_fund_totals(catalpa) == expected_fund_totals(catalpa)


def test_demo_s_requests_are_in_every_state(catalpa: District) -> None:
    requests = BudgetRequest.objects.for_district(catalpa)

    assert Counter(requests.values_list("status", flat=True)) == {
        RequestStatus.DRAFT: 1,
        RequestStatus.SUBMITTED: 4,
        RequestStatus.RETURNED: 1,
        RequestStatus.MERGED: 1,
        RequestStatus.APPROVED: 2,
        RequestStatus.PART_APPROVED: 1,
        RequestStatus.DECLINED: 1,
    }
    assert all(requests.filter(status=RequestStatus.DECLINED).values_list("decision_reason", flat=True))
    approved = LedgerLine.objects.for_district(catalpa).filter(request_cost__isnull=False)
    # Five costs of the merged pair, four of the mentors, four of the winter institute.
    assert approved.count() == 5 + 4 + 4
    assert sum(line.planned or 0 for line in approved) == 8470 + 3828 + 14390
    # The facilitator is paid once: 3 × $900 of the merged request are left out.
    assert RequestMerge.objects.get().saved == 2700


def test_list_of_requests_counts_what_is_approved_where_the_sums_by_status_do(catalpa: District) -> None:
    chosen = RequestFilter(district=catalpa, school_year=YEAR)
    by = BudgetRequest.objects.for_district(catalpa).exclude(decided_by=None)[0].decided_by
    assert by is not None

    lines = request_lines(list(requests_of(chosen)), by=by, may_write=True)
    sums = {each.label: each.approved for each in request_sums(chosen).lines}

    # Of the merged pair 7,930 are the one's own costs and 540 the other's; the mentors' 3,828 are approved too.
    family = {each.status: each.approved for each in lines if each.title.startswith("Family partnership")}
    assert family == {"Approved": "$7,930", "Merged": "$540"}
    assert (sums["Approved"], sums["Merged"]) == ("$11,758", "$540")


def test_demo_has_a_probable_duplicate_at_two_prices_and_a_pair_that_is_none(catalpa: District) -> None:
    page = reconciliation_page(catalpa, YEAR)

    [pair] = page.clusters
    assert {each.department for each in pair.members} == {"Curriculum and instruction", "Student services"}
    assert [(each.what, each.range) for each in page.prices] == [("Days with the trainer", "$3,200 to $3,650")]
    assert len(page.distinct) == 1


def test_demo_s_cycle_has_what_is_late_and_what_is_accepted(catalpa: District) -> None:
    assert WorkingTeam.objects.for_district(catalpa).in_year(YEAR).exclude(lead="").count() == 4
    handoffs = Handoff.objects.for_district(catalpa)
    assert list(handoffs.filter(accepted_at__isnull=False).values_list("accepted_by_name", flat=True)) == [
        "Dwight Pearson"
    ]
    assert handoffs.filter(accepted_at=None, due_on__lt="2026-11-22").count() == 1
    milestones = Milestone.objects.for_district(catalpa)
    assert milestones.filter(done_on=None, due_on__lt="2026-11-22").count() == 1
    assert milestones.filter(done_on__isnull=False).count() == 7


def test_demo_s_help_from_outside_and_moves_are_of_every_kind(catalpa: District) -> None:
    decisions = ProviderReview.objects.for_district(catalpa).values_list("decision", flat=True)
    assert Counter(decisions) == {ReviewDecision.APPROVED: 3, ReviewDecision.DECLINED: 1}
    assert all(len(each.verdicts) == 5 for each in ProviderReview.objects.for_district(catalpa))
    notes = ContractProgress.objects.for_district(catalpa)
    assert set(notes.values_list("is_as_expected", flat=True)) == {True, False}
    sought = ExternalResource.objects.for_district(catalpa).values_list("status", flat=True)
    assert set(sought) == set(SearchStatus)
    [away] = Realignment.objects.filter(district=catalpa, to_line=None)
    assert away.question
    assert away.answer
    assert Realignment.objects.filter(district=catalpa, to_line__isnull=False).count() == 1


def test_demo_s_pathways_have_courses_gaps_and_reviews_of_each_kind(catalpa: District) -> None:
    assert set(Course.objects.for_district(catalpa).values_list("origin", flat=True)) == {"required", "requested"}
    assert set(Gap.objects.for_district(catalpa).values_list("kind", flat=True)) == {"content", "experts", "facilities"}
    assert Gap.objects.for_district(catalpa).exclude(closed_on=None).count() == 1
    reviews = InvestmentReview.objects.for_district(catalpa)
    assert set(reviews.values_list("recommendation", flat=True)) == set(Recommendation)


def test_demo_meets_some_benchmarks_and_is_short_of_others(catalpa: District) -> None:
    said = {
        held.benchmark.code: {(each.angle.scope, each.angle.basis): each.judgement.status for each in held.results}
        for held in held_benchmarks(catalpa, YEAR)
    }

    statuses = {each[Scope.ALL, Basis.PLANNED] for each in said.values()}
    assert statuses == {"meets", "short"}
    assert "cannot_compute" not in {status for each in said.values() for status in each.values()}


def test_demo_s_year_went_on_with_postings_sessions_a_log_and_scenarios(catalpa: District) -> None:
    posted = LedgerLine.objects.for_district(catalpa).in_year(YEAR).get(title="Video coaching platform")
    # 9,600 for 60 seats and 1,920 for 12 more.
    assert (posted.planned, posted.actual, bool(posted.explanation)) == (Decimal(9600), Decimal(11520), True)
    assert set(HeldSession.objects.for_district(catalpa).values_list("is_follow_up", flat=True)) == {True, False}
    assert CoachLogEntry.objects.for_district(catalpa).filter(result="").count() == 2
    scenarios = Scenario.objects.for_district(catalpa)
    assert [each.years.count() for each in scenarios] == [3, 3]
    assert stored_totals(catalpa) == expected_totals(catalpa)
