"""Checks across rows, sheets, files and what is kept: what two of them say of one child or one period."""

from rollcall.definitions.check import DOUBTFUL, EVERY_HEADLINE, MOVES_NOTHING, Check
from rollcall.definitions.weight import UNMATCHED

_DUPLICATE_UPN = "Annex A rules 109 and 209: duplicated UPN"

CHECKS = (
    Check("duplicate_row", "The row repeats {other} exactly.", "Take out one of the two. It is counted once.", True, effect=MOVES_NOTHING),
    Check(
        "told_again",
        "The same period or referral is told of again, with another ending, in {other}. That telling is used.",
        "Nothing to do when the other row is the newer one. Otherwise correct the date it ended.",
        True,
        effect=MOVES_NOTHING,
    ),
    Check(
        "two_dates_of_birth",
        "The same child is listed with another date of birth in {other}.",
        "Find out which is right. The later row is used.",
        headline=EVERY_HEADLINE,
        effect=DOUBTFUL,
    ),
    Check(
        "two_children_one_number",
        "The same {number} stands against another child's reference in {other}.",
        "Find out whether this is one child listed twice, or a number typed against the wrong child.",
        headline=EVERY_HEADLINE,
        definition=_DUPLICATE_UPN,
        effect=DOUBTFUL,
    ),
    Check(
        "child_not_in_children",
        "{children} in no list of children, so nothing is known of their age, SEN status or needs: {rows}.",
        "Add them to the list of children, or correct the reference. They are counted by name in the footnotes, not in the headlines.",
        effect="{rows} left out of {headline}, {count} of {of}",
    ),
    Check(
        "reference_read_loosely",
        "“{heading}” differs from the list of children only in capitals, spaces or zeros in front, and is read as the same: {rows}.",
        "Nothing to do, unless two children have references as alike as that. Keep references as text, so that Excel keeps their zeros.",
    ),
    Check(
        "providers_own_references",
        "“{heading}” is the provider's own numbering, so it is not used: it names other children than the {number} in {rows}.",
        "Nothing to do. Leave the column out next time.",
    ),
    Check(
        "two_names",
        "The reference names one child of the list of children, and the {number} another. The reference is used.",
        "Find out which child is meant, and correct the reference or the {number}.",
        effect=UNMATCHED,
    ),
    Check(
        "child_carried",
        "In no list of children, but this sheet gives a date of birth and a SEN status, so those are kept as well: {rows}.",
        "Nothing to do, unless a list of children that has them is at hand: bring it in, and it is used instead.",
    ),
)
