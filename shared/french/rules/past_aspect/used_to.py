"""The imparfait of what used to be: before, in childhood, years ago."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect.dated import childhood, compound, duration
from shared.french.rules.patterns import NUMBER, find, lemma, word
from shared.french.rules.verbs import change_tense, lemmas, to_imperfect
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.aspect import ACTIVITY, STATES

_LASTED = STATES | wordlist("habiter vivre fumer être avoir détester")


@rule(
    id="past_aspect.before",
    level=Level.A2,
    reference="Avant, autrefois, d'habitude + imparfait.",
    fr="Ce qui était vrai avant et a duré est à l'imparfait : « {say} ».",
    en="What used to be so is in the imparfait: “{say}”.",
    triggers=frozenset({"avant", "autrefois", "jadis", "habitude"}),
    wrong=(
        ("Avant, j'ai fumé beaucoup.", "Avant, je fumais beaucoup."),
        ("Avant, il y a eu une école ici.", "Avant, il y avait une école ici."),
        ("Autrefois, les gens ont travaillé dur.", "Autrefois, les gens travaillaient dur."),
        ("avant on a habité à la campagne", "avant on habitait à la campagne"),
        ("D'habitude, elle est rentrée à six heures.", "D'habitude, elle rentrait à six heures."),
        ("Avant, j'habite à Rome.", "Avant, j'habitais à Rome."),
    ),
    right=(
        "Avant, j'ai vécu deux ans à Rome.",
        "Avant, j'ai travaillé chez Renault.",
        "Avant, je fumais beaucoup.",
        "Avant hier, il y a eu un accident.",
        "Avant, il y a eu la guerre, et après la paix.",
        "Avant, j'habite chez ma mère, après je déménage.",
        "D'habitude, j'ai fini à cinq heures.",
        "Avant, on habite deux ans chez ses parents.",
        "Avant, je n'ai jamais aimé ça.",
    ),
    confidence=0.85,
)
def before(s: Sentence) -> Iterator[Hit]:
    opening, first = s.at(0), s.at(1)
    usually = (opening.norm, first.norm) == ("de", "habitude")
    long_ago = opening.norm in ("autrefois", "jadis")
    subject = s.at(2 if usually else 1)
    if subject.text == ",":
        subject = s.after(subject)
    group = next(iter(s.groups), None)
    if not (usually or long_ago or opening.norm == "avant") or group is None:
        return
    own = group.subject is not None and group.subject.i <= subject.i + 1
    if not own or len(s.groups) > 1 or group.negation or group.adverbs:
        return
    if s.norms & {"après", "puis", "ensuite"} or (duration(s) and not usually):
        return
    if compound(group):
        lasting = _LASTED | (ACTIVITY if long_ago else frozenset())
        coming = usually and group.lemma in _COMING
        if coming or (not usually and group.lemma in lasting and group.lemma != "vivre"):
            yield from to_imperfect(s, group)
    elif opening.norm == "avant" and group.tense == "ind_pres" and group.lemma in _DWELLING:
        yield from change_tense(s, group, "ind_impf")


_DWELLING = wordlist("habiter vivre fumer")
_COMING = wordlist("rentrer arriver partir venir sortir prendre manger aller")


@rule(
    id="past_aspect.as_a_child",
    level=Level.A2,
    reference="Quand j'étais petit, je jouais : les deux verbes à l'imparfait.",
    fr="C'était une habitude de ce temps-là : « {say} ».",
    en="It was a habit of that time: “{say}”.",
    triggers=frozenset({"quand", "lorsque", "an"}),
    wrong=(
        ("Quand j'étais petit, je joue dehors.", "Quand j'étais petit, je jouais dehors."),
        ("Quand elle était jeune, elle danse bien.", "Quand elle était jeune, elle dansait bien."),
        ("Il y a dix ans, j'habite à Rome.", "Il y a dix ans, j'habitais à Rome."),
    ),
    right=(
        "Quand j'étais petit, je crois que j'étais timide.",
        "Quand j'étais petit, on dit que je pleurais.",
        "Je ne suis plus comme quand j'étais petit, je mange de tout.",
        "Quand j'étais petit, je jouais dehors.",
        "Il y a dix ans que j'habite à Rome.",
        "Quand j'étais petit, je ne sais pas pourquoi, j'avais peur.",
    ),
)
def as_a_child(s: Sentence) -> Iterator[Hit]:
    young = childhood(s)
    if young is not None and s.at(0).norm in ("quand", "lorsque"):
        later = [g for g in s.groups if g.verb.i > young.verb.i]
        if len(later) == 1 and _now(later[0]) and lemmas(later[0].verb) & (ACTIVITY | STATES):
            yield from change_tense(s, later[0], "ind_impf")
    years = (word("il"), word("y"), word("a"), NUMBER, lemma("an").named("u"), word(","))
    for m in find(s, *years):
        group = next((g for g in s.groups if g.subject is s.after(m.last)), None)
        if group is not None and _now(group) and group.lemma in ("habiter", "vivre", "travailler"):
            yield from change_tense(s, group, "ind_impf")


def _now(group: VerbGroup) -> bool:
    """Whether a pronoun does something in the present, as in no aside: "je crois"."""
    told = group.lemma in ("croire", "penser", "savoir", "espérer", "dire", "voir")
    spoken = group.subject is not None and group.subject.pos == "PRON" and not group.inverted
    plain = group.participle is None and group.infinitive is None
    return spoken and plain and not told and group.tense == "ind_pres"
