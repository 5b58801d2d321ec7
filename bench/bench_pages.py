"""How long a plan's pages take, as multiples of a floor: `python -m bench.bench_pages [--rounds N] [--sizes N …]`.

The floor of a page is hand-written SQL for the rows the page shows, the session and the person, and the page's own
bytes, made beforehand: what no framework can beat. Everything is called in this process through WSGI.
"""

import argparse
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from bench.setting import WHO, floor_of, fresh_database, is_sqlite, medians, own_connection, page_of, sign_in

if TYPE_CHECKING:
    from bench.plan_of_size import PlanOfSize

SIZES = (30, 200, 2000)
LARGEST_ADMIN = 200
"""An admin page of 2,000 rows takes longer than all the rest together."""

PLAN = """SELECT p.id, p.title, p.first_year, p.status, p.version, d.id, d.name, d.state FROM plans_plan p
    JOIN districts_district d ON d.id = p.district_id WHERE p.id = %(plan)s"""
GOALS = "SELECT id, statement FROM plans_goal WHERE plan_id = %(plan)s AND removed_at IS NULL ORDER BY position"
TABLES = """SELECT t.id, t.name, t.goal_id FROM plans_activitytable t JOIN plans_goal g ON g.id = t.goal_id
    WHERE g.plan_id = %(plan)s AND t.removed_at IS NULL ORDER BY t.position"""
ACTIVITIES = """SELECT a.table_id, a.id, a.initial, a.follow_up, a.starts_on, a.ends_on, a.duration, a.resources{more}
    FROM plans_activity a JOIN plans_activitytable t ON t.id = a.table_id JOIN plans_goal g ON g.id = t.goal_id
    WHERE g.plan_id = %(plan)s AND a.removed_at IS NULL ORDER BY a.table_id, a.position"""
LINKS = """SELECT l.activity_id, l.{what}_id FROM plans_activity_{what}s l JOIN plans_activity a ON a.id = l.activity_id
    JOIN plans_activitytable t ON t.id = a.table_id JOIN plans_goal g ON g.id = t.goal_id
    WHERE g.plan_id = %(plan)s ORDER BY l.activity_id"""
YEARS = """SELECT y.goal_id, y.year, y.outcome, y.measure, y.baseline, y.target FROM plans_yearoutcome y
    JOIN plans_goal g ON g.id = y.goal_id WHERE g.plan_id = %(plan)s ORDER BY y.goal_id, y.year"""

FLOORS = {
    "plan": (
        "SELECT id, key, answers, is_complete, version, updated_at FROM plans_section WHERE plan_id = %(plan)s",
        "SELECT id, statement, is_complete FROM plans_goal WHERE plan_id = %(plan)s AND removed_at IS NULL",
        """SELECT count(*) FROM plans_activity a JOIN plans_activitytable t ON t.id = a.table_id
           JOIN plans_goal g ON g.id = t.goal_id WHERE g.plan_id = %(plan)s AND a.removed_at IS NULL""",
        "SELECT at, actor_name FROM districts_auditentry WHERE scope_id = %(scope)s ORDER BY at DESC LIMIT 1",
    ),
    "goal": (
        "SELECT * FROM plans_goal WHERE id = %(goal)s",
        "SELECT year, outcome, measure, baseline, target FROM plans_yearoutcome WHERE goal_id = %(goal)s",
        "SELECT id, name FROM plans_activitytable WHERE goal_id = %(goal)s ORDER BY position",
        """SELECT a.table_id, a.id, a.initial, a.follow_up, a.starts_on, a.ends_on, a.duration, a.resources
           FROM plans_activity a JOIN plans_activitytable t ON t.id = a.table_id
           WHERE t.goal_id = %(goal)s AND a.removed_at IS NULL ORDER BY a.table_id, a.position""",
    ),
    "activities": (
        GOALS,
        TABLES,
        ACTIVITIES.format(more=""),
        "SELECT id, is_complete, version FROM plans_section WHERE plan_id = %(plan)s AND key = 'activities'",
    ),
    "document": (
        "SELECT key, answers FROM plans_section WHERE plan_id = %(plan)s",
        GOALS.replace("statement", "*"),
        YEARS,
        TABLES,
        ACTIVITIES.format(more=", a.owner, a.audience, a.delivery_phase, a.hours, a.participants"),
        LINKS.format(what="school"),
        LINKS.format(what="standard"),
        'SELECT code, name, "group", summary FROM plans_standard',
    ),
}
"""What each page must read besides the session, the person and the plan."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    chosen = parser.parse_args()
    with fresh_database(apps=("django.contrib.admin",), root_urlconf="bench.urls"):
        from bench.plan_of_size import make_plan  # noqa: PLC0415  (models load only after set-up)

        print(f"{'page':<12}{'activities':>10}{'floor ms':>10}{'page ms':>10}{'page/floor':>12}{'admin/page':>12}")
        for size in chosen.sizes:
            _measure(make_plan(size), size, chosen.rounds if size < max(SIZES) else max(chosen.rounds // 4, 3))


def _measure(made: "PlanOfSize", size: int, rounds: int) -> None:
    session = sign_in(made.director)
    at = f"/plans/{made.plan.pk}"
    urls = {
        "plan": f"{at}/",
        "goal": f"{at}/goals/{made.goal.pk}/",
        "activities": f"{at}/activities/",
        "document": f"{at}/document/",
    }
    keys = {"session": session, "user": made.director.pk, "plan": made.plan.pk, "goal": made.goal.pk}
    if is_sqlite():
        keys = {name: key.hex if isinstance(key, uuid.UUID) else key for name, key in keys.items()}
    keys["scope"] = str(made.plan.pk)
    pages: dict[str, Callable[[], object]] = {name: partial(page_of, url, session) for name, url in urls.items()}
    with own_connection() as own:
        floors = {
            f"{name} floor": floor_of(own, [*WHO, PLAN, *FLOORS[name]], keys, page_of(url, session))
            for name, url in urls.items()
        }
        seconds = medians(pages | floors, rounds=rounds)
    admin = _admin_seconds(made, rounds=5) if size <= LARGEST_ADMIN else None
    for name in urls:
        page, floor = seconds[name], seconds[f"{name} floor"]
        beside = f"{admin / page:>11.0f}×" if admin and name == "goal" else ""
        print(f"{name:<12}{size:>10}{floor * 1000:>10.2f}{page * 1000:>10.2f}{page / floor:>11.1f}×{beside}")


def _admin_seconds(made: "PlanOfSize", *, rounds: int) -> float:
    url = f"/admin/plans/activitytable/{made.table.pk}/change/"
    return medians({"admin": partial(page_of, url, sign_in(made.administrator))}, rounds=rounds)["admin"]


if __name__ == "__main__":
    main()
