"""Everything that was shown as one system: whole numbers between bounds, and the sums that hold between them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rollcall.attack.rule import MANY

Term = tuple[int, int]  # a number's place in the system, and how often it is counted


@dataclass(frozen=True)
class Sum:
    """What is known of a sum of numbers: that it lies between two."""

    terms: tuple[Term, ...]
    least: int
    most: int
    why: str


@dataclass(frozen=True)
class Target:
    """A number of people that the attacker would like to know: a shown or hidden one, or what follows from some of them."""

    terms: tuple[Term, ...]
    name: str


@dataclass
class System:
    """The numbers by name with their bounds, what is known of their sums, and the targets. It grows while it is written down."""

    places: dict[Hashable, int] = field(default_factory=dict)
    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    _aimed: set[tuple[Term, ...]] = field(default_factory=set)

    def number(self, name: Hashable) -> int:
        """The place of a number, made when it is not there: none to many people."""
        place = self.places.get(name)
        if place is None:
            place = self.places[name] = len(self.least)
            self.least.append(0)
            self.most.append(MANY)
        return place

    def bound(self, name: Hashable, least: int = 0, most: int = MANY) -> int:
        """A number known to lie between two; what was known of it before stays known."""
        place = self.number(name)
        self.least[place] = max(self.least[place], least)
        self.most[place] = min(self.most[place], most)
        return place

    def know(self, terms: Iterable[Term], least: int, most: int, why: str) -> None:
        """A sum known to lie between two."""
        together: dict[int, int] = {}
        for place, times in terms:
            together[place] = together.get(place, 0) + times
        kept = tuple((place, times) for place, times in together.items() if times)
        if kept or least > 0 or most < 0:
            self.sums.append(Sum(kept, least, most, why))

    def at_most(self, part: int, whole: int, why: str, people: bool = True) -> None:
        """A part is no more than the whole, and what is left of it is a number of people too."""
        if part != whole:
            self.know(((whole, 1), (part, -1)), 0, MANY, why)
            if people:
                self.aim(((whole, 1), (part, -1)), f"{why}: what is left")

    def aim(self, terms: Sequence[Term], name: str) -> None:
        """A number of people to be found out."""
        kept = tuple(sorted(terms))
        if kept not in self._aimed:
            self._aimed.add(kept)
            self.targets.append(Target(kept, name))

    def names(self) -> Mapping[int, Hashable]:
        """The name of the number at every place."""
        return {place: name for name, place in self.places.items()}
