"""On which side of its noun an adjective stands."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner, vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.clauses import PRONOUN_SUBJECTS
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.adjectives import AFTER_NOUN, BEFORE_NOUN, COLOURS, NUANCES, ORDINALS
from shared.french.words.people import PEOPLE

_BOTH = frozenset({("m", "s"), ("m", "p"), ("f", "s"), ("f", "p")})


def _adjective(tok: Tok, words: frozenset[str]) -> str:
    """The adjective lemma of a word, if it is one of these."""
    return next((m.lemma for m in tok.readings if m.pos == "ADJ" and m.lemma in words), "")


def _agreed(s: Sentence, adjective: Tok, lemma: str, noun: Tok, plural: bool) -> str:
    """The adjective in the noun's gender and number, or as it was said."""
    gender = noun_gender(noun)
    own = {(m.gender, m.number) for m in adjective.readings if m.lemma == lemma}
    number = "p" if plural else "s"
    if not gender or any(g in (gender, "e") and n in (number, "i") for g, n in own):
        return adjective.lower
    return s.lexicon.inflect(lemma, "ADJ", gender, number) or adjective.lower


def _determiner(det: Tok, noun: Tok, following: str) -> str:
    """The determiner in the form that it takes before another word."""
    word = det.norm
    gender = noun_gender(noun)
    if word == "l'":
        word = "la" if gender == "f" else "le"
    elif word in ("mon", "ton", "son") and gender == "f" and not vowel_sound(following):
        word = f"{word[0]}a"
    elif word == "de" and det.elided:
        word = "de"
    return fit_determiner(word, following)


def _spaced(determiner: str, rest: str) -> str:
    return f"{determiner}{rest}" if determiner.endswith("'") else f"{determiner} {rest}"


def _degree(s: Sentence, adjective: Tok) -> Tok | None:
    before = s.after(adjective, -1)
    return before if before.norm in ("très", "trop", "si", "assez", "vraiment", "plutôt") else None


@rule(
    id="adj_placement.after_noun",
    level=Level.A2,
    reference="Couleur, nationalité, forme, état, participe : l'adjectif suit le nom.",
    fr="« {adjective} » se place après le nom : « {say} ».",
    en="“{adjective}” goes after the noun: “{say}”.",
    wrong=(
        ("Elle porte une verte jupe.", "Elle porte une jupe verte."),
        ("J'ai une rouge robe pour la fête.", "J'ai une robe rouge pour la fête."),
        ("J'aime la italienne cuisine.", "J'aime la cuisine italienne."),
        ("C'est mon préféré chanteur.", "C'est mon chanteur préféré."),
        ("On a une très intéressante idée.", "On a une idée très intéressante."),
        ("Un petit noir chat dort là.", "Un petit chat noir dort là."),
        ("Il a un noir chien.", "Il a un chien noir."),
        ("L'espagnole grammaire est simple.", "La grammaire espagnole est simple."),
        ("Je voudrais de l'froide eau.", "Je voudrais de l'eau froide."),
    ),
    right=(
        "J'ai choisi un bleu marine.",
        "Les Français riches partent à la mer.",
        "Un Italien célèbre habite ici.",
        "Ce pauvre homme a tout perdu.",
        "Le calme revient après l'orage.",
        "Elle a une petite voiture rouge.",
        "C'est un ancien ministre.",
        "Il a une importante fortune.",
        "C'est le préféré des enfants.",
    ),
)
def after_noun(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        if phrase.determiner is None or phrase.noun.pos != "NOUN" or not phrase.before:
            continue
        adjective = phrase.before[-1]
        lemma = _adjective(adjective, AFTER_NOUN)
        if not lemma or adjective.i != phrase.noun.i - 1 or not _turned(s, phrase, adjective):
            continue
        degree = _degree(s, adjective)
        first = degree or adjective
        kept = [t.text for t in s.tokens[phrase.determiner.i + 1 : first.i]]
        last = _compound_end(s, phrase.noun)
        moved = f"{degree.text} " if degree else ""
        moved += _agreed(s, adjective, lemma, phrase.noun, phrase.plural)
        words = " ".join((*kept, s.slice(phrase.noun, last)))
        det = _determiner(phrase.determiner, phrase.noun, words.split()[0].lower())
        text = f"{_spaced(det, words)} {moved}"
        yield say(s, phrase.determiner, last, text, adjective=adjective.text)


def _turned(s: Sentence, phrase: NounPhrase, adjective: Tok) -> bool:
    """Whether adjective and noun are really the wrong way round."""
    noun = phrase.noun
    if adjective.text[:1].isupper() and adjective.i > 0:
        return False  # "un Français modèle"
    if any(m.lemma in COLOURS for m in adjective.readings) and noun.norm in NUANCES:
        return False
    # "un calme plat", "un noir profond": noun and adjective in their right order.
    first_noun = adjective.can("NOUN") and _adjective(adjective, _ALWAYS_ADJECTIVES) == ""
    # The nouns of colours are masculine: after "une" or "ma" it is an adjective.
    if phrase.determiner and phrase.determiner.norm in ("une", "la", "ma", "ta", "sa", "cette"):
        first_noun = first_noun and not _adjective(adjective, COLOURS - {"rose", "orange"})
    living = noun.lemma in PEOPLE and not noun.any_verb("part_past")
    if first_noun and not living and (noun.can("ADJ") or noun.any_verb("part_past")):
        return False
    # "le public a ri", "les étrangers portent": the second word is a verb after all.
    verb = noun.any_verb("ind_pres", "ind_impf", "ind_fut", "cond")
    if verb is not None and first_noun:
        following = s.after(noun)
        return following.pos not in ("DET", "ADV", "ADP", "PRON", "NUM")
    return True


_ALWAYS_ADJECTIVES = wordlist("préféré favori intéressant difficile facile")


def _compound_end(s: Sentence, noun: Tok) -> Tok:
    """The end of a noun with a bare complement: "film d'action", "salle de bains"."""
    de, second = s.after(noun), s.after(noun, 2)
    bare = second.pos == "NOUN" and de.norm in ("de", "à") and not second.text[:1].isupper()
    return second if bare and s.after(noun, 3).pos != "ADJ" else noun


_PERSONS = wordlist(
    """homme femme garçon fille mec type gars enfant personne gens dame monsieur ami amie acteur
    joueur élève chien chat bébé nez main pied œil yeux cheveu cheveux jambe bras bouche fromage
    vin sel eau note monde art jour an année temps amour cœur chose voix"""
)
"""Nouns that take such adjectives after them as well, in another shade of sense."""
_ANY = wordlist("un une des")
_JUDGING = wordlist("trouver rendre croire juger estimer voir imaginer vouloir préférer garder")
_ONES = wordlist(
    "un une des mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cette"
)
_SET = wordlist(
    """matière chapitre livre article acte verset tome nombre cause sens danseur secrétaire ministre
    communion couteau côte rôle"""
)
"""Nouns with "premier" after them."""


@rule(
    id="adj_placement.before_noun",
    level=Level.A2,
    reference="Bon, beau, joli, petit, grand, gros, nouveau, vieux, autre : devant le nom.",
    fr="« {adjective} » se place devant le nom : « {say} ».",
    en="“{adjective}” goes before the noun: “{say}”.",
    triggers=BEFORE_NOUN,
    wrong=(
        ("On habite un appartement petit.", "On habite un petit appartement."),
        ("Elle a une maison belle.", "Elle a une belle maison."),
        ("J'ai acheté un ordinateur nouveau.", "J'ai acheté un nouvel ordinateur."),
        ("C'est une idée bonne !", "C'est une bonne idée !"),
        ("C'est une photo belle que j'ai prise.", "C'est une belle photo que j'ai prise."),
        ("Il y a des voitures vieilles dans la rue.", "Il y a de vieilles voitures dans la rue."),
    ),
    right=(
        "C'est un homme grand.",
        "C'est une maison plus grande que la mienne.",
        "Je trouve ta chambre petite.",
        "Elle a une voix belle et grave.",
        "Il a les mains grandes.",
        "J'ai pris une photo petite comme un timbre.",
        "Le beaujolais nouveau est arrivé.",
        "Ma maison, petite ou grande, me plaît.",
    ),
)
def before_noun(s: Sentence) -> Iterator[Hit]:
    for det in s:
        noun, adjective = s.after(det), s.after(det, 2)
        if det.pos != "DET" or det.norm not in _ONES or not noun.can("NOUN"):
            continue
        lemma = _adjective(adjective, BEFORE_NOUN)
        if not lemma or noun.can("ADV") or _adjective(noun, BEFORE_NOUN):
            continue
        if s.after(adjective).pos in ("NOUN", "ADJ") or (
            noun.lemma in _PERSONS and lemma != "joli"
        ):
            continue
        if (det.norm not in _ANY and _attribute(s, noun)) or not _closed(s, adjective):
            continue
        gender = noun_gender(noun)
        plural = any(m.pos == "DET" and m.number == "p" for m in det.readings)
        form = _agreed(s, adjective, lemma, noun, plural)
        if gender == "m" and not plural:
            form = fit_determiner(form, noun.lower)
        head = "de" if det.norm == "des" and lemma != "autre" else det.norm
        if head in ("mon", "ton", "son") and gender == "f":
            head = f"{head[0]}a"
        head = "d'" if det.norm == "des" and lemma == "autre" else fit_determiner(head, form)
        text = f"{_spaced(head, form)} {noun.text}"
        others = [f"des {form} {noun.text}"] if det.norm == "des" else []
        yield say(s, det, adjective, text, *others, adjective=adjective.text)


def _attribute(s: Sentence, noun: Tok) -> bool:
    """Whether a verb of judgement stands before: "je trouve ta chambre petite"."""
    return any(m.lemma in _JUDGING for t in s.tokens[: noun.i] for m in t.readings)


def _closed(s: Sentence, adjective: Tok) -> bool:
    """Whether nothing that belongs to the adjective follows it."""
    following = s.after(adjective)
    if following.norm == "que":
        return s.after(following).norm in PRONOUN_SUBJECTS
    if following.norm in ("et", "ou", "comme", "mais", "de", "à", "pour"):
        return False
    return not (following.text == "," and s.after(adjective, 2).pos == "ADJ")


@rule(
    id="adj_placement.ordinal",
    level=Level.A2,
    reference="Premier, deuxième… se placent devant le nom.",
    fr="« {adjective} » se place devant le nom : « {say} ».",
    en="“{adjective}” goes before the noun: “{say}”.",
    triggers=ORDINALS | {"seul"},
    wrong=(
        ("C'est mon voyage premier en avion.", "C'est mon premier voyage en avion."),
        ("Prenez la rue deuxième à gauche.", "Prenez la deuxième rue à gauche."),
        ("C'était le jour premier de l'école.", "C'était le premier jour de l'école."),
        ("Elle habite à l'étage troisième.", "Elle habite au troisième étage."),
    ),
    right=(
        "Les matières premières coûtent cher.",
        "On a lu le chapitre premier.",
        "Treize est un nombre premier.",
        "Mon frère, premier de sa classe, est fier.",
    ),
)
def ordinal(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        det, noun = phrase.determiner, phrase.noun
        if det is None or noun.pos != "NOUN" or phrase.before or noun.lemma in _SET:
            continue
        adjective = s.after(noun)
        lemma = _adjective(adjective, ORDINALS - {"second"})
        if not lemma or any(t.norm in ("François", "acte") for t in (noun,)):
            continue
        form = _agreed(s, adjective, lemma, phrase.noun, phrase.plural)
        head, first = det.norm, det
        if head == "l'":
            head = "la" if noun_gender(noun) == "f" else "le"
            if phrase.preposition is not None and phrase.preposition.norm in ("à", "de"):
                first = phrase.preposition
                fused = {"à": "au", "de": "du"}[first.norm]
                head = fused if head == "le" else f"{first.norm} la"
        elif head in ("mon", "ton", "son") and noun_gender(noun) == "f":
            head = f"{head[0]}a"
        yield say(s, first, adjective, f"{head} {form} {noun.text}", adjective=adjective.text)


_SPANS = wordlist("semaine mois année week-end lundi mardi mercredi jeudi vendredi samedi dimanche")


@rule(
    id="adj_placement.next_week",
    level=Level.A2,
    reference="La semaine prochaine, le mois dernier : l'adjectif suit le nom de temps.",
    fr="Pour situer dans le temps, on dit « {say} ».",
    en="To say when, use “{say}”.",
    triggers=frozenset({"prochain", "dernier", "passé"}),
    wrong=(
        ("La prochaine semaine, je pars à Rome.", "La semaine prochaine, je pars à Rome."),
        ("On s'est vus le dernier samedi.", "On s'est vus samedi dernier."),
        ("J'ai déménagé le dernier mois.", "J'ai déménagé le mois dernier."),
        ("La prochaine année je pars à Lyon.", "L'année prochaine je pars à Lyon."),
    ),
    right=(
        "C'était la dernière semaine des vacances.",
        "Les prochaines semaines seront dures.",
        "La prochaine fois, tu m'appelles.",
        "C'est le dernier mois avant l'examen.",
        "La dernière année est la plus dure.",
        "Le prochain week-end libre, c'est en mai.",
    ),
)
def next_week(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        det, noun = phrase.determiner, phrase.noun
        if det is None or det.norm not in ("le", "la") or noun.lemma not in _SPANS:
            continue
        adjective = s.after(det)
        if adjective.i != noun.i - 1 or not _adjective(
            adjective, frozenset({"prochain", "dernier"})
        ):
            continue
        before, following = s.after(det, -1), s.after(noun)
        opened = following.text == "," or following.norm in PRONOUN_SUBJECTS
        ends = opened if det.i == 0 else following.pos == "PUNCT" or following.i < 0
        # After être or a preposition it is the last of a row, not the time of the sentence.
        if not ends or (before.pos in ("ADP", "AUX") and not before.participle):
            continue
        if before.pos == "VERB" and any(t.lemma in _MEASURING for t in s.tokens[: det.i]):
            continue
        day = noun.lemma not in ("semaine", "mois", "année", "week-end")
        article = "" if day else f"{fit_determiner(det.norm, noun.lower)} "
        head = article.replace("' ", "'")
        yield say(s, det, noun, f"{head}{noun.text} {adjective.text}")


_MEASURING = wordlist("passer attendre finir terminer commencer préparer choisir manquer")
