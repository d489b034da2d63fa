"""What the rules on verbs share: clauses, other forms of a verb, compound tenses and back."""

from collections.abc import Iterator

from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import OBJECT_CLITICS
from shared.french.words.contexts import DE_ORIGIN
from shared.french.words.etre_verbs import ETRE_ONLY, ETRE_UNLESS_OBJECT

SUBJUNCTIVE = frozenset({"sub_pres", "sub_impf"})
_REFLEXIVES = frozenset({"me", "te", "se", "nous", "vous"})
OWN = {"1s": "me", "2s": "te", "3s": "se", "3p": "se", "1p": "nous", "2p": "vous"}


def lemmas(tok: Tok) -> frozenset[str]:
    """Every lemma that a finite form may have: "faut" is of falloir and of faillir."""
    return frozenset(m.lemma for m in tok.readings if m.tense in FINITE)


def person(group: VerbGroup) -> str:
    """The person that the subject asks for, or else the only one that the form has."""
    if group.person:
        return group.person
    own = group.verb.persons
    return next(iter(own)) if len(own) == 1 else ""


def same_lemma(tok: Tok, lemma: str, *tenses: str) -> bool:
    """Whether a form belongs to a verb in one of these tenses, whatever the context says."""
    return any(m.lemma == lemma and m.tense in tenses for m in tok.readings)


def conjugated(s: Sentence, group: VerbGroup, tense: str, who: str = "") -> str:
    """Conjugate the finite verb of a group in another tense; empty where its person is unclear."""
    m = group.verb.finite
    who = who or person(group)
    return s.lexicon.inflect_verb(m.lemma, tense, who) if m and who else ""


def change_tense(s: Sentence, group: VerbGroup, tense: str, **slots: str) -> Iterator[Hit]:
    """Say the finite verb of a group in another tense, pronouns and negation left alone."""
    form = conjugated(s, group, tense)
    if form and form != group.verb.norm:
        yield from put(s, group, group.verb, form, **slots)


def put(s: Sentence, group: VerbGroup, last: Tok, text: str, **slots: str) -> Iterator[Hit]:
    """Say a text in place of a group's verb up to `last`, seeing to "l'" before it."""
    before = s.at(group.verb.i - 1)
    if before.norm == "l'" and before in group.clitics and text[:1] not in "aeéèêiouyhâô":
        part = group.participle.participle if group.participle else None
        article = "la" if part and part.gender == "f" else "le"
        yield say(s, before, last, f"{article} {text}", **slots)
    else:
        yield say(s, group.verb, last, text, **slots)


def clause_group(s: Sentence, conjunction: Tok) -> VerbGroup | None:
    """The verb group of the clause that a conjunction opens, over relative clauses on its subject.

    None where punctuation or another conjunction comes before a verb does.
    """
    relative = False
    for k in range(conjunction.i + 1, min(conjunction.i + 16, len(s))):
        tok = s.at(k)
        if tok.pos in ("PUNCT", "SCONJ") and tok.norm not in ("que", "où"):
            return None
        if tok.norm in ("qui", "que", "dont", "où") and k > conjunction.i + 1:
            relative = True
        if tok.finite and not tok.hung:
            if not relative:
                return next((g for g in s.groups if g.verb is tok), None)
            relative = False
    return None


def groups_from(s: Sentence, first: int, last: int) -> list[VerbGroup]:
    """The verb groups whose verb stands between two indices, both included."""
    return [g for g in s.groups if first <= g.verb.i <= last]


def takes_etre(lemma: str, *, reflexive: bool = False, transitive: bool = False) -> bool:
    """Whether a verb's compound tenses take être in this use."""
    if reflexive or lemma in ETRE_ONLY or lemma == "tomber":
        return True
    return lemma in ETRE_UNLESS_OBJECT and not transitive


def has_object(s: Sentence, lexical: Tok) -> bool:
    """Whether a noun phrase follows a verb at once, as a direct object would."""
    k = lexical.i + 1
    while s.at(k).i >= 0 and (
        s.at(k).pos == "ADV" or s.at(k).locution == "ADV" or s.at(k).norm in ("pas", "tout")
    ):
        k += 1
    tok = s.at(k)
    if tok.norm in ("au", "aux"):
        return False
    if tok.pos == "NUM" or tok.pos == "DET":
        noun = next((p.noun for p in s.phrases if p.noun.i >= k), None)
        return noun is None or noun.lemma not in _TIME_NOUNS
    return tok.pos in ("NOUN", "PROPN") and tok.lemma not in _TIME_NOUNS


_TIME_NOUNS = wordlist(
    """jour journée matin matinée soir soirée nuit semaine week-end mois an année été hiver automne
    printemps après-midi fois lundi mardi mercredi jeudi vendredi samedi dimanche minute heure
    moment janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    instant lendemain veille"""
)


def participle_of(s: Sentence, group: VerbGroup, lemma: str, *, etre: bool) -> str:
    """The past participle, agreeing with the subject after être where that is clear."""
    gender, number = "m", "s"
    if etre:
        subject = group.subject
        best = subject.best if subject else None
        if person(group) in ("3s", "3p") and best and best.gender in ("m", "f"):
            gender = best.gender
        if subject is not None and subject.norm in ("elle", "elles"):
            gender = "f"
        if person(group) in ("1p", "3p"):
            number = "p"
    return s.lexicon.inflect_verb(lemma, "part_past", gender + number)


def to_compound(s: Sentence, group: VerbGroup, *, tense: str = "ind_pres") -> Iterator[Hit]:
    """Say a simple tense as a compound one: "je prenais pas" gives "j'ai pas pris".

    Args:
        tense: of the auxiliary; the present makes the passé composé.
    """
    m, who = group.verb.finite, person(group)
    if m is None or not who or group.inverted:
        return
    lemma = m.lemma
    transitive = has_object(s, group.verb) or any(
        c.norm in ("le", "la", "les", "l'") for c in group.clitics
    )
    if s.after(group.verb).norm in ("du", "des") and lemma in DE_ORIGIN:
        transitive = False  # "il sort du cinéma"
    etre = takes_etre(lemma, reflexive=group.reflexive, transitive=transitive)
    aux = s.lexicon.inflect_verb("être" if etre else "avoir", tense, who)
    part = participle_of(s, group, lemma, etre=etre)
    if not aux or not part:
        return
    last = group.verb
    if group.negation is not None and group.negation.i == group.verb.i + 1:
        last = group.negation
    middle = f" {last.text}" if last is not group.verb else ""
    text = f"{aux}{middle} {part}"
    before = s.at(group.verb.i - 1)
    if before.norm in ("le", "la") and before in group.clitics:
        yield say(s, before, last, f"l'{text}")
    else:
        yield say(s, group.verb, last, text)


def to_imperfect(s: Sentence, group: VerbGroup, **slots: str) -> Iterator[Hit]:
    """Say a compound past in the imparfait: "j'ai pas pris" gives "je prenais pas"."""
    part, who = group.participle, person(group)
    m = part.participle if part else None
    if part is None or m is None or not who or group.inverted:
        return
    form = s.lexicon.inflect_verb(m.lemma, "ind_impf", who)
    if form:
        middle = s.text[group.verb.end : part.start].rstrip()
        yield from put(s, group, part, form + middle, **slots)


def reflexive_infinitive(s: Sentence, tok: Tok) -> Tok | None:
    """The reflexive pronoun before an infinitive, or None."""
    before = s.at(tok.i - 1)
    return before if before.norm in _REFLEXIVES else None


def over_clitics(s: Sentence, k: int) -> int:
    """The index after any object pronouns, "ne" and "pas" from k on."""
    while s.at(k).i >= 0 and (s.at(k).norm in OBJECT_CLITICS or s.at(k).norm in ("ne", "pas")):
        k += 1
    return k
