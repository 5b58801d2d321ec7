"""Load the demo districts; bin/demo runs it."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plans.models import TemplateEdition
from plans.services.demo import demo_id, load_demo_district
from plplanner.districts.enums import Role
from plplanner.districts.models import User
from resources.services.demo import load_demo_ledger
from rubrics.models import RubricEdition


class Command(BaseCommand):
    """Loads the fictional districts of fixtures/demo; running it again changes nothing."""

    help = "Load fictional districts with people, facts, plans, self-assessments and a ledger. Works in demo mode only."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load each district and say what was done."""
        if not settings.DEMO:
            raise CommandError(
                "load_demo adds people whose password everybody knows. It works in demo mode only (PLPLANNER_DEMO=1)."
            )
        if not TemplateEdition.objects.exists() or not RubricEdition.objects.exists():
            raise CommandError("The plan template and the rubrics are not loaded. Run load_reference first.")
        folder = settings.BASE_DIR / "fixtures" / "demo"
        for path in sorted(folder.glob("*.json")):
            value = _read(path)
            if "district" not in value:
                continue  # a plan or a self-assessment, which its district names
            plans, said = ([_read(folder / name) for name in value[kind]] for kind in ("plans", "self_assessments"))
            loaded = load_demo_district(name=path.stem, value=value, plans=plans, self_assessments=said)
            if "ledger" in value:
                load_demo_ledger(name=path.stem, value=_read(folder / value["ledger"]), by=_director(path.stem))
            self.stdout.write(f"{value['district']['name']}: {'loaded' if loaded else 'there already'}")


def _director(name: str) -> User:
    return User.objects.filter(memberships__district=demo_id(name), memberships__role=Role.DIRECTOR).earliest("pk")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
