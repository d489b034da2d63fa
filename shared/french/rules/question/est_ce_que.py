"""est-ce que and qu'est-ce que."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, between, ends, rewrite, words
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import find, word
from shared.french.rules.question.question_word import OBJECTS
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.objects import LANGUAGES
from shared.french.words.quantity import FOOD
from shared.french.words.time import CLOCK, UNITS


@rule(
    id="question.est_ce_que_qui",
    level=Level.A2,
    reference="Qu'est-ce qui : sujet ; qu'est-ce que : complément.",
    fr="Le mot interrogatif est « {say} ».",
    en="The question word here is “{say}”.",
    triggers=frozenset({"que", "qui"}),
    wrong=(
        ("Qu'est-ce que est arrivé ?", "Qu'est-ce qui est arrivé ?"),
        ("Qu'est-ce que te fait rire ?", "Qu'est-ce qui te fait rire ?"),
        ("Qu'est-ce qui tu cherches ?", "Qu'est-ce que tu cherches ?"),
        ("Qui est-ce que vient demain ?", "Qui est-ce qui vient demain ?"),
        ("qui est-ce que a mangé le gâteau", "qui est-ce qui a mangé le gâteau"),
    ),
    right=(
        "Qu'est-ce que fait ton frère ?",
        "Qu'est-ce que tu cherches ?",
        "Qui est-ce que tu vois ?",
        "Qu'est-ce qui nous attend ?",
        "Est-ce que demain tu viens ?",
        "Qu'est-ce que nous faisons ?",
    ),
)
def est_ce_que_qui(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        ce, est, word = (s.after(tok, k) for k in (-1, -2, -3))
        if tok.norm not in ("que", "qui") or ce.norm != "ce" or est.norm != "est":
            continue
        if word.norm not in ("que", "qui") or s.after(word, -1).pos == "ADP":
            continue
        k = tok.i + 1
        if tok.norm == "qui":
            if s.at(k).norm in ("je", "tu", "on", "il", "ils") or (
                s.at(k).norm in ("nous", "vous") and s.at(k + 1).persons in _WE_YOU
            ):
                yield say(s, tok, tok, "que")
            continue
        while s.at(k).norm in OBJECTS - {"nous", "vous"}:
            k += 1
        verb = s.at(k)
        due = {"nous": "1p", "vous": "2p"}.get(verb.norm)
        if due and s.at(k + 1).finite and due not in s.at(k + 1).persons:
            k, verb = k + 1, s.at(k + 1)
        acted = word.norm == "qui" and any(g.verb is verb and g.participle for g in s.groups)
        if verb.finite and not s.after(verb).hung and (acted or not _subject_behind(s, verb)):
            yield say(s, tok, tok, "qui")


_WE_YOU = (frozenset({"1p"}), frozenset({"2p"}))


def _subject_behind(s: Sentence, verb: Tok) -> bool:
    group = next((g for g in s.groups if g.verb is verb), None)
    last = (group.infinitive or group.lexical) if group else verb
    following = s.after(last)
    return following.pos in ("DET", "PROPN") and following.norm not in ("ce", "au", "aux", "du")


@rule(
    id="question.est_ce_inversion",
    level=Level.A2,
    reference="Après est-ce que, le sujet reste devant le verbe.",
    fr="Après « est-ce que », pas d'inversion : « {say} ».",
    en="After “est-ce que”, keep the subject before the verb: “{say}”.",
    triggers=frozenset({"ce", "que"}),
    wrong=(
        ("Est-ce que veux-tu un café ?", "Est-ce que tu veux un café ?"),
        ("Où est-ce que vas-tu ?", "Où est-ce que tu vas ?"),
        ("Qu'est-ce que fait-il ?", "Qu'est-ce qu'il fait ?"),
        ("Est-ce que où tu vas ?", "Où est-ce que tu vas ?"),
        ("Est-ce que qui vient ?", "Qui est-ce qui vient ?"),
        ("Est que tu viens ?", "Est-ce que tu viens ?"),
        ("Qu'est que tu veux ?", "Qu'est-ce que tu veux ?"),
    ),
    right=(
        "Est-ce que tu veux un café ?",
        "Qu'est-ce que c'est ?",
        "Où est-ce qu'on va ?",
        "Est-ce que quand il pleut, tu sors ?",
    ),
)
def est_ce_inversion(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm != "que":
            continue
        before = s.after(tok, -1)
        if before.norm == "est" and (before.i == 0 or s.after(before, -1).norm in _WH):
            if s.may_ask and not before.hung:
                yield say(s, before, before, f"{before.text}-ce")
            continue
        if not (before.norm == "ce" and before.hung and s.after(before, -1).norm == "est"):
            continue
        est = s.after(before, -1)
        k = tok.i + 1
        while s.at(k).norm in OBJECTS and not s.at(k).hung:
            k += 1
        verb, pronoun = s.at(k), s.at(k + 1)
        if pronoun.hung and pronoun.norm in PRONOUN_SUBJECTS and verb.any_verb():
            clitics = words(between(s, s.after(tok), verb))
            yield rewrite(s, tok, pronoun, ["que", pronoun.norm, *clitics])
        elif est.i == 0 and not tok.elided and _asks_more(s, s.after(tok)):
            yield rewrite(s, est, s.after(tok), [s.after(tok).text, "est-ce", "que"])
        elif s.after(tok).norm == "qui" and est.i == 0 and s.after(tok, 2).finite:
            yield rewrite(s, est, s.after(tok), ["qui", "est-ce", "qui"])


def _asks_more(s: Sentence, tok: Tok) -> bool:
    """Whether a question word follows; "est-ce que quand il pleut, tu sors ?" has a clause."""
    clause = tok.norm == "quand" and sum(g.verb.i > tok.i for g in s.groups) > 1
    return tok.norm in _WH - {"que"} and not clause


_WH = wordlist("que où quand comment pourquoi combien")


@rule(
    id="question.ou_est",
    level=Level.A1,
    reference="Où est la gare ? sans est-ce que.",
    fr="Devant « est », on ne met pas « est-ce que ».",
    en="Before “est”, leave out “est-ce que”.",
    triggers=frozenset({"où", "comment", "quand", "qui"}),
    wrong=(
        ("Où est-ce que est la gare ?", "Où est la gare ?"),
        ("Comment est-ce que est ton appartement ?", "Comment est ton appartement ?"),
        ("Quand est-ce que est ton anniversaire ?", "Quand est ton anniversaire ?"),
        ("Quand est-ce que ton anniversaire ?", "Quand est ton anniversaire ?"),
    ),
    right=("Où est-ce que tu es ?", "Comment est-ce qu'elle est ?"),
)
def ou_est(s: Sentence) -> Iterator[Hit]:
    asked = word("où", "comment", "quand", "qui")
    for m in find(
        s, asked, word("est").named("a"), word("ce"), word("que").named("z"), word("est")
    ):
        yield delete(s, m["a"], m["z"])
    for m in find(s, asked, word("est").named("a"), word("ce"), word("que").named("z")):
        said = s.tokens[m["z"].i + 1 :]
        if said and said[0].pos == "DET" and not any(x.any_verb(*FINITE) for x in said):
            yield say(s, m["a"], m["z"], "est")


_SELF_CONTAINED = wordlist("venir partir sortir dormir nager danser répéter attendre")
_TIMED = UNITS | CLOCK | wordlist("plus moins mieux temps moment week-end fois")


@rule(
    id="question.yes_or_no",
    level=Level.A1,
    reference="Est-ce que : oui ou non ; qu'est-ce que : quelle chose.",
    fr="Le complément est déjà dit : on demande « {say} ».",
    en="The object is named already: ask with “{say}”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("Qu'est-ce que tu as un stylo ?", "Est-ce que tu as un stylo ?"),
        ("qu'est-ce que vous avez des frères", "est-ce que vous avez des frères"),
        ("Qu'est-ce que tu aimes le chocolat ?", "Est-ce que tu aimes le chocolat ?"),
        ("Qu'est-ce que vous voulez du café ?", "Est-ce que vous voulez du café ?"),
        ("Qu'est-ce que tu parles anglais ?", "Est-ce que tu parles anglais ?"),
        ("Qu'est-ce que tu peux venir demain ?", "Est-ce que tu peux venir demain ?"),
        ("Qu'est-ce que tu peux m'aider ?", "Est-ce que tu peux m'aider ?"),
    ),
    right=(
        "Qu'est-ce que tu as ?",
        "Qu'est-ce que tu veux, du thé ou du café ?",
        "Qu'est-ce que tu as comme voiture ?",
        "Qu'est-ce que tu aimes le plus ?",
        "Qu'est-ce que tu aimes le matin ?",
        "Qu'est-ce que tu peux m'apporter ?",
        "Qu'est-ce que vous avez de beaux enfants !",
        "Qu'est-ce que tu veux dormir, toi !",
        "Qu'est-ce que tu fais la semaine prochaine ?",
        "Qu'est-ce que vous avez un jour de pluie ?",
    ),
)
def yes_or_no(s: Sentence) -> Iterator[Hit]:
    if not s.asks or "ou" in s.norms:
        return  # "qu'est-ce que tu veux, du thé ou du café ?"
    for tok in s:
        subject, verb = s.after(tok, 3), s.after(tok, 4)
        asked = tok.norm == "que" and s.after(tok).norm == "est" and s.after(tok, 2).norm == "ce"
        if not asked:
            continue
        if s.after(tok, 3).norm == "que":
            subject, verb = s.after(tok, 4), s.after(tok, 5)
        if subject.norm in ("tu", "vous") and _complete(s, verb):
            yield say(s, tok, s.after(tok), "est")


def _complete(s: Sentence, verb: Tok) -> bool:
    """Whether the verb has its object with it, so that nothing is left to ask for."""
    m = verb.finite
    one, noun = s.after(verb), s.after(verb, 2)
    if m is None:
        return False
    counted = noun.pos == "NOUN" and noun.lemma not in _TIMED and noun.norm not in _TIMED
    if m.lemma == "avoir":
        return one.norm in ("un", "une", "des") and counted
    if m.lemma in ("aimer", "adorer", "connaître", "détester"):
        return one.norm in ("le", "la", "les", "l'") and counted
    if m.lemma in ("vouloir", "prendre", "manger", "boire") and noun.norm in FOOD:
        return one.norm in ("un", "une", "du", "des") or (one.norm == "de" and noun.norm == "eau")
    if m.lemma == "parler":
        return one.norm in LANGUAGES
    inf = one.any_verb("inf")
    if m.lemma != "pouvoir":
        return False
    helped = one.norm == "me" and noun.norm == "aider" and ends(s.after(noun))
    return helped or (inf is not None and inf.lemma in _SELF_CONTAINED)


@rule(
    id="question.asked_twice",
    level=Level.A2,
    reference="Où est-ce que tu vas ? ou Tu vas où ? : une seule question.",
    fr="Une question suffit : « {say} ».",
    en="Ask only once: “{say}”.",
    triggers=frozenset({"où", "quoi", "comment", "combien", "pourquoi", "appeler"}),
    wrong=(
        ("Est-ce que tu vas où ?", "Où est-ce que tu vas ?"),
        ("Est-ce que tu fais quoi ?", "Qu'est-ce que tu fais ?"),
        ("est-ce que ça coûte combien", "combien est-ce que ça coûte"),
        ("Qu'est-ce que tu t'appelles ?", "Comment est-ce que tu t'appelles ?"),
    ),
    right=(
        "Est-ce que tu sais où ?",
        "Est-ce que tu sais pourquoi ?",
        "Est-ce que tu vas où je pense ?",
        "Qu'est-ce que tu appelles un ami ?",
    ),
)
def asked_twice(s: Sentence) -> Iterator[Hit]:
    end = s.at(len(s) - (1 if s.at(len(s) - 1).is_word else 2))
    for m in find(s, word("est").named("e"), word("ce"), word("que").named("q")):
        asking, subject = m["e"], s.after(m["q"])
        group = next((g for g in s.groups if g.subject is subject), None)
        if group is None or group.infinitive is not None:
            continue
        plain = asking.i == 0 and end.norm in _WH - {"que", "quand"} | {"quoi"}
        if plain and end.i == group.lexical.i + 1 and group.lemma not in ("savoir", "demander"):
            body = words(between(s, subject, group.lexical))
            opening = (
                ["que", "est-ce", "que"] if end.norm == "quoi" else [end.norm, "est-ce", "que"]
            )
            yield rewrite(s, asking, end, [*opening, *body])
        what = s.at(asking.i - 1)
        if what.norm == "que" and what.i == 0 and group.lemma == "appeler" and group.reflexive:
            yield say(s, what, what, "comment")
