"""Reflexive verbs: the right pronoun, one left out, one too many."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import OWN, has_object, lemmas
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import OBJECT_CLITICS
from shared.french.words.infinitives import MODALS
from shared.french.words.people import PEOPLE
from shared.french.words.reflexives import (
    BODY,
    BODY_VERBS,
    DAILY,
    GOVERNED,
    INTRINSIC,
)

_ALL = frozenset({"me", "te", "se", "nous", "vous"})


def _verb_lemmas(tok: Tok) -> frozenset[str]:
    return frozenset(m.lemma for m in tok.readings if m.pos in ("VERB", "AUX"))


@rule(
    id="reflexive.person",
    level=Level.A2,
    reference="Je me, tu te, il se, nous nous, vous vous, ils se.",
    fr="Le pronom suit le sujet : « {say} ».",
    en="The pronoun follows the subject: “{say}”.",
    triggers=frozenset({"se", "me", "te", "nous", "vous"}),
    wrong=(
        ("Je se lève à six heures.", "Je me lève à six heures."),
        ("Tu se moques de moi.", "Tu te moques de moi."),
        ("Nous se voyons demain.", "Nous nous voyons demain."),
        ("Vous s'appelez comment ?", "Vous vous appelez comment ?"),
        ("On nous débrouille toujours.", "On se débrouille toujours."),
        ("Je se suis trompé.", "Je me suis trompé."),
        ("Ils nous souviennent de ça.", "Ils se souviennent de ça."),
        ("Comment s'appelles-tu ?", "Comment t'appelles-tu ?"),
    ),
    right=(
        "On nous attend.",
        "Il nous amuse.",
        "Je vous lève à six heures.",
        "Elle me promène partout.",
        "On se lève.",
        "Ça m'intéresse.",
    ),
)
def wrong_person(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        own = OWN.get(group.person, "")
        if not own or not group.clitics or group.subject is None:
            continue
        if group.inverted and group.clitics[0].norm != "se":
            continue
        first = group.clitics[0]
        if first.norm not in _ALL or first.norm == own:
            continue
        intrinsic = group.lemma in INTRINSIC
        if first.norm == "se" or (intrinsic and first.norm in _ALL):
            yield say(s, first, first, own)


@rule(
    id="reflexive.infinitive_person",
    level=Level.A2,
    reference="Je vais me lever, tu vas te lever : le pronom suit le sujet.",
    fr="Le pronom suit le sujet, à l'infinitif aussi : « {say} ».",
    en="The pronoun follows the subject in the infinitive too: “{say}”.",
    triggers=frozenset({"se", "nous", "me", "te", "vous"}),
    wrong=(
        ("Je vais se coucher.", "Je vais me coucher."),
        ("Tu dois se reposer un peu.", "Tu dois te reposer un peu."),
        ("Nous voulons se voir demain.", "Nous voulons nous voir demain."),
        ("Je vais à la plage pour se baigner.", "Je vais à la plage pour me baigner."),
        ("J'ai envie de se promener.", "J'ai envie de me promener."),
        ("On doit nous dépêcher.", "On doit se dépêcher."),
        ("J'ai pas le temps de se laver.", "J'ai pas le temps de me laver."),
        ("Vous pouvez s'asseoir.", "Vous pouvez vous asseoir."),
    ),
    right=(
        "Je vois les gens se battre.",
        "Je lui ai dit de se taire.",
        "J'aide mon fils à se laver.",
        "Il faut se lever tôt.",
        "On va nous attendre.",
        "J'ai fait un sac pour se protéger de la pluie, c'est le principe.",
        "Je trouve important de se parler.",
        "Je sais que c'est dur de se lever.",
        "Tu as laissé les enfants se coucher tard.",
    ),
)
def infinitive_person(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in _ALL or tok.hung:
            continue
        verb = s.after(tok)
        if verb.norm in ("y", "en"):
            verb = s.after(verb)
        m = verb.any_verb("inf")
        if m is None:
            continue
        group = _governor(s, tok)
        if group is None or group.subject is None:
            continue
        own = OWN.get(group.person, "")
        if not own or own == tok.norm or group.subject.norm in ("ça", "ce", "cela"):
            continue
        if tok.norm == "se" or (m.lemma in INTRINSIC | _TOGETHER and group.subject.norm == "on"):
            yield say(s, tok, tok, own)


_TOGETHER = wordlist("coucher lever dépêcher promener asseoir habiller marier reposer retrouver")
"""After "on va nous…" these are what we do ourselves."""
_CONTROL = wordlist(
    """dire demander conseiller permettre proposer ordonner interdire empêcher aider inviter
    encourager obliger forcer laisser faire voir entendre regarder écouter sentir apprendre
    recommander autoriser pousser suggérer défendre reprocher promettre trouver convaincre
    persuader être savoir penser croire"""
)
"""Another than the subject may do what the infinitive says."""


def _governor(s: Sentence, pronoun: Tok) -> VerbGroup | None:
    """The group whose subject is also the infinitive's, or None if somebody else's may be."""
    before = [g for g in s.groups if g.verb.i < pronoun.i]
    if not before:
        return None
    group = before[-1]
    between = s.tokens[group.verb.i + 1 : pronoun.i]
    if any(t.pos in ("PUNCT", "SCONJ", "CCONJ") or t.norm in ("qui", "que") for t in between):
        return None
    last = s.at(pronoun.i - 1)
    found = lemmas(group.verb) | {group.lemma}
    direct = all(t.pos == "ADV" or t is group.negation or t.hung for t in between)
    if direct and found & (MODALS | {"aimer", "adorer", "détester", "préférer", "venir"}):
        return group
    if last.norm not in ("de", "à", "pour", "sans") or group.clitics:
        return None
    states = group.lemma == "être" and not any(t.norm in ("pour", "sans") for t in between)
    if group.lemma in _CONTROL - {"être"} or (group.lemma == "être" and not states):
        return None
    if group.lemma == "être" and not _own_state(between):
        return None
    objects = [t for t in between if t.pos in ("NOUN", "PROPN")]
    if last.norm in ("de", "à") and objects and group.lemma != "avoir":
        return None
    if last.norm == "pour" and group.participle is not None and objects:
        return None
    return group


def _own_state(between: tuple[Tok, ...] | list[Tok]) -> bool:
    fit = wordlist("content contente prêt prête fatigué fatiguée obligé obligée heureux train")
    return any(t.norm in fit for t in between)


@rule(
    id="reflexive.missing",
    level=Level.A2,
    reference="Se lever, se coucher, s'habiller, se reposer… veulent leur pronom.",
    fr="« {verb} » veut un pronom ici : « {say} ».",
    en="“{verb}” needs its pronoun here: “{say}”.",
    triggers=DAILY | BODY_VERBS | frozenset(GOVERNED) | {"sentir", "demander", "appeler", "mettre"},
    wrong=(
        ("Je lève à sept heures.", "Je me lève à sept heures."),
        ("On couche tard le samedi.", "On se couche tard le samedi."),
        ("J'habille vite et je sors.", "Je m'habille vite et je sors."),
        ("Tu souviens de Paul ?", "Tu te souviens de Paul ?"),
        ("Je brosse les dents.", "Je me brosse les dents."),
        ("Je sens fatigué aujourd'hui.", "Je me sens fatigué aujourd'hui."),
        ("J'intéresse à la musique.", "Je m'intéresse à la musique."),
        ("Elle occupe des enfants.", "Elle s'occupe des enfants."),
        ("Je demande si c'est vrai.", "Je me demande si c'est vrai."),
        ("Le dimanche, on promène dans le parc.", "Le dimanche, on se promène dans le parc."),
        ("Comment tu appelles ?", "Comment tu t'appelles ?"),
        ("Ils marient en juin.", "Ils se marient en juin."),
        ("Il promène souvent au parc.", "Il se promène souvent au parc."),
    ),
    right=(
        "Il promène son chien.",
        "Je lève la main.",
        "Je réveille les enfants à sept heures.",
        "On couche chez ma tante.",
        "Je lave ma voiture.",
        "Je sens le froid.",
        "Ça sent bon.",
        "Je l'habille vite.",
        "Je demande toujours le prix.",
        "La pâte repose une heure.",
        "Je lui brosse les dents.",
        "Qui tu appelles ?",
        "C'est le chien que je promène.",
    ),
)
def missing(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if group.subject is None or group.clitics or group.inverted or group.participle:
            continue
        if not somebody(group) or not group.person:
            continue
        # "(Ne) vous inquiétez pas": what looks like the subject is the reflexive pronoun.
        if group.subject.norm in ("nous", "vous") and (group.ne or group.negation):
            continue
        found = lemmas(group.verb)
        verb = wants_pronoun(s, group, group.verb, found)
        if verb and not object_before(s, group):
            yield from _add(s, group.subject, group.verb, group, verb)


def somebody(group: VerbGroup) -> bool:
    """Whether the subject is a personal pronoun or a noun for a person."""
    subject = group.subject
    return subject is not None and (subject.norm in OWN_SUBJECTS or subject.lemma in PEOPLE)


OWN_SUBJECTS = wordlist("je tu il elle on nous vous ils elles")


def _add(s: Sentence, subject: Tok, verb: Tok, group: VerbGroup, name: str) -> Iterator[Hit]:
    own = OWN[group.person]
    slots = {"verb": join("se", name)}
    if subject.elided and subject.norm == "je":
        yield say(s, subject, verb, f"je {join(own, verb.text)}", **slots)
    else:
        yield say(s, verb, verb, join(own, verb.text), **slots)


def object_before(s: Sentence, group: VerbGroup) -> bool:
    """Whether a relative or a question word before is the object."""
    k = group.first.i - 2 if group.subject and group.subject.i < group.verb.i else -1
    if k < 0:
        return False
    before = {s.at(k).norm, s.at(k - 1).norm}
    asked = bool(before & {"qui", "lequel", "laquelle"})
    return asked or (s.at(k).norm == "que" and s.at(k - 1).pos in ("NOUN", "PROPN", "PRON"))


def wants_pronoun(s: Sentence, group: VerbGroup, verb: Tok, found: frozenset[str]) -> str:
    """The verb that lacks its pronoun, or empty."""
    k = verb.i + 1
    while s.at(k).i >= 0 and _passed_over(s.at(k), group):
        k += 1
    following = s.at(k)
    for name in sorted(found):
        if name in GOVERNED and _governed(s, following, GOVERNED[name]):
            return name
        if name in INTRINSIC or _own_body(s, name, following):
            return name
        if name == "sentir":
            return name if _feels(s, verb, following) else ""
        if name == "demander":
            return name if _wonders(group, following) else ""
        if name == "appeler" and _asks_name(s, group, following):
            return name
        if name == "mettre" and following.norm == "à" and s.after(following).any_verb("inf"):
            return name
        if name in DAILY and _no_object(s, following, name):
            return name
    return ""


def _passed_over(tok: Tok, group: VerbGroup) -> bool:
    if tok.norm in ("comme", "si", "pourquoi", "comment", "où", "quand", "combien"):
        return False
    return tok.hung or tok is group.negation or tok.pos == "ADV" or tok.locution == "ADV"


def _own_body(s: Sentence, name: str, following: Tok) -> bool:
    body = following.norm in ("le", "la", "les", "l'") and s.after(following).lemma in BODY
    return name in BODY_VERBS and body


def _feels(s: Sentence, verb: Tok, following: Tok) -> bool:
    good = following.norm in ("bon", "mauvais", "fort")
    return not good and (following.can("ADJ") or s.at(verb.i + 1).norm in _FEELING)


def _wonders(group: VerbGroup, following: Tok) -> bool:
    asked = following.norm in ("si", "pourquoi", "comment", "où", "quand", "combien")
    return asked and group.tense == "ind_pres" and group.person == "1s"


_FEELING = wordlist("bien mal mieux")


def _governed(s: Sentence, tok: Tok, preposition: str) -> bool:
    forms = {"de": ("de", "du", "des"), "à": ("à", "au", "aux")}
    words = preposition.split()
    if len(words) > 1:
        return tok.norm == words[-1] and s.at(tok.i - 1).norm == words[0]
    return tok.norm in forms.get(preposition, (preposition,))


def _asks_name(s: Sentence, group: VerbGroup, following: Tok) -> bool:
    near = {t.norm for t in s.tokens[max(0, group.first.i - 5) : group.verb.i]}
    end = following.i < 0 or following.pos == "PUNCT" or following.norm == "comment"
    return end and ("comment" in near or following.norm == "comment")


def _no_object(s: Sentence, following: Tok, name: str) -> bool:
    """Whether no object stands after the verb, and nothing that gives it another sense."""
    last = s.at(following.i - 1) if following.i > 0 else s.at(len(s) - 1)
    if has_object(s, last):
        return False
    elsewhere = ("avec", "chez", "dans", "dehors", "ici", "là", "sous")
    if name == "coucher" and following.norm in elsewhere:
        return False
    if name == "reposer" and following.norm == "sur":
        return False
    return following.pos not in ("PRON", "PROPN", "SCONJ", "NOUN")


@rule(
    id="reflexive.missing_infinitive",
    level=Level.A2,
    reference="Je vais me lever, je veux me reposer.",
    fr="« {verb} » veut son pronom, à l'infinitif aussi : « {say} ».",
    en="“{verb}” needs its pronoun in the infinitive too: “{say}”.",
    triggers=DAILY | BODY_VERBS | frozenset(GOVERNED),
    wrong=(
        ("Je vais coucher tôt ce soir.", "Je vais me coucher tôt ce soir."),
        ("On va promener en ville.", "On va se promener en ville."),
        ("Je veux reposer un peu.", "Je veux me reposer un peu."),
        ("Tu dois lever tôt demain ?", "Tu dois te lever tôt demain ?"),
        ("Elle veut pas laver les cheveux.", "Elle veut pas se laver les cheveux."),
        ("Il faut dépêcher !", "Il faut se dépêcher !"),
    ),
    right=(
        "Je vais promener le chien.",
        "Je vais coucher les enfants.",
        "On peut coucher chez toi ?",
        "Je veux changer de travail.",
        "Ils vont marier leur fille.",
        "Il faut laisser reposer la pâte.",
        "Je vais laver la voiture.",
    ),
)
def missing_infinitive(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.any_verb("inf")
        if m is None or m.lemma not in DAILY | BODY_VERBS | INTRINSIC | frozenset(GOVERNED):
            continue
        before = s.at(tok.i - 1)
        if before.norm in OBJECT_CLITICS or before.pos == "DET":
            continue
        group = _governor(s, tok)
        if group is None or group.lemma not in MODALS | {"aimer", "détester", "adorer"}:
            continue
        if not somebody(group):
            continue
        if object_before(s, group) or group.clitics:
            continue
        if m.lemma in ("tromper", "inquiéter", "énerver", "fâcher", "amuser", "plaindre"):
            continue
        name = wants_pronoun(s, group, tok, frozenset({m.lemma}))
        own = "se" if "falloir" in lemmas(group.verb) else OWN.get(group.person, "")
        if name and own:
            yield say(s, tok, tok, join(own, tok.text), verb=join("se", name))
