"""``python -m rashomon``."""

from rashomon.cli import main

if __name__ == "__main__":  # a process that reads beside this one imports this module under another name
    main()
