"""The pages of a district's resources that the checklist opens."""

from resources.models import BudgetRequest
from tests.browser.case import Case, clear_and_submit
from tests.world import Who, World


def no_lists(world: World) -> None:
    """Take away all departments."""
    rows = world.mine.resources
    rows.line.department = None
    rows.line.save()
    BudgetRequest.objects.update(department=None)
    rows.department.delete()


RESOURCES = [
    Case("resources, which district", "resources:home", who=Who.ADMINISTRATOR),
    Case("resources", "resources:overview"),
    Case("resources, read-only", "resources:overview", who=Who.LEADER),
    Case("investment reviews", "resources:review-list"),
    Case("investment review", "resources:review-detail"),
    Case("edit an investment review", "resources:review-edit"),
    Case("years to come, nothing comes again", "resources:multi-year-detail"),
    Case("equity", "resources:equity-detail"),
    Case("equity, a wrong number", "resources:equity-detail", query="?dose=many"),
    Case("departments", "resources:list-overview"),
    Case("departments, none", "resources:list-overview", prepare=no_lists),
    Case("edit a department", "resources:department-edit"),
    Case("edit a department, no name", "resources:department-edit", act=clear_and_submit("Name", "Save")),
    Case("remove a pathway", "resources:pathway-remove"),
]
