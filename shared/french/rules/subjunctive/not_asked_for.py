"""The indicative where the subjunctive does not belong, and the future after quand."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.subjunctive.asked_for import before_que
from shared.french.rules.verbs import clause_group, conjugated, lemmas, put
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.moods import (
    INDICATIVE_ADJECTIVES,
    INDICATIVE_CONJUNCTIONS,
    INDICATIVE_VERBS,
)


def _only_subjunctive(group: VerbGroup) -> bool:
    """Whether the form can be nothing but a subjunctive ("vienne"; "parle" can)."""
    own = [m for m in group.verb.readings if m.pos in ("VERB", "AUX")]
    return (
        bool(own)
        and own[0].tense == "sub_pres"
        and all(m.tense in ("sub_pres", "imp") for m in own)
    )


def _indicative(s: Sentence, group: VerbGroup, *tenses: str, **slots: str) -> Iterator[Hit]:
    forms = [conjugated(s, group, tense) for tense in tenses]
    if not all(forms) or group.inverted:
        return
    for hit in put(s, group, group.verb, forms[0], **slots):
        rest = [h for f in forms[1:] for h in put(s, group, group.verb, f, **slots)]
        same = [h.replacements[0] for h in rest if (h.start, h.end) == (hit.start, hit.end)]
        yield Hit(hit.start, hit.end, (hit.replacements[0], *same), hit.slots)


@rule(
    id="subjunctive.not_after_certainty",
    level=Level.B1,
    reference="Espérer, penser, croire, savoir, il est sûr que… + indicatif.",
    fr="Après « {trigger} que », on met l'indicatif : « {say} ».",
    en="After “{trigger} que”, use the indicative: “{say}”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("J'espère qu'il fasse beau dimanche.", "J'espère qu'il fera beau dimanche."),
        ("Je pense que tu aies raison.", "Je pense que tu as raison."),
        ("Je crois que ce soit vrai.", "Je crois que c'est vrai."),
        ("Il est sûr qu'elle vienne demain.", "Il est sûr qu'elle viendra demain."),
        ("C'est vrai que ce soit difficile.", "C'est vrai que c'est difficile."),
        ("Je sais que vous soyez fatigués.", "Je sais que vous êtes fatigués."),
        ("Je suis certain qu'il puisse le faire.", "Je suis certain qu'il peut le faire."),
    ),
    right=(
        "Je ne crois pas que ce soit vrai.",
        "Je suis pas sûr que ce soit vrai.",
        "Tu crois que ce soit possible ?",
        "J'espère qu'il viendra.",
        "Je dis qu'il faut que tu viennes.",
        "Il m'a dit que je vienne demain.",
        "Crois-tu qu'il soit prêt ?",
        "Je doute que tu saches que j'existe.",
    ),
)
def not_after_certainty(s: Sentence) -> Iterator[Hit]:
    question = s.may_ask
    for que in s:
        if que.norm != "que":
            continue
        group = clause_group(s, que)
        if group is None or not _only_subjunctive(group):
            continue
        head = before_que(s, que)
        near = {t.norm for t in s.tokens[max(0, head.i - 4) : que.i]}
        if near & {"pas", "plus", "jamais", "ne", "sans", "peu", "moins", "si"} or question:
            continue
        found = lemmas(head)
        adjective = head.norm in INDICATIVE_ADJECTIVES and bool(
            near & {"est", "suis", "es", "sont", "êtes", "sommes", "était", "étais", "c'"}
        )
        governs = found & INDICATIVE_VERBS and not found & {"dire"}
        if head.pos in ("NOUN", "ADP") or not (adjective or governs):
            continue
        trigger = s.slice(head, head)
        if "espérer" in found or _later(s, que):
            yield from _indicative(s, group, "ind_fut", "ind_pres", trigger=trigger)
        else:
            yield from _indicative(s, group, "ind_pres", "ind_fut", trigger=trigger)


def _later(s: Sentence, que: Tok) -> bool:
    return any(
        t.norm in ("demain", "bientôt", "prochain", "prochaine") for t in s.tokens[que.i + 1 :]
    )


@rule(
    id="subjunctive.not_after_conjunction",
    level=Level.B2,
    reference="Parce que, pendant que, depuis que, peut-être que, si… + indicatif.",
    fr="Après « {trigger} », on met l'indicatif : « {say} ».",
    en="After “{trigger}”, use the indicative: “{say}”.",
    triggers=frozenset({"que", "si", "puisque", "quand", "lorsque"}),
    wrong=(
        ("Je reste parce que tu sois malade.", "Je reste parce que tu es malade."),
        ("Même si ce soit cher, j'y vais.", "Même si c'est cher, j'y vais."),
        ("Quand tu viennes, on mangera ensemble.", "Quand tu viendras, on mangera ensemble."),
        ("Dès qu'il soit là, appelle-moi.", "Dès qu'il sera là, appelle-moi."),
        ("Peut-être qu'il vienne demain.", "Peut-être qu'il viendra demain."),
    ),
    right=(
        "Parce que je veux qu'il soit là.",
        "Non pas parce que ce soit cher, mais c'est loin.",
        "Je viendrai quand tu voudras.",
    ),
)
def not_after_conjunction(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm == "que":
            pair = f"{s.at(tok.i - 1).norm} que"
            trigger = pair if pair in INDICATIVE_CONJUNCTIONS else ""
        else:
            trigger = tok.norm if tok.norm in ("puisque", "quand", "lorsque", "si") else ""
        group = clause_group(s, tok) if trigger else None
        if group is None or not _only_subjunctive(group) or s.at(tok.i - 3).norm == "non":
            continue
        if s.at(tok.i - 2).norm == "pas":
            continue
        future = trigger in ("quand", "lorsque", "dès que", "aussitôt que", "peut-être que")
        if future and not _past(s):
            yield from _indicative(s, group, "ind_fut", "ind_pres", trigger=trigger)
        elif trigger == "si" and _main_unreal(s, group):
            yield from _indicative(s, group, "ind_impf", trigger=trigger)
        else:
            yield from _indicative(s, group, "ind_pres", trigger=trigger)


def _past(s: Sentence) -> bool:
    return any(g.tense in ("ind_impf", "ind_past") or g.participle for g in s.groups)


def _main_unreal(s: Sentence, own: VerbGroup) -> bool:
    return any(g.tense == "cond" for g in s.groups if g is not own)


@rule(
    id="subjunctive.quand_future",
    level=Level.B1,
    reference="Quand, dès que, lorsque + futur, si le verbe principal est au futur.",
    fr="La phrase est au futur : après « {trigger} » aussi : « {say} ».",
    en="For the future, use the future after “{trigger}” too: “{say}”.",
    triggers=frozenset({"quand", "lorsque", "que"}),
    wrong=(
        ("Quand je suis grand, je serai pompier.", "Quand je serai grand, je serai pompier."),
        ("Je t'appellerai dès que j'arrive.", "Je t'appellerai dès que j'arriverai."),
        (
            "Aussitôt que tu finis tes devoirs, on jouera.",
            "Aussitôt que tu finiras tes devoirs, on jouera.",
        ),
        ("Lorsque vous venez, on ira à la mer.", "Lorsque vous viendrez, on ira à la mer."),
        ("quand j'arrive je t'appellerai", "quand j'arriverai je t'appellerai"),
    ),
    right=(
        "Quand je suis fatigué, je dors.",
        "Je me demande quand il arrive, on verra.",
        "Il dit qu'il viendra quand il peut.",
        "Quand il pleut, tu verras, c'est joli.",
        "Je ne sais pas quand il vient, je verrai.",
        "Quand tu veux, on ira au ciné.",
    ),
    confidence=0.8,
)
def quand_future(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        trigger = _when(s, tok)
        if not trigger:
            continue
        group = clause_group(s, tok)
        if group is None or group.tense != "ind_pres" or group.participle or group.inverted:
            continue
        if lemmas(group.verb) & {"vouloir", "pouvoir", "falloir"} or group.infinitive:
            continue
        main = _main(s, tok, group)
        if main is not None and main.tense == "ind_fut" and main.lemma not in ("voir", "savoir"):
            yield from _indicative(s, group, "ind_fut", trigger=trigger)


def _when(s: Sentence, tok: Tok) -> str:
    before = s.at(tok.i - 1)
    if tok.norm == "que":
        pair = f"{before.norm} que"
        return pair if pair in ("dès que", "aussitôt que") else ""
    if tok.norm not in ("quand", "lorsque"):
        return ""
    asked = s.at(tok.i - 2) if before.norm in ("pas", "jamais") else before
    opens = before.i < 0 or before.text == "," or before.norm in ("et", "mais", "alors")
    found = lemmas(asked) | ({asked.lemma} if asked.pos == "VERB" else set())
    indirect = found & {"savoir", "demander", "dire", "ignorer", "voir", "comprendre", "depuis"}
    if indirect or before.norm in ("depuis", "même", "de", "jusqu'à", "pour", "c'est"):
        return ""
    return tok.norm if opens or before.pos not in ("AUX", "ADP") else ""


def _main(s: Sentence, tok: Tok, group: VerbGroup) -> VerbGroup | None:
    """The main verb: the first after the clause and a comma, or the last before the conjunction."""
    after = [g for g in s.groups if g.verb.i > group.lexical.i]
    if after and (
        any(t.text == "," for t in s.tokens[group.lexical.i : after[0].verb.i])
        or (tok.i <= 1 and after[0].subject is not None and after[0].tense == "ind_fut")
    ):
        return after[0]
    before = [g for g in s.groups if g.verb.i < tok.i]
    return before[-1] if before else None


@rule(
    id="subjunctive.missing_que",
    level=Level.B1,
    reference="Pour que, avant que, sans que + sujet + subjonctif.",
    fr="Quand les sujets diffèrent : « {trigger} que » + subjonctif : « {say} ».",
    en="With a new subject, use “{trigger} que” + subjunctive: “{say}”.",
    triggers=frozenset({"pour", "avant", "sans"}),
    wrong=(
        ("Je parle lentement pour tu comprends.", "Je parle lentement pour que tu comprennes."),
        ("On part avant il pleut.", "On part avant qu'il pleuve."),
    ),
    right=(
        "C'est pour vous aider.",
        "On part avant elle.",
        "C'est pour toi, tu prends.",
        "avant on habitait à la campagne",
        "Elle est partie sans nous dire au revoir.",
    ),
)
def missing_que(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in ("pour", "avant", "sans") or s.after(tok).norm not in _SUBJECTS:
            continue
        if s.after(tok).hung:
            continue
        group = next((g for g in s.groups if g.subject is s.after(tok)), None)
        main = [g for g in s.groups if g.verb.i < tok.i]
        subject = s.after(tok)
        before = main[-1].subject if main else None
        same = before is not None and before.norm == subject.norm
        if group is None or same or (tok.norm == "avant" and not main):
            continue  # "avant on habitait là": an adverb
        m = group.verb.finite
        if m is None:
            continue
        form, que = conjugated(s, group, "sub_pres"), join("que", subject.norm)
        if form == group.verb.norm:
            yield say(s, subject, subject, que, trigger=tok.norm)
        elif form:
            middle = s.text[subject.end : group.verb.start].rstrip() or ""
            yield say(s, subject, group.verb, f"{que}{middle} {form}", trigger=tok.norm)


_SUBJECTS = wordlist("tu il on ils ça")
