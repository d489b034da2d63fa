"""A reflexive pronoun left out."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.reflexive.pronoun import governor
from shared.french.rules.verbs import OWN, has_object, lemmas, participle_of, person
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import OBJECT_CLITICS
from shared.french.words.infinitives import MODALS
from shared.french.words.people import PEOPLE
from shared.french.words.reflexives import BODY, BODY_VERBS, DAILY, GOVERNED, INTRINSIC


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
        group = governor(s, tok)
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


@rule(
    id="reflexive.missing_compound",
    level=Level.A2,
    reference="Je me suis levé : pronom et être.",
    fr="« {verb} » est pronominal : « {say} ».",
    en="“{verb}” is reflexive: “{say}”.",
    triggers=DAILY | BODY_VERBS,
    wrong=(
        ("Hier, j'ai couché tard.", "Hier, je me suis couché tard."),
        ("J'ai levé à sept heures.", "Je me suis levé à sept heures."),
        ("On a promené dans la forêt.", "On s'est promené dans la forêt."),
        ("Je suis levé à six heures ce matin.", "Je me suis levé à six heures ce matin."),
        ("Ils ont marié en juin.", "Ils se sont mariés en juin."),
        ("J'ai brossé les dents.", "Je me suis brossé les dents."),
    ),
    right=(
        "J'ai couché les enfants à huit heures.",
        "Il est marié depuis dix ans.",
        "Je suis couché.",
        "On a couché chez des amis.",
        "J'ai levé la main.",
        "Je suis fâché avec lui.",
        "Elle est réveillée depuis midi.",
        "J'ai inquiété tout le monde.",
        "Le chien qu'on a promené est vieux.",
    ),
)
def missing_compound(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part, subject = group.participle, group.subject
        if part is None or subject is None or group.clitics or group.inverted:
            continue
        if not somebody(group) or group.lemma not in DAILY | BODY_VERBS:
            continue
        etre = any(m.lemma == "être" for m in group.verb.readings)
        if etre and not _event(s, group):
            continue
        name = wants_pronoun(s, group, part, frozenset({group.lemma}))
        if not name or object_before(s, group):
            continue
        aux = s.lexicon.inflect_verb("être", group.tense, person(group))
        agreed = participle_of(s, group, group.lemma, etre=group.lemma not in BODY_VERBS)
        if not aux or not agreed:
            continue
        middle = s.text[group.verb.end : part.start]
        text = f"{join(OWN[group.person], aux)}{middle}{agreed}"
        ne = "ne " if group.ne is not None else ""
        if subject.elided and subject.norm == "je":
            yield say(s, subject, part, f"je {ne}{text}", verb=join("se", name))
        else:
            yield say(s, group.ne or group.verb, part, ne + text, verb=join("se", name))


def _event(s: Sentence, group: VerbGroup) -> bool:
    """Whether être + participle tells of an event: levé, couché with an hour or "tard"."""
    if group.lemma not in ("lever", "coucher", "réveiller", "promener", "baigner", "doucher"):
        return group.lemma in ("souvenir", "dépêcher", "évanouir", "moquer")
    last = group.lexical
    near = [t.norm for t in s.tokens[last.i + 1 : last.i + 3]]
    return bool(near) and (near[0] in ("tôt", "tard", "dans") or near[0] in ("à", "vers"))


@rule(
    id="reflexive.imperative",
    level=Level.A2,
    reference="Dépêche-toi, asseyez-vous, levez-vous.",
    fr="À l'impératif, le pronom suit le verbe : « {say} ».",
    en="In the imperative the pronoun follows: “{say}”.",
    triggers=frozenset({"dépêcher", "asseoir", "taire", "détendre"}),
    wrong=(
        ("Dépêche, on est en retard !", "Dépêche-toi, on est en retard !"),
        ("Asseyez là, monsieur.", "Asseyez-vous là, monsieur."),
    ),
    right=("Dépêche-toi !", "Il dépêche un avocat.", "Assieds-toi."),
)
def imperative(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.any_verb("imp")
        opens = tok.i == 0 or s.at(tok.i - 1).pos in ("PUNCT", "CCONJ", "INTJ")
        if m is None or not opens or m.lemma not in _AT_ONCE:
            continue
        following = s.after(tok)
        if following.hung or following.pos in ("DET", "PRON", "NOUN"):
            continue
        toi = {"2s": "toi", "2p": "vous", "1p": "nous"}.get(m.person, "")
        if toi:
            yield say(s, tok, tok, f"{tok.text}-{toi}")


_AT_ONCE = wordlist("dépêcher asseoir assoir taire détendre")
