"""What anybody can know of how two days and what has changed between them hang together: the guard holds them against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rollcall.answers.guard.adding_up import within
from rollcall.answers.guard.cells import Cells, OneDay
from rollcall.answers.guard.system import System
from rollcall.definitions import codes

_QUESTION = "since_last_time_figures"
_NO_LIMIT = float("inf")
_THE_SAME_ON_BOTH = ("locality", "primary_need", "sen_status", "sex", "social_care")  # the list of children tells one of each, of any day
_SHORTER = tuple(band.label for band in codes.DURATION_BANDS if band.days_from < 364)


def changes(system: System, joint: Cells, now: OneDay, before: OneDay) -> None:
    """Whoever is out now has joined or was out before, and whoever was out before has left or is out now: of all, by each thing that a
    child has one of, and by category."""
    total, then = (day.cell("not_in_school_total", "children") for day in (now, before))
    joined, returned, left, changed, newly = (
        joint.cell(_QUESTION, column) for column in ("joined", "returned", "left_otherwise", "changed_category", "newly_over_52_weeks")
    )
    if total is None or then is None or joined is None or returned is None or left is None or changed is None or newly is None:
        return
    for column, whole in (("now", total), ("before", then)):
        joint.make_one(whole, joint.cell(_QUESTION, column))
    values = joint.values
    stayed, gone = system.number(), system.number()
    system.bound({total: 1, joined: -1, stayed: -1}, 0, 0)
    system.bound({then: 1, gone: -1, stayed: -1}, 0, 0)
    system.bound({returned: 1, left: 1, gone: -1}, 0, 0)
    system.within(changed, stayed)
    system.implied[stayed] = values[total] - values[joined]
    system.imply(total, [joined, changed], values[total] - values[joined] - values[changed])
    for name in _THE_SAME_ON_BOTH:
        question = f"not_in_school_by_{name}"
        words = now.by(question, name).keys() | before.by(question, name).keys()
        _moved(system, now.by(question, name), before.by(question, name), [(word, word) for word in words], joined, gone)
    years, years_before = (day.by("not_in_school_by_year_group", "year_group") for day in (now, before))
    pairs: set[tuple[object, object]] = {(year, _year_before(str(year))) for year in years}
    pairs |= {("", year) for year in years_before if year not in {one for _, one in pairs}}
    _moved(system, years, years_before, pairs, joined, gone)
    _categories(system, now, before, joined, gone, changed)
    _time_out(system, joint, now, before, total, joined, newly, stayed)


def _moved(
    system: System,
    now: Mapping[object, int],
    before: Mapping[object, int],
    pairs: Iterable[tuple[object, object]],
    joined: int,
    gone: int,
) -> None:
    """Who joined and who left, by something of which each child has one: the difference between the two days, word by word."""
    came, went = [], []
    for word, word_before in sorted(pairs, key=str):
        here, there = _or_none(system, now.get(word)), _or_none(system, before.get(word_before))
        came.append(system.number())
        went.append(system.number())
        system.bound({here: 1, there: -1, came[-1]: -1, went[-1]: 1}, 0, 0)
        system.within(came[-1], here)
        system.within(went[-1], there)
    if came:
        system.stay_within(came, joined)
        system.stay_within(went, gone)


def _categories(system: System, now: OneDay, before: OneDay, joined: int, gone: int, changed: int) -> None:
    """A category's children joined, changed into it, or were in it before; those in several categories are in each."""
    question = "not_in_school_by_category"
    here, there = now.by(question, "category"), before.by(question, "category")
    several = [_or_none(system, day.cell("not_in_school_total", "in_more_than_one_category")) for day in (now, before)]
    came, went, into, out_of = [], [], [], []
    for category in sorted(here.keys() | there.keys(), key=str):
        is_, was = _or_none(system, here.get(category)), _or_none(system, there.get(category))
        numbers = [system.number() for _ in range(4)]
        came.append(numbers[0])
        into.append(numbers[1])
        went.append(numbers[2])
        out_of.append(numbers[3])
        system.bound({is_: 1, was: -1, numbers[0]: -1, numbers[1]: -1, numbers[2]: 1, numbers[3]: 1}, 0, 0)
        system.stay_within(numbers[:2], is_)
        system.stay_within(numbers[2:], was)
        for part, whole in zip(numbers, (joined, changed, gone, changed), strict=True):
            system.within(part, whole)
    for parts, whole, more, every in ((came, joined, several[0], True), (went, gone, several[1], True)):
        _once_or_more(system, parts, whole, more, every)
    for parts, more in ((into, several[0]), (out_of, several[1])):
        _once_or_more(system, parts, changed, more, every=False)
    system.bound({changed: -1, **dict.fromkeys([*into, *out_of], 1)}, 0, _NO_LIMIT)


def _once_or_more(system: System, parts: list[int], whole: int, several: int, every: bool) -> None:
    """Categories of some children: of each of them at least one where all have one, and more than one only of those in several."""
    if every:
        system.bound({whole: -1, **dict.fromkeys(parts, 1)}, 0, _NO_LIMIT)
    if parts:
        system.bound({whole: 1, several: len(parts) - 1, **dict.fromkeys(parts, -1)}, 0, _NO_LIMIT)


def _time_out(system: System, joint: Cells, now: OneDay, before: OneDay, total: int, joined: int, newly: int, stayed: int) -> None:
    """Who is newly out for over 52 weeks is out for over 52 weeks, and the others who are were so before. That those who joined have not
    been out for so long, and that those who have were out before, is known where the numbers bear it out."""
    values = joint.values
    over, over_before = (day.cell("not_in_school_figures", "out_for_over_52_weeks") for day in (now, before))
    system.imply(total, [newly], values[total] - values[newly])
    if over is not None and over_before is not None:
        system.within(newly, over)
        system.bound({over_before: 1, over: -1, newly: 1}, 0, _NO_LIMIT)
        system.imply(over, [newly], values[over] - values[newly])
    if values[newly] <= values[total] - values[joined]:
        within(system, newly, stayed)
    bands = now.by("not_in_school_by_duration", "band")
    short = [bands[band] for band in _SHORTER if band in bands]
    if short and (others := sum(values[cell] for cell in short) - values[joined]) >= 0:
        rest = system.number()
        system.bound({joined: 1, rest: 1, **dict.fromkeys(short, -1)}, 0, 0)
        system.implied[rest] = others


def _year_before(year_group: str) -> str:
    """The year group that the same children were in a year before."""
    number = year_group.removeprefix("Year ")
    if number.isdecimal():
        return f"Year {int(number) - 1}" if int(number) > 1 else "Reception"
    return "Before Reception"


def _or_none(system: System, cell: int | None) -> int:
    """A number, or one that is 0 where nobody has the word."""
    if cell is not None:
        return cell
    nobody = system.number()
    system.bound({nobody: 1}, 0, 0)
    return nobody
