"""The article after faire, c'est, être, aimer and avoir, and before a profession."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.articles import (
    common_noun,
    definite,
    indefinite,
    partitive,
    plain,
    plural,
    with_article,
)
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.patterns import find, finite, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.bare_nouns import AFTER_CEST
from shared.french.words.objects import DEFINITE, LIKING
from shared.french.words.quantity import ACTIVITIES, FOOD
from shared.french.words.spots import DOCTORS
from shared.french.words.things import CLOTHES, DEVICES, FURNITURE, GROCERIES, PASTIMES
from shared.french.words.time import SEASONS


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
        ("C'est première fois.", "C'est la première fois."),
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
        first_time = first.norm in ORDINALS
        article = definite(noun, first) if first_time else indefinite(noun)
        if article:
            yield insert(s, first, article, noun=noun.text)


ORDINALS = wordlist("premier première dernier dernière deuxième troisième seul seule même")
"""Before a noun they single it out: le, la."""
_NAMED_THINGS = wordlist(
    "problème cauchemar catastrophe erreur blague secret rêve surprise idée ville"
)


_DESCRIBED = wordlist(
    "homme femme fille garçon personne pays ville langue animal sport fruit plat métier"
)


@rule(
    id="article_omission.attribute",
    level=Level.A1,
    reference="Mon père est un homme calme : être + nom avec adjectif prend l'article.",
    fr="Il faut l'article devant « {noun} » : « {say} ».",
    en="“{noun}” needs an article: “{say}”.",
    triggers=_DESCRIBED | {"capitale"},
    wrong=(
        ("Mon père est homme très gentil.", "Mon père est un homme très gentil."),
        ("Lyon est grande ville.", "Lyon est une grande ville."),
        ("Ma sœur est belle fille.", "Ma sœur est une belle fille."),
        ("Le français est langue difficile.", "Le français est une langue difficile."),
        ("Rome est capitale de l'Italie.", "Rome est la capitale de l'Italie."),
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
    for m in find(s, finite("être"), word("capitale").named("c"), word("de", "du")):
        yield insert(s, m["c"], "la", noun=m["c"].text)
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


def lemmas(tok: Tok) -> set[str]:
    """Every verb that a form, participle or infinitive too, may be of."""
    return {m.lemma for m in tok.readings if m.pos in ("VERB", "AUX")}


_LISTED = FOOD | GROCERIES | CLOTHES | FURNITURE | DEVICES | PASTIMES


def list_after(s: Sentence, verb: Tok) -> list[Tok]:
    """The bare nouns of food, clothes or furniture listed right behind a verb."""
    nouns: list[Tok] = []
    tok = s.after(verb)
    while tok.can("NOUN") and (tok.lemma in _LISTED or tok.norm in _LISTED) and plain(s, tok):
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
        bath = noun.norm in ("douche", "bain") and "prendre" in lemmas(verb)
        if bath and plain(s, noun) and s.after(noun).norm != "sur":
            yield insert(s, noun, indefinite(noun), noun=noun.text)
            continue
        if not plain(s, noun) or verb.pos not in ("VERB", "AUX") or noun.norm in DEFINITE:
            continue
        listed_on = len(list_after(s, verb)) > 1 or s.after(noun).norm in ("et", "ou")
        if listed_on or not lemmas(verb) & _HAVING:
            continue
        article = indefinite(noun)
        if article:
            yield insert(s, noun, article, noun=noun.text)


_OWNED = CLOTHES | DEVICES | {"douche", "bain"}
_HAVING = wordlist("acheter vendre porter mettre réparer chercher trouver perdre vouloir utiliser")


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
        if noun.norm not in _DISLIKED or not plain(s, noun) or s.after(noun).norm in ("et", "ou"):
            continue
        verb = s.at(noun.i - 1)
        negated = verb.norm in ("pas", "plus", "trop", "beaucoup", "vraiment")
        while verb.norm in ("pas", "plus", "trop", "beaucoup", "vraiment"):
            verb = s.at(verb.i - 1)
        due = negated or noun.norm in SEASONS
        article = definite(noun, noun)
        if due and article and verb.pos == "VERB" and lemmas(verb) & LIKING:
            yield insert(s, noun, article)


_DISLIKED = FOOD | GROCERIES | PASTIMES | SEASONS


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
            and bool(lemmas(before) & _SEEING)
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
