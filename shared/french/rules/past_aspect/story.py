"""The passé composé of what happened next, or all at once."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, rule
from shared.french.rules.past_aspect.dated import compound, habitual
from shared.french.rules.verbs import change_tense, clause_group, lemmas, to_compound
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.aspect import ACTIVITY, EVENTS, TELIC
from shared.french.words.time import UNITS


@rule(
    id="past_aspect.next",
    level=Level.B1,
    reference="Une suite d'événements est au passé composé.",
    fr="Ce qui arrive ensuite est au passé composé : « {say} ».",
    en="What happened next is in the passé composé: “{say}”.",
    triggers=frozenset({"et", "puis", "finalement"}),
    wrong=(
        ("Il est entré et il disait bonjour.", "Il est entré et il a dit bonjour."),
        ("J'ai ouvert la porte et je voyais Paul.", "J'ai ouvert la porte et j'ai vu Paul."),
        ("Finalement, on décidait de rester.", "Finalement, on a décidé de rester."),
    ),
    right=(
        "Il est entré et il portait un chapeau.",
        "Elle est partie et elle allait bien.",
        "Il est venu et il disait toujours bonjour.",
        "J'ai vu Paul et il disait qu'il partait.",
        "Finalement, on avait froid.",
        "J'ai compris et je voulais partir.",
        "On est arrivés tôt et on mangeait dehors.",
    ),
    confidence=0.85,
)
def next_event(s: Sentence) -> Iterator[Hit]:
    if habitual(s) or s.norms & _AGAIN:
        return
    for before, group in zip(s.groups, s.groups[1:], strict=False):
        subject = group.subject
        if subject is None or before.subject is None or group.tense != "ind_impf":
            continue
        link = s.at(subject.i - 1)
        same = subject.norm == before.subject.norm and subject.pos == "PRON"
        event = compound(before) and before.lemma in TELIC | EVENTS
        follows = link.norm in ("et", "puis") and group.participle is None and not group.infinitive
        plain = group.negation is None and not group.adverbs
        if same and event and follows and plain and lemmas(group.verb) <= _HAPPENS:
            yield from to_compound(s, group)
    group_ = next(iter(s.groups), None)
    at_last = s.at(0).norm == "finalement" and group_ is not None
    if at_last and group_ is not None and group_.tense == "ind_impf":
        chosen = lemmas(group_.verb) <= {"décider", "choisir", "acheter", "trouver"}
        yield from to_compound(s, group_) if chosen else ()


_AGAIN = wordlist("toujours souvent jamais parfois quand comme pendant")
_HAPPENS = wordlist(
    "dire voir partir sortir tomber demander répondre trouver casser entendre crier perdre rentrer"
)


@rule(
    id="past_aspect.interrupted",
    level=Level.B1,
    reference="Je dormais quand tu as appelé.",
    fr="Une action en cours, une autre survient : « {say} ».",
    en="One action is going on (imparfait), another happens (passé composé): “{say}”.",
    triggers=frozenset({"quand", "lorsque", "pendant"}),
    wrong=(
        ("Je regardais la télé quand tu appelles.", "Je regardais la télé quand tu as appelé."),
        ("Je dors quand tu as téléphoné.", "Je dormais quand tu as téléphoné."),
        (
            "Pendant que je dormais, quelqu'un frappait à la porte.",
            "Pendant que je dormais, quelqu'un a frappé à la porte.",
        ),
    ),
    right=(
        "Je dors quand tu as fini.",
        "Je regardais la télé quand il pleuvait.",
        "Je suis content quand tu as appelé.",
        "Pendant que je dormais, il travaillait.",
        "Je dormais quand tu as appelé.",
    ),
)
def interrupted(s: Sentence) -> Iterator[Hit]:
    if habitual(s) or s.norms & {"toujours", "souvent", "parfois", "jamais"}:
        return
    for tok in s:
        below = clause_group(s, tok) if tok.norm in ("quand", "lorsque") and tok.i > 1 else None
        main = next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
        if below is None or main is None or main.participle is not None or main.infinitive:
            continue
        going = main.lemma in ACTIVITY and main.person and main.person != below.person
        sudden = below.lemma in _SUDDEN
        if going and sudden and main.tense == "ind_impf" and below.tense == "ind_pres":
            yield from to_compound(s, below) if below.participle is None else ()
        elif going and sudden and main.tense == "ind_pres" and compound(below):
            yield from change_tense(s, main, "ind_impf")
    if (s.at(0).norm, s.at(1).norm) == ("pendant", "que") and len(s.groups) == 2:
        while_, event = s.groups
        sudden = event.lemma in ("frapper", "sonner", "entrer", "tomber", "arriver", "voler")
        if while_.tense == event.tense == "ind_impf" and sudden and event.participle is None:
            yield from to_compound(s, event)


_SUDDEN = EVENTS - wordlist("partir entendre voir commencer")


@rule(
    id="past_aspect.there_was",
    level=Level.A2,
    reference="Hier, il y avait du monde.",
    fr="Avec une date du passé, on met un temps du passé : « {say} ».",
    en="A date in the past asks for a past tense: “{say}”.",
    triggers=frozenset({"y"}),
    wrong=(
        (
            "La semaine dernière, il y a beaucoup de neige.",
            "La semaine dernière, il y avait beaucoup de neige.",
        ),
        ("Hier il y a du monde au marché.", "Hier il y avait du monde au marché."),
    ),
    right=(
        "La dernière fois, c'était il y a deux ans.",
        "Hier, il y a eu un accident.",
        "Depuis hier, il y a du bruit.",
        "Hier il y a quelqu'un qui m'a dit ça.",
        "La semaine dernière, il y a trois jours donc, je suis venu.",
    ),
)
def there_was(s: Sentence) -> Iterator[Hit]:
    there = next((g for g in s.groups if any(c.norm == "y" for c in g.clitics)), None)
    if there is None or len(s.groups) > 1 or there.lemma != "avoir" or there.tense != "ind_pres":
        return
    yesterday = s.at(0).norm == "hier"
    last = s.at(1).lemma in UNITS | {"week-end", "été"} and s.at(2).norm in _LAST
    timed = any(t.lemma in UNITS for t in s.tokens[there.verb.i :])
    if (yesterday or last) and there.participle is None and not timed:
        yield from change_tense(s, there, "ind_impf")


_LAST = wordlist("dernier dernière passé passée")
