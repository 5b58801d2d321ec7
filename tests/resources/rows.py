"""A district's resources for the world in which addresses and pages are tried: one row of each kind."""

from dataclasses import dataclass
from decimal import Decimal

from plplanner.districts.models import District, School
from resources.models import (
    CalendarEntry,
    Department,
    Fund,
    FundAward,
    FundTransfer,
    LedgerLine,
    Material,
    Pathway,
    ResourceDefinition,
    StaffAssignment,
    StaffMember,
    TeamTime,
)
from resources.services.totals import recompute

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
    staff_member: StaffMember
    assignment: StaffAssignment
    calendar_entry: CalendarEntry
    team_time: TeamTime
    material: Material
    definition: ResourceDefinition

    @property
    def ids(self) -> dict[str, object]:
        """What each name in an address stands for."""
        return {
            "fund_id": self.fund.pk,
            "transfer_id": self.transfer.pk,
            "department_id": self.department.pk,
            "pathway_id": self.pathway.pk,
            "line_id": self.line.pk,
            "staff_member_id": self.staff_member.pk,
            "assignment_id": self.assignment.pk,
            "calendar_entry_id": self.calendar_entry.pk,
            "team_time_id": self.team_time.pk,
            "material_id": self.material.pk,
            "definition_id": self.definition.pk,
        }


def create_resources(district: District, school: School) -> ResourceRows:
    """Create a fund that pays for one line, and one row of everything else."""
    year = {"district": district, "school_year": SCHOOL_YEAR}
    fund = Fund.objects.create(district=district, name="Title II-A")
    staff_member = StaffMember.objects.create(district=district, name="Casey Coach")
    department = Department.objects.create(district=district, name="Curriculum")
    pathway = Pathway.objects.create(district=district, name="Early reading")
    line = LedgerLine.objects.create(
        **year,
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
    return ResourceRows(
        fund=fund,
        award=FundAward.objects.create(fund=fund, school_year=SCHOOL_YEAR, amount=Decimal("120000.00")),
        transfer=FundTransfer.objects.create(**year, to_fund=fund, amount=Decimal("5000.00"), reason="Unspent"),
        department=department,
        pathway=pathway,
        line=line,
        staff_member=staff_member,
        assignment=StaffAssignment.objects.create(**year, staff_member=staff_member, school=school, fte=Decimal("0.5")),
        calendar_entry=CalendarEntry.objects.create(**year, title="Fall institute"),
        team_time=TeamTime.objects.create(**year, school=school, minutes=45, meetings=2, weeks=36),
        material=Material.objects.create(district=district, name="Decoding kits"),
        definition=ResourceDefinition.objects.create(district=district, number=1, definition="People, time and money."),
    )
