"""A sentence of evidence: what the data says to one question, how far it carries, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Strength(Enum):
    """How far a sentence carries."""

    STANDS = "Evidence"
    THIN = "Thin evidence"
    UNANSWERED = "Not answered"


@dataclass(frozen=True)
class Evidence:
    """What the data says to one question of a self-evaluation.

    `questions` are names of files in queries/ without their ending, `measures` names in the registry of measures; `source` says whose
    spreadsheets it comes from and which day they speak for.
    """

    asks: str
    sentence: str
    strength: Strength
    as_at: date
    note: str = ""  # what has to be known to read it, or why it is thin
    questions: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    source: str = ""
