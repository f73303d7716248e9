"""One attack: what a session was shown goes in, and every number of people that it gives away comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rollcall.attack import knowledge_changes, knowledge_health, knowledge_out, knowledge_returns, knowledge_voice, knowledge_waits, parts
from rollcall.attack.book import Book
from rollcall.attack.break_up import pieces
from rollcall.attack.reading import Look
from rollcall.attack.rule import Rule
from rollcall.attack.search import Piece
from rollcall.attack.system import System

_MOST_EVIDENCE = 12
_MOST_WORLDS = 200


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
    solved: int  # integer programs solved for them; none where areas that an earlier attack found did
    breaches: tuple[Breach, ...]
    worlds: Worlds = field(repr=False)


class Worlds:
    """Possible areas that an attack found, number by number: whoever saw a part of what it was shown cannot rule them out either."""

    def __init__(self, system: System, pieces_: Sequence[Piece]) -> None:
        most = min(max((len(piece.worlds) for piece in pieces_), default=0), _MOST_WORLDS)
        numbers = np.tile(np.array(system.least, float), (most, 1))
        for piece in pieces_:
            order = np.arange(len(piece.worlds) - 1, len(piece.worlds) - 1 - most, -1) % len(piece.worlds)
            numbers[:, piece.places] = piece.worlds[order]
        self._numbers, self._places = numbers, dict(system.places)

    def help(self, system: System, piece: Piece) -> None:
        """Give a piece of a part of the system the areas that are possible in it; what only the part names is worked out from the rest."""
        names = system.names()
        known = np.array([self._places.get(names[place], -1) for place in piece.places.tolist()])
        worlds = np.where(known >= 0, self._numbers[:, known], np.nan)
        for row, times in zip(piece.sums.toarray() if (known < 0).any() else (), piece.sums_least, strict=False):
            unknown = np.flatnonzero((row != 0) & np.isnan(worlds).any(axis=0))
            if len(unknown) == 1:
                others = np.delete(np.arange(len(row)), unknown)
                worlds[:, unknown[0]] = (times - worlds[:, others] @ row[others]) / row[unknown[0]]
        piece.take_worlds(np.where(np.isnan(worlds), piece.least, worlds))


def write_down(looks: Sequence[Look], options: Mapping[str, frozenset[str]]) -> Book:
    """Everything that was shown, and everything that is known to hold, as one system."""
    book = Book(looks, options)
    knowledge_waits.prepare(book)
    knowledge_voice.prepare(book)
    book.index()
    parts.relate(book)
    for knowledge in (knowledge_out, knowledge_changes, knowledge_waits, knowledge_returns, knowledge_health, knowledge_voice):
        knowledge.add(book)
    return book


def attack(looks: Sequence[Look], rule: Rule, options: Mapping[str, frozenset[str]], worlds: Worlds | None = None) -> Verdict:
    """Attack everything that a session was shown. `worlds` are what an attack on all that could be shown of the area came upon."""
    book = write_down(looks, options)
    breaches = [Breach(broken) for look in looks for broken in look.broken]
    together = pieces(book.system)
    for piece, targets in together:
        if worlds is not None:
            worlds.help(book.system, piece)
        for narrowed in piece.narrowed(rule):
            target = book.system.targets[targets[narrowed.target]]
            breaches.append(Breach(target.name, narrowed.least, narrowed.most, _evidence(book.system, looks, target.terms)))
    return Verdict(
        shown=sum(len(look.shown) for look in looks),
        hidden=len({shown.count for look in looks for shown in look.shown if shown.value is None}),
        targets=len(book.system.targets),
        systems=len(together),
        solved=sum(piece.solved for piece, _ in together),
        breaches=tuple(breaches),
        worlds=Worlds(book.system, [piece for piece, _ in together]) if worlds is None else worlds,
    )


def _evidence(system: System, looks: Sequence[Look], terms: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The shown numbers nearest to a target: those in it, and those in a sum with one of them."""
    places = {place for place, _ in terms}
    near = [
        {place for place, _ in known.terms}
        for known in system.sums
        if places & {place for place, _ in known.terms} and len(known.terms) < 40
    ]
    wanted = [*sorted(places), *(place for known in near for place in sorted(known - places))]
    said: dict[int, str] = {}
    for look in looks:
        for shown in look.shown:
            place = system.places[shown.count]
            said.setdefault(place, f"{shown.place}: {'c' if shown.value is None else shown.value}")
    return tuple(said[place] for place in dict.fromkeys(wanted) if place in said)[:_MOST_EVIDENCE]
