"""The ledger of a district's year: its lines, their totals, and the files they are taken away as."""

from uuid import UUID, uuid4

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from plplanner.districts.http import AuthenticatedHttpRequest
from plplanner.districts.models import District
from plplanner.kit import csv_writer, xlsx
from plplanner.kit.downloads import streamed_attachment
from plplanner.kit.years import school_year_label
from resources.enums import LedgerFormat
from resources.exports.columns import year_text
from resources.exports.ledger import ledger_pieces
from resources.forms.ledger import ADDRESS_NAMES, CrossForm, LedgerFilterForm, LedgerFormatForm, address_query
from resources.selectors.ledger import ledger_page
from resources.selectors.ledger_choices import ledger_choices
from resources.selectors.ledger_filters import lines_of
from resources.selectors.ledger_sums import ledger_sums
from resources.selectors.ledger_totals import cross_table
from resources.views.access import may_write, visible_district

CONTENT_TYPES = {LedgerFormat.CSV: csv_writer.CONTENT_TYPE, LedgerFormat.XLSX: xlsx.CONTENT_TYPE}


def ledger_address(district: District, year: int, query: str = "") -> str:
    """Return where a year's lines are listed."""
    return reverse("resources:line-list", args=[district.pk, year]) + query


@require_safe
def line_list(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show the lines of a year, a page at a time, and what they add up to."""
    district = visible_district(request, district_id)
    can_write = may_write(request, district)
    choices = ledger_choices(district)
    form = LedgerFilterForm(request.GET, district=district, school_year=year, choices=choices, may_write=can_write)
    page = ledger_page(form.chosen, after=form.cleaned_data.get("after"), before=form.cleaned_data.get("before"))
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "ledger",
        "form": form,
        "page": page,
        "sums": ledger_sums(form.chosen),
        "address": ledger_address(district, year),
        "later_url": address_query(form.query | {"before": page.later}) if page.later else "",
        "earlier_url": address_query(form.query | {"after": page.earlier}) if page.earlier else "",
        "start_url": ledger_address(district, year, address_query(form.query)),
        "totals_url": reverse("resources:line-totals", args=[district.pk, year]) + address_query(form.query),
        "formats": LedgerFormat.choices,
        "may_write": can_write,
        "new_id": uuid4(),
    }
    return render(request, "resources/line_list.html", context)


@require_safe
def line_totals(request: AuthenticatedHttpRequest, district_id: UUID, year: int) -> HttpResponse:
    """Show what lines add up to by any two dimensions; each number leads to its lines."""
    district = visible_district(request, district_id)
    choices = ledger_choices(district)
    form = LedgerFilterForm(
        request.GET, district=district, school_year=year, choices=choices, may_write=may_write(request, district)
    )
    crossed = CrossForm(request.GET)
    crossed.full_clean()
    rows, columns = crossed.chosen["rows"], crossed.chosen["columns"]

    def address(row: str, column: str) -> str:
        here = {name: key for name, key in ((rows, row), (columns, column)) if key}
        return ledger_address(district, year, address_query(form.query | here))

    table = cross_table(
        form.chosen,
        rows=ADDRESS_NAMES[rows],
        columns=ADDRESS_NAMES[columns],
        amount=crossed.chosen["amount"],
        choices=choices,
        address=address,
    )
    context = {
        "district": district,
        "year": year,
        "year_label": school_year_label(year),
        "section": "ledger",
        "form": form,
        "cross_form": crossed,
        "table": table,
        "caption": crossed.caption,
        "row_title": crossed.row_title,
        "sums": ledger_sums(form.chosen),
        "address": reverse("resources:line-totals", args=[district.pk, year]),
        "list_url": ledger_address(district, year, address_query(form.query)),
        "clear_url": address_query(crossed.chosen),
    }
    return render(request, "resources/line_totals.html", context)


@require_safe
def line_download(
    request: AuthenticatedHttpRequest, district_id: UUID, year: int
) -> HttpResponse | StreamingHttpResponse:
    """Send exactly the lines that the ledger shows, as a file."""
    district = visible_district(request, district_id)
    form = LedgerFilterForm(
        request.GET,
        district=district,
        school_year=year,
        choices=ledger_choices(district),
        may_write=may_write(request, district),
    )
    file_format = LedgerFormatForm(request.GET)
    if form.errors or not file_format.is_valid():
        return redirect(ledger_address(district, year, f"?{request.GET.urlencode()}"))
    chosen = file_format.cleaned_data["format"]
    stem = f"{district.name} ledger {year_text(year)}"
    pieces = ledger_pieces(
        lines_of(form.chosen), file_format=chosen, title=stem, author=district.name, now=timezone.now()
    )
    return streamed_attachment(pieces, stem=stem, extension=chosen.value, content_type=CONTENT_TYPES[chosen])
