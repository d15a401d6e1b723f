"""The accounts side by side: claims with who holds them, and the rival explanations of an outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.account import (
    Claim,
    Column,
    Decision,
    Explanation,
    Explanations,
    Holder,
    Meaning,
    Position,
    Question,
)
from rashomon.report.contexts import (
    Accounts,
    ChainRow,
    ClaimRow,
    Entry,
    EvidenceRow,
    Rival,
    Standpoint,
)
from rashomon.report.wording import SIGNS

_MOST = 200  # claims shown; a page that one sends to a colleague is no data base
_BEARINGS = {"fits": "+", "contradicts": "−", "mixed": "±", "silent": ""}
_WAYS = {1: "whether it rose", -1: "whether it fell", None: "whether it happened"}


@dataclass(frozen=True, slots=True)
class Compared:
    """What a case makes of its statements.

    Attributes:
        holders: the voices.
        claims: all claims, contested ones first.
        explanations: of what most accounts explain; None where nothing is explained.
        unmet: decisions of people that fit nothing in the case at present.
    """

    holders: Sequence[Holder]
    claims: Sequence[Claim]
    explanations: Explanations | None = None
    unmet: Sequence[Decision] = ()


def accounts(compared: Compared, entries: Mapping[str, Entry]) -> Accounts:
    """The accounts as the templates receive them.

    Args:
        compared: claims and explanations.
        entries: the statements of the report by id.
    """
    names = {holder.id: holder.name for holder in compared.holders}
    by_id = {claim.id: claim for claim in compared.claims}
    several = [claim for claim in compared.claims if claim.standing != "lone"]
    found = compared.explanations
    return Accounts(
        claims=tuple(_claim(claim, names, entries) for claim in several[:_MOST]),
        lone=len(compared.claims) - len(several),
        hidden=max(0, len(several) - _MOST),
        outcome=found.outcome if found else "",
        meant=tuple(map(_meant, found.meanings)) if found else (),
        rivals=tuple(
            _rival(number, one, names, entries)
            for number, one in enumerate(found.explanations if found else (), start=1)
        ),
        matrix=tuple(
            _evidence(number, column, by_id, names)
            for number, column in enumerate(found.evidence if found else (), start=1)
        ),
        questions=tuple(_question(question) for question in (found.questions if found else ())),
        unmet=tuple(
            f"{d.target} {d.action}: {'; '.join(d.words)} ({d.coder}, {d.made_at[:10]})"
            for d in compared.unmet
        ),
    )


def _meant(meaning: Meaning) -> str:
    """What the outcome was taken for, where that is not plain, and what may be meant too."""
    taken = "" if meaning.factors == (meaning.words,) else f"Taken for: {' | '.join(meaning.factors)}. "
    others = f"May be the same outcome: {' | '.join(meaning.others)}." if meaning.others else ""
    return (taken + others).strip()


def _evidence(
    number: int, column: Column, claims: Mapping[str, Claim], names: Mapping[str, str]
) -> EvidenceRow:
    claim = claims.get(column.claim)
    return EvidenceRow(
        number=number,
        evidence=column.gist,
        told=claim.told(names) if claim else "",
        bearings=tuple(_BEARINGS[b] for b in column.bearings),
        apart=column.tells_apart,
    )


def _claim(claim: Claim, names: Mapping[str, str], entries: Mapping[str, Entry]) -> ClaimRow:
    return ClaimRow(
        claim=claim.gist,
        kind=claim.kind,
        standing=claim.standing,
        contests=", ".join(claim.contests),
        standpoints=tuple(
            Standpoint(
                names[p.holder],
                p.stand,
                _course(claim, p),
                tuple(entries[s] for s in p.statements if s in entries),
            )
            for p in claim.positions
        ),
        silent=len(names) - len(claim.positions),
    )


def _course(claim: Claim, position: Position) -> str:
    """Which way a voice says that a factor went, so that a contest of sign can be seen."""
    if claim.kind != "change" or position.stand == "denies":
        return ""
    return {1: "rises", -1: "falls", None: "rises and falls"}[position.direction]


def _rival(number: int, one: Explanation, names: Mapping[str, str], entries: Mapping[str, Entry]) -> Rival:
    chains = [
        ChainRow(
            chain=" → ".join(chain.labels),
            sign=SIGNS[chain.sign],
            told=chain.held_as(names),
            entries=tuple(entries[s] for s in chain.statements if s in entries),
        )
        for chain in one.chains
    ]
    return Rival(
        number=number,
        cause=one.cause,
        holders=", ".join(names[h] for h in one.holders),
        deniers=", ".join(names[h] for h in one.deniers),
        contradictions=one.contradictions,
        chains=tuple(chains),
    )


def _question(question: Question) -> str:
    own = question.factor == question.explanation
    return f"{question.factor}: {_WAYS[question.direction]}" + (
        "" if own else f" (needed by: {question.explanation})"
    )
