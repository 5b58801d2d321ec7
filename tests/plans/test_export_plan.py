"""manage.py export_plan."""

import json
import uuid
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plans.models import Plan
from tests.factories import GoalFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    made = PlanFactory.create(title="Our plan")
    GoalFactory.create(plan=made, statement="Raise reading.")
    return made


@pytest.mark.parametrize(
    ("kind", "start"),
    [("docx", b"PK"), ("pdf", b"%PDF"), ("xlsx", b"PK"), ("json", b"{"), ("html", b"<!DOCTYPE")],
)
def test_export_writes_the_file_and_nothing_else(plan: Plan, tmp_path: Path, kind: str, start: bytes) -> None:
    target = tmp_path / f"plan.{kind}"
    target.write_bytes(b"old")

    call_command("export_plan", str(plan.pk), "--format", kind, "-o", str(target))

    assert target.read_bytes().startswith(start)
    assert list(tmp_path.iterdir()) == [target]


def test_export_finds_a_plan_by_its_title_and_writes_to_standard_output(
    plan: Plan, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("export_plan", "our PLAN", "--format", "json", "-o", "-")

    assert json.loads(capfdbinary.readouterr().out)["goals"][0]["statement"] == "Raise reading."


def test_export_of_chosen_sections_leaves_the_others_out(plan: Plan, tmp_path: Path) -> None:
    target = tmp_path / "plan.html"

    call_command("export_plan", "Our plan", "--format", "html", "-o", str(target), "--section", "goals", "--no-prompts")

    page = target.read_text(encoding="utf-8")
    assert "Raise reading." in page
    assert "Who We Are" not in page


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nothing", "plan.json"), "There is no plan with the id or title “nothing”."),
        ((str(uuid.UUID(int=5)), "plan.json"), "There is no plan with the id or title"),
        (("Our plan", "missing/plan.json"), "There is no folder"),
        (("Our plan", "."), "is a folder. Name a file in it."),
        (("Our plan", "bad\x00name"), "cannot be used as a file name"),
    ],
)
def test_export_refuses_in_a_sentence(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted, output = arguments

    with pytest.raises(CommandError, match=sentence):
        call_command("export_plan", wanted, "--format", "json", "-o", output)

    assert list(tmp_path.iterdir()) == []


def test_export_asks_which_of_two_plans_is_meant(plan: Plan, tmp_path: Path) -> None:
    other = PlanFactory.create(title="Our plan")

    with pytest.raises(CommandError, match="More than one plan is called “Our plan”") as refusal:
        call_command("export_plan", "Our plan", "--format", "json", "-o", str(tmp_path / "x"))

    assert str(plan.pk) in str(refusal.value)
    assert str(other.pk) in str(refusal.value)


def test_export_names_the_sections_there_are(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Its sections are profile, beliefs, goals, activities, standards"):
        call_command("export_plan", "Our plan", "--format", "html", "-o", str(tmp_path / "x"), "--section", "nope")
