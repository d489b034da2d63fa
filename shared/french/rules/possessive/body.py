"""The body: se laver les mains, lever la main, avoir mal à la tête."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.prep_place.spots import fused
from shared.french.sentence import Sentence
from shared.french.words import table
from shared.french.words.body import CARE, MOVING, PARTS

_OWN = table("mon=je ma=je mes=je ton=tu ta=tu tes=tu son=il sa=il ses=il notre=nous nos=nous")
_OWN |= table("votre=vous vos=vous leur=ils leurs=ils")
_REFLEXIVE = table("je=me tu=te il=se elle=se on=se nous=nous vous=vous ils=se elles=se")
_PERSON = {"1s": "je", "2s": "tu", "3s": "il", "1p": "nous", "2p": "vous", "3p": "ils"}


def _article(noun: Tok) -> str:
    m = noun.as_pos("NOUN")
    if m is not None and m.number == "p":
        return "les"
    return fit("la" if noun_gender(noun) == "f" else "le", noun.lower)


def _with_article(noun: Tok) -> str:
    article = _article(noun)
    return f"{article}{noun.text}" if article.endswith("'") else f"{article} {noun.text}"


def _same(group: VerbGroup, det: Tok) -> bool:
    """Whether the possessive is the subject's own."""
    owner = _PERSON.get(group.person, "")
    on = group.subject is not None and group.subject.norm == "on"
    return _OWN.get(det.norm) == owner or (on and _OWN.get(det.norm) == "nous")


@rule(
    id="possessive.body_care",
    level=Level.A2,
    reference="Se laver les mains, se casser le bras : verbe pronominal + article.",
    fr="Avec son corps, on emploie « se » et l'article : « {say} ».",
    en="With one's own body, use a reflexive verb and the article: “{say}”.",
    triggers=PARTS,
    wrong=(
        ("Je lave mes mains avant de manger.", "Je me lave les mains avant de manger."),
        ("Elle brosse ses cheveux.", "Elle se brosse les cheveux."),
        ("Il a cassé son bras hier.", "Il s'est cassé le bras hier."),
        ("Je me lave mes mains.", "Je me lave les mains."),
        ("Je vais brosser mes dents.", "Je vais me brosser les dents."),
        ("Elle s'est coupé son doigt.", "Elle s'est coupé le doigt."),
        ("Tu dois laver tes mains.", "Tu dois te laver les mains."),
        ("J'ai brûlé ma langue.", "Je me suis brûlé la langue."),
        ("Lave tes mains !", "Lave-toi les mains !"),
    ),
    right=(
        "Je lui lave les mains.",
        "Ma mère me lave mes mains sales.",
        "Elle lave ses enfants.",
        "Il m'a cassé le bras.",
        "Je lave mes vêtements.",
        "Mes mains sont propres.",
    ),
)
def body_care(s: Sentence) -> Iterator[Hit]:
    for noun in s:
        det = s.at(noun.i - 1)
        if noun.norm not in PARTS or det.norm not in _OWN or det.pos != "DET":
            continue
        if s.after(noun).pos == "ADJ":
            continue
        verb = s.at(det.i - 1)
        lemmas = {m.lemma for m in verb.readings if m.pos == "VERB"}
        if not lemmas & CARE:
            continue
        group = _group_of(s, verb)
        if group is None:
            yield from _imperative(s, verb, det, noun)
        elif _same(group, det) and group.subject is not None:
            yield from _made_reflexive(s, group, verb, noun)


def _group_of(s: Sentence, verb: Tok) -> VerbGroup | None:
    """The verb group that a verb is the head of, or whose infinitive it is."""
    for g in s.groups:
        if g.subject is not None and verb in (g.verb, g.participle, g.infinitive):
            return g
    if verb.infinitive:
        earlier = [g for g in s.groups if g.verb.i < verb.i and g.subject is not None]
        return earlier[-1] if earlier else None
    return None


def _imperative(s: Sentence, verb: Tok, det: Tok, noun: Tok) -> Iterator[Hit]:
    person = {"tu": "toi", "vous": "vous"}.get(_OWN.get(det.norm, ""), "")
    before = s.at(verb.i - 1)
    if person and verb.any_verb("imp") and (before.i < 0 or not before.is_word):
        yield say(s, verb, noun, f"{verb.text}-{person} {_with_article(noun)}")


def _made_reflexive(s: Sentence, group: VerbGroup, verb: Tok, noun: Tok) -> Iterator[Hit]:
    subject = group.subject
    if subject is None:
        return
    pronoun = _REFLEXIVE[_PERSON[group.person]]
    body = _with_article(noun)
    already = any(c.norm in (pronoun, "se") for c in group.clitics)
    before = s.at(verb.i - 1)
    if already or (verb is not group.verb and before.norm in (pronoun, "se")):
        yield say(s, s.at(noun.i - 1), noun, body)
    elif group.clitics:
        return
    elif verb is group.participle:
        m = group.verb.finite
        form = s.lexicon.inflect_verb("être", m.tense, group.person) if m else ""
        if form and m is not None and m.lemma == "avoir" and not subject.hung:
            said = verb.participle
            masculine = s.lexicon.inflect_verb(said.lemma, "part_past", "ms") if said else ""
            middle = s.text[group.verb.end : verb.start].strip()
            words = " ".join(w for w in (form, middle, masculine or verb.text, body) if w)
            first = fit(pronoun, form)
            glue = "" if first.endswith("'") else " "
            yield say(s, group.verb, noun, f"{first}{glue}{words}")
    else:
        first = fit(pronoun, verb.lower)
        glue = "" if first.endswith("'") else " "
        between = s.text[verb.end : s.at(noun.i - 1).start].strip()
        middle = f" {between}" if between else ""
        yield say(s, verb, noun, f"{first}{glue}{verb.text}{middle} {body}")


@rule(
    id="possessive.body_move",
    level=Level.B1,
    reference="Lever la main, hausser les épaules : article devant une partie de son corps.",
    fr="Pour une partie de son corps, on dit « {say} ».",
    en="For a part of one's own body, say “{say}”.",
    triggers=PARTS,
    wrong=(
        ("Il a levé sa main.", "Il a levé la main."),
        ("Elle hausse ses épaules.", "Elle hausse les épaules."),
        ("J'ai mal à ma tête.", "J'ai mal à la tête."),
        ("Elle a mal à son dos.", "Elle a mal au dos."),
        ("Tu as mal à tes dents ?", "Tu as mal aux dents ?"),
    ),
    right=(
        "Donne-moi ta main.",
        "Mes mains sont froides.",
        "Il a baissé sa vitre.",
        "Elle lève ses yeux bleus vers lui.",
    ),
)
def body_move(s: Sentence) -> Iterator[Hit]:
    for noun in s:
        det = s.at(noun.i - 1)
        if noun.norm not in PARTS or det.norm not in _OWN or det.pos != "DET":
            continue
        before, far = s.at(det.i - 1), s.at(det.i - 2)
        lemmas = {m.lemma for m in before.readings if m.pos == "VERB"}
        if before.norm == "à" and far.norm == "mal":
            article = _article(noun)
            joined = fused("à", "les" if article == "les" else article, noun)
            glue = "" if joined.endswith("'") else " "
            yield say(s, before, noun, f"{joined}{glue}{noun.text}")
        elif lemmas & MOVING and s.after(noun).pos != "ADJ":
            group = next((g for g in s.groups if before in (g.verb, g.participle)), None)
            if group is not None and _same(group, det):
                yield say(s, det, noun, _with_article(noun))
