"""Comparisons without plus: supérieur à, identique à, deux ans de plus."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.rules.clauses import ends
from shared.french.rules.comparative.than import TONIC
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.patterns import NUMBER, find, finite, lemma, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES

_WITH_A = wordlist("supérieur inférieur identique semblable égal antérieur postérieur")


@rule(
    id="comparative.with_a",
    level=Level.B1,
    reference="Supérieur à, inférieur à, identique à.",
    fr="Après « {word} », on dit « {say} ».",
    en="After “{word}”, say “{say}”.",
    triggers=_WITH_A,
    wrong=(
        ("Le prix est supérieur que le mien.", "Le prix est supérieur au mien."),
        ("Mon sac est identique que ton sac.", "Mon sac est identique à ton sac."),
        ("Il est inférieur de l'autre.", "Il est inférieur à l'autre."),
    ),
    right=(
        "Il est supérieur à l'autre.",
        "Il est égal que tu viennes.",
        "Le bord inférieur de la table est cassé.",
        "C'est égal que Paul vienne.",
    ),
)
def with_a(s: Sentence) -> Iterator[Hit]:
    for t in s:
        link, following = s.after(t), s.after(t, 2)
        predicate = s.at(t.i - 1).lemma == "être" or s.at(t.i - 2).lemma == "être"
        if not predicate or t.pos != "ADJ":
            continue
        if t.lemma not in _WITH_A or link.norm not in ("que", "de", "comme"):
            continue
        owned = following.norm in POSSESSIVES | TONIC or following.pos == "PROPN"
        articled = following.norm in ("le", "la", "l'", "les")
        last = (
            following if following.norm in TONIC or following.pos == "PROPN" else s.after(link, 2)
        )
        last = last if last.norm in TONIC or last.pos == "PROPN" else s.after(last)
        if not (owned or articled) or not ends(s.after(last)):
            continue
        if following.norm in ("le", "les"):
            yield say(s, link, following, contract("à", following.norm), word=t.text)
        else:
            yield say(s, link, link, "à", word=t.text)


@rule(
    id="comparative.years_older",
    level=Level.B1,
    reference="Il a deux ans de plus que moi.",
    fr="Pour une différence d'âge, on dit « {say} ».",
    en="For a difference in age, say “{say}”.",
    triggers=frozenset({"an"}),
    wrong=(
        ("Il est deux ans plus vieux que moi.", "Il a deux ans de plus que moi."),
        ("Ma sœur est trois ans plus jeune.", "Ma sœur a trois ans de moins."),
    ),
    right=(
        "Il est plus vieux de deux ans.",
        "Il a deux ans de plus.",
        "Il est deux fois plus vieux.",
    ),
)
def years_older(s: Sentence) -> Iterator[Hit]:
    age = word("vieux", "vieille", "âgé", "âgée", "grand", "grande", "jeune").named("a")
    for m in find(s, finite("être").named("v"), NUMBER, lemma("an").named("u"), word("plus"), age):
        verb = m["v"].finite
        group = next((g for g in s.groups if g.verb is m["v"]), None)
        if verb is None or group is None or not group.person:
            continue
        form = s.lexicon.inflect_verb("avoir", verb.tense, group.person)
        less = "moins" if m["a"].norm == "jeune" else "plus"
        years = s.text[s.after(m["v"]).start : m["u"].end]
        if form:
            yield say(s, m["v"], m["a"], f"{form} {years} de {less}")
