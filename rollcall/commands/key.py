"""`python -m rollcall key`: make the key that the database is encrypted with, say whether there is one, and change it."""

from __future__ import annotations

import argparse

from rollcall.audit import Action, audited
from rollcall.commands import Adder, at_the_command_line
from rollcall.data_folder import data_folder


def add(command: Adder) -> None:
    """Put `key` on the parser."""
    key = command("key", _key, "Make, change or look for the key that the database is encrypted with.")
    key.add_argument(
        "what",
        choices=("show", "make", "change"),
        help="show: whether there is one; make: a new one into the keyring; change: a new one, and everything encrypted anew",
    )
    key.add_argument("--area", action="append", default=[], metavar="AREA", help="change: an area's folder; repeat it for several areas")


def _key(given: argparse.Namespace) -> int:
    return {"show": _show, "make": _make, "change": _change}[given.what](given)


def _show(_given: argparse.Namespace) -> int:
    from rollcall.store import database_key

    key = database_key.find_database_key()
    if key is None:
        print(f"There is no database key: what is kept is not encrypted. {database_key.MAKE_ONE}")
    else:
        print(f"The database key is in {key.where}. It is not shown.")
    return 0


def _make(_given: argparse.Namespace) -> int:
    from rollcall.errors import StoreRefused
    from rollcall.store import database_key

    if database_key.find_database_key() is not None:
        raise StoreRefused("There is a database key already. To take another in its place: python -m rollcall key change")
    database_key.into_keyring(database_key.new_secret())
    print("A database key was made and is in the keyring of this computer. What is kept is encrypted when Rollcall starts next.")
    print("Write it down in a safe place too, from the keyring's own window: without it nobody can read what is kept, or a backup of it.")
    return 0


def _change(given: argparse.Namespace) -> int:
    from rollcall.store import change_key

    with audited(Action.KEY_CHANGED, at_the_command_line()) as note:
        note(areas=len(given.area) or 1)
        print(change_key([data_folder(area) for area in given.area or [""]]))
    return 0
