"""à and de fuse with le and les, and with lequel."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, vowel_sound
from shared.french.gender import noun_gender
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.partitive.quantity_and_negation import quantity_before
from shared.french.rules.patterns import NUMBER, find, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_MEALS = frozenset({"dîner", "déjeuner", "goûter", "souper"})
_FUSING = word("le", "les", "lequel", "lesquels", "lesquelles")


@rule(
    id="contraction.open",
    level=Level.A1,
    reference="à + le = au, à + les = aux, de + le = du, de + les = des, à + lequel = auquel.",
    fr="« {said} » se contracte : on dit « {say} ».",
    en="“{said}” contracts: say “{say}”.",
    triggers=frozenset({"à", "de"}),
    wrong=(
        ("Je vais à le marché le samedi.", "Je vais au marché le samedi."),
        ("Il parle à les clients.", "Il parle aux clients."),
        ("C'est la fin de le film.", "C'est la fin du film."),
        ("On a besoin de les clés.", "On a besoin des clés."),
        ("Le projet à lequel je pense est fou.", "Le projet auquel je pense est fou."),
        ("À le bureau, tout va bien.", "Au bureau, tout va bien."),
    ),
    right=(
        "Il commence à le comprendre.",
        "J'ai envie de les voir.",
        "Je suis content de le savoir.",
        "Elle va à Le Mans demain.",
        "On a fini de le lui expliquer.",
        "Elle essaie de les y emmener.",
    ),
)
def open_forms(s: Sentence) -> Iterator[Hit]:
    for m in find(s, word("à", "de").named("p"), _FUSING.named("w")):
        following = s.after(m["w"])
        if m["p"].norm == "de" and quantity_before(s, m["p"]) is not None:
            continue  # "combien de le lait" wants no article at all
        if m["p"].norm == "à" and NUMBER(following):
            continue  # "à le douze août", "à le neuf heures" want no preposition, or no article
        article = m["w"].norm in ("le", "les")
        if article and (following.pos in ("PRON", "VERB", "AUX") or not following.is_word):
            continue
        # A pronoun before a verb: "content de le savoir", though "le savoir" is a noun as well.
        if article and following.any_verb("inf") and following.norm not in _MEALS:
            continue
        if following.norm in ("souvent", "toujours", "parfois", "beaucoup"):
            continue  # "je pense à le souvent" wants "à lui"
        if m["w"].text[:1].isupper() and m["p"].text[:1].islower():
            continue  # a town: "Le Mans", "Les Sables"
        # "à les école" needs the plural; "de le eau" its elision, not a contraction.
        if m["w"].norm == "le" and vowel_sound(following.lower):
            yield say(s, m["p"], m["w"], f"{m['p'].norm} l'")
        else:
            yield say(s, m["p"], m["w"], contract(m["p"].norm, m["w"].norm))


@rule(
    id="contraction.before_vowel",
    level=Level.A1,
    reference="Devant une voyelle : à l', de l' (pas de contraction).",
    fr="Devant une voyelle, on dit « {say} » et non « {said} ».",
    en="Before a vowel sound, say “{say}”, not “{said}”.",
    triggers=frozenset({"au", "du"}),
    wrong=(
        ("On arrive au hôtel à midi.", "On arrive à l'hôtel à midi."),
        ("C'est le prix du essence.", "C'est le prix de l'essence."),
        ("Du école, on voit la mer.", "De l'école, on voit la mer."),
    ),
    right=(
        "Il habite au onzième étage.",
        "C'est le début du hockey.",
        "On va au yoga.",
        "Il revient du huitième étage.",
    ),
)
def before_vowel(s: Sentence) -> Iterator[Hit]:
    for t in s:
        following = s.after(t)
        if t.norm not in ("au", "du") or following.pos not in ("NOUN", "ADJ"):
            continue
        if following.noun and following.noun.number == "p":
            continue
        if following.known and vowel_sound(following.lower):
            yield say(s, t, t, "à l'" if t.norm == "au" else "de l'")


@rule(
    id="contraction.twice",
    level=Level.A1,
    reference="Au, du, aux, des contiennent déjà l'article ; « de » absorbe le partitif.",
    fr="L'article est déjà là : « {say} ».",
    en="The article is in there already: “{say}”.",
    triggers=wordlist("au aux du des de"),
    wrong=(
        ("On parle du l'école.", "On parle de l'école."),
        ("Je vais au la gare.", "Je vais à la gare."),
        ("Il vient du le sud.", "Il vient du sud."),
        ("J'ai envie de du chocolat.", "J'ai envie de chocolat."),
        ("Elle a besoin de des vacances.", "Elle a besoin de vacances."),
    ),
    right=("Il vient du Havre.", "Je lui parle du sien.", "On rêve de de Gaulle."),
)
def twice(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two = s.after(t), s.after(t, 2)
        base = {"au": "à", "aux": "à", "du": "de", "des": "de"}.get(t.norm, "")
        if base and one.norm in ("le", "la", "l'", "les") and (two.can("NOUN") or two.pos == "ADJ"):
            yield say(s, t, one, contract(base, one.norm))
        elif t.norm == "de" and one.norm in ("du", "des") and two.noun:
            yield say(s, t, one, "de")


@rule(
    id="contraction.before_consonant",
    level=Level.A1,
    reference="L' seulement devant une voyelle : le billet, du billet.",
    fr="Devant une consonne, pas d'élision : « {say} ».",
    en="No elision before a consonant: “{say}”.",
    triggers=frozenset({"l'"}),
    wrong=(
        ("Le prix de l'billet monte.", "Le prix du billet monte."),
        ("On va à l'plage.", "On va à la plage."),
        ("L'haricot est cuit.", "Le haricot est cuit."),
    ),
    right=("L'hôtel est plein.", "L'on dit cela.", "Je l'vois venir.", "L'un ou l'autre."),
)
def before_consonant(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun, before = s.after(t), s.at(t.i - 1)
        gender = noun_gender(noun) if noun.noun else ""
        if t.norm != "l'" or not gender or vowel_sound(noun.lower) or noun.any_verb():
            continue
        article = "la" if gender == "f" else "le"
        if article == "le" and before.norm in ("à", "de"):
            yield say(s, before, t, contract(before.norm, "le"))
        else:
            yield say(s, t, t, article)
