"""Time and memory of assembling accounts from generated statements, on one core.

::

    python -m benchmarks.accounts 10000 30000 100000

Cases are drawn with a seed: voices, actors and labels by Zipf's law, labels put together from nouns,
states and modifiers, so that the number of distinct labels grows with the case as it does in text.
Each size runs in a process of its own; the embeddings are the reading model's.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from typing import get_args

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and the runtime are loaded

import numpy as np

from rashomon.accounts import assemble
from rashomon.case import embed
from rashomon.model import (
    Cause,
    Change,
    Content,
    End,
    Event,
    Evidence,
    Factor,
    Factuality,
    Participant,
    PloverType,
    Stance,
    Statement,
    Voice,
)
from rashomon.resources import states
from rashomon.resources.lists import classes

SIZES = (10_000, 30_000, 100_000)
FACTUALITIES: tuple[Factuality, ...] = ("CT+", "CT+", "CT+", "CT+", "PR+", "PS+", "UU", "CT-")


class Story:
    """A source of generated statements."""

    def __init__(self, size: int, seed: int = 0) -> None:
        self.random = np.random.default_rng(seed)
        self.states = list(states.readable().values())
        lists = classes("directions")
        self.nouns = sorted(lists["bad"] | lists["people"] | classes("actors")["group"])
        self.modifiers = sorted(lists["more_adj"] | classes("actors")["thing"])
        self.voices = max(20, size // 60)
        self.pages = max(10, size // 40)

    def pick(self, things: Sequence[str]) -> str:
        """One of them, the first ones most often."""
        return things[(int(self.random.zipf(1.3)) - 1) % len(things)]

    def label(self) -> str:
        """A label such as readers give."""
        form = self.random.integers(5)
        noun, other, state = self.pick(self.nouns), self.pick(self.modifiers), self.pick(self.states)
        forms = (noun, f"{other} {noun}", f"{noun} of {state}", f"{other} {noun} in {state}")
        return f"relations with {state}" if form == 4 else forms[form]

    def end(self) -> End:
        """An end of a cause."""
        label = self.label()
        return End(label, label, int(self.random.choice([1, -1])) if self.random.random() < 0.5 else None)

    def content(self) -> Content:
        """Something said."""
        kind, way = self.random.random(), int(self.random.choice([1, -1]))
        if kind < 0.4:
            return Cause(self.end(), self.end(), way, "consequence", "because")
        if kind < 0.6:
            label = self.label()
            return Change(Factor(label, label), way)
        target = Participant(self.pick(self.states))
        if kind < 0.75:
            return Stance(target, target.name, 0.8 * way)
        day = f"2016-{int(self.random.integers(1, 13)):02}-{int(self.random.integers(1, 29)):02}"
        type_: PloverType = get_args(PloverType)[int(self.random.integers(16))]
        date = day if self.random.random() < 0.5 else None
        return Event(type_, Participant(self.pick(self.states)), target, None, date, None)

    def statements(self, size: int) -> Iterator[Statement]:
        """As many statements as asked for."""
        for number in range(size):
            content = self.content()
            page = int(self.random.integers(self.pages))
            voice = (int(self.random.zipf(1.3)) - 1) % self.voices
            name = f"{_word(voice % 97)} {_word(voice)}"
            words = f"words of {number}"
            yield Statement(
                "body",
                Voice("person", name),
                (Voice("outlet"),),
                FACTUALITIES[int(self.random.integers(len(FACTUALITIES)))],
                "past",
                Evidence(f"{page:064}", number, number + len(words), words),
                content,
                0.8,
                "made@1",
            )


def _word(number: int) -> str:
    """A word of its own for each number, as names have it."""
    syllables = ""
    while number >= 0:
        syllables += "bdfgklmnprstvz"[number % 14] + "aeiou"[number // 14 % 5]
        number = number // 70 - 1
    return syllables.capitalize() + "rt"


def one(size: int) -> None:
    """Assemble one generated case and print the figures."""
    said = list(Story(size).statements(size))
    start = time.perf_counter(), time.process_time()
    made = assemble(said, embed=embed)
    outcome = made.explain()
    wall, busy = time.perf_counter() - start[0], time.process_time() - start[1]
    labels = {label for f in made.factors.all for label in f.labels}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{size:>8} statements: {wall:6.1f} s wall, {busy:6.1f} s of CPU, {peak:.2f} GiB; "
        f"{len(labels)} labels, {len(made.factors.all)} factors, {len(made.claims)} claims, "
        f"{len(outcome.explanations)} explanations of {outcome.outcome!r}",
        flush=True,
    )


def main() -> None:
    """Run the sizes given, each in its own process on one core."""
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]))
        return
    for size in [int(s) for s in sys.argv[1:]] or SIZES:
        run = [sys.executable, "-m", "benchmarks.accounts", "--one", str(size)]
        if os.name == "posix" and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        subprocess.run(run, check=True)  # noqa: S603  # our own module


if __name__ == "__main__":
    main()
