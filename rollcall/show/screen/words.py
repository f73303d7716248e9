"""Text put on the screen: what came from a partner is shown letter for letter, never read as markup."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from rollcall.definitions.benchmarks import Benchmark
from rollcall.definitions.tables import BY_NAME
from rollcall.show.screen.frame import link_to
from rollcall.show.sentences import escaped, lower_first


def small(text: str) -> None:
    """A line that stands back."""
    st.caption(escaped(text))


def notes(texts: Sequence[str]) -> None:
    """What has to be said beside a number, in one paragraph that stands back."""
    if texts:
        small(" ".join(texts))


def steps(texts: Sequence[str]) -> None:
    """How something was worked out, step by step."""
    if texts:
        st.markdown("**How this is worked out**")
        st.markdown("\n".join(f"1. {escaped(text)}" for text in texts))


def references(benchmarks: Sequence[Benchmark]) -> None:
    """National figures to read beside the local ones, each with its source and why it may differ."""
    if not benchmarks:
        return
    with st.expander("National figures, and why they may differ", type="compact"):
        for one in benchmarks:
            st.markdown(
                f"**{escaped(one.measure)}: {escaped(one.shown)}** ({escaped(one.geography)}, {escaped(one.period)}).  \n"
                f"{escaped(one.why_differs)}  \n[{escaped(one.source)}]({one.url})"
            )


def say_what_to_bring_in(needs: str, finding: str) -> None:
    """In the place of a chart that has nothing to show: which spreadsheet it needs, where that comes from, and the way there."""
    table = BY_NAME[needs]
    st.info(
        f"{escaped(finding)}. Bring in **{escaped(table.title)}**, from {escaped(lower_first(table.comes_from))}.",
        icon=":material/upload_file:",
    )
    link_to("bring_in_spreadsheets")
