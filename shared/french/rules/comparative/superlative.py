"""Superlatives: their article, and what they range over."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.comparative.degree import alone
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.realms import REALMS


@rule(
    id="comparative.superlative_of",
    level=Level.B1,
    reference="Le plus… de : le plus grand du monde, la meilleure de la classe.",
    fr="Après un superlatif, on dit « {say} », pas « {said} ».",
    en="After a superlative, say “{say}”, not “{said}”.",
    triggers=frozenset({"plus", "moins", "meilleur", "mieux", "pire"}),
    wrong=(
        ("C'est le plus haut immeuble dans la ville.", "C'est le plus haut immeuble de la ville."),
        ("Il est le meilleur dans la classe.", "Il est le meilleur de la classe."),
        ("Elle est la plus jeune que la famille.", "Elle est la plus jeune de la famille."),
        ("Elle est la plus jeune en la famille.", "Elle est la plus jeune de la famille."),
        ("C'est la plus belle plage en Europe.", "C'est la plus belle plage d'Europe."),
        ("C'est le lac le plus profond dans le monde.", "C'est le lac le plus profond du monde."),
    ),
    right=(
        "Il y a plus de soleil dans le pays.",
        "Le plus souvent, dans le monde, on marche.",
        "Il fait plus chaud en Espagne.",
        "C'est le meilleur de la classe.",
        "C'est la plus belle que la ville ait vue.",
    ),
)
def superlative_of(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("dans", "en", "que") or not _superlative_before(s, t):
            continue
        det = s.after(t)
        if t.norm == "que" and not (det.pos == "DET" and ends(s.after(det, 2))):
            continue  # "la plus belle que la ville ait vue"
        # "En Europe", but "en la classe" as well.
        place = det if t.norm == "en" and det.pos != "DET" else s.after(det)
        if place.text not in REALMS and place.lemma not in REALMS:
            continue
        if place is det:
            yield say(s, t, t, "de")
        elif det.norm == "le":
            yield say(s, t, det, "du")
        elif det.pos == "DET":
            yield say(s, t, t, "de")


def _superlative_before(s: Sentence, t: Tok) -> bool:
    """Whether "le plus haut (immeuble)" or "le meilleur (ami)" stands just before."""
    k = t.i - 1
    while k >= 1 and k > t.i - 4 and s.at(k).pos in ("NOUN", "ADJ"):
        article = s.at(k - 1).norm in ("le", "la", "les", "mon", "ma")
        if s.at(k).lemma in ("meilleur", "pire") and article:
            return True
        if s.at(k - 1).norm in ("plus", "moins") and s.at(k).can("ADJ"):
            return s.at(k - 2).norm in ("le", "la", "les")
        k -= 1
    return False


@rule(
    id="comparative.superlative_article",
    level=Level.B1,
    reference="Le superlatif après le nom reprend l'article : la ville la plus grande.",
    fr="Au superlatif, il faut l'article : « {say} ».",
    en="The superlative needs its own article: “{say}”.",
    triggers=frozenset({"plus", "moins", "meilleur"}),
    wrong=(
        ("C'est plus beau jour de ma vie.", "C'est le plus beau jour de ma vie."),
        ("C'est la ville plus grande du pays.", "C'est la ville la plus grande du pays."),
        ("C'est meilleur film de l'année.", "C'est le meilleur film de l'année."),
        ("C'est l'élève plus bavard de la classe.", "C'est l'élève le plus bavard de la classe."),
        ("C'est l'hôtel plus cher de la ville.", "C'est l'hôtel le plus cher de la ville."),
    ),
    right=(
        "C'est plus joli de ce côté.",
        "Je cherche une ville plus grande.",
        "C'est meilleur de loin.",
        "La mer plus chaude attire les gens.",
    ),
)
def superlative_article(s: Sentence) -> Iterator[Hit]:
    for t in s:
        best = t.lemma == "meilleur"
        if t.norm not in ("plus", "moins") and not best:
            continue
        noun = s.after(t, 1 if best else 2)
        of = s.after(noun)
        graded = best or s.after(t).pos == "ADJ"
        m = noun.noun
        if s.at(t.i - 1).lemma == "être" and s.at(t.i - 2).norm == "ce" and graded and m:
            if of.norm in ("de", "du", "des") and not noun.can("ADJ"):
                article = "les" if m.number == "p" else "la" if m.gender == "f" else "le"
                yield insert(s, t, article)
        elif not best and s.after(t).pos == "ADJ" and s.at(t.i - 1).noun:
            det, of = s.at(t.i - 2), s.after(t, 2)
            whole = {s.after(of).lemma, s.after(of, 2).lemma, s.after(of).text}
            presented = s.at(det.i - 1).lemma == "être" and s.at(det.i - 2).norm == "ce"
            all_that = of.norm == "que" and s.after(of).norm in ("je", "tu", "on", "nous")
            closed = whole & REALMS or (presented and whole & _PERIODS) or (presented and all_that)
            owner = s.at(t.i - 1).noun
            gender = owner.gender if owner is not None else ""
            if gender == "e" and (agreeing := s.after(t).as_pos("ADJ")) is not None:
                gender = agreeing.gender  # "l'élève plus intelligent"
            article = {"m": "le", "f": "la"}.get(gender, "") if det.norm == "l'" else det.norm
            if article in ("le", "la", "les") and of.norm in ("de", "du", "que") and closed:
                yield insert(s, t, article)


_PERIODS = wordlist("année saison journée vie mois semaine soirée maison rue")


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
        compared = adjective.pos == "ADJ" and que.norm == "que" and alone(s, standard)
        if compared and s.at(article.i - 1).lemma == "être":
            yield delete(s, article, article)


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
    id="comparative.most_of_what",
    level=Level.B1,
    reference="La chose la plus importante, c'est… ; le plus vite possible.",
    fr="Au superlatif, il faut l'article : « {say} ».",
    en="The superlative needs its article: “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("La chose plus importante est la santé.", "La chose la plus importante est la santé."),
        ("Le moment plus drôle, c'était hier.", "Le moment le plus drôle, c'était hier."),
        ("Reviens plus vite possible.", "Reviens le plus vite possible."),
    ),
    right=(
        "La chose plus importante que je t'ai dite est là.",
        "Une chose plus importante est la santé.",
        "Reviens le plus vite possible.",
        "Ce n'est plus possible.",
        "C'est au plus tôt possible.",
        "Aussi vite que possible.",
    ),
)
def most_of_what(s: Sentence) -> Iterator[Hit]:
    for t in s:
        graded, article, noun = s.after(t), s.at(t.i - 2), s.at(t.i - 1)
        if t.norm not in ("plus", "moins"):
            continue
        following = s.after(t, 2)
        soon = graded.pos == "ADV" and following.norm == "possible"
        if soon and noun.norm not in ("le", "la", "les", "au", "du"):
            yield insert(s, t, "le")
        named = article.norm in ("le", "la", "les") and noun.lemma in _ONES
        told = following.text == "," or following.norm in ("ce", "est", "était")
        if named and graded.pos == "ADJ" and told and noun.noun is not None:
            yield insert(s, t, article.norm)


_ONES = wordlist("chose problème moment point raison partie question endroit personne truc")
