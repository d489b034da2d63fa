"""Qu'est-ce que and quel temps where another question is meant."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.objects import LANGUAGES
from shared.french.words.quantity import FOOD
from shared.french.words.time import CLOCK, UNITS

_SELF_CONTAINED = wordlist("venir partir sortir dormir nager danser répéter attendre")
_TIMED = UNITS | CLOCK | wordlist("plus moins mieux temps moment week-end fois")


@rule(
    id="question.yes_or_no",
    level=Level.A1,
    reference="Est-ce que : oui ou non ; qu'est-ce que : quelle chose.",
    fr="Le complément est déjà dit : on demande « {say} ».",
    en="The object is named already: ask with “{say}”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("Qu'est-ce que tu as un stylo ?", "Est-ce que tu as un stylo ?"),
        ("qu'est-ce que vous avez des frères", "est-ce que vous avez des frères"),
        ("Qu'est-ce que tu aimes le chocolat ?", "Est-ce que tu aimes le chocolat ?"),
        ("Qu'est-ce que vous voulez du café ?", "Est-ce que vous voulez du café ?"),
        ("Qu'est-ce que tu parles anglais ?", "Est-ce que tu parles anglais ?"),
        ("Qu'est-ce que tu peux venir demain ?", "Est-ce que tu peux venir demain ?"),
        ("Qu'est-ce que tu peux m'aider ?", "Est-ce que tu peux m'aider ?"),
    ),
    right=(
        "Qu'est-ce que tu as ?",
        "Qu'est-ce que tu veux, du thé ou du café ?",
        "Qu'est-ce que tu as comme voiture ?",
        "Qu'est-ce que tu aimes le plus ?",
        "Qu'est-ce que tu aimes le matin ?",
        "Qu'est-ce que tu peux m'apporter ?",
        "Qu'est-ce que vous avez de beaux enfants !",
        "Qu'est-ce que tu veux dormir, toi !",
        "Qu'est-ce que tu fais la semaine prochaine ?",
        "Qu'est-ce que vous avez un jour de pluie ?",
    ),
)
def yes_or_no(s: Sentence) -> Iterator[Hit]:
    if not s.asks or "ou" in s.norms:
        return  # "qu'est-ce que tu veux, du thé ou du café ?"
    for tok in s:
        subject, verb = s.after(tok, 3), s.after(tok, 4)
        asked = tok.norm == "que" and s.after(tok).norm == "est" and s.after(tok, 2).norm == "ce"
        if not asked:
            continue
        if s.after(tok, 3).norm == "que":
            subject, verb = s.after(tok, 4), s.after(tok, 5)
        if subject.norm in ("tu", "vous") and _complete(s, verb):
            yield say(s, tok, s.after(tok), "est")


def _complete(s: Sentence, verb: Tok) -> bool:
    """Whether the verb has its object with it, so that nothing is left to ask for."""
    m = verb.finite
    one, noun = s.after(verb), s.after(verb, 2)
    if m is None:
        return False
    counted = noun.pos == "NOUN" and noun.lemma not in _TIMED and noun.norm not in _TIMED
    if m.lemma == "avoir":
        return one.norm in ("un", "une", "des") and counted
    if m.lemma in ("aimer", "adorer", "connaître", "détester"):
        return one.norm in ("le", "la", "les", "l'") and counted
    if m.lemma in ("vouloir", "prendre", "manger", "boire") and noun.norm in FOOD:
        return one.norm in ("un", "une", "du", "des") or (one.norm == "de" and noun.norm == "eau")
    if m.lemma == "parler":
        return one.norm in LANGUAGES
    inf = one.any_verb("inf")
    if m.lemma != "pouvoir":
        return False
    helped = one.norm == "me" and noun.norm == "aider" and ends(s.after(noun))
    return helped or (inf is not None and inf.lemma in _SELF_CONTAINED)


@rule(
    id="question.what_time",
    level=Level.A1,
    reference="Quelle heure : l'heure ; quel temps : la pluie ou le soleil.",
    fr="Pour l'heure, on demande « {say} ».",
    en="To ask for the time of day, say “{say}”.",
    triggers=frozenset({"temps"}),
    wrong=(
        ("Quel temps est-il ?", "Quelle heure est-il ?"),
        ("Quel temps commence le cours ?", "À quelle heure commence le cours ?"),
        ("À quel temps tu arrives ?", "À quelle heure tu arrives ?"),
        ("quel temps tu te lèves", "à quelle heure tu te lèves"),
    ),
    right=(
        "Quel temps fait-il ?",
        "Quel temps tu préfères ?",
        "À quel temps est ce verbe ?",
        "Quel temps il fait chez toi ?",
    ),
)
def what_time(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        what = s.at(tok.i - 1)
        if tok.norm != "temps" or what.norm not in ("quel", "quelle"):
            continue
        verb = s.after(tok)
        while verb.norm in ("tu", "vous", "il", "elle", "on", "te", "se", "nous"):
            verb = s.after(verb)
        m = verb.finite
        if m is None or not (m.lemma in _BY_THE_CLOCK or _is_it(s, verb)):
            continue
        to = what.i > 0 and s.at(what.i - 1).norm == "à"
        yield say(s, what, tok, "quelle heure" if to or _is_it(s, verb) else "à quelle heure")


def _is_it(s: Sentence, verb: Tok) -> bool:
    return verb.norm == "est" and s.after(verb).norm == "il" and s.after(verb).hung


_BY_THE_CLOCK = wordlist(
    "commencer partir arriver ouvrir fermer finir lever coucher réveiller rentrer venir sortir"
)
