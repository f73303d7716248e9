"""Compares rows across sheets, files and the store, once each has been judged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rollcall.intake.checking.findings import Finding
from rollcall.intake.checking.listed import carry, is_event, known_children, nowhere, read_loosely, settle_names, use_listed_reference
from rollcall.intake.checking.own_numbers import tell_own_numbers_apart
from rollcall.intake.checking.repeats import refuse_earlier_tellings, refuse_repeats
from rollcall.intake.checking.terms_again import refuse_earlier_terms
from rollcall.intake.found_table import FoundTable
from rollcall.intake.linkage.linkage import NOTHING_MATCHED, Linkage, Matching
from rollcall.intake.linkage.linking import link_by_likeness
from rollcall.store import Store


@dataclass(frozen=True, eq=False)
class Linked:
    """The same tables, with repeated rows refused and references read as the lists of children write them, and what was found."""

    tables: tuple[FoundTable, ...]
    findings: tuple[Finding, ...]
    linkage: Linkage | None = None  # None where nothing is about a child of some list


def link(tables: Sequence[FoundTable], partners: Sequence[str], store: Store, matching: Matching = NOTHING_MATCHED) -> Linked:
    """Compare the rows of everything that was dropped, with each other and with what is kept."""
    findings: list[Finding] = []
    listed = [table for table in tables if table.block and table.block.table.name == "children"]
    linked = tell_own_numbers_apart([use_listed_reference(table, listed) for table in tables], partners, store, findings)
    linked = refuse_repeats(linked, partners, findings)
    linked = refuse_earlier_tellings(linked, partners, findings)
    linked = refuse_earlier_terms(linked, partners, findings)
    children = [table for table in linked if table.block and table.block.table.name == "children"]
    if not any(is_event(table) for table in linked):
        return Linked(tuple(linked), tuple(findings))
    known = known_children(linked, partners, store)
    linked = [read_loosely(table, known, findings) for table in linked]
    by_likeness = link_by_likeness(linked, partners, known, store, matching)
    linked, findings = by_likeness.tables, [*findings, *by_likeness.findings]
    if by_likeness.linkage.linked:
        linked = refuse_earlier_tellings(refuse_repeats(linked, partners, findings), partners, findings)
    linked = [carry(table, known, findings) for table in linked]
    linked = [settle_names(table, children, findings) for table in linked]
    unnamed = by_likeness.linkage.could_be_compared if not children else frozenset()
    for number, table in enumerate(linked):
        if is_event(table):
            findings += nowhere(table, known, could_be_compared=number in unnamed)
    return Linked(tuple(linked), tuple(findings), by_likeness.linkage)
