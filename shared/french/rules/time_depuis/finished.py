"""What is over or ahead: pendant, il y a; and words too many."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import COMMA, NUMBER, find, lemma, word
from shared.french.rules.time_depuis.going_on import LASTING
from shared.french.rules.time_depuis.said_for_depuis import UNIT, durations, group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAYS, UNITS


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
    hours = (word("pour").named("p"), word("des"), UNIT)
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
        UNIT.named("u"),
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


@rule(
    id="time_depuis.word_too_many",
    level=Level.A2,
    reference="Depuis + durée ou date, sans « que » ni « de ».",
    fr="Après « depuis », ni « que » ni « de » : « depuis deux ans ».",
    en="“depuis” is followed by the time itself, without “que” or “de”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je vis ici depuis que six mois.", "Je vis ici depuis six mois."),
        ("Il dort depuis de dix heures.", "Il dort depuis dix heures."),
        ("Je suis malade depuis de mardi.", "Je suis malade depuis mardi."),
    ),
    right=("Depuis que deux amis sont là, je ris.", "Depuis que je vis ici, je dors bien."),
)
def word_too_many(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("depuis"), word("que", "de").named("x")):
        one, two = s.after(m["x"]), s.after(m["x"], 2)
        if (NUMBER(one) and two.lemma in UNITS) or one.norm in DAYS:
            yield delete(s, m["x"], m["x"])


@rule(
    id="time_depuis.over",
    level=Level.A2,
    reference="Pendant + durée : ce qui est fini ; depuis : ce qui dure encore.",
    fr="C'est fini : on dit « pendant ».",
    en="It is over, so use “pendant”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        (
            "J'ai vécu à Rome depuis deux ans et puis je suis parti.",
            "J'ai vécu à Rome pendant deux ans et puis je suis parti.",
        ),
        (
            "J'ai vécu à Rome depuis deux ans avant de partir.",
            "J'ai vécu à Rome pendant deux ans avant de partir.",
        ),
    ),
    right=(
        "Je vis à Rome depuis deux ans et j'ai aimé.",
        "Je n'ai pas dormi depuis deux jours et j'ai perdu mes clés.",
    ),
)
def over(s: Sentence) -> Iterator[Hit]:
    then = word("et", "avant", "après", "puis", "ensuite").named("e")
    for m in find(s, word("depuis").named("d"), NUMBER, UNIT, COMMA.opt, then):
        group = group_before(s, m["d"])
        later = next((g for g in s.groups if g.verb.i > m["e"].i), None)
        if group is None or group.negation:
            continue
        if m["e"].norm != "avant" and (later is None or later.participle is None):
            continue
        if group.participle is not None and group.lemma in LASTING | {"dormir", "jouer"}:
            yield say(s, m["d"], m["d"], "pendant")


@rule(
    id="time_depuis.stretch_ahead",
    level=Level.A2,
    reference="Pendant ou pour + durée : une durée à venir.",
    fr="Pour une durée à venir, on dit « pendant » ou « pour ».",
    en="For a stretch of time ahead, use “pendant” or “pour”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Je vais rester ici depuis un mois.", "Je vais rester ici pendant un mois."),
        ("On voyagera depuis deux semaines.", "On voyagera pendant deux semaines."),
    ),
    right=(
        "Je vais mieux depuis deux jours.",
        "Il va travailler à pied depuis un mois.",
        "Demain, ça fera dix ans.",
    ),
)
def stretch_ahead(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "depuis"):
        group = group_before(s, m["p"])
        if group is None:
            continue
        inf = group.infinitive.infinitive if group.infinitive else None
        going = group.lemma == "aller" and group.tense == "ind_pres" and inf is not None
        lemma_ = inf.lemma if going and inf is not None else group.lemma
        ahead = (going or group.tense == "ind_fut") and group.participle is None
        if ahead and lemma_ in ("rester", "voyager", "séjourner", "dormir", "habiter", "loger"):
            yield say(s, m["p"], m["p"], "pendant", "pour")
