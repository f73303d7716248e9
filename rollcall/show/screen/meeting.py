"""The meeting view: one question on each screen, readable across a room, protected numbers only, moved through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rollcall.answers.ask import Visit
from rollcall.show.asking import Asked
from rollcall.show.pages import BY_NAME, Page
from rollcall.show.parts import KeyFigure, Part, Story
from rollcall.show.screen import drawing, filters, words
from rollcall.show.sentences import capital, day, escaped, lower_first

_AT = "screen"
_MOST_FIGURES = 3
_MOST_NOTES = 2
_LONGEST = 4  # digits of a screen in an address: Python refuses to read thousands


def head(page: Page) -> None:
    """The page's name, and the way into its meeting view if it has one."""
    with st.container(key="controls-head", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f":gray[**{escaped(page.title)}**]", width="content")
        if not page.in_meetings:
            st.markdown(":gray[For the lead alone]", width="content")
            return
        st.button(
            "Meeting view",
            key="enter_meeting",
            type="tertiary",
            icon=":material/present_to_all:",
            help="One question on each screen, with protected numbers. Arrow keys move, Esc leaves.",
            on_click=_enter,
        )


def refuse(page: Page) -> None:
    """In the place of a meeting: a page whose exact numbers are the lead's alone is never on a wall."""
    with wall():
        st.title(f"{escaped(page.title)} has no meeting view: its numbers are exact, and for the lead alone", anchor=False)
    leave()


def show(visit: Visit, page: Page, story: Story, following: str) -> None:
    """The screen of the story that the address names."""
    with st.container(key="kept-choices"):  # out of sight, so that the filters stay in the address
        asked = filters.choose(visit.as_board(), story)
        parts = [part for part in story.parts if part.in_meetings and (part.only_if is None or part.only_if(asked))]
        at = place(len(parts))
        part = parts[at]
        asked = asked.choosing(**drawing.switches(part, asked))
    with wall():
        _screen(part, asked, story, first=at == 0)
    only = f" Only {asked.only}." if asked.filters else ""
    invented = " Invented children." if asked.visit.invented else ""
    foot(f"{page.title}, {day(asked.as_at)}.{only}{invented}", at, len(parts), following)


def wall() -> DeltaGenerator:
    """What a screen is drawn on. The style makes it as tall as the room leaves it, so that the foot is always in sight."""
    return st.container(key="meeting-screen", height=600, border=False)


def place(count: int) -> int:
    """Which of so many screens the address asks for, from 0."""
    asked = st.query_params.get(_AT, "1")
    return min(max(int(asked), 1), count) - 1 if asked.isdecimal() and len(asked) < _LONGEST else 0


def foot(text: str, at: int, count: int, following: str) -> None:
    """What is shown, how far along, and the keys that move."""
    with st.container(key="meeting-foot", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(escaped(text), width="stretch")
        st.markdown(f"**{at + 1} of {count}**", width="content")
        st.button("Back", key="back", shortcut="Left", disabled=at == 0, on_click=_go, args=(at - 1,))
        if at + 1 < count:
            st.button("Next", key="next", shortcut="Right", on_click=_go, args=(at + 1,))
        else:
            st.button(f"Next: {BY_NAME[following].title}", key="next", shortcut="Right", on_click=_turn, args=(following,))
        leave()


def leave() -> None:
    """The way back to the page."""
    st.button("Leave", key="leave", shortcut="Esc", type="tertiary", on_click=_leave)


def _screen(part: Part, asked: Asked, story: Story, first: bool) -> None:
    section = part.build(asked)
    headline = story.headline(asked) if first else None
    st.title(escaped(headline.sentence if headline else section.finding), anchor=False)
    if headline and headline.key_figures:
        _figures(headline.key_figures[:_MOST_FIGURES])
    drawing.draw_content(section, f"meeting-{part.key}", large=True)
    finding = [f"{section.finding}."] if headline and section.figure else []
    source = [f"Source: {section.source}."] if section.source else []
    words.notes([*finding, *drawing.said(section, asked)[:_MOST_NOTES], *source])


def _figures(key_figures: Sequence[KeyFigure]) -> None:
    """A few numbers in one strip: the chart needs the room."""
    with st.container(key="meeting-figures"):
        for column, one in zip(st.columns(len(key_figures)), key_figures, strict=True):
            with column:
                change = f"  \n:gray[{escaped(one.change)}]" if one.change else ""
                st.markdown(f"**{escaped(capital(one.value))}** {escaped(lower_first(one.label))}{change}")


def _enter() -> None:
    st.query_params["view"] = "meeting"


def _leave() -> None:
    st.query_params.pop("view", None)
    st.query_params.pop(_AT, None)


def _go(at: int) -> None:
    st.query_params[_AT] = str(at + 1)


def _turn(following: str) -> None:
    st.query_params.pop(_AT, None)
    st.switch_page(BY_NAME[following].file, query_params={"view": "meeting"})
