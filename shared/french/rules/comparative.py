"""meilleur and mieux, and what follows plus, moins, aussi, autant, même."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.realms import COMPARED, REALMS

_BETTER = table("bon=meilleur bonne=meilleure bons=meilleurs bonnes=meilleures")
_DEGREE = wordlist("plus moins aussi")
_TONIC = wordlist("moi toi lui elle nous vous eux elles")
_GOVERN_DE = wordlist(
    """fier proche loin près content sûr capable amoureux jaloux digne satisfait conscient éloigné
    heureux malheureux inquiet dépendant libre responsable triste fatigué déçu mécontent curieux
    fou plein indépendant certain ravi désolé gêné honteux méfiant avide éloigné à propos"""
)
"""Adjectives whose complement takes "de": "je suis plus fier de toi"."""


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
            article = s.at(t.i - 1).norm in ("le", "la", "les")
            compared = article or "que" in {x.norm for x in s.tokens[following.i + 1 : t.i + 6]}
            felt = s.at(t.i - 1).lemma == "sentir" and s.at(t.i - 2).norm in ("me", "te", "se")
            sure = compared or felt or s.at(t.i - 1).norm in _MORE
            if not negated and not against and sure:
                doing = s.at(t.i - 1).pos == "VERB" and s.at(t.i - 1).lemma in _DONE_WELL
                well = felt or (doing and following.norm == "bon")
                yield say(s, t, following, "mieux" if well else _BETTER[following.norm])
        elif following.norm == "bien" and t.norm == "plus" and not negated:
            now = second.norm in ("aujourd'hui", "maintenant", "depuis", "ici")
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
_DONE_MORE = wordlist("gagner travailler manger dormir étudier lire boire courir dépenser")
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
    ),
    right=(
        "Il parle meilleur français que moi.",
        "Ce pain est meilleur que l'autre.",
        "C'est le mieux placé de tous.",
        "Il devient meilleur chaque année.",
        "J'ai mangé meilleur ailleurs.",
    ),
)
def meilleur_mieux(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, following = s.after(t, -1), s.after(t)
        if t.lemma == "meilleur" and before.finite and before.lemma in _MANNER:
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


_MANNER = wordlist(
    """parler jouer chanter danser travailler comprendre dormir nager courir conduire écrire lire
    cuisiner aller marcher voir entendre connaître savoir respirer skier dessiner vivre fonctionner
    expliquer étudier apprendre gagner prononcer"""
)


@rule(
    id="comparative.than",
    level=Level.A2,
    reference="Plus, moins, aussi, autant, le même… que.",
    fr="La comparaison se fait avec « que ».",
    en="Comparisons use “que”.",
    triggers=frozenset({"plus", "moins", "aussi", "autant", "même", "meilleur", "mieux", "pire"}),
    wrong=(
        ("Elle est plus jeune de moi.", "Elle est plus jeune que moi."),
        (
            "Ma valise est aussi lourde comme la tienne.",
            "Ma valise est aussi lourde que la tienne.",
        ),
        ("Il travaille autant comme toi.", "Il travaille autant que toi."),
        ("Il gagne autant de moi.", "Il gagne autant que moi."),
        ("J'ai le même âge comme ta sœur.", "J'ai le même âge que ta sœur."),
        ("J'ai le même âge de toi.", "J'ai le même âge que toi."),
        ("Le métro est plus rapide du bus.", "Le métro est plus rapide que le bus."),
        ("Lyon est moins cher comme Paris.", "Lyon est moins cher que Paris."),
        ("Il fait plus chaud comme ici.", "Il fait plus chaud qu'ici."),
        ("Il court plus vite de son frère.", "Il court plus vite que son frère."),
        ("Ton café est meilleur du mien.", "Ton café est meilleur que le mien."),
        ("Il fait plus froid ici comme chez moi.", "Il fait plus froid ici que chez moi."),
    ),
    right=(
        "Je suis plus fier de toi.",
        "Il parle autant de lui que des autres.",
        "Le plus grand de mes frères est médecin.",
        "Il est plus grand de cinq centimètres.",
        "Il en veut plus comme cadeau.",
        "Elle habite plus près de moi.",
        "Prends la même chose, comme ça on partage.",
        "Il est aussi drôle comme acteur.",
        "Il faut plus de temps.",
        "C'est la plus belle de mes photos.",
        "Il parle aussi de moi.",
        "C'est même mieux comme ça.",
    ),
)
def than(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in ("plus", "moins", "aussi") and not _superlative(s, t):
            yield from _after_degree(s, t)
        elif t.norm == "autant":
            link = s.after(t)
            if link.norm == "de" and s.after(link).norm not in _TONIC:
                link = s.after(t, 3)
            alone = link.norm == "de" and s.at(t.i - 1).lemma in _DONE_MORE
            if link.norm == "comme" or (alone and s.after(link).norm in _TONIC):
                yield say(s, link, link, "que")
        elif t.lemma == "même" and s.at(t.i - 1).norm in ("le", "la", "les") and s.after(t).noun:
            link = s.after(t, 2)
            tonic = link.norm == "de" and s.after(link).norm in _TONIC
            if tonic or (link.norm == "comme" and _standard(s, link)):
                yield say(s, link, link, "que")
        elif t.lemma in ("meilleur", "mieux", "pire") and not _superlative(s, t):
            link = s.after(t)
            if link.norm == "comme" and _standard(s, link):
                yield say(s, link, link, "que")
            else:
                yield from _of_other(s, link)


def _superlative(s: Sentence, t: Tok) -> bool:
    if s.at(t.i - 1).noun and s.at(t.i - 2).norm in ("le", "la", "l'", "les") and _whole(s, t):
        return True  # "le jour plus long de l'année": its article is missing, "de" is right
    return s.at(t.i - 1).norm in ("le", "la", "les", "l'") or s.at(t.i - 1).norm in _POSS


def _whole(s: Sentence, t: Tok) -> bool:
    return s.after(t, 2).norm in ("de", "du") and s.after(t, 3).norm not in _TONIC


_POSS = wordlist("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")


def _after_degree(s: Sentence, t: Tok) -> Iterator[Hit]:
    adjective, link = s.after(t), s.after(t, 2)
    if adjective.norm == "de" and s.after(t, 2).noun and t.norm != "aussi":
        link = s.after(t, 3)
        if link.norm == "de" and s.after(link).norm in _TONIC:
            yield say(s, link, link, "que")
        return
    graded = adjective.can("ADJ") or (adjective.only("ADV", "ADJ", "NOUN") and adjective.can("ADV"))
    if not graded or adjective.norm in ("de", "que", "comme") or adjective.can("CCONJ"):
        return
    here = link.norm in ("ici", "là", "là-bas", "maintenant", "aujourd'hui")
    if here:
        link = s.after(link)
    elsewhere = here and s.after(link).norm in ("à", "au", "aux", "en", "dans", "chez")
    if link.norm == "comme" and (elsewhere or _standard(s, link)):
        yield say(s, link, link, "que")
    elif not {m.lemma for m in adjective.readings} & _GOVERN_DE:
        yield from _of_other(s, link)
        presentative = any(x.norm in ("ce", "y") for x in s.tokens[max(0, t.i - 4) : t.i])
        if not presentative:
            yield from _of_thing(s, link)


def _of_other(s: Sentence, link: Tok) -> Iterator[Hit]:
    """Mend "de moi", "de mon frère", "du mien" after a comparative."""
    following, second = s.after(link), s.after(link, 2)
    if link.norm == "de" and following.norm in _THAT and ends(second):
        yield say(s, link, link, "que")
    elif link.norm == "de" and (following.norm in _TONIC or following.norm in _POSS - {"mes"}):
        if following.norm in _TONIC or (second.noun and second.norm not in _MEASURED):
            yield say(s, link, link, "que")
    elif link.norm == "de" and _elsewhere(following, second):
        yield say(s, link, link, "que")
    elif link.norm in ("du", "des") and following.norm in _OWN:
        yield say(s, link, link, "que le" if link.norm == "du" else "que les")


def _elsewhere(following: Tok, second: Tok) -> bool:
    if following.norm in ("chez", "hier", "avant", "dans", "ici", "là-bas"):
        return True
    return following.norm == "ce" and second.norm == "que"


_MEASURED = wordlist("côté point part avis âge taille vie temps")


def _of_thing(s: Sentence, link: Tok) -> Iterator[Hit]:
    """Mend "de Marie", "de l'avion" at the end of a comparison with a subject of its own."""
    following, second = s.after(link), s.after(link, 2)
    if link.norm == "du" and not second.is_word and following.lemma in COMPARED:
        yield say(s, link, link, "que le")
        return
    if link.norm != "de":
        return
    if following.pos == "PROPN" and not second.is_word:
        yield say(s, link, link, "que")
        return
    definite = following.norm in ("l'", "la") and second.noun and not s.after(link, 3).is_word
    if definite and second.lemma not in _MEASURED | REALMS | {"année", "moitié"}:
        yield say(s, link, link, "que")


_THAT = wordlist("celui-ci celui-là celle-ci celle-là ceux-ci ceux-là celles-ci celles-là")
_OWN = wordlist("mien tien sien nôtre vôtre miens tiens siens miennes tiennes siennes")


_THERE = wordlist("celui celle ceux celles chez avant hier ici là-bas")


def _standard(s: Sentence, link: Tok) -> bool:
    """Whether what follows "comme" is a thing compared with, not "comme acteur", "comme ça"."""
    following = s.after(link)
    if following.norm in ("ça", "cela", "si", "je", "tu", "il", "on", "ils"):
        return False
    if any(x.finite for x in s.tokens[link.i + 1 : link.i + 4]):
        return False  # "comme le dit ma mère"
    return following.pos in ("DET", "PROPN") or following.norm in _TONIC | _THERE


@rule(
    id="comparative.aussi_autant",
    level=Level.A2,
    reference="Aussi + adjectif ou adverbe + que ; autant + verbe ; autant de + nom.",
    fr="{hint} : « {say} ».",
    en="aussi goes with adjectives and adverbs, autant with verbs and nouns: “{say}”.",
    triggers=frozenset({"autant", "aussi", "tant", "si", "tellement"}),
    wrong=(
        ("Elle est autant grande que lui.", "Elle est aussi grande que lui."),
        ("Je cours pas autant vite que toi.", "Je cours pas aussi vite que toi."),
        ("Il est tant fort que son père.", "Il est aussi fort que son père."),
        ("J'ai aussi de travail que toi.", "J'ai autant de travail que toi."),
        ("Elle travaille aussi que nous.", "Elle travaille autant que nous."),
        ("Il mange aussi beaucoup que toi.", "Il mange autant que toi."),
        ("Je dors tant que toi.", "Je dors autant que toi."),
    ),
    right=(
        "Autant partir tout de suite.",
        "Il travaille autant que moi.",
        "J'ai aussi de la chance.",
        "Je pense aussi que tu as raison.",
        "Il a tant travaillé qu'il est malade.",
        "J'aime autant rester.",
        "Elle dit aussi que lui ne vient pas.",
        "Je l'aime aussi beaucoup.",
        "Je reste tant que toi tu restes.",
    ),
)
def aussi_autant(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm == "si":
            yield from _as_much_as(s, t)
        elif t.norm == "tellement":
            yield from _so_much(s, t)
        elif t.norm in ("autant", "tant"):
            following, second = s.after(t), s.after(t, 2)
            tonic = following.norm == "que" and second.norm in _TONIC
            done = s.at(t.i - 1).finite or s.at(t.i - 1).participle
            if t.norm == "tant" and tonic and done and not s.after(second).is_word:
                yield say(s, t, t, "autant", hint="Avec un verbe")
                continue
            graded = following.pos in ("ADJ", "ADV") and not following.participle
            far = {x.norm for x in s.tokens[second.i : second.i + 2]} if second.i > 0 else set()
            if graded and following.norm not in ("pas", "que", "mieux", "dire") and "que" in far:
                yield say(s, t, t, "aussi", hint="Devant un adjectif ou un adverbe")
        elif t.norm == "aussi":
            yield from _as_much(s, t)


def _as_much_as(s: Sentence, t: Tok) -> Iterator[Hit]:
    graded, link, standard = s.after(t), s.after(t, 2), s.after(t, 3)
    if graded.can("ADJ") and link.norm == "comme" and standard.norm in _TONIC | _POSS:
        yield say(s, t, link, f"aussi {graded.text} que", hint="Égalité : aussi… que")


def _so_much(s: Sentence, t: Tok) -> Iterator[Hit]:
    standard, last = s.after(t, 3), s.after(t, 4)
    short = s.after(t, 2).norm == "que" and standard.norm in _POSS | _TONIC
    if short and s.after(t).can("ADJ") and last.finite is None and not s.after(t, 5).is_word:
        yield say(s, t, t, "aussi", hint="Égalité : aussi… que")


def _as_much(s: Sentence, t: Tok) -> Iterator[Hit]:
    following, second, third = s.after(t), s.after(t, 2), s.after(t, 3)
    if following.norm == "de" and second.noun and third.norm == "que":
        if not second.any_verb("inf"):
            yield say(s, t, t, "autant", hint="Devant un nom")
    elif following.norm == "beaucoup" and second.norm in ("que", "de"):
        yield say(s, t, following, "autant", hint="Aussi + beaucoup = autant")
    elif following.norm == "que" and second.norm in _TONIC and not third.is_word:
        before = s.at(t.i - 1)
        if before.finite and before.lemma not in ("être", "penser"):
            yield say(s, t, t, "autant", hint="Avec un verbe")
