"""Who gets in, and to what: the file of people maps what the sign-in provider says of a person to roles and areas."""

from __future__ import annotations

import os
import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rollcall.access.entries import Entry
from rollcall.access.matrix import GRANTABLE, Capability, Role
from rollcall.access.viewer import Viewer
from rollcall.definitions.codes import SERVICE
from rollcall.errors import PeopleRefused

Claims = Mapping[str, Any]
"""What the provider says of a person: `email`, `groups`, `name` and so on."""

_PROJECT = Path(__file__).resolve().parents[2]
_ABOUT_EMAIL = ("email", "email_verified")


@dataclass(frozen=True)
class Place:
    """What a person may work as: one role in one area."""

    role: Role
    area: str
    title: str  # the area's name, as people say it
    services: tuple[str, ...] = ()
    granted: frozenset[Capability] = frozenset()

    @property
    def key(self) -> str:
        """Names it in an address."""
        return f"{self.area}-{self.role.value}"

    def viewer(self, name: str) -> Viewer:
        """The person, working as this."""
        return Viewer(name, self.role, self.area, self.services, self.granted)


@dataclass(frozen=True)
class Rule:
    """Whom one entry of the file lets in, and to what."""

    claim: str
    equals: str | None
    contains: str | None
    provider: str | None
    places: tuple[Place, ...]

    def lets_in(self, claims: Claims) -> bool:
        """Whether the provider says of the person what this rule asks for. An email address that is not verified says nothing."""
        if self.provider is not None and claims.get("provider") != self.provider:
            return False
        if self.claim in _ABOUT_EMAIL and not is_verified(claims):
            return False
        told = claims.get(self.claim)
        if self.contains is not None:
            return isinstance(told, list | tuple) and self.contains in told
        if self.claim == "email":  # the one claim whose letters' size differs between systems and means nothing
            return isinstance(told, str) and told.casefold() == (self.equals or "").casefold()
        return told == self.equals


@dataclass(frozen=True)
class People:
    """The file of people, read and found to be in order."""

    areas: Mapping[str, str]  # the folder of each area's data, and the area's name
    rules: tuple[Rule, ...]
    ask: str  # whom to ask for a role
    idle_minutes: int = 30
    signed_in_hours: int = 10
    upload_megabytes_a_day: int = 2_000

    def places_of(self, claims: Claims) -> tuple[Place, ...]:
        """Every role and area of a person, in the order of the file. Where two rules give one role in one area, the first counts."""
        found: dict[str, Place] = {}
        for rule in self.rules:
            if rule.lets_in(claims):
                for place in rule.places:
                    found.setdefault(place.key, place)
        return tuple(found.values())


def is_verified(claims: Claims) -> bool:
    """Whether the provider does not say that the email address is unverified."""
    return str(claims.get("email_verified", True)).casefold() == "true"


def name_of(claims: Claims) -> str:
    """The one name that a person goes by in logs: the email address, if it is verified, else the provider's own for them."""
    if claims.get("email") and is_verified(claims):
        return str(claims["email"]).casefold()
    return f"{claims.get('sub', '')} at {claims.get('iss', claims.get('provider', ''))}"


def people_path() -> Path:
    """The file that ROLLCALL_PEOPLE names, else `.streamlit/people.toml` beside dashboard.py."""
    return Path(os.environ.get("ROLLCALL_PEOPLE") or _PROJECT / ".streamlit" / "people.toml").resolve()


def read_people(path: Path) -> People:
    """The file of people, or a refusal that says what is wrong in it, where, and what to write."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PeopleRefused(
            f"Nobody would be let in: there is no {path}. Copy .streamlit/people.toml.example there, and say who may see what."
        ) from None
    except OSError as error:
        raise PeopleRefused(
            f"{path} cannot be read ({error.strerror}): give the account that runs Rollcall the right to read it."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PeopleRefused(f"{path.name} is not written as TOML: {error}. Compare it with people.toml.example.") from None
    entry = Entry(path.name, told)
    areas = _areas(entry)
    rules = tuple(_rule(person, areas) for person in entry.entries("people"))
    people = People(
        areas=areas,
        rules=rules,
        ask=entry.text("ask"),
        idle_minutes=entry.number("idle_minutes", 30, least=1, most=240),
        signed_in_hours=entry.number("signed_in_hours", 10, least=1, most=24),
        upload_megabytes_a_day=entry.number("upload_megabytes_a_day", 2_000, least=1, most=1_000_000),
    )
    entry.nothing_else()
    return people


def _areas(entry: Entry) -> dict[str, str]:
    areas = {}
    for slug, area in entry.tables("areas"):
        areas[slug] = area.text("title")
        area.nothing_else()
    return areas


def _rule(person: Entry, areas: Mapping[str, str]) -> Rule:
    role = Role(person.one_of("role", [role.value for role in Role]))
    named = person.several_of("areas", list(areas), least=1)
    grantable = {capability.name.lower(): capability for capability in GRANTABLE[role]}
    granted = frozenset(grantable[name] for name in person.several_of("granted", list(grantable)))
    services = person.several_of("services", list(SERVICE.labels))
    if services and role is not Role.COMMISSIONER:
        raise person.refuses("services", f"only a commissioner is held to services, and this is a {role.value}: take the line out")
    equals, contains = person.optional_text("equals"), person.optional_text("contains")
    if (equals is None) == (contains is None):
        raise person.refuses("claim", 'write either equals = "…" or contains = "…" beside it, to say what the claim must hold')
    rule = Rule(
        claim=person.text("claim"),
        equals=equals,
        contains=contains,
        provider=person.optional_text("provider"),
        places=tuple(Place(role, area, areas[area], services, granted) for area in named),
    )
    person.nothing_else()
    return rule


class PeopleFile:
    """The file of people as it stands on the disk now: it is read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._read: People | PeopleRefused | None = None

    def current(self) -> People:
        """Who gets in now. While the file cannot be read nobody does, which is what the refusal is for."""
        with self._lock:
            stamp = self._stamp_now()
            if self._read is None or stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._read = read_people(self.path)
                except PeopleRefused as refused:
                    self._read = refused
            if isinstance(self._read, PeopleRefused):
                raise self._read.with_traceback(None)
            return self._read

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
