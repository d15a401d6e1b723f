"""From records to the typed contexts, and from these to one HTML file."""

import re
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon import __version__
from rashomon.model import Cause, Change, Kind, Page, Stance, Statement, Voice
from rashomon.report.contexts import (
    CauseRow,
    Choice,
    Count,
    Drawing,
    Entry,
    Group,
    Leaning,
    PageView,
    Reasoning,
    Report,
    Skip,
    Speaker,
)
from rashomon.report.diagram import diagram
from rashomon.report.passages import parts
from rashomon.report.sides import Compared, accounts
from rashomon.report.timeline import lines_and_tables
from rashomon.report.wording import (
    COMMITMENTS,
    KINDS,
    MARKS,
    RELATIONS,
    SIGN_WORDS,
    SIGNS,
    course,
    date_words,
    end_words,
    gist,
    page_words,
    stance_words,
    via_words,
    voice_words,
)

_FEW = 120  # statements up to which every list is unfolded at first
_FOREMOST = 12  # voices named in the overview
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)

Marked = tuple[Statement, Entry]
Drawn = tuple[str, str, Sequence[str], Sequence[Sequence[str]]]
"""A name, an svg element, lines to say with it, and for each answer in it a head with lines of reasons."""


def render(
    pages: Sequence[Page],
    statements: Sequence[Statement],
    *,
    title: str,
    skipped: Sequence[tuple[str, str]] = (),
    compared: Compared | None = None,
    maps: Sequence[Drawn] = (),
    answers: Sequence[Drawn] = (),
) -> str:
    """One self-contained HTML file about pages and their statements.

    The file makes no network request and needs no script to be read. Control characters, lone
    surrogates and bidirectional overrides are shown by their code (``[U+202E]``), since they would
    else break the file or show words in another order than the page has them.

    Args:
        pages: the pages, in the order in which they are shown; doubles are shown once.
        statements: what was read in them; a statement whose page is not among them is listed, but
            its words lead nowhere.
        title: heading of the report, plain text.
        skipped: pages that were not read: address and reason, plain text.
        compared: claims and explanations, for the section on accounts; without them there is none.
        maps: causal maps: whose, its picture, and lines of plain text; pictures are trusted.
        answers: questions and their answers, in the same way.
    """
    environment = Environment(
        loader=PackageLoader("rashomon.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    html = environment.get_template("report.html").render(
        report=assemble(pages, statements, title, skipped, compared, maps, answers)
    )
    return _UNPRINTABLE.sub(lambda found: f"[U+{ord(found.group()):04X}]", html)


def assemble(
    pages: Sequence[Page],
    statements: Sequence[Statement],
    title: str,
    skipped: Sequence[tuple[str, str]],
    compared: Compared | None = None,
    maps: Sequence[Drawn] = (),
    answers: Sequence[Drawn] = (),
) -> Report:
    """Everything that the report shows, as the templates receive it."""
    known: dict[str, Page] = {}
    for page in pages:
        known.setdefault(page.id, page)
    ordered = list(known.values())
    marked = _mark(known, statements)
    speakers = _speakers(marked)
    line, yearless, events = lines_and_tables(marked)
    style, script = _asset("report.css"), _asset("report.js")
    return Report(
        title=title,
        version=__version__,
        policy=_policy(style, script),
        style=style,
        script=script,
        counts=(
            Count("pages", len(ordered)),
            Count("voices", len(speakers)),
            Count("statements", len(marked)),
        ),
        kind_counts=_kind_counts([entry for _, entry in marked]),
        skipped=tuple(Skip(address, reason) for address, reason in skipped),
        speakers=speakers,
        foremost=speakers[:_FOREMOST],
        kinds=_choices([entry.kind for _, entry in marked], {kind: KINDS[kind] for kind in KINDS}),
        factualities=_choices([entry.factuality for _, entry in marked], COMMITMENTS),
        line=line,
        yearless=yearless,
        events=events,
        accounts=accounts(compared, {entry.id: entry for _, entry in marked}) if compared else None,
        maps=tuple(map(_drawing, maps)),
        answers=tuple(map(_drawing, answers)),
        reasonings=_reasonings(marked, speakers),
        stances=_leanings(marked, "stance"),
        changes=_leanings(marked, "change"),
        pages=_pages(ordered, marked),
    )


def _asset(name: str) -> Markup:
    """One of our own files, which must not be escaped."""
    return Markup(resources.files("rashomon.report").joinpath("templates", name).read_text("utf-8"))  # noqa: S704


def _drawing(drawn: Drawn) -> Drawing:
    """A picture of our own, which must not be escaped; what it quotes is escaped inside it."""
    name, svg, lines, whys = drawn
    return Drawing(name, Markup(svg), tuple(lines), tuple(map(tuple, whys)))  # noqa: S704


def _policy(style: str, script: str) -> str:
    """A policy that allows this very style and script, and nothing else."""

    def digest(text: str) -> str:
        return b64encode(sha256(text.encode()).digest()).decode()

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _mark(known: Mapping[str, Page], statements: Sequence[Statement]) -> list[Marked]:
    """Every statement once, by page and place, with its entry."""
    places = {page_id: place for place, page_id in enumerate(known)}
    once = {statement.id: statement for statement in statements}
    ordered = sorted(
        once.items(),
        key=lambda item: (
            places.get(item[1].evidence.page_id, len(places)),
            item[1].evidence.start,
            -item[1].evidence.end,
        ),
    )
    numbers: Counter[Kind] = Counter()
    keys: dict[tuple[str, ...], str] = {}
    marked = []
    for identity, statement in ordered:
        numbers[statement.kind] += 1
        page = known.get(statement.evidence.page_id)
        evidence = statement.evidence
        entry = Entry(
            id=identity,
            mark=f"{MARKS[statement.kind]}{numbers[statement.kind]}",
            kind=statement.kind,
            gist=gist(statement),
            words=evidence.text,
            factuality=statement.factuality,
            commitment=COMMITMENTS[statement.factuality],
            time=statement.time or "",
            voice=voice_words(statement.voice),
            voice_key=keys.setdefault(_identity(statement), f"v{len(keys) + 1}"),
            via=via_words(statement.via),
            part=statement.part,
            page=page_words(page) if page else f"page {evidence.page_id[:12]}",
            placed=page is not None and bool(page.text[evidence.start : evidence.end].strip()),
            confidence=round(100 * statement.confidence),
            extractor=statement.extractor,
        )
        marked.append((statement, entry))
    return marked


def _roams(voice: Voice) -> bool:
    """Whether a voice of this name on another page is taken for the same."""
    return voice.name is not None and voice.kind in {"outlet", "author", "person"}


def _identity(statement: Statement) -> tuple[str, ...]:
    voice = statement.voice
    return (voice.kind, voice.name or "", "" if _roams(voice) else statement.evidence.page_id)


def _speakers(marked: Sequence[Marked]) -> tuple[Speaker, ...]:
    by_key: dict[str, list[Marked]] = defaultdict(list)
    for statement, entry in marked:
        by_key[entry.voice_key].append((statement, entry))
    ranked = sorted(by_key.items(), key=lambda item: -len(item[1]))
    return tuple(_speaker(key, said, unfolded=len(marked) <= _FEW) for key, said in ranked)


def _speaker(key: str, said: Sequence[Marked], *, unfolded: bool) -> Speaker:
    voice = said[0][0].voice
    counts = Counter(entry.factuality for _, entry in said)
    return Speaker(
        key=key,
        name=said[0][1].voice,
        kind=voice.kind,
        role=next((s.voice.role for s, _ in said if s.voice.role), ""),
        place="" if _roams(voice) else said[0][1].page,
        via="; ".join(dict.fromkeys(entry.via for _, entry in said if entry.via)),
        total=len(said),
        counts=_kind_counts([entry for _, entry in said]),
        summary=", ".join(
            f"{counts[value]} × {COMMITMENTS[value]}" for value in COMMITMENTS if counts[value]
        ),
        groups=tuple(
            Group(kind, heading, entries)
            for kind, heading in KINDS.items()
            if (entries := tuple(entry for _, entry in said if entry.kind == kind))
        ),
        open=unfolded,
    )


def _kind_counts(entries: Sequence[Entry]) -> tuple[Count, ...]:
    numbers = Counter(entry.kind for entry in entries)
    return tuple(Count(heading.lower(), numbers[kind]) for kind, heading in KINDS.items())


def _choices(values: Sequence[str], words: Mapping[str, str]) -> tuple[Choice, ...]:
    numbers = Counter(values)
    return tuple(Choice(value, label, numbers[value]) for value, label in words.items() if numbers[value])


def _reasonings(marked: Sequence[Marked], speakers: Sequence[Speaker]) -> tuple[Reasoning, ...]:
    by_key: dict[str, list[CauseRow]] = defaultdict(list)
    for statement, entry in marked:
        if isinstance(statement.content, Cause):
            by_key[entry.voice_key].append(_cause_row(statement.content, entry))
    return tuple(
        Reasoning(
            speaker=speaker,
            rows=tuple(by_key[speaker.key]),
            diagram=diagram(speaker.name, by_key[speaker.key]),
            open=speaker.open,
        )
        for speaker in speakers
        if speaker.key in by_key
    )


def _cause_row(cause: Cause, entry: Entry) -> CauseRow:
    return CauseRow(
        cause=end_words(cause.cause),
        effect=end_words(cause.effect),
        sign=SIGNS[cause.sign],
        sign_words=SIGN_WORDS[cause.sign],
        relation=RELATIONS[cause.relation],
        connective=cause.connective or "",
        denied=entry.factuality.endswith("-"),
        entry=entry,
    )


def _leanings(marked: Sequence[Marked], kind: Kind) -> tuple[Leaning, ...]:
    rows = []
    for statement, entry in marked:
        match statement.content:
            case Stance() as stance if kind == "stance":
                rows.append(Leaning(stance.target.name, *stance_words(stance), entry))
            case Change() as change if kind == "change":
                rows.append(Leaning(change.factor.label, *course(change), entry))
    return tuple(sorted(rows, key=lambda row: row.subject.casefold()))


def _pages(pages: Sequence[Page], marked: Sequence[Marked]) -> tuple[PageView, ...]:
    by_page: dict[str, list[Marked]] = defaultdict(list)
    for statement, entry in marked:
        by_page[statement.evidence.page_id].append((statement, entry))
    return tuple(
        PageView(
            key=f"p{number}",
            name=page_words(page),
            address=page.address,
            outlet=page.outlet or "",
            author=page.author or "",
            published=date_words(page.published.date) if page.published else "date not known",
            dating=f"{page.published.evidence}, {page.published.confidence:.0%}" if page.published else "",
            notes=page.notes,
            counts=_kind_counts([entry for _, entry in by_page[page.id]]),
            total=len(by_page[page.id]),
            parts=parts(page, by_page[page.id]),
            open=len(marked) <= _FEW,
        )
        for number, page in enumerate(pages, 1)
    )
