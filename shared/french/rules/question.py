"""Questions: the question word and its form."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.questions import END_MARKS
from shared.french.rules.clauses import (
    PRONOUN_SUBJECTS,
    between,
    ends_or_time,
    rewrite,
    words,
)
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import PERSONS, THINGS_ASKED

_OBJECTS = wordlist("me te se le la l' les lui leur nous vous y en ne")
_QUEL = {"ms": "quel", "fs": "quelle", "mp": "quels", "fp": "quelles"}


def opens(s: Sentence, tok: Tok) -> bool:
    """Whether a token opens the question, perhaps after "et", "mais", "alors" or a comma."""
    before = s.after(tok, -1)
    return tok.i == 0 or before.pos in ("PUNCT", "CCONJ") or before.norm in ("alors", "et", "mais")


def subject_verb(s: Sentence, tok: Tok) -> bool:
    """Whether a subject pronoun with its verb stands at a token."""
    k = tok.i + 1
    while s.at(k).norm in _OBJECTS:
        k += 1
    if tok.norm in ("nous", "vous") and not {"1p", "2p"} & persons(s.at(k)):
        return False  # "que nous veut cet homme ?": an object
    return tok.norm in PRONOUN_SUBJECTS | {"ce", "ça"} and s.at(k).any_verb() is not None


def persons(tok: Tok) -> set[str]:
    """The persons that a finite form may stand for."""
    return {p for m in tok.readings for p in m.person.split(",") if p}


def quel_for(noun: Tok) -> str:
    """The form of "quel" that agrees with a noun."""
    m = noun.best
    gender = m.gender if m and m.gender in ("m", "f") else "m"
    number = "p" if m and m.number == "p" else "s"
    return _QUEL[gender + number]


@rule(
    id="question.quoi_first",
    level=Level.A2,
    reference="Qu'est-ce que tu fais ? ou Tu fais quoi ? : « quoi » n'ouvre pas la question.",
    fr="On dit « {say} », ou « quoi » à la fin.",
    en="Say “{say}”, or put “quoi” at the end.",
    triggers=frozenset({"quoi", "que"}),
    wrong=(
        ("Quoi tu manges ce soir ?", "Qu'est-ce que tu manges ce soir ?"),
        ("Quoi est-ce que tu fais ?", "Qu'est-ce que tu fais ?"),
        ("Que tu veux faire demain ?", "Qu'est-ce que tu veux faire demain ?"),
        ("Quoi ton frère a dit ?", "Qu'est-ce que ton frère a dit ?"),
        ("Quoi se passe ?", "Qu'est-ce qui se passe ?"),
        ("Quoi c'est ?", "Qu'est-ce que c'est ?"),
        ("Quoi fais-tu ?", "Que fais-tu ?"),
        ("quoi tu t'appelles", "comment tu t'appelles"),
        ("Quoi est ton adresse ?", "Quelle est ton adresse ?"),
        ("alors quoi tu manges le matin", "alors qu'est-ce que tu manges le matin"),
        ("que tu veux faire ce soir", "qu'est-ce que tu veux faire ce soir"),
    ),
    right=(
        "Quoi ? Tu pars ?",
        "Quoi, tu pars ?",
        "Tu fais quoi ?",
        "Quoi de neuf ?",
        "Que fais-tu ?",
        "Que se passe-t-il ?",
        "Quoi qu'il arrive, je viens.",
        "Que je suis bête !",
        "quoi tu pars déjà",
        "que tu manges bien",
        "que tu fais la vaisselle",
        "que vous voulez partir",
    ),
)
def quoi_first(s: Sentence) -> Iterator[Hit]:
    if not s.may_ask:
        return
    for tok in s:
        if tok.norm not in ("quoi", "que") or not opens(s, tok) or tok.hung:
            continue
        if tok.norm == "que" and s.after(tok, -1).text == ",":
            continue
        one, two = s.after(tok), s.after(tok, 2)
        if (
            tok.norm == "quoi" and one.any_verb() and two.hung and two.norm in PRONOUN_SUBJECTS
        ) or (one.norm == "est" and two.norm == "ce" and tok.norm == "quoi"):
            yield say(s, tok, tok, "que")
        elif one.lemma == "être" and one.finite and not two.hung:
            yield from _quel(s, tok, one)
        elif (subject_verb(s, one) or (tok.norm == "quoi" and one.pos == "DET")) and _lacks(s, tok):
            yield say(s, tok, tok, "comment" if _named(s, tok) else "qu'est-ce que")
        elif tok.norm == "quoi" and (one.finite or one.norm == "se"):
            yield say(s, tok, tok, "qu'est-ce qui")


def _named(s: Sentence, tok: Tok) -> bool:
    group = next((g for g in s.groups if g.verb.i > tok.i), None)
    return group is not None and group.lemma == "appeler" and group.reflexive


def _lacks(s: Sentence, tok: Tok) -> bool:
    """Whether the verb after a question word lacks the object that is asked for.

    "Quoi tu pars" and "que tu es belle" exclaim. "Que" without a mark may also go on from a clause
    before, so only what asks most often counts: what one does or wants.
    """
    group = next((g for g in s.groups if g.verb.i > tok.i), None)
    if group is None or group.lemma == "être":
        return group is not None and s.after(tok).norm in ("ce", "ça")
    m = group.infinitive.infinitive if group.infinitive else None
    lemma = m.lemma if m else group.lemma
    last = group.infinitive or group.lexical
    if tok.norm == "que" and s.text.rstrip()[-1:] not in END_MARKS:
        wanted = lemma in ("faire", "vouloir") and group.tense == "ind_pres"
        return wanted and ends_or_time(s, s.after(last))
    traits = s.lexicon.verb_traits(lemma)
    return traits is not None and traits.transitive


def _quel(s: Sentence, tok: Tok, verb: Tok) -> Iterator[Hit]:
    """Find "quoi est ton nom", "qu'est ton nom": "quel" asks for a name or a number."""
    noun = next((p.noun for p in s.phrases if p.noun.i > verb.i), None)
    first = s.after(verb)
    if noun is None or first.pos != "DET" or noun.lemma in PERSONS:
        return
    if tok.norm == "quoi" or noun.lemma in THINGS_ASKED:
        yield say(s, tok, tok, quel_for(noun))


@rule(
    id="question.qui_quel",
    level=Level.A2,
    reference="Quel est + nom de chose ; qui est + personne.",
    fr="Pour une chose, on demande « {say} ».",
    en="For a thing, ask “{say}”.",
    triggers=frozenset({"qui", "comment", "quoi"}),
    wrong=(
        ("Qui est ton numéro ?", "Quel est ton numéro ?"),
        ("Qui sont tes loisirs ?", "Quels sont tes loisirs ?"),
        ("Qui est la date de ton anniversaire ?", "Quelle est la date de ton anniversaire ?"),
        ("Comment est ton nom ?", "Quel est ton nom ?"),
        ("Qui est ton film préféré ?", "Quel est ton film préféré ?"),
        ("qui est ta couleur préférée", "quelle est ta couleur préférée"),
    ),
    right=(
        "Qui est ton professeur ?",
        "Qui est le meilleur joueur ?",
        "Comment est ton appartement ?",
        "C'est qui, ton équipe préférée ?",
        "Qui est à l'appareil ?",
        "qui est ma ville préférée",
    ),
)
def qui_quel(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.after(tok)
        if tok.norm not in ("qui", "comment") or verb.lemma != "être" or not verb.finite:
            continue
        if not opens(s, tok) or s.after(verb).pos != "DET" or not s.may_ask:
            continue
        phrase = next((p for p in s.phrases if p.first is s.after(verb)), None)
        if phrase is None:
            continue
        favourite = any(a.lemma == "préféré" for a in phrase.after)
        thing = phrase.noun.lemma in THINGS_ASKED - {"équipe", "groupe"}
        if tok.norm == "comment":
            thing = phrase.noun.lemma in ("nom", "prénom", "adresse", "numéro", "âge", "prix")
            favourite = False
        if thing or (favourite and phrase.noun.lemma not in PERSONS | _CAN_BE_WHO):
            yield say(s, tok, tok, quel_for(phrase.noun))


_CAN_BE_WHO = wordlist("équipe groupe personnage héros artiste star footballeur")
_LINKED = wordlist("à de avec pour sur chez dans sans contre par")


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
        while s.at(k).norm in _OBJECTS - {"nous", "vous"}:
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
    right=("Est-ce que tu veux un café ?", "Qu'est-ce que c'est ?", "Où est-ce qu'on va ?"),
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
        while s.at(k).norm in _OBJECTS and not s.at(k).hung:
            k += 1
        verb, pronoun = s.at(k), s.at(k + 1)
        if pronoun.hung and pronoun.norm in PRONOUN_SUBJECTS and verb.any_verb():
            clitics = words(between(s, s.after(tok), verb))
            yield rewrite(s, tok, pronoun, ["que", pronoun.norm, *clitics])
        elif s.at(tok.i + 1).norm in ("où", "quand", "pourquoi", "comment", "combien") and (
            est.i == 0 and not tok.elided
        ):
            yield rewrite(s, est, s.after(tok), [s.after(tok).text, "est-ce", "que"])
        elif s.after(tok).norm == "qui" and est.i == 0 and s.after(tok, 2).finite:
            yield rewrite(s, est, s.after(tok), ["qui", "est-ce", "qui"])


_WH = wordlist("que où quand comment pourquoi combien")
_QUEL_FORMS = wordlist("quel quelle quels quelles")
_LEQUEL = table("quel=lequel quelle=laquelle quels=lesquels quelles=lesquelles")
_MEASURES = {
    ("comment", "longtemps"): "combien de temps",
    ("combien", "longtemps"): "combien de temps",
    ("comment", "beaucoup"): "combien",
    ("comment", "souvent"): "tous les combien",
    ("combien", "souvent"): "tous les combien",
    ("comment", "loin"): "à quelle distance",
    ("combien", "loin"): "à quelle distance",
    ("comment", "vieux"): "quel âge",
    ("combien", "heure"): "quelle heure",
    ("combien", "âge"): "quel âge",
    ("comment", "âge"): "quel âge",
    ("que", "heure"): "quelle heure",
    ("qui", "heure"): "quelle heure",
    ("quoi", "heure"): "quelle heure",
    ("comment", "heure"): "quelle heure",
    ("quand", "heure"): "quelle heure",
    ("quand", "âge"): "quel âge",
    ("quoi", "âge"): "quel âge",
    ("que", "âge"): "quel âge",
}


@rule(
    id="question.quel",
    level=Level.A2,
    reference="Quel devant un nom, lequel sans nom, combien de temps pour une durée.",
    fr="On demande « {say} ».",
    en="Ask “{say}”.",
    triggers=_QUEL_FORMS | frozenset({"que", "quoi", "comment", "combien", "quand"}),
    wrong=(
        ("Quel tu préfères ?", "Lequel tu préfères ?"),
        ("Quelle de ces robes tu veux ?", "Laquelle de ces robes tu veux ?"),
        ("Que livre tu lis en ce moment ?", "Quel livre tu lis en ce moment ?"),
        ("Quoi musique tu écoutes ?", "Quelle musique tu écoutes ?"),
        ("Comment longtemps tu restes ?", "Combien de temps tu restes ?"),
        ("Combien âge tu as ?", "Quel âge tu as ?"),
        ("comment de frères tu as", "combien de frères tu as"),
        ("Comment tu penses de ce film ?", "Qu'est-ce que tu penses de ce film ?"),
    ),
    right=(
        "Quel livre tu lis ?",
        "Lequel tu préfères ?",
        "Quel est ton nom ?",
        "Quels beaux yeux !",
        "Comment tu trouves ce film ?",
        "Quelle que soit ta réponse.",
        "Comment tu penses faire ?",
    ),
)
def quel(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        one, two = s.after(tok), s.after(tok, 2)
        measure = _MEASURES.get((tok.norm, one.norm))
        counted = (tok.norm, one.norm) == ("comment", "de") and two.noun is not None
        if counted and opens(s, tok) and s.after(two).norm != "en":
            yield say(s, tok, tok, "combien")
        elif measure and tok.locution == "" and (opens(s, tok) or s.after(tok, -1).pos == "ADP"):
            yield say(s, tok, one, measure)
        elif tok.norm in _QUEL_FORMS and s.may_ask:
            choice = one.norm == "de" and two.norm in ("ces", "nous", "vous", "ceux", "les", "tes")
            if choice or (one.norm in ("tu", "vous", "il", "je", "on") and subject_verb(s, one)):
                yield say(s, tok, tok, _LEQUEL[tok.norm])
        elif tok.norm in ("que", "quoi") and opens(s, tok) and s.may_ask and one.pos == "NOUN":
            if subject_verb(s, two) or two.norm == "est":
                yield say(s, tok, tok, quel_for(one))
        elif tok.norm == "comment" and opens(s, tok) and s.may_ask:
            verb, de = s.after(tok, 2), s.after(tok, 3)
            if (
                verb.lemma == "penser"
                and de.norm in ("de", "du", "des")
                and one.norm in ("tu", "vous")
            ):
                yield say(s, tok, tok, "qu'est-ce que")


_VERBS_WITH = table(
    "parler=de rêver=de avoir_besoin=de penser=à réfléchir=à téléphoner=à ressembler=à"
)
