"""Invented children, and the spreadsheets they would appear in: nothing here is about anybody."""

from rollcall.invent.area import AS_AT, CHILDREN, SEED, Invented, invent
from rollcall.invent.files import write

__all__ = ["AS_AT", "CHILDREN", "SEED", "Invented", "invent", "write"]
