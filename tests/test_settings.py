"""Production: every setting is in `.env.example`, and Django's own check has no complaint."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BASE = Path(__file__).parent.parent
READ = re.compile(r'(?:environ\.get\(|environ\[|env\(|listed\(|secret\()\s*"([A-Z][A-Z_]+)"')
PRODUCTION = {
    "DATABASE_URL": "postgresql://app:word@db.example/crossing",
    "SECRET_KEY": "k9Xw-2vbQ7uJ4nLsT8mZr5yEaHdPfGcVtB6qRx3WjM1oNiYgUe0KzS",
    "AUDIT_KEY": "another",
    "MASTER_KEY": "a third, which is long enough to be a random one",
    "ALLOWED_HOSTS": "crossing.example",
}


def manage(*words, **settings):
    return subprocess.run(
        [sys.executable, BASE / "manage.py", *words],
        env={"PATH": os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_setting_is_in_the_example():
    example = (BASE / ".env.example").read_text()
    sources = [*(BASE / "crossing").rglob("*.py"), BASE / "manage.py"]
    read = {name for source in sources for name in READ.findall(source.read_text())}
    assert {"SECRET_KEY", "ALLOWED_HOSTS", "CROSSING_HOME"} <= read
    assert [name for name in sorted(read) if f"{name}=" not in example] == []


@pytest.mark.slow
def test_djangos_check_for_production_has_no_complaint(tmp_path):
    said = manage("check", "--deploy", "--fail-level=WARNING", CROSSING_HOME=tmp_path, **PRODUCTION)
    assert (said.returncode, said.stdout) == (
        0,
        "System check identified no issues (1 silenced).\n",
    ), said.stderr


@pytest.mark.slow
@pytest.mark.parametrize("missing", ["SECRET_KEY", "AUDIT_KEY", "MASTER_KEY"])
def test_a_missing_secret_is_named_in_one_sentence(missing, tmp_path):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    said = manage("check", CROSSING_HOME=tmp_path, **given)
    assert said.returncode == 1
    assert said.stderr.startswith(f"Set {missing}: ")
    assert len(said.stderr.splitlines()) == 1
