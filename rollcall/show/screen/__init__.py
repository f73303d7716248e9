"""The shared parts of the Streamlit screen: the only room that imports streamlit."""

from rollcall.show.screen.analysis import tell
from rollcall.show.screen.frame import enter_front_door, in_meeting, link_to, open_page, settle
from rollcall.show.screen.glossary import explain

__all__ = ["enter_front_door", "explain", "in_meeting", "link_to", "open_page", "settle", "tell"]
