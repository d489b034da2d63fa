"""What several counters ask of a sentence: which groups are frozen, what a small word is here."""

from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.sentence import Sentence
from shared.french.words.closed import NUMBERS
from shared.french.words.contexts import DE_GOVERNORS, DE_ONLY_REFLEXIVE
from shared.french.words.etre_verbs import ETRE_ONLY, ETRE_UNLESS_OBJECT
from shared.french.words.time import UNITS

OWN_REFLEXIVE = {"1s": "me", "2s": "te", "1p": "nous", "2p": "vous"}


def is_verb(tok: Tok) -> bool:
    """Whether the likeliest reading is a verb, in whatever form."""
    return tok.pos in ("VERB", "AUX")


def is_infinitive(tok: Tok) -> bool:
    """Whether the likeliest reading is an infinitive."""
    return tok.best is not None and tok.best.tense == "inf" and is_verb(tok)


def is_imperative(s: Sentence, tok: Tok) -> bool:
    """Whether a verb form commands: the tagger says so, or the pronoun hung on it does."""
    if tok.best is None or not is_verb(tok):
        return False
    if tok.best.tense == "imp":
        return True
    following = s.after(tok)
    return following.hung and following.norm in ("moi", "toi", "le", "la", "les", "lui", "leur")


def is_number(tok: Tok) -> bool:
    """Whether a token is a cardinal, in figures or in words ("trente-deux")."""
    if tok.pos == "NUM" or tok.norm in NUMBERS:
        return True
    first = tok.norm.partition("-")[0]
    return "-" in tok.norm and first in NUMBERS


def asks_est_ce_que(s: Sentence, tok: Tok) -> bool:
    """Whether "est" belongs to the frozen "est-ce que"."""
    if tok.norm != "est":
        return False
    return s.after(tok).norm == "ce" and s.after(tok, 2).norm in ("que", "qui")


def is_ce_etre(group: VerbGroup) -> bool:
    """Whether a group is "c'est", "ce sont", or "c'était"."""
    subject = group.subject
    return subject is not None and subject.norm == "ce" and is_form_of(group.verb, "être")


def is_form_of(tok: Tok, *lemmas: str) -> bool:
    """Whether some finite reading has one of these lemmas ("faut" is read as faillir as well)."""
    return any(m.lemma in lemmas and m.tense in FINITE for m in tok.readings)


def is_existential(group: VerbGroup) -> bool:
    """Whether a group is "il y a", in any tense and with or without "il"."""
    return any(c.norm == "y" for c in group.clitics) and _has(group) and not _other_subject(group)


def _has(group: VerbGroup) -> bool:
    if is_form_of(group.verb, "avoir"):
        return True
    return group.infinitive is not None and group.infinitive.lemma == "avoir"


def _other_subject(group: VerbGroup) -> bool:
    return group.subject is not None and group.subject.norm not in ("il", "ce")


def is_il_faut(group: VerbGroup) -> bool:
    """Whether a group is "il faut", in any simple tense."""
    return is_form_of(group.verb, "falloir")


def is_polite_formula(s: Sentence, group: VerbGroup) -> bool:
    """Whether a group is the frozen "s'il te plaît"."""
    return group.verb.norm == "plaît" and s.after(group.verb, -3).lower == "s'"


def is_frozen(s: Sentence, group: VerbGroup) -> bool:
    """Whether a group is an idiom that learners use whole: c'est, il y a, il faut, est-ce que."""
    return (
        asks_est_ce_que(s, group.verb)
        or is_ce_etre(group)
        or is_il_faut(group)
        or is_polite_formula(s, group)
        or is_existential(group)
    )


def is_compound(group: VerbGroup) -> bool:
    """Whether auxiliary and participle are a compound tense, and no passive or state."""
    if group.participle is None:
        return False
    return makes_compound(group.verb, group.participle, reflexive=group.reflexive)


def makes_compound(auxiliary: Tok, participle: Tok, *, reflexive: bool) -> bool:
    """Whether this auxiliary with this participle is a compound tense of an active verb."""
    if not any(m.lemma == "être" for m in auxiliary.readings):
        return True
    m = participle.participle
    if reflexive or m is None:
        return reflexive
    return m.lemma in ETRE_ONLY | ETRE_UNLESS_OBJECT or m.lemma == "passer"


def duration_from(s: Sentence, k: int) -> Tok | None:
    """The unit of time of a duration that begins at index k ("deux ans", "une bonne heure")."""
    for step in range(4):
        tok = s.at(k + step)
        if tok.lemma in UNITS or tok.norm in ("longtemps", "toujours"):
            return tok
        skipped = is_number(tok) or tok.pos in ("DET", "ADJ", "ADV") or tok.norm in ("de", "peu")
        if not skipped:
            return None
    return None


def is_article_after_de(s: Sentence, tok: Tok) -> bool:
    """Whether "du", "des" or the article in "de la" follows something that governs de.

    After a noun, a pronoun, an adverb or an adjective it is the preposition; after a verb it is
    the partitive or indefinite article, save where the verb itself asks for de.
    """
    before = s.after(tok, -1)
    while before.hung or (before.pos == "ADV" and before.norm in _LOOSE):
        before = s.after(before, -1)
    if before.pos in ("NOUN", "PROPN", "ADV", "X"):
        return not _adjunct(s, before)
    if before.pos == "ADJ":
        return True
    if before.pos == "PRON":
        return before.norm in _PRONOUNS_WITH_DE
    if is_verb(before):
        return _governs_de(s, before)
    if before.pos in ("CCONJ", "PUNCT"):
        return False
    return before.pos == "NUM"


def _governs_de(s: Sentence, verb: Tok) -> bool:
    lemmas = {m.lemma for m in verb.live[:2]}
    if lemmas & DE_GOVERNORS:
        return True
    near = s.tokens[max(0, verb.i - 3) : verb.i]
    return bool(lemmas & DE_ONLY_REFLEXIVE) and any(t.norm in _REFLEXIVE for t in near)


_REFLEXIVE = frozenset({"se", "me", "te", "nous", "vous"})


def _adjunct(s: Sentence, tok: Tok) -> bool:
    """Whether a noun or adverb before "du" only dates or places the sentence."""
    if tok.pos == "ADV":
        return tok.norm in _ADJUNCT_ADVERBS
    return tok.norm in _TIMES and s.after(tok, -1).norm in ("le", "ce", "cet", "cette", "chaque")


_LOOSE = frozenset({"aussi", "toujours", "encore", "déjà", "souvent", "vraiment", "même"})
_ADJUNCT_ADVERBS = frozenset(
    {"souvent", "toujours", "parfois", "aussi", "encore", "déjà", "surtout", "vite", "maintenant"}
    | {"ensuite", "puis", "seulement", "rarement", "demain", "hier", "ensemble"}
)
_TIMES = frozenset({"matin", "midi", "soir", "semaine", "année", "été", "jour", "fois"})
_PRONOUNS_WITH_DE = frozenset(
    {"celui", "celle", "ceux", "celles", "un", "une", "chacun", "chacune", "quelqu'un", "rien"}
    | {"personne", "quelques-uns", "aucun", "aucune", "certains", "lequel", "laquelle"}
)
