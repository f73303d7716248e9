"""A child who is not in school, and what all the open spells together say of who looks after them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.plain.area import Child, Spell
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
