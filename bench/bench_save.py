"""How long one saved edit takes, as a multiple of its bare transaction: `python -m bench.bench_save [--rounds N]`.

The floor is BEGIN, one UPDATE of the same row, one INSERT of the same history row and one of the same audit entry, and
COMMIT, by hand-written SQL under the same durability. Beside the save as a service it shows the whole autosave request.
"""

import argparse
import io
import itertools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from bench.setting import fresh_database, medians, own_connection

if TYPE_CHECKING:
    from bench.plan_of_size import PlanOfSize

SECRET = "c" * 32
"""A CSRF cookie that a form may repeat as it is."""

UPDATE = "UPDATE plans_activity SET initial = %s, version = version + 1, updated_at = %s WHERE id = %s AND version = %s"
AUDIT = """INSERT INTO districts_auditentry (at, actor_id, actor_name, action, district_id, scope_id, object_kind,
    object_id, object_name, detail) VALUES (%s, %s, %s, 'edit', %s, %s, 'activity', %s, %s, %s)"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    with fresh_database():
        from bench.plan_of_size import make_plan  # noqa: PLC0415  (models load only after set-up)

        made = make_plan(30)
        with own_connection() as own:
            variants = {"floor": _floor(own, made), "save": _save(made), "request": _request(made)}
            seconds = medians(variants, rounds=rounds)
    print(f"{'variant':<10}{'ms':>8}{'/floor':>9}")
    for name, taken in seconds.items():
        print(f"{name:<10}{taken * 1000:>8.2f}{taken / seconds['floor']:>8.1f}×")


def _floor(own: Any, made: "PlanOfSize") -> Callable[[], object]:
    from django.db import connection  # noqa: PLC0415  (needs Django set up)
    from django.utils import timezone  # noqa: PLC0415  (likewise)

    from plans.models import Activity  # noqa: PLC0415  (likewise)

    activity = Activity.objects.filter(table=made.table)[0]
    past = Activity.history.model
    columns = [field.column for field in past._meta.concrete_fields if not field.primary_key]
    same = ", ".join(columns)
    table = past._meta.db_table
    history = f"INSERT INTO {table} ({same}) SELECT {same} FROM {table} WHERE history_id = %s"
    pattern = past.objects.create(history_date=timezone.now(), history_type="~", **_columns_of(activity)).pk
    key = activity.pk.hex if connection.vendor == "sqlite" else activity.pk
    begin = "BEGIN IMMEDIATE" if connection.vendor == "sqlite" else "BEGIN"
    own.ensure_connection()
    versions = itertools.count(1)

    def transaction() -> None:
        version = next(versions)
        with own.cursor() as cursor:
            cursor.execute(begin)
            cursor.execute(UPDATE, [f"Text {version}", timezone.now(), key, version])
            cursor.execute(history, [pattern])
            person, plan = str(made.director.pk), str(made.plan.pk)
            ids = [person, "Dana Director", str(made.plan.district_id), plan, str(activity.pk), "Text"]
            cursor.execute(AUDIT, [timezone.now(), *ids, json.dumps({"fields": ["initial"], "version": version})])
            cursor.execute("COMMIT")

    return transaction


def _columns_of(activity: Any) -> dict[str, Any]:
    return {field.attname: getattr(activity, field.attname) for field in activity._meta.concrete_fields}


def _save(made: "PlanOfSize") -> Callable[[], object]:
    """Save one field of an activity through the service, the row having been read for the form."""
    from plans.models import Activity  # noqa: PLC0415  (models load only after set-up)
    from plans.services.edits import save_activity  # noqa: PLC0415  (likewise)
    from plplanner.kit.editing import Edit  # noqa: PLC0415  (likewise)

    activity = Activity.objects.filter(table=made.table).select_related("table__goal__plan__district")[1]
    numbers = itertools.count()

    def save() -> None:
        edit = Edit(version=activity.version, base={}, values={"initial": f"Text {next(numbers)}"})
        save_activity(activity=activity, edit=edit, by=made.director)

    return save


def _request(made: "PlanOfSize") -> Callable[[], object]:
    """Autosave the whole form of an activity through WSGI."""
    from django.test import Client  # noqa: PLC0415  (needs Django set up)

    from plans.models import Activity  # noqa: PLC0415  (likewise)
    from plplanner.wsgi import application  # noqa: PLC0415  (likewise)

    activity = Activity.objects.filter(table=made.table)[2]
    client = Client()
    client.force_login(made.director)
    cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={SECRET}"
    state = {"version": str(activity.version), "base": "{}"}
    numbers = itertools.count()
    url = f"/plans/{made.plan.pk}/activities/{activity.pk}/edit/"

    def request() -> None:
        texts = {name: getattr(activity, name) for name in ("follow_up", "duration", "resources")}
        body = urlencode({"csrfmiddlewaretoken": SECRET, "initial": f"Text {next(numbers)}", **texts, **state})
        said = json.loads(_post(application, url, cookie, body.encode()))
        state.update(version=str(said["version"]), base=said["base"])

    return request


def _post(application: Callable[..., Any], url: str, cookie: str, body: bytes) -> bytes:
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": url,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "HTTP_X_AUTOSAVE": "1",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
    }
    response = application(environ, lambda _status, _headers: None)
    answer = b"".join(response)
    response.close()
    return answer


if __name__ == "__main__":
    main()
