"""A home in use and a backup of it, made once: no test changes them."""

import pytest

from crossing.database.cluster import Cluster
from tests.database.restoring import PLAYED, called, fingerprint, manage, well


@pytest.fixture(scope="session")
def played(tmp_path_factory):
    """A home in use: its database, and everything in it by the real commands. It stays up."""
    home = tmp_path_factory.mktemp("played")
    with Cluster(home).use():
        well(manage(home, "migrate", "--verbosity", "0"))
        well(called(home, "-c", PLAYED))
        yield home


@pytest.fixture(scope="session")
def backup(played, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "crossing.backup"
    said = well(manage(played, "backup", str(file)))
    assert f"fingerprint {fingerprint(played)}" in said
    return file
