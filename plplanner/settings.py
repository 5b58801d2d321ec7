"""The one settings module. A deployment chooses through the environment (plplanner/env.py)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels

from plplanner.env import read_environment

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = read_environment(BASE_DIR)

DEMO = ENVIRONMENT.demo
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins

INSTALLED_APPS = [
    "plplanner.districts",
    "plans",
    "rubrics",
    "resources",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "plplanner.districts.middleware.EncodingMiddleware",
    "plplanner.districts.middleware.PrivatePagesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plplanner.districts.middleware.FirstRunMiddleware",
    "plplanner.districts.middleware.LostSessionMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "plplanner.districts.middleware.SessionRenewalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "plplanner.urls"
WSGI_APPLICATION = "plplanner.wsgi.application"
ASGI_APPLICATION = "plplanner.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plplanner.districts.context_processors.csrf_input",
                "plplanner.districts.context_processors.demo_sign_ins",
            ],
        },
    },
]

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "districts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "PL Planner"
MFA_FORMS = {
    "add_webauthn": "plplanner.districts.forms.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "plplanner.districts.forms.passkeys.AuthenticateForm",
    "login_webauthn": "plplanner.districts.forms.passkeys.LoginForm",
    "reauthenticate_webauthn": "plplanner.districts.forms.passkeys.ReauthenticateForm",
}

ACCOUNT_ADAPTER = "plplanner.districts.adapters.AccountAdapter"
ACCOUNT_RATE_LIMITS = {
    # A whole school may share one address; wrong passwords are limited by address and email together (adapters.py).
    "login": "120/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
}
# Behind one proxy the visitor's address is the last one the proxy adds; without it everybody would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.behind_tls_proxy else 0

# Rate limits must hold across server processes, so they are kept in the database (models/cache.py makes the table).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
}

CSRF_FAILURE_VIEW = "plplanner.districts.views.lost_session.csrf_failure"

# Longer than a working day, and renewed at most once an hour (SessionRenewalMiddleware), so that nobody is signed out
# mid-sentence and reading pages does not write to the database.
SESSION_COOKIE_AGE = 60 * 60 * 24
SESSION_SAVE_EVERY_REQUEST = False

LANGUAGE_CODE = "en-us"
TIME_ZONE = ENVIRONMENT.time_zone
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
# A demo serves the files where they lie; production collects them first.
STATIC_ROOT = None if DEMO else BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Uploaded files wait here between two requests (kit/uploads.py); nothing in it is ever served.
MEDIA_ROOT = BASE_DIR / "var" / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "plplanner.kit.static_files.FilesInPlace" if DEMO else "plplanner.kit.static_files.CollectedFiles"
    },
}
WHITENOISE_USE_FINDERS = DEMO

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# Without this Django would tell of errors only in DEBUG, or by mail to ADMINS.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

MESSAGE_TAGS = {message_levels.ERROR: "danger", message_levels.DEBUG: "secondary"}

globals().update(ENVIRONMENT.email)
DEFAULT_FROM_EMAIL = ENVIRONMENT.from_email

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# A pasted page of a megabyte must reach the form, which then says what to do.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

if not DEMO:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if ENVIRONMENT.behind_tls_proxy:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
