"""Verb groups and noun phrases: the two shapes that most rules look at.

Shallow and local on purpose. A field is None or empty where the words do not say clearly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.french.morphology import Tok
from shared.french.words.closed import (
    FIRST_TO_THIRD,
    INTERVENING_ADVERBS,
    OBJECT_CLITICS,
    SUBJECT_PRONOUNS,
)


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun with what belongs to it.

    Attributes:
        noun: the head (common or proper noun).
        determiner: article, possessive, demonstrative…, or None.
        before, after: adjectives on either side, next to it (over "très", "plus", "et").
        preposition: what governs it, "à", "de", "dans"…, or None.
    """

    noun: Tok
    determiner: Tok | None
    before: tuple[Tok, ...]
    after: tuple[Tok, ...]
    preposition: Tok | None

    @property
    def first(self) -> Tok:
        """The leftmost token of the phrase, its preposition apart."""
        return self.determiner or (self.before[0] if self.before else self.noun)

    @property
    def plural(self) -> bool:
        """Whether the determiner, or failing that the noun, is plural."""
        if self.determiner is not None:
            return any(m.pos == "DET" and m.number == "p" for m in self.determiner.readings)
        return self.noun.best is not None and self.noun.best.number == "p"


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A finite verb with what belongs to it.

    Attributes:
        verb: the finite verb, the auxiliary in a compound tense.
        subject: pronoun, "qui" or head noun before it, or the pronoun hung on it; None if unclear.
        person: `1s` to `3p` asked for by the subject, empty if unclear ("qui").
        clitics: object pronouns before the verb, in order; `ne` apart.
        ne: the "ne" or None; `negation`: "pas", "plus", "jamais"… after the verb, or None.
        adverbs: adverbs between verb and participle or infinitive, the negation apart.
        participle: past participle of a compound tense, or None.
        infinitive: infinitive governed directly by the verb ("je veux partir"), or None.
    """

    verb: Tok
    subject: Tok | None
    person: str
    clitics: tuple[Tok, ...]
    ne: Tok | None
    negation: Tok | None
    adverbs: tuple[Tok, ...]
    participle: Tok | None
    infinitive: Tok | None

    @property
    def first(self) -> Tok:
        """The leftmost token of the group, its subject apart."""
        return self.ne or (self.clitics[0] if self.clitics else self.verb)

    @property
    def lexical(self) -> Tok:
        """The word that carries the meaning: the participle of a compound tense, or the verb."""
        return self.participle or self.verb

    @property
    def lemma(self) -> str:
        """Infinitive of the lexical verb."""
        tok = self.lexical
        m = tok.participle if tok is self.participle else tok.finite
        return m.lemma if m else tok.lemma

    @property
    def tense(self) -> str:
        """Tense of the finite verb, such as `ind_pres`."""
        m = self.verb.finite
        return m.tense if m else ""

    @property
    def inverted(self) -> bool:
        """Whether the subject is hung on the verb."""
        return self.subject is not None and self.subject.hung

    @property
    def reflexive(self) -> bool:
        """Whether one of the clitics is a reflexive of the subject's person."""
        own = {"1s": "me", "2s": "te", "1p": "nous", "2p": "vous"}.get(self.person, "se")
        return any(c.norm in (own, "se") for c in self.clitics)


def noun_phrases(tokens: Sequence[Tok]) -> tuple[NounPhrase, ...]:
    """Find the noun phrases, in order."""
    return tuple(_phrase(tokens, tok) for tok in tokens if tok.pos in ("NOUN", "PROPN"))


def verb_groups(tokens: Sequence[Tok]) -> tuple[VerbGroup, ...]:
    """Find the finite verbs and what belongs to them, in order."""
    return tuple(_group(tokens, tok) for tok in tokens if tok.finite)


def _phrase(tokens: Sequence[Tok], noun: Tok) -> NounPhrase:
    before: list[Tok] = []
    k = noun.i - 1
    while k >= 0 and (tokens[k].pos in ("ADJ", "NUM") or _degree(tokens, k, 1)):
        if tokens[k].pos == "ADJ":
            before.insert(0, tokens[k])
        k -= 1
    determiner = tokens[k] if k >= 0 and tokens[k].pos == "DET" and not tokens[k].hung else None
    if determiner is not None:
        k -= 1
        if k >= 0 and tokens[k].norm in ("tout", "toute", "tous", "toutes"):
            k -= 1
    preposition = tokens[k] if k >= 0 and tokens[k].pos == "ADP" else None
    after: list[Tok] = []
    k = noun.i + 1
    while k < len(tokens) and (tokens[k].pos == "ADJ" or _degree(tokens, k, 1)):
        if tokens[k].pos == "ADJ":
            after.append(tokens[k])
        k += 1
    return NounPhrase(noun, determiner, tuple(before), tuple(after), preposition)


def _degree(tokens: Sequence[Tok], k: int, step: int) -> bool:
    """Whether an adverb of degree stands at k and an adjective beside it."""
    beside = k + step
    return (
        tokens[k].norm in ("très", "trop", "plus", "moins", "si", "assez", "aussi", "vraiment")
        and 0 <= beside < len(tokens)
        and tokens[beside].pos == "ADJ"
    )


def _group(tokens: Sequence[Tok], verb: Tok) -> VerbGroup:
    clitics: list[Tok] = []
    ne: Tok | None = None
    k = verb.i - 1
    while k >= 0 and not tokens[k].hung and (_clitic(tokens, k) or tokens[k].norm == "ne"):
        if tokens[k].norm == "ne":
            ne = tokens[k]
        else:
            clitics.insert(0, tokens[k])
        k -= 1
    subject, person = _subject(tokens, k, verb)
    if clitics and _speaks(clitics[0], subject, person, verb):
        # "nous sommes": with no other subject, the first of them is the subject.
        subject, person = clitics[0], FIRST_TO_THIRD[clitics[0].norm]
        clitics = clitics[1:]
    negation, adverbs, k = _middle(tokens, verb.i + 1)
    participle = infinitive = None
    if k < len(tokens):
        if verb.pos == "AUX" and tokens[k].participle and tokens[k].pos in ("VERB", "AUX"):
            participle = tokens[k]
        while k + 1 < len(tokens) and tokens[k].pos == "PRON" and tokens[k].norm in OBJECT_CLITICS:
            k += 1
        if tokens[k].infinitive and tokens[k].pos in ("VERB", "AUX"):
            infinitive = tokens[k]
    return VerbGroup(
        verb, subject, person, tuple(clitics), ne, negation, tuple(adverbs), participle, infinitive
    )


def _speaks(clitic: Tok, subject: Tok | None, person: str, verb: Tok) -> bool:
    """Whether "nous" or "vous" is the subject: no other one, or a noun that the verb denies."""
    if clitic.norm not in ("nous", "vous"):
        return False
    denied = subject is not None and subject.pos in ("NOUN", "PROPN") and bool(person)
    own = FIRST_TO_THIRD[clitic.norm]
    return subject is None or (denied and verb.persons == frozenset({own}))


def _middle(tokens: Sequence[Tok], k: int) -> tuple[Tok | None, list[Tok], int]:
    """Read negation and adverbs after the verb; answer the index of what follows."""
    negation: Tok | None = None
    adverbs: list[Tok] = []
    while k < len(tokens):
        tok = tokens[k]
        if tok.norm in ("pas", "plus", "jamais", "rien", "guère") and negation is None:
            negation = tok
        elif "ADV" in (tok.pos, tok.locution) or tok.norm in INTERVENING_ADVERBS:
            adverbs.append(tok)
        elif not tok.hung:
            break
        k += 1
    return negation, adverbs, k


def _clitic(tokens: Sequence[Tok], k: int) -> bool:
    tok = tokens[k]
    return (tok.norm in OBJECT_CLITICS and tok.pos in ("PRON", "ADP") and tok.norm != "en") or (
        tok.norm == "en" and tok.pos == "PRON"
    )


def _subject(tokens: Sequence[Tok], k: int, verb: Tok) -> tuple[Tok | None, str]:
    after = tokens[verb.i + 1] if verb.i + 1 < len(tokens) else None
    if after is not None and after.hung and after.norm in SUBJECT_PRONOUNS | {"nous", "vous"}:
        return after, FIRST_TO_THIRD[after.norm]
    if k < 0:
        return None, ""
    tok = tokens[k]
    if tok.norm in FIRST_TO_THIRD and tok.pos != "DET":
        return tok, FIRST_TO_THIRD[tok.norm]
    return _nominal_subject(tokens, k)


def _nominal_subject(tokens: Sequence[Tok], k: int) -> tuple[Tok | None, str]:
    """Read a noun phrase leftwards from k: "les enfants de mon frère" gives "enfants"."""
    end = k
    while k >= 0 and (
        tokens[k].pos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV")
        or tokens[k].norm in ("de", "à", "et")
    ):
        k -= 1
    start = k + 1
    if start > end or (k >= 0 and tokens[k].pos in ("ADP", "VERB")):
        return None, ""
    while start <= end and tokens[start].pos in ("ADV", "CCONJ"):
        start += 1
    if start > end or tokens[start].norm in ("de", "à", "du", "au", "aux"):
        return None, ""
    head = next((t for t in tokens[start : end + 1] if t.pos in ("NOUN", "PROPN")), None)
    if head is None or head.best is None:
        return None, ""
    rest = tokens[head.i + 1 : end + 1]
    if any(t.norm == "et" for t in rest):
        return head, "3p"
    determiner = tokens[start] if tokens[start].pos == "DET" else None
    number = determiner.best.number if determiner and determiner.best else head.best.number
    if tokens[start].pos == "NUM":
        number = "p"
    return head, {"s": "3s", "p": "3p"}.get(number, "")
