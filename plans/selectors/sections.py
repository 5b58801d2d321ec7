"""A narrative section as its page shows it: each question with its facts."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import BoundField, Form

from plans.edition import TemplateField, TemplateSection
from plans.models import Plan
from plplanner.districts.selectors.facts import FactLine, district_year


@dataclass(frozen=True, kw_only=True)
class SectionRow:
    """One question: its field, how to answer it, and the facts that bear on it."""

    field: BoundField
    guide: TemplateField
    facts: list[FactLine]

    @property
    def asks_for_facts(self) -> bool:
        """Whether numbers belong to this question, known or not."""
        return bool(self.guide.measures)


def facts_by_field(plan: Plan, section: TemplateSection) -> Mapping[str, list[FactLine]]:
    """Read the facts each question asks for, in one query; none for a district without facts."""
    if plan.facts_year is None or not any(field.measures for field in section.fields):
        return {}
    year = district_year(plan.district, plan.facts_year)
    return {
        field.key: [line for measure in field.measures for line in year.of(measure) if line.version or not line.group]
        for field in section.fields
    }


def section_rows(form: Form, section: TemplateSection, facts: Mapping[str, list[FactLine]]) -> list[SectionRow]:
    """Pair each field of the form with its guidance and facts."""
    return [SectionRow(field=form[field.key], guide=field, facts=facts.get(field.key, [])) for field in section.fields]
