"""The self-evaluation as people write it: read, saved version by version, and put together with its evidence to be taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rollcall.access import Capability
from rollcall.answers.evidence import Evidence
from rollcall.audit import Action, Leaves, audited, record
from rollcall.definitions.self_evaluation import LONGEST_ACTION, LONGEST_OWNER, LONGEST_TEXT, Chapter, Part, State
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import ActionVersion, TextVersion

if TYPE_CHECKING:
    from rollcall.answers.ask import Visit

__all__ = [
    "ActionVersion",
    "ChapterSaid",
    "SelfEvaluation",
    "TextVersion",
    "Written",
    "legible",
    "note_taking_away",
    "save_action",
    "save_text",
    "written",
]


@dataclass(frozen=True)
class Written:
    """What is kept: every version of every text and action, the latest of each first."""

    texts: Mapping[tuple[Chapter, Part], tuple[TextVersion, ...]]
    actions: tuple[tuple[ActionVersion, ...], ...]

    def versions(self, chapter: Chapter, part: Part) -> tuple[TextVersion, ...]:
        """Every version of a text, the latest first; none where nothing was written."""
        return self.texts.get((chapter, part), ())

    def latest(self, chapter: Chapter, part: Part) -> TextVersion | None:
        """The text as it stands."""
        return next(iter(self.versions(chapter, part)), None)

    def actions_of(self, chapter: Chapter) -> tuple[ActionVersion, ...]:
        """A chapter's actions as they stand, the earliest due first and those without a date last."""
        latest = [versions[0] for versions in self.actions if versions[0].theme == chapter.code]
        return tuple(sorted(latest, key=lambda action: (action.due_date or date.max, action.number)))


@dataclass(frozen=True)
class ChapterSaid:
    """A chapter as it is taken away: what the data says, what people wrote, and what is to be done."""

    chapter: Chapter
    evidence: tuple[Evidence, ...]
    texts: Mapping[Part, TextVersion | None]
    actions: tuple[ActionVersion, ...]


@dataclass(frozen=True)
class SelfEvaluation:
    """A whole self-evaluation as it is taken away. `completeness` has headings and rows, `protection` says how numbers are protected."""

    area: str
    as_at: date
    made_on: date
    chapters: tuple[ChapterSaid, ...]
    protected: bool
    protection: str
    invented: bool
    completeness: tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
    completeness_notes: tuple[str, ...]


def written(visit: Visit) -> Written:
    """What is kept of the area, whose texts stay where its children are invented."""
    _check(visit)
    by_code = {(chapter.code, part.code): (chapter, part) for chapter in Chapter for part in Part}
    texts: dict[tuple[Chapter, Part], tuple[TextVersion, ...]] = {}
    for version in visit.kept.texts():
        if place := by_code.get((version.theme, version.part)):
            texts[place] = (*texts.get(place, ()), version)
    actions: dict[int, tuple[ActionVersion, ...]] = {}
    for action in visit.kept.actions():
        actions[action.number] = (*actions.get(action.number, ()), action)
    return Written(texts, tuple(actions.values()))


def save_text(visit: Visit, chapter: Chapter, part: Part, text: str, based_on: int) -> int:
    """Keep a text as the next version; ChangedMeanwhile when `based_on` is not the latest. The audit log says that, not what, was saved."""
    _check(visit)
    cleaned = legible(text, LONGEST_TEXT, f"{part.value} of {chapter.value}")
    with audited(Action.SELF_EVALUATION_SAVED, visit.viewer, visit.kept.on_disk) as note:
        return visit.kept.add_text(
            chapter.code,
            part.code,
            cleaned,
            visit.viewer.name,
            based_on,
            lambda version: note(chapter=chapter, part=part, version=version),
        )


def save_action(
    visit: Visit, chapter: Chapter, number: int | None, action: str, owner: str, due_date: date | None, state: State, based_on: int = 0
) -> int:
    """Keep an action, as a new one or as the next version of one."""
    _check(visit)
    said = legible(action, LONGEST_ACTION, "The action").strip()
    if not said:
        raise QuestionRefused("An action says what will be done. Write that, and save it again.")
    by = legible(owner, LONGEST_OWNER, "The owner").strip()
    with audited(Action.SELF_EVALUATION_SAVED, visit.viewer, visit.kept.on_disk) as note:
        return visit.kept.add_action(
            number,
            chapter.code,
            said,
            by,
            due_date,
            state.code,
            visit.viewer.name,
            based_on,
            lambda version: note(chapter=chapter, version=version),
        )


def note_taking_away(visit: Visit, protected: bool) -> None:
    """Write down that the self-evaluation leaves as a document, before it does."""
    _check(visit)
    if visit.store.on_disk or visit.kept.on_disk:
        viewer = visit.viewer
        record(Action.EXPORTED, viewer.name, viewer.role, viewer.area, what=Leaves.SELF_EVALUATION, protected=protected)


def _check(visit: Visit) -> None:
    if not visit.viewer.may(Capability.WRITE_THE_SELF_EVALUATION):
        raise AccessRefused("Only the area's SEND lead can read and write the self-evaluation.")


def legible(text: str, most: int, what: str) -> str:
    """The text without characters that nobody can see and a document cannot hold; a refusal where it is too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = "\n".join(
        "".join(" " if letter.isspace() else letter for letter in line if letter.isspace() or letter.isprintable()) for line in lines
    )
    if len(cleaned) > most:
        raise QuestionRefused(f"{what} has {len(cleaned):,} characters, and at most {most:,} are kept. Shorten it, and save it again.")
    return cleaned
