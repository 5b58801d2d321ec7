"""Loading reference data: template editions and the standards. Loading the same again changes nothing."""

import enum
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.edition import parse_edition
from plans.models import Standard, StandardAlias, StandardMapping, StandardsEdition, TemplateEdition
from plplanner.districts.audit import record
from plplanner.districts.models import User
from plplanner.kit.json_reader import JsonRefused


class Loaded(enum.StrEnum):
    """What a load did."""

    NEW = "new"
    UNCHANGED = "unchanged"


@transaction.atomic
def load_edition(*, value: object, by: User | None) -> tuple[TemplateEdition, Loaded]:
    """Add a template edition. Raises ValidationError for a faulty file, or one that would change a loaded edition."""
    try:
        layout = parse_edition(value)
    except JsonRefused as error:
        raise ValidationError(str(error)) from error
    existing = TemplateEdition.objects.filter(pk=layout.slug).first()
    if existing is not None:
        if existing.content != value:
            raise ValidationError(
                f"The edition “{layout.slug}” is already loaded and never changes. Give the new one a slug of its own."
            )
        return existing, Loaded.UNCHANGED
    edition = TemplateEdition.objects.create(
        slug=layout.slug,
        title=layout.title,
        edition=layout.edition,
        effective=layout.effective,
        content=value,
    )
    record(by=by, action="load", of=edition)
    return edition, Loaded.NEW


@transaction.atomic
def load_standards(*, value: Mapping[str, Any]) -> int:
    """Add or correct the standards of the shipped file and return how many there are.

    Corrections keep the code, so activities stay aligned to the standard.
    """
    count = 0
    for edition_value in value["editions"]:
        edition, _ = StandardsEdition.objects.update_or_create(
            slug=edition_value["slug"],
            defaults={name: edition_value[name] for name in ("title", "year", "publisher", "attribution")},
        )
        for position, standard_value in enumerate(edition_value["standards"]):
            _load_standard(edition, position, standard_value)
            count += 1
    for pair in value["mappings"]:
        StandardMapping.objects.get_or_create(older_id=pair["from"], newer_id=pair["to"])
    return count


def _load_standard(edition: StandardsEdition, position: int, value: Mapping[str, Any]) -> None:
    standard, _ = Standard.objects.update_or_create(
        code=value["code"],
        defaults={
            "edition": edition,
            "position": position,
            **{name: value[name] for name in ("name", "group", "summary")},
        },
    )
    for alias in value["aliases"]:
        StandardAlias.objects.update_or_create(
            standard=standard, name=alias["name"], defaults={"until": alias["until"]}
        )
