"""Choices of districts, schools and people."""

from django.db import models


class State(models.TextChoices):
    """States and outlying areas by postal code; the first two digits of a LEAID are their FIPS codes."""

    AL = "AL", "Alabama"
    AK = "AK", "Alaska"
    AZ = "AZ", "Arizona"
    AR = "AR", "Arkansas"
    CA = "CA", "California"
    CO = "CO", "Colorado"
    CT = "CT", "Connecticut"
    DE = "DE", "Delaware"
    DC = "DC", "District of Columbia"
    FL = "FL", "Florida"
    GA = "GA", "Georgia"
    HI = "HI", "Hawaii"
    ID = "ID", "Idaho"
    IL = "IL", "Illinois"
    IN = "IN", "Indiana"
    IA = "IA", "Iowa"
    KS = "KS", "Kansas"
    KY = "KY", "Kentucky"
    LA = "LA", "Louisiana"
    ME = "ME", "Maine"
    MD = "MD", "Maryland"
    MA = "MA", "Massachusetts"
    MI = "MI", "Michigan"
    MN = "MN", "Minnesota"
    MS = "MS", "Mississippi"
    MO = "MO", "Missouri"
    MT = "MT", "Montana"
    NE = "NE", "Nebraska"
    NV = "NV", "Nevada"
    NH = "NH", "New Hampshire"
    NJ = "NJ", "New Jersey"
    NM = "NM", "New Mexico"
    NY = "NY", "New York"
    NC = "NC", "North Carolina"
    ND = "ND", "North Dakota"
    OH = "OH", "Ohio"
    OK = "OK", "Oklahoma"
    OR = "OR", "Oregon"
    PA = "PA", "Pennsylvania"
    RI = "RI", "Rhode Island"
    SC = "SC", "South Carolina"
    SD = "SD", "South Dakota"
    TN = "TN", "Tennessee"
    TX = "TX", "Texas"
    UT = "UT", "Utah"
    VT = "VT", "Vermont"
    VA = "VA", "Virginia"
    WA = "WA", "Washington"
    WV = "WV", "West Virginia"
    WI = "WI", "Wisconsin"
    WY = "WY", "Wyoming"
    AS = "AS", "American Samoa"
    BI = "BI", "Bureau of Indian Education"
    GU = "GU", "Guam"
    MP = "MP", "Northern Mariana Islands"
    PR = "PR", "Puerto Rico"
    VI = "VI", "U.S. Virgin Islands"


class Locale(models.TextChoices):
    """NCES urban-centric locale codes."""

    NOT_KNOWN = "", "Not known"
    CITY_LARGE = "11", "City, large"
    CITY_MIDSIZE = "12", "City, midsize"
    CITY_SMALL = "13", "City, small"
    SUBURB_LARGE = "21", "Suburb, large"
    SUBURB_MIDSIZE = "22", "Suburb, midsize"
    SUBURB_SMALL = "23", "Suburb, small"
    TOWN_FRINGE = "31", "Town, fringe"
    TOWN_DISTANT = "32", "Town, distant"
    TOWN_REMOTE = "33", "Town, remote"
    RURAL_FRINGE = "41", "Rural, fringe"
    RURAL_DISTANT = "42", "Rural, distant"
    RURAL_REMOTE = "43", "Rural, remote"


class Grade(models.TextChoices):
    """Grades in school order; `Grade.values.index` compares them."""

    PK = "PK", "Prekindergarten"
    KG = "KG", "Kindergarten"
    G01 = "01", "Grade 1"
    G02 = "02", "Grade 2"
    G03 = "03", "Grade 3"
    G04 = "04", "Grade 4"
    G05 = "05", "Grade 5"
    G06 = "06", "Grade 6"
    G07 = "07", "Grade 7"
    G08 = "08", "Grade 8"
    G09 = "09", "Grade 9"
    G10 = "10", "Grade 10"
    G11 = "11", "Grade 11"
    G12 = "12", "Grade 12"


class TitleOne(models.TextChoices):
    """A school's Title I status."""

    NOT_KNOWN = "", "Not known"
    SCHOOLWIDE = "schoolwide", "Title I schoolwide"
    TARGETED = "targeted", "Title I targeted assistance"
    NONE = "none", "Not a Title I school"


class NeedDesignation(models.TextChoices):
    """How the state's accountability system identifies a school under ESEA 1111(c) and (d)."""

    NOT_KNOWN = "", "Not known"
    NONE = "none", "Not identified"
    CSI = "csi", "Comprehensive support and improvement"
    TSI = "tsi", "Targeted support and improvement"
    ATSI = "atsi", "Additional targeted support and improvement"


class Unit(models.TextChoices):
    """What a measure counts in."""

    COUNT = "count", "number"
    FTE = "fte", "full-time equivalents"
    DOLLARS = "dollars", "dollars"


class Measure(models.TextChoices):
    """What can be known of a district or a school in one school year."""

    ENROLLMENT = "enrollment", "Students (fall membership, adult education excluded)"
    SCHOOLS = "schools", "Schools"
    TEACHER_FTE = "teacher_fte", "Teachers, full-time equivalent"
    PER_PUPIL_EXPENDITURE = "per_pupil_expenditure", "Expenditure per pupil"
    OPERATING_BUDGET = "operating_budget", "Operating (current) budget"
    TOTAL_EXPENDITURE = "total_expenditure", "Total expenditure"
    INSTRUCTIONAL_TECHNOLOGY = "instructional_technology", "Instructional-technology budget"
    TOTAL_REVENUE = "total_revenue", "Total revenue"
    LOCAL_REVENUE = "local_revenue", "Revenue from local sources"
    STATE_REVENUE = "state_revenue", "Revenue from state sources"
    FEDERAL_REVENUE = "federal_revenue", "Revenue from federal sources"
    STUDENTS_IN_GROUP = "students_in_group", "Students in group"
    CERTIFIED_STAFF = "certified_staff", "Certified staff"


MEASURE_UNITS: dict[str, Unit] = {
    Measure.TEACHER_FTE: Unit.FTE,
    Measure.PER_PUPIL_EXPENDITURE: Unit.DOLLARS,
    Measure.OPERATING_BUDGET: Unit.DOLLARS,
    Measure.TOTAL_EXPENDITURE: Unit.DOLLARS,
    Measure.INSTRUCTIONAL_TECHNOLOGY: Unit.DOLLARS,
    Measure.TOTAL_REVENUE: Unit.DOLLARS,
    Measure.LOCAL_REVENUE: Unit.DOLLARS,
    Measure.STATE_REVENUE: Unit.DOLLARS,
    Measure.FEDERAL_REVENUE: Unit.DOLLARS,
}
"""Units of the measures that are not plain counts."""


class StudentGroup(models.TextChoices):
    """Groups of the demographics, as federal reporting names them."""

    AMERICAN_INDIAN = "american_indian", "American Indian or Alaska Native"
    ASIAN = "asian", "Asian"
    BLACK = "black", "Black or African American"
    HISPANIC = "hispanic", "Hispanic or Latino"
    PACIFIC_ISLANDER = "pacific_islander", "Native Hawaiian or other Pacific Islander"
    TWO_OR_MORE = "two_or_more", "Two or more races"
    WHITE = "white", "White"
    ECONOMICALLY_DISADVANTAGED = "economically_disadvantaged", "Economically disadvantaged"
    ENGLISH_LEARNERS = "english_learners", "English learners"
    DISABILITIES = "disabilities", "Students with disabilities"
    HOMELESS = "homeless", "Experiencing homelessness"


class CertificationKind(models.TextChoices):
    """Kinds of certification a district counts."""

    BACHELORS = "bachelors", "Bachelor's degree certificate"
    MASTERS = "masters", "Master's degree certificate"
    SPECIALIST = "specialist", "Education specialist certificate"
    DOCTORATE = "doctorate", "Doctoral certificate"
    ALTERNATIVE = "alternative", "Alternative or provisional certificate"
    NATIONAL_BOARD = "national_board", "National Board certified"
    OUT_OF_FIELD = "out_of_field", "Teaching out of field"


MEASURE_GROUPS: dict[str, type[models.TextChoices]] = {
    Measure.STUDENTS_IN_GROUP: StudentGroup,
    Measure.CERTIFIED_STAFF: CertificationKind,
}
"""The measures that are counted by group, and their groups."""


class FactStatus(models.TextChoices):
    """Whether a value is known; a missing value is never zero."""

    KNOWN = "known", "Known"
    NOT_KNOWN = "not_known", "Not known"
    NOT_APPLICABLE = "not_applicable", "Not applicable"
    LOW_QUALITY = "low_quality", "Withheld: does not meet quality standards"


class Role(models.TextChoices):
    """What a person is in a district, or in a state."""

    DIRECTOR = "director", "Director"
    EDITOR = "editor", "Editor"
    LEADER = "leader", "Leader"
    VIEWER = "viewer", "Viewer"
    REVIEWER = "reviewer", "Reviewer"


DISTRICT_ROLES = (Role.DIRECTOR, Role.EDITOR, Role.LEADER, Role.VIEWER)
"""Roles held in one district; a reviewer's role is held in a state."""
