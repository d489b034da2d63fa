"""dans, en, à partir de, de… à, pendant que: limits in time."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.past_aspect.dated import YOUNG
from shared.french.rules.patterns import NUMBER
from shared.french.rules.time_depuis.said_for_depuis import durations, group_before, is_year
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAYS, MONTHS, UNITS


@rule(
    id="time_depuis.future",
    level=Level.B1,
    reference="À partir de : un point de départ dans l'avenir ; depuis : dans le passé.",
    fr="Pour l'avenir, on dit « à partir de », pas « depuis ».",
    en="For a starting point in the future, use “à partir de”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je serai à Paris depuis lundi.", "Je serai à Paris à partir de lundi."),
        ("On habitera ici depuis août.", "On habitera ici à partir d'août."),
        ("Je travaille ici depuis demain.", "Je travaille ici à partir de demain."),
    ),
    right=("Ça fera dix ans depuis mars.", "Je suis à Paris depuis lundi."),
)
def future(s: Sentence) -> Iterator[Hit]:
    for t in s:
        following = s.after(t)
        if t.norm != "depuis":
            continue
        if following.norm == "demain":
            yield say(s, t, t, "à partir de")
        elif following.norm in DAYS or following.norm in MONTHS:
            group = group_before(s, t)
            if group is not None and group.tense == "ind_fut" and group.lemma != "faire":
                yield say(s, t, t, "à partir de")


_DONE = wordlist(
    """finir terminer lire écrire apprendre faire courir construire manger nettoyer préparer
    traverser parcourir résoudre perdre visiter traduire réparer cuisiner ranger peindre boire
    dévorer réviser remplir corriger installer vider"""
)
_COMING = wordlist(
    "partir arriver revenir venir commencer rentrer rappeler marier déménager ouvrir retourner"
)


_FEW = wordlist("une deux trois quatre cinq 1 2 3 4 5")


@rule(
    id="time_depuis.dans_en",
    level=Level.A2,
    reference="En : le temps qu'il faut ; dans : le temps qui reste à attendre.",
    fr="« En » dit le temps qu'il faut, « dans » le temps à attendre : ici, « {say} ».",
    en="“En” is the time it takes, “dans” how far ahead: here, “{say}”.",
    triggers=frozenset({"dans", "en", "après"}),
    wrong=(
        ("J'ai lu ce livre dans deux jours.", "J'ai lu ce livre en deux jours."),
        ("Le train part en dix minutes.", "Le train part dans dix minutes."),
        ("On se marie en trois mois.", "On se marie dans trois mois."),
        ("Je vais partir en deux semaines.", "Je vais partir dans deux semaines."),
        ("Je te rappellerai après une heure.", "Je te rappellerai dans une heure."),
        ("Le film commence en une demi-heure.", "Le film commence dans une demi-heure."),
    ),
    right=(
        "J'ai lu ce livre en deux jours.",
        "Je pars dans dix minutes.",
        "On arrive en deux heures à pied.",
        "Je serai là en dix minutes.",
        "Il est parti dans deux voitures.",
        "J'ai fait les courses dans la journée.",
        "J'ai lu ça dans deux livres.",
    ),
)
def dans_en(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "dans", "en", "après"):
        group = group_before(s, m["p"])
        if group is None or group.negation:
            continue
        if m["p"].norm == "dans":
            if group.participle is not None and group.lemma in _DONE and not group.infinitive:
                yield say(s, m["p"], m["p"], "en")
            continue
        coming = group.lemma in _COMING and group.participle is None
        clock = m["u"].lemma == "heure" and m["n"].norm not in _FEW
        if clock and group.lemma in ("commencer", "ouvrir", "fermer"):
            continue  # "le cours commence en neuf heures" names the hour
        if m["p"].norm == "en":
            tense = group.tense in ("ind_pres", "ind_fut") and m["u"].lemma not in ("an", "année")
            inf = group.infinitive.infinitive if group.infinitive else None
            going = group.lemma == "aller" and inf is not None and inf.lemma in _COMING
            soon = going or (coming and group.infinitive is None)
            if soon and tense and ends(s.after(m["u"])):
                yield say(s, m["p"], m["p"], "dans")
        elif group.tense == "ind_fut" and group.participle is None and ends(s.after(m["u"])):
            yield say(s, m["p"], m["p"], "dans")


@rule(
    id="time_depuis.conjunction",
    level=Level.A2,
    reference="Pendant que, depuis que + sujet + verbe.",
    fr="Devant un sujet et un verbe, on dit « {say} ».",
    en="Before a subject and a verb, say “{say}”.",
    triggers=frozenset({"pendant", "depuis"}),
    wrong=(
        ("Pendant je cuisine, j'écoute la radio.", "Pendant que je cuisine, j'écoute la radio."),
        ("Je parle anglais depuis je suis petit.", "Je parle anglais depuis que je suis petit."),
        ("Depuis je suis ici, je dors bien.", "Depuis que je suis ici, je dors bien."),
    ),
    right=(
        "Depuis, je dors mieux.",
        "Je dors depuis que je suis rentré.",
        "J'ai arrêté de fumer et depuis je dors mieux.",
    ),
)
def conjunction(s: Sentence) -> Iterator[Hit]:
    for t in s:
        subject = s.after(t)
        if t.norm not in ("pendant", "depuis") or subject.norm not in PRONOUN_SUBJECTS:
            continue
        if not s.after(subject).any_verb() or s.after(subject).norm == "y":
            continue
        if _measured(s, s.after(t, -1)):
            continue  # "ça fait un an depuis je suis là": there, "que" is all that is due
        if t.norm == "depuis":
            before = s.after(t, -1)
            state = s.after(subject, 2)
            young = t.i == 0 and state.norm in YOUNG | {"ici", "là", "en", "à", "au"}
            again = any(g.verb.i > state.i and g.subject is not None for g in s.groups)
            opens = young and again and s.after(subject).lemma in ("être", "habiter", "vivre")
            if not opens and not (before.pos in _WORDS and s.groups and group_before(s, t)):
                continue
        yield say(s, t, t, f"{t.text} que")


def _measured(s: Sentence, unit: Tok) -> bool:
    """Whether "ça fait" or "il y a" with a duration ends at a unit of time."""
    number = s.after(unit, -1)
    return unit.lemma in UNITS and NUMBER(number) and s.after(number, -1).norm in ("fait", "a")


_WORDS = ("NOUN", "ADJ", "ADV", "VERB", "PROPN")


@rule(
    id="time_depuis.from_to",
    level=Level.A2,
    reference="De… à : le début et la fin.",
    fr="Pour un début et une fin, on dit « de… à ».",
    en="For a beginning and an end, use “de… à”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je travaille depuis neuf heures à midi.", "Je travaille de neuf heures à midi."),
        ("Il a vécu là depuis 2010 à 2015.", "Il a vécu là de 2010 à 2015."),
    ),
    right=("Je suis là depuis deux heures à cause de toi.", "J'habite depuis 2010 à Lyon."),
)
def from_to(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "depuis":
            continue
        number, unit = s.after(t), s.after(t, 2)
        if not NUMBER(number):
            continue
        link = s.after(t, 3) if unit.lemma == "heure" else unit
        end = s.after(link)
        if link.norm == "à" and (_clock(s, end) or (is_year(end) and is_year(number))):
            yield say(s, t, t, "de")


def _clock(s: Sentence, tok: Tok) -> bool:
    return tok.norm in ("midi", "minuit") or (NUMBER(tok) and s.after(tok).lemma == "heure")
