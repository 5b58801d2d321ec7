"""How long the results of many raters take, as a multiple of a floor: `python -m bench.bench_results [--rounds N]`.

The floor is hand-written SQL for what the page shows, the session and the person, and the page's own bytes, made
beforehand. Everything is called in this process through WSGI.
"""

import argparse
from functools import partial
from typing import Any

from bench.setting import WHO, floor_of, fresh_database, is_sqlite, medians, own_connection, page_of, sign_in

SIZES = (20, 200, 2000)
OUTCOMES = 33

ASSESSMENT = """SELECT a.*, e.content, d.name, d.state FROM rubrics_selfassessment a
    JOIN rubrics_rubricedition e ON e.slug = a.edition_id JOIN districts_district d ON d.id = a.district_id
    WHERE a.id = %(assessment)s"""
FLOOR = (
    "SELECT count(*) FROM rubrics_rater WHERE assessment_id = %(assessment)s AND submitted_at IS NOT NULL",
    """SELECT r.outcome_code, p.role, r.level, r.score, count(*) FROM rubrics_rating r
       JOIN rubrics_rater p ON p.id = r.rater_id
       WHERE p.assessment_id = %(assessment)s AND p.submitted_at IS NOT NULL AND r.level IS NOT NULL
       GROUP BY r.outcome_code, p.role, r.level, r.score""",
    "SELECT * FROM rubrics_consensusrating WHERE assessment_id = %(assessment)s",
    "SELECT * FROM rubrics_consensusmeeting WHERE assessment_id = %(assessment)s",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = parser.parse_args()
    with fresh_database():
        print(f"{'raters':>8}{'outcomes':>10}{'floor ms':>10}{'page ms':>10}{'page/floor':>12}")
        for size in chosen.sizes:
            _measure(size, chosen.rounds)


def _measure(raters: int, rounds: int) -> None:
    from plplanner.districts.enums import Role  # noqa: PLC0415  (models load only after set-up)
    from tests.factories import RubricEditionFactory  # noqa: PLC0415  (likewise)
    from tests.rubrics.instruments import CELLS, make_instrument  # noqa: PLC0415  (likewise)
    from tests.rubrics.results_rows import closed_assessment, member  # noqa: PLC0415  (likewise)

    cells = {f"{number}.1": CELLS["1.1"] for number in range(1, OUTCOMES + 1)}
    edition = RubricEditionFactory.create(instrument=make_instrument(slug=f"bench-{raters}", cells=cells))
    levels = [1 + number % 3 for number in range(raters)]
    assessment = closed_assessment(
        {Role.LEADER: levels[: raters * 3 // 4], Role.DIRECTOR: levels[raters * 3 // 4 :]}, edition=edition
    )
    director = member(assessment, Role.DIRECTOR)
    session = sign_in(director)
    url = f"/self-assessments/{assessment.pk}/results/"
    keys: dict[str, Any] = {
        "session": session,
        "user": director.pk,
        "assessment": assessment.pk.hex if is_sqlite() else assessment.pk,
    }
    with own_connection() as own:
        floor = floor_of(own, (*WHO, ASSESSMENT, *FLOOR), keys, page_of(url, session))
        seconds = medians({"page": partial(page_of, url, session), "floor": floor}, rounds=rounds)
    ratio = seconds["page"] / seconds["floor"]
    print(f"{raters:>8}{OUTCOMES:>10}{seconds['floor'] * 1000:>10.2f}{seconds['page'] * 1000:>10.2f}{ratio:>11.1f}×")


if __name__ == "__main__":
    main()
