"""What must hold between the children not in school on two days, and those who joined, left or changed category in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rollcall.attack.book import Book
from rollcall.attack.counts import Count, is_
from rollcall.attack.knowledge import CHANGED, JOINED, LEFT_OTHERWISE, NEWLY_LONG, OF_ONE_DAY, OUT, RETURNED, SCOPE
from rollcall.attack.reading import first_year
from rollcall.attack.rule import MANY
from rollcall.definitions import codes
from rollcall.definitions.calendar import school_year_starts

_ONE_OF_EACH = ("locality", "SEN status", "primary need", "sex", "social care")  # as the list of children tells them, of any day
_LONG = is_("time out", codes.DURATION_BANDS[-1].label)
_SEVERAL = is_("in several categories", "yes")


@dataclass(frozen=True)
class _Between:
    """Two days: all who are out on each, and the numbers that tell of what happened in between."""

    now: Count
    then: Count
    joined: int
    gone: int
    changed: int | None
    why: str


@dataclass(frozen=True)
class _Words:
    """The children of one day by one thing: a number for each word, and the only words that there are, where that is known."""

    places: Mapping[str, int]
    told: frozenset[str] | None

    def tells_of(self, word: str) -> bool:
        """Whether a word has a number, or is known to be nobody's."""
        return word in self.places or (self.told is not None and word not in self.told)


def add(book: Book) -> None:
    """Add what holds to the system."""
    for now in [count for count in book.counts(SCOPE) if OUT in count.where]:
        for name, words in now.where:
            if name == JOINED and len(words) == 1:
                _since(book, now.without((name, words)), date.fromisoformat(next(iter(words))))


def _since(book: Book, now: Count, earlier: date) -> None:
    if any(name in (OF_ONE_DAY, "born for", "category") for name, _ in now.where):
        return
    system, on, since = book.system, str(now.on), str(earlier)
    then, why = now._replace(on=earlier), f"{now}, since {earlier:%d/%m/%Y}"
    joined, whole = book.place(now.with_(is_(JOINED, since))), book.place(now)
    assert joined is not None
    stayed, gone = system.number(("stayed", now, earlier)), system.number(("gone", now, earlier))
    if whole is not None:
        system.know([(whole, 1), (joined, -1), (stayed, -1)], 0, 0, f"{why}: who has not joined has stayed")
        system.aim(((stayed, 1),), f"{why}: stayed")
    before = book.place(then)
    if before is not None:
        system.know([(before, 1), (gone, -1), (stayed, -1)], 0, 0, f"{why}: who has not left has stayed")
    ways = [book.place(then.with_(is_(way, on))) for way in (RETURNED, LEFT_OTHERWISE)]
    shown = [(way, 1) for way in ways if way is not None]
    system.know([(gone, -1), *shown], 0 if len(shown) == len(ways) else -MANY, 0, f"{why}: who has left returned or left otherwise")
    system.aim(((gone, 1),), f"{why}: gone")
    changed = book.place(now.with_(is_(CHANGED, since)))
    if changed is not None:
        system.at_most(changed, stayed, f"{why}: who changed category stayed")
    between = _Between(now, then, joined, gone, changed, why)
    _over_52_weeks(book, between, since)
    for name in _ONE_OF_EACH:
        _by_one_word(book, between, name, *(_Words(book.words_of(day, name), book.all_words.get((day, name))) for day in (now, then)))
    _by_year_group(book, between)
    _categories(book, between)


def _over_52_weeks(book: Book, between: _Between, since: str) -> None:
    """Who is out for over 52 weeks, and not newly, was out for over 52 weeks before."""
    newly = book.place(between.now.with_(is_(NEWLY_LONG, since)))
    long, long_before = book.place(between.now.with_(_LONG)), book.place(between.then.with_(_LONG))
    if newly is None or long is None:
        return
    book.system.at_most(newly, long, f"{between.why}: newly over 52 weeks")
    if long_before is not None:
        book.system.know([(long_before, 1), (long, -1), (newly, 1)], 0, MANY, f"{between.why}: over 52 weeks before")


def _by_year_group(book: Book, between: _Between) -> None:
    """The children of a year group were those of the one below a year before."""
    days = []
    for count in (between.now, between.then):
        assert count.on is not None
        year, told = school_year_starts(count.on).year, book.all_words.get((count, OF_ONE_DAY))
        places = {first_year(word, year): place for word, place in book.words_of(count, OF_ONE_DAY).items()}
        days.append(_Words(places, None if told is None else frozenset(first_year(word, year) for word in told)))
    _by_one_word(book, between, OF_ONE_DAY, *days)


def _by_one_word(book: Book, between: _Between, name: str, here: _Words, there: _Words) -> None:
    """The difference between the two days, word by word: so many of those who joined, less so many of those who left."""
    system = book.system
    came, went = [], []
    for word in here.places.keys() | there.places.keys():
        if not (here.tells_of(word) and there.tells_of(word)):
            continue
        ends = [(day.places[word], sign) for day, sign in ((here, 1), (there, -1)) if word in day.places]
        came.append(system.number(("joined", between.now, between.then.on, name, word)))
        went.append(system.number(("gone", between.now, between.then.on, name, word)))
        system.know([*ends, (came[-1], -1), (went[-1], 1)], 0, 0, f"{between.why}: {name} {word}")
        for number, day in ((came[-1], here), (went[-1], there)):
            if word in day.places:
                system.at_most(number, day.places[word], f"{between.why}: {name} {word}", people=False)
            else:
                system.know([(number, 1)], 0, 0, f"{between.why}: nobody of {name} {word}")
    for numbers, whole in ((came, between.joined), (went, between.gone)):
        if numbers:
            system.know([(whole, 1), *((number, -1) for number in numbers)], 0, MANY, f"{between.why}: by {name}")


def _categories(book: Book, between: _Between) -> None:
    """A category's children joined, changed into it, or were in it before; whoever is in several is in each."""
    told = [book.all_words.get((count, "category")) for count in (between.now, between.then)]
    here, there = (book.words_of(count, "category") for count in (between.now, between.then))
    several = [book.place(count.with_(_SEVERAL)) for count in (between.now, between.then)]
    if told[0] != here.keys() or told[1] != there.keys() or between.changed is None or None in several:
        return
    system = book.system
    moves: list[list[int]] = [[], [], [], []]
    wholes = (between.joined, between.changed, between.gone, between.changed)
    for category in here.keys() | there.keys():
        ends = [(places[category], sign) for places, sign in ((here, 1), (there, -1)) if category in places]
        mine = [system.number((kind, between.now, between.then.on, category)) for kind in ("came", "into", "went", "out of")]
        why = f"{between.why}: {category}"
        system.know([*ends, *((number, -1) for number in mine[:2]), *((number, 1) for number in mine[2:])], 0, 0, why)
        for numbers, places in ((mine[:2], here), (mine[2:], there)):
            is_or_was = [(places[category], 1)] if category in places else []
            system.know([*is_or_was, *((number, -1) for number in numbers)], 0, MANY, why)
        for number, whole, all_ in zip(mine, wholes, moves, strict=True):
            system.at_most(number, whole, why, people=False)
            all_.append(number)
    for numbers, whole, more, each_has_one in zip(
        moves, wholes, (*several[:1], *several[:1], *several[1:], *several[1:]), (True, False) * 2, strict=True
    ):
        assert more is not None
        every = [(number, 1) for number in numbers]
        if each_has_one:
            system.know([*every, (whole, -1)], 0, MANY, f"{between.why}: each in a category")
        if numbers:
            system.know(
                [(whole, 1), (more, len(numbers) - 1), *((number, -1) for number in numbers)], 0, MANY, f"{between.why}: more than one"
            )
    every = [(number, 1) for number in (*moves[1], *moves[3])]
    system.know([*every, (between.changed, -1)], 0, MANY, f"{between.why}: who changed changed something")
