"""Hand-written trees as `Layers`, so that rules are tested without the model's weights."""

from collections.abc import Sequence
from typing import cast

import numpy as np

from rashomon.model.annotation import Span, Token
from rashomon.reading.parsing.encoder import Floats, ReadingModel
from rashomon.reading.parsing.layers import LAYERS, Layers
from rashomon.reading.parsing.lemmas import lemma

OUTPUTS = {"cause": 2, "relation": 18, "link": 3, "event": 17, "stance": 3, "causal": 1}


class Undecided:
    """Stands in for the model's pair heads: every logit is 0."""

    def pair(
        self, head: str, _words: Floats, a: Sequence[Span], _b: Sequence[Span], _around: Sequence[Span]
    ) -> Floats:
        return np.zeros((len(a), OUTPUTS[head]), np.float32)


def layers_from(*sentences: str, factuality: dict[int, float] | None = None) -> Layers:
    """Layers of sentences given as one word a line or a bar: ``word UPOS head deprel``, head from 1.

    >>> layers_from("Prices NOUN 2 nsubj | rose VERB 0 root")  # doctest: +SKIP
    """
    tokens: list[Token] = []
    borders: list[tuple[int, int]] = []
    text = ""
    for sentence in sentences:
        base = len(tokens)
        for row in sentence.replace("\n", "|").split("|"):
            if row.strip():
                word, upos, head, deprel = row.split()
                text += " " if text else ""
                at = base + int(head) - 1 if head != "0" else -1
                tokens.append(Token(len(text), len(text) + len(word), lemma(word, upos), upos, at, deprel))
                text += word
        borders.append((base, len(tokens)))
    scores = [0.0] * len(tokens)
    for i, score in (factuality or {}).items():
        scores[i] = score
    return Layers(
        text=text,
        tokens=tokens,
        sentences=borders,
        names=[],
        links=[],
        spans={name: [] for name in LAYERS},
        factuality=scores,
        causal=[0.5] * len(borders),
        vectors=np.zeros((len(tokens), 384), np.float32),
        model=cast(ReadingModel, Undecided()),
    )
