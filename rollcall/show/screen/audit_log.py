"""The audit log on the screen: how much is on record, whether its chain holds, and who did what on which day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import TYPE_CHECKING

import streamlit as st

from rollcall.answers.answer import Answer, AnswerColumn
from rollcall.audit import Action, Entry, Leaves, Verified, record
from rollcall.own_words import Said
from rollcall.show.screen.by_itself import by_itself
from rollcall.show.screen.taking_away import take_away
from rollcall.show.sentences import capital, day, escaped

if TYPE_CHECKING:
    from rollcall.answers.ask import Visit

_COLUMNS = (("When (UTC)", 155), ("Who", 205), ("What", 150), ("About", 400), ("Role", 110), ("Area", 110), ("Entry", 70))
_MOST_SHOWN = 2_000
_MOST_TROUBLES = 10


@dataclass(frozen=True)
class _Chosen:
    """What the page is narrowed to."""

    days: tuple[date, ...]
    who: str | None
    action: str | None

    def has(self, entry: Entry) -> bool:
        """Whether an entry is shown."""
        on = entry.at.astimezone(UTC).date()
        in_time = not self.days or self.days[0] <= on <= self.days[-1]
        return in_time and self.who in (None, entry.who) and self.action in (None, entry.action)


def audit_log(visit: Visit, to_csv: Callable[[Answer], bytes]) -> None:
    """The page: the sentence, what is wrong, and the entries of the viewer's area. `to_csv` writes them as a file."""
    verified, mine = visit.audit_log()
    st.title(_sentence(verified), anchor=False)
    _troubles(verified)
    if not mine:
        return
    with st.container(key="audit-entries"):
        _entries(visit, mine, to_csv)
    _end(verified)


def _sentence(verified: Verified) -> str:
    if not verified.lines and verified.holds:
        return "Nothing is on record yet, because nobody has done anything that is written down"
    many = "1 action is" if verified.lines == 1 else f"{verified.lines:,} actions are"
    since = f" since {day(verified.since.date())}" if verified.since else ""
    return f"{many} on record{since}, and the chain {'holds' if verified.holds else 'does not hold'}"


def _troubles(verified: Verified) -> None:
    if verified.troubles:
        more = len(verified.troubles) - _MOST_TROUBLES
        lines = [f"- {escaped(str(trouble))}" for trouble in verified.troubles[:_MOST_TROUBLES]]
        st.error(
            "\n".join([*lines, *([f"- and {more:,} more"] if more > 0 else [])]),
            title="The log was changed after it was written",
            icon=":material/link_off:",
        )
        st.markdown("Keep the data folder as it is, and find out who could write in it: `docs/security.md` says what each of these means.")
    for note in verified.notes[-_MOST_TROUBLES:]:
        st.caption(escaped(str(note)))


@by_itself
def _entries(visit: Visit, entries: Sequence[Entry], to_csv: Callable[[Answer], bytes]) -> None:
    chosen = _choose(entries)
    shown = [entry for entry in reversed(entries) if chosen.has(entry)]
    answer = _as_answer(shown)
    said = f"{len(shown):,} of {len(entries):,} entries, the latest first."
    st.caption(said if len(shown) <= _MOST_SHOWN else f"{said} The latest {_MOST_SHOWN:,} are shown; the download has all of them.")
    st.dataframe(
        {column.name: answer.column(column.name)[:_MOST_SHOWN] for column in answer.columns},
        column_config={heading: st.column_config.Column(width=width) for heading, width in _COLUMNS},
        hide_index=True,
        height=460 if len(shown) > 12 else "content",
        alt="The audit log: when, who, in which role and area, what, and about what",
    )

    def write() -> bytes:
        viewer = visit.viewer
        record(Action.EXPORTED, viewer.name, viewer.role, viewer.area, what=Leaves.AUDIT_LOG, entries=len(shown))
        return to_csv(answer)

    take_away("CSV", write, f"audit_log_{date.today().isoformat()}.csv", "csv-audit-log", "text/csv")


def _choose(entries: Sequence[Entry]) -> _Chosen:
    first, last = (entries[place].at.astimezone(UTC).date() for place in (0, -1))
    with st.container(horizontal=True, vertical_alignment="bottom", key="controls-audit"):
        days = st.date_input("Days", (min(first, last), max(first, last)), format="DD/MM/YYYY", key="audit-days")
        who = st.selectbox("Who", sorted({entry.who for entry in entries}), index=None, placeholder="Everybody", key="audit-who")
        action = st.selectbox("What", sorted({entry.action for entry in entries}), index=None, placeholder="Everything", key="audit-action")
    return _Chosen(tuple(days) if isinstance(days, tuple | list) else (days,), who, action)


def _as_answer(entries: Sequence[Entry]) -> Answer:
    rows = tuple(
        (
            f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
            entry.who,
            capital(entry.action),
            "; ".join(f"{name.replace('_', ' ')}: {_said(value)}" for name, value in entry.about.items()),
            entry.role,
            entry.area,
            entry.number,
        )
        for entry in entries
    )
    columns = tuple(AnswerColumn(heading, "number" if heading == "Entry" else "text") for heading, _ in _COLUMNS)
    return Answer("audit_log", "What was done", date.today(), columns, rows, (), {}, protected=False)


def _said(value: Said) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(word.replace("_", " ") for word in value)
    return f"{value:,}" if isinstance(value, int) else value.replace("_", " ")


def _end(verified: Verified) -> None:
    if verified.anchor is None:
        return
    with st.expander("The end of the chain, to keep elsewhere", icon=":material/anchor:", key="audit-end"):
        st.markdown(
            "Whoever has both the data folder and its audit key could write the whole log anew. Note this line elsewhere, in a mail or "
            "the minutes of a meeting: `python -m rollcall audit verify --head` with it tells whether the log still holds it."
        )
        st.code(f"{verified.anchor.number}:{verified.anchor.hash}", language=None, wrap_lines=True)
