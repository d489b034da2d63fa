"""The gender that an article or demonstrative shows before a noun."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, fit_determiner, vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.adjectives import BEFORE_NOUN, ORDINALS
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
        ("On va à la cinéma ce soir.", "On va au cinéma ce soir."),
        ("J'ai acheté un petit maison.", "J'ai acheté une petite maison."),
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
        "Il habite au 5 rue Hugo.",
    ),
)
def determiner(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        found = _mismatch(phrase)
        if not found:
            continue
        gender, det = found
        table = FEMININE if gender == "f" else MASCULINE
        form = table.get(det.norm, "")
        if not form:
            continue
        if any(t.pos == "NUM" for t in s.tokens[det.i + 1 : phrase.noun.i]):
            continue  # "au 5 rue Hugo"
        words = [_agreeing(s, t, gender) for t in s.tokens[det.i + 1 : phrase.noun.i]]
        following = words[0] if words else phrase.noun.lower
        if vowel_sound(following) and det.norm in ("le", "la"):
            continue
        text, first = fit_determiner(form, following), det
        before = s.at(det.i - 1)
        if text == "le" and before.norm in ("à", "de") and not before.elided:
            text, first = contract(before.norm, "le"), before
        last = s.at(phrase.noun.i - 1)
        changed = any(w != t.lower for w, t in zip(words, s.tokens[det.i + 1 :], strict=False))
        if changed and words:
            text = " ".join((text, *words))
        else:
            last = det
        genre, english = _NAMES[gender]
        yield say(s, first, last, text, noun=phrase.noun.text, genre=genre, gender=english)


def _agreeing(s: Sentence, tok: Tok, gender: str) -> str:
    """A word between determiner and noun, as an adjective of this gender."""
    m = next((m for m in tok.readings if m.pos == "ADJ"), None)
    if (
        m is None
        or m.gender in (gender, "e", "")
        or any(r.pos == "ADJ" and r.gender in (gender, "e") for r in tok.readings)
    ):
        return tok.lower
    return s.lexicon.inflect(m.lemma, "ADJ", gender, "p" if m.number == "p" else "s") or tok.lower


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
    for word in phrase.before:
        # "une chanteuse rock": the noun is the first of the two.
        own = {m.gender for m in word.readings if m.pos == "NOUN"}
        if own == {_SHOWN[det.norm]} and word.lemma not in BEFORE_NOUN | ORDINALS | {"dernier"}:
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
        "Mon meilleur ami lave sa moto.",
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


@rule(
    id="noun_gender.plural_only",
    level=Level.A1,
    reference="Les vacances, les gens, les toilettes : noms toujours au pluriel.",
    fr="« {noun} » est toujours au pluriel : « {say} ».",
    en="“{noun}” is always plural: “{say}”.",
    triggers=wordlist("vacance vacances gens toilettes lunettes mathématiques"),
    wrong=(
        ("Le vacances commencent demain.", "Les vacances commencent demain."),
        ("La gens ici est gentille.", "Les gens ici est gentille."),
    ),
    right=("Les gens dorment.", "On part en vacances.", "Le centre de vacances est fermé."),
)
def plural_only(s: Sentence) -> Iterator[Hit]:
    for t in s:
        following = s.after(t)
        if t.norm in ("le", "la") and following.norm in ("vacances", "gens", "toilettes"):
            yield say(s, t, t, "les", noun=following.text)


@rule(
    id="noun_gender.by_sense",
    level=Level.B1,
    reference="Un livre à lire, la tour Eiffel, le mode d'emploi : le genre change le sens.",
    fr="Dans ce sens, on dit « {say} ».",
    en="In this sense, say “{say}”.",
    triggers=wordlist("livre tour mode poste"),
    wrong=(
        ("J'ai lu une livre.", "J'ai lu un livre."),
        ("On a visité le tour Eiffel.", "On a visité la tour Eiffel."),
        ("Je dois aller au poste envoyer un colis.", "Je dois aller à la poste envoyer un colis."),
    ),
    right=(
        "Il a gagné le Tour de France.",
        "J'ai acheté une livre de beurre.",
        "On a fait le tour du lac.",
        "Il est au poste de police.",
    ),
)
def by_sense(s: Sentence) -> Iterator[Hit]:
    lemmas = {m.lemma for t in s for m in t.readings}
    for t in s:
        noun, then = s.after(t), s.after(t, 2)
        if noun.norm == "livre" and then.norm != "de" and lemmas & _READING:
            if t.norm in ("une", "la", "cette", "ma", "ta", "sa"):
                yield say(s, t, t, MASCULINE.get(t.norm, "un"))
        elif noun.norm == "tour" and then.text in ("Eiffel", "Montparnasse"):
            if t.norm in ("le", "un", "au", "du", "ce"):
                yield say(s, t, t, FEMININE[t.norm])
        elif t.norm == "au" and noun.norm == "poste" and lemmas & {"colis", "lettre", "timbre"}:
            yield say(s, t, t, "à la")


_READING = wordlist("lire écrire lecture page auteur chapitre bibliothèque emprunter roman")
