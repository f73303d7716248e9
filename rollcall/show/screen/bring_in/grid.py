"""A table of facts about a file, with its name for those who hear it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import streamlit as st

_SHORT = 15  # rows of a table that is shown whole


def grid(headings: tuple[str, ...], rows: Iterable[Sequence[object]], alt: str, key: str | None = None) -> None:
    """Rows under headings."""
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in headings]
    st.dataframe(
        dict(zip(headings, columns, strict=True)),
        hide_index=True,
        height=_height(len(columns[0])),
        alt=alt,
        key=key,
    )


def _height(rows: int) -> Literal["content", "auto"]:
    """All of a short table; ten rows of a long one, to scroll in."""
    return "content" if rows <= _SHORT else "auto"
