"""The chain: each line carries the hash of the one before it and its own, keyed so that only who has the key can write one."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rollcall.own_words import Said

START = "0" * 64  # what the first line carries as the hash of the line before it
_OWN = b',"hash":"'  # what stands between a line's content and its own hash
_ENDING = len(_OWN) + 64 + len(b'"}')


@dataclass(frozen=True)
class Entry:
    """One line of the log as people read it."""

    number: int
    at: datetime
    who: str
    role: str
    area: str
    action: str
    about: Mapping[str, Said]


@dataclass(frozen=True)
class Anchor:
    """Where a chain ends: how many lines, and the hash of the last."""

    number: int
    hash: str


@dataclass(frozen=True)
class Line:
    """One line as the chain has it. `sound` says that it was written with the key, and not changed since."""

    number: int
    before: str
    hash: str
    sound: bool

    @property
    def anchor(self) -> Anchor:
        """The chain's end, when it ends here."""
        return Anchor(self.number, self.hash)


def sign(key: bytes, before: Anchor, content: Mapping[str, object]) -> tuple[bytes, Anchor]:
    """The next line, with its end, and where the chain ends then."""
    told = json.dumps({"number": before.number + 1, **content, "before": before.hash}, ensure_ascii=False, separators=(",", ":"))
    body = told.encode("utf-8")[:-1]
    own = hmac.digest(key, body, "sha256").hex()
    return body + _OWN + own.encode("ascii") + b'"}\n', Anchor(before.number + 1, own)


def read_line(key: bytes, text: bytes) -> Line | None:
    """A line, without its end; None when it is none of the log's at all."""
    content = read_content(text)
    if content is None:
        return None
    number, before, own = content.get("number"), content.get("before"), content.get("hash")
    if type(number) is not int or not isinstance(before, str) or not isinstance(own, str):
        return None
    body, ending = text[:-_ENDING], text[-_ENDING:]
    expected = _OWN + hmac.digest(key, body, "sha256").hex().encode("ascii") + b'"}'
    return Line(number, before, own, hmac.compare_digest(ending, expected))


def read_entry(text: bytes) -> Entry | None:
    """A line as people read it; None when it cannot be read."""
    content = read_content(text)
    if content is None:
        return None
    try:
        named = {name: str(content[name]) for name in ("who", "role", "area", "action")}
        return Entry(int(content["number"]), datetime.fromisoformat(content["at"]), **named, about=dict(content["about"]))
    except (KeyError, TypeError, ValueError):
        return None


def read_content(text: bytes) -> dict | None:
    """What a line says, or None when it is no object of JSON."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def sign_anchor(key: bytes, anchor: Anchor) -> bytes:
    """The anchor as it is kept: keyed too, or whoever cuts the log could move it."""
    return json.dumps({"number": anchor.number, "hash": anchor.hash, "mac": _mac(key, anchor)}).encode("ascii")


def read_signed_anchor(key: bytes, text: bytes) -> Anchor | None:
    """The anchor, or None when it was not written with the key."""
    content = read_content(text) or {}
    number, own = content.get("number"), content.get("hash")
    if type(number) is not int or not isinstance(own, str):
        return None
    anchor = Anchor(number, own)
    return anchor if hmac.compare_digest(str(content.get("mac", "")).encode(), _mac(key, anchor).encode()) else None


def _mac(key: bytes, anchor: Anchor) -> str:
    return hmac.digest(key, f"anchor {anchor.number} {anchor.hash}".encode(), "sha256").hex()
