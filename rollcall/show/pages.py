"""The pages in the order people read them: file, title, icon, and one sentence on what each is for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: `name` is its file in pages/ without the ending, and its address."""

    name: str
    title: str
    icon: str
    help: str

    @property
    def file(self) -> str:
        """The page's file, from the front door's folder."""
        return f"pages/{self.name}.py"


PAGES: tuple[Page, ...] = (
    Page(
        "overview",
        "Overview",
        ":material/home:",
        "The headline numbers, what needs attention, and how fresh the data is.",
    ),
    Page("not_in_school", "Not in school", ":material/groups:", "Who is not in school, how many, for how long, and why."),
    Page("diagnostic_waits", "Diagnostic waits", ":material/hourglass_top:", "How long children wait for a diagnostic assessment."),
    Page("health_access", "Health access", ":material/stethoscope:", "Which health services children out of school cannot reach, and why."),
    Page("returns_to_school", "Returns to school", ":material/school:", "Who came back, how soon, where to, and whether it lasted."),
    Page(
        "bring_in_spreadsheets",
        "Bring in spreadsheets",
        ":material/upload_file:",
        "Add the spreadsheets partners keep, and undo or replace them.",
    ),
    Page(
        "match_children",
        "Match children",
        ":material/join_inner:",
        "Whom education and health both know, whom only one of them does, and which children without a shared number are the same.",
    ),
    Page(
        "what_we_hold",
        "What we hold",
        ":material/inventory_2:",
        "What is held of each partner, how and for how long, and how it is deleted for good.",
    ),
    Page(
        "what_the_words_mean",
        "What the words mean",
        ":material/menu_book:",
        "The terms and lists used on every page, with their sources.",
    ),
)
BY_NAME: dict[str, Page] = {page.name: page for page in PAGES}
