"""Forms of benchmarks: another threshold, and one of the district's own."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from plplanner.kit.fields import LineField, NumberField, TextField
from plplanner.kit.numbers import NumberKind
from plplanner.kit.versions import Difference, VersionedFormMixin, VersionField
from resources.enums import Direction
from resources.models import Benchmark
from resources.selectors.benchmarks_words import plain
from resources.selectors.quantities import QUANTITIES

HUNDRED = Decimal(100)
LONGEST_REASON = 2_000
MOST_PERCENT = 100
MOST_TO_ONE = 1_000_000
QUANTITY_CHOICES = [("", "Choose"), *((each.name, each.label) for each in QUANTITIES.values())]


class ReasonField(TextField):
    """Why a district or a state draws the line elsewhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="Reason",
            max_length=LONGEST_REASON,
            help_text="Everybody who sees the benchmark reads it, for example: the board set it in May.",
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Enter why it is changed or added."},
            **options,
        )


class CarryOverForm(forms.Form):
    """Whether money carried over from the year before counts as part of an award."""

    carry_over = forms.BooleanField(required=False)


class ThresholdForm(VersionedFormMixin, forms.Form):
    """Another threshold of one benchmark, from a school year on."""

    threshold = NumberField(error_messages={"required": "Enter the threshold."})
    reason = ReasonField()
    version = VersionField(min_value=0)

    def __init__(self, data: QueryDict | None = None, *, benchmark: Benchmark, own: Benchmark | None) -> None:
        self.is_share = not benchmark.is_ratio
        shown = self._shown(benchmark)
        version = own.version if own else 0
        super().__init__(data, initial={"threshold": shown, "reason": own.reason if own else "", "version": version})
        self.fields["threshold"] = threshold_field(is_share=self.is_share, is_most=_is_most(benchmark.direction))

    def values(self) -> dict[str, Any]:
        """Return what is saved."""
        typed = self.cleaned_data["threshold"]
        return {
            "threshold": typed / HUNDRED if self.is_share else typed,
            "reason": self.cleaned_data["reason"],
        }

    def meet_threshold(self, row: Benchmark) -> list[Difference]:
        """Return how what was typed differs from what somebody saved first; the next save has then seen it."""
        self.take_version(row.version)
        theirs = {"threshold": plain(self._shown(row)), "reason": row.reason}
        mine = {"threshold": plain(self.cleaned_data["threshold"]), "reason": self.cleaned_data["reason"]}
        return [
            Difference(label=str(self.fields[name].label), mine=mine[name], theirs=theirs[name])
            for name in mine
            if mine[name] != theirs[name]
        ]

    def _shown(self, benchmark: Benchmark) -> Decimal:
        return benchmark.threshold * HUNDRED if self.is_share else benchmark.threshold


def _is_most(direction: str) -> bool:
    return direction == Direction.AT_MOST


def threshold_field(*, is_share: bool, is_most: bool) -> NumberField:
    """Return the field of a threshold, in percent or as so many to one."""
    word = "At most" if is_most else "At least"
    return NumberField(
        kind=NumberKind.PERCENT if is_share else NumberKind.RATIO,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=MOST_PERCENT if is_share else MOST_TO_ONE,
        label=f"{word}, in percent" if is_share else f"{word} so many to one",
        help_text="For example 12.5." if is_share else "For example 180.",
        error_messages={"required": "Enter the threshold."},
    )


class OwnBenchmarkForm(forms.Form):
    """A benchmark of a district's or a state's own."""

    title = LineField(
        label="Name",
        help_text="What it compares, for example “Professional learning to a teacher”.",
        error_messages={"required": "Enter a name."},
    )
    numerator = forms.ChoiceField(
        label="What is divided", choices=QUANTITY_CHOICES, error_messages={"required": "Choose what is divided."}
    )
    denominator = forms.ChoiceField(
        label="By what", choices=QUANTITY_CHOICES, error_messages={"required": "Choose by what it is divided."}
    )
    direction = forms.ChoiceField(
        label="It should be",
        choices=Direction.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    threshold = NumberField(
        kind=NumberKind.RATIO,
        decimal_places=2,
        min_value=Decimal("0.01"),
        max_value=MOST_TO_ONE,
        label="Threshold",
        help_text="In percent where both numbers count the same: 12 is 12%. Otherwise so many to one: 180.",
        error_messages={"required": "Enter the threshold."},
    )
    source = LineField(
        label="Where it comes from",
        max_length=300,
        help_text="For example: board resolution 26-14.",
        error_messages={"required": "Enter where it comes from."},
    )
    reason = ReasonField()
    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        """Refuse a number divided by itself, and a share of more than all."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        one, other = cleaned.get("numerator"), cleaned.get("denominator")
        if one and one == other:
            self.add_error("denominator", "Choose another number than the one that is divided.")
        threshold = cleaned.get("threshold")
        if one and other and threshold and self._is_share(one, other) and threshold > MOST_PERCENT:
            self.add_error("threshold", "Enter a percentage of 100 or less.")
        return cleaned

    @staticmethod
    def _is_share(numerator: str, denominator: str) -> bool:
        return QUANTITIES[numerator].unit == QUANTITIES[denominator].unit

    def values(self) -> dict[str, Any]:
        """Return what is saved."""
        cleaned = self.cleaned_data
        is_share = self._is_share(cleaned["numerator"], cleaned["denominator"])
        names = ("title", "numerator", "denominator", "direction", "source", "reason")
        return {name: cleaned[name] for name in names} | {
            "threshold": cleaned["threshold"] / HUNDRED if is_share else cleaned["threshold"],
            "is_ratio": not is_share,
        }
