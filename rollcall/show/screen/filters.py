"""The one row of filters: each in the address, all of it said in words, and nothing below it moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from rollcall.access import Capability
from rollcall.answers.ask import Visit
from rollcall.definitions.calendar import add_months
from rollcall.show.asking import Asked
from rollcall.show.labels import FILTERS, label
from rollcall.show.parts import Counted, Story
from rollcall.show.screen import words
from rollcall.show.sentences import amount, escaped, listed, people

_AS_AT = "as_at"
_SINCE = "since"
_BACK = ((1, "1 month"), (3, "3 months"), (6, "6 months"), (12, "12 months"))
_AT_ONCE = 3  # filters with a button of their own; the others share one
_MOST_PILLS = 14
_YEARS_BACK = 3


def choose(visit: Visit, story: Story) -> Asked:
    """Draw the row and give what it leaves."""
    names = [name for name in visit.offers(story.filters) if visit.filter_options(name)]
    with st.container(key="controls-filters", horizontal=True, vertical_alignment="center", gap="small"):
        as_at = _choose_date(visit)
        earlier = _choose_earlier(visit, as_at) if story.between_days else None
        chosen = {name: _in_its_own(visit, name) for name in names[:_AT_ONCE]}
        if names[_AT_ONCE:]:
            chosen |= _in_one(visit, names[_AT_ONCE:])
        asked = Asked(visit, as_at, {name: values for name, values in chosen.items() if values}, earlier=earlier)
        if asked.filters:
            st.button("Clear", key="clear_filters", type="tertiary", icon=":material/close:", on_click=_clear, args=(names,))
    st.markdown(_left(asked, story.counted))  # a line that is always there, so that nothing below it moves
    words.notes(_too_few(visit, names))
    return asked


def _too_few(visit: Visit, names: Sequence[str]) -> list[str]:
    """What cannot be chosen, said before anybody chooses it."""
    return [
        f"{FILTERS[name]}: {listed([label(name, word) for word in sorted(few)])} cannot be chosen, because too few children would be left."
        for name in names
        if (few := visit.too_few(name))
    ]


def _choose_date(visit: Visit) -> date:
    if not visit.viewer.may(Capability.FILTER_FREELY):
        st.markdown(f":gray[As at {visit.as_at:%d/%m/%Y}]", width="content")
        return visit.as_at
    earliest = add_months(visit.as_at, -12 * _YEARS_BACK)
    shown = _day_already(_AS_AT, earliest, visit.as_at) or visit.as_at
    with st.popover(f"As at {shown:%d/%m/%Y}", icon=":material/event:", key="filter-as_at"):
        chosen = st.date_input(
            "As at",
            value=visit.as_at,
            min_value=earliest,
            max_value=visit.as_at,
            key=_AS_AT,
            format="DD/MM/YYYY",
            bind="query-params",
            help="What the kept spreadsheets say of an earlier day. The latest is the day that they speak for.",
        )
    return chosen if isinstance(chosen, date) else visit.as_at


def _choose_earlier(visit: Visit, as_at: date) -> date:
    """The day to look back to: any before the other, with a few that are chosen at once; a year before for whoever may not choose."""
    if not visit.viewer.may(Capability.FILTER_FREELY):
        before = add_months(as_at, -12)
        st.markdown(f":gray[Since {before:%d/%m/%Y}]", width="content")
        return before
    earliest, latest = add_months(visit.as_at, -12 * _YEARS_BACK - 12), as_at - timedelta(days=1)
    usual, kept = add_months(as_at, -1), st.session_state.get(_SINCE)
    if isinstance(kept, date) and kept > latest:  # the other day was moved before it
        st.session_state[_SINCE] = usual
    shown = _day_already(_SINCE, earliest, latest) or usual
    with st.popover(f"Since {shown:%d/%m/%Y}", icon=":material/history:", key="filter-since"):
        with st.container(horizontal=True, gap="small"):
            for months, text in _BACK:
                st.button(f"{text} before", key=f"since-{months}", on_click=_look_back_to, args=(add_months(as_at, -months),))
        chosen = st.date_input(
            "Since",
            value=usual,
            min_value=earliest,
            max_value=latest,
            key=_SINCE,
            format="DD/MM/YYYY",
            bind="query-params",
            help="What has changed between this day and the other one, as the kept spreadsheets tell of both.",
        )
    return chosen if isinstance(chosen, date) else usual


def _look_back_to(day: date) -> None:
    st.session_state[_SINCE] = day


def _in_its_own(visit: Visit, name: str) -> tuple[str, ...]:
    options = visit.filter_options(name)
    with st.popover(_state(name, _already(name, options)), key=f"filter-{name}"):
        return _pick(name, options, several=visit.viewer.may(Capability.FILTER_FREELY))


def _in_one(visit: Visit, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    used = sum(bool(_already(name, visit.filter_options(name))) for name in names)
    with st.popover(f"More filters: {used} in use" if used else "More filters", icon=":material/tune:", key="filter-more"):
        return {name: _pick(name, visit.filter_options(name), several=True) for name in names}


def _pick(name: str, options: Sequence[str], several: bool) -> tuple[str, ...]:
    if not several:
        chosen = _pick_one(name, options)
        return (chosen,) if chosen else ()
    if _as_pills(name, options):
        return tuple(
            st.pills(
                FILTERS[name],
                options,
                selection_mode="multi",
                format_func=lambda value: escaped(label(name, value)),
                key=name,
                bind="query-params",
                wrap=True,
            )
        )
    return tuple(
        st.multiselect(
            FILTERS[name],
            options,
            format_func=lambda value: label(name, value),
            key=name,
            bind="query-params",
            placeholder="All",
        )
    )


def _pick_one(name: str, options: Sequence[str]) -> str | None:
    if _as_pills(name, options):
        return st.pills(
            FILTERS[name], options, format_func=lambda value: escaped(label(name, value)), key=name, bind="query-params", wrap=True
        )
    return st.selectbox(
        FILTERS[name],
        options,
        index=None,
        format_func=lambda value: label(name, value),
        key=name,
        bind="query-params",
        placeholder="All",
    )


def _as_pills(name: str, options: Sequence[str]) -> bool:
    """Few enough, and no word that a pill would read as markup: an escaped label would not be found again from the address.

    The options of a list are plain text, so partners' words such as "Bath & Mendip" are chosen from one.
    """
    labels = [label(name, value) for value in options]
    return len(options) <= _MOST_PILLS and all(escaped(text) == text for text in labels)


def _already(name: str, options: Sequence[str]) -> list[str]:
    """What is chosen before the control itself has been drawn: kept from the last run, or in the address of the first."""
    values = st.session_state[name] if name in st.session_state else st.query_params.get_all(name)
    return [value for value in ([values] if isinstance(values, str) else values or []) if value in options]


def _day_already(name: str, earliest: date, latest: date) -> date | None:
    """The same of a day, if it is one that can be chosen."""
    kept = st.session_state[name] if name in st.session_state else st.query_params.get(name, "")
    if isinstance(kept, str):
        try:
            kept = date.fromisoformat(kept)
        except ValueError:
            return None
    return kept if isinstance(kept, date) and earliest <= kept <= latest else None


def _state(name: str, values: Sequence[str]) -> str:
    """'Locality', 'Locality: North', 'Locality: North and 2 more'."""
    if not values:
        return FILTERS[name]
    more = f" and {len(values) - 1} more" if len(values) > 1 else ""
    return f"**{FILTERS[name]}:** {escaped(label(name, values[0]))}{more}"


def _clear(names: Sequence[str]) -> None:
    for name in names:
        st.session_state[name] = [] if isinstance(st.session_state.get(name), list) else None


def _left(asked: Asked, counted: Counted) -> str:
    """'Without filters: 512 children', or '**214** of 512 children: only locality North'."""

    def number(narrowed: bool) -> int | None:
        found: int | None = asked.answer(counted.question, narrowed=narrowed).records()[-1][counted.column]
        return found

    every = people(number(narrowed=False), not asked.exact, counted.one, counted.many)
    if not asked.filters:
        return f":gray[Without filters: {escaped(every)}.]"
    return f"**{escaped(amount(number(narrowed=True), not asked.exact))}** of {escaped(every)}: only {escaped(asked.only)}."
