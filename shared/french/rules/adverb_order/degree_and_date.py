"""Where adverbs of degree and dates stand, and the order behind a date."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.adverb_order.beside_verb import CERTAIN
from shared.french.rules.clauses import between, ends, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist


@rule(
    id="adverb_order.degree",
    level=Level.A1,
    reference="Très, trop, assez se placent devant l'adjectif.",
    fr="« {word} » se place devant l'adjectif : « {say} ».",
    en="“{word}” goes before the adjective: “{say}”.",
    triggers=frozenset({"très", "trop", "assez"}),
    wrong=(
        ("Cette robe est chère trop.", "Cette robe est trop chère."),
        ("Il est grand très.", "Il est très grand."),
        ("Je suis fatigué assez.", "Je suis assez fatigué."),
    ),
    right=("Elle est belle, très belle.", "Il est grand assez pour ça.", "C'est trop cher."),
)
def degree(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        adjective = s.after(tok, -1)
        if tok.norm not in ("très", "trop", "assez") or not adjective.can("ADJ"):
            continue
        head = s.after(adjective, -1)
        if ends(s.after(tok)) and head.lemma in ("être", "sembler", "devenir", "trouver"):
            yield say(s, adjective, tok, f"{tok.text} {adjective.text}", word=tok.text)


_DATES = wordlist("hier aujourd'hui demain maintenant")


@rule(
    id="adverb_order.date_inside",
    level=Level.A2,
    reference="Le complément de temps ne se place pas entre le sujet et le verbe.",
    fr="« {word} » ne se place pas entre le sujet et le verbe : « {say} ».",
    en="“{word}” does not go between subject and verb: “{say}”.",
    triggers=_DATES | {"tous", "chaque", "soir", "matin", "dimanche", "week-end"},
    wrong=(
        ("Je hier ai vu Paul.", "Hier, j'ai vu Paul."),
        ("On demain va à la plage.", "Demain, on va à la plage."),
        ("Je tous les jours prends le bus.", "Tous les jours, je prends le bus."),
        ("Il chaque matin boit un café.", "Chaque matin, il boit un café."),
    ),
    right=(
        "Hier j'ai vu Paul.",
        "Lui hier a vu Paul.",
        "Je prends tous les jours le bus.",
        "Ils tous sont venus.",
    ),
)
def date_inside(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in CERTAIN or tok.hung or not (tok.i == 0 or s.after(tok, -1).text == ","):
            continue
        size = _date(s, s.after(tok))
        verb = s.at(tok.i + 1 + size)
        clitic = verb.norm in ("me", "te", "se", "le", "la", "l'", "les", "ne", "y", "en")
        if not size or not ((verb.any_verb() and verb.pos in ("VERB", "AUX")) or clitic):
            continue
        last = s.at(tok.i + size)
        date = words(between(s, s.after(tok), last))
        yield rewrite(
            s, tok, verb, [*date[:-1], f"{date[-1]},", tok.norm, verb.text], word=" ".join(date)
        )


def _date(s: Sentence, tok: Tok) -> int:
    """How many words an expression of time has that begins here; nought for none."""
    if tok.norm in _DATES:
        return 1
    two, three = s.after(tok), s.after(tok, 2)
    unit = wordlist(
        "jour matin soir semaine mois an année week-end été hiver dimanche samedi lundi"
    )
    if tok.norm in ("tous", "toutes") and two.norm == "les" and three.lemma in unit:
        return 3
    if tok.norm in ("chaque", "le", "ce", "cet", "cette") and two.lemma in unit:
        return 2
    return 0


@rule(
    id="adverb_order.verb_second",
    level=Level.A2,
    reference="Après un adverbe de temps, le sujet reste devant le verbe : demain, je pars.",
    fr="Le sujet reste devant le verbe : « {say} ».",
    en="The subject stays before the verb: “{say}”.",
    triggers=frozenset({"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles"}),
    wrong=(
        ("Hier suis-je allé au marché.", "Hier je suis allé au marché."),
        ("Demain vais je au cinéma.", "Demain je vais au cinéma."),
        ("Maintenant habite-t-elle à Nice.", "Maintenant elle habite à Nice."),
        ("Le soir regardons nous la télé.", "Le soir nous regardons la télé."),
    ),
    right=(
        "Demain vas-tu au cinéma ?",
        "Peut-être vient-il demain.",
        "Aussi est-il parti.",
        "Hier, je suis allé au marché.",
        "À peine était-il parti qu'il a plu.",
        "Sans doute a-t-elle oublié.",
    ),
)
def verb_second(s: Sentence) -> Iterator[Hit]:
    if s.may_ask:
        return
    size = _date(s, s.at(0))
    if not size:
        return
    k = size + (1 if s.at(size).text == "," else 0)
    verb, pronoun = s.at(k), s.at(k + 1)
    if not verb.any_verb() or pronoun.norm not in _PRONOUNS:
        return
    if (
        pronoun.hung
        or (pronoun.norm in ("je", "tu", "il", "on", "ils") and not s.at(k + 2).finite)
        or (
            pronoun.norm in ("nous", "vous")
            and {"nous": "1p", "vous": "2p"}[pronoun.norm] in verb.persons
        )
    ):
        yield rewrite(s, verb, pronoun, [pronoun.norm, verb.text])


_PRONOUNS = wordlist("je tu il elle on nous vous ils elles")
