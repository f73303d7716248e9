"""The accuracy table, as text for a terminal and as a page of the manual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.accuracy.count import WHAT, Count, Score, together
from tests.accuracy.files import Style

HEADS = {
    "sheets": "sheets",
    "headings": "headings",
    "values": "coded values",
    "dates": "dates",
    "others": "numbers, names, references",
    "rows": "rows",
}


def as_text(styles: Sequence[Style], scores: Mapping[str, Score]) -> str:
    """One line for each style and the totals, for a terminal."""
    lines = [f"{'':44}" + "".join(f"{HEADS[what][:16]:>18}" for what in WHAT)]
    for style in styles:
        lines.append(
            f"{('* ' if style.held_out else '  ') + style.name:44.44}" + "".join(f"{_short(scores[style.name][what]):>18}" for what in WHAT)
        )
    for name, total in totals(styles, scores).items():
        lines.append(f"{name:44}" + "".join(f"{total[what].share:>17.2%} " for what in WHAT))
        lines.append(f"{'  read otherwise without a word':44}" + "".join(f"{total[what].wrong:>17} " for what in WHAT))
    return "\n".join(lines)


def as_manual(styles: Sequence[Style], scores: Mapping[str, Score]) -> str:
    """The page of the manual."""
    said = [
        "# How well spreadsheets are recognised",
        "",
        "`make accuracy` writes one invented area in the house styles below, with headings, words, dates, layouts, delimiters",
        "and encodings as systems and people write them, and compares what Rollcall reads with what every cell truly says.",
        "Nothing is put right by hand. The headings were written before those that Rollcall knows were looked at. Recognition was",
        "then made better with the first group of styles, and not with those *held out* (a dozen written with the first group,",
        "and eight after it): they say what to expect of the next partner's file.",
        "",
        "A cell counts as **right**; as **said** when it is not read and the screen says so (a heading not read, a word not",
        "known, a row refused or left out, a date order asked for); or as **wrong** when it is read as something else, or lost,",
        "without a word.",
        "",
        "|  | " + " | ".join(HEADS[what] for what in WHAT) + " |",
        "|---|" + "---:|" * len(WHAT),
    ]
    for name, total in totals(styles, scores).items():
        said.append(f"| **{name}**: right | " + " | ".join(f"{total[what].share:.2%} of {total[what].all:,}" for what in WHAT) + " |")
        said.append(f"| {name}: said | " + " | ".join(f"{total[what].said:,}" for what in WHAT) + " |")
        said.append(f"| {name}: wrong without a word | " + " | ".join(f"{total[what].wrong:,}" for what in WHAT) + " |")
    said += ["", "## Each style", "", "Right of all, and in brackets how many are said + wrong.", ""]
    said += ["| style | stands for | " + " | ".join(HEADS[what] for what in WHAT) + " |", "|---|---|" + "---:|" * len(WHAT)]
    for style in styles:
        held = " (held out)" if style.held_out else ""
        said.append(f"| {style.name}{held} | {style.kept_in} | " + " | ".join(_short(scores[style.name][what]) for what in WHAT) + " |")
    return "\n".join(said) + "\n"


def totals(styles: Sequence[Style], scores: Mapping[str, Score]) -> dict[str, Score]:
    """The scores of all styles, of those that recognition was made with, and of those held out."""
    groups = {
        "All styles": [scores[style.name] for style in styles],
        "Tuned on": [scores[style.name] for style in styles if not style.held_out],
        "Held out": [scores[style.name] for style in styles if style.held_out],
    }
    return {name: together(group) for name, group in groups.items() if group}


def reasons(scores: Mapping[str, Score], most: int = 6) -> str:
    """Some examples of what did not come out right, for whoever makes recognition better."""
    lines = []
    for name, score in scores.items():
        for what in WHAT:
            lines += [f"{name} [{what}] {example}" for example in score[what].examples[:most]]
            if len(score[what].examples) > most:
                lines.append(f"{name} [{what}] ... and {len(score[what].examples) - most} more")
    return "\n".join(lines)


def _short(count: Count) -> str:
    return f"{count.right:,}/{count.all:,}" + (f" ({count.said}+{count.wrong})" if count.said or count.wrong else "")
