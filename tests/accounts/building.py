"""Statements, pages and embeddings for tests, all invented."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.model import (
    Cause,
    Change,
    Content,
    End,
    Event,
    Evidence,
    Factor,
    Page,
    Part,
    Participant,
    Stance,
    Statement,
    Voice,
)

LEA, TOM, OUTLET = (
    Voice("person", "Lea Holm", "analyst"),
    Voice("person", "Tom Reed"),
    Voice("outlet", "The Post"),
)


def page(text: str, address: str = "a.txt", *parts: Part) -> Page:
    identity = Page.identify(text.encode() + address.encode())
    whole = parts or (Part("body", 0, len(text)),)
    return Page(identity, address, text.encode(), "text/plain", text, whole)


def said(content: Content, voice: Voice = LEA, factuality: str = "CT+", **more: Any) -> Statement:
    """A statement; ``words``, ``page``, ``start``, ``via``, ``part`` and ``time`` may be given."""
    words = more.get("words", "words of the page")
    start = more.get("start", 0)
    return Statement(
        more.get("part", "body"), voice, more.get("via", ()), factuality, more.get("time"),  # type: ignore[arg-type]
        Evidence(more.get("page", "p1"), start, start + len(words), words), content, 0.8, "test@1",
    )  # fmt: skip


def cause(a: str, b: str, sign: int | None = 1, ways: tuple[int | None, int | None] = (None, None)) -> Cause:
    return Cause(End(a, a, ways[0]), End(b, b, ways[1]), sign, "consequence", "because")


def change(label: str, direction: int = 1) -> Change:
    return Change(Factor(label, label), direction)


def event(kind: str, source: str | None, target: str | None, date: str | None = None) -> Event:
    a, b = (Participant(name) if name else None for name in (source, target))
    return Event(kind, a, b, None, date, None)  # type: ignore[arg-type]


def stance(target: str, value: float) -> Stance:
    return Stance(Participant(target), target, value)


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors from letters in threes: like words have like vectors."""
    rows = np.zeros((len(texts), 64), np.float32)
    for n, text in enumerate(texts):
        padded = f"  {text.casefold()} "
        for i in range(len(padded) - 2):
            rows[n, sum(ord(c) * 31**k for k, c in enumerate(padded[i : i + 3])) % 64] += 1
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows
