"""What is compared of a child: one record for each child of a list, and one for each child that no list has."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date


@dataclass(frozen=True, slots=True, repr=False)  # nothing of a child is written where it is shown by accident
class Told:
    """What a file tells of one child that other files could tell as well, as it is compared. It is never kept."""

    born: date | None = None
    sex: str | None = None
    forename: str | None = None
    surname: str | None = None
    initials: str | None = None
    postcode: str | None = None
    district: str | None = None
    school: str | None = None
    ethnicity: str | None = None
    locality: str | None = None

    def filled_from(self, other: Told) -> Told:
        """The same with what only the other tells."""
        return replace(self, **{name: getattr(other, name) for name in TELLS if getattr(self, name) is None})

    @property
    def is_named(self) -> bool:
        """Whether it tells a name or a postcode, which no list that was kept does."""
        return bool(self.initials or self.surname or self.district)

    @property
    def turned(self) -> str | None:
        """The date of birth, the same where day and month change places: 3 April and 4 March."""
        return f"{self.born.year} {sorted((self.born.day, self.born.month))}" if self.born else None

    @property
    def all(self) -> tuple[object, ...]:
        """Everything that is told, in one order."""
        return tuple(getattr(self, name) for name in TELLS)


TELLS = tuple(field.name for field in fields(Told))


@dataclass(frozen=True, slots=True)
class ListedChild:
    """A child of a list of children, in this drop or kept before."""

    child_id: str
    mark: str  # the keyed hash that the child is remembered by
    told: Told


@dataclass(frozen=True, slots=True)
class UnlistedChild:
    """A child of a register or waiting list whom no list has by a number."""

    mark: str  # the keyed hash that the child is remembered by
    partner: str
    told: Told
    rows: tuple[tuple[int, int], ...]  # which table of the drop, and which of its rows of data
    where: str  # 'row 14 of sheet “Autism” in Waits.xlsx'


@dataclass(frozen=True, slots=True)
class Pair:
    """A child whom no list has and a listed one who may be the same, with how likely that is."""

    unlisted: int
    listed: int
    probability: float
