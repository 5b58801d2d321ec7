"""What people do with the work year and with team time."""

import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from plplanner.districts.models import District, User
from plplanner.kit.editing import Edit
from plplanner.kit.rows import insert_row
from resources.models import ScheduleModel, TeamTime, WorkYear
from resources.selectors.time import work_year_of
from resources.services.rows import add_row, columns_of, save_columns

WORK_YEAR_COLUMNS = ("contract_days", "hours_per_day", "calendar_made_by", "calendar_groups")
TEAM_TIME_COLUMNS = ("school", "group", "schedule_model", "minutes", "meetings", "weeks", "adaptation")


def work_year_values(row: WorkYear) -> dict[str, Any]:
    """Read what the form of a work year edits."""
    return columns_of(row, WORK_YEAR_COLUMNS)


def team_time_values(row: TeamTime) -> dict[str, Any]:
    """Read what the form of team time edits."""
    return columns_of(row, TEAM_TIME_COLUMNS)


def work_year_to_edit(district: District, school_year: int) -> WorkYear:
    """Return the work year, or a blank one that is not saved; it has the same id for everybody who opens it."""
    row_id = uuid.uuid5(district.pk, f"work-year-{school_year}")
    return work_year_of(district, school_year) or WorkYear(pk=row_id, district=district, school_year=school_year)


@transaction.atomic
def save_work_year(row: WorkYear, edit: Edit, by: User) -> WorkYear:
    """Save a work year, adding its row the first time. Raises EditConflict or ValidationError with nothing changed."""
    return save_columns(_kept(row, by), edit=edit, by=by, columns=WORK_YEAR_COLUMNS)


def _kept(row: WorkYear, by: User) -> WorkYear:
    """Return the row as it is in the database, added blank if it is not there yet."""
    existing = work_year_of(row.district, row.school_year)
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            return insert_row(WorkYear(pk=row.pk, district_id=row.district_id, school_year=row.school_year), by=by)
    except IntegrityError:
        return WorkYear.objects.get(district_id=row.district_id, school_year=row.school_year)


def add_team_time(
    *, district: District, school_year: int, new_id: UUID, by: User, schedule_model: ScheduleModel | None = None
) -> TeamTime:
    """Add team time, blank or as a schedule model begins; adding the same id again changes nothing."""
    from_model: Mapping[str, Any] = (
        {"schedule_model": schedule_model, "minutes": schedule_model.minutes, "meetings": schedule_model.meetings}
        if schedule_model
        else {}
    )
    return add_row(TeamTime(pk=new_id, district=district, school_year=school_year, **from_model), by=by)


def save_team_time(row: TeamTime, edit: Edit, by: User) -> TeamTime:
    """Save team time. Raises EditConflict, RowRemoved or ValidationError with nothing changed."""
    return save_columns(row, edit=edit, by=by, columns=TEAM_TIME_COLUMNS)
