"""Who holds what: voices over pages, and copies of one wire story counted as one voice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rashomon.accounts.actors import Actors
from rashomon.accounts.folding import fold, words
from rashomon.accounts.identity import id_of
from rashomon.model import Page, Part, Statement, Voice
from rashomon.model.account import Holder, content_id

SHINGLE = 8
"""Words in a row that two pages share only if one copies the other or both copy a third."""

COPIED = 0.5
"""Least share of the shorter page's shingles that the other page has, for the two to be copies."""

_OWN = {"outlet", "author"}


@dataclass(frozen=True, slots=True)
class Holders:
    """The holders of a case, the most talkative first, and the one of each statement."""

    all: tuple[Holder, ...]
    of: Mapping[str, str]

    def get(self, identity: str) -> Holder:
        """The holder with this id."""
        return next(h for h in self.all if h.id == identity)


def find_holders(statements: Sequence[Statement], actors: Actors, pages: Sequence[Page] = ()) -> Holders:
    """Find who holds each statement: its voice, never a voice that only reports it.

    Named outlets, authors and people are one over all pages; groups, commenters and unnamed voices are
    of their page, and unnamed commenters of their comment. What copies of a wire story say in the
    same words is held once, by the voice of the first page.

    Args:
        statements: all statements of the case.
        actors: its actors, who tell which names are one person.
        pages: its pages in order; without them, copies are not seen.
    """
    comments = {page.id: [p for p in page.parts if p.kind == "comment"] for page in pages}
    first = copies(pages)
    texts = {page.id: _squeezed(page.text) for page in pages if page.id in set(first.values())}
    keys: dict[str, tuple[str, ...]] = {}
    spoken: dict[tuple[str, ...], list[tuple[Voice, str]]] = defaultdict(list)
    for statement in statements:
        voice, page = statement.voice, statement.evidence.page_id
        home = first.get(page, page)
        key: tuple[str, ...]
        if home != page and voice.kind in _OWN and _squeezed(statement.evidence.text) in texts[home]:
            key = (voice.kind, "", home)
        elif voice.kind in _OWN and page in first.values():
            key = (voice.kind, "", page)
        else:
            key = _key(statement, actors, comments.get(page, ()))
        keys[id_of(statement)] = key
        spoken[key].append((voice, page))
    ids = {key: content_id("holder", *key) for key in spoken}
    ranked = sorted(spoken.items(), key=lambda item: (-len(item[1]), item[0]))
    places = {page.id: PurePath(page.address).name or page.address for page in pages}
    holders = tuple(_holder(ids[key], key, said, actors, first, places) for key, said in ranked)
    return Holders(_distinct(holders), {statement: ids[key] for statement, key in keys.items()})


def _key(statement: Statement, actors: Actors, comments: Sequence[Part]) -> tuple[str, ...]:
    voice, page = statement.voice, statement.evidence.page_id
    if voice.name and voice.kind in {*_OWN, "person"}:
        return ("actor", actors.of(voice.name, page) or fold(voice.name))
    if voice.name:
        return (voice.kind, fold(voice.name), page)
    place = statement.evidence.start
    number = next((i for i, p in enumerate(comments) if p.start <= place < p.end), -1)
    return (voice.kind, fold(voice.role or ""), page, str(number))


def _holder(
    identity: str,
    key: tuple[str, ...],
    said: Sequence[tuple[Voice, str]],
    actors: Actors,
    copied: Mapping[str, str],
    places: Mapping[str, str],
) -> Holder:
    voices = Counter(voice for voice, _ in said)
    voice = max(
        voices, key=lambda v: (v.name is not None, len(v.name or ""), voices[v], v.role or "", v.kind)
    )
    actor = actors.get(key[1]) if key[0] == "actor" else None
    pages = tuple(dict.fromkeys(page for _, page in said))
    first = tuple(p for p in pages if p not in copied) or pages[:1]
    name = actor.name if actor else voice.name
    if name is None:
        name = f"{voice.role or f'unnamed {voice.kind}'} in {places.get(first[0], first[0][:12])}"
    return Holder(identity, name, voice, first, tuple(p for p in pages if p not in first))


def _distinct(holders: Sequence[Holder]) -> tuple[Holder, ...]:
    """Holders whose shown names differ: namesakes and unnamed ones are numbered."""
    total, seen = Counter(h.name for h in holders), Counter[str]()
    found = []
    for holder in holders:
        seen[holder.name] += 1
        name = f"{holder.name} ({seen[holder.name]})" if total[holder.name] > 1 else holder.name
        found.append(Holder(holder.id, name, holder.voice, holder.pages, holder.copies))
    return tuple(found)


def copies(pages: Iterable[Page]) -> dict[str, str]:
    """Pages that copy an earlier one, or a common source: page id to the id of the first of them."""
    shingles: dict[str, set[int]] = {}
    holding: dict[int, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for page in pages:
        own = _shingles(page)
        shared = Counter(other for mark in own for other in holding[mark])
        for other, number in shared.most_common(3):
            if number >= COPIED * min(len(own), len(shingles[other])) and number >= 5:
                found[page.id] = found.get(other, other)
                break
        shingles[page.id] = own
        for mark in own:
            holding[mark].append(page.id)
    return found


def _shingles(page: Page) -> set[int]:
    """Hashes of runs of words of the body, one in four kept by value (Broder 1997, SEQUENCES)."""
    body = " ".join(page.words(p) for p in page.parts if p.kind == "body")
    plain = words(fold(body))
    runs = (" ".join(plain[i : i + SHINGLE]) for i in range(len(plain) - SHINGLE + 1))
    return {h for run in runs if (h := int(content_id("run", run)[:8], 16)) % 4 == 0}


def _squeezed(text: str) -> str:
    return " ".join(words(fold(text)))
