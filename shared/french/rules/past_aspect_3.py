"""The imparfait of what used to be and is no more, and of what was going on."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect import compound
from shared.french.rules.verbs import change_tense, clause_group, to_imperfect
from shared.french.sentence import Sentence
from shared.french.words.aspect import ACTIVITY, EVENTS, STATES


@rule(
    id="past_aspect.no_longer",
    level=Level.A2,
    reference="Avant + imparfait, maintenant + présent.",
    fr="Ce qui était vrai avant et ne l'est plus est à l'imparfait : « {say} ».",
    en="What used to be so is in the imparfait: “{say}”.",
    triggers=frozenset({"avant", "autrefois"}),
    wrong=(
        ("Avant je travaille beaucoup, maintenant moins.",
         "Avant je travaillais beaucoup, maintenant moins."),
        ("Avant j'habite à Rome, mais maintenant j'habite ici.",
         "Avant j'habitais à Rome, mais maintenant j'habite ici."),
    ),
    right=(
        "Avant je mangeais de la viande, maintenant non.",
        "Avant, je veux te parler.",
        "Avant que je parte, mange.",
        "Avant le travail je cours, maintenant c'est possible.",
        "Avant maintenant, je ne savais rien.",
    ),
)  # fmt: skip
def no_longer(s: Sentence) -> Iterator[Hit]:
    opening = s.at(0)
    now = next((t for t in s if t.norm in ("maintenant", "aujourd'hui")), None)
    group = next(iter(s.groups), None)
    if opening.norm not in ("avant", "autrefois") or now is None or group is None:
        return
    subject = group.subject
    spoken = subject is not None and subject.pos == "PRON" and subject.i <= 2
    lasting = group.lemma in ACTIVITY | STATES | {"être", "avoir", "fumer", "sortir", "détester"}
    plain = group.tense == "ind_pres" and group.participle is None and group.negation is None
    if spoken and lasting and plain and now.i > group.verb.i:
        yield from change_tense(s, group, "ind_impf")


@rule(
    id="past_aspect.asleep",
    level=Level.B1,
    reference="Quand je suis arrivé, il dormait : l'action en cours est à l'imparfait.",
    fr="C'était en cours à ce moment-là : « {say} ».",
    en="It was going on at that moment: “{say}”.",
    triggers=frozenset({"quand", "lorsque"}),
    wrong=(
        ("Quand je suis rentré, mon fils a dormi.", "Quand je suis rentré, mon fils dormait."),
        ("Quand tu as appelé, j'ai dormi.", "Quand tu as appelé, je dormais."),
    ),
    right=(
        "Quand je suis rentré, j'ai dormi.",
        "Quand il est parti, on a dormi deux heures.",
        "Quand je suis rentré, il a bien dormi.",
        "Quand le bébé a mangé, il a dormi.",
    ),
)
def asleep(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        below = clause_group(s, tok) if tok.norm in ("quand", "lorsque") and tok.i <= 1 else None
        if below is None or not compound(below) or below.lemma not in EVENTS - {"partir"}:
            continue
        main = next((g for g in s.groups if g.verb.i > below.lexical.i), None)
        if main is None or not compound(main) or main.lemma != "dormir" or main.adverbs:
            continue
        pair = {below.person, main.person}
        told = any(t.pos == "NUM" for t in s.tokens[main.lexical.i :])
        # In the third person both may be the same one.
        if len(pair) == 2 and not told:
            yield from to_imperfect(s, main)
