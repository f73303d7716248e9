"""What moved unusually in a sheet since the months before: its rows, blanks, headings, order of dates and mix of codes.

With six months or more, unusual is outside the natural limits of an XmR chart: the mean, give or take 2.66 times the usual step from one
month to the next. With fewer, it is a change since the last month that is larger than `ROWS`, `BLANKS` or `MIX` say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from rollcall.definitions.table import Codes, Kind
from rollcall.intake.choices import DateOrder, heading_keys
from rollcall.intake.found_table import FoundTable
from rollcall.intake.recognising.headings import RECOGNISED
from rollcall.intake.values.prepare import Values

ENOUGH_MONTHS = 6
STEPS = 2.66  # natural process limits, from the mean of the moving ranges
ROWS = 0.3  # of the rows there were
BLANKS = 0.15  # of the rows: fifteen percentage points
MIX = 0.15
_FEWEST_ROWS = 10  # fewer rows more or less, or a share of fewer rows, are chance
_LEAST_SHARE = 0.05  # a share that moved by less is not worth a line, whatever the limits say
_MOST_CODES = 40


@dataclass(frozen=True)
class Profile:
    """What a sheet was like: counts and shares, and no value of any row."""

    rows: int
    blank: dict[str, float] = field(default_factory=dict)  # column -> share of the rows
    mix: dict[str, dict[str, int]] = field(default_factory=dict)  # column -> code -> rows
    reads: dict[str, str] = field(default_factory=dict)  # a heading's key -> column
    orders: dict[str, str] = field(default_factory=dict)  # column of dates -> the order that its dates prove, or that was said

    def share(self, column: str, code: str) -> float:
        """The share of the rows of a column, those with a code, that have this one."""
        mix = self.mix.get(column, {})
        return mix.get(code, 0) / max(sum(mix.values()), 1)


def profile_of(table: FoundTable) -> Profile:
    """What a sheet is like."""
    assert table.block is not None
    columns = table.block.columns
    keys = heading_keys(table.header.headings)
    return Profile(
        len(np.unique(table.block.rows)),
        {name: round(float(1 - values.has.mean()), 4) if table.block.count else 0.0 for name, values in columns.items()},
        {
            name: mix
            for name, values in columns.items()
            if values.column.kind is Kind.CODE and (mix := _mix(values)) and len(mix) <= _MOST_CODES
        },
        {keys[match.place]: match.column for match in table.recognised.matches if match.column},
        {name: order for name, values in columns.items() if (order := _order(values))},
    )


def _mix(values: Values) -> dict[str, int]:
    counts = np.bincount(values.rows[values.rows >= 0], minlength=len(values.words))
    mix: dict[str, int] = {}
    for code, count in zip(values.values, counts.tolist(), strict=True):
        if code is not None and count:
            mix[str(code)] = mix.get(str(code), 0) + count
    return mix


def _order(values: Values) -> str | None:
    told = values.evidence
    if told is None or not (told.chosen or ((told.day_first or told.month_first) and not told.turned)):
        return None
    return DateOrder.MONTH_FIRST if told.reads_month_first else DateOrder.DAY_FIRST


def profile_text(profile: Profile) -> str:
    """A profile as JSON text."""
    return json.dumps(vars(profile), sort_keys=True)


def profile_from(text: str) -> Profile:
    """A profile out of its JSON text."""
    return Profile(**json.loads(text))


def drift(now: Profile, earlier: Sequence[Profile]) -> tuple[str, ...]:
    """What moved unusually, a sentence each; `earlier` are the profiles of the months before, earliest first."""
    if not earlier:
        return ()
    return (*_of_rows(now, earlier), *_of_headings(now, earlier[-1]), *_of_blanks(now, earlier), *_of_mixes(now, earlier))


def _of_rows(now: Profile, earlier: Sequence[Profile]) -> Iterator[str]:
    counts = [float(one.rows) for one in earlier]
    if moved := _unusual(float(now.rows), counts, max(ROWS * counts[-1], _FEWEST_ROWS), _FEWEST_ROWS):
        yield f"{now.rows:,} rows, where {moved.format(*(f'{number:,.0f}' for number in _expected(counts)))}."


def _of_headings(now: Profile, last: Profile) -> Iterator[str]:
    for key, column in last.reads.items():
        if key in now.reads and now.reads[key] != column:
            yield f"“{key}” is read as {_plain(now.reads[key])}, and was read as {_plain(column)}."
    for column, order in last.orders.items():
        if now.orders.get(column, order) != order:
            yield f"The dates in {_plain(column)} are read {_plain(now.orders[column])}, and were {_plain(order)}."


def _of_blanks(now: Profile, earlier: Sequence[Profile]) -> Iterator[str]:
    for column, share in now.blank.items():
        shares = [one.blank[column] for one in earlier if column in one.blank]
        if shares and (moved := _unusual(share, shares, BLANKS, _LEAST_SHARE)) and _enough(now, earlier, share - shares[-1]):
            yield f"{_plain(column).capitalize()} is blank in {share:.0%} of the rows, where {moved.format(*_shares(shares))}."


def _of_mixes(now: Profile, earlier: Sequence[Profile]) -> Iterator[str]:
    for column, mix in now.mix.items():
        before = [one for one in earlier if column in one.mix]
        for code in dict.fromkeys([*mix, *(before[-1].mix[column] if before else ())]):
            share, shares = now.share(column, code), [one.share(column, code) for one in before]
            if shares and (moved := _unusual(share, shares, MIX, _LEAST_SHARE)) and _enough(now, earlier, share - shares[-1]):
                yield f"“{_label(column, code)}” is {share:.0%} of {_plain(column)}, where {moved.format(*_shares(shares))}."


def _enough(now: Profile, earlier: Sequence[Profile], moved: float) -> bool:
    return abs(moved) * min(now.rows, earlier[-1].rows) >= _FEWEST_ROWS / 2


def _unusual(now: float, before: Sequence[float], since_last: float, least: float) -> str | None:
    """What was expected, as words with a place for each number, when a number is outside of it."""
    if len(before) < ENOUGH_MONTHS:
        return "it was {0} the last time" if abs(now - before[-1]) >= since_last else None
    low, high = _expected(before)
    if low <= now <= high or abs(now - before[-1]) < least:
        return None
    return f"the last {len(before)} lead one to expect {{0}} to {{1}}"


def _expected(before: Sequence[float]) -> tuple[float, float]:
    """The natural limits, or the last number twice where there are too few for limits."""
    if len(before) < ENOUGH_MONTHS:
        return before[-1], before[-1]
    step = float(np.abs(np.diff(before)).mean())
    mean = float(np.mean(before))
    return max(0.0, mean - STEPS * step), mean + STEPS * step


def _shares(before: Sequence[float]) -> tuple[str, ...]:
    return tuple(f"{min(share, 1.0):.0%}" for share in _expected(before))


@cache
def _lists() -> dict[str, Codes]:
    return {column.name: column.codes for table in RECOGNISED for column in table.columns if column.codes}


def _label(column: str, code: str) -> str:
    codes = _lists().get(column)
    return codes.labels.get(code, code) if codes else code


def _plain(name: str) -> str:
    return name.replace("_", " ")
