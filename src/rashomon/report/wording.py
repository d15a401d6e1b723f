"""Codes put into words: kinds, factuality, dates, and each statement in one line.

Names of actors and factors may be singular or plural, so no verb stands beside them: types of events,
arrows and participles need no agreement.
"""

from rashomon.model import Cause, Change, End, Event, Kind, Page, Stance, Statement, Voice
from rashomon.report.timespans import MONTHS

KINDS: dict[Kind, str] = {"event": "Events", "change": "Changes", "cause": "Causes", "stance": "Stances"}
MARKS: dict[Kind, str] = {"event": "E", "change": "R", "cause": "C", "stance": "S"}

COMMITMENTS = {
    "CT+": "says it is certain",
    "PR+": "says it is probable",
    "PS+": "says it is possible",
    "CT-": "denies it",
    "PR-": "says it is probably not so",
    "PS-": "says it is possibly not so",
    "UU": "does not commit itself",
}

RELATIONS = {"consequence": "leading to", "motivation": "the reason for", "purpose": "the aim of"}
SIGNS = {1: "+", -1: "−", None: "?"}
SIGN_WORDS = {
    1: "more of the cause, more of the effect",
    -1: "more of the cause, less of the effect",
    None: "direction not said",
}
_TERSE = {"consequence": "", "motivation": " (as a reason)", "purpose": " (as an aim)"}
_ARROWS = {1: "↑ ", -1: "↓ ", None: ""}


def end_words(end: End) -> str:
    """One end of a cause, with an arrow where the words say that it rises or falls."""
    return _ARROWS.get(end.direction, "") + end.label


def sides(event: Event) -> tuple[str, str]:
    """Source and target of an event."""
    source, target = (side.name if side else "someone" for side in (event.source, event.target))
    return source, target


def deed(event: Event) -> str:
    """An event without its place and date: its type, and who acts on whom."""
    source, target = sides(event)
    return f"{event.type} {source} → {target}"


def course(change: Change) -> tuple[str, str]:
    """Which way a factor moves, in words, and the tone: up or down."""
    return ("rising", "up") if change.direction > 0 else ("falling", "down")


def stance_words(stance: Stance) -> tuple[str, str]:
    """A stance as words with its value, and its tone: up, down or even."""
    tone = "up" if stance.value > 0 else "down" if stance.value < 0 else "even"
    words = {"up": "for", "down": "against", "even": "neutral"}[tone]
    return f"{words} ({stance.value:+.1f})".replace("-", "−"), tone


def gist(statement: Statement) -> str:
    """What a statement says, in one line."""
    content = statement.content
    match content:
        case Event():
            where = f", {content.place}" if content.place else ""
            when = f", {date_words(content.date)}" if content.date else ""
            return f"{deed(content)}{where}{when}"
        case Change():
            return f"{content.factor.label}: {course(content)[0]}"
        case Cause():
            ends = f"{end_words(content.cause)} → {end_words(content.effect)}"
            return ends + _TERSE[content.relation]
        case Stance():
            return f"{stance_words(content)[0]} {content.target.name}"


def date_words(edtf: str) -> str:
    """A single EDTF date in words, e.g. ``XXXX-07-15`` -> ``15 July, year not given``.

    What is no plain year, month or day (intervals, seasons, partly unknown digits) stays as it is.
    """
    core = edtf.rstrip("?~%")
    doubt = {"?": " (uncertain)", "~": " (about)", "%": " (about, uncertain)"}.get(edtf[len(core) :], "")
    fields = core.split("-")
    if not all(fields) or len(fields) > 3 or not all(f.isdecimal() or set(f) == {"X"} for f in fields):
        return edtf
    year = fields[0] if fields[0].isdecimal() else ""
    month = int(fields[1]) if len(fields) > 1 and fields[1].isdecimal() else 0
    day = int(fields[2]) if len(fields) > 2 and fields[2].isdecimal() else 0
    if month > 12 or (day and not month):
        return edtf
    words = " ".join(w for w in (str(day or ""), MONTHS[month - 1] if month else "", year) if w)
    if not year:
        words = f"{words}, year not given" if words else "date not given"
    return words + doubt


def voice_words(voice: Voice) -> str:
    """The readable name of a voice."""
    if voice.name:
        return voice.name
    return {"unknown": "unknown voice"}.get(voice.kind, f"unnamed {voice.kind}")


def via_words(via: tuple[Voice, ...]) -> str:
    """Who reports it, nearest first; empty if nobody does."""
    return ", in ".join(voice_words(voice) for voice in via)


def page_words(page: Page) -> str:
    """The readable name of a page: its title, else the last step of its address."""
    name = " ".join((page.title or "").split())
    return name or page.address.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1] or page.id[:12]
