"""imparfait and passé composé in two clauses."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect.dated import SCHOOL, YOUNG, compound, duration, habitual
from shared.french.rules.verbs import change_tense, clause_group, lemmas, to_compound, to_imperfect
from shared.french.sentence import Sentence
from shared.french.words.aspect import ACTIVITY, EVENTS, STATES
from shared.french.words.people import PEOPLE
from shared.french.words.reflexives import DAILY


@rule(
    id="past_aspect.when",
    level=Level.B1,
    reference="L'action en cours est à l'imparfait, celle qui survient au passé composé.",
    fr="Une action en cours, une autre survient : « {say} ».",
    en="One action is going on (imparfait), another happens (passé composé): “{say}”.",
    triggers=frozenset({"quand", "lorsque", "que"}),
    wrong=(
        ("Je dormais quand le téléphone sonnait.", "Je dormais quand le téléphone a sonné."),
        ("J'ai dormi quand tu as appelé.", "Je dormais quand tu as appelé."),
        ("Pendant que j'ai cuisiné, il lisait.", "Pendant que je cuisinais, il lisait."),
        ("Quand j'ai été petit, j'aimais ça.", "Quand j'étais petit, j'aimais ça."),
        ("Quand j'ai été au lycée, je lisais.", "Quand j'étais au lycée, je lisais."),
        ("Quand j'ai eu six ans, je lisais déjà.", "Quand j'avais six ans, je lisais déjà."),
        ("Quand il est venu, on a déjà mangé.", "Quand il est venu, on avait déjà mangé."),
        ("Pendant que je me suis rasé, il lisait.", "Pendant que je me rasais, il lisait."),
    ),
    right=(
        "Je dormais quand il est arrivé.",
        "J'ai mangé quand il est parti.",
        "Je sortais toujours quand il rentrait.",
        "Quand j'ai eu dix ans, on a déménagé.",
        "Pendant que tu dors, je travaille.",
        "Quand j'arrivais, il sortait souvent.",
        "Quand il est parti, j'ai mangé.",
        "J'ai déjà vu ça quand je suis venu.",
    ),
)
def when(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in ("quand", "lorsque", "que"):
            continue
        while_ = tok.norm == "que" and s.at(tok.i - 1).norm == "pendant"
        if tok.norm == "que" and not while_:
            continue
        below = clause_group(s, tok)
        if below is None:
            continue
        if while_:
            daily = below.reflexive and below.lemma in DAILY
            if compound(below) and (daily or below.lemma in ACTIVITY):
                yield from to_imperfect(s, below)
            continue
        yield from _when(s, tok, below)


def _when(s: Sentence, tok: Tok, below: VerbGroup) -> Iterator[Hit]:
    main = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
    if main is None:
        main = next((g for g in s.groups if g.verb.i > below.lexical.i), None)
    if compound(below) and below.lemma in ("être", "avoir") and main is not None:
        part = below.participle
        following = s.after(part) if part else tok
        young = below.lemma == "être" and following.norm in YOUNG
        school = s.after(following).norm in SCHOOL and following.norm in ("au", "à", "en")
        young = young or (below.lemma == "être" and school and main.tense == "ind_impf")
        aged = below.lemma == "avoir" and s.after(following).lemma == "an"
        if young or (aged and main.tense == "ind_impf"):
            yield from to_imperfect(s, below)
        return
    over = main is not None and main.verb.i > tok.i and _already(main)
    if main is not None and over and compound(main) and compound(below):
        yield from change_tense(s, main, "ind_impf")
        return
    if main is None or main.verb.i > tok.i or habitual(s) or _usual(s):
        return
    if main.tense == "ind_impf" and below.tense == "ind_impf" and below.participle is None:
        if lemmas(below.verb) & EVENTS and lemmas(main.verb) & ACTIVITY:
            yield from to_compound(s, below)
    elif compound(main) and compound(below) and main.lemma in ("dormir", "conduire", "doucher"):
        yield from to_imperfect(s, main) if below.lemma in EVENTS else ()
    elif compound(main) and compound(below):
        yield from _background(s, main, below)


def _already(group: VerbGroup) -> bool:
    """Whether "déjà" says that something was over before: the plus-que-parfait is due."""
    return any(t.norm == "déjà" for t in group.adverbs)


def _background(s: Sentence, main: VerbGroup, below: VerbGroup) -> Iterator[Hit]:
    """Put into the imparfait what was going on, or what somebody was, when something happened."""
    if main.lemma in ACTIVITY:
        rang = below.lemma in ("sonner", "frapper", "exploser", "éclater") and not main.adverbs
        yield from to_imperfect(s, main) if rang and not duration(s) else ()
    elif main.lemma == "être" and main.participle is not None:
        # "il a été professeur quand je l'ai connu": a bare noun says what somebody was.
        what = s.after(main.participle)
        trade = what.pos == "NOUN" and what.lemma in PEOPLE
        if (trade or what.norm in YOUNG) and below.lemma in ("rencontrer", "connaître", "mourir"):
            yield from to_imperfect(s, main)


def _usual(s: Sentence) -> bool:
    return bool({t.norm for t in s} & {"toujours", "souvent", "parfois", "jamais", "généralement"})


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
