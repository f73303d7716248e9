"""Who came and what was refused is on record in each of a person's areas, and nobody without a name fills the record."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rollcall.access.people import PeopleFile
from rollcall.access.sessions import Sessions
from rollcall.audit import Action, record
from rollcall.errors import AuditRefused
from rollcall.gate.nameless import ONE_BY_ONE, Nameless
from tests.browser.served import FILE_OF_PEOPLE, PEOPLE, ServedServer
from tests.gate.areas import NORTH, SOUTH
from tests.gate.signing_in import anybody, sign_in

Tried = Callable[[int, str, str], None]


def told(served: ServedServer) -> list[dict]:
    """The audit log of a server."""
    return [json.loads(line) for line in (served.data / "audit.log").read_text(encoding="utf-8").splitlines()]


@pytest.mark.threat("tampered_log")
def test_a_person_of_two_areas_is_on_record_in_each(served: ServedServer, tried: Tried) -> None:
    before = len(told(served)) if (served.data / "audit.log").exists() else 0
    cam = sign_in(served, "cam")
    assert cam.get(f"/download/{'x' * 43}").status_code == 404
    cam.get("/auth/logout")
    entries = told(served)[before:]
    for area in (NORTH, SOUTH):
        mine = [one["action"] for one in entries if one["who"] == "cam@icb.example" and one["area"] == area]
        assert mine == ["signed in", "refused", "signed out"], area
    tried(3, "acts of a person of two areas", "on record in both")


@pytest.mark.threat("tampered_log")
def test_a_sign_in_that_only_one_area_could_write_down_is_said_not_to_have_been(tmp_path: Path) -> None:
    written: list[tuple[str, str]] = []

    def fills_up(action: str, _who: str, _role: str, area: str, *_about: str, **_facts: str) -> None:
        if action == Action.SIGNED_IN and area == SOUTH:
            raise AuditRefused("The disk is full.")
        written.append((action, area))

    (tmp_path / "people.toml").write_text(FILE_OF_PEOPLE, encoding="utf-8")
    sessions = Sessions(PeopleFile(tmp_path / "people.toml").current, note=fills_up)
    with pytest.raises(AuditRefused):
        sessions.begin(PEOPLE["cam"])
    assert written == [("signed in", NORTH), ("not done after all", NORTH)]
    assert sessions.live() == ()


@pytest.mark.threat("no_sign_in", "ended_session")
def test_no_other_site_ends_a_session_by_the_address_that_the_provider_sends_back_to(served: ServedServer, tried: Tried) -> None:
    lee = sign_in(served, "lee")
    ways = ("", "?x=1", "?error=access_denied", "?code=made-up&state=made-up")
    for way in ways:
        lee.get(f"/oauth2callback{way}", **{"Sec-Fetch-Site": "cross-site"})
        assert lee.get("/").status_code == 200, way
    tried(len(ways), "requests to come back without a sign-in", "the session goes on")


@pytest.mark.threat("ended_session")
def test_a_new_sign_in_ends_the_session_that_the_browser_had_before(served: ServedServer) -> None:
    old = sign_in(served, "lee").held
    again = sign_in(served, "lee", held=old)
    assert again.held != old
    other = anybody(served)
    other.client.cookies.set(served.cookie, old)
    assert other.get("/").headers["location"].startswith("/sign-in")


@pytest.mark.threat("no_sign_in")
def test_nobody_without_a_name_fills_the_record(served: ServedServer, tried: Tried) -> None:
    stranger, tries = anybody(served), 5 * ONE_BY_ONE
    before = len(told(served)) if (served.data / "audit.log").exists() else 0
    for _ in range(tries):
        assert stranger.get("/oauth2callback?error=x").headers["location"] == "/sign-in?why=failed"
    refused = [one for one in told(served)[before:] if one["action"] == "sign-in refused"]
    assert 0 < len(refused) <= 2 * ONE_BY_ONE  # of two minutes, where one ended meanwhile
    served.restart()
    refused = [one for one in told(served)[before:] if one["action"] == "sign-in refused"]
    assert sum(one["about"].get("times", 1) for one in refused) == tries
    tried(tries, "refused sign-ins without a name", f"{len(refused)} entries, which say how many there were")


@pytest.mark.threat("no_sign_in")
def test_those_that_were_counted_are_written_when_their_minute_is_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ROLLCALL_DATA", str(tmp_path))
    written: list[int] = []

    def note(*said: str, **facts: int) -> None:
        record(*said, **facts)  # type: ignore[arg-type]
        written.append(facts.get("times", 1))

    nameless = Nameless(note=note, minute=0.5)
    for _ in range(ONE_BY_ONE + 7):
        nameless.refused()
    until = time.monotonic() + 10
    while len(written) <= ONE_BY_ONE and time.monotonic() < until:
        time.sleep(0.05)
    assert written == [1] * ONE_BY_ONE + [7]
    last = json.loads((tmp_path / "audit.log").read_text(encoding="utf-8").splitlines()[-1])
    assert (last["action"], last["about"]["times"]) == ("sign-in refused", 7)
    nameless.refused()
    assert written[-1] == 1
