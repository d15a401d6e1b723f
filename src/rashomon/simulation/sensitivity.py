"""Which edge, if it were wrong, would turn the answer.

One edge at a time is removed, then reversed, and the question is asked again with the same draws of all
other strengths, so that what differs is due to the edge alone (common random numbers; Glasserman & Yao
1992, Management Science 38: 884-908).
"""

import numpy as np

from rashomon.model import CausalMap, Outcome, Sensitivity, Settings
from rashomon.simulation.ensemble import effect
from rashomon.simulation.fcm import check
from rashomon.simulation.montecarlo import Changes, consistent, directions, outcomes, split
from rashomon.simulation.network import (
    Floats,
    Network,
    downstream,
    draw_weights,
    known_factors,
    network,
    upstream,
)


def sensitivity(
    map_: CausalMap,
    changes: Changes,
    factor: str,
    *,
    known: Changes | None = None,
    settings: Settings | None = None,
    seed: int = 0,
) -> tuple[Sensitivity, ...]:
    """Test every edge on a way from what is changed to the factor.

    Args:
        map_: the map.
        changes: the question, as in `what_if`; factors that the map does not hold are passed over.
        factor: whose answer is looked at.
        known: as in `what_if`; draws are kept or dropped anew for each supposed error.
        settings: how to run, and how many draws.
        seed: of the random numbers.

    Returns:
        Decisive edges first, then by how far the share of rising draws moves; nothing if no way leads
        from the changes to the factor.

    Raises:
        InputError: the factor is not in the map, or a setting or direction is out of range.
    """
    settings = settings or Settings()
    check(settings)
    known_factors(map_, [factor])
    asked = {f: d for f, d in directions(changes).items() if f in map_.factors}
    net = network(map_)
    weights = draw_weights(net, settings.draws, np.random.default_rng(seed))
    question = split(map_, known or {})

    def answer(drawn: Floats) -> Outcome:
        kept, _ = consistent(net, drawn, question, settings)
        result = effect(net, drawn[:, kept], asked, settings)
        return outcomes(map_, net, result, asked, settings.still)[net.row[factor]]

    before = answer(weights)
    found = []
    for i in _on_the_way(map_, net, asked, factor):
        without, reverse = (answer(_scaled(weights, i, by)) for by in (0.0, -1.0))
        shares = before.rises.value, without.rises.value, reverse.rises.value
        found.append(
            Sensitivity(net.edges[i], factor, before.direction, without.direction, reverse.direction, shares)
        )
    return tuple(sorted(found, key=lambda s: (not s.decisive, -_moved(s))))


def _on_the_way(map_: CausalMap, net: Network, asked: Changes, factor: str) -> list[int]:
    after, before = downstream(map_, asked), upstream(map_, [factor])
    return [i for i, e in enumerate(net.edges) if e.source in after and e.target in before]


def _scaled(weights: Floats, edge: int, by: float) -> Floats:
    changed = weights.copy()
    changed[edge] *= by
    return changed


def _moved(found: Sensitivity) -> float:
    said, *supposed = found.rises
    return max(abs(share - said) for share in supposed)
