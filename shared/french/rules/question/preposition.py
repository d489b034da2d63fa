"""The preposition that opens a question."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.question.question_word import opens, subject_verb
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_LINKED = wordlist("à de avec pour sur chez dans sans contre par")


@rule(
    id="question.preposition",
    level=Level.B1,
    reference="La préposition ouvre la question : avec qui, de quoi, d'où.",
    fr="La préposition se place devant le mot interrogatif : « {say} ».",
    en="The preposition goes before the question word: “{say}”.",
    triggers=frozenset({"qui", "où", "quoi", "que", "quel", "quelle"}),
    wrong=(
        ("Qui tu sors avec ?", "Avec qui tu sors ?"),
        ("Où tu viens de ?", "D'où tu viens ?"),
        ("Qu'est-ce que tu as besoin ?", "De quoi tu as besoin ?"),
        ("Qu'est-ce que tu parles ?", "De quoi tu parles ?"),
        ("De que tu parles ?", "De quoi tu parles ?"),
        ("avec que tu habites", "avec qui tu habites"),
        ("Qui tu parles ?", "À qui tu parles ?"),
        ("Qui est-ce que tu parles à ?", "À qui est-ce que tu parles ?"),
        ("qui tu travailles avec", "avec qui tu travailles"),
    ),
    right=(
        "Avec qui tu sors ?",
        "Tu sors avec qui ?",
        "Tu viens avec ?",
        "Qui tu connais à Paris ?",
        "Qu'est-ce que tu penses de lui ?",
        "Où tu vas avec ?",
        "Qui parle ?",
        "Qu'est-ce que tu parles bien !",
    ),
)
def preposition(s: Sentence) -> Iterator[Hit]:
    if not s.may_ask:
        return
    end = s.at(len(s) - (1 if s.at(len(s) - 1).is_word else 2))
    for tok in s:
        one = s.after(tok)
        if tok.norm == "que" and s.after(tok, -1).norm in _LINKED - {"pour", "sans", "par"}:
            first = s.after(tok, -1)
            if opens(s, first) and subject_verb(s, one):
                person = first.norm in ("avec", "chez")
                yield say(s, tok, tok, "qui" if person else "quoi")
            continue
        if tok.norm not in ("qui", "où", "quoi", "que") or not opens(s, tok):
            continue
        body = s.tokens[tok.i + 1 : end.i]
        if end.norm in _LINKED and not end.hung and len(body) >= 2:
            word = {"que": "quoi"}.get(tok.norm, tok.norm)
            if tok.norm == "que" and one.norm == "est":
                body = body[3:]
            # "où tu vas avec ?" has a thing in mind; only "de" belongs to "où".
            if tok.norm != "où" or end.norm == "de":
                yield rewrite(s, tok, end, [end.norm, word, *words(body)])
        elif tok.norm in ("que", "qui"):
            yield from _governed(s, tok)


def _governed(s: Sentence, tok: Tok) -> Iterator[Hit]:
    """Find "qu'est-ce que tu parles ?", where the verb asks for a preposition."""
    last = tok
    if s.after(tok).norm == "est" and s.after(tok, 2).norm == "ce":
        last = s.after(tok, 3)
    if last is tok and tok.norm == "que":
        return
    group = next((g for g in s.groups if g.subject is s.after(last)), None)
    if group is None or group.clitics or group.subject is None:
        return
    tail = s.after(group.infinitive or group.lexical)
    word = "qui" if tok.norm == "qui" else "quoi"
    found = ""
    if group.verb.lemma == "avoir" and tail.norm in ("besoin", "envie", "peur"):
        found = "de" if ends(s.after(tail)) else ""
    elif ends(tail):
        found = _BARE.get((group.lemma, word), "")
    if found:
        yield say(s, tok, last, f"{found} {word}")


_BARE = {
    ("parler", "quoi"): "de",
    ("parler", "qui"): "à",
    ("rêver", "quoi"): "de",
    ("téléphoner", "qui"): "à",
    ("ressembler", "qui"): "à",
    ("ressembler", "quoi"): "à",
    ("réfléchir", "quoi"): "à",
    ("penser", "qui"): "à",
    ("répondre", "qui"): "à",
    ("sortir", "qui"): "avec",
    ("discuter", "quoi"): "de",
    ("profiter", "quoi"): "de",
    ("dépendre", "quoi"): "de",
}
