"""When and for how long, continued: il y a, dans, en, à partir de, pendant que."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.past_aspect import YOUNG
from shared.french.rules.patterns import NUMBER, find, lemma, word
from shared.french.rules.time_depuis import STATES, durations, group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAYS, MONTHS, UNITS

_UNIT = lemma(*UNITS)


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


_ONCE = wordlist(
    """acheter rencontrer commencer voir vendre recevoir perdre trouver déménager naître venir aller
    épouser marier gagner finir inscrire visiter prendre ouvrir manger appeler téléphoner envoyer
    écrire dire demander répondre apporter payer casser oublier obtenir divorcer accoucher"""
)


@rule(
    id="time_depuis.ago",
    level=Level.A2,
    reference="Il y a + durée : un moment du passé.",
    fr="Pour un moment passé, on dit « il y a ».",
    en="For a moment in the past, use “il y a”.",
    triggers=frozenset({"avant", "depuis", "passé", "arrière", "fait"}),
    wrong=(
        ("J'ai acheté ce vélo avant deux ans.", "J'ai acheté ce vélo il y a deux ans."),
        ("Je suis née depuis vingt ans.", "Je suis née il y a vingt ans."),
        ("J'ai rencontré mon mari depuis cinq ans.", "J'ai rencontré mon mari il y a cinq ans."),
        ("Elle est arrivée deux mois en arrière.", "Elle est arrivée il y a deux mois."),
        ("Il est arrivé à Lyon depuis six ans.", "Il est arrivé à Lyon il y a six ans."),
        ("Avant deux jours, j'ai vu Léa.", "Il y a deux jours, j'ai vu Léa."),
        ("Depuis deux ans je suis venu en France.", "Il y a deux ans je suis venu en France."),
        ("Depuis deux ans, j'ai acheté une moto.", "Il y a deux ans, j'ai acheté une moto."),
    ),
    right=(
        "J'ai mangé avant midi.",
        "J'ai fini depuis une heure.",
        "Il est parti depuis deux jours.",
        "Je n'ai pas vu Paul depuis deux ans.",
        "Il faut finir avant deux jours.",
        "J'ai pris trois kilos depuis deux mois.",
        "Elle est arrivée depuis une heure.",
        "Avant deux heures, je n'ai pas faim.",
        "Depuis deux ans je suis venu trois fois.",
        "Depuis deux ans j'ai visité trois pays.",
        "Depuis deux ans j'ai rencontré des amis.",
    ),
)
def ago(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "avant", "depuis"):
        opens = m["p"].i == 0
        group = next(iter(s.groups), None) if opens else group_before(s, m["p"])
        if group is None or group.participle is None or group.negation:
            continue
        traits = s.lexicon.verb_traits(group.lemma)
        if group.verb.lemma == "être" and not (group.reflexive or (traits and traits.etre)):
            continue
        if group.tense not in ("ind_pres",) or (m["u"].lemma == "heure" and m["p"].norm == "avant"):
            continue
        counted = any(t.pos == "NUM" for t in s.tokens[group.lexical.i : m["p"].i])
        counted = counted or (opens and m["p"].norm == "depuis" and _again_and_again(s, group))
        long = group.lemma == "arriver" and m["u"].lemma in ("an", "année", "mois")
        done = group.lemma in ("commencer", "finir") and s.after(group.participle) is m["p"]
        if done and m["p"].norm == "depuis":
            continue  # "j'ai fini depuis une heure": it has been so since
        if m["p"].norm == "avant" or ((group.lemma in _ONCE or long) and not counted):
            yield say(s, m["p"], m["p"], "il y a")
    pattern = (
        NUMBER.named("n"),
        _UNIT.named("u"),
        word("en").named("e"),
        word("arrière").named("z"),
    )
    for m in find(s, *pattern):
        yield say(s, m["n"], m["z"], f"il y a {s.slice(m['n'], m['u']).lower()}")


def _again_and_again(s: Sentence, group: VerbGroup) -> bool:
    """Whether something was done more than once, or "depuis" dates no single event."""
    plural = any(t.pos == "NUM" or t.norm == "des" for t in s.tokens[group.lexical.i :])
    often = s.norms & {"fois", "souvent", "beaucoup", "tous", "toujours", "déjà"}
    return plural or bool(often) or not (group.verb.lemma == "être" or _single(s, group))


def _single(s: Sentence, group: VerbGroup) -> bool:
    """Whether one thing was bought or one person met, which dates an event."""
    det = s.after(group.lexical)
    one = det.norm in ("un", "une", "mon", "ma", "ce", "cette") or det.pos == "PROPN"
    return group.lemma in _DATED and one


_DATED = wordlist("acheter vendre rencontrer visiter recevoir")


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
    id="time_depuis.pendant_going_on",
    level=Level.A2,
    reference="Depuis + durée avec le présent : ce qui dure encore.",
    fr="Pour ce qui dure encore, on dit « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"pendant", "durant", "temps", "habiter", "vivre", "travailler", "être"}),
    wrong=(
        ("Je connais Léa pendant cinq ans.", "Je connais Léa depuis cinq ans."),
        ("J'habite ici pendant trois ans.", "J'habite ici depuis trois ans."),
        (
            "Elle travaille là durant dix ans et elle continue.",
            "Elle travaille là depuis dix ans et elle continue.",
        ),
        ("On vit ici pendant 2015.", "On vit ici depuis 2015."),
        ("Elle travaille ici de 2012.", "Elle travaille ici depuis 2012."),
        ("Combien de temps tu habites ici ?", "Depuis combien de temps tu habites ici ?"),
    ),
    right=(
        "Je travaille pendant deux heures par jour.",
        "J'ai habité ici pendant trois ans.",
        "Combien de temps tu restes ?",
        "Depuis combien de temps tu habites ici ?",
        "J'étudie pendant un mois chaque été.",
    ),
)
def pendant_going_on(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"par", "chaque", "tous", "quand", "si"}:
        return
    lasting = STATES if s.norms & {"encore", "continuer", "continue"} else _STILL
    for m in durations(s, "pendant", "durant"):
        opens = m["p"].i == 0 and len(s.groups) == 1
        group = s.groups[0] if opens else group_before(s, m["p"])
        if group is None or group.tense != "ind_pres" or group.participle or group.infinitive:
            continue
        if group.lemma in lasting and m["u"].lemma in ("an", "année", "mois"):
            yield say(s, m["p"], m["p"], "depuis")
    for t in s:
        year = s.after(t)
        if t.norm in ("pendant", "de") and _year(year) and s.after(year).norm != "à":
            group = group_before(s, t)
            now = group is not None and group.tense == "ind_pres" and not group.participle
            dwells = group is not None and group.lemma in _DWELLING
            if now and (t.norm == "pendant" or (dwells and s.at(t.i - 1).pos != "NOUN")):
                yield say(s, t, t, "depuis")
    first, second, third = s.at(0), s.at(1), s.at(2)
    if (first.norm, second.norm, third.norm) == ("combien", "de", "temps"):
        group = next(iter(s.groups), None)
        if (
            group is not None
            and group.lemma in ("habiter", "vivre", "connaître")
            and group.tense == "ind_pres"
            and group.participle is None
        ):
            yield say(s, first, first, "depuis combien")


_DWELLING = wordlist("habiter vivre travailler être étudier")
_STILL = wordlist("connaître habiter vivre apprendre attendre")
"""With these, the present and a stretch of time say that it goes on."""


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
        if link.norm == "à" and (_clock(s, end) or (_year(end) and _year(number))):
            yield say(s, t, t, "de")


def _clock(s: Sentence, tok: Tok) -> bool:
    return tok.norm in ("midi", "minuit") or (NUMBER(tok) and s.after(tok).lemma == "heure")


def _year(tok: Tok) -> bool:
    return tok.norm.isdigit() and len(tok.norm) == 4
