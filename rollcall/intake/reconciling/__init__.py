"""Adds up published files as Rollcall reads them, and holds the sums against the totals that are published."""
