"""The self-evaluation on the screen: what the data says to a chapter, what people write, what is to be done, and what is taken away."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import streamlit as st

from rollcall.answers.ask import Visit
from rollcall.answers.evidence import Evidence, Strength
from rollcall.answers.self_evaluation import SelfEvaluation, Written, note_taking_away, written
from rollcall.definitions.self_evaluation import Chapter, Part, State
from rollcall.show.evidence import gathered
from rollcall.show.pages import BY_NAME
from rollcall.show.screen import meeting, who, words
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.frame import in_meeting
from rollcall.show.screen.self_evaluation import actions, sampling, texts
from rollcall.show.screen.taking_away import take_away
from rollcall.show.self_evaluation import asked_for, put_together
from rollcall.show.sentences import day, escaped

_CLOSED = (State.DONE.code, State.GIVEN_UP.code)
_NUMBERS = {"protected": "Protected, to be shared", "exact": "Exact, for the lead alone"}
_CHAPTERS = {chapter.code: chapter for chapter in Chapter}


class Exporter(Protocol):
    """Writes the document: the room for exports, which the page hands over."""

    DOCUMENT_TYPE: str

    def to_document(self, said: SelfEvaluation) -> bytes: ...


def self_evaluate(visit: Visit, exporter: Exporter, lists: sampling.ListExporter) -> None:
    """The page: how far it is, then one chapter at a time."""
    if in_meeting():
        meeting.refuse(BY_NAME["self_evaluation"])
        return
    with st.spinner("Protecting small numbers"):
        visit.as_board().prepare()
    _page(visit, exporter)
    sampling.children(visit, lists)


@by_itself
def _page(visit: Visit, exporter: Exporter) -> None:
    kept = written(visit)
    st.title(escaped(_sentence(kept)), anchor=False)
    with st.container(key="controls-self-evaluation", horizontal=True, vertical_alignment="bottom"):
        chapter = _CHAPTERS[
            st.segmented_control(
                "Chapter",
                list(_CHAPTERS),
                default=Chapter.WHOLE.code,
                required=True,
                format_func=lambda code: escaped(_CHAPTERS[code].value),
                key="chapter",
                bind="query-params",
                wrap=True,
            )
            or Chapter.WHOLE.code
        ]
        numbers = st.segmented_control(
            "Numbers",
            list(_NUMBERS),
            default="protected",
            required=True,
            format_func=_NUMBERS.__getitem__,
            key="numbers",
            bind="query-params",
            wrap=True,
        )
        protected = numbers != "exact"
        _document(visit, kept, protected, exporter)
    st.header(escaped(chapter.asks), anchor=False)
    _evidence(visit, chapter, protected)
    with st.container(border=True, key=f"part-written-{chapter.code}"):
        st.subheader("What we say", anchor=False)
        st.caption("Name no child. Each text is kept with its author and its day, and every version of it stays.")
        for part in Part:
            texts.write(visit, kept, chapter, part)
    with st.container(border=True, key=f"part-actions-{chapter.code}"):
        actions.plan(visit, kept, chapter)


def _sentence(kept: Written) -> str:
    """How far it is: parts that are written, actions that are open, and those past their day."""
    done = sum(bool((latest := kept.latest(chapter, part)) and latest.text.strip()) for chapter in Chapter for part in Part)
    still = [action for chapter in Chapter for action in kept.actions_of(chapter) if action.state not in _CLOSED]
    late = sum(action.due_date is not None and action.due_date < date.today() for action in still)
    parts = f"{done} of {len(Chapter) * len(Part)} parts of the self-evaluation {'is' if done == 1 else 'are'} written"
    if not still:
        return f"{parts}, and no action is open"
    opened = f"{len(still)} action{' is' if len(still) == 1 else 's are'} open"
    return f"{parts}; {opened}, {late or 'none'} of them past {'its' if late == 1 else 'their'} day"


def _evidence(visit: Visit, chapter: Chapter, protected: bool) -> None:
    """What the data says, question by question."""
    with st.container(border=True, key=f"part-evidence-{chapter.code}"):
        st.subheader("What the data says", anchor=False)
        for one in gathered(asked_for(visit, protected), chapter):
            with st.container(gap=None):
                _said(one)
        rule = visit.rule.footnote if protected else "Exact numbers: for the lead alone."
        words.small(f"Sentences are written by rules from the answers to the questions they name. {rule}")


def _said(one: Evidence) -> None:
    mark = {Strength.STANDS: "", Strength.THIN: " :orange-badge[Thin evidence]", Strength.UNANSWERED: " :gray-badge[Not answered]"}
    st.markdown(f"**{escaped(one.asks)}**{mark[one.strength]}  \n{escaped(one.sentence)}")
    source = f" Source: {one.source}." if one.source else ""
    words.small(f"{one.note} {day(one.as_at)}.{source} Question: {', '.join(one.questions)}.".strip())


def _document(visit: Visit, kept: Written, protected: bool, exporter: Exporter) -> None:
    found = who.own_session()
    place = next((place for place in found[1].places if place.area == visit.viewer.area), None) if found else None
    area = place.title if place else "Local area partnership"

    def write() -> bytes:
        note_taking_away(visit, protected)
        return exporter.to_document(put_together(visit, kept, area, protected))

    name = f"self_evaluation_{visit.as_at.isoformat()}_{'protected' if protected else 'exact_for_the_lead'}.docx"
    take_away("Word document", write, name, "word-self-evaluation", exporter.DOCUMENT_TYPE)
