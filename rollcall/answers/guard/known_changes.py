"""What anybody can know of how two days and what has changed between them hang together: the guard holds them against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rollcall.answers.guard.adding_up import within
from rollcall.answers.guard.cells import Cells, OneDay
from rollcall.answers.guard.system import System
from rollcall.definitions import codes

_QUESTION = "since_last_time_figures"
_NO_LIMIT = float("inf")
_THE_SAME_ON_BOTH = ("locality", "primary_need", "sen_status", "sex", "social_care")  # the list of children tells one of each, of any day
_RECORDS = {
    "health_access_by_service": ("in_place", "waiting", "not_referred", "cannot_access", "not_needed"),
}
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
    moves = _Moves(system, joined, gone, changed)
    for name in _THE_SAME_ON_BOTH:
        here, there = (day.by(f"not_in_school_by_{name}", name) for day in (now, before))
        moves.by_one_word(here, there, [(word, word) for word in here.keys() | there.keys()])
    years, years_before = (day.by("not_in_school_by_year_group", "year_group") for day in (now, before))
    pairs: set[tuple[object, object]] = {(year, _year_before(str(year))) for year in years}
    pairs |= {("", year) for year in years_before if year not in {one for _, one in pairs}}
    moves.by_one_word(years, years_before, pairs)
    for (question, column), keys in _records(now, before).items():
        for where in keys:
            here_and_there = [day.cell(question, column, **where) for day in (now, before)]
            moves.of_some(_or_none(system, here_and_there[0]), _or_none(system, here_and_there[1]))
    _categories(moves, now, before)
    _known_to_health(moves, now, before, stayed)
    _time_out(system, joint, now, before, total, then, joined, newly, stayed)


def _known_to_health(moves: _Moves, now: OneDay, before: OneDay, stayed: int) -> None:
    """Whom health knew it still knows: of those who stayed, some are newly known."""
    here, there = (day.cell("known_to_health_and_education", "children", known_to="both", in_school="no") for day in (now, before))
    system = moves.system
    came, went, kept, newly = (system.watch() for _ in range(4))
    system.bound({_or_none(system, there): 1, went: -1, kept: -1}, 0, 0)
    system.bound({_or_none(system, here): 1, came: -1, newly: -1, kept: -1}, 0, 0)
    system.stay_within((kept, newly), stayed)
    system.within(came, moves.joined)
    system.within(went, moves.gone)


def _records(now: OneDay, before: OneDay) -> dict[tuple[str, str], list[dict[str, object]]]:
    """The numbers of health services of children not in school: their records have no days, so they are the same on both."""
    found: dict[tuple[str, str], list[dict[str, object]]] = {("not_in_school_needs", "cannot_access_a_service"): [{}]}
    for day in (now, before):
        for question, columns in _RECORDS.items():
            for where in day.rows(question):
                if where["in_school"] is False:
                    for column in columns:
                        keys = found.setdefault((question, column), [])
                        keys += [where] if where not in keys else []
    return found


@dataclass(frozen=True)
class _Move:
    """How many of some children joined, left, and came into them or out of them without joining or leaving."""

    came: int
    went: int
    into: int
    out_of: int


@dataclass(frozen=True)
class _Moves:
    """Who joined, left and changed category, of all and of some."""

    system: System
    joined: int
    gone: int
    changed: int

    def of_some(self, here: int, there: int) -> tuple[int, int]:
        """How many of some children, who are the same on both days, joined and left. Nobody may find them, or the others, to be few."""
        came, went = self.system.watch(), self.system.watch()
        self.system.bound({here: 1, there: -1, came: -1, went: 1}, 0, 0)
        for part, wholes in ((came, (here, self.joined)), (went, (there, self.gone))):
            for whole in wholes:
                self.system.bound({whole: 1, part: -1, self.system.watch(): -1}, 0, 0)
        return came, went

    def by_one_word(self, now: Mapping[object, int], before: Mapping[object, int], pairs: Iterable[tuple[object, object]]) -> None:
        """The same of something of which each child has one word, told of both days."""
        moved = [
            self.of_some(_or_none(self.system, now.get(word)), _or_none(self.system, before.get(word_before)))
            for word, word_before in sorted(pairs, key=str)
        ]
        if moved:
            self.system.stay_within([came for came, _ in moved], self.joined)
            self.system.stay_within([went for _, went in moved], self.gone)

    def of_category(self, here: int, there: int) -> _Move:
        """The same of children in a category, or in several, who may have come into it or out of it by changing."""
        move = _Move(*(self.system.watch() for _ in range(4)))
        kept = self.system.watch()
        self.system.bound({here: 1, move.came: -1, move.into: -1, kept: -1}, 0, 0)
        self.system.bound({there: 1, move.went: -1, move.out_of: -1, kept: -1}, 0, 0)
        for part, whole in ((move.came, self.joined), (move.into, self.changed), (move.went, self.gone), (move.out_of, self.changed)):
            self.system.within(part, whole)
        return move


def _categories(moves: _Moves, now: OneDay, before: OneDay) -> None:
    """A category's children joined, changed into it, or were in it before; whoever is in several is in a pair of them."""
    system = moves.system
    here, there = (day.by("not_in_school_by_category", "category") for day in (now, before))
    several_now, several_before = (_or_none(system, day.cell("not_in_school_total", "in_more_than_one_category")) for day in (now, before))
    categories = sorted(here.keys() | there.keys(), key=str)
    each = {one: moves.of_category(_or_none(system, here.get(one)), _or_none(system, there.get(one))) for one in categories}
    several = moves.of_category(several_now, several_before)
    pairs = []
    for one, other in combinations(categories, 2):
        is_, was = (day.cell("not_in_school_overlap", "children", category=one, other_category=other) for day in (now, before))
        if is_ is None and was is None:
            continue
        pair = moves.of_category(_or_none(system, is_), _or_none(system, was))
        pairs.append(pair)
        for both in (each[one], each[other]):
            system.within(pair.came, both.came)
            system.within(pair.went, both.went)
        system.within(pair.came, several.came)
        system.within(pair.went, several.went)
    for way in ("came", "went", "into", "out_of"):
        system.bound({getattr(several, way): -1, **{getattr(pair, way): 1 for pair in pairs}}, 0, _NO_LIMIT)
    most = max(len(categories), 1)
    for whole, more, parts in (
        (moves.joined, several.came, [move.came for move in each.values()]),
        (moves.gone, several.went, [move.went for move in each.values()]),
    ):
        system.bound({whole: -1, more: -1, **dict.fromkeys(parts, 1)}, 0, _NO_LIMIT)  # each in one, those in several in two or more
        system.bound({whole: 1, more: most - 1, **dict.fromkeys(parts, -1)}, 0, _NO_LIMIT)
    into, out_of = ([getattr(move, way) for move in each.values()] for way in ("into", "out_of"))
    system.bound({moves.changed: -1, **dict.fromkeys([*into, *out_of], 1)}, 0, _NO_LIMIT)
    for parts, more, less in ((into, several_now, several_before), (out_of, several_before, several_now)):
        system.bound({moves.changed: -1, less: 1, **dict.fromkeys(parts, 1)}, 0, _NO_LIMIT)  # only from several can one be left alone
        system.bound({moves.changed: 1, more: most - 1, **dict.fromkeys(parts, -1)}, 0, _NO_LIMIT)
    for gained, left, more in ((into, out_of, several_now), (out_of, into, several_before)):
        for place, part in enumerate(gained):  # whoever changed to one category alone came from another
            system.bound({part: -1, more: 1, **dict.fromkeys((*left[:place], *left[place + 1 :]), 1)}, 0, _NO_LIMIT)


def _time_out(
    system: System, joint: Cells, now: OneDay, before: OneDay, total: int, then: int, joined: int, newly: int, stayed: int
) -> None:
    """Who is newly out for over 52 weeks is out for over 52 weeks, and the others who are were so before. That those who joined have not
    been out for so long, and that those who have were out before, is known where the numbers bear it out."""
    values = joint.values
    over, over_before = (day.cell("not_in_school_figures", "out_for_over_52_weeks") for day in (now, before))
    system.imply(total, [newly], values[total] - values[newly])
    if over is not None and over_before is not None:
        still = system.watch()
        system.bound({over: 1, newly: -1, still: -1}, 0, 0)
        system.within(still, over_before)
        if values[over_before] + values[newly] <= values[then]:
            system.stay_within((over_before, newly), then)
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
    return "Before Reception" if year_group == "Reception" else year_group


def _or_none(system: System, cell: int | None) -> int:
    """A number, or one that is 0 where nobody has the word."""
    if cell is not None:
        return cell
    nobody = system.number()
    system.bound({nobody: 1}, 0, 0)
    return nobody
