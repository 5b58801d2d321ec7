"""The ledger and what it is kept by: funds, lines, staff, time, materials, benchmarks."""

from resources.models.benchmarks import Benchmark
from resources.models.cycle import Handoff, Milestone, WorkingTeam
from resources.models.definition import ResourceDefinition
from resources.models.funds import Fund, FundAward, FundTransfer
from resources.models.imports import LedgerImport
from resources.models.lines import FundShare, LedgerLine, LineDocument
from resources.models.lists import Department
from resources.models.materials import Material
from resources.models.monitoring import CoachLogEntry, HeldSession, Posting
from resources.models.pathways import Course, Gap, Pathway
from resources.models.providers import (
    Contract,
    ContractProgress,
    ExternalResource,
    Provider,
    ProviderCriterion,
    ProviderReview,
)
from resources.models.realignments import Realignment
from resources.models.reference import AccountCode, AssistanceListing, ScheduleModel
from resources.models.requests import BudgetRequest, DistinctRequests, RequestCost, RequestMerge
from resources.models.reviews import InvestmentReview
from resources.models.scenarios import Scenario, ScenarioYear
from resources.models.staff import StaffAssignment, StaffMember
from resources.models.time import CalendarEntry, CalendarFeed, TeamTime, WorkYear
from resources.models.totals import FundTotal, LedgerTotal

__all__ = [
    "AccountCode",
    "AssistanceListing",
    "Benchmark",
    "BudgetRequest",
    "CalendarEntry",
    "CalendarFeed",
    "CoachLogEntry",
    "Contract",
    "ContractProgress",
    "Course",
    "Department",
    "DistinctRequests",
    "ExternalResource",
    "Fund",
    "FundAward",
    "FundShare",
    "FundTotal",
    "FundTransfer",
    "Gap",
    "Handoff",
    "HeldSession",
    "InvestmentReview",
    "LedgerImport",
    "LedgerLine",
    "LedgerTotal",
    "LineDocument",
    "Material",
    "Milestone",
    "Pathway",
    "Posting",
    "Provider",
    "ProviderCriterion",
    "ProviderReview",
    "Realignment",
    "RequestCost",
    "RequestMerge",
    "ResourceDefinition",
    "Scenario",
    "ScenarioYear",
    "ScheduleModel",
    "StaffAssignment",
    "StaffMember",
    "TeamTime",
    "WorkYear",
    "WorkingTeam",
]
