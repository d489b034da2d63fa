"""Forms that are fine in talk and too familiar in a presentation or an examination.

No error type has this name, so the registry leaves these rules alone: the engine runs them where
the teacher's register is not everyday French. "on" for "nous" and "mon frère, il…" have no rule:
"on ne sait jamais" and a pause after a noun are fine in any register.
"""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, Rule, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_WITHOUT_PAS = wordlist("rien personne aucun aucune jamais guère")
_OPENING = wordlist("que mais donc alors puis parce car quand si comme et")
_PERSONS = wordlist("je tu il elle on nous vous ils elles ce")
_QUESTION_WORDS = wordlist(
    "qui que quoi quel quelle quels quelles où quand comment combien pourquoi lequel laquelle"
)


@rule(
    id="negation.without_ne",
    level=Level.A2,
    reference="À l'oral soigné et à l'écrit, la négation a deux parties : ne… pas.",
    fr="Ici on soigne son français : « ne » vient avant le verbe.",
    en="In careful French “ne” comes before the verb.",
    triggers=_WITHOUT_PAS | {"pas"},
    wrong=(
        ("Je sais pas.", "Je ne sais pas."),
        ("Il vient jamais.", "Il ne vient jamais."),
        ("J'ai rien vu.", "Je n'ai rien vu."),
        ("C'est pas grave.", "Ce n'est pas grave."),
        ("Je m'en souviens pas.", "Je ne m'en souviens pas."),
        ("Il y a pas de pain.", "Il n'y a pas de pain."),
        ("Y a pas de pain.", "Il n'y a pas de pain."),
        ("Je viens si y a personne.", "Je viens s'il n'y a personne."),
        ("Je connais personne ici.", "Je ne connais personne ici."),
        ("On l'a vraiment pas vu.", "On ne l'a vraiment pas vu."),
        ("T'as pas compris.", "Tu n'as pas compris."),
        ("Mon frère mange pas de viande.", "Mon frère ne mange pas de viande."),
        ("Il y a aucun problème.", "Il n'y a aucun problème."),
    ),
    right=(
        "Je ne sais pas.",
        "Il n'y a rien.",
        "Il avance pas à pas.",
        "J'ai pas mal de travail.",
        "Il fait un pas en avant.",
        "Qu'il vienne ou pas.",
        "Elle part sans que personne le sache.",
        "As-tu jamais vu la mer ?",
        "Une personne attend.",
        "Il en veut plus.",
        "Personne ne le sait.",
        "C'est une personne aimable.",
    ),
)
def without_ne(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if group.ne is not None or not _negated(s, group):
            continue
        first = group.clitics[0] if group.clitics else group.verb
        if _short_tu(s, first):
            yield say(s, first, first, "tu ne")
        elif _without_il(s, first):
            yield _with_il(s, first, "il ne")
        else:
            yield insert(s, first, "ne")


def _negated(s: Sentence, group: VerbGroup) -> bool:
    after = s.after(group.verb, 2 if group.inverted else 1)
    word = group.negation
    if word is None and after.norm in ("personne", "aucun", "aucune"):
        word = after
    if word is None:
        return False
    if word.norm == "pas":
        # "pas mal de monde", "pas moins de dix" and "pas à pas" deny nothing.
        return s.after(word).norm not in ("mal", "moins") and s.after(word, 2).norm != "pas"
    # "sans que personne…", "as-tu jamais…", "s'il vient jamais" deny nothing by themselves.
    if group.inverted or "sans" in s.norms or (word.norm == "jamais" and "si" in s.norms):
        return False
    return word.norm in _WITHOUT_PAS


@rule(
    id="other.without_il",
    level=Level.A2,
    reference="Les verbes impersonnels ont un sujet : il faut, il y a.",
    fr="Ici on soigne son français : on ne laisse pas tomber « il ».",
    en="In careful French “il” is not left out.",
    triggers=wordlist("falloir y"),
    wrong=(
        ("Faut partir.", "Il faut partir."),
        ("Je crois que faut attendre.", "Je crois qu'il faut attendre."),
        ("Y a du monde.", "Il y a du monde."),
        ("Alors y avait du monde.", "Alors il y avait du monde."),
        ("Le mercredi, y a cours.", "Le mercredi, il y a cours."),
        ("Je ris même si y a du monde.", "Je ris même s'il y a du monde."),
        ("Je sais, faut attendre.", "Je sais, il faut attendre."),
    ),
    right=(
        "Il faut partir.",
        "Il y a du monde.",
        "Y a-t-il du monde ?",
        "On y a mangé.",
        "Il est allé à Paris et y a vécu.",
        "Il aimait Paris, y a vécu et y est mort.",
        "C'est ce qu'il faut.",
        "Tout ce qui y a changé me plaît.",
        "Comme il faut, il me faut du temps.",
        "Ça y est.",
    ),
)
def without_il(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        first = group.first
        if _without_il(s, first) and not _negated(s, group):
            yield _with_il(s, first, "il")


def _with_il(s: Sentence, first: Tok, words: str) -> Hit:
    before = s.after(first, -1)
    if before.norm == "si":
        return say(s, before, first, f"s'{join(*words.split(), first.norm)}")
    return insert(s, first, words)


def _without_il(s: Sentence, first: Tok) -> bool:
    """Whether an impersonal verb begins here, at the head of its clause, without its subject."""
    verb = s.after(first) if first.norm == "y" else first
    there_is = first.norm == "y" and verb.lemma == "avoir" and verb.persons == {"3s"}
    must = verb.i == first.i and verb.finite is not None and verb.lemma == "falloir"
    if not (there_is or must) or s.after(verb).hung:
        return False
    before = s.after(first, -1)
    # "…, y a vécu" goes on with the subject of the clause before.
    goes_on = before.norm == "et" or before.text == ","
    if there_is and goes_on and s.after(verb).participle:
        return False
    return first.i == 0 or before.pos == "PUNCT" or before.norm in _OPENING


@rule(
    id="other.short_tu",
    level=Level.A2,
    reference="« tu » ne s'élide pas : tu as, tu es.",
    fr="Ici on soigne son français : « tu » reste entier.",
    en="In careful French “tu” stays whole.",
    triggers=wordlist("te"),
    wrong=(("T'as raison.", "Tu as raison."), ("Là t'es en retard.", "Là tu es en retard.")),
    right=(
        "Tu as raison.",
        "Tu t'es levé tôt.",
        "Je t'écoute.",
        "Toi qui t'es levé tôt.",
        "T'es-tu levé ?",
        "Elle t'a vu.",
        "Tu ne t'es pas levé.",
    ),
)
def short_tu(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        first = group.first
        if _short_tu(s, first) and not _negated(s, group):
            yield say(s, first, first, "tu")


def _short_tu(s: Sentence, first: Tok) -> bool:
    verb = s.after(first)
    own = first.norm == "te" and first.elided and verb.persons == {"2s"}
    before = {s.at(k).norm for k in range(max(0, first.i - 3), first.i)}
    return own and not s.after(verb).hung and not before & {"tu", "qui", "toi"}


@rule(
    id="other.familiar_ca",
    level=Level.B1,
    reference="« ça » est la forme familière de « cela ».",
    fr="Ici on soigne son français : « cela » plutôt que « ça ».",
    en="In careful French say “cela” rather than “ça”.",
    triggers=wordlist("ça"),
    confidence=0.7,
    wrong=(("Ça marche bien.", "Cela marche bien."), ("Je pense à ça.", "Je pense à cela.")),
    right=("Ça va ?", "Ça y est !", "C'est comme ça.", "Cela marche bien."),
)
def familiar_ca(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        fixed = s.after(tok).norm in ("va", "y") or s.after(tok, -1).norm == "comme"
        if tok.norm == "ça" and not tok.hung and not fixed:
            yield say(s, tok, tok, "cela")


@rule(
    id="question.by_tone",
    level=Level.A2,
    reference="La question soignée a « est-ce que » ou l'inversion.",
    fr="Ici on soigne son français : la question commence par « est-ce que ».",
    en="In careful French a question begins with “est-ce que”.",
    triggers=_PERSONS,
    # The question mark is the recognizer's.
    confidence=0.7,
    wrong=(
        ("Tu viens demain ?", "Est-ce que tu viens demain ?"),
        ("Il a fini ?", "Est-ce qu'il a fini ?"),
    ),
    right=(
        "Viens-tu demain ?",
        "Tu viens demain.",
        "Tu viens quand ?",
        "Tu viens, non ?",
        "Est-ce que tu viens ?",
        "Vous ici ?",
    ),
)
def by_tone(s: Sentence) -> Iterator[Hit]:
    first = s.at(0)
    asks = s.text.rstrip().endswith("?") and "," not in s.text
    plain = not s.norms & _QUESTION_WORDS and not any(t.hung for t in s)
    if asks and plain and first.norm in _PERSONS and s.groups and s.groups[0].subject is first:
        yield insert(s, first, "est-ce que")


FAMILIAR: tuple[Rule, ...] = (without_ne, without_il, short_tu, familiar_ca, by_tone)
"""Each is matched by a switch of `register.RegisterProfile`."""
