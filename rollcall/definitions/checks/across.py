"""Checks across rows, sheets, files and what is kept: what two of them say of one child or one period."""

from rollcall.definitions.check import DOUBTFUL, EVERY_HEADLINE, LEFT_OUT, MOVES_NOTHING, NOT_COUNTED, Check
from rollcall.definitions.weight import UNMATCHED

_DUPLICATE_UPN = "Annex A rules 109 and 209: duplicated UPN"
_SCHOOL_AGE = "Thematic review: children of compulsory school age (Education Act 1996 s.8)"
_ON_ROLL = "Find out which is right: end the period, take the school out of the list of children, or record flexi-schooling."
_OUT = "Children not in school"

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
        "term_told_again",
        "The same term of the same children is told of again, later, in {other}: {rows}. That telling is used.",
        "Nothing to do when it is the newer one. Otherwise take out one of the two, or add their sessions up in one row a child.",
        True,
    ),
    Check(
        "told_by_two_partners",
        "The same is told of the same child, as of the same day, by another partner in {other}. It is counted once.",
        "Nothing to do when both mean the same. The telling with an ending counts, else the later one.",
        effect="{rows} counted once in {headline}, {count} of {of}",
    ),
    Check(
        "two_dates_of_birth",
        "The same child is listed with another date of birth in {other}.",
        "Find out which is right. The later row is used, and a list of children before a register.",
        headline=EVERY_HEADLINE,
        effect=DOUBTFUL,
    ),
    Check(
        "plan_and_support",
        "The same child is listed with another SEN status in {other}.",
        "Take the child off one of the two lists. The later row is used.",
        headline=EVERY_HEADLINE,
        definition="Annex A: List 1 is children with an EHC plan, List 2 children on SEN support; nobody is on both",
        effect=DOUBTFUL,
    ),
    Check(
        "child_listed_twice",
        "The same child is listed in {other}, with other particulars.",
        "Make them one row. The later one is used.",
        headline=EVERY_HEADLINE,
        definition=_DUPLICATE_UPN,
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
        effect=LEFT_OUT,
    ),
    Check(
        "wait_of_a_child_nobody_knows",
        "{children} referred here and in no list of children, so nobody can say whether they are in school: {rows}.",
        "Add them to the list of children, or ask for the NHS number. Their referrals count as waiting, and neither in nor out of school.",
        headline="Diagnostic waits, in and out of school",
        definition="Thematic review: a child who waits for a diagnostic assessment is a child with SEND, with or without a plan",
        effect=NOT_COUNTED,
    ),
    Check(
        "home_educated_and_on_roll",
        "The child is home educated here, and on the roll of a school in {other}.",
        _ON_ROLL,
        headline=_OUT,
        definition="Elective home education: parents' choice to educate at home instead of full-time school (DfE)",
        effect=DOUBTFUL,
    ),
    Check(
        "missing_education_and_on_roll",
        "The child is missing education here, and on the roll of a school in {other}.",
        _ON_ROLL,
        headline=_OUT,
        definition="Children missing education are not registered pupils at a school (Education Act 1996 s.436A)",
        effect=DOUBTFUL,
    ),
    Check(
        "two_categories_at_once",
        "The child has an open period of {here} here and of {there} in {other}, and nobody can be in both.",
        "Find out which is right, and end the other. Until then the child counts once in all, and once in each category.",
        headline=f"{_OUT}, by category",
        definition="Children missing education and home education exclude each other, EOTAS and being on a roll (statutory guidance; DfE)",
        effect=DOUBTFUL,
    ),
    Check(
        "periods_overlap",
        "The period overlaps another of the same child in the same category, in {other}.",
        "Make them one period, or correct a date. Until then both count as periods that started and ended.",
        headline="Returns within six months",
        effect=DOUBTFUL,
    ),
    Check(
        "below_school_age",
        "Children below compulsory school age are not counted: {rows}.",
        "Nothing to do, unless a date of birth is wrong.",
        headline=_OUT,
        definition=_SCHOOL_AGE,
        effect=NOT_COUNTED,
    ),
    Check(
        "past_school_age",
        "Children past compulsory school age are not counted: {rows}.",
        "Nothing to do, unless a date of birth is wrong. Where a period goes on, you may end it as “no longer of school age”.",
        headline=_OUT,
        definition=_SCHOOL_AGE,
        effect=NOT_COUNTED,
    ),
    Check(
        "before_birth",
        "“{heading}” is before the child's date of birth in {other}.",
        "Correct one of the two dates, or the child's reference.",
        effect=DOUBTFUL,
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
        "partners_own_numbers",
        "“{heading}” is the partner's own numbering: the same number stands for a child in another partner's list, and nothing says that "
        "it is the same child. It is not used to find that child: {rows}.",
        "Ask for the NHS number or UPN in the next file, unless it stands beside it already.",
        effect=UNMATCHED,
    ),
    Check(
        "two_names",
        "The reference names one child of the list of children, and the {number} another. The reference is used.",
        "Find out which child is meant, and correct the reference or the {number}.",
        effect=UNMATCHED,
    ),
    Check(
        "child_linked",
        "In no list of children by a number, and linked to one that is listed, by what both files tell of the child: {rows}.",
        "Look at the links on the page Match children. Ask for the NHS number or UPN in the next file: then nothing has to be compared.",
    ),
    Check(
        "child_could_be_listed",
        "In no list of children by a number, but like a child that is listed: {rows}.",
        "Say on the page Match children whether it is the same child, before these rows are kept.",
    ),
    Check(
        "child_carried",
        "In no list of children, but this sheet gives a date of birth and a SEN status, so those are kept as well: {rows}.",
        "Nothing to do, unless a list of children that has them is at hand: bring it in, and it is used instead.",
    ),
)
