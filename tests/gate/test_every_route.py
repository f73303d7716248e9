"""Every route of the application, asked by everybody who should not get anything: what is looked at is what comes, not its status."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.served import FILE_OF_PEOPLE, KEY, ServedServer
from tests.conftest import REPOSITORY
from tests.gate.areas import NORTH, SOUTH, canaries
from tests.gate.signing_in import Person, Tab, anybody, sign_in
from tests.gate.test_uploads import put

CLOSED_WITHIN = 10  # seconds
Tried = Callable[[int, str, str], None]
Routes = list[tuple[str, str, list[str]]]
# Lists the routes of the application itself, with the mounts within: what is added to it is tested because it is there.
_LIST = """
import json, sys
from pathlib import Path
from rollcall.gate.serve import application, make_ready
site, served = make_ready(Path(sys.argv[1]), Path(sys.argv[2]))
found = []
def walk(routes, before=""):
    for route in routes:
        path = before + getattr(route, "path", "")
        if getattr(route, "routes", None):
            walk(route.routes, path)
        else:
            found.append([type(route).__name__, path or "/", sorted(getattr(route, "methods", None) or ["GET"])])
walk(application(site, served)._build_starlette_app().routes)
print(json.dumps(found))
"""
FILLED = {"file_id": "0123456789abcdef.csv", "session_id": "a-tab", "path": "a_component/index.html", "ticket": "x" * 43}
OPEN = {"/health": "up", "/ready": "ready", "/_stcore/health": "ok"}
GATE_SAYS = ("Sign in first.", "There is nothing at this address.", "This is not yours to change.", "Sign in to see which children")


@pytest.fixture(scope="module")
def routes(served: ServedServer) -> Routes:
    """Kind, path and methods of every route."""
    environment = {"ROLLCALL_DATABASE_KEY": KEY, "ROLLCALL_DATA": str(served.data), "PATH": "", "HOME": str(served.folder)}
    listing = subprocess.run(
        [sys.executable, "-c", _LIST, str(served.secrets), str(served.people)],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found: Routes = [tuple(one) for one in json.loads(listing.stdout.splitlines()[-1])]
    return found


def paths_of(path: str) -> list[str]:
    """A route's path with something in each of its places, and below another page, as a browser first looks for it."""
    filled = re.sub(r"\{(\w+)(?::\w+)?\}", lambda place: FILLED.get(place[1], "x"), path)
    return [
        filled,
        f"{filled}?x=1",
        f"/not_in_school{filled}",
        filled.upper(),
        filled.replace("/", "//", 1),
        f"/x/%2e%2e{filled}",
        f"{filled}%00",
    ]


def test_the_routes_that_streamlit_has_are_found(routes: Routes) -> None:
    paths = {path for _, path, _ in routes}
    assert {"/health", "/ready", "/download/{ticket}", "/_stcore/stream", "/media/{file_id:path}", "/_stcore/metrics"} <= paths
    assert "/_stcore/upload_file/{session_id}/{file_id}" in paths
    assert len(routes) > 20


@pytest.mark.threat("no_sign_in", "ended_session", "another_area")
@pytest.mark.parametrize("who", ["anonymous", "revoked", "other area"])
def test_no_route_gives_anything_to_those_who_may_not(served: ServedServer, routes: Routes, who: str, tried: Tried) -> None:
    person = anybody(served) if who == "anonymous" else sign_in(served, "sam")
    if who == "revoked":
        person.get("/auth/logout")
        person = with_cookie(served, person)
    requests = {
        (method, one)
        for kind, path, methods in routes
        if kind != "WebSocketRoute"
        for method in {*methods, "GET", "POST", "PUT", "DELETE"}
        for one in paths_of(path)
    }
    for method, path in sorted(requests):
        answer = person.client.request(method, served.address + path, content=b"x" if method in ("POST", "PUT") else None)
        assert not said_of(NORTH, answer.content), (method, path)
        harmless = who == "other area" or is_harmless(path, method, answer.text, answer.headers.get("location", ""))
        assert harmless, (method, path, answer.text)
    tried(len(requests), f"requests to every route, {who}", "nothing but the sign-in")


# What the routes that give anything give their owner; what is not named here gives nobody anything.
SAME_FOR_ALL = {"/health": "up", "/ready": "ready", "/_stcore/health": "ok", "/_stcore/host-config": '"allowedOrigins"'}
NO_COMPONENT = {"/component/{path:path}": "Component not found", "/_stcore/bidi-components/{path:path}": "not found"}


@pytest.mark.threat("beyond_role")
def test_each_route_gives_its_owner_what_is_theirs_and_the_others_nothing(served: ServedServer, routes: Routes, tried: Tried) -> None:
    lee, count = sign_in(served, "lee"), 0
    with lee.at("not_in_school") as tab:
        tab.open("The children behind this number")
        tab.press("CSV")
        own_download = lee.get(tab.sent_to)
        own_upload = put(lee, tab.name, b"Child ID\nC1\n")
    theirs = {
        "/download/{ticket}": said_of(NORTH, own_download.content) and own_download.text.count("kestrel-") > 1,
        "/_stcore/upload_file/{session_id}/{file_id}": own_upload == (204, ""),
        "/_stcore/stream": said_of(NORTH, lee.shown("not_in_school")),
    }
    assert all(theirs.values()), theirs
    for document in ("/", "/not_in_school"):
        assert '<div id="root">' in lee.get(document).text
    for kind, path, _ in routes:
        if kind == "Mount" or path.startswith(("/auth/", "/oauth2callback")) or path in theirs:
            continue  # the files of the page itself, and the way in and out, of which other tests tell
        body = lee.get(paths_of(path)[0]).text
        wanted = {**SAME_FOR_ALL, **NO_COMPONENT}.get(path, "There is nothing at this address.")
        assert wanted in body if path in SAME_FOR_ALL else body == wanted, (path, body)
        assert not said_of(NORTH, body.encode())
        count += 1
    assert {*SAME_FOR_ALL, *theirs} <= {path for _, path, _ in routes}
    tried(count + len(theirs), "requests to every route, by the owner of a session", "what is theirs, and nothing of any other")


def with_cookie(served: ServedServer, person: Person) -> Person:
    """Somebody else's browser that holds a cookie of a session which has ended."""
    again = anybody(served)
    again.client.cookies.set(served.cookie, person.held)
    return again


def is_harmless(path: str, method: str, body: str, location: str) -> bool:
    """Whether an answer says nothing but how to sign in, or that this process runs."""
    plain = path.split("?")[0]
    if plain in OPEN and method == "GET":
        return body == OPEN[plain]
    if plain == "/_stcore/host-config" and method == "GET":
        return json.loads(body)["allowedOrigins"] == []  # no site steers a tab that it would frame
    if location:
        return location.startswith("/sign-in") or plain.startswith(("/auth/", "/oauth2callback"))
    return not body or any(said in body for said in GATE_SAYS)


def said_of(area: str, body: bytes) -> bool:
    """Whether a word of an area stands in something."""
    return any(word.encode() in body for word in canaries(area))


@pytest.mark.threat("another_download")
def test_a_download_is_given_to_the_one_who_asked_and_to_nobody_else(served: ServedServer, tried: Tried) -> None:
    lee, sam, ada = (sign_in(served, who) for who in ("lee", "sam", "ada"))
    lee_again, gone = sign_in(served, "lee"), sign_in(served, "lee")
    gone.get("/auth/logout")
    with lee.at("not_in_school") as tab:
        tab.open("The children behind this number")
        tab.press("CSV")
        address = tab.sent_to
    assert re.fullmatch(r"/download/[\w-]{43}", address)
    others = (sam, ada, lee_again, gone, anybody(served))
    for other in others:
        for way in ("GET", "HEAD"):
            answer = other.client.request(way, served.address + address)
            assert not said_of(NORTH, answer.content)
            assert "attachment" not in answer.headers.get("content-disposition", "")
    own = lee.get(address)
    assert said_of(NORTH, own.content)
    assert own.headers["cache-control"] == "no-store"
    assert not said_of(NORTH, lee.get(address).content)
    tried(2 * len(others) + 1, "requests for a list of children by others, and by its owner a second time", "no row")


@pytest.mark.threat("no_sign_in", "ended_session")
def test_the_connection_is_held_for_a_live_session_alone(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    assert said_of(NORTH, lee.shown("not_in_school"))
    cookies = lee.cookies
    lee.get("/auth/logout")
    for person, held in ((anybody(served), {}), (anybody(served), cookies), (anybody(served), {"rollcall": "guess"})):
        with person.connect(cookies=held) as tab:
            told = tab.recv(10)
            assert told.endswith(b"/sign-in?why=ended")  # type: ignore[union-attr, arg-type]
            with pytest.raises(ConnectionClosed):
                tab.recv(10)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1"])
@pytest.mark.threat("no_sign_in")
def test_another_site_cannot_connect_with_somebody_s_cookie(served: ServedServer, origin: str) -> None:
    lee = sign_in(served, "lee")
    with pytest.raises(InvalidStatus), lee.connect(origin=origin):
        pass


@pytest.mark.threat("another_area")
def test_nobody_goes_on_in_somebody_else_s_tab(served: ServedServer) -> None:
    lee, sam = sign_in(served, "lee"), sign_in(served, "sam")
    with lee.at("not_in_school") as tab:
        name = tab.name
    with sam.connect("a-token", name) as connection:
        taken = Tab(connection)
        taken.ask("not_in_school")
        assert taken.name != name
        assert not said_of(NORTH, taken.sent)
        assert said_of(SOUTH, taken.sent)


def test_a_session_of_before_the_sign_in_is_not_the_one_after_it(served: ServedServer) -> None:
    fixed = anybody(served)
    fixed.client.cookies.set("rollcall", "a secret that somebody else knows", domain="localhost.local")
    lee = sign_in(served, "lee")
    other = sign_in(served, "lee")
    assert len({lee.cookies["rollcall"], other.cookies["rollcall"], "a secret that somebody else knows"}) == 3
    assert lee.landed is not None
    assert set(lee.cookies) == {"rollcall"}  # nothing that Streamlit says of the person reaches a browser


@pytest.mark.threat("ended_session")
def test_streamlit_s_own_cookie_opens_nothing(served: ServedServer) -> None:
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    claims = {"is_logged_in": True, "origin": served.address, "email": "lee@northshire.example", "groups": ["north-leads"]}
    forged = create_signed_value("tests " * 8, "_streamlit_user", json.dumps(claims)).decode()
    person = anybody(served)
    person.client.cookies.set("_streamlit_user", forged)
    assert person.get("/not_in_school").headers["location"].startswith("/sign-in")
    with person.connect() as tab:
        assert tab.recv(10).endswith(b"/sign-in?why=ended")  # type: ignore[union-attr, arg-type]


def last_word(tab: Tab) -> bytes:
    """What a tab was told last before its connection was closed, which has to be soon."""
    told = b""
    try:
        while True:
            told = bytes(tab.connection.recv(CLOSED_WITHIN))  # type: ignore[arg-type]
    except ConnectionClosed:
        return told


@pytest.mark.threat("ended_session")
def test_an_open_tab_is_closed_when_the_file_of_people_no_longer_lets_in(served: ServedServer, tried: Tried) -> None:
    bo = sign_in(served, "bo")
    with bo.at("not_in_school") as tab:
        served.let_in(FILE_OF_PEOPLE.replace("north-board", "nobody"))
        try:
            began = time.monotonic()
            last = last_word(tab)
            assert last.endswith(b"/sign-in?why=ended")
        finally:
            served.let_in(FILE_OF_PEOPLE)
    tried(1, "an open tab of somebody whom the file of people no longer lets in", f"closed after {time.monotonic() - began:.1f} seconds")
    assert bo.get("/").headers["location"].startswith("/sign-in")


@pytest.mark.threat("no_sign_in")
def test_a_request_that_names_another_host_is_answered_by_nothing(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    for host in ("evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1", "[", "[::1", "a]b", ""):
        answer = lee.get("/not_in_school", Host=host)
        assert "another name" in answer.text or answer.status_code == 400
        assert not host or "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_every_answer_carries_the_headers(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    asked = (
        "/",
        "/sign-in",
        "/nothing",
        "/media/x.csv",
        "/health",
        "/_stcore/health",
        "/_stcore/metrics",
        "/static/none.js",
        "/auth/logout",
    )
    for person in (anybody(served), lee):
        for path in asked:
            headers = person.get(path).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
            assert "unsafe-eval" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["cross-origin-opener-policy"] == "same-origin"
            assert "camera=()" in headers["permissions-policy"]
            assert path.startswith("/static/") or headers["cache-control"] == "no-store", path
            assert "access-control-allow-origin" not in headers


def test_after_the_sign_in_a_person_lands_where_they_wanted_to_go_and_nowhere_else(served: ServedServer) -> None:
    wanted = {
        "/not_in_school?view=meeting": "/not_in_school?view=meeting",
        "/": "/",
        "/sign-in?to=https%3A%2F%2Fevil.example": "/",
        "/sign-in?to=%2F%2Fevil.example": "/",
        "/sign-in?to=%2F%5Cevil.example": "/",
        "/sign-in?to=%2F%2F%5Bevil.example": "/",
        "/sign-in?to=%2Fauth%2Flogout": "/",
    }
    for asked, landed in wanted.items():
        person = sign_in(served, "lee", asked)
        assert person.landed is not None
        assert person.landed.headers["location"] == landed


def test_another_site_cannot_sign_somebody_out(served: ServedServer) -> None:
    lee = sign_in(served, "lee")
    lee.get("/auth/logout", **{"Sec-Fetch-Site": "cross-site"})
    assert lee.get("/").status_code == 200


def test_somebody_without_a_role_is_told_whom_to_ask_and_has_no_session(served: ServedServer) -> None:
    una = sign_in(served, "una")
    assert una.landed is not None
    assert "Una Unverified has no role" in una.landed.text
    assert "send-data@northshire.example" in una.landed.text
    assert una.cookies == {}


def test_a_made_up_name_is_shown_letter_for_letter(served: ServedServer, tmp_path: Path) -> None:
    from rollcall.gate.pages import no_role

    assert b"<script>" not in no_role("<script>alert(1)</script>", "<b>us</b>").body
