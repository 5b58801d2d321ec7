"""Rules that every model keeps."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

OWN_APPS = {"districts", "plans", "rubrics", "resources"}

UNPAIRED_WITH_A_REASON: dict[str, str] = {
    "districts.Invitation.accepted": "the person may be deleted later; when it happened stays",
    "districts.Invitation.revoked": "the person may be deleted later; when it happened stays",
    "districts.School.removed": "the person may be deleted later; when it happened stays",
    "districts.FactImport.loaded": "a command loads without a person, and a person may be deleted later",
    "plans.Plan.created": "a command creates plans without a person, and a person may be deleted later",
    "plans.PlanImport.created": "a person may be deleted later; when it happened stays",
    "resources.LedgerImport.loaded": "a command loads without a person, and a person may be deleted later",
    "resources.LineDocument.added": "a person may be deleted later; when it happened stays",
    "resources.RequestMerge.merged": "a person may be deleted later; when it happened stays",
    "resources.DistinctRequests.said": "a person may be deleted later; when it happened stays",
    "resources.CalendarFeed.created": "a person may be deleted later; when it happened stays",
    "plans.Snapshot.taken": "the name is kept in words; the person may be deleted later",
}
"""Pairs of `x_at` and `x_by` that no constraint ties together."""


def own_models() -> list[type[models.Model]]:
    """Return the models of our apps, without the history tables that simple_history makes."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS and not hasattr(model, "instance_type")
    ]


def pairs_of(model: type[models.Model]) -> Iterator[str]:
    names = {field.name for field in model._meta.get_fields()}
    yield from sorted(name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names)


def names_in(condition: object) -> set[str]:
    """Return the fields that a constraint's condition speaks of."""
    if isinstance(condition, models.Q):
        return {name for child in condition.children for name in names_in(child)}
    return {str(condition[0]).split("__", maxsplit=1)[0]} if isinstance(condition, tuple) else set()


def is_constrained(model: type[models.Model], pair: str) -> bool:
    checks = [each for each in model._meta.constraints if isinstance(each, models.CheckConstraint)]
    return any({f"{pair}_at", f"{pair}_by"} <= names_in(check.condition) for check in checks)


def test_models_say_their_name_in_lower_case() -> None:
    named = {model._meta.label: model._meta.original_attrs.get("verbose_name") for model in own_models()}

    assert {label: name for label, name in named.items() if not name or name != str(name).lower()} == {}


def test_models_say_what_a_row_is_called() -> None:
    without = [model._meta.label for model in own_models() if model.__str__ is models.Model.__str__]

    assert without == []


def test_relations_name_their_way_back() -> None:
    unnamed = [
        f"{model._meta.label}.{field.name}"
        for model in own_models()
        for field in model._meta.local_fields + model._meta.local_many_to_many
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.remote_field.related_name is None
        and not field.auto_created
    ]

    assert unnamed == []


def test_time_and_person_travel_together() -> None:
    unpaired = {
        f"{model._meta.label}.{pair}"
        for model in own_models()
        for pair in pairs_of(model)
        if pair != "updated"
        and not is_constrained(model, pair)  # every versioned row: a command saves without a person
    }

    assert unpaired == set(UNPAIRED_WITH_A_REASON)


def test_constraints_speak_to_people() -> None:
    """A constraint that a form can run into says what to do; the others guard against faults in code."""
    silent = [
        constraint.name
        for model in own_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
        and constraint.violation_error_message == constraint.default_violation_error_message
        and not {"removed_by", "older"} & names_in(constraint.condition)
    ]

    assert silent == []
