"""A child who is not in school, and what all the open spells together say of who looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.plain.area import Child, Spell
from tests.plain.dates import months_later
from tests.plain.picture import Picture

SAYS_NOBODY = ("unallocated", "awaiting allocation", "vacancy")


@dataclass(frozen=True)
class Overseen:
    """One child who is not in school, with the spells that are open and what they say together on the day."""

    child: Child
    spells: list[Spell]
    as_at: date

    @property
    def lead(self) -> str:
        words = [spell.lead_professional for spell in self.spells if spell.lead_professional]
        if any(word.lower() not in SAYS_NOBODY for word in words):
            return "named"
        return "nobody" if words else "not_recorded"

    @property
    def days_unseen(self) -> int | None:
        seen = [spell.last_seen_date for spell in self.spells if spell.last_seen_date and spell.last_seen_date <= self.as_at]
        return (self.as_at - max(seen)).days if seen else None

    @property
    def review(self) -> str:
        dates = [spell.next_review_date for spell in self.spells if spell.next_review_date]
        if not dates:
            return "no_date"
        return "overdue" if min(dates) < self.as_at else "to_come"

    def of(self, category: str) -> list[Spell]:
        return [spell for spell in self.spells if spell.category == category]

    @property
    def days_part_time(self) -> int:
        return max(((self.as_at - spell.start_date).days for spell in self.of("part_time")), default=-1)

    @property
    def full_time(self) -> str:
        days = [spell.agreed_full_time_date for spell in self.of("part_time") if spell.agreed_full_time_date]
        if not days:
            return "no_day_agreed" if self.of("part_time") else "never_part_time"
        return "day_passed" if min(days) < self.as_at else "day_to_come"

    @property
    def suitability(self) -> str:
        checks = [spell.suitability_checked_date for spell in self.of("ehe")]
        if not checks:
            return "not_home_educated"
        happened = [day for day in checks if day and day <= self.as_at]
        if not happened:
            return "not_recorded"
        return "longer_ago" if max(happened) < months_later(self.as_at, -12) else "within_12_months"

    @property
    def section_61(self) -> str:
        decisions = [spell.section_61_decision_date for spell in self.of("eotas")]
        if not decisions:
            return "not_in_eotas"
        made = [day for day in decisions if day and day <= self.as_at]
        if not made:
            return "not_recorded"
        if max(made) >= months_later(self.as_at, -12):
            return "within 1 year"
        if max(made) >= months_later(self.as_at, -24):
            return "1 to 2 years"
        return "2 to 3 years" if max(made) >= months_later(self.as_at, -36) else "over 3 years"

    @property
    def unregistered_hours(self) -> list[float]:
        return [spell.hours_per_week for spell in self.of("unregistered_ap") if spell.hours_per_week is not None]

    @property
    def provision(self) -> str:
        hours = [spell.hours_per_week for spell in self.spells if spell.hours_per_week is not None]
        if any(number > 0 for number in hours):
            return "some"
        if self.of("ehe"):
            return "by_parents"
        return "nothing" if hours else "not_recorded"

    @property
    def days_without(self) -> int:
        return max((self.as_at - spell.start_date).days for spell in self.spells if spell.hours_per_week == 0)

    def unseen_for(self, weeks: int) -> bool:
        return self.days_unseen is not None and self.days_unseen > weeks * 7


def overseen(p: Picture) -> list[Overseen]:
    spells: dict[str, list[Spell]] = {}
    for child, spell in p.not_in_school():
        spells.setdefault(child.child_id, []).append(spell)
    return [Overseen(p.children[child_id], mine, p.as_at) for child_id, mine in spells.items()]
