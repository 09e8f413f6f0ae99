"""What the numbers say, and what they do not, in one sentence each."""

from typing import Final

from qualcode.core.translate import N_, _

NAMES: Final = {
    "percent": N_("Percent agreement"),
    "cohen_kappa": N_("Cohen’s κ"),
    "brennan_prediger": N_("Brennan and Prediger’s κn"),
    "fleiss_kappa": N_("Fleiss’ κ"),
    "scott_pi": N_("Scott’s π"),
    "holsti": N_("Holsti"),
    "gwet_ac1": N_("Gwet’s AC1"),
    "krippendorff_alpha": N_("Krippendorff’s α"),
    "u_alpha": N_("uα"),
    "binary_u_alpha": N_("|uα"),
    "cu_alpha": N_("cuα"),
    "k_u_alpha": N_("(k)uα"),
    "precision": N_("Precision"),
    "recall": N_("Recall"),
    "f1": N_("F1"),
}
_MEANINGS: Final = {
    "percent": N_(
        "The share of units that two evaluators judge alike. It is high by itself where most of "
        "the text is left uncoded."
    ),
    "cohen_kappa": N_(
        "Agreement beyond what chance would give if each evaluator coded as much as they did, "
        "anywhere. It falls when a code is rare or when evaluators mark unequal amounts. With three "
        "evaluators or more it is the mean of all their pairs."
    ),
    "brennan_prediger": N_(
        "Agreement beyond chance if coded and uncoded were equally likely. It does not see how "
        "rare a code is, and is high where little is coded."
    ),
    "fleiss_kappa": N_(
        "Agreement beyond chance, for any number of evaluators, if all shared one habit of coding. "
        "It says nothing of who differs from whom."
    ),
    "scott_pi": N_(
        "The same as Fleiss’ κ, in the form for two evaluators: chance is what both use together."
    ),
    "holsti": N_(
        "Shared decisions to code, of all decisions to code. Text that no one coded does not "
        "count, and nothing is taken away for chance."
    ),
    "gwet_ac1": N_(
        "Agreement beyond chance, with chance small where a code is very rare or very common. It "
        "may be high though evaluators share few of their marks."
    ),
    "krippendorff_alpha": N_(
        "One minus observed over expected disagreement, for any number of evaluators and with "
        "values missing. It does not say whose reading is better."
    ),
    "u_alpha": N_(
        "Agreement on where passages begin and end and on their codes, on the text as one line. "
        "Marks that differ only in length lower it."
    ),
    "binary_u_alpha": N_(
        "Agreement on what is worth marking at all, whatever the code. It says nothing of the codes."
    ),
    "cu_alpha": N_(
        "Agreement on the codes of words that more than one evaluator marked. It says nothing of "
        "what only one marked."
    ),
    "k_u_alpha": N_(
        "How well one code is kept apart from the others where more than one evaluator marked. A "
        "rare code gives an unsure number."
    ),
    "precision": N_(
        "How much of what the others coded the key coded too. It says nothing of what they missed."
    ),
    "recall": N_(
        "How much of what the key coded the others found. It says nothing of what they coded besides."
    ),
    "f1": N_(
        "Precision and recall in one: high only if both are. That the key is right is taken for "
        "granted."
    ),
}


def name(coefficient: str) -> str:
    """The coefficient as people call it."""
    return _(NAMES[coefficient])


def meaning(coefficient: str) -> str:
    """What it means and what it doesn't."""
    return _(_MEANINGS[coefficient])


def offer() -> str:
    """What no number can say."""
    return _(
        "Agreement is an offer, not a mark of quality: evaluators who read alike may both be "
        "wrong, and where readings are meant to differ no number is called for."
    )


def undefined() -> str:
    """Why there is no number."""
    return _(
        "Undefined: there was no disagreement to expect, as when no one used a code or everyone "
        "used it everywhere. That is not perfect agreement."
    )


def overlap_defined() -> str:
    """What X is."""
    return _(
        "Overlap is the share of the characters marked in either of two passages that are marked "
        "in both."
    )


def interval_defined() -> str:
    """What low and high are."""
    return _(
        "Intervals hold 95 % of what comes out when stretches of the text, or units of a table, are "
        "drawn anew, a thousand times."
    )
