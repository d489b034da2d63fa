"""What the rules of negation share: negative words and the clause in which they count."""

from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.sentence import Sentence
from shared.french.words import wordlist

PARTNERS = wordlist("personne rien jamais aucun aucune")
NEGATIVE = PARTNERS | wordlist("pas plus guère point ni que nul nulle rien non goutte mot")
_STOPS = wordlist("que qui dont où si quand parce car mais ou donc comme lorsque puisque")


def joined(*words: str) -> str:
    """Write words one after the other with their elisions ("ne ai" gives "n'ai")."""
    return join(*" ".join(words).split())


def clause_end(s: Sentence, start: int) -> int:
    """Index just behind the clause in which the token at `start` stands."""
    k = start
    while k < len(s.tokens):
        t = s.at(k)
        if t.pos in ("PUNCT", "CCONJ", "SCONJ") or t.norm in _STOPS:
            break
        if t.finite and k > start:
            break
        k += 1
    return k


def negative_pronoun(s: Sentence, t: Tok) -> bool:
    """Whether a word is negative here: "personne", but not "une personne"."""
    if t.norm == "personne":
        before = s.at(t.i - 1)
        return t.pos == "PRON" and before.pos not in ("DET", "NUM") and before.lemma != "seul"
    if t.norm == "nulle":
        return s.after(t).norm == "part"
    if t.norm == "rien":
        return s.at(t.i - 1).pos != "DET"
    return t.norm in PARTNERS


def partner_after(s: Sentence, t: Tok) -> Tok | None:
    """The negative word that follows "pas" in its clause, or None."""
    end = clause_end(s, t.i + 1)
    for tok in s.tokens[t.i + 1 : end]:
        if tok.norm == "ne":
            return None
        if negative_pronoun(s, tok):
            return tok
    return None
