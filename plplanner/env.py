"""What the environment may say, read once and typed; nonsense stops the start with a sentence."""

import contextlib
import zoneinfo
from dataclasses import dataclass
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

DEMO_SECRET_KEY = "demo-only-this-key-protects-nothing-and-is-refused-outside-demo-mode"  # noqa: S105  (no secret)
MINIMUM_SECRET_KEY_LENGTH = 50
MINIMUM_SECRET_KEY_VARIETY = 5
DEFAULT_TIME_ZONE = "America/Chicago"
HOSTS_OF_THIS_MACHINE = ["127.0.0.1", "localhost", "[::1]"]

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings a deployment chooses."""

    demo: bool
    secret_key: str
    allowed_hosts: list[str]
    trusted_origins: list[str]
    database: dict[str, object]
    email: dict[str, object]
    from_email: str
    behind_tls_proxy: bool
    time_zone: str


def read_environment(base_dir: Path) -> Environment:
    """Read the process environment; a variable that is set to nothing counts as not set.

    Raises ImproperlyConfigured when a value makes no sense, and when production would start with a guessable key, DEBUG
    or no host names.
    """
    env = environ.Env()
    demo = _flag(env, "PLPLANNER_DEMO")
    secret_key = _text(env, "SECRET_KEY") or (DEMO_SECRET_KEY if demo else "")
    allowed_hosts = _texts(env, "ALLOWED_HOSTS") or (HOSTS_OF_THIS_MACHINE if demo else [])
    if not demo:
        _refuse_unsafe_production(env, secret_key=secret_key, allowed_hosts=allowed_hosts)
    return Environment(
        demo=demo,
        secret_key=secret_key,
        allowed_hosts=allowed_hosts,
        trusted_origins=_origins(env),
        database=_database(env, base_dir),
        email=_email(env),
        from_email=_text(env, "DEFAULT_FROM_EMAIL") or "PL Planner <plplanner@localhost>",
        behind_tls_proxy=_flag(env, "BEHIND_TLS_PROXY"),
        time_zone=_time_zone(env),
    )


def _text(env: environ.Env, name: str) -> str:
    return str(env.str(name, default="")).strip()


def _texts(env: environ.Env, name: str) -> list[str]:
    return [part.strip() for part in _text(env, name).split(",") if part.strip()]


def _flag(env: environ.Env, name: str) -> bool:
    value = _text(env, name).lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"Set {name} to 1 or 0; it is “{value}” now.")
    return value in YES


def _number(env: environ.Env, name: str, *, default: int) -> int:
    value = _text(env, name)
    if value and not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"Set {name} to a whole number, for example {default}; it is “{value}” now.")
    return int(value) if value else default


def _refuse_unsafe_production(env: environ.Env, *, secret_key: str, allowed_hosts: list[str]) -> None:
    is_short = len(secret_key) < MINIMUM_SECRET_KEY_LENGTH
    if is_short or secret_key == DEMO_SECRET_KEY or len(set(secret_key)) < MINIMUM_SECRET_KEY_VARIETY:
        raise ImproperlyConfigured(
            f"Set SECRET_KEY to a random text of at least {MINIMUM_SECRET_KEY_LENGTH} characters, "
            "or set PLPLANNER_DEMO=1 to try the application with demo settings."
        )
    if _flag(env, "DEBUG"):
        raise ImproperlyConfigured("DEBUG shows the server's insides to visitors. Unset it, or set PLPLANNER_DEMO=1.")
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS to the host names people use, separated by commas.")


def _origins(env: environ.Env) -> list[str]:
    origins = _texts(env, "CSRF_TRUSTED_ORIGINS")
    if not all(origin.startswith(("https://", "http://")) for origin in origins):
        raise ImproperlyConfigured("Begin each address in CSRF_TRUSTED_ORIGINS with https://.")
    return origins


def _time_zone(env: environ.Env) -> str:
    name = _text(env, "TIME_ZONE") or DEFAULT_TIME_ZONE
    if name not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"Set TIME_ZONE to a name such as {DEFAULT_TIME_ZONE}; it is “{name}” now.")
    return name


def _email(env: environ.Env) -> dict[str, object]:
    try:
        settings: dict[str, object] = env.email_url_config(_text(env, "EMAIL_URL") or "consolemail://")
    except (ImproperlyConfigured, ValueError) as error:
        example = "smtp+tls://user:password@mail.example.org:587"
        raise ImproperlyConfigured(f"Set EMAIL_URL to an address such as {example}, or leave it out.") from error
    return settings


def _database(env: environ.Env, base_dir: Path) -> dict[str, object]:
    """Turn DATABASE_URL into Django's dictionary, with the options measured to lose nothing."""
    url = _text(env, "DATABASE_URL") or f"sqlite:///{base_dir / 'var' / 'plplanner.sqlite3'}"
    database = _parse_database_url(url)
    # For SQLite too: the last connection to close writes the log back, which takes longer than most pages.
    database["CONN_MAX_AGE"] = _number(env, "CONN_MAX_AGE", default=60)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        Path(str(database["NAME"])).parent.mkdir(parents=True, exist_ok=True)
        database["OPTIONS"] = {
            # SQLite queues nobody: in a storm of writers on a slow machine one can be passed over for long.
            "timeout": 60,
            # Taking the write lock at BEGIN avoids "database is locked" when a read turns into a write.
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    else:
        database["CONN_HEALTH_CHECKS"] = True
    return database


def _parse_database_url(url: str) -> dict[str, object]:
    """Read the address; it may hold a password, so that no refusal repeats it."""
    database: dict[str, object] = {}
    if url.startswith(("sqlite://", "postgres://", "postgresql://")):
        with contextlib.suppress(ValueError):
            database = environ.Env.db_url_config(url)
    if not database.get("NAME"):
        raise ImproperlyConfigured(
            "Set DATABASE_URL to sqlite:///path/to/file or postgres://user:password@host:5432/name, or leave it out."
        )
    return database
