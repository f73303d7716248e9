"""The invented children: who they are, where they live and what they need."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rollcall.definitions.calendar import add_years, school_age_ends, school_age_starts, school_year_starts
from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.identifiers import nhs_numbers, unique_pupil_number

# Shares of primary need: EHC plans from DfE's January 2025 figures, SEN support from the school census; both rounded.
NEEDS: Mapping[str, Mapping[str | None, float]] = {
    "E": {"ASD": 33, "SLCN": 21, "SEMH": 21, "MLD": 6, "SLD": 5, "PD": 3.5, "SPLD": 3, "PMLD": 2, "OTH": 2, "HI": 1.3, "DS": 1, "VI": 0.8,
          "MSI": 0.3},
    "K": {"SLCN": 26, "SEMH": 22, "SPLD": 14, "MLD": 13, "ASD": 9, "NSA": 5, "OTH": 4, "PD": 2, "HI": 1.5, "VI": 0.9, "MSI": 0.3, None: 3},
    "N": {None: 1},
}  # fmt: skip
SOCIAL_CARE: Mapping[str, Mapping[str | None, float]] = {
    "E": {"none": 74, "early_help": 7, "child_in_need": 8, "child_protection": 1.6, "looked_after": 4.4, None: 5},
    "K": {"none": 82, "early_help": 6, "child_in_need": 4, "child_protection": 1.4, "looked_after": 1.8, None: 5},
    "N": {"none": 86, "early_help": 4, "child_in_need": 2, "child_protection": 0.6, "looked_after": 0.7, None: 7},
}
ETHNICITY: Mapping[str | None, float] = {
    "WBRI": 73, "WOTH": 6, "APKN": 5, "AIND": 3, "MWBC": 2.5, "BAFR": 3, "MOTH": 2, "ABAN": 1, "OOTH": 1.2, "WROM": 0.6, "WIRT": 0.4,
    "REFU": 1, None: 2,
}  # fmt: skip
# Age at 31 August before the school year, by SEN status. Plans run to 25; SEN support is mostly school age.
AGES: Mapping[str, Mapping[int, float]] = {
    "E": {2: 0.4, 3: 1.2, 4: 3.8, 5: 4.6, 6: 5.2, 7: 5.8, 8: 6.2, 9: 6.6, 10: 7, 11: 7.2, 12: 7.2, 13: 7.2, 14: 7.2, 15: 7, 16: 6.6, 17: 6,
          18: 5, 19: 3, 20: 2, 21: 1},
    "K": {3: 0.5, 4: 5, 5: 6.6, 6: 7.6, 7: 8.4, 8: 9, 9: 9.4, 10: 9.2, 11: 8.4, 12: 8.2, 13: 8, 14: 7.8, 15: 7.4, 16: 2.6, 17: 1.6,
          18: 0.6},
    "N": {2: 2, 3: 5, 4: 8, 5: 9, 6: 9, 7: 9, 8: 9, 9: 8, 10: 8, 11: 7, 12: 7, 13: 7, 14: 6, 15: 5, 16: 1.5},
}  # fmt: skip
BOYS = {"E": 0.71, "K": 0.62, "N": 0.57}


@dataclass
class Spell:
    """A period in which a child is not in school, while the area is being invented."""

    category: str
    start_date: date
    end_date: date | None
    outcome: str | None

    def is_open(self, day: date) -> bool:
        """Whether the spell is open on a day."""
        return self.start_date <= day and (self.end_date is None or self.end_date > day)


@dataclass
class Child:
    """A child while the area is being invented; the row that partners know is made from it at the end."""

    child_id: str
    born: date
    sen_status: str
    sex: str
    ethnicity: str | None
    primary_need: str | None
    locality: str
    social_care: str | None
    nhs_number: str
    upn: str | None
    school: place.School | None
    schooled: place.School  # where the child is, or last was, on roll
    fragile: float  # how easily this child falls out of school, 1 on average
    spells: list[Spell] = field(default_factory=list)
    left_area: bool = False

    def __post_init__(self) -> None:
        self.first_school_day = school_age_starts(self.born)
        self.last_school_day = school_age_ends(self.born)

    def of_school_age(self, day: date) -> bool:
        """Whether the child is of compulsory school age on a day."""
        return self.first_school_day <= day <= self.last_school_day

    def open_on(self, day: date) -> list[str]:
        """Categories of the spells open on a day."""
        return [spell.category for spell in self.spells if spell.is_open(day)]


def people(seed: int, count: int, as_at: date) -> list[Child]:
    """`count` children with a plan or SEN support, and one more with no SEN recorded for every eleven."""
    chance = Chance(seed, "people")
    with_plan = round(count * 0.34)
    statuses = ["E"] * with_plan + ["K"] * (count - with_plan) + ["N"] * (count // 11)
    numbers = nhs_numbers()
    serials: Counter[tuple[int, int]] = Counter()
    return [_child(chance, number, status, as_at, numbers, serials) for number, status in enumerate(chance.shuffled(statuses), start=1)]


def _child(chance: Chance, number: int, status: str, as_at: date, nhs: Iterator[str], serials: Counter[tuple[int, int]]) -> Child:
    age = chance.pick(AGES[status])
    year_starts = school_year_starts(as_at)
    born = chance.day(add_years(date(year_starts.year, 9, 1), -age - 1), date(year_starts.year - age, 8, 31))
    born = min(born, as_at)
    locality = chance.pick(place.LOCALITIES)
    school = _school(chance, age, status, locality)
    need = chance.pick(NEEDS[status])
    entered = born.year + 4
    serials[school.number, entered] += 1
    upn = unique_pupil_number(school.number, entered, serials[school.number, entered]) if age >= 4 and chance.happens(0.97) else None
    return Child(
        child_id=f"C{number:05d}",
        born=born,
        sen_status=status,
        sex="U" if chance.happens(0.002) else ("M" if chance.happens(BOYS[status]) else "F"),
        ethnicity=chance.pick(ETHNICITY),
        primary_need=need,
        locality=locality,
        social_care=chance.pick(SOCIAL_CARE[status]),
        nhs_number=next(nhs),
        upn=upn,
        school=school if age >= 4 or chance.happens(0.6) else None,
        schooled=school,
        fragile=chance.skewed(0.8, 0.7),
    )


def _school(chance: Chance, age: int, status: str, locality: str) -> place.School:
    phase = "nursery" if age < 4 else "primary" if age < 11 else "secondary" if age < 16 else "college"
    if status == "E" and 4 <= age < 19 and chance.happens(0.36):
        phase = "special"
    near = [
        school for school in place.SCHOOLS if school.phase == phase and (school.locality == locality or phase in ("special", "college"))
    ]
    return chance.one_of(near)
