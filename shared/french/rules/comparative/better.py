"""meilleur and mieux."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.objects import LANGUAGES

_BETTER = table("bon=meilleur bonne=meilleure bons=meilleurs bonnes=meilleures")


@rule(
    id="comparative.better",
    level=Level.A2,
    reference="Plus bon = meilleur ; plus bien = mieux.",
    fr="On ne dit pas « {said} » mais « {say} ».",
    en="Say “{say}”, not “{said}”.",
    triggers=frozenset({"plus", "très"}),
    wrong=(
        ("Ta soupe est plus bonne que la mienne.", "Ta soupe est meilleure que la mienne."),
        ("Elle chante plus bien que moi.", "Elle chante mieux que moi."),
        ("je dors plus bien maintenant", "je dors mieux maintenant"),
        ("Ce sont les plus bons gâteaux.", "Ce sont les meilleurs gâteaux."),
        ("C'est plus meilleur comme ça.", "C'est meilleur comme ça."),
        ("Il va plus mieux maintenant.", "Il va mieux maintenant."),
        ("Je me sens plus bon ce soir.", "Je me sens mieux ce soir."),
        ("C'est très mieux ici.", "C'est beaucoup mieux ici."),
        ("C'est la plus pire journée.", "C'est la pire journée."),
        ("C'est le plus mieux hôtel.", "C'est le meilleur hôtel."),
        ("C'est ma plus bonne copine.", "C'est ma meilleure copine."),
        ("Il parle plus bien russe que moi.", "Il parle mieux russe que moi."),
    ),
    right=(
        "Ce magasin est plus bon marché.",
        "Je vais plus bien loin.",
        "Le lait n'est plus bon.",
        "Il est plus bon que méchant.",
        "On n'en a plus bien envie.",
        "C'est plus bon, jette-le.",
        "Il n'y a plus meilleur que lui.",
    ),
)
def better(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("plus", "très"):
            continue
        following, second = s.after(t), s.after(t, 2)
        negated = any(x.norm == "ne" for x in s.tokens[: t.i])
        if following.norm in _BETTER and t.norm == "plus" and second.norm != "marché":
            against = second.norm == "que" and s.after(t, 3).can("ADJ")
            article = s.at(t.i - 1).norm in {"le", "la", "les"} | POSSESSIVES
            compared = article or "que" in {x.norm for x in s.tokens[following.i + 1 : t.i + 6]}
            felt = s.at(t.i - 1).lemma == "sentir" and s.at(t.i - 2).norm in ("me", "te", "se")
            sure = compared or felt or s.at(t.i - 1).norm in _MORE
            if not negated and not against and sure:
                doing = s.at(t.i - 1).pos == "VERB" and s.at(t.i - 1).lemma in _DONE_WELL
                well = felt or (doing and following.norm == "bon")
                yield say(s, t, following, "mieux" if well else _BETTER[following.norm])
        elif following.norm == "bien" and t.norm == "plus" and not negated:
            now = second.norm in {"aujourd'hui", "maintenant", "depuis", "ici"} | LANGUAGES
            if second.norm == "que" or second.pos in ("PUNCT", "VERB") or second.i < 0 or now:
                yield say(s, t, following, "mieux")
        elif following.norm in ("mieux", "pire", "pires") or following.lemma == "meilleur":
            if negated:
                continue
            yield from _doubled(s, t, following)


def _doubled(s: Sentence, t: Tok, following: Tok) -> Iterator[Hit]:
    """Mend "plus meilleur", "très mieux", "le plus mieux hôtel"."""
    noun = s.after(following).noun
    if following.norm == "mieux" and noun is not None and t.norm == "plus":
        form = s.lexicon.inflect("meilleur", "ADJ", noun.gender, noun.number)
        yield say(s, t, following, form or "meilleur")
    elif t.norm == "très":
        yield say(s, t, t, "bien" if following.lemma == "meilleur" else "beaucoup")
    else:
        yield delete(s, t, t)


_MORE = wordlist("beaucoup bien encore")
_DONE_WELL = wordlist("cuisiner chanter danser jouer parler écrire nager conduire dormir")


@rule(
    id="comparative.meilleur_mieux",
    level=Level.B1,
    reference="Meilleur est un adjectif (un meilleur ami) ; mieux, un adverbe (il chante mieux).",
    fr="{hint} : on dit « {say} ».",
    en="Use meilleur with nouns and mieux with verbs: “{say}”.",
    triggers=frozenset({"meilleur", "mieux"}),
    wrong=(
        ("Il joue meilleur que son frère.", "Il joue mieux que son frère."),
        ("Je dors meilleur maintenant.", "Je dors mieux maintenant."),
        ("C'est ma mieux amie.", "C'est ma meilleure amie."),
        ("On a pris le mieux chemin.", "On a pris le meilleur chemin."),
        ("Elle parle anglais meilleur que moi.", "Elle parle anglais mieux que moi."),
        ("Il connaît la ville meilleur que toi.", "Il connaît la ville mieux que toi."),
    ),
    right=(
        "Il parle meilleur français que moi.",
        "Ce pain est meilleur que l'autre.",
        "C'est le mieux placé de tous.",
        "Il devient meilleur chaque année.",
        "J'ai mangé meilleur ailleurs.",
        "Il parle un français meilleur que le mien.",
        "Je connais un hôtel meilleur que celui-ci.",
    ),
)
def meilleur_mieux(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, following = s.after(t, -1), s.after(t)
        if t.norm == "meilleur" and following.norm == "que" and _object_of_manner(s, before):
            yield say(s, t, t, "mieux", hint="Après un verbe")
        elif t.lemma == "meilleur" and before.finite and before.lemma in _MANNER:
            if following.norm == "que" or not following.is_word or following.pos in ("ADV", "ADP"):
                yield say(s, t, t, "mieux", hint="Après un verbe")
        elif t.norm == "mieux" and before.pos == "DET":
            noun = following.as_pos("NOUN")
            if noun is None or following.any_verb("part_past"):
                continue
            gender = noun.gender if noun.gender in ("m", "f") else "m"
            form = s.lexicon.inflect("meilleur", "ADJ", gender, "p" if noun.number == "p" else "s")
            if form:
                yield say(s, t, t, form, hint="Devant un nom")


def _object_of_manner(s: Sentence, noun: Tok) -> bool:
    """Whether "anglais" or "la ville" is the object of "parler", "connaître"."""
    bare = noun.norm in LANGUAGES and s.at(noun.i - 1).pos != "DET"
    verb = s.at(noun.i - (1 if s.at(noun.i - 1).pos != "DET" else 2))
    definite = s.at(noun.i - 1).norm in ("le", "la", "l'", "les")
    known = bare or (definite and noun.pos == "NOUN")
    return known and verb.finite is not None and verb.lemma in _MANNER


_MANNER = wordlist(
    """parler jouer chanter danser travailler comprendre dormir nager courir conduire écrire lire
    cuisiner aller marcher voir entendre connaître savoir respirer skier dessiner vivre fonctionner
    expliquer étudier apprendre gagner prononcer"""
)
