"""Precision audit: statements are drawn, graded by a person, and counted per extractor.

``python -m training.audit draw SOURCE [--count 60] [--seed 1]`` prints a batch as text;
``... take SOURCE GRADES`` takes grades from a file, a line each: id, grade, reason, split by tabs;
``... grade SOURCE`` asks one by one (r right, w wrong, d doubtful, s skip, u undo, q quit), and goes on
where it stopped; ``... report`` prints the precision. SOURCE is a case file or a JSONL export of one;
an export's context needs ``--pages FOLDER`` with the plain-text pages.

Grades are appended to ``training/audit/grades.jsonl``. It holds ids, kinds and reasons; the words of a
statement only where the page is one of the project's own examples.
"""

import argparse
import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import rashomon
from rashomon.errors import RashomonError
from rashomon.reading.calibration import score_of

GRADES = Path(__file__).parent / "audit" / "grades.jsonl"
EXAMPLES = Path(rashomon.__file__).parent / "resources" / "examples"
KEYS = {"r": "right", "w": "wrong", "d": "doubtful", "s": "skip"}
AROUND = 300
"""Code points of context on each side of the evidence."""

Statement = dict[str, Any]
"""One line of the export (DESIGN.md, "The export")."""


@dataclass(frozen=True)
class Source:
    """Statements to audit, and the texts of their pages by id as far as they are at hand."""

    statements: list[Statement]
    texts: Mapping[str, str]


def open_source(path: Path, pages: Path | None = None) -> Source:
    """Read a case file or a JSONL export.

    Raises:
        OSError: if a file cannot be read.
        ValueError: if the export is no JSON lines.
    """
    if path.suffix == ".jsonl":
        found = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        files = [p.read_bytes() for p in sorted(pages.glob("*.txt"))] if pages else []
        return Source(found, {sha256(raw).hexdigest(): raw.decode("utf-8", "replace") for raw in files})
    written = StringIO()
    with rashomon.open(path) as case:
        case.export("jsonl", written)
        texts = {page.id: page.text for page in case.pages()}
    return Source([json.loads(line) for line in written.getvalue().splitlines()], texts)


def draw(statements: Iterable[Statement], count: int, seed: int) -> list[Statement]:
    """A sample that goes round the kinds, and within a kind round the pages; the same for the same seed."""
    groups: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in sorted(statements, key=lambda s: str(s["id"])):
        groups[statement["kind"]][statement["page_id"]].append(statement)
    chance = random.Random(seed)
    turns = [in_turn(chance, list(pages.values())) for _, pages in sorted(groups.items())]
    return [s for row in zip_longest(*turns) for s in row if s is not None][:count]


def in_turn(chance: random.Random, pages: list[list[Statement]]) -> list[Statement]:
    """Statements of one kind: one of each page, then the next of each."""
    for own in pages:
        chance.shuffle(own)
    chance.shuffle(pages)
    return [s for row in zip_longest(*pages) for s in row if s is not None]


def shown(statement: Statement, texts: Mapping[str, str]) -> str:
    """A statement with its context, as the grader sees it; control characters are made visible."""
    evidence, voice = statement["evidence"], statement["voice"]
    text = texts.get(statement["page_id"])
    start, end = evidence["start"], evidence["end"]
    words = f"[[{evidence['text']}]]"
    if text is not None:
        words = f"{text[max(0, start - AROUND) : start]}{words}{text[end : end + AROUND]}"
    who = " < ".join(f"{v['name'] or '-'} ({v['kind']})" for v in [voice, *statement["via"]])
    head = f"{statement['id']}  {statement['kind']}  {statement['extractor']}  {statement['confidence']}"
    rows = [
        head,
        f"  {content(statement)}",
        f"  {statement['factuality']} {statement['time'] or '-'}  by {who}",
    ]
    return "\n".join([*rows, f"  ... {' '.join(visible(words).split())} ..."])


def content(statement: Statement) -> str:
    """What is said, in one line."""
    kind = statement["kind"]
    if kind == "event":
        sides = [(statement[k] or {}).get("name", "-") for k in ("source", "target")]
        return visible(f"{sides[0]} -{statement['type']}-> {sides[1]}  on {statement['date'] or '-'}")
    if kind == "change":
        return visible(f"{statement['factor']['label']} {statement['direction']:+d}")
    if kind == "cause":
        ends = [f"{statement[k]['label']} ({statement[k]['direction']})" for k in ("cause", "effect")]
        return visible(f"{ends[0]} => {ends[1]}  sign {statement['sign']}  {statement['relation']}")
    target = statement["target"]
    return visible(f"stance {statement['value']:+.2f} to {target.get('name') or target.get('label')}")


def visible(text: str) -> str:
    """Text of strangers for a terminal: no control characters."""
    return "".join(c if c.isprintable() or c.isspace() else "?" for c in text).replace("\x1b", "?")


class Grades:
    """The grades given so far: a JSONL file that only grows; the last line of an id counts."""

    def __init__(self, path: Path = GRADES) -> None:
        self.path = path
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self.lines: list[dict[str, Any]] = [json.loads(line) for line in lines if line.strip()]

    def add(self, statement: Statement, grade: str, reason: str = "") -> None:
        """Append one grade."""
        rule, _, version = statement["extractor"].partition("@")
        line = {
            "id": statement["id"], "kind": statement["kind"], "extractor": rule, "version": version,
            "page_id": statement["page_id"], "grade": grade, "reason": reason,
            "score": round(score_of(statement["kind"], statement["confidence"]), 3),
        }  # fmt: skip
        if statement["page_id"] in own_pages():
            line["text"] = statement["evidence"]["text"]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.lines.append(line)

    def current(self) -> dict[str, dict[str, Any]]:
        """The grade that counts, by statement; those undone are left out."""
        last = {line["id"]: line for line in self.lines}
        return {key: line for key, line in last.items() if line["grade"] != "undone"}


def own_pages() -> frozenset[str]:
    """Ids of the project's own example pages."""
    return frozenset(sha256(p.read_bytes()).hexdigest() for p in EXAMPLES.iterdir() if p.is_file())


def take(batch: Iterable[Statement], lines: Iterable[str], grades: Grades) -> int:
    """Take grades from lines of id, grade (or its key) and reason, split by tabs; returns how many.

    Raises:
        ValueError: for an unknown id or grade.
    """
    by_id = {s["id"]: s for s in batch}
    taken: list[tuple[Statement, str, str]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, grade, reason, *_ = [*line.rstrip("\n").split("\t"), "", ""]
        grade = KEYS.get(grade.strip(), grade.strip())
        if key.strip() not in by_id or grade not in KEYS.values():
            raise ValueError(
                f"line {number}: {key!r} {grade!r}; give an id of SOURCE and one of {[*KEYS.values()]}"
            )
        taken.append((by_id[key.strip()], grade, reason.strip()))
    for statement, grade, reason in taken:
        grades.add(statement, grade, reason)
    return len(taken)


def ask(
    batch: Sequence[Statement], texts: Mapping[str, str], grades: Grades, read: Callable[[str], str] = input
) -> int:
    """Ask for grades one by one, those given before left out; returns how many were given."""
    done = grades.current()
    waiting = [s for s in batch if s["id"] not in done]
    given: list[Statement] = []
    while len(given) < len(waiting):
        statement = waiting[len(given)]
        print(f"\n{len(given) + 1}/{len(waiting)}  {shown(statement, texts)}")
        answer = read(
            "right, wrong, doubtful, skip, undo, quit [r/w/d/s/u/q], reason after a space: "
        ).strip()
        key, _, reason = answer.partition(" ")
        if key == "q":
            break
        if key == "u" and given:
            grades.add(given.pop(), "undone")
        elif key in KEYS:
            grades.add(statement, KEYS[key], reason)
            given.append(statement)
    return len(given)


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval of a share (Wilson, 1927); 95 % by default, (0, 1) for no counts."""
    if count == 0:
        return 0.0, 1.0
    share, square = right / count, z * z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = z * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def table(lines: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Precision per kind and per extractor as rows of Markdown; what is doubtful counts as not right.

    What else took part (a date found, "verb+date:page") is counted with the rule that found the statement.
    """
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        for group in (("all", ""), (line["kind"], ""), (line["kind"], line["extractor"].partition("+")[0])):
            counts[group][line["grade"]] += 1
    yield "| kind | extractor | graded | right | wrong | doubtful | precision | 95 % interval |"
    yield "|---|---|---|---|---|---|---|---|"
    for (kind, extractor), found in sorted(counts.items()):
        right, wrong, doubtful = (found[k] for k in ("right", "wrong", "doubtful"))
        count = right + wrong + doubtful
        if count:
            low, high = wilson(right, count)
            figures = f"{count} | {right} | {wrong} | {doubtful} | {right / count:.2f} | {low:.2f}-{high:.2f}"
            yield f"| {kind} | {extractor or 'all'} | {figures} |"


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--grades", type=Path, default=GRADES, help="file of grades")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("draw", "take", "grade"):
        command = commands.add_parser(name)
        command.add_argument("source", type=Path, help="case file, or JSONL export")
        command.add_argument("--pages", type=Path, help="folder of plain-text pages, for an export's context")
        command.add_argument("--count", type=int, default=60, help="statements to draw")
        command.add_argument("--seed", type=int, default=1, help="of the sample")
        if name == "take":
            command.add_argument("file", type=Path, help="id, grade and reason, split by tabs")
    commands.add_parser("report")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it worked, 1 where it could not."""
    args = parsed(arguments)
    try:
        grades = Grades(args.grades)
        if args.command == "report":
            print("\n".join(table(grades.current().values())))
            return 0
        source = open_source(args.source, args.pages)
        if args.command == "take":
            print(
                f"{take(source.statements, args.file.read_text('utf-8').splitlines(), grades)} grades taken"
            )
            return 0
        batch = draw(source.statements, args.count, args.seed)
        if args.command == "grade":
            print(f"{ask(batch, source.texts, grades)} grades given")
        else:
            print("\n\n".join(shown(s, source.texts) for s in batch))
    except (OSError, ValueError, RashomonError) as error:
        print(f"audit: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
