"""The question word: which one, and where it stands."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.questions import END_MARKS
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends_or_time
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import PERSONS, THINGS_ASKED

OBJECTS = wordlist("me te se le la l' les lui leur nous vous y en ne")
_QUEL = {"ms": "quel", "fs": "quelle", "mp": "quels", "fp": "quelles"}


def opens(s: Sentence, tok: Tok) -> bool:
    """Whether a token opens the question, perhaps after "et", "mais", "alors" or a comma."""
    before = s.after(tok, -1)
    return tok.i == 0 or before.pos in ("PUNCT", "CCONJ") or before.norm in ("alors", "et", "mais")


def subject_verb(s: Sentence, tok: Tok) -> bool:
    """Whether a subject pronoun with its verb stands at a token."""
    k = tok.i + 1
    while s.at(k).norm in OBJECTS:
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
        ("que tu penses de mon idée", "qu'est-ce que tu penses de mon idée"),
        ("Que s'est passé hier ?", "Qu'est-ce qui s'est passé hier ?"),
        ("Que se passe ici ?", "Qu'est-ce qui se passe ici ?"),
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
        elif (tok.norm == "quoi" and (one.finite or one.norm == "se")) or (
            one.norm == "se" and _happens(s, one)
        ):
            yield say(s, tok, tok, "qu'est-ce qui")


def _happens(s: Sentence, se: Tok) -> bool:
    """Whether "se passe", "s'est passé" has no subject: "que se passe-t-il" has one."""
    group = next((g for g in s.groups if se in g.clitics), None)
    return group is not None and group.lemma == "passer" and not s.after(group.verb).hung


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
        thought = lemma == "penser" and s.after(last).norm in ("de", "du", "des")
        wanted = lemma in ("faire", "vouloir") and group.tense == "ind_pres"
        return thought or (wanted and ends_or_time(s, s.after(last)))
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
_QUEL_FORMS = wordlist("quel quelle quels quelles")
_LEQUEL = table("quel=lequel quelle=laquelle quels=lesquels quelles=lesquelles")
_MEASURES = {
    ("comment", "longtemps"): "combien de temps",
    ("combien", "longtemps"): "combien de temps",
    ("combien", "long"): "combien de temps",
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


_FORMS_OF_QUEL = {"lequel": "quel", "laquelle": "quelle", "lesquels": "quels"}
_CONSUMED = wordlist("manger boire lire écrire porter cuisiner acheter étudier")


@rule(
    id="question.word",
    level=Level.A2,
    reference="Quel + nom ; qu'est-ce que pour une chose ; combien pour un prix.",
    fr="On demande « {say} ».",
    en="Ask “{say}”.",
    triggers=frozenset(_FORMS_OF_QUEL) | {"qui", "comment"},
    wrong=(
        ("Lequel film tu préfères ?", "Quel film tu préfères ?"),
        ("Qui tu manges le soir ?", "Qu'est-ce que tu manges le soir ?"),
        ("comment ça coûte", "combien ça coûte"),
        ("Comment coûte ce livre ?", "Combien coûte ce livre ?"),
        ("Comment tu gagnes par mois ?", "Combien tu gagnes par mois ?"),
    ),
    right=(
        "Lequel tu préfères ?",
        "Qui tu aimes ?",
        "Qui mange avec nous ?",
        "Comment tu gagnes ta vie ?",
        "Comment ça va ?",
    ),
)
def question_word(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if not opens(s, tok):
            continue
        one = s.after(tok)
        if tok.norm == "comment" and one.lemma == "coûter" and one.finite is not None:
            yield say(s, tok, tok, "combien")
            continue
        group = next((g for g in s.groups if g.verb.i > tok.i), None)
        if tok.norm in _FORMS_OF_QUEL and one.noun is not None and subject_verb(s, s.after(one)):
            yield say(s, tok, tok, _FORMS_OF_QUEL[tok.norm])
        elif group is None or group.subject is not one or group.infinitive is not None:
            continue
        elif tok.norm == "qui" and group.lemma in _CONSUMED and group.person[:1] == "2":
            if ends_or_time(s, s.after(group.lexical)):
                yield say(s, tok, tok, "qu'est-ce que")
        elif tok.norm == "comment":
            paid = group.lemma == "gagner" and s.after(group.lexical).norm == "par"
            if paid or (group.lemma == "coûter" and ends_or_time(s, s.after(group.lexical))):
                yield say(s, tok, tok, "combien")
