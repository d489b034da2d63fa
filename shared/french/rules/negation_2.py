"""Negation words behind the object, and one behind the other."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.sentence import Sentence


@rule(
    id="negation.behind_object",
    level=Level.A1,
    reference="Pas et jamais suivent le verbe conjugué, non son complément.",
    fr="La négation entoure le verbe : « {say} ».",
    en="The negation goes around the verb: “{say}”.",
    triggers=frozenset({"pas", "jamais"}),
    wrong=(
        ("Je n'ai faim pas.", "Je n'ai pas faim."),
        ("Elle ne parle le russe pas bien.", "Elle ne parle pas le russe bien."),
        ("Elle ne veut sortir pas.", "Elle ne veut pas sortir."),
        ("Il essaie de pas ne pleurer.", "Il essaie de ne pas pleurer."),
    ),
    right=(
        "Il n'a rien dit, pas un mot.",
        "Je ne mange que du pain, pas de riz.",
        "Ce n'est un secret pour personne, pas même pour lui.",
        "Je ne peux y aller à pied ou pas ?",
    ),
)
def behind_object(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm == "pas" and s.after(t).norm == "ne" and s.after(t, 2).infinitive:
            yield say(s, t, s.after(t), "ne pas")
        group = next((g for g in reversed(s.groups) if g.verb.i < t.i), None)
        if t.norm not in ("pas", "jamais") or group is None or group.ne is None:
            continue
        between = s.tokens[group.verb.i + 1 : t.i]
        if group.negation or group.participle or not between or len(between) > 2:
            continue
        nominal = all(x.pos in ("DET", "NOUN") and not x.hung for x in between)
        nominal = nominal and between[-1].pos == "NOUN"
        wanted = between == (group.infinitive,)
        if (nominal and s.after(t).norm not in _GOES_ON) or (wanted and s.after(t).norm != "que"):
            yield say(s, between[0], t, f"{t.norm} {s.slice(between[0], between[-1])}")


_GOES_ON = frozenset({"de", "un", "une", "même", "que", "le", "la", "les"})


@rule(
    id="negation.then_pas",
    level=Level.A2,
    reference="Rien, jamais, plus remplacent « pas ».",
    fr="« {word} » suffit, sans « pas ».",
    en="“{word}” needs no “pas”.",
    triggers=frozenset({"pas"}),
    wrong=(
        ("Je ne vois rien pas.", "Je ne vois rien."),
        ("Il ne mange plus pas de viande.", "Il ne mange plus de viande."),
        ("Pas personne ne m'aide.", "Personne ne m'aide."),
    ),
    right=(
        "Je ne dis rien, pas un mot.",
        "Je ne vois plus pas mal de gens.",
        "Jamais pas assez.",
        "Pas personne, mais presque.",
    ),
)
def then_pas(s: Sentence) -> Iterator[Hit]:
    for t in s:
        other = s.after(t, -1)
        nobody = s.after(t)
        if t.norm == "pas" and t.i == 0 and nobody.norm == "personne" and s.after(t, 2).is_word:
            yield delete(s, t, t, word=nobody.text)
        group = next((g for g in s.groups if g.negation is other), None)
        if t.norm != "pas" or other.norm not in ("rien", "plus") or group is None:
            continue
        if group.ne is not None and s.after(t).norm not in ("mal", "un", "même"):
            yield delete(s, t, t, word=other.text)
