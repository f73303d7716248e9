"""One attack: what a session was shown goes in, and every number of people that it gives away comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rollcall.attack import knowledge_health, knowledge_out, knowledge_returns, knowledge_waits, parts
from rollcall.attack.book import Book
from rollcall.attack.break_up import pieces
from rollcall.attack.reading import Look
from rollcall.attack.rule import Rule
from rollcall.attack.search import Narrowed, Piece
from rollcall.attack.system import System

_MOST_EVIDENCE = 12


@dataclass(frozen=True)
class Breach:
    """A number narrowed below the rule: what it is, the least and most that it can be, and the shown numbers that give it away."""

    what: str
    least: int | None = None  # None where something was shown that is never to be shown
    most: int | None = None
    evidence: tuple[str, ...] = ()

    def __str__(self) -> str:
        known = "" if self.least is None else f" is {self.least}" if self.least == self.most else f" is {self.least} to {self.most}"
        return f"{self.what}{known}"


@dataclass(frozen=True)
class Verdict:
    """What came of an attack."""

    shown: int  # numbers shown
    hidden: int  # of them hidden
    targets: int  # numbers that the attacker tried to find out
    systems: int  # pieces that hang together
    solved: int  # integer programs solved for them; none where the very piece was attacked before
    breaches: tuple[Breach, ...]


@dataclass
class Remembered:
    """Pieces that were attacked before, by everything that is in them."""

    found: dict[bytes, tuple[Narrowed, ...]] = field(default_factory=dict)

    def attack(self, piece: Piece, rule: Rule) -> tuple[Narrowed, ...]:
        """The targets of a piece that were narrowed below the rule."""
        key = hashlib.sha256(repr(rule).encode())
        for matrix in (piece.sums, piece.targets):
            for part in (matrix.indptr, matrix.indices, matrix.data):
                key.update(part.tobytes())
        for numbers in (piece.least, piece.most, piece.sums_least, piece.sums_most):
            key.update(numbers.tobytes())
        signature = key.digest()
        if signature not in self.found:
            self.found[signature] = tuple(piece.narrowed(rule))
        return self.found[signature]


def write_down(looks: Sequence[Look], options: Mapping[str, frozenset[str]]) -> Book:
    """Everything that was shown, and everything that is known to hold, as one system."""
    book = Book(looks, options)
    knowledge_waits.prepare(book)
    book.index()
    parts.relate(book)
    for knowledge in (knowledge_out, knowledge_waits, knowledge_returns, knowledge_health):
        knowledge.add(book)
    return book


def attack(looks: Sequence[Look], rule: Rule, options: Mapping[str, frozenset[str]], remembered: Remembered | None = None) -> Verdict:
    """Attack everything that a session was shown."""
    remembered = remembered or Remembered()
    book = write_down(looks, options)
    breaches = [Breach(broken) for look in looks for broken in look.broken]
    together = pieces(book.system)
    for piece, targets in together:
        for narrowed in remembered.attack(piece, rule):
            target = book.system.targets[targets[narrowed.target]]
            breaches.append(Breach(target.name, narrowed.least, narrowed.most, _evidence(book.system, looks, target.terms)))
    return Verdict(
        shown=sum(len(look.shown) for look in looks),
        hidden=len({shown.count for look in looks for shown in look.shown if shown.value is None}),
        targets=len(book.system.targets),
        systems=len(together),
        solved=sum(piece.solved for piece, _ in together),
        breaches=tuple(breaches),
    )


def _evidence(system: System, looks: Sequence[Look], terms: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The shown numbers nearest to a target: those in it, and those in a sum with one of them."""
    places = {place for place, _ in terms}
    near = [
        {place for place, _ in known.terms} for known in system.sums if places & {place for place, _ in known.terms} and len(known.terms) < 40
    ]
    wanted = [*sorted(places), *(place for known in near for place in sorted(known - places))]
    said: dict[int, str] = {}
    for look in looks:
        for shown in look.shown:
            place = system.places[shown.count]
            said.setdefault(place, f"{shown.place}: {'c' if shown.value is None else shown.value}")
    return tuple(said[place] for place in dict.fromkeys(wanted) if place in said)[:_MOST_EVIDENCE]
