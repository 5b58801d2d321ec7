"""The pages of a district's resources that the checklist opens."""

from tests.browser.case import Case, clear_and_submit
from tests.world import Who, World


def no_lists(world: World) -> None:
    """Take away all departments and pathways."""
    rows = world.mine.resources
    rows.line.department = rows.line.pathway = None
    rows.line.save()
    rows.department.delete()
    rows.pathway.delete()


RESOURCES = [
    Case("resources, which district", "resources:home", who=Who.ADMINISTRATOR),
    Case("resources", "resources:overview"),
    Case("resources, read-only", "resources:overview", who=Who.LEADER),
    Case("departments and pathways", "resources:list-overview"),
    Case("departments and pathways, none", "resources:list-overview", prepare=no_lists),
    Case("edit a department", "resources:department-edit"),
    Case("edit a department, no name", "resources:department-edit", act=clear_and_submit("Name", "Save")),
    Case("remove a pathway", "resources:pathway-remove"),
]
