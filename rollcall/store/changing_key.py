"""Changing the database's key: everything is encrypted anew, and a process killed meanwhile leaves something that opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rollcall.errors import StoreRefused
from rollcall.store.anew import write_anew
from rollcall.store.backup import make_backup
from rollcall.store.database_key import (
    ENTRY,
    MAKE_ONE,
    NEXT_ENTRY,
    NEXT_VARIABLE,
    VARIABLE,
    DatabaseKey,
    checked,
    find_database_key,
    from_keyring,
    into_keyring,
    new_secret,
    out_of_keyring,
)
from rollcall.store.files import ASIDE, BACKUPS, DATABASE, remove_folder_for_good, replace_for_good
from rollcall.store.key import FILE, NEXT_FILE, write_key
from rollcall.store.lock import take
from rollcall.store.opening import open_folder


def change_key(folders: Sequence[Path]) -> str:
    """Take a new key in the place of the one there is, for these data folders. Backups under the old one are made anew and removed.

    With the key in the keyring the new one is made and lies beside it until all is done. With the key in the environment the new one is
    given as ROLLCALL_NEXT_DATABASE_KEY.
    """
    key = find_database_key()
    if key is None:
        raise StoreRefused(f"There is no database key to change. {MAKE_ONE}")
    in_environment = bool(os.environ.get(VARIABLE))
    if in_environment:
        named = os.environ.get(NEXT_VARIABLE)
        if not named:
            raise StoreRefused(f"The key is in {VARIABLE}, so give the new one as {NEXT_VARIABLE}, and run this again.")
        new = checked(named, NEXT_VARIABLE)
    else:
        secret = from_keyring(NEXT_ENTRY) or new_secret()
        into_keyring(secret, NEXT_ENTRY)
        new = checked(secret, key.where)
    for folder in folders:
        encrypt_anew(folder, new)
    if in_environment:
        return f"Everything is encrypted with the new key. Set {VARIABLE} to it now, and take {NEXT_VARIABLE} away."
    into_keyring(new.secret, ENTRY)
    out_of_keyring(NEXT_ENTRY)
    return "Everything is encrypted with a new key, and it is in the keyring of this computer."


def encrypt_anew(folder: Path, new: DatabaseKey) -> None:
    """Encrypt a data folder with another key. First the hashes' key is there under both keys, then the database changes over."""
    opened = open_folder(folder)  # whole, and encrypted with the one key or, when a change was killed, the other
    key = opened.engine.key
    opened.engine.close()
    lock = take(folder.resolve())
    folder = folder.resolve()
    try:
        if not os.environ.get("ROLLCALL_KEY"):
            write_key(folder, opened.hash_key, new, NEXT_FILE)
        if (folder / DATABASE).exists():
            write_anew(folder, key, new)
        if (folder / NEXT_FILE).exists():
            replace_for_good(folder / NEXT_FILE, folder / FILE)
        remove_folder_for_good(folder / BACKUPS)
        remove_folder_for_good(folder / ASIDE)
        make_backup(folder, new, opened.hash_key)
    finally:
        lock.let_go()
