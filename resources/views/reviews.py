"""The yearly review of each pathway's investment."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.kit.years import school_year_label
from resources.forms.reviews import ReviewForm
from resources.models import InvestmentReview, Pathway
from resources.selectors.reviews import removed_reviews, review_lines
from resources.selectors.reviews import review_detail as read_review
from resources.services.reviews import REVIEW_COLUMNS, add_review
from resources.services.rows import columns_of, save_columns
from resources.views.access import may_write, visible_district, writable_district
from resources.views.child_rows import present_row
from resources.views.rows import RowPages, add_and_open


def _place(review: InvestmentReview) -> str:
    if review.removed_at is not None:
        return reverse("resources:review-list", args=[review.district_id, review.school_year])
    return reverse("resources:review-detail", args=[review.district_id, review.school_year, review.pk])


REVIEWS = RowPages[InvestmentReview](
    noun="review",
    plural="reviews",
    title="Investment review",
    section="reviews",
    model=InvestmentReview,
    form=lambda _row, data, values, version: ReviewForm(data, values=values, version=version),
    values_of=lambda row: columns_of(row, REVIEW_COLUMNS),
    save=lambda row, edit, by: save_columns(row, edit=edit, by=by, columns=REVIEW_COLUMNS),
    place=_place,
    related=("pathway",),
    primary="Save and see the review",
    consequence="You can bring it back from the list of reviews.",
)


@require_safe
def review_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show each pathway with what it cost and reached, and its review of the year."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "reviews",
        "lines": review_lines(district, year),
        "removed": [
            {"id": each.pk, "name": str(each.pathway)}
            for each in (removed_reviews(district, year) if can_write else [])
        ],
        "may_write": can_write,
    }
    return render(request, "resources/review_list.html", context)


@require_safe
def review_detail(request: AuthenticatedHttpRequest, district_id: UUID, year: int, review_id: UUID) -> HttpResponse:
    """Show one review as it reads."""
    district = visible_district(request, district_id)
    rows = InvestmentReview.objects.for_district(district).in_year(year).present().select_related("pathway")
    review = get_object_or_404(rows, pk=review_id)
    review.district = district
    context = {
        "district": district,
        "year": year,
        "section": "reviews",
        "row": review,
        "review": read_review(review),
        "may_write": may_write(request, district),
    }
    return render(request, "resources/review_detail.html", context)


@require_POST
def review_add(request: AuthenticatedHttpRequest, district_id: UUID, year: int, pathway_id: UUID) -> HttpResponse:
    """Begin the review of a pathway's year and open it."""
    district = writable_district(request, district_id)
    pathway = present_row(district, Pathway, pathway_id)
    back = reverse("resources:review-list", args=[district.pk, year])
    return add_and_open(request, REVIEWS, partial(add_review, pathway, school_year=year), back=back)
