"""Causes told by clauses that carry no connective of the list: by doing, since, as, if.

What opens such a clause has other senses too, so that the model's link decides for most of them.
"""

from collections.abc import Iterator

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.connectives import deed, past_report
from rashomon.reading.causes.verbs import listed_polarity
from rashomon.reading.directions import direction
from rashomon.resources.lists import classes

_WOULD = {"will", "would", "could", "may", "might", "'ll", "’ll", "'d", "’d"}


def clause_causes(stretch: Stretch, verb: int) -> Iterator[Candidate]:
    """Adverbial clauses and phrases without a connective of their own in the list."""
    token = stretch.layers.tokens[verb]
    if token.deprel.partition(":")[0] != "advcl" or token.head < 0:
        return
    opener = stretch.opened(verb)
    found = None
    if opener in {"since", "as"} and not (opener == "as" and _likened(stretch, verb)):
        found = _ground(stretch, verb, opener)
    elif opener == "by" and stretch.gerund(verb):
        found = _by_doing(stretch, verb)
    elif opener == "if":
        found = _condition(stretch, verb)
    if found is not None:
        yield found


def pair(stretch: Stretch, inner: int, outer: int) -> tuple[Span, Span] | None:
    """Spans of a clause and of the one that it hangs on."""
    outer = past_report(stretch, (inner, inner + 1), outer)
    if outer == inner:
        return None
    a, b = stretch.extents.block(inner, {outer}), stretch.extents.block(outer, {inner})
    if a is None or b is None or not (a[1] <= b[0] or b[1] <= a[0]):
        return None
    return a, b


def opener_of(stretch: Stretch, verb: int, word: str) -> Span:
    """The word that opens a clause."""
    at = next((c for c in stretch.layers.children(verb) if stretch.layers.word(c).lower() == word), verb)
    return at, at + 1


def _likened(stretch: Stretch, verb: int) -> bool:
    """No ground but a likeness: "as if", "as though", "as she put it"."""
    at = opener_of(stretch, verb, "as")[0]
    after = stretch.layers.word(min(at + 1, len(stretch.layers.tokens) - 1)).lower()
    return after in {"if", "though"} or stretch.layers.tokens[verb].lemma in {
        "put",
        "say",
        "call",
        "tell",
        "see",
        "know",
    }


def _ground(stretch: Stretch, verb: int, opener: str) -> Candidate | None:
    """Causal "since" and "as": a state, not a point in time; the model must agree."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    ends = pair(stretch, verb, outer)
    if ends is None or layers.child(verb, "nsubj") is None:
        return None
    perfect = any(layers.word(c).lower() in {"has", "have", "been", "had"} for c in layers.children(outer))
    dated = any(
        layers.tokens[i].lemma.lower() in classes("directions")["when"] or layers.tokens[i].upos == "NUM"
        for i in range(*ends[0])
    )
    signal = opener_of(stretch, verb, opener)
    if opener == "since" and (perfect or dated or _from_then(stretch, verb, signal[0])):
        return None
    ends = (max(ends[0][0], signal[1]), ends[0][1]), ends[1]
    lost = direction(layers, ends[0]) == -1  # "as the rains failed" tells why sooner than when
    return Candidate(
        outer,
        ends[0],
        ends[1],
        (signal,),
        1,
        f"because: {opener}",
        0.45 if opener == "since" else 0.22 if lost else 0.12,
        "motivation" if deed(stretch, outer) else "consequence",
    )


_BEGINS = {"begin", "start", "end", "erupt", "happen", "occur", "open", "close", "launch", "arrive"}
_EVER = {"first", "last", "time", "ever", "record", "anniversary"}


def _from_then(stretch: Stretch, verb: int, at: int) -> bool:
    """Whether "since" counts time: "the first meeting since the war began", "the worst since X fell"."""
    layers = stretch.layers
    start = max(layers.sentences[layers.sentence_of(verb)][0], at - 6)
    before = [layers.word(i).lower() for i in range(start, at)]
    return layers.tokens[verb].lemma in _BEGINS or bool(_EVER & set(before)) or before[-1:] == ["ever"]


def _by_doing(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "X won Y by doing Z": what was done must be told apart from what came of it."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    ends = pair(stretch, verb, outer)
    passive = any(layers.tokens[c].lemma == "be" for c in layers.children(outer))
    if ends is None or (passive and not layers.word(outer).lower().endswith("ing")):
        return None
    said = classes("connectives")["reporting"]
    ends = (max(ends[0][0], verb), ends[0][1]), ends[1]
    if ends[0][1] - ends[0][0] < 2 or layers.tokens[verb].lemma in said:
        return None
    signal = (opener_of(stretch, verb, "by"),)
    trust = 0.6 if _comes_about(stretch, outer) else 0.1
    return Candidate(outer, ends[0], ends[1], signal, 1, "by-doing", trust, cause_way=None)


_ASPECTS = {"begin", "start", "continue", "open", "enter", "join", "get", "keep", "build", "refuse", "stop"}


def _comes_about(stretch: Stretch, verb: int) -> bool:
    """Whether a verb tells of an outcome, not of what somebody does: "won" and not "retaliated"."""
    lemma = stretch.layers.tokens[verb].lemma
    told = classes("directions")
    if (
        lemma in (told["more_verb"] | told["less_verb"]) - _ASPECTS
        or lemma in classes("connectives")["achieving"]
    ):
        return True
    inner = stretch.layers.child(verb, "xcomp")
    if inner is not None and lemma in classes("factuality")["transparent"] | classes("factuality")["open"]:
        return _comes_about(stretch, inner)
    return listed_polarity(stretch.layers, verb) is not None


def _condition(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "If sanctions are lifted, exports would rise": a change that follows, not a fact."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    subject, other = layers.child(verb, "nsubj"), layers.child(outer, "nsubj")
    ends = pair(stretch, verb, outer)
    at, _ = opener_of(stretch, verb, "if")
    likened = at > 0 and layers.word(at - 1).lower() in {"even", "as", "only", "what", "and"}
    if ends is None or subject is None or other is None or likened or at == verb:
        return None
    if any(layers.word(s).lower() in {"you", "it", "i"} for s in (subject, other)):
        return None
    would = any(layers.word(c).lower() in _WOULD for c in layers.children(outer))
    ways = direction(layers, ends[0]), direction(layers, ends[1], effect=True)
    if not would or ways[1] is None or layers.tokens[outer].lemma in classes("connectives")["reporting"]:
        return None
    trust = 0.6 if ways[0] is not None else 0.45
    return Candidate(outer, ends[0], ends[1], ((at, at + 1),), 1, "if", trust)
