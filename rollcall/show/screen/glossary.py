"""The page of words on the screen: one theme below the other, or one theme on each screen of a meeting."""

from __future__ import annotations

import streamlit as st

from rollcall.definitions.words import THEMES, Theme, Word
from rollcall.show.pages import BY_NAME
from rollcall.show.screen import meeting
from rollcall.show.screen.frame import in_meeting
from rollcall.show.sentences import escaped

_NAME = "what_the_words_mean"
_ON_A_SCREEN = 4


def explain() -> None:
    """Every word with its meaning and its source."""
    page = BY_NAME[_NAME]
    if in_meeting():
        screens = [
            Theme(theme.title, theme.words[start : start + _ON_A_SCREEN])
            for theme in THEMES
            for start in range(0, len(theme.words), _ON_A_SCREEN)
        ]
        at = meeting.place(len(screens))
        with meeting.wall():
            st.title(escaped(screens[at].title), anchor=False)
            _theme(screens[at])
        meeting.foot(f"{page.title}.", at, len(screens), "overview")
        return
    meeting.head(page)
    st.title("What the words on every page mean, and where the meaning comes from", anchor=False)
    sought = (
        st.text_input("Find a word", key="word", type="search", bind="query-params", placeholder="CME, median, hatched").strip().casefold()
    )
    found = [Theme(theme.title, words) for theme in THEMES if (words := tuple(word for word in theme.words if _has(word, sought)))]
    for theme in found:
        with st.container(border=True, key=f"part-{theme.title.lower().replace(' ', '-')}"):
            st.header(escaped(theme.title), anchor=False)
            _theme(theme)
    if not found:
        st.info("No word here has that in it. Try fewer letters.")


def _theme(theme: Theme) -> None:
    for word in theme.words:
        also = f" ({escaped(', '.join(word.also))})" if word.also else ""
        st.markdown(f"**{escaped(word.term)}**{also}  \n{escaped(word.meaning)}  \n:gray[{escaped(word.source)}]")


def _has(word: Word, sought: str) -> bool:
    return any(sought in text.casefold() for text in (word.term, word.meaning, *word.also))
