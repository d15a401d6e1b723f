"""The table of answers as small multiples: factors down, accounts across, one small bar in each cell."""

from html import escape
from textwrap import wrap

from rashomon.maps.picture import FONT, LINE, TEXT, text_width
from rashomon.whatif.answers import Answer, Answers

MARKS = {"rises": "▲", "falls": "▼", "stays": "●", "open": "○"}
"""One sign for each answer that the draws give."""
_COLOURS = {"rises": "#0b5394", "falls": "#b45309", "stays": "#475569", "open": "#6b7280"}
_VERDICTS = {"differ": "they differ", "agree": "they agree", "alone": "one account", "open": "open"}
_MARGIN, _CELL, _ROW, _BAR = 20.0, 132.0, 34.0, 42.0
"""Pixels: round the table, a column, a row, and the bar of one direction at its longest."""
_FACTORS = 40
"""Rows drawn."""


def draw_answers(answers: Answers) -> str:
    """Draw the answers.

    In each cell a bar to the right is the share of draws in which the factor rises, a bar to the left the
    share in which it falls; a mark gives the answer as a shape, too. Silence is written out.

    Returns:
        One ``<svg>`` element, without scripts, links or fonts from elsewhere; sizes in pixels.
    """
    rows, columns = answers.factors[:_FACTORS], answers.columns
    labels = [_lines(name, 34) for name in rows]
    left = max((text_width(line) for label in labels for line in label), default=120.0) + 24
    heads = [_lines(answer.name, 15) for answer in columns]
    top = LINE * (2 + max((len(head) for head in heads), default=1)) + 16
    body = [_text(0, LINE * 0.4, f"What if: {answers.query.words}", "start", weight="bold")]
    body += [
        _text(left + _CELL * (i + 0.5), LINE * (j + 2.8), line, "middle", weight="bold")
        for i, head in enumerate(heads)
        for j, line in enumerate(head)
    ]
    y = top
    for name, label in zip(rows, labels, strict=True):
        height = max(_ROW, LINE * len(label) + 10)
        body.append(f'<path d="M0,{y:.1f}H{left + _CELL * len(columns):.1f}" stroke="#e2e8f0"/>')
        first = y + height / 2 - LINE * (len(label) - 1) / 2 + 4.5
        body += [_text(0, first + LINE * j, line, "start", title=name) for j, line in enumerate(label)]
        body += [_cell(a, name, left + _CELL * i, y, height, answers) for i, a in enumerate(columns)]
        if name not in answers.query.changes:
            verdict, at = answers.verdict(name), left + _CELL * len(columns) + 8
            bold = "bold" if verdict == "differ" else ""
            body.append(_text(at, y + height / 2 + 4.5, _VERDICTS[verdict], "start", weight=bold))
        y += height
    for line in _key(answers):
        y += LINE + 3
        body.append(_text(0, y, line, "start", colour="#475569"))
    room = 8 + max(map(text_width, _VERDICTS.values()))
    width = max(
        left + _CELL * len(columns) + room,
        text_width(f"What if: {answers.query.words}") * 1.1,
        *map(text_width, _key(answers)),
    )
    return _page(answers, body, width + 2 * _MARGIN, y + 2 * _MARGIN)


def _cell(answer: Answer, factor: str, x: float, y: float, height: float, answers: Answers) -> str:
    middle, centre = x + _CELL / 2, y + height / 2
    word, outcome = answer.word(factor), answer.outcome(factor)
    if word == "asked":
        way = "▲ asked" if answers.query.changes[factor] > 0 else "▼ asked"
        return _text(middle, centre + 4.5, way, "middle", weight="bold")
    if word not in MARKS or outcome is None:
        return _text(middle, centre + 4.5, word, "middle", colour="#64748b")
    rises, falls = outcome.rises, outcome.falls
    said = (
        f"{answer.name}: {factor} {word}; rises in {rises.value:.0%} ({rises.low:.0%} to {rises.high:.0%}), "
        f"falls in {falls.value:.0%} ({falls.low:.0%} to {falls.high:.0%}), "
        f"stays in {outcome.stays.value:.0%}"
    )
    up, down, blue, orange = _BAR * rises.value, _BAR * falls.value, _COLOURS["rises"], _COLOURS["falls"]
    share = {"rises": rises, "falls": falls, "stays": outcome.stays}.get(word)
    number = f"{MARKS[word]} {share.value:.0%}" if share else f"{MARKS[word]} open"
    bar = centre + 5
    return (
        f"<g><title>{_safe(said)}</title>"
        f'<rect x="{middle - _BAR:.1f}" y="{bar:.1f}" width="{2 * _BAR:.1f}" height="7" fill="#f1f5f9"/>'
        f'<rect x="{middle - down:.1f}" y="{bar:.1f}" width="{down:.1f}" height="7" fill="{orange}"/>'
        f'<rect x="{middle:.1f}" y="{bar:.1f}" width="{up:.1f}" height="7" fill="{blue}"/>'
        f'<path d="M{middle:.1f},{bar - 2:.1f}v11" stroke="#0f172a"/>'
        f"{_text(middle, centre + 1, number, 'middle', colour=_COLOURS[word])}</g>"
    )


def _key(answers: Answers) -> list[str]:
    lines = [
        "▲ rises  ▼ falls  ● stays in most draws  ○ open: no direction in most draws",
        f"Bars: share of {answers.options.settings.draws} draws of the unknown strengths, for each account.",
    ]
    left_out = len(answers.factors) - _FACTORS
    silent = sum(a.silent for a in answers.answers if a not in answers.columns)
    others = len(answers.answers) - len(answers.columns) - silent
    hidden = (
        (left_out, "factors not drawn"),
        (silent, "accounts are silent"),
        (others, "more accounts answer"),
    )
    lines += (
        ["; ".join(f"{n} {what}" for n, what in hidden if n > 0)] if any(n > 0 for n, _ in hidden) else []
    )
    return lines


def _lines(name: str, width: int) -> list[str]:
    lines = wrap(" ".join(name.split()) or "(no name)", width, break_on_hyphens=False)
    return lines if len(lines) <= 3 else [*lines[:2], lines[2][: width - 1] + "…"]


def _text(
    x: float, y: float, words: str, anchor: str, *, colour: str = "", weight: str = "", title: str = ""
) -> str:
    look = (f' fill="{colour}"' if colour else "") + (f' font-weight="{weight}"' if weight else "")
    inside = f"<title>{_safe(title)}</title>" if title else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{look}>{inside}{_safe(words)}</text>'


def _page(answers: Answers, body: list[str], width: float, height: float) -> str:
    view = f"{-_MARGIN:g} {-_MARGIN:g} {width:.0f} {height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" font-family="{FONT}" font-size="{TEXT:g}" '
        f'fill="#0f172a"><title>{_safe("What if: " + answers.query.words)}</title>'
        f'<rect x="{-_MARGIN:g}" y="{-_MARGIN:g}" width="100%" height="100%" fill="#fff"/>'
        + "\n".join(body)
        + "</svg>\n"
    )


def _safe(text: str) -> str:
    """Text as text: markup escaped, characters that XML lacks shown as U+FFFD."""
    return escape("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text))
