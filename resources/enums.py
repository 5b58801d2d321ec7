"""Choices of resources."""

from django.db import models


class FundKind(models.TextChoices):
    """Where a fund's money comes from."""

    NONE = "", "Not chosen"
    FEDERAL = "federal", "Federal"
    STATE = "state", "State"
    LOCAL = "local", "Local"
    PRIVATE = "private", "Private"


class ResourceKind(models.TextChoices):
    """The five kinds of resources of professional learning."""

    NONE = "", "Not chosen"
    STAFF = "staff", "Staff"
    TIME = "time", "Time"
    MATERIALS = "materials", "Materials"
    TECHNOLOGY = "technology", "Technology"
    SERVICES = "services", "External services"


class CostElement(models.TextChoices):
    """What professional learning costs are made of (Odden, Archibald, Fermanich and Gallagher 2002)."""

    NONE = "", "Not chosen"
    TEACHER_TIME = "teacher_time", "Teacher time"
    TRAINING = "training", "Training and coaching"
    ADMINISTRATION = "administration", "Administration"
    MATERIALS = "materials", "Materials, equipment and facilities"
    TRAVEL = "travel", "Travel and transportation"
    TUITION = "tuition", "Tuition and conference fees"


class QuantityUnit(models.TextChoices):
    """What a line's quantity counts."""

    NONE = "", "Not chosen"
    HOURS = "hours", "Hours"
    DAYS = "days", "Days"
    FTE = "fte", "Full-time equivalents (FTE)"
    ITEMS = "items", "Items"


class PaidTime(models.TextChoices):
    """Whether a line is time that the district pays for anyway; it decides which scope counts the line."""

    NONE = "", "Neither"
    CONTRACTED = "contracted", "Contracted teacher time"
    COACH = "coach", "Coach salary"


class Scope(models.TextChoices):
    """The two ways of counting cost; figures of different scopes are never compared."""

    ALL = "all", "Counting all PL cost"
    NEW_MONEY = "new-money", "New money only"


class Basis(models.TextChoices):
    """Which of a line's three amounts is meant."""

    PLANNED = "planned", "Planned"
    COMMITTED = "committed", "Committed"
    ACTUAL = "actual", "Actual"


class StaffRole(models.TextChoices):
    """What the people do who lead the learning of others."""

    COACH = "coach", "Coach"
    MENTOR = "mentor", "Mentor"
    FACILITATOR = "facilitator", "Facilitator"


class Period(models.TextChoices):
    """The part of a school year that an assignment lasts."""

    YEAR = "year", "Whole year"
    FALL = "fall", "Fall"
    SPRING = "spring", "Spring"


class CalendarKind(models.TextChoices):
    """What a day or hour of the annual calendar is."""

    CONTRACT_DAY = "contract_day", "Contract day for professional learning"
    EARLY_RELEASE = "early_release", "Early release or late start"
    SESSION = "session", "Session or workshop"
    SUBSTITUTES = "substitutes", "Release with substitutes"


class MaterialKind(models.TextChoices):
    """What an item is."""

    MATERIALS = "materials", "Materials"
    TECHNOLOGY = "technology", "Technology"


class PeopleGroup(models.TextChoices):
    """Who takes part in a decision, as the rubric tells them apart."""

    STAFF = "staff", "Professional learning staff"
    LEADERS = "leaders", "School and district leaders"
    PARTICIPANTS = "participants", "Participants in professional learning"


class ImportKind(models.TextChoices):
    """What a file of the ledger holds."""

    LINES = "lines", "Ledger lines"
    FUNDS = "funds", "Funds"
    STAFF = "staff", "Staff"


class LedgerFormat(models.TextChoices):
    """The files that lines can be taken away as."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"


class CodeDimension(models.TextChoices):
    """The two dimensions of the NCES account codes that lines use."""

    FUNCTION = "function", "Function"
    OBJECT = "object", "Object"


class Direction(models.TextChoices):
    """Which side of its threshold a benchmark's value should be on."""

    AT_LEAST = "at_least", "At least"
    AT_MOST = "at_most", "At most"


class BenchmarkStatus(models.TextChoices):
    """What a benchmark says; a missing or zero denominator is never a pass."""

    MEETS = "meets", "Meets the benchmark"
    SHORT = "short", "Short of the benchmark"
    CANNOT_COMPUTE = "cannot_compute", "Cannot compute"


class CourseOrigin(models.TextChoices):
    """Why a course is part of a pathway."""

    REQUIRED = "required", "Required by the planning team"
    REQUESTED = "requested", "Requested by a department"


class GapKind(models.TextChoices):
    """What a pathway can lack."""

    NONE = "", "Not chosen"
    CONTENT = "content", "Content"
    EXPERTS = "experts", "Experts"
    FACILITIES = "facilities", "Facilities"


class RequestStatus(models.TextChoices):
    """Where a budget request stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"
    PART_APPROVED = "part_approved", "Approved in part"
    DECLINED = "declined", "Declined"
    MERGED = "merged", "Merged"


class ReviewDecision(models.TextChoices):
    """What a panel decides of a provider."""

    NONE = "", "Not decided"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Not approved"


class SearchStatus(models.TextChoices):
    """How far the search for an external resource is."""

    CONSIDERING = "considering", "Considering"
    APPLIED = "applied", "Applied for"
    WON = "won", "Won"
    LOST = "lost", "Not won"


class NeedBy(models.TextChoices):
    """What tells schools of high need from others."""

    DESIGNATION = "designation", "The state’s need designation"
    TITLE_ONE = "title-one", "Title I"


class Recommendation(models.TextChoices):
    """What a review says of a pathway's investment."""

    NONE = "", "Not decided"
    CONTINUE = "continue", "Continue"
    ADJUST = "adjust", "Adjust"
    DISCONTINUE = "discontinue", "Discontinue"
