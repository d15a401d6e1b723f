"""Voices, claims, comparisons, explanations and decisions in the shapes that leave a case."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, get_args

from rashomon.errors import InputError
from rashomon.export.frame import Table
from rashomon.export.statements import Record, json_line
from rashomon.model import Statement
from rashomon.model.account import (
    Action,
    Actor,
    Claim,
    Decision,
    Explanations,
    Holder,
    SharedFactor,
    Stand,
    Target,
)

VOICES = {
    "voice": str, "kind": str, "role": str, "pages": int, "copies": int, "statements": int,
    "events": int, "changes": int, "causes": int, "stances": int, "contested": int, "alone": int,
}  # fmt: skip
CLAIMS = {
    "id": str, "standing": str, "contests": str, "kind": str, "claim": str,
    "affirms": str, "denies": str, "hedges": str, "silent": int, "pages": int, "statements": int,
}  # fmt: skip
COMPARE = {
    "claim": str, "standing": str, "contests": str, "kind": str, "by": str, "who": str, "stand": str,
    "direction": int, "statements": str, "words": str, "claim_id": str,
}  # fmt: skip
EXPLAIN = {
    "outcome": str, "rank": int, "explanation": str, "held_by": str, "denied_by": str, "contradictions": int,
    "chain": str, "chain_kind": str, "sign": int, "words": str, "statements": str,
}  # fmt: skip

ACTORS = {
    "actor": str, "kind": str, "state": str, "offices": str, "aliases": str, "statements": int, "id": str,
}  # fmt: skip
FACTORS = {
    "factor": str, "mentions": int, "labels": str, "actors": str, "maybe_same": str, "id": str,
}  # fmt: skip

Names = Mapping[str, str]
"""Readable names: of holders by id, or of pages by id."""


def voices(holders: Sequence[Holder], claims: Iterable[Claim], kinds: Mapping[str, str]) -> Table:
    """One row a holder; ``kinds`` is the kind of each statement by id."""
    counts: dict[str, Counter[str]] = {h.id: Counter() for h in holders}
    for claim in claims:
        for position in claim.positions:
            own = counts[position.holder]
            own.update(f"{kinds[s]}s" for s in position.statements)
            own["statements"] += len(position.statements)
            own["contested"] += claim.standing == "contested"
            own["alone"] += claim.standing == "lone"
    rows = [
        {
            "voice": h.name, "kind": h.voice.kind, "role": h.voice.role,
            "pages": len(h.pages), "copies": len(h.copies),
            **{name: counts[h.id][name] for name in list(VOICES)[5:]},
        }
        for h in holders
    ]  # fmt: skip
    return Table(VOICES, rows)


def claims(found: Iterable[Claim], holders: Names, pages_of: Mapping[str, str]) -> Table:
    """One row a claim; ``pages_of`` is the page id of each statement by id."""
    rows = []
    for claim in found:
        stands = {s: [holders[p.holder] for p in claim.positions if p.stand == s] for s in get_args(Stand)}
        rows.append(
            {
                "id": claim.id, "standing": claim.standing, "contests": ", ".join(claim.contests) or None,
                "kind": claim.kind, "claim": claim.gist,
                **{s: "; ".join(stands[s]) or None for s in ("affirms", "denies", "hedges")},
                "silent": len(holders) - len(claim.positions),
                "pages": len({pages_of[s] for s in claim.statements}),
                "statements": len(claim.statements),
            }
        )  # fmt: skip
    return Table(CLAIMS, rows)


def compare(found: Iterable[Claim], holders: Names, pages: Names, by_id: Mapping[str, Statement]) -> Table:
    """One row for each claim and voice, then one for each claim and page, silent ones included."""
    rows: list[Record] = []
    for claim in found:
        head = {
            "claim": claim.gist, "standing": claim.standing, "contests": ", ".join(claim.contests) or None,
            "kind": claim.kind, "claim_id": claim.id,
        }  # fmt: skip
        positions = {p.holder: p for p in claim.positions}
        for identity, name in holders.items():
            one = positions.get(identity)
            rows.append(
                head
                | {"by": "voice", "who": name, "stand": one.stand if one else "silent"}
                | {"direction": one.direction if one else None}
                | _said(one.statements if one else (), by_id)
            )
        for identity, name in pages.items():
            here = tuple(s for s in claim.statements if by_id[s].evidence.page_id == identity)
            stands = {p.stand for p in claim.positions if set(p.statements) & set(here)}
            stand = " and ".join(s for s in get_args(Stand) if s in stands) or "silent"
            rows.append(
                head | {"by": "page", "who": name, "stand": stand, "direction": None} | _said(here, by_id)
            )
    return Table(COMPARE, rows)


def _said(ids: Sequence[str], by_id: Mapping[str, Statement]) -> Record:
    words = " | ".join(dict.fromkeys(" ".join(by_id[s].evidence.text.split()) for s in ids))
    return {"statements": " ".join(ids) or None, "words": words or None}


def explain(found: Explanations, holders: Names, by_id: Mapping[str, Statement]) -> Table:
    """One row for each chain of each explanation, best explanation first."""
    rows = [
        {
            "outcome": found.outcome, "rank": rank, "explanation": one.cause,
            "held_by": "; ".join(holders[h] for h in one.holders) or None,
            "denied_by": "; ".join(holders[h] for h in one.deniers) or None,
            "contradictions": one.contradictions,
            "chain": " → ".join(chain.labels), "chain_kind": chain.held_as(holders),
            "sign": chain.sign, **_said(chain.statements, by_id),
        }
        for rank, one in enumerate(found.explanations, start=1)
        for chain in one.chains
    ]  # fmt: skip
    return Table(EXPLAIN, rows)


def actors(found: Iterable[Actor], said: Mapping[str, int]) -> Table:
    """One row an actor, those most spoken of first; ``said`` is the number of statements by actor id."""
    rows = [
        {
            "actor": a.name, "kind": a.kind, "state": a.state, "offices": "; ".join(a.offices) or None,
            "aliases": "; ".join(a.aliases) or None, "statements": said.get(a.id, 0), "id": a.id,
        }
        for a in found
    ]  # fmt: skip
    return Table(ACTORS, sorted(rows, key=lambda row: (-row["statements"], row["actor"].casefold())))


def factors(found: Iterable[SharedFactor], actors: Names) -> Table:
    """One row a factor, the most mentioned first; ``actors`` are readable names by id."""
    rows = [
        {
            "factor": f.name, "mentions": f.mentions,
            "labels": "; ".join(label for label in f.labels if label != f.name) or None,
            "actors": "; ".join(actors.get(a, a) for a in f.actors) or None,
            "maybe_same": "; ".join(f.undecided) or None, "id": f.id,
        }
        for f in found
    ]  # fmt: skip
    return Table(FACTORS, rows)


def explanations_record(found: Explanations, holders: Names, by_id: Mapping[str, Statement]) -> Record:
    """Everything about the explanations, matrix included, holders by name."""
    record = asdict(found)
    for one in record["explanations"]:
        one["holders"] = [holders[h] for h in one["holders"]]
        one["deniers"] = [holders[h] for h in one["deniers"]]
        for chain in one["chains"]:
            chain["holder"] = holders.get(chain["holder"] or "")
            for step in chain["steps"]:
                step["holders"] = [holders[h] for h in step["holders"]]
                step["words"] = [by_id[s].evidence.text for s in step["statements"]]
    return record


def decision_line(decision: Decision) -> str:
    """A decision as one line of JSON."""
    return json_line({"id": decision.id, **asdict(decision), "value": dict(decision.value)})


def decisions_from(lines: Iterable[str], where: str) -> list[Decision]:
    """Decisions from the lines that `decision_line` wrote.

    Raises:
        InputError: a line is no decision, or was changed after it was written.
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record: dict[str, Any] = json.loads(line)
            identity = record.pop("id")
            decision = Decision(
                record["target"], record["action"], tuple(record["subjects"]), dict(record["value"]),
                tuple(record["words"]), str(record["coder"]), str(record["made_at"]),
            )  # fmt: skip
            known = decision.target in get_args(Target) and decision.action in get_args(Action)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{where}, line {number}: not a decision; write it with: rashomon decisions"
            ) from error
        if not known or decision.id != identity:
            raise InputError(f"{where}, line {number}: the decision does not fit its id; export it again")
        found.append(decision)
    return found
