"""à, de or nothing before an infinitive."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.governing import verb_tokens
from shared.french.rules.verbs import over_clitics
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.infinitives import (
    ADJECTIVE_A,
    ADJECTIVE_DE,
    IMPERSONAL_DE,
    NOUN_DE,
    REFLEXIVE_A,
    REFLEXIVE_DE,
    WITH_A,
    WITH_DE,
)

_BARE = wordlist(
    """vouloir pouvoir devoir falloir savoir oser aimer adorer détester préférer espérer
    compter souhaiter désirer"""
)
_EITHER = wordlist("continuer obliger forcer servir consentir commencer autoriser préparer")
"""De is heard after these too, or the noun before it decides."""
_OBJECT_OF_PERSON = wordlist(
    """demander dire conseiller permettre proposer interdire promettre ordonner défendre
    recommander suggérer reprocher"""
)


def infinitive_at(s: Sentence, k: int) -> Tok | None:
    """The infinitive that stands at index k, over its clitics, or None."""
    verb = s.at(over_clitics(s, k)) if k >= 0 else s.at(k)
    m = verb.any_verb("inf")
    if m is None or verb.pos not in ("VERB", "AUX") or s.at(k).pos == "PUNCT":
        return None
    return verb


def _prefixed(s: Sentence, first: Tok, preposition: str, **slots: str) -> Iterator[Hit]:
    """Put "à" or "de" before an infinitive or its clitics."""
    text = first.text
    if preposition == "de" and vowel_sound(first.text):
        yield say(s, first, first, f"d'{text}", **slots)
    else:
        yield say(s, first, first, f"{preposition} {text}", **slots)


@rule(
    id="verb_preposition.before_infinitive",
    level=Level.B1,
    reference="Essayer de, décider de, oublier de ; commencer à, apprendre à + infinitif.",
    fr="On dit « {verb} {due} » devant un infinitif : « {say} ».",
    en="Say “{verb} {due}” before an infinitive: “{say}”.",
    triggers=WITH_DE | WITH_A,
    wrong=(
        ("J'ai décidé partir.", "J'ai décidé de partir."),
        ("Il essaie parler français.", "Il essaie de parler français."),
        ("J'ai oublié fermer la porte.", "J'ai oublié de fermer la porte."),
        ("On commence comprendre.", "On commence à comprendre."),
        ("J'apprends de nager.", "J'apprends à nager."),
        ("Elle a réussi de le convaincre.", "Elle a réussi à le convaincre."),
        ("Il refuse à venir.", "Il refuse de venir."),
        ("J'ai arrêté fumer.", "J'ai arrêté de fumer."),
        ("Il m'aide faire la cuisine.", "Il m'aide à faire la cuisine."),
        ("J'arrive pas dormir.", "J'arrive pas à dormir."),
        ("Elle hésite de partir.", "Elle hésite à partir."),
        ("Je cherche de comprendre.", "Je cherche à comprendre."),
    ),
    right=(
        "J'ai décidé de partir.",
        "Il a fini par venir.",
        "Je rêve de partir.",
        "Elle continue de parler.",
        "On l'a obligé à partir.",
        "Il est obligé de partir.",
        "C'est l'heure de commencer.",
        "J'arrive de travailler.",
        "Il a peur d'oublier.",
        "On a choisi une table à manger.",
        "J'ai du travail à finir.",
        "Je cherche quoi faire.",
    ),
)
def before_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, WITH_DE | WITH_A):
        before = s.at(tok.i - 1)
        reflexive = before.norm == "se" or (
            before.norm in ("me", "te")
            and s.at(tok.i + 1).norm in ("de", "à")
            and verb == "arrêter"
        )
        if reflexive or before.norm in ("être", "est", "suis", "es", "sont", "était", "y"):
            continue
        due = "de" if verb in WITH_DE else "à"
        yield from _due(s, tok, following, verb, due)


def _due(s: Sentence, tok: Tok, following: Tok, verb: str, due: str) -> Iterator[Hit]:
    odd = {"de": "à", "à": "de"}[due]
    slots = {"verb": verb, "due": due}
    if following.norm == odd:
        if verb in _EITHER or infinitive_at(s, following.i + 1) is None:
            return
        negated = any(t.norm == "pas" for t in s.tokens[tok.i : following.i])
        if verb in _OWN_SENSE and not (verb == "arriver" and negated):
            return
        yield say(s, following, following, due, **slots)
    elif infinitive_at(s, following.i) is not None and following.i > tok.i:
        if verb in ("tenir", "songer", "attendre", "servir", "penser"):
            return
        yield from _prefixed(s, following, due, **slots)


_OWN_SENSE = wordlist("arriver tenir servir attendre terminer finir")
"""With the other preposition they mean something else."""


@rule(
    id="verb_preposition.bare_infinitive",
    level=Level.A2,
    reference="Vouloir, pouvoir, aimer, préférer, espérer… + infinitif, sans préposition.",
    fr="« {verb} » est suivi de l'infinitif, sans « {said} ».",
    en="“{verb}” takes the infinitive with no preposition.",
    triggers=_BARE | {"aller"},
    wrong=(
        ("J'aime de lire le soir.", "J'aime lire le soir."),
        ("Je veux de partir.", "Je veux partir."),
        ("On préfère à rester ici.", "On préfère rester ici."),
        ("Je dois à travailler demain.", "Je dois travailler demain."),
        ("Tu peux de m'aider ?", "Tu peux m'aider ?"),
        ("Demain, je vais à manger avec Luc.", "Demain, je vais manger avec Luc."),
        ("Il faut de partir.", "Il faut partir."),
        ("J'espère de te voir bientôt.", "J'espère te voir bientôt."),
    ),
    right=(
        "Il a rien à faire.",
        "Ce que j'aime, c'est lire.",
        "J'ai des trucs à faire.",
        "Il compte sur moi.",
        "Il a su à temps.",
    ),
)
def bare_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, _BARE | {"aller"}):
        if following.norm not in ("à", "de") or infinitive_at(s, following.i + 1) is None:
            continue
        if verb == "aller" and (following.norm == "de" or not tok.finite):
            continue
        if tok.norm in ("su", "dû", "voulu", "comptes", "aimé", "allé") or _compared(s, following):
            continue
        yield delete(s, following, following, verb=verb)


def _compared(s: Sentence, tok: Tok) -> bool:
    """Whether "de" opens the second half of a comparison or an object stands between."""
    return s.at(tok.i - 1).norm in ("mieux", "plus", "moins", "autant", "rien", "tout", "beaucoup")


@rule(
    id="verb_preposition.noun_infinitive",
    level=Level.A2,
    reference="Avoir envie de, besoin de, peur de, l'habitude de + infinitif ; avoir du mal à.",
    fr="On dit « {noun} {due} » devant un infinitif : « {say} ».",
    en="Say “{noun} {due}” before an infinitive: “{say}”.",
    triggers=NOUN_DE | {"mal"},
    wrong=(
        ("J'ai envie manger une pizza.", "J'ai envie de manger une pizza."),
        ("Elle a besoin dormir.", "Elle a besoin de dormir."),
        ("J'ai besoin à parler avec toi.", "J'ai besoin de parler avec toi."),
        ("Il est en train manger.", "Il est en train de manger."),
        ("J'ai du mal de comprendre.", "J'ai du mal à comprendre."),
        ("On a peur à sortir la nuit.", "On a peur de sortir la nuit."),
        ("J'ai l'habitude prendre le bus.", "J'ai l'habitude de prendre le bus."),
    ),
    right=(
        "J'ai besoin de toi.",
        "J'ai du mal à comprendre.",
        "Il a une force à revendre.",
        "J'ai le temps pour manger.",
        "Un point à voir.",
        "C'est un rêve à réaliser.",
    ),
)
def noun_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        following = s.after(tok)
        if tok.norm == "mal" and s.at(tok.i - 1).norm in ("du", "de"):
            odd, due = "de", "à"
        elif tok.norm in NOUN_DE and _owned(s, tok):
            odd, due = "à", "de"
        else:
            continue
        if following.norm == odd and infinitive_at(s, following.i + 1) is not None:
            if due == "de" and tok.norm not in _STRICT:
                continue
            yield say(s, following, following, due, noun=tok.norm, due=due)
        elif infinitive_at(s, following.i) is not None and following.norm not in ("pas", "ne"):
            yield from _prefixed(s, following, due, noun=tok.norm, due=due)


_STRICT = wordlist("envie besoin peur honte hâte habitude train intention droit")


def _owned(s: Sentence, tok: Tok) -> bool:
    """Whether avoir or "en" stands before: "avoir envie", "en train", "avoir l'habitude"."""
    for k in range(tok.i - 1, max(-1, tok.i - 5), -1):
        if any(m.lemma == "avoir" for m in s.at(k).readings) or s.at(k).norm == "en":
            return True
    return False


@rule(
    id="verb_preposition.adjective_infinitive",
    level=Level.B1,
    reference="C'est important de, il est difficile de, être content de, être prêt à + infinitif.",
    fr="On dit « {adjective} {due} » devant un infinitif : « {say} ».",
    en="Say “{adjective} {due}” before an infinitive: “{say}”.",
    triggers=IMPERSONAL_DE | ADJECTIVE_DE | ADJECTIVE_A,
    wrong=(
        ("C'est important dormir bien.", "C'est important de dormir bien."),
        ("Il est difficile trouver un travail.", "Il est difficile de trouver un travail."),
        ("Je suis content te voir.", "Je suis content de te voir."),
        ("Elle est prête partir.", "Elle est prête à partir."),
        ("Je suis prêt de partir.", "Je suis prêt à partir."),
        ("On est obligés à rester.", "On est obligés de rester."),
        ("C'est dangereux nager ici.", "C'est dangereux de nager ici."),
        ("Il est capable à le faire.", "Il est capable de le faire."),
        ("C'est difficile parler français.", "C'est difficile de parler français."),
    ),
    right=(
        "C'est difficile à dire.",
        "C'est bon à savoir.",
        "Il est facile à vivre.",
        "Il est content de venir.",
        "C'est bien, partir.",
        "Le plus important, manger.",
        "C'est important pour apprendre.",
    ),
)
def adjective_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        following = s.after(tok)
        known = (tok.norm, *(m.lemma for m in tok.readings))
        name = next((x for x in known if x in _ALL_ADJECTIVES), "")
        if not name or following.i < 0 or not _predicate(s, tok):
            continue
        due = "à" if name in ADJECTIVE_A or tok.norm in ADJECTIVE_A else "de"
        slots = {"adjective": tok.norm, "due": due}
        # Behind an adjective "parler" is taken for a noun, the way one speaks.
        named = following.norm == "parler"
        if infinitive_at(s, following.i) is not None or named:
            yield from _prefixed(s, following, due, **slots)
        elif infinitive_at(s, following.i + 1) is not None:
            strict = (name in ADJECTIVE_DE and following.norm == "à") or (
                due == "à" and following.norm == "de"
            )
            if strict and name not in ("habitué", "occupé"):
                yield say(s, following, following, due, **slots)


_ALL_ADJECTIVES = IMPERSONAL_DE | ADJECTIVE_DE | ADJECTIVE_A


def _predicate(s: Sentence, tok: Tok) -> bool:
    """Whether être stands before the adjective, over adverbs."""
    k = tok.i - 1
    while s.at(k).pos == "ADV" or s.at(k).hung:
        k -= 1
    return any(m.lemma in ("être", "sembler", "trouver") for m in s.at(k).readings)


@rule(
    id="verb_preposition.person_infinitive",
    level=Level.B1,
    reference="Demander, dire, permettre à quelqu'un de faire quelque chose.",
    fr="On dit « {verb} à quelqu'un de faire » : « {say} ».",
    en="Say “{verb} à quelqu'un de faire”: “{say}”.",
    triggers=_OBJECT_OF_PERSON,
    wrong=(
        ("Il m'a demandé à venir.", "Il m'a demandé de venir."),
        ("Je lui ai dit venir.", "Je lui ai dit de venir."),
        ("Ma mère me permet sortir.", "Ma mère me permet de sortir."),
        ("Il m'a conseillé boire de l'eau.", "Il m'a conseillé de boire de l'eau."),
        ("Elle nous a proposé aller au ciné.", "Elle nous a proposé d'aller au ciné."),
    ),
    right=(
        "Il a demandé à voir le chef.",
        "Il m'a dit vouloir partir.",
        "Elle m'a demandé de venir.",
        "Il dit aimer ça.",
    ),
)
def person_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, _OBJECT_OF_PERSON):
        k = tok.i - 1
        while s.at(k).pos in ("AUX", "ADV"):
            k -= 1
        if s.at(k).norm not in ("me", "te", "lui", "nous", "vous", "leur"):
            continue
        if following.norm == "à" and infinitive_at(s, following.i + 1) is not None:
            yield say(s, following, following, "de", verb=verb)
        else:
            m = infinitive_at(s, following.i)
            if m is None or following.i <= tok.i or m.lemma in _SAID:
                continue
            yield from _prefixed(s, following, "de", verb=verb)


_SAID = wordlist("vouloir pouvoir devoir aimer avoir être savoir préférer")


@rule(
    id="verb_preposition.reflexive_infinitive",
    level=Level.B1,
    reference="Se mettre à, s'habituer à, se dépêcher de, s'arrêter de + infinitif.",
    fr="On dit « se {verb} {due} » : « {say} ».",
    en="Say “se {verb} {due}”: “{say}”.",
    triggers=REFLEXIVE_A | REFLEXIVE_DE,
    wrong=(
        ("Il s'est mis de pleurer.", "Il s'est mis à pleurer."),
        ("Je me suis mis courir.", "Je me suis mis à courir."),
        ("Je me dépêche à finir.", "Je me dépêche de finir."),
        ("Elle s'est arrêtée à fumer.", "Elle s'est arrêtée de fumer."),
    ),
    right=("Elle s'est arrêtée de fumer.", "Il s'est mis à pleurer.", "Je me prépare à partir."),
)
def reflexive_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, REFLEXIVE_A | REFLEXIVE_DE):
        k = tok.i - 1
        while s.at(k).pos in ("AUX", "ADV"):
            k -= 1
        if s.at(k).norm not in ("me", "te", "se", "nous", "vous"):
            continue
        due = "à" if verb in REFLEXIVE_A else "de"
        slots = {"verb": verb, "due": due}
        odd = "de" if due == "à" else "à"
        if verb in ("préparer", "décider", "occuper", "garder", "charger"):
            continue
        if following.norm == odd and infinitive_at(s, following.i + 1) is not None:
            yield say(s, following, following, due, **slots)
        elif infinitive_at(s, following.i) is not None and following.i > tok.i:
            yield from _prefixed(s, following, due, **slots)


@rule(
    id="verb_preposition.thanks",
    level=Level.A2,
    reference="Merci de + infinitif, merci pour + nom.",
    fr="Devant un infinitif, on dit « merci de ».",
    en="Before an infinitive, say “merci de”.",
    triggers=frozenset({"merci"}),
    wrong=(
        ("Merci pour m'aider.", "Merci de m'aider."),
        ("Merci beaucoup pour être venu.", "Merci beaucoup d'être venu."),
    ),
    right=("Merci pour ton aide.", "Merci pour tout.", "Merci de m'avoir aidé."),
)
def thanks(s: Sentence) -> Iterator[Hit]:
    for t in s:
        prep = s.after(t)
        if prep.norm in ("beaucoup", "bien"):
            prep = s.after(prep)
        if t.norm == "merci" and prep.norm == "pour" and infinitive_at(s, prep.i + 1):
            yield say(s, prep, prep, "de")
