"""Sessions live on the server: they end by time, signing out, an administrator and the file of people, and no cookie brings one back."""

from __future__ import annotations

from pathlib import Path

import pytest

from rollcall.access.downloads import LASTS, Downloads
from rollcall.access.people import PeopleFile
from rollcall.access.sessions import Sessions
from rollcall.errors import AuditRefused
from tests.access.test_people import BY_EMAIL, HEAD, LEAD, written

CLAIMS = {"sub": "1", "iss": "https://login", "name": "Lee", "groups": ["leads"]}
MINUTE, HOUR = 60, 60 * 60
NOTED: list[tuple[str, ...]] = []


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The time."""
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that lets leads in."""
    return written(tmp_path, HEAD + LEAD)


@pytest.fixture
def sessions(path: Path, clock: Clock) -> Sessions:
    """No session yet."""
    return Sessions(PeopleFile(path).current, clock, note=lambda *said: NOTED.append(said))


def begun(sessions: Sessions) -> str:
    """The secret of a new session."""
    found = sessions.begin(CLAIMS)
    assert found
    return found[0]


def test_somebody_whom_nothing_lets_in_has_no_session(sessions: Sessions) -> None:
    assert sessions.begin({**CLAIMS, "groups": []}) is None
    assert sessions.live() == ()


def test_a_secret_is_new_each_time_and_is_not_kept(sessions: Sessions) -> None:
    first, second = begun(sessions), begun(sessions)
    assert first != second
    assert len(first) >= 43  # 256 bits
    assert first not in repr(vars(sessions))


def test_nothing_but_the_secret_opens_a_session(sessions: Sessions) -> None:
    secret = begun(sessions)
    session = sessions.find(secret)
    assert session
    for guess in (None, "", secret[:-1], secret + "x", secret.swapcase(), session.number, session.name):
        assert sessions.find(guess) is None


def test_it_ends_after_half_an_hour_of_doing_nothing(sessions: Sessions, clock: Clock) -> None:
    secret = begun(sessions)
    clock.now += 30 * MINUTE - 1
    assert sessions.find(secret)
    sessions.touch(secret)
    clock.now += 30 * MINUTE - 1
    assert sessions.find(secret)
    clock.now += 1
    assert sessions.find(secret) is None


def test_it_ends_after_ten_hours_whatever_is_done(sessions: Sessions, clock: Clock) -> None:
    secret = begun(sessions)
    for _ in range(10 * 6 - 1):
        clock.now += 10 * MINUTE
        sessions.touch(secret)
    assert sessions.find(secret)
    clock.now += 10 * MINUTE
    sessions.touch(secret)
    assert sessions.find(secret) is None


def test_looking_whether_it_lives_is_not_doing_something(sessions: Sessions, clock: Clock) -> None:
    secret = begun(sessions)
    for _ in range(30):
        clock.now += MINUTE
        sessions.find(secret)
        sessions.live()
    assert sessions.find(secret) is None


def test_a_session_that_has_ended_does_not_come_back(sessions: Sessions, clock: Clock) -> None:
    secret = begun(sessions)
    clock.now += 31 * MINUTE
    assert sessions.find(secret) is None
    clock.now -= 31 * MINUTE
    assert sessions.find(secret) is None


def test_signing_out_ends_one_session_and_no_other(sessions: Sessions) -> None:
    secret, other = begun(sessions), begun(sessions)
    assert sessions.end(secret)
    assert sessions.find(secret) is None
    assert sessions.was_left(secret)
    assert sessions.find(other)
    assert sessions.end(secret) is None


def test_an_administrator_ends_a_session_by_its_number(sessions: Sessions) -> None:
    secret = begun(sessions)
    session = sessions.find(secret)
    assert session
    assert sessions.revoke("another") is None
    assert sessions.revoke(session.number)
    assert sessions.find(secret) is None
    assert not sessions.was_left(secret)


def test_the_file_of_people_ends_a_session_that_it_no_longer_lets_in(sessions: Sessions, path: Path) -> None:
    secret = begun(sessions)
    path.write_text(HEAD + BY_EMAIL, encoding="utf-8")
    assert sessions.find(secret) is None
    path.write_text(HEAD + LEAD, encoding="utf-8")
    assert sessions.find(secret) is None


def test_the_file_of_people_ends_a_session_whose_holder_it_lets_do_something_else_and_no_other(sessions: Sessions, path: Path) -> None:
    secret = begun(sessions)
    path.write_text(HEAD + BY_EMAIL + LEAD, encoding="utf-8")
    assert sessions.find(secret)  # what it says of somebody else changes nothing
    path.write_text(HEAD + LEAD.replace('"lead"', '"board"').replace("north", "south"), encoding="utf-8")
    assert sessions.find(secret) is None
    session = sessions.find(begun(sessions))
    assert session
    assert [place.key for place in session.places] == ["south-board"]
    path.write_text(HEAD + LEAD, encoding="utf-8")
    assert sessions.live() == ()


def test_while_the_file_is_broken_nobody_gets_on_and_afterwards_everybody_does(sessions: Sessions, path: Path) -> None:
    secret = begun(sessions)
    path.write_text("broken", encoding="utf-8")
    assert sessions.find(secret) is None
    path.write_text(HEAD + LEAD, encoding="utf-8")
    assert sessions.find(secret)


def test_uploads_are_counted_by_person_and_day_over_all_their_sessions(sessions: Sessions, clock: Clock) -> None:
    one, two = sessions.find(begun(sessions)), sessions.find(begun(sessions))
    assert one
    assert two
    quota, most = sessions.quota, 2_000
    assert quota.take(quota.of(one.name), 1_000, most)
    assert quota.take(quota.of(two.name), 500, most)
    assert not quota.take(quota.of(one.name), 501, most)
    quota.give_back(quota.of(two.name), 500)
    yesterday = quota.of(one.name)
    assert quota.take(yesterday, 1_000, most)
    assert not quota.take(yesterday, 1, most)
    clock.now += 24 * HOUR
    assert quota.take(quota.of(one.name), most, most)
    quota.give_back(yesterday, 1_000)  # what ends after midnight gives nothing back to the new day
    assert not quota.take(quota.of(one.name), 1, most)


def test_a_download_is_fetched_once_by_the_one_who_asked_and_soon(clock: Clock) -> None:
    downloads = Downloads(clock)
    ticket = downloads.offer("lee", "rows.csv", "text/csv", b"rows")
    assert len(ticket) == 43
    assert downloads.fetch(ticket, "sam") is None
    found = downloads.fetch(ticket, "lee")
    assert found
    assert found.data == b"rows"
    assert downloads.fetch(ticket, "lee") is None
    late = downloads.offer("lee", "rows.csv", "text/csv", b"rows")
    clock.now += LASTS
    assert downloads.fetch(late, "lee") is None


def test_every_beginning_and_ending_is_written_down_with_its_reason(sessions: Sessions, clock: Clock, path: Path) -> None:
    NOTED.clear()
    secrets = [begun(sessions) for _ in range(5)]
    sessions.end(secrets[0])
    clock.now += 30 * MINUTE
    sessions.find(secrets[1])
    again = begun(sessions)
    found = sessions.find(again)
    assert found
    sessions.revoke(found.number)
    assert [(said[0], said[1], said[2], said[3]) for said in NOTED[:1]] == [("signed in", "1 at https://login", "lead", "north")]
    assert [said[0] for said in NOTED].count("signed out") == 1
    assert {said[4] for said in NOTED if said[0] == "session ended"} == {"idle for too long", "revoked"}


def test_nobody_is_let_in_whose_coming_cannot_be_written_down(path: Path, clock: Clock) -> None:
    def full(*said: str) -> None:
        raise AuditRefused("The disk is full.")

    sessions = Sessions(PeopleFile(path).current, clock, note=full)
    with pytest.raises(AuditRefused):
        sessions.begin(CLAIMS)
    assert sessions.live() == ()
