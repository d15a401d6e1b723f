"""The product on the cases beside the repository: ``python -m training.cases [--misses]``.

Every case folder is read and exported as a user would, then scored by the cases' own scorer; the
challenge sentences go through ``rashomon annotate``.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"


def rashomon(*words: str) -> None:
    """One command of the product, its output kept quiet."""
    subprocess.run([sys.executable, "-m", "rashomon", *words], check=True, capture_output=True)  # noqa: S603


def scored(script: str, *words: str) -> str:
    """What a scorer prints; its exit status tells only whether everything was met."""
    command = [sys.executable, str(CASES / script), *words]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout  # noqa: S603


def results(*more: str) -> dict[str, str]:
    """What the scorers print, by case."""
    found = {}
    with tempfile.TemporaryDirectory() as made:
        for folder in sorted(p.parent for p in CASES.glob("*/expected.jsonl")):
            pages = [str(p) for p in sorted(folder.iterdir()) if p.suffix in {".txt", ".html"}]
            case, out = f"{made}/{folder.name}.rashomon", f"{made}/{folder.name}.jsonl"
            rashomon("read", *pages, "--case", case)
            rashomon("export", "--case", case, "--format", "jsonl", "-o", out)
            found[folder.name] = scored("score.py", str(folder), out, *more)
        for path in sorted((CASES / "challenge").glob("*.jsonl")):
            rashomon("annotate", str(path), "-o", f"{made}/annotated.jsonl")
            found["challenge"] = scored("score_challenge.py", str(path), f"{made}/annotated.jsonl", *more)
    return found


def main() -> None:
    """Read, export, score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="show every miss")
    more = ["--misses"] if parser.parse_args().misses else []
    if not CASES.is_dir():
        raise SystemExit(f"no cases at {CASES}; they are not part of the repository")
    for name, said in results(*more).items():
        print(f"{name}: {said}", end="")


if __name__ == "__main__":
    main()
