"""Whether the sides of a candidate event speak against what its words alone say."""

from dataclasses import replace

from rashomon.reading.events.deed import Deed
from rashomon.reading.events.words import Meaning, event_words
from rashomon.reading.parsing.layers import Layers
from rashomon.resources.lists import classes


def unlikely(layers: Layers, deed: Deed) -> bool:
    """Whether its sides speak against it: pressed to give way, or protesters on duty."""
    if deed.root in {"CONCEDE", "RETREAT"} and _pressed(layers, deed.anchor):
        return True
    if deed.rule == "verb" and _harmless(layers, deed):
        return True
    if deed.meanings[0].mode == "release" and deed.rule == "verb":
        papers = event_words().general["papers"]
        if not deed.targets or any(layers.tokens[t].lemma in papers for t in deed.targets):
            return True
    return deed.root == "PROTEST" and any(_on_duty(layers, s) for s in deed.sources)


def _harmless(layers: Layers, deed: Deed) -> bool:
    """Whether a verb of force is meant otherwise: a post taken over, a crowd, a state."""
    general, verb = event_words().general, deed.anchor
    if any(layers.tokens[s].lemma in general["onlookers"] for s in deed.sources) and deed.root == "COERCE":
        return True
    lemma, mode = layers.tokens[verb].lemma, deed.meanings[0].mode
    if mode == "seize" and any(layers.tokens[t].lemma in general["offices"] for t in deed.targets):
        return True
    helpers = {layers.word(c).lower() for c in layers.children(verb) if layers.tokens[c].deprel[:3] == "aux"}
    return lemma in {"wound", "injure"} and helpers in ({"is"}, {"are"})


def _pressed(layers: Layers, verb: int) -> bool:
    """Whether somebody is pressed to do it, which does not say that they did."""
    token = layers.tokens[verb]
    if token.deprel not in {"xcomp", "ccomp", "advcl"} or token.head < 0:
        return False
    words, above = event_words(), layers.tokens[token.head].lemma
    keys = (f"{above}_{layers.word(c).lower()}" for c in layers.children(token.head))
    if above in words.intent["request"] or any(key in words.intent["request"] for key in keys):
        return True
    return above in words.intent["pressing"]


def _on_duty(layers: Layers, noun: int) -> bool:
    """Whether they are a force of the state, which does not protest by what it does."""
    return layers.tokens[noun].lemma.lower() in classes("actors")["duty"]


def by_civilians(layers: Layers, deed: Deed) -> Deed:
    """A road blocked by people who are no force is a protest; a farm shut down is no censorship."""
    civil, outlets = event_words().general["civilians"], event_words().general["outlets"]
    if deed.meanings[0].mode == "censor" and layers.tokens[deed.anchor].lemma == "shut":
        told = any(
            layers.tokens[t].lemma in outlets or layers.tokens[t].upos == "PROPN" for t in deed.targets
        )
        return deed if told else replace(deed, meanings=[Meaning(deed.meanings[0].root)])
    if deed.meanings[0].mode == "restrict" and any(layers.tokens[s].lemma in civil for s in deed.sources):
        return replace(deed, meanings=[Meaning("PROTEST", "obstruct")])
    return deed
