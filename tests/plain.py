"""The dull version: every question worked out over lists of plain values, one child at a time, sharing no code with the SQL.

Slow and obvious on purpose. When this and a query disagree, read the definition and decide which is wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Child:
    child_id: str
    born: date
    sen_status: str
    primary_need: str | None = None
    locality: str | None = None
    sex: str | None = None
    social_care: str | None = None


@dataclass(frozen=True)
class Spell:
    child_id: str
    category: str
    start: date
    end: date | None = None
    outcome: str | None = None
    reason: str | None = None
    destination: str | None = None


@dataclass(frozen=True)
class Wait:
    child_id: str
    assessment: str
    received: date
    started: date | None = None
    closed: date | None = None
    provider: str | None = None


@dataclass(frozen=True)
class Access:
    child_id: str
    service: str
    status: str
    barrier: str | None = None
    provider: str | None = None


@dataclass(frozen=True)
class Service:
    service: str
    provider: str


@dataclass(frozen=True)
class Area:
    children: tuple[Child, ...] = ()
    spells: tuple[Spell, ...] = ()
    waits: tuple[Wait, ...] = ()
    access: tuple[Access, ...] = ()
    services: tuple[Service, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """What the filters leave: a field that is None leaves everything."""

    child: dict[str, frozenset[str]] = field(default_factory=dict)  # locality, sen_status, primary_need, sex, social_care, year_group
    category: frozenset[str] | None = None
    service: frozenset[str] | None = None
    provider: frozenset[str] | None = None


CATEGORIES = ("cme", "ehe", "eotas", "unregistered_ap", "flexi_schooled", "part_time", "severely_absent")
STATUSES = ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")
DURATIONS = (
    ("Less than 2 weeks", 0, 1), ("2 to 4 weeks", 2, 3), ("4 to 8 weeks", 4, 7), ("8 to 12 weeks", 8, 11),
    ("12 to 26 weeks", 12, 25), ("26 to 52 weeks", 26, 51), ("Over 52 weeks", 52, 10_000),
)  # fmt: skip
WAITING = (
    ("0-7", 0, 7),
    ("8-14", 8, 14),
    ("15-28", 15, 28),
    ("29-84", 29, 84),
    ("85-126", 85, 126),
    ("127-364", 127, 364),
    ("365+", 365, 10**6),
)


# Dates, worked out the long way


def months_after(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def of_school_age(born: date, day: date) -> bool:
    birthday = born
    for age in (5, 16):
        try:
            birthday = date(born.year + age, born.month, born.day)
        except ValueError:
            birthday = date(born.year + age, 3, 1)
        if age == 5:
            begins = birthday
            while (begins.month, begins.day) not in ((3, 31), (8, 31), (12, 31)):
                begins += timedelta(days=1)
    summer = birthday.year + 1 if birthday.month > 8 else birthday.year
    fridays = [date(summer, 6, number) for number in range(1, 31) if date(summer, 6, number).isoweekday() == 5]
    return begins <= day <= max(fridays)


def year_group(born: date, day: date) -> str:
    reference = date(day.year if day >= date(day.year, 9, 1) else day.year - 1, 8, 31)
    age = 0
    while True:
        try:
            birthday = date(born.year + age + 1, born.month, born.day)
        except ValueError:
            birthday = date(born.year + age + 1, 3, 1)
        if birthday > reference:
            break
        age += 1
    return "Reception" if age == 4 else f"Year {age - 4}"


def month_ends(day: date) -> list[date]:
    ends: list[date] = []
    while len(ends) < 36:
        if (day + timedelta(days=1)).day == 1:
            ends.append(day)
        day -= timedelta(days=1)
    return ends[::-1]


def same_month(day: date | None, other: date) -> bool:
    return day is not None and (day.year, day.month) == (other.year, other.month)


# Shared ideas


class Plain:
    """One area on one day, with some filters."""

    def __init__(self, area: Area, as_at: date, chosen: Chosen | None = None) -> None:
        self.area, self.day, self.chosen = area, as_at, chosen or Chosen()
        self.by_id = {child.child_id: child for child in area.children}

    def is_chosen(self, child: Child) -> bool:
        values = {
            "locality": child.locality, "sen_status": child.sen_status, "primary_need": child.primary_need, "sex": child.sex,
            "social_care": child.social_care, "year_group": year_group(child.born, self.day),
        }  # fmt: skip
        return all(values[name] in wanted for name, wanted in self.chosen.child.items())

    def children(self) -> list[Child]:
        return [child for child in self.area.children if self.is_chosen(child)]

    def waiting(self, wait: Wait, day: date) -> bool:
        if wait.received > day:
            return False
        return not (wait.started is not None and wait.started <= day) and not (wait.closed is not None and wait.closed <= day)

    def in_scope(self, child: Child, day: date) -> bool:
        waits = any(wait.child_id == child.child_id and self.waiting(wait, day) for wait in self.area.waits)
        return of_school_age(child.born, day) and (child.sen_status in ("E", "K") or waits)

    def is_open(self, spell: Spell, day: date) -> bool:
        return spell.start <= day and (spell.end is None or spell.end > day)

    def spells(self, child: Child) -> list[Spell]:
        """The child's spells in the chosen categories."""
        wanted = self.chosen.category
        return [spell for spell in self.area.spells if spell.child_id == child.child_id and (wanted is None or spell.category in wanted)]

    def open_spells(self, child: Child, day: date) -> list[Spell]:
        return [spell for spell in self.spells(child) if self.is_open(spell, day)] if self.in_scope(child, day) else []

    def out(self, day: date | None = None) -> list[Child]:
        return [child for child in self.children() if self.open_spells(child, day or self.day)]

    def out_at_all(self, child: Child) -> bool:
        """Not in school on the day, whatever category is chosen."""
        return self.in_scope(child, self.day) and any(
            spell.child_id == child.child_id and self.is_open(spell, self.day) for spell in self.area.spells
        )

    # Not in school

    def not_in_school_total(self) -> list[tuple]:
        out = self.out()
        several = [child for child in out if len({spell.category for spell in self.open_spells(child, self.day)}) > 1]
        return [(len(out), len(several))]

    def not_in_school_by_category(self) -> list[tuple]:
        return count(spell for child in self.out() for spell in {spell.category for spell in self.open_spells(child, self.day)})

    def _by(self, value: Callable[[Child], str | None]) -> list[tuple]:
        return count(value(child) or "not_recorded" for child in self.out())

    def not_in_school_by_sen_status(self) -> list[tuple]:
        return self._by(lambda child: child.sen_status)

    def not_in_school_by_primary_need(self) -> list[tuple]:
        return self._by(lambda child: child.primary_need)

    def not_in_school_by_locality(self) -> list[tuple]:
        return self._by(lambda child: child.locality)

    def not_in_school_by_social_care(self) -> list[tuple]:
        return self._by(lambda child: child.social_care)

    def not_in_school_by_sex(self) -> list[tuple]:
        return self._by(lambda child: child.sex)

    def not_in_school_by_year_group(self) -> list[tuple]:
        return self._by(lambda child: year_group(child.born, self.day))

    def not_in_school_by_reason(self) -> list[tuple]:
        return count(
            reason for child in self.out() for reason in {spell.reason or "not_recorded" for spell in self.open_spells(child, self.day)}
        )

    def not_in_school_overlap(self) -> list[tuple]:
        pairs = Counter()
        for child in self.out():
            categories = {spell.category for spell in self.open_spells(child, self.day)}
            pairs.update((one, other) for one in categories for other in categories if one != other)
        return [(*pair, children) for pair, children in pairs.items()]

    def not_in_school_by_duration(self) -> list[tuple]:
        weeks = [(self.day - min(spell.start for spell in self.open_spells(child, self.day))).days // 7 for child in self.out()]
        rows = [(label, sum(low <= week <= high for week in weeks)) for label, low, high in DURATIONS]
        return [*rows, ("Unknown", 0)]

    def not_in_school_by_month(self) -> list[tuple]:
        rows = []
        for end in month_ends(self.day):
            started = ended = 0
            for child in self.children():
                for spell in self.spells(child):
                    started += same_month(spell.start, end) and self.in_scope(child, spell.start)
                    ended += spell.end is not None and same_month(spell.end, end) and self.in_scope(child, spell.end)
            rows.append((end, len(self.out(end)), started, ended))
        return rows

    # Diagnostic waits

    def referrals(self) -> list[Wait]:
        """Referrals the filters leave. One for a child nobody knows stays only while no filter is about the child."""
        left = []
        for wait in self.area.waits:
            child = self.by_id.get(wait.child_id)
            if self.chosen.child and (child is None or not self.is_chosen(child)):
                continue
            if self.chosen.category is not None and not (child and self.open_spells(child, self.day)):
                continue
            if self.chosen.provider is not None and wait.provider not in self.chosen.provider:
                continue
            if self.chosen.service is not None:
                providers = {service.provider for service in self.area.services if service.service in self.chosen.service}
                if wait.provider not in providers:
                    continue
            left.append(wait)
        return left

    def diagnostic_waits_now(self) -> list[tuple]:
        groups = defaultdict(list)
        for wait in self.referrals():
            if self.waiting(wait, self.day):
                groups[wait.assessment, wait.provider or "not_recorded"].append((self.day - wait.received).days)
        return [
            (*group, len(days), sum(n >= 91 for n in days), sum(n >= 127 for n in days), sum(n >= 365 for n in days), max(days) // 7)
            for group, days in groups.items()
        ]

    def diagnostic_waits_by_band(self) -> list[tuple]:
        days = [(wait.assessment, (self.day - wait.received).days) for wait in self.referrals() if self.waiting(wait, self.day)]
        return [
            (assessment, band, sum(one == assessment and low <= n <= high for one, n in days))
            for assessment in {one for one, _ in days}
            for band, low, high in WAITING
        ]

    def diagnostic_waits_by_month(self) -> list[tuple]:
        rows = []
        for end in month_ends(self.day):
            for assessment in {wait.assessment for wait in self.referrals()}:
                waits = [wait for wait in self.referrals() if wait.assessment == assessment]
                row = (
                    sum(same_month(wait.received, end) for wait in waits),
                    sum(same_month(wait.started, end) for wait in waits),
                    sum(same_month(wait.closed, end) for wait in waits),
                    sum(self.waiting(wait, end) for wait in waits),
                )
                rows.append((end, assessment, *row))
        return [row for row in rows if any(row[2:])]

    def diagnostic_waits_in_and_out_of_school(self) -> list[tuple]:
        groups = defaultdict(list)
        for wait in self.referrals():
            child = self.by_id.get(wait.child_id)
            if child and self.waiting(wait, self.day) and self.in_scope(child, self.day):
                groups[wait.assessment, not self.out_at_all(child)].append((self.day - wait.received).days // 7)
        return [(*group, len(weeks), tuple(sorted(weeks))) for group, weeks in groups.items()]

    # Health access

    def scoped(self) -> list[Child]:
        return [
            child
            for child in self.children()
            if self.in_scope(child, self.day) and (self.chosen.category is None or self.open_spells(child, self.day))
        ]

    def records(self) -> list[tuple[Child, Access]]:
        ids = {child.child_id: child for child in self.scoped()}
        return [
            (ids[record.child_id], record)
            for record in self.area.access
            if record.child_id in ids
            and (self.chosen.service is None or record.service in self.chosen.service)
            and (self.chosen.provider is None or record.provider in self.chosen.provider)
        ]

    def health_access_by_service(self) -> list[tuple]:
        groups: dict[tuple, dict[str, set[str]]] = defaultdict(lambda: {status: set() for status in STATUSES})
        for child, record in self.records():
            groups[record.service, not self.out_at_all(child)][record.status].add(child.child_id)
        return [(*group, *(len(statuses[status]) for status in STATUSES)) for group, statuses in groups.items()]

    def health_access_barriers(self) -> list[tuple]:
        children = defaultdict(set)
        for child, record in self.records():
            if record.barrier:
                children[record.service, record.barrier].add(child.child_id)
        return [(*group, len(ids)) for group, ids in children.items()]

    def children_in_scope(self) -> list[tuple]:
        return count(not self.out_at_all(child) for child in self.scoped())

    # Returns

    def returns(self) -> list[tuple[Child, Spell]]:
        since = months_after(self.day, -6)
        return [
            (child, spell)
            for child in self.children()
            for spell in self.spells(child)
            if of_school_age(child.born, self.day)
            and child.sen_status in ("E", "K")
            and spell.outcome == "returned_to_school"
            and spell.end is not None
            and since < spell.end <= self.day
        ]

    def out_on(self, child_id: str, day: date) -> bool:
        return any(spell.child_id == child_id and self.is_open(spell, day) for spell in self.area.spells)

    def returned_in_last_six_months(self) -> list[tuple]:
        rows = []
        for category in (*CATEGORIES, "all"):
            ids = {child.child_id for child, spell in self.returns() if category in ("all", spell.category)}
            if ids or category == "all":
                rows.append((category, len(ids), sum(not self.out_on(child_id, self.day) for child_id in ids)))
        return rows

    def cohort(self) -> list[Spell]:
        after, until = months_after(self.day, -18), months_after(self.day, -6)
        return [
            spell
            for child in self.children()
            for spell in self.spells(child)
            if after < spell.start <= until and child.sen_status in ("E", "K") and of_school_age(child.born, spell.start)
        ]

    def returns_within_six_months(self) -> list[tuple]:
        rows = []
        for category in CATEGORIES:
            spells = [spell for spell in self.cohort() if spell.category == category]
            ended = [spell for spell in spells if spell.end is not None and spell.end <= months_after(spell.start, 6)]
            back = [spell for spell in ended if spell.outcome == "returned_to_school"]
            if spells:
                rows.append((category, len(spells), len(back), len(ended) - len(back), len(spells) - len(ended)))
        return rows

    def returns_by_weeks_out(self) -> list[tuple]:
        children = defaultdict(set)
        for child, spell in self.returns():
            children[(spell.end - spell.start).days // 7].add(child.child_id)
        return [(weeks, len(ids)) for weeks, ids in children.items()]

    def returns_by_destination(self) -> list[tuple]:
        children = defaultdict(set)
        for child, spell in self.returns():
            children[spell.destination or "not_recorded"].add(child.child_id)
        return [(destination, len(ids)) for destination, ids in children.items()]

    def returns_sustained(self) -> list[tuple]:
        latest: dict[str, date] = {}
        for child, spell in self.returns():
            latest[child.child_id] = max(spell.end, latest.get(child.child_id, spell.end))
        rows = []
        for weeks in (6, 12):
            then = {child_id: day + timedelta(weeks=weeks) for child_id, day in latest.items()}
            told = {child_id: day for child_id, day in then.items() if day <= self.day}
            out_again = sum(self.out_on(child_id, day) for child_id, day in told.items())
            rows.append((weeks, len(then), len(told) - out_again, out_again, len(then) - len(told)))
        return rows


def count(values: Iterable) -> list[tuple]:
    """Each value and how often it comes."""
    return list(Counter(values).items())


QUESTIONS = tuple(
    name
    for name in vars(Plain)
    if name.startswith(("not_in_school_", "diagnostic_waits_", "health_access_", "returned_", "returns_", "children_in"))
)
