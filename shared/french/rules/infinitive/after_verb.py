"""The infinitive after a modal or another verb."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.verbs import lemmas, over_clitics
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import DETERMINERS
from shared.french.words.infinitives import BARE, MODALS

SKIPPED = wordlist(
    """pas plus jamais vraiment bien aussi toujours encore souvent beaucoup trop mieux tous tout
    déjà juste peut-être même surtout rien donc seulement bientôt vite"""
)


def infinitive_of(tok: Tok, *, after_modal: bool = True) -> str:
    """The infinitive of a word that is a finite form or an odd participle, or empty."""
    if tok.any_verb("inf") or not tok.is_word or tok.hung or tok.text[:1].isupper():
        return ""
    if tok.norm == "vu" and after_modal:
        return "voir"
    if tok.norm in _NEVER or tok.can("ADP") or tok.can("ADV") or tok.can("PRON"):
        return ""
    m = tok.any_verb(*FINITE)
    if m is None and after_modal:
        m = tok.any_verb("part_past") or tok.any_verb("part_pres")
        if m is not None and m.tense == "part_past" and tok.can("NOUN"):
            return ""
    if any(r.lemma == "être" for r in tok.readings):
        return "être"
    return {"assoir": "asseoir"}.get(m.lemma, m.lemma) if m else ""


_NEVER = wordlist("été être soit comme si la le les son sous vers cours")
_RATHER_VERBS = wordlist(
    "joue reste voyage visite rencontre aide rêve passe pense nage range change garde cause loge"
)
"""Nouns as well, but hardly what somebody loves."""


def nominal(tok: Tok) -> bool:
    if tok.norm in _RATHER_VERBS or tok.norm == "vu":
        return False
    return tok.can("NOUN") or tok.can("ADJ")


def with_object(s: Sentence, tok: Tok) -> bool:
    """Whether an object or an adverb follows, as it does a verb and not a bare noun."""
    following = s.after(tok)
    return (
        following.norm in DETERMINERS - {"tout", "du", "des"}
        or following.norm in ("du", "des", "mes", "ça", "bien", "beaucoup", "mieux")
        or following.pos == "PROPN"
    )


@rule(
    id="infinitive.after_modal",
    level=Level.A2,
    reference="Vouloir, pouvoir, devoir, aller, falloir, aimer… + infinitif.",
    fr="Après « {head} », le verbe est à l'infinitif : « {say} ».",
    en="After “{head}”, use the infinitive: “{say}”.",
    triggers=BARE,
    wrong=(
        ("Je veux achète un vélo.", "Je veux acheter un vélo."),
        ("On doit part demain matin.", "On doit partir demain matin."),
        ("Tu peux viens avec moi ?", "Tu peux venir avec moi ?"),
        ("Ils vont font la fête.", "Ils vont faire la fête."),
        ("Il faut prends le bus.", "Il faut prendre le bus."),
        ("J'aime mange au resto.", "J'aime manger au resto."),
        ("Je vais vu mes parents demain.", "Je vais voir mes parents demain."),
        ("Vous voulez vous assied là ?", "Vous voulez vous asseoir là ?"),
        ("Je dois pas oublie mes clés.", "Je dois pas oublier mes clés."),
        ("J'aime lisant le soir.", "J'aime lire le soir."),
        ("On va se voit demain.", "On va se voir demain."),
    ),
    right=(
        "Si tu veux viens avec moi.",
        "Je veux dire que c'est bien.",
        "Tu vas vite.",
        "On peut être en retard.",
        "Tu vois, je veux pas.",
        "Ça va faire mal.",
        "Je vais bien, merci.",
        "Je sais pas, dis toujours.",
        "Il voulait une porte.",
        "Comme tu veux, fais voir.",
        "Ça doit être ça.",
        "Il faut patience et courage.",
        "allez viens on y va",
    ),
)
def after_modal(s: Sentence) -> Iterator[Hit]:
    for head in s:
        found = _heads(s, head)
        if not found or _invited(s, head) or _closes_relative(s, head):
            continue
        k = head.i + 1
        while s.at(k).norm in SKIPPED or s.at(k).hung:
            k += 1
        first = k
        k = over_clitics(s, k)
        tok = s.at(k)
        form = infinitive_of(tok)
        if not form or (k > first and not _pronoun_between(s, first, k, tok)):
            continue
        verbal = found & {"pouvoir", "devoir"} or (
            found & {"aller", "oser"} and not tok.can("NOUN")
        )
        if nominal(tok) and not verbal and not with_object(s, tok):
            continue
        if tok.can("ADJ") and not tok.any_verb(*FINITE) and tok.norm != "vu":
            continue
        if s.after(tok).hung or form in MODALS - {"aller"} or s.at(tok.i - 1).norm == "que":
            continue
        if form == "aller" and found & {"aller", "savoir"}:
            continue
        if "aller" in found and head.any_verb("imp") and tok.any_verb("imp") and head.i <= 1:
            continue  # "allez viens": a call
        yield say(s, tok, tok, form, head=sorted(found)[0])


def _pronoun_between(s: Sentence, first: int, k: int, tok: Tok) -> bool:
    """Whether what stands between modal and verb is a clitic, and not an article with a noun."""
    return all(s.at(j).norm not in DETERMINERS or not nominal(tok) for j in range(first, k))


def _heads(s: Sentence, head: Tok) -> frozenset[str]:
    """The lemmas of a verb that takes a bare infinitive, if the word is such a verb here."""
    if head.hung or s.at(head.i - 1).pos == "DET" or head.norm == "puis":
        return frozenset()
    found = lemmas(head) | {m.lemma for m in head.readings if m.tense == "inf"}
    found = found & (MODALS | {"aimer", "adorer", "détester", "préférer", "espérer", "laisser"})
    if not found or (head.pos in ("NOUN", "ADJ") and "falloir" not in found):
        return frozenset()
    if head.norm in ("savoir", "pouvoir", "devoir") and s.at(head.i - 1).norm in ("le", "un", "du"):
        return frozenset()
    if "savoir" in found and head.any_verb("ind_pres") and s.after(head).norm in ("pas", "bien"):
        return frozenset()
    return frozenset(found)


def _closes_relative(s: Sentence, head: Tok) -> bool:
    """Whether the verb ends a relative clause and the main one still waits for its verb.

    "La ville que je préfère est Rome", "Celui que je veux coûte cher".
    """
    subject = s.at(head.i - 1)
    relative = s.at(subject.i - 1)
    antecedent = s.at(relative.i - 1)
    if relative.norm != "que" or not (antecedent.noun or antecedent.pos == "PRON"):
        return False
    return not any(group.verb.i < relative.i for group in s.groups)


def _invited(s: Sentence, head: Tok) -> bool:
    """Whether "si tu veux", "quand tu peux" goes before an imperative."""
    k = head.i - 1
    while s.at(k).norm in ("ne", "y", "en", "le", "la", "les", "me", "vous", "tu"):
        k -= 1
    return s.at(k).norm in ("si", "quand", "comme", "que", "où", "qui") and s.at(k).i >= 0


@rule(
    id="infinitive.que",
    level=Level.B1,
    reference="Vouloir, falloir, espérer + infinitif, sans « que », pour un seul sujet.",
    fr="Devant un infinitif, on ne met pas « que ».",
    en="No “que” before an infinitive.",
    triggers=frozenset({"que"}),
    wrong=(
        ("Je veux que partir en vacances.", "Je veux partir en vacances."),
        ("Il faut que faire attention.", "Il faut faire attention."),
        ("On se lave avant que manger.", "On se lave avant de manger."),
        ("Je travaille pour que gagner ma vie.", "Je travaille pour gagner ma vie."),
    ),
    right=(
        "Il ne veut que dormir.",
        "Je fais que travailler.",
        "Il faut que partir soit facile.",
        "C'est mieux que dormir.",
    ),
)
def que(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.at(over_clitics(s, tok.i + 1))
        if tok.norm != "que" or verb.infinitive is None or verb.pos not in ("VERB", "AUX"):
            continue
        following = s.after(verb)
        if following.any_verb(*FINITE) or "ne" in {t.norm for t in s.tokens[: tok.i]}:
            continue
        before = s.at(tok.i - 1)
        if before.norm == "avant":
            yield say(s, tok, tok, "de")
        elif before.norm == "pour" or lemmas(before) & _NO_QUE:
            yield delete(s, tok, tok)


_NO_QUE = wordlist("vouloir falloir espérer devoir pouvoir")
