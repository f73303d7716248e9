"""The shape of a declaration: a spreadsheet is a Table of Columns, a coded column has Codes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property


class Kind(Enum):
    """What the values of a column are, and so how they are read, checked and stored."""

    LOCAL_ID = "local id"  # kept as text: leading zeros and letters matter
    TEXT = "text"
    LOCAL_WORD = "local word"  # a word from a list, where words outside the list are kept as typed
    CODE = "code"  # a word from a closed list: anything else is a finding
    DATE = "date"
    WHOLE_NUMBER = "whole number"
    NUMBER = "number"
    NHS_NUMBER = "NHS number"  # checked, then stored only as a keyed hash
    UPN = "UPN"  # checked, then stored only as a keyed hash


_WRITTEN_LARGE = {"id": "ID", "upn": "UPN", "nhs": "NHS", "sen": "SEN", "urn": "URN", "la": "LA"}
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """A heading or a value with case, accents, spaces, dashes and punctuation folded away: 'Date of Birth:' is 'date of birth'."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_WORD.sub(" ", plain.lower().replace("'", "").replace("&", " and ")).strip()


@dataclass(frozen=True)
class Code:
    """One entry of a code list: what is stored, what people read, and the other words partners use for it."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)  # each is declared once: it is equal to itself only, and quick to look up
class Codes:
    """A closed list of codes with its source."""

    name: str
    source: str
    codes: tuple[Code, ...]

    @cached_property
    def by_word(self) -> dict[str, str]:
        """Every folded code, label and alias, and the code it stands for. The first to claim a word keeps it."""
        words: dict[str, str] = {}
        for of in (lambda c: (c.code,), lambda c: (c.label,), lambda c: c.aliases):
            for code in self.codes:
                for word in of(code):
                    words.setdefault(fold(word), code.code)
        return words

    @cached_property
    def labels(self) -> dict[str, str]:
        """Code to label, in the list's own order."""
        return {code.code: code.label for code in self.codes}

    def find(self, word: str) -> str | None:
        """The code a partner's word stands for, or None when the list does not know it."""
        return self.by_word.get(fold(word))


@dataclass(frozen=True, eq=False)  # each is declared once: it is equal to itself only, and quick to look up
class Column:
    """One column of a spreadsheet: what it means, how its values are read, and the headings partners give it."""

    name: str
    kind: Kind
    meaning: str
    example: str
    required: bool = False
    codes: Codes | None = None
    aliases: tuple[str, ...] = ()
    says_as_at: bool = False  # a date of something that has happened, so the file speaks for that day at least
    implied: bool = False  # when no heading carries it, the sheet, title or file name may ("EHE register")

    @cached_property
    def heading(self) -> str:
        """The name as a heading that people read, and that is recognised without doubt: 'NHS number', 'Date of birth'."""
        words = [_WRITTEN_LARGE.get(word, word) for word in self.name.split("_")]
        return words[0][0].upper() + " ".join(words)[1:]

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Every folded heading that means this column, its own name first."""
        return tuple(dict.fromkeys(fold(heading) for heading in (self.name, *self.aliases)))


@dataclass(frozen=True)
class DatesInOrder:
    """One date of a row is not before another: the code of the check that says so, and the two columns."""

    code: str
    earlier: str
    later: str


@dataclass(frozen=True, eq=False)  # each is declared once: it is equal to itself only, and quick to look up
class Table:
    """One spreadsheet kind: what a row is, its columns, and what identifies the child."""

    name: str
    title: str
    one_row_per: str
    columns: tuple[Column, ...]
    comes_from: str
    headline: str  # the answer that a refused row weakens
    identifiers: tuple[str, ...] = ()  # any one of these names the child
    sheet_words: tuple[str, ...] = ()  # words in a sheet, title or file name that speak for this table
    other_words: tuple[str, ...] = ()  # words there that say that it is about something else
    dates_in_order: tuple[DatesInOrder, ...] = ()
    unique: tuple[str, ...] = ()  # columns that together should not repeat
    edition: str | None = None  # the column by which versions stand side by side instead of replacing each other
    published: bool = False  # a published statistic: read by its own reader, not about any one child
    notes: str = ""
    by_name: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {column.name: column for column in self.columns})

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that every row must have, beside one of the identifiers."""
        return tuple(column.name for column in self.columns if column.required and column.name not in self.identifiers)
