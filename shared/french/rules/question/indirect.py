"""Questions inside a sentence."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, rewrite
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.question.question_word import OBJECTS
from shared.french.rules.question.word_order import WORDS
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_ASKING = wordlist(
    "savoir demander dire comprendre expliquer raconter voir montrer oublier ignorer rappeler"
)


@rule(
    id="question.indirect",
    level=Level.B1,
    reference="Question indirecte : ce que, ce qui, si, où + sujet + verbe.",
    fr="Dans une question indirecte, on dit « {say} ».",
    en="In an indirect question, say “{say}”.",
    triggers=_ASKING,
    wrong=(
        ("Je me demande qu'est-ce que tu fais.", "Je me demande ce que tu fais."),
        ("Je sais pas qu'est-ce qui se passe.", "Je sais pas ce qui se passe."),
        ("Dis-moi où est-ce que tu vas.", "Dis-moi où tu vas."),
        ("Je me demande est-ce qu'il vient.", "Je me demande s'il vient."),
        ("Je ne sais pas où habite-t-il.", "Je ne sais pas où il habite."),
        ("Elle m'a demandé pourquoi es-tu parti.", "Elle m'a demandé pourquoi tu es parti."),
        ("Dites-moi comment vous appelez-vous.", "Dites-moi comment vous vous appelez."),
        ("Tu sais qu'est-ce qu'il a dit ?", "Tu sais ce qu'il a dit ?"),
    ),
    right=(
        "Je sais pas c'est quoi.",
        "Je sais pas où est la gare.",
        "Je me demande ce que tu fais.",
        "Dis, qu'est-ce que tu fais ?",
        "Tu sais, est-ce que c'est grave ?",
        "Il demande : où vas-tu ?",
    ),
)
def indirect(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = _asked_before(s, tok)
        if verb is None:
            continue
        one, two, three = (s.after(tok, k) for k in (1, 2, 3))
        if tok.norm == "que" and one.norm == "est" and two.norm == "ce" and two.hung:
            if three.norm in ("que", "qui"):
                yield say(s, tok, three, f"ce {three.norm}")
        elif tok.norm == "est" and one.norm == "ce" and one.hung and two.norm == "que":
            if three.norm in ("il", "ils"):
                yield say(s, tok, three, f"s'{three.norm}")
            else:
                yield say(s, tok, two, "si")
        elif tok.norm in WORDS | {"qui", "quoi"}:
            yield from _after_word(s, tok)


def _after_word(s: Sentence, tok: Tok) -> Iterator[Hit]:
    """Mend "où est-ce que", "où habites-tu", "comment vous appelez-vous" inside a sentence."""
    one, two, three = (s.after(tok, k) for k in (1, 2, 3))
    if one.norm == "est" and two.norm == "ce" and three.norm == "que":
        yield say(s, tok, three, tok.norm)
    elif two.hung and two.norm in PRONOUN_SUBJECTS and one.any_verb():
        yield rewrite(s, tok, two, [tok.norm, two.norm, one.text])
    elif three.hung and three.norm in PRONOUN_SUBJECTS and one.norm in OBJECTS:
        yield rewrite(s, tok, three, [tok.norm, three.norm, one.norm, two.text])


def _asked_before(s: Sentence, tok: Tok) -> Tok | None:
    """The verb of asking or knowing that governs a question word at `tok`."""
    k = tok.i - 1
    while s.at(k).norm in ("pas", "plus", "bien", "vraiment", "trop", "moi", "lui", "toi") or (
        s.at(k).hung and k >= 0
    ):
        k -= 1
    verb = s.at(k)
    if k < 0 or verb.any_verb() is None:
        return None
    return verb if any(m.lemma in _ASKING for m in verb.readings) else None
