"""imparfait or passé composé: two clauses, and states."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect import SCHOOL, YOUNG, compound, duration, habitual
from shared.french.rules.verbs import (
    change_tense,
    clause_group,
    lemmas,
    to_compound,
    to_imperfect,
)
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.aspect import ACTIVITY, EVENTS
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
    id="past_aspect.state",
    level=Level.B1,
    reference="L'imparfait décrit : il était fatigué, ça coûtait cher, elle s'appelait Rose.",
    fr="Pour décrire un état, on met l'imparfait : « {say} ».",
    en="To describe a state, use the imparfait: “{say}”.",
    triggers=frozenset({"parce", "car", "être", "avoir", "coûter", "appeler", "puisque"}),
    wrong=(
        ("Je suis rentré parce que j'ai été fatigué.", "Je suis rentré parce que j'étais fatigué."),
        ("On a mangé parce qu'on a eu faim.", "On a mangé parce qu'on avait faim."),
        ("J'ai été crevé alors j'ai dormi.", "J'étais crevé alors j'ai dormi."),
        ("J'ai rien pris car ça a coûté trop cher.", "J'ai rien pris car ça coûtait trop cher."),
        ("Mon grand-père s'est appelé Louis.", "Mon grand-père s'appelait Louis."),
        ("J'ai été en train de manger.", "J'étais en train de manger."),
        ("Elle a eu les yeux bleus.", "Elle avait les yeux bleus."),
    ),
    right=(
        "J'ai été malade hier.",
        "J'ai eu peur.",
        "Ça a coûté dix euros.",
        "On s'est appelés hier.",
        "Il est content parce qu'il a eu raison.",
        "Je suis parti parce qu'il a plu.",
        "Elle a eu un bébé.",
    ),
)
def state(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if not compound(group) or duration(s):
            continue
        part = group.participle
        following = s.after(part) if part else group.verb
        because = any(
            t.norm in ("parce", "car", "puisque")
            for t in s.tokens[max(0, group.first.i - 4) : group.first.i]
        )
        last = s.after(following) if following.pos == "ADJ" else s.after(following, 2)
        because = because or last.norm in ("alors", "donc")
        tired = group.lemma == "être" and (
            following.norm in _TIRED or s.after(following).norm in _TIRED
        )
        hungry = group.lemma == "avoir" and following.norm in (
            "faim",
            "soif",
            "sommeil",
            "froid",
            "chaud",
        )
        cost = group.lemma == "coûter" and any(t.norm == "cher" for t in s.tokens[following.i :])
        named = group.lemma == "appeler" and group.reflexive and following.text[:1].isupper()
        looks = (
            group.lemma == "avoir"
            and following.norm in ("les", "le")
            and (s.after(following).lemma in ("œil", "yeux", "oeil", "cheveu"))
        )
        ongoing = (
            group.lemma == "être"
            and following.norm == "en"
            and (s.after(following).norm == "train")
        )
        clock = group.lemma == "être" and group.subject is not None and group.subject.norm == "il"
        hour = s.after(following).lemma == "heure" and following.pos in ("NUM", "DET")
        if clock and (following.norm in ("midi", "minuit") or hour):
            yield from to_imperfect(s, group)
        if (because and (tired or hungry or cost)) or named or looks or ongoing:
            yield from to_imperfect(s, group)


_TIRED = wordlist(
    """fatigué fatiguée fatigués crevé crevée petit petite jeune fermé fermée ouvert ouverte
    pressé pressée content contente triste seul seule occupé occupée timide nerveux nerveuse
    stressé stressée complet pauvre riche cher chère loin trop"""
)
