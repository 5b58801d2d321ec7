"""What the columns of an ELSI district table mean: which measure, group and school year each one holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plplanner.districts.enums import MEASURE_UNITS, Measure, State, StudentGroup, Unit
from plplanner.kit.numbers import NumberKind
from plplanner.kit.years import EARLIEST_YEAR, LATEST_YEAR

AGENCY_TYPE = "agency type"
LOCALE = "locale"

STATES_BY_CODE = {state.value: state for state in State}
STATES_BY_NAME = {state.label.casefold(): state for state in State} | {
    "bureau of indian affairs": State.BI,
    "the u.s. virgin islands": State.VI,
    "virgin islands": State.VI,
    "northern marianas": State.MP,
    "commonwealth of the northern mariana islands": State.MP,
}

STATE_FIPS: Mapping[str, str] = {
    State.AL: "01", State.AK: "02", State.AZ: "04", State.AR: "05", State.CA: "06", State.CO: "08", State.CT: "09",
    State.DE: "10", State.DC: "11", State.FL: "12", State.GA: "13", State.HI: "15", State.ID: "16", State.IL: "17",
    State.IN: "18", State.IA: "19", State.KS: "20", State.KY: "21", State.LA: "22", State.ME: "23", State.MD: "24",
    State.MA: "25", State.MI: "26", State.MN: "27", State.MS: "28", State.MO: "29", State.MT: "30", State.NE: "31",
    State.NV: "32", State.NH: "33", State.NJ: "34", State.NM: "35", State.NY: "36", State.NC: "37", State.ND: "38",
    State.OH: "39", State.OK: "40", State.OR: "41", State.PA: "42", State.RI: "44", State.SC: "45", State.SD: "46",
    State.TN: "47", State.TX: "48", State.UT: "49", State.VT: "50", State.VA: "51", State.WA: "53", State.WV: "54",
    State.WI: "55", State.WY: "56", State.BI: "59", State.AS: "60", State.GU: "66", State.MP: "69", State.PR: "72",
    State.VI: "78",
}  # fmt: skip
"""The two digits with which NCES ids of each state begin."""


class Target(NamedTuple):
    """What a column counts."""

    measure: str
    group: str = ""


_STUDENTS = Measure.STUDENTS_IN_GROUP
_TARGETS: Mapping[str, Target] = {
    "Total Students All Grades (Excludes AE)": Target(Measure.ENROLLMENT),
    "Total Number Operational Schools": Target(Measure.SCHOOLS),
    "Full-Time Equivalent (FTE) Teachers": Target(Measure.TEACHER_FTE),
    "Total Current Expenditures - El-Sec Education (TCURELSC)": Target(Measure.OPERATING_BUDGET),
    "Total Current Expenditures (TCURELSC)": Target(Measure.OPERATING_BUDGET),
    "Total Current Expenditures - El-Sec Education (TCURELSC) per Pupil (V33)": Target(Measure.PER_PUPIL_EXPENDITURE),
    "Total Current Expenditures (TCURELSC) per Pupil (V33)": Target(Measure.PER_PUPIL_EXPENDITURE),
    "Total Expenditures (TOTALEXP)": Target(Measure.TOTAL_EXPENDITURE),
    "Total Revenue (TOTALREV)": Target(Measure.TOTAL_REVENUE),
    "Total Revenue - Local Sources (TLOCREV)": Target(Measure.LOCAL_REVENUE),
    "Total Revenue - State Sources (TSTREV)": Target(Measure.STATE_REVENUE),
    "Total Revenue - Federal Sources (TFEDREV)": Target(Measure.FEDERAL_REVENUE),
    "American Indian/Alaska Native Students": Target(_STUDENTS, StudentGroup.AMERICAN_INDIAN),
    "Asian or Asian/Pacific Islander Students": Target(_STUDENTS, StudentGroup.ASIAN),
    "Black or African American Students": Target(_STUDENTS, StudentGroup.BLACK),
    "Black Students": Target(_STUDENTS, StudentGroup.BLACK),
    "Hispanic Students": Target(_STUDENTS, StudentGroup.HISPANIC),
    "Nat. Hawaiian or Other Pacific Isl. Students": Target(_STUDENTS, StudentGroup.PACIFIC_ISLANDER),
    "Hawaiian Nat./Pacific Isl. Students": Target(_STUDENTS, StudentGroup.PACIFIC_ISLANDER),
    "Two or More Races Students": Target(_STUDENTS, StudentGroup.TWO_OR_MORE),
    "White Students": Target(_STUDENTS, StudentGroup.WHITE),
    "Limited English Proficient (LEP) / English Language Learners (ELL)": Target(
        _STUDENTS, StudentGroup.ENGLISH_LEARNERS
    ),
    "English Language Learners (ELL)": Target(_STUDENTS, StudentGroup.ENGLISH_LEARNERS),
    "Individualized Education Program Students": Target(_STUDENTS, StudentGroup.DISABILITIES),
}

_LABEL = re.compile(
    r"(?P<label>.+?)\s*(?:\[[^\]]*\]\s*)?(?P<when>[0-9]{4}\s*[-–]\s*[0-9]{2}|latest available year)?", re.IGNORECASE
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def _folded(label: str) -> str:
    return _NOT_WORD.sub(" ", label.casefold()).strip()


_TARGETS_BY_FOLDED = {_folded(label): target for label, target in _TARGETS.items()}
_NAME, _LEAID = _folded("Agency Name"), _folded("Agency ID - NCES Assigned")
_SCHOOL_NAME = _folded("School Name")
_STATE_CODE, _STATE_NAME = _folded("State Abbr"), _folded("State Name")


class Column(NamedTuple):
    """A column that becomes facts."""

    place: int
    measure: str
    group: str
    school_year: int
    kind: NumberKind


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where everything stands in one file."""

    header: Sequence[str]
    name: int
    leaid: int
    state_code: int | None
    state_name: int | None
    attributes: Mapping[str, Sequence[int]]
    """The columns of the agency type and of the locale, latest school year first."""
    columns: Sequence[Column]
    unknown: Sequence[str]
    undated: Sequence[str]
    """Known measures without a school year, which therefore cannot be kept."""

    @property
    def width(self) -> int:
        """How many columns the header has."""
        return len(self.header)

    @property
    def school_years(self) -> list[int]:
        """The school years the file speaks of, in order."""
        return sorted({column.school_year for column in self.columns})


@dataclass(frozen=True)
class _Label:
    folded: str
    school_year: int | None


def is_header(cells: Sequence[str]) -> bool:
    """Tell the row of column names from title lines."""
    return {_NAME, _LEAID} <= _names(cells)


def names_schools(header: Sequence[str]) -> bool:
    """Tell a table of schools, which repeats their agencies, from a table of agencies."""
    return _SCHOOL_NAME in _names(header)


def _names(cells: Sequence[str]) -> set[str]:
    return {_read_label(cell).folded for cell in cells}


def read_layout(header: Sequence[str]) -> Layout:
    """Understand a header, that is, a row for which `is_header` holds."""
    trimmed = list(header)
    while not trimmed[-1]:
        trimmed.pop()
    labels = [_read_label(cell) for cell in trimmed]
    columns: dict[tuple[str, str, int], Column] = {}
    unknown: list[str] = []
    undated: list[str] = []
    for index, label in enumerate(labels):
        target = _TARGETS_BY_FOLDED.get(label.folded)
        if target is None:
            if label.folded not in {_NAME, _LEAID, _STATE_CODE, _STATE_NAME, AGENCY_TYPE, LOCALE}:
                unknown.append(trimmed[index])
        elif label.school_year is None:
            undated.append(trimmed[index])
        elif (*target, label.school_year) in columns:
            unknown.append(trimmed[index])
        else:
            columns[*target, label.school_year] = Column(index, *target, label.school_year, _kind(target.measure))
    return Layout(
        header=trimmed,
        name=_required(labels, _NAME),
        leaid=_required(labels, _LEAID),
        state_code=_find(labels, _STATE_CODE),
        state_name=_find(labels, _STATE_NAME),
        attributes={folded: _latest_first(labels, folded) for folded in (AGENCY_TYPE, LOCALE)},
        columns=list(columns.values()),
        unknown=[text for text in unknown if text],
        undated=undated,
    )


def _read_label(cell: str) -> _Label:
    match = _LABEL.fullmatch(cell)
    if match is None:
        return _Label(_folded(cell), None)
    return _Label(_folded(match["label"]), _school_year(match["when"] or ""))


def _school_year(when: str) -> int | None:
    """Read "2020-21" as 2020; None for "Latest available year" and for years that cannot be."""
    if not when[:4].isdigit():
        return None
    year = int(when[:4])
    follows = int(when[-2:]) == (year + 1) % 100
    return year if follows and EARLIEST_YEAR <= year <= LATEST_YEAR else None


def _kind(measure: str) -> NumberKind:
    match MEASURE_UNITS.get(measure):
        case Unit.DOLLARS:
            return NumberKind.MONEY
        case Unit.FTE:
            return NumberKind.FTE
        case _:
            return NumberKind.COUNT


def _find(labels: Sequence[_Label], folded: str) -> int | None:
    return next((index for index, label in enumerate(labels) if label.folded == folded), None)


def _required(labels: Sequence[_Label], folded: str) -> int:
    index = _find(labels, folded)
    if index is None:
        raise ValueError(f"The header has no column {folded!r}.")
    return index


def _latest_first(labels: Sequence[_Label], folded: str) -> list[int]:
    """Order the columns of one attribute; a column of the latest available year comes first."""
    dated = [(label.school_year or LATEST_YEAR, index) for index, label in enumerate(labels) if label.folded == folded]
    return [index for _, index in sorted(dated, key=lambda pair: -pair[0])]
