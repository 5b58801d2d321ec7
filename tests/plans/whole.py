"""Plans in the database in which the completeness check finds nothing to mend."""

from dataclasses import replace

from plans.document import PlanContent
from plans.models import Plan, Snapshot
from plans.services.content import create_plan_from_content
from plans.services.plans import finish_plan
from plplanner.districts.models import District, User
from tests.factories import DistrictFactory, TemplateEditionFactory, UserFactory
from tests.plans.contents import whole_content


def create_whole_plan(district: District | None = None, *, title: str = "Plan", by: User | None = None) -> Plan:
    return plan_of(replace(whole_content(), title=title), district, by=by)


def plan_of(content: PlanContent, district: District | None = None, *, by: User | None = None) -> Plan:
    return create_plan_from_content(
        content=content,
        district=district or DistrictFactory.create(),
        edition=TemplateEditionFactory.create(),
        by=by,
    )


def finished(plan: Plan) -> Snapshot:
    return finish_plan(plan=plan, version=plan.version, by=UserFactory.create(name="Fay Finisher"))
