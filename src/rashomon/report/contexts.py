"""What the report's templates receive: frozen records, each field with its help text.

A test compares these records with the templates: a field that no template shows, or a name that a
template uses and no record has, fails. Every text here is plain text; the templates escape it.
"""

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its name."""

    label: Annotated[str, "what is counted, in words"]
    number: Annotated[int, "how many"]


@dataclass(frozen=True, slots=True)
class Skip:
    """A page that was not read."""

    address: Annotated[str, "the page as the user gave it"]
    reason: Annotated[str, "why it was skipped, one line"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement, as every section of the report shows it."""

    id: Annotated[str, "the statement's content hash, used as its anchor"]
    mark: Annotated[str, "its short name in this report: the letter of its kind and a number"]
    kind: Annotated[str, "event, change, cause or stance"]
    gist: Annotated[str, "what is said, in one line"]
    words: Annotated[str, "the exact words of the page"]
    factuality: Annotated[str, "FactBank's value, CT+ to UU"]
    commitment: Annotated[str, "the same in words"]
    time: Annotated[str, "past, present, future, or empty"]
    voice: Annotated[str, "the readable name of the voice"]
    voice_key: Annotated[str, "the voice's anchor in this report"]
    via: Annotated[str, "who reports it, nearest first, or empty"]
    part: Annotated[str, "the part of the page where it stands"]
    page: Annotated[str, "the readable name of the page"]
    placed: Annotated[bool, "whether the page is in this report, so that the words can be linked"]
    confidence: Annotated[int, "the extractor's probability, in percent"]
    extractor: Annotated[str, "extractor and version"]


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one voice that are of one kind."""

    kind: Annotated[str, "event, change, cause or stance"]
    heading: Annotated[str, "the kind in the plural"]
    entries: Annotated[tuple[Entry, ...], "the statements, in page order"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice and all that it says."""

    key: Annotated[str, "its anchor in this report"]
    name: Annotated[str, "its readable name"]
    kind: Annotated[str, "outlet, author, person, group, commenter or unknown"]
    role: Annotated[str, "office or trade as the pages give it, or empty"]
    place: Annotated[str, 'the page, for a voice that is known on one page only ("some analysts"), or empty']
    via: Annotated[str, "who reports it, or empty if it speaks for itself"]
    total: Annotated[int, "number of its statements"]
    counts: Annotated[tuple[Count, ...], "its statements by kind"]
    summary: Annotated[str, "how many of them it holds for certain, probable, possible, or denies"]
    groups: Annotated[tuple[Group, ...], "its statements by kind"]
    open: Annotated[bool, "whether the list is unfolded at first"]


@dataclass(frozen=True, slots=True)
class Dot:
    """One event on the line of time."""

    x: Annotated[float, "horizontal place of its middle, in pixels"]
    y: Annotated[float, "vertical place of its middle, in pixels"]
    shape: Annotated[str, "circle: cooperation; triangle: words of conflict; square: deeds of conflict"]
    denied: Annotated[bool, "whether the voice denies it, so that it is drawn hollow"]
    entry: Annotated[Entry, "the statement"]


@dataclass(frozen=True, slots=True)
class Bar:
    """Events of one sort on one date, where there are too many to draw each."""

    x: Annotated[float, "left edge, in pixels"]
    y: Annotated[float, "upper edge, in pixels"]
    width: Annotated[float, "in pixels"]
    height: Annotated[float, "in pixels"]
    shape: Annotated[str, "as a dot's: circle, triangle or square"]
    name: Annotated[str, "number, sort and dates in words"]


@dataclass(frozen=True, slots=True)
class Stem:
    """One date on the line, with its events."""

    x: Annotated[float, "horizontal place of the date, in pixels"]
    top: Annotated[float, "where the stem and its label begin, in pixels; the axis itself if unlabelled"]
    anchor: Annotated[str, "start or end: the side of the stem on which the label runs"]
    label_x: Annotated[float, "horizontal place of the label, in pixels"]
    date: Annotated[str, "the date in words, or empty where there is no room for it"]
    label: Annotated[str, "the first event in words, or empty where there is no room for it"]
    dots: Annotated[tuple[Dot, ...], "the date's events"]
    bars: Annotated[tuple[Bar, ...], "the same by sort, instead, on a line with very many events"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark under the axis."""

    x: Annotated[float, "horizontal place, in pixels"]
    label: Annotated[str, "the date or month in words"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of time, drawn."""

    name: Annotated[str, "what the picture shows, for those who cannot see it"]
    width: Annotated[float, "width of the picture, in pixels"]
    height: Annotated[float, "height of the picture, in pixels"]
    axis: Annotated[float, "vertical place of the axis, in pixels"]
    stems: Annotated[tuple[Stem, ...], "the dates"]
    ticks: Annotated[tuple[Tick, ...], "marks under the axis"]
    breaks: Annotated[tuple[Tick, ...], "places where empty time was cut out, with its length"]


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in the table."""

    date: Annotated[str, "EDTF as read, or empty"]
    date_words: Annotated[str, "the date in words"]
    type: Annotated[str, "PLOVER's type"]
    mode: Annotated[str, "PLOVER's mode, or empty"]
    source: Annotated[str, "who does it"]
    target: Annotated[str, "to whom"]
    place: Annotated[str, "where, or empty"]
    entry: Annotated[Entry, "the statement"]


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events under one heading."""

    heading: Annotated[str, "dated, year not given, or no date given"]
    rows: Annotated[tuple[EventRow, ...], "the events, in order of time"]
    open: Annotated[bool, "whether the table is unfolded at first"]


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause in a voice's table."""

    cause: Annotated[str, "the cause, with an arrow if the words say that it rises or falls"]
    effect: Annotated[str, "the effect, likewise"]
    sign: Annotated[str, "+, − or ?: what more of the cause does to the effect"]
    sign_words: Annotated[str, "the same in words"]
    relation: Annotated[str, "how the cause is joined to its effect, in words"]
    connective: Annotated[str, "the page's own joining words, or empty"]
    denied: Annotated[bool, "whether the voice denies it"]
    entry: Annotated[Entry, "the statement"]


@dataclass(frozen=True, slots=True)
class Box:
    """A factor in a voice's diagram."""

    x: Annotated[float, "left edge, in pixels"]
    y: Annotated[float, "upper edge, in pixels"]
    width: Annotated[float, "in pixels"]
    height: Annotated[float, "in pixels"]
    label: Annotated[str, "the whole label"]
    lines: Annotated[tuple[Tick, ...], "the label cut into lines; x is the line's vertical place"]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A cause in a voice's diagram."""

    path: Annotated[str, "the SVG path from box to box"]
    head: Annotated[str, "the SVG path of its point"]
    x: Annotated[float, "horizontal place of the sign, in pixels"]
    y: Annotated[float, "vertical place of the sign, in pixels"]
    sign: Annotated[str, "+, − or ?"]
    style: Annotated[str, "certain, unsure or denied"]
    name: Annotated[str, "the cause in one line, for those who cannot see it"]
    ids: Annotated[str, "the statements behind it, separated by blanks"]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A voice's causes, drawn."""

    name: Annotated[str, "what the picture shows, for those who cannot see it"]
    width: Annotated[float, "width of the picture, in pixels"]
    height: Annotated[float, "height of the picture, in pixels"]
    boxes: Annotated[tuple[Box, ...], "the factors"]
    arrows: Annotated[tuple[Arrow, ...], "the causes"]


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The causes that one voice gives."""

    speaker: Annotated[Speaker, "the voice"]
    rows: Annotated[tuple[CauseRow, ...], "its causes, in page order"]
    diagram: Annotated[Diagram | None, "the same as a picture, where it is small enough to read"]
    open: Annotated[bool, "whether it is unfolded at first"]


@dataclass(frozen=True, slots=True)
class Leaning:
    """A stance or a change, one row of its table."""

    subject: Annotated[str, "the target of the stance, or the factor that changes"]
    verdict: Annotated[str, "for, against, rising or falling, in words"]
    tone: Annotated[str, "up, down or even: the colour and arrow of the verdict"]
    entry: Annotated[Entry, "the statement"]


@dataclass(frozen=True, slots=True)
class Chip:
    """The label that stands in a page where a statement begins."""

    entry: Annotated[Entry, "the statement"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a page's text over which the same statements stand."""

    text: Annotated[str, "the page's own text"]
    chips: Annotated[tuple[Chip, ...], "the statements that begin here"]
    ids: Annotated[str, "the statements that stand over it, separated by blanks; empty for none"]
    lanes: Annotated[str, "style classes: the line under the text for each of them"]


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a page."""

    kind: Annotated[str, "headline, body, caption, comment, chrome, ..."]
    author: Annotated[str, "the name that stands with a comment, or empty"]
    quiet: Annotated[bool, "whether it is dimmed: statements do not come from such parts"]
    pieces: Annotated[tuple[Piece, ...], "its text in order, without blank lines around it"]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page with its parts and statements."""

    key: Annotated[str, "its anchor in this report"]
    name: Annotated[str, "its readable name: title, else file name"]
    address: Annotated[str, "file path or web address"]
    outlet: Annotated[str, "as the page gives it, or empty"]
    author: Annotated[str, "as the page gives it, or empty"]
    published: Annotated[str, "date of publication in words, or that it is not known"]
    dating: Annotated[str, "how that date is known, or empty"]
    notes: Annotated[tuple[str, ...], "what was odd about the page"]
    counts: Annotated[tuple[Count, ...], "statements by kind"]
    total: Annotated[int, "number of its statements"]
    parts: Annotated[tuple[PartView, ...], "its parts, in order"]
    open: Annotated[bool, "whether it is unfolded at first"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    value: Annotated[str, "the value as the script compares it"]
    label: Annotated[str, "the value in words"]
    number: Annotated[int, "how many statements have it"]


@dataclass(frozen=True, slots=True)
class Standpoint:
    """How one voice stands to a claim."""

    holder: Annotated[str, "the readable name of the voice"]
    stand: Annotated[str, "affirms, denies or hedges"]
    course: Annotated[str, "rises, falls or both, for a change that is not denied, else empty"]
    entries: Annotated[tuple[Entry, ...], "the statements by which it does"]


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim of more than one voice."""

    claim: Annotated[str, "what is claimed, in one line"]
    kind: Annotated[str, "event, change, cause or stance"]
    standing: Annotated[str, "shared or contested"]
    contests: Annotated[str, "in what it is contested, or empty"]
    standpoints: Annotated[tuple[Standpoint, ...], "the voices that are not silent"]
    silent: Annotated[int, "number of voices that are"]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain of causes that leads to the outcome."""

    chain: Annotated[str, "the factors, joined by arrows"]
    sign: Annotated[str, "+, − or ?: the product of the signs"]
    told: Annotated[str, "thread of a voice, or stitch of several"]
    entries: Annotated[tuple[Entry, ...], "the statements that say it"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One explanation of the outcome."""

    number: Annotated[int, "its place in the ranking"]
    cause: Annotated[str, "the nearest cause that is named"]
    holders: Annotated[str, "who holds it"]
    deniers: Annotated[str, "who denies it, or empty"]
    contradictions: Annotated[int, "pieces of evidence against it"]
    chains: Annotated[tuple[ChainRow, ...], "the chains that lead through it"]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence, and how it bears on each explanation."""

    number: Annotated[int, "its place among the evidence"]
    evidence: Annotated[str, "what is claimed, in one line"]
    told: Annotated[str, "who affirms, denies or hedges it"]
    bearings: Annotated[tuple[str, ...], "+ fits, − contradicts, ± both, or empty, by explanation"]
    apart: Annotated[bool, "whether it fits one explanation and contradicts another"]


@dataclass(frozen=True, slots=True)
class Accounts:
    """The accounts side by side."""

    claims: Annotated[tuple[ClaimRow, ...], "claims of more than one voice, contested ones first"]
    lone: Annotated[int, "number of claims of one voice alone"]
    hidden: Annotated[int, "number of claims of more voices that are not shown"]
    unmet: Annotated[tuple[str, ...], "decisions of people that fit nothing here"]
    outcome: Annotated[str, "what is explained, or empty"]
    meant: Annotated[tuple[str, ...], "what the outcome was taken for, and what may be the same"]
    rivals: Annotated[tuple[Rival, ...], "its explanations, fewest contradictions first"]
    matrix: Annotated[tuple[EvidenceRow, ...], "the evidence that bears on them"]
    questions: Annotated[tuple[str, ...], "what nobody tells and what would tell rivals apart"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture that another stage has drawn: an account's causal map, or the answers to a question."""

    name: Annotated[str, "whose map, or the question"]
    svg: Annotated[str, "one svg element, made by rashomon itself"]
    lines: Annotated[tuple[str, ...], "what must be said with it, one line each"]
    whys: Annotated[tuple[tuple[str, ...], ...], "each answer, then the chains, words and edges behind it"]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report shows."""

    title: Annotated[str, "the report's title"]
    version: Annotated[str, "version of the program that wrote it"]
    policy: Annotated[str, "the Content-Security-Policy that forbids every request"]
    style: Annotated[str, "the style sheet"]
    script: Annotated[str, "the script"]
    counts: Annotated[tuple[Count, ...], "pages, voices, statements"]
    kind_counts: Annotated[tuple[Count, ...], "statements by kind"]
    skipped: Annotated[tuple[Skip, ...], "pages that were not read"]
    speakers: Annotated[tuple[Speaker, ...], "the voices, the most talkative first"]
    foremost: Annotated[tuple[Speaker, ...], "the first of these, for the overview"]
    kinds: Annotated[tuple[Choice, ...], "filter by kind"]
    factualities: Annotated[tuple[Choice, ...], "filter by factuality"]
    line: Annotated[Line | None, "events whose year is known, on a line of time"]
    yearless: Annotated[Line | None, "events whose month is known and whose year is not"]
    events: Annotated[tuple[EventTable, ...], "all events as tables"]
    accounts: Annotated[Accounts | None, "the accounts side by side, where they were compared"]
    maps: Annotated[tuple[Drawing, ...], "causal maps, account by account"]
    answers: Annotated[tuple[Drawing, ...], "questions and every account's answer"]
    reasonings: Annotated[tuple[Reasoning, ...], "causes per voice"]
    stances: Annotated[tuple[Leaning, ...], "stances, by target"]
    changes: Annotated[tuple[Leaning, ...], "changes, by factor"]
    pages: Annotated[tuple[PageView, ...], "the pages"]
