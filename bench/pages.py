"""How long the pages take as the number of children grows, over real HTTP, beside a bare page.

    .venv/bin/python -m bench.pages [--sizes 1000,10000,100000] [--repeats 5] [--requests 30]

Prints figures and asserts nothing about time. Worlds are kept in `.crossing-bench/` and built again
when a migration, a model or the builder changes. How to read the table: docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tqdm import tqdm

from bench.fingerprint import MARK, fingerprint
from bench.serving import Answer, Browser, run, served
from crossing.database.cluster import Cluster

HOMES = Path(__file__).resolve().parent.parent / ".crossing-bench"
BARE = "bare"
MISSPELT = "Shiobhan Winterborn"
WARM_UP = 5
AIM_RATIO, AIM_GROWTH = 2.5, 1.25


@dataclass
class World:
    """One size being served, and the people who are signed in to it."""

    size: int
    known: dict[str, str]
    people: dict[str, Browser]

    def get(self, who: str, path: str) -> Answer:
        return self.people[who].get(path.format(**self.known))


Page = Callable[[World], Answer]


def opened(who: str, path: str) -> Page:
    """A page that is opened."""
    return lambda world: world.get(who, path)


def searched(world: World) -> Answer:
    """A search with two slips in the name: it leads to the page of what was found."""
    answer = world.people["dsl"].post("/children/", {"text": MISSPELT})
    world.known["found"] = answer.location
    return answer


def found(world: World) -> Answer:
    """What the search found."""
    if "found" not in world.known:
        searched(world)
    answer = world.get("dsl", "{found}")
    if "Winterbourne" not in answer.text:
        raise RuntimeError("the search did not find the child")
    return answer


PAGES: dict[str, Page] = {
    BARE: opened("dsl", "/bench/bare"),
    "home": opened("dsl", "/"),
    "child search": searched,
    "what was found": found,
    "chronology": opened("dsl", "/children/{child}/"),
    "waiting for us": opened("dsl", "/sharing/waiting"),
    "decide: the items": opened("dsl", "/sharing/deciding/{deliberation}/items"),
    "what we have shared": opened("dsl", "/sharing/shared"),
    "who has looked": opened("auditor", "/looked/"),
    "who has looked at a child": opened("dsl", "/looked/child/{child}"),
    "home (officer)": opened("officer", "/"),
    "shared with us (officer)": opened("officer", "/sharing/received"),
}
Samples = dict[tuple[str, int], list[list[Answer]]]  # page and size: for each repeat its answers


def main() -> None:
    options = _options()
    sizes = [int(size) for size in options.sizes.split(",")]
    with ExitStack() as stack:
        worlds = [stack.enter_context(_served(size)) for size in sizes]
        samples = measure(worlds, options.repeats, options.requests)
    print(table(samples, sizes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--requests", type=int, default=30, help="of each page in each repeat")
    return parser.parse_args()


@contextmanager
def _served(size: int) -> Iterator[World]:
    """A world, built first when it is missing or old."""
    home = HOMES / str(size)
    known = _built(home, size)
    with served(home) as port:
        sessions = known.pop("sessions")
        yield World(size, known, {who: Browser(port, key) for who, key in sessions.items()})


def _built(home: Path, size: int) -> dict:
    mark = home / MARK
    if not mark.exists() or json.loads(mark.read_text())["fingerprint"] != fingerprint():
        shutil.rmtree(home, ignore_errors=True)
        os.environ["CROSSING_HOME"] = str(home)
        with Cluster(home).use():
            run(home, "manage.py", "migrate", "--verbosity", "0", role="owner")
            run(home, "-m", "bench.world", str(size))
    return json.loads(mark.read_text())


def measure(worlds: list[World], repeats: int, requests: int) -> Samples:
    """Every request of a repeat in an order of its own, pages and sizes mixed."""
    rng = random.Random(1)
    jobs = [(world, name) for world in worlds for name in _working(worlds)]
    samples: Samples = defaultdict(list)
    for _ in tqdm(range(repeats), unit="repeat"):
        for world, name in jobs:
            samples[name, world.size].append([])
        for world, name in _mixed(jobs, requests, rng):
            samples[name, world.size][-1].append(PAGES[name](world))
    return samples


def _working(worlds: list[World]) -> list[str]:
    """The pages that answer; also warms everything up."""
    working = list(PAGES)
    for world in worlds:
        for name in list(working):
            answers = [PAGES[name](world) for _ in range(WARM_UP)]
            if answers[-1].status not in (200, 302):
                print(f"{name}: answers {answers[-1].status} at {world.size}; left out")
                working.remove(name)
    return working


def _mixed(
    jobs: list[tuple[World, str]], requests: int, rng: random.Random
) -> Iterator[tuple[World, str]]:
    for _ in range(requests):
        yield from rng.sample(jobs, len(jobs))


# --- figures ---


def interval(values: list[float]) -> tuple[float, float]:
    """The order statistics that hold the median with 95 in 100 confidence, for 6 values or more."""
    ordered, n = sorted(values), len(values)
    reach = round(0.98 * n**0.5)
    return ordered[max(0, n // 2 - reach)], ordered[min(n - 1, n // 2 + reach)]


def times(repeats: list[list[Answer]]) -> list[float]:
    """All times of one page at one size, in milliseconds."""
    return [answer.ms for answers in repeats for answer in answers]


def ratios(page: list[list[Answer]], bare: list[list[Answer]]) -> list[float]:
    """For each repeat, the page's median over the bare page's."""
    pairs = zip(page, bare, strict=True)
    return [median(a.ms for a in one) / median(a.ms for a in other) for one, other in pairs]


def queries(repeats: list[list[Answer]]) -> int:
    """The usual number; twice a minute a session's time of last use is saved besides."""
    return Counter(answer.queries for answers in repeats for answer in answers).most_common(1)[0][0]


def table(samples: Samples, sizes: list[int]) -> str:
    """As Markdown. The range of a ratio is that of the repeats."""
    names = list(dict.fromkeys(name for name, _size in samples))
    head = ["page", *(f"{size:,}: ms (95 %)" for size in sizes)]
    head += [f"× bare at {sizes[-1]:,}", f"growth {sizes[0]:,}–{sizes[-1]:,}", "queries", "kB"]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for name in names:
        lines.append(_line(name, samples, sizes))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _line(name: str, samples: Samples, sizes: list[int]) -> list[str]:
    cells = [name]
    for size in sizes:
        found = times(samples[name, size])
        low, high = interval(found)
        cells.append(f"{median(found):.1f} ({low:.1f}–{high:.1f})")
    last, first = samples[name, sizes[-1]], samples[name, sizes[0]]
    over = ratios(last, samples[BARE, sizes[-1]])
    grown = [a / b for a, b in zip(map(_median, last), map(_median, first), strict=True)]
    cells += [_with_range(over, AIM_RATIO), _with_range(grown, AIM_GROWTH)]
    counts = sorted({queries(samples[name, size]) for size in sizes})
    return [*cells, "–".join(map(str, counts)), f"{last[-1][-1].size / 1024:.0f}"]


def _median(answers: list[Answer]) -> float:
    return median(answer.ms for answer in answers)


def _with_range(values: list[float], aim: float) -> str:
    mark = "" if median(values) <= aim else " ✗"
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f}){mark}"


if __name__ == "__main__":
    main()
