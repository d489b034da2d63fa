"""At somebody's, and means of transport."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.prep_place.beside import TONIC
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.spots import BEING_OR_GOING, DOCTORS, PEOPLE


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
        elif t.norm == "à" and s.after(t).pos == "DET" and lemmas & (_VISIT - {"être"}):
            person = s.after(t, 2)
            doctor = person.lemma in DOCTORS and s.after(t).norm in ("la", "le", "l'", "mon", "ma")
            known = s.after(t).norm in POSSESSIVES and {person.norm, person.lemma} & PEOPLE
            if (doctor or known) and _someone(s, verb):
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
    ),
    right=("Ce livre est à moi.", "Je pense à lui.", "C'est à toi.", "Il vient à nous."),
)
def home_of(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        group = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
        if tok.norm != "à" or s.after(tok).norm not in TONIC or group is None:
            continue
        doing = s.at(tok.i - 1)
        lemmas = {m.lemma for m in doing.readings if m.pos == "VERB"}
        met = group.reflexive and "retrouver" in lemmas
        if met or lemmas & {"dormir", "rentrer", "habiter", "dîner", "déjeuner"}:
            yield say(s, tok, tok, "chez")


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
    ),
    right=(
        "Je viens à pied.",
        "Il est passé par avion.",
        "On part en train.",
        "Il met un pied devant l'autre.",
        "Deux places par voiture, c'est peu.",
    ),
)
def transport(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one = s.after(t)
        if t.norm in ("en", "par", "sur", "avec", "de") and one.norm == "pied":
            if t.norm in ("en", "par") and s.at(t.i - 1).norm != "de":
                yield say(s, t, t, "à")
        elif t.norm in ("à", "par") and one.norm in _RIDES and s.at(t.i - 1).pos != "NOUN":
            if t.norm == "à" or one.norm in ("voiture", "taxi", "métro"):
                previous = s.at(t.i - 1)
                if previous.pos in ("VERB", "ADV", "AUX") or previous.participle:
                    yield say(s, t, t, "en")
        elif t.norm == "avec" and one.norm in _RIDES and s.at(t.i - 1).lemma in BEING_OR_GOING:
            if s.after(one).norm not in ("et", "ou", "de"):
                yield say(s, t, t, "en")
        elif t.norm in ("sur", "par") and one.norm in ("vélo", "cheval"):
            yield say(s, t, t, "à")


_RIDES = wordlist("voiture bus train avion métro bateau taxi tram")
