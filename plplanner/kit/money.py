"""Money as Decimal dollars with cents, kept in the database as whole cents, so that every sum is exact everywhere.

SQLite adds up decimals as binary fractions; it adds up whole numbers exactly.
"""

from decimal import Decimal
from typing import Any

from django.db import models

from plplanner.kit.cents import from_cents, to_cents

ZERO = Decimal("0.00")
MOST_DIGITS = 14
"""The largest amount is $999,999,999,999.99; a state's sums of it still fit 64 bits."""
LARGEST_MONEY = Decimal(10**MOST_DIGITS - 1).scaleb(-2)


class MoneyField(models.DecimalField):  # type: ignore[type-arg]  # Django's class takes no parameters when it runs
    """Dollars with two decimals in Python, whole cents in the database. Sums of it come back as dollars."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options["max_digits"], options["decimal_places"] = MOST_DIGITS, 2
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """Leave out what is the same for all."""
        name, path, args, options = super().deconstruct()
        del options["max_digits"], options["decimal_places"]
        return name, path, args, options

    def get_internal_type(self) -> str:
        """Name the column's type: 64 bits."""
        return "BigIntegerField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  (Django's signature)
        """Write dollars as cents."""
        del connection, prepared
        dollars = self.to_python(value)
        return dollars if dollars is None else to_cents(dollars)

    def from_db_value(self, value: Any, *_: object) -> Decimal | None:
        """Read cents as dollars; PostgreSQL adds them up as numeric."""
        return None if value is None else from_cents(int(value))
