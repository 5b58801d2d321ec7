"""The rubrics app."""

from django.apps import AppConfig


class RubricsConfig(AppConfig):
    """Rubrics, self-assessments and what they show."""

    name = "rubrics"

    def ready(self) -> None:
        """Let the district's own numbers stand beside the outcomes they bear on."""
        from rubrics.evidence import register  # noqa: PLC0415  (models are not loaded before)
        from rubrics.selectors.district_facts import district_facts  # noqa: PLC0415  (likewise)

        register(district_facts)
