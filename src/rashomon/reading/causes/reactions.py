"""Why somebody acts as they do: "when X refused, Y turned to Z", "tired of X, Y quit", "amid X, Y chose Z".

When and after tell a time as well as a reason. They are read as a reason where a deliberate step follows
what gives cause for one: a refusal, a loss, a blow, or that somebody came to see something.
"""

from collections.abc import Iterator

from rashomon.model.annotation import Span
from rashomon.model.statement import Relation
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.clauses import opener_of, pair
from rashomon.reading.causes.connectives import deed
from rashomon.reading.causes.frames import key
from rashomon.reading.directions import direction
from rashomon.resources.lists import classes

_WHEN = {"when", "after", "once"}
_OVER = {"end", "close", "stop", "finish", "cease", "expire"}
"""What is over gives a time sooner than a reason: "left when the meeting ended"."""
_HAPPENS = {"come", "happen", "occur", "begin", "start", "erupt", "follow"}
_IN_FACE_OF = ("to", "for", "against", "of")
_ABOUT = ("of", "with", "by", "at", "over", "about", "from")


def reactions(stretch: Stretch, word: int) -> Iterator[Candidate]:
    """Reasons for a step that a clause, a feeling, a role or a search for something else tells."""
    layers, listed = stretch.layers, classes("connectives")
    token = layers.tokens[word]
    relation, plain = token.deprel.partition(":")[0], layers.word(word).lower()
    found = None
    if plain in {"amid", "amidst"}:
        found = _amid(stretch, word)
    elif {token.lemma.lower(), plain} & listed["feeling"]:
        found = _feeling(stretch, word)
    elif token.lemma in listed["role"] and relation in {"obl", "nmod", "xcomp"}:
        found = _in_the_role(stretch, word)
    elif relation == "conj" and token.upos == "VERB":
        found = _alternative(stretch, word)
    if found is None and relation in {"advcl", "acl"} and token.upos in {"VERB", "AUX", "ADJ", "NOUN"}:
        opener = _opener(stretch, word)
        found = _moment(stretch, word, opener) if opener in _WHEN or opener == "with" else None
    if found is not None:
        yield found


def _opener(stretch: Stretch, verb: int) -> str:
    """What opens a clause; "when" is an adverb of it."""
    plain = stretch.opened(verb)
    if plain:
        return plain
    layers = stretch.layers
    first = layers.child(verb, "advmod")
    return "when" if first is not None and first < verb and layers.word(first).lower() == "when" else ""


def _moment(stretch: Stretch, verb: int, opener: str) -> Candidate | None:
    """Frames such as "Y turned to Z when X refused", "the protests began after X raised prices"."""
    layers = stretch.layers
    outer = layers.tokens[verb].head
    if layers.tokens[outer].lemma in classes("connectives")["instant"]:  # "at the moment when"
        outer = layers.tokens[outer].head
    if outer < 0 or layers.tokens[outer].upos not in {"VERB", "AUX", "ADJ"} or outer == verb:
        return None
    ends = pair(stretch, verb, outer)
    if ends is None:
        return None
    signal = opener_of(stretch, verb, opener)
    if _under_way(stretch, outer) or _other_deed(stretch, outer, signal[0]):
        return None
    moved = opener != "with" and _moves(stretch, verb, ends[0])
    happening = _happening(stretch, outer) if moved else None
    if happening is not None:
        return Candidate(outer, ends[0], happening, (signal,), 1, "reaction", 0.7, "motivation")
    if moved and _reacts(stretch, outer):
        return Candidate(outer, ends[0], ends[1], (signal,), 1, "reaction", 0.7, "motivation")
    relation: Relation = "motivation" if deed(stretch, outer) else "consequence"
    trust = 0.12 if opener == "with" else 0.2
    return Candidate(outer, ends[0], ends[1], (signal,), 1, f"because: {opener}", trust, relation)


def _under_way(stretch: Stretch, verb: int) -> bool:
    """Whether a clause tells what was going on or over when something befell: "had just left when"."""
    layers = stretch.layers
    helped = [c for c in layers.children(verb) if layers.tokens[c].deprel == "aux"]
    ongoing = stretch.gerund(verb) and any(layers.tokens[c].lemma == "be" for c in helped)
    return ongoing or any(layers.word(c).lower() in {"had", "'d", "’d"} for c in helped)


def _other_deed(stretch: Stretch, outer: int, at: int) -> bool:
    """Whether another act stands nearer: "dismissed a plea challenging the order barring X after ..."."""
    layers = stretch.layers
    return any(
        layers.tokens[i].upos == "VERB" and layers.tokens[i].deprel.partition(":")[0] in {"acl", "advcl"}
        for i in range(outer + 1, at)
    )


def _moves(stretch: Stretch, verb: int, clause: Span) -> bool:
    """Whether a clause gives cause to act: a refusal, a loss, a blow, an insight."""
    layers, told = stretch.layers, classes("connectives")
    for at in (verb, layers.child(verb, "xcomp")):
        if at is None:
            continue
        listed = key(stretch, at)
        if {listed.lemma, listed.phrasal} & (told["provoking"] | told["realising"]):
            return True
    if layers.child(verb, "nsubj") is None or layers.tokens[verb].lemma in _OVER:
        return False
    return direction(layers, clause) == -1


def _reacts(stretch: Stretch, verb: int) -> bool:
    """Whether a clause is a deliberate step of somebody's."""
    layers = stretch.layers
    at = verb
    while (inner := layers.child(at, "xcomp")) is not None and layers.tokens[at].lemma in _STARTS:
        at = inner
    listed = key(stretch, at)
    known = {listed.lemma, listed.phrasal} & classes("connectives")["reacting"]
    return bool(known) and deed(stretch, verb)


_STARTS = {"start", "begin", "decide", "choose", "vow", "threaten", "move", "try", "want"}


def _happening(stretch: Stretch, verb: int) -> Span | None:
    """The step that came about, of "the turn took place", "the strike began"."""
    layers = stretch.layers
    lemma = layers.tokens[verb].lemma
    place = verb + 1 < len(layers.tokens) and layers.word(verb + 1).lower() == "place"
    if lemma not in _HAPPENS and not (lemma == "take" and place):
        return None
    subject = stretch.subject(verb)
    if subject is None or layers.tokens[subject].upos != "NOUN" or stretch.actor(subject):
        return None
    return stretch.extents.phrase(subject, {verb}, stop=stretch.group(verb))


def _alternative(stretch: Stretch, verb: int) -> Candidate | None:
    """Frames such as "X failed and Y began to look for an alternative"."""
    layers, told = stretch.layers, classes("connectives")
    before = layers.tokens[verb].head
    at = layers.child(verb, "xcomp") if layers.tokens[verb].lemma in _STARTS else verb
    if at is None or before > verb or layers.tokens[at].lemma not in told["searching"]:
        return None
    sought = [c for c in (at + 1, *layers.children(at)) if c > at and _other(stretch, c)]
    ends = pair(stretch, before, verb)
    if not sought or ends is None or ends[0][1] > ends[1][0]:
        return None
    if (layers.child(verb, "nsubj") or layers.child(at, "nsubj")) is None or direction(layers, ends[0]) != -1:
        return None
    return Candidate(
        verb, ends[0], ends[1], ((sought[0], sought[0] + 1),), 1, "alternative", 0.8, "motivation"
    )


def _in_the_role(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "X was chosen as a counterweight to Y", "they struck as an answer to Y"."""
    layers = stretch.layers
    verb = layers.tokens[noun].head
    near = (c for c in layers.children(verb) if stretch.extents.low[c] == noun + 1)
    what = stretch.under(noun, *_IN_FACE_OF) or next(
        (c for c in near if stretch.opened(c) in _IN_FACE_OF), None
    )
    if verb < 0 or what is None or stretch.opened(noun) != "as" or layers.tokens[verb].upos != "VERB":
        return None
    if layers.tokens[verb].lemma in classes("connectives")["naming"] or verb > noun:
        return None
    subject = stretch.subject(verb)
    passive = layers.child(verb, "nsubj:pass") is not None
    if subject is None or not (passive or stretch.actor(subject)):
        return None
    cause, step = stretch.extents.phrase(what, {verb}), stretch.extents.block(verb, {noun, what})
    if cause is None or step is None or step[1] > cause[0]:
        return None
    told = 1 if direction(layers, cause) is not None else None
    signal = (opener_of(stretch, noun, "as")[0], noun + 1)
    return Candidate(verb, cause, step, (signal,), told, "role", 0.85, "motivation")


def _other(stretch: Stretch, word: int) -> bool:
    layers = stretch.layers
    return word < len(layers.tokens) and layers.tokens[word].lemma.lower() in classes("connectives")["other"]


def _amid(stretch: Stretch, word: int) -> Candidate | None:
    """Frames such as "Amid worsening X, Y chose Z": what changes, and a step."""
    layers = stretch.layers
    opened = _opening(stretch, word, word + 1)
    if opened is not None:
        verb, a, b = opened
    else:
        noun = layers.tokens[word].head
        verb = layers.tokens[noun].head if noun > word else -1
        if verb < 0 or layers.tokens[verb].upos != "VERB" or verb > word:
            return None
        first, then = stretch.extents.phrase(noun, {verb, word}), stretch.extents.block(verb, {noun})
        if first is None or then is None or then[1] > word or first[1] <= word + 1:
            return None
        if layers.tokens[verb].deprel == "xcomp":
            return None  # the deed without who is to do it
        a, b = (word + 1, first[1]), then
    if not deed(stretch, verb) or direction(layers, a) is None:
        return None
    return Candidate(verb, a, b, ((word, word + 1),), 1, "because: amid", 0.6, "motivation")


def _feeling(stretch: Stretch, word: int) -> Candidate | None:
    """Frames such as "Fearing X, Y did Z", "voters, tired of X, turned to Z"."""
    layers = stretch.layers
    at = word + 1
    sentence = layers.sentences[layers.sentence_of(word)]
    if at < sentence[1] and layers.word(at).lower() == "up":
        at += 1
    if at + 1 >= sentence[1] or layers.tokens[word].lemma in {"hope", "desire"}:
        return None
    if layers.word(at).lower() in _ABOUT:
        at += 1
    elif not layers.word(word).lower().endswith("ing"):
        return None
    opened = _opening(stretch, word, at)
    if opened is None or not _reacts_or_deed(stretch, word, opened[0]):
        return None
    verb, cause, step = opened
    return Candidate(verb, cause, step, ((word, at),), 1, "feeling", 0.75, "motivation")


def _reacts_or_deed(stretch: Stretch, word: int, verb: int) -> bool:
    """Whether a step of somebody's follows; where the phrase is an aside, its subject stands before it."""
    layers = stretch.layers
    start = layers.sentences[layers.sentence_of(word)][0]
    if word - 2 > start or (word - 2 == start and layers.tokens[start].upos in {"NOUN", "PROPN"}):
        noun = word - 2
        finite = layers.word(verb).lower() != layers.tokens[verb].lemma
        if layers.tokens[noun].upos in {"NOUN", "PROPN"} and layers.child(verb, "nsubj") is None:
            return stretch.actor(noun) and finite and not stretch.gerund(verb)
    return deed(stretch, verb)


def _opening(stretch: Stretch, word: int, first: int) -> tuple[int, Span, Span] | None:
    """Of "Amid X, Y did Z": the verb after the comma, X from ``first`` on, and what was done."""
    layers = stretch.layers
    start, end = layers.sentences[layers.sentence_of(word)]
    if word > start and layers.tokens[word - 1].upos not in {"PUNCT", "CCONJ"}:
        return None
    comma = next((i for i in range(first, min(end, first + 20)) if layers.word(i) == ","), None)
    if comma is None or comma == first or any(layers.tokens[i].upos == "AUX" for i in range(first, comma)):
        return None
    verb = next((i for i in range(comma + 1, end) if layers.tokens[i].upos == "VERB"), None)
    if verb is not None and layers.tokens[verb].deprel == "acl":  # an aside to the subject
        verb = next((i for i in range(verb + 1, end) if layers.child(i, "nsubj") is not None), None)
    step = stretch.extents.block(verb, {word, first}) if verb is not None else None
    if verb is None or step is None or step[1] <= comma + 1 or stretch.gerund(verb):
        return None
    return verb, (first, comma), (max(step[0], comma + 1), step[1])
