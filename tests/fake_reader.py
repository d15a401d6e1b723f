"""A reader for tests: every sentence with the word "because" is a cause, told by nobody known."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.model import Cause, End, Evidence, Page, Reading, Statement, Voice


@dataclass
class FakeReader:
    version: str = "1"
    name: str = "fake"
    seconds: float = 0.0
    ahead: int = 1

    def read(self, pages: Iterable[Page]) -> Iterator[Reading]:
        """Yield readings in order, ``ahead`` pages at a time as a batching reader would."""
        batch: list[Page] = []
        for page in pages:
            batch.append(page)
            if len(batch) == self.ahead:
                yield from map(self.reading, batch)
                batch.clear()
        yield from map(self.reading, batch)

    def reading(self, page: Page) -> Reading:
        if self.seconds:
            time.sleep(self.seconds)
        if "BROKEN" in page.text:
            raise ValueError("the reader stumbles")
        found = re.finditer(r"([\w ]+) because ([\w ]+)", page.text)
        return Reading(page, tuple(self.statement(page, match) for match in found))

    def statement(self, page: Page, match: re.Match[str]) -> Statement:
        return Statement(
            part="body",
            voice=Voice("unknown"),
            via=(),
            factuality="CT+",
            time=None,
            evidence=Evidence(page.id, match.start(), match.end(), match.group()),
            content=Cause(End(match[2], match[2]), End(match[1], match[1]), 1, "consequence", "because"),
            confidence=0.5,
            extractor=f"{self.name}@{self.version}",
        )
