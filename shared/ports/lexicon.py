"""What the engine asks of a French lexicon."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Morph:
    """One reading of a word form.

    Attributes:
        lemma: dictionary form.
        pos: `NOUN VERB AUX ADJ ADV DET PRON ADP CCONJ SCONJ NUM PROPN INTJ` (Universal POS tags).
        gender: `m`, `f`, `e` (both), or empty.
        number: `s`, `p`, `i` (both), or empty.
        person: `1s 2s 3s 1p 2p 3p`, several joined by a comma, or empty.
        tense: `ind_pres ind_impf ind_past ind_fut cond sub_pres sub_impf imp inf part_pres
            part_past`, or empty.
    """

    lemma: str
    pos: str
    gender: str = ""
    number: str = ""
    person: str = ""
    tense: str = ""


@dataclass(frozen=True, slots=True)
class VerbTraits:
    """How a verb is built.

    Attributes:
        etre: its simple compound tenses take être ("je suis venu").
        either: they take either ("je suis monté", "j'ai monté la valise").
        transitive: it may take a direct object; `indirect`: an object with à or de.
        intransitive: it may stand without any object.
        reflexive_only: it exists only with a reflexive pronoun ("se souvenir").
        impersonal: it takes only "il" ("falloir").
    """

    etre: bool
    either: bool
    transitive: bool
    indirect: bool
    intransitive: bool
    reflexive_only: bool
    impersonal: bool


class Lexicon(Protocol):
    """Morphology of French, both ways."""

    def analyses(self, form: str) -> tuple[Morph, ...]:
        """Read a word form, in any case; empty where it is unknown."""

    def inflect_verb(self, lemma: str, tense: str, person: str) -> str:
        """Conjugate a verb; `part_past` takes `ms fs mp fp` as person. Empty where unknown."""

    def inflect(self, lemma: str, pos: str, gender: str, number: str) -> str:
        """Inflect a noun or adjective; empty where unknown."""

    def verb_traits(self, lemma: str) -> VerbTraits | None:
        """Tell how a verb is built, by its infinitive; None where it is unknown."""
