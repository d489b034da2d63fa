"""Whose body it is, and each one's own: the article where the owner is already named."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract, vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.negating import joined
from shared.french.rules.owning import form_for, noun_after
from shared.french.sentence import Sentence
from shared.french.words.body import CARE, HURT, MOVES, PARTS

_OWNER = {"mon": "1s", "ma": "1s", "mes": "1s", "ton": "2s", "ta": "2s", "tes": "2s"}
_OWNER |= {"son": "3s", "sa": "3s", "ses": "3s", "notre": "1p", "nos": "1p", "votre": "2p"}
_OWNER |= {"vos": "2p", "leur": "3p", "leurs": "3p"}
_REFLEXIVE = {"1s": "me", "2s": "te", "3s": "se", "1p": "nous", "2p": "vous", "3p": "se"}


def _part(s: Sentence, det: Tok) -> Tok | None:
    """The part of the body right after a possessive, with nothing said about it; or None."""
    noun = s.after(det)
    if det.norm not in _OWNER or noun.lemma not in PARTS or noun.pos not in ("NOUN", "X"):
        return None
    return noun


def _bare(s: Sentence, noun: Tok) -> bool:
    after = s.after(noun)
    side = after.lemma in ("droit", "gauche")
    return side or (after.pos not in ("ADJ", "NOUN", "PROPN") and after.norm not in ("de", "que"))


def _article(det: Tok, noun: Tok) -> str:
    if det.norm in ("mes", "tes", "ses", "nos", "vos", "leurs"):
        return "les"
    gender = noun_gender(noun)
    if vowel_sound(noun.lower):
        return "l'" if gender else ""
    return {"m": "le", "f": "la"}.get(gender, "")


def _definite(det: Tok, noun: Tok, lead: str = "") -> str:
    form = _article(det, noun)
    if not form:
        return ""
    text = contract(lead, form) if lead else form
    return f"{text}{noun.text}" if text.endswith("'") else f"{text} {noun.text}"


@rule(
    id="possessive.ache",
    level=Level.A1,
    reference="Avoir mal à + article + partie du corps : j'ai mal à la tête.",
    fr="Avec « mal à », on met l'article : « {say} ».",
    en="After “mal à” use the article with parts of the body: “{say}”.",
    triggers=frozenset({"mal"}),
    wrong=(
        ("J'ai mal à ma tête.", "J'ai mal à la tête."),
        ("Il a mal à son dos.", "Il a mal au dos."),
        ("Elle s'est fait mal à sa jambe.", "Elle s'est fait mal à la jambe."),
        ("On a mal à nos pieds.", "On a mal aux pieds."),
        ("J'ai mal dans mon oreille.", "J'ai mal à l'oreille."),
    ),
    right=("J'ai mal à mon genou opéré.", "J'ai mal à la tête.", "Ça fait mal à mon chien."),
)
def ache(s: Sentence) -> Iterator[Hit]:
    for t in s:
        prep, det = s.after(t), s.after(t, 2)
        noun = _part(s, det)
        if t.norm != "mal" or prep.norm not in ("à", "dans", "de", "sur") or noun is None:
            continue
        text = _definite(det, noun, "à") if _bare(s, noun) else ""
        if text:
            yield say(s, prep, noun, text)


@rule(
    id="possessive.care",
    level=Level.A2,
    reference="Je me lave les mains : pronom réfléchi + article, sans possessif.",
    fr="Pour le corps, on dit « {say} ».",
    en="For parts of one's own body, say “{say}”.",
    triggers=CARE | HURT,
    wrong=(
        ("Je lave mes mains avant de manger.", "Je me lave les mains avant de manger."),
        ("Elle brosse ses dents le soir.", "Elle se brosse les dents le soir."),
        ("J'ai cassé mon bras au ski.", "Je me suis cassé le bras au ski."),
        ("Elle s'est coupé son doigt.", "Elle s'est coupé le doigt."),
        ("Nous lavons nos mains.", "Nous nous lavons les mains."),
        ("Je me lave mes cheveux.", "Je me lave les cheveux."),
        ("Tu dois laver tes mains.", "Tu dois te laver les mains."),
        ("Je ne brosse pas mes dents le midi.", "Je ne me brosse pas les dents le midi."),
        ("Lave tes mains !", "Lave-toi les mains !"),
        ("Ils ont lavé leurs mains.", "Ils se sont lavé les mains."),
        ("Je vais laver mes cheveux.", "Je vais me laver les cheveux."),
    ),
    right=(
        "Je me lave les mains.",
        "Elle coiffe sa fille.",
        "Paul lave ses chaussures.",
        "Je lui lave les cheveux.",
        "Il a cassé ma jambe de bois.",
        "Tu m'as cassé le bras.",
        "Marie coupe mes cheveux.",
    ),
)
def care(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = _part(s, t)
        if noun is None or not _bare(s, noun):
            continue
        verb = s.at(t.i - 1)
        while verb.norm in ("pas", "jamais", "plus", "toujours", "souvent", "bien", "encore"):
            verb = s.at(verb.i - 1)
        own = _OWNER[t.norm]
        g = next((g for g in s.groups if verb in (g.verb, g.participle, g.infinitive)), None)
        if g is not None and (g.subject is not None or verb.i):
            yield from _with_group(s, g, verb, t, noun, own)
        elif verb.i == 0 and verb.any_verb("imp") and own in ("2s", "2p"):
            m = verb.any_verb("imp")
            hung = {"2s": "toi", "2p": "vous"}[own]
            if m and m.lemma in CARE and own in m.person:
                yield say(s, verb, noun, f"{verb.text}-{hung} {_definite(t, noun)}")


def _with_group(
    s: Sentence, g: VerbGroup, verb: Tok, det: Tok, noun: Tok, own: str
) -> Iterator[Hit]:
    m = verb.infinitive if verb is g.infinitive else None
    lemma = m.lemma if m else g.lemma
    owned = {g.person, *(("1p",) if g.subject and g.subject.norm == "on" else ())}
    article = _definite(det, noun)
    if lemma not in CARE | HURT or own not in owned or not article:
        return
    near = s.at(verb.i - 1) if m else None
    if g.reflexive or (near is not None and near.norm in ("me", "te", "se", "nous", "vous")):
        yield say(s, det, noun, article)
        return
    if g.clitics or g.inverted or g.subject is None:
        return
    pronoun = _REFLEXIVE[g.person]
    if m is not None:
        yield say(s, verb, noun, f"{joined(pronoun, verb.text)} {article}")
    elif g.participle is None:
        if lemma in CARE:
            between = "".join(f" {x.text}" for x in s.tokens[verb.i + 1 : det.i])
            yield say(s, verb, noun, f"{joined(pronoun, verb.text)}{between} {article}")
    else:
        etre = s.lexicon.inflect_verb("être", g.tense, g.person)
        part = s.lexicon.inflect_verb(lemma, "part_past", "ms")
        middle = "".join(f" {x.text}" for x in s.tokens[g.verb.i + 1 : g.participle.i])
        if etre and part:
            yield say(s, g.verb, noun, f"{joined(pronoun, etre)}{middle} {part} {article}")


@rule(
    id="possessive.gesture",
    level=Level.A2,
    reference="Lever la main, fermer les yeux : l'article pour ce que fait son propre corps.",
    fr="On sait à qui c'est : « {say} ».",
    en="It is clear whose it is, so use the article: “{say}”.",
    triggers=MOVES | {"avoir"},
    wrong=(
        ("Il a levé sa main.", "Il a levé la main."),
        ("Ferme tes yeux.", "Ferme les yeux."),
        ("Elle a hoché sa tête.", "Elle a hoché la tête."),
        ("Il a ses yeux bleus.", "Il a les yeux bleus."),
        ("Je plie mes genoux.", "Je plie les genoux."),
    ),
    right=(
        "Il a ouvert ses grands yeux.",
        "Ses yeux sont bleus.",
        "Il ferme sa porte.",
        "Il a pris ma main.",
        "Elle a sa main dans la mienne.",
    ),
)
def gesture(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = _part(s, t)
        if noun is None:
            continue
        verb = s.at(t.i - 1)
        g = next((g for g in s.groups if verb in (g.verb, g.participle, g.infinitive)), None)
        own = _OWNER[t.norm]
        text = _article(t, noun)
        text = f"{text}{noun.text}" if text == "l'" else f"{text} {noun.text}"
        if g is None or (g.subject is None and not verb.i):
            m = verb.any_verb("imp")
            orders = verb.i == 0 and m is not None and m.lemma in MOVES and own in ("2s", "2p")
            if orders and _bare(s, noun):
                yield say(s, t, noun, text)
            continue
        inf = verb.infinitive if verb is g.infinitive else None
        lemma = inf.lemma if inf else g.lemma
        if g.person != own or g.clitics:
            continue
        described = lemma == "avoir" and s.after(noun).pos == "ADJ" and t.norm[-1] == "s"
        if (lemma in MOVES and _bare(s, noun)) or described:
            yield say(s, t, noun, text)


@rule(
    id="possessive.each",
    level=Level.B1,
    reference="Chacun, chaque, tout le monde, personne : son, sa, ses.",
    fr="Le possesseur est au singulier : « {say} ».",
    en="The owner is singular: “{say}”.",
    triggers=frozenset({"chacun", "chaque", "monde", "chacune"}),
    wrong=(
        ("Chaque élève a apporté leur cahier.", "Chaque élève a apporté son cahier."),
        ("Tout le monde a pris leur place.", "Tout le monde a pris sa place."),
        ("Chacun fait leurs courses.", "Chacun fait ses courses."),
    ),
    right=("Tout le monde leur parle.", "Chaque élève fait son devoir.", "Chacun leur a dit."),
)
def each(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        sub = s.at(g.first.i - 1)
        each_one = sub.norm in ("chacun", "chacune") or s.at(sub.i - 1).norm == "chaque"
        everybody = sub.norm == "monde" and s.at(sub.i - 2).norm == "tout"
        det = s.after(g.infinitive or g.participle or g.verb)
        noun = noun_after(s, det)
        if not (each_one or everybody) or det.norm not in ("leur", "leurs") or noun is None:
            continue
        form = form_for("s", noun, s.after(det).text, plural=det.norm == "leurs")
        if form:
            yield say(s, det, det, form)
