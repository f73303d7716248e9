"""An area as plain rows, and the ideas that questions share, worked out by loops. Shares no code with the SQL."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta

NEVER = date(9999, 12, 31)
BANDS_OF_DURATION = [
    ("Less than 2 weeks", 0, 13),
    ("2 to 4 weeks", 14, 27),
    ("4 to 8 weeks", 28, 55),
    ("8 to 12 weeks", 56, 83),
    ("12 to 26 weeks", 84, 181),
    ("26 to 52 weeks", 182, 363),
    ("Over 52 weeks", 364, 10**9),
    ("Unknown", -1, -1),
]
BANDS_OF_WAITING = [
    ("0-7", 0, 7), ("8-14", 8, 14), ("15-28", 15, 28), ("29-84", 29, 84), ("85-126", 85, 126), ("127-364", 127, 364), ("365+", 365, 10**9),
]  # fmt: skip
TERMS = {"Autumn 2023/24": date(2023, 9, 1), "Autumn 2025/26": date(2025, 9, 1), "Summer 2025/26": date(2026, 4, 1)}


@dataclass(frozen=True)
class Child:
    child_id: str
    date_of_birth: date
    sen_status: str
    upn: str | None = None
    nhs_number: str | None = None
    sex: str | None = None
    primary_need: str | None = None
    locality: str | None = None
    social_care: str | None = None
    school_urn: str | None = None
    school_name: str | None = None
    home_educated_flag: bool | None = None
    partner: str = "Council"


@dataclass(frozen=True)
class Spell:
    child_id: str | None
    category: str
    start_date: date
    end_date: date | None = None
    outcome: str | None = None
    destination: str | None = None
    reason: str | None = None
    last_school: str | None = None
    hours_per_week: float | None = None
    lead_professional: str | None = None
    last_seen_date: date | None = None
    next_review_date: date | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Council"

    @property
    def until(self) -> date:
        return self.end_date or NEVER


@dataclass(frozen=True)
class Attendance:
    child_id: str | None
    term: str
    sessions_possible: int
    sessions_missed: int
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Council"


@dataclass(frozen=True)
class Wait:
    child_id: str | None
    assessment: str
    referral_received_date: date
    assessment_start_date: date | None = None
    closed_date: date | None = None
    provider: str | None = None
    support_while_waiting: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Trust"

    @property
    def until(self) -> date:
        return min(self.assessment_start_date or NEVER, self.closed_date or NEVER)


@dataclass(frozen=True)
class Access:
    child_id: str | None
    service: str
    status: str
    referred_date: date | None = None
    barrier: str | None = None
    provider: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    partner: str = "Trust"


@dataclass(frozen=True)
class Service:
    service: str
    provider: str
    open_to_children_not_on_a_roll: str
    commissioner: str | None = None
    route_in: str | None = None
    partner: str = "Board"


@dataclass(frozen=True)
class Population:
    children: int
    locality: str | None
    sen_status: str | None
    as_at: date | None
    partner: str = "Council"


@dataclass(frozen=True)
class Published:
    month: date
    organisation: str
    service: str
    band: str
    waiting: int | None
    why_blank: str | None
    level: str = "National"
    organisation_code: str | None = None
    partner: str = "NHS England"


@dataclass(frozen=True)
class HomeEducation:
    academic_year: str
    level: str
    area: str
    measure: str
    value: float | None
    why_blank: str | None
    area_code: str | None = None
    partner: str = "DfE"


@dataclass(frozen=True)
class Area:
    """Every row that was kept, and the date that each partner's files speak for."""

    children: tuple[Child, ...] = ()
    spells: tuple[Spell, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    diagnostic_waits: tuple[Wait, ...] = ()
    health_access: tuple[Access, ...] = ()
    services: tuple[Service, ...] = ()
    population: tuple[Population, ...] = ()
    published_community_waits: tuple[Published, ...] = ()
    published_home_education: tuple[HomeEducation, ...] = ()
    told_at: tuple[tuple[str, date], ...] = ()
    school_columns: tuple[str, ...] = ("Council", "Trust")  # partners whose list of children has columns for the school

    def date_of(self, partner: str) -> date:
        return dict(self.told_at)[partner]


# --- dates ---


def months_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def school_age_from(born: date) -> date:
    day = born
    while True:
        if (day.month, day.day) in ((12, 31), (3, 31), (8, 31)) and birthdays(born, day) >= 5:
            return day
        day += timedelta(days=1)


def birthdays(born: date, day: date) -> int:
    return day.year - born.year - (1 if (day.month, day.day) < (born.month, born.day) else 0)


def school_age_until(born: date) -> date:
    year = born.year + 16
    if born.month >= 9:
        year += 1
    day = date(year, 6, 30)
    while day.weekday() != 4:
        day -= timedelta(days=1)
    return day


def year_group(born: date, day: date) -> str:
    start = day.year if day.month >= 9 else day.year - 1
    number = birthdays(born, date(start, 8, 31)) - 4
    if number < 0:
        return "Before Reception"
    return "Reception" if number == 0 else f"Year {number}"


def month_ends(day: date) -> list[date]:
    found = []
    while len(found) < 36:
        if day.month != (day + timedelta(days=1)).month:
            found.append(day)
        day -= timedelta(days=1)
    return found[::-1]


# --- who is who ---


class Picture:
    """An area looked at on one day through filters."""

    def __init__(self, area: Area, as_at: date, filters: dict[str, tuple[str, ...]]) -> None:
        self.area, self.as_at, self.filters = area, as_at, filters
        self.children = {child.child_id: child for child in self._merged()}
        self.born_school_age: dict[date, tuple[date, date]] = {}

    def _ordered_children(self) -> list[Child]:
        partners = list(dict.fromkeys(child.partner for child in self.area.children))
        return sorted(self.area.children, key=lambda child: (self.area.date_of(child.partner), partners.index(child.partner)))

    def _real_id(self, row: Child) -> str:
        made_up = [f"nhs-{(row.nhs_number or '?')[:12]}", f"upn-{(row.upn or '?')[:12]}"]
        if row.child_id not in made_up:
            return row.child_id
        real = [
            other
            for other in self.area.children
            if other.child_id not in (f"nhs-{(other.nhs_number or '?')[:12]}", f"upn-{(other.upn or '?')[:12]}")
        ]
        for name in ("nhs_number", "upn"):
            same = [other.child_id for other in real if getattr(row, name) and getattr(other, name) == getattr(row, name)]
            if same:
                return min(same)
        return row.child_id

    def _merged(self) -> list[Child]:
        children: dict[str, Child] = {}
        self.told_at: dict[str, date] = {}
        self.has_school_column: dict[str, bool] = {}
        self.by_identifier: dict[tuple[str, str], str] = {}
        hashes: dict[tuple[str, str], list[str]] = {}
        for row in self._ordered_children():
            child_id = self._real_id(row)
            self.by_identifier["child_id", row.child_id] = child_id
            for name in ("nhs_number", "upn"):
                if getattr(row, name):
                    hashes.setdefault((name, getattr(row, name)), []).append(child_id)
            before = children.get(child_id)
            told = {f.name: getattr(row, f.name) for f in fields(Child) if getattr(row, f.name) is not None}
            children[child_id] = replace(before, **told | {"child_id": child_id}) if before else replace(row, child_id=child_id)
            self.told_at[child_id] = max(self.area.date_of(row.partner), self.told_at.get(child_id, date.min))
            self.has_school_column[child_id] = self.has_school_column.get(child_id, False) or row.partner in self.area.school_columns
        self.shared_hashes = {key: set(ids) for key, ids in hashes.items()}
        return list(children.values())

    def child_of(self, row: Spell | Wait | Access | Attendance) -> Child | None:
        if row.child_id is not None and ("child_id", row.child_id) in self.by_identifier:
            return self.children[self.by_identifier["child_id", row.child_id]]
        for name in ("nhs_number", "upn"):
            ids = self.shared_hashes.get((name, getattr(row, name) or ""))
            if ids:
                assert len(ids) == 1, "made-up children do not share a hash"
                return self.children[next(iter(ids))]
        return None

    def is_school_age(self, child: Child, day: date) -> bool:
        born = child.date_of_birth
        if born not in self.born_school_age:
            self.born_school_age[born] = (school_age_from(born), school_age_until(born))
        first, last = self.born_school_age[born]
        return first <= day <= last

    def in_scope(self, child: Child, day: date) -> bool:
        waiting = any(
            self.child_of(wait) == child and wait.referral_received_date <= day < wait.until for wait in self.area.diagnostic_waits
        )
        return self.is_school_age(child, day) and (child.sen_status in ("E", "K") or waiting)

    def keeps(self, name: str, value: str | None) -> bool:
        return not self.filters.get(name) or (value or "not_recorded") in self.filters[name]

    def keeps_child(self, child: Child | None) -> bool:
        group = year_group(child.date_of_birth, self.as_at) if child else None
        plain = all(
            self.keeps(name, getattr(child, name) if child else None) for name in ("locality", "sen_status", "primary_need", "sex", "social_care")
        )
        return plain and self.keeps("year_group", group)

    def is_out(self, child: Child, day: date) -> bool:
        return any(self.child_of(spell) == child and spell.start_date <= day < spell.until for spell in self.area.spells)

    def spells(self) -> list[tuple[Child, Spell]]:
        """The spells of known children that the filters leave."""
        found = []
        for spell in self.area.spells:
            child = self.child_of(spell)
            if child and self.keeps_child(child) and self.keeps("category", spell.category):
                found.append((child, spell))
        return found

    def not_in_school(self, day: date | None = None) -> list[tuple[Child, Spell]]:
        on = day or self.as_at
        return [(child, spell) for child, spell in self.spells() if spell.start_date <= on < spell.until and self.in_scope(child, on)]

    def waits(self) -> list[tuple[Child | None, Wait]]:
        found = []
        for wait in self.area.diagnostic_waits:
            child = self.child_of(wait)
            services = [
                service.service
                for service in self.area.services
                if wait.provider and service.provider.strip().lower() == wait.provider.strip().lower()
            ]
            wanted = self.filters.get("service")
            has_service = not wanted or any(service in wanted for service in services)
            if self.keeps_child(child) and self.keeps("provider", wait.provider) and has_service:
                found.append((child, wait))
        return found

    def open_waits(self) -> list[tuple[Child | None, Wait, int]]:
        return [
            (child, wait, (self.as_at - wait.referral_received_date).days)
            for child, wait in self.waits()
            if wait.referral_received_date <= self.as_at < wait.until
        ]

    def health_access(self) -> list[tuple[Child, Access]]:
        found = []
        for row in self.area.health_access:
            child = self.child_of(row)
            if child is None or not self.in_scope(child, self.as_at):
                continue
            if self.keeps_child(child) and self.keeps("service", row.service) and self.keeps("provider", row.provider):
                found.append((child, row))
        return found

    def returns(self) -> list[tuple[Child, Spell]]:
        since = months_later(self.as_at, -6)
        return [
            (child, spell)
            for child, spell in self.spells()
            if spell.outcome == "returned_to_school"
            and spell.end_date is not None
            and since < spell.end_date <= self.as_at
            and self.is_school_age(child, self.as_at)
            and child.sen_status in ("E", "K")
        ]

    def left_school(self) -> list[tuple[Spell, str]]:
        found = []
        for child, spell in self.spells():
            early = months_later(self.as_at, -18) < spell.start_date <= months_later(self.as_at, -6)
            if early and self.is_school_age(child, spell.start_date) and child.sen_status in ("E", "K"):
                if spell.end_date is None or spell.end_date > months_later(spell.start_date, 6):
                    found.append((spell, "still_out"))
                elif spell.outcome == "returned_to_school":
                    found.append((spell, "returned"))
                else:
                    found.append((spell, "left_otherwise"))
        return found

    def candidates(self) -> list[tuple[Child, str, str, date, str]]:
        found = []
        terms = {row.term: TERMS[row.term] for row in self.area.attendance if TERMS[row.term] <= self.as_at}
        for child in self.children.values():
            if not (self.in_scope(child, self.as_at) and self.keeps_child(child)):
                continue
            open_categories = {
                spell.category
                for spell in self.area.spells
                if self.child_of(spell) == child and spell.start_date <= self.as_at < spell.until
            }
            if terms:
                latest = max(terms, key=lambda term: terms[term])
                rows = [row for row in self.area.attendance if row.term == latest and self.child_of(row) == child]
                possible, missed = sum(row.sessions_possible for row in rows), sum(row.sessions_missed for row in rows)
                if possible > 0 and missed / possible >= 0.5 and "severely_absent" not in open_categories:
                    found.append((child, "attendance", "severely_absent", terms[latest], latest))
            told = self.told_at[child.child_id]
            if child.home_educated_flag and "ehe" not in open_categories:
                found.append((child, "home_educated_flag", "ehe", told, "Marked as home educated in the list of children"))
            no_school = self.has_school_column[child.child_id] and child.school_urn is None and child.school_name is None
            if no_school and not child.home_educated_flag and not open_categories:
                found.append((child, "no_establishment", "cme", told, "No school in the list of children"))
        return found


def distinct(pairs: list[tuple]) -> dict:
    """Children for each key, each once."""
    groups: dict = {}
    for key, child in pairs:
        groups.setdefault(key, set()).add(child.child_id)
    return {key: len(ids) for key, ids in groups.items()}


def recorded(word: str | None) -> str:
    return "not_recorded" if word is None else word


def weeks_between(since: date, until: date) -> int:
    return max((until - since).days, 0) // 7
