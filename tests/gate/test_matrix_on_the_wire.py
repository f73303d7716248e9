"""Every cell of the matrix over the server itself: the fragments, the buttons and the downloads of a page that somebody may not use."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from rollcall.access import MATRIX, Capability, Role
from rollcall.show.pages import BY_NAME
from tests.browser.served import ServedServer
from tests.gate.areas import NORTH, canaries
from tests.gate.signing_in import Person, Tab, sign_in

Tried = Callable[[int, str, str], None]
BY_ROLE = {Role.LEAD: "lee", Role.COMMISSIONER: "cam", Role.BOARD: "bo", Role.ADMINISTRATOR: "ada"}
# Where what a capability allows is done.
PAGE_OF = {
    Capability.SEE_PROTECTED_NUMBERS: "not_in_school",
    Capability.SEE_EXACT_NUMBERS: "not_in_school",
    Capability.FILTER_FREELY: "not_in_school",
    Capability.LIST_CHILDREN: "not_in_school",
    Capability.CUT_BY_SERVICE: "diagnostic_waits",
    Capability.BRING_IN: "bring_in_spreadsheets",
    Capability.DECIDE_ABOUT_CHILDREN: "match_children",
    Capability.SEE_WHAT_IS_HELD: "what_we_hold",
    Capability.DELETE: "what_we_hold",
    Capability.WRITE_THE_SELF_EVALUATION: "self_evaluation",
    Capability.CHOOSE_THE_RULE: "try_to_break_it",
    Capability.TRY_TO_BREAK_IT: "try_to_break_it",
    Capability.READ_THE_AUDIT_LOG: "audit_log",
    Capability.MANAGE_PEOPLE: "people",
}
# What has to be opened, and the button that then gives a file. The other pages give none.
DOWNLOADS = {
    "not_in_school": ("The children behind this number", "CSV"),
    "diagnostic_waits": ("Rows and downloads", "CSV"),
    "match_children": ("Rows and downloads", "CSV"),
    "audit_log": (None, "CSV"),
}
CELLS = {
    (role, page): [capability for capability in Capability if capability not in MATRIX[role] and PAGE_OF[capability] == page]
    for role in Role
    for page in dict.fromkeys(PAGE_OF.values())
}
NOT_ALLOWED = [cell for cell, capabilities in CELLS.items() if capabilities]
A_CHILD = re.compile(rb"kestrel-\d{4}")


@dataclass(frozen=True)
class Offered:
    """A page as it is drawn for somebody who may do everything on it."""

    owner: Person
    page: str  # Streamlit's number of it
    fragments: frozenset[str]
    buttons: frozenset[str]


def fragments_of(tab: Tab) -> frozenset[str]:
    """The addresses of the fragments that a tab was sent."""
    return frozenset(one.delta.fragment_id for one in tab.messages if one.delta.fragment_id)


def buttons_of(tab: Tab) -> frozenset[str]:
    """The addresses of the buttons that a tab was sent."""
    return frozenset(one.delta.new_element.button.id for one in tab.messages if one.delta.new_element.button.id)


@pytest.fixture(scope="module")
def offered(served: ServedServer) -> Callable[[str], Offered]:
    """A page in the tab of a lead or an administrator who may open it."""

    @cache
    def page_of(page: str) -> Offered:
        needs = BY_NAME[page].needs
        owner = sign_in(served, "lee" if needs is None or needs in MATRIX[Role.LEAD] else "ada")
        with owner.at(page) as tab:
            fragments, buttons = fragments_of(tab), buttons_of(tab)
            if page in DOWNLOADS and (drawer := DOWNLOADS[page][0]):
                tab.open(drawer)
                fragments, buttons = fragments | fragments_of(tab), buttons | buttons_of(tab)
            return Offered(owner, tab.page, fragments, buttons)

    return page_of


@pytest.mark.threat("beyond_role")
@pytest.mark.parametrize(("role", "page"), NOT_ALLOWED, ids=[f"{role.value}-{page}" for role, page in NOT_ALLOWED])
def test_no_fragment_button_or_download_gives_what_the_matrix_does_not_allow(
    role: Role, page: str, served: ServedServer, offered: Callable[[str], Offered], tried: Tried
) -> None:
    person = sign_in(served, BY_ROLE[role])  # before, so that an administrator's page has a session to end
    theirs, count = offered(page), 1  # the page's own address
    needs = BY_NAME[page].needs
    opens = needs is None or needs in MATRIX[role]
    never = [A_CHILD] if opens else [A_CHILD, *(re.compile(word.encode()) for word in canaries(NORTH))]
    with person.at(page) as tab:
        assert opens is (b"is not open to" not in tab.sent)
        assert not [one.pattern for one in never if one.search(tab.sent)]
        own, own_buttons = fragments_of(tab), buttons_of(tab)
        tab.until_silent()
        tab.page = theirs.page
        for fragment in sorted(theirs.fragments - own):
            tab.send(fragment=fragment)
            count += 1
        assert tab.until_silent() == b""  # what was not drawn for somebody is at no address of theirs
        tab.page = ""
        for fragment in sorted(own):
            assert not [one.pattern for one in never if one.search(tab.ask(page, fragment=fragment))]
            count += 1
        for button in sorted(theirs.buttons - own_buttons):
            tab.page = ""  # by the page's address: by its number, what is not open to somebody is their own first page
            sent = tab.ask(page, trigger=button)
            assert not tab.sent_to
            assert not [one.pattern for one in never if one.search(sent)]
            count += 1
    if page in DOWNLOADS:
        drawer, button = DOWNLOADS[page]
        with theirs.owner.at(page) as tab:
            if drawer:
                tab.open(drawer)
            tab.press(button)
            address = tab.sent_to
        assert re.fullmatch(r"/download/[\w-]{43}", address)
        for way in ("GET", "HEAD"):
            answer = person.client.request(way, served.address + address)
            assert answer.status_code == 404
            assert "attachment" not in answer.headers.get("content-disposition", "")
            assert not any(word.encode() in answer.content for word in canaries(NORTH))
            count += 1
        assert "attachment" in theirs.owner.get(address).headers["content-disposition"]  # it was there for its owner
    tried(count, f"fragments, buttons and downloads of what a {role.value} may not do on {BY_NAME[page].title}", "nothing came")


@pytest.mark.threat("beyond_role")
def test_a_fragment_has_no_address_before_its_page_was_drawn_in_that_tab(served: ServedServer, tried: Tried) -> None:
    """Not even for who may open the page: so there is no way to a fragment past the page's own guard."""
    lee = sign_in(served, "lee")
    with lee.at("not_in_school") as tab:
        fragments, page = sorted(fragments_of(tab)), tab.page
        assert fragments
        assert b"Kestrel" in tab.ask(fragment=fragments[0]) + b"".join(tab.ask(fragment=one) for one in fragments[1:])
    with lee.at("what_the_words_mean") as tab:
        tab.page = page
        tab.until_silent()
        for fragment in fragments:
            tab.send(fragment=fragment)
        assert tab.until_silent() == b""
    tried(len(fragments), "fragments of a page that the tab has not drawn", "no answer")
