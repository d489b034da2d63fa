"""ne… pas, jamais, rien, personne: which words, and where they stand."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import OBJECT_CLITICS, SUBJECT_PRONOUNS

_OTHERS = wordlist("rien personne jamais aucun aucune")
_NEGATIVE = wordlist("pas plus jamais rien personne aucun aucune guère ni nulle point que nul")


@rule(
    id="negation.double",
    level=Level.A2,
    reference="Rien, personne, jamais, aucun remplacent « pas ».",
    fr="« {word} » remplace « pas » : on ne dit pas les deux.",
    en="“{word}” replaces “pas”: never use both.",
    triggers=_OTHERS | {"ni"},
    wrong=(
        ("Je n'ai pas rien mangé.", "Je n'ai rien mangé."),
        ("Il y a pas personne.", "Il y a personne."),
        ("Personne n'est pas venu.", "Personne n'est venu."),
        ("Je ne vais pas jamais au cinéma.", "Je ne vais jamais au cinéma."),
        ("Rien ne marche pas ici.", "Rien ne marche ici."),
        ("Je n'ai pas aucune idée.", "Je n'ai aucune idée."),
        ("Elle n'a pas ni frère ni sœur.", "Elle n'a ni frère ni sœur."),
        ("Je n'ai pas vu personne.", "Je n'ai vu personne."),
        ("Je ne comprends pas rien.", "Je ne comprends rien."),
        ("Je ne veux pas voir personne.", "Je ne veux voir personne."),
    ),
    right=(
        "C'est pas rien.",
        "Ce n'est pas rien, deux ans.",
        "Il n'y a plus personne.",
        "Je n'ai plus jamais rien dit.",
        "Je ne sais pas si personne vient.",
        "Il n'est pas venu, et personne n'a rien dit.",
        "Je n'ai pas faim ni soif.",
        "Une personne n'est pas venue.",
        "La personne que j'ai vue n'est pas là.",
        "On ne peut pas ne rien faire.",
        "Rien que ça, ce n'est pas mal.",
        "Jamais je ne dirais pas ça pour rire.",
        "Cette personne ne vient pas.",
        "Pas de nouvelles, rien de grave.",
    ),
)
def double(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "pas":
            continue
        other = _other_negative(s, t)
        if other is not None:
            yield delete(s, t, t, word=other.text)


def _other_negative(s: Sentence, t: Tok) -> Tok | None:
    """A second negative word in the clause of "pas", or None."""
    verb = s.at(t.i - 1)
    if verb.norm in ("jamais", "plus") and s.at(t.i - 2).pos in ("VERB", "AUX"):
        return verb
    while verb.hung:
        verb = s.at(verb.i - 1)
    if verb.pos not in ("VERB", "AUX", "ADP") and verb.norm != "ne":
        return None
    after = _after(s, t)
    if after is not None:
        presentative = verb.lemma == "être" and after.norm == "rien"
        return None if presentative else after
    return _before(s, verb)


def _after(s: Sentence, t: Tok) -> Tok | None:
    """Find the other word in "pas rien", "pas vu personne", "pas voir personne"."""
    one, two = s.after(t), s.after(t, 2)
    if one.norm in _OTHERS and not (one.norm == "personne" and s.after(one).norm == "de"):
        return one if s.after(one).norm != "que" else None
    if one.norm == "ni" and any(x.norm == "ni" for x in s.tokens[two.i :]) and two.i > 0:
        return one
    if (one.participle or one.infinitive) and two.norm in ("rien", "personne", "aucun", "aucune"):
        ends = not s.after(two).is_word or s.after(two).pos in ("ADP", "NOUN", "ADV")
        return two if ends else None
    return None


def _before(s: Sentence, verb: Tok) -> Tok | None:
    """Find a negative subject: "personne ne vient pas", "rien ne marche pas"."""
    k = verb.i - 1
    while k >= 0 and (s.at(k).norm == "ne" or s.at(k).norm in OBJECT_CLITICS):
        k -= 1
    subject = s.at(k)
    before = s.at(k - 1)
    free = before.pos not in ("DET", "ADP", "VERB", "AUX", "ADJ", "NUM") and not before.participle
    free = free and not before.can("ADJ")
    if subject.norm in ("rien", "personne") and (free or k == 0):
        return subject
    counted = subject.noun is not None and before.norm in ("aucun", "aucune")
    return before if counted else None


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
    if t.norm == "pas" and (group.ne is None or following.norm in ("mal", "loin", "de")):
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


_MOVABLE = wordlist("me te se le la les lui leur y en l'")


@rule(
    id="negation.missing_pas",
    level=Level.A1,
    reference="Ne… pas : « ne » seul ne suffit pas.",
    fr="Il manque « pas » après le verbe : « {say} ».",
    en="“ne” needs “pas” after the verb: “{say}”.",
    triggers=frozenset({"ne"}),
    wrong=(
        ("Je ne comprends la question.", "Je ne comprends pas la question."),
        ("Il n'est content.", "Il n'est pas content."),
        ("On n'a trouvé le restaurant.", "On n'a pas trouvé le restaurant."),
    ),
    right=(
        "Je ne mange que du riz.",
        "Il est plus grand que je ne pensais.",
        "Avant qu'il ne parte, dis-le.",
        "Je ne cesse de le dire.",
        "Il n'ose parler.",
        "Je ne sais quoi dire.",
        "N'importe qui peut venir.",
        "Je n'ai ni faim ni soif.",
        "Personne ne vient.",
        "Aucun bus ne passe.",
        "J'ai peur qu'il ne vienne.",
        "Rien n'est prêt.",
        "Ça ne fait rien.",
        "Je ne vois nulle part ton sac.",
        "Jamais il ne dit merci.",
        "Si je ne me trompe, c'est là.",
        "Il ne parle à personne.",
        "On ne sait jamais.",
    ),
    confidence=0.8,
)
def missing_pas(s: Sentence) -> Iterator[Hit]:
    if any(t.norm in _NEGATIVE for t in s):
        return
    for group in s.groups:
        if group.ne is None or group.subject is None or group.subject.norm == "qui":
            continue
        if group.lemma in _ALONE or group.verb.lemma in _ALONE or group.inverted:
            continue
        if group.tense not in ("ind_pres", "ind_impf", "ind_fut"):
            continue
        if any(t.norm in ("si", "autre", "autrement", "importe") for t in s):
            continue
        yield say(s, group.verb, group.verb, f"{group.verb.text} pas")


_ALONE = wordlist("cesser oser pouvoir savoir importer daigner manquer")


@rule(
    id="negation.non",
    level=Level.A1,
    reference="Un verbe se nie avec ne… pas, jamais avec « non » ou « no ».",
    fr="On nie un verbe avec « pas » : « {say} ».",
    en="Negate a verb with “pas”: “{say}”.",
    triggers=frozenset({"non", "no"}),
    wrong=(
        ("Je non parle anglais.", "Je ne parle pas anglais."),
        ("Il non est ici.", "Il n'est pas ici."),
    ),
    right=("Non, je parle anglais.", "Je dis non.", "Moi non plus.", "Elle, non, elle reste."),
)
def non(s: Sentence) -> Iterator[Hit]:
    for t in s:
        verb = s.after(t)
        subject = s.at(t.i - 1)
        clear = subject.norm in SUBJECT_PRONOUNS and not subject.hung and verb.norm != "plus"
        if t.norm in ("non", "no") and clear and verb.any_verb(*FINITE):
            yield say(s, t, verb, f"{join('ne', verb.text)} pas")


@rule(
    id="negation.something",
    level=Level.A2,
    reference="Quelque chose → rien, quelqu'un → personne, aussi → non plus à la forme négative.",
    fr="Dans une phrase négative, on dit « {say} ».",
    en="In a negative sentence say “{say}”.",
    triggers=frozenset({"quelqu'un", "chose", "aussi", "déjà"}),
    wrong=(
        ("Je ne connais pas quelqu'un ici.", "Je ne connais personne ici."),
        ("Je n'ai pas mangé quelque chose.", "Je n'ai rien mangé."),
        ("Je ne vois pas quelque chose.", "Je ne vois rien."),
        ("Moi aussi, je n'aime pas le froid.", "Moi non plus, je n'aime pas le froid."),
        ("Je n'aime pas ça aussi.", "Je n'aime pas ça non plus."),
        ("Je n'ai pas déjà mangé.", "Je n'ai pas encore mangé."),
    ),
    right=(
        "Ce n'est pas quelqu'un de méchant.",
        "Tu n'as pas quelque chose à boire ?",
        "Tu n'as pas déjà mangé ?",
        "Ce n'est pas quelque chose que j'aime.",
        "Je ne suis pas aussi grand.",
        "Moi aussi, j'aime le froid.",
        "Il n'est pas là, et elle aussi est partie.",
        "Moi aussi, je pense qu'il ne vient pas.",
    ),
)
def something(s: Sentence) -> Iterator[Hit]:
    asked = s.may_ask
    for group in s.groups:
        negation = group.negation
        if negation is None or negation.norm != "pas" or asked:
            continue
        k = (group.participle or negation).i + 1
        one, two = s.at(k), s.at(k + 1)
        last = one if one.norm == "quelqu'un" else two
        thing = one.norm == "quelque" and two.norm == "chose"
        plain = s.after(last).norm not in ("de", "que", "qui", "à", "dont")
        if group.verb.lemma != "être" and plain and (thing or one.norm == "quelqu'un"):
            if thing and group.participle:
                yield say(s, negation, last, f"rien {group.participle.text}")
            elif group.participle:
                yield say(s, negation, last, f"{group.participle.text} personne")
            else:
                yield say(s, negation, last, "rien" if thing else "personne")
        elif s.after(negation).norm == "déjà" and group.participle:
            yield say(s, s.after(negation), s.after(negation), "encore")
        else:
            yield from _neither(s, group)


def _neither(s: Sentence, group: VerbGroup) -> Iterator[Hit]:
    """Mend "moi aussi, je n'aime pas", "je n'aime pas ça aussi"."""
    first, second = s.at(0), s.at(1)
    if first.norm in ("moi", "toi", "lui", "elle", "nous", "eux") and second.norm == "aussi":
        subject = group.subject
        if subject is not None and subject.i in (2, 3):
            yield say(s, second, second, "non plus")
        return
    last = next((t for t in reversed(s.tokens) if t.is_word), None)
    if last is None or last.norm != "aussi":
        return
    if 1 < last.i - group.lexical.i < 5:
        between = s.tokens[group.verb.i : last.i]
        if not any(t.norm in ("et", "mais", ",") for t in between):
            yield say(s, last, last, "non plus")


@rule(
    id="negation.without",
    level=Level.A2,
    reference="Sans + infinitif, sans « pas ».",
    fr="« Sans » est déjà négatif : « {say} ».",
    en="“sans” is negative already: “{say}”.",
    triggers=frozenset({"sans"}),
    wrong=(
        ("Elle est sortie sans pas payer.", "Elle est sortie sans payer."),
        ("Je suis sorti sans ne rien dire.", "Je suis sorti sans rien dire."),
    ),
    right=("Il est parti sans rien dire.", "Sans mes lunettes, je ne vois pas."),
)
def without(s: Sentence) -> Iterator[Hit]:
    for t in s:
        one, two = s.after(t), s.after(t, 2)
        if t.norm != "sans":
            continue
        if one.norm == "ne" and two.norm in ("pas", "rien", "jamais"):
            yield delete(s, one, two if two.norm == "pas" else one)
        elif one.norm == "pas" and two.infinitive:
            yield delete(s, one, one)
