"""Tests that type edits of verbs, pronouns, negation, questions and clauses."""

from shared.french.change import Change
from shared.french.morphology import FINITE
from shared.french.typing_tense import (
    aux,
    aux_pair,
    auxiliary,
    person_change,
    tense_change,
    verb_form,
)
from shared.french.words.avoir import ENGLISH as AVOIR_NOUNS
from shared.french.words.closed import OBJECT_CLITICS, SUBJECT_PRONOUNS
from shared.french.words.time import UNITS

_WITH_DE = frozenset(
    ["jouer", "profiter", "dépendre", "souvenir", "occuper", "moquer", "besoin", "envie", "peur"]
)
_NEGATIVE = frozenset({"ne", "pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "ni"})
_NEGATED_QUANTITY = frozenset({"tout", "quelque", "chose", "quelqu'un", "toujours", "encore", "un"})
_REFLEXIVE = frozenset({"me", "te", "se", "nous", "vous"})
_OWN = {"1s": "me", "2s": "te", "3s": "se", "1p": "nous", "2p": "vous", "3p": "se"}
_CEST = frozenset({"ce", "il", "elle", "ils", "elles", "ça", "cela"})
_SECOND = {
    **dict.fromkeys(("tu", "te", "toi", "ton", "ta", "tes", "tien", "tienne", "tiens"), "s"),
    **dict.fromkeys(("vous", "votre", "vos", "vôtre", "vôtres"), "p"),
}
_RELATIVE = frozenset(
    [
        "qui",
        "que",
        "dont",
        "où",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "auquel",
        "duquel",
        "auxquels",
        "quoi",
        "ce",
        "de",
        "à",
        "en",
        "d'où",
        "desquels",
        "desquelles",
        "auxquelles",
        "pour",
        "sur",
        "dans",
        "avec",
        "la",
        "le",
        "les",
        "chez",
        "par",
        "quand",
        "comment",
        "pourquoi",
        "laquelle",
        "son",
        "sa",
        "ses",
    ]
)
_RELATIVE_CORE = frozenset({"qui", "que", "dont", "où", "lequel", "laquelle", "lesquels", "auquel"})
_INTERROGATIVE = frozenset(
    [
        "que",
        "qui",
        "quoi",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "comment",
        "combien",
        "où",
        "est",
        "ce",
        "est-ce",
        "pourquoi",
        "quand",
        "lequel",
        "laquelle",
        "de",
        "à",
        "il",
        "elle",
        "on",
        "tu",
        "je",
        "vous",
        "nous",
        "ils",
        "-t-il",
        "y",
        "a",
    ]
)
_QUESTION_CORE = frozenset({"que", "quoi", "quel", "quelle", "quels", "quelles", "comment", "où"})


def _negation(c: Change) -> str | None:
    norms = c.norms
    core = norms & (_NEGATIVE - {"ne", "plus", "personne"}) or ("ne" in norms and len(norms) == 1)
    core = core or {"ne", "plus"} <= norms or {"personne", "quelqu'un"} <= norms
    added = set(c.say) ^ set(c.said)
    if core and added <= _NEGATIVE | _NEGATED_QUANTITY:
        word = next((n for n in (*c.say, *c.said) if n in _NEGATIVE and n != "ne"), "ne")
        return f"negation:{word}"
    return None


def _tu_vous(c: Change) -> str | None:
    said = {_SECOND.get(n, "") for n in c.said} - {""}
    say = {_SECOND.get(n, "") for n in c.say} - {""}
    if said and say and said != say:
        return "tu_vous:vous" if say == {"p"} else "tu_vous:tu"
    pair = c.verbs
    if pair and pair[0].tense in (*FINITE, "imp"):
        persons = [{p for p in m.person.split(",") if p} for m in pair]
        imperative = {pair[0].tense, pair[1].tense} == {"imp"} or c.after.hung
        if imperative and "2s" in persons[0] ^ persons[1] and "2p" in persons[0] ^ persons[1]:
            return "tu_vous:vous" if "2p" in persons[1] else "tu_vous:tu"
    return None


def _avoir_expression(c: Change) -> str | None:
    pair = aux_pair(c)
    norms = {t.lemma for t in (*c.a, *c.b)}
    if {"être", "faire"} <= norms and c.after.norm in ("froid", "chaud", "frais"):
        return f"avoir_expression:{c.after.norm}"
    if {"avoir", "faire"} <= norms and c.after2.lemma == "an":
        return "avoir_expression:âge"
    if c.say == ("très",) and c.after.norm in AVOIR_NOUNS:
        return f"avoir_expression:{c.after.norm}"
    if not c.b and c.before.lemma == "an" and norms & {"vieux", "âgé"}:
        return "avoir_expression:âge"
    if not pair and not (norms & {"avoir", "être", "faire"} and norms & AVOIR_NOUNS.keys()):
        return None
    following = [c.new.at(i) for i in range(c.to, min(c.to + len(c.b) + 5, len(c.new)))]
    for tok in following:
        if tok.lemma in AVOIR_NOUNS or tok.norm in AVOIR_NOUNS:
            return f"avoir_expression:{tok.norm}"
        if tok.lemma in ("an", "année"):
            return "avoir_expression:âge"
    said = {"".join(aux(t)) for t in c.a}
    if pair:
        return "avoir_expression:avoir" if "être" in said else "avoir_expression:être"
    return None


def _cest(c: Change) -> str | None:
    if not c.a or not c.b or not {*c.said, *c.say} & _CEST:
        return None
    subjects_a, subjects_b = set(c.said) & _CEST, set(c.say) & _CEST
    if not subjects_a or not subjects_b or subjects_a == subjects_b:
        return None
    group = next((g for g in c.new.groups if g.subject and c.to <= g.subject.i <= c.to + 2), None)
    ce = {"ce", "ça", "cela"}
    if group and group.lemma == "être" and (subjects_a & ce or subjects_b & ce):
        return "cest_il_est:" + ("c'est" if subjects_b & ce else "il_est")
    return None


def _reflexive(c: Change) -> str | None:
    pronouns = (set(c.said) | set(c.say)) & _REFLEXIVE
    if c.say[:1] and c.say[0] in _REFLEXIVE - set(c.said) and aux_pair(c):
        return f"reflexive:{_host(c)}"
    if not pronouns or not c.within(_REFLEXIVE | {"l'", "le", "la", "les", "lui", "leur"}):
        return _reflexive_hung(c)
    group = next((g for g in c.new.groups if g.first.i <= c.to <= g.lexical.i + 1), None)
    host = _host(c)
    if group and group.person:
        own = {_OWN[group.person], "se"}
        if not (set(c.said) | set(c.say)) & own:
            return None
        # "lui → se" is reflexive, "se → lui" and "me → lui" are other pronouns.
        if set(c.say) & own or not c.say:
            return f"reflexive:{host}"
        return None
    return f"reflexive:{host}" if "se" in pronouns else None


def _y_en(c: Change) -> str | None:
    if c.say in (("en",), ("y",)) and c.after.verb(*FINITE) and c.before.pos != "NOUN":
        return f"object_pronoun:{c.say[0]}"
    return None


def _reflexive_hung(c: Change) -> str | None:
    if c.b and not c.a and all(t.hung for t in c.b) and set(c.say) <= {"toi", "vous", "nous"}:
        return f"reflexive:{c.before.lemma}"
    return None


def _host(c: Change) -> str:
    for i in range(c.to, min(c.to + 6, len(c.new))):
        tok = c.new.at(i)
        if tok.pos == "VERB":
            m = tok.verb()
            return m.lemma if m else tok.lemma
    return "verb"


def _object_pronoun(c: Change) -> str | None:
    clitics = OBJECT_CLITICS | {"moi", "toi", "elle", "eux", "elles", "ça", "cela", "lui"}
    if c.within(clitics | {"à", "de", "pour"}) and (set(c.say) | set(c.said)) & clitics:
        if c.before.pos in ("DET", "ADP") and not c.a:
            return None
        pronoun = next((n for n in (*c.say, *c.said) if n in clitics), "")
        articles = {"le", "la", "les", "l'"}
        if c.norms <= articles and c.after.pos in ("NOUN", "ADJ", "PROPN", "NUM"):
            return None
        if c.norms <= {"en", "à"} and c.after.pos in ("NOUN", "PROPN"):
            return None
        return f"object_pronoun:{pronoun}"
    moved = set(c.say) & OBJECT_CLITICS - set(c.said)
    if moved and set(c.said) & clitics and c.a and c.b and len(c.b) <= 4:
        return f"object_pronoun:{sorted(moved)[0]}"
    return None


def _relative(c: Change) -> str | None:
    if c.say == ("ce",) and c.after.norm in ("que", "qui", "dont"):
        return f"relative:ce_{c.after.norm}"
    if set(c.say) & {"celui", "celle", "ceux", "celles"} and c.after.norm in _RELATIVE_CORE:
        return "relative:celui"
    core = c.norms & _RELATIVE_CORE
    if not core or c.to == 0 or not c.within(_RELATIVE | SUBJECT_PRONOUNS | {"comme"}):
        return None
    if set(c.say) == {"dont"} and set(c.said) == {"comme"}:
        return "relative:dont"
    if c.before.lemma in ("plus", "moins", "aussi", "autant") or "comme" in c.norms:
        return None
    if c.before.hung and c.before.norm == "ce" and c.new.at(c.before.i - 2).norm in ("que", "qui"):
        return f"question:{'_'.join(c.say) or 'que'}"
    return f"relative:{'_'.join(n for n in c.say) or '_'.join(c.said)}"


def _question(c: Change) -> str | None:
    asked = c.old.may_ask or c.norms & {"quoi", "est-ce"}
    core = c.norms & (_QUESTION_CORE | {"est", "combien", "qui"})
    hung = any(t.hung and t.norm in SUBJECT_PRONOUNS | {"vous", "nous"} for t in (*c.a, *c.b))
    if asked and (hung or (core and c.to <= 3)):
        return f"question:{next((n for n in c.say if n in _INTERROGATIVE), 'form')}"
    if {"est", "ce", "que"} <= set(c.said) or {"est", "ce", "que"} <= set(c.say):
        return "question:indirect"
    return None


def _savoir(c: Change) -> str | None:
    lemmas = {m.lemma for t in (*c.a, *c.b) for m in t.readings[:4] if m.pos == "VERB"}
    if {"savoir", "connaître"} <= lemmas:
        say = {m.lemma for t in c.b for m in t.readings}
        return f"savoir_connaitre:{'connaître' if 'connaître' in say else 'savoir'}"
    if {"savoir", "pouvoir"} <= lemmas:
        return "savoir_connaitre:pouvoir"
    return None


def _before_infinitive(c: Change) -> str | None:
    """The "de" of "avant de partir", or a preposition too many after "pour"."""
    follows = c.new.at(c.to + len(c.b))
    if {"avoir", "être"} & set(c.say) and "après" in (c.before.norm, c.new.at(c.to - 2).norm):
        return "infinitive:après_avoir"
    if c.said == ("que",) and not c.b and follows.any_verb("inf") and c.before.any_verb():
        return "infinitive:que"
    if c.before.norm in ("avant", "pour", "sans", "afin") and c.norms <= {"de", "à", "que", "pour"}:
        k = follows.i
        while c.new.at(k).norm in OBJECT_CLITICS:
            k += 1
        if c.new.at(k).any_verb("inf"):
            return f"infinitive:{c.before.norm}{'_de' if 'de' in c.say else ''}"
    return None


def _governed_de(c: Change) -> str | None:
    """The "du" of "jouer du piano", "profiter des vacances": no partitive."""
    before = {m.lemma for m in c.before.readings if m.pos == "VERB"} | {c.before.norm}
    verb = before & _WITH_DE
    if verb and c.norms <= {
        "le",
        "la",
        "les",
        "l'",
        "du",
        "de",
        "des",
        "à",
        "au",
        "aux",
        "un",
        "une",
    }:
        return f"verb_preposition:{min(verb)}_{'à' if {'à', 'au', 'aux'} & set(c.say) else 'de'}"
    return None


def _depuis(c: Change) -> str | None:
    time = {"depuis", "pendant", "durant", "dès", "partir", "y", "après", "dans", "pour", "il"}
    prepositions = time | {"en", "à", "de", "a", "ça", "fait", "que", "avant", "par"}
    key = (set(c.said) | set(c.say)) & {
        "depuis",
        "pendant",
        "durant",
        "dès",
        "pour",
        "dans",
        "après",
        "y",
    }
    if not key or not c.within(frozenset(prepositions)):
        return None
    near = [c.new.at(i) for i in range(c.to, c.to + len(c.b) + 4)]
    timed = any(t.lemma in UNITS or t.norm in ("longtemps", "temps") for t in near)
    if "depuis" in c.norms or "pendant" in c.norms or timed:
        word = next((n for n in c.say if n in time), "form")
        return f"time_depuis:{'il_y_a' if word in ('il', 'y') else word}"
    return None


FIRST = (
    _negation,
    _tu_vous,
    _savoir,
    auxiliary,
    _y_en,
    _avoir_expression,
    _cest,
    _before_infinitive,
    _governed_de,
    _depuis,
    tense_change,
    person_change,
    _question,
    _reflexive,
)
LAST = (_relative, _object_pronoun, verb_form)
