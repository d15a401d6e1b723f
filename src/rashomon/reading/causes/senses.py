"""Which words of the list are no connectives where they stand: "is due to arrive", "given a medal"."""

from rashomon.model.annotation import Span
from rashomon.reading.causes.candidates import Stretch
from rashomon.resources.lists import classes

MODAL = {"can", "could", "would", "may", "might", "will", "should"}


def no_ground(stretch: Stretch, sentence: Span, run: Span, words: str) -> bool:
    """Whether the words are no connective here: "is due to arrive", "given a medal"."""
    match words:
        case "now that":  # "now that, for me, is": a subject
            return _subject(stretch, run[1])
        case "due to":
            return complement_is_verb(stretch, run, sentence[1])
        case "given":
            return not _free(stretch, run[0])
        case "out of" | "down to":
            return not _motive_noun(stretch, run)
        case "in response to" | "in reaction to":
            return _asked(stretch, run)
    return words in {"taking into account", "considering"} and not _weighed(stretch, run, sentence)


def _subject(stretch: Stretch, after: int) -> bool:
    """Whether the "that" before a place is a pronoun, by its tag or by the comma after it."""
    layers = stretch.layers
    return layers.tokens[after - 1].upos == "PRON" or (
        after < len(layers.tokens) and layers.word(after) == ","
    )


def _free(stretch: Stretch, word: int) -> bool:
    """Whether "given" opens a phrase of its own and is no participle."""
    before = word - 1
    return (
        before < 0
        or (
            stretch.layers.tokens[before].upos in {"PUNCT", "ADV", "NOUN"}
            and stretch.layers.tokens[word].upos != "VERB"
        )
        or stretch.layers.word(word)[0].isupper()
    )


def _asked(stretch: Stretch, run: Span) -> bool:
    """Whether what is answered is only a question or a request."""
    last = min(run[1] + 3, len(stretch.layers.tokens))
    return any(
        stretch.layers.tokens[i].lemma in {"question", "query", "enquiry", "inquiry"}
        for i in range(run[1], last)
    )


def _weighed(stretch: Stretch, run: Span, sentence: Span) -> bool:
    """Whether what is taken into account is a ground for what may come: "could fall considering X"."""
    before = [stretch.layers.word(i).lower() for i in range(max(sentence[0], run[0] - 12), run[0])]
    after = [stretch.layers.word(i).lower() for i in range(run[1], sentence[1])]
    return bool(MODAL & {*before, *(after if run[0] == sentence[0] else ())}) and before[-1:] != ["without"]


def _motive_noun(stretch: Stretch, run: Span) -> bool:
    return any(
        stretch.layers.tokens[i].lemma in classes("connectives")["motive_noun"]
        for i in range(run[1], min(run[1] + 3, len(stretch.layers.tokens)))
    )


def complement_is_verb(stretch: Stretch, run: Span, stop: int) -> bool:
    """Whether a bare verb follows, so that "to" is no preposition."""
    at = run[1]
    if at >= stop:
        return True
    token = stretch.layers.tokens[at]
    return token.upos in {"VERB", "AUX"} and not stretch.layers.word(at).lower().endswith("ing")
