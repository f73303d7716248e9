"""What somebody may do is taken away while their tab is open: the tab goes on with nothing of what it held."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from websockets.exceptions import ConnectionClosed

from tests.browser.served import FILE_OF_PEOPLE, ServedServer
from tests.gate.areas import NORTH, canaries
from tests.gate.signing_in import Tab, sign_in

Tried = Callable[[int, str, str], None]
GRANTED = FILE_OF_PEOPLE.replace('role = "commissioner"', 'role = "commissioner"\ngranted = ["list_children"]')
CLOSED_WITHIN = 10  # seconds
CHANGES = {
    "a lead becomes a board member": ("lee", FILE_OF_PEOPLE, FILE_OF_PEOPLE.replace('role = "lead"', 'role = "board"')),
    "services are narrowed": ("cam", GRANTED, GRANTED.replace('granted = ["list', 'services = ["slt"]\ngranted = ["list')),
    "a grant is taken back": ("cam", GRANTED, FILE_OF_PEOPLE),
    "an area is taken away": ("cam", GRANTED, GRANTED.replace('"northshire", "southshire"', '"southshire"', 1)),
}
each_change = pytest.mark.parametrize(("who", "before", "after"), CHANGES.values(), ids=CHANGES)


def got(asks: Callable[[], bytes]) -> bytes:
    """What a tab is sent when it asks for something: nothing, where its connection is closed already."""
    try:
        return asks()
    except ConnectionClosed:
        return b""


def is_closed(tab: Tab) -> bool:
    """Whether the server closes a tab, and soon."""
    until = time.monotonic() + CLOSED_WITHIN
    try:
        while time.monotonic() < until:
            tab.connection.recv(CLOSED_WITHIN)
    except ConnectionClosed:
        return True
    return False


def of_the_area(sent: bytes) -> bool:
    """Whether something of the area is in what came."""
    return any(word.encode() in sent for word in canaries(NORTH))


@each_change
@pytest.mark.threat("beyond_role", "ended_session")
def test_an_open_tab_goes_on_with_nothing_that_was_taken_away(
    served: ServedServer, who: str, before: str, after: str, tried: Tried
) -> None:
    assert before != after
    served.let_in(before)
    try:
        person = sign_in(served, who)
        with person.at("not_in_school") as tab, person.at("not_in_school") as idle:
            idle.open("The children behind this number")
            idle.press("CSV")
            waiting = idle.sent_to
            assert waiting.startswith("/download/")
            assert of_the_area(tab.open("The children behind this number"))
            served.let_in(after)
            assert not of_the_area(got(lambda: tab.press("CSV")))
            assert not tab.sent_to.startswith("/download/")
            assert is_closed(tab)
            assert is_closed(idle)
        assert not of_the_area(person.get(waiting).content)
        assert person.get("/not_in_school").headers["location"].startswith("/sign-in")
        assert sign_in(served, who).get("/not_in_school").status_code == 200
    finally:
        served.let_in(FILE_OF_PEOPLE)
    tried(4, "a fragment, a callback, an idle tab and a waiting download of a role that was changed", "nothing came, and the tabs closed")


@pytest.mark.threat("ended_session")
def test_a_change_to_somebody_else_s_entry_ends_nobody_else_s_session(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    try:
        served.let_in(FILE_OF_PEOPLE.replace('contains = "north-board"', 'contains = "another-board"'))
        assert lee.get("/not_in_school").status_code == 200
    finally:
        served.let_in(FILE_OF_PEOPLE)
