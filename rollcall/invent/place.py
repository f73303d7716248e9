"""The invented area: its council, health partners, schools, families' names and school terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

COUNCIL = "Alderbrook Council"
BOARD = "Alder Vale Integrated Care Board"
COMMUNITY_TRUST = "Wenning Vale Community NHS Trust"
MENTAL_HEALTH_TRUST = "Marlstone Partnership NHS Trust"
THERAPIES = "Larkfold Children's Therapies"

LOCALITIES = {"Northbeck": 0.27, "Castlegate": 0.24, "Millside": 0.20, "Eastmoor": 0.17, "Westhaven": 0.12}

# Alderbrook's postcodes begin ZZ, which Royal Mail gives to no area.
POSTCODE_AREA = "ZZ"


@dataclass(frozen=True)
class School:
    """A school, with a URN from a range that has never been given out."""

    urn: str
    name: str
    phase: str  # primary | secondary | special | nursery | college
    locality: str
    number: int  # DfE establishment number, as in a UPN


def _schools() -> tuple[School, ...]:
    schools: list[School] = []

    def add(name: str, phase: str, locality: str) -> None:
        place = len(schools) + 1
        first = {"primary": 2000, "secondary": 4000, "special": 7000, "nursery": 1000, "college": 8000}[phase]
        schools.append(School(f"{900000 + place}", name, phase, locality, first + place))

    for locality in LOCALITIES:
        for ending in ("Community Primary", "Church Lane Primary", "Beckside Infant and Junior", "Orchard Primary", "Hill Top Primary"):
            add(f"{locality} {ending}", "primary", locality)
        for ending in ("Academy", "High School"):
            add(f"{locality} {ending}", "secondary", locality)
        add(f"{locality} Nursery", "nursery", locality)
    add("The Alder Tree School", "special", "Castlegate")
    add("Beckwater School", "special", "Eastmoor")
    add("Alderbrook Sixth Form and Technical College", "college", "Castlegate")
    return tuple(schools)


SCHOOLS = _schools()

FORENAMES = (
    "Aisha", "Alfie", "Amelia", "Arlo", "Ayaan", "Beth", "Callum", "Chloé", "Daisy", "Daniel", "Elif", "Ellis", "Eva", "Finley",
    "Freya", "George", "Hana", "Harvey", "Imani", "Isla", "Jack", "Jasmine", "Kai", "Khadija", "Leo", "Lily", "Maisie", "Mason",
    "Mia", "Mohammed", "Niamh", "Noah", "Oliver", "Olivia", "Oscar", "Poppy", "Reece", "Riley", "Rosa", "Ruby", "Sam", "Seren",
    "Sofia", "Theo", "Tilly", "Tom", "Yusuf", "Zoë",
)  # fmt: skip
SURNAMES = (
    "Ackerby", "Alderling", "Barrowdene", "Beckthorpe", "Brindlecombe", "Cartledge-Moor", "Coldbrook", "Dunnersby", "Elmshaw",
    "Fernihurst", "Garthley", "Hallowmere", "Hartbeck", "Inglethorpe", "Kirkwell", "Larchfield", "Mallowby", "Merrivale",
    "Netherspoon", "Oakenhurst", "Pennythorne", "Quillfeather", "Ravenscar-Hill", "Sallowby", "Thistledown", "Underbeck",
    "Wetherlam", "Wrenbury", "Yarrowby", "O'Marl",
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A school term: its name, first and last day, and the sessions (half days) in it."""

    name: str
    first: date
    last: date
    sessions: int


def terms_of(year: int) -> tuple[Term, Term, Term]:
    """The three terms of the school year that begins in September of a year."""
    name = f"{year}/{(year + 1) % 100:02d}"
    return (
        Term(f"Autumn {name}", date(year, 9, 3), date(year, 12, 19), 140),
        Term(f"Spring {name}", date(year + 1, 1, 5), date(year + 1, 3, 31), 112),
        Term(f"Summer {name}", date(year + 1, 4, 16), date(year + 1, 7, 21), 124),
    )


def _is_holiday(day: date) -> bool:
    key = (day.month, day.day)
    return (
        (7, 22) <= key <= (9, 2)
        or key >= (12, 20)
        or key <= (1, 4)
        or (4, 1) <= key <= (4, 15)
        or (5, 25) <= key <= (5, 31)
        or (10, 24) <= key <= (10, 31)
        or (2, 14) <= key <= (2, 20)
    )


def school_day(day: date) -> date:
    """The day itself when schools are open, otherwise the next day that they are."""
    while day.weekday() > 4 or _is_holiday(day):
        day += timedelta(days=1)
    return day


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
