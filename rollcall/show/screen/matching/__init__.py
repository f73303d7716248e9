"""The parts of the page where children without a shared number are matched, while files wait for a decision."""

from rollcall.show.screen.matching.notice import notice
from rollcall.show.screen.matching.review import review

__all__ = ["notice", "review"]
