"""Statements of causes for tests."""

from hypothesis import strategies as st

from rashomon.model import Cause, End, Evidence, Factuality, Relation, Statement, Voice

EREL = Voice("person", "Erel")
DAILY = Voice("outlet", "The Daily")


def cause(
    source: str,
    target: str,
    sign: int | None = 1,
    *,
    factuality: Factuality = "CT+",
    voice: Voice = EREL,
    words: str = "",
    relation: Relation = "consequence",
    at: int = 0,
) -> Statement:
    text = words or f"{source} leads to {target}"
    return Statement(
        part="body",
        voice=voice,
        via=(),
        factuality=factuality,
        time=None,
        evidence=Evidence("p1", at, at + len(text), text),
        content=Cause(End(source, source), End(target, target), sign, relation),
        confidence=0.9,
        extractor="test@1",
    )


statements = st.lists(
    st.builds(
        cause,
        st.sampled_from("abcd"),
        st.sampled_from("abcd"),
        st.sampled_from([1, -1, None]),
        factuality=st.sampled_from(["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU"]),
        voice=st.sampled_from([EREL, DAILY]),
        words=st.sampled_from(["", "slightly raises", "had a devastating effect on", "did not greatly help"]),
        relation=st.sampled_from(["consequence", "motivation", "purpose"]),
        at=st.integers(0, 9),
    ),
    max_size=12,
)
