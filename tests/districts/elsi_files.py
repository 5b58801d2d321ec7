"""Small ELSI exports, written as NCES writes them."""

import csv
import io
from collections.abc import Sequence

TITLE = ["ELSI Export", "", "National Center for Education Statistics", "", "All states", ""]
FOOTER = [
    "",
    'Data Source: U.S. Department of Education, "Survey", 2020-21 v.1a',
    "",
    "† indicates that the data are not applicable.",
]
IDENTITY = [
    "Agency Name",
    "State Name [District] Latest available year",
    "State Abbr [District] Latest available year",
    "Agency ID - NCES Assigned [District] Latest available year",
    "Agency Type [District] 2020-21",
]
STUDENTS = "Total Students All Grades (Excludes AE) [District] 2020-21"
TEACHERS = "Full-Time Equivalent (FTE) Teachers [District] 2020-21"
EXPENDITURES = "Total Expenditures (TOTALEXP) [District Finance] 2020-21"
HEADER = [*IDENTITY, STUDENTS, TEACHERS, EXPENDITURES]
COLBERT = ["COLBERT COUNTY", "ALABAMA", "AL ", "0100840", "1-Regular district", "2618", "175.07", "36186000"]


def agency(
    *, leaid: str = "0100840", students: str = "2618", teachers: str = "175.07", money: str = "36186000"
) -> list[str]:
    """Write the row of an agency in Alabama."""
    return [f"AGENCY {leaid}", "Alabama", "AL ", leaid, "1-Regular district", students, teachers, money]


def export_file(
    *rows: Sequence[str], header: Sequence[str] = HEADER, footer: Sequence[str] = FOOTER, encoding: str = "utf-8-sig"
) -> io.BytesIO:
    """Write a whole export."""
    text = io.StringIO("\r\n".join([*TITLE, ""]), newline="")
    text.seek(0, io.SEEK_END)
    csv.writer(text).writerows([header, *rows])
    text.write("\r\n".join(footer))
    return io.BytesIO(text.getvalue().encode(encoding))
