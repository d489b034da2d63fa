"""The imparfait that describes."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect.dated import compound, duration
from shared.french.rules.verbs import to_imperfect
from shared.french.sentence import Sentence
from shared.french.words import wordlist


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
