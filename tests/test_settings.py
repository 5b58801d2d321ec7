"""What the environment may say to the settings, and what it may not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from plplanner.env import DEMO_SECRET_KEY, Environment, read_environment
from tests.conventions.sources import ROOT

STRONG_KEY = "k9-Tz" * 20
VARIABLES = [
    "ALLOWED_HOSTS", "BEHIND_TLS_PROXY", "CONN_MAX_AGE", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG",
    "DEFAULT_FROM_EMAIL", "EMAIL_URL", "PLPLANNER_DEMO", "SECRET_KEY", "TIME_ZONE",
]  # fmt: skip


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that production accepts."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECRET_KEY", STRONG_KEY)
    monkeypatch.setenv("ALLOWED_HOSTS", "plans.example.org, www.example.org")
    return monkeypatch


def refusal(folder: Path) -> str:
    with pytest.raises(ImproperlyConfigured) as refused:
        read_environment(folder)
    return str(refused.value)


def test_production_starts_with_a_strong_key_and_host_names(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read_environment(tmp_path) == Environment(
        demo=False,
        secret_key=STRONG_KEY,
        allowed_hosts=["plans.example.org", "www.example.org"],
        trusted_origins=[],
        database=read_environment(tmp_path).database,
        email=read_environment(tmp_path).email,
        from_email="PL Planner <plplanner@localhost>",
        behind_tls_proxy=False,
        time_zone="America/Chicago",
    )


@pytest.mark.parametrize("key", ["", "short", DEMO_SECRET_KEY, "a" * 80])
def test_production_refuses_a_guessable_key(production: pytest.MonkeyPatch, tmp_path: Path, key: str) -> None:
    production.setenv("SECRET_KEY", key)

    assert refusal(tmp_path) == (
        "Set SECRET_KEY to a random text of at least 50 characters, "
        "or set PLPLANNER_DEMO=1 to try the application with demo settings."
    )


@pytest.mark.parametrize("hosts", ["", " , ", "*", "plans.example.org,*"])
def test_production_refuses_to_answer_to_any_name(production: pytest.MonkeyPatch, tmp_path: Path, hosts: str) -> None:
    production.setenv("ALLOWED_HOSTS", hosts)

    assert refusal(tmp_path) == "Set ALLOWED_HOSTS to the host names people use, separated by commas."


def test_production_refuses_debug(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("DEBUG", "true")

    assert refusal(tmp_path) == "DEBUG shows the server's insides to visitors. Unset it, or set PLPLANNER_DEMO=1."


@pytest.mark.parametrize("name", ["PLPLANNER_DEMO", "DEBUG", "BEHIND_TLS_PROXY"])
def test_a_flag_that_is_neither_yes_nor_no_is_refused(
    production: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    production.setenv(name, "maybe")

    assert refusal(tmp_path) == f"Set {name} to 1 or 0; it is “maybe” now."


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://host/name", "postgres://", "postgres://u:secret@h:x/name", "postgres://h:99999999/name"],
)
def test_a_database_address_that_makes_no_sense_is_refused(
    production: pytest.MonkeyPatch, tmp_path: Path, url: str
) -> None:
    production.setenv("DATABASE_URL", url)

    assert refusal(tmp_path) == (
        "Set DATABASE_URL to sqlite:///path/to/file or postgres://user:password@host:5432/name, or leave it out."
    )


def test_sqlite_takes_the_write_lock_first_and_waits(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("DATABASE_URL", "")

    database = read_environment(tmp_path).database

    assert database["NAME"] == str(tmp_path / "var" / "plplanner.sqlite3")
    assert database["OPTIONS"] == {
        "timeout": 60,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }


def test_postgres_keeps_its_connections(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("DATABASE_URL", "postgres://planner:secret@db.example.org:5432/plans?sslmode=require")
    production.setenv("CONN_MAX_AGE", "120")

    database = read_environment(tmp_path).database

    assert (database["ENGINE"], database["HOST"], database["NAME"]) == (
        "django.db.backends.postgresql",
        "db.example.org",
        "plans",
    )
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (120, True)
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_connection_age_is_a_number(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("DATABASE_URL", "postgres://db.example.org/plans")
    production.setenv("CONN_MAX_AGE", "-5")

    assert refusal(tmp_path) == "Set CONN_MAX_AGE to a whole number, for example 60; it is “-5” now."


def test_mail_address_that_makes_no_sense_is_refused(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("EMAIL_URL", "pigeon://roof")

    assert refusal(tmp_path) == (
        "Set EMAIL_URL to an address such as smtp+tls://user:password@mail.example.org:587, or leave it out."
    )


def test_time_zone_is_one_that_exists(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("TIME_ZONE", "Amerika/Chicago")

    assert refusal(tmp_path) == "Set TIME_ZONE to a name such as America/Chicago; it is “Amerika/Chicago” now."


def test_trusted_origins_name_their_scheme(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.setenv("CSRF_TRUSTED_ORIGINS", "plans.example.org")

    assert refusal(tmp_path) == "Begin each address in CSRF_TRUSTED_ORIGINS with https://."


def test_demo_needs_nothing_and_answers_this_machine_only(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    production.delenv("SECRET_KEY")
    production.delenv("ALLOWED_HOSTS")
    production.setenv("PLPLANNER_DEMO", "1")

    environment = read_environment(tmp_path)

    assert (environment.demo, environment.secret_key) == (True, DEMO_SECRET_KEY)
    assert environment.allowed_hosts == ["127.0.0.1", "localhost", "[::1]"]


def test_production_settings_pass_the_deployment_check_and_hide_cookies(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set while the browser tests run
    environment |= {"SECRET_KEY": STRONG_KEY, "ALLOWED_HOSTS": "plans.example.org"}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'plans.sqlite3'}"
    environment["DJANGO_SETTINGS_MODULE"] = "plplanner.settings"
    script = (
        "from django.conf import settings as s; from django.core.management import execute_from_command_line as run; "
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING']); "
        "print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    )

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "System check identified no issues (0 silenced).",
            "False True True __Host-sessionid __Host-csrftoken",
        ],
    ), done.stderr
