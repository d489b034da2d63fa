"""depuis, pendant, pour, il y a, dans: how long and since when."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import NUMBER, Match, find, lemma, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FIRST_TO_THIRD
from shared.french.words.time import DAYS, MONTHS, UNITS

_UNIT = lemma(*UNITS)
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
    prep, number, unit = word(*prepositions).named("p"), NUMBER.named("n"), _UNIT.named("u")
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
    id="time_depuis.pour_finished",
    level=Level.A2,
    reference="Pendant + durée : une action terminée.",
    fr="Pour dire combien de temps, on dit ici « {say} ».",
    en="To say for how long, use “{say}” here.",
    triggers=frozenset({"pour", "par", "en"}),
    wrong=(
        ("J'ai dormi pour neuf heures.", "J'ai dormi pendant neuf heures."),
        ("On a parlé pour deux heures.", "On a parlé pendant deux heures."),
        ("On a marché pour des heures.", "On a marché pendant des heures."),
        ("Je n'ai pas dormi pour deux jours.", "Je n'ai pas dormi depuis deux jours."),
        ("On n'a pas fumé pour un an.", "On n'a pas fumé depuis un an."),
        ("Il a voyagé pour trois mois.", "Il a voyagé pendant trois mois."),
        ("On a marché par deux heures.", "On a marché pendant deux heures."),
        ("J'ai attendu pour longtemps.", "J'ai attendu pendant longtemps."),
        ("J'ai travaillé pour toute la nuit.", "J'ai travaillé pendant toute la nuit."),
    ),
    right=(
        "Il est parti pour trois jours.",
        "On a loué une maison pour une semaine.",
        "J'ai payé pour deux mois.",
        "Je n'ai pas assez travaillé pour deux semaines de congés.",
        "Elle a eu assez pour une semaine.",
    ),
)
def pour_finished(s: Sentence) -> Iterator[Hit]:
    places = [(m["p"], m["p"]) for m in durations(s, "pour", "par")]
    places += [(m["p"], m["p"]) for m in find(s, word("pour").named("p"), word("longtemps"))]
    hours = (word("pour").named("p"), word("des"), _UNIT)
    places += [(m["p"], m["p"]) for m in find(s, *hours)]
    whole = (
        word("pour").named("p"),
        word("tout", "toute"),
        word("le", "la"),
        lemma(*_WHOLE) | word("nuit"),
    )
    places += [(m["p"], m["p"]) for m in find(s, *whole)]
    for first, last in places:
        group = group_before(s, first)
        if group is None or not (group.participle or group.tense == "ind_impf"):
            continue
        if {a.norm for a in group.adverbs} & {"assez", "trop"}:
            continue  # "pas assez travaillé pour deux semaines de congés"
        if group.lemma in _ACTIVITY | _UNDONE and group.negation is not None:
            if group.participle and group.tense == "ind_pres":
                yield say(s, first, last, "depuis", "pendant")
        elif group.lemma in _ACTIVITY and not _object_between(s, group, first):
            yield say(s, first, last, "pendant")


_WHOLE = wordlist("journée matinée soirée nuit jour semaine année mois week-end vie été hiver")
_ACTIVITY = wordlist(
    """dormir parler discuter marcher courir nager travailler étudier jouer attendre habiter vivre
    pleuvoir neiger danser chanter lire regarder écouter conduire voyager rouler chercher pleurer
    hésiter réviser cuisiner skier bavarder rester être apprendre enseigner souffrir entraîner
    reposer
    promener nettoyer jardiner répéter crier téléphoner visiter naviguer grimper pédaler"""
)


_UNDONE = wordlist("voir revoir fumer boire manger sortir pratiquer écrire appeler téléphoner")
"""With a negation: what has not been done since."""


def _object_between(s: Sentence, group: VerbGroup, tok: Tok) -> bool:
    return any(t.norm in ("assez", "trop") for t in s.tokens[group.lexical.i : tok.i])


@rule(
    id="time_depuis.compound_past",
    level=Level.A2,
    reference="Depuis + présent : l'action continue ; pas de passé composé.",
    fr="Avec « depuis », ce qui dure encore est au présent : « {say} ».",
    en="With “depuis”, something still going on is in the present: “{say}”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("J'ai travaillé ici depuis deux ans.", "Je travaille ici depuis deux ans."),
        ("Nous avons vécu à Nice depuis 2015.", "Nous vivons à Nice depuis 2015."),
        ("Il a été malade depuis mardi.", "Il est malade depuis mardi."),
        ("Depuis trois mois, j'ai appris le russe.", "Depuis trois mois, j'apprends le russe."),
    ),
    right=(
        "Je n'ai pas dormi depuis lundi.",
        "Il a beaucoup changé depuis un an.",
        "Elle est partie depuis une heure.",
        "J'ai vécu à Rome et depuis deux ans j'habite ici.",
        "Depuis hier, j'ai lu trois livres.",
        "J'ai toujours aimé ça depuis mon enfance.",
        "Elle n'a plus travaillé depuis mars.",
    ),
)
def compound_past(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "depuis" or s.after(t).norm == "que":
            continue
        group = group_before(s, t) or _group_after(s, t)
        if group is None or group.participle is None or group.tense != "ind_pres":
            continue
        m = group.verb.finite
        if m is None or m.lemma != "avoir" or group.negation or not _time_after(s, t):
            continue
        if group.lemma not in STATES or {a.norm for a in group.adverbs} & _BOUNDED:
            continue
        if _happened(s.after(group.participle), group) or "avant" in s.norms:
            continue
        tense = "ind_impf" if _anchored(s) else "ind_pres"
        form = s.lexicon.inflect_verb(group.lemma, tense, group.person)
        if _over(s, t):
            continue
        if form:
            hung = "".join(
                x.text for x in s.tokens[group.verb.i + 1 :] if x.hung and group.inverted
            )
            adverbs = "".join(f" {a.text}" for a in group.adverbs)
            first, said = group.verb, f"{form}{hung}{adverbs}"
            if group.clitics and group.clitics[-1].norm == "l'" and not vowel_sound(form):
                first, said = group.clitics[-1], f"le {said}"
            yield say(s, first, group.participle, said)


def _happened(following: Tok, group: VerbGroup) -> bool:
    """Whether it happened, once or some times: "j'ai eu un accident depuis deux mois"."""
    one = following.norm in ("un", "une", "des")
    return following.pos == "NUM" or (group.lemma == "avoir" and one)


def _over(s: Sentence, tok: Tok) -> bool:
    """Whether something else happened afterwards: "… et puis je suis rentré"."""
    later = (g for g in s.groups if g.verb.i > tok.i and g.participle is not None)
    then = ("et", "mais", "après", "puis", "ensuite")
    return any(t.norm in then and t.i > tok.i for t in s) and next(later, None) is not None


def _anchored(s: Sentence) -> bool:
    """Whether a past event says up to when it lasted: "quand il est arrivé"."""
    return any(
        t.norm in ("quand", "lorsque") and any(g.participle and g.verb.i > t.i for g in s.groups)
        for t in s
    )


_BOUNDED = frozenset({"toujours", "déjà", "beaucoup", "jamais", "bien", "enfin", "souvent", "tout"})


def _group_after(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The next verb group, after "depuis" at the head of its clause."""
    if tok.i > 0 and s.at(tok.i - 1).pos not in ("PUNCT", "CCONJ"):
        return None
    return next((g for g in s.groups if g.verb.i > tok.i), None)


def _time_after(s: Sentence, t: Tok) -> bool:
    one, two, three = (s.after(t, k) for k in (1, 2, 3))
    if two.norm in _STAGES or one.norm == "toujours":
        return True
    if one.lemma in DAYS or one.norm in MONTHS or one.norm in ("longtemps", "toujours"):
        return True
    if one.pos == "NUM" and one.norm.isdigit() and len(one.norm) == 4:
        return True
    timed = any(x.lemma in UNITS for x in (two, three))
    return (timed and (NUMBER(one) or NUMBER(two))) or one.norm == "combien"


_STAGES = wordlist("âge enfance début rentrée école lycée collège maternelle primaire")


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
        s, word("il").named("a"), word("y"), word("a").named("z"), NUMBER, _UNIT.named("u")
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
    id="time_depuis.double",
    level=Level.A2,
    reference="Un seul mot pour la durée : il y a un an, ou depuis un an.",
    fr="« depuis » et « il y a » ne vont pas ensemble.",
    en="Use either “depuis” or “il y a”, not both.",
    triggers=frozenset({"depuis"}),
    wrong=(("Il est parti depuis il y a un mois.", "Il est parti il y a un mois."),),
    right=("Depuis, il y a un mois de retard.", "Il est parti depuis un mois."),
)
def double(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("depuis").named("d"), word("il"), word("y"), word("a")):
        yield delete(s, m["d"], m["d"])
