"""Settings for tests: their own home and cluster, a cheap hash, limits in memory."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
os.environ["CROSSING_HOME"] = os.environ.get("CROSSING_TEST_HOME", str(ROOT / ".crossing-test"))
os.environ["CROSSING_PG_EXTRA"] = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("CROSSING_ROLE", None)

from crossing.settings import *  # noqa: E402, F403
from crossing.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
for _database in DATABASES.values():
    _database["CONN_MAX_AGE"] = 0
