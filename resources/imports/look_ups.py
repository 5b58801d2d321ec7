"""What a file may name: a district's funds, schools, departments and pathways, account codes and listings."""

import uuid
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from plplanner.kit.numbers import parse_missing
from resources.imports.cells import folded, read_text
from resources.imports.findings import CellRefused

Id = TypeVar("Id", bound=Hashable)
LONGEST_NAME = 120


class Index(Generic[Id]):
    """Rows by what a file may call them. A removed row is found last, for what names it already."""

    def __init__(self) -> None:
        self._by_key: dict[str, Id | None] = {}
        self._names: dict[Id, str] = {}
        self._removed: dict[str, Id] = {}
        self.removed: set[Id] = set()

    def add(self, row: Id, name: str, keys: Iterable[str], *, is_removed: bool = False) -> None:
        """Take in a row; a key that two rows have leads to none."""
        self._names[row] = name
        for key in {folded(each) for each in keys if each}:
            if is_removed:
                self._removed[key] = row
            else:
                self._by_key[key] = None if key in self._by_key else row
        if is_removed:
            self.removed.add(row)

    def find(self, text: str) -> Id | None:
        """Return the row of this name or id; None if there is no such row. Raises CellRefused if there are two."""
        key = folded(text)
        found = self._by_key.get(key, self._removed.get(key))
        if found is None and key in self._by_key:
            raise CellRefused("More than one has this name.", "Enter its id instead of its name.")
        return found

    def name(self, row: Id | None) -> str:
        """Return how a row is called."""
        return "" if row is None else self._names.get(row, str(row))


class GrowingIndex(Index[uuid.UUID]):
    """Names that a load may add: what nobody knows yet gets an id, and is written with the file."""

    def __init__(self) -> None:
        super().__init__()
        self.new: dict[uuid.UUID, str] = {}

    def find_or_add(self, text: str) -> uuid.UUID | None:
        """Return the row of this name, made up if need be; None where the cell is empty."""
        if parse_missing(text) is not None:
            return None
        name = read_text(text, longest=LONGEST_NAME)
        found = self.find(name)
        if found is None:
            found = uuid.uuid4()
            self.new[found] = name
            self.add(found, name, [name])
        return found


@dataclass(kw_only=True)
class LookUps:
    """All that files of one district may name, read before the rows."""

    funds: Index[uuid.UUID] = field(default_factory=Index)
    schools: Index[uuid.UUID] = field(default_factory=Index)
    departments: GrowingIndex = field(default_factory=GrowingIndex)
    pathways: GrowingIndex = field(default_factory=GrowingIndex)
    functions: Index[int] = field(default_factory=Index)
    objects: Index[int] = field(default_factory=Index)
    listings: Index[str] = field(default_factory=Index)
    schools_restored: int = 0
    """How many different school ids had lost their zeros."""

    def fund(self, text: str) -> uuid.UUID:
        """Return the fund of this name or id; it must be there."""
        found = self.funds.find(text)
        if found is None:
            raise CellRefused(
                f"There is no fund “{text[:60]}” here.",
                "Add the fund or load your file of funds first, or correct the name.",
            )
        return found

    def school(self, text: str) -> uuid.UUID | None:
        """Return the school of this name or NCES id; None is district-wide. Zeros that a spreadsheet dropped count."""
        if parse_missing(text) is not None or folded(text) in DISTRICT_WIDE:
            return None
        found = self.schools.find(text)
        if found is None and text.isascii() and text.isdigit() and len(text) >= SHORTEST_SCHOOL_ID:
            found = self.schools.find(text.zfill(SCHOOL_ID_LENGTH))
            self.schools_restored += found is not None
        if found is None:
            raise CellRefused(
                f"The district has no school “{text[:60]}”.",
                "Add the school first, or enter its name as here, or its NCES id of twelve digits.",
            )
        return found

    def function(self, text: str) -> int | None:
        """Return the function code; empty is not known."""
        return _code(self.functions, text, "function code")

    def object(self, text: str) -> int | None:
        """Return the object code; empty is not known."""
        return _code(self.objects, text, "object code")

    def listing(self, text: str) -> str | None:
        """Return the assistance listing; empty is not known."""
        if parse_missing(text) is not None:
            return None
        found = self.listings.find(text.split(maxsplit=1)[0])
        if found is None:
            raise CellRefused(
                f"There is no assistance listing “{text[:60]}” here.",
                "Enter a number such as 84.367A, or leave the cell empty.",
            )
        return found


DISTRICT_WIDE = {"district", "district-wide", "district wide", "districtwide", "all schools"}
SCHOOL_ID_LENGTH = 12
SHORTEST_SCHOOL_ID = 11
"""An id begins with its state's code, which has one zero in front at most."""


def _code(codes: Index[int], text: str, noun: str) -> int | None:
    if parse_missing(text) is not None:
        return None
    found = codes.find(text.split(maxsplit=1)[0])
    if found is None:
        raise CellRefused(
            f"“{text[:60]}” is no {noun} of the chart of accounts here.",
            "Enter a code of the NCES chart of accounts, or leave the cell empty.",
        )
    return found
