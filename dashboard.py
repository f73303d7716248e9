"""The front door: run for a tab, it lists the pages and runs the one the address names; imported, it is what `streamlit run` starts."""

import streamlit as st

from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.intake.reading import read
from rollcall.show import screen

if __name__ == "__main__":
    screen.settle(read.warm)
    screen.enter_front_door(bring_in_invented_area)
else:
    screen.refuse_to_start_for_others()
    app = st.App(__file__, middleware=screen.FOR_THIS_COMPUTER, routes=screen.OF_THIS_COMPUTER, lifespan=screen.open_browser)
