"""The preposition before a noun: one too many, one left out."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends_or_time
from shared.french.rules.framework import Hit, rule
from shared.french.rules.governing import (
    noun_after,
    person_after,
    plain,
    prepositions,
    timed,
    verb_tokens,
    with_preposition,
    without_preposition,
)
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.government import (
    ATTENDED,
    PERSON_ONLY,
    TO_SOMEONE,
    WITH_A,
    WITH_DE,
    WRONG_BEFORE_DIRECT,
)
from shared.french.words.objects import LANGUAGES, SUBJECTS
from shared.french.words.people import PEOPLE
from shared.french.words.time import DAY_PARTS, DAYS


@rule(
    id="verb_preposition.too_many",
    level=Level.A2,
    reference="Écouter, attendre, chercher, regarder, demander… + nom, sans préposition.",
    fr="« {verb} » se construit sans préposition : « {say} ».",
    en="“{verb}” takes its object directly, with no preposition.",
    triggers=frozenset(WRONG_BEFORE_DIRECT),
    wrong=(
        ("J'écoute à la radio.", "J'écoute la radio."),
        ("Il attend pour son frère.", "Il attend son frère."),
        ("On cherche pour les clés.", "On cherche les clés."),
        ("Elle regarde à la télé.", "Elle regarde la télé."),
        ("J'ai vu à ma sœur hier.", "J'ai vu ma sœur hier."),
        ("Je vais appeler à ma mère.", "Je vais appeler ma mère."),
        ("Il a demandé pour l'addition.", "Il a demandé l'addition."),
        ("J'ai payé pour le repas.", "J'ai payé le repas."),
        ("On a rencontré avec le directeur.", "On a rencontré le directeur."),
        ("Ils écoutent au prof.", "Ils écoutent le prof."),
        ("Il aide à ses voisins.", "Il aide ses voisins."),
    ),
    right=(
        "J'attends pour voir.",
        "On a payé pour tout le monde.",
        "J'ai vu à la télé que c'était fini.",
        "Il écoute à la porte.",
        "Je cherche à comprendre.",
        "Il m'aide à ranger.",
        "Je l'ai vu à midi.",
        "Je l'ai invité à la fête.",
        "Je regarde pour demain.",
        "On cherche pour vous un autre hôtel.",
        "Je l'attends pour le repas.",
        "Il regarde à gauche.",
        "J'ai visité à pied.",
        "C'est écouté à la radio.",
        "Le film que je regarde à la télé est nul.",
        "On regarde à la télé des séries.",
        "Elle vit à l'étranger.",
        "Je dois étudier pour mes examens.",
    ),
)
def too_many(s: Sentence) -> Iterator[Hit]:
    for tok, verb, prep in verb_tokens(s, frozenset(WRONG_BEFORE_DIRECT)):
        if prep.norm not in prepositions(*WRONG_BEFORE_DIRECT[verb]) or _has_clitic(s, tok):
            continue
        if s.after(prep).norm in ("tout", "tous", "toute", "toutes", "chaque"):
            continue
        if s.after(prep).norm in _PERSONS_ALONE:
            continue  # "aider à moi" wants "m'aider"
        if _fits(s, verb, prep):
            yield from without_preposition(s, prep, verb=verb)


_PERSONS_ALONE = wordlist("moi toi lui elle nous vous eux elles")


def _has_clitic(s: Sentence, tok: Tok) -> bool:
    k = tok.i - 1
    while s.at(k).pos in ("AUX", "ADV") or s.at(k).norm == "ne":
        k -= 1
    passive = s.at(tok.i - 1).lemma == "être" or s.after(tok).hung
    return passive or s.at(k).norm in ("le", "la", "les", "l'", "me", "te", "se", "nous", "vous")


_OBJECTS = {
    "écouter": wordlist(
        """musique radio chanson podcast disque concert album CD prof professeur conseil histoire
        nouvelle information info bruit voix émission groupe chanteur chanteuse rap jazz rock pluie
        oiseau discours conférence"""
    ),
    "regarder": wordlist(
        """télé télévision film série photo match émission vidéo image oiseau ciel mer montre carte
        paysage étoile tableau écran spectacle documentaire dessin"""
    ),
    "visiter": wordlist(
        """musée château ville église exposition pays cathédrale monument région tour"""
    ),
}


_MEDIA = wordlist("télé télévision radio écran ordinateur téléphone cinéma")


def _object_itself(s: Sentence, noun: Tok) -> bool:
    """Whether "à la télé" stands for the object: where one watches, something else is watched."""
    asked = {"que", "quoi", "quel", "quelle"} & {t.norm for t in s.tokens[: noun.i]}
    return not asked and ends_or_time(s, s.after(noun))


def _fits(s: Sentence, verb: str, prep: Tok) -> bool:
    """Whether the phrase after the preposition is the object that the verb lacks."""
    following = s.after(prep)
    if following.any_verb("inf") and following.pos in ("VERB", "AUX"):
        return False
    noun = noun_after(s, prep.i + 1)
    if plain(prep) == "à" and verb in PERSON_ONLY:
        if noun is not None and noun.lemma in _MEDIA and not _object_itself(s, noun):
            return False
        known = _OBJECTS.get(verb, frozenset())
        return person_after(s, prep) or (noun is not None and noun.lemma in known)
    if noun is None:
        return False
    if plain(prep) == "à":
        return noun.lemma in _OBJECTS.get(verb, frozenset()) or noun.lemma in PEOPLE
    if verb == "payer":
        return noun.lemma not in PEOPLE and noun.pos == "NOUN" and not timed(s, noun)
    if verb == "étudier":
        return noun.lemma in LANGUAGES | SUBJECTS  # "étudier pour l'examen" is right
    if verb in ("attendre", "chercher", "écouter", "demander"):
        own = noun.lemma not in PEOPLE or verb != "demander"
        return own and noun.norm not in _AIMS and not timed(s, noun)
    if plain(prep) == "de" and prep.norm == "des":
        return False
    return not (plain(prep) == "avec" and verb == "rencontrer" and noun.lemma not in PEOPLE)


_AIMS = wordlist("instant moment raison exemple demain suite fois cause repas fête")


@rule(
    id="verb_preposition.missing",
    level=Level.A2,
    reference="Téléphoner à, répondre à, ressembler à, participer à ; profiter de, dépendre de.",
    fr="On dit « {verb} {due} » : « {say} ».",
    en="Say “{verb} {due}”: “{say}”.",
    triggers=WITH_A | WITH_DE,
    wrong=(
        ("Je téléphone ma mère.", "Je téléphone à ma mère."),
        ("Il a répondu la question.", "Il a répondu à la question."),
        ("Elle ressemble son père.", "Elle ressemble à son père."),
        ("On a participé le concours.", "On a participé au concours."),
        ("J'ai assisté un concert.", "J'ai assisté à un concert."),
        ("Il faut profiter la vie.", "Il faut profiter de la vie."),
        ("Ça dépend le temps.", "Ça dépend du temps."),
        ("Il obéit ses parents.", "Il obéit à ses parents."),
    ),
    right=(
        "Je téléphone tous les jours.",
        "Il a répondu oui.",
        "Ça dépend.",
        "Ton vélo ressemble beaucoup au mien.",
        "Elle me téléphone le soir.",
        "Il répond la même chose.",
        "On parle anglais.",
        "Je téléphone à ma mère.",
        "Ça dépend des jours.",
        "Il a souri toute la soirée.",
        "Une infirmière assiste le chirurgien.",
    ),
)
def missing(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, WITH_A | WITH_DE):
        if verb in ("discuter", "parler", "rêver", "tenir", "rire") or tok.pos == "NOUN":
            continue
        if tok.norm == "plu":
            continue  # "s'il a plu la route est mouillée": of pleuvoir
        noun = noun_after(s, following.i) if following.i >= 0 else None
        if noun is None or noun.i < tok.i or timed(s, noun) or noun.lemma in _MANNER:
            continue
        if following.pos not in ("DET", "NUM", "PROPN") or following.norm in _FUSED:
            continue
        if following.norm in ("tous", "toutes", "tout", "toute", "chaque", "quelques"):
            continue
        if verb == "répondre" and noun.lemma in ("chose", "mot", "bêtise"):
            continue
        if verb in ("échapper", "hériter", "réagir", "sourire", "mentir", "tenir"):
            continue
        if verb == "assister" and noun.lemma not in ATTENDED:
            continue
        prep = "à" if verb in WITH_A else "de"
        yield from with_preposition(s, following, prep, verb=verb, due=prep)


_MANNER = DAYS | DAY_PARTS | wordlist("façon manière fois vérité chose week-end")
_FUSED = wordlist("au aux du des")
_ASKED = wordlist("demander dire expliquer conseiller permettre interdire promettre raconter")


@rule(
    id="verb_preposition.to_someone",
    level=Level.A2,
    reference="Demander, dire, expliquer, parler, conseiller… à quelqu'un.",
    fr="On dit « {verb} à quelqu'un » : « {say} ».",
    en="Say “{verb} à quelqu'un”: “{say}”.",
    triggers=TO_SOMEONE,
    wrong=(
        ("J'ai demandé mon prof de répéter.", "J'ai demandé à mon prof de répéter."),
        ("Il a dit sa femme la vérité.", "Il a dit à sa femme la vérité."),
        ("Je parle mes amis tous les jours.", "Je parle à mes amis tous les jours."),
        ("Elle a conseillé son fils de partir.", "Elle a conseillé à son fils de partir."),
        ("J'ai dit le prof que j'étais malade.", "J'ai dit au prof que j'étais malade."),
    ),
    right=(
        "Il a demandé un médecin.",
        "J'ai demandé le patron.",
        "Dis, maman, tu viens ?",
        "J'ai dit mon nom.",
        "On parle toujours.",
        "Elle conseille des clients.",
        "J'ai montré mon fils à ma mère.",
    ),
)
def to_someone(s: Sentence) -> Iterator[Hit]:
    for tok, verb, following in verb_tokens(s, _ASKED | {"parler", "téléphoner"}):
        if (
            following.pos != "DET"
            or following.norm in _FUSED
            or _has_clitic(s, tok)
            or s.at(following.i - 1).text == ","
        ):
            continue
        noun = noun_after(s, following.i)
        if noun is None or noun.lemma not in PEOPLE or noun.lemma in ("prince", "maître"):
            continue
        after = s.after(noun)
        then = after.norm in ("de", "que", "si", "comment", "pourquoi") or after.pos == "DET"
        if verb == "parler" and following.norm in ("le", "la", "un", "une"):
            continue
        if then or verb in ("parler",) or (verb == "dire" and following.norm in _OWNED):
            infinitive = after.norm != "de" or s.after(after).pos != "DET"
            if infinitive:
                yield from with_preposition(s, following, "à", verb=verb)


_OWNED = wordlist("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")
