"""Causes told by clauses that carry no connective of the list: by doing, to achieve, since, fearing.

What opens such a clause has other senses too, so that the model's link decides for most of them.
"""

from collections.abc import Iterator

from rashomon.model.annotation import Span
from rashomon.model.statement import Relation
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.connectives import deed, past_report
from rashomon.reading.directions import direction
from rashomon.resources.lists import classes


def clause_causes(stretch: Stretch, verb: int) -> Iterator[Candidate]:
    """Adverbial clauses and phrases without a connective of their own in the list."""
    layers = stretch.layers
    token = layers.tokens[verb]
    opener = stretch.opened(verb)
    relation = token.deprel.partition(":")[0]
    if relation == "advcl" and token.head >= 0:
        if opener == "as" and _likened(stretch, verb):
            found = None
        elif opener in {"since", "as"}:
            found = _ground(stretch, verb, opener)
        elif opener == "by" and layers.word(verb).lower().endswith("ing"):
            found = _means(stretch, verb)
        elif opener == "to":
            found = _infinitive(stretch, verb)
        elif opener == "" and verb < token.head:
            found = _feeling(stretch, verb)
        elif opener in {"after", "when", "with"}:
            found = _moment(stretch, verb, opener)
        else:
            found = None
        if found is not None:
            yield found


def _pair(stretch: Stretch, inner: int, outer: int) -> tuple[Span, Span] | None:
    outer = past_report(stretch, (inner, inner + 1), outer)
    if outer == inner:
        return None
    a, b = stretch.extents.block(inner, {outer}), stretch.extents.block(outer, {inner})
    if a is None or b is None or not (a[1] <= b[0] or b[1] <= a[0]):
        return None
    return a, b


def _opener(stretch: Stretch, verb: int, word: str) -> Span:
    at = next((c for c in stretch.layers.children(verb) if stretch.layers.word(c).lower() == word), verb)
    return at, at + 1


def _likened(stretch: Stretch, verb: int) -> bool:
    """No ground but a likeness: "as if", "as though", "as she put it"."""
    at = _opener(stretch, verb, "as")[0]
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
    ends = _pair(stretch, verb, outer)
    if ends is None or layers.child(verb, "nsubj") is None:
        return None
    perfect = any(layers.word(c).lower() in {"has", "have", "been", "had"} for c in layers.children(outer))
    dated = any(
        layers.tokens[i].lemma.lower() in classes("directions")["when"] or layers.tokens[i].upos == "NUM"
        for i in range(*ends[0])
    )
    if opener == "since" and (perfect or dated):
        return None
    signal = _opener(stretch, verb, opener)
    lost = direction(layers, ends[0]) == -1  # "as the rains failed" tells why sooner than when
    return Candidate(
        outer,
        ends[0],
        ends[1],
        (signal,),
        1,
        f"because: {opener}",
        0.45 if opener == "since" else 0.22 if lost else 0.12,
    )


def _means(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "X did Y by doing Z"."""
    outer = stretch.layers.tokens[verb].head
    ends = _pair(stretch, verb, outer)
    passive = any(stretch.layers.tokens[c].lemma == "be" for c in stretch.layers.children(outer))
    if ends is None or (passive and not stretch.layers.word(outer).lower().endswith("ing")):
        return None
    return Candidate(
        outer, ends[0], ends[1], (_opener(stretch, verb, "by"),), 1, "by-doing", 0.6, cause_way=None
    )


def _infinitive(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "X did Y to achieve Z"; verbs that take an infinitive for other reasons are left out."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    head = layers.tokens[outer]
    idle = classes("directions")["idle_purpose"]
    wish = classes("factuality")["open"] | classes("factuality")["transparent"]
    told = layers.child(outer, "xcomp", "obj")
    if head.lemma in wish and (told is None or told > verb):
        return None
    if (
        head.upos != "VERB"
        or head.lemma in idle
        or (verb < outer and verb > 0 and not stretch.extents.after_comma(verb))
    ):
        return None
    if layers.tokens[verb].lemma in {"be", "become", "find", "say", "have", "see", "date", "name"} or (
        verb - outer == 2 and head.lemma in {"come", "go"}
    ):
        return None
    subject = stretch.subject(outer)
    if subject is None or (not stretch.actor(subject) and layers.child(outer, "nsubj:pass") is None):
        return None
    ends = _pair(stretch, verb, outer)
    if ends is None:
        return None
    return Candidate(
        outer,
        ends[0],
        ends[1],
        (_opener(stretch, verb, "to"),),
        1,
        "purpose: to",
        0.55,
        "purpose",
        None,
        None,
    )


def _moment(stretch: Stretch, verb: int, opener: str) -> Candidate | None:
    """Frames such as "Shares fell after X", "with X, Y": time or ground, as the model says."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    ends = _pair(stretch, verb, outer)
    if ends is None:
        return None
    relation: Relation = "motivation" if deed(stretch, outer) else "consequence"
    missed = opener == "when" and relation == "motivation" and direction(layers, ends[0]) == -1
    trust = 0.12 if opener == "with" else 0.4 if missed else 0.2
    return Candidate(
        outer, ends[0], ends[1], (_opener(stretch, verb, opener),), 1, f"because: {opener}", trust, relation
    )


def _feeling(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "Fearing X, Y did Z", "angered by X, Y did Z"."""
    layers = stretch.layers
    if (
        layers.tokens[verb].lemma not in classes("connectives")["feeling"]
        or layers.child(verb, "nsubj") is not None
    ):
        return None
    outer = layers.tokens[verb].head
    agent = layers.child(verb, "obl:agent") or stretch.under(verb, "by", "about", "at", "over", "of")
    ends = _pair(stretch, verb, outer)
    if ends is None:
        return None
    cause = stretch.extents.block(agent) if agent is not None else ends[0]
    if cause is None or layers.tokens[verb].lemma in {"hope", "desire"}:
        return None
    return Candidate(outer, cause, ends[1], ((verb, verb + 1),), 1, "feeling", 0.6, "motivation")
