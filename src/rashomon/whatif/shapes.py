"""Answers and maps in the shapes that leave: rows, one JSON record, and lines to read."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rashomon.export.frame import Table
from rashomon.maps import Path
from rashomon.maps.picture import describe
from rashomon.model import Edge, Sensitivity, Statement
from rashomon.whatif.answers import Answer, Answers, Reason
from rashomon.whatif.picture import MARKS
from rashomon.whatif.question import Match

ANSWERS = {
    "question": str, "factor": str, "verdict": str, "account": str, "answer": str,
    "rises": float, "rises_low": float, "rises_high": float,
    "falls": float, "falls_low": float, "falls_high": float, "stays": float,
    "median": float, "draws": int, "kept": int, "by_signs": str, "methods_agree": float,
}  # fmt: skip
"""One row for each factor and account."""

_ARROWS = {1: "▲", -1: "▼"}
_SIGNS = {1: "+", -1: "−", None: "?"}


def rows(answers: Answers) -> Table:
    """One row for each factor and account; numbers are empty where the account says nothing."""
    found = [_row(answers, answer, factor) for factor in answers.factors for answer in answers.answers]
    if not answers.factors:
        found = [
            _row(answers, answer, factor) for factor in answers.query.changes for answer in answers.answers
        ]
    return Table(ANSWERS, found)


def _row(answers: Answers, answer: Answer, factor: str) -> dict[str, Any]:
    word, outcome = answer.word(factor), answer.outcome(factor)
    row: dict[str, Any] = dict.fromkeys(ANSWERS)
    row |= {"question": answers.query.words, "factor": factor, "account": answer.name, "answer": word}
    row |= {"verdict": "asked" if factor in answers.query.changes else answers.verdict(factor)}
    row |= {"draws": answer.run.drawn, "kept": answer.run.kept}
    if outcome is not None and word in MARKS:
        for name, share in (("rises", outcome.rises), ("falls", outcome.falls)):
            row |= {name: share.value, f"{name}_low": share.low, f"{name}_high": share.high}
        row |= {"stays": outcome.stays.value, "median": outcome.middle}
        row |= {"methods_agree": answer.agreement.get(factor)}
    if answer.press is not None:
        row["by_signs"] = next(
            (_pressed(o.sign, o.basis) for o in answer.press.outcomes if o.factor == factor), None
        )
    return row


def _pressed(sign: int | None, basis: str) -> str:
    if basis == "unreached":
        return "not reached"
    word = {1: "rises", -1: "falls", 0: "stays", None: "open"}[sign]
    return word if basis == "adjoint" else f"{word} ({basis})"


def cells(answers: Answers) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The table to look at: its header, and one row a factor with a cell for each account shown."""
    header = ("factor", *(a.name for a in answers.columns), "accounts")
    shown = answers.factors or tuple(answers.query.changes)
    return header, [
        (factor, *(cell(answers, a, factor) for a in answers.columns), _verdict(answers, factor))
        for factor in shown
    ]


def cell(answers: Answers, answer: Answer, factor: str) -> str:
    """One account's answer for a factor: a mark with its share of draws, or a word."""
    word, outcome = answer.word(factor), answer.outcome(factor)
    if word == "asked":
        return f"{_ARROWS[answers.query.changes[factor]]} asked"
    if outcome is None or word not in MARKS:
        return word
    if word == "open":
        text = f"○ open (▲ {outcome.rises.value:.0%} ▼ {outcome.falls.value:.0%})"
    else:
        shares = {"rises": outcome.rises, "falls": outcome.falls, "stays": outcome.stays}
        text = f"{MARKS[word]} {shares[word].value:.0%}"
    if answer.press is not None:
        signs = next((o for o in answer.press.outcomes if o.factor == factor), None)
        text += f"; signs: {_pressed(signs.sign, signs.basis)}" if signs else ""
    if factor in answer.agreement:
        text += f"; {answer.agreement[factor]:.0%} of methods agree"
    return text


def _verdict(answers: Answers, factor: str) -> str:
    return "" if factor in answers.query.changes else answers.verdict(factor)


def understood(match: Match) -> str:
    """One line on what a phrase was taken for, and how to correct it."""
    arrow = _ARROWS[match.direction]
    if not match.factors:
        near = f"; nearest: {', '.join(match.others)}" if match.others else ""
        return f"{arrow} {match.words}: no account speaks of it{near}"
    how = {"named": "", "words": " (by its words)", "meaning": " (nearest in meaning)"}[match.how]
    others = f"; not taken: {', '.join(match.others)}" if match.others else ""
    guess = "; no direction was told, so more is assumed" if match.assumed else ""
    return f"{arrow} {match.words}: {' | '.join(match.factors)}{how}{others}{guess}"


def notes(answers: Answers) -> Iterator[str]:
    """What must be said of the accounts, one line each; those that are silent share one."""
    same: dict[str, list[str]] = {}
    for answer in answers.answers:
        if answer.silent:
            continue
        said = [answer.note] if answer.note else []
        said += [f"does not speak of {', '.join(answer.run.silent)}"] if answer.run.silent else []
        said += [note.rstrip(".") for note in answer.run.notes]
        said += [note.rstrip(".") for note in answer.press.notes] if answer.press and not answer.note else []
        if said:
            same.setdefault("; ".join(said), []).append(answer.name)
    yield from (f"{', '.join(names)}: {said}" for said, names in same.items())
    silent = [answer.name for answer in answers.answers if answer.silent]
    if silent:
        yield f"silent, since they speak of nothing that is asked about: {', '.join(silent)}"
    speaking = sum(not answer.silent for answer in answers.answers)
    if speaking > len(answers.columns):
        more = speaking - len(answers.columns)
        yield f"{more} more accounts answer; choose them with --account, or take CSV"


def reasons(answers: Answers) -> Iterator[str]:
    """Why each account gives its answer: chains, the words of their edges, the decisive edges."""
    for reason in answers.reasons:
        answer = answers.answer(reason.account)
        yield f"{reason.factor}: {cell(answers, answer, reason.factor)}, {reason.account}"
        for way in reason.ways:
            yield f"  {chain(way)}"
            for edge in way.edges:
                yield from (f"    {line}" for line in quoted(answers, edge))
        if reason.cut:
            yield "  more ways lead there"
        decisive = [found for found in reason.edges if found.decisive]
        for found in decisive:
            yield f"  decisive: {turned(found)}"
        if reason.edges and not decisive:
            yield "  no single edge, if it were wrong, would turn this"


def whys(answers: Answers) -> Iterator[list[str]]:
    """The same as `reasons`, a list for each account and factor: what is answered, then why."""
    found: list[str] = []
    for line in reasons(answers):
        if not line.startswith(" ") and found:
            yield found
            found = []
        found.append(line.removeprefix("  "))
    if found:
        yield found


def chain(way: Path) -> str:
    """A chain of edges with its signs on one line."""
    text = way.edges[0].source
    for edge in way.edges:
        text += f" →({_SIGNS[edge.sign]}) {edge.target}"
    return text


def quoted(answers: Answers, edge: Edge) -> Iterator[str]:
    """The words that an edge rests on."""
    for statement in answers.words(edge)[:3]:
        yield f"“{' '.join(statement.evidence.text.split())}” ({who(statement)}, {statement.factuality})"


def who(statement: Statement) -> str:
    """The voice of a statement in words."""
    voice = statement.voice
    return voice.name or voice.role or f"unnamed {voice.kind}"


def turned(found: Sensitivity) -> str:
    """What an edge, if it were wrong, would do to the answer."""
    words = {1: "rises", -1: "falls", 0: "stays", None: "open"}
    edge = found.edge
    text = f"{edge.source} →({_SIGNS[edge.sign]}) {edge.target}: {words[found.before]}; "
    text += f"without it {words[found.without]}"
    return text + (f", reversed {words[found.reversed]}" if edge.sign is not None else "")


def record(answers: Answers) -> dict[str, Any]:
    """Everything as one JSON record."""
    options = answers.options
    return {
        "question": answers.query.words,
        "matches": [asdict(match) for match in answers.query.matches],
        "settings": {**asdict(options.settings), "seed": options.seed, "known": options.known},
        "answers": [_answer(answer) for answer in answers.answers],
        "table": [
            {k: v for k, v in row.items() if v is not None and k != "question"} for row in rows(answers)
        ],
        "reasons": [_reason(answers, reason) for reason in answers.reasons],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    run = answer.run
    found: dict[str, Any] = {
        "account": answer.name, "silent": answer.silent, "note": answer.note, "not_held": list(run.silent),
        "drawn": run.drawn, "kept": run.kept, "settled": run.settled, "cycled": run.cycled,
        "unsettled": run.unsettled, "notes": list(run.notes),
    }  # fmt: skip
    if answer.press is not None:
        found["press"] = asdict(answer.press)
    if answer.methods:
        found["methods"] = [
            {
                "inference": m.inference,
                "transfer": m.transfer,
                "directions": {o.factor: o.direction for o in m.run.outcomes if o.reached},
            }
            for m in answer.methods
        ]
    return found


def _reason(answers: Answers, reason: Reason) -> dict[str, Any]:
    return {
        "account": reason.account,
        "factor": reason.factor,
        "ways": [
            {"sign": way.sign, "edges": [_edge(answers, edge) for edge in way.edges]} for way in reason.ways
        ],
        "more_ways": reason.cut,
        "edges": [
            {
                "edge": describe(found.edge), "decisive": found.decisive, "before": found.before,
                "without": found.without, "reversed": found.reversed, "rises": list(found.rises),
            }
            for found in reason.edges
        ],
    }  # fmt: skip


def _edge(answers: Answers, edge: Edge) -> dict[str, Any]:
    words = [
        {"statement": s.id, "voice": who(s), "factuality": s.factuality, "text": s.evidence.text,
         "page": s.evidence.page_id, "start": s.evidence.start, "end": s.evidence.end}
        for s in answers.words(edge)
    ]  # fmt: skip
    return {"source": edge.source, "target": edge.target, "sign": edge.sign, "words": words}
