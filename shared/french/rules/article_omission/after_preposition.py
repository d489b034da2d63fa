"""The article after a preposition: in and on things, with company, before and after events."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.articles import definite, indefinite, plain, with_article
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.prep_place.spots import fused
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.spots import GO_TO, INSIDE
from shared.french.words.things import EVENTS, PLACED


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
    id="article_omission.company",
    level=Level.A2,
    reference="Avec des amis, avec mes amis : un article ou un possessif.",
    fr="Il manque un article ou un possessif : « {say} ».",
    en="An article or a possessive is missing: “{say}”.",
    triggers=frozenset({"avec"}),
    wrong=(
        ("Je suis allé au ciné avec amis.", "Je suis allé au ciné avec des amis."),
        ("Elle mange avec collègues.", "Elle mange avec des collègues."),
        ("Je travaille avec enfants.", "Je travaille avec des enfants."),
        ("J'ai parlé avec directeur.", "J'ai parlé avec le directeur."),
    ),
    right=("Je sors avec mes amis.", "Il vient avec famille et amis.", "On parle avec plaisir."),
)
def company(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = s.after(t)
        m = noun.noun
        if t.norm != "avec" or m is None or s.after(noun).norm == "et":
            continue
        if m.number == "p" and noun.lemma in _COMPANIONS:
            yield insert(s, noun, "des")
        elif m.number == "s" and noun.norm in _STAFF and ends(s.after(noun)):
            article = definite(noun, noun)
            yield from [insert(s, noun, article)] if article else []


_COMPANIONS = wordlist("ami copain copine collègue voisin camarade enfant client élève étudiant")
_STAFF = wordlist("directeur directrice patron patronne chef propriétaire voisin voisine")


@rule(
    id="article_omission.on_thing",
    level=Level.A1,
    reference="Sur la table, sous le lit, devant la porte.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=frozenset(PLACED),
    wrong=(
        ("Le chien dort sur canapé.", "Le chien dort sur le canapé."),
        ("Mes chaussures sont sous chaise.", "Mes chaussures sont sous la chaise."),
        ("Je t'attends devant cinéma.", "Je t'attends devant le cinéma."),
        ("Il joue derrière maison.", "Il joue derrière la maison."),
        ("Le verre est sur table.", "Le verre est sur la table."),
        ("Il regarde par fenêtre.", "Il regarde par la fenêtre."),
    ),
    right=(
        "On a un examen sur table.",
        "Il est passé devant notaire.",
        "Elle monte sur scène.",
        "Les réserves sont sous terre.",
        "C'est sur place ou à emporter.",
        "Il dort sur le canapé.",
        "C'est un contrôle sur table de deux heures.",
    ),
)
def on_thing(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        noun = s.after(prep)
        if noun.norm not in PLACED.get(prep.norm, frozenset()) or not plain(s, noun):
            continue
        if noun.norm == "table" and s.norms & _WRITTEN:
            continue
        article = definite(noun, noun)
        if article and s.after(noun).pos != "ADJ":
            yield insert(s, noun, article)


_WRITTEN = wordlist(
    "examen contrôle devoir carte cartes épreuve partiel interro évaluation service"
)


@rule(
    id="article_omission.event",
    level=Level.A1,
    reference="Après le travail, avant l'école, pendant le cours.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=wordlist("après avant pendant durant"),
    wrong=(
        ("Après travail je suis fatigué.", "Après le travail je suis fatigué."),
        ("Avant réunion, je bois un café.", "Avant la réunion, je bois un café."),
        ("On a dormi pendant film.", "On a dormi pendant le film."),
        ("Après université, il rentre.", "Après l'université, il rentre."),
    ),
    right=(
        "Après manger, on dort.",
        "Avant midi, je travaille.",
        "Après dîner, on sort.",
        "Service après vente.",
        "On se voit avant ou après.",
        "Il travaille jour après jour, film après film.",
        "L'école d'après guerre.",
        "Après travaux, l'appartement sera beau.",
    ),
)
def event(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        noun = s.after(prep)
        if prep.norm not in ("après", "avant", "pendant", "durant") or noun.norm not in EVENTS:
            continue
        before = s.at(prep.i - 1)
        again = before.norm == noun.norm or before.norm in ("de", "et", "ou")
        if again or not plain(s, noun) or s.after(noun).norm in ("et", "ou"):
            continue
        article = definite(noun, noun)
        if article:
            yield insert(s, noun, article)
