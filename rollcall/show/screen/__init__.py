"""The shared parts of the Streamlit screen: the only room that imports streamlit."""

from starlette.middleware import Middleware

from rollcall.show.screen.alone import ForThisComputer, open_browser, refuse_to_start_for_others
from rollcall.show.screen.analysis import tell
from rollcall.show.screen.frame import enter_front_door, in_meeting, link_to, open_page, settle
from rollcall.show.screen.glossary import explain
from rollcall.show.screen.probes import probes

FOR_THIS_COMPUTER = (Middleware(ForThisComputer),)
OF_THIS_COMPUTER = probes(lambda: ("",))

__all__ = [
    "FOR_THIS_COMPUTER",
    "OF_THIS_COMPUTER",
    "enter_front_door",
    "explain",
    "in_meeting",
    "link_to",
    "open_browser",
    "open_page",
    "refuse_to_start_for_others",
    "settle",
    "tell",
]
