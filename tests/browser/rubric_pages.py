"""The pages of rubrics and self-assessments that the checklist opens."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from plplanner.districts.enums import Role
from rubrics.models import RubricEdition, SelfAssessment
from tests.browser.case import Case, clear_and_submit, submit
from tests.rubrics.results_rows import MANY, add_raters
from tests.rubrics.rows import SCORED_ID, create_scored_assessment
from tests.rubrics.texts import ANOTHER_EDITION, CUT_OFF, WHOLE
from tests.world import Who, World


def shipped_rubrics(world: World) -> None:
    """Load the rubrics that ship."""
    del world
    for path in sorted(Path(settings.BASE_DIR, "fixtures").glob("rubric_*.json")):
        call_command("loaddata", path, verbosity=0)


def no_assessments(world: World) -> None:
    """Take away all self-assessments."""
    del world
    SelfAssessment.objects.all().delete()


def submitted(world: World) -> None:
    """Let the director have submitted."""
    rater = world.mine.ratings.rater
    rater.submitted_at = timezone.now()
    rater.save()


def scored(world: World) -> None:
    """Open a self-assessment on a rubric of stages and scores."""
    create_scored_assessment(world.mine.district, raters=[(world.people[Who.DIRECTOR], Role.DIRECTOR)])


def changed_rating(world: World) -> None:
    """Let the director have changed a rating, with a reason."""
    rating = world.mine.ratings.rating
    rating.level, rating.reason = 1, "The calendar is shared now."
    rating.save()


def wrong_link(page: Page) -> None:
    """Save a link that is none."""
    page.get_by_label("Links").fill("our calendar")
    submit("Save and see all outcomes")(page)


def no_rubrics(world: World) -> None:
    """Take away all rubrics and what was rated on them."""
    del world
    SelfAssessment.objects.all().delete()
    RubricEdition.objects.all().delete()


def submitted_results(world: World) -> None:
    """Let leaders and directors submit ratings of the closed self-assessment."""
    add_raters(world.closed.ratings.assessment, MANY)


def shown_votes(world: World) -> None:
    """Show the votes of an outcome in the meeting."""
    submitted_results(world)
    world.closed.ratings.assessment.consensus_ratings.update(revealed_at=timezone.now())


def open_results(world: World) -> None:
    """Let leaders and directors submit ratings while it is open."""
    add_raters(world.mine.ratings.assessment, MANY)


def anonymous_results(world: World) -> None:
    """Make the closed self-assessment an anonymous one with ratings."""
    assessment = world.closed.ratings.assessment
    assessment.is_anonymous = True
    assessment.save(update_fields=["is_anonymous"])
    add_raters(assessment, MANY)


KEPT_RUBRIC = "11111111-2222-4333-8444-666666666666"


def keep_rubric(text: str) -> Callable[[World], None]:
    """Let the administrator have chosen the text of a rubric."""

    def prepare(world: World) -> None:
        folder = f"rubric-loads/{world.people[Who.ADMINISTRATOR].pk}/{KEPT_RUBRIC}"
        default_storage.delete(f"{folder}/rubric.txt")
        default_storage.save(f"{folder}/rubric.txt", ContentFile(text.encode()))

    return prepare


RUBRICS = [
    Case("rubrics", "rubrics:edition-list", who=Who.ADMINISTRATOR, prepare=shipped_rubrics),
    Case("rubrics, none loaded", "rubrics:edition-list", prepare=no_rubrics),
    Case("rubric", "/rubrics/director-resources-2026/", who=Who.ADMINISTRATOR, prepare=shipped_rubrics),
    Case("rubric of stages", "/rubrics/personalized-learning-gear-2026/", prepare=shipped_rubrics),
    Case("rubric with links", "/rubrics/resources-standard-2022/", prepare=shipped_rubrics),
    Case("rubric, no such file", "rubrics:edition-download", query="?format=none"),
    Case("rubric to print", "/rubrics/director-resources-2026/print/", prepare=shipped_rubrics),
    Case("what changes between levels", "/rubrics/director-resources-2026/changes/3.1.3/", prepare=shipped_rubrics),
    Case("self-assessments", "rubrics:assessment-list"),
    Case("self-assessments, none", "rubrics:assessment-list", prepare=no_assessments),
    Case("self-assessments, nothing asked", "rubrics:assessment-list", who=Who.VIEWER),
    Case("open a self-assessment, which rubric", "rubrics:assessment-new", prepare=shipped_rubrics),
    Case("open a self-assessment", "rubrics:assessment-new"),
    Case(
        "open a self-assessment, nothing chosen",
        "rubrics:assessment-new",
        act=submit("Open the self-assessment"),
    ),
    Case("open a self-assessment, no director", "rubrics:assessment-new", who=Who.LEADER),
    Case("self-assessment", "rubrics:assessment-detail"),
    Case("self-assessment of a leader", "rubrics:assessment-detail", who=Who.LEADER),
    Case("self-assessment, closed", "rubrics:assessment-detail", estate="closed"),
    Case("settings of a self-assessment", "rubrics:assessment-settings"),
    Case(
        "settings of a self-assessment, no title",
        "rubrics:assessment-settings",
        act=clear_and_submit("Title", "Save"),
    ),
    Case("choose raters", "rubrics:rater-list"),
    Case("close a self-assessment", "rubrics:assessment-close"),
    Case("reopen a self-assessment", "rubrics:assessment-reopen", estate="closed"),
    Case("outcomes to rate", "rubrics:rating-list"),
    Case("rate", "rubrics:rating-edit"),
    Case("rate, not rated yet", "rubrics:rating-edit", who=Who.LEADER),
    Case("rate, a wrong link", "rubrics:rating-edit", act=wrong_link),
    Case("rate by score", f"/self-assessments/{SCORED_ID}/rate/a/", prepare=scored),
    Case("files beside a rating", "rubrics:rating-files"),
    Case("files beside a rating, nothing chosen", "rubrics:rating-files", act=submit("Add the file")),
    Case("remove a file", "rubrics:evidence-file-remove"),
    Case("check ratings", "rubrics:rating-check"),
    Case("check ratings, nothing rated", "rubrics:rating-check", who=Who.LEADER),
    Case("ratings, closed", "rubrics:rating-check", estate="closed"),
    Case("ratings submitted", "rubrics:rating-submitted", prepare=submitted),
    Case("begin anew", "rubrics:rating-restart"),
    Case("my ratings", "rubrics:rating-matrix"),
    Case("my ratings to print", "rubrics:rating-matrix-print"),
    Case("what I changed", "rubrics:rating-changes", prepare=changed_rating),
    Case("what I changed, nothing", "rubrics:rating-changes", who=Who.LEADER),
    Case("ratings of a person", "rubrics:rater-detail"),
    Case("load a rubric", "rubrics:edition-load", who=Who.ADMINISTRATOR),
    Case(
        "load a rubric, nothing chosen",
        "rubrics:edition-load",
        who=Who.ADMINISTRATOR,
        act=submit("Show what would change"),
    ),
    *(
        Case(name, f"/rubrics/load/{KEPT_RUBRIC}/", who=Who.ADMINISTRATOR, prepare=keep_rubric(text))
        for name, text in {
            "what a rubric would change": ANOTHER_EDITION,
            "which level of a rubric is best": WHOLE,
            "a rubric that cannot be read": CUT_OFF,
        }.items()
    ),
    Case("publish a rubric", "rubrics:edition-publish", who=Who.ADMINISTRATOR),
    Case("results, nobody submitted", "rubrics:results-detail"),
    Case("results", "rubrics:results-detail", estate="closed", prepare=submitted_results),
    Case("results, not closed", "rubrics:results-detail", who=Who.LEADER, prepare=open_results),
    Case(
        "results, no such file",
        "rubrics:results-download",
        estate="closed",
        query="?format=none",
        prepare=submitted_results,
    ),
    Case("results of an outcome", "rubrics:results-outcome", estate="closed", prepare=submitted_results),
    Case("results of an outcome, anonymous", "rubrics:results-outcome", estate="closed", prepare=anonymous_results),
    Case("results, overview", "rubrics:results-matrix", estate="closed", prepare=submitted_results),
    Case("results to print", "rubrics:results-print", estate="closed", prepare=submitted_results),
    Case("consensus", "rubrics:consensus-list", estate="closed", prepare=submitted_results),
    Case("consensus of a leader", "rubrics:consensus-list", estate="closed", who=Who.LEADER),
    Case("consensus, votes hidden", "rubrics:consensus-outcome", estate="closed", prepare=submitted_results),
    Case(
        "consensus, votes shown",
        "rubrics:consensus-outcome",
        estate="closed",
        prepare=shown_votes,
    ),
    Case(
        "consensus, no reason",
        "rubrics:consensus-outcome",
        estate="closed",
        act=clear_and_submit("Why this one?", "Save and go to the next outcome"),
    ),
    Case("consensus of an outcome, open", "rubrics:consensus-outcome", who=Who.LEADER),
    Case("targets", "rubrics:target-list", estate="closed", prepare=submitted_results),
    Case("target", "rubrics:target-edit", estate="closed"),
    Case("priorities", "rubrics:priority-list", estate="closed", prepare=submitted_results),
    Case("trend", "rubrics:trend-detail", estate="closed", prepare=submitted_results),
]
