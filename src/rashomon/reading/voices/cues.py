"""Who reports what, by cue: the learned links, corrected and completed over the tree.

A report is a cue (a verb, noun, adjective or "according to"), the phrase that it has for its source,
and the stretch of text that it reports (source, cue, content: Pareti, 2012; PolNeAR, Newell et al.,
LREC 2018). Content grows to the borders of the clause and of the quotation that it stands in.
Precision first: a content without a verb or a quotation is no report.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from rashomon.model.annotation import Span
from rashomon.model.statement import Factuality
from rashomon.reading.parsing.layers import Layers, Link
from rashomon.reading.spans import merged, outside, runs
from rashomon.reading.voices import contents
from rashomon.reading.voices.blocks import with_blocks
from rashomon.reading.voices.contents import marked
from rashomon.reading.voices.frames import according, for_whom, headed, in_view
from rashomon.reading.voices.quotes import Quotation
from rashomon.reading.voices.reports import Report
from rashomon.reading.voices.sources import beside, group, sharers, source_of
from rashomon.resources.lists import classes

TRUSTED = 0.8
"""Confidence from which a learned link counts although its cue is in no list."""

_KINDS = ("deny", "promise", "say", "think", "ask", "urge", "find", "accuse", "quote", "justify")
_ALLEGED = {"allegation", "accusation", "rumour", "rumor", "claim", "suspicion"}
_ADDRESSING = {"tell", "remind", "inform", "assure", "warn", "notify", "advise"}
_PLAIN = {"say", "think", "deny", "ask", "find"}
_UNSURE = {"may", "might", "could", "would", "if", "unless", "whether"}
_TOLD = {"should", "must", "can", "cannot", "ought", "shall"}
_DOUBTED: dict[str, Factuality] = {
    "suspect": "PR+", "expect": "PR+", "presume": "PR+", "assume": "PR+", "suppose": "PR+", "fear": "PS+",
    "anticipate": "PR+", "predict": "PR+", "forecast": "PR+", "estimate": "PR+", "worry": "PS+",
    "guess": "PS+", "speculate": "PS+", "suggest": "PR+", "hint": "PS+", "imply": "PR+", "afraid": "PS+",
    "worried": "PS+", "optimistic": "PR+", "confident": "PR+", "suspicion": "PR+", "assumption": "PR+",
    "prediction": "PR+",
}  # fmt: skip


def find_reports(layers: Layers, quotations: Sequence[Quotation]) -> list[Report]:
    """All reports of a stretch, in the order of their cues."""
    linked = {i: link for link in layers.links for piece in link.cue for i in range(*piece)}
    view = classes("reporting")["view"]
    found: list[Report] = []
    for i, token in enumerate(layers.tokens):
        if token.lemma in {"accord", "according"} and layers.word(i).lower() == "according":
            found += according(layers, i, quotations, linked.get(i))
            continue
        kind = _kind(layers, i, linked.get(i))
        if kind == "noun":
            found += _noun(layers, i)
        elif kind is not None:
            found += _verb(layers, i, kind, linked.get(i), quotations)
        elif token.lemma == "for" and i == layers.sentences[layers.sentence_of(i)][0]:
            found += for_whom(layers, i, quotations)
        elif token.upos == "NOUN" and token.lemma in view:
            found += in_view(layers, i, quotations)
    found += headed(layers, quotations)
    found = with_blocks(found, layers)
    return [_cut(layers, report, found) for report in found]


def _cut(layers: Layers, report: Report, reports: Sequence[Report]) -> Report:
    """The report without the cues and sources of reports that it stands in itself."""
    at = layers.tokens[report.cue].start
    content: list[Span] = list(report.content)
    for other in reports:
        if report.kind == "according" and any(a <= layers.tokens[other.cue].start < b for a, b in content):
            continue
        if other is not report and any(a <= at < b for a, b in other.content):
            content = outside(content, other.group)
        elif other is not report and (aside := _contrast(layers, other)) is not None and at < aside[0]:
            content = [p for c in content for p in ([c] if _quoted(layers, c) else outside([c], aside))]
    return replace(report, content=tuple(content))


def _quoted(layers: Layers, piece: Span) -> bool:
    return layers.text[piece[0]] in '"“„«‘'


def _contrast(layers: Layers, report: Report) -> Span | None:
    """What somebody else does meanwhile: "X said it fell, while Y accused them of lying", the last clause."""
    cue, source = report.cue, report.source
    mark = layers.child(cue, "mark")
    if mark is None or layers.word(mark) not in {"while", "whereas"} or layers.word(mark - 1) != ",":
        return None
    named = source is not None and source > mark and layers.tokens[source].upos in {"NOUN", "PROPN"}
    end = layers.tokens[layers.subtree(cue)[-1]].end
    return (layers.tokens[mark - 1].start, end) if named else None


def _kind(layers: Layers, i: int, link: Link | None) -> str | None:
    """Class of the word as a cue."""
    token = layers.tokens[i]
    stative = layers.child(i, "cop", "aux:pass") is not None
    if (
        stative
        and token.upos in {"VERB", "ADJ"}
        and layers.word(i).lower() in classes("reporting")["adjective"]
    ):
        return "adjective"
    if token.upos == "VERB":
        kind = _verbs().get(token.lemma)
        if kind is None and token.lemma in {"convince", "persuade"} and _self(layers, i):
            return "think"
        if token.lemma == "point" and layers.child(i, "compound:prt") is None:
            return None
        if kind == "urge" and token.lemma == "call" and not _for(layers, i):
            kind = "quote"
        return kind or ("other" if link is not None else None)
    if token.upos == "NOUN" and token.lemma in classes("reporting")["noun"]:
        return "noun"
    return None


@cache
def _verbs() -> dict[str, str]:
    """Class of every verb in the list, the first that names it."""
    lexicon = classes("reporting")
    return {lemma: kind for kind in reversed(_KINDS) for lemma in lexicon[kind]}


def _self(layers: Layers, i: int) -> bool:
    """Whether the verb is said of oneself: "convinced themselves"."""
    return i + 1 < len(layers.tokens) and layers.word(i + 1).lower().endswith(("self", "selves"))


def _for(layers: Layers, i: int) -> bool:
    """Whether the verb has a phrase with "for" or "on" beside it: "called for talks"."""
    return any(layers.word(j) in {"for", "on"} for j in range(i + 1, min(i + 3, len(layers.tokens))))


def _verb(
    layers: Layers, i: int, kind: str, link: Link | None, quotations: Sequence[Quotation]
) -> list[Report]:
    """The report of a verb or adjective, if it has one."""
    at = layers.tokens[i].start
    quotations = [q for q in quotations if not q.start <= at < q.end]
    near = beside(layers, i, link) if kind in {"say", "think"} else None
    source = layers.head_of(near) if near is not None else source_of(layers, i)
    if kind == "adjective":
        source = layers.child(i, "nsubj", "nsubj:pass")
    passive = layers.child(i, "aux:pass") is not None
    if source is None and link is not None and link.source and not passive:
        source = layers.head_of(link.source[0])
    if source is not None and link is not None and not passive:
        source = _linked_source(layers, i, source, link)
    words = group(layers, i, source, near)
    held = contents.held_of_object(layers, i) if source is not None else []
    if held:
        hole = layers.chars((min(words[0], i), i + 1))
        return [Report(i, source, tuple(held), _commitment(layers, i, "say"), "say", hole)]
    tree = _tree_content(layers, i, kind, words, near, source)
    said = contents.own_quotations(layers, i, words, quotations)
    if kind == "other" and not said and not _that(layers, i):
        return []
    if kind == "say" and not said and not _that(layers, i) and _thing(layers, i):
        return []
    pieces = merged([*tree, *said, *_learned_content(layers, i, kind, link, tree or said, quotations)])
    lexicon = classes("reporting")
    by_object = (
        kind in {"accuse", "urge"} or layers.tokens[i].lemma in lexicon["nominal"] | lexicon["oblique"]
    )
    hole = layers.chars((words[0], i + 1) if by_object else words)
    pieces = [p for p in outside(pieces, hole) if p[1] <= hole[0] or p in said or _spoken(layers, p, tree)]
    if source is not None and source > i:
        pieces = _inverted(pieces, hole, said)
    if layers.text[hole[1] : hole[1] + 2].strip()[:1] == ":":  # "X said:" speaks of what comes next
        opening = layers.chars(layers.sentences[layers.sentence_of(i)])[0]
        pieces = [p for p in pieces if p[1] > opening]
    told = any(
        layers.word(c).lower() in _TOLD for c in layers.children(i) if layers.tokens[c].deprel == "aux"
    )
    if told or not any(c.isalpha() for a, b in pieces for c in layers.text[a:b]):
        return []
    report = Report(i, source, tuple(pieces), _commitment(layers, i, kind), kind, hole)
    asked = _polled(layers, report)
    return [report] if asked is None else list(asked)


def _polled(layers: Layers, report: Report) -> tuple[Report, Report] | None:
    """A poll's finding and those polled, as in: found 80 percent of bakers in agreement: "Taxes hurt"."""
    i, source, last = report.cue, report.source, report.content[-1]
    if report.kind != "find" or source is None or not _quoted(layers, last):
        return None
    polls = classes("reporting")["poll"]
    if not any(layers.tokens[k].lemma in polls for k in range(max(0, i - 10), i)):
        return None
    for j in range(i + 1, min(i + 6, len(layers.tokens))):
        if sharers(layers, j) is not None and layers.tokens[j].start < last[0]:
            whole = replace(report, content=((layers.tokens[i + 1].start, last[1]),))
            return whole, Report(j, j, (last,), "CT+", "say", layers.chars((j, j + 1)))
    return None


def _linked_source(layers: Layers, i: int, source: int, link: Link) -> int:
    """The learned source before the cue where the tree has none but by way of another word."""
    own = layers.tokens[source].head == i or layers.tokens[i].deprel in {"conj", "acl:relcl", "advcl"}
    start = layers.sentences[layers.sentence_of(i)][0]
    before = [s for s in link.source if start <= s[0] and s[1] <= i]
    if own or not before or any(a <= source < b for a, b in before):
        return source
    return layers.head_of(before[-1])


def _that(layers: Layers, i: int) -> bool:
    """Whether a clause with "that" hangs on the verb."""
    return (i + 1 < len(layers.tokens) and layers.word(i + 1) == "that") or any(
        layers.tokens[c].deprel == "ccomp" and marked(layers, c, "that") for c in layers.children(i)
    )


def _spoken(layers: Layers, piece: Span, tree: Sequence[Span]) -> bool:
    """Whether a piece after the cue says something: it has a verb, or is the tree's own object."""
    if len(tree) == 1 and tree[0][0] <= piece[0] and piece[1] <= tree[0][1]:
        return True
    tokens = (t for t in layers.tokens if piece[0] <= t.start < piece[1])
    return any(t.upos in {"VERB", "AUX"} or layers.text[t.start] in "\"“‘«'" for t in tokens)


def _inverted(pieces: Sequence[Span], hole: Span, said: Sequence[Span]) -> list[Span]:
    """Content of "..., said X, who was tired": what follows the source is no speech unless quoted."""
    if not any(b <= hole[0] for _, b in pieces):
        return list(pieces)
    return [(a, b) for a, b in pieces if b <= hole[0] or any(x <= a and b <= y for x, y in said)]


def _tree_content(
    layers: Layers, i: int, kind: str, words: Span, near: Span | None, source: int | None
) -> list[Span]:
    """What the cue reports by the tree."""
    lemma, lexicon = layers.tokens[i].lemma, classes("reporting")
    content = contents.clauses(layers, i, kind)
    start, low = layers.sentences[layers.sentence_of(i)][0], words[0]
    subjects = [source] if source is not None else [layers.child(i, "nsubj", "nsubj:pass")]
    apart = not any(
        s is not None and start <= s < low for s in subjects
    )  # "an officer, who was tired, admitted"
    if kind in _PLAIN and (not content or near is not None) and apart and not _transitive(layers, i):
        content = contents.parenthetic(layers, i, words, near=near is not None) or content
    if not content and (lemma in lexicon["nominal"] or lemma in lexicon["oblique"]):
        content = contents.objects(layers, i, direct=lemma in lexicon["nominal"])
    if not content and kind == "urge":
        content = contents.asked_for(layers, i)
    if kind == "accuse" or (not content and lemma in lexicon["accuse"]):
        content = contents.charge(layers, i) or content
    return content


def _thing(layers: Layers, i: int) -> bool:
    """Whether a verb of speech has a plain object instead of words: "recalled the ambassador"."""
    token, lexicon = layers.tokens[i], classes("reporting")
    found = layers.child(i, "obj")
    if found is None or found < i or token.lemma in _ADDRESSING | lexicon["nominal"]:
        return False
    return (
        layers.tokens[found].upos in {"NOUN", "PROPN"} and layers.tokens[found].lemma not in lexicon["noun"]
    )


def _transitive(layers: Layers, i: int) -> bool:
    """Whether the verb says what it says by its object, or is negated: no parenthesis does either."""
    found = layers.child(i, "obj")
    told = layers.tokens[i].lemma in _ADDRESSING
    negated = any(layers.tokens[c].lemma in {"not", "never"} for c in layers.children(i))
    return negated or (found is not None and found > i and not told and layers.tokens[found].upos != "PROPN")


def _learned_content(
    layers: Layers,
    i: int,
    kind: str,
    link: Link | None,
    known: Sequence[Span],
    quotations: Sequence[Quotation],
) -> list[Span]:
    """What the learned link adds to the content known by the tree and by quotation marks."""
    pieces = contents.learned(layers, i, link, quotations)
    said = contents.quoted(pieces, quotations)
    if known:
        low, high = layers.chars(layers.sentences[layers.sentence_of(i)])
        own = [(a, b) for a, b in pieces if a < high and low < b]
        return own if said else contents.longer(known, own)
    trusted = said or (link is not None and link.confidence > TRUSTED)
    if kind in {"say", "think", "find"} or (kind in {"other", "quote"} and trusted):
        return [p for p in pieces if not layers.text.startswith("to ", p[0])]
    return []


def _noun(layers: Layers, i: int) -> list[Report]:
    """Reports of the kind "the claim that", made, denied or somebody's own."""
    token, children = layers.tokens[i], layers.children(i)
    clause = next(
        (
            c
            for c in children
            if c > i and layers.tokens[c].deprel in {"acl", "ccomp"} and _finite(layers, i, c)
        ),
        None,
    )
    if clause is None:
        return []
    content = tuple(runs(layers, layers.subtree(clause)))
    owner = layers.child(i, "nmod:poss")
    if owner is None:
        owner = next(
            (c for c in children if c < clause and layers.tokens[c].deprel == "nmod" and _from(layers, c)),
            None,
        )
    if owner is None and token.head >= 0 and token.deprel in {"obj", "obl", "nsubj:pass"}:
        if layers.tokens[token.head].lemma in classes("reporting")["deny"]:
            return [Report(token.head, source_of(layers, token.head), content, "CT-", "deny")]
        owner = source_of(layers, token.head) if token.deprel == "obj" else None
    return [Report(i, owner, content, _DOUBTED.get(token.lemma, "CT+"), "noun")]


def _finite(layers: Layers, i: int, clause: int) -> bool:
    """Whether the noun's clause says something: "that" opens it, or it has a subject of its own."""
    return marked(layers, clause, "that") or (
        layers.tokens[i].lemma in _ALLEGED and layers.child(clause, "nsubj", "nsubj:pass") is not None
    )


def _from(layers: Layers, word: int) -> bool:
    return any(layers.word(k) in {"of", "by", "from"} for k in layers.children(word))


def _commitment(layers: Layers, i: int, kind: str) -> Factuality:
    """What the cue adds; negation over the clause is counted with the words themselves."""
    token, lexicon = layers.tokens[i], classes("reporting")
    own = {
        layers.word(c).lower()
        for c in layers.children(i)
        if layers.tokens[c].deprel in {"aux", "mark", "advmod"}
    }
    withheld = token.deprel == "xcomp" and layers.tokens[token.head].lemma in lexicon["withheld"]
    asked = kind in {"ask", "urge", "promise"} or token.lemma == "hopeful"
    negated = kind in {"say", "find", "deny"} and bool(own & {"not", "n't", "n’t", "never"})
    if asked or withheld or negated or own & _UNSURE:
        return "UU"
    return "CT-" if kind == "deny" else _DOUBTED.get(token.lemma, "CT+")
