"""The imparfait that describes."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect.dated import compound, duration
from shared.french.rules.verbs import to_imperfect
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.things import CLOTHES


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
        last = s.after(following) if following.norm in _TIRED | {"faim", "soif"} else last
        if last.text == ",":
            last = s.after(last)
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
    stressé stressée complet pauvre riche cher chère loin trop tard tôt"""
)


@rule(
    id="past_aspect.described",
    level=Level.B1,
    reference="La maison était grande ; il faisait froid quand on est partis.",
    fr="Pour décrire, on met l'imparfait : « {say} ».",
    en="To describe, use the imparfait: “{say}”.",
    triggers=frozenset({"être", "faire", "savoir", "avoir", "porter"}),
    wrong=(
        ("La maison a été grande.", "La maison était grande."),
        ("Il a fait froid quand on est partis.", "Il faisait froid quand on est partis."),
        ("Il a fait nuit, alors je suis rentré.", "Il faisait nuit, alors je suis rentré."),
        ("Je n'ai pas su que tu venais.", "Je ne savais pas que tu venais."),
        ("J'ai eu dix ans quand on est partis.", "J'avais dix ans quand on est partis."),
        (
            "Elle a porté une robe rouge quand je l'ai vue.",
            "Elle portait une robe rouge quand je l'ai vue.",
        ),
    ),
    right=(
        "Il a fait froid hier.",
        "Il a fait beau quand on était en Grèce.",
        "La maison a été vendue.",
        "Je n'ai pas su répondre.",
        "J'ai su que tu venais.",
        "J'ai eu dix ans hier.",
        "Elle a porté la valise quand je suis arrivé.",
        "La salle a été grande ouverte.",
    ),
)
def described(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part = group.participle
        if not compound(group) or part is None:
            continue
        one, two = s.after(part), s.after(part, 2)
        if _background(s, group, one, two):
            yield from to_imperfect(s, group)


def _background(s: Sentence, group: VerbGroup, one: Tok, two: Tok) -> bool:
    """Whether a compound tense says how things were, not what happened."""
    subject = group.subject
    very = two if one.norm in ("très", "trop", "assez", "vraiment") else one
    if group.lemma == "être":
        place = subject is not None and subject.lemma in _BUILT
        return place and very.lemma in _SIZES and ends(s.after(very))
    if group.lemma == "savoir":
        return group.negation is not None and one.norm == "que"
    after = next((g for g in s.groups if g.verb.i > group.lexical.i), None)
    met = after is not None and compound(after)
    link = {"quand", "alors", "donc"} & {t.norm for t in s.tokens[very.i + 1 : very.i + 4]}
    if group.lemma == "faire":
        weather = subject is not None and subject.norm == "il" and very.norm in _WEATHER
        return weather and met and bool(link)
    if group.lemma == "avoir":
        return two.lemma == "an" and s.after(two).norm == "quand" and met
    worn = group.lemma == "porter" and s.norms & CLOTHES and one.norm in ("un", "une", "des")
    return bool(worn) and met and after is not None and after.lemma in ("voir", "rencontrer")


_BUILT = wordlist("maison appartement chambre école ville village jardin hôtel salle plage bureau")
_SIZES = wordlist("grand petit vieux moderne joli beau propre")
_WEATHER = wordlist("froid chaud beau nuit noir mauvais")
