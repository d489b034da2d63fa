"""dans, en, à partir de, de… à, pendant que: limits in time."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import NUMBER, Match
from shared.french.rules.time_depuis.said_for_depuis import durations, group_before, is_year
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAYS, MONTHS


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
        ("On se voit après une semaine.", "On se voit dans une semaine."),
        ("Je reviens après dix minutes.", "Je reviens dans dix minutes."),
        ("En deux mois, je retourne au Brésil.", "Dans deux mois, je retourne au Brésil."),
    ),
    right=(
        "J'ai lu ce livre en deux jours.",
        "Je pars dans dix minutes.",
        "On arrive en deux heures à pied.",
        "Je serai là en dix minutes.",
        "Il est parti dans deux voitures.",
        "J'ai fait les courses dans la journée.",
        "J'ai lu ça dans deux livres.",
        "Je rentre après deux heures.",
        "Tous les étés je pars et je reviens après deux semaines.",
        "En deux mois, je commence à comprendre.",
        "On se voit après le cours.",
        "Il est revenu après une semaine.",
    ),
)
def dans_en(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "dans", "en", "après"):
        prep, unit = m["p"], m["u"]
        group = group_before(s, prep)
        if group is None and prep.i == 0 and prep.norm == "en":
            yield from _announced(s, m)
        if group is None or group.negation:
            continue
        if prep.norm == "dans":
            if group.participle is not None and group.lemma in _DONE and not group.infinitive:
                yield say(s, prep, prep, "en")
            continue
        clock = unit.lemma == "heure" and m["n"].norm not in _FEW
        if clock and group.lemma in ("commencer", "ouvrir", "fermer"):
            continue  # "le cours commence en neuf heures" names the hour
        if not ends(s.after(unit)) or group.participle is not None:
            continue
        after = prep.norm == "après" and (group.tense == "ind_fut" or _back_soon(s, group, unit))
        if after or (prep.norm == "en" and _coming(group, unit)):
            yield say(s, prep, prep, "dans")


def _coming(group: VerbGroup, unit: Tok) -> bool:
    """Whether something is about to happen, which takes no time to speak of."""
    inf = group.infinitive.infinitive if group.infinitive else None
    going = group.lemma == "aller" and inf is not None and inf.lemma in _COMING
    soon = going or (group.lemma in _COMING and group.infinitive is None)
    return soon and group.tense in ("ind_pres", "ind_fut") and unit.lemma not in ("an", "année")


def _announced(s: Sentence, m: Match) -> Iterator[Hit]:
    """Mend "en deux mois, je retourne au Brésil"."""
    group = next(iter(s.groups), None)
    if group is None or group.tense not in ("ind_pres", "ind_fut") or group.participle is not None:
        return
    long = m["u"].lemma in ("jour", "semaine", "mois", "an", "année")
    if long and group.lemma in _COMING - {"commencer", "arriver", "venir", "ouvrir"}:
        yield say(s, m["p"], m["p"], "dans")


def _back_soon(s: Sentence, group: VerbGroup, unit: Tok) -> bool:
    """Whether the present announces: "je reviens après une semaine", said of once, not of habit.

    "après deux heures" may name the hour.
    """
    if unit.lemma == "heure" or s.norms & _HABIT or group.tense != "ind_pres":
        return False
    meets = (group.lemma in ("voir", "retrouver", "revoir") and group.reflexive) or "se" in s.norms
    back = group.lemma in ("revenir", "rappeler", "partir", "rentrer", "retourner")
    speaks = group.subject is not None and group.subject.norm in ("je", "on", "nous")
    return speaks and (back or (meets and group.lemma in ("voir", "retrouver", "revoir")))


_HABIT = wordlist("tout tous toutes chaque souvent toujours quand si généralement parfois et puis")


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
        ("On ouvre depuis lundi à jeudi.", "On ouvre de lundi à jeudi."),
    ),
    right=("Je suis là depuis deux heures à cause de toi.", "J'habite depuis 2010 à Lyon."),
)
def from_to(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "depuis":
            continue
        number, unit = s.after(t), s.after(t, 2)
        days = number.norm in DAYS and s.after(t, 3).norm in DAYS
        if unit.norm == "à" and (days or (number.norm in MONTHS and s.after(t, 3).norm in MONTHS)):
            yield say(s, t, t, "de")
        if not NUMBER(number):
            continue
        link = s.after(t, 3) if unit.lemma == "heure" else unit
        end = s.after(link)
        if link.norm == "à" and (_clock(s, end) or (is_year(end) and is_year(number))):
            yield say(s, t, t, "de")


def _clock(s: Sentence, tok: Tok) -> bool:
    return tok.norm in ("midi", "minuit") or (NUMBER(tok) and s.after(tok).lemma == "heure")
