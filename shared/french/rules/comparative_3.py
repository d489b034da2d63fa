"""Comparisons that take the word or the article of another one."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.realms import REALMS

_TONIC = wordlist("moi toi lui elle nous vous eux elles")
_GOVERN_A = wordlist(
    """utile fidèle favorable sensible attentif semblable pareil attaché agréable proche cher
    nécessaire supérieur inférieur égal hostile ouvert habitué important"""
)
"""Adjectives whose complement takes "à": "il m'est plus cher", "plus fidèle à toi"."""


@rule(
    id="comparative.than_person",
    level=Level.A2,
    reference="Plus grand que moi : que, et non à.",
    fr="La comparaison se fait avec « que » : « {say} ».",
    en="Comparisons use “que”: “{say}”.",
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
        compared = link.norm == "à" and standard.norm in _TONIC and ends(s.after(standard))
        if compared and adjective.pos == "ADJ" and adjective.lemma not in _GOVERN_A:
            yield say(s, link, link, "que")


@rule(
    id="comparative.no_article",
    level=Level.A2,
    reference="Plus grand que moi : sans article ; le plus grand de tous : avec article.",
    fr="Pour comparer à quelqu'un, pas d'article : « {say} ».",
    en="When comparing with somebody, leave out the article: “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Il est le plus grand que moi.", "Il est plus grand que moi."),
        ("Ma ville est la plus belle que Paris.", "Ma ville est plus belle que Paris."),
    ),
    right=(
        "C'est le plus grand que j'ai vu.",
        "Elle est la plus belle que Paris ait connue.",
        "Il est le plus grand de tous.",
        "C'est la plus belle ville que je connais.",
    ),
)
def no_article(s: Sentence) -> Iterator[Hit]:
    for t in s:
        article, adjective, que, standard = (s.after(t, k) for k in (-1, 1, 2, 3))
        if t.norm not in ("plus", "moins") or article.norm not in ("le", "la", "les"):
            continue
        compared = adjective.pos == "ADJ" and que.norm == "que" and _alone(s, standard)
        if compared and s.at(article.i - 1).lemma == "être":
            yield delete(s, article, article)


def _alone(s: Sentence, tok: Tok) -> bool:
    """Whether somebody or something compared with ends the clause: "que moi", "que ta sœur"."""
    last = s.after(tok) if tok.norm in POSSESSIVES else tok
    named = tok.norm in _TONIC or tok.pos == "PROPN" or (last is not tok and last.noun is not None)
    return named and ends(s.after(last))


@rule(
    id="comparative.of_all",
    level=Level.B1,
    reference="Le plus grand de tous : le superlatif a un article.",
    fr="Au superlatif, il faut l'article : « {say} ».",
    en="The superlative needs its article: “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Il est plus intelligent de tous.", "Il est le plus intelligent de tous."),
        ("Elle est plus jeune de la classe.", "Elle est la plus jeune de la classe."),
    ),
    right=(
        "Il est plus content de lui.",
        "Elle est plus fière de la classe que moi.",
        "Il est plus grand de trois centimètres.",
        "Elle n'est plus sûre de tout.",
    ),
)
def of_all(s: Sentence) -> Iterator[Hit]:
    for t in s:
        adjective, of, whole = (s.after(t, k) for k in (1, 2, 3))
        group = next((g for g in s.groups if g.verb.i == t.i - 1), None)
        if t.norm not in ("plus", "moins") or group is None or group.lemma != "être" or group.ne:
            continue
        article = _ARTICLES.get(group.subject.norm if group.subject is not None else "")
        everybody = of.norm == "de" and whole.norm in ("tous", "toutes")
        realm = of.norm in ("de", "du") and {whole.lemma, s.after(whole).lemma} & REALMS
        last = whole if everybody or whole.pos != "DET" else s.after(whole)
        if article and adjective.pos == "ADJ" and (everybody or realm) and ends(s.after(last)):
            yield insert(s, t, article)


_ARTICLES = {"il": "le", "elle": "la", "ils": "les", "elles": "les"}


@rule(
    id="comparative.as_much",
    level=Level.A2,
    reference="Aussi… que pour l'égalité ; si… que seulement après une négation.",
    fr="Pour l'égalité, on dit « {say} ».",
    en="For “as … as”, say “{say}”.",
    triggers=frozenset({"si"}),
    wrong=(
        ("Elle est si grande que moi.", "Elle est aussi grande que moi."),
        ("Il court si vite que son frère.", "Il court aussi vite que son frère."),
    ),
    right=(
        "Elle n'est pas si grande que moi.",
        "Il est pas si vieux que toi.",
        "Il est si fort que tout le monde a peur.",
        "C'est si beau que ça ?",
    ),
)
def as_much(s: Sentence) -> Iterator[Hit]:
    for t in s:
        graded, que, standard = (s.after(t, k) for k in (1, 2, 3))
        before = s.at(t.i - 1)
        if t.norm != "si" or not before.finite or que.norm != "que" or before.hung:
            continue
        if (graded.can("ADJ") or graded.pos == "ADV") and _alone(s, standard):
            yield say(s, t, t, "aussi")


@rule(
    id="comparative.prefer",
    level=Level.B1,
    reference="Préférer une chose à une autre.",
    fr="On préfère une chose « à » une autre : « {say} ».",
    en="One prefers one thing “à” another: “{say}”.",
    triggers=frozenset({"préférer"}),
    wrong=(
        ("Je préfère le thé que le café.", "Je préfère le thé au café."),
        ("Il préfère la mer que la montagne.", "Il préfère la mer à la montagne."),
    ),
    right=(
        "Je préfère que le café soit chaud.",
        "Je préfère la ville que la mer entoure.",
        "On préfère rester que partir.",
        "Je préfère le livre que les gens lisent.",
    ),
)
def prefer(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if group.lemma != "préférer" or group.infinitive is not None:
            continue
        one = next((p for p in s.phrases if p.first is s.after(group.lexical)), None)
        if one is None or one.determiner is None:
            continue
        que = s.after(one.after[-1] if one.after else one.noun)
        article, noun = s.after(que), s.after(que, 2)
        closed = noun.noun is not None and ends(s.after(noun))
        if que.norm != "que" or article.norm not in ("le", "la", "l'", "les") or not closed:
            continue
        if article.norm in ("le", "les"):
            yield say(s, que, article, contract("à", article.norm))
        else:
            yield say(s, que, que, "à")
