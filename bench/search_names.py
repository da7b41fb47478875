"""How well and how cheaply a child is found by a name that was misspelt, shortened or turned round.

    .venv/bin/python -m bench.search_names [children ...]

An inverted index in memory stands for the table of grams; "rows" is what the database would read.
"""

import random
import sys
import time
from collections import Counter, defaultdict

from django.conf import settings

from crossing.demo.names import InventedChild, NameMaker
from crossing.records.names import (
    Candidate,
    fold,
    key_grams,
    misspell,
    parse,
    score,
    stored_grams,
    variants,
)

SEED = 20261124
QUERIES = 500
KEPT = 200


def asked_for(child: InventedChild, rng: random.Random) -> str:
    """A name as somebody might ask for it: one slip in nine of ten, two in the tenth."""
    given, family = child.given, child.family
    nicknames = sorted(variants(given) - {fold(given)})
    kind = rng.random()
    if kind < 0.2 and nicknames:
        given = rng.choice(nicknames)
    elif kind < 0.6:
        given = misspell(given, rng)
    elif kind < 0.9:
        family = misspell(family, rng)
    else:
        given, family = misspell(given, rng), misspell(family, rng)
    return " ".join(rng.sample([given, family], 2))


def measure(size: int, with_birth_date: bool) -> str:
    """One line of figures for one number of children."""
    rng = random.Random(SEED)
    maker = NameMaker(rng)
    children = [maker.child() for _ in range(size)]
    known = [Candidate((child.name,), child.born_on) for child in children]
    index = defaultdict(list)
    for i, candidate in enumerate(known):
        for gram in stored_grams(candidate):
            index[gram].append(i)
    found = met = rows = keys = 0
    started = time.perf_counter()
    for _ in range(QUERIES):
        i = rng.randrange(size)
        born = f"{children[i].born_on:%d/%m/%Y}" if with_birth_date else ""
        query = parse(f"{asked_for(children[i], rng)} {born}")
        grams = key_grams(query)
        counts = Counter(j for gram in grams for j in index.get(gram, ()))
        kept = [j for j, _ in counts.most_common(KEPT)]
        best = sorted(kept, key=lambda j: -score(query, known[j]))[:5]
        found, met = found + (i in best), met + (i in kept)
        rows, keys = rows + counts.total(), keys + len(grams)
    each = 1000 * (time.perf_counter() - started) / QUERIES
    return (
        f"{size:>9,} {'yes' if with_birth_date else 'no':>5} {found / QUERIES:>9.3f}"
        f" {met / QUERIES:>10.3f} {keys / QUERIES:>6.1f} {rows / QUERIES:>9,.0f} {each:>6.1f}"
    )


def main() -> None:
    settings.configure(USE_I18N=False)
    print(" children  born  recall@5  retrieved  grams      rows     ms")
    for size in map(int, sys.argv[1:] or ["10000", "50000"]):
        for with_birth_date in (False, True):
            print(measure(size, with_birth_date))


if __name__ == "__main__":
    main()
