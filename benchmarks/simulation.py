"""Speed of running maps, against FCMpy on the same maps in one run.

Run ``python benchmarks/simulation.py``. FCMpy is compared if it is installed: ``pip install --no-deps
fcmpy scikit-fuzzy tqdm`` beside pandas, scipy and networkx. Seconds are seconds of one core (CPU time of
the process, one thread each), so that other work on the machine does not count; the rounds of both
alternate, and the median is printed.
"""

import contextlib
import io
import statistics
import time
import warnings
from collections.abc import Callable
from importlib import import_module

import numpy as np

from rashomon.model import CausalMap, Edge, Settings
from rashomon.model.causal_map import Inference, Transfer
from rashomon.simulation import what_if
from rashomon.simulation.ensemble import run
from rashomon.simulation.network import network

ROUNDS = 5
TRANSFERS: tuple[Transfer, ...] = ("sigmoid", "tanh")
SIZE, DEGREE, DRAWS = 30, 3, 20_000
TOLERANCE = 1e-3
"""FCMpy's own default for the end of a run; both stop there."""


def random_map(size: int, degree: int, seed: int) -> CausalMap:
    """A map with so many edges from each factor, signs at random, strengths open."""
    rng = np.random.default_rng(seed)
    names = [f"f{i:02d}" for i in range(size)]
    edges = []
    for i, source in enumerate(names):
        others = [n for j, n in enumerate(names) if j != i]
        chosen = rng.choice(others, degree, replace=False)
        edges += [Edge(source, str(t), int(rng.choice([1, -1]))) for t in chosen]
    return CausalMap("random", tuple(names), tuple(edges))


def fcmpy_rate(map_: CausalMap, transfer: str, inference: str) -> Callable[[], float] | None:
    """A function that gives FCMpy's simulations a second, or None where FCMpy is missing."""
    try:
        pd = import_module("pandas")
        simulator = import_module("fcmpy.simulator.simulator").FcmSimulator
    except ImportError:
        return None
    rng = np.random.default_rng(1)
    names = list(map_.factors)
    table = pd.DataFrame(0.0, index=names, columns=names)
    for e in map_.edges:
        table.loc[e.source, e.target] = (e.sign or 1) * rng.random()
    start = dict.fromkeys(names, 0.5 if transfer == "sigmoid" else 0.0) | {names[0]: 1.0}

    def rate() -> float:
        count, begin = 0, time.process_time()
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            while (spent := time.process_time() - begin) < 1.0:
                simulator.simulate(start, table, transfer, inference, thresh=TOLERANCE, iterations=50, l=1.0)
                count += 1
        return count / spent

    return rate


def own_rate(map_: CausalMap, settings: Settings) -> float:
    """Simulations a second, each with weights of its own."""
    net = network(map_)
    signs = np.array([[e.sign or 1] for e in net.edges])
    weights = signs * np.random.default_rng(2).random((len(net.edges), DRAWS))
    begin = time.process_time()
    run(net, weights, {map_.factors[0]: 1.0}, settings)
    return DRAWS / (time.process_time() - begin)


def compare(inference: Inference, theirs: str, transfer: Transfer) -> None:
    """Print the rates of both and their ratio."""
    map_ = random_map(SIZE, DEGREE, seed=0)
    settings = Settings(inference, transfer, tolerance=TOLERANCE, steps=50)
    rate = fcmpy_rate(map_, transfer, theirs)
    rounds = [(own_rate(map_, settings), rate() if rate else None) for _ in range(ROUNDS)]
    ours = statistics.median(r for r, _ in rounds)
    line = f"{inference:9} {transfer:8} {ours:12,.0f} a second"
    peers = [p for _, p in rounds if p]
    if peers:
        peer = statistics.median(peers)
        line += f"   FCMpy {peer:6,.0f} a second   ratio {ours / peer:8,.0f}"
    print(line)


def main() -> None:
    """Print every figure."""
    print(f"{SIZE} factors, {DEGREE} edges each, {DRAWS:,} draws; CPU seconds, median of {ROUNDS} rounds")
    pairs: tuple[tuple[Inference, str], ...] = (
        ("kosko", "kosko"),
        ("modified", "mKosko"),
        ("rescaled", "rescaled"),
    )
    for inference, theirs in pairs:
        compare(inference, theirs, "sigmoid")
    compare("kosko", "kosko", "tanh")
    print("\n60 factors, 10,000 draws, baseline and scenario, best of 3")
    for degree in (1, 2, 3):
        for transfer in TRANSFERS:
            settings = Settings(draws=10_000, transfer=transfer)
            map_ = random_map(60, degree, seed=1)
            spent = []
            for _ in range(3):
                begin = time.process_time()
                answer = what_if(map_, {map_.factors[0]: 1}, settings=settings)
                spent.append(time.process_time() - begin)
            print(
                f"{degree} edges each  {transfer:8} {min(spent):6.2f} s   "
                f"settled {answer.settled / answer.kept:.0%}, cycled {answer.cycled / answer.kept:.0%}"
            )


if __name__ == "__main__":
    main()
