"""The page of words and measures on the screen: one theme below the other, or one theme of words on each screen of a meeting."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rollcall.definitions.measures import BY_THEME, Measure
from rollcall.definitions.measures.measure import Target
from rollcall.definitions.words import THEMES, Theme, Word
from rollcall.show.pages import BY_NAME
from rollcall.show.screen import meeting
from rollcall.show.screen.frame import in_meeting
from rollcall.show.sentences import day, escaped

_NAME = "what_the_words_mean"
_ON_A_SCREEN = 4
_WORDS, _MEASURES = "words", "measures"
_SHOWN = {_WORDS: "Words", _MEASURES: "Measures"}


def explain() -> None:
    """Every word with its meaning and its source, and every measure with what it counts out of what."""
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
    st.title("What the words on every page mean, what each number measures, and where the meaning comes from", anchor=False)
    sought = _sought()
    shown = st.segmented_control(
        "Words or measures",
        list(_SHOWN),
        default=_WORDS,
        required=True,
        format_func=_SHOWN.__getitem__,
        key="explained",
        bind="query-params",
        label_visibility="collapsed",
        disabled=bool(sought),  # what is sought is sought in both
    )
    found = False
    if sought or shown == _WORDS:
        found |= _words(sought)
    if sought or shown == _MEASURES:
        found |= _measures(sought)
    if not found:
        st.info("No word or measure here has that in it. Try fewer letters.")


def _sought() -> str:
    text = st.text_input("Find a word or a measure", key="word", type="search", bind="query-params", placeholder="CME, median, hatched")
    return text.strip().casefold()


def _words(sought: str) -> bool:
    """The words with that in them by theme, and whether there is any."""
    found = [Theme(theme.title, words) for theme in THEMES if (words := tuple(word for word in theme.words if _has(word, sought)))]
    for theme in found:
        with _card(theme.title):
            st.header(escaped(theme.title), anchor=False)
            _theme(theme)
    return bool(found)


def _measures(sought: str) -> bool:
    """The measures with that in them by theme, and whether there is any. A theme that has none yet says so."""
    found = False
    for theme, measures in BY_THEME.items():
        kept = [measure for measure in measures if _says(measure, sought)]
        found |= bool(kept)
        if kept or not sought:
            with _card(f"measures-{theme.value}"):
                st.header(escaped(f"{theme.value}, measures" if sought else theme.value), anchor=False)
                if not kept:
                    st.markdown("Nothing of this theme is worked out as a number yet.")
                for measure in kept:
                    _measure(measure)
    return found


def _card(name: str) -> DeltaGenerator:
    return st.container(border=True, key=f"part-{name.lower().replace(' ', '-')}")


def _theme(theme: Theme) -> None:
    for word in theme.words:
        also = f" ({escaped(', '.join(word.also))})" if word.also else ""
        st.markdown(f"**{escaped(word.term)}**{also}  \n{escaped(word.meaning)}  \n:gray[{escaped(word.source)}]")


def _link(target: Target) -> str:
    return f"[{escaped(target.source)}]({target.url})"


def _measure(measure: Measure) -> None:
    aim = escaped(measure.aim)
    if target := measure.target:
        aim = aim.replace(escaped(target.source), _link(target))
    lines = [
        f"**{escaped(measure.title)}**",
        escaped(measure.asks),
        f":gray[Counted:] {escaped(measure.numerator)}.",
        f":gray[Out of:] {escaped(measure.denominator)}.",
        f"{escaped(measure.good)} {aim}",
        *([escaped(measure.likeness)] if measure.comparison else []),
        f":gray[Beware:] {escaped(measure.caveat)}",
        f":gray[{escaped(f'{measure.owner}. To be reviewed by {day(measure.review)}.')}]",
    ]
    st.markdown("  \n".join(lines))


def _has(word: Word, sought: str) -> bool:
    return any(sought in text.casefold() for text in (word.term, word.meaning, *word.also))


def _says(measure: Measure, sought: str) -> bool:
    said = (measure.title, measure.asks, measure.numerator, measure.denominator, measure.aim, measure.caveat)
    return any(sought in text.casefold() for text in said)
