"""The gender that an article or demonstrative shows before a noun."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner, vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words.closed import FEMININE, MASCULINE

_SHOWN = {"un": "m", "une": "f", "le": "m", "la": "f", "ce": "m", "cet": "m", "cette": "f"}
_SHOWN |= {"au": "m", "du": "m", "quel": "m", "quelle": "f", "aucun": "m", "aucune": "f"}
_NAMES = {"m": ("masculin", "masculine"), "f": ("féminin", "feminine")}


@rule(
    id="noun_gender.determiner",
    level=Level.A1,
    reference="Le déterminant prend le genre du nom : un livre, une table.",
    fr="« {noun} » est un nom {genre} : on dit « {say} {noun} ».",
    en="“{noun}” is a {gender} noun: say “{say} {noun}”.",
    triggers=frozenset(_SHOWN),
    wrong=(
        ("J'ai trouvé un chaise dans la rue.", "J'ai trouvé une chaise dans la rue."),
        ("La fromage est dans le frigo.", "Le fromage est dans le frigo."),
        ("On se retrouve devant cette bâtiment.", "On se retrouve devant ce bâtiment."),
        ("Je vais au gare à pied.", "Je vais à la gare à pied."),
        ("C'est un très bonne question.", "C'est une très bonne question."),
        ("Le euh cuisine est petite.", "La euh cuisine est petite."),
    ),
    right=(
        "Il a lu le livre, puis fait un tour.",
        "La petite a mangé la glace.",
        "Je la porte tous les jours.",
        "C'est une sacrée galère, le métro.",
        "Le plus dur, c'est la fin.",
        "Un de ces soirs, on sortira.",
        "Il a mal au cou et du mal à parler.",
        "La Peugeot de mon voisin est rouge.",
        "L'un des élèves est parti.",
    ),
)
def determiner(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        found = _mismatch(phrase)
        if not found:
            continue
        gender, det = found
        following = s.after(det)
        table = FEMININE if gender == "f" else MASCULINE
        form = table.get(det.norm, "")
        if not form or (vowel_sound(following.lower) and det.norm in ("le", "la")):
            continue
        genre, english = _NAMES[gender]
        text = fit_determiner(form, following.lower)
        yield say(s, det, det, text, noun=phrase.noun.text, genre=genre, gender=english)


def _mismatch(phrase: NounPhrase) -> tuple[str, Tok] | None:
    """The noun's gender and the determiner, where the determiner shows the other gender."""
    det, noun = phrase.determiner, phrase.noun
    if det is None or det.elided or det.norm not in _SHOWN or noun.pos != "NOUN":
        return None
    # "Une drôle d'histoire": the noun that counts comes after it.
    if noun.lemma == "drôle":
        return None
    gender = noun_gender(noun)
    if not gender or gender == _SHOWN[det.norm] or not _singular(noun):
        return None
    return gender, det


def _singular(noun: Tok) -> bool:
    return any(m.pos == "NOUN" and m.number in ("s", "i") for m in noun.readings) or not noun.known


@rule(
    id="noun_gender.possessive",
    level=Level.A1,
    reference="Mon, ton, son devant un nom masculin ; ma, ta, sa devant un nom féminin.",
    fr="« {noun} » est un nom {genre} : on dit « {say} {noun} ».",
    en="“{noun}” is a {gender} noun: say “{say} {noun}”.",
    triggers=frozenset({"mon", "ton", "son", "ma", "ta", "sa"}),
    wrong=(
        ("J'ai oublié ma parapluie.", "J'ai oublié mon parapluie."),
        ("Ton voiture est en panne.", "Ta voiture est en panne."),
        ("Elle a invité son petite cousine.", "Elle a invité sa petite cousine."),
        ("C'est ma ancienne école.", "C'est mon ancienne école."),
    ),
    right=(
        "Mon amie a perdu son écharpe.",
        "Ma hanche me fait mal.",
        "Ton histoire est drôle.",
        "Son père et sa mère arrivent.",
        "Elle cherche ta meilleure photo.",
    ),
)
def possessive(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        det, noun = phrase.determiner, phrase.noun
        if det is None or det.norm[1:] not in ("on", "a") or det.norm[0] not in "mts":
            continue
        gender = noun_gender(noun)
        if noun.pos != "NOUN" or not gender or not _singular(noun):
            continue
        following = s.after(det)
        form = "a" if gender == "f" and not vowel_sound(following.lower) else "on"
        if det.norm[1:] != form:
            genre, english = _NAMES[gender]
            yield say(s, det, det, det.norm[0] + form, noun=noun.text, genre=genre, gender=english)
