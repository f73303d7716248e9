"""The attacker's notebook: every look of a session put together, and the system that is written from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rollcall.attack.counts import Condition, Count
from rollcall.attack.reading import Look, Summary
from rollcall.attack.system import System


class Book:
    """What was shown, by the set it counts, and the system that grows from it."""

    def __init__(self, looks: Sequence[Look], options: Mapping[str, frozenset[str]]) -> None:
        self.system = System()
        self.options = options  # the words that a filter can have: everybody's word is among them
        self.all_words: dict[tuple[Count, str], frozenset[str]] = {}
        self.summaries: list[Summary] = list(dict.fromkeys(summary for look in looks for summary in look.summaries))
        self.months = sorted({look.month for look in looks})
        self._seen = {look.whole_table for look in looks if look.whole_table is not None}
        for look in looks:
            for shown in look.shown:
                self.system.bound(shown.count, shown.least, shown.most)
            for count, name, words in look.all_words:
                self.all_words[count, name] = words
        self._by_what: dict[str, list[Count]] = {}
        self._parts: dict[tuple[Count, str], dict[frozenset[str], int]] = {}
        self._names: dict[Count, list[str]] = {}
        self.index()

    def index(self) -> None:
        """Look the counts up again, after some were named."""
        self._by_what, self._parts, self._names = {}, {}, {}
        for count, place in self.system.places.items():
            if not isinstance(count, Count):
                continue
            self._by_what.setdefault(count.what, []).append(count)
            for condition in count.where:
                whole, (name, words) = count.without(condition), condition
                if (whole, name) not in self._parts:
                    self._parts[whole, name] = {}
                    self._names.setdefault(whole, []).append(name)
                self._parts[whole, name][words] = place

    @property
    def parts(self) -> Iterable[tuple[tuple[Count, str], Mapping[frozenset[str], int]]]:
        """Every set (shown or not) from which shown ones differ by one thing, and those."""
        return self._parts.items()

    def counts(self, what: str) -> Sequence[Count]:
        """Every count of one kind of people."""
        return self._by_what.get(what, ())

    def place(self, count: Count) -> int | None:
        """Where a count stands in the system, if it was shown or named."""
        return self.system.places.get(count)

    def names_of(self, whole: Count) -> Sequence[str]:
        """The things by which parts of a set were shown or named."""
        return self._names.get(whole, ())

    def words_of(self, whole: Count, name: str) -> dict[str, int]:
        """The parts of a set by one word each."""
        return {next(iter(words)): place for words, place in self._parts.get((whole, name), {}).items() if len(words) == 1}

    def every_word_of(self, whole: Count, name: str) -> dict[str, int] | None:
        """The same of the only words that there are; nothing where those, or the parts by some of them, are not known."""
        known, words = self.all_words.get((whole, name)), self.words_of(whole, name)
        return {word: words[word] for word in sorted(known)} if known is not None and known <= words.keys() else None

    def names(self, whole: Count) -> Sequence[str]:
        """By which things a set was divided."""
        return self._names.get(whole, ())

    def by(self, whole: Count, name: str) -> Mapping[frozenset[str], int]:
        """The parts of a set by one thing."""
        return self._parts.get((whole, name), {})

    def having(self, whole: Count, starts: str, words: frozenset[str] | None, ends: str) -> list[int]:
        """The parts of a set by a thing whose name starts and ends in some way: of these words, or of any."""
        found = []
        for name in self._names.get(whole, ()):
            if name.startswith(starts) and name.endswith(ends):
                parts = self._parts[whole, name]
                found += list(parts.values()) if words is None else [parts[words]] if words in parts else []
        return found

    def seen(self, question: str, month: int, where: frozenset[Condition], on: date | None) -> bool:
        """Whether the whole of a table was seen, and not all of it hidden."""
        return (question, month, where, on) in self._seen
