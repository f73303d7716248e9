"""Parts of a page that run again by themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from rollcall.errors import RollcallError
from rollcall.show.sentences import escaped

_P = ParamSpec("_P")


def by_itself(draw: Callable[_P, None]) -> Callable[_P, None]:
    """A part that runs again without the rest of its page. What is refused in it is said where the part stands: the front door does not
    see it."""

    @st.fragment
    @wraps(draw)
    def drawn(*given: _P.args, **named: _P.kwargs) -> None:
        try:
            draw(*given, **named)
        except RollcallError as refused:
            st.error(escaped(str(refused)), icon=":material/report:")

    return drawn
