"""Entries of a file of settings, read strictly: each refusal names the file, the entry and the line to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from rollcall.errors import PeopleRefused

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")  # it becomes a folder's name


class Entry:
    """One table of a TOML file, that has to be read to its last key."""

    def __init__(self, place: str, told: dict[str, Any]) -> None:
        self.place = place
        self._told = told
        self._known: list[str] = []

    def refuses(self, key: str, why: str) -> PeopleRefused:
        """The refusal of what stands under a key."""
        return PeopleRefused(f"{self.place}, {key}: {why}.")

    def optional_text(self, key: str) -> str | None:
        """A text, or None where there is no such key."""
        found = self._take(key)
        if found is None:
            return None
        if not isinstance(found, str) or not found.strip():
            raise self.refuses(key, f'write {key} = "…" with a text between the quotes')
        return found.strip()

    def text(self, key: str) -> str:
        """A text that has to be there."""
        found = self.optional_text(key)
        if found is None:
            raise self.refuses(key, f'it is missing: write {key} = "…"')
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Any number of texts."""
        found = self._take(key)
        if found is None:
            return ()
        if not isinstance(found, list) or not all(isinstance(one, str) and one.strip() for one in found) or not found:
            raise self.refuses(key, f'write {key} = ["…", "…"], a list of texts, or leave the line out')
        return tuple(found)

    def number(self, key: str, otherwise: int, least: int, most: int) -> int:
        """A whole number between two others."""
        found = self._take(key)
        if found is None:
            return otherwise
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            raise self.refuses(key, f"write a whole number from {least:,} to {most:,}, such as {key} = {otherwise}")
        return found

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """A text that has to be one of some."""
        return self._known_word(key, self.text(key), allowed)

    def several_of(self, key: str, allowed: Sequence[str], least: int = 0) -> tuple[str, ...]:
        """Texts that each have to be one of some."""
        found = self.texts(key)
        if len(found) < least:
            raise self.refuses(key, f'it is missing: write {key} = ["…"] with {self._list(allowed)}')
        return tuple(self._known_word(key, one, allowed) for one in found)

    def entries(self, key: str) -> list[Entry]:
        """The entries of a list of tables, at least one."""
        found = self._take(key)
        if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
            raise self.refuses(key, f"there is none: write at least one [[{key}]] with the lines that people.toml.example shows")
        return [Entry(f"{self.place}, entry {number} of [[{key}]]", one) for number, one in enumerate(found, start=1)]

    def tables(self, key: str) -> Iterator[tuple[str, Entry]]:
        """The named tables within a table, at least one."""
        found = self._take(key)
        if not isinstance(found, dict) or not found or not all(isinstance(one, dict) for one in found.values()):
            raise self.refuses(key, f'there is none: write [{key}.northshire] and under it title = "Northshire"')
        for name, one in found.items():
            if not _SLUG.fullmatch(name):
                raise self.refuses(f"[{key}.{name}]", "name it in small letters, numbers and _, a letter first: it is a folder too")
            yield name, Entry(f"{self.place}, [{key}.{name}]", one)

    def nothing_else(self) -> None:
        """Refuse a key that nobody asked for: a mistyped one would otherwise be passed over in silence."""
        for key in self._told:
            if key not in self._known:
                near = get_close_matches(key, self._known, n=1, cutoff=0.45)
                raise self.refuses(
                    key, f"there is no such key{f', did you mean {near[0]}' if near else ''}; known: {', '.join(self._known)}"
                )

    def _take(self, key: str) -> Any:
        self._known.append(key)
        return self._told.get(key)

    def _known_word(self, key: str, word: str, allowed: Sequence[str]) -> str:
        if word not in allowed:
            raise self.refuses(key, f"“{word}” is not known here: write {self._list(allowed)}")
        return word

    def _list(self, allowed: Sequence[str]) -> str:
        return f"one of {', '.join(allowed)}" if allowed else "nothing, for this role has none: take the line out"
