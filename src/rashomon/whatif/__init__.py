"""What if: words become a question, every account answers, and the answers stand side by side."""

from rashomon.whatif.answers import Answer, Answers, Holding, Options, Reason, answer_all
from rashomon.whatif.question import Match, Query, Vocabulary, ask, named
from rashomon.whatif.running import AccountMap, WhatIf

__all__ = [
    "AccountMap",
    "Answer",
    "Answers",
    "Holding",
    "Match",
    "Options",
    "Query",
    "Reason",
    "Vocabulary",
    "WhatIf",
    "answer_all",
    "ask",
    "named",
]
