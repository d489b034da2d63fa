"""Forms for exercises: a verb with its pronoun, a noun with its determiner."""

from shared.french.elision import fit, fit_determiner, join, vowel_sound
from shared.french.words.closed import FEMININE
from shared.ports.lexicon import Lexicon, VerbTraits

_PRONOUN = {"1s": "je", "2s": "tu", "3s": "elle", "1p": "nous", "2p": "vous", "3p": "elles"}
_REFLEXIVE = {"1s": "me", "2s": "te", "3s": "se", "1p": "nous", "2p": "vous", "3p": "se"}
# The pronouns above: "elle" and "elles" show the agreement, the others are taken as masculine.
_AGREEMENT = {"1s": "ms", "2s": "ms", "3s": "fs", "1p": "mp", "2p": "mp", "3p": "fp"}

_USUAL = {
    "aller": " là-bas",
    "habiter": " ici",
    "être": " là",
    "mettre": " ça ici",
    "avoir": " le temps",
    "prendre": " le bus",
    "dire": " bonjour",
    "lire": " un livre",
    "faire": " du sport",
    "apprendre": " le français",
}


class Forge:
    """Makes phrases from lemmas.

    Args:
        lexicon: where the forms come from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def verbs(self, point: str, *others: str) -> list[str]:
        """Give the point, if it is a verb to conjugate freely, and others, each once."""
        lemmas = dict.fromkeys((point, *others))
        return [lemma for lemma in lemmas if self._personal(lemma)]

    def traits(self, lemma: str) -> VerbTraits | None:
        """Tell how a verb is built."""
        return self._lexicon.verb_traits(lemma)

    def form(self, lemma: str, tense: str, person: str) -> str:
        """Conjugate; empty where unknown."""
        return self._lexicon.inflect_verb(lemma, tense, person)

    def says(self, lemma: str, person: str, tense: str = "ind_pres", subject: str = "") -> str:
        """Conjugate with the subject: "j'aime", "nous partons"."""
        return join(subject or _PRONOUN[person], self.form(lemma, tense, person))

    def washes(self, lemma: str, person: str, tense: str = "ind_pres") -> str:
        """Conjugate reflexively: "je me lève"."""
        verb = self.form(lemma, tense, person)
        return f"{_PRONOUN[person]} {join(_REFLEXIVE[person], verb)}"

    def perfect(self, lemma: str, person: str, *, auxiliary: str = "") -> str:
        """Put into the passé composé: "elle est partie", with another auxiliary if one is named."""
        chosen = auxiliary or ("être" if self.takes_etre(lemma) else "avoir")
        agreed = self.form(lemma, "part_past", _AGREEMENT[person] if chosen == "être" else "ms")
        return f"{self.says(chosen, person)} {agreed}"

    def takes_etre(self, lemma: str) -> bool:
        """Whether its simple compound tenses take être."""
        traits = self.traits(lemma)
        return traits is not None and traits.etre

    def object_for(self, lemma: str) -> str:
        """Give what a verb does not stand well without, such as " ça"; else nothing."""
        if lemma in _USUAL:
            return _USUAL[lemma]
        traits = self.traits(lemma)
        alone = traits is None or traits.intransitive or traits.etre or traits.either
        return " ça" if traits is not None and traits.transitive and not alone else ""

    def gender(self, noun: str) -> str:
        """Gender of a noun: `m`, `f`, or empty where it has none or both."""
        found = {m.gender for m in self._lexicon.analyses(noun) if m.pos == "NOUN"}
        return next(iter(found)) if found in ({"m"}, {"f"}) else ""

    def nouns(self, point: str, *others: str) -> list[str]:
        """Give the point, if it is a singular noun of one gender, and others, each once."""
        return [noun for noun in dict.fromkeys((point, *others)) if self._singular(noun)]

    def with_determiner(self, determiner: str, noun: str, *, gender: str = "") -> str:
        """Put a determiner, named by its masculine ("un", "le", "ce", "mon"), before a noun."""
        chosen = gender or self.gender(noun)
        form = FEMININE[determiner] if chosen == "f" else determiner
        fitted = fit_determiner(form, noun)
        return f"{fitted}{noun}" if fitted.endswith("'") else f"{fitted} {noun}"

    def adjective(self, lemma: str, gender: str, number: str = "s") -> str:
        """Inflect an adjective; empty where unknown."""
        return self._lexicon.inflect(lemma, "ADJ", gender, number)

    def fit(self, word: str, following: str) -> str:
        """Give a small word and what follows it, elided where it must be: "d'eau"."""
        fitted = fit(word, following)
        return f"{fitted}{following}" if fitted.endswith("'") else f"{fitted} {following}"

    def hides_gender(self, noun: str) -> bool:
        """Whether it begins with a vowel sound, before which "mon" and "l'" hide the gender."""
        return vowel_sound(noun)

    def _personal(self, lemma: str) -> bool:
        traits = self.traits(lemma)
        if traits is None or traits.impersonal or traits.reflexive_only:
            return False
        return bool(self.form(lemma, "ind_pres", "1s") and self.form(lemma, "ind_pres", "3p"))

    def _singular(self, noun: str) -> bool:
        readings = [m for m in self._lexicon.analyses(noun) if m.pos == "NOUN"]
        return bool(self.gender(noun)) and any(m.number in ("s", "i") for m in readings)


def sentence(text: str) -> str:
    """Give a sentence its capital and its full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
