"""Lemmas, from LemmInflect's dictionary and rules (Jascob, 2019), given word and UPOS."""

from functools import lru_cache

import lemminflect

_LEMMATISED = {"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV"}
_IRREGULAR = {
    "'m": "be", "'re": "be", "am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
    "being": "be", "'ve": "have", "has": "have", "had": "have", "'ll": "will", "wo": "will", "ca": "can",
    "'d": "would", "n't": "not", "an": "a", "does": "do", "did": "do", "done": "do", "doing": "do",
    "having": "have",
}  # fmt: skip
_PRONOUNS = {
    "me": "I", "him": "he", "her": "she", "us": "we", "them": "they", "himself": "himself", "whom": "who",
    "these": "this", "those": "that",
}  # fmt: skip


@lru_cache(maxsize=100_000)
def lemma(word: str, upos: str) -> str:
    """Dictionary form; proper nouns keep their case, everything else is lower-cased."""
    if upos == "PROPN":
        return word
    plain = word.lower().replace("’", "'")
    if upos in {"AUX", "VERB", "PART", "DET"} and plain in _IRREGULAR:
        return "be" if plain == "'s" else _IRREGULAR[plain]
    if upos == "AUX" and plain == "'s":
        return "be"
    if upos in {"PRON", "DET"}:
        return _PRONOUNS.get(plain, plain)
    if upos not in _LEMMATISED:
        return plain
    found = lemminflect.getLemma(plain, upos=upos)
    return found[0] if found else plain
