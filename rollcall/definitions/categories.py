"""Which categories of not being in school say that the child is on a roll, which say that it is not, and which nobody can be in at once."""

OFF_ROLL = ("cme", "ehe")  # not registered pupils, by definition
ON_ROLL = ("flexi_schooled", "part_time", "severely_absent")  # in scope although on a roll

# Children missing education get no suitable education otherwise than at school, so neither home education nor EOTAS (statutory guidance,
# 8 September 2025); home education is not EOTAS (DfE, Explore Education Statistics). Unregistered provision goes with either.
EXCLUSIVE = frozenset(frozenset(pair) for pair in (("cme", "ehe"), ("cme", "eotas"), ("ehe", "eotas"))) | frozenset(
    frozenset((off, on)) for off in OFF_ROLL for on in ON_ROLL
)
