"""What must hold between numbers of children who are not in school, of their waits, and of the services they cannot reach."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from rollcall.attack import overseen
from rollcall.attack.book import Book
from rollcall.attack.counts import Count, is_
from rollcall.attack.knowledge import BACK, OF_ONE_DAY, OUT, SCOPE, WAITING, WAITING_CHILDREN
from rollcall.attack.reading import PAIRS
from rollcall.attack.rule import MANY
from rollcall.definitions import codes

_SERVICE = "record of "


def add(book: Book) -> None:
    """Add what holds to the system."""
    for total in [count for count in book.counts(SCOPE) if OUT in count.where]:
        _categories(book, total)
        _waits(book, total)
        _services(book, total)
        _overseen(book, total)
        _out_since(book, total)
    for children in book.counts(SCOPE):
        _known(book, children)
    for back in book.counts(BACK):
        _out_again(book, back)


def _categories(book: Book, total: Count) -> None:
    """A child in several categories is counted in each of them, and in every pair of them."""
    categories = book.words_of(total, "category")
    several = book.place(total.with_(is_("in several categories", "yes")))
    whole = book.place(total)
    if whole is None or not categories or any(name == "category" for name, _ in total.where):
        return
    known = book.every_word_of(total, "category")
    why = f"{total}: categories"
    if several is not None and known is not None:
        more = [(place, 1) for place in known.values()]
        book.system.know([*more, (whole, -1), (several, -1)], 0, MANY, f"{why}, those in several in two or more")
        book.system.know([*more, (whole, -1), (several, 1 - max(len(known), 2))], -MANY, 0, f"{why}, those in several in no more than all")
    _pairs(book, total, whole, several, known, why)


def _pairs(book: Book, total: Count, whole: int, several: int | None, categories: dict[str, int] | None, why: str) -> None:
    told = book.all_words.get((total, PAIRS))
    if told is None:
        return
    system = book.system
    pairs: dict[tuple[str, str], int] = {}
    for one, other in combinations(sorted(told), 2):
        place = book.place(total.with_(is_("category", one), is_("category", other)))
        if place is not None:
            pairs[one, other] = place
            if several is not None:
                system.at_most(place, several, f"{why}, a pair")
    if several is not None:
        system.know([(several, -1), *((place, 1) for place in pairs.values())], 0, MANY, f"{why}, whoever is in several is in a pair")
    if several is None or categories is None:
        return
    alone = {category: system.number(("only in", total, category)) for category in categories}
    for category, place in categories.items():
        mine = [pair for names, pair in pairs.items() if category in names]
        system.at_most(alone[category], place, f"{why}, only in {category}")
        system.aim(((alone[category], 1),), f"{why}, only in {category}")
        system.know([(place, -1), (alone[category], 1), *((pair, 1) for pair in mine)], 0, MANY, f"{why}, in {category} and another")
        for pair in mine:
            system.know([(place, 1), (alone[category], -1), (pair, -1)], 0, MANY, f"{why}, a pair is not alone")
    system.know([(whole, -1), (several, 1), *((place, 1) for place in alone.values())], 0, 0, f"{why}, in one or in several")


def _waits(book: Book, total: Count) -> None:
    """Whoever has no SEND by status is in scope only by waiting; who waits has a referral that waits."""
    waits = book.place(total.with_(is_("waits", "yes")))
    if waits is None:
        return
    others = [place for word, place in book.words_of(total, "SEN status").items() if word not in ("E", "K")]
    if others:
        with_send = ((waits, 1), *((place, -1) for place in others))
        book.system.know(with_send, 0, MANY, f"{total}: without SEND only by waiting")
        book.system.aim(with_send, f"{total}: with SEND, and waiting")
    where = total.where - {OUT}
    children = book.place(Count(WAITING_CHILDREN, total.on, where))
    if children is not None:
        book.system.at_most(waits, children, f"{total}: children who wait")
    place = Count(WAITING, total.on, where).with_(is_("place", "not in school"))
    known = book.all_words.get((place, "assessment"))
    referrals = book.words_of(place, "assessment")
    if known is not None and known == referrals.keys():
        book.system.know([(waits, -1), *((one, 1) for one in referrals.values())], 0, MANY, f"{total}: who waits has a referral")


def _out_since(book: Book, total: Count) -> None:
    """Whoever has been out for as many days as have passed since a month end was out then, unless by a referral alone: in months in which
    nobody comes of school age."""
    assert total.on is not None
    others = {word: place for word, place in book.words_of(total, "SEN status").items() if word not in ("E", "K")}
    bands = book.words_of(total, "time out")
    if not bands or book.all_words.get((total, "SEN status")) is None:
        return
    for then in book.counts(SCOPE):
        if then.where != total.where or then.on is None or then.on >= total.on or _somebody_comes_of_school_age(then.on, total.on):
            continue
        if any(name == OF_ONE_DAY for name, _ in total.where):
            continue
        since = (total.on - then.on).days
        long = [bands[band.label] for band in codes.DURATION_BANDS if band.days_from >= since and band.label in bands]
        place = book.place(then)
        if long and place is not None:
            terms = [(place, 1), *((other, 1) for other in others.values()), *((one, -1) for one in long)]
            book.system.know(terms, 0, MANY, f"{total}: out for {since} days or more, so on {then.on:%d/%m/%Y} too")


def _somebody_comes_of_school_age(after: date, until: date) -> bool:
    """Whether a day on which school age begins (31 March, 31 August, 31 December) lies after a day, up to another."""
    return any(after < date(year, month, 31) <= until for year in range(after.year, until.year + 1) for month in (3, 8, 12))


def _services(book: Book, total: Count) -> None:
    """Whoever cannot reach some service cannot reach at least one of those listed."""
    for month in book.months:
        kept_out = book.place(total.with_(is_(f"cannot reach a service (kept {month})", "yes")))
        if kept_out is None:
            continue
        of_each = book.having(total, f"{_SERVICE}", frozenset({"cannot_access"}), f" (kept {month})")
        for place in of_each:
            book.system.at_most(place, kept_out, f"{total}: cannot reach one service")
        if of_each and book.seen("health_access_by_service", month, total.where - {OUT}, total.on):
            book.system.know([(kept_out, -1), *((one, 1) for one in of_each)], 0, MANY, f"{total}: cannot reach some service")


def _overseen(book: Book, total: Count) -> None:
    """Whoever is home educated is taught by the parents or by others; who has hours recorded is not among those of whom none are; and who
    is open to social care and was seen longer ago was seen longer ago."""
    system = book.system
    for month in book.months:
        kept = f" (kept {month})"
        educated, by_parents, some, hours = (
            book.place(total.with_(*conditions))
            for conditions in (
                (is_("category", "ehe"),),
                (is_(f"provision{kept}", "by parents"),),
                (is_(f"provision{kept}", "some"),),
                (is_("category", "unregistered_ap"), is_(f"hours recorded{kept}", "yes")),
            )
        )
        if educated is not None and by_parents is not None:
            system.at_most(by_parents, educated, f"{total}: taught by the parents")
            if some is not None:
                taught = ((some, 1), (educated, -1), (by_parents, 1))
                system.know(taught, 0, MANY, f"{total}: home educated, and taught by others")
                system.aim(taught, f"{total}: taught by others, and not home educated")
        nothing = book.place(total.with_(is_(f"provision{kept}", "nothing")))
        if by_parents is not None and some is not None and nothing is not None and hours is not None:
            _hours(book, total, hours, by_parents, ((some, 1), (nothing, 1)), kept)
        longer = [_longer_ago(book, count, kept) for count in (total, total.with_(*overseen.OPEN))]
        if all(longer):
            less = [(place, -times) for place, times in longer[1]]
            system.know([*longer[0], *less], 0, MANY, f"{total}: seen longer ago")
            system.aim([*longer[0], *less], f"{total}: seen longer ago, and not open to social care")


def _hours(book: Book, total: Count, hours: int, by_parents: int, known: tuple[tuple[int, int], ...], kept: str) -> None:
    """Whose hours of unregistered provision are recorded has some or none, unless the parents educate the child too."""
    system, why = book.system, f"{total}: hours of unregistered provision"
    at_home_too = system.number(("at home too", total, kept))
    both = book.place(total.with_(is_("category", "ehe"), is_("category", "unregistered_ap")))
    several = book.place(total.with_(is_("in several categories", "yes")))
    for whole in (hours, by_parents, both, several):
        if whole is not None:
            system.at_most(at_home_too, whole, why)
    others = (*known, (hours, -1), (at_home_too, 1))
    system.know(others, 0, MANY, why)
    system.aim(others, f"{why}, and others whose hours are recorded")


def _longer_ago(book: Book, total: Count, kept: str) -> list[tuple[int, int]]:
    """Who was seen more than 12 weeks ago, as what is left of all."""
    name = f"weeks since a visit{kept}"
    places = [book.place(count) for count in (total, total.with_(is_(name, *overseen.LATELY)), total.with_(is_(name, "not recorded")))]
    return [(place, times) for place, times in zip(places, (1, -1, -1), strict=True) if place is not None] if None not in places else []


def _known(book: Book, total: Count) -> None:
    """Health knows whoever waits for an assessment, has a service in place or waits for one."""
    for month in book.months:
        both = book.place(total.with_(is_(f"known to (kept {month})", "both")))
        if both is None:
            continue
        waits = book.place(total.with_(is_("waits", "yes")))
        found = [] if waits is None else [waits]
        for status in ("in_place", "waiting"):
            found += book.having(total, f"{_SERVICE}", frozenset({status}), f" (kept {month})")
        for place in found:
            book.system.at_most(place, both, f"{total}: known to health")


def _out_again(book: Book, back: Count) -> None:
    """Whoever came back and is out again is not in school."""
    stayed = book.place(back.with_(is_("out again", "no")))
    whole = book.place(back)
    where = frozenset(condition for condition in back.where if condition[0] != "category")
    out = book.place(Count(SCOPE, back.on, where).with_(OUT))
    if stayed is not None and whole is not None and out is not None:
        book.system.know([(out, 1), (whole, -1), (stayed, 1)], 0, MANY, f"{back}: out again is out")
