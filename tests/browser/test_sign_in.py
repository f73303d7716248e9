"""Signing in, in a real Chromium, with a real OpenID Connect provider: in, to the page that was wanted, out, and out for good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from rollcall.access import MATRIX, Role
from rollcall.show.pages import PAGES
from tests.browser.served import FILE_OF_PEOPLE, Provider, ServedServer, mock_provider
from tests.browser.signed_in import SignedIn
from tests.gate.areas import NORTH, SOUTH, canaries, planted

Tried = Callable[[int, str, str], None]
Come = Callable[..., SignedIn]
CLOSED_WITHIN = 10  # seconds, of the 60 that are allowed


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """The provider."""
    with mock_provider() as running:
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[ServedServer]:
    """Rollcall as it is served, with both areas kept."""
    folder = tmp_path_factory.mktemp("served")
    planted(folder / "data")
    server = ServedServer(folder, provider)
    yield server
    server.stop()


@pytest.fixture
def come(browser: Browser, served: ServedServer) -> Iterator[Come]:
    """Makes people who sign in. Afterwards no browser may have refused anything, or called another machine."""
    people: list[SignedIn] = []

    def come(sub: str, page: str = "", **options: object) -> SignedIn:
        people.append(SignedIn(browser, served, **options))  # type: ignore[arg-type]
        return people[-1].come(sub, page)

    yield come
    for person in people:
        person.leave()
    assert [complaint for person in people for complaint in person.complaints] == []
    assert [stranger for person in people for stranger in person.strangers] == []


def shows(person: SignedIn, area: str) -> bool:
    """Whether a word of an area is on the page."""
    return any(word in person.page.content() for word in canaries(area))


@pytest.mark.threat("no_sign_in")
def test_the_first_visit_to_a_page_after_a_restart_signs_in_and_lands_there(served: ServedServer, browser: Browser, tried: Tried) -> None:
    for page in ("diagnostic_waits", "not_in_school", "people"):
        served.restart()
        person = SignedIn(browser, served)
        person.page.goto(f"{served.address}/{page}")
        expect(person.page.get_by_role("heading", level=1)).to_contain_text("Sign in to see which children")
        assert not any(word in person.page.content() for area in (NORTH, SOUTH) for word in canaries(area))
        person.sign_in("lee")
        assert person.page.url == f"{served.address}/{page}"
        assert ("is not open to a lead" in person.headline) is (page == "people")
        assert person.complaints == []
        person.leave()
    tried(3, "first visits to a page's address after a restart", "sign-in first, then that page")


@pytest.mark.threat("untrusted_text")
@pytest.mark.parametrize("sub", ["lee", "ada"])
def test_every_page_works_under_the_content_security_policy(come: Come, sub: str, tried: Tried) -> None:
    person = come(sub)
    for page in PAGES:
        person.go(page.name)
        if page.name == "not_in_school" and sub == "lee":
            expect(person.page.locator(".js-plotly-plot").first).to_be_visible()
            person.open("Rows and downloads")
            expect(person.page.get_by_test_id("stTable").first).to_be_visible()
            person.open("The children behind this number")
            expect(person.page.get_by_test_id("stDataFrame").first).to_be_visible()
        if page.needs in MATRIX[Role.LEAD] and sub == "lee":
            person.go(page.name, view="meeting")
    assert [complaint for complaint in person.complaints if "Content Security Policy" in complaint] == []
    tried(len(PAGES), f"pages in Chromium under the policy, as {sub}", "0 violations")


def test_files_come_in_and_go_out_by_the_gate(come: Come) -> None:
    lee = come("lee", "bring_in_spreadsheets")
    lee.drop_and_read(("register.csv", b"child_id,category,start_date\nkestrel-0001,EHE,01/09/2026\n"))
    name, data = lee.download(lee.button("Findings as CSV").first) if lee.button("Findings as CSV").count() else ("", b"x")
    lee.button("Throw away").click()
    lee.settle().go("not_in_school").open("Rows and downloads")
    name, data = lee.download(lee.button("Excel").first)
    assert name.startswith("not_in_school_by_category")
    assert data.startswith(b"PK")
    assert lee.page.url == f"{lee.address}/not_in_school"


@pytest.mark.threat("ended_session")
def test_whoever_signs_out_is_out_and_the_old_cookie_opens_nothing(come: Come, served: ServedServer, browser: Browser) -> None:
    lee = come("lee", "not_in_school")
    cookies = lee.context.cookies(served.address)
    assert [cookie["name"] for cookie in cookies] == ["rollcall", "_streamlit_xsrf"]
    assert [(cookie["httpOnly"], cookie["sameSite"]) for cookie in cookies if cookie["name"] == "rollcall"] == [(True, "Lax")]
    lee.button("Sign out").click()
    lee.page.wait_for_url(lambda url: not url.startswith(served.address) or "/sign-in" in url)
    again = SignedIn(browser, served)
    again.context.add_cookies(cookies)  # type: ignore[arg-type]
    again.page.goto(f"{served.address}/not_in_school")
    expect(again.page.get_by_role("heading", level=1)).to_contain_text("Sign in to see which children")
    assert not shows(again, NORTH)
    again.leave()


@pytest.mark.threat("ended_session")
def test_an_administrator_ends_a_session_and_its_open_tabs_show_nothing_any_more(come: Come, served: ServedServer, tried: Tried) -> None:
    lee, ada = come("lee", "not_in_school"), come("ada")
    assert ada.headline.endswith("signed in")
    ada.page.locator("[class*=st-key-session-]", has_text="Lee Lead").first.get_by_role("button", name="End session").click()
    began = time.monotonic()
    lee.page.wait_for_url("**/sign-in?why=ended", timeout=CLOSED_WITHIN * 1000)
    took = time.monotonic() - began
    expect(lee.page.get_by_text("your session was ended")).to_be_visible()
    assert not shows(lee, NORTH)
    tried(1, "an open tab whose session an administrator ends, in Chromium", f"at the page to sign in after {took:.1f} seconds")


@pytest.mark.threat("ended_session")
def test_a_person_taken_out_of_the_file_is_out_while_their_tab_is_open(come: Come, served: ServedServer, tried: Tried) -> None:
    bo = come("bo", "not_in_school")
    served.let_in(FILE_OF_PEOPLE.replace("north-board", "nobody"))
    try:
        began = time.monotonic()
        bo.page.wait_for_url("**/sign-in?why=ended", timeout=CLOSED_WITHIN * 1000)
        tried(
            1, "an open tab of somebody taken out of the file of people, in Chromium", f"gone after {time.monotonic() - began:.1f} seconds"
        )
    finally:
        served.let_in(FILE_OF_PEOPLE)


def test_a_tab_that_was_open_before_a_restart_goes_to_the_page_to_sign_in(come: Come, served: ServedServer) -> None:
    lee = come("lee", "not_in_school")
    lee.server_may_be_away = True
    served.restart()
    lee.page.wait_for_url("**/sign-in?why=ended", timeout=60_000)
    assert not shows(lee, NORTH)


def test_a_person_of_two_areas_chooses_one_and_what_was_chosen_in_the_other_is_forgotten(come: Come) -> None:
    cam = come("cam", "diagnostic_waits")
    assert shows(cam, NORTH)
    cam.choose("Work as", "Southshire")
    assert shows(cam, SOUTH)
    assert not shows(cam, NORTH)
    assert cam.query["working_as"] == ["Commissioner, Southshire"]


def test_what_an_administrator_sees_first_is_people_and_no_number(come: Come) -> None:
    ada = come("ada")
    links = ada.page.locator(".st-key-pages").get_by_role("link")
    assert {link.inner_text().split("\n")[-1] for link in links.all()} == {
        page.title for page in PAGES if page.needs is None or page.needs in MATRIX[Role.ADMINISTRATOR]
    }
    ada.go("overview")
    assert ada.headline == "Overview is not open to an administrator"


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_to_sign_in_has_one_sentence_and_one_button(browser: Browser, served: ServedServer, width: int, dark: bool) -> None:
    person = SignedIn(browser, served, width=width, dark=dark)
    person.page.goto(served.address)
    assert person.page.locator("h1").count() == 1
    assert person.page.get_by_role("link").count() == 1
    assert person.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    person.leave()
