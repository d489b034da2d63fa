"""Adjectives agree: before the noun with its determiner, after être, and tout."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import fit_determiner, vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FEMININE, MASCULINE

_PREPOSED = wordlist(
    """bon mauvais beau nouveau vieux petit gros grand long premier dernier prochain ancien vilain
    faux gentil haut bas court certain second léger doux fou meilleur seul prétendu plein"""
)
_ONE = wordlist("un une le la ce cet cette mon ma ton ta son sa quel quelle aucun aucune du au")
_FEMININE_ONLY = wordlist("une la cette ma ta sa quelle aucune")
_MASCULINE_ONLY = wordlist("un le ce quel aucun du au")


@rule(
    id="adj_agreement.before_noun",
    level=Level.A1,
    reference="Le déterminant et l'adjectif prennent tous deux le genre du nom : une belle ville.",
    fr="« {noun} » est {genre} : on dit « {say} {noun} ».",
    en="“{noun}” is {gender}: say “{say} {noun}”.",
    triggers=_PREPOSED,
    confidence=0.92,
    wrong=(
        ("C'est un vieux maison.", "C'est une vieille maison."),
        ("Il y a une beau fontaine.", "Il y a une belle fontaine."),
        ("J'ai un petite appartement.", "J'ai un petit appartement."),
        ("C'est une bon idée.", "C'est une bonne idée."),
        ("Ma première jour était dur.", "Mon premier jour était dur."),
        ("J'ai acheté un nouvelle ordinateur.", "J'ai acheté un nouvel ordinateur."),
        ("C'est la dernier fois.", "C'est la dernière fois."),
    ),
    right=(
        "C'est une drôle d'histoire.",
        "Un vieil ami est venu.",
        "Mon ancienne école a fermé.",
        "Le petit mange une pomme.",
        "La première ministre parle.",
        "Le petit déjeuner est prêt.",
        "Je la trouve belle, ta robe.",
        "Au premier étage, à droite.",
        "Le beau livre et la belle tour.",
        "Elle est grand reporter.",
    ),
)
def before_noun(s: Sentence) -> Iterator[Hit]:
    for p in s.phrases:
        det, gender = p.determiner, noun_gender(p.noun)
        if det is None or det.norm not in _ONE or not p.before or not gender:
            continue
        if p.noun.pos != "NOUN" or not p.noun.only("NOUN", "VERB", "ADJ", "AUX"):
            continue
        if any(a.lemma not in _PREPOSED for a in p.before) or not _adjacent(p):
            continue
        yield from _agree(s, p, det, gender)


def _adjacent(p: NounPhrase) -> bool:
    return p.before[-1].i == p.noun.i - 1 and all(
        b.i == a.i + 1 for a, b in zip(p.before, p.before[1:], strict=False)
    )


def _agree(s: Sentence, p: NounPhrase, det: Tok, gender: str) -> Iterator[Hit]:
    forms = [_form(s, a, gender, s.after(a)) for a in p.before]
    if not all(forms) or all(a.lower == f for a, f in zip(p.before, forms, strict=True)):
        return
    new = _determiner(det, gender, forms[0])
    if not new:
        return
    middle = s.tokens[det.i + 1 : p.before[0].i]
    genre, english = ("féminin", "feminine") if gender == "f" else ("masculin", "masculine")
    slots = {"noun": p.noun.text, "genre": genre, "gender": english}
    if new == det.lower:
        yield say(s, p.before[0], p.before[-1], " ".join(forms), **slots)
    else:
        words = [new, *(t.text for t in middle), *forms]
        yield say(s, det, p.before[-1], " ".join(words), **slots)


def _form(s: Sentence, a: Tok, gender: str, following: Tok) -> str:
    form = s.lexicon.inflect(a.lemma, "ADJ", gender, "s")
    return fit_determiner(form, following.lower) if gender == "m" and form else form


def _determiner(det: Tok, gender: str, following: str) -> str:
    wrong = _MASCULINE_ONLY if gender == "f" else _FEMININE_ONLY
    base = {"mon": "ma", "ton": "ta", "son": "sa", "cet": "cette"}
    if det.norm in ("mon", "ton", "son") and gender == "f":
        return det.norm if vowel_sound(following) else base[det.norm]
    if det.norm not in wrong:
        return det.lower
    text = (FEMININE if gender == "f" else MASCULINE).get(det.norm, "")
    return fit_determiner(text, following) if text else ""


_LINKING = wordlist("être devenir rester sembler paraître")
_COLLECTIVE = wordlist(
    """plupart partie majorité minorité moitié sorte espèce genre type foule dizaine douzaine
    vingtaine trentaine cinquantaine centaine série groupe tas bande nombre reste ensemble tiers
    quart fois chose gens monde majesté équipe couple paire quantité multitude infinité"""
)
_NO_ADJECTIVE = wordlist(
    """fort haut bas net pile tout cher bon marché chic sympa super cool top mal bien mieux pire
    prof fan accro quitte possible snob standard vrai faux bref plein nu demi mi exprès"""
)


@rule(
    id="adj_agreement.predicate",
    level=Level.A1,
    reference="L'adjectif attribut prend le genre et le nombre du sujet.",
    fr="L'adjectif s'accorde avec « {subject} » : « {say} ».",
    en="The adjective agrees with “{subject}”: “{say}”.",
    triggers=_LINKING,
    wrong=(
        ("Cette robe est trop court.", "Cette robe est trop courte."),
        ("La cuisine de ma mère est délicieux.", "La cuisine de ma mère est délicieuse."),
        ("La maison est grand et lumineux.", "La maison est grande et lumineuse."),
        ("Mes sœurs sont vraiment gentils.", "Mes sœurs sont vraiment gentilles."),
        ("Elle est toujours très heureux.", "Elle est toujours très heureuse."),
        ("La ville est devenue trop bruyant.", "La ville est devenue trop bruyante."),
        ("Le film était trop longue.", "Le film était trop long."),
    ),
    right=(
        "Ma sœur et mon frère sont grands.",
        "La plupart sont contents.",
        "La photo de mon frère est belle.",
        "Elle est fort jolie.",
        "La jupe est bleu marine.",
        "La plage, c'est beau.",
        "Ma voisine est médecin.",
        "Elle a l'air content.",
        "Une partie des gens est partie.",
        "Ma tante est prof.",
        "Elle est bon public.",
    ),
)
def predicate(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        sub = g.subject
        if sub is None or g.lemma not in _LINKING or g.inverted or g.clitics:
            continue
        gender = _subject_gender(s, sub, g.verb)
        if not gender:
            continue
        k = g.lexical.i + 1
        while s.at(k).pos == "ADV" and s.at(k).norm not in ("tout", "ce", "comme"):
            k += 1
        first = last = s.at(k)
        new = _attribute(s, first, gender, g.person)
        after = s.after(first)
        if not new or after.pos in ("ADJ", "NOUN", "PROPN", "VERB"):
            continue
        text = new
        if after.norm == "et" and s.after(after).pos == "ADJ":
            second = s.after(after)
            other = _attribute(s, second, gender, g.person)
            if s.after(second).pos not in ("NOUN", "ADJ") and other:
                last, text = second, f"{new} et {other}"
        if text != s.slice(first, last).lower():
            yield say(s, first, last, text, subject=sub.text)


def _subject_gender(s: Sentence, sub: Tok, verb: Tok) -> str:
    if sub.norm in ("elle", "elles"):
        return "f" if s.at(sub.i - 1).norm not in ("et", "ou") else ""
    if sub.norm in ("il", "ils"):
        return "m" if sub.norm == "ils" else ""
    if sub.pos != "NOUN" or sub.lemma in _COLLECTIVE:
        return ""
    between = s.tokens[sub.i + 1 : verb.i]
    if any(t.norm in ("et", "ou", "ni", ",") for t in between) or s.at(sub.i - 1).norm == "et":
        return ""
    det = s.at(sub.i - 1) if s.at(sub.i - 1).pos == "DET" else s.at(sub.i - 2)
    gender = noun_gender(sub)
    said = {True: "f", False: "m"}.get(det.norm in _FEMININE_ONLY, "")
    if det.norm in _FEMININE_ONLY | _MASCULINE_ONLY and said != gender:
        return ""
    return gender if det.pos == "DET" else ""


def _attribute(s: Sentence, t: Tok, gender: str, person: str) -> str:
    m = t.as_pos("ADJ")
    if m is None or t.pos != "ADJ" or t.norm in _NO_ADJECTIVE or m.gender not in ("m", "f"):
        return ""
    if t.as_pos("NOUN") and t.as_pos("NOUN") is t.best:
        return ""
    if m.gender == gender:
        return t.lower
    number = "p" if person == "3p" else "s"
    return s.lexicon.inflect(m.lemma, "ADJ", gender, number)


@rule(
    id="adj_agreement.tout",
    level=Level.A2,
    reference="Tout, toute, tous, toutes s'accordent avec le nom : toute la famille.",
    fr="« tout » s'accorde avec « {noun} » : « {say} ».",
    en="“tout” agrees with “{noun}”: “{say}”.",
    triggers=frozenset({"tout", "toute", "tous", "toutes"}),
    wrong=(
        ("Tout la famille est là.", "Toute la famille est là."),
        ("Il fait toute le travail.", "Il fait tout le travail."),
        ("Tous les filles sont parties.", "Toutes les filles sont parties."),
        ("J'ai lu toutes les romans.", "J'ai lu tous les romans."),
    ),
    right=(
        "Il sait tout, la vérité et le reste.",
        "Tous les gens sont là.",
        "Toute ma vie.",
        "J'ai mangé tout le gâteau.",
        "Elle est toute mon enfance.",
        "On a tous la même idée.",
        "Avant tout les clés, après le sac.",
        "J'aime pas du tout la viande.",
        "Ils ont tous les mains sales.",
    ),
)
def tout(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("tout", "toute", "tous", "toutes") or t.locution:
            continue
        before, det, noun = s.at(t.i - 1), s.after(t), s.after(t, 2)
        gender = noun_gender(noun)
        if det.norm not in _DEFINITE or not gender or noun.pos != "NOUN":
            continue
        if noun.lemma in _COLLECTIVE or before.pos in ("ADP", "PRON") or before.norm == "du":
            continue
        floats = before.finite or before.participle or before.norm in ("nous", "vous", "pas")
        if floats and not (t.norm in ("toute", "toutes") and gender == "m"):
            continue
        several = det.norm in ("les", "mes", "tes", "ses", "ces", "nos", "vos", "leurs")
        agreed = det.norm not in (_MASCULINE_ONLY if gender == "f" else _FEMININE_ONLY)
        forms = ("tous", "toutes") if several else ("tout", "toute")
        form = forms[gender == "f"]
        if t.norm != form and agreed:
            yield say(s, t, t, form, noun=noun.text)


_DEFINITE = wordlist(
    "le la les mon ma mes ton ta tes son sa ses ce cette ces notre nos votre vos leur leurs"
)
