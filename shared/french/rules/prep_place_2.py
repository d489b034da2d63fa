"""Where and where to: rooms, streets, people, and what lies beside what."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.prep_place import fused
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.quantity import MASS
from shared.french.words.spots import (
    COMPOUND,
    GO_TO,
    INSIDE,
    NEVER_EN,
    NOT_IN,
    NOT_ON,
    ON_TOP,
)

_DETERMINED = wordlist("le la l' les un une ce cette cet ces") | POSSESSIVES
_TONIC = wordlist("moi toi lui elle nous vous eux elles")


def _article(noun: Tok) -> str:
    return "la" if noun_gender(noun) == "f" else "le"


@rule(
    id="prep_place.beside",
    level=Level.A1,
    reference="À côté de, près de, loin de, en face de, au milieu de…",
    fr="On dit « {head} de » : « {say} ».",
    en="Say “{head} de”: “{say}”.",
    triggers=COMPOUND | {"dessus", "dessous", "autour", "long", "haut", "bas"},
    wrong=(
        ("La gare est à côté le parc.", "La gare est à côté du parc."),
        ("J'habite près la mer.", "J'habite près de la mer."),
        ("C'est loin ma maison.", "C'est loin de ma maison."),
        ("Il y a un café en face l'école.", "Il y a un café en face de l'école."),
        ("Elle est assise à côté moi.", "Elle est assise à côté de moi."),
        ("La banque est en face à la mairie.", "La banque est en face de la mairie."),
        ("On habite près à Lyon.", "On habite près de Lyon."),
        ("Le lac est au milieu les montagnes.", "Le lac est au milieu des montagnes."),
        ("Il y a des arbres autour la place.", "Il y a des arbres autour de la place."),
        ("Je suis près au cinéma.", "Je suis près du cinéma."),
    ),
    right=(
        "À côté, les voisins font du bruit.",
        "Il habite à côté.",
        "C'est juste à côté, le parc.",
        "Il est loin le temps des vacances.",
        "Je fais face à la mer.",
        "Il habite loin, ma sœur aussi.",
        "On s'est retrouvés face à lui.",
        "Je l'ai vu de près hier.",
        "La dame d'à côté la connaît.",
        "Le magasin d'en face le vend.",
        "C'est de loin le meilleur.",
    ),
)
def beside(s: Sentence) -> Iterator[Hit]:
    for t in s:
        head = _compound(s, t)
        if not head:
            continue
        one, two = s.after(t), s.after(t, 2)
        if one.norm in ("à", "au", "aux") and head not in ("face", "à droite", "à gauche"):
            if two.norm in _DETERMINED | _TONIC or two.pos == "PROPN" or one.norm != "à":
                if one.norm == "au":
                    yield say(s, one, one, "du", head=head)
                elif one.norm == "aux":
                    yield say(s, one, one, "des", head=head)
                else:
                    yield say(s, one, one, "de", head=head)
        elif one.norm in ("le", "les") and _phrase_ends(s, one):
            yield say(s, one, one, fused("de", one.norm, two).strip(), head=head)
        elif (one.norm in _DETERMINED and _phrase_ends(s, one)) or (
            one.norm in _TONIC and not two.is_word and one.norm not in ("nous", "vous")
        ):
            yield insert(s, one, "de", head=head)


def _compound(s: Sentence, t: Tok) -> str:
    """The compound preposition that ends here, without its "de", or empty."""
    before, far = s.at(t.i - 1), s.at(t.i - 2)
    if far.norm == "de" or before.norm == "de":
        return ""  # "la maison d'à côté", "de près"
    if t.norm == "côté":
        return "à côté" if before.norm == "à" else ""
    if t.norm in ("près", "loin", "autour"):
        # "il est loin, le temps des cerises": the subject follows.
        return "" if s.after(t, 2).norm in ("temps", "époque", "jour") else t.norm
    if t.norm == "face":
        return "en face" if before.norm == "en" else ""
    if t.norm in ("milieu", "bout", "bord", "centre"):
        return f"au {t.norm}" if before.norm == "au" else ""
    if t.norm in ("droite", "gauche"):
        return f"à {t.norm}" if before.norm == "à" else ""
    if t.norm in ("intérieur", "extérieur"):
        return f"à l'{t.norm}" if before.norm == "l'" and far.norm == "à" else ""
    return "le long" if t.norm == "long" and before.norm == "le" else ""


def _phrase_ends(s: Sentence, det: Tok) -> bool:
    """Whether a noun phrase follows, and no verb of which it would be the subject or object."""
    noun = s.after(det)
    while noun.pos in ("ADJ", "NUM"):
        noun = s.after(noun)
    if not noun.noun and noun.pos != "PROPN":
        return False
    k = noun.i + 1
    while s.at(k).pos in ("ADJ", "ADV") or s.at(k).norm in ("de", "du", "des"):
        k += 2 if s.at(k).pos == "ADP" else 1
    following = s.at(k)
    return not (following.finite or following.pos == "PRON")


@rule(
    id="prep_place.needless_de",
    level=Level.A2,
    reference="Devant, derrière, sous, sur, dans, entre, contre : sans « de ».",
    fr="« {prep} » n'est pas suivi de « de » : « {say} ».",
    en="“{prep}” takes no “de”: “{say}”.",
    triggers=wordlist("devant derrière sous sur dans contre vers"),
    wrong=(
        ("Le chat est sous de la table.", "Le chat est sous la table."),
        ("Il attend devant de l'école.", "Il attend devant l'école."),
        ("Le jardin est derrière de la maison.", "Le jardin est derrière la maison."),
        ("On se retrouve devant du cinéma.", "On se retrouve devant le cinéma."),
        ("Elle est assise derrière de moi.", "Elle est assise derrière moi."),
    ),
    right=(
        "Le village est sous de la neige.",
        "On marche dans de la boue.",
        "Il est passé devant du monde.",
        "Le devant de la maison est bleu.",
        "Il y a de l'eau derrière.",
    ),
)
def needless_de(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two = s.after(t), s.after(t, 2)
        if t.norm not in _PLAIN or s.at(t.i - 1).pos == "DET":
            continue
        if one.norm == "de" and two.norm in _TONIC:
            yield delete(s, one, one, prep=t.text)
        elif one.norm == "de" and two.norm in ("la", "l'"):
            noun = s.after(two)
            if noun.noun and noun.lemma not in MASS and noun.noun.number == "s":
                yield delete(s, one, one, prep=t.text)
        elif one.norm == "du" and two.noun and two.lemma in (INSIDE | GO_TO | ON_TOP) - {"monde"}:
            yield say(s, one, one, "le", prep=t.text)


_PLAIN = wordlist("devant derrière sous sur dans contre vers")


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
        noun = det if det.noun or det.norm == "restaurant" else s.after(det)
        if noun is not det and det.pos not in ("DET", "PRON"):
            continue
        text = _better(s, t, det, noun)
        if text:
            yield say(s, t, noun, text)


def _better(s: Sentence, t: Tok, det: Tok, noun: Tok) -> str:
    """What to say instead of preposition, determiner and noun; empty if all is well."""
    bare = det is noun
    article = det.norm in ("le", "la", "l'")
    if t.norm == "en":
        previous = s.at(t.i - 1).pos in ("NOUN", "PROPN")
        return "" if bare and previous else _instead_of_en(det, noun, bare=bare)
    if t.norm == "dans" and noun.norm == "internet":
        return "sur Internet"
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
    if noun.lemma in INSIDE and det.norm in _DETERMINED:
        return f"dans {_words(det, noun)}"
    if det.norm in ("le", "la", "l'") and noun.lemma in GO_TO:
        return _at(det.norm, noun)
    if det.norm in POSSESSIVES | {"un", "une"} and noun.lemma in GO_TO:
        return f"dans {_words(det, noun)}"
    if det.norm in ("le", "la") and noun.lemma in ON_TOP:
        return f"sur {_words(det, noun)}"
    return ""


def _stays(s: Sentence, t: Tok) -> bool:
    """Whether the verb is one of being or doing somewhere, close before."""
    for k in range(t.i - 1, max(-1, t.i - 5), -1):
        tok = s.at(k)
        if tok.verb() and tok.pos in ("VERB", "AUX"):
            return bool({m.lemma for m in tok.readings} & _AT)
    return False


_AT = wordlist(
    """être habiter vivre rester dormir manger travailler étudier jouer attendre lire dîner déjeuner
    cuisiner entrer ranger laisser trouver grandir naître passer asseoir installer mettre oublier
    monter voyager marcher promener garer cacher retourner"""
)
