"""Rooms, streets, floors and places of work."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.articles import with_article
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.spots import (
    BEING_OR_GOING,
    GO_TO,
    INSIDE,
    NEVER_EN,
    NOT_IN,
    NOT_ON,
    ON_TOP,
)


def fused(preposition: str, article: str, noun: Tok) -> str:
    """Join a preposition and an article before a noun: "au", "à la", "de l'"."""
    if article in ("le", "la") and vowel_sound(noun.lower):
        article = "l'"
    table = {("à", "le"): "au", ("à", "les"): "aux", ("de", "le"): "du", ("de", "les"): "des"}
    return table.get((preposition, article), f"{preposition} {article}")


DETERMINED = wordlist("le la l' les un une ce cette cet ces") | POSSESSIVES


def _article(noun: Tok) -> str:
    return "la" if noun_gender(noun) == "f" else "le"


@rule(
    id="prep_place.place_noun",
    level=Level.A1,
    reference="À l'école, au cinéma ; dans la rue, dans ma chambre ; sur la table.",
    fr="On dit ici « {say} ».",
    en="Here, say “{say}”.",
    triggers=frozenset({"en", "dans", "sur", "à", "chez"}),
    wrong=(
        ("Les enfants sont en l'école.", "Les enfants sont à l'école."),
        ("J'ai laissé mon sac en la voiture.", "J'ai laissé mon sac dans la voiture."),
        ("On mange en restaurant.", "On mange au restaurant."),
        ("On va en cinéma ce soir.", "On va au cinéma ce soir."),
        ("Il est en mon bureau.", "Il est dans mon bureau."),
        ("Le livre est dans la table.", "Le livre est sur la table."),
        ("Je mange sur la cuisine.", "Je mange dans la cuisine."),
        ("J'étais sur le bus.", "J'étais dans le bus."),
        ("Je dors à ma chambre.", "Je dors dans ma chambre."),
        ("Je suis chez le supermarché.", "Je suis au supermarché."),
        ("J'ai vu ça dans la télé.", "J'ai vu ça à la télé."),
        ("On est assis dans le soleil.", "On est assis au soleil."),
        ("Elle parle sur le téléphone.", "Elle parle au téléphone."),
        ("Je marche dans la pluie.", "Je marche sous la pluie."),
        ("En mon pays, il fait chaud.", "Dans mon pays, il fait chaud."),
        ("J'ai vu ça en Internet.", "J'ai vu ça sur Internet."),
        ("On est partis dans vacances.", "On est partis en vacances."),
        ("Il est à prison.", "Il est en prison."),
        ("J'habite en le nord du pays.", "J'habite dans le nord du pays."),
        ("Il y a des nuages sur le ciel.", "Il y a des nuages dans le ciel."),
        ("On s'est rencontrés sur le train.", "On s'est rencontrés dans le train."),
    ),
    right=(
        "La fenêtre donne sur la cuisine.",
        "Il travaille en usine.",
        "En l'absence du chef, on rit.",
        "Je suis en ville.",
        "Il est dans la lune.",
        "La chambre donne sur la rue.",
        "J'écris un article sur la ville.",
        "Il pense à ma chambre.",
        "Il y a un insecte dans la table de nuit.",
        "On tire sur la voiture.",
        "On compte sur le bus.",
        "J'habite à la campagne.",
        "En ce moment, je lis.",
    ),
)
def place_noun(s: Sentence) -> Iterator[Hit]:
    for t in s:
        det = s.after(t)
        # "En restaurant" is read as a verb, "en marchant".
        noun = det if det.noun or det.norm in ("restaurant", "internet") else s.after(det)
        if noun is not det and det.pos not in ("DET", "PRON"):
            continue
        text = _better(s, t, det, noun)
        if text:
            yield say(s, t, noun, text)


def _better(s: Sentence, t: Tok, det: Tok, noun: Tok) -> str:
    """What to say instead of preposition, determiner and noun; empty if all is well."""
    bare = det is noun
    article = det.norm in ("le", "la", "l'")
    if t.norm in ("dans", "en") and det.norm == "internet":
        return "sur Internet"
    if t.norm == "en":
        previous = s.at(t.i - 1).pos in ("NOUN", "PROPN")
        return "" if bare and previous else _instead_of_en(det, noun, bare=bare)
    if t.norm == "dans" and noun.norm == "internet":
        return "sur Internet"
    if bare and t.norm in ("dans", "à") and noun.norm in _BARE_EN and _stays_or_goes(s, t):
        return f"en {noun.text}"
    if bare or s.after(noun, 2).norm in ("nuit", "bord", "chevet"):
        return ""
    if t.norm == "dans" and article:
        return _instead_of_dans(det, noun)
    if t.norm == "sur":
        return _instead_of_sur(s, t, det, noun)
    own = det.norm in POSSESSIVES and noun.lemma in INSIDE - {"magasin", "eau"}
    if t.norm == "à" and own and _stays(s, t):
        return f"dans {_words(det, noun)}"
    if t.norm == "chez" and article and noun.lemma in GO_TO - {"garage"}:
        return _at(det.norm, noun)
    return ""


_BARE_EN = wordlist("vacances prison congé voyage")


def _stays_or_goes(s: Sentence, t: Tok) -> bool:
    return s.at(t.i - 1).lemma in ("être", "partir", "aller", "rester")


def _instead_of_dans(det: Tok, noun: Tok) -> str:
    if noun.lemma == "pluie":
        return f"sous {_words(det, noun)}"
    if noun.lemma in _ON_AIR:
        return _at(det.norm, noun)
    return f"{NOT_IN[noun.lemma]} {_words(det, noun)}" if noun.lemma in NOT_IN else ""


def _instead_of_sur(s: Sentence, t: Tok, det: Tok, noun: Tok) -> str:
    if noun.lemma in NOT_ON and _stays(s, t):
        return f"dans {_words(det, noun)}"
    lemmas = {m.lemma for x in s.tokens[max(0, t.i - 4) : t.i] for m in x.readings}
    heard = lemmas & {"parler", "passer", "voir", "entendre", "regarder", "écouter"}
    if heard and noun.lemma in ("téléphone", "télé", "radio") and det.norm in ("le", "la"):
        return _at(det.norm, noun)
    return ""


def _at(article: str, noun: Tok) -> str:
    contracted = fused("à", article, noun)
    return f"{contracted}{noun.text}" if contracted.endswith("'") else f"{contracted} {noun.text}"


_ON_AIR = wordlist("télé télévision radio soleil")


def _words(det: Tok, noun: Tok) -> str:
    return f"{det.norm}{noun.text}" if det.norm == "l'" else f"{det.norm} {noun.text}"


def _instead_of_en(det: Tok, noun: Tok, *, bare: bool) -> str:
    if bare:
        if noun.norm in NEVER_EN:
            return _at(_article(noun), noun)
        return ""
    if det.norm in DETERMINED and (noun.lemma in INSIDE or noun.norm in _QUARTERS):
        return f"dans {_words(det, noun)}"
    if det.norm in ("le", "la", "l'") and noun.lemma in GO_TO:
        return _at(det.norm, noun)
    if det.norm in POSSESSIVES | {"un", "une"} and noun.lemma in GO_TO:
        return f"dans {_words(det, noun)}"
    if det.norm in ("le", "la") and noun.lemma in ON_TOP:
        return f"sur {_words(det, noun)}"
    return ""


_QUARTERS = wordlist("nord sud est ouest")


def _stays(s: Sentence, t: Tok) -> bool:
    """Whether the verb is one of being or doing somewhere, close before."""
    for k in range(t.i - 1, max(-1, t.i - 5), -1):
        tok = s.at(k)
        if tok.verb() and tok.pos in ("VERB", "AUX"):
            there = s.at(tok.i - 1).norm == "y" and tok.lemma == "avoir"
            return there or bool({m.lemma for m in tok.readings} & _AT)
    return False


_AT = wordlist(
    """être habiter vivre rester dormir manger travailler étudier jouer attendre lire dîner déjeuner
    cuisiner entrer ranger laisser trouver grandir naître passer asseoir installer mettre oublier
    monter voyager marcher promener garer cacher retourner rencontrer perdre"""
)


@rule(
    id="prep_place.floor",
    level=Level.A2,
    reference="Au premier étage, au rez-de-chaussée.",
    fr="Pour un étage, on dit « {say} ».",
    en="For a floor, say “{say}”.",
    triggers=frozenset({"étage", "rez-de-chaussée"}),
    wrong=(
        ("Il habite dans le troisième étage.", "Il habite au troisième étage."),
        ("On habite en deuxième étage.", "On habite au deuxième étage."),
        ("Mon bureau est sur le premier étage.", "Mon bureau est au premier étage."),
    ),
    right=("Il a construit sur le premier étage une terrasse.", "J'habite au deuxième étage."),
)
def floor(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in ("dans", "sur", "en") and s.after(t).norm == "le":
            two, three = s.after(t, 2), s.after(t, 3)
            named = two.norm == "rez-de-chaussée" or three.norm == "étage"
            if named and s.at(t.i - 1).finite and s.at(t.i - 1).lemma in BEING_OR_GOING:
                yield say(s, t, s.after(t), "au")
        elif t.norm == "en" and s.after(t, 2).norm == "étage" and s.after(t).norm in _FLOORS:
            yield say(s, t, t, "au")


_FLOORS = wordlist("premier deuxième troisième quatrième cinquième sixième dernier")


@rule(
    id="prep_place.workplace",
    level=Level.A2,
    reference="Travailler dans une école ; aller à l'école ; un tableau au mur.",
    fr="On dit ici « {say} ».",
    en="Here, say “{say}”.",
    triggers=frozenset({"à", "dans", "côté"}),
    wrong=(
        ("Ma mère travaille à un hôpital.", "Ma mère travaille dans un hôpital."),
        ("On habite à une maison calme.", "On habite dans une maison calme."),
        ("Je vais dans l'école le matin.", "Je vais à l'école le matin."),
        ("J'étudie dans l'université.", "J'étudie à l'université."),
        ("On va dans la plage.", "On va à la plage."),
        ("Les pulls sont à l'armoire.", "Les pulls sont dans l'armoire."),
        ("On se promène à la forêt.", "On se promène dans la forêt."),
        ("Il y a une photo dans le mur.", "Il y a une photo sur le mur."),
        ("On habite à une petite maison.", "On habite dans une petite maison."),
        ("Mon frère est dans l'hôpital.", "Mon frère est à l'hôpital."),
        ("Ils habitent dans la campagne.", "Ils habitent à la campagne."),
        ("Les enfants jouent à la rue.", "Les enfants jouent dans la rue."),
        ("On va dans une fête.", "On va à une fête."),
        ("Je suis assis à une chaise.", "Je suis assis sur une chaise."),
        ("Mon lit est au côté de la porte.", "Mon lit est à côté de la porte."),
        ("On voit ma mère dans la photo.", "On voit ma mère sur la photo."),
    ),
    right=(
        "Il travaille à un projet.",
        "Il a dormi à la rue, il est à la rue.",
        "On voyage avec le train de nuit.",
        "Je vais dans l'école de mon fils.",
        "Il y a un trou dans le mur.",
        "Je vais dans une école privée.",
        "On habite à une heure de Paris.",
        "Je travaille à un bureau près de la fenêtre.",
        "On vit dans la campagne bretonne.",
        "On est assis à une table.",
        "Elle vit aux côtés de son père.",
        "Il y a du sucre dans la photo ratée.",
    ),
)
def workplace(s: Sentence) -> Iterator[Hit]:
    yield from _seats_and_sides(s)
    for tok in s:
        det, noun = s.after(tok), s.after(tok, 2)
        if det.norm not in ("un", "une", "la", "le", "l'") or tok.norm not in ("à", "dans"):
            continue
        if noun.pos == "ADJ":
            noun = s.after(noun)
        group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
        verb = "" if group is None else group.lemma
        some = det.norm in ("un", "une")
        if tok.norm == "à" and noun.norm in (_WORKPLACES if some else _INSIDE.get(verb, _NONE)):
            if not some or verb in ("travailler", "habiter", "vivre"):
                yield say(s, tok, tok, "dans")
        elif tok.norm == "dans" and noun.norm == "mur" and s.norms & _HUNG_UP:
            yield say(s, tok, tok, "sur")
        elif tok.norm == "dans" and noun.norm in _ATTENDED.get(verb, _NONE):
            narrowed = s.after(noun).norm in ("de", "du", "où", "que") or s.after(noun).pos == "ADJ"
            if some and noun.norm in _EVENTS and not narrowed:
                yield say(s, tok, tok, "à")
            elif not some and not narrowed:
                yield say(s, tok, noun, with_article(fused("à", det.norm, noun), noun))


def _seats_and_sides(s: Sentence) -> Iterator[Hit]:
    """Mend "assis à une chaise", "au côté de la porte", "on voit ma mère dans la photo"."""
    for tok in s:
        one, noun = s.after(tok), s.after(tok, 2)
        seated = {m.lemma for m in s.at(tok.i - 1).readings} & {"asseoir", "assis"}
        if tok.norm == "à" and seated and noun.norm in ("chaise", "canapé", "banc", "tabouret"):
            yield say(s, tok, tok, "sur")
        elif tok.norm == "au" and one.norm == "côté" and noun.norm == "de":
            yield say(s, tok, tok, "à")
        shown = (tok.norm, noun.norm) == ("dans", "photo") and "voir" in s.norms
        if shown and one.norm in ("la", "cette"):
            yield say(s, tok, tok, "sur")


_WORKPLACES = wordlist(
    """hôpital école usine magasin restaurant banque hôtel maison appartement boulangerie pharmacie
    supermarché ferme lycée collège université immeuble village"""
)
_CONTAINERS = wordlist("armoire tiroir valise poche")
_OUTDOORS = wordlist("forêt rue")
_INSIDE = {
    **dict.fromkeys(("être", "mettre", "ranger", "laisser", "oublier"), _CONTAINERS),
    **dict.fromkeys(("marcher", "courir", "promener"), _OUTDOORS),
    "jouer": wordlist("rue cour forêt"),
}
"""By verb, where "à la" is said for "dans la"; "être à la rue" is something else."""
_HUNG_UP = wordlist("tableau photo affiche poster horloge miroir cadre")
_SCHOOLS = wordlist("école université lycée collège plage cinéma marché")
_EVENTS = wordlist("fête mariage concert réunion soirée")
_ATTENDED = {
    "étudier": _SCHOOLS,
    "aller": _SCHOOLS | _EVENTS,
    **dict.fromkeys(("être", "rester"), wordlist("hôpital")),
    **dict.fromkeys(("habiter", "vivre"), wordlist("campagne")),
}
"""By verb, what one is at rather than in."""
_NONE: frozenset[str] = frozenset()
