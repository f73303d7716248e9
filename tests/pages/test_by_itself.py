"""What is refused in a part that runs again by itself is said there, in its own words."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from rollcall.show.sentences import escaped


def _page() -> None:
    import streamlit as st

    from rollcall.errors import RollcallError
    from rollcall.show.screen.by_itself import by_itself

    @by_itself
    def part() -> None:
        if st.button("Do it"):
            raise RollcallError("The disk is full: make room & try *again*.")

    part()
    st.markdown("The rest")


def test_a_refusal_within_a_part_is_said_letter_for_letter_and_the_page_stays() -> None:
    app = AppTest.from_function(_page, default_timeout=60).run()
    assert not app.error
    app.button[0].click().run()
    assert [error.value for error in app.error] == [escaped("The disk is full: make room & try *again*.")]
    assert not app.exception
    assert [text.value for text in app.markdown] == ["The rest"]
