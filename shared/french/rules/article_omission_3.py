"""Nouns without an article: listed, worn, on and under things, before and after events."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.article_omission import amount, definite, indefinite, plural
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.partitive import with_article
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.objects import DEFINITE, LIKING, TRANSITIVE
from shared.french.words.quantity import FOOD
from shared.french.words.spots import DOCTORS
from shared.french.words.things import (
    CLOTHES,
    DEVICES,
    EVENTS,
    FURNITURE,
    GROCERIES,
    PASTIMES,
    PLACED,
)
from shared.french.words.time import SEASONS


def _lemmas(tok: Tok) -> set[str]:
    """Every verb that a form, participle or infinitive too, may be of."""
    return {m.lemma for m in tok.readings if m.pos in ("VERB", "AUX")}


def _plain(s: Sentence, noun: Tok) -> bool:
    """Whether a word stands as a common noun of its own, not as part of a compound or name."""
    return (
        noun.can("NOUN")
        and not noun.text[:1].isupper()
        and not noun.hung
        and s.after(noun).norm not in ("à", "de", "du", "des", "-", "ni")
        and s.after(noun).pos != "PROPN"
    )


@rule(
    id="article_omission.listed",
    level=Level.A1,
    reference="Chaque nom d'une liste a son article : du pain et du lait.",
    fr="Chaque nom a son article : « {say} ».",
    en="Each noun takes its article: “{say}”.",
    triggers=TRANSITIVE | {"avoir"},
    wrong=(
        ("Je mange viande et légumes.", "Je mange de la viande et des légumes."),
        ("Elle a acheté jupe et chemise.", "Elle a acheté une jupe et une chemise."),
        ("On veut acheter riz, poulet et bananes.",
         "On veut acheter du riz, du poulet et des bananes."),
        ("Il porte chemise blanche et cravate noire.",
         "Il porte une chemise blanche et une cravate noire."),
        ("Il y a canapé et télé.", "Il y a un canapé et une télé."),
        ("Il aime danse et musique.", "Il aime la danse et la musique."),
        ("J'adore fromage et chocolat.", "J'adore le fromage et le chocolat."),
    ),
    right=(
        "J'ai acheté du pain et du lait.",
        "Je ne mange ni viande ni poisson.",
        "On sert fromage ou dessert.",
        "Il y a pizza et pizza.",
        "J'ai faim et soif.",
        "Je prends salade et dessert comme d'habitude.",
    ),
)  # fmt: skip
def listed(s: Sentence) -> Iterator[Hit]:
    for verb in s:
        found = _lemmas(verb)
        if verb.pos not in ("VERB", "AUX") or not found & (_LISTING | LIKING):
            continue
        if "avoir" in found and s.at(verb.i - 1).norm != "y":
            continue
        nouns = _list_after(s, verb)
        if len(nouns) < 2 or len({n.norm for n in nouns}) < len(nouns):
            continue
        if found & _WEARING and s.after(nouns[0]).pos != "ADJ":
            continue  # "ils portent costume et cravate"
        liked = bool(found & LIKING)
        articles = [definite(n, n) if liked else amount(n) for n in nouns]
        if all(articles):
            said = [with_article(a, n) for a, n in zip(articles, nouns, strict=True)]
            text, at = "", nouns[0].start
            for noun, words in zip(nouns, said, strict=True):
                text += s.text[at : noun.start] + words
                at = noun.end
            yield say(s, nouns[0], nouns[-1], text)


_WEARING = wordlist("porter mettre")
_LISTING = _WEARING | wordlist(
    "acheter manger boire préparer cuisiner vendre chercher trouver apporter avoir"
)
_LISTED = FOOD | GROCERIES | CLOTHES | FURNITURE | DEVICES | PASTIMES


def _list_after(s: Sentence, verb: Tok) -> list[Tok]:
    """The bare nouns of food, clothes or furniture listed right behind a verb."""
    nouns: list[Tok] = []
    tok = s.after(verb)
    while tok.can("NOUN") and (tok.lemma in _LISTED or tok.norm in _LISTED) and _plain(s, tok):
        nouns.append(tok)
        link = s.after(tok)
        if link.pos == "ADJ":
            link = s.after(link)
        if link.norm not in ("et", ",") and link.text != ",":
            break
        tok = s.after(link)
    return nouns


@rule(
    id="article_omission.thing",
    level=Level.A1,
    reference="Un objet a un article : j'ai un ordinateur, il porte des lunettes.",
    fr="Il manque l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    triggers=CLOTHES | DEVICES | {"douche", "bain"},
    wrong=(
        ("Mon père a acheté ordinateur.", "Mon père a acheté un ordinateur."),
        ("Elle porte lunettes.", "Elle porte des lunettes."),
        ("Je mets manteau quand il fait froid.", "Je mets un manteau quand il fait froid."),
        ("Je prends douche le soir.", "Je prends une douche le soir."),
        ("Il veut vendre moto.", "Il veut vendre une moto."),
    ),
    right=(
        "Il tombe la veste.",
        "Je porte des lunettes.",
        "Ils portent costume et cravate.",
        "Un magasin de vêtements et chaussures.",
        "Il n'a pas perdu pied ni chaussure.",
    ),
)
def thing(s: Sentence) -> Iterator[Hit]:
    for noun in s:
        if not {noun.lemma, noun.norm} & _OWNED:
            continue
        verb = s.at(noun.i - 1)
        bath = noun.norm in ("douche", "bain") and "prendre" in _lemmas(verb)
        if bath and _plain(s, noun) and s.after(noun).norm != "sur":
            yield insert(s, noun, indefinite(noun), noun=noun.text)
            continue
        if not _plain(s, noun) or verb.pos not in ("VERB", "AUX") or noun.norm in DEFINITE:
            continue
        listed_on = len(_list_after(s, verb)) > 1 or s.after(noun).norm in ("et", "ou")
        if listed_on or not _lemmas(verb) & _HAVING:
            continue
        article = indefinite(noun)
        if article:
            yield insert(s, noun, article, noun=noun.text)


_OWNED = CLOTHES | DEVICES | {"douche", "bain"}
_HAVING = wordlist("acheter vendre porter mettre réparer chercher trouver perdre vouloir utiliser")


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
        if noun.norm not in PLACED.get(prep.norm, frozenset()) or not _plain(s, noun):
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
    id="article_omission.part_of_day",
    level=Level.A1,
    reference="Le soir, le matin, le week-end : ce qu'on fait d'habitude.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=wordlist("matin soir week-end weekend après-midi"),
    wrong=(
        ("Soir je suis fatigué.", "Le soir je suis fatigué."),
        ("week-end on va à la mer", "le week-end on va à la mer"),
    ),
    right=(
        "Matin et soir, je cours.",
        "Week-end à Rome.",
        "Ce soir je dors.",
        "Demain matin je pars.",
        "Dimanche soir on mange tôt.",
    ),
)
def part_of_day(s: Sentence) -> Iterator[Hit]:
    noun = s.at(0)
    if noun.norm in ("matin", "soir", "week-end", "weekend", "après-midi"):
        group = next(iter(s.groups), None)
        subject = group.subject if group is not None else None
        if subject is not None and subject is s.after(noun) and subject.pos == "PRON":
            yield insert(s, noun, "l'" if noun.norm == "après-midi" else "le")


@rule(
    id="article_omission.disliked",
    level=Level.A1,
    reference="Je n'aime pas le café, j'adore l'hiver.",
    fr="Ce qu'on aime ou non a son article : « {say} ».",
    en="What one likes or not takes its article: “{say}”.",
    triggers=LIKING,
    wrong=(
        ("Je n'aime pas hiver.", "Je n'aime pas l'hiver."),
        ("J'aime pas trop fromage.", "J'aime pas trop le fromage."),
        ("On adore été.", "On adore l'été."),
    ),
    right=("Je n'aime pas l'hiver.", "J'aime pas trop manger.", "Je n'aime pas cuisiner."),
)
def disliked(s: Sentence) -> Iterator[Hit]:
    for noun in s:
        if noun.norm not in _DISLIKED or not _plain(s, noun) or s.after(noun).norm in ("et", "ou"):
            continue
        verb = s.at(noun.i - 1)
        negated = verb.norm in ("pas", "plus", "trop", "beaucoup", "vraiment")
        while verb.norm in ("pas", "plus", "trop", "beaucoup", "vraiment"):
            verb = s.at(verb.i - 1)
        due = negated or noun.norm in SEASONS
        article = definite(noun, noun)
        if due and article and verb.pos == "VERB" and _lemmas(verb) & LIKING:
            yield insert(s, noun, article)


_DISLIKED = FOOD | GROCERIES | PASTIMES | SEASONS


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
        if again or not _plain(s, noun) or s.after(noun).norm in ("et", "ou"):
            continue
        article = definite(noun, noun)
        if article:
            yield insert(s, noun, article)


@rule(
    id="article_omission.profession",
    level=Level.A1,
    reference="Voir le médecin, le dentiste m'a dit : un article devant le métier.",
    fr="Il manque l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    triggers=DOCTORS | {"professeur", "directeur", "directrice", "policier", "infirmière"},
    wrong=(
        ("Je dois voir dentiste cette semaine.", "Je dois voir le dentiste cette semaine."),
        ("Hier coiffeur était fermé.", "Hier le coiffeur était fermé."),
        ("Dentiste m'a fait mal.", "Le dentiste m'a fait mal."),
        ("Professeur a donné un exercice.", "Le professeur a donné un exercice."),
        ("j'ai appelé médecin ce matin", "j'ai appelé le médecin ce matin"),
    ),
    right=(
        "Professeur, est-ce que je peux sortir ?",
        "Il est médecin.",
        "Médecin, c'est un beau métier.",
        "Médecin est un beau métier.",
        "professeur vous pouvez répéter",
        "J'ai vu docteur House hier.",
        "Je me vois médecin plus tard.",
        "Je l'ai appelé médecin par erreur.",
        "Je veux devenir dentiste.",
    ),
)
def profession(s: Sentence) -> Iterator[Hit]:
    for noun in s:
        if noun.lemma not in _TREATING or not noun.can("NOUN") or not _alone(s, noun):
            continue
        before = s.at(noun.i - 1)
        object_ = (
            (before.pos in ("VERB", "AUX") or before.participle is not None)
            and bool(_lemmas(before) & _SEEING)
            and not any(g.clitics for g in s.groups if before in (g.verb, g.participle))
        )
        article = definite(noun, noun) or "le"  # "dentiste" is of either gender
        if object_ or _tells(s, noun):
            yield insert(s, noun, article, noun=noun.text)


_TREATING = (DOCTORS - {"docteur", "docteure", "psy"}) | wordlist(
    "professeur directeur directrice policier infirmière"
)
_SEEING = wordlist("voir consulter appeler attendre chercher payer")


def _alone(s: Sentence, noun: Tok) -> bool:
    following = s.after(noun)
    if following.pos in ("PROPN", "NOUN", "ADJ") or following.text[:1].isupper():
        return False
    return (noun.i == 0 or noun.text.islower()) and not plural(noun)


def _tells(s: Sentence, noun: Tok) -> bool:
    """Whether a clause begins with the noun and goes on with what that person did."""
    before = s.at(noun.i - 1)
    if before.i >= 0 and before.norm not in _OPENING:
        return False
    group = next((g for g in s.groups if g.subject is noun), None)
    verb = s.after(noun) if group is None else group.first
    if group is None or verb is not s.after(noun) or "3s" not in group.verb.persons:
        return False
    told = bool(group.clitics) or group.participle is not None
    return told or group.tense == "ind_impf"


_OPENING = wordlist("hier que mais parce et alors quand")
