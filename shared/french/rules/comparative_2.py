"""Superlatives, and what follows "que" in a comparison."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.realms import COMPARED, REALMS

_SUBJECTS = table("je=moi tu=toi il=lui ils=eux")


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
        ("Elle est la plus jeune en la famille.", "Elle est la plus jeune de la famille."),
        ("C'est la plus belle plage en Europe.", "C'est la plus belle plage d'Europe."),
        ("C'est le lac le plus profond dans le monde.", "C'est le lac le plus profond du monde."),
    ),
    right=(
        "Il y a plus de soleil dans le pays.",
        "Le plus souvent, dans le monde, on marche.",
        "Il fait plus chaud en Espagne.",
        "C'est le meilleur de la classe.",
    ),
)
def superlative_of(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("dans", "en") or not _superlative_before(s, t):
            continue
        det = s.after(t)
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


_COSTING = wordlist("coûter durer payer peser mesurer attendre dépenser travailler marcher rouler")


@rule(
    id="comparative.more_than_number",
    level=Level.A2,
    reference="Plus de, moins de + nombre.",
    fr="Devant un nombre, on dit « de », pas « que ».",
    en="Before a number, use “de”, not “que”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Ça coûte plus que cent euros.", "Ça coûte plus de cent euros."),
        ("J'ai attendu plus que deux heures.", "J'ai attendu plus de deux heures."),
        ("Il a moins que dix ans.", "Il a moins de dix ans."),
    ),
    right=(
        "Il reste plus que deux jours.",
        "Je n'ai plus que dix euros.",
        "Deux têtes valent plus qu'une.",
        "Vingt, c'est moins que trente.",
    ),
)
def more_than_number(s: Sentence) -> Iterator[Hit]:
    for t in s:
        que, number, noun = s.after(t), s.after(t, 2), s.after(t, 3)
        if t.norm not in ("plus", "moins") or que.norm != "que" or not NUMBER(number):
            continue
        if number.norm in ("un", "une") or noun.noun is None:
            continue
        negated = any(x.norm == "ne" for x in s.tokens[: t.i])
        verb = next((g for g in s.groups if g.lexical.i == t.i - 1), None)
        sure = verb is not None and (t.norm == "moins" or verb.lemma in _COSTING)
        if sure and not negated:
            yield say(s, que, que, "de")


@rule(
    id="comparative.more_noun",
    level=Level.A2,
    reference="Plus de, moins de + nom : plus de temps, moins de gens.",
    fr="Devant un nom, on dit « de », pas « que ».",
    en="Before a noun, use “de”, not “que”.",
    triggers=frozenset({"plus", "moins", "autant"}),
    wrong=(
        ("Il y a moins que neige cette année.", "Il y a moins de neige cette année."),
        ("Je mange plus que légumes maintenant.", "Je mange plus de légumes maintenant."),
        ("J'ai moins que travail en été.", "J'ai moins de travail en été."),
        ("Il y a autant que gens qu'hier.", "Il y a autant de gens qu'hier."),
    ),
    right=(
        "Il n'y a plus que Jean.",
        "Je n'ai plus que dix euros.",
        "Il y a plus que ça.",
        "Il mange plus que sa sœur.",
        "J'ai plus que mal.",
    ),
)
def more_noun(s: Sentence) -> Iterator[Hit]:
    for t in s:
        que, noun = s.after(t), s.after(t, 2)
        verb = s.at(t.i - 1)
        if t.norm not in _MUCH or que.norm != "que" or noun.pos != "NOUN":
            continue
        had = any(m.lemma in _HAVING for m in verb.readings) and noun.only("NOUN", "VERB")
        if had and noun.lemma not in _STATES and "ne" not in {x.norm for x in s.tokens[: t.i]}:
            yield say(s, que, que, "de")


_MUCH = ("plus", "moins", "autant")
_HAVING = wordlist("avoir manger boire acheter faire recevoir vendre")
_STATES = wordlist("mal peur faim soif chaud froid raison tort sommeil hier prévu")


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
