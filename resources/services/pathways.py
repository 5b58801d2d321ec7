"""What people do with pathways, their courses and what they lack."""

from uuid import UUID

from plplanner.districts.models import District, User
from resources.models import Course, Gap, Pathway
from resources.services.rows import add_row

PATHWAY_COLUMNS = ("name", "priority", "purpose", "audience")
COURSE_COLUMNS = ("title", "origin", "content", "hours", "taught_by")
GAP_COLUMNS = ("kind", "description", "closed_on", "how_closed")


def add_pathway(*, district: District, school_year: int, new_id: UUID, by: User) -> Pathway:
    """Add a pathway without a name; adding the same id again changes nothing."""
    del school_year  # a pathway belongs to every year
    return add_row(Pathway(pk=new_id, district=district), by=by)


def add_course(pathway: Pathway, *, new_id: UUID, by: User) -> Course:
    """Add a blank course; adding the same id again changes nothing."""
    return add_row(Course(pk=new_id, district_id=pathway.district_id, pathway=pathway), by=by)


def add_gap(pathway: Pathway, *, new_id: UUID, by: User) -> Gap:
    """Add a gap without words; adding the same id again changes nothing."""
    return add_row(Gap(pk=new_id, district_id=pathway.district_id, pathway=pathway), by=by)
