"""The pages in the order people read them: file, title, icon, and one sentence on what each is for."""

from __future__ import annotations

from dataclasses import dataclass

from rollcall.access import Capability, Viewer


@dataclass(frozen=True)
class Page:
    """One page: `name` is its file in pages/ without the ending, and its address."""

    name: str
    title: str
    icon: str
    help: str
    needs: Capability | None  # what a viewer has to be allowed to; None for everybody who is let in at all
    only_served: bool = False  # about people who sign in, of whom there are none on one laptop

    @property
    def in_meetings(self) -> bool:
        """Whether it can be shown on a wall: every number on it is one that is protected for others."""
        return self.needs is Capability.SEE_PROTECTED_NUMBERS

    @property
    def file(self) -> str:
        """The page's file, from the front door's folder."""
        return f"pages/{self.name}.py"

    def opens_for(self, viewer: Viewer) -> bool:
        """Whether a viewer may open it."""
        return self.needs is None or viewer.may(self.needs)


_NUMBERS = Capability.SEE_PROTECTED_NUMBERS
_EXACT_NUMBERS = Capability.SEE_EXACT_NUMBERS
PAGES: tuple[Page, ...] = (
    Page(
        "overview",
        "Overview",
        ":material/home:",
        "The headline numbers, what needs attention, and how fresh the data is.",
        _NUMBERS,
    ),
    Page("not_in_school", "Not in school", ":material/groups:", "Who is not in school, how many, for how long, and why.", _NUMBERS),
    Page(
        "diagnostic_waits", "Diagnostic waits", ":material/hourglass_top:", "How long children wait for a diagnostic assessment.", _NUMBERS
    ),
    Page(
        "health_access",
        "Health access",
        ":material/stethoscope:",
        "Which health services children out of school cannot reach, and why.",
        _NUMBERS,
    ),
    Page(
        "returns_to_school", "Returns to school", ":material/school:", "Who came back, how soon, where to, and whether it lasted.", _NUMBERS
    ),
    Page(
        "since_last_time",
        "Since last time",
        ":material/compare_arrows:",
        "Who joined the children not in school, who left, who came back, and what changed for the others, between two days.",
        _NUMBERS,
    ),
    Page(
        "oversight",
        "Oversight",
        ":material/visibility:",
        "Who leads, who was seen, whose review is late, what education children out of school get, and the register to come.",
        _NUMBERS,
    ),
    Page(
        "help_and_protection",
        "Help and protection",
        ":material/health_and_safety:",
        "Children out of school who are open to social care, and who of them nobody sees, leads or teaches.",
        _NUMBERS,
    ),
    Page(
        "information_sharing",
        "Information sharing",
        ":material/hub:",
        "How soon partners are told that a child is out of school, and what their files can be put together by.",
        _EXACT_NUMBERS,
    ),
    Page(
        "enablers_and_barriers",
        "Enablers and barriers",
        ":material/door_open:",
        "Why children are not in school, which schools they left, and who may leave next.",
        _EXACT_NUMBERS,
    ),
    Page(
        "voice",
        "Voice",
        ":material/forum:",
        "What children, parents and professionals answered in surveys, with how sure each share is.",
        _NUMBERS,
    ),
    Page(
        "self_evaluation",
        "Self-evaluation",
        ":material/rate_review:",
        "What the data says to each theme, what the partnership judges, and what it will do.",
        Capability.WRITE_THE_SELF_EVALUATION,
    ),
    Page(
        "bring_in_spreadsheets",
        "Bring in spreadsheets",
        ":material/upload_file:",
        "Add the spreadsheets partners keep, and undo or replace them.",
        Capability.BRING_IN,
    ),
    Page(
        "match_children",
        "Match children",
        ":material/join_inner:",
        "Whom education and health both know, whom only one of them does, and which children without a shared number are the same.",
        _NUMBERS,
    ),
    Page(
        "people",
        "People",
        ":material/badge:",
        "Who is signed in, as what and since when, and the way to end a session.",
        Capability.MANAGE_PEOPLE,
        only_served=True,
    ),
    Page(
        "what_we_hold",
        "What we hold",
        ":material/inventory_2:",
        "What is held of each partner, how and for how long, and how it is deleted for good.",
        Capability.SEE_WHAT_IS_HELD,
    ),
    Page(
        "try_to_break_it",
        "Try to break it",
        ":material/bolt:",
        "Attack the protected numbers of this area, and choose the rule that protects them.",
        Capability.TRY_TO_BREAK_IT,
    ),
    Page(
        "audit_log",
        "Audit log",
        ":material/history_edu:",
        "Who did what and when, and whether the record was changed since.",
        Capability.READ_THE_AUDIT_LOG,
    ),
    Page(
        "what_the_words_mean",
        "What the words mean",
        ":material/menu_book:",
        "The terms used on every page and what each number measures, with their sources.",
        None,
    ),
)
BY_NAME: dict[str, Page] = {page.name: page for page in PAGES}
