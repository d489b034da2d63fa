"""At somebody's, and means of transport."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends_or_time
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.prep_place.beside import TONIC
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.spots import BEING_OR_GOING, DOCTORS, GO_TO, PEOPLE


@rule(
    id="prep_place.at_persons",
    level=Level.A1,
    reference="Chez + personne : chez le médecin, chez mon ami.",
    fr="Pour une personne, on dit « {say} ».",
    en="With people, say “{say}”.",
    triggers=DOCTORS | PEOPLE,
    wrong=(
        ("Je vais au médecin demain.", "Je vais chez le médecin demain."),
        ("Elle va à la coiffeuse.", "Elle va chez la coiffeuse."),
        ("Je suis allé au dentiste.", "Je suis allé chez le dentiste."),
        ("On dort à mes grands-parents ce soir.", "On dort chez mes grands-parents ce soir."),
        ("Je vais à mon oncle le dimanche.", "Je vais chez mon oncle le dimanche."),
        ("On mange à mes parents ce soir.", "On mange chez mes parents ce soir."),
        ("On est à ma tante ce soir.", "On est chez ma tante ce soir."),
    ),
    right=(
        "Je parle au médecin.",
        "Cette robe va à ma sœur.",
        "La voiture est à mon père.",
        "Ça va à ta mère ?",
        "Le rouge lui va, et à ma fille aussi.",
        "Je vais le dire à mon père.",
    ),
)
def at_persons(s: Sentence) -> Iterator[Hit]:
    for t in s:
        verb = s.at(t.i - 1)
        while verb.pos == "ADV" and verb.i > 0:
            verb = s.at(verb.i - 1)
        lemmas = {m.lemma for m in verb.readings if m.pos == "VERB"}
        if t.norm == "au" and s.after(t).lemma in DOCTORS and lemmas & _VISIT:
            yield say(s, t, t, "chez le")
        elif t.norm == "à" and s.after(t).pos == "DET" and verb.lemma in _VISIT | {"être"}:
            person = s.after(t, 2)
            doctor = person.lemma in DOCTORS and s.after(t).norm in ("la", "le", "l'", "mon", "ma")
            known = s.after(t).norm in POSSESSIVES and {person.norm, person.lemma} & PEOPLE
            # A thing is somebody's, "le sac est à ma tante"; we are at her place.
            mine = verb.lemma == "être" and s.at(verb.i - 1).norm in ("je", "on") and known
            if mine or ((doctor or known) and _someone(s, verb)):
                yield say(s, t, t, "chez")


_VISIT = wordlist(
    "aller dormir habiter vivre rester dîner déjeuner manger loger retourner rentrer arriver"
)


def _someone(s: Sentence, verb: Tok) -> bool:
    """Whether the subject is a person on the way: "la robe va à ma sœur" is something else."""
    group = next((g for g in s.groups if g.lexical is verb or g.infinitive is verb), None)
    if group is None or group.subject is None:
        return False
    return group.subject.norm in wordlist("je tu on nous vous ils il elle")


@rule(
    id="prep_place.home_of",
    level=Level.A1,
    reference="Chez moi, chez lui : à la maison de quelqu'un.",
    fr="À la maison de quelqu'un, on dit « {say} ».",
    en="For somebody's home, say “{say}”.",
    triggers=frozenset({"à"}),
    wrong=(
        ("On dort à toi ce soir.", "On dort chez toi ce soir."),
        ("On se retrouve à lui demain.", "On se retrouve chez lui demain."),
        ("Je rentre à ma maison vers six heures.", "Je rentre chez moi vers six heures."),
    ),
    right=(
        "Ce livre est à moi.",
        "Je pense à lui.",
        "C'est à toi.",
        "Il vient à nous.",
        "Il arrive à ma maison de campagne.",
        "Je pense à ma maison.",
    ),
)
def home_of(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
        if tok.norm != "à" or group is None:
            continue
        doing = s.at(tok.i - 1)
        lemmas = {m.lemma for m in doing.readings if m.pos == "VERB"}
        whose, house = s.after(tok), s.after(tok, 2)
        home = whose.norm in _AT_HOME and house.norm == "maison" and _alone(s.after(house))
        if home and lemmas & (_VISIT | {"venir"}):
            yield say(s, tok, house, f"chez {_AT_HOME[whose.norm]}")
        if whose.norm not in TONIC:
            continue
        met = group.reflexive and "retrouver" in lemmas
        if met or lemmas & {"dormir", "rentrer", "habiter", "dîner", "déjeuner"}:
            yield say(s, tok, tok, "chez")


def _alone(following: Tok) -> bool:
    """Whether a noun says no more than itself: "à ma maison de campagne" is another place."""
    return following.pos != "ADJ" and following.norm not in ("de", "du", "des", "que", "où", "qui")


_AT_HOME = table("ma=moi ta=toi notre=nous votre=vous")


@rule(
    id="prep_place.transport",
    level=Level.A1,
    reference="En voiture, en bus, en train, en avion ; à pied, à vélo, à cheval.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=wordlist("pied voiture bus train avion métro vélo bateau taxi cheval moto tram"),
    wrong=(
        ("Je viens en pied.", "Je viens à pied."),
        ("Je voyage avec train.", "Je voyage en train."),
        ("On y va par voiture.", "On y va en voiture."),
        ("Elle voyage à train.", "Elle voyage en train."),
        ("Je vais au travail par pied.", "Je vais au travail à pied."),
        ("On est venus sur vélo.", "On est venus à vélo."),
        ("Je vais au travail avec le bus.", "Je vais au travail en bus."),
        ("Elle va à l'école par bus.", "Elle va à l'école en bus."),
        ("On va à Lyon avec train.", "On va à Lyon en train."),
        ("Je vais au travail à métro.", "Je vais au travail en métro."),
    ),
    right=(
        "Je viens à pied.",
        "Il est passé par avion.",
        "On part en train.",
        "Il met un pied devant l'autre.",
        "Deux places par voiture, c'est peu.",
        "On voyage avec le train de nuit.",
        "La lettre arrive par avion.",
        "Je vais à Lyon avec le train de huit heures.",
        "Il va à Paris par train spécial.",
    ),
)
def transport(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, before = s.after(t), s.at(t.i - 1)
        if t.norm in ("en", "par", "sur", "avec", "de") and one.norm == "pied":
            if t.norm in ("en", "par") and before.norm != "de":
                yield say(s, t, t, "à")
        elif t.norm in ("à", "par") and one.norm in _RIDES:
            doing = before.pos in ("VERB", "ADV", "AUX") or before.participle
            rides = t.norm == "à" or one.norm in ("voiture", "taxi", "métro")
            if (rides and before.pos != "NOUN" and doing) or _on_the_way(s, t, one):
                yield say(s, t, t, "en")
        elif t.norm == "avec":
            yield from _riding(s, t)
        elif t.norm in ("sur", "par") and one.norm in ("vélo", "cheval"):
            yield say(s, t, t, "à")


def _riding(s: Sentence, t: Tok) -> Iterator[Hit]:
    """Mend "avec train", "avec le bus"."""
    one, before = s.after(t), s.at(t.i - 1)
    bare = one.norm in _RIDES and s.after(one).norm not in ("et", "ou", "de")
    if bare and (before.lemma in BEING_OR_GOING or _on_the_way(s, t, one)):
        yield say(s, t, t, "en")
    ride = s.after(one)
    if one.norm in ("le", "la") and ride.norm in _RIDES and _on_the_way(s, t, ride):
        yield say(s, t, one, "en")


def _on_the_way(s: Sentence, t: Tok, ride: Tok) -> bool:
    """Whether somebody goes "au travail", "à l'école", "à Lyon" right before a means of transport.

    Things go by other ways: "le colis part par avion".
    """
    if not ends_or_time(s, s.after(ride)):
        return False  # "avec le train de huit heures"
    place = s.at(t.i - 1)
    group = next((g for g in reversed(s.groups) if g.verb.i < t.i), None)
    if group is None or group.subject is None or group.lemma not in _TRAVELLING:
        return False
    spot = place.lemma in GO_TO or place.pos == "PROPN" or place.norm in ("ici", "là")
    whole = spot and place.i - group.lexical.i <= 3
    return group.subject.norm in _TRAVELLERS and (whole or place is group.lexical)


_TRAVELLING = wordlist("aller venir voyager rentrer retourner arriver revenir")
_TRAVELLERS = wordlist("je tu il elle on nous vous ils elles")
_RIDES = wordlist("voiture bus train avion métro bateau taxi tram")
