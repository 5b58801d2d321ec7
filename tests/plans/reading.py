"""Reading hand-made Word files in tests, and what must hold for each of them."""

import io
import re
from collections import Counter

from plans.imports import ReadPlan, read_docx
from tests.plans.contents import the_edition
from tests.plans.word import docx

CANARY = re.compile(r"canary\d+")


def read(*body: str, **options: object) -> ReadPlan:
    """Read a document of these body elements with the shipped edition."""
    return read_docx(docx(*body, **options), edition=the_edition())  # type: ignore[arg-type]  # handed on as they come


def read_file(file: io.BytesIO) -> ReadPlan:
    return read_docx(file, edition=the_edition())


def placed(plan: ReadPlan) -> dict[str, str]:
    """Texts by path; passages of one field are joined."""
    texts: dict[str, list[str]] = {}
    for each in plan.placements:
        texts.setdefault(each.path, []).append(each.text)
    return {path: "\n".join(parts) for path, parts in texts.items()}


def unplaced(plan: ReadPlan) -> list[str]:
    return [each.text for each in plan.unplaced]


def codes(plan: ReadPlan) -> set[str]:
    return {each.code for each in plan.findings}


def canaries(plan: ReadPlan) -> Counter[str]:
    """How often each canary word came out, in fields and among the unplaced."""
    texts = [each.text for each in plan.placements] + unplaced(plan)
    return Counter(CANARY.findall("\n".join(texts)))
