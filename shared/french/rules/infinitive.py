"""The infinitive after a modal, another verb or a preposition."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.verbs import lemmas, over_clitics
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import DETERMINERS, SUBJECT_PRONOUNS
from shared.french.words.infinitives import (
    ADJECTIVE_DE,
    BARE,
    MODALS,
    NOUN_DE,
    WITH_A,
    WITH_DE,
)

_SKIPPED = wordlist(
    """pas plus jamais vraiment bien aussi toujours encore souvent beaucoup trop mieux tous tout
    déjà juste peut-être même surtout rien donc seulement bientôt vite"""
)
_FORMULA = frozenset({"dire"})


def _form(tok: Tok, *, after_modal: bool = True) -> str:
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


def _nominal(tok: Tok) -> bool:
    if tok.norm in _RATHER_VERBS or tok.norm == "vu":
        return False
    return tok.can("NOUN") or tok.can("ADJ")


def _with_object(s: Sentence, tok: Tok) -> bool:
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
        while s.at(k).norm in _SKIPPED or s.at(k).hung:
            k += 1
        first = k
        k = over_clitics(s, k)
        tok = s.at(k)
        form = _form(tok)
        if not form or (k > first and not _pronoun_between(s, first, k, tok)):
            continue
        verbal = found & {"pouvoir", "devoir"} or (
            found & {"aller", "oser"} and not tok.can("NOUN")
        )
        if _nominal(tok) and not verbal and not _with_object(s, tok):
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
    return all(s.at(j).norm not in DETERMINERS or not _nominal(tok) for j in range(first, k))


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
    id="infinitive.after_preposition",
    level=Level.A2,
    reference="Pour, sans, avant de, à, de + infinitif.",
    fr="Après une préposition, le verbe est à l'infinitif : « {say} ».",
    en="After a preposition, use the infinitive: “{say}”.",
    triggers=frozenset({"pour", "sans", "de", "à"}),
    wrong=(
        ("Je cuisine pour mange mieux.", "Je cuisine pour manger mieux."),
        ("Il est sorti sans dit au revoir.", "Il est sorti sans dire au revoir."),
        ("J'ai envie de bois un café.", "J'ai envie de boire un café."),
        ("Elle a décidé de vient.", "Elle a décidé de venir."),
        ("On a commencé à comprend.", "On a commencé à comprendre."),
        ("Je lis avant de dors.", "Je lis avant de dormir."),
        ("J'essaie de comprends le prof.", "J'essaie de comprendre le prof."),
        ("C'est pour apprenant le français.", "C'est pour apprendre le français."),
        ("J'ai besoin de la vois.", "J'ai besoin de la voir."),
    ),
    right=(
        "De fait, il est là.",
        "C'est pour danse et musique.",
        "Il a besoin de calme.",
        "J'ai envie de glace.",
        "Le bus de nuit part à cinq heures.",
        "C'est pour dire merci.",
        "Il vient de loin.",
        "On a commencé à trois.",
        "Il faut un permis de conduire.",
        "Sans doute, c'est pour demain.",
        "Le prix de vente est haut.",
        "C'est à suivre de près.",
    ),
)
def after_preposition(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        if prep.norm not in ("pour", "sans", "de", "à") or prep.locution:
            continue
        k = over_clitics(s, prep.i + 1)
        tok = s.at(k)
        form = _form(tok)
        governed = prep.norm in ("pour", "sans") or _governs(s, prep)
        if not form or not governed or tok.norm in _ADVERBIAL or s.after(tok).hung:
            continue
        if tok.norm == "aide" and s.at(prep.i - 1).norm == "besoin":
            continue
        between = k > prep.i + 1
        shape = _with_object(s, tok)
        if between and tok.can("NOUN") and _article(s, prep.i + 1, k):
            continue
        finite = tok.any_verb(*FINITE)
        if _nominal(tok) and not between and not shape:
            continue
        if finite is None and tok.any_verb("part_past") and not shape:
            continue
        if between and not _clitic_verb(s, prep, tok):
            continue
        yield say(s, tok, tok, form)


_ADVERBIAL = wordlist("sorte près loin part côté suite cesse doute")


def _article(s: Sentence, first: int, last: int) -> bool:
    return any(s.at(j).norm in ("le", "la", "les", "l'", "leur") for j in range(first, last))


def _clitic_verb(s: Sentence, prep: Tok, tok: Tok) -> bool:
    """Whether only clitics stand between: "pour vous" is a phrase of its own."""
    own = {"me", "te", "se", "le", "la", "les", "l'", "y", "en", "ne", "pas"}
    return all(s.at(j).norm in own for j in range(prep.i + 1, tok.i))


def _governs(s: Sentence, prep: Tok) -> bool:
    """Whether what stands before "à" or "de" asks for an infinitive."""
    k = prep.i - 1
    while s.at(k).norm in _SKIPPED or s.at(k).hung:
        k -= 1
    head = s.at(k)
    if head.norm in ("avant", "afin", "train", "lieu") and prep.norm == "de":
        return True
    found = {m.lemma for m in head.readings if m.pos in ("VERB", "AUX")}
    if prep.norm == "de":
        adjective = head.norm in ADJECTIVE_DE or head.lemma in ADJECTIVE_DE
        return head.norm in NOUN_DE or adjective or bool(found & WITH_DE) or "venir" in found
    return bool(found & WITH_A)


@rule(
    id="infinitive.pour_subject",
    level=Level.A2,
    reference="Pour, sans, avant de + infinitif, quand le sujet est le même.",
    fr="Le sujet est le même : « {prep} » + infinitif : « {say} ».",
    en="Same subject: use “{prep}” + infinitive: “{say}”.",
    triggers=frozenset({"pour", "sans", "avant"}),
    wrong=(
        ("Je suis ici pour j'apprends le français.", "Je suis ici pour apprendre le français."),
        ("Je prends le bus pour je vais au travail.", "Je prends le bus pour aller au travail."),
        ("Il travaille pour il gagne sa vie.", "Il travaille pour gagner sa vie."),
    ),
    right=("C'est pour toi que je viens.", "Il est là pour nous aider."),
)
def pour_subject(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        subject = s.after(prep)
        if prep.norm not in ("pour", "sans", "avant") or subject.norm not in SUBJECT_PRONOUNS:
            continue
        if prep.norm == "avant" and s.at(prep.i - 1).pos == "PUNCT":
            continue  # "avant, je…": an adverb
        group = next((g for g in s.groups if g.subject is subject), None)
        main = [g for g in s.groups if g.verb.i < prep.i]
        if group is None or not main or main[-1].subject is None or group.participle:
            continue
        m = group.verb.finite
        same = main[-1].subject.norm == subject.norm
        if m is None or not same or group.clitics or group.ne or group.negation:
            continue
        if prep.norm == "avant":
            yield say(s, subject, group.verb, f"de {m.lemma}", prep="avant de")
        else:
            yield say(s, subject, group.verb, m.lemma, prep=prep.norm)


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
