"""y, en and the direct object left out."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends, ends_or_time
from shared.french.rules.framework import Hit, insert, rule
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.people import PEOPLE
from shared.french.words.time import DAY_PARTS, DAYS, UNITS
from shared.french.words.verb_arguments import DIRECT_PERSON

_TAKES_QUANTITY = wordlist(
    """acheter avoir manger boire prendre vouloir vendre voir lire connaître commander trouver
    perdre
    casser visiter préparer garder rester manquer essayer recevoir regarder donner mettre choisir
    cueillir apporter reprendre goûter utiliser posséder écrire"""
)
_AFTER_COUNT = frozenset(
    {"dans", "chez", "pour", "hier", "demain", "par", "ce", "déjà", "maintenant"}
)


@rule(
    id="object_pronoun.missing_en",
    level=Level.A2,
    reference="Un nombre sans nom demande « en » : j'en ai deux.",
    fr="Avec une quantité sans nom, il faut « en » : « {say} ».",
    en="A quantity without its noun needs “en”: “{say}”.",
    wrong=(
        ("J'ai trois.", "J'en ai trois."),
        ("Oui, elle a mangé deux ce matin.", "Oui, elle en a mangé deux ce matin."),
        ("Il y a beaucoup.", "Il y en a beaucoup."),
        ("On va acheter six demain.", "On va en acheter six demain."),
        ("Je veux un autre.", "J'en veux un autre."),
        ("J'ai deux et ils sont grands.", "J'en ai deux et ils sont grands."),
    ),
    right=(
        "J'ai trois frères.",
        "Il a dix ans.",
        "J'en ai deux.",
        "On est quatre.",
        "Je prends le deux.",
        "Elle a eu douze en maths.",
        "J'ai un peu mal.",
        "J'ai lu un peu hier.",
        "Il y en a beaucoup.",
        "Ça fait trois.",
        "J'ai vu un de tes amis.",
        "Tu as mangé un peu ?",
        "J'ai deux ou trois amis.",
    ),
    confidence=0.85,
)
def missing_en(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        verb = group.lexical
        host = group.verb
        lemma = group.lemma
        if group.infinitive is not None and lemma in ("vouloir", "aller", "pouvoir", "devoir"):
            verb = host = group.infinitive
            m = verb.infinitive
            lemma = m.lemma if m else ""
            if s.after(verb, -1).norm in ("le", "la", "l'", "les", "en"):
                continue
        elif any(c.norm != "y" for c in group.clitics) or group.subject is None:
            continue
        if lemma not in _TAKES_QUANTITY or group.inverted:
            continue
        number = s.after(verb)
        while number.norm in ("déjà", "encore", "seulement", "aussi", "pas"):
            number = s.after(number)
        if _bare_quantity(s, number, avoir=group.participle is None and lemma == "avoir"):
            yield insert(s, host, "en")


def _bare_quantity(s: Sentence, number: Tok, *, avoir: bool) -> bool:
    after = s.after(number)
    if number.norm in ("un", "une") and after.norm == "autre":
        return ends_or_time(s, s.after(after))
    closed = ends(after) and after.norm != "ou" and after.text not in ("…", "-", ":")
    if after.norm == "et":
        closed = s.after(after).norm in PRONOUN_SUBJECTS or s.after(after).norm == "ce"
    if number.norm in ("beaucoup", "plusieurs", "trop", "assez"):
        return closed and (avoir or number.norm == "plusieurs")
    if number.norm in ("un", "une"):
        return closed and after.text in (".", ",", "!")
    if avoir and number.norm not in _SMALL and not number.norm.isdigit():
        return False
    if not (NUMBER(number) and number.pos == "NUM") or number.norm in ("mille", "quelques"):
        return False
    if after.norm in _AFTER_COUNT or closed:
        return not (after.norm == "par" and s.after(after).lemma in UNITS and avoir)
    return False


_SMALL = wordlist("deux trois quatre cinq six sept huit neuf dix onze douze quinze")
_HABITS = wordlist("souvent toujours rarement parfois régulièrement demain hier aujourd'hui")


@rule(
    id="object_pronoun.missing_y",
    level=Level.A2,
    reference="Aller demande un lieu : j'y vais.",
    fr="« Aller » demande un lieu, ou « y » : « {say} ».",
    en="“Aller” needs a place, or “y”: “{say}”.",
    triggers=frozenset({"aller"}),
    wrong=(
        ("Oui, je vais souvent.", "Oui, j'y vais souvent."),
        ("Nous sommes allés hier.", "Nous y sommes allés hier."),
        ("Elle va tous les jours.", "Elle y va tous les jours."),
    ),
    right=(
        "Je vais bien.",
        "Ça va souvent mal.",
        "La ville où je vais souvent est loin.",
        "Je vais souvent au cinéma.",
        "À la piscine, je vais tous les jours.",
        "Tu vas souvent où ?",
        "J'irai demain.",
        "Comment elle va aujourd'hui ?",
        "Elle va toujours travailler.",
    ),
    confidence=0.8,
)
def missing_y(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"où", "comment", "quand", "chez", "là", "ici", "ensemble", "combien"}:
        return
    for group in s.groups:
        if group.lemma != "aller" or group.clitics or group.infinitive or group.inverted:
            continue
        if group.tense in ("ind_fut", "cond") or group.subject is None:
            continue
        if group.subject.norm not in PRONOUN_SUBJECTS:
            continue
        if any(t.norm in ("à", "au", "aux", "en", "dans") for t in s.tokens[: group.verb.i]):
            continue
        after = s.after(group.lexical)
        if (after.norm in _HABITS and (ends(s.after(after)))) or (
            not ends(after) and ends_or_time(s, after) and _only_time(s, after)
        ):
            yield insert(s, group.verb, "y")


def _only_time(s: Sentence, tok: Tok) -> bool:
    k = tok.i
    while not ends(s.at(k)):
        if s.at(k).pos == "ADP" or s.at(k).norm in ("au", "aux"):
            return False
        k += 1
    return True


@rule(
    id="object_pronoun.missing_direct",
    level=Level.B1,
    reference="Ton pull, je le trouve joli ; mon voisin, je le connais.",
    fr="Le nom est dit avant : il faut le reprendre, « {say} ».",
    en="The noun comes first, so a pronoun must stand for it: “{say}”.",
    triggers=DIRECT_PERSON | {"trouver"},
    wrong=(
        ("Ton pull, je trouve très joli.", "Ton pull, je le trouve très joli."),
        ("Cette robe, je trouve trop chère.", "Cette robe, je la trouve trop chère."),
        ("mon voisin je connais depuis longtemps", "mon voisin je le connais depuis longtemps"),
        ("Ma sœur, j'appelle souvent.", "Ma sœur, je l'appelle souvent."),
        ("Mes parents, je vois le dimanche.", "Mes parents, je les vois le dimanche."),
    ),
    right=(
        "Ton pull, je le trouve joli.",
        "Ce matin, je trouve.",
        "Mon voisin, je connais sa femme.",
        "Ce film, je connais.",
        "Cette chanson, j'adore.",
        "Ma sœur, elle trouve ça joli.",
        "Mon voisin dit que je connais sa femme.",
        "Ma mère, j'appelle ça une sainte.",
        "Cette année je trouve difficile de venir.",
    ),
    confidence=0.85,
)
def missing_direct(s: Sentence) -> Iterator[Hit]:
    named = next(iter(s.phrases), None)
    if named is None or named.determiner is None or named.first.i != 0 or named.before:
        return
    subject = s.after(named.after[-1] if named.after else named.noun)
    if subject.text == ",":
        subject = s.after(subject)
    group = next((g for g in s.groups if g.subject is subject), None)
    if group is None or group.clitics or group.infinitive or group.inverted:
        return
    if subject.norm not in ("je", "tu", "on", "nous", "vous") or group.participle is not None:
        return
    tail = s.after(group.negation or group.verb)
    person = named.noun.lemma in PEOPLE and group.lemma in DIRECT_PERSON
    seen = person and not ends(tail) and (tail.norm in _OFTEN or _at_times(s, tail))
    judged = group.lemma == "trouver" and _judged(s, tail) and named.noun.lemma not in UNITS
    m = named.noun.best
    if (seen or judged) and m is not None:
        gender = {"m": "le", "f": "la"}.get(noun_gender(named.noun), "")
        clitic = "les" if named.plural else gender
        if clitic:
            yield insert(s, group.verb, clitic)


def _judged(s: Sentence, tok: Tok) -> bool:
    """Whether an adjective ends what is said: "très joli", "trop chère"."""
    adjective = s.after(tok) if tok.norm in ("très", "trop", "vraiment", "assez", "super") else tok
    return adjective.pos == "ADJ" and ends(s.after(adjective))


_OFTEN = wordlist("depuis souvent toujours parfois rarement tous chaque")


def _at_times(s: Sentence, article: Tok) -> bool:
    return article.norm == "le" and s.after(article).norm in DAYS | DAY_PARTS | {"week-end"}
