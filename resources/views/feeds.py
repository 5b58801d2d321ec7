"""Secret addresses under which calendar programs read the calendar."""

from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest, read_or_post
from plplanner.kit.ics import CONTENT_TYPE, write_calendar
from plplanner.kit.versions import NewIdForm
from plplanner.kit.years import school_year_label, school_year_of
from resources.selectors.feeds import feed_events, feed_lines, open_feeds
from resources.services.feeds import add_feed, feed_digest, revoke_feed
from resources.views.access import led_district
from resources.views.rows import NOTHING_ADDED

YEARS_BACK = 1
"""How many school years before this one an address still hands out."""


@never_cache
@read_or_post
def feed_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the secret addresses; a post makes one and shows it, once, for only its digest is kept."""
    district = led_district(request, district_id)
    made_url = ""
    form = NewIdForm(request.POST)
    if request.method == "POST" and not form.is_valid():
        messages.error(request, NOTHING_ADDED)
    elif request.method == "POST":
        try:
            token = add_feed(district=district, new_id=form.cleaned_data["new_id"], by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            made_url = request.build_absolute_uri(reverse("resources:calendar-feed", args=[token]))
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "time",
        "feeds": feed_lines(district),
        "made_url": made_url,
        "new_id": uuid4(),
    }
    return render(request, "resources/feed_list.html", context)


@require_POST
def feed_revoke(request: AuthenticatedHttpRequest, district_id: UUID, year: int, feed_id: int) -> HttpResponse:
    """Stop a secret address."""
    district = led_district(request, district_id)
    feed = get_object_or_404(district.calendar_feeds, pk=feed_id)
    revoke_feed(feed=feed, by=request.user)
    messages.success(request, "The address is stopped. Calendars that used it get nothing from it any more.")
    return redirect("resources:feed-list", district.pk, year)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """Hand the calendar to whoever knows the address; an unknown and a stopped one are answered alike."""
    del request
    district = get_object_or_404(open_feeds(), token_digest=feed_digest(feed_token)).district
    since = school_year_of(timezone.localdate()) - YEARS_BACK
    content = write_calendar(
        feed_events(district, since=since), name=f"{district.name}: professional learning", time_zone=settings.TIME_ZONE
    )
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Cache-Control": "private, max-age=900"})
