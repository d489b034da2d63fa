"""What is over or ahead: pendant, il y a; and words too many."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import COMMA, NUMBER, Match, find, lemma, word
from shared.french.rules.time_depuis.ca_fait import LASTING
from shared.french.rules.time_depuis.said_for_depuis import UNIT, durations, group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist


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
        ("Pour deux ans, j'ai vécu à Rome.", "Pendant deux ans, j'ai vécu à Rome."),
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
        group = group_before(s, first) or _group_behind(s, first)
        if group is None or not (group.participle or group.tense == "ind_impf"):
            continue
        if {a.norm for a in group.adverbs} & {"assez", "trop"}:
            continue  # "pas assez travaillé pour deux semaines de congés"
        if group.lemma in _ACTIVITY | _UNDONE and group.negation is not None:
            if group.participle and group.tense == "ind_pres":
                yield say(s, first, last, "depuis", "pendant")
        elif group.lemma in _ACTIVITY and not _object_between(s, group, first):
            yield say(s, first, last, "pendant")


def _group_behind(s: Sentence, first: Tok) -> VerbGroup | None:
    """The verb of a sentence that "pour deux ans" opens."""
    group = next(iter(s.groups), None)
    return group if first.i == 0 and group is not None and group.negation is None else None


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
    triggers=frozenset({"avant", "depuis", "dans", "en", "passé", "arrière", "y"}),
    wrong=(
        ("J'ai acheté ce vélo avant deux ans.", "J'ai acheté ce vélo il y a deux ans."),
        ("Je suis née depuis vingt ans.", "Je suis née il y a vingt ans."),
        ("J'ai rencontré mon mari depuis cinq ans.", "J'ai rencontré mon mari il y a cinq ans."),
        ("Elle est arrivée deux mois en arrière.", "Elle est arrivée il y a deux mois."),
        ("Il est arrivé à Lyon depuis six ans.", "Il est arrivé à Lyon il y a six ans."),
        ("Avant deux jours, j'ai vu Léa.", "Il y a deux jours, j'ai vu Léa."),
        ("Depuis deux ans je suis venu en France.", "Il y a deux ans je suis venu en France."),
        ("Depuis deux ans, j'ai acheté une moto.", "Il y a deux ans, j'ai acheté une moto."),
        ("Depuis trois jours j'ai perdu ma clé.", "Il y a trois jours j'ai perdu ma clé."),
        ("Depuis une semaine, je suis tombé.", "Il y a une semaine, je suis tombé."),
        ("Dans deux ans, je suis allé à Rome.", "Il y a deux ans, je suis allé à Rome."),
        ("Mon frère s'est marié dans six mois.", "Mon frère s'est marié il y a six mois."),
        ("J'ai commencé le judo en deux ans.", "J'ai commencé le judo il y a deux ans."),
        ("Il y a un mois passé, j'ai vu Léa.", "Il y a un mois, j'ai vu Léa."),
        ("Il est parti il y a une heure avant.", "Il est parti il y a une heure."),
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
        "Depuis une semaine, il est tombé malade.",
        "Depuis un an, j'ai perdu deux fois.",
        "Dans deux minutes, j'ai fini.",
        "Je suis arrivé en deux heures.",
        "En deux ans, je suis allé à Rome.",
        "Il est parti dans deux voitures.",
        "Il y a deux heures avant le départ.",
        "Il y a une semaine passée à Rome qui m'a plu.",
    ),
)
def ago(s: Sentence) -> Iterator[Hit]:
    yield from _too_much(s)
    for m in durations(s, "avant", "depuis", "dans", "en"):
        if m["p"].norm in ("dans", "en"):
            yield from _happened(s, m)
            continue
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
        fell = group.lemma == "tomber" and not s.after(group.lexical).can("ADJ")
        long = group.lemma == "arriver" and m["u"].lemma in ("an", "année", "mois")
        done = group.lemma in ("commencer", "finir") and s.after(group.participle) is m["p"]
        if done and m["p"].norm == "depuis":
            continue  # "j'ai fini depuis une heure": it has been so since
        if m["p"].norm == "avant" or ((group.lemma in _ONCE or long or fell) and not counted):
            yield say(s, m["p"], m["p"], "il y a")
    pattern = (
        NUMBER.named("n"),
        UNIT.named("u"),
        word("en").named("e"),
        word("arrière").named("z"),
    )
    for m in find(s, *pattern):
        yield say(s, m["n"], m["z"], f"il y a {s.slice(m['n'], m['u']).lower()}")


def _happened(s: Sentence, m: Match) -> Iterator[Hit]:
    """Mend "je suis allé à Rome dans deux ans", "j'ai commencé en deux ans"."""
    prep = m["p"]
    opens = prep.i == 0 and prep.norm == "dans"
    group = next(iter(s.groups), None) if opens else group_before(s, prep)
    if group is None or group.tense != "ind_pres" or group.participle is None or group.negation:
        return
    if opens or ends(s.after(m["u"])):
        once = _ONCE - {"finir"} | {"partir", "arriver", "tomber", "mourir"}
        if group.lemma in (once if prep.norm == "dans" else _INSTANT):
            yield say(s, prep, prep, "il y a")


_INSTANT = wordlist("commencer naître mourir rencontrer")
"""What takes no time, and so is not done "en deux ans"."""


def _too_much(s: Sentence) -> Iterator[Hit]:
    """Mend "il y a deux ans avant", "il y a deux ans passés"."""
    opening = (word("il"), word("y"), word("a"), NUMBER, UNIT)
    for m in find(s, *opening, word("avant", "passé", "passée", "passés", "passées").named("x")):
        if ends(s.after(m["x"])) or s.after(m["x"]).norm in PRONOUN_SUBJECTS:
            yield delete(s, m["x"], m["x"])


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


_DATED = wordlist("acheter vendre rencontrer visiter recevoir perdre casser trouver oublier")


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
    triggers=frozenset({"depuis", "rester"}),
    wrong=(
        ("Je vais rester ici depuis un mois.", "Je vais rester ici pendant un mois."),
        ("On voyagera depuis deux semaines.", "On voyagera pendant deux semaines."),
        ("Je vais rester là dans trois jours.", "Je vais rester là pendant trois jours."),
    ),
    right=(
        "Je vais mieux depuis deux jours.",
        "Il va travailler à pied depuis un mois.",
        "Demain, ça fera dix ans.",
        "Il va dormir dans deux minutes.",
        "On va rester dans deux chambres.",
    ),
)
def stretch_ahead(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "depuis", "dans"):
        group = group_before(s, m["p"])
        if group is None:
            continue
        inf = group.infinitive.infinitive if group.infinitive else None
        going = group.lemma == "aller" and group.tense == "ind_pres" and inf is not None
        lemma_ = inf.lemma if going and inf is not None else group.lemma
        ahead = (going or group.tense == "ind_fut") and group.participle is None
        stays = _STAYING if m["p"].norm == "depuis" else frozenset({"rester", "séjourner"})
        if ahead and lemma_ in stays:
            yield say(s, m["p"], m["p"], "pendant", "pour")


_STAYING = wordlist("rester voyager séjourner dormir habiter loger")
