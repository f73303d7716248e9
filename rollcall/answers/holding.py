"""What is held, told to whoever may see it, and deleted for good by whoever may delete: the one place that the screen does it through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from rollcall.access import Capability, Viewer
from rollcall.answers.ask import Visit
from rollcall.audit import Action, Reason, audited
from rollcall.errors import AccessRefused
from rollcall.store import SELF_EVALUATION, Deletion, Erased, Going, Held, How, Store, Written, how_kept

__all__ = ["SELF_EVALUATION", "Deletion", "Erased", "Going", "Held", "Holding", "How", "What", "Written", "how_kept", "open_holding"]


class What(StrEnum):
    """What can be deleted for good."""

    PARTNER = "All that one partner sent"
    BEFORE = "What was kept before a day"
    SELF_EVALUATION = "The self-evaluation"
    EVERYTHING = "Everything"


_WHY = {
    What.PARTNER: Reason.BY_PARTNER,
    What.BEFORE: Reason.BY_DATE,
    What.SELF_EVALUATION: Reason.SELF_EVALUATION,
    What.EVERYTHING: Reason.ALL,
}


@dataclass(frozen=True)
class Holding:
    """What one viewer may know of what is held, and do about it. Numbers of rows are for those who may see exact ones: rounded one by one,
    in several cuts and before and after each upload, small ones could be worked out."""

    viewer: Viewer
    _store: Store

    @property
    def may_delete(self) -> bool:
        """Whether this viewer may delete, set how long things are held, and make backups."""
        return self.viewer.may(Capability.DELETE)

    @property
    def is_encrypted(self) -> bool:
        """Whether the database is encrypted."""
        return self._store.is_encrypted

    @property
    def held(self) -> tuple[Held, ...]:
        """What is held, by partner and spreadsheet kind."""
        return tuple(replace(one, rows=self._shown(one.rows), rows_in_use=self._shown(one.rows_in_use)) for one in self._store.held())

    @property
    def written(self) -> Written | None:
        """What is held of the self-evaluation, which is of no partner and counts no children."""
        return self._store.written()

    @property
    def rows(self) -> int | None:
        """How many rows are held."""
        return self._shown(sum(one.rows or 0 for one in self._store.held()))

    @property
    def deletions(self) -> tuple[Deletion, ...]:
        """The ledger of deletions, latest first."""
        return tuple(replace(one, rows=self._shown(one.rows)) for one in self._store.deletions())

    @property
    def retention(self) -> Mapping[str, int | None]:
        """For how many months each spreadsheet kind is held; None until it is deleted by hand."""
        return self._store.retention()

    @property
    def backups(self) -> Sequence[datetime]:
        """When the backups in the data folder were made, latest first."""
        return [backup.made_at for _, backup in self._store.backups()]

    def would_go(self, what: What, partner: str | None = None, before: date | None = None) -> tuple[Going, ...]:
        """What a deletion would take."""
        return () if what is What.SELF_EVALUATION else self._going(self._store.to_delete(*_narrowed(what, partner, before)))

    def delete(self, what: What, partner: str | None = None, before: date | None = None) -> Erased:
        """Delete for good, and say what a look at every byte found of it afterwards."""
        self._check()
        partner, before = _narrowed(what, partner, before)
        with audited(Action.DELETED, self.viewer, self._store.on_disk) as note:
            of_ours = what is What.SELF_EVALUATION
            note(_WHY[what], uploads=0 if of_ours else self._store.uploads_of(self._store.to_delete(partner, before)))
            if of_ours:
                return self._store.delete_self_evaluation(self.viewer.name)
            if partner is not None:
                return self._told(self._store.delete_partner(partner, self.viewer.name))
            if before is not None:
                return self._told(self._store.delete_before(before, self.viewer.name))
            return self._told(self._store.delete_everything(self.viewer.name))

    def hold_for(self, table: str, months: int | None) -> Erased:
        """Hold a spreadsheet kind for so many months, or until it is deleted by hand; what is past that goes at once."""
        self._check()
        with audited(Action.RETENTION_CHANGED, self.viewer, self._store.on_disk) as note:
            note(kind=table, months=months or 0)
            self._store.set_retention(table, months)
        return self._told(self._store.delete_past_retention())

    def back_up(self) -> None:
        """Make a backup in the data folder now."""
        self._check()
        with audited(Action.BACKED_UP, self.viewer, self._store.on_disk) as note:
            note()
            self._store.back_up()

    def _check(self) -> None:
        if not self.may_delete:
            raise AccessRefused("Only the lead or an administrator can delete what is held, or say for how long it is. Ask one of them.")

    def _going(self, going: Sequence[Going]) -> tuple[Going, ...]:
        return tuple(replace(one, rows=self._shown(one.rows)) for one in going)

    def _told(self, erased: Erased) -> Erased:
        return replace(erased, going=self._going(erased.going))

    def _shown(self, rows: int | None) -> int | None:
        return rows if self.viewer.sees_exact_numbers else None


def open_holding(visit: Visit) -> Holding:
    """What is really kept of the viewer's area, also while the pages show an invented one."""
    if not visit.viewer.may(Capability.SEE_WHAT_IS_HELD):
        raise AccessRefused("What is held is for the area's SEND lead and its administrator to see. Ask one of them what you need to know.")
    return Holding(visit.viewer, visit.kept)


def _narrowed(what: What, partner: str | None, before: date | None) -> tuple[str | None, date | None]:
    """The partner and the day that count: a deletion of one partner is never one of everything because nobody was named."""
    assert what is not What.PARTNER or partner is not None
    assert what is not What.BEFORE or before is not None
    return (partner if what is What.PARTNER else None), (before if what is What.BEFORE else None)
