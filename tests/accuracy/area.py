"""The facts that every house style writes: one small invented area, each row joined to the child it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from rollcall.invent import place
from rollcall.invent.area import invent

AS_AT = date(2026, 10, 31)
SEED = 41

Fact = dict[str, object]


@dataclass(frozen=True)
class Area:
    """Facts by what a row is about. Each has the child's own facts too, under the names of the declared columns, and a name and address."""

    children: tuple[Fact, ...]
    spells: tuple[Fact, ...]
    attendance: tuple[Fact, ...]
    waits: tuple[Fact, ...]
    access: tuple[Fact, ...]
    services: tuple[Fact, ...]
    population: tuple[Fact, ...]
    applications: tuple[Fact, ...]

    def of_category(self, *categories: str) -> tuple[Fact, ...]:
        """The periods out of school in some categories."""
        return tuple(fact for fact in self.spells if fact["category"] in categories)

    def waiting_for(self, *assessments: str) -> tuple[Fact, ...]:
        """The referrals for some assessments."""
        return tuple(fact for fact in self.waits if fact["assessment"] in assessments)


@cache
def area() -> Area:
    """The invented area, made once."""
    made = invent(SEED, 420, AS_AT).tables
    everyone = {str(row["child_id"]): {**row, **_person(number)} for number, row in enumerate(made["children"])}

    def joined(table: str) -> tuple[Fact, ...]:
        return tuple({**everyone[str(row["child_id"])], **_told(row)} for row in made[table] if str(row["child_id"]) in everyone)

    return Area(
        tuple(everyone.values()),
        joined("spells"),
        joined("attendance"),
        joined("diagnostic_waits"),
        joined("health_access"),
        tuple(made["services"]),
        tuple(made["population"]),
        joined("in_year_admissions"),
    )


def side_by_side(facts: tuple[Fact, ...], key: str, kept: tuple[str, ...]) -> tuple[Fact, ...]:
    """One fact for each child, in which what is told for each value of `key` stands under 'value.column'."""
    together: dict[str, Fact] = {}
    seen: defaultdict[str, set[object]] = defaultdict(set)
    for fact in facts:
        child = str(fact["child_id"])
        one = together.setdefault(child, dict(fact))
        if fact[key] in seen[child]:
            continue
        seen[child].add(fact[key])
        for name in kept:
            one[f"{fact[key]}.{name}"] = fact.get(name)
    return tuple(together.values())


def _told(row: Mapping[str, object]) -> Fact:
    """A row's own facts, without the blank numbers that the child's row knows."""
    return {name: value for name, value in row.items() if value is not None or name not in ("upn", "nhs_number")}


def _person(number: int) -> Fact:
    chance = Random(f"{SEED}/{number}")
    surname = chance.choice(place.SURNAMES)
    return {
        "forename": chance.choice(place.FORENAMES),
        "surname": surname,
        "parent": f"{chance.choice(('Mr', 'Mrs', 'Ms'))} {surname}",
        "postcode": f"{place.POSTCODE_AREA}{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABD')}{chance.choice('EFG')}",
        "address": f"{chance.randint(1, 190)} {chance.choice(('Mill Lane', 'Church Road', 'Beck Street', 'The Green'))}",
        "telephone": f"01632 960{chance.randint(100, 999)}",
        "practice": chance.choice(("Beck House Surgery", "Castlegate Medical Centre", "The Green Practice")),
        "number": 40000 + number,
    }
