"""The accounts side by side: claims with who holds them, and the rival explanations of an outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rashomon.model.account import Claim, Explanation, Explanations, Holder, Question
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
    """

    holders: Sequence[Holder]
    claims: Sequence[Claim]
    explanations: Explanations | None = None


def accounts(compared: Compared, entries: Mapping[str, Entry]) -> Accounts:
    """The accounts as the templates receive them.

    Args:
        compared: claims and explanations.
        entries: the statements of the report by id.
    """
    names = {holder.id: holder.name for holder in compared.holders}
    several = [claim for claim in compared.claims if claim.standing != "lone"]
    found = compared.explanations
    return Accounts(
        claims=tuple(_claim(claim, names, entries) for claim in several[:_MOST]),
        lone=len(compared.claims) - len(several),
        outcome=found.outcome if found else "",
        rivals=tuple(
            _rival(number, one, names, entries)
            for number, one in enumerate(found.explanations if found else (), start=1)
        ),
        matrix=tuple(
            EvidenceRow(column.gist, tuple(_BEARINGS[b] for b in column.bearings), column.tells_apart)
            for column in (found.evidence if found else ())
        ),
        questions=tuple(_question(question) for question in (found.questions if found else ())),
    )


def _claim(claim: Claim, names: Mapping[str, str], entries: Mapping[str, Entry]) -> ClaimRow:
    return ClaimRow(
        claim=claim.gist,
        kind=claim.kind,
        standing=claim.standing,
        contests=", ".join(claim.contests),
        standpoints=tuple(
            Standpoint(names[p.holder], p.stand, tuple(entries[s] for s in p.statements if s in entries))
            for p in claim.positions
        ),
        silent=len(names) - len(claim.positions),
    )


def _rival(number: int, one: Explanation, names: Mapping[str, str], entries: Mapping[str, Entry]) -> Rival:
    chains = []
    for chain in one.chains:
        ids = dict.fromkeys(s for step in chain.steps for s in step.statements)
        chains.append(
            ChainRow(
                chain=" → ".join([*(step.cause for step in chain.steps), chain.steps[-1].effect]),
                sign=SIGNS[chain.sign],
                told=f"thread of {names[chain.holder]}" if chain.holder else "stitch of several voices",
                entries=tuple(entries[s] for s in ids if s in entries),
            )
        )
    return Rival(
        number=number,
        cause=one.cause,
        holders=", ".join(names[h] for h in one.holders),
        deniers=", ".join(names[h] for h in one.deniers),
        contradictions=one.contradictions,
        chains=tuple(chains),
    )


def _question(question: Question) -> str:
    return f"{question.factor}: {_WAYS[question.direction]} (needed by: {question.explanation})"
