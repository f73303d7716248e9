"""The one door out: a visit asks questions as one viewer, and gets protected answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from rollcall.access import Capability, Role, Viewer
from rollcall.answers import accept
from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.answers.count import COUNTED, MOST_ROWS_LISTED, Counted
from rollcall.answers.cuts import (
    check_cut,
    filters_for,
    for_their_eyes,
    leaves_too_few,
    may_see_service,
    offered_to,
    services_footnotes,
    tables_left_out,
)
from rollcall.answers.filters import check_names, clean
from rollcall.answers.footnotes import footnotes
from rollcall.answers.guard import FAMILIES, LAYERS
from rollcall.answers.noting import without_numbers_of_children, written_down
from rollcall.answers.options import options_in
from rollcall.answers.protect import HIDDEN, SETTING, hidden_in, protected_rows, rule_of
from rollcall.answers.question import QUESTIONS, Question
from rollcall.answers.rebases import Rebase, standing
from rollcall.answers.remember import Remembered
from rollcall.answers.rule import RULES, Rule
from rollcall.audit import Action, Entry, Verified, audited, record, verify_and_read
from rollcall.data_folder import data_folder
from rollcall.definitions.calendar import add_months
from rollcall.definitions.monthly import Monthly
from rollcall.definitions.register import IN_FORCE_FROM
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Store, UploadRecord

__all__ = ["Answer", "AnswerColumn", "Visit", "open_visit", "question_named"]

_REGISTER = "register in force from"
_ANSWERS = Remembered(most=512)
_OPTIONS = Remembered(most=64)
_MOST_ROWS_REMEMBERED = 5_000


def question_named(name: str) -> Question:
    """A question by its name, or a refusal that names the nearest."""
    if name in QUESTIONS:
        return QUESTIONS[name]
    near = get_close_matches(name, QUESTIONS, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise QuestionRefused(f"There is no such question.{hint} See `python -m rollcall questions` for all of them.")


def forget_answers() -> None:
    """Forget every remembered answer, as a measurement needs."""
    _ANSWERS.forget()
    _OPTIONS.forget()
    HIDDEN.forget()
    COUNTED.forget()


@dataclass(frozen=True)
class Visit:
    """One viewer at one store. `invented` says that the children are made up."""

    viewer: Viewer
    store: Store
    invented: bool = False
    day: date | None = None  # the day to speak for instead of the data's own

    @property
    def as_at(self) -> date:
        """The date answers speak for unless another is asked: the latest date any kept file speaks for."""
        return self.day or self.store.as_at or date.today()

    @property
    def kept(self) -> Store:
        """The store that spreadsheets are kept in: this visit's own, unless its children are invented."""
        return kept_store(self.viewer.area) if self.invented else self.store

    @written_down
    def ask(self, question: str, as_at: date | None = None, since: date | None = None, **filters: Sequence[str] | str) -> Answer:
        """The answer to a question, for this viewer. Answers are remembered until the data changes.

        `since` is the earlier day of a question between two; where none is said a month before, and a year before for those who see
        protected numbers, who may look back to no other day. Other questions have no use for it.
        """
        asked = question_named(question)
        if (asked.counts_people or asked.lists_children) and not self.viewer.may(Capability.SEE_PROTECTED_NUMBERS):
            raise AccessRefused("Nobody in this role sees numbers of children. Ask the area's SEND lead.")
        if asked.lists_children and not self.viewer.sees_children:
            raise AccessRefused(f"{asked.title} names children, so only the area's SEND lead can see it. Ask for the numbers instead.")
        chosen = {name: value for name, value in filters.items() if value}
        check_names(asked, chosen)
        on = as_at or self.as_at
        if (asked.counts_people or asked.lists_children) and not self.viewer.sees_exact_numbers:
            check_cut(self.viewer, asked, chosen, on, self.as_at if self.store.as_at else on)
        cleaned = {name: clean(name, chosen[name], self.filter_options(name)) for name in sorted(chosen)}
        for name, words in cleaned.items():
            if not self.viewer.may(Capability.FILTER_FREELY) and not set(words) <= set(self.filter_options(name)):
                raise QuestionRefused(
                    f"That {name} cannot be chosen, because too few children would be left. Choose one of: "
                    f"{', '.join(self.filter_options(name)) or 'none'}."
                )
        return self._answer(asked, on, cleaned, self._earlier(asked, since, on))

    def prepare(self) -> None:
        """Protect everything that this viewer could ask of the data's day and a year before, so that no page waits for it later."""
        if not self.viewer.sees_exact_numbers and self.store.as_at:
            with self.store.reading() as reading:
                for day in (self.as_at, add_months(self.as_at, -12)):
                    for family in FAMILIES:
                        hidden_in(family, self.store, reading, day)
                for layer in LAYERS:
                    hidden_in(layer, self.store, reading, self.as_at)

    def audit_log(self) -> tuple[Verified, tuple[Entry, ...]]:
        """What verifying the audit log says, and the entries of this viewer's area and of none."""
        if not self.viewer.may(Capability.READ_THE_AUDIT_LOG):
            raise AccessRefused("Only an administrator can read the audit log.")
        verified, entries = verify_and_read()
        mine = tuple(entry for entry in entries if not self.viewer.area or entry.area in (self.viewer.area, ""))
        return verified, mine if self.viewer.sees_exact_numbers else tuple(without_numbers_of_children(entry) for entry in mine)

    def attacked_as(self, roles: Sequence[Role]) -> dict[str, tuple[Visit, ...]]:
        """Visits of other roles to the same data, for an attack on what they are shown."""
        self._check_may_attack()
        return {role.value: (replace(self, viewer=Viewer("The attack", role, area=self.viewer.area)),) for role in roles}

    def note_attack(self, sessions: int, broken: int) -> None:
        """Write down that the numbers were attacked, and what came of it."""
        self._check_may_attack()
        if self.store.on_disk:
            record(Action.ATTACK_RUN, self.viewer.name, self.viewer.role, self.viewer.area, sessions=sessions, broken=broken)

    def _check_may_attack(self) -> None:
        if not self.viewer.may(Capability.TRY_TO_BREAK_IT):
            raise AccessRefused("Only the area's SEND lead or an administrator can attack the numbers.")

    @property
    def kept_visit(self) -> Visit:
        """The same viewer at what is really kept, whose settings are the area's."""
        return replace(self, store=self.kept, invented=False)

    @property
    def rule(self) -> Rule:
        """The area's rule for small numbers."""
        return rule_of(self.store)

    def choose_rule(self, name: str) -> None:
        """Protect the area's numbers by another rule from now on, for everyone but the lead."""
        if not self.viewer.may(Capability.CHOOSE_THE_RULE) or name not in RULES:
            raise AccessRefused("Only the area's SEND lead or an administrator can choose one of the rules for small numbers.")
        with audited(Action.SETTINGS_CHANGED, self.viewer, on=self.store.on_disk) as note:
            note(fewest=RULES[name].fewest, nearest=RULES[name].nearest)
            self.store.set_setting(SETTING, name)

    @property
    def register_in_force_from(self) -> date | None:
        """The day from which a Children Not in School register applies: as the area has set it, else as the Act was last read."""
        day = self.kept.setting(_REGISTER)
        return date.fromisoformat(day) if day else IN_FORCE_FROM

    def set_register_in_force_from(self, day: date | None) -> None:
        """Set the day from which the register applies; None takes back what the area has set."""
        if not self.viewer.may(Capability.WRITE_THE_SELF_EVALUATION):
            raise AccessRefused("Only the area's SEND lead can set the day from which the register is in force.")
        with audited(Action.SETTINGS_CHANGED, self.viewer, on=self.kept.on_disk) as note:
            note(register_in_force_from=int(f"{day:%Y%m%d}") if day else 0)
            self.kept.set_setting(_REGISTER, day.isoformat() if day else None)

    def rebases(self, measure: Monthly) -> tuple[Rebase, ...]:
        """The months from which a measure's limits begin anew, the earliest first."""
        return standing(self, measure)

    def takes(self, question: str) -> tuple[str, ...]:
        """The filters of a question that this viewer may use."""
        return filters_for(self.viewer, question_named(question))

    def offers(self, filters: tuple[str, ...]) -> tuple[str, ...]:
        """Those of a page's filters that this viewer is offered."""
        return offered_to(self.viewer, filters)

    def filter_options(self, name: str) -> tuple[str, ...]:
        """The values that a filter can have in the kept data, in the order of their list: those that this viewer may choose."""
        too_few = self.too_few(name)
        return tuple(word for word in self._every_option(name) if word not in too_few)

    def too_few(self, name: str) -> frozenset[str]:
        """The values of a filter that leave too few children for this viewer to be shown anything, which is said before they are chosen."""
        if self.viewer.may(Capability.FILTER_FREELY):
            return frozenset()
        return frozenset(word for word in self._every_option(name) if leaves_too_few(self._seen, name, word))

    def _every_option(self, name: str) -> tuple[str, ...]:
        if not self.viewer.may(Capability.SEE_PROTECTED_NUMBERS):
            return ()  # the words that children's rows have, such as who is looked after where, tell of the children too
        options = _OPTIONS.get((self.store.token, self.store.data_version, name), lambda: options_in(self.store, name))
        return tuple(word for word in options if name != "service" or may_see_service(self.viewer, word))

    def _seen(self, question: str, filters: dict[str, tuple[str, ...]]) -> tuple[tuple, ...]:
        return self._answer(question_named(question), self.as_at, filters).rows

    def as_board(self) -> Visit:
        """The same visit, seeing only what may be shown in a meeting."""
        return replace(self, viewer=self.viewer.as_board())

    def accept_candidates(self, child_ids: Sequence[str], category: str, start_date: date) -> UploadRecord:
        """Count candidates from now on: a spell for each, that names its source. It can be undone like any upload."""
        candidates = self.ask("candidates_list").records()
        return accept.accept_candidates(self.store, self.viewer, candidates, child_ids, category, start_date, self.as_at)

    def _answer(self, asked: Question, on: date, filters: dict[str, tuple[str, ...]], since: date | None = None) -> Answer:
        scope = (self.viewer.capabilities, self.viewer.services)
        key = (self.store.token, self.store.data_version, rule_of(self.store).name, asked.name, on, since, tuple(filters.items()), *scope)
        remembered = _MOST_ROWS_REMEMBERED if not asked.lists_children else 0
        return _ANSWERS.get(key, lambda: self._work_out(asked, on, filters, since), lambda answer: len(answer.rows) <= remembered)

    def _earlier(self, question: Question, since: date | None, on: date) -> date | None:
        if "since" not in question.takes:
            return None
        if not self.viewer.may(Capability.FILTER_FREELY):
            before = add_months(on, -12)
            if since not in (None, before):
                raise AccessRefused(
                    "Only the area's SEND lead can look back to any day. "
                    f"Others see what has changed since {before.day} {before:%B %Y}, a year before."
                )
            return before
        if since is not None and since >= on:
            raise QuestionRefused(f"{since:%d/%m/%Y} is not before {on:%d/%m/%Y}. Choose an earlier day to look back to.")
        return since or add_months(on, -1)

    def _work_out(self, question: Question, as_at: date, filters: dict[str, tuple[str, ...]], since: date | None) -> Answer:
        exact = self.viewer.sees_exact_numbers
        with self.store.reading() as reading:
            counted = Counted(self.store, reading, as_at, filters, since)
            protected = not exact and question.counts_people
            rows = counted.rows(question) if exact else protected_rows(question, counted)
            means = rule_of(self.store).footnote if protected else ""
            notes = footnotes(question, counted, exact, means, tables_left_out(self.viewer))
        rows, notes = for_their_eyes(self.viewer, question, rows), (*services_footnotes(self.viewer, question), *notes)
        if question.lists_children and len(rows) > MOST_ROWS_LISTED:
            rows = rows[:MOST_ROWS_LISTED]
            notes = (
                f"Only the first {MOST_ROWS_LISTED:,} rows are listed, in the order given. Use the filters to reach the others.",
                *notes,
            )
        return Answer(
            question=question.name,
            title=question.title,
            as_at=as_at,
            columns=question.columns,
            rows=rows,
            footnotes=notes,
            filters=filters,
            protected=protected,
            hidden_means=means,
        )


_opening = threading.Lock()
_stores: dict[str, Store] = {}


def open_visit(viewer: Viewer, invented: Callable[[Store], None] | None = None) -> Visit:
    """A visit to the viewer's area's store, or, while nothing is kept there, to the invented area, which `invented` fills once in an
    empty store in memory."""
    store = kept_store(viewer.area)
    if not store.is_empty or invented is None:
        return Visit(viewer, store)
    with _opening:
        if "invented" not in _stores:
            made_up = Store.open()
            invented(made_up)
            _stores["invented"] = made_up
    return Visit(viewer, _stores["invented"], invented=True)


def kept_store(area: str = "") -> Store:
    """This process's one store of what was really kept of an area."""
    folder = data_folder(area)
    with _opening:
        if str(folder) not in _stores:
            _stores[str(folder)] = Store.open(folder)
            _stores[str(folder)].look_after()
        return _stores[str(folder)]
