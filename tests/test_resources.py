import tomllib

from training.manifest import RESOURCES, manifest


def test_every_resource_is_listed_with_source_licence_and_checksum() -> None:
    listed = tomllib.loads((RESOURCES / "manifest.toml").read_text("utf-8"))
    assert listed == tomllib.loads(manifest()), "run python -m training.manifest"
    assert all(entry["source"] and entry["licence"] for entry in listed.values())
