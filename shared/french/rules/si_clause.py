"""Si with the imparfait or the present, and the conditional in the main clause."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule
from shared.french.rules.verbs import (
    change_tense,
    clause_group,
    conjugated,
    lemmas,
    put,
    to_compound,
)
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.moods import ASKING

_POLITE = wordlist("pouvoir vouloir aimer devoir falloir préférer souhaiter adorer")
"""Their conditional softens a wish and goes with any tense after si."""
_COMMENT = wordlist("savoir penser croire trouver dire voir comprendre imaginer falloir sembler")
"""Their present may comment on a supposition: "si c'était lui, je comprends"."""


def _ifs(s: Sentence) -> Iterator[tuple[Tok, VerbGroup]]:
    """Every "si" that states a condition, with the verb group of its clause."""
    for tok in s:
        if tok.norm != "si" and not (tok.lower == "s'" and s.after(tok).norm in ("il", "ils")):
            continue
        if _indirect(s, tok) or s.at(tok.i - 1).norm in ("même", "comme", "et"):
            continue
        group = clause_group(s, tok)
        if group is not None and not group.inverted and group.verb.i > tok.i + 1:
            yield tok, group


def _indirect(s: Sentence, si: Tok) -> bool:
    """Whether "si" opens an indirect question: "je sais pas si", "demande-lui si"."""
    k = si.i - 1
    while s.at(k).hung or s.at(k).norm in ("pas", "plus", "jamais", "trop", "bien", "encore", "ou"):
        k -= 1
    for tok in (s.at(k), s.at(k - 1)):
        if tok.text == ",":
            return False
        found = lemmas(tok) | {m.lemma for m in tok.readings} | {tok.norm}
        if found & ASKING:
            return True
    return False


def _main(s: Sentence, si: Tok, group: VerbGroup) -> VerbGroup | None:
    """The main clause's verb group: after the comma, or before "si"."""
    end = group.lexical.i
    if si.i > 0 and s.at(si.i - 1).text != ",":
        before = [g for g in s.groups if g.verb.i < si.i]
        if before and not _joined(s, si):
            return before[-1]
    comma = next((t.i for t in s.tokens[end:] if t.text == ","), -1)
    after = [g for g in s.groups if g.verb.i > max(end, comma)]
    if after and after[0].verb.norm == "a" and s.at(after[0].verb.i - 1).norm == "y":
        return None  # "si tu as soif, il y a de l'eau": an offer, no supposition
    if comma < 0:
        after = [g for g in after if g.subject and g.subject.pos == "PRON"]
    if not after:
        before = [g for g in s.groups if g.verb.i < si.i]
        return before[-1] if before and si.i > 0 else None
    first = after[0]
    relative = any(t.norm in ("qui", "que", "où") for t in s.tokens[end + 1 : first.verb.i])
    return None if relative else first


def _joined(s: Sentence, si: Tok) -> bool:
    """Whether "si" opens the clause of a "que" ("je pense que si…"), and so a new sentence."""
    return s.at(si.i - 1).norm in ("que", "et", "mais", "parce", "donc", "alors", "car")


def _past_conditional(group: VerbGroup) -> bool:
    return group.tense == "cond" and group.participle is not None


@rule(
    id="si_clause.conditional",
    level=Level.B1,
    reference="Si + imparfait → conditionnel : jamais de conditionnel après si.",
    fr="Après « si », pas de conditionnel : « {say} ».",
    en="No conditional after “si”: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(
        ("Si j'aurais su, je serais venu.", "Si j'avais su, je serais venu."),
        ("Si tu viendrais, on irait au ciné.", "Si tu venais, on irait au ciné."),
        ("Je serais content s'il viendrait.", "Je serais content s'il venait."),
        ("Si on gagnerait au loto, je voyagerais.", "Si on gagnait au loto, je voyagerais."),
        ("Tu ferais quoi si tu serais riche ?", "Tu ferais quoi si tu étais riche ?"),
    ),
    right=(
        "Je me demande si elle viendrait.",
        "Je sais pas si j'aurais le temps.",
        "Si j'avais su, je serais venu.",
        "Dis-moi si tu voudrais venir.",
        "C'est si loin que j'aurais peur.",
    ),
)
def conditional(s: Sentence) -> Iterator[Hit]:
    for _, group in _ifs(s):
        if group.tense == "cond":
            yield from change_tense(s, group, "ind_impf")


@rule(
    id="si_clause.future",
    level=Level.B1,
    reference="Si + présent → futur : jamais de futur après si.",
    fr="Après « si », pas de futur : « {say} ».",
    en="No future after “si”: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(
        ("Si tu viendras demain, on mangera ensemble.", "Si tu viens demain, on mangera ensemble."),
        ("On ira à la plage s'il fera beau.", "On ira à la plage s'il fait beau."),
        ("Si vous aurez faim, dites-le.", "Si vous avez faim, dites-le."),
    ),
    right=(
        "Je ne sais pas s'il fera beau.",
        "Tu sais si elle viendra ?",
        "On verra s'il viendra.",
        "S'il fait beau, on ira à la plage.",
    ),
)
def future(s: Sentence) -> Iterator[Hit]:
    for si, group in _ifs(s):
        if group.tense != "ind_fut":
            continue
        main = _main(s, si, group)
        tense = "ind_impf" if main is not None and main.tense == "cond" else "ind_pres"
        yield from change_tense(s, group, tense)


@rule(
    id="si_clause.present_and_conditional",
    level=Level.B1,
    reference="Si + imparfait → conditionnel présent.",
    fr="Avec le conditionnel, « si » demande l'imparfait : « {say} ».",
    en="With the conditional, “si” takes the imparfait: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(
        ("Si j'ai un million, j'achèterais tout.", "Si j'avais un million, j'achèterais tout."),
        ("Je voyagerais plus si je suis riche.", "Je voyagerais plus si j'étais riche."),
        ("Si tu es à ma place, tu ferais quoi ?", "Si tu étais à ma place, tu ferais quoi ?"),
    ),
    right=(
        "Si tu veux, on pourrait y aller.",
        "Si t'as le temps, j'aimerais te parler.",
        "Si ça te va, ce serait bien demain.",
        "Si j'ai bien compris, il viendrait demain.",
        "Si c'est possible, je préférerais lundi.",
        "Si je me trompe pas, ça serait lundi.",
    ),
    confidence=0.8,
)
def present_and_conditional(s: Sentence) -> Iterator[Hit]:
    for si, group in _ifs(s):
        if group.tense != "ind_pres" or group.infinitive is not None:
            continue
        main = _main(s, si, group)
        if main is None or main.tense != "cond" or lemmas(main.verb) & _POLITE:
            continue
        if main.subject is not None and main.subject.norm in ("ce", "ça", "cela"):
            continue
        if lemmas(group.verb) & {"vouloir", "pouvoir"} or _hedge(group):
            continue
        if group.participle is not None and not _past_conditional(main):
            continue
        yield from change_tense(s, group, "ind_impf")


def _hedge(group: VerbGroup) -> bool:
    """Whether a clause only softens: "si j'ai bien compris", "si ça te va"."""
    said = group.lemma in ("comprendre", "tromper", "entendre", "souvenir", "croire")
    return said or (group.subject is not None and group.subject.norm == "ça")


@rule(
    id="si_clause.main_not_conditional",
    level=Level.B1,
    reference="Si + imparfait → conditionnel présent dans la principale.",
    fr="Après « si » + imparfait, la principale est au conditionnel : « {say} ».",
    en="After “si” + imparfait, the main clause takes the conditional: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(
        ("Si j'étais toi, je pars tout de suite.", "Si j'étais toi, je partirais tout de suite."),
        ("Si nous avions le temps, nous irons.", "Si nous avions le temps, nous irions."),
        ("Si j'avais su, je suis resté chez moi.", "Si j'avais su, je serais resté chez moi."),
        ("Ils viendront si on les invitait.", "Ils viendraient si on les invitait."),
        ("Si j'étais riche, je vais voyager.", "Si j'étais riche, je voyagerais."),
    ),
    right=(
        "Si j'étais fatigué, je dormais.",
        "Si c'était lui, je comprends mieux.",
        "Si je pouvais, je viendrais.",
        "Si on allait au ciné ?",
        "Je sais pas si c'était lui, il viendra.",
        "Si tu voulais, on peut encore y aller.",
        "Il est comme s'il était chez lui.",
    ),
    confidence=0.8,
)
def main_not_conditional(s: Sentence) -> Iterator[Hit]:
    for si, group in _ifs(s):
        if group.tense != "ind_impf":
            continue
        main = _main(s, si, group)
        if main is None or main.inverted or main is group:
            continue
        if main.tense not in ("ind_pres", "ind_fut") or lemmas(main.verb) & _COMMENT:
            continue
        past = main.participle is not None
        if past and group.participle is None:
            continue
        if main.subject is None or main.subject.norm in ("ce", "ça", "qui", "cela"):
            continue
        if main.tense == "ind_pres" and not past and lemmas(main.verb) & {"pouvoir", "être"}:
            continue
        # "on va partir" becomes "on partirait".
        if main.infinitive is not None and "aller" in lemmas(main.verb):
            m = main.infinitive.infinitive
            form = s.lexicon.inflect_verb(m.lemma, "cond", main.person) if m else ""
            if form and main.infinitive.i == main.verb.i + 1:
                yield from put(s, main, main.infinitive, form)
        else:
            yield from change_tense(s, main, "cond")


@rule(
    id="si_clause.as_if",
    level=Level.B2,
    reference="Comme si + imparfait ou plus-que-parfait.",
    fr="Après « comme si », on met l'imparfait : « {say} ».",
    en="After “comme si”, use the imparfait: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(
        ("Il parle comme s'il serait le patron.", "Il parle comme s'il était le patron."),
        ("Elle fait comme si elle comprend tout.", "Elle fait comme si elle comprenait tout."),
        ("On dirait comme si tu as peur.", "On dirait comme si tu avais peur."),
    ),
    right=("Il parle comme s'il était chez lui.", "Comme si je le savais !"),
)
def as_if(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm != "comme" or s.after(tok).lower not in ("si", "s'"):
            continue
        group = clause_group(s, s.after(tok))
        if group is not None and group.tense in ("ind_pres", "cond", "ind_fut"):
            yield from change_tense(s, group, "ind_impf")


@rule(
    id="si_clause.even_if",
    level=Level.B2,
    reference="Même si + présent ou imparfait.",
    fr="Après « même si », pas de conditionnel : « {say} ».",
    en="No conditional after “même si”: “{say}”.",
    triggers=frozenset({"même"}),
    wrong=(("Même si tu serais là, on perdrait.", "Même si tu étais là, on perdrait."),),
    right=(
        "Même si je préférerais rester, je viens.",
        "Même s'il pleut, on sort.",
        "Même si ça serait mieux, tant pis.",
    ),
)
def even_if(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        si = s.after(tok)
        if tok.norm != "même" or si.lower not in ("si", "s'"):
            continue
        group = clause_group(s, si)
        if group is None or group.tense != "cond" or lemmas(group.verb) & _POLITE:
            continue
        main = next((g for g in s.groups if g.verb.i > group.lexical.i), None)
        if main is not None and main.tense == "cond":
            yield from change_tense(s, group, "ind_impf")


@rule(
    id="si_clause.past_supposition",
    level=Level.B2,
    reference="Si + plus-que-parfait → conditionnel passé.",
    fr="Pour un regret, « si » + plus-que-parfait : « {say} ».",
    en="For an unreal past, “si” takes the plus-que-parfait: “{say}”.",
    triggers=frozenset({"si", "se"}),
    wrong=(("Si tu m'as appelé, je serais venu.", "Si tu m'avais appelé, je serais venu."),),
    right=("S'il a plu, la route est mouillée.", "Si tu as fini, tu peux partir."),
)
def past_supposition(s: Sentence) -> Iterator[Hit]:
    for si, group in _ifs(s):
        if group.tense != "ind_pres" or group.participle is None:
            continue
        main = _main(s, si, group)
        if main is None or not _past_conditional(main) or _hedge(group):
            continue
        if conjugated(s, group, "ind_impf"):
            yield from change_tense(s, group, "ind_impf")


@rule(
    id="si_clause.past_result",
    level=Level.B2,
    reference="Si + plus-que-parfait → conditionnel passé pour un fait passé.",
    fr="Pour ce qui n'a pas eu lieu, on met le conditionnel passé : « {say} ».",
    en="For what did not happen, use the past conditional: “{say}”.",
    triggers=frozenset({"hier", "dernier", "avant-hier"}),
    wrong=(
        ("Si j'avais su, je viendrais hier.", "Si j'avais su, je serais venu hier."),
        ("S'il avait plu, on mangerait ici hier.", "S'il avait plu, on aurait mangé ici hier."),
    ),
    right=(
        "Si j'avais fini hier, je partirais demain.",
        "Si j'avais su, je serais venu hier.",
        "Si j'avais bu hier, je serais malade.",
    ),
)
def past_result(s: Sentence) -> Iterator[Hit]:
    for si, group in _ifs(s):
        main = _main(s, si, group)
        if group.tense != "ind_impf" or group.participle is None or main is None:
            continue
        if main.tense != "cond" or main.participle is not None or main.infinitive is not None:
            continue
        dated = next(
            (t for t in s if t.norm in ("hier", "avant-hier", "dernier", "dernière")), None
        )
        later = dated is not None and dated.i > main.verb.i and main.verb.i > group.verb.i
        if later and not lemmas(main.verb) & _POLITE:
            yield from to_compound(s, main, tense="cond")
