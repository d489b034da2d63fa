"""Which spoken French a teacher takes as fine; `rules.familiar` finds what is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.french.change import Change
from shared.french.morphology import Tok
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import SUBJECT_PRONOUNS

IMPERSONAL = wordlist("y faut fallait faudrait faudra paraît vaut")
"""What "il" is dropped before."""


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

PROFILES: Mapping[str, RegisterProfile] = {"spoken": SPOKEN, "formal": FORMAL}
"""By the names under which a class keeps its choice."""


def allows(profile: RegisterProfile, change: Change) -> bool:
    """Whether what was said is fine under the profile, though the correction is more formal."""
    said, say = change.said, change.say
    cases = (
        (profile.drop_ne, say == ("ne",) and not said),
        (profile.on_for_nous, "on" in said and "nous" in say),
        (profile.drop_il, say == ("il",) and not said and _impersonal(change)),
        # "y a pas" for "il n'y a pas" takes both liberties at once.
        (profile.drop_il and profile.drop_ne, say == ("il", "ne") and not said),
        (profile.ca, said == ("ça",) and say in (("cela",), ("ce",), ("ceci",))),
        (profile.short_tu, said == ("te",) and say == ("tu",)),
        (profile.dislocation, _left_dislocation(change) or _right_dislocation(change)),
        (profile.intonation_question, _inversion(change) or _in_place(change)),
    )
    return any(allowed and fits for allowed, fits in cases)


def _impersonal(c: Change) -> bool:
    return c.after.norm in IMPERSONAL


def _left_dislocation(c: Change) -> bool:
    """A subject pronoun left out after its noun: "mon frère(,) il travaille"."""
    words = [t for t in c.a if t.is_word]
    if c.say or len(words) != 1 or words[0].norm not in SUBJECT_PRONOUNS:
        return False
    before = c.old.at(words[0].i - 1)
    if before.text == ",":
        before = c.old.at(before.i - 1)
    if before.norm == "qui":
        return False
    if before.i < 1 or before.pos not in ("NOUN", "PROPN", "PRON", "ADJ"):
        return False
    return before.pos not in ("NOUN", "PROPN") or _agree(words[0].norm, before)


def _agree(pronoun: str, noun: Tok) -> bool:
    """Whether "il, elle, ils, elles" may stand for a noun; other pronouns always do."""
    wanted = {"il": "ms", "elle": "fs", "ils": "mp", "elles": "fp"}.get(pronoun)
    m = noun.best
    if wanted is None or m is None:
        return True
    return m.gender in (wanted[0], "e", "") and m.number in (wanted[1], "i", "")


def _right_dislocation(c: Change) -> bool:
    """The noun said at the end, after its pronoun: "elle est bien, ta sœur"."""
    words = tuple(t.norm for t in c.a if t.is_word)
    if c.say and words and words[0] in SUBJECT_PRONOUNS and len(words) == 1:
        tail = tuple(t.norm for t in c.old.tokens[c.at + 1 :] if t.is_word)
        return tail[-len(c.say) :] == c.say
    if c.say or not c.a or c.a[0].text != "," or c.after.text not in (".", "!", "?", "…", ""):
        return False
    # The other half of the same change takes the noun away from the end.
    pronouns = [t for t in c.old.tokens[: c.at] if t.norm in SUBJECT_PRONOUNS and t.pos != "DET"]
    noun = next((t for t in c.a if t.pos in ("NOUN", "PROPN")), None)
    return bool(pronouns) and noun is not None and _agree(pronouns[0].norm, noun)


def _inversion(c: Change) -> bool:
    """A question by tone made one by inversion or "est-ce que"."""
    asks = c.new.asks
    hung = any(t.hung and t.norm != "ce" for t in c.b) and not any(t.hung for t in c.a)
    # "Que tu veux ?" lacks it; "tu viens ?" does not.
    added = not c.said and c.say == ("est", "ce", "que") and c.before.norm != "que"
    return asks and (added or (hung and set(c.said) <= set(c.say)))


def _in_place(c: Change) -> bool:
    """A question word left in its place, then put first: "tu fais quoi ?", "c'est qui ?"."""
    if not c.new.asks or _asks_first(c.old):
        return False
    if (c.old.at(0).norm, c.old.at(1).norm) == ("est", "ce"):
        return False  # "est-ce que où tu vas" asks twice
    if c.said[:2] == ("que", "est") and c.at > 0:
        return False  # "tu sais qu'est-ce que c'est": a question inside another sentence
    # Each edit is seen alone: one puts the question to the head, another takes the word away.
    if c.say and not _asks_first(c.new):
        return False
    if not c.say and c.before.norm in _QUESTION_WORDS:
        return False  # "tu sais où est-ce que": a question inside another sentence
    in_place = any(t.norm in _QUESTION_WORDS for t in c.old.tokens[1:])
    return in_place and {*c.said, *c.say} <= _QUESTION_WORDS | {"est", "ce", "que"}


_QUESTION_WORDS = frozenset({"quoi", "qui", "où", "quand", "comment", "combien", "pourquoi", "que"})


def _asks_first(s: Sentence) -> bool:
    return s.at(0).norm in _QUESTION_WORDS
