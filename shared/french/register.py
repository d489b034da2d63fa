"""Which spoken French a teacher takes as fine."""

from dataclasses import dataclass

from shared.french.change import Change
from shared.french.words.closed import SUBJECT_PRONOUNS


@dataclass(frozen=True, slots=True)
class RegisterProfile:
    """A teacher's choice; the default is everyday spoken French.

    Attributes:
        drop_ne: "je sais pas".
        on_for_nous: "on va" where nous is meant.
        drop_il: "y a", "faut".
        ca: "ça" for "cela".
        short_tu: "t'as".
        dislocation: "mon frère, il…", "elle est bien, ta sœur".
        intonation_question: "tu viens ?", "tu vas où ?".
    """

    drop_ne: bool = True
    on_for_nous: bool = True
    drop_il: bool = True
    ca: bool = True
    short_tu: bool = True
    dislocation: bool = True
    intonation_question: bool = True


SPOKEN = RegisterProfile()
FORMAL = RegisterProfile(False, False, False, False, False, False, False)
"""For presentations and examinations: everything counts."""


def allows(profile: RegisterProfile, change: Change) -> bool:
    """Whether what was said is fine under the profile, though the correction is more formal."""
    said, say = change.said, change.say
    after = change.after.norm
    cases = (
        (profile.drop_ne, say == ("ne",) and not said),
        (profile.on_for_nous, "on" in said and "nous" in say),
        (profile.drop_il, say == ("il",) and not said and after in ("y", "faut", "fallait")),
        (profile.ca, said == ("ça",) and say in (("cela",), ("ce",), ("ceci",))),
        (profile.short_tu, said == ("te",) and say == ("tu",)),
        (profile.dislocation, _dislocation(change)),
        (profile.intonation_question, _inversion(change)),
    )
    return any(allowed and fits for allowed, fits in cases)


def _dislocation(c: Change) -> bool:
    """A subject pronoun left out after its noun: "mon frère(,) il travaille"."""
    if c.say or len(c.a) != 1 or c.said[0] not in SUBJECT_PRONOUNS:
        return False
    before = c.old.at(c.at - 1)
    if before.norm == "qui":
        return False
    return before.pos in ("NOUN", "PROPN", "PRON", "PUNCT", "ADJ") and c.at > 1


def _inversion(c: Change) -> bool:
    """A question by tone made one by inversion or "est-ce que"."""
    asks = c.new.text.rstrip().endswith("?")
    hung = any(t.hung and t.norm != "ce" for t in c.b) and not any(t.hung for t in c.a)
    # "Que tu veux ?" lacks it; "tu viens ?" does not.
    added = not c.said and c.say == ("est", "ce", "que") and c.before.norm != "que"
    return asks and (added or (hung and set(c.said) <= set(c.say)))
