"""The review of children without a shared number, while the files that tell of them wait for a decision."""

from rollcall.show.screen.matching.review import review

__all__ = ["review"]
