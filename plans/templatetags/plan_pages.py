"""What every page of a plan shows beside its own content."""

import html
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from plans.edition import SectionKind
from plans.models import Plan
from plans.models.reference import edition_layout
from plans.selectors.activities import ActivityRow
from plans.selectors.row_buttons import row_buttons
from plans.selectors.tasks import section_title

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class RailLink:
    """One entry of the rail."""

    label: str
    url: str
    is_current: bool


@register.simple_tag
def plan_rail(plan: Plan, current: str) -> SafeString:
    """Draw the plan's sections and what can be done with the plan; `current` is the key of the page's entry."""
    return _rail(plan.pk, plan.title, plan.edition_id, current)


@lru_cache(maxsize=1024)
def _rail(plan_id: uuid.UUID, title: str, edition_id: str, current: str) -> SafeString:
    """Draw a rail; it is the same for everybody until the plan's title or edition changes."""

    def link(key: str, label: str, name: str, *args: object) -> RailLink:
        url = reverse(f"plans:{name}", args=[plan_id, *args])
        return RailLink(label=label, url=url, is_current=key == current)

    kinds = {
        SectionKind.GOALS: ("goals", "Goals", "goal-list"),
        SectionKind.ACTIVITIES: ("activities", "Activities", "activity-list"),
        SectionKind.STANDARDS: ("standards", "Standards", "standards-coverage"),
    }
    write = [link("tasks", "All sections", "plan-detail")]
    for section in edition_layout(edition_id).sections:
        if section.kind == SectionKind.NARRATIVE:
            write.append(link(section.key, section_title(section), "section-edit", section.key))
        else:
            write.append(link(*kinds[section.kind]))
    take = [
        link("check", "Check and finish", "plan-check"),
        link("document", "The document", "plan-document"),
        link("changes", "Changes", "plan-changes"),
    ]
    links = render_to_string("plans/_rail_links.html", {"title": title, "write": write, "take": take})
    return render_to_string("plans/_rail.html", {"links": links})


# The rows of a plan's tables are written as text, not by a template: a plan may have thousands, and a template takes
# five times as long. Every text of a person is escaped where it is put in.

ACTIVITY = """<li class="activity" id="activity-{row.pk}">
<dl class="activity-cells"><div><dt>Initial activity</dt><dd>{initial}</dd></div>\
<div><dt>Follow-up</dt><dd>{follow_up}</dd></div>\
<div><dt>Duration</dt><dd>{when}</dd></div>\
<div><dt>Resources</dt><dd>{resources}</dd></div></dl>
{actions}</li>"""
ACTIVITY_ACTIONS = """<p class="card-actions"><a href="{base}{row.pk}/edit/">Edit{which}</a>{moves}\
<button class="link-button" formaction="{base}copy/" name="copy" value="{buttons.copy}">Copy{which}</button>\
<a href="{base}{row.pk}/remove/">Remove{which}</a></p>
"""
ACTIVITY_MOVE = '<button class="link-button" name="move" value="{value}">{label}{which}</button>'
ACTIVITY_LINE = """<tr><td class="prose">{initial}</td><td>{follow_up}</td><td class="prose">{when}</td></tr>
"""
ACTIVITY_LINK = '<a href="{base}{pk}/edit/">{text}</a>'


@register.simple_tag
def activity_items(rows: Sequence[ActivityRow], base: str, can_edit: bool) -> SafeString:  # noqa: FBT001  (a tag's input)
    """Draw the activities of one table with all their texts; `base` is the address they share."""
    actions = _actions(rows, base) if can_edit else repeat("", len(rows))
    return SafeString(
        "".join(
            ACTIVITY.format(
                row=row,
                initial=html.escape(row.initial),
                follow_up=html.escape(row.follow_up),
                when=html.escape(row.when),
                resources=html.escape(row.resources),
                actions=row_actions,
            )
            for row, row_actions in zip(rows, actions, strict=True)
        )
    )


def _actions(rows: Sequence[ActivityRow], base: str) -> Iterator[str]:
    for number, (row, buttons) in enumerate(zip(rows, row_buttons([row.pk for row in rows]), strict=True), start=1):
        which = f'<span class="visually-hidden"> activity {number}</span>'
        moves = "".join(
            ACTIVITY_MOVE.format(value=value, label=label, which=which)
            for value, label in ((buttons.move_up, "Move up"), (buttons.move_down, "Move down"))
            if value
        )
        yield ACTIVITY_ACTIONS.format(base=base, row=row, buttons=buttons, which=which, moves=moves)


@register.simple_tag
def activity_lines(rows: Iterable[ActivityRow], base: str, can_edit: bool) -> SafeString:  # noqa: FBT001  (likewise)
    """Draw the activities of one table as lines of an overview, each a link for those who may edit."""
    return SafeString(
        "".join(
            ACTIVITY_LINE.format(
                initial=ACTIVITY_LINK.format(base=base, pk=row.pk, text=html.escape(row.short_initial))
                if can_edit
                else html.escape(row.short_initial),
                follow_up=html.escape(row.short_follow_up),
                when=html.escape(row.when),
            )
            for row in rows
        )
    )
