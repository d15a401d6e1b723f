"""``python -m rashomon``, and the command ``rashomon``."""


def main() -> None:
    """Run the command line.

    Nothing is imported before: a process that reads beside this one imports this module again, under
    another name, and needs no commands.
    """
    from rashomon.cli import main as run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
