"""Which negation words go together, and one left out."""

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
