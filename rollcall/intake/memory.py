"""Finds the mapping by which a sheet was read before, says what it did, and what is to be remembered of the sheet for the next time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rollcall.definitions.table import fold
from rollcall.intake.choices import LEFT, DateOrder, heading_keys, word_key
from rollcall.intake.drift import Profile, drift, profile_from, profile_of, profile_text
from rollcall.intake.examined import Memory
from rollcall.intake.found_table import FoundTable, examine_table
from rollcall.intake.in_the_clear import hash_of, hashes_of, is_hash, kept_heading, known_words, reads_as_data
from rollcall.intake.mapping import Recalled, RememberedMapping, choices_text, remembered
from rollcall.intake.reading.read import Sheet
from rollcall.intake.recognising.columns import row_texts
from rollcall.intake.recognising.header_row import LOOK_AT, header_ending_at
from rollcall.intake.recognising.headings import names_a_person
from rollcall.intake.recognising.sheet import Found
from rollcall.intake.recognising.stated import file_stem
from rollcall.intake.speaks_for import Spoken
from rollcall.store import SheetMapping, SheetProfile, Store

_NEARLY = 0.6  # of the headings that two sheets of one name share, when one follows the other
_NEARLY_UNNAMED = 0.8  # the same for sheets of different names
_FEWEST_HEADINGS = 3  # that say enough for a mapping of another partner
_HEADINGS_SHOWN = 4
_OF_ONE_TIME = re.compile(r"\d+(?:st|nd|rd|th)?|v\d*|ht\d|[a-z]{0,3}\d+")
_WORDS_OF_ONE_TIME = frozenset(
    {
        *(name.lower() for name in [*calendar.month_name, *calendar.month_abbr] if name),
        *("sept", "autumn", "spring", "summer", "final", "draft", "copy", "new", "latest", "updated", "corrected", "revised", "as", "at"),
    }
)


class Memories:
    """Every mapping that is remembered, to find those of a sheet among."""

    def __init__(self, mappings: Iterable[RememberedMapping]) -> None:
        self._mappings = tuple(mappings)

    @classmethod
    def of(cls, store: Store) -> Memories:
        """What a store remembers."""
        return cls(remembered(record) for record in store.mappings())

    def header_row(self, partner: str, sheet: Sheet) -> int | None:
        """Excel's number of the row where a header that was once chosen by hand now stands, found by its headings."""
        shapes = {hashes_of(one.headings) for one in self._mappings if one.finds_header and (one.partner == partner or one.imported)}
        if not shapes:
            return None
        rows = row_texts(sheet.columns, 0, min(sheet.height, LOOK_AT))
        found = (number + 1 for number in range(len(rows)) if hashes_of(shape_of(header_ending_at(rows, number).headings)) in shapes)
        return next(found, None)

    def sender(self, tables: Iterable[FoundTable], guessed: str) -> str | None:
        """Who was said to have sent the last sheets of these names and shapes, when that is one partner and not the guessed one."""
        partners = {
            one.partner
            for table in tables
            for one in self._mappings
            if not one.imported
            and (one.label, hashes_of(one.headings)) == (label_of(table.sheet, table.number), hashes_of(shape_of(table.header.headings)))
        }
        return partners.pop() if len(partners) == 1 and guessed not in partners else None

    def recall(self, partner: str, label: str, headings: Sequence[str]) -> Recalled | None:
        """The mapping for a sheet: its own of the last time, else one of its partner or of another with the same headings, else nearly."""
        shape = shape_of(headings)
        numbers = hashes_of(shape)
        own = [one for one in self._mappings if one.partner == partner]
        same = [one for one in own if hashes_of(one.headings) == numbers]
        if named := [one for one in same if one.label == label]:
            return Recalled(min(named, key=lambda one: one.imported), own=True)
        if same:
            return Recalled(min(same, key=lambda one: one.imported), own=len(same) == 1)
        others = [one for one in self._mappings if hashes_of(one.headings) == numbers and one.count and len(shape) >= _FEWEST_HEADINGS]
        if others:
            return Recalled(max(others, key=lambda one: one.imported), own=False)
        return _nearly([one for one in own if one.label == label], shape, _NEARLY) or _nearly(own, shape, _NEARLY_UNNAMED)


def shape_of(headings: Sequence[str]) -> tuple[str, ...]:
    """The shape of a sheet: its headings, folded, in their order; columns without one do not count."""
    return tuple(key for key, heading in zip(heading_keys(headings), headings, strict=True) if heading)


def label_of(sheet: Sheet, number: int) -> str:
    """The name of a table of a sheet that stays the same month after month: dates, months and versions left out."""
    names = [_lasting(file_stem(sheet.file)), _lasting(sheet.name)]
    parts = list(dict.fromkeys(name for name in names if name))
    whole = " · ".join([*parts, f"table {number + 1}"] if number else parts) or "sheet"
    known = known_words(whole)
    return whole if known == whole else f"{known} {hash_of(whole)}".strip()


def _lasting(name: str) -> str:
    tokens = fold(name).split()
    return " ".join(token for token in tokens if not _OF_ONE_TIME.fullmatch(token) and token not in _WORDS_OF_ONE_TIME)


def _nearly(mappings: Sequence[RememberedMapping], shape: tuple[str, ...], least: float) -> Recalled | None:
    numbers = {*hashes_of(shape)}

    def shared(one: RememberedMapping) -> float:
        return len({*hashes_of(one.headings)} & numbers) / max(len(one.headings), len(shape), 1)

    best = max(mappings, key=shared, default=None)
    if best is None or shared(best) < least:
        return None
    return Recalled(
        best,
        True,
        tuple(key for key in shape if hash_of(key) not in hashes_of(best.headings)),
        tuple(key for key in best.headings if hash_of(key) not in numbers),
    )


def examine_as_before(sheet: Sheet, table: Found, key: bytes, today: date, number: int, recalled: Recalled) -> FoundTable:
    """One table, read with what was chosen for the last sheet of its shape, as the same spreadsheet, its dates in the same order."""
    mapping = recalled.mapping
    plain = {hash_of(key): key for key in shape_of(table.header.headings) if not names_a_person(key)}
    columns = {plain.get(key, key): column for key, column in mapping.choices.columns.items()}
    choices = replace(mapping.choices, columns=columns, header_row=table.header.last + 1 if mapping.finds_header else None)
    found = examine_table(sheet, table, key, today, number, choices, recalled)
    if mapping.read_as and found.recognised.table and found.recognised.table.name != mapping.read_as:
        choices = replace(choices, table=mapping.read_as)
        found = examine_table(sheet, table, key, today, number, choices, recalled)
    if orders := _orders_of_before(found, recalled):
        choices = replace(choices, date_orders={**choices.date_orders, **orders})
        found = examine_table(sheet, table, key, today, number, choices, recalled)
    return found


def _orders_of_before(found: FoundTable, recalled: Recalled) -> dict[str, DateOrder]:
    """For dates that could be either, the order that those of the last time proved."""
    if found.block is None or not recalled.own or not recalled.mapping.profiles:
        return {}
    before = profile_from(recalled.mapping.profiles[-1][1]).orders
    return {
        name: DateOrder(before[name])
        for name, values in found.block.columns.items()
        if name in before and values.evidence is not None and values.evidence.is_open and not values.evidence.turned
    }


def memory_of(table: FoundTable, spoken: Spoken | None, asks: Sequence[str]) -> Memory | None:
    """What is remembered of the last sheet of this shape, and what moved since."""
    recalled = table.recalled
    if recalled is None:
        return None
    applied = _applied(table, recalled.mapping)
    if not recalled.own or not recalled.mapping.profiles:
        if not applied:
            return None
        mapping = recalled.mapping
        return Memory(_fits(mapping, applied), mapping.saved_at.date(), applied, _of_shape(recalled), mapping.partner)
    before = _before(recalled.mapping, spoken)
    since = before[-1][0]
    moved = _of_shape(recalled)
    if table.block is not None and recalled.mapping.read_as:
        moved += drift(profile_of(table), [profile_from(text) for _, text in before])
    settled = not moved and not asks and not (spoken and spoken.is_older)
    said = _said(recalled, since, spoken.day if spoken else None, applied, settled)
    return Memory(said, since, applied, moved)


def _before(mapping: RememberedMapping, spoken: Spoken | None) -> Sequence[tuple[date, str]]:
    """The profiles to compare a sheet with: those of the days before its own, else all; all when its day is only worked out."""
    known = spoken.day if spoken and spoken.is_stated else date.max
    return [one for one in mapping.profiles if one[0] < known] or mapping.profiles


def _said(recalled: Recalled, since: date, day: date | None, applied: int, settled: bool) -> str:
    same = "Nearly the same" if recalled.new or recalled.gone else "Same"
    told = f"{same} shape as {_when(since, day)}"
    if applied:
        told += f", and {_choices(applied)} of then {'is' if applied == 1 else 'are'} used again"
    return f"{told}: nothing to do." if settled else f"{told}."


def _fits(mapping: RememberedMapping, applied: int) -> str:
    whose = f"The mapping of {mapping.partner}" if not mapping.imported else f"The mapping of {mapping.partner} that was brought in"
    return f"{whose} fits this shape: {_choices(applied)} {'is' if applied == 1 else 'are'} used."


def _choices(count: int) -> str:
    return f"{count:,} {'choice' if count == 1 else 'choices'}"


def _when(since: date, day: date | None) -> str:
    if day is None:
        return "the last time"
    if (day.year * 12 + day.month) - (since.year * 12 + since.month) == 1:
        return "last month"
    return f"on {since.day} {since:%B %Y}"


def _of_shape(recalled: Recalled) -> tuple[str, ...]:
    new, gone = recalled.new, recalled.gone
    return tuple(
        f"{_listed(keys)} {'is' if len(keys) == 1 else 'are'} {what}."
        for keys, what in ((new, "new among the headings"), (gone, "gone from the headings"))
        if keys
    )


def _listed(keys: Sequence[str]) -> str:
    shown = ["one that is not told" if is_hash(key) else f"“{key}”" for key in keys[:_HEADINGS_SHOWN]]
    if len(keys) > _HEADINGS_SHOWN:
        return f"{', '.join(shown)} and {len(keys) - _HEADINGS_SHOWN:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _applied(table: FoundTable, mapping: RememberedMapping) -> int:
    """How many of the remembered choices say something about this sheet, and still hold."""
    now, then = table.choices, mapping.choices
    count = bool(then.table and now.table == then.table) + bool(mapping.finds_header and now.header_row)
    count += len({*_columns_of(table, then.columns)} & {*_columns_of(table, now.columns)})
    for name, words in then.values.items():
        values = table.block.columns.get(name) if table.block else None
        typed = {word_key(word) for word in values.words} if values else set()
        count += sum(word in typed and now.values.get(name, {}).get(word, "") == code for word, code in words.items())
    return count + len({*then.date_orders.items()} & {*now.date_orders.items()}) + len({*then.every.items()} & {*now.every.items()})


def _columns_of(table: FoundTable, columns: Mapping[str, str | None]) -> list[tuple[str, str | None]]:
    """What is chosen for the headings that a sheet has, by their numbers."""
    keys = hashes_of(heading_keys(table.header.headings))
    return [(number, column) for key, column in columns.items() if (number := hash_of(key)) in keys]


def to_remember(table: FoundTable, partner: str, day: date) -> SheetProfile | None:
    """How a sheet was read and what it was like, for the next time; None for a sheet that was not understood."""
    shape = shape_of(table.header.headings)
    is_left = table.choices.table == LEFT
    if (table.block is None and not is_left) or len(shape) < 2 or reads_as_data(shape):
        return None
    profile = profile_of(table) if table.block is not None else Profile(table.rows_read)
    read_as = table.block.table.name if table.block is not None else None
    said = table.choices.columns
    choices = replace(table.choices, columns={kept_heading(key, said): column for key, column in said.items()})
    text = choices_text(choices, _names_in(table) if table.choices.values else frozenset())
    profile = replace(profile, reads={kept_heading(key, said): column for key, column in profile.reads.items()})
    headings = tuple(kept_heading(key, said) for key in shape)
    mapping = SheetMapping(partner, label_of(table.sheet, table.number), headings, read_as, text)
    recalled = table.recalled
    goes_on = recalled.mapping.mapping_id if recalled and recalled.own and recalled.mapping.label == mapping.label else None
    return SheetProfile(mapping, day, profile_text(profile), goes_on)


def _names_in(table: FoundTable) -> frozenset[str]:
    """Every word in the columns of names and addresses, folded."""
    headings = table.header.headings
    personal = [one for one in table.columns if one.place < len(headings) and names_a_person(headings[one.place])]
    return frozenset(part for column in personal for word in column.words for part in fold(word).split())
