"""How well the product's own search finds misspelt children in one organisation of 100,000.

    .venv/bin/python -m bench.recall [--children 100000] [--queries 500]

Through row security, the table of letters and the ranking, as a social worker. `bench.search_names`
measures the same rules without a database.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import time
from pathlib import Path
from statistics import median, quantiles

from bench.serving import run
from crossing.database.cluster import Cluster

HOME = Path(__file__).resolve().parent.parent / ".crossing-bench" / "recall"
SEED = 20261124


def main() -> None:
    """In a home of its own, which is removed afterwards."""
    shutil.rmtree(HOME, ignore_errors=True)
    os.environ["CROSSING_HOME"] = str(HOME)
    try:
        with Cluster(HOME).use():
            run(HOME, "manage.py", "migrate", "--verbosity", "0", "--skip-checks", role="owner")
            run(HOME, "-m", "bench.recall", "--here", *sys.argv[1:])
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


def here(size: int, queries: int) -> None:
    """Fill this home and search in it."""
    import django

    django.setup()
    import psycopg
    from tqdm import tqdm

    from bench import copies, patterns, town
    from bench.search_names import asked_for
    from crossing.demo.names import NameMaker
    from crossing.partnership.rules import Role
    from crossing.records.queries.search import search_children

    rng = random.Random(SEED)
    maker = NameMaker(rng)
    children = [maker.child() for _ in range(size)]
    place = town.settle(schools=0).services[0]
    with psycopg.connect(Cluster(HOME).url("postgres"), autocommit=True) as db:
        before = copies.ids(db)
        patterns.a_child(place, Role.SOCIAL_WORKER)
        new = {"records_child": copies.fresh(before, copies.ids(db))["records_child"]}
        found = copies.template(db, {"school": place}, new)
        with db.transaction():
            db.execute("SET LOCAL session_replication_role = replica")
            loader = copies.Loader(db)
            for number, child in enumerate(tqdm(children, unit="child")):
                wanted = copies.Wanted("child", {"school": place}, child, 3, number)
                copies.write(loader, found, wanted)
            loader.flush()
        db.execute("VACUUM (ANALYZE)")
    for with_birth_date in (False, True):
        hits, names, times = 0, 0, []
        for _ in range(queries):
            child = rng.choice(children)
            born = f" {child.born_on:%d/%m/%Y}" if with_birth_date else ""
            text = asked_for(child, rng) + born
            with place.acting(Role.SOCIAL_WORKER) as by:
                started = time.perf_counter()
                best = search_children(by, text)[:5]
                times.append((time.perf_counter() - started) * 1000)
            found_names = [(m.child.given, m.child.family, m.child.born_on) for m in best]
            hits += (child.given, child.family, child.born_on) in found_names
            names += any(name[:2] == (child.given, child.family) for name in found_names)
        what = "name and birth date" if with_birth_date else "name alone"
        late = quantiles(times, n=20)[-1]
        print(
            f"{size:,} children, {queries} searches by {what}: recall@5 {hits / queries:.3f}"
            f" (of somebody with that very name {names / queries:.3f}),"
            f" median {median(times):.1f} ms, 95 in 100 under {late:.1f} ms"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    here(options.children, options.queries) if options.here else main()
