"""The article after tout, in a list, and before a part of the day."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.article_omission.after_verb import lemmas, list_after
from shared.french.rules.articles import amount, definite, plural, with_article
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.objects import LIKING, TRANSITIVE


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
        ("Tous étudiants sont venus.", "Tous les étudiants sont venus."),
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
    if t.i == 0 and s.after(noun).finite is not None and noun.pos == "NOUN":
        return True  # "tous étudiants sont venus"
    if before.pos == "ADP" or before.lemma == "être":
        return False  # "à tous égards", "ils sont tous amis"
    return noun.pos == "NOUN" and not noun.can("ADJ")


_WHOLE = {("tout", "monde"), ("tout", "temps"), ("toute", "nuit"), ("toute", "journée")} | {
    ("toute", "semaine"), ("toute", "année"), ("toute", "matinée"), ("toute", "soirée"),
    ("toute", "famille"), ("toute", "vie"), ("toute", "classe"), ("tout", "été"),
}  # fmt: skip


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
        found = lemmas(verb)
        if verb.pos not in ("VERB", "AUX") or not found & (_LISTING | LIKING):
            continue
        if "avoir" in found and s.at(verb.i - 1).norm != "y":
            continue
        nouns = list_after(s, verb)
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


@rule(
    id="article_omission.part_of_day",
    level=Level.A1,
    reference="Le soir, le matin, le week-end : ce qu'on fait d'habitude.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=wordlist("matin soir nuit week-end weekend après-midi"),
    wrong=(
        ("Soir je suis fatigué.", "Le soir je suis fatigué."),
        ("week-end on va à la mer", "le week-end on va à la mer"),
        ("Elle travaille nuit.", "Elle travaille la nuit."),
        ("J'étudie soir après le travail.", "J'étudie le soir après le travail."),
    ),
    right=(
        "Matin et soir, je cours.",
        "Week-end à Rome.",
        "Ce soir je dors.",
        "Demain matin je pars.",
        "Dimanche soir on mange tôt.",
        "Elle travaille jour et nuit.",
        "On travaille matin et soir.",
    ),
)
def part_of_day(s: Sentence) -> Iterator[Hit]:
    noun = s.at(0)
    if noun.norm in ("matin", "soir", "week-end", "weekend", "après-midi"):
        group = next(iter(s.groups), None)
        subject = group.subject if group is not None else None
        if subject is not None and subject is s.after(noun) and subject.pos == "PRON":
            yield insert(s, noun, "l'" if noun.norm == "après-midi" else "le")
    for noun in s.tokens[1:]:
        verb, following = s.at(noun.i - 1), s.after(noun)
        worked = verb.finite is not None and verb.lemma in ("travailler", "étudier", "dormir")
        if noun.norm in ("nuit", "soir", "matin") and worked and following.norm != "et":
            yield insert(s, noun, "la" if noun.norm == "nuit" else "le")
