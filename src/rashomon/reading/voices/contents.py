"""The content of a cue: clauses, parentheses, objects, quotations, learned pieces."""

from collections.abc import Iterable, Sequence

from rashomon.model.annotation import Span
from rashomon.reading.parsing.layers import Layers, Link
from rashomon.reading.spans import runs
from rashomon.reading.voices.quotes import Quotation
from rashomon.reading.voices.sources import verbal
from rashomon.resources.lists import classes

_CLAUSES = {"ccomp", "csubj"}
_ORDERING = {"ask", "tell", "warn", "advise"}
_ADJUNCT = {"which", "who", "whose", "where", "because", "as", "after", "before", "while", "without"}
_LOOSE = {"PUNCT", "CCONJ", "ADV", "SCONJ", "INTJ", "ADP"}
_GROUNDS = {"attribute": {"to"}, "ascribe": {"to"}}
_INNER = {"obl", "nsubj", "obj", "nmod", "advmod", "compound", "appos"}


def clauses(layers: Layers, i: int, kind: str) -> list[Span]:
    """Content that hangs on the cue as a clause."""
    found: list[Span] = []
    for child in layers.children(i):
        relation = layers.tokens[child].deprel.partition(":")[0]
        infinitive = relation in {"xcomp", "advcl"} and child > i and marked(layers, child, "to")
        raised = layers.child(i, "obj", "iobj") if infinitive else None
        words: list[int] = []
        if (
            relation in _CLAUSES
            or _led_by_that(layers, i, child)
            or (relation == "parataxis" and child > i and _colon(layers, i, child))
        ):
            words = [] if kind == "quote" and relation != "ccomp" else _left_open(layers, i, child)
            words = [w for w in words if w > i or child < i]
        elif _gerund(layers, i, child):
            words = [w for w in [*layers.subtree(child), *_rest(layers, i, child)] if w > i]
        elif infinitive and _takes_infinitive(layers, i, kind, raised):
            words = layers.subtree(child)
            if layers.tokens[i].lemma in {"expect", "believe"} and raised is not None:
                words = sorted({*words, *layers.subtree(raised)})
        found += runs(layers, words)
    return found


def _led_by_that(layers: Layers, i: int, clause: int) -> bool:
    """Whether a clause opens with "that" right after the cue, or after whom it is said to."""
    if clause < i or layers.tokens[clause].deprel.partition(":")[0] not in {"advcl", "xcomp", "parataxis"}:
        return False
    first = layers.subtree(clause)[0]
    near = first == i + 1 or (first == i + 2 and layers.tokens[i + 1].upos == "PRON")
    return near and layers.word(first) == "that"


def _gerund(layers: Layers, i: int, clause: int) -> bool:
    """Whether the cue says a deed by its gerund: "denied hiding it", "admits having known"."""
    token = layers.tokens[clause]
    if layers.tokens[i].lemma not in classes("reporting")["gerund"] or not i < clause <= i + 3:
        return False
    if token.deprel.partition(":")[0] not in {"xcomp", "advcl", "obj", "ccomp"} or token.upos != "VERB":
        return False
    return layers.word(i + 1).lower().endswith("ing") and not layers.child(clause, "mark", "case")


def _takes_infinitive(layers: Layers, i: int, kind: str, raised: int | None) -> bool:
    """Whether an infinitive under the cue is reported speech: "urged it to stop", "claims to know"."""
    lemma = layers.tokens[i].lemma
    if lemma in _ORDERING or lemma in {"expect", "believe"}:
        return raised is not None
    return kind in {"urge", "promise"} or lemma == "claim"


def marked(layers: Layers, word: int, mark: str) -> bool:
    """Whether a clause opens with the given word."""
    return any(
        layers.tokens[c].deprel == "mark" and layers.tokens[c].lemma == mark for c in layers.children(word)
    )


def held_of_object(layers: Layers, i: int) -> list[Span]:
    """What a verb says of its object: "justified the cut by the fall", "what many call a blockade"."""
    lemma, lexicon = layers.tokens[i].lemma, classes("reporting")
    after = [c for c in layers.children(i) if c > i]
    thing = next((c for c in after if layers.tokens[c].deprel in {"obj", "xcomp", "ccomp"}), None)
    if thing is None:
        return []
    if lemma in lexicon["so_called"]:
        told = any(layers.word(c).lower() == "what" for c in layers.children(i) if c < i)
        return runs(layers, [w for w in layers.subtree(thing) if w > i]) if told else []
    if lemma not in lexicon["justify"] or layers.tokens[thing].upos not in {"NOUN", "PROPN", "PRON"}:
        return []
    for ground in after:
        if ground > thing and layers.tokens[ground].deprel.partition(":")[0] in {"obl", "advcl"}:
            words = layers.subtree(ground)
            lead = layers.phrase((words[0], words[0] + 2)).lower()
            if lead in {"due to", "because of"} or lead.split()[0] in _GROUNDS.get(lemma, {"by", "with"}):
                return runs(layers, range(i, words[-1] + 1))  # with the verb, which the reason hangs on
    return []


def _colon(layers: Layers, low: int, high: int) -> bool:
    return any(layers.word(j)[0] in ":\"“‘'«," for j in range(low + 1, high))


def _left_open(layers: Layers, cue: int, clause: int) -> list[int]:
    """Words of a reported clause; one before its cue takes the sentence from its start."""
    words = layers.subtree(clause)
    words = [w for w in words if w != cue]
    first = words[0]
    start = layers.sentences[layers.sentence_of(cue)][0]
    loose = all(layers.tokens[j].upos in _LOOSE for j in range(start, first))
    if clause < cue and loose:
        words = [*range(start, first), *words]
    return words


def parenthetic(layers: Layers, i: int, words: Span, *, near: bool) -> list[Span]:
    """Content around a cue that stands beside its clause: "the bridge, he said, is safe".

    Args:
        layers: of the stretch.
        i: the cue.
        words: cue and source.
        near: whether the source was found right before the cue.
    """
    token = layers.tokens[i]
    start, end = layers.sentences[layers.sentence_of(i)]
    low, high = words
    after = verbal(layers, high, end)
    medial = after and layers.word(high) in {",", "—", "–"}
    closed = low > start and layers.word(low - 1)[-1] in ",\"”’'»?!—–-.…"
    if not closed or not (medial or verbal(layers, start, low)):
        return []
    beside_it = token.deprel.partition(":")[0] in {"parataxis", "conj", "dep", "advcl", "root"}
    if not near and not beside_it:
        return []
    if not near and token.deprel.startswith("parataxis") and layers.tokens[token.head].upos != "PUNCT":
        own = set(layers.subtree(i)) | (set() if after else set(range(high, end)))
        return runs(layers, (w for w in layers.subtree(_clause(layers, token.head)) if w not in own))
    if after and not medial:
        return []
    if not after and any(layers.word(j)[0] in ':"“‘«' for j in range(high, end - 1)):
        return []
    return runs(layers, [*range(start, low), *(range(high, end) if after else ())])


def _clause(layers: Layers, word: int) -> int:
    """The head of the main clause, from a word of it that a parenthesis hangs on."""
    while layers.tokens[word].deprel.partition(":")[0] in _INNER:
        word = layers.tokens[word].head
    return word


def objects(layers: Layers, i: int, *, direct: bool) -> list[Span]:
    """Content without a verb of its own: "predicted a fall", "warned of a crisis"."""
    child = layers.child(i, "obj") if direct else layers.child(i, "obl", "advcl")
    if child is None or child < i or layers.tokens[child].upos in {"PRON", "PROPN", "NUM"}:
        return []
    if not direct and not any(layers.word(c) in {"of", "about", "against"} for c in layers.children(child)):
        return []
    return runs(layers, layers.subtree(child))


def asked_for(layers: Layers, i: int) -> list[Span]:
    """What is wished for without a verb: "called for calm", "appealed for an end to the strike"."""
    if i + 1 >= len(layers.tokens) or layers.word(i + 1) != "for":
        return []
    for child in layers.children(i):
        words = [w for w in layers.subtree(child) if w > i + 1]
        if words and words[0] == i + 2:
            return runs(layers, words)
    return []


def charge(layers: Layers, i: int) -> list[Span]:
    """What somebody is charged with: "accused the navy of hiding it", "blamed him for the flood"."""
    for child in layers.children(i):
        relation = layers.tokens[child].deprel.partition(":")[0]
        if child > i and relation in {"advcl", "obl"}:
            charged = _charged(layers, i, child)
            cases = {
                layers.word(c) for c in layers.children(child) if layers.tokens[c].deprel in {"mark", "case"}
            }
            if charged is not None and cases & {"of", "for", "with"}:
                deed = [w for w in (*layers.subtree(child), *_rest(layers, i, child)) if w > i]
                if charged < i:
                    return runs(layers, sorted({*layers.subtree(charged), *deed}))
                first = min(w for w in layers.subtree(charged) if w > i)
                return runs(layers, range(min(first, *deed), max(deed) + 1))
    return []


def _charged(layers: Layers, i: int, deed: int) -> int | None:
    """Who is charged: what stands between the verb and the deed, else the verb's object or subject."""
    between = (c for c in layers.children(i) if i < c < deed and layers.tokens[c].deprel in {"obj", "nsubj"})
    return next(between, layers.child(i, "obj", "nsubj:pass"))


def _rest(layers: Layers, i: int, deed: int) -> list[int]:
    """What goes on from the deed but was hung on the charge itself: its object, its purpose."""
    if layers.tokens[deed].upos != "VERB":
        return []
    found: list[int] = []
    end = layers.subtree(deed)[-1] + 1
    for child in layers.children(i):
        words = layers.subtree(child)
        relation = layers.tokens[child].deprel
        if words[0] == end and (relation == "obj" or (relation == "advcl" and marked(layers, child, "to"))):
            found += words
            end = words[-1] + 1
    return found


def own_quotations(layers: Layers, i: int, words: Span, quotations: Sequence[Quotation]) -> list[Span]:
    """Quotations under the cue, or right beside the cue and its source."""
    low, high = layers.chars(layers.sentences[layers.sentence_of(i)])
    near = [q for q in quotations if q.start < high and low < q.end]
    if not near:
        return []
    at, own = layers.tokens[i].start, layers.subtree(i)
    reach = layers.tokens[own[-1]].end + 2
    first, last = layers.chars(words)
    onward = layers.text[last : last + 2].strip()[:1] == ":"
    found: list[Span] = []
    for q in near:
        gaps = ((q.end, first), (last, q.start))
        if onward and q.end <= low:
            continue  # "X said:" speaks of what comes next
        adjoining = any(a <= b and not layers.text[a:b].strip(" ,:;—–-\u00a0\n") for a, b in gaps)
        over = q.start < reach and high <= q.end  # it opens under the cue and runs over the sentence
        under = first <= q.start and (q.end <= reach or over) and not _other_cue(layers, i, q)
        if not q.start <= at < q.end and (adjoining or under):
            found.append((q.start, q.end))
    return found


def _other_cue(layers: Layers, i: int, quotation: Quotation) -> bool:
    """Whether a nearer verb of speech stands between the cue and the quotation."""
    lexicon = classes("reporting")
    for j in range(i + 1, len(layers.tokens)):
        token = layers.tokens[j]
        if token.start >= quotation.start:
            return False
        if token.upos == "VERB" and (token.lemma in lexicon["say"] or token.lemma in lexicon["quote"]):
            return True
    return False


def learned(layers: Layers, i: int, link: Link | None, quotations: Sequence[Quotation]) -> list[Span]:
    """Content pieces of the learned link: those of the cue's own sentence, and quoted ones."""
    if link is None:
        return []
    start, end = layers.sentences[layers.sentence_of(i)]
    found = []
    for piece in link.content:
        low, high = max(piece[0], start), min(piece[1], end)
        if low < high and verbal(layers, low, high) and layers.word(low).lower() not in _ADJUNCT:
            found.append(layers.chars((low, high)))
        chars = layers.chars(piece)
        found += [
            (max(q.start, chars[0]), min(q.end, chars[1]))
            for q in quotations
            if q.start < chars[1] and chars[0] < q.end
        ]
    return found


def quoted(pieces: Iterable[Span], quotations: Sequence[Quotation]) -> bool:
    """Whether any piece touches a quotation."""
    return any(q.start < b and a < q.end for a, b in pieces for q in quotations)


def longer(content: Sequence[Span], learned: Sequence[Span]) -> list[Span]:
    """Learned pieces that carry the clause on to the right: its last words often hang elsewhere."""
    return [(a, b) for a, b in learned if any(low <= a + 6 and a < high < b for low, high in content)]
