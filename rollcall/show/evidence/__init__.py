"""What the data says to each chapter of a self-evaluation: sentences by rules, each with its question and how far it carries."""

from __future__ import annotations

from collections.abc import Mapping

from rollcall.answers.evidence import Evidence
from rollcall.definitions.self_evaluation import Chapter
from rollcall.show.asking import Asked
from rollcall.show.evidence import (
    enablers_and_barriers,
    health_services,
    help_and_protection,
    in_year_admissions,
    information_sharing,
    oversight,
    whole,
)
from rollcall.show.evidence.line import Line, evidence

LINES: Mapping[Chapter, tuple[Line, ...]] = {
    Chapter.WHOLE: whole.LINES,
    Chapter.INFORMATION_SHARING: information_sharing.LINES,
    Chapter.HEALTH_SERVICES: health_services.LINES,
    Chapter.OVERSIGHT: (*oversight.LINES, *in_year_admissions.LINES),
    Chapter.ENABLERS_AND_BARRIERS: enablers_and_barriers.LINES,
    Chapter.HELP_AND_PROTECTION: help_and_protection.LINES,
}


def gathered(asked: Asked, chapter: Chapter) -> tuple[Evidence, ...]:
    """What the data says to a chapter, question by question."""
    return tuple(evidence(asked, line) for line in LINES[chapter])


__all__ = ["LINES", "Line", "gathered"]
