"""Run one of PostgreSQL's programs on an embedded home, as the owner (docs/running.md):

PYTHONPATH=. .venv/bin/python scripts/postgres.py .crossing pg_dump --format=custom --file=x.dump
"""

import subprocess
import sys
from pathlib import Path

from crossing.database.cluster import ROLES, Cluster
from crossing.database.postgres import binaries

home, program, *words = sys.argv[1:]
with Cluster(Path(home)).use() as cluster:
    address = f"--dbname={cluster.url(ROLES['owner'])}"
    sys.exit(subprocess.run([binaries() / program, *words, address], check=False).returncode)
