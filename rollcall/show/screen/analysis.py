"""A page of analysis on the screen: the answer first, then the filters, the parts, the list behind the number, and what to know."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from rollcall.answers.ask import Visit
from rollcall.show import tables
from rollcall.show.asking import Asked
from rollcall.show.pages import BY_NAME, PAGES
from rollcall.show.parts import Headline, Listing, Story
from rollcall.show.screen import drawing, filters, meeting, words
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.drawing import Exporter
from rollcall.show.screen.frame import in_meeting
from rollcall.show.sentences import escaped

_MEETINGS = [page.name for page in PAGES if page.in_meetings]


def tell(visit: Visit, name: str, story: Story, exporter: Exporter) -> None:
    """Show a story, as a page or, when the address asks for it, as the screens of a meeting."""
    page = BY_NAME[name]
    if in_meeting() and not page.in_meetings:
        meeting.refuse(page)
        return
    with st.spinner("Protecting small numbers"):  # once for each change of the data
        (visit.as_board() if in_meeting() else visit).prepare()
    if in_meeting():
        following = _MEETINGS[(_MEETINGS.index(name) + 1) % len(_MEETINGS)]
        meeting.show(visit, page, story, following)
        return
    meeting.head(page)
    _analysis(visit, story, exporter)


@by_itself
def _analysis(visit: Visit, story: Story, exporter: Exporter) -> None:
    """Everything that a filter changes, so that a change leaves the frame around it alone."""
    answer_first = st.container()
    asked = filters.choose(visit, story)
    with answer_first:
        _say(story.headline(asked))
    with st.grid(2, min_column_width=400, gap="medium", border=True) as grid:
        for part in story.parts:
            if part.only_if is None or part.only_if(asked):
                with grid.cell(column_span="all" if part.wide else 1), st.container(key=f"part-{part.key}"):
                    drawing.draw_part(part, asked, exporter)
    if story.listing and visit.viewer.sees_children:
        _list(story.listing, asked, exporter)
    _know(asked, story)


def _say(headline: Headline) -> None:
    st.title(escaped(headline.sentence), anchor=False)
    if headline.more:
        st.markdown(escaped(headline.more))
    drawing.draw_key_figures(headline.key_figures)


@by_itself
def _list(listing: Listing, asked: Asked, exporter: Exporter) -> None:
    """The children behind the number, in a fragment of its own: a long table never waits for a chart, nor a chart for it."""
    drawer = st.expander(listing.title, icon=":material/list:", key="children", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        answer = asked.answer(listing.question)
        words.small(f"{listing.note} Only for who may see children: {len(answer.rows):,} rows.")
        grid = tables.of_answer(answer)
        st.dataframe(pd.DataFrame(grid.rows, columns=list(grid.headings)), hide_index=True, height=420, alt=listing.title)
        drawing.downloads((answer,), "children", asked, exporter)


def _know(asked: Asked, story: Story) -> None:
    """What to know about the numbers of the whole page."""
    total = asked.answer(story.counted.question)
    notes = drawing.footnotes([total])
    if notes:
        st.caption("**What to know about these numbers**")
        words.notes(notes)
