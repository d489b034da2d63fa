"""du, de la, des where something is affirmed, and de after a need."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.articles import common_noun, partitive, with_article
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.partitive.quantity_and_negation import HAVING
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.quantity import ACTIVITIES, FOOD, MASS


@rule(
    id="partitive.de_alone",
    level=Level.A2,
    reference="Du, de la, de l', des dans une phrase affirmative : je mange du pain.",
    fr="Dans une phrase affirmative, on dit « {say} ».",
    en="In an affirmative sentence, say “{say}”.",
    triggers=HAVING,
    wrong=(
        ("J'ai mangé de pain ce matin.", "J'ai mangé du pain ce matin."),
        ("Il boit de café.", "Il boit du café."),
        ("Tu as de chance.", "Tu as de la chance."),
        ("J'achète de pommes.", "J'achète des pommes."),
        ("Il y a d'enfants dans le parc.", "Il y a des enfants dans le parc."),
        ("Je voudrais d'eau.", "Je voudrais de l'eau."),
        ("Il met de sel dans la soupe.", "Il met du sel dans la soupe."),
        ("Je mange souvent de riz.", "Je mange souvent du riz."),
        ("Elle fait de judo le lundi.", "Elle fait du judo le lundi."),
        ("Il faut de farine et du sel.", "Il faut de la farine et du sel."),
    ),
    right=(
        "Il n'a pas mangé de pain.",
        "J'ai trop mangé de pain.",
        "Sans avoir mangé de pain, il est parti.",
        "Combien tu as d'enfants ?",
        "Il a de bons amis.",
        "Il a assez mangé de soupe.",
        "On n'a jamais bu de vin.",
        "Je doute qu'il ait d'argent.",
        "J'ai plus de lait.",
        "Il y a de quoi faire.",
        "Il a beaucoup d'amis et peu d'argent.",
        "Il fait de vélo en vélo le tour des magasins.",
    ),
)
def de_alone(s: Sentence) -> Iterator[Hit]:
    if s.norms & _LICENSING:
        return
    for t in s:
        noun, verb = s.after(t), s.at(t.i - 1)
        while verb.norm in ("souvent", "toujours", "parfois", "rarement", "aussi", "encore"):
            verb = s.at(verb.i - 1)
        if t.norm != "de" or not noun.noun or not common_noun(s, noun):
            continue
        if noun.can("ADJ") and noun.norm not in FOOD:
            continue
        lemmas = {m.lemma for m in verb.readings if m.pos in ("VERB", "AUX")}
        played = "faire" in lemmas and noun.norm in ACTIVITIES and s.after(noun).norm != "en"
        if verb.pos not in ("VERB", "AUX") or not (played or lemmas & _EATING):
            continue
        owned = "avoir" in lemmas and noun.lemma in MASS
        if noun.noun.number != "p" and noun.lemma not in FOOD and not (played or owned):
            continue
        article = partitive(noun)
        if article:
            yield say(s, t, noun, with_article(article, noun))


_EATING = wordlist("avoir manger boire acheter vouloir prendre mettre ajouter falloir")
_LICENSING = wordlist(
    """ne pas plus jamais sans combien trop beaucoup assez peu tant autant moins guère rien personne
    aucun aucune douter tellement énormément si ni que"""
)


@rule(
    id="partitive.need",
    level=Level.A2,
    reference="Avoir besoin de, envie de + nom sans article (quantité non définie).",
    fr="Après « {noun} de », le partitif disparaît : « {say} ».",
    en="After “{noun} de” the partitive disappears: “{say}”.",
    triggers=frozenset({"besoin", "envie", "manque", "plein"}),
    wrong=(
        ("J'ai besoin de l'argent.", "J'ai besoin d'argent."),
        ("On a besoin du temps.", "On a besoin de temps."),
        ("J'ai besoin de l'aide.", "J'ai besoin d'aide."),
    ),
    right=(
        "J'ai besoin de l'aide de tout le monde.",
        "J'ai besoin de la voiture.",
        "On a besoin du lait qui est là.",
        "J'ai envie du gâteau.",
    ),
)
def need(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "besoin":
            continue
        de = s.after(t)
        end = de if de.norm == "du" else s.after(de)
        if de.norm not in ("de", "du") or (de.norm == "de" and end.norm not in ("la", "l'")):
            continue
        noun = s.after(end)
        following = s.after(noun)
        if noun.norm in _SUPPLIES and _free(following):
            yield say(s, de, end, "de", noun=t.text)


_SUPPLIES = wordlist("argent aide temps repos sommeil courage patience eau amour travail calme")


def _free(following: Tok) -> bool:
    return following.norm not in ("de", "du", "des", "que", "qui", "dont")


@rule(
    id="partitive.habit",
    level=Level.A2,
    reference="Boire du café, manger du pain : une quantité non définie.",
    fr="Pour une quantité non définie, on dit « {say} ».",
    en="For an unnamed amount, say “{say}”.",
    triggers=wordlist("manger boire mettre"),
    wrong=(
        ("Le matin, je bois le café.", "Le matin, je bois du café."),
        ("Je mange le riz tous les jours.", "Je mange du riz tous les jours."),
        ("Elle met le sucre dans son thé.", "Elle met du sucre dans son thé."),
        ("Il mange souvent la viande.", "Il mange souvent de la viande."),
    ),
    right=(
        "Je bois le café que tu as fait.",
        "On a mangé le gâteau.",
        "Je bois le café sans sucre.",
        "Il met le pain sur la table.",
        "J'aime le café le matin.",
        "Mange la soupe !",
    ),
)
def habit(s: Sentence) -> Iterator[Hit]:
    for t in s:
        verb, noun = s.at(t.i - 1), s.after(t)
        if verb.norm in ("souvent", "toujours", "jamais", "parfois", "rarement"):
            verb = s.at(verb.i - 1)
        if t.norm not in ("le", "la", "l'") or noun.norm not in FOOD or not verb.finite:
            continue
        if verb.finite.tense not in ("ind_pres", "ind_impf") or s.after(noun).norm in _SET_OFF:
            continue
        spiced = verb.lemma == "mettre" and s.after(noun).norm == "dans"
        if spiced and noun.norm not in ("sucre", "sel", "lait", "miel", "poivre", "beurre"):
            continue
        if spiced or (verb.lemma in ("manger", "boire") and _habitual(s)):
            article = partitive(noun)
            if article:
                yield say(s, t, noun, with_article(article, noun))


_SET_OFF = wordlist("que qui de du des dont sans avec noir noire")


def _habitual(s: Sentence) -> bool:
    """Whether the sentence says how often: "le matin", "tous les jours", "souvent"."""
    if s.norms & wordlist("souvent toujours parfois rarement jamais"):
        return True
    every = any(a.norm in ("tous", "toutes") and s.after(a).norm == "les" for a in s)
    return every or (s.at(0).norm == "le" and s.at(1).norm in ("matin", "soir", "midi"))
