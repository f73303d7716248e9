"""Measures of the oversight of provision. None is worked out yet as a number: who has no review is in the lead's list of children."""

from __future__ import annotations

from rollcall.definitions.measures.measure import Measure

MEASURES: dict[str, Measure] = {}
