"""Settings, read from the environment. One file; it never starts the database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from crossing.database.cluster import ROLES, Cluster
from crossing.database.files import kept_secret

BASE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("CROSSING_HOME") or BASE / ".crossing").resolve()
ROLE = os.environ.get("CROSSING_ROLE", "app")
EMBEDDED = "DATABASE_URL" not in os.environ


def env(name: str, hint: str) -> str:
    """The setting `name`; stops with a hint when it is missing."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {hint}. See .env.example.")
    return value


def secret(name: str, hint: str) -> str:
    """From the environment in production; kept in the home of an embedded database."""
    return kept_secret(HOME / name.lower()) if EMBEDDED else env(name, hint)


def listed(name: str, default: str = "") -> list[str]:
    """A setting that holds several values, with commas between."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database() -> dict[str, Any]:
    """Where PostgreSQL is, for the role that this process works in."""
    if EMBEDDED:
        return Cluster(HOME).dsn(DATABASE_ROLES[ROLE])
    names = {"app": "DATABASE_URL", "owner": "DATABASE_OWNER_URL", "backup": "DATABASE_BACKUP_URL"}
    found = conninfo_to_dict(env(names[ROLE], "the address of PostgreSQL for this role"))
    keep = ("sslmode", "sslrootcert")
    return {
        "HOST": found.get("host", ""),
        "PORT": str(found.get("port", "")),
        "USER": found["user"],
        "PASSWORD": found.get("password", ""),
        "NAME": found["dbname"],
        "OPTIONS": {k: found[k] for k in keep if k in found},
    }


DATABASE_ROLES = ROLES
SECRET_KEY = secret("SECRET_KEY", "a long random text, kept for good")
AUDIT_KEY = secret("AUDIT_KEY", "a long random text; the audit's hashes depend on it")
MASTER_KEY = secret("MASTER_KEY", "a long random text; without it nothing that was written opens")
if len(MASTER_KEY) < 32:
    raise ImproperlyConfigured("MASTER_KEY is too short: make one with openssl rand -base64 48.")
MASTER_KEY_BEFORE = os.environ.get("MASTER_KEY_BEFORE", "")
DEBUG = False
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1" if EMBEDDED else "")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")
TOWN_BIND = os.environ.get("CROSSING_TOWN_BIND", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "crossing.database",
    "crossing.govuk",
    "crossing.audit",
    "crossing.notify",
    "crossing.partnership",
    "crossing.todo",
    "crossing.records",
    "crossing.sharing",
    "crossing.stewardship",
    "crossing.demo",
    "crossing.site",
]

MIDDLEWARE = [
    "crossing.site.middleware.Refusals",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "crossing.site.middleware.NeverKept",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "crossing.site.middleware.Readable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "crossing.site.middleware.IdleLock",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "crossing.site.middleware.SecondFactor",
    "crossing.site.middleware.OneTransaction",
    "crossing.site.once.Once",
]

ROOT_URLCONF = "crossing.site.urls"
WSGI_APPLICATION = "crossing.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "crossing.govuk.jinja.environment",
            "context_processors": [
                "csp.context_processors.nonce",
                "django.contrib.messages.context_processors.messages",
                "crossing.site.context.page",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": os.environ.get("DATABASE_PGBOUNCER", "") == "1",
        **database(),
    }
}
# The same database once more: what is counted here is never rolled back with a request.
DATABASES["limits"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["crossing.site.routers.LimitsRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits and the replay guard of one-time codes live here. An autocommit connection of its own
# keeps a limit that was counted when the request around it is rolled back (docs/security.md).
CACHES = {
    "default": {
        "BACKEND": "crossing.site.cache.OwnConnectionCache",
        "LOCATION": "site_cache",
        "TIMEOUT": 3600,
        # Past this many rows the cache drops some, and with them what was counted.
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}

AUTH_USER_MODEL = "partnership.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
    {
        "NAME": _VALIDATORS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:home"
ACCOUNT_ADAPTER = "crossing.site.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation's link is the proof of the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
# For a school of 300 behind one address, all of them before the bell; and for each account, known
# or unknown alike. A right password gives its try back.
ACCOUNT_RATE_LIMITS = {
    "login": "600/5m/ip",
    "login_failed": "5/5m/key,20/h/key,100/10m/ip",
    "reset_password": "100/h/ip,5/h/key",
    "reset_password_from_key": "200/h/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "10/5m/user",
}
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # an invitation's link; one asked for lasts 2 hours
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "crossing.partnership.links.Links"  # noqa: S105
MESSAGE_RECIPIENTS = "crossing.partnership.links.letter"
MFA_ADAPTER = "crossing.site.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code still counts in the half minute after its own
MFA_TOTP_ISSUER = "Crossing"

SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
IDLE_MINUTES = 15
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not EMBEDDED
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not EMBEDDED
# What a proxy says about the caller is believed from these addresses alone; nobody's when embedded.
TRUSTED_PROXIES = [] if EMBEDDED else listed("TRUSTED_PROXIES", "127.0.0.1,::1")
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "crossing.site.views.stale_form"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Crossing <no-reply@localhost>")
ADDRESS = os.environ.get("CROSSING_ADDRESS", "http://localhost:8000")
AUDIT_HEADS = Path(os.environ.get("AUDIT_HEADS", HOME / "audit-heads.jsonl"))
ERASED_LIST = Path(os.environ.get("ERASED_LIST", HOME / "erased.jsonl"))

SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # addresses are unique whatever their case, by constraint

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE / "crossing" / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Choosing among the entries of a long record posts a few fields for each of them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
PROCRASTINATE_ON_APP_READY = None
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        # It answers 503 until the worker lives: whoever asks hears that, the terminal need not.
        "not_health": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: "/health" not in (record.args or ()),
        }
    },
    # An error of the database quotes the row it is about: the log keeps the error alone.
    "formatters": {"discreet": {"()": "crossing.core.logs.Discreet"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["not_health"],
            "formatter": "discreet",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
