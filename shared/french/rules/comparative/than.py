"""What follows a comparative: "que", and what stands behind it."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.realms import COMPARED, REALMS

TONIC = wordlist("moi toi lui elle nous vous eux elles")
_GOVERN_DE = wordlist(
    """fier proche loin près content sûr capable amoureux jaloux digne satisfait conscient éloigné
    heureux malheureux inquiet dépendant libre responsable triste fatigué déçu mécontent curieux
    fou plein indépendant certain ravi désolé gêné honteux méfiant avide éloigné à propos"""
)
"""Adjectives whose complement takes "de": "je suis plus fier de toi"."""
_DONE_MORE = wordlist(
    """gagner travailler manger dormir étudier lire boire courir dépenser sortir voyager marcher"""
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
        ("Il fait plus froid à Lille de Paris.", "Il fait plus froid à Lille qu'à Paris."),
        ("C'est plus cher comme dans mon pays.", "C'est plus cher que dans mon pays."),
        ("Il fait plus chaud comme ici.", "Il fait plus chaud qu'ici."),
        ("Il court plus vite de son frère.", "Il court plus vite que son frère."),
        ("Ton café est meilleur du mien.", "Ton café est meilleur que le mien."),
        ("Il fait plus froid ici comme chez moi.", "Il fait plus froid ici que chez moi."),
        ("Mon sac est le même comme le tien.", "Mon sac est le même que le tien."),
        ("J'aime autant la mer comme la ville.", "J'aime autant la mer que la ville."),
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
            yield from _as_much(s, t)
        elif t.lemma == "même" and s.at(t.i - 1).norm in ("le", "la", "les"):
            link = s.after(t, 2 if s.after(t).noun else 1)
            tonic = link.norm == "de" and s.after(link).norm in TONIC
            if tonic or (link.norm == "comme" and _standard(s, link)):
                yield say(s, link, link, "que")
        elif t.lemma in ("meilleur", "mieux", "pire") and not _superlative(s, t):
            link = s.after(t)
            if link.norm == "comme" and _standard(s, link):
                yield say(s, link, link, "que")
            else:
                yield from _of_other(s, link)


def _as_much(s: Sentence, t: Tok) -> Iterator[Hit]:
    """Mend "autant comme toi", "autant le thé comme le café", "il gagne autant de moi"."""
    link = s.after(t)
    if link.norm == "de" and s.after(link).norm not in TONIC:
        link = s.after(t, 3)
    if link.pos == "DET" and s.after(link).noun and s.after(link, 2).norm == "comme":
        link = s.after(link, 2)
    done = link.norm == "de" and s.at(t.i - 1).lemma in _DONE_MORE
    if link.norm == "comme" or (done and s.after(link).norm in TONIC):
        yield say(s, link, link, "que")


def _superlative(s: Sentence, t: Tok) -> bool:
    if s.at(t.i - 1).noun and s.at(t.i - 2).norm in ("le", "la", "l'", "les") and _whole(s, t):
        return True  # "le jour plus long de l'année": its article is missing, "de" is right
    return s.at(t.i - 1).norm in ("le", "la", "les", "l'") or s.at(t.i - 1).norm in POSS


def _whole(s: Sentence, t: Tok) -> bool:
    return s.after(t, 2).norm in ("de", "du") and s.after(t, 3).norm not in TONIC


POSS = wordlist("mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs")


def _after_degree(s: Sentence, t: Tok) -> Iterator[Hit]:
    adjective, link = s.after(t), s.after(t, 2)
    if adjective.norm == "de" and s.after(t, 2).noun and t.norm != "aussi":
        link = s.after(t, 3)
        if link.norm == "de" and s.after(link).norm in TONIC:
            yield say(s, link, link, "que")
        return
    graded = adjective.can("ADJ") or (adjective.only("ADV", "ADJ", "NOUN") and adjective.can("ADV"))
    if not graded or adjective.norm in ("de", "que", "comme") or adjective.can("CCONJ"):
        return
    if link.norm in ("à", "en") and s.after(link).pos == s.after(link, 3).pos == "PROPN":
        of = s.after(link, 2)
        if of.norm == "de":
            yield say(s, of, of, f"qu'{link.norm}")
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
    elif link.norm == "de" and (following.norm in TONIC or following.norm in POSS - {"mes"}):
        if following.norm in TONIC or (second.noun and second.norm not in _MEASURED):
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
    placed = following.norm in ("dans", "en", "chez")
    return placed or following.pos in ("DET", "PROPN") or following.norm in TONIC | _THERE


_SUBJECTS = table("je=moi tu=toi il=lui ils=eux")


@rule(
    id="comparative.tonic",
    level=Level.A2,
    reference="Après que, le pronom tonique : plus grand que moi.",
    fr="Après « que », on dit « {say} ».",
    en="After “que” in a comparison use “{say}”.",
    triggers=frozenset(_SUBJECTS),
    wrong=(
        ("Elle est plus grande que je.", "Elle est plus grande que moi."),
        ("Il travaille moins que tu.", "Il travaille moins que toi."),
        ("On court aussi vite que ils.", "On court aussi vite qu'eux."),
    ),
    right=("C'est plus grand que je croyais.", "Il est plus malin que tu ne penses."),
)
def tonic(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in _SUBJECTS and s.at(t.i - 1).norm == "que" and not s.after(t).is_word:
            before = {x.norm for x in s.tokens[max(0, t.i - 5) : t.i]}
            if before & {"plus", "moins", "aussi", "autant", "meilleur", "meilleure", "mieux"}:
                yield say(s, t, t, _SUBJECTS[t.norm])


@rule(
    id="comparative.standard_article",
    level=Level.A2,
    reference="Après que, le nom garde son article : plus rapide que le train.",
    fr="Après « que », il faut l'article : « {say} ».",
    en="The noun after “que” needs its article: “{say}”.",
    triggers=frozenset({"plus", "moins", "aussi"}),
    wrong=(
        ("L'avion est plus rapide que train.", "L'avion est plus rapide que le train."),
        ("Le vélo est moins cher que voiture.", "Le vélo est moins cher que la voiture."),
    ),
    right=(
        "Il est plus artiste que médecin.",
        "C'est plus vrai que nature.",
        "Il est plus chien que chat.",
        "C'est plus facile que prévu.",
        "Le chat est plus malin que méchant.",
        "C'est plus grave que maman ne pense.",
        "Lyon est plus grand que Nice.",
    ),
)
def standard_article(s: Sentence) -> Iterator[Hit]:
    for t in s:
        graded, que, noun = s.after(t), s.after(t, 2), s.after(t, 3)
        if t.norm not in ("plus", "moins", "aussi") or not graded.can("ADJ") or que.norm != "que":
            continue
        m = noun.noun
        if m is None or m.gender not in ("m", "f") or noun.lemma not in COMPARED:
            continue
        if graded.lemma not in COMPARED and s.after(noun).finite is None:
            article = "les" if m.number == "p" else "la" if m.gender == "f" else "le"
            yield insert(s, noun, article)


_GOVERN_A = wordlist(
    """utile fidèle favorable sensible attentif semblable pareil attaché agréable proche cher
    nécessaire supérieur inférieur égal hostile ouvert habitué important"""
)
"""Adjectives whose complement takes "à": "il m'est plus cher", "plus fidèle à toi"."""


@rule(
    id="comparative.than_person",
    level=Level.A2,
    reference="Plus grand que moi : que, et non à.",
    fr="La comparaison se fait avec « que ».",
    en="Comparisons use “que”.",
    triggers=frozenset({"plus", "moins", "aussi"}),
    wrong=(
        ("Ma sœur est plus petite à moi.", "Ma sœur est plus petite que moi."),
        ("Il est moins âgé à toi.", "Il est moins âgé que toi."),
    ),
    right=(
        "Il est plus fidèle à toi qu'à moi.",
        "C'est plus utile à moi.",
        "Viens plus tard à moi.",
        "Elle est plus grande à lui seul.",
    ),
)
def than_person(s: Sentence) -> Iterator[Hit]:
    for t in s:
        adjective, link, standard = (s.after(t, k) for k in (1, 2, 3))
        if t.norm not in ("plus", "moins", "aussi") or s.at(t.i - 1).lemma != "être":
            continue
        compared = link.norm == "à" and standard.norm in TONIC and ends(s.after(standard))
        if compared and adjective.pos == "ADJ" and adjective.lemma not in _GOVERN_A:
            yield say(s, link, link, "que")


@rule(
    id="comparative.the_one_of",
    level=Level.B1,
    reference="Ma chambre est plus grande que celle de mon frère.",
    fr="« {noun} » est {genre} : « {say} ».",
    en="“{noun}” is {gender}, so say “{say}”.",
    triggers=frozenset({"celui", "celle"}),
    wrong=(
        ("Ma rue est plus belle que celui de Léa.", "Ma rue est plus belle que celle de Léa."),
        ("Mon vélo est moins cher que celle de Léa.", "Mon vélo est moins cher que celui de Léa."),
    ),
    right=(
        "Ma chambre est plus grande que celle de Paul.",
        "Ma mère est plus petite que celui de gauche.",
        "C'est plus cher que celui de Paul.",
    ),
)
def the_one_of(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("celui", "celle") or s.at(t.i - 1).norm != "que":
            continue
        degree = s.at(t.i - 3).norm in ("plus", "moins", "aussi")
        group = next((g for g in s.groups if g.verb.i == t.i - 4), None)
        owner = s.after(t, 2)
        owned = s.after(t).norm == "de" and (owner.norm in POSSESSIVES or owner.pos == "PROPN")
        subject = group.subject if group is not None and group.lemma == "être" else None
        gender = noun_gender(subject) if subject is not None and subject.pos == "NOUN" else ""
        due = {"m": "celui", "f": "celle"}.get(gender, t.norm)
        if degree and owned and subject is not None and due != t.norm:
            genre = {"m": ("masculin", "masculine"), "f": ("féminin", "feminine")}[gender]
            yield say(s, t, t, due, noun=subject.text, genre=genre[0], gender=genre[1])


@rule(
    id="comparative.than_thing",
    level=Level.A2,
    reference="Il mange moins que moi ; plus facile que le français.",
    fr="La comparaison se fait avec « que ».",
    en="Comparisons use “que”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Je mange moins de lui.", "Je mange moins que lui."),
        ("Elle travaille plus de toi.", "Elle travaille plus que toi."),
        ("Le chinois est plus facile de français.", "Le chinois est plus facile que le français."),
    ),
    right=(
        "Je parle moins de lui.",
        "Il s'occupe plus de moi.",
        "Il mange moins de pain.",
        "Il est plus fou de foot que moi.",
    ),
)
def than_thing(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("plus", "moins"):
            continue
        de, somebody = s.after(t), s.after(t, 2)
        told = any(m.lemma in _DONE_MORE for m in s.at(t.i - 1).readings)
        if told and de.norm == "de" and somebody.norm in TONIC and ends(s.after(somebody)):
            yield say(s, de, de, "que")
        adjective, link, noun = s.after(t), s.after(t, 2), s.after(t, 3)
        m = noun.as_pos("NOUN")
        compared = s.at(t.i - 1).lemma == "être" and adjective.lemma in _COMPARED_BY
        if compared and link.norm == "de" and m is not None and noun.lemma in COMPARED:
            article = {"m": "le", "f": "la"}.get(m.gender if m.number != "p" else "", "")
            if article and ends(s.after(noun)):
                yield say(s, link, noun, f"que {join(article, noun.text)}")


_COMPARED_BY = wordlist("facile difficile cher rapide simple dur long joli beau grand petit utile")
"""Adjectives without a complement of their own in "de"."""
