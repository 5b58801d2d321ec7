"""A district's resources for the world in which addresses and pages are tried: one row of each kind."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.files.base import ContentFile

from plplanner.districts.models import District, School, User
from resources.models import (
    Benchmark,
    CalendarEntry,
    CalendarFeed,
    Department,
    Fund,
    FundAward,
    FundTransfer,
    InvestmentReview,
    LedgerLine,
    LineDocument,
    Material,
    Pathway,
    ResourceDefinition,
    Scenario,
    StaffAssignment,
    StaffMember,
    TeamTime,
)
from resources.services.feeds import feed_digest
from resources.services.totals import recompute
from tests.resources.benchmark_rows import CODE, change_for_state, change_threshold, load_benchmarks
from tests.resources.cycle_rows import CycleRows, create_cycle
from tests.resources.monitoring_rows import MonitoringRows, create_monitoring
from tests.resources.request_rows import RequestRows, create_requests
from tests.resources.scenario_rows import create_scenario

SCHOOL_YEAR = 2025


@dataclass(frozen=True, kw_only=True)
class ResourceRows:
    """One row of each kind of a district's resources."""

    fund: Fund
    award: FundAward
    transfer: FundTransfer
    department: Department
    pathway: Pathway
    line: LedgerLine
    document: LineDocument
    staff_member: StaffMember
    assignment: StaffAssignment
    calendar_entry: CalendarEntry
    feed: CalendarFeed
    feed_token: str
    team_time: TeamTime
    material: Material
    definition: ResourceDefinition
    cycle: CycleRows
    requests: RequestRows
    review: InvestmentReview
    scenario: Scenario
    benchmark: Benchmark
    state_benchmark: Benchmark
    monitoring: MonitoringRows

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {
            "fund_id": self.fund.pk,
            "transfer_id": self.transfer.pk,
            "department_id": self.department.pk,
            "pathway_id": self.pathway.pk,
            "line_id": self.line.pk,
            "document_id": self.document.pk,
            "staff_member_id": self.staff_member.pk,
            "assignment_id": self.assignment.pk,
            "calendar_entry_id": self.calendar_entry.pk,
            "feed_id": self.feed.pk,
            "feed_token": self.feed_token,
            "team_time_id": self.team_time.pk,
            "material_id": self.material.pk,
            "definition_id": self.definition.pk,
            "benchmark_code": CODE,
            "benchmark_id": self.benchmark.pk,
            "state": self.state_benchmark.state,
            "state_benchmark_id": self.state_benchmark.pk,
            "review_id": self.review.pk,
            "scenario_id": self.scenario.pk,
            **self.cycle.ids,
            **self.requests.ids,
            **self.monitoring.ids,
        }


def create_resources(district: District, school: School, *, asked_by: User | None = None) -> ResourceRows:
    """Create a fund that pays for one line, a request of the person, and one row of everything else."""
    load_benchmarks()
    year = {"district": district, "school_year": SCHOOL_YEAR}
    feed_token = f"feed-token-of-{district.leaid}"
    fund = Fund.objects.create(district=district, name="Title II-A")
    staff_member = StaffMember.objects.create(district=district, name="Casey Coach")
    department = Department.objects.create(district=district, name="Curriculum")
    pathway = Pathway.objects.create(district=district, name="Early reading")
    line = _create_line(district, school, fund=fund, department=department, pathway=pathway)
    return ResourceRows(
        benchmark=change_threshold(district, code=CODE),
        state_benchmark=change_for_state(district.state, removed=True),
        fund=fund,
        award=FundAward.objects.create(fund=fund, school_year=SCHOOL_YEAR, amount=Decimal("120000.00")),
        transfer=FundTransfer.objects.create(**year, to_fund=fund, amount=Decimal("5000.00"), reason="Unspent"),
        department=department,
        pathway=pathway,
        line=line,
        document=_create_document(line),
        staff_member=staff_member,
        assignment=StaffAssignment.objects.create(**year, staff_member=staff_member, school=school, fte=Decimal("0.5")),
        feed=CalendarFeed.objects.create(district=district, token_digest=feed_digest(feed_token)),
        feed_token=feed_token,
        calendar_entry=CalendarEntry.objects.create(**year, title="Fall institute"),
        team_time=TeamTime.objects.create(**year, school=school, minutes=45, meetings=2, weeks=36),
        material=Material.objects.create(district=district, name="Decoding kits"),
        definition=ResourceDefinition.objects.create(district=district, number=1, definition="People, time and money."),
        review=InvestmentReview.objects.create(**year, pathway=pathway, practice="Coaches see it in most rooms."),
        scenario=create_scenario(district, SCHOOL_YEAR),
        requests=create_requests(district, SCHOOL_YEAR, department=department, pathway=pathway, asked_by=asked_by),
        cycle=create_cycle(district, SCHOOL_YEAR, pathway=pathway, line=line),
        monitoring=create_monitoring(district, SCHOOL_YEAR, line=line, school=school, pathway=pathway),
    )


def _create_line(
    district: District, school: School, *, fund: Fund, department: Department, pathway: Pathway
) -> LedgerLine:
    line = LedgerLine.objects.create(
        district=district,
        school_year=SCHOOL_YEAR,
        title="Reading coach",
        resource_kind="staff",
        cost_element="training",
        delivery_phase="coaching",
        paid_time="coach",
        department=department,
        pathway=pathway,
        school=school,
        planned=Decimal("80000.00"),
    )
    line.shares.create(fund=fund, position=1, part=Decimal(100), planned=line.planned)
    recompute(district)
    return line


def _create_document(line: LedgerLine) -> LineDocument:
    content = ContentFile(b"contract", name="contract.pdf")
    return LineDocument.objects.create(line=line, name="contract.pdf", size=8, sha256="0" * 64, content=content)
