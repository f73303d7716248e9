"""The frame around every page: the front door, who is looking, which store they look at, and the banner over invented children."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import streamlit as st

from rollcall import logs
from rollcall.access import Capability, Role, Viewer
from rollcall.access.in_memory import keep_uploads_in_memory
from rollcall.access.served import served
from rollcall.answers.ask import Visit, open_visit
from rollcall.audit import Action, record
from rollcall.errors import RollcallError
from rollcall.show import charts
from rollcall.show.pages import BY_NAME, PAGES, Page
from rollcall.show.screen import style, who
from rollcall.show.sentences import escaped, lower_first

Fill = Callable[[Any], None]
"""Brings the invented area's spreadsheets into an empty store."""

_AS = (Role.LEAD, Role.COMMISSIONER, Role.BOARD)  # how a lead may look at the pages
_CAME_BY_THE_FRONT_DOOR = ContextVar("came by the front door", default=False)  # in this run of the script, not in some earlier one
_SENT_BACK = "was_sent_to_the_front_door"
_MEETING = "meeting"
_ABOUT_FILES = ("bring_in_spreadsheets", "match_children")  # they may show children of files that wait, who are not invented


@st.cache_resource(show_spinner=False)
def _doors() -> dict[str, Fill]:
    """What the front door hands to the pages of this process."""
    return {}


@st.cache_resource(show_spinner=False)
def settle(_warm: Callable[[], None]) -> None:
    """Once in a process, before any data is read: warm up, then tell the collector to leave alone what will live for ever.

    Streamlit collects all garbage after every rerun; with the imported libraries frozen out of it that costs a fifth.
    """
    logs.begin()
    keep_uploads_in_memory()
    _warm()
    charts.warm()
    gc.collect()
    gc.freeze()


def in_meeting() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get("view") == _MEETING


def enter_front_door(fill_invented_area: Fill) -> None:
    """Draw the navigation and run the page the address names. Called by dashboard.py and nothing else."""
    person = who.person()
    _doors()["fill_invented_area"] = fill_invented_area
    st.session_state.pop(_SENT_BACK, None)
    page = _navigate(person)
    if in_meeting():
        with st.container(key="kept-role"):
            who.choose_place()
            _show_as(person)
    else:
        with st.sidebar:
            links = st.container()
            who.say()
            _show_as(person)
            who.sign_out()
        with links:  # after the choice, whose value comes from the address only once it is drawn
            _links(_viewer(person))
    came = _CAME_BY_THE_FRONT_DOOR.set(True)
    try:
        page.run()
    except RollcallError as refused:  # a full disk, a damaged file: the sentence says what to do
        st.error(escaped(str(refused)), icon=":material/report:")
    finally:
        _CAME_BY_THE_FRONT_DOOR.reset(came)


def open_page(name: str) -> Visit:
    """The first statement of every page: set the page up, and give the visit of whoever is looking.

    With a pages/ folder beside dashboard.py, Streamlit runs a page's file directly until some session has reached the
    navigation since the server started. Nobody gets past here that way: they are sent round by the front door first.
    """
    page = BY_NAME[name]
    person = who.person()
    # An emoji, because the browser would fetch a `:material/` icon of a page or of st.Page from another machine for its tab.
    st.set_page_config(page_title=f"{page.title} · Rollcall", page_icon="📋", layout="wide")
    if not _CAME_BY_THE_FRONT_DOOR.get():
        _send_to_the_front_door(person)
    style.apply(in_meeting())
    viewer = _viewer(person)
    if not page.opens_for(viewer):
        _say_that_it_is_not_open(page, viewer)
    with st.spinner("Opening the area's data"):
        visit = open_visit(viewer, _doors()["fill_invented_area"])
    about_the_data = (
        None,
        Capability.SEE_PROTECTED_NUMBERS,
        Capability.SEE_EXACT_NUMBERS,
        Capability.WRITE_THE_SELF_EVALUATION,
    )
    if name not in _ABOUT_FILES and page.needs in about_the_data:
        say_that_it_is_invented(visit)
    return visit


def link_to(name: str, label: str | None = None, icon: str | None = None) -> None:
    """A link to another page."""
    st.page_link(BY_NAME[name].file, label=label, icon=icon, help="")


def _home(viewer: Viewer) -> Page:
    """The page that opens first."""
    return next(page for page in PAGES if page.opens_for(viewer))


def _navigate(person: Viewer) -> st.Page:
    """The pages, listed by no navigation of Streamlit's: the browser would fetch a page's `:material/` icon from another machine.

    Those that the person may not open are there too, and say so themselves.
    """
    home = _home(person)
    pages = [
        st.Page(home.file, title=home.title, url_path="home", default=True),
        *(st.Page(page.file, title=page.title, url_path=page.name) for page in PAGES if page is not home),
        # The first page answers at /; whoever types its name is taken there.
        st.Page(_go_home, title=home.title, url_path=home.name, visibility="hidden"),
    ]
    return st.navigation(pages, position="hidden")


def _links(viewer: Viewer) -> None:
    with st.container(key="pages", gap=None):
        for page in PAGES:
            if page.opens_for(viewer) and (served() or not page.only_served):
                st.page_link(page.file, label=page.title, icon=page.icon, help=page.help, width="stretch")


def _go_home() -> None:
    home = _home(who.person())
    st.switch_page(home.file, query_params={name: st.query_params.get_all(name) for name in st.query_params})


def _send_to_the_front_door(person: Viewer) -> None:
    if st.session_state.get(_SENT_BACK):
        st.error("This page opens through dashboard.py. Start Rollcall with: streamlit run dashboard.py")
        st.stop()
    st.session_state[_SENT_BACK] = True
    _navigate(person)
    st.rerun()


def _viewer(person: Viewer) -> Viewer:
    """The person, or what they would see as somebody who may do less: nobody can look as somebody who may do more."""
    shown = st.session_state.get("show_as") if person.role is Role.LEAD else None
    return person.seeing_as(Role(shown)) if shown in list(_AS) else person


def _show_as(person: Viewer) -> None:
    if person.role is not Role.LEAD:
        return
    st.radio(
        "Show as",
        [role.value for role in _AS],
        format_func=lambda role: escaped(who.ROLES[Role(role)]),
        key="show_as",
        bind="query-params",
    )
    st.caption("Everyone but the lead sees protected numbers, and no child is listed.")


def _say_that_it_is_not_open(page: Page, viewer: Viewer) -> None:
    """For whoever types the address of a page that is not among theirs. Nothing of the data has been opened."""
    record(Action.REFUSED, viewer.name, viewer.role, viewer.area, page=page.name)
    st.title(f"{page.title} is not open to {who.called(viewer.role)}", anchor=False)
    if page.needs is not None:
        st.markdown(f"It is for those who may do this: {lower_first(page.needs.value)}.")
    home = _home(viewer)
    link_to(home.name, f"Go to {home.title}", ":material/arrow_back:")
    st.stop()


def say_that_it_is_invented(visit: Visit) -> None:
    """The banner over invented children; none over what was brought in, and none on a wall."""
    if not visit.invented or in_meeting():
        return
    with st.container(key="controls-banner", border=True, horizontal=True, vertical_alignment="center"):
        st.badge("Invented children", icon=":material/science:", color="orange")
        st.markdown("No spreadsheets have been brought in yet, so this is a made-up area.", width="content")
        if BY_NAME["bring_in_spreadsheets"].opens_for(visit.viewer):
            link_to("bring_in_spreadsheets")
