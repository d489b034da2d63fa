"""Another word said for depuis: pour, il y a, pendant, de."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import NUMBER, Match, find, lemma, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FIRST_TO_THIRD
from shared.french.words.time import UNITS

UNIT = lemma(*UNITS)
STATES = wordlist(
    """habiter vivre être avoir travailler étudier apprendre connaître attendre aimer savoir
    vouloir jouer enseigner parler chercher dormir résider demeurer fumer pratiquer porter conduire
    collectionner souffrir pleuvoir neiger suivre adorer détester espérer croire penser posséder
    participer diriger gérer"""
)
"""Verbs of lasting: with depuis they go on now."""


_ABOUT = word("presque", "environ", "quasiment", "seulement", "juste", "bientôt").opt
_OR = (word("ou", "à").opt, NUMBER.opt)


def durations(s: Sentence, *prepositions: str) -> Iterator[Match]:
    """Find a preposition with a number and a unit: "pour presque deux ou trois ans"."""
    if s.norms.isdisjoint(prepositions):
        return
    prep, number, unit = word(*prepositions).named("p"), NUMBER.named("n"), UNIT.named("u")
    yield from find(s, prep, _ABOUT, number, *_OR, unit)
    yield from find(s, prep, word("plus", "moins", "près"), word("de"), number, *_OR, unit)


def group_before(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The verb group before a token in the same clause."""
    found = None
    for group in s.groups:
        if group.lexical.i < tok.i:
            found = group
    if found is None:
        return None
    between = s.tokens[found.lexical.i + 1 : tok.i]
    return None if any(t.pos in ("PUNCT", "SCONJ", "CCONJ") for t in between) else found


@rule(
    id="time_depuis.pour_going_on",
    level=Level.A2,
    reference="Depuis + durée avec le présent : ce qui dure encore.",
    fr="Ce qui dure encore se dit avec « depuis » et le présent.",
    en="For something still going on, use “depuis” with the present.",
    triggers=frozenset({"pour"}),
    wrong=(
        ("Je connais Marc pour dix ans.", "Je connais Marc depuis dix ans."),
        ("Elle apprend le piano pour six mois.", "Elle apprend le piano depuis six mois."),
        ("Pour trois ans je vis en Belgique.", "Depuis trois ans je vis en Belgique."),
        ("Je joue du piano pour dix ans.", "Je joue du piano depuis dix ans."),
        ("Mon oncle vit en Espagne pour six ans.", "Mon oncle vit en Espagne depuis six ans."),
        ("Je la connais pour plus de dix ans.", "Je la connais depuis plus de dix ans."),
        ("J'étudie ici pour deux ou trois ans.", "J'étudie ici depuis deux ou trois ans."),
        ("J'attends le bus pour une demi-heure.", "J'attends le bus depuis une demi-heure."),
    ),
    right=(
        "Je pars pour deux semaines.",
        "J'habite chez ma tante pour une semaine.",
        "On vit à Tours pour huit mois.",
        "Elle est là pour trois jours.",
        "J'ai un contrat pour deux ans.",
        "C'est assez pour une journée.",
    ),
    confidence=0.8,
)
def pour_going_on(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pour"):
        opens = m["p"].i == 0
        group = next(iter(s.groups), None) if opens else group_before(s, m["p"])
        if group is None or group.tense != "ind_pres" or group.participle or group.infinitive:
            continue
        years = m["u"].lemma in ("an", "année", "mois") and m["n"].norm not in ("un", "une")
        if opens and years and group.lemma in _HABITUAL | _LASTING and _mine(group):
            yield say(s, m["p"], m["p"], "depuis")
            continue
        long = m["u"].lemma in ("an", "année", "mois") and m["n"].norm not in ("un", "une")
        years = m["u"].lemma in ("an", "année") and m["n"].norm not in ("un", "une", "deux")
        named = group.lemma in ("habiter", "vivre") and group.subject is not None
        settled = years and group.lemma in _HABITUAL and (_mine(group) or named)
        long = long or group.lemma in ("apprendre", "connaître")
        waited = group.lemma in _WAITED and s.norms.isdisjoint(_PER)
        if (long and group.lemma in _LASTING) or settled or waited:
            yield say(s, m["p"], m["p"], "depuis")
    for t in s:
        if t.norm == "pour" and s.after(t).norm == "longtemps":
            group = group_before(s, t)
            lasting = group is not None and group.lemma in _LASTING | {
                "pleuvoir",
                "habiter",
                "vivre",
                "attendre",
            }
            if group is not None and lasting and group.tense == "ind_pres" and not group.participle:
                yield say(s, t, t, "depuis")


_WAITED = wordlist("attendre chercher pleuvoir neiger")
_PER = frozenset({"par", "chaque"})


def _mine(group: VerbGroup) -> bool:
    return group.subject is not None and group.subject.pos == "PRON"


_HABITUAL = wordlist("habiter vivre travailler jouer fumer pratiquer enseigner conduire parler")
_LASTING = wordlist("étudier apprendre connaître")
"""With "habiter" or "travailler", "pour six mois" may be a stay with an end, and right."""


@rule(
    id="time_depuis.il_y_a_going_on",
    level=Level.A2,
    reference="Il y a + durée : un moment passé ; depuis + durée : ce qui dure encore.",
    fr="L'action dure encore : on dit « depuis », pas « il y a ».",
    en="It is still going on: use “depuis”, not “il y a”.",
    triggers=frozenset({"y"}),
    wrong=(
        ("J'habite à Lille il y a deux ans.", "J'habite à Lille depuis deux ans."),
        ("Je le connais il y a dix ans.", "Je le connais depuis dix ans."),
        ("Je ne l'ai pas vu il y a longtemps.", "Je ne l'ai pas vu depuis longtemps."),
    ),
    right=(
        "Je n'ai pas dormi il y a deux jours.",
        "Il y a longtemps que je ne l'ai pas vu.",
        "Il y a deux ans que j'habite à Lille.",
        "Je suis arrivé il y a deux ans.",
        "Il habite ici, il y a deux ans il était à Rome.",
        "il habite ici il y a deux ans il était à Rome",
        "Il dit qu'il y a deux jours de congé.",
    ),
)
def il_y_a_going_on(s: Sentence) -> Iterator[Hit]:
    for m in find(
        s, word("il").named("a"), word("y"), word("a").named("z"), NUMBER, UNIT.named("u")
    ):
        group = group_before(s, m["a"])
        if group is None or group.tense != "ind_pres" or group.participle:
            continue
        tail = s.after(m["u"])
        then = tail.norm in FIRST_TO_THIRD and s.after(tail).any_verb(*FINITE) is not None
        if tail.norm not in ("que", "de") and not then and group.lemma in STATES:
            yield say(s, m["a"], m["z"], "depuis")
    for m in find(s, word("il").named("a"), word("y"), word("a").named("z"), word("longtemps")):
        group = group_before(s, m["a"])
        if group is None or group.tense != "ind_pres" or s.after(m.last).norm == "que":
            continue
        since = group.negation is not None if group.participle else group.lemma in STATES
        if since:
            yield say(s, m["a"], m["z"], "depuis")


@rule(
    id="time_depuis.pendant_going_on",
    level=Level.A2,
    reference="Depuis + durée avec le présent : ce qui dure encore.",
    fr="Pour ce qui dure encore, on dit « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"pendant", "durant", "habiter", "vivre", "travailler", "être"}),
    wrong=(
        ("Je connais Léa pendant cinq ans.", "Je connais Léa depuis cinq ans."),
        ("J'habite ici pendant trois ans.", "J'habite ici depuis trois ans."),
        (
            "Elle travaille là durant dix ans et elle continue.",
            "Elle travaille là depuis dix ans et elle continue.",
        ),
        ("On vit ici pendant 2015.", "On vit ici depuis 2015."),
        ("Elle travaille ici de 2012.", "Elle travaille ici depuis 2012."),
    ),
    right=(
        "Je travaille pendant deux heures par jour.",
        "J'ai habité ici pendant trois ans.",
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
        if t.norm in ("pendant", "de") and is_year(year) and s.after(year).norm != "à":
            group = group_before(s, t)
            now = group is not None and group.tense == "ind_pres" and not group.participle
            dwells = group is not None and group.lemma in _DWELLING
            if now and (t.norm == "pendant" or (dwells and s.at(t.i - 1).pos != "NOUN")):
                yield say(s, t, t, "depuis")


_DWELLING = wordlist("habiter vivre travailler être étudier")
_STILL = wordlist("connaître habiter vivre apprendre attendre chercher")
"""With these, the present and a stretch of time say that it goes on."""


def is_year(tok: Tok) -> bool:
    return tok.norm.isdigit() and len(tok.norm) == 4


_KEPT_UP = STATES | wordlist(
    "prendre faire aller lire manger suivre utiliser étudier cuisiner courir nager danser chanter"
)
_SPEAKERS = wordlist("je on nous")


@rule(
    id="time_depuis.preposition",
    level=Level.A2,
    reference="Depuis + durée avec le présent : ce qui dure encore.",
    fr="Ce qui dure encore se dit avec « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=wordlist("dès partir par"),
    wrong=(
        ("Je vis ici dès deux ans.", "Je vis ici depuis deux ans."),
        ("J'étudie le piano à partir de six mois.", "J'étudie le piano depuis six mois."),
        ("On habite à Lille par trois ans.", "On habite à Lille depuis trois ans."),
    ),
    right=(
        "Je travaille dès huit heures.",
        "Un bébé marche dès dix mois.",
        "On paie moins à partir de trois nuits.",
        "Je le vois une fois par an.",
        "Je lis trois livres par deux mois.",
        "On accepte les enfants à partir de deux ans.",
        "Je prends des enfants dès trois ans.",
    ),
    confidence=0.8,
)
def preposition(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"fois", "enfant", "bébé"}:
        return
    for m in durations(s, "dès", "par", "de"):
        prep = m["p"]
        from_ = prep.norm == "de" and s.at(prep.i - 1).norm == "partir"
        first = s.at(prep.i - 2) if from_ else prep
        if prep.norm == "de" and not (from_ and first.norm == "à"):
            continue
        group = group_before(s, first)
        if group is None or group.tense != "ind_pres" or group.participle or group.negation:
            continue
        speaks = group.subject is not None and group.subject.norm in _SPEAKERS
        counted = any(t.pos == "NUM" for t in s.tokens[group.verb.i : first.i])
        if speaks and not counted and group.lemma in _KEPT_UP and m["u"].lemma != "heure":
            yield say(s, first, prep, "depuis")


@rule(
    id="time_depuis.for_years",
    level=Level.A2,
    reference="Je travaille ici depuis cinq ans : cela dure encore.",
    fr="Ce qui dure encore se dit avec « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"pendant", "de"}),
    wrong=(
        ("Je travaille ici pendant cinq ans.", "Je travaille ici depuis cinq ans."),
        ("Je suis marié pendant deux ans.", "Je suis marié depuis deux ans."),
        ("J'habite ici de trois ans.", "J'habite ici depuis trois ans."),
        ("On vit ensemble de six mois.", "On vit ensemble depuis six mois."),
        ("J'habite dans cette ville de deux ans.", "J'habite dans cette ville depuis deux ans."),
    ),
    right=(
        "Je travaille pendant deux mois, puis je pars.",
        "Je travaille ici de deux à cinq heures.",
        "J'étudie avec une fille de dix ans.",
        "Il travaille pendant cinq ans, puis il arrête.",
        "Je joue avec mon fils de trois ans.",
        "J'habite ici de temps en temps.",
    ),
    confidence=0.8,
)
def for_years(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pendant", "de"):
        prep, following = m["p"], s.after(m["u"])
        group = group_before(s, prep)
        if group is None or group.tense != "ind_pres" or group.negation or group.reflexive:
            continue
        speaks = group.subject is not None and group.subject.norm in _SPEAKERS
        if not speaks or s.norms & _REPEATED or (following.is_word and following.norm != "déjà"):
            continue
        before = s.at(prep.i - 1)
        settled = group.verb.lemma == "être" and before.norm.startswith("mari")
        years = m["u"].lemma in ("an", "année") and m["n"].norm not in ("un", "une", "deux")
        lasting = group.lemma in _TAKES_TIME and group.participle is None
        if prep.norm == "pendant":
            due = settled or (years and lasting and not s.after(following).is_word)
        else:
            home = before.norm in _HOMES and s.at(before.i - 1).norm in ("ce", "cet", "cette")
            due = lasting and (before.norm in _HERE or before is group.verb or home)
            due = due and m["u"].lemma != "heure"
        if due:
            yield say(s, prep, prep, "depuis")


_TAKES_TIME = wordlist("habiter vivre travailler étudier jouer fumer chercher enseigner parler")
_HERE = wordlist("ici là là-bas ensemble")
_HOMES = wordlist("appartement maison quartier ville immeuble village pays")
_REPEATED = wordlist("chaque tous toutes puis après ensuite été quand demain prochain")
