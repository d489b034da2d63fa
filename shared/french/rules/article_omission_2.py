"""Articles after faire, c'est, tout and prepositions."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.article_omission import common_noun, definite, indefinite, plural
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.partitive import partitive, with_article
from shared.french.rules.prep_place import fused
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.bare_nouns import AFTER_CEST
from shared.french.words.quantity import ACTIVITIES
from shared.french.words.spots import GO_TO, INSIDE


@rule(
    id="article_omission.activity",
    level=Level.A1,
    reference="Faire du sport, faire de la natation ; jouer du piano.",
    fr="On dit « faire {say} ».",
    en="Say “faire {say}”.",
    triggers=frozenset({"faire"}),
    wrong=(
        ("Je fais sport le lundi.", "Je fais du sport le lundi."),
        ("Elle fait natation.", "Elle fait de la natation."),
        ("On a fait vélo dimanche.", "On a fait du vélo dimanche."),
        ("J'aime faire équitation.", "J'aime faire de l'équitation."),
        ("Je fais le sport tous les jours.", "Je fais du sport tous les jours."),
    ),
    right=(
        "Il fait beau.",
        "Je fais attention.",
        "On fait les courses.",
        "Ça fait sport, cette veste.",
        "Il a fait le vélo de son fils.",
    ),
)
def activity(s: Sentence) -> Iterator[Hit]:
    for t in s:
        verb, det = s.at(t.i - 1), s.at(t.i - 2)
        if t.norm not in ACTIVITIES or not t.can("NOUN") or s.after(t).norm in ("de", "que"):
            continue
        article = partitive(t)
        if not article or (s.after(t).text == "," and det.norm == "ça"):
            continue
        faire = any(m.lemma == "faire" for m in verb.readings)
        if faire and det.norm not in ("ça", "cela"):
            yield say(s, t, t, with_article(article, t))
        elif verb.norm in ("le", "la", "l'"):
            made = any(m.lemma == "faire" for m in det.readings)
            if made and t.norm not in ("vélo", "photo", "musique", "voile", "boxe", "cheval"):
                yield say(s, verb, t, with_article(article, t))


@rule(
    id="article_omission.cest",
    level=Level.A1,
    reference="C'est un, c'est une + nom.",
    fr="Après « c'est », il faut l'article : « {say} ».",
    en="After “c'est” use an article: “{say}”.",
    triggers=frozenset({"être"}),
    wrong=(
        ("C'est belle maison.", "C'est une belle maison."),
        ("C'est problème.", "C'est un problème."),
        ("C'était mauvais film.", "C'était un mauvais film."),
        ("C'est ville très jolie.", "C'est une ville très jolie."),
    ),
    right=(
        "C'est dommage.",
        "C'est bon signe.",
        "C'est vrai.",
        "C'est samedi.",
        "C'est question d'habitude.",
        "C'est clair.",
        "C'est pas grave.",
        "C'est bon, merci.",
        "C'est chouette.",
        "Ils sont amis et voisins.",
    ),
)
def cest(s: Sentence) -> Iterator[Hit]:
    for p in s.phrases:
        noun, first = p.noun, p.first
        verb = s.at(first.i - 1)
        if verb.norm in ("très", "vraiment", "aussi"):
            first, verb = (verb if verb.norm == "très" else first), s.at(verb.i - 1)
        if verb.lemma != "être" or s.at(verb.i - 1).norm != "ce" or p.determiner is not None:
            continue
        if not common_noun(s, noun) or p.preposition is not None:
            continue
        if noun.norm in AFTER_CEST and not p.before:
            continue
        if noun.norm == "signe" or (noun.can("ADJ") and not p.before) or noun.any_verb("part_past"):
            continue
        if first is noun and not p.after and noun.norm not in _NAMED_THINGS:
            continue
        article = indefinite(noun)
        if article:
            yield insert(s, first, article, noun=noun.text)


_NAMED_THINGS = wordlist(
    "problème cauchemar catastrophe erreur blague secret rêve surprise idée ville"
)


@rule(
    id="article_omission.tout",
    level=Level.A1,
    reference="Tout le, toute la, tous les, toutes les.",
    fr="Après « {said} », il faut l'article : « {say} ».",
    en="“tout” needs an article: “{say}”.",
    triggers=frozenset({"tout", "toute", "tous", "toutes", "plupart"}),
    wrong=(
        ("Je cours tous jours.", "Je cours tous les jours."),
        ("Tout monde est là.", "Tout le monde est là."),
        ("On a dansé toute nuit.", "On a dansé toute la nuit."),
        ("Toutes filles de la classe sont venues.", "Toutes les filles de la classe sont venues."),
        ("Il parle tout temps.", "Il parle tout le temps."),
        ("La plupart de gens dorment.", "La plupart des gens dorment."),
    ),
    right=(
        "Il est tout jaune.",
        "Tout enfant a des droits.",
        "Elle est arrivée à toute vitesse.",
        "Ça marche de toute façon.",
        "Ils sont tous partis.",
        "Tous deux sont là.",
        "C'est bon à tous égards.",
        "Elles sont toutes amies.",
    ),
)
def tout(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = s.after(t)
        if t.norm == "plupart" and noun.norm == "de" and plural(s.after(noun)):
            yield say(s, noun, noun, "des")
        elif t.norm in ("tous", "toutes") and plural(noun) and _quantified(s, t, noun):
            yield say(s, t, t, f"{t.text} les")
        elif (t.norm, noun.norm) in _WHOLE and s.at(t.i - 1).norm not in ("à", "de", "en"):
            article = definite(noun, noun)
            yield say(s, t, noun, f"{t.text} {with_article(article, noun)}")


def _quantified(s: Sentence, t: Tok, noun: Tok) -> bool:
    before = s.at(t.i - 1)
    if before.pos == "ADP" or before.lemma == "être":
        return False  # "à tous égards", "ils sont tous amis"
    return noun.pos == "NOUN" and not noun.can("ADJ")


_WHOLE = {("tout", "monde"), ("tout", "temps"), ("toute", "nuit"), ("toute", "journée")} | {
    ("toute", "semaine"), ("toute", "année"), ("toute", "matinée"), ("toute", "soirée"),
    ("toute", "famille"), ("toute", "vie"), ("toute", "classe"), ("tout", "été"),
}  # fmt: skip


@rule(
    id="article_omission.preposition",
    level=Level.A1,
    reference="Dans la maison, à la plage, au cinéma, mal à la tête.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=wordlist("dans à pendant"),
    wrong=(
        ("Il dort dans chambre.", "Il dort dans la chambre."),
        ("On va à plage.", "On va à la plage."),
        ("Je suis à école.", "Je suis à l'école."),
        ("Elle va à cinéma ce soir.", "Elle va au cinéma ce soir."),
        ("J'ai mal à tête.", "J'ai mal à la tête."),
        ("J'ai mal à ventre.", "J'ai mal au ventre."),
        ("Je voyage pendant vacances.", "Je voyage pendant les vacances."),
        ("Il rentre à maison.", "Il rentre à la maison."),
        ("Elle travaille dans usine.", "Elle travaille dans une usine."),
        ("Dans vie, tout est possible.", "Dans la vie, tout est possible."),
        ("On habite dans petit village.", "On habite dans un petit village."),
    ),
    right=(
        "On mange à table.",
        "Il va à pied.",
        "Je pars à midi.",
        "C'est un sac à main.",
        "Dans quelques jours, je pars.",
        "Une salle à manger.",
        "Pendant plusieurs heures.",
        "Du lundi à mardi.",
        "Il se tient tête haute, main à cœur ouvert.",
    ),
)
def preposition(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        small = phrase.before[:1] and phrase.before[0].norm in _SIZES and phrase.determiner is None
        inside = phrase.preposition is not None and phrase.preposition.norm == "dans"
        article = indefinite(phrase.noun) if small and inside else ""
        if article in ("un", "une"):
            yield insert(s, phrase.first, article)
    for t in s:
        noun, before = s.after(t), s.at(t.i - 1)
        if not noun.can("NOUN") or noun.text[:1].isupper() or not noun_gender(noun):
            continue
        if (t.norm == "à" and noun.norm in GO_TO - _BARE_PLACES and before.pos != "NOUN") or (
            t.norm == "à" and before.norm == "mal" and noun.norm in _ACHING
        ):
            yield say(s, t, noun, with_article(fused("à", definite(noun, noun), noun), noun))
        elif (t.norm == "dans" and noun.norm in _WITHIN and s.after(noun).norm != "à") or (
            t.norm == "pendant" and noun.norm in ("vacances", "nuit", "journée", "semaine", "été")
        ):
            yield insert(s, noun, _within(s, t, noun))


def _within(s: Sentence, prep: Tok, noun: Tok) -> str:
    """The article of a place: "dans la cuisine", but "il travaille dans une banque"."""
    group = next((g for g in reversed(s.groups) if g.verb.i < prep.i), None)
    settled = group is not None and group.lemma in ("travailler", "habiter", "vivre")
    some = settled and noun.norm in GO_TO | _DWELLINGS
    return (indefinite(noun) if some else "") or definite(noun, noun)


_DWELLINGS = wordlist("appartement immeuble village ville magasin pays quartier")
_SIZES = wordlist("petit petite grand grande beau belle vieux vieille nouveau nouvelle joli jolie")
_WITHIN = INSIDE | GO_TO | wordlist("vie famille classe nature politique société")
_BARE_PLACES = wordlist("port quai table montagne centre mer caisse réception étranger toilettes")
_ACHING = wordlist(
    """tête ventre dos gorge dent dents pied pieds bras jambe jambes genou genoux œil yeux cou main
    doigt épaule oreille oreilles cœur estomac nez cheville poignet"""
)


@rule(
    id="article_omission.attribute",
    level=Level.A1,
    reference="Mon père est un homme calme : être + nom avec adjectif prend l'article.",
    fr="Il faut l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    triggers=frozenset({"homme", "femme", "fille", "garçon", "personne", "pays", "ville"}),
    wrong=(
        ("Mon père est homme très gentil.", "Mon père est un homme très gentil."),
        ("Lyon est grande ville.", "Lyon est une grande ville."),
        ("Ma sœur est belle fille.", "Ma sœur est une belle fille."),
    ),
    right=(
        "Il est homme d'affaires.",
        "Elle est femme au foyer.",
        "Il est bon élève.",
        "Ma fille est jeune fille au pair.",
        "Mon père est un homme gentil.",
    ),
)
def attribute(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        noun = phrase.noun
        if noun.lemma not in _DESCRIBED or phrase.determiner is not None or not noun.noun:
            continue
        first = phrase.before[0] if phrase.before else noun
        # "Paris est ville olympique" is a title.
        described = phrase.before or (phrase.after and noun.lemma not in ("ville", "pays"))
        group = next((g for g in s.groups if g.verb.i == first.i - 1), None)
        if not described or group is None or group.lemma != "être" or noun.noun.number == "p":
            continue
        if s.after(noun).norm not in ("de", "à", "au") and s.after(noun).pos != "NOUN":
            article = "une" if noun.noun.gender == "f" else "un"
            yield insert(s, first, article, noun=noun.text)


_DESCRIBED = wordlist("homme femme fille garçon personne pays ville")


@rule(
    id="article_omission.company",
    level=Level.A2,
    reference="Avec des amis, avec mes amis : un article ou un possessif.",
    fr="Il manque un article ou un possessif : « {say} ».",
    en="An article or a possessive is missing: “{say}”.",
    triggers=frozenset({"avec"}),
    wrong=(
        ("Je suis allé au ciné avec amis.", "Je suis allé au ciné avec des amis."),
        ("Elle mange avec collègues.", "Elle mange avec des collègues."),
    ),
    right=("Je sors avec mes amis.", "Il vient avec famille et amis.", "On parle avec plaisir."),
)
def company(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = s.after(t)
        m = noun.noun
        if t.norm != "avec" or m is None or m.number != "p" or s.after(noun).norm == "et":
            continue
        if noun.lemma in ("ami", "copain", "copine", "collègue", "voisin", "camarade"):
            yield insert(s, noun, "des")
