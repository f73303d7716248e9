"""What one person, or two who tell each other, can look at: pages, cuts, days, downloads, and the files of this month and the last."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Protocol

from rollcall.access import Viewer
from rollcall.answers.answer import Answer
from rollcall.attack.attack import Breach, Verdict, Worlds, attack
from rollcall.attack.knowledge import FILTER_NAMES, TABLES
from rollcall.attack.reading import Look, read
from rollcall.attack.rule import Rule
from rollcall.attack.sayings import read_sayings
from rollcall.definitions.calendar import add_months
from rollcall.errors import RollcallError

ToCsv = Callable[[Answer], bytes]
_PAGES = (
    ("not_in_school",),
    ("diagnostic_waits",),
    ("health_access", "children_in_scope", "not_in_school_needs"),
    ("returns", "returned"),
    ("since_last_time", "oversight", "help_and_protection"),
    ("known_to", "unknown_children", "candidates"),
    ("survey_answers",),
    ("files_kept", "population", "not_in_school_total", "not_in_school_by_month"),
)
_OPTIONS = ("locality", "sen_status", "primary_need", "category", "sex", "social_care", "provider")


class Door(Protocol):
    """Where answers come from: a visit."""

    @property
    def viewer(self) -> Viewer: ...

    @property
    def as_at(self) -> date: ...

    def ask(self, question: str, /, as_at: date | None = None, **filters: Sequence[str] | str) -> Answer: ...

    def takes(self, question: str) -> tuple[str, ...]: ...

    def filter_options(self, name: str) -> tuple[str, ...]: ...

    def too_few(self, name: str) -> frozenset[str]: ...


@dataclass(frozen=True)
class Step:
    """One thing to look at: whose view, which month's files, question, day and filters."""

    whose: int
    month: int
    question: str
    day: date
    filters: tuple[tuple[str, str], ...] = ()


@dataclass
class Area:
    """An area under attack: the visits of each role, a list for each, month by month. What was looked at once is not asked again."""

    visits: Mapping[str, Sequence[Door]]
    rule: Rule
    to_csv: ToCsv | None = None
    refused: int = 0
    downloads: int = 0
    looks: dict[Step, Look | None] = field(default_factory=dict)
    worlds: Worlds | None = None

    def everything(self, roles: Sequence[str] | None = None) -> list[Step]:
        """All that somebody in these roles can try: every question, day and single filter of every month's files."""
        return [step for role in roles or list(self.visits) for month in range(len(self._of(role))) for step in self._steps(role, month)]

    def _of(self, role: str) -> Sequence[Door]:
        return self.visits[role]

    def _steps(self, role: str, month: int) -> Iterator[Step]:
        visit, whose = self._of(role)[month], list(self.visits).index(role)
        for question in TABLES:
            for day in (visit.as_at, add_months(visit.as_at, -12)):
                yield Step(whose, month, question, day)
                for name in visit.takes(question):
                    for value in _words(visit, name):
                        yield Step(whose, month, question, day, ((name, value),))

    def random_session(self, random: Random) -> list[Step]:
        """What somebody happens to look at: some pages, cut some way, on some day, before or after the new month's files."""
        roles = random.choice([[role] for role in self.visits] + [list(self.visits)])
        steps: list[Step] = []
        for _ in range(random.randint(2, 14)):
            role = random.choice(roles)
            month = random.randrange(len(self._of(role)))
            visit, page = self._of(role)[month], random.choice(_PAGES)
            day = random.choice((visit.as_at, visit.as_at, add_months(visit.as_at, -12), add_months(visit.as_at, -random.randint(1, 30))))
            questions = [question for question in TABLES if question.startswith(page)]
            cuts = sorted({name for question in questions for name in visit.takes(question)})
            chosen = {
                name: random.choice(_words(visit, name) or ("",)) for name in random.sample(cuts, min(len(cuts), random.randint(0, 2)))
            }
            for question in questions:
                taken = tuple((name, value) for name, value in chosen.items() if name in visit.takes(question) and value)
                steps.append(Step(list(self.visits).index(role), month, question, day, taken))
        return list(dict.fromkeys(steps))

    def look(self, step: Step) -> Look | None:
        """What a step shows; None when it is refused."""
        if step not in self.looks:
            self.looks[step] = self._ask(step)
        return self.looks[step]

    def _ask(self, step: Step) -> Look | None:
        visit = self._of(list(self.visits)[step.whose])[step.month]
        try:
            answer = visit.ask(step.question, step.day, **dict(step.filters))
        except RollcallError:
            self.refused += 1
            return None
        look = read(answer, self.rule, step.month)
        sayings, strange = read_sayings(answer, self.rule, step.month)
        broken = [*look.broken, *strange]
        if self.to_csv is not None:
            self.downloads += 1
            broken += different_in(self.to_csv(answer), answer)
        return replace(look, shown=(*look.shown, *sayings), broken=tuple(broken))

    def options(self) -> dict[str, frozenset[str]]:
        """The words that filters have: nobody listed has another."""
        found: dict[str, set[str]] = {}
        for visits in self.visits.values():
            for visit in visits:
                for name in _OPTIONS:
                    words = _words(visit, name)
                    found.setdefault(FILTER_NAMES.get(name, name), set()).update(words)
                    if name == "category":
                        found.setdefault("period's category", set()).update(words)
        return {name: frozenset(words) for name, words in found.items()}

    def attack(self, steps: Sequence[Step]) -> Verdict:
        """Attack what some steps show. The first attack should be on everything: what it finds possible helps the others."""
        looks = [look for step in steps if (look := self.look(step)) is not None]
        verdict = attack(looks, self.rule, self.options(), self.worlds)
        self.worlds = self.worlds or verdict.worlds
        return verdict


@dataclass(frozen=True)
class Attacked:
    """What came of attacking one area: all of it at once, and random sessions that saw parts of it."""

    sessions: int  # random ones
    attacks: int  # one on everything at once besides
    shown: int  # numbers, over all sessions
    hidden: int
    targets: int
    solved: int
    refused: int
    downloads: int
    breaches: tuple[Breach, ...]


def attack_sessions(area: Area, sessions: int, done: Callable[[int, int], object], seed: int = 1) -> Attacked:
    """Attack everything that can be seen of an area, then so many random sessions, saying after each how many are done."""
    verdicts = [area.attack(area.everything())]
    for number in range(1, sessions + 1):
        verdicts.append(area.attack(area.random_session(Random(f"{seed} {number}"))))  # noqa: S311 - to be repeated
        done(number, sessions)
    return Attacked(
        sessions=sessions,
        attacks=len(verdicts),
        shown=sum(verdict.shown for verdict in verdicts),
        hidden=sum(verdict.hidden for verdict in verdicts),
        targets=sum(verdict.targets for verdict in verdicts),
        solved=sum(verdict.solved for verdict in verdicts),
        refused=area.refused,
        downloads=area.downloads,
        breaches=tuple({str(breach): breach for verdict in verdicts for breach in verdict.breaches}.values()),
    )


def _words(visit: Door, name: str) -> tuple[str, ...]:
    """All the words of a filter that somebody is told of: those to choose, and those that are said to leave too few children."""
    return (*visit.filter_options(name), *sorted(visit.too_few(name)))


def different_in(file: bytes, answer: Answer) -> list[str]:
    """Where a downloaded CSV tells another number of people than the answer that it was written from."""
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))[1:]
    people = [(index, column.name) for index, column in enumerate(answer.columns) if column.kind == "people"]
    different = len(rows) != len(answer.rows) or any(
        row[index] != ("c" if true[index] is None else str(true[index]))
        for row, true in zip(rows, answer.rows, strict=False)
        for index, _ in people
    )
    if different and not any(column.kind == "weeks of people" for column in answer.columns):
        return [f"{answer.question}: the download tells other numbers than the answer"]
    return []
