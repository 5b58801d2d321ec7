"""The main menu, the same on every page but for a person's name, their district and the part of the site."""

import uuid
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import ResolverMatch, reverse
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: template.Context) -> SafeString:
    """Draw the menu for the page's `user`, `district` (if it has one) and `request`."""
    match = context["request"].resolver_match
    district = context.get("district")
    return _menu(str(context["user"]), district.pk if district else None, _place(match) if match else "")


def _place(match: ResolverMatch) -> str:
    """Name the entry of the menu that a page belongs to: its app, but for the two entries of rubrics."""
    is_assessment = match.app_name == "rubrics" and match.route.startswith("self-assessments/")
    return "self-assessments" if is_assessment else match.app_name


@lru_cache(maxsize=1024)
def _menu(person: str, district_id: uuid.UUID | None, place: str) -> SafeString:
    """Draw a menu; drawing it anew on each page would take as long as three of the page's database queries."""
    inputs = {
        "person": person,
        "district_url": reverse("districts:district-detail", args=[district_id]) if district_id else "",
        "is_in_plans": place == "plans",
        "is_in_resources": place == "resources",
        "is_in_self_assessments": place == "self-assessments",
        "is_in_rubrics": place == "rubrics",
        "is_in_districts": place == "districts",
    }
    return render_to_string("components/site_menu.html", inputs)
