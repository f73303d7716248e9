"""`python -m rollcall audit`: verify the audit log, show it, and give the hash of its end to keep elsewhere."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time

from rollcall.audit import Anchor, Entry, read_anchor, read_entries, verify
from rollcall.commands import Adder
from rollcall.data_folder import data_folder
from rollcall.errors import AuditRefused

HOLDS, DOES_NOT_HOLD = 0, 1
_MOST_TROUBLES = 20


def add(command: Adder) -> None:
    """Put the command on the parser."""
    audit = command("audit", _audit, "Verify the audit log (0 when it holds, 1 when it does not), show it, or give the hash of its end.")
    audit.add_argument("what", choices=tuple(_WHAT))
    audit.add_argument(
        "--head", type=_head, action="append", default=[], metavar="NUMBER:HASH", help="an end that “audit head” gave, to verify against"
    )
    audit.add_argument("--since", type=_day, metavar="DATE", help="YYYY-MM-DD: show what was done from this day on")
    audit.add_argument("--format", choices=("table", "json"), default="table")


def _audit(given: argparse.Namespace) -> int:
    return _WHAT[given.what](given)


def _verify(given: argparse.Namespace) -> int:
    verified = verify(kept_elsewhere=given.head)
    for trouble in verified.troubles[:_MOST_TROUBLES]:
        print(trouble)
    if len(verified.troubles) > _MOST_TROUBLES:
        print(f"... and {len(verified.troubles) - _MOST_TROUBLES:,} more.")
    for note in verified.notes:
        print(f"Note: {note}")
    entries = f"{verified.lines:,} {'entry' if verified.lines == 1 else 'entries'}"
    since = f" since {verified.since.day} {verified.since:%B %Y, %H:%M} UTC" if verified.since else ""
    print(f"{entries}{since}: {'the chain holds.' if verified.holds else 'the chain does not hold.'}")
    return HOLDS if verified.holds else DOES_NOT_HOLD


def _show(given: argparse.Namespace) -> int:
    since = datetime.combine(given.since, time(), UTC) if given.since else None
    for entry in read_entries():
        if since is None or entry.at >= since:
            print(_as_json(entry) if given.format == "json" else _in_words(entry))
    return HOLDS


def _give_head(_given: argparse.Namespace) -> int:
    anchor = read_anchor()
    if anchor is None:
        raise AuditRefused(f"There is no audit log in {data_folder()} yet: it begins with the first sign-in, upload or list.")
    print(f"{anchor.number}:{anchor.hash}")
    return HOLDS


_WHAT: dict[str, Callable[[argparse.Namespace], int]] = {"verify": _verify, "show": _show, "head": _give_head}


def _as_json(entry: Entry) -> str:
    told = {"number": entry.number, "at": entry.at.isoformat(), "who": entry.who, "role": entry.role, "area": entry.area}
    return json.dumps({**told, "action": entry.action, "about": dict(entry.about)}, ensure_ascii=False)


def _in_words(entry: Entry) -> str:
    about = ", ".join(f"{name} {value}" for name, value in entry.about.items())
    who = f"{entry.who} ({', '.join(part for part in (entry.role, entry.area) if part)})" if entry.role else entry.who
    line = f"{entry.number:>7}  {entry.at:%Y-%m-%d %H:%M:%S}  {who:<36}  {entry.action:<22}  {about}".rstrip()
    return "".join(letter if letter.isprintable() else " " for letter in line)  # somebody's name cannot steer the terminal


def _head(text: str) -> Anchor:
    number, colon, own = text.partition(":")
    if not (colon and number.isdecimal() and len(own) == 64):
        raise argparse.ArgumentTypeError(f"{text} is not what “audit head” gives: a number, a colon and a hash of 64 characters")
    return Anchor(int(number), own)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date that is read here: write it as 2026-10-31") from None
