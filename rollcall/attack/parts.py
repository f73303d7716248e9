"""How sets of people lie in one another: a set that meets one condition more is a part, and the parts by one thing's words add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, pairwise

from rollcall.attack.book import Book
from rollcall.attack.counts import Count
from rollcall.attack.knowledge import ALL_WORDS, OF_LISTED_CHILDREN, has_one_word
from rollcall.attack.reading import plain_name
from rollcall.attack.rule import MANY
from rollcall.attack.system import System


def relate(book: Book) -> None:
    """Add to the system how every pair of sets that differ by one condition lie in one another."""
    system = book.system
    for name, place in list(system.places.items()):
        system.aim(((place, 1),), str(name))
    for (whole, name), parts in book.parts:
        total = book.place(whole)
        if total is not None or len(parts) > 1:
            _relate_family(system, whole, total, name, parts, _words_of(book, whole, name))


def _words_of(book: Book, whole: Count, name: str) -> frozenset[str] | None:
    """The only words that people of a set can have, where that is known: from a table of the set, or of a larger one."""
    plain = plain_name(name)
    if plain in ALL_WORDS:
        return ALL_WORDS[plain]
    for size in range(len(whole.where), -1, -1):
        for conditions in combinations(whole.where, size):
            found = book.all_words.get((whole._replace(where=frozenset(conditions)), name))
            if found is not None:
                return found
    return book.options.get(plain) if plain == "provider" or whole.what in OF_LISTED_CHILDREN else None


def _relate_family(
    system: System, whole: Count, place: int | None, name: str, parts: Mapping[frozenset[str], int], known: frozenset[str] | None
) -> None:
    why = f"{whole} by {name}"
    if place is not None:
        for part in parts.values():
            system.at_most(part, place, why)
    _nest(system, parts, why)
    told = frozenset().union(*parts)
    ends_there = known is not None and known <= told
    if has_one_word(whole.what, plain_name(name)):
        _add_up(system, whole, place, name, parts, ends_there, why)
    elif place is not None and ends_there:
        system.know([(place, -1), *((part, 1) for part in parts.values())], 0, MANY, f"{why}: everyone has one")


def _nest(system: System, parts: Mapping[frozenset[str], int], why: str) -> None:
    """Fewer words are a part of more words."""
    ordered = sorted(parts, key=len)
    for index, fewer in enumerate(ordered):
        wider = [words for words in ordered[index + 1 :] if fewer < words]
        for words in wider:
            if not any(fewer < between < words for between in wider):
                system.at_most(parts[fewer], parts[words], why)


def _add_up(
    system: System, whole: Count, place: int | None, name: str, parts: Mapping[frozenset[str], int], ends_there: bool, why: str
) -> None:
    """Everyone has exactly one word, so parts without a word in common add up to no more than the whole."""
    pieces = _pieces(parts)
    if all(any(piece == words for words in parts) for piece in pieces):
        places = [parts[piece] for piece in pieces]
        for words, part in parts.items():
            inside = [parts[piece] for piece in pieces if piece < words]
            if inside:
                system.know([(part, -1), *((one, 1) for one in inside)], 0, 0, why)
    elif _is_chain(parts):
        places = [parts[max(parts, key=len)]]
    else:
        places = [system.number(("piece", whole, name, piece)) for piece in pieces]
        for piece, one in zip(pieces, places, strict=True):
            system.aim(((one, 1),), f"{why}: {' or '.join(sorted(piece))}")
        for words, part in parts.items():
            system.know([(part, -1), *((one, 1) for piece, one in zip(pieces, places, strict=True) if piece <= words)], 0, 0, why)
    if place is not None:
        left = ((place, 1), *((one, -1) for one in places))
        system.know(left, 0, 0 if ends_there else MANY, why)
        if not ends_there:
            system.aim(left, f"{why}: what is left")


def _pieces(parts: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The words in groups that no part tells apart."""
    groups: dict[frozenset[int], set[str]] = {}
    for word in frozenset().union(*parts):
        groups.setdefault(frozenset(index for index, words in enumerate(parts) if word in words), set()).add(word)
    return [frozenset(group) for group in groups.values()]


def _is_chain(parts: Iterable[frozenset[str]]) -> bool:
    ordered = sorted(parts, key=len)
    return all(fewer < more for fewer, more in pairwise(ordered))
