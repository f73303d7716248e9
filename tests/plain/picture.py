"""An area looked at on one day through filters: who is who, and the ideas that questions share."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from functools import cached_property

from tests.plain.area import Access, Application, Area, Attendance, Child, Spell, Wait
from tests.plain.dates import months_later, school_age_from, school_age_until, term_starts, year_group

CATEGORIES = ("cme", "ehe", "eotas", "unregistered_ap", "flexi_schooled", "part_time", "severely_absent")
NAMING_CHILDREN = ("spells", "attendance", "diagnostic_waits", "health_access", "in_year_admissions")
# What makes rows of two partners one, and the ways in which a row says that it is over: the one that says so in most ways counts.
TOLD_ONCE = {
    "spells": (("category", "start_date"), (("end_date",),)),
    "diagnostic_waits": (("assessment", "referral_received_date"), (("assessment_start_date", "closed_date"),)),
    "health_access": (("service",), ()),
    "in_year_admissions": (("application_received_date", "school_applied_for"), (("decision",), ("admitted_date",))),
}


class Picture:
    """An area looked at on one day through filters."""

    def __init__(self, area: Area, as_at: date, filters: dict[str, tuple[str, ...]], since: date | None = None) -> None:
        self.since = since or months_later(as_at, -1)
        self.area, self.as_at, self.filters = area, as_at, filters
        self.children = {child.child_id: child for child in self._merged()}
        self.born_school_age: dict[date, tuple[date, date]] = {}
        # Who each row is about, worked out once: thousands of children are looked up again and again.
        self.known = {table: self._counted_once(table) for table in NAMING_CHILDREN}
        self.by_child: dict[tuple[str, str], list] = {}
        for table, rows in self.known.items():
            for child, row in rows:
                if child:
                    self.by_child.setdefault((table, child.child_id), []).append(row)

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

    def child_of(self, row: Spell | Wait | Access | Attendance | Application) -> Child | None:
        if row.child_id is not None and ("child_id", row.child_id) in self.by_identifier:
            return self.children[self.by_identifier["child_id", row.child_id]]
        for name in ("nhs_number", "upn"):
            ids = self.shared_hashes.get((name, getattr(row, name) or ""))
            if ids:
                assert len(ids) == 1, "made-up children do not share a hash"
                return self.children[next(iter(ids))]
        return None

    def _counted_once(self, table: str) -> list[tuple]:
        """Every row with its child. What several partners tell of one child is taken from one: with an ending, else the later telling."""
        rows = [(self.child_of(row), row) for row in getattr(self.area, table)]
        if table not in TOLD_ONCE:
            return rows
        partners = list(dict.fromkeys(row.partner for _, row in rows))
        tellings: dict[tuple, list[tuple]] = {}
        for place, (child, row) in enumerate(rows):
            name = child.child_id if child else row.nhs_number or row.upn
            if name:
                same, endings = TOLD_ONCE[table]
                if table == "in_year_admissions" and row.school_applied_for is None:
                    continue  # no school is like no other
                over = sum(any(getattr(row, ending) not in (None, "undecided") for ending in either) for either in endings)
                rank = (over, self.area.date_of(row.partner), partners.index(row.partner), place)
                tellings.setdefault((child is None, name, *(getattr(row, each) for each in same)), []).append((rank, row.partner, place))
        left_out = set()
        for telling in tellings.values():
            _, counts, _ = max(telling)
            left_out |= {place for _, partner, place in telling if partner != counts}
        return [pair for place, pair in enumerate(rows) if place not in left_out]

    def rows_about(self, child: Child, table: str) -> list:
        return self.by_child.get((table, child.child_id), [])

    def is_school_age(self, child: Child, day: date) -> bool:
        born = child.date_of_birth
        if born not in self.born_school_age:
            self.born_school_age[born] = (school_age_from(born), school_age_until(born))
        first, last = self.born_school_age[born]
        return first <= day <= last

    def in_scope(self, child: Child, day: date) -> bool:
        waiting = any(wait.referral_received_date <= day < wait.until for wait in self.rows_about(child, "diagnostic_waits"))
        return self.is_school_age(child, day) and (child.sen_status in ("E", "K") or waiting)

    def keeps(self, name: str, value: str | None) -> bool:
        return not self.filters.get(name) or (value or "not_recorded") in self.filters[name]

    def keeps_child(self, child: Child | None) -> bool:
        group = year_group(child.date_of_birth, self.as_at) if child else None
        plain = all(
            self.keeps(name, getattr(child, name) if child else None)
            for name in ("locality", "sen_status", "primary_need", "sex", "social_care")
        )
        return plain and self.keeps("year_group", group)

    def is_out(self, child: Child, day: date) -> bool:
        return any(spell.start_date <= day < spell.until for spell in self.rows_about(child, "spells"))

    @cached_property
    def spells(self) -> list[tuple[Child, Spell]]:
        """The spells of known children that the filters leave."""
        found = []
        for child, spell in self.known["spells"]:
            if child and self.keeps_child(child) and self.keeps("category", spell.category):
                found.append((child, spell))
        return found

    def not_in_school(self, day: date | None = None) -> list[tuple[Child, Spell]]:
        on = day or self.as_at
        return [(child, spell) for child, spell in self.spells if spell.start_date <= on < spell.until and self.in_scope(child, on)]

    @cached_property
    def waits(self) -> list[tuple[Child | None, Wait]]:
        """The referrals that the filters leave, those for children nobody knows among them."""
        found = []
        for child, wait in self.known["diagnostic_waits"]:
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
            for child, wait in self.waits
            if wait.referral_received_date <= self.as_at < wait.until
        ]

    def health_access(self) -> list[tuple[Child, Access]]:
        found = []
        for child, row in self.known["health_access"]:
            if child is None or not self.in_scope(child, self.as_at):
                continue
            if self.keeps_child(child) and self.keeps("service", row.service) and self.keeps("provider", row.provider):
                found.append((child, row))
        return found

    def returns(self) -> list[tuple[Child, Spell]]:
        since = months_later(self.as_at, -6)
        return [
            (child, spell)
            for child, spell in self.spells
            if spell.outcome == "returned_to_school"
            and spell.end_date is not None
            and since < spell.end_date <= self.as_at
            and self.is_school_age(child, self.as_at)
            and child.sen_status in ("E", "K")
        ]

    def left_school(self) -> list[tuple[Spell, str]]:
        found = []
        for child, spell in self.spells:
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
        starts = {term: term_starts(term) for term in {row.term for row in self.area.attendance}}
        terms = {term: start for term, start in starts.items() if start <= self.as_at}
        for child in self.children.values():
            if not (self.in_scope(child, self.as_at) and self.keeps_child(child)):
                continue
            open_categories = {spell.category for spell in self.rows_about(child, "spells") if spell.start_date <= self.as_at < spell.until}
            if terms:
                latest = max(terms, key=lambda term: terms[term])
                rows = [row for row in self.rows_about(child, "attendance") if row.term == latest]
                possible, missed = sum(row.sessions_possible for row in rows), sum(row.sessions_missed for row in rows)
                if possible > 0 and missed / possible >= 0.5 and "severely_absent" not in open_categories:
                    found.append((child, "attendance", "severely_absent", terms[latest], latest))
            told = self.told_at[child.child_id]
            if child.home_educated_flag and "ehe" not in open_categories:
                found.append((child, "home_educated_flag", "ehe", told, "Marked as home educated in the list of children"))
            no_school = self.has_school_column[child.child_id] and child.school_urn is None and child.school_name is None
            unsaid = child.sen_setting in (None, "OTH", "NEET")
            if no_school and unsaid and not child.home_educated_flag and not open_categories:
                found.append((child, "no_establishment", "cme", told, "No school in the list of children"))
            placed = {"OLA": "eotas", "EHE": "ehe", "OPA": "ehe", "NIEC": "cme", "NIEO": "cme", "NONE": "cme"}.get(child.sen_setting or "")
            in_school = placed == "cme" and (child.school_urn is not None or child.school_name is not None)
            if placed and not in_school and not (open_categories if placed == "cme" else placed in open_categories):
                since = child.sen_setting_since or told
                found.append((child, f"sen2_{placed}", placed, since, f"SEN2 setting {child.sen_setting}"))
        return found


def distinct(pairs: list[tuple]) -> dict:
    """Children for each key, each once."""
    groups: dict = {}
    for key, child in pairs:
        groups.setdefault(key, set()).add(child.child_id)
    return {key: len(ids) for key, ids in groups.items()}


def recorded(word: str | None) -> str:
    return "not_recorded" if word is None else word


def in_order(categories: set[str]) -> list[str]:
    return [category for category in CATEGORIES if category in categories]
