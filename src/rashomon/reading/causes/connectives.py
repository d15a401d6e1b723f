"""Causes told by words between two ends: because, due to, so, therefore, in order to, without, by doing.

Connectives are found as runs of words, which a shaky parse cannot break; their two ends are then read
off the tree.
"""

from collections.abc import Iterator
from functools import cache

from rashomon.model.annotation import Span
from rashomon.model.statement import Relation
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.extents import LONGEST
from rashomon.reading.causes.harm import damage
from rashomon.reading.causes.senses import MODAL, no_ground
from rashomon.reading.causes.without import without
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes

_PARTICIPLES = {"aimed at", "designed to", "intended to", "meant to"}
_NO_SO = {"far", "much", "many", "long", "on", "as", "called", ",", "."}  # "so far", "so on"
_PREPOSITIONS = {"to", "of", "for", "from", "at", "over", "against"}
_BE = {"is", "was", "'s", "’s"}


@cache
def _connectives() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Word runs by their first word, longest first, with their class."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in ("because", "so", "purpose", "without"):
        for entry in classes("connectives")[kind]:
            run = tuple(entry.replace("that's", "that 's").split())
            found.setdefault(run[0], []).append((run, kind))
    return {first: tuple(sorted(runs, key=lambda r: -len(r[0]))) for first, runs in found.items()}


def connective_causes(stretch: Stretch, sentence: Span) -> Iterator[Candidate]:
    """Causes that connectives tell in one sentence."""
    layers = stretch.layers
    lower = [layers.word(i).lower() for i in range(*sentence)]
    at = 0
    while at < len(lower):
        run, kind = _match(lower, at)
        if not run:
            at += 1
            continue
        found = _read(stretch, sentence, (sentence[0] + at, sentence[0] + at + len(run)), kind, " ".join(run))
        if found is not None:
            yield found
        at += len(run)


def _match(lower: list[str], at: int) -> tuple[tuple[str, ...], str]:
    for run, kind in _connectives().get(lower[at], ()):
        if tuple(lower[at : at + len(run)]) == run:
            return run, kind
    return (), ""


def _read(stretch: Stretch, sentence: Span, run: Span, kind: str, words: str) -> Candidate | None:
    if words == "without":
        return without(stretch, run)
    if kind == "so":
        return _so(stretch, sentence, run, words)
    if kind == "purpose":
        return _purpose(stretch, sentence, run, words)
    return _because(stretch, sentence, run, words)


def complement(stretch: Stretch, run: Span, stop: int) -> int | None:
    """Head of what a connective opens."""
    layers = stretch.layers
    if layers.word(run[1] - 1).lower() in _PREPOSITIONS:  # a noun phrase follows, and ends at a comma
        comma = next((i for i in range(run[1], stop) if layers.word(i) == ","), stop)
        stop = (
            comma if any(layers.tokens[i].upos in {"NOUN", "PROPN"} for i in range(run[1], comma)) else stop
        )
    for i in range(run[1] - 1, run[0] - 1, -1):
        head = layers.tokens[i].head
        if run[1] <= head < stop and layers.tokens[i].deprel in {
            "case",
            "mark",
            "fixed",
            "advmod",
            "cc",
            "dep",
        }:
            return head
    at = run[1]
    if at >= stop or layers.tokens[at].upos == "PUNCT":
        return None
    while run[1] <= layers.tokens[at].head < stop:
        at = layers.tokens[at].head
    return at


def matrix(stretch: Stretch, run: Span, inner: int) -> int | None:
    """Head of the clause that a connective's phrase explains."""
    layers = stretch.layers
    inside = set(range(*run)) | {inner}
    head = layers.tokens[inner].head
    while head in range(*run):
        head = layers.tokens[head].head
    if head < 0:  # the parse made the clause of the connective the root
        head = _other_clause(stretch, run, inner)
    if head < 0 or head in inside:
        return None
    steps = 0
    while steps < 6 and layers.tokens[head].upos not in {"VERB", "AUX"} and layers.child(head, "cop") is None:
        up = layers.tokens[head].head
        if up < 0 or up in inside:
            break
        head, steps = up, steps + 1
    return past_report(stretch, run, head)


def _other_clause(stretch: Stretch, run: Span, inner: int) -> int:
    """A verb on the other side of the connective that hangs on its clause."""
    layers = stretch.layers
    verbs = [
        c
        for at in (inner, *range(*run))
        for c in layers.children(at)
        if layers.tokens[c].upos in {"VERB", "ADJ"} and (c < run[0] or stretch.extents.low[c] > inner)
        and layers.tokens[c].deprel.partition(":")[0] in {"advcl", "parataxis", "ccomp", "acl", "conj", "dep"}
    ]  # fmt: skip
    return verbs[0] if verbs else -1


def past_report(stretch: Stretch, run: Span, head: int) -> int:
    """From "he said" down to what he said."""
    layers = stretch.layers
    for _ in range(3):
        if layers.tokens[head].lemma not in classes("connectives")["reporting"]:
            return head
        said = layers.child(head, "ccomp", "parataxis")
        if said is None or run[0] <= said < run[1]:
            return head
        head = said
    return head


def _ends(stretch: Stretch, sentence: Span, run: Span) -> tuple[int, int, Span, Span] | None:
    """Heads and spans of what a connective opens and of the clause it belongs to."""
    inner = complement(stretch, run, sentence[1])
    if inner is None:
        return None
    outer = matrix(stretch, run, inner)
    if outer is None or outer == inner or _in_subject(stretch, run, outer):
        return None
    if run[0] > sentence[0] and outer < run[0] <= inner:
        outer = _close_clause(stretch, run[0] - 1, outer)
    a = stretch.extents.phrase(inner, {outer, *range(*run)})
    avoid = {inner, *range(*run)}
    at = stretch.layers.tokens[inner].head
    while at >= 0 and at != outer:
        avoid.add(at)
        at = stretch.layers.tokens[at].head
    b = stretch.extents.block(outer, avoid)
    if a is None or b is None:
        return None
    if run[1] <= inner and not any(stretch.layers.tokens[i].upos == "PUNCT" for i in range(run[1], inner)):
        a = run[1], a[1]  # whatever stands between the connective and its head belongs to it
    a = (max(a[0], run[1]), a[1]) if a[1] > run[1] else a
    if b[0] < run[0] < b[1]:
        b = (b[0], run[0]) if outer < run[0] else (run[1], b[1])
    b = _up_to(stretch, b, run[0])
    return (inner, outer, a, b) if b[1] <= a[0] or a[1] <= b[0] else None


def _up_to(stretch: Stretch, clause: Span, stop: int) -> Span:
    """A clause with what stands between it and its connective without a break, wherever that hangs."""
    tokens, end = stretch.layers.tokens, stop
    while end > clause[1] and tokens[end - 1].upos in {"PUNCT", "ADV", "CCONJ"}:
        end -= 1
    broken = any(tokens[i].upos in {"PUNCT", "CCONJ"} for i in range(clause[1], end))
    return clause if broken or not clause[1] < end <= clause[0] + LONGEST else (clause[0], end)


def _close_clause(stretch: Stretch, before: int, outer: int) -> int:
    """The clause that ends right before a connective with a subject of its own: "people hit | because"."""
    layers = stretch.layers
    inner = layers.tokens[before].upos == "VERB" and layers.child(before, "nsubj", "nsubj:pass") is not None
    hung = layers.tokens[before].deprel.partition(":")[0] in {"acl", "advcl"}
    return before if inner and hung else outer


def _in_subject(stretch: Stretch, run: Span, outer: int) -> bool:
    """Whether a phrase follows a verb inside the subject of its clause, so that it belongs to that verb."""
    tokens = stretch.layers.tokens
    subject = stretch.layers.child(outer, "nsubj", "nsubj:pass")
    if tokens[outer].upos != "VERB" or subject is None or not subject < run[0] < outer:
        return False
    return any(tokens[i].upos == "VERB" for i in range(subject + 1, run[0]))


def _because(stretch: Stretch, sentence: Span, run: Span, words: str) -> Candidate | None:
    layers = stretch.layers
    if no_ground(stretch, sentence, run, words):
        return None
    before = layers.word(run[0] - 1).lower() if run[0] > sentence[0] else ""
    if words.startswith("because") and before in _BE and (told := _reason_is(stretch, sentence, run)):
        return told
    ends = _ends(stretch, sentence, run)
    if ends is None:
        return None
    inner, outer, cause, effect = ends
    named = layers.tokens[outer].upos == "PROPN" or layers.child(outer, "det") is not None
    if named and layers.child(outer, "cop", "nsubj", "expl") is None:
        return None  # the parse hung the phrase on a name or a noun
    outer, effect = _governing(stretch, run, (inner, outer), effect)
    if cause[1] == effect[0] or denying_grounds(stretch.layers, outer):
        return None
    lexicon = classes("connectives")
    motive: Relation = "motivation" if words in lexicon["motive"] else "consequence"
    way: int | None = 0
    if motive == "motivation" and (answered := _deed_named(stretch, run, outer)):
        outer, effect, way = answered
    if motive == "consequence" and words.startswith("because") and deed(stretch, outer):
        motive = "motivation"
    less = words in lexicon["absent"]
    trust = 0.5 if words in lexicon["weak"] else 0.85
    held = "CT-" if before == "not" else "CT+"
    signals = ((run[0] - (before == "not"), run[1]),)
    anchor = outer if held == "CT+" else inner
    return Candidate(
        anchor, cause, effect, signals, 1, f"because: {words}", trust, motive,
        cause_way=-1 if less else 0, effect_way=way, held="CT-" if before == "not" else "CT+",
    )  # fmt: skip


def _deed_named(stretch: Stretch, run: Span, outer: int) -> tuple[int, Span, int] | None:
    """Of "the damage done to Z by X in response to Y is painful" what X did: a state answers nothing.

    Returns:
        The participle, the effect and its direction: Z, falling, where the deed is harm to Z.
    """
    layers = stretch.layers
    subject = layers.child(outer, "nsubj")
    if layers.tokens[outer].upos == "VERB" or subject is None:
        return None
    done = next((i for i in range(run[0] - 1, subject, -1) if layers.tokens[i].upos == "VERB"), None)
    if done is None or not layers.tokens[done].deprel.startswith(("acl", "advcl")):
        return None
    if (harm := damage(stretch, subject)) is not None:
        return done, harm.effect, -1
    return done, (stretch.extents.low[subject], run[0]), 0


def denying_grounds(layers: Layers, outer: int) -> bool:
    """Whether the clause denies a cause, so that "because" tells why it is denied: "they did not cause X"."""
    if outer < 0:
        return False
    named = layers.tokens[outer].lemma in {"cause", "lead", "trigger", "provoke", "blame", "result", "stem"}
    return named and any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(outer))


def _governing(stretch: Stretch, run: Span, heads: Span, effect: Span) -> tuple[int, Span]:
    """The whole clause that a ground is given for, of "they were forced to close" not "close" alone."""
    tokens, (inner, outer) = stretch.layers.tokens, heads
    above = outer
    while tokens[above].deprel == "xcomp" and 0 <= tokens[above].head < above:
        above = tokens[above].head
    if above == outer or tokens[above].upos not in {"VERB", "AUX", "ADJ"}:
        return outer, effect
    if tokens[above].lemma in classes("connectives")["reporting"]:
        return outer, effect
    whole = stretch.extents.block(above, {inner, *range(*run)})
    if whole is None or not whole[0] < effect[0] or whole[1] < effect[0]:
        return outer, effect
    return above, (whole[0], effect[1])


def _reason_is(stretch: Stretch, sentence: Span, run: Span) -> Candidate | None:
    """Frames such as "the reason (why) X is because Y"."""
    layers = stretch.layers
    at = next((i for i in range(run[0] - 2, sentence[0], -1) if layers.word(i).lower() == "reason"), None)
    inner = complement(stretch, run, sentence[1])
    cause = stretch.extents.phrase(inner, set(range(*run))) if inner is not None else None
    if at is None or inner is None or cause is None:
        return None
    first = at + 1 + (layers.word(at + 1).lower() in {"why", "that", "for"})
    if run[0] - 1 - first < 2 or cause[0] < run[1]:
        return None
    return Candidate(inner, cause, (first, run[0] - 1), ((at, at + 1), run), 1, "because: because", 0.85)


def deed(stretch: Stretch, verb: int) -> bool:
    """Whether a clause is somebody's deliberate step."""
    layers = stretch.layers
    if layers.tokens[verb].upos != "VERB" or layers.child(verb, "nsubj:pass") is not None:
        return False
    subject = stretch.subject(verb)
    if subject is None or not stretch.actor(subject):
        return False
    return layers.tokens[verb].lemma not in classes("directions")["less_verb"] | {
        "be",
        "have",
        "die",
        "fall",
        "feel",
        "know",
        "suffer",
    }


def _so(stretch: Stretch, sentence: Span, run: Span, words: str) -> Candidate | None:
    """The effect follows; the cause is the clause or the sentence before."""
    if words == "so":
        return _bare_so(stretch, sentence, run)
    if words in {"such that", "with the result that"}:
        ends = _ends(stretch, sentence, run)
        if ends is None:
            return None
        _, outer, effect, cause = ends
        return Candidate(outer, cause, effect, (run,), 1, f"so: {words}", 0.7)
    head = _clause_around(stretch, run, sentence)
    head = past_report(stretch, run, head) if head is not None else None
    told = stretch.extents.block(head, set(range(*run))) if head is not None else None
    before = _before(stretch, run, head, sentence)
    if head is None or told is None or before is None:
        return None
    effect, cause = told, before
    if effect[0] < run[1] <= effect[1] and run[0] <= effect[0]:
        effect = (run[1], effect[1])
    if cause[1] > effect[0] or effect[0] >= effect[1]:
        return None
    return Candidate(head, cause, effect, (run,), 1, f"so: {words}", 0.7 if cause[0] >= sentence[0] else 0.6)


def _clause_around(stretch: Stretch, run: Span, sentence: Span) -> int | None:
    """Head of the clause that an adverbial connective stands in."""
    layers = stretch.layers
    at = layers.tokens[run[0]].head
    while run[0] <= at < run[1]:
        at = layers.tokens[at].head
    for _ in range(5):
        if at < 0 or layers.tokens[at].upos in {"VERB", "AUX"} or layers.child(at, "cop") is not None:
            break
        at = layers.tokens[at].head
    return at if at >= sentence[0] else None


def _before(stretch: Stretch, run: Span, head: int | None, sentence: Span) -> Span | None:
    """The clause before a consequence: the first conjunct, else the sentence before."""
    layers = stretch.layers
    if head is None:
        return None
    token = layers.tokens[head]
    if (
        token.deprel.partition(":")[0] in {"conj", "parataxis", "advcl"}
        and sentence[0] <= token.head < run[0]
    ):
        return stretch.extents.block(token.head, {head})
    for child in layers.children(head):
        if child < run[0] and layers.tokens[child].deprel.partition(":")[0] in {"ccomp", "parataxis"}:
            return stretch.extents.block(child)
    if run[0] - sentence[0] > 4:
        return None
    return previous_sentence(stretch, sentence)


def previous_sentence(stretch: Stretch, sentence: Span) -> Span | None:
    """The main clause of the sentence before, within the paragraph; None where it asks or is too long."""
    layers = stretch.layers
    index = layers.sentence_of(sentence[0]) - 1
    if index < 0:
        return None
    start, end = layers.sentences[index]
    gap = layers.text[layers.tokens[end - 1].end : layers.tokens[sentence[0]].start]
    if gap.count("\n") > 1 or layers.word(end - 1) in {"?", '?"', ":"} or end - start < 4:
        return None
    root = next((i for i in range(start, end) if layers.tokens[i].head < 0), start)
    if layers.tokens[root].upos not in {"VERB", "AUX"} and layers.child(root, "cop") is None:
        return None
    return stretch.extents.block(past_report(stretch, (end, end), root))


def _bare_so(stretch: Stretch, sentence: Span, run: Span) -> Candidate | None:
    """Frames such as "so that X" (a goal or a result) and ", so X" (a result)."""
    layers = stretch.layers
    at = run[0]
    after = layers.word(at + 1).lower() if at + 1 < sentence[1] else ""
    before = layers.word(at - 1).lower() if at > sentence[0] else ""
    if after == "that" and layers.tokens[at].deprel in {"mark", "advmod", "fixed"}:
        return _so_that(stretch, sentence, (at, at + 2))
    if before not in {",", ";", "and"} or after in _NO_SO:
        return None
    effect_head = complement(stretch, run, sentence[1])
    if effect_head is None or effect_head - run[1] < 1:
        return None
    cause_head = layers.tokens[effect_head].head
    if not sentence[0] <= cause_head < at:
        return None
    effect = stretch.extents.block(effect_head, {cause_head, at})
    cause = stretch.extents.block(past_report(stretch, run, cause_head), {effect_head})
    if effect is None or cause is None or cause[1] > at or effect[0] < at:
        return None
    return Candidate(effect_head, cause, effect, (run,), 1, "so: so", 0.7)


def _so_that(stretch: Stretch, sentence: Span, run: Span) -> Candidate | None:
    layers = stretch.layers
    ends = _ends(stretch, sentence, run)
    if ends is None:
        return None
    inner, outer, follows, leads = ends
    if any(layers.word(c).lower() in MODAL for c in layers.children(inner)):
        return Candidate(outer, follows, leads, (run,), 1, "purpose: so that", 0.85, "purpose", None, None)
    return Candidate(outer, leads, follows, (run,), 1, "so: so that", 0.75)


def clause_end(stretch: Stretch, at: int) -> int:
    """Past the words that follow a goal without a break, whatever the parse hung them on."""
    tokens = stretch.layers.tokens
    stop = stretch.layers.sentences[stretch.layers.sentence_of(at - 1)][1]
    while at < stop and tokens[at].upos not in {"PUNCT", "SCONJ", "CCONJ", "AUX", "VERB"}:
        at += 1
    return at


def _meant(stretch: Stretch, sentence: Span, run: Span, words: str) -> Candidate | None:
    """Frames such as "talks meant to achieve X": the step is the noun before."""
    layers, at = stretch.layers, run[0] - 1
    while at >= sentence[0] and layers.tokens[at].upos in {"AUX", "PRON", "ADV", "SCONJ", "PUNCT"}:
        at -= 1
    inner = complement(stretch, run, sentence[1])
    if inner is None or at < sentence[0] or layers.tokens[at].upos not in {"NOUN", "PROPN"}:
        return None
    while sentence[0] <= layers.tokens[at].head < run[0] and layers.tokens[layers.tokens[at].head].upos in {
        "NOUN",
        "PROPN",
    }:
        at = layers.tokens[at].head
    goal, step = (
        stretch.extents.phrase(inner, set(range(*run))),
        stretch.extents.phrase(at, {*range(*run), inner}),
    )
    if goal is None or step is None or step[1] > run[0] or goal[1] <= run[1]:
        return None
    goal = (max(goal[0], run[1]), goal[1])
    return Candidate(run[0], goal, step, (run,), 1, f"purpose: {words}", 0.82, "purpose", None, None)


def _purpose(stretch: Stretch, sentence: Span, run: Span, words: str) -> Candidate | None:
    """The goal follows; the step taken for it is the effect."""
    if words in _PARTICIPLES:
        return _meant(stretch, sentence, run, words)
    ends = _ends(stretch, sentence, run)
    if ends is None:
        return None
    _, outer, goal, step = ends
    goal = goal[0], clause_end(stretch, goal[1])
    if goal[0] < step[1] and step[0] < goal[1]:
        return None
    return Candidate(outer, goal, step, (run,), 1, f"purpose: {words}", 0.85, "purpose", None, None)
