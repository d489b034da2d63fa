"""Where pas, jamais and rien stand."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import FINITE, Tok
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import OBJECT_CLITICS, SUBJECT_PRONOUNS


@rule(
    id="negation.order",
    level=Level.A1,
    reference="Pas, jamais, rien, plus suivent le verbe conjugué ; ne pas + infinitif.",
    fr="La négation entoure le verbe conjugué : « {say} ».",
    en="The negation goes around the conjugated verb: “{say}”.",
    triggers=wordlist("pas jamais rien plus ne"),
    wrong=(
        ("Je pas comprends.", "Je comprends pas."),
        ("Elle pas veut venir.", "Elle veut pas venir."),
        ("Je ne pas mange de viande.", "Je ne mange pas de viande."),
        ("Il n'a mangé pas.", "Il n'a pas mangé."),
        ("On n'est allés jamais là-bas.", "On n'est jamais allés là-bas."),
        ("J'ai compris rien.", "J'ai rien compris."),
        ("Je jamais bois de café.", "Je bois jamais de café."),
        ("Il m'a dit de ne venir pas.", "Il m'a dit de ne pas venir."),
        ("Je le ne connais pas.", "Je ne le connais pas."),
        ("Je ne jamais ai vu ça.", "Je n'ai jamais vu ça."),
        ("Je rien comprends.", "Je comprends rien."),
        ("Elle est venue pas hier.", "Elle est pas venue hier."),
        ("J'ai mangé pas.", "J'ai pas mangé."),
        ("J'ai ne rien mangé.", "Je n'ai rien mangé."),
        ("Je comprends ne pas.", "Je ne comprends pas."),
    ),
    right=(
        "Je comprends pas.",
        "J'ai pas mangé.",
        "Je ne vois rien.",
        "Jamais je n'ai vu ça.",
        "Être ou ne pas être.",
        "Je n'ai vu personne.",
        "Pas touche !",
        "Pourquoi pas venir ?",
        "Plus je lis, plus je comprends.",
        "De ne pas savoir, c'est dur.",
        "On a vu plus grand.",
        "Il a parlé pas mal de temps.",
        "Il a dormi pas loin d'ici.",
        "J'ai fini plus tôt.",
        "Il est parti pas content.",
        "J'ai préféré ne pas venir.",
        "Elle dit ne rien savoir.",
        "J'ai compris, pas lui.",
        "il est parti pas hier mais avant-hier",
        "J'ai mangé pas cher.",
        "On n'a fait rien que parler.",
    ),
)
def order(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in ("pas", "jamais", "rien") or (t.norm == "plus" and s.at(t.i - 1).norm == "ne"):
            yield from _too_early(s, t)
        if t.norm in ("pas", "jamais", "rien"):
            yield from _too_late(s, t)
        if t.norm == "ne":
            yield from _clitic_before_ne(s, t)
            yield from _both_behind(s, t)


def _too_early(s: Sentence, t: Tok) -> Iterator[Hit]:
    """Mend "je pas mange", "je ne pas mange"."""
    ne = s.at(t.i - 1) if s.at(t.i - 1).norm == "ne" else None
    subject = s.at(t.i - 2) if ne else s.at(t.i - 1)
    clear = subject.norm in ("je", "tu", "il", "elle", "on", "ils", "elles", "nous", "vous")
    if t.i == 1 and ne and s.after(t).any_verb("imp") and not s.after(t).any_verb("inf"):
        yield say(s, ne, s.after(t), _with_ne(s.after(t).text, t))
        return
    if not clear or subject.hung:
        return
    k = t.i + 1
    while s.at(k).norm in OBJECT_CLITICS and s.at(k).norm != "nous":
        k += 1
    verb = s.at(k)
    if verb.any_verb(*FINITE) is None or verb.any_verb("inf") is not None:
        return
    words = s.text[s.after(t).start : verb.end]
    first = ne or t
    yield say(s, first, verb, _with_ne(words, t) if ne else f"{words} {t.text}")


def _with_ne(words: str, negation: Tok) -> str:
    return f"{join('ne', words.split(' ')[0])}{words[len(words.split(' ')[0]) :]} {negation.text}"


def _too_late(s: Sentence, t: Tok) -> Iterator[Hit]:
    """Mend "je n'ai mangé pas", "de ne venir pas"."""
    verb = s.at(t.i - 1)
    if verb.infinitive and s.at(verb.i - 1).norm == "ne":
        yield say(s, s.at(verb.i - 1), t, f"ne {t.norm} {verb.text}")
        return
    if verb.participle is None or verb.pos not in ("VERB", "AUX"):
        return
    group = next((g for g in s.groups if g.participle is verb), None)
    if group is None or (group.negation is not None and group.negation is not t):
        return
    following = s.after(t)
    closed = not following.is_word or following.pos in ("ADP", "DET", "PRON", "SCONJ", "CCONJ")
    if t.norm == "pas" and following.norm in ("mal", "loin", "de"):
        return
    if t.norm == "pas" and group.ne is None:
        closed = following.i < 0 or following.text in (".", "!", "?")
        if not (closed or following.norm in ("hier", "aujourd'hui")) or "mais" in s.norms:
            return
    if t.norm == "rien" and following.norm in ("que", "de"):
        return
    if t.norm == "jamais" and following.norm == "de" and group.ne is None:
        return
    adverb = following.norm in ("hier", "encore", "ici", "là-bas", "avant", "ça", "là", "bien")
    if closed or adverb:
        between = s.text[group.verb.end : verb.start].strip()
        middle = f"{between} {verb.text}" if between else verb.text
        yield say(s, s.after(group.verb), t, f"{t.norm} {middle}")


def _clitic_before_ne(s: Sentence, ne: Tok) -> Iterator[Hit]:
    """Mend "je le ne vois pas"."""
    clitic, subject, verb = s.at(ne.i - 1), s.at(ne.i - 2), s.after(ne)
    if clitic.norm not in _MOVABLE or subject.hung or not verb.any_verb(*FINITE):
        return
    if subject.norm in SUBJECT_PRONOUNS:
        yield say(s, clitic, verb, f"ne {join(clitic.norm, verb.text)}")


def _both_behind(s: Sentence, ne: Tok) -> Iterator[Hit]:
    """Mend "je comprends ne pas" and "j'ai ne rien mangé"."""
    verb, negation = s.at(ne.i - 1), s.after(ne)
    following = s.after(negation)
    if verb.finite is None or negation.norm not in ("pas", "jamais", "rien", "plus"):
        return
    if s.at(verb.i - 1).norm not in SUBJECT_PRONOUNS:
        return
    compound = verb.lemma in ("avoir", "être") and following.participle is not None
    if compound or not following.is_word:
        yield say(s, verb, negation, _with_ne(verb.text, negation))


_MOVABLE = wordlist("me te se le la les lui leur y en l'")


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
        ("Ils ne parlent bien pas français.", "Ils ne parlent pas bien français."),
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
        well = [x.norm for x in between] in (["bien"], ["beaucoup"], ["trop"], ["vite"])
        if (group.negation and not well) or group.participle or not 0 < len(between) < 3:
            continue
        nominal = all(x.pos in ("DET", "NOUN") and not x.hung for x in between)
        nominal = nominal and between[-1].pos == "NOUN"
        wanted = between == (group.infinitive,)
        if (
            well
            or (nominal and s.after(t).norm not in _GOES_ON)
            or (wanted and s.after(t).norm != "que")
        ):
            yield say(s, between[0], t, f"{t.norm} {s.slice(between[0], between[-1])}")


_GOES_ON = frozenset({"de", "un", "une", "même", "que", "le", "la", "les"})
