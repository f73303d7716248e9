"""Compares the children no list has with those of the lists, each pair that could be one child, and says how likely it is."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from rollcall.intake.linkage.agreement import Side, comparisons
from rollcall.intake.linkage.records import TELLS, ListedChild, Pair, Told, UnlistedChild

SHARE_LISTED = 0.5  # of the children that no number finds, about how many a list has all the same
LEAST_LIKELY = 0.01  # pairs that are less likely are not looked at again
# Only pairs that share one of these are compared, or half a million pairs would be for nothing.
_SHARING = (("born",), ("turned",), ("surname", "initials"), ("surname", "forename"), ("postcode", "initials"))
_BIRTHDAYS = 2_000  # days over which the births of school children are spread, at the least
_TIMES_AS_OFTEN = 20  # as the usual date of birth, and it is no date of birth
_MOST_PAIRS = 20_000_000  # of one of them; beyond that it is a word for "not known", such as one birthday for everybody


def compare(unlisted: Sequence[UnlistedChild], listed: Sequence[ListedChild]) -> list[Pair]:
    """Every pair that may be one child. Without a date of birth on both sides there is none."""
    ours, theirs = _without_placeholders([child.told for child in listed]), _without_placeholders([child.told for child in unlisted])
    sharing = [names for names in _SHARING if _pairs_sharing(ours, theirs, names) <= _MOST_PAIRS]
    if not sharing or not all(any(told.born for told in side) for side in (ours, theirs)):
        return []
    # Imported here, in the thread that examines: whoever opens a page does not wait for it.
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[*comparisons(ours, theirs)],
        blocking_rules_to_generate_predictions=[block_on(*names) for names in sharing],
        probability_two_random_records_match=min(0.5, SHARE_LISTED / len(listed)),
        retain_matching_columns=False,
    )
    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI(":memory:")
    try:
        database.duckdb_con.execute("SET temp_directory = ''")  # nothing of a child is written to a disk
        sides = [
            database.register(_table(ours, 0), table_name="listed"),
            database.register(_table(theirs, len(ours)), table_name="unlisted"),
        ]
        linker = Linker(sides, settings, log_level=None, validate_settings=False)
        found = linker.inference.predict(threshold_match_probability=LEAST_LIKELY, warning_mode="never").as_pyarrow_table()
    finally:
        database.duckdb_con.close()
    pairs = zip(*(found[name].to_pylist() for name in ("unique_id_l", "unique_id_r", "match_probability")), strict=True)
    return [Pair(max(pair) - len(ours), min(pair), probability) for *pair, probability in pairs]


class Compared:
    """The pairs that were found last, so that something said about a drop need not compare the same children again.

    It holds what is told of them, so a drop that is kept or thrown away lets go of it.
    """

    def __init__(self) -> None:
        self._of: tuple[Side, Side] = ([], [])
        self._pairs: list[Pair] = []

    def pairs(self, unlisted: Sequence[UnlistedChild], listed: Sequence[ListedChild]) -> list[Pair]:
        """Every pair that may be one child."""
        of = ([child.told for child in unlisted], [child.told for child in listed])
        if of != self._of:
            self._of, self._pairs = of, compare(unlisted, listed)
        return self._pairs


def _without_placeholders(side: Side) -> list[Told]:
    """The records without a date of birth that far too many share: 1 January 1900 where a system knows none."""
    births = Counter(told.born for told in side if told.born)
    most = _TIMES_AS_OFTEN * (1 + births.total() / _BIRTHDAYS)
    return [replace(told, born=None) if told.born and births[told.born] > most else told for told in side]


def _pairs_sharing(ours: Side, theirs: Side, names: Sequence[str]) -> int:
    """How many pairs have all of these in common."""
    here, there = (Counter(tuple(getattr(told, name) for name in names) for told in side) for side in (ours, theirs))
    return sum(count * there[values] for values, count in here.items() if None not in values)


def _table(side: Sequence[Told], first: int) -> pa.Table:
    columns = {name: pa.array([getattr(told, name) for told in side], pa.string()) for name in TELLS if name != "born"}
    columns["born"] = pa.array([told.born and told.born.isoformat() for told in side], pa.string())
    columns["turned"] = pa.array([told.turned for told in side], pa.string())
    return pa.table({"unique_id": pa.array(range(first, first + len(side)), pa.int64()), **columns})
