"""Beside, near, opposite: with "de" or without."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.prep_place.spots import DETERMINED, fused
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.quantity import MASS
from shared.french.words.spots import COMPOUND, GO_TO, INSIDE, ON_TOP

TONIC = wordlist("moi toi lui elle nous vous eux elles")


@rule(
    id="prep_place.beside",
    level=Level.A1,
    reference="À côté de, près de, loin de, en face de, au milieu de…",
    fr="On dit « {head} de » : « {say} ».",
    en="Say “{head} de”: “{say}”.",
    triggers=COMPOUND | {"au-dessus", "au-dessous", "autour", "long", "haut", "bas"},
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
        ("On habite au-dessus la banque.", "On habite au-dessus de la banque."),
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
            if two.norm in DETERMINED | TONIC or two.pos == "PROPN" or one.norm != "à":
                if one.norm == "au":
                    yield say(s, one, one, "du", head=head)
                elif one.norm == "aux":
                    yield say(s, one, one, "des", head=head)
                else:
                    yield say(s, one, one, "de", head=head)
        elif one.norm in ("le", "les") and _phrase_ends(s, one):
            yield say(s, one, one, fused("de", one.norm, two).strip(), head=head)
        elif (one.norm in DETERMINED and _phrase_ends(s, one)) or (
            one.norm in TONIC and not two.is_word and one.norm not in ("nous", "vous")
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
    if t.norm in ("au-dessus", "au-dessous"):
        return t.norm
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
        if one.norm == "de" and two.norm in TONIC:
            yield delete(s, one, one, prep=t.text)
        elif one.norm == "de" and two.norm in ("la", "l'"):
            noun = s.after(two)
            if noun.noun and noun.lemma not in MASS and noun.noun.number == "s":
                yield delete(s, one, one, prep=t.text)
        elif one.norm == "du" and two.noun and two.lemma in (INSIDE | GO_TO | ON_TOP) - {"monde"}:
            yield say(s, one, one, "le", prep=t.text)


_PLAIN = wordlist("devant derrière sous sur dans contre vers")
