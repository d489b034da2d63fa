"""The present of what still goes on, with depuis and ça fait… que."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.patterns import NUMBER, find, lemma
from shared.french.rules.time_depuis.said_for_depuis import STATES, durations, group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAY_PARTS, DAYS, MONTHS, UNITS


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
    id="time_depuis.going_on_since",
    level=Level.A2,
    reference="Depuis + durée avec le présent : être marié depuis dix ans.",
    fr="Pour ce qui dure encore, on dit « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"pour", "de"}),
    wrong=(
        ("On est divorcés pour longtemps.", "On est divorcés depuis longtemps."),
        ("On est mariés pour vingt ans.", "On est mariés depuis vingt ans."),
        ("Je suis à Paris pour deux mois déjà.", "Je suis à Paris depuis deux mois déjà."),
        ("Je connais Léa de trois ans.", "Je connais Léa depuis trois ans."),
        ("Je suis mariée de dix ans.", "Je suis mariée depuis dix ans."),
    ),
    right=(
        "Je suis à Paris pour deux mois.",
        "Elle est absente pour trois jours.",
        "Je connais un enfant de trois ans.",
        "Il connaît ma fille de six ans.",
    ),
)
def going_on_since(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pour", "de"):
        group = group_before(s, m["p"])
        if group is None or group.tense != "ind_pres":
            continue
        state = s.at(m["p"].i - 1)
        settled = state.norm in _SETTLED and group.verb.lemma == "être"
        already = s.after(m["u"]).norm == "déjà" or s.after(group.verb).norm == "déjà"
        going = settled or (already and group.participle is None)
        known = group.lemma == "connaître" and group.participle is None
        named = state is group.verb or state.text[:1].isupper()
        wed = settled and state.norm.startswith(_WEDDED)
        if wed or (m["p"].norm == "pour" and going) or (m["p"].norm == "de" and known and named):
            yield say(s, m["p"], m["p"], "depuis")

    for t in s:
        wed = s.at(t.i - 1).norm.startswith(_WEDDED) and s.at(t.i - 2).lemma == "être"
        if t.norm == "pour" and s.after(t).norm == "longtemps" and wed:
            yield say(s, t, t, "depuis")


_WEDDED = ("mari", "sépar", "divorc")
_SETTLED = wordlist(
    """marié mariée mariés mariées divorcé divorcée divorcés séparé séparée séparés célibataire
    veuf veuve retraité retraitée fiancé fiancée fiancés ensemble végétarien végétarienne malade"""
)


@rule(
    id="time_depuis.missing",
    level=Level.A2,
    reference="Présent + depuis + durée : j'habite ici depuis deux ans.",
    fr="Ce qui dure encore se dit avec « depuis » devant la durée.",
    en="For something still going on, put “depuis” before the length of time.",
    triggers=wordlist("habiter vivre apprendre étudier connaître marié mariés"),
    wrong=(
        ("J'habite ici deux ans.", "J'habite ici depuis deux ans."),
        ("J'apprends le français trois ans déjà.", "J'apprends le français depuis trois ans déjà."),
        ("On est mariés dix ans.", "On est mariés depuis dix ans."),
        ("J'apprends le grec six mois.", "J'apprends le grec depuis six mois."),
    ),
    right=(
        "J'habite ici deux mois par an.",
        "On vit là deux ans et après on part.",
        "J'ai habité ici deux ans.",
        "Je vais vivre là deux ans.",
        "Je connais deux ans de prison.",
        "Si on vit ici deux ans, on comprend.",
    ),
    confidence=0.8,
)
def missing(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"par", "chaque", "tous", "si", "quand", "demain"}:
        return
    for m in find(s, NUMBER.named("n"), lemma("an", "année", "mois").named("u")):
        before, after = s.at(m["n"].i - 1), s.after(m["u"])
        group = group_before(s, m["n"])
        if group is None or group.tense != "ind_pres" or group.infinitive:
            continue
        married = before.norm in ("marié", "mariée", "mariés") and group.verb.lemma == "être"
        settled = married or (group.lemma in _SINCE and group.participle is None)
        if m["u"].lemma == "mois" and group.lemma in ("habiter", "vivre"):
            settled = group.subject is not None and group.subject.norm == "je"
        free = before.pos not in ("ADP", "DET", "SCONJ") and before.norm not in ("a", "ou", "fait")
        closed = after.norm in ("déjà", "maintenant") or not after.is_word
        if settled and free and closed and m["n"].norm not in ("un", "une"):
            yield insert(s, m["n"], "depuis")


_SINCE = wordlist("habiter vivre apprendre étudier connaître")


@rule(
    id="time_depuis.no_longer",
    level=Level.A2,
    reference="Je ne fume plus depuis un an.",
    fr="Ce qu'on ne fait plus, on ne le fait plus « depuis ».",
    en="For what one no longer does, use “depuis”.",
    triggers=frozenset({"pour", "pendant"}),
    wrong=(
        ("Je ne fume plus pour deux ans.", "Je ne fume plus depuis deux ans."),
        ("On ne boit plus pendant six mois.", "On ne boit plus depuis six mois."),
    ),
    right=(
        "Je n'ai plus d'argent pour deux jours.",
        "Il n'en reste plus pour deux jours.",
        "Je ne travaille pas pour deux jours.",
        "Je ne serai plus là pendant deux ans.",
    ),
    confidence=0.8,
)
def no_longer(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pour", "pendant"):
        group = group_before(s, m["p"])
        if group is None or group.tense != "ind_pres" or group.participle or group.ne is None:
            continue
        over = group.negation is not None and group.negation.norm == "plus"
        if over and group.lemma in ("fumer", "boire", "habiter", "étudier"):
            yield say(s, m["p"], m["p"], "depuis")


@rule(
    id="time_depuis.how_long",
    level=Level.A2,
    reference="Depuis combien de temps + présent : ce qui dure encore.",
    fr="Pour ce qui dure encore, on demande « depuis combien de temps ».",
    en="For something still going on, ask “depuis combien de temps”.",
    triggers=frozenset({"combien"}),
    wrong=(
        ("Combien de temps tu habites ici ?", "Depuis combien de temps tu habites ici ?"),
        (
            "Pour combien de temps est-ce que tu étudies le russe ?",
            "Depuis combien de temps est-ce que tu étudies le russe ?",
        ),
    ),
    right=(
        "Combien de temps tu restes ?",
        "Pour combien de temps tu habites ici ?",
        "Depuis combien de temps tu habites ici ?",
    ),
)
def how_long(s: Sentence) -> Iterator[Hit]:
    first, second, third = s.at(0), s.at(1), s.at(2)
    if (first.norm, second.norm, third.norm) == ("combien", "de", "temps"):
        if _asked_now(s, "habiter", "vivre", "connaître"):
            yield say(s, first, first, "depuis combien")
    elif first.norm in ("pendant", "pour") and (second.norm, third.norm) == ("combien", "de"):
        dwelling = ("habiter", "vivre") if first.norm == "pendant" else ()
        if _asked_now(s, "connaître", "apprendre", "étudier", *dwelling):
            yield say(s, first, first, "depuis")


def _asked_now(s: Sentence, *lemmas: str) -> bool:
    """Whether a question is about one of these verbs in the present, "est-ce que" apart."""
    group = next((g for g in s.groups if g.verb.lemma != "être"), None)
    now = group is not None and group.tense == "ind_pres" and group.participle is None
    return now and group is not None and group.lemma in lemmas


@rule(
    id="time_depuis.state_since",
    level=Level.A2,
    reference="Être malade depuis lundi, avoir mal depuis ce matin.",
    fr="Ce qui dure encore se dit avec « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"de"}),
    wrong=(
        ("Il est absent de mardi.", "Il est absent depuis mardi."),
        ("J'ai mal au dos de ce matin.", "J'ai mal au dos depuis ce matin."),
        ("Le bébé dort de trois heures.", "Le bébé dort depuis trois heures."),
        ("On est ici à partir d'hier.", "On est ici depuis hier."),
        ("Elle est enrhumée d'hier.", "Elle est enrhumée depuis hier."),
    ),
    right=(
        "Il est absent de mardi à jeudi.",
        "Elle est enceinte de trois mois.",
        "Il dort de deux heures à six heures.",
        "J'ai mal dormi hier.",
        "Il est âgé de deux ans.",
        "J'attends le train de deux heures.",
        "Je suis sûr de lundi.",
        "Elle est fatiguée de ce matin pluvieux.",
    ),
)
def state_since(s: Sentence) -> Iterator[Hit]:
    for t in s:
        moment = s.after(t)
        last = _last_of_moment(s, moment) if t.norm == "de" else None
        if last is None or not ends(s.after(last)):
            continue
        before = s.at(t.i - 1)
        if before.norm == "partir" and moment.norm in _YESTERDAY:
            yield say(s, s.at(t.i - 2), t, "depuis")
        elif _in_a_state(s, t, before):
            yield say(s, t, t, "depuis")


def _last_of_moment(s: Sentence, tok: Tok) -> Tok | None:
    """The last word of "lundi", "hier", "ce matin" or "deux heures", or None."""
    if tok.norm in DAYS or tok.norm in _YESTERDAY:
        return tok
    this = tok.norm in ("ce", "cette") and s.after(tok).norm in DAY_PARTS
    return s.after(tok) if this or (NUMBER(tok) and s.after(tok).lemma in UNITS) else None


def _in_a_state(s: Sentence, tok: Tok, before: Tok) -> bool:
    group = group_before(s, tok)
    if group is None or group.tense != "ind_pres":
        return False
    unwell = group.verb.lemma == "être" and before.norm in _UNWELL
    hurts = (
        group.verb.lemma == "avoir" and s.after(group.verb).norm == "mal" and before.pos == "NOUN"
    )
    goes_on = group.lemma in ("dormir", "pleuvoir", "neiger") and before is group.verb
    return unwell or hurts or goes_on


_YESTERDAY = frozenset({"hier", "avant-hier"})
_UNWELL = wordlist(
    "malade absent absente absents enrhumé enrhumée hospitalisé hospitalisée chômage"
)
