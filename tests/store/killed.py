"""Processes that do one thing after another to a data folder and say each time what is now acknowledged, to be killed at any moment.

One process has everything imported and no database open, and starts the others: so each is at work in a few milliseconds.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from rollcall.store import Store, change_key
from tests.store.kept import KEY, OTHER_KEY
from tests.store.rows import NOVEMBER, children, spells

PARTNERS = ("Ash", "Birch", "Cedar")


def canary(partner: str) -> str:
    """What stands in every row of a partner, and in no other."""
    return f"{partner}-canary"


def say(*told: object) -> None:
    """One line that is with whoever listens before anything else is done."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def work(folder: Path, number: int) -> None:
    """Keep, take back and delete, for ever. What is about to be tried is said first, what was acknowledged after it."""
    say("opening")
    store = Store.open(folder)
    say("open")
    while True:
        partner = PARTNERS[number % 3]
        rows = 3 + number % 5
        say("keeping", partner, rows)
        names = [f"{canary(partner)}-{letter}" for letter in "abcdefgh"[:rows]]
        kept = store.keep([children(names, partner=partner), spells(names, partner=partner)], by=f"{partner} {rows}")
        say("kept", kept.upload_id, partner, rows)
        if number % 4 == 1:
            say("undoing", kept.upload_id)
            store.undo(kept.upload_id)
            say("undone", kept.upload_id)
        if number % 7 == 3:
            say("deleting", partner)
            store.delete_partner(partner)
            say("deleted", partner)
        if number % 5 == 2:
            store.back_up()
        number += 1


def change_keys(folder: Path, _number: int) -> None:
    """Change the key to and fro."""
    keys = [KEY, OTHER_KEY]
    say("open")
    while True:
        os.environ["ROLLCALL_DATABASE_KEY"], os.environ["ROLLCALL_NEXT_DATABASE_KEY"] = keys
        change_key([folder])
        say("changed", keys[1])
        keys.reverse()


def open_once(folder: Path, _number: int) -> None:
    """Open, which upgrades or encrypts what is there, and close."""
    say("opening")
    store = Store.open(folder)
    say("open")
    store.keep([spells("a", as_at=NOVEMBER, partner="Dogwood")], by="Dogwood 1")
    say("kept", 0, "Dogwood", 1)
    store.close()
    say("closed")


WORKS = {"work": work, "change_keys": change_keys, "open_once": open_once}


def start(what: str, folder: str, number: int, environment: dict[str, str]) -> None:
    """Start a process, say its number, and say when it has ended and how."""
    child = os.fork()
    if not child:
        os.environ.update(environment)
        say("born", os.getpid())
        try:
            WORKS[what](Path(folder), number)
        except BaseException:  # noqa: BLE001 - whatever it was, the test is told of it
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    say("ended", os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    for line in sys.stdin:
        start(*json.loads(line))
