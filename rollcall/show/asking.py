"""What a page asks with: the visit, the date, and the filters and choices that the reader has made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rollcall.answers.ask import Answer, Visit, question_named
from rollcall.definitions.calendar import add_months
from rollcall.show.labels import FILTERS, label, table_title
from rollcall.show.sentences import day, listed, lower_first


@dataclass(frozen=True)
class Asked:
    """One reader's question to a page. `choices` are the switches of the part that is being built."""

    visit: Visit
    as_at: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # the same, where more than one can be chosen
    earlier: date | None = None  # the day to look back to, where the reader chose one

    def answer(self, question: str, as_at: date | None = None, narrowed: bool = True) -> Answer:
        """The answer under the filters that the question takes; without any when not `narrowed`."""
        taken = self.visit.takes(question) if narrowed else ()
        asked: dict[str, Any] = {name: self.filters[name] for name in taken if name in self.filters}
        if self.earlier and "since" in question_named(question).takes:
            asked["since"] = self.earlier
        return self.visit.ask(question, as_at=as_at or self.as_at, **asked)

    def year_before(self, question: str) -> Answer:
        """The same a year before."""
        return self.answer(question, as_at=self.before)

    def narrowed_to(self, **filters: str) -> Asked:
        """The same, and only these, unless the reader's own filter leaves none of them."""
        return replace(self, filters={**self.filters, **{name: (value,) for name, value in filters.items()}})

    def choosing(self, **choices: str) -> Asked:
        """The same with a part's switches set."""
        return replace(self, choices=choices)

    def choosing_several(self, **several: tuple[str, ...]) -> Asked:
        """The same with what is chosen where more than one can be."""
        return replace(self, several=several)

    @property
    def before(self) -> date:
        """A year before, to the day, clamped."""
        return add_months(self.as_at, -12)

    @property
    def exact(self) -> bool:
        """Whether numbers are as they are; otherwise they are rounded and the words say about."""
        return self.visit.viewer.sees_exact_numbers

    @property
    def on(self) -> str:
        """The date in words."""
        return day(self.as_at)

    @property
    def only(self) -> str:
        """What the filters leave, in words: 'locality North or South; SEN status EHC plan'."""
        return "; ".join(
            f"{lower_first(FILTERS[name])} {' or '.join(label(name, value) for value in values)}" for name, values in self.filters.items()
        )

    def not_narrowed_by(self, *questions: str) -> str:
        """A sentence for filters in use that these questions cannot be cut by."""
        left = [name for name in self.filters if not any(name in self.visit.takes(question) for question in questions)]
        if not left:
            return ""
        carried = any(name in question_named(question).filters for name in left for question in questions)
        why = "small numbers could be worked out from the parts" if carried else "these records do not carry it"
        return f"Not narrowed by {listed([lower_first(FILTERS[name]) for name in left])}: {why}."

    def keeps(self, table: str) -> bool:
        """Whether a spreadsheet of this kind has been brought in."""
        return table in self.visit.ask("files_kept").column("table_name")

    def missing(self, *tables: str) -> list[str]:
        """Those of the spreadsheets that have not been brought in."""
        return [table for table in tables if not self.keeps(table)]

    def source(self, *tables: str) -> str:
        """Which partners' spreadsheets the numbers come from: 'Periods not in school (Example Council)'."""
        partners: dict[str, list[str]] = {}
        for record in self.visit.ask("files_kept").records():
            if record["table_name"] in tables:
                partners.setdefault(record["table_name"], []).append(record["partner"])
        return "; ".join(f"{table_title(table)} ({', '.join(dict.fromkeys(partners[table]))})" for table in tables if table in partners)
