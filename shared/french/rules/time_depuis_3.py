"""How long and since when, continued: words too many, ça fait… que, what is over."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.clauses import PRONOUN_SUBJECTS
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.patterns import COMMA, NUMBER, find, lemma, word
from shared.french.rules.time_depuis import STATES, durations, group_before
from shared.french.rules.verbs import clause_group
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAYS, UNITS

_UNIT = lemma(*UNITS)


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
    id="time_depuis.ca_fait_que",
    level=Level.B1,
    reference="Ça fait + durée + que + présent : ce qui dure encore.",
    fr="Ce qui dure encore est au présent : « {say} ».",
    en="For something still going on, use the present: “{say}”.",
    triggers=frozenset({"fait", "faire", "y"}),
    wrong=(
        ("Ça fait un an que j'ai travaillé ici.", "Ça fait un an que je travaille ici."),
        ("Il y a dix ans qu'on a habité à Nice.", "Il y a dix ans qu'on habite à Nice."),
        (
            "Ça fait un an que j'ai appris le russe et je continue.",
            "Ça fait un an que j'apprends le russe et je continue.",
        ),
    ),
    right=(
        "Ça fait un an que j'ai pas travaillé.",
        "Ça fait un an que je suis parti.",
        "Ça fait un mois que j'ai fini.",
        "Ça fait un an que j'ai appris la nouvelle.",
    ),
)
def ca_fait_que(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("fait", "a"), NUMBER, _UNIT, word("que").named("q")):
        group = clause_group(s, m["q"])
        if group is None or group.participle is None or group.negation or group.clitics:
            continue
        lasting = STATES if s.norms & _ON_AND_ON else _LASTING
        if group.tense != "ind_pres" or group.lemma not in lasting or not group.person:
            continue
        form = s.lexicon.inflect_verb(group.lemma, "ind_pres", group.person)
        if form:
            yield say(s, group.verb, group.participle, form)


_LASTING = wordlist("habiter vivre travailler étudier attendre")
_ON_AND_ON = frozenset({"continuer", "encore"})


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
    for m in find(s, word("depuis").named("d"), NUMBER, _UNIT, COMMA.opt, then):
        group = group_before(s, m["d"])
        later = next((g for g in s.groups if g.verb.i > m["e"].i), None)
        if group is None or group.negation:
            continue
        if m["e"].norm != "avant" and (later is None or later.participle is None):
            continue
        if group.participle is not None and group.lemma in _LASTING | {"dormir", "jouer"}:
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


@rule(
    id="time_depuis.ca_fait_depuis",
    level=Level.A2,
    reference="Ça fait + durée + que : ça fait un an que j'habite ici.",
    fr="Après « ça fait » et une durée, on dit « que », pas « depuis ».",
    en="After “ça fait” and a length of time, use “que”, not “depuis”.",
    triggers=frozenset({"depuis"}),
    wrong=(
        ("Ça fait un an depuis je vis ici.", "Ça fait un an que je vis ici."),
        ("Ça fait dix ans depuis que je conduis.", "Ça fait dix ans que je conduis."),
    ),
    right=("Ça fait dix ans, depuis mars.", "Ça fait un an que je vis ici depuis mars."),
)
def ca_fait_depuis(s: Sentence) -> Iterator[Hit]:
    since = (word("depuis").named("d"), word("que").opt.named("q"))
    for m in find(s, word("fait", "a"), NUMBER, _UNIT, *since):
        last = m.get("q") or m["d"]
        if clause_group(s, last) is not None and s.after(last).norm in PRONOUN_SUBJECTS:
            yield say(s, m["d"], last, "que")


@rule(
    id="time_depuis.missing",
    level=Level.A2,
    reference="Présent + depuis + durée : j'habite ici depuis deux ans.",
    fr="Ce qui dure encore se dit avec « depuis » devant la durée.",
    en="For something still going on, put “depuis” before the length of time.",
    triggers=frozenset({"habiter", "vivre", "apprendre", "connaître", "marié", "mariés"}),
    wrong=(
        ("J'habite ici deux ans.", "J'habite ici depuis deux ans."),
        ("J'apprends le français trois ans déjà.", "J'apprends le français depuis trois ans déjà."),
        ("On est mariés dix ans.", "On est mariés depuis dix ans."),
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
    for m in find(s, NUMBER.named("n"), lemma("an", "année").named("u")):
        before, after = s.at(m["n"].i - 1), s.after(m["u"])
        group = group_before(s, m["n"])
        if group is None or group.tense != "ind_pres" or group.infinitive:
            continue
        married = before.norm in ("marié", "mariée", "mariés") and group.verb.lemma == "être"
        settled = married or (group.lemma in _SINCE and group.participle is None)
        free = before.pos not in ("ADP", "DET", "SCONJ") and before.norm not in ("a", "ou", "fait")
        closed = after.norm in ("déjà", "maintenant") or not after.is_word
        if settled and free and closed and m["n"].norm not in ("un", "une"):
            yield insert(s, m["n"], "depuis")


_SINCE = wordlist("habiter vivre apprendre connaître")


@rule(
    id="time_depuis.cest_que",
    level=Level.A2,
    reference="Ça fait + durée + que + présent : ça fait un an que j'habite ici.",
    fr="Devant une durée et « que », on dit « ça fait ».",
    en="Before a stretch of time and “que”, say “ça fait”.",
    triggers=UNITS,
    wrong=(("C'est deux ans que j'habite ici.", "Ça fait deux ans que j'habite ici."),),
    right=(
        "C'est deux ans que j'ai perdus.",
        "C'est dix minutes qu'il faut.",
        "C'est l'an que je préfère.",
    ),
)
def cest_que(s: Sentence) -> Iterator[Hit]:
    opening = (word("ce").named("c"), word("est").named("e"))
    for m in find(s, *opening, NUMBER, _UNIT, word("que").named("q")):
        group = clause_group(s, m["q"])
        now = group is not None and group.tense == "ind_pres" and group.participle is None
        if now and group is not None and group.lemma in STATES:
            yield say(s, m["c"], m["e"], "ça fait")
