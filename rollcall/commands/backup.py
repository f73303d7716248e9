"""`python -m rollcall backup` and `restore`: everything that is kept as one file, and back again."""

from __future__ import annotations

import argparse
from pathlib import Path

from rollcall.audit import Action, audited
from rollcall.commands import Adder, at_the_command_line
from rollcall.data_folder import data_folder


def add(command: Adder) -> None:
    """Put `backup` and `restore` on the parser."""
    backup = command("backup", _backup, "Write everything that is kept into one file. Rollcall must not be running.")
    backup.add_argument("file", type=Path, metavar="FILE", help="the file to write")
    restore = command("restore", _restore, "Bring a backup back. What is kept now is put aside. Rollcall must not be running.")
    restore.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a file that `backup` wrote, or one of data/backups")
    restore.add_argument("--whatever-key", action="store_true", help="also where the key that its numbers were hashed with is lost")
    restore.add_argument("--what-is-left", action="store_true", help="no file: go on with what is there, although changes are missing")
    restore.add_argument(
        "--in-the-clear", action="store_true", help="into an empty folder, not encrypted, for a Rollcall that cannot encrypt"
    )
    for parser in (backup, restore):
        parser.add_argument("--area", default="", metavar="AREA", help="the area's folder, where several areas are served")


def _backup(given: argparse.Namespace) -> int:
    from rollcall.store import Store, read_backup

    store = Store.open(data_folder(given.area))
    try:
        with audited(Action.BACKED_UP, at_the_command_line(given.area)) as note:
            note()
            file = store.back_up(given.file.absolute())
        encrypted = store.is_encrypted
    finally:
        store.close()
    backup = read_backup(file)
    print(f"{file}: {sum(backup.rows.values()):,} rows, checked.")
    if not encrypted:
        print("It is not encrypted. Keep the file `key` of the data folder in another place: without it new files find no restored child.")
    return 0


def _restore(given: argparse.Namespace) -> int:
    from rollcall.errors import StoreRefused
    from rollcall.store import bring_back, go_on_with_what_is_left

    folder = data_folder(given.area)
    if given.what_is_left:
        with audited(Action.RESTORED, at_the_command_line(given.area)) as note:
            note()
            lost = go_on_with_what_is_left(folder, given.whatever_key)
        print(f"Rollcall goes on with what is there; {lost:,} changes are gone.")
        return 0
    if given.file is None:
        raise StoreRefused("Name the backup to restore: python -m rollcall restore FILE")
    with audited(Action.RESTORED, at_the_command_line(given.area)) as note:
        note()
        backup, aside = bring_back(folder, given.file.absolute(), given.whatever_key, given.in_the_clear)
    print(f"Restored from the backup of {backup.made_at:%d %B %Y, %H:%M} UTC: {sum(backup.rows.values()):,} rows, checked.")
    if aside:
        print(f"What was kept before is in {aside}.")
    return 0
