"""False friends that are listed with the words that give them away."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.nouns import replace_noun
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.false_friends import FRIENDS, Friend

_BY_POS = {
    pos: {lemma: tuple(f for f in FRIENDS if f.said == lemma) for lemma in lemmas}
    for pos, lemmas in (
        (p, {f.said for f in FRIENDS if f.pos == p}) for p in ("NOUN", "VERB", "ADJ")
    )
}


_BY_OBJECT = wordlist(
    """quitter garder ordonner adresser enseigner rencontrer espérer retourner rompre joindre
    résumer"""
)
"""Verbs whose sense only their own object tells, not any word of the sentence."""


def _meant(s: Sentence, friends: tuple[Friend, ...], thing: str = "") -> str:
    """What is meant in this sentence, empty where the right sense may be.

    Args:
        thing: lemma of the object, for a verb.
    """
    for friend in friends:
        near = {thing} if friend.said in _BY_OBJECT else s.norms
        if near & friend.near and not s.norms & friend.unless:
            return friend.meant
    return ""


def _object(s: Sentence, verb: Tok) -> str:
    """Lemma of the noun whose phrase follows a verb at once, empty if there is none."""
    first = s.after(verb)
    while first.pos == "ADV":
        first = s.after(first)
    if first.pos not in ("DET", "NUM", "NOUN"):
        return ""
    return next((p.noun.lemma for p in s.phrases if p.noun.i >= first.i), "")


@rule(
    id="false_friend.noun",
    level=Level.B1,
    reference="Un mot qui ressemble à celui d'une autre langue n'a pas toujours le même sens.",
    fr="« {word} » a un autre sens en français ; ici, on dit « {say} ».",
    en="“{word}” is a false friend; here say “{say}”.",
    triggers=frozenset(_BY_POS["NOUN"]),
    wrong=(
        ("Je révise à la librairie avec mes amis.", "Je révise à la bibliothèque avec mes amis."),
        ("Mon train a eu un délai ce matin.", "Mon train a eu un retard ce matin."),
        ("Il gagne beaucoup de monnaie.", "Il gagne beaucoup d'argent."),
        ("Je prends une médecine le soir.", "Je prends un médicament le soir."),
        ("J'ai perdu ma licence de conduire.", "J'ai perdu mon permis de conduire."),
        ("Elle parle quatre langages.", "Elle parle quatre langues."),
        ("Il y a un lit dans ma pièce.", "Il y a un lit dans ma chambre."),
        ("C'est une belle place à visiter.", "C'est un bel endroit à visiter."),
        ("Mon car est en panne.", "Ma voiture est en panne."),
        ("J'ai une bonne marque en maths.", "J'ai une bonne note en maths."),
        ("Je vois mes relatifs à Noël.", "Je vois mes parents à Noël."),
        ("Il travaille dans une fabrique.", "Il travaille dans une usine."),
        ("J'ai réservé une caméra à l'hôtel.", "J'ai réservé une chambre à l'hôtel."),
        ("Fumer, c'est un mauvais habit.", "Fumer, c'est une mauvaise habitude."),
        ("Je cherche une place tranquille.", "Je cherche un endroit tranquille."),
    ),
    right=(
        "J'ai acheté un roman à la librairie.",
        "T'as de la monnaie ?",
        "Il fait des études de médecine.",
        "Le délai de livraison est de deux jours.",
        "Elle a bon caractère.",
        "J'ai une licence de droit.",
        "La lecture, c'est ma passion.",
        "Le car scolaire est en panne.",
        "On habite un trois pièces avec un grand lit.",
        "La place du village est tranquille.",
        "Il y a une caméra de surveillance à l'hôtel.",
        "Une machine à laver, ça suffit.",
        "Je fais les courses avec mon prof de français.",
    ),
)
def noun(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        friends = _BY_POS["NOUN"].get(phrase.noun.lemma)
        if friends is None or phrase.noun.pos != "NOUN":
            continue
        meant = _meant(s, friends)
        hit = replace_noun(s, phrase, meant, word=phrase.noun.text) if meant else None
        if hit is not None and _fits(s, phrase):
            yield hit


def _fits(s: Sentence, phrase: NounPhrase) -> bool:
    """Whether a word is used as an English speaker would, where its neighbours decide."""
    following = s.after(phrase.noun)
    if phrase.noun.lemma in ("licence", "patente"):
        return following.norm == "de" and s.after(following).lemma in ("conduire", "moto")
    if phrase.noun.lemma == "car":
        owned = phrase.determiner is not None and phrase.determiner.norm in POSSESSIVES
        return owned or (following.norm == "de" and s.after(following).norm in POSSESSIVES)
    if phrase.noun.lemma == "relatif" and phrase.determiner is None:
        return s.after(phrase.first, -1).norm == "de"
    if phrase.noun.lemma in ("relatif", "pièce"):
        return phrase.determiner is not None and phrase.determiner.norm in POSSESSIVES
    if phrase.noun.lemma == "place":
        one = phrase.determiner is not None and phrase.determiner.norm in ("un", "une", "cette")
        calm = bool(phrase.after) and phrase.after[0].lemma in ("tranquille", "calme")
        return one and (bool(phrase.before) or calm)
    if phrase.noun.lemma == "pain":
        return following.norm in ("dans", "au", "à")
    if phrase.noun.lemma == "monnaie":
        return s.after(phrase.first, -1).norm != "de" or "beaucoup" in s.norms
    return True


@rule(
    id="false_friend.verb",
    level=Level.B1,
    reference="Un verbe qui ressemble à celui d'une autre langue n'a pas toujours le même sens.",
    fr="« {word} » a un autre sens en français ; ici, on dit « {say} ».",
    en="“{word}” is a false friend; here say “{say}”.",
    triggers=frozenset(_BY_POS["VERB"]),
    wrong=(
        ("J'assiste mon frère avec ses devoirs.", "J'aide mon frère avec ses devoirs."),
        ("Je vais vous introduire mes parents.", "Je vais vous présenter mes parents."),
        ("J'ai subi l'escalier.", "J'ai monté l'escalier."),
        ("Tu peux quitter ton manteau.", "Tu peux enlever ton manteau."),
        ("Il a approuvé son examen.", "Il a réussi son examen."),
        ("J'ai quitté mes clés chez toi.", "J'ai laissé mes clés chez toi."),
        ("On garde un film ce soir.", "On regarde un film ce soir."),
        ("On a ordonné deux pizzas.", "On a commandé deux pizzas."),
        ("J'espère le bus depuis une heure.", "J'attends le bus depuis une heure."),
        ("Je tourne à la maison à midi.", "Je rentre à la maison à midi."),
        ("J'ai rencontré un travail ici.", "J'ai trouvé un travail ici."),
        ("Il n'a pas contesté mon message.", "Il n'a pas répondu à mon message."),
        ("J'ai rompu mon téléphone.", "J'ai cassé mon téléphone."),
        ("Il s'est injurié au genou.", "Il s'est blessé au genou."),
        ("Je veux joindre un club.", "Je veux rejoindre un club."),
        ("Je dois retourner le livre à Paul.", "Je dois rendre le livre à Paul."),
    ),
    right=(
        "J'ai assisté à un concert avec ma grand-mère.",
        "Je supporte pas ma famille.",
        "Il a quitté la maison avec son manteau.",
        "Elle s'est régalée à Noël.",
        "Je suis sorti ce soir.",
        "J'assiste mon père au jardin.",
        "Elle garde mon fils pendant le film.",
        "J'espère une bonne réponse.",
        "J'ai rencontré ma femme au travail.",
        "On tourne à droite après la maison.",
        "Il a retourné le livre pour lire le prix.",
        "Il a contesté sa lettre de licenciement au tribunal.",
        "Ils ont rompu.",
        "Il a injurié l'arbitre.",
        "J'ai résumé mon livre avant les études.",
    ),
)
def verb(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or tok.pos not in ("VERB", "AUX") or m.lemma not in _BY_POS["VERB"]:
            continue
        meant = _meant(s, _BY_POS["VERB"][m.lemma], _object(s, tok))
        form = inflected(s, tok, meant) if meant else ""
        if form and _verb_fits(s, tok, m.lemma, meant):
            yield say(s, tok, tok, form, word=m.lemma)


def _verb_fits(s: Sentence, tok: Tok, lemma: str, meant: str) -> bool:
    following, before = s.after(tok), s.after(tok, -1)
    group = next((g for g in s.groups if tok in (g.verb, g.participle)), None)
    reflexive = (group is not None and group.reflexive) or before.norm in ("se", "me", "te")
    if lemma == "injurier":
        return reflexive  # "il s'est injurié au genou"
    if reflexive and lemma not in ("introduire", "assister"):
        return False
    if lemma == "retourner":
        noun = next((p.noun for p in s.phrases if p.noun.i > tok.i), tok)
        return s.after(noun).norm in ("à", "au", "aux")
    if lemma == "tourner":
        return following.norm == "à" and s.after(following, 2).norm == "maison"
    if lemma == "contester":
        bare = following.norm in POSSESSIVES and meant.endswith(" à")
        return bare or (following.norm in ("à", "au", "aux") and not meant.endswith(" à"))
    if lemma == "assister":
        return following.norm not in ("à", "au", "aux")
    if lemma == "salir":
        return following.pos not in ("DET", "PRON")
    return True


def inflected(s: Sentence, tok: Tok, meant: str) -> str:
    """Another verb in the form of the one that was said."""
    lemma, *rest = meant.split(" ")
    m = tok.verb()
    if m is None:
        return ""
    if m.tense == "inf":
        form = lemma
    elif m.tense in FINITE or m.tense == "imp":
        tense = m.tense
        group = next((g for g in s.groups if g.verb is tok), None)
        persons = [p for p in m.person.split(",") if p]
        person = group.person if group and group.person in persons else persons[0]
        form = s.lexicon.inflect_verb(lemma, tense, person)
    elif m.tense == "part_past":
        form = s.lexicon.inflect_verb(lemma, "part_past", (m.gender or "m") + (m.number or "s"))
    else:
        form = s.lexicon.inflect_verb(lemma, "part_pres", "")
    return " ".join((form, *rest)) if form else ""


@rule(
    id="false_friend.adjective",
    level=Level.B1,
    reference="Un adjectif qui ressemble à celui d'une autre langue n'a pas toujours le même sens.",
    fr="« {word} » a un autre sens en français ; ici, on dit « {say} ».",
    en="“{word}” is a false friend; here say “{say}”.",
    triggers=frozenset(_BY_POS["ADJ"]),
    wrong=(
        ("J'ai le rhume, je suis constipée.", "J'ai le rhume, je suis enrhumée."),
        (
            "Elle est embarrassée, le bébé arrive en mai.",
            "Elle est enceinte, le bébé arrive en mai.",
        ),
        ("Le serveur était rude.", "Le serveur était impoli."),
    ),
    right=(
        "Elle est embarrassée par la question.",
        "C'est un hiver rude.",
        "Elle est très sensible.",
        "Il est sensible, il réfléchit avant d'agir.",
        "Je suis sensible aux dépenses que tu as faites.",
        "Les enfants étaient excités avant Noël.",
    ),
)
def adjective(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.as_pos("ADJ")
        if m is None or m.lemma not in _BY_POS["ADJ"] or not _adjective_fits(m.lemma, s.after(tok)):
            continue
        meant = _meant(s, _BY_POS["ADJ"][m.lemma])
        noun = s.after(tok).noun or m
        gender = "f" if "f" in (m.gender, noun.gender) else "m"
        if m.gender == "e" and not s.after(tok).noun:
            gender = _subject_gender(s, tok) or gender
        number = "p" if m.number == "p" else "s"
        form = s.lexicon.inflect(meant, "ADJ", gender, number) if meant else ""
        if not form and meant == "enceinte":
            form = "enceintes" if number == "p" else "enceinte"
        if form and (m.lemma != "large" or s.after(tok).noun or _roomy(s, tok, meant)):
            yield say(s, tok, tok, form, word=tok.text)


def _adjective_fits(lemma: str, following: Tok) -> bool:
    """Whether what follows lets an adjective have the sense that it has in another language."""
    if lemma == "sensible":
        return following.norm not in ("à", "au", "aux")
    if lemma == "excité":
        return following.norm in ("pour", "de", "que")
    return following.norm != "par"


def _subject_gender(s: Sentence, tok: Tok) -> str:
    group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
    best = group.subject.best if group is not None and group.subject is not None else None
    return best.gender if best is not None and best.gender in ("m", "f") else ""


def _roomy(s: Sentence, tok: Tok, meant: str) -> bool:
    """Whether "large" is said of a room or a town itself: "ma chambre est très large"."""
    group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
    subject = group.subject if group is not None and group.lemma == "être" else None
    return meant == "grand" and subject is not None and subject.pos == "NOUN"
