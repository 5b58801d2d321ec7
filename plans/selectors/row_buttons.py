"""What the buttons beside the rows of a list post."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RowButtons:
    """What the buttons of a row post; an empty text stands for no button."""

    copy: str
    move_up: str
    move_down: str


def row_buttons(pks: Sequence[object]) -> Iterator[RowButtons]:
    """Write what the buttons of a list's rows post.

    A move says the row, where the page shows it, and where it should go; a copy the row and the id its copy gets.
    """
    # The ids count up from one: drawing one for each row would take as long as all else the page does for the row.
    first_id, last = uuid.uuid4().int, len(pks) - 1
    for place, pk in enumerate(pks):
        yield RowButtons(
            copy=f"{pk}:{first_id + place:032x}",
            move_up=f"{pk}:{place}:{place - 1}" if place else "",
            move_down=f"{pk}:{place}:{place + 1}" if place < last else "",
        )
