"""Comparisons that take the word or the article of another one."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, join
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.realms import COMPARED, REALMS

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
        compared = link.norm == "à" and standard.norm in _TONIC and ends(s.after(standard))
        if compared and adjective.pos == "ADJ" and adjective.lemma not in _GOVERN_A:
            yield say(s, link, link, "que")


@rule(
    id="comparative.no_article",
    level=Level.A2,
    reference="Plus grand que moi : sans article ; le plus grand de tous : avec article.",
    fr="Pour comparer à quelqu'un, on ne met pas d'article.",
    en="When comparing with somebody, leave out the article.",
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
    fr="On préfère une chose « à » une autre, sans « que ».",
    en="One prefers one thing “à” another, without “que”.",
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


@rule(
    id="comparative.quantity_than",
    level=Level.A2,
    reference="Plus de, moins de, autant de + nom + que.",
    fr="Devant un nom, on dit « {say} ».",
    en="Before a noun, use “{say}”.",
    triggers=frozenset({"plus", "moins", "autant", "tant"}),
    wrong=(
        ("Elle a plus chance que moi.", "Elle a plus de chance que moi."),
        ("Il a moins patience que toi.", "Il a moins de patience que toi."),
        ("Il mange tant de viande que moi.", "Il mange autant de viande que moi."),
    ),
    right=(
        "J'ai plus faim que toi.",
        "Il a plus peur que moi.",
        "J'ai plus confiance que toi.",
        "Il a tant de livres que je m'y perds.",
        "Elle a plus de chance que moi.",
    ),
)
def quantity_than(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two, que, standard = (s.after(t, k) for k in (1, 2, 3, 4))
        if t.norm == "tant" and one.norm == "de" and two.noun is not None and que.norm == "que":
            if standard.norm in _TONIC and ends(s.after(standard)):
                yield say(s, t, t, "autant")
        elif t.norm in ("plus", "moins", "autant") and s.at(t.i - 1).lemma == "avoir":
            own = one.noun is not None and two.norm == "que" and que.norm in _TONIC
            if own and one.lemma not in _FELT and not one.can("ADJ") and ends(standard):
                yield insert(s, one, "de")


_FELT = wordlist(
    """faim soif peur sommeil honte hâte envie besoin raison tort pitié mal froid chaud confiance
    intérêt plaisir"""
)
"""Nouns without an article after "avoir", and after "avoir plus" as well."""


@rule(
    id="comparative.the_more",
    level=Level.B1,
    reference="Plus je lis, plus je comprends.",
    fr="On dit « plus… plus », sans « que ».",
    en="Say “plus … plus”, without “que”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(("Plus que je lis, plus je comprends.", "Plus je lis, plus je comprends."),),
    right=("Plus que jamais, je suis plus fort.", "Plus que deux jours !"),
)
def the_more(s: Sentence) -> Iterator[Hit]:
    first, que, subject = s.at(0), s.at(1), s.at(2)
    again = any(t.norm in ("plus", "moins") and t.i > 3 for t in s)
    opens = first.norm in ("plus", "moins") and que.norm == "que"
    if opens and again and subject.norm in PRONOUN_SUBJECTS:
        yield delete(s, que, que)


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
        if told and de.norm == "de" and somebody.norm in _TONIC and ends(s.after(somebody)):
            yield say(s, de, de, "que")
        adjective, link, noun = s.after(t), s.after(t, 2), s.after(t, 3)
        m = noun.as_pos("NOUN")
        compared = s.at(t.i - 1).lemma == "être" and adjective.lemma in _COMPARED_BY
        if compared and link.norm == "de" and m is not None and noun.lemma in COMPARED:
            article = {"m": "le", "f": "la"}.get(m.gender if m.number != "p" else "", "")
            if article and ends(s.after(noun)):
                yield say(s, link, noun, f"que {join(article, noun.text)}")


_DONE_MORE = wordlist("manger travailler dormir courir gagner étudier boire sortir voyager marcher")
_COMPARED_BY = wordlist("facile difficile cher rapide simple dur long joli beau grand petit utile")
"""Adjectives without a complement of their own in "de"."""


@rule(
    id="comparative.much_more",
    level=Level.A2,
    reference="Beaucoup plus, beaucoup moins, de plus en plus.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("C'est plus beaucoup cher ici.", "C'est beaucoup plus cher ici."),
        ("Il est très plus grand que moi.", "Il est beaucoup plus grand que moi."),
        ("Il fait plus et plus froid.", "Il fait de plus en plus froid."),
        ("Je comprends plus en plus.", "Je comprends de plus en plus."),
        ("La vie est moins et moins chère.", "La vie est de moins en moins chère."),
        ("Le plus je lis, le plus je comprends.", "Plus je lis, plus je comprends."),
    ),
    right=(
        "Il n'y en a plus beaucoup.",
        "J'ai plus beaucoup de temps.",
        "De plus en plus de gens le font.",
        "Le plus, je crois, c'est le prix.",
        "Il ne va plus beaucoup mieux.",
    ),
)
def much_more(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("plus", "moins"):
            continue
        before, following, second = s.after(t, -1), s.after(t), s.after(t, 2)
        if following.norm == "beaucoup" and second.pos == "ADJ" and second.norm != "mieux":
            if not any(x.norm == "ne" for x in s.tokens[: t.i]):
                yield say(s, t, following, f"beaucoup {t.norm}")
        elif before.norm == "très" and following.pos in ("ADJ", "ADV"):
            yield say(s, before, before, "beaucoup")
        elif second.norm == t.norm and following.norm in ("et", "en") and before.norm != "de":
            yield say(s, t, second, f"de {t.norm} en {t.norm}")
        elif (
            t.i == 1 and before.norm == "le" and following.norm in ("je", "tu", "on", "nous", "il")
        ):
            again = [x for x in s.tokens[3:] if x.norm == t.norm and s.at(x.i - 1).norm == "le"]
            if again:
                between = s.text[t.start : s.at(again[0].i - 1).start]
                yield say(s, before, again[0], f"{between}{again[0].text}")
