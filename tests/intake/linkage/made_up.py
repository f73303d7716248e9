"""Invented children in two partners' files that share no number: with slips, moves, twins, and children whom only one of them knows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from tests.intake.workbooks import Cell, Rows

_FORENAMES = (
    "Amelia Olivia Isla Ava Freya Grace Mia Ivy Layla Zainab Aisha Fatima Sofia Elsie Nancy Wren Tegan Orla Maeve Priya "
    "Noah George Oliver Arthur Muhammad Leo Harry Oscar Theo Yusuf Ibrahim Kai Rowan Dylan Callum Jude Felix Ezra Tomasz "
    "Arjun"
)
FORENAMES = tuple(_FORENAMES.split())
_SURNAMES = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Khan Hussain Ali Ahmed Begum Evans Thomas Roberts Walker "
    "Wright Robinson Thompson White Hughes Edwards Green Hall Wood Harris Clarke Jackson Turner Cooper Ward Morris Kowalski "
    "Nowak Okafor Mensah Singh Kaur Sharma O'Neill Fitzgerald Murphy Kelly Byrne Campbell Stewart Reid Fraser Quayle "
    "Penhaligon Tregenza Ashworth Bickerstaff Entwistle Fazackerley Grimshaw Hargreaves Illingworth"
)
SURNAMES = tuple(_SURNAMES.split())
_HILLS = ("Hill", "Dale", "Brook", "Oak", "Elm", "Ash", "Mill", "Ford", "Field", "Cliff")
SCHOOLS = tuple(f"{name} {kind}" for name in _HILLS for kind in ("Primary School", "Academy"))
DISTRICTS = tuple(f"AV{number}" for number in range(1, 9))
REFERRED = date(2026, 2, 3)


@dataclass(frozen=True)
class Person:
    """One invented child."""

    forename: str
    surname: str
    born: date
    sex: str
    postcode: str
    school: str


@dataclass(frozen=True)
class TwoPartners:
    """A council's list, a trust's waiting list, and who of the second is whom of the first."""

    children: Rows
    waits: Rows
    truth: dict[str, str | None]  # the trust's reference -> the council's reference; None for a child whom the council does not list


def two_partners(seed: int, listed: int, known_to_both: int, health_alone: int, *, names: str = "both", twins: int = 0) -> TwoPartners:
    """A council's list of so many children, and a trust's list of some of them and of others.

    `names` is what the trust gives: both names, "initials", or "none". Every twentieth pair of neighbours in the list are twins.
    """
    chance = random.Random(seed)
    people = [_person(chance) for _ in range(listed + health_alone)]
    for number in range(twins):
        people[listed - 1 - number] = _twin(chance, people[number])
    at_random = chance.sample(range(listed), known_to_both)
    others = range(listed, listed + health_alone)
    truth: dict[str, str | None] = {}
    waits: list[list[Cell]] = [["Local patient identifier", "Patient", "DOB", "Sex", "Postcode", "Pathway", "Referral date"]]
    for number, at in enumerate(chance.sample([*at_random, *others], known_to_both + health_alone)):
        truth[f"LT{number}"] = f"C{at}" if at < listed else None
        waits.append([f"LT{number}", *_told_by_the_trust(chance, people[at], names), "Autism", REFERRED])
    children: list[list[Cell]] = [["Child ID", "Forename", "Surname", "Date of birth", "SEN status", "Gender", "Postcode", "School"]]
    children += [
        [f"C{at}", one.forename, one.surname, one.born, "E" if at % 2 else "K", one.sex, one.postcode, one.school]
        for at, one in enumerate(people[:listed])
    ]
    return TwoPartners(children, waits, truth)


def _person(chance: random.Random) -> Person:
    born = date(2010, 9, 1) + timedelta(days=chance.randrange(365 * 11))
    return Person(chance.choice(FORENAMES), chance.choice(SURNAMES), born, chance.choice("FM"), _postcode(chance), chance.choice(SCHOOLS))


def _twin(chance: random.Random, of: Person) -> Person:
    return Person(chance.choice([name for name in FORENAMES if name != of.forename]), of.surname, of.born, of.sex, of.postcode, of.school)


def _postcode(chance: random.Random) -> str:
    return f"{chance.choice(DISTRICTS)} {chance.randrange(1, 10)}{chance.choice('ABDEFG')}{chance.choice('ABDEFG')}"


def _told_by_the_trust(chance: random.Random, one: Person, names: str) -> list[Cell]:
    """As a trust would write it: one in ten with a slip or something out of date."""
    forename, surname, born, postcode = one.forename, one.surname, one.born, one.postcode
    slip = chance.random()
    if slip < 0.02 and born.day <= 12:
        born = date(born.year, born.day, born.month)
    elif slip < 0.04:
        surname = chance.choice(SURNAMES)
    elif slip < 0.06:
        forename = forename[:3]
    elif slip < 0.10:
        postcode = _postcode(chance)
    name = {"both": f"{surname.upper()}, {forename}", "initials": f"{forename[0]}.{surname[0]}.", "none": None}[names]
    return [name, born, "2" if one.sex == "F" else "1", postcode if names == "both" else postcode.split()[0]]
