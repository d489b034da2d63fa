"""ça fait… que, il y a… que: how long something has been going on."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.clauses import PRONOUN_SUBJECTS
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.patterns import NUMBER, find, word
from shared.french.rules.time_depuis.said_for_depuis import STATES, UNIT
from shared.french.rules.verbs import clause_group
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import UNITS


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
    for m in find(s, word("fait", "a"), NUMBER, UNIT, word("que").named("q")):
        group = clause_group(s, m["q"])
        if group is None or group.participle is None or group.negation or group.clitics:
            continue
        lasting = STATES if s.norms & _ON_AND_ON else LASTING
        if group.tense != "ind_pres" or group.lemma not in lasting or not group.person:
            continue
        form = s.lexicon.inflect_verb(group.lemma, "ind_pres", group.person)
        if form:
            yield say(s, group.verb, group.participle, form)


LASTING = wordlist("habiter vivre travailler étudier attendre")


_ON_AND_ON = frozenset({"continuer", "encore"})


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
    for m in find(s, word("fait", "a"), NUMBER, UNIT, *since):
        last = m.get("q") or m["d"]
        if clause_group(s, last) is not None and s.after(last).norm in PRONOUN_SUBJECTS:
            yield say(s, m["d"], last, "que")


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
    for m in find(s, *opening, NUMBER, UNIT, word("que").named("q")):
        group = clause_group(s, m["q"])
        now = group is not None and group.tense == "ind_pres" and group.participle is None
        if now and group is not None and group.lemma in STATES:
            yield say(s, m["c"], m["e"], "ça fait")


@rule(
    id="time_depuis.ca_fait_without_que",
    level=Level.A2,
    reference="Ça fait + durée + que : ça fait un an que j'habite ici.",
    fr="Entre la durée et le verbe, il faut « que » : « {say} ».",
    en="“que” joins the length of time to what goes on: “{say}”.",
    triggers=frozenset({"fait", "y"}),
    wrong=(
        ("Ça fait dix ans je conduis.", "Ça fait dix ans que je conduis."),
        ("Ça fait longtemps on ne s'est pas vus.", "Ça fait longtemps qu'on ne s'est pas vus."),
        ("Il y a un mois je suis malade.", "Il y a un mois que je suis malade."),
        ("Ça fait une semaine il pleut.", "Ça fait une semaine qu'il pleut."),
        ("Il y a longtemps je cherche une place.", "Il y a longtemps que je cherche une place."),
    ),
    right=(
        "Ça fait dix ans, je conduis bien.",
        "Il y a un mois j'étais malade.",
        "Il y a deux jours je suis tombé.",
        "Il y a deux ans on est venus ici.",
        "Ça fait longtemps j'imagine.",
        "Il y a un an je ne parlais pas.",
        "Il y a deux ans je n'ai pas pu venir.",
    ),
    confidence=0.85,
)
def ca_fait_without_que(s: Sentence) -> Iterator[Hit]:
    done = (word("ça", "ca", "cela"), word("fait"))
    there = (word("il"), word("y"), word("a"))
    long = word("longtemps").named("u")
    for opening in (done, there):
        for m in (*find(s, *opening, NUMBER, UNIT.named("u")), *find(s, *opening, long)):
            subject = s.after(m["u"])
            group = next((g for g in s.groups if g.subject is subject), None)
            if subject.norm not in PRONOUN_SUBJECTS or group is None or group.tense != "ind_pres":
                continue
            lasting = group.participle is None and group.lemma in STATES - _OPINIONS
            # "il y a un an, je n'ai pas pu venir" tells of that one moment.
            undone = opening is done and group.participle is not None and group.negation is not None
            if lasting or undone:
                yield insert(s, subject, "que")


_OPINIONS = wordlist("croire penser savoir espérer")
"""Said by the way: "ça fait dix ans, je crois"."""


@rule(
    id="time_depuis.ca_fait_twice",
    level=Level.A2,
    reference="Ça fait + durée, sans « depuis ».",
    fr="Après « ça fait », la durée vient sans « depuis ».",
    en="After “ça fait”, the length of time comes without “depuis”.",
    triggers=frozenset({"depuis"}),
    wrong=(("Ça fait depuis deux ans que j'habite ici.", "Ça fait deux ans que j'habite ici."),),
    right=("Ça fait mal depuis deux jours.", "Il fait ça depuis deux ans."),
)
def ca_fait_twice(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("ça", "cela"), word("fait"), word("depuis").named("d"), NUMBER, UNIT):
        yield delete(s, m["d"], m["d"])
