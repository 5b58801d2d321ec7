"""What the journey enters: funds, lines and a request, as the fields of their forms; see `ledger_sheet.py`."""

from collections.abc import Mapping

FEDERAL = {"kind": "Federal", "is_program": "yes"}
LOCAL = {"kind": "Local", "is_program": "no"}
FUNDS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "Title I, Part A": (FEDERAL, {"amount": "$612,000", "carry_over": "18,500"}),
    "Title II, Part A": (FEDERAL, {"amount": "96400", "carry_over": "3600"}),
    "Title IV, Part A": (FEDERAL, {"amount": "41,000.00"}),
    "General fund": (LOCAL, {"amount": "350,000"}),
}
COACH, CONTRACTED = {"paid_time": "Coach salary"}, {"paid_time": "Contracted teacher time"}
TECHNOLOGY = {"is_technology_training": "yes"}


def paid_by(*shares: tuple[str, str]) -> dict[str, str]:
    """Write the shares of funds into the fields of a line's form."""
    numbered = enumerate(shares, start=1)
    return {
        f"share_{n}_{name}": text for n, pair in numbered for name, text in zip(("fund", "part"), pair, strict=True)
    }


def line(
    title: str, what: tuple[str, str, str], amounts: tuple[str, str, str], *more: Mapping[str, str]
) -> dict[str, str]:
    """Write a line into the fields of its form: kind, element and phase; planned, committed and actual."""
    named = zip(("resource_kind", "cost_element", "delivery_phase"), what, strict=True)
    known = zip(("planned", "committed", "actual"), amounts, strict=True)
    values = {"title": title} | dict(named) | {name: amount for name, amount in known if amount}
    return values | {name: text for each in more for name, text in each.items()}


ALL_OF = "100"
"""The whole of a line, in percent."""
INSTITUTE = line(
    "Early reading institute",
    ("External services", "Tuition and conference fees", "Delivery"),
    ("10,000.01", "10,000.01", "9,999.99"),
    paid_by(("Title I, Part A", "33.3%"), ("Title II, Part A", "66.7%")),
)
LINES = [
    line(
        "Reading coach",
        ("Staff", "Training and coaching", "Coaching"),
        ("62,000", "62,000", "31,000"),
        COACH,
        paid_by(("Title I, Part A", "60"), ("Title II, Part A", "40")),
    ),
    line(
        "Mathematics coach",
        ("Staff", "Training and coaching", "Coaching"),
        ("58,000", "58,000", ""),
        COACH,
        paid_by(("General fund", ALL_OF)),
    ),
    line(
        "Five contract days",
        ("Time", "Teacher time", "Delivery"),
        ("245,098", "", ""),
        CONTRACTED,
        {"quantity": "875.35", "unit": "Days"},
        paid_by(("General fund", "$245,098")),
    ),
    INSTITUTE,
    line(
        "Books for study groups",
        ("Materials", "Materials, equipment and facilities", "Delivery"),
        ("4,800", "4,800", "4,716.40"),
        paid_by(("Title IV, Part A", ALL_OF)),
    ),
    line(
        "Video coaching licenses",
        ("Technology", "Materials, equipment and facilities", "Coaching"),
        ("9,600", "9,600", "9,600"),
        TECHNOLOGY,
        paid_by(("Title IV, Part A", "$6,000"), ("General fund", "$3,600")),
    ),
    line("Classroom visits", ("External services", "Administration", "Evaluation"), ("", "", "")),
    line(
        "Substitutes",
        ("Time", "Teacher time", "Coaching"),
        ("12,320", "", "6,160.50"),
        paid_by(("Title I, Part A", "50"), ("Title II, Part A", "50")),
    ),
    line(
        "Conference travel",
        ("External services", "Travel and transportation", "Planning"),
        ("3,150", "3,150", "3,420.75"),
        paid_by(("Title II, Part A", ALL_OF)),
    ),
    line(
        "Training on tablets",
        ("Technology", "Training and coaching", "Delivery"),
        ("7,500", "5,000", ""),
        TECHNOLOGY,
        paid_by(("General fund", ALL_OF)),
    ),
]
ASKED = [
    {
        "title": "Trainer of mentors",
        "delivery_phase": "Delivery",
        "cost_element": "Training and coaching",
        "resource_kind": "External services",
        "quantity": "2",
        "unit": "Days",
        "unit_price": "1,750",
    },
    {
        "title": "Stipends of mentors",
        "delivery_phase": "Coaching",
        "cost_element": "Teacher time",
        "resource_kind": "Staff",
        "quantity": "24",
        "unit": "Hours",
        "unit_price": "45",
    },
]
