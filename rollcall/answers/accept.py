"""Accepting candidates: the lead's one step from "may be out of school" to a spell that names its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pyarrow as pa

from rollcall.access import Capability, Viewer
from rollcall.audit import Action, audited
from rollcall.definitions import codes
from rollcall.errors import AccessRefused, QuestionRefused
from rollcall.store import Prepared, Store, UploadRecord

PARTNER = "Accepted by the lead"
_COLUMNS = ("child_id", "category", "start_date")
_SOURCES = {
    "attendance": "attendance",
    "no_establishment": "no school in the list of children",
    "home_educated_flag": "home education flag",
    "sen2_eotas": "placement in the SEN2 return",
    "sen2_ehe": "placement in the SEN2 return",
    "sen2_cme": "no placement in the SEN2 return",
}


def accept_candidates(
    store: Store, viewer: Viewer, candidates: Sequence[Mapping], child_ids: Sequence[str], category: str, start_date: date, as_at: date
) -> UploadRecord:
    """Keep a spell for each chosen candidate, together with those accepted before."""
    if not viewer.may(Capability.DECIDE_ABOUT_CHILDREN):
        raise AccessRefused("Only the area's SEND lead can accept candidates.")
    code = codes.CATEGORY.find(category)
    if code is None:
        raise QuestionRefused(f"A period not in school has one of these categories: {', '.join(codes.CATEGORY.labels)}.")
    if start_date > as_at:
        raise QuestionRefused(
            f"The period cannot start after {as_at.day} {as_at:%B %Y}, the date that the data speaks for. Choose an earlier day."
        )
    told = {candidate["child_id"]: candidate for candidate in candidates}
    chosen = list(dict.fromkeys(child_ids))
    if not chosen or any(child not in told for child in chosen):
        raise QuestionRefused("Some of these children are not candidates any more. Look at the list again and choose from it.")
    before = accepted_before(store)
    rows = pa.table(
        {
            "child_id": pa.array([row[0] for row in before] + chosen, pa.string()),
            "category": pa.array([row[1] for row in before] + [code] * len(chosen), pa.string()),
            "start_date": pa.array([row[2] for row in before] + [start_date] * len(chosen), pa.date32()),
            "source": pa.array([row[3] for row in before] + [_source(told[child]) for child in chosen], pa.string()),
            "source_row": pa.array([*range(1, len(before) + len(chosen) + 1)], pa.int32()),
        }
    )
    with audited(Action.CANDIDATES_ACCEPTED, viewer, store.on_disk) as note:
        return store.keep(
            [Prepared("spells", PARTNER, as_at, (PARTNER,), _COLUMNS, rows)],
            by=viewer.name,
            noting=lambda upload: note(upload=upload),
        )


def accepted_before(store: Store) -> list[tuple]:
    """The spells that were accepted before and still count."""
    return store.query(
        """SELECT child_id, category, start_date, source FROM kept.spells
           SEMI JOIN kept.versions AS v
           ON v.version_id = spells.version_id AND v.active AND v.table_name = 'spells' AND v.partner = $partner
           ORDER BY position""",
        {"partner": PARTNER},
    ).rows


def _source(candidate: Mapping) -> str:
    return f"accepted from {_SOURCES[candidate['source']]} · {candidate['why']}"
