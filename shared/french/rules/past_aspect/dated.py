"""The past tense that a date, a duration or a habit asks for."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule
from shared.french.rules.verbs import change_tense, lemmas, takes_etre, to_compound, to_imperfect
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.aspect import ACTIVITY, STATES, TELIC
from shared.french.words.closed import NUMBERS
from shared.french.words.people import PEOPLE
from shared.french.words.time import DAYS, SEASONS, UNITS

YOUNG = wordlist(
    """petit petite petits petites jeune jeunes enfant enfants bébé adolescent adolescente ado
    étudiant étudiante étudiants lycéen lycéenne collégien collégienne gamin gamine gosse gosses
    célibataire élève"""
)


def compound(group: VerbGroup) -> bool:
    return group.participle is not None and group.tense == "ind_pres" and not group.inverted


def habitual(s: Sentence) -> bool:
    """Whether something says that it happened again and again."""
    norms = {t.norm for t in s}
    if norms & {"chaque", "habitude", "autrefois"} or "de temps en temps" in s.text.lower():
        return True
    for tok in s:
        if tok.norm in ("tous", "toutes") and s.after(tok).norm == "les":
            return s.after(tok, 2).pos not in ("NUM",) and s.after(tok, 2).norm not in NUMBERS
        if tok.norm in DAYS and s.at(tok.i - 1).norm == "le" and tok.i <= 2:
            return False
    return False


def duration(s: Sentence) -> bool:
    """Whether a stretch of time or a number of times bounds what happened."""
    return any(
        (t.pos == "NUM" or t.norm in NUMBERS or t.norm in ("quelques", "plusieurs"))
        and (s.after(t).lemma in UNITS or s.after(t).norm == "fois")
        and s.at(t.i - 1).norm not in ("avais", "avait")
        for t in s
    )


def childhood(s: Sentence) -> VerbGroup | None:
    """Find the clause "quand j'étais petit", or None."""
    for group in s.groups:
        found = lemmas(group.verb)
        if group.tense != "ind_impf" or not found & {"être", "avoir"}:
            continue
        following = s.after(group.verb)
        if "avoir" in found:
            if s.after(following).lemma == "an" and s.at(group.first.i - 2).norm == "quand":
                return group
            continue
        opens = {t.norm for t in s.tokens[max(0, group.verb.i - 3) : group.verb.i]}
        school = following.norm in ("à", "au", "en") and any(
            t.norm in SCHOOL for t in s.tokens[following.i + 1 : following.i + 3]
        )
        if (following.norm in YOUNG or school) and opens & {"quand", "lorsque"}:
            return group
    return None


SCHOOL = wordlist("école lycée collège fac université primaire maternelle armée")


@rule(
    id="past_aspect.habit",
    level=Level.B1,
    reference="L'imparfait dit l'habitude : tous les jours, chaque été, quand j'étais petit.",
    fr="Pour une habitude du passé, on met l'imparfait : « {say} ».",
    en="For a past habit, use the imparfait: “{say}”.",
    triggers=frozenset(
        {"chaque", "tous", "toutes", "tout", "habitude", "autrefois", "quand", "époque"}
    ),
    wrong=(
        ("Chaque été, on est allés à la mer.", "Chaque été, on allait à la mer."),
        (
            "Avant, j'ai mangé de la viande tous les jours.",
            "Avant, je mangeais de la viande tous les jours.",
        ),
        (
            "Quand j'étais petit, j'ai joué dans la rue.",
            "Quand j'étais petit, je jouais dans la rue.",
        ),
        ("D'habitude, il a pris le train.", "D'habitude, il prenait le train."),
    ),
    right=(
        "Quand j'étais petit, j'ai vécu deux ans au Mali.",
        "Cette semaine, j'ai couru tous les jours.",
        "Quand j'étais petit, je suis tombé du toit.",
        "Quand j'étais jeune, j'ai vécu à Rome.",
        "J'ai toujours aimé ça.",
        "On a vu tous les films.",
        "Tous les invités sont arrivés.",
        "Il a plu tous les jours pendant nos vacances.",
        "Il a mangé tous les gâteaux.",
        "Je suis plus fatigué que d'habitude.",
    ),
    confidence=0.85,
)
def habit(s: Sentence) -> Iterator[Hit]:
    young = childhood(s)
    if _bounded(s) or duration(s):
        return
    for group in s.groups:
        if not compound(group) or group.lemma in ("commencer", "arrêter", "décider"):
            continue
        if any(t.norm in ("déjà", "toujours", "jamais") for t in group.adverbs):
            continue
        often = _often(s, group)
        # "Je l'ai connu": I met him; "j'ai vécu à Rome" sums up a time as well as it describes it.
        lasting = (ACTIVITY | STATES) - {"connaître", "savoir", "vivre"}
        was = young is not None and group.lemma in lasting and not _once(s, group)
        if often or was:
            yield from to_imperfect(s, group)


def _often(s: Sentence, group: VerbGroup) -> bool:
    """Whether "tous les jours", "chaque été", "d'habitude" goes with a verb of the past."""
    past = childhood(s) is not None or {"avant", "autrefois", "époque", "enfance"} & s.norms
    for tok in s:
        first = tok.i < group.verb.i and tok.i <= 1
        if tok.norm == "habitude" and s.at(tok.i - 1).norm == "de" and tok.locution == "ADV":
            return s.at(tok.i - 2).norm != "que"  # "plus fatigué que d'habitude"
        if (
            tok.norm == "époque"
            and s.at(tok.i - 2).norm == "à"
            and group.lemma in ACTIVITY | STATES | {"avoir"}
        ):
            return True
        every = tok.norm in ("tous", "toutes") and s.after(tok).norm == "les"
        unit = s.after(tok, 2 if every else 1)
        timed = unit.lemma in _TIMES or unit.norm in _TIMES
        if (every or tok.norm == "chaque") and timed and (first or past):
            return True
    return False


_TIMES = DAYS | wordlist(
    """jour matin soir nuit semaine week-end mois an année été hiver automne printemps heure
    samedi vacances noël après-midi lundi midi"""
)


def _bounded(s: Sentence) -> bool:
    """Whether the time spoken of is still open or has bounds: cette semaine, pendant."""
    norms = {t.norm for t in s}
    this = any(
        t.norm in ("cette", "ce")
        and s.after(t).lemma in ("semaine", "année", "mois", "matin", "été")
        for t in s
    )
    return this or bool(norms & {"pendant", "durant", "depuis", "aujourd'hui"})


def _once(s: Sentence, group: VerbGroup) -> bool:
    """Whether "un jour", "une fois" or a single object makes it one event."""
    after = s.tokens[group.lexical.i + 1 : group.lexical.i + 4]
    # "on a habité dans une ferme" lasted; "j'ai joué dans un film" need not have.
    lasted = group.lemma in STATES
    once = any(
        t.norm in ("un", "une") and not (lasted and s.at(t.i - 1).pos == "ADP") for t in after
    ) and group.lemma not in ("aimer", "vouloir")
    text = f" {s.text.lower()} "
    return once or " un jour" in text or " une fois" in text or " soudain" in text


@rule(
    id="past_aspect.sudden",
    level=Level.B1,
    reference="Le passé composé dit l'événement : soudain, tout à coup, une fois, il y a deux ans.",
    fr="Pour un événement, on met le passé composé : « {say} ».",
    en="For a single event, use the passé composé: “{say}”.",
    triggers=frozenset({"soudain", "coup", "soudainement", "brusquement", "immédiatement"}),
    wrong=(
        ("Soudain, il commençait à pleuvoir.", "Soudain, il a commencé à pleuvoir."),
        ("Tout à coup, la lumière s'éteignait.", "Tout à coup, la lumière s'est éteinte."),
        ("Et d'un coup, le chien partait.", "Et d'un coup, le chien est parti."),
    ),
    right=(
        "Tout à coup, il y avait du bruit partout.",
        "Soudain, j'avais peur.",
        "Du coup, je partais tôt.",
        "Il marchait quand soudain il est tombé.",
    ),
)
def sudden(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        sudden_word = tok.norm in ("soudain", "soudainement", "brusquement")
        phrase = tok.norm == "coup" and s.at(tok.i - 1).norm in ("à", "un")
        if not (sudden_word or phrase) or any(t.norm == "chaque" for t in s):
            continue
        group = next((g for g in s.groups if g.verb.i > tok.i), None)
        if group is None:
            group = s.groups[-1] if s.groups else None
        if group is not None and group.tense == "ind_impf" and _telic(group):
            yield from to_compound(s, group)


def _telic(group: VerbGroup) -> bool:
    found = lemmas(group.verb)
    plain = group.participle is None and group.infinitive is None
    phase = found & {"commencer", "finir", "décider"}
    return (plain or bool(phase)) and not found & (STATES | {"être", "avoir", "aller", "venir"})


@rule(
    id="past_aspect.bounded",
    level=Level.B1,
    reference="Durée ou nombre de fois terminés : passé composé.",
    fr="La durée est finie : passé composé : « {say} ».",
    en="The stretch of time is over, so use the passé composé: “{say}”.",
    triggers=wordlist("pendant fois hier avant-hier dernier y matin en jour abord"),
    wrong=(
        ("J'habitais à Rome pendant trois ans.", "J'ai habité à Rome pendant trois ans."),
        ("Il travaillait ici pendant dix ans.", "Il a travaillé ici pendant dix ans."),
        ("J'allais deux fois au Japon.", "Je suis allé deux fois au Japon."),
        ("Hier, j'achetais un vélo.", "Hier, j'ai acheté un vélo."),
        (
            "La semaine dernière, je perdais mon portable.",
            "La semaine dernière, j'ai perdu mon portable.",
        ),
        ("Il y a deux ans, je déménageais à Lille.", "Il y a deux ans, j'ai déménagé à Lille."),
        ("Hier soir, on allait au ciné.", "Hier soir, on est allé au ciné."),
        ("Un jour, je rencontrais un acteur.", "Un jour, j'ai rencontré un acteur."),
        ("D'abord, il fermait la porte.", "D'abord, il a fermé la porte."),
    ),
    right=(
        "Chaque jour, je marchais pendant deux heures.",
        "Hier, j'étais malade.",
        "Hier, je rentrais quand il m'a appelé.",
        "J'allais deux fois par semaine à la piscine.",
        "Hier, à huit heures, je dormais.",
        "L'année dernière, j'allais à la piscine le mardi.",
        "Il y a deux ans, j'habitais à Lille.",
        "Quand j'étais petit, je jouais pendant des heures.",
    ),
    confidence=0.85,
)
def bounded(s: Sentence) -> Iterator[Hit]:
    if habitual(s) or len(s.groups) > 2 or _other_clause(s):
        return
    for group in s.groups:
        if group.tense != "ind_impf" or group.participle or group.infinitive or group.inverted:
            continue
        found = lemmas(group.verb)
        if found & {"être", "avoir", "devoir", "pouvoir", "vouloir", "falloir", "venir"}:
            continue
        if (
            _for_long(s, group)
            or _times(s, group)
            or (_dated(s) and found & TELIC and (not _clock(s) or found & _DAILY))
        ):
            yield from to_compound(s, group)


_DAILY = wordlist("lever réveiller coucher")
"""No hour is the scene of these: "ce matin, je me suis levé à six heures"."""


def _other_clause(s: Sentence) -> bool:
    """Whether another clause may make this one the background."""
    linked = {"quand", "lorsque", "pendant que", "alors que", "comme", "si", "mais", "que", "qui"}
    norms = {t.norm for t in s}
    return bool(norms & (linked | {"parce", "où", "toujours", "souvent", "parfois", "époque"}))


def _for_long(s: Sentence, group: VerbGroup) -> bool:
    for tok in s:
        if tok.norm not in ("pendant", "durant") or tok.i < group.verb.i:
            continue
        number = s.after(tok)
        counted = number.pos == "NUM" or number.norm in NUMBERS | {"quelques", "plusieurs"}
        if counted and s.after(number).lemma in UNITS:
            return True
    return False


def _times(s: Sentence, group: VerbGroup) -> bool:
    for tok in s:
        number = s.at(tok.i - 1)
        counted = number.pos == "NUM" or number.norm in NUMBERS | {"plusieurs"}
        if tok.norm == "fois" and counted and tok.i > group.verb.i:
            return s.after(tok).norm not in ("par", "de", "plus", "moins") and number.norm != "à"
    return False


def _dated(s: Sentence) -> bool:
    """Whether a single day, week or year of the past is named: hier, la semaine dernière."""
    text = s.text.lower()
    last = any(
        t.norm in ("dernier", "dernière", "passé", "passée")
        and s.at(t.i - 1).lemma in DAYS | UNITS | SEASONS | {"week-end", "nuit"}
        for t in s
    )
    ago = any(t.norm == "y" and s.after(t).norm == "a" and s.after(t, 3).lemma in UNITS for t in s)
    year = any(t.norm == "en" and s.after(t).pos == "NUM" and len(s.after(t).text) == 4 for t in s)
    once = text.startswith(("un jour", "d'abord", "d’abord"))
    near = once or "hier" in {t.norm for t in s} or "avant-hier" in text or "ce matin" in text
    return near or last or ago or year


def _clock(s: Sentence) -> bool:
    """Whether an hour sets the scene: "à huit heures, je partais"."""
    le_mardi = any(t.norm in DAYS and s.at(t.i - 1).norm == "le" for t in s)
    return any(t.lemma == "heure" for t in s) or le_mardi


def _only_present(s: Sentence) -> VerbGroup | None:
    """The one verb group, or the present one of two that "et" joins, the other being past."""
    if len(s.groups) == 1:
        return s.groups[0]
    present = [g for g in s.groups if g.tense == "ind_pres" and g.participle is None]
    if len(s.groups) != 2 or len(present) != 1:
        return None
    first, second = s.groups
    joined = s.tokens[first.lexical.i + 1 : second.first.i]
    if not any(t.norm in ("et", "puis") for t in joined) or any(t.pos == "SCONJ" for t in joined):
        return None
    return present[0] if present[0] is first else None


def _someone(s: Sentence, group: VerbGroup) -> bool:
    """Whether the subject is a pronoun, or "mon frère" and the like."""
    subject = group.subject
    if subject is None or subject.pos != "NOUN":
        return subject is not None
    return s.at(subject.i - 1).norm in ("mon", "ma", "mes", "notre") and subject.lemma in PEOPLE


@rule(
    id="past_aspect.present_for_past",
    level=Level.A2,
    reference="Hier, la semaine dernière : passé composé ou imparfait.",
    fr="C'est du passé : « {say} ».",
    en="This is in the past: “{say}”.",
    triggers=frozenset({"hier", "avant-hier", "dernier", "dernière", "passé"}),
    wrong=(
        ("Hier, je vais au marché.", "Hier, je suis allé au marché."),
        ("La semaine dernière, on mange au resto.", "La semaine dernière, on a mangé au resto."),
        ("Hier soir, je suis très fatigué.", "Hier soir, j'étais très fatigué."),
        ("J'achète une voiture hier.", "J'ai acheté une voiture hier."),
        ("Hier, je vais au lac et j'ai nagé.", "Hier, je suis allé au lac et j'ai nagé."),
        ("L'été passé, je travaille au bar.", "L'été passé, j'ai travaillé au bar."),
    ),
    right=(
        "Hier, c'est fini.",
        "Depuis hier, je suis malade.",
        "Je suis passé le voir hier.",
        "Je travaille comme hier.",
        "C'est le film d'hier.",
        "Hier, je vais au marché et là, je vois Paul.",
        "Je pense que c'était hier.",
        "Tu sais où il était hier ?",
    ),
    confidence=0.85,
)
def present_for_past(s: Sentence) -> Iterator[Hit]:
    norms = {t.norm for t in s}
    group = _only_present(s)
    if group is None or "depuis" in norms:
        return
    hier = next((t for t in s if t.norm in ("hier", "avant-hier")), None)
    if not _dated(s) or norms & {"y", "ce", "ça", "que"} or group.subject is None:
        return
    if hier is not None and s.at(hier.i - 1).norm in ("de", "comme", "depuis", "que"):
        return
    found = lemmas(group.verb)
    compound = group.participle is not None and (
        "être" not in found
        or takes_etre(group.lemma, reflexive=group.reflexive)
        or group.lemma not in ("fatiguer", "fâcher", "stresser", "perdre", "casser", "énerver")
    )
    if group.tense != "ind_pres" or compound or not _someone(s, group):
        return
    if found & (STATES | {"être", "avoir", "devoir", "pouvoir"}):
        yield from change_tense(s, group, "ind_impf")
    elif group.infinitive is None:
        yield from to_compound(s, group)
