"""Who is signed in: sessions live in this process alone, so that ending one ends it at once, whatever a browser still holds."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from rollcall.access.people import Claims, People, Place, name_of
from rollcall.access.quota import Quota
from rollcall.audit import Action, Reason, record
from rollcall.errors import AuditRefused, PeopleRefused

_MOST_SESSIONS = 10_000  # in this process; beyond that the one seen longest ago ends
_MOST_TABS = 200  # of one session
_MOST_LEFT = 1_000


@dataclass(frozen=True)
class Session:
    """One sign-in of one person, until they sign out, or are too long away, or may do something else than when they signed in."""

    number: str  # tells sessions apart on a page; it opens nothing
    name: str
    shown_name: str
    claims: Claims = field(repr=False)
    began: float
    places: tuple[Place, ...]
    handed_back: Mapping[str, str] = field(repr=False, default_factory=dict)  # what the provider needs to sign the person out there too
    seen: float = 0.0
    tabs: frozenset[str] = frozenset()


class Sessions:
    """Every live session. A browser holds a random secret; here lies its hash."""

    def __init__(self, people: Callable[[], People], clock: Callable[[], float] = time.time, note: Callable[..., None] = record) -> None:
        self._people = people
        self._clock = clock
        self._note = note
        self._lock = threading.RLock()
        self._sessions: dict[str, Session] = {}
        self._left: list[str] = []
        self.quota = Quota(clock)  # of uploads

    @property
    def people(self) -> People:
        """The file of people as it stands; refused while it cannot be read."""
        return self._people()

    def begin(self, claims: Claims, handed_back: Mapping[str, str] | None = None) -> tuple[str, Session] | None:
        """A new session and the secret that opens it; None for somebody whom no rule lets in. No secret is ever used twice."""
        places = self._people().places_of(claims)
        if not places:
            return None
        secret, now, name = secrets.token_urlsafe(32), self._clock(), name_of(claims)
        session = Session(
            number=secrets.token_hex(8),
            name=name,
            shown_name=str(claims.get("name") or name),
            claims=dict(claims),
            began=now,
            places=places,
            handed_back=dict(handed_back or {}),
            seen=now,
        )
        with self._lock:
            self._forget_the_dead()
            if len(self._sessions) >= _MOST_SESSIONS:
                del self._sessions[min(self._sessions, key=lambda key: self._sessions[key].seen)]
            self.note(Action.SIGNED_IN, session)  # where it cannot be written down, nobody is let in
            self._sessions[_hash(secret)] = session
        return secret, session

    def find(self, secret: str | None) -> Session | None:
        """The live session that a secret opens. While the file of people cannot be read there is none, and none is lost for it."""
        if not secret:
            return None
        key = _hash(secret)
        with self._lock:
            session = self._sessions.get(key)
            if session is None:
                return None
            try:
                current = self._as_it_stands(session)
            except PeopleRefused:
                return None
            if isinstance(current, Reason):
                del self._sessions[key]
                self.note(Action.SESSION_ENDED, session, current)
                return None
            self._sessions[key] = current
            return current

    def touch(self, secret: str) -> None:
        """Note that the person did something now."""
        self._change(secret, lambda session: replace(session, seen=self._clock()))

    def note_tab(self, secret: str, tab: str) -> None:
        """Note that one of the person's browser tabs goes by this name, so that nobody else's request can use it."""
        self._change(secret, lambda session: replace(session, tabs=frozenset([*list(session.tabs)[-_MOST_TABS:], tab])))

    def end(self, secret: str | None) -> Session | None:
        """End the session that a secret opens, as signing out does."""
        if not secret:
            return None
        with self._lock:
            self._left = [*self._left[-_MOST_LEFT:], _hash(secret)]
            ended = self._sessions.pop(_hash(secret), None)
        if ended:
            self.note(Action.SIGNED_OUT, ended)
        return ended

    def was_left(self, secret: str) -> bool:
        """Whether a session was lately ended by the person's own signing out."""
        return _hash(secret) in self._left

    def revoke(self, number: str) -> Session | None:
        """End a session by its number, as an administrator does."""
        with self._lock:
            for key, session in self._sessions.items():
                if session.number == number:
                    del self._sessions[key]
                    self.note(Action.SESSION_ENDED, session, Reason.REVOKED)
                    return session
        return None

    def note(self, action: Action, session: Session, about: str = "") -> None:
        """Write down what a signed-in person did, or what became of their session, in the audit log: once for each of their areas."""
        written: dict[str, Place] = {}  # by area: each area's administrator sees the entries of theirs
        try:
            for place in session.places:
                if place.area not in written:
                    self._note(action, session.name, place.role, place.area, about)
                    written[place.area] = place
        except AuditRefused:
            for place in written.values():
                self._note(Action.NOT_DONE, session.name, place.role, place.area, what=action)
            raise

    def live(self) -> tuple[Session, ...]:
        """Every live session, the latest seen first."""
        with self._lock:
            self._forget_the_dead()
            return tuple(sorted(self._sessions.values(), key=lambda session: -session.seen))

    def _as_it_stands(self, session: Session) -> Session | Reason:
        """The session, while the file of people lets the person do what it did when they signed in; or why it is over.

        What an open tab shows, and what its buttons do, was made for the places of then. So whoever may do less, more or something else
        signs in again, and no tab goes on with what it held.
        """
        people, now = self._people(), self._clock()
        if now - session.seen >= people.idle_minutes * 60:
            return Reason.IDLE
        if now - session.began >= people.signed_in_hours * 3600:
            return Reason.ABSOLUTE
        return session if people.places_of(session.claims) == session.places else Reason.REVOKED

    def _change(self, secret: str, change: Callable[[Session], Session]) -> None:
        with self._lock:
            if session := self._sessions.get(_hash(secret)):
                self._sessions[_hash(secret)] = change(session)

    def _forget_the_dead(self) -> None:
        try:
            found = {key: self._as_it_stands(session) for key, session in self._sessions.items()}
        except PeopleRefused:
            return
        for key, current in found.items():
            if isinstance(current, Reason):
                self.note(Action.SESSION_ENDED, self._sessions.pop(key), current)
            else:
                self._sessions[key] = current


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
