"""Whose it is: mon, leur, le mien."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.body import KIN
from shared.french.words.closed import POSSESSIVES

_OWN_PRONOUN = table("je=me tu=te il=se elle=se on=se nous=nous vous=vous ils=se elles=se")
_OF_PERSON = {
    "1s": ("mon", "ma", "mes"), "2s": ("ton", "ta", "tes"), "3s": ("son", "sa", "ses"),
    "1p": ("notre", "nos"), "2p": ("votre", "vos"), "3p": ("leur", "leurs"),
}  # fmt: skip
_TONIC = table("moi=1s toi=2s lui=3s elle=3s nous=1p vous=2p eux=3p elles=3p")


def _owned(person: str, noun: Tok, first: Tok) -> str:
    """The possessive of a person for a noun, before the first word of its phrase."""
    forms = _OF_PERSON[person]
    m = noun.as_pos("NOUN")
    if m is not None and m.number == "p":
        return forms[-1]
    if len(forms) == 2:
        return forms[0]
    feminine = noun_gender(noun) == "f" and not vowel_sound(first.lower)
    return forms[1] if feminine else forms[0]


@rule(
    id="possessive.of_me",
    level=Level.A1,
    reference="Mon père, et non « le père de moi ».",
    fr="On dit « {say} », pas « {said} ».",
    en="Say “{say}”, not “{said}”.",
    triggers=frozenset(_TONIC),
    wrong=(
        ("Le père de moi est médecin.", "Mon père est médecin."),
        ("J'ai vu la maison de lui.", "J'ai vu sa maison."),
        ("Les amis de nous sont arrivés.", "Nos amis sont arrivés."),
        ("La voiture d'eux est en panne.", "Leur voiture est en panne."),
    ),
    right=(
        "La photo de moi est ratée.",
        "C'est un ami à moi.",
        "La maison de mon père est grande.",
        "C'est la seule sœur de nous deux.",
        "La voiture d'eux deux.",
    ),
)
def of_me(s: Sentence) -> Iterator[Hit]:
    for t in s:
        de, noun, det = s.at(t.i - 1), s.at(t.i - 2), s.at(t.i - 3)
        if t.norm not in _TONIC or de.norm != "de" or noun.norm not in KIN:
            continue
        if det.norm in ("le", "la", "l'", "les") and not _goes_on(s.after(t)):
            yield say(s, det, t, f"{_owned(_TONIC[t.norm], noun, noun)} {noun.text}")


def _goes_on(t: Tok) -> bool:
    """Whether "deux", "même" or "-même" goes on."""
    return t.pos == "NUM" or t.norm in ("même", "mêmes", "seul", "qui", "que")


@rule(
    id="possessive.two_determiners",
    level=Level.A1,
    reference="Un possessif remplace l'article : mon livre.",
    fr="Le possessif remplace l'article : « {say} ».",
    en="A possessive replaces the article: “{say}”.",
    triggers=POSSESSIVES,
    wrong=(
        ("Le mon frère arrive.", "Mon frère arrive."),
        ("J'habite dans la ma maison.", "J'habite dans ma maison."),
        ("C'est une ma amie.", "C'est une de mes amies."),
        ("J'ai vu un mon ami.", "J'ai vu un de mes amis."),
    ),
    right=(
        "Je le vois, mon frère.",
        "C'est la leur.",
        "Elle la voit, sa mère.",
        "Le son est fort.",
    ),
)
def two_determiners(s: Sentence) -> Iterator[Hit]:
    for t in s:
        det, noun = s.at(t.i - 1), s.after(t)
        if t.norm not in POSSESSIVES - {"leur", "leurs", "son", "ton"} or not noun.can("NOUN"):
            continue
        if s.at(t.i - 2).norm in _OWN_PRONOUN:
            continue
        if det.norm in ("le", "la", "les") and not det.hung:
            yield delete(s, det, det)
        elif det.norm in ("un", "une") and t.norm in ("mon", "ma", "ta", "sa"):
            plural = noun.text if noun.text.endswith(("s", "x")) else f"{noun.text}s"
            yield say(s, det, noun, f"{det.norm} de {t.norm[0]}es {plural}")


@rule(
    id="possessive.mine",
    level=Level.A2,
    reference="Le mien, la tienne, les siens remplacent possessif + nom.",
    fr="Sans nom, on dit « {say} ».",
    en="Without a noun, say “{say}”.",
    triggers=wordlist("mon ma mes ton ta tes son sa ses notre nos votre vos mien mienne"),
    wrong=(
        ("Ta voiture est plus rapide que ma.", "Ta voiture est plus rapide que la mienne."),
        ("Mon vélo est neuf, et ton ?", "Mon vélo est neuf, et le tien ?"),
        ("Ce livre, c'est mon.", "Ce livre, c'est le mien."),
        ("Ce stylo est mien.", "Ce stylo est à moi."),
    ),
    right=(
        "C'est mon avis.",
        "On entend le son.",
        "C'est le tien ou le mien ?",
        "Baisse le ton.",
        "Elle parle avec son, euh, son chef.",
    ),
)
def mine(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in ("mien", "mienne") and s.at(t.i - 1).lemma == "être":
            if not s.after(t).is_word:
                yield say(s, t, t, "à moi")
            continue
        person = next((p for p, forms in _OF_PERSON.items() if t.norm in forms), "")
        if not person or person == "3p" or s.after(t).is_word or s.after(t).text == "…":
            continue
        before = s.at(t.i - 1)
        if before.norm not in ("que", "et", "avec", "à", "de", "pas", "est", "sur", "dans", "pour"):
            continue
        antecedent = _antecedent(s, t)
        if before.norm == "de" or before.norm == "à" or not antecedent:
            continue
        yield say(s, t, t, f"{antecedent} {_pronoun(person, antecedent)}")


def _antecedent(s: Sentence, t: Tok) -> str:
    """The article of the thing compared: "le", "la" or "les"; empty if it does not show."""
    if t.norm in ("mes", "tes", "ses", "nos", "vos"):
        return "les"
    if t.norm in ("ma", "ta", "sa"):
        return "la"
    nouns = [p.noun for p in s.phrases if p.noun.i < t.i and p.determiner is not None]
    if not nouns:
        return "le"
    return "la" if noun_gender(nouns[0]) == "f" else "le"


def _pronoun(person: str, article: str) -> str:
    stems = {"1s": "mien", "2s": "tien", "3s": "sien", "1p": "nôtre", "2p": "vôtre"}
    stem = stems[person]
    if article == "la" and person.endswith("s"):
        return f"{stem}ne"
    return f"{stem}s" if article == "les" else stem


@rule(
    id="possessive.their",
    level=Level.A2,
    reference="Plusieurs possesseurs : leur, leurs ; un seul : son, sa, ses.",
    fr="Avec plusieurs possesseurs, on dit « {say} ».",
    en="With several owners, say “{say}”.",
    triggers=wordlist("son sa ses"),
    wrong=(
        ("Les enfants ont perdu son ballon.", "Les enfants ont perdu leur ballon."),
        ("Mes parents vendent sa maison.", "Mes parents vendent leur maison."),
        ("Ils habitent avec ses parents.", "Ils habitent avec leurs parents."),
        ("Mes voisins promènent sa chien.", "Mes voisins promènent leur chien."),
    ),
    right=(
        "Les enfants aiment sa cuisine.",
        "Paul est là, les gens ont pris sa voiture.",
        "Chacun fait son travail.",
        "Ils ont chacun leur chambre.",
        "Mes parents adorent sa voix.",
        "Les gens qui ont vu son film sont contents.",
        "Marie est en retard parce qu'ils ont garé sa voiture loin.",
        "Les chiens suivent son maître des yeux.",
    ),
    confidence=0.8,
)
def their(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        verb = group.infinitive.infinitive if group.infinitive else None
        doing = verb.lemma if verb else group.lemma
        if group.person != "3p" or group.subject is None or doing not in _ON_ONES_OWN:
            continue
        det = _possessive_object(s, group)
        if det is None or _one_owner(s, det, group.subject):
            continue
        noun = s.after(det)
        while noun.pos == "ADJ":
            noun = s.after(noun)
        many = noun.noun is not None and noun.noun.number == "p"
        yield say(s, det, det, "leurs" if many else "leur")


_ON_ONES_OWN = wordlist(
    """rendre perdre vendre acheter garer laver finir oublier ranger fêter habiter emmener apporter
    porter promener quitter préparer vivre construire faire nettoyer réparer organiser laisser
    ouvrir fermer mettre prendre avoir terminer passer rentrer changer inviter visiter gagner
    arriver partir aller venir jouer dîner parler présenter raconter commencer cacher montrer
    signer remplir envoyer donner garder utiliser choisir nourrir trouver chercher payer
    respecter continuer réviser conduire"""
)


def _possessive_object(s: Sentence, group: VerbGroup) -> Tok | None:
    """Find "son", "sa" or "ses" right after the verb, over a preposition."""
    last = group.infinitive or group.participle or group.negation or group.verb
    one = s.after(last)
    while one.pos == "ADV":
        one = s.after(one)
    if one.norm in ("avec", "dans", "chez", "à", "de", "pour", "sur"):
        one = s.after(one)
    if one.norm in ("tout", "toute", "tous", "toutes"):
        one = s.after(one)
    return one if one.norm in ("son", "sa", "ses") and s.after(one).can("NOUN") else None


def _one_owner(s: Sentence, det: Tok, subject: Tok) -> bool:
    """Whether a single person is named before, who may be the owner."""
    for t in s.tokens[: det.i]:
        if t is subject or (t.i > subject.i and t.pos != "PROPN"):
            continue
        if t.norm in ("il", "elle", "lui", "chacun", "chacune", "on", "qui"):
            return True
        if t.pos == "PROPN" or (t.noun and t.noun.number == "s" and t.i < subject.i):
            return True
    return False


@rule(
    id="possessive.number",
    level=Level.A1,
    reference="Devant un pluriel : mes, tes, ses, nos, vos.",
    fr="Devant un pluriel, on dit « {say} ».",
    en="Before a plural, say “{say}”.",
    triggers=wordlist("mon ma ton ta son sa notre votre mes tes ses"),
    wrong=(
        ("Mon parents habitent à Rome.", "Mes parents habitent à Rome."),
        ("J'ai perdu ma lunettes.", "J'ai perdu mes lunettes."),
        ("Notre vacances étaient super.", "Nos vacances étaient super."),
        ("Mes mère est infirmière.", "Ma mère est infirmière."),
    ),
    right=(
        "Mon fils est là.",
        "Ton bras va mieux ?",
        "Mon repas est froid.",
        "Mon dos me fait mal.",
    ),
)
def number(s: Sentence) -> Iterator[Hit]:
    many = {"mon": "mes", "ma": "mes", "ton": "tes", "ta": "tes", "son": "ses", "sa": "ses"}
    many |= {"notre": "nos", "votre": "vos"}
    for t in s:
        noun = s.after(t)
        m = noun.as_pos("NOUN")
        if m is None or t.pos != "DET":
            continue
        if t.norm in many and noun.norm in _ONLY_PLURAL:
            yield say(s, t, t, many[t.norm])
        elif t.norm in ("mes", "tes", "ses") and noun.norm in ("père", "mère", "mari"):
            yield say(s, t, t, f"{t.norm[0]}{'a' if noun.norm == 'mère' else 'on'}")


_ONLY_PLURAL = wordlist(
    """parents vacances lunettes enfants devoirs affaires amis amies cheveux yeux mains dents pieds
    grands-parents frères sœurs cousins collègues copains copines études bagages chaussures clés
    voisins vêtements livres jambes oreilles beaux-parents"""
)
"""Plurals whose singular is rare, or that are plainly meant."""
