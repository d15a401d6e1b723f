"""Goals and the steps taken for them: "did X to achieve Y", "X has one goal: Y", "uses X as a lever to Y".

The cause is the goal, the effect the step (BECauSE's purpose). Every one of several coordinated goals
is told by itself.
"""

from collections.abc import Iterator

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Candidate, Stretch
from rashomon.reading.causes.connectives import clause_end, past_report
from rashomon.reading.causes.extents import LONGEST, after_be
from rashomon.reading.causes.nouns import across_copula
from rashomon.resources.lists import classes

_NO_GOAL = {"be", "become", "find", "say", "have", "see", "date", "name"}
"""Infinitives that tell what came of it or what is meant, sooner than a goal."""
_GOES = {"come", "go"}
_LOOSE = {"advcl", "xcomp", "acl"}
_WITH_OBJECT = {"use", "get", "take"}
"""Verbs that tell a step where they have an object: "use oil to win friends", not "used to win"."""
_STOPS = {".", ";", "?", "!", "”", '"', "—"}


def purposes(stretch: Stretch, word: int) -> Iterator[Candidate]:
    """Purposes that an infinitive or a noun of aims tells."""
    token = stretch.layers.tokens[word]
    if token.upos == "VERB" and token.deprel in _LOOSE and stretch.opened(word) == "to":
        yield from _infinitives(stretch, word)
    elif stretch.layers.word(word).lower() in classes("causes")["goal_noun"]:
        found = _goal_of(stretch, word) or _has_goal(stretch, word)
        if found is not None:
            yield found


def _infinitives(stretch: Stretch, first: int) -> Iterator[Candidate]:
    """Frames such as "X did Y to achieve Z and avoid W": one purpose for each goal."""
    outer = _step(stretch, first)
    if outer is None:
        return
    layers = stretch.layers
    goals = [first, *(c for c in layers.children(first) if _joined_goal(stretch, first, c))]
    step = stretch.extents.block(outer, {first})
    for goal in goals:
        span = stretch.extents.block(goal, {outer, *(g for g in goals if g != goal)})
        if span is None or step is None or not (span[1] <= step[0] or step[1] <= span[0]):
            continue
        if step[1] <= span[0]:
            span = span[0], clause_end(stretch, span[1])
        signal = next((c for c in layers.children(goal) if layers.word(c).lower() == "to"), goal)
        yield Candidate(
            outer, span, step, ((signal, signal + 1),), 1, "purpose: to", 0.55, "purpose", None, None
        )  # fmt: skip


def _joined_goal(stretch: Stretch, first: int, word: int) -> bool:
    """Whether a second infinitive stands under the same step: "to mend ties and win votes"."""
    layers = stretch.layers
    token = layers.tokens[word]
    bare = layers.word(word).lower() == token.lemma and layers.child(word, "nsubj", "aux") is None
    return word > first and token.deprel == "conj" and token.upos == "VERB" and bare


def _step(stretch: Stretch, goal: int) -> int | None:
    """The verb of the step that an infinitive tells the goal of; None where it tells something else."""
    layers = stretch.layers
    outer = layers.tokens[goal].head
    if layers.tokens[goal].deprel == "xcomp" and layers.tokens[outer].upos == "VERB":
        first = layers.child(outer, "xcomp")
        if first is None or first >= goal:
            return None  # what is wanted, tried or ordered
        outer = first  # the second infinitive under one verb is the goal of the first
    if layers.tokens[goal].deprel == "acl":
        outer = _means(stretch, outer)
    for _ in range(3):  # "as soon as possible to end X": the parse hung it on an adverb
        if outer < 0 or layers.tokens[outer].upos not in {"ADV", "ADJ"}:
            break
        if layers.tokens[outer].deprel not in {"advmod", "advcl", "xcomp"}:
            return None
        outer = layers.tokens[outer].head
    outer = past_report(stretch, (goal, goal + 1), outer) if outer >= 0 else -1
    if outer < 0 or outer == goal or layers.tokens[outer].upos != "VERB":
        return None
    early = goal < outer and not stretch.extents.after_comma(goal)
    if early or not _takes_goals(stretch, outer, goal):
        return None
    subject = stretch.subject(outer)
    if subject is None or (not stretch.actor(subject) and layers.child(outer, "nsubj:pass") is None):
        return None
    return outer


def _means(stretch: Stretch, noun: int) -> int:
    """The verb of "sent envoys to calm X", "uses oil as a lever to win X"; -1 where the noun takes a goal."""
    layers = stretch.layers
    verb = layers.tokens[noun].head
    if verb < 0 or layers.tokens[noun].deprel.partition(":")[0] not in {"obj", "obl", "nmod"}:
        return -1
    if layers.tokens[verb].upos != "VERB":
        verb = layers.tokens[verb].head
    told = classes("factuality")
    if verb < 0 or layers.tokens[verb].lemma in (told["open"] | told["transparent"]) - _WITH_OBJECT:
        return -1
    as_means = stretch.opened(noun) == "as" and layers.tokens[noun].lemma in classes("causes")["means_noun"]
    return verb if as_means or (stretch.opened(noun) == "" and stretch.actor(noun)) else -1


def _takes_goals(stretch: Stretch, outer: int, goal: int) -> bool:
    """Whether an infinitive after this verb can be a goal, and this one is."""
    layers = stretch.layers
    lemma = layers.tokens[outer].lemma
    told = layers.child(outer, "xcomp", "obj")
    before = told is not None and told < goal
    lexicon = classes("factuality")
    if lemma in (lexicon["open"] | lexicon["transparent"]) - _WITH_OBJECT and not before:
        return False
    if lemma in classes("directions")["idle_purpose"] and not (lemma in _WITH_OBJECT and before):
        return False
    if layers.tokens[goal].lemma in _NO_GOAL or _of_noun(stretch, goal):
        return False
    return not (goal - outer == 2 and lemma in _GOES)


def _of_noun(stretch: Stretch, goal: int) -> bool:
    """Whether an infinitive tells what a decision, a right or a plan is for, or what is not done."""
    layers = stretch.layers
    at = next((c for c in layers.children(goal) if layers.word(c).lower() == "to" and c < goal), goal) - 1
    if at < 0:
        return False
    return (
        layers.word(at).lower() == "not" or layers.tokens[at].lemma in classes("causes")["takes_infinitive"]
    )


def _goal_of(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "The purpose of X is Y", "the strike's aim was to win Y"."""
    layers = stretch.layers
    step = stretch.under(noun, "of", "behind") or layers.child(noun, "nmod:poss")
    goal, _ = across_copula(stretch, noun)
    if layers.tokens[noun].deprel.startswith("nsubj") and goal is None:
        above = layers.tokens[noun].head  # "the purpose of X is to end Y"
        marked = above > noun and layers.tokens[above].upos == "VERB" and stretch.opened(above) == "to"
        goal = above if marked else None
    if step is None or goal is None or goal <= max(step, noun) or stretch.actor(step):
        return None
    if layers.tokens[step].upos == "PRON" or layers.tokens[goal].upos == "ADJ":
        return None
    return _aimed(stretch, noun, goal, step)


def _has_goal(stretch: Stretch, noun: int) -> Candidate | None:
    """Frames such as "X has only one goal: Y", "X has a single aim, to win Y"; by the order of words."""
    layers = stretch.layers
    start, end = layers.sentences[layers.sentence_of(noun)]
    verb = next((i for i in range(noun - 1, max(start, noun - 5), -1) if _holds(stretch, i)), None)
    if verb is None:
        return None
    close = verb - 1 if verb > start and layers.tokens[verb - 1].upos == "NOUN" else None
    step = stretch.subject(verb) or close
    if step is None or stretch.actor(step) or layers.tokens[step].upos == "PRON":
        return None
    first = noun + 1
    if first + 2 >= end or layers.word(first) not in {":", "-", "–", "—", ","}:
        return None
    spelt = layers.word(first + 1).lower()
    if layers.word(first) == "," and spelt not in {"namely", "to"}:
        return None
    first += 2 if spelt in {"namely", "to"} else 1
    last = next((i for i in range(first, end) if layers.word(i) in _STOPS), end)
    step_span = stretch.extents.phrase(step, {verb})
    if step_span is None or not first < last <= first + LONGEST:
        return None
    return Candidate(
        noun, (first, last), step_span, ((verb, noun + 1),), 1, "noun: goal", 0.8, "purpose", None, None
    )


def _holds(stretch: Stretch, word: int) -> bool:
    return stretch.layers.tokens[word].lemma in {"have", "pursue", "serve"}


def _aimed(stretch: Stretch, noun: int, goal: int, step: int) -> Candidate | None:
    layers = stretch.layers
    a: Span | None = after_be(layers, stretch.extents.block(goal, {noun}))
    b = stretch.extents.phrase(step, {noun, goal})
    if a is None or b is None or b[1] > a[0]:
        return None
    if layers.word(a[0]).lower() == "to" and a[1] - a[0] > 1:
        a = a[0] + 1, a[1]
    plain = not any(layers.tokens[c].deprel in {"aux", "advmod"} for c in layers.children(goal))
    anchor = noun if plain else goal
    return Candidate(anchor, a, b, ((noun, noun + 1),), 1, "noun: goal", 0.8, "purpose", None, None)
