"""What must hold between the children not in school on two days, and those who joined, left or changed category in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from rollcall.attack.book import Book
from rollcall.attack.counts import Count, is_
from rollcall.attack.knowledge import CHANGED, JOINED, LEFT_OTHERWISE, NEWLY_LONG, OF_ONE_DAY, OUT, RETURNED, SCOPE
from rollcall.attack.reading import PAIRS, first_year
from rollcall.attack.rule import MANY
from rollcall.definitions import codes
from rollcall.definitions.calendar import school_year_starts

_ONE_OF_EACH = ("locality", "SEN status", "primary need", "sex", "social care")  # as the list of children tells them, of any day
_LONG = is_("time out", codes.DURATION_BANDS[-1].label)
_UNDATED = ("cannot reach a service", "record of ")
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
    _records(book, between)
    _known_to_health(book, between, stayed)
    _categories(book, between)


def _over_52_weeks(book: Book, between: _Between, since: str) -> None:
    """Who is out for over 52 weeks, and not newly, was out for over 52 weeks before."""
    newly = book.place(between.now.with_(is_(NEWLY_LONG, since)))
    long, long_before = book.place(between.now.with_(_LONG)), book.place(between.then.with_(_LONG))
    if newly is None or long is None:
        return
    book.system.at_most(newly, long, f"{between.why}: newly over 52 weeks")
    if long_before is not None:
        gone = ((long_before, 1), (long, -1), (newly, 1))
        book.system.know(gone, 0, MANY, f"{between.why}: over 52 weeks before")
        book.system.aim(gone, f"{between.why}: over 52 weeks before, and no more")


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
    came, went = [], []
    for word in here.places.keys() | there.places.keys():
        if here.tells_of(word) and there.tells_of(word):
            numbers = _flow(book, between, f"{name} {word}", here.places.get(word), there.places.get(word))
            came.append(numbers[0])
            went.append(numbers[1])
    for numbers_, whole in ((came, between.joined), (went, between.gone)):
        if numbers_:
            book.system.know([(whole, 1), *((number, -1) for number in numbers_)], 0, MANY, f"{between.why}: by {name}")


def _flow(book: Book, between: _Between, what: str, here: int | None, there: int | None) -> tuple[int, int]:
    """How many of some children, who are the same on both days, joined and left: few, or few of the others, would be found out."""
    system, why = book.system, f"{between.why}: {what}"
    found = []
    for kind, whole, place in (("came", between.joined, here), ("went", between.gone, there)):
        number = system.number((kind, between.now, between.then.on, what))
        system.aim(((number, 1),), f"{why} {kind}")
        system.at_most(number, whole, f"{why} {kind}")
        if place is None:
            system.know([(number, 1)], 0, 0, f"{why}: nobody")
        else:
            system.at_most(number, place, f"{why} {kind}")
        found.append(number)
    ends = [(place, sign) for place, sign in ((here, 1), (there, -1)) if place is not None]
    system.know([*ends, (found[0], -1), (found[1], 1)], 0, 0, why)
    return found[0], found[1]


def _known_to_health(book: Book, between: _Between, stayed: int) -> None:
    """Whom health knew it still knows, as far as one month's files tell."""
    for month in book.months:
        known = is_(f"known to (kept {month})", "both")
        here, there = book.place(between.now.with_(known)), book.place(between.then.with_(known))
        if here is None or there is None:
            continue
        system, why = book.system, f"{between.why}: known to health"
        came, went, kept, newly = (
            system.number((kind, between.now, between.then.on, "known", month)) for kind in ("came", "went", "kept", "newly known")
        )
        for number in (came, went, kept, newly):
            system.aim(((number, 1),), why)
        system.know([(there, 1), (went, -1), (kept, -1)], 0, 0, why)
        system.know([(here, 1), (came, -1), (newly, -1), (kept, -1)], 0, 0, why)
        system.know([(stayed, 1), (kept, -1), (newly, -1)], 0, MANY, why)
        system.at_most(came, between.joined, why)
        system.at_most(went, between.gone, why)


def _records(book: Book, between: _Between) -> None:
    """Records of health services have no day: who has one is the same on both."""
    for name in book.names(between.now):
        if name.startswith(_UNDATED):
            for words, place in book.by(between.now, name).items():
                there = book.place(between.then.with_((name, words)))
                if there is not None:
                    _flow(book, between, f"{name} {' or '.join(sorted(words))}", place, there)


def _categories(book: Book, between: _Between) -> None:
    """A category's children joined, changed into it, or were in it before; whoever is in several is in a pair of them, and in each."""
    days = (between.now, between.then)
    here, there = (book.every_word_of(count, "category") for count in days)
    if here is None or there is None or between.changed is None:
        return
    system = book.system
    each = {one: _move(book, between, one, here.get(one), there.get(one)) for one in here.keys() | there.keys()}
    in_several = [book.system.number(count.with_(_SEVERAL)) for count in days]
    several = _move(book, between, "in several categories", *in_several)
    told_of_all = True
    pairs: list[dict[str, int]] = []
    for one, other in combinations(sorted(each), 2):
        ends = [book.place(count.with_(is_("category", one), is_("category", other))) for count in days]
        told_of_all &= all(place is not None or (count, PAIRS) in book.all_words for count, place in zip(days, ends, strict=True))
        if told_of_all and any(place is not None for place in ends):
            pairs.append(_move(book, between, f"{one} and {other}", *ends))
            for way in ("came", "went"):
                for of in (each[one], each[other], several):
                    system.at_most(pairs[-1][way], of[way], f"{between.why}: {one} and {other} {way}", people=False)
    for way in several if told_of_all else ():
        system.know([(several[way], -1), *((pair[way], 1) for pair in pairs)], 0, MANY, f"{between.why}: in several, in a pair")
    for way, whole in (("came", between.joined), ("went", between.gone)):
        every = [(move[way], 1) for move in each.values()]
        system.know([*every, (whole, -1), (several[way], -1)], 0, MANY, f"{between.why}: each in a category")
        more = (several[way], max(len(each), 1) - 1)
        system.know([(whole, 1), more, *((number, -1) for number, _ in every)], 0, MANY, f"{between.why}: more than one")
    changes = [(move[way], 1) for move in each.values() for way in ("into", "out of")]
    system.know([*changes, (between.changed, -1)], 0, MANY, f"{between.why}: who changed changed something")
    is_several, was_several = in_several
    for way, other_way, then, now in (("into", "out of", was_several, is_several), ("out of", "into", is_several, was_several)):
        ones = [(move[way], 1) for move in each.values()]
        system.know([*ones, (then, 1), (between.changed, -1)], 0, MANY, f"{between.why}: only from several to one of them, or back")
        less = [(number, -1) for number, _ in ones]
        system.know([(between.changed, 1), (now, max(len(each), 1) - 1), *less], 0, MANY, f"{between.why}: more than one")
        for one, move in each.items():
            others = [(another[other_way], 1) for name, another in each.items() if name != one]
            system.know([*others, (now, 1), (move[way], -1)], 0, MANY, f"{between.why}: {one} alone, and another on the other day")


def _move(book: Book, between: _Between, what: str, here: int | None, there: int | None) -> dict[str, int]:
    """How many of a category's children joined, changed into it, left, and changed out of it."""
    assert between.changed is not None
    system, why = book.system, f"{between.why}: {what}"
    wholes = {"came": between.joined, "into": between.changed, "went": between.gone, "out of": between.changed}
    found = {}
    for way, whole in wholes.items():
        found[way] = system.number((way, between.now, between.then.on, what))
        system.aim(((found[way], 1),), f"{why} {way}")
        system.at_most(found[way], whole, f"{why} {way}", people=False)
    kept = system.number(("kept", between.now, between.then.on, what))
    system.aim(((kept, 1),), f"{why} on both days")
    for ways, place in ((("came", "into"), here), (("went", "out of"), there)):
        is_or_was = [(place, 1)] if place is not None else []
        system.know([*is_or_was, (kept, -1), *((found[way], -1) for way in ways)], 0, 0, why)
    return found
