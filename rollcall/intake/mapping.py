"""How a sheet of one shape is read, as a small readable JSON file that one council can give to the next: no child is in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from rollcall.definitions.table import Table
from rollcall.definitions.tables import BY_NAME
from rollcall.errors import MappingRefused
from rollcall.intake.choices import LEFT, Choices, DateOrder, word_key
from rollcall.intake.in_the_clear import could_name_somebody, is_hash, kept_heading, known_words
from rollcall.intake.recognising.headings import RECOGNISED, names_a_person
from rollcall.intake.recognising.labels import can_be_said
from rollcall.store import MappingRecord, SheetMapping

FORMAT = "rollcall mappings 1"
_LARGEST, _MOST, _LONGEST, _MOST_HEADINGS = 2_000_000, 1_000, 300, 1_000
_DIGITS_OF_A_NUMBER = 4  # a word with so many digits may be somebody's number or date of birth
_MOST_WORDS = 8  # a longer one is a note, perhaps about one child
_TABLES = {table.name: table for table in RECOGNISED}


@dataclass(frozen=True)
class RememberedMapping:
    """How sheets of one shape are read from now on."""

    mapping_id: int
    partner: str
    label: str
    headings: tuple[str, ...]
    read_as: str | None  # a spreadsheet kind's name; None when the sheet is left
    choices: Choices  # without a header row: that is found by its headings
    finds_header: bool  # the header was chosen by hand
    imported: bool
    saved_at: datetime
    profiles: tuple[tuple[date, str], ...]  # the day and the profile of each month's sheet, earliest first

    @property
    def name(self) -> str:
        """The known words of the names of the file and the sheet. The others, which could be a child's name, are left out."""
        return known_words(" ".join(word for word in self.label.split() if not is_hash(word))) or "sheet"

    @property
    def title(self) -> str:
        """What people call the spreadsheet."""
        return BY_NAME[self.read_as].title if self.read_as in BY_NAME else "Left as it is"

    @property
    def count(self) -> int:
        """How many choices it holds."""
        chosen = self.choices
        words = sum(len(words) for words in chosen.values.values())
        return bool(chosen.table) + self.finds_header + len(chosen.columns) + words + len(chosen.date_orders) + len(chosen.every)


@dataclass(frozen=True)
class Recalled:
    """The mapping that a sheet is read with, and how the sheet's headings differ from the mapping's."""

    mapping: RememberedMapping
    own: bool  # of the same partner's sheet of the same name, so that what the sheet was like before can be compared
    new: tuple[str, ...] = ()  # headings that the mapping does not know
    gone: tuple[str, ...] = ()  # headings of the mapping that the sheet does not have


def remembered(record: MappingRecord) -> RememberedMapping:
    """A mapping out of the store."""
    mapping = record.mapping
    choices, finds_header = _choices(json.loads(mapping.choices))
    return RememberedMapping(
        record.mapping_id,
        mapping.partner,
        mapping.label,
        mapping.headings,
        mapping.read_as,
        choices,
        finds_header,
        mapping.imported,
        record.saved_at,
        record.profiles,
    )


def choices_text(choices: Choices, names: frozenset[str] = frozenset()) -> str:
    """Choices as JSON text to remember, without words that could tell of a child: long numbers, notes, and words of the sheet's names."""
    return json.dumps(_as_json(_without_children(choices, names)), ensure_ascii=False, sort_keys=True)


def export_mappings(mappings: Sequence[RememberedMapping]) -> bytes:
    """Mappings as a readable JSON file. How many rows there were, and what was in them, is not part of it."""
    seen: Counter[str] = Counter()
    told = []
    for one in mappings:
        partner = known_words(one.partner) or "A partner"
        seen[partner_and_sheet := f"{partner} {one.name}"] += 1
        again = seen[partner_and_sheet]
        told.append(
            {
                "partner": partner if again == 1 else f"{partner} {again}",
                "sheet": one.name,
                "headings": [kept_heading(key, one.choices.columns) for key in one.headings],
                "read_as": one.read_as or LEFT,
                "choices": _as_json(_to_give(one)),
            }
        )
    return json.dumps({"format": FORMAT, "mappings": told}, ensure_ascii=False, indent=2).encode()


def _to_give(one: RememberedMapping) -> Choices:
    columns = {kept_heading(key, one.choices.columns): column for key, column in one.choices.columns.items()}
    choices = replace(one.choices, columns=columns, header_row=1 if one.finds_header else None)
    return _without_children(choices, frozenset())


def import_mappings(data: bytes) -> tuple[SheetMapping, ...]:
    """The mappings of such a file; MappingRefused, with what is wrong in which of them, when it is not one."""
    if len(data) > _LARGEST:
        raise MappingRefused("This file is too large to be one of mappings. Bring in the .json file that another council's Rollcall gave.")
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise MappingRefused("This file is not a file of mappings. Bring in the .json file that another council's Rollcall gave.") from None
    if not isinstance(told, dict) or told.get("format") != FORMAT or not isinstance(told.get("mappings"), list):
        raise MappingRefused("This file is not a file of mappings. Bring in the .json file that another council's Rollcall gave.")
    if not told["mappings"] or len(told["mappings"]) > _MOST:
        raise MappingRefused(
            f"A file of mappings holds between 1 and {_MOST:,} of them. Ask for the ones that are meant, and bring those in."
        )
    return tuple(_mapping(number, one) for number, one in enumerate(told["mappings"], 1))


def _mapping(number: int, told: object) -> SheetMapping:
    def refuse(why: str) -> MappingRefused:
        return MappingRefused(f"Mapping {number} of this file {why}. Correct it, or take it out, and bring the file in again.")

    if not isinstance(told, dict):
        raise refuse("is not a mapping")
    partner, label, headings, read_as = (told.get(name) for name in ("partner", "sheet", "headings", "read_as"))
    if not (_is_text(partner) and _is_text(label)):
        raise refuse("does not name its partner and its sheet")
    if not isinstance(headings, list) or not 2 <= len(headings) <= _MOST_HEADINGS or not all(map(_is_text, headings)):
        raise refuse("does not list the headings of its sheet")
    if not _is_one_of(read_as, (LEFT, *_TABLES)):
        raise refuse("does not say which spreadsheet it is for")
    choices = told.get("choices", {})
    if why := _wrong_in(choices, set(headings), _TABLES.get(str(read_as))):
        raise refuse(why)
    kept, finds_header = _choices(choices)
    text = choices_text(replace(kept, header_row=1 if finds_header else None))
    return SheetMapping(str(partner), str(label), tuple(headings), None if read_as == LEFT else str(read_as), text, imported=True)


def _wrong_in(choices: object, headings: set[str], table: Table | None) -> str | None:
    """What is wrong in the choices of a mapping, as the end of a sentence."""
    if not isinstance(choices, dict) or not isinstance(choices.get("columns", {}), dict) or not isinstance(choices.get("values", {}), dict):
        return "holds choices that are not written as Rollcall writes them"
    if not _is_one_of(choices.get("read_as"), (None, LEFT, *_TABLES)) or not isinstance(
        choices.get("header_found_by_headings", False), bool
    ):
        return "holds choices that are not written as Rollcall writes them"
    columns = table.by_name if table else {}
    for key, column in choices.get("columns", {}).items():
        if key not in headings or not _is_one_of(column, (None, *columns)):
            return "reads a heading as a column that its spreadsheet does not have"
        if column is not None and names_a_person(key):
            return "reads a heading of names or addresses, which are never read"
    read_as = [column for column in choices.get("columns", {}).values() if column is not None]
    if len({*read_as}) < len(read_as):
        return "reads two headings as one column"
    for name, words in choices.get("values", {}).items():
        codes = columns[name].codes if name in columns else None
        if codes is None or not isinstance(words, dict):
            return "translates the words of a column that has no list of words"
        if not all(_is_text(word) and _is_one_of(code, (None, *codes.labels)) for word, code in words.items()):
            return "translates a word to one that is not on the list"
    orders = choices.get("date_orders", {})
    if not isinstance(orders, dict) or not all(name in columns and _is_one_of(order, tuple(DateOrder)) for name, order in orders.items()):
        return "says the order of dates in a way that Rollcall does not know"
    every = choices.get("every_row", {})
    if not isinstance(every, dict) or not all(
        name in columns and _is_text(code) and can_be_said(columns[name], code) for name, code in every.items()
    ):
        return "says something of every row that is not on the list of its column"
    return None


def _is_one_of(told: object, known: Sequence[object]) -> bool:
    return (told is None or isinstance(told, str)) and told in known


def _is_text(told: object) -> bool:
    return isinstance(told, str) and len(told.strip()) > 0 and len(told) <= _LONGEST and told.isprintable()


def _as_json(choices: Choices) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if choices.header_row:
        told["header_found_by_headings"] = True
    if choices.table:
        told["read_as"] = choices.table
    if choices.columns:
        told["columns"] = dict(choices.columns)
    if words := {column: dict(words) for column, words in choices.values.items() if words}:
        told["values"] = words
    if choices.date_orders:
        told["date_orders"] = {column: str(order) for column, order in choices.date_orders.items()}
    if choices.every:
        told["every_row"] = dict(choices.every)
    return told


def _choices(told: Mapping[str, Any]) -> tuple[Choices, bool]:
    choices = Choices(
        table=told.get("read_as"),
        columns=dict(told.get("columns", {})),
        values={column: {word_key(word): code for word, code in words.items()} for column, words in told.get("values", {}).items()},
        date_orders={column: DateOrder(order) for column, order in told.get("date_orders", {}).items()},
        every=dict(told.get("every_row", {})),
    )
    return choices, bool(told.get("header_found_by_headings"))


def _without_children(choices: Choices, names: frozenset[str]) -> Choices:
    values = {
        column: {word: code for word, code in words.items() if not _may_tell_of_a_child(word, names)}
        for column, words in choices.values.items()
    }
    return replace(choices, values=values)


def _may_tell_of_a_child(word: str, names: frozenset[str]) -> bool:
    parts = word.split()
    return (
        sum(map(str.isdigit, word)) >= _DIGITS_OF_A_NUMBER
        or len(parts) > _MOST_WORDS
        or not names.isdisjoint(parts)
        or could_name_somebody(word)
    )
