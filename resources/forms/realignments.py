"""The form that moves planned money, and the search for lines beside it."""

import contextlib
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import AmountField, LineField, TextField
from plplanner.kit.money import LARGEST_MONEY
from resources.forms.row_choices import RowChoiceField
from resources.models import LedgerLine
from resources.models.rows import ResourceRowQuerySet
from resources.selectors.realignments import LineChoices, named_lines
from resources.services.realignments import Move, not_known, too_much

TO_LINE, AWAY = "line", "away"
SMALLEST_AMOUNT = Decimal("0.01")
TEXT_LENGTH = 5_000


class LineSearchForm(forms.Form):
    """Words of the names of the lines to choose from."""

    words = LineField(label="Find lines by words of their name", max_length=100, required=False)


def _line_field(label: str, missing: str = "", *, required: bool, help_text: str = "") -> RowChoiceField:
    errors = {"required": missing, "invalid_choice": "Choose a line from the list."}
    return RowChoiceField(
        label=label, empty="Not chosen", required=required, help_text=help_text, error_messages=errors
    )


def _ids_in(*texts: object) -> list[UUID]:
    """Read the ids among what a browser sends."""
    found = []
    for text in texts:
        with contextlib.suppress(ValueError):
            found.append(UUID(str(text)))
    return found


class RealignmentForm(forms.Form):
    """From which line how much goes where, and why. Money that leaves was questioned first."""

    new_id = forms.UUIDField(widget=forms.HiddenInput)
    from_line = _line_field("From", "Choose the line that the money comes from.", required=True)
    amount = AmountField(
        label="Amount",
        min_value=SMALLEST_AMOUNT,
        max_value=LARGEST_MONEY,
        error_messages={"required": "Enter how much is moved."},
    )
    where = forms.ChoiceField(
        label="Where does it go?",
        choices=[(TO_LINE, "To another line of this year"), (AWAY, "Away from professional learning")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose where the money goes."},
    )
    to_line = _line_field("To", required=False, help_text="Needed if it goes to another line.")
    destination = LineField(
        label="What it is used for instead",
        help_text="For example “Bus routes of two schools”.",
        required=False,
    )
    question = TextField(
        label="The question that was raised",
        help_text="What those who lead professional learning asked, and whom.",
        max_length=TEXT_LENGTH,
        required=False,
    )
    answer = TextField(label="The answer that was given", max_length=TEXT_LENGTH, required=False)
    reason = TextField(
        label="Reason",
        help_text="Why the money is moved, and who agreed.",
        max_length=TEXT_LENGTH,
        error_messages={"required": "Enter why the money is moved."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        lines: ResourceRowQuerySet[LedgerLine],
        offered: LineChoices,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        given = initial or {} if data is None else data
        # A search may have left out what was chosen before it.
        chosen = named_lines(lines, _ids_in(given.get("from_line"), given.get("to_line")))
        for name in ("from_line", "to_line"):
            cast("RowChoiceField", self.fields[name]).offer(offered.choices, chosen)

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs, and refuse more than is planned."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        where, from_line, amount = cleaned.get("where"), cleaned.get("from_line"), cleaned.get("amount")
        if from_line and from_line.planned is None:
            self.add_error("from_line", not_known(from_line))
        elif from_line and amount is not None and amount > from_line.planned:
            self.add_error("amount", too_much(from_line))
        if where == TO_LINE:
            self._check_line(cleaned.get("to_line"), from_line)
        elif where == AWAY:
            self._require_answers(cleaned)
        return cleaned

    def _check_line(self, to_line: LedgerLine | None, from_line: LedgerLine | None) -> None:
        if to_line is None:
            if "to_line" not in self.errors:
                self.add_error("to_line", "Choose the line that the money goes to.")
        elif to_line == from_line:
            self.add_error("to_line", "Choose two different lines.")
        elif to_line.planned is None:
            self.add_error("to_line", not_known(to_line))

    def _require_answers(self, cleaned: dict[str, Any]) -> None:
        missing = {
            "destination": "Enter what the money is used for instead.",
            "question": "Enter the question that was raised.",
            "answer": "Enter the answer that was given.",
        }
        for name, sentence in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)

    def move(self) -> Move:
        """Return what to do; call it on a valid form."""
        cleaned = self.cleaned_data
        away = cleaned["where"] == AWAY
        return Move(
            from_line=cleaned["from_line"],
            to_line=None if away else cleaned["to_line"],
            amount=cleaned["amount"],
            reason=cleaned["reason"],
            destination=cleaned["destination"] if away else "",
            question=cleaned["question"] if away else "",
            answer=cleaned["answer"] if away else "",
        )
