"""The ledger and what it is kept by: funds, lines, staff, time, materials, benchmarks."""

from resources.models.benchmarks import Benchmark
from resources.models.definition import ResourceDefinition
from resources.models.funds import Fund, FundAward, FundTransfer
from resources.models.imports import LedgerImport
from resources.models.lines import FundShare, LedgerLine, LineDocument
from resources.models.lists import Department, Pathway
from resources.models.materials import Material
from resources.models.reference import AccountCode, AssistanceListing, ScheduleModel
from resources.models.staff import StaffAssignment, StaffMember
from resources.models.time import CalendarEntry, CalendarFeed, TeamTime, WorkYear
from resources.models.totals import FundTotal, LedgerTotal

__all__ = [
    "AccountCode",
    "AssistanceListing",
    "Benchmark",
    "CalendarEntry",
    "CalendarFeed",
    "Department",
    "Fund",
    "FundAward",
    "FundShare",
    "FundTotal",
    "FundTransfer",
    "LedgerImport",
    "LedgerLine",
    "LedgerTotal",
    "LineDocument",
    "Material",
    "Pathway",
    "ResourceDefinition",
    "ScheduleModel",
    "StaffAssignment",
    "StaffMember",
    "TeamTime",
    "WorkYear",
]
