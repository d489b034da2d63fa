"""Since when: other prepositions said for depuis."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.time_depuis import STATES, durations, group_before
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_KEPT_UP = STATES | wordlist(
    "prendre faire aller lire manger suivre utiliser étudier cuisiner courir nager danser chanter"
)
_SPEAKERS = wordlist("je on nous")


@rule(
    id="time_depuis.preposition",
    level=Level.A2,
    reference="Depuis + durée avec le présent : ce qui dure encore.",
    fr="Ce qui dure encore se dit avec « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=wordlist("dès partir par"),
    wrong=(
        ("Je vis ici dès deux ans.", "Je vis ici depuis deux ans."),
        ("J'étudie le piano à partir de six mois.", "J'étudie le piano depuis six mois."),
        ("On habite à Lille par trois ans.", "On habite à Lille depuis trois ans."),
    ),
    right=(
        "Je travaille dès huit heures.",
        "Un bébé marche dès dix mois.",
        "On paie moins à partir de trois nuits.",
        "Je le vois une fois par an.",
        "Je lis trois livres par deux mois.",
        "On accepte les enfants à partir de deux ans.",
        "Je prends des enfants dès trois ans.",
    ),
    confidence=0.8,
)
def preposition(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"fois", "enfant", "bébé"}:
        return
    for m in durations(s, "dès", "par", "de"):
        prep = m["p"]
        from_ = prep.norm == "de" and s.at(prep.i - 1).norm == "partir"
        first = s.at(prep.i - 2) if from_ else prep
        if prep.norm == "de" and not (from_ and first.norm == "à"):
            continue
        group = group_before(s, first)
        if group is None or group.tense != "ind_pres" or group.participle or group.negation:
            continue
        speaks = group.subject is not None and group.subject.norm in _SPEAKERS
        counted = any(t.pos == "NUM" for t in s.tokens[group.verb.i : first.i])
        if speaks and not counted and group.lemma in _KEPT_UP and m["u"].lemma != "heure":
            yield say(s, first, prep, "depuis")


@rule(
    id="time_depuis.no_longer",
    level=Level.A2,
    reference="Je ne fume plus depuis un an.",
    fr="Ce qu'on ne fait plus, on ne le fait plus « depuis ».",
    en="For what one no longer does, use “depuis”.",
    triggers=frozenset({"pour", "pendant"}),
    wrong=(
        ("Je ne fume plus pour deux ans.", "Je ne fume plus depuis deux ans."),
        ("On ne boit plus pendant six mois.", "On ne boit plus depuis six mois."),
    ),
    right=(
        "Je n'ai plus d'argent pour deux jours.",
        "Il n'en reste plus pour deux jours.",
        "Je ne travaille pas pour deux jours.",
        "Je ne serai plus là pendant deux ans.",
    ),
    confidence=0.8,
)
def no_longer(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pour", "pendant"):
        group = group_before(s, m["p"])
        if group is None or group.tense != "ind_pres" or group.participle or group.ne is None:
            continue
        over = group.negation is not None and group.negation.norm == "plus"
        if over and group.lemma in ("fumer", "boire", "habiter", "étudier"):
            yield say(s, m["p"], m["p"], "depuis")


@rule(
    id="time_depuis.for_years",
    level=Level.A2,
    reference="Je travaille ici depuis cinq ans : cela dure encore.",
    fr="Ce qui dure encore se dit avec « depuis ».",
    en="For something still going on, use “depuis”.",
    triggers=frozenset({"pendant", "de"}),
    wrong=(
        ("Je travaille ici pendant cinq ans.", "Je travaille ici depuis cinq ans."),
        ("Je suis marié pendant deux ans.", "Je suis marié depuis deux ans."),
        ("J'habite ici de trois ans.", "J'habite ici depuis trois ans."),
        ("On vit ensemble de six mois.", "On vit ensemble depuis six mois."),
    ),
    right=(
        "Je travaille pendant deux mois, puis je pars.",
        "Je travaille ici de deux à cinq heures.",
        "J'étudie avec une fille de dix ans.",
        "Il travaille pendant cinq ans, puis il arrête.",
        "Je joue avec mon fils de trois ans.",
        "J'habite ici de temps en temps.",
    ),
    confidence=0.8,
)
def for_years(s: Sentence) -> Iterator[Hit]:
    for m in durations(s, "pendant", "de"):
        prep, following = m["p"], s.after(m["u"])
        group = group_before(s, prep)
        if group is None or group.tense != "ind_pres" or group.negation or group.reflexive:
            continue
        speaks = group.subject is not None and group.subject.norm in _SPEAKERS
        if not speaks or s.norms & _REPEATED or (following.is_word and following.norm != "déjà"):
            continue
        before = s.at(prep.i - 1)
        settled = group.verb.lemma == "être" and before.norm.startswith("mari")
        years = m["u"].lemma in ("an", "année") and m["n"].norm not in ("un", "une", "deux")
        lasting = group.lemma in _LASTING and group.participle is None
        if prep.norm == "pendant":
            due = settled or (years and lasting and not s.after(following).is_word)
        else:
            due = lasting and (before.norm in _HERE or before is group.verb)
            due = due and m["u"].lemma != "heure"
        if due:
            yield say(s, prep, prep, "depuis")


_LASTING = wordlist("habiter vivre travailler étudier jouer fumer chercher enseigner parler")
_HERE = wordlist("ici là là-bas ensemble")
_REPEATED = wordlist("chaque tous toutes puis après ensuite été quand demain prochain")
