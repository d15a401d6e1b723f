"""The list of what ships as data: ``python -m training.manifest`` writes resources/manifest.toml.

Every file has its source, its licence and its checksum; a test compares.
"""

from hashlib import sha256
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "src" / "rashomon" / "resources"
ORIGINS = (
    ("reader/vocab.txt", "vocabulary of all-MiniLM-L6-v2, as published", "Apache-2.0"),
    (
        "reader/*",
        "trained by training/train.py from all-MiniLM-L6-v2; sets in docs/model-card.md",
        "Apache-2.0",
    ),
    ("lexicon/*", "own compilation", "Apache-2.0"),
    ("examples/*", "own text", "Apache-2.0"),
    ("likeness.json", "fitted on own pairs, training/pairs", "Apache-2.0"),
    ("calibration.json", "fitted on own grades, training/audit", "Apache-2.0"),
)


def origin(path: Path) -> tuple[str, str]:
    """Source and licence of a file.

    Raises:
        LookupError: nobody said where it comes from.
    """
    for pattern, source, licence in ORIGINS:
        if path.match(pattern):
            return source, licence
    raise LookupError(f"{path}: say in training/manifest.py where it comes from")


def manifest() -> str:
    """The manifest of the resources as they are."""
    entries = []
    for path in sorted(p for p in RESOURCES.rglob("*") if p.is_file()):
        name = path.relative_to(RESOURCES)
        if path.suffix in {".py", ".pyc"} or name.name == "manifest.toml":
            continue
        source, licence = origin(name)
        checksum = sha256(path.read_bytes()).hexdigest()
        entries.append(
            f'["{name.as_posix()}"]\nsource = "{source}"\nlicence = "{licence}"\nsha256 = "{checksum}"\n'
        )
    return "# Written by python -m training.manifest.\n\n" + "\n".join(entries)


def main() -> None:
    """Write the manifest."""
    (RESOURCES / "manifest.toml").write_text(manifest(), "utf-8")


if __name__ == "__main__":
    main()
