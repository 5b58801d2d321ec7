"""Load the reference data that ships with the application; run it after each upgrade."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from plans.services.reference import load_edition, load_standards
from resources.services.reference import load_resource_reference
from rubrics.services.reference import load_shipped_rubrics


class Command(BaseCommand):
    """Loads all that ships: template editions, rubrics, standards, codes, benchmarks; again changes nothing."""

    help = "Load the plan templates, rubrics, standards, account codes and benchmarks that ship with the application."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load each file and say what it did."""
        fixtures = settings.BASE_DIR / "fixtures"
        for path in sorted(fixtures.glob("plan_template_*.json")):
            edition, loaded = load_edition(value=json.loads(path.read_text(encoding="utf-8")), by=None)
            self.stdout.write(f"{edition}: {loaded}")
        for load in load_shipped_rubrics():
            self.stdout.write(f"Rubric {load.slug}: {load.status}")
        count = load_standards(value=json.loads((fixtures / "standards.json").read_text(encoding="utf-8")))
        self.stdout.write(f"Standards for professional learning: {count}")
        self.stdout.write(f"Resources: {', '.join(load_resource_reference())}")
