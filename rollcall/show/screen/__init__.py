"""The shared parts of the Streamlit screen: the only room that imports streamlit."""

from rollcall.show.screen.frame import enter_front_door, in_meeting, link_to, open_page, settle

__all__ = ["enter_front_door", "in_meeting", "link_to", "open_page", "settle"]
