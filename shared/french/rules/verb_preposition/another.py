"""The preposition before a noun: another one."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.governing import (
    TONIC,
    noun_after,
    other_preposition,
    plain,
    prepositions,
    timed,
    verb_tokens,
    with_preposition,
)
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.government import (
    ADJECTIVES,
    ENTERED,
    GAMES,
    INSTRUMENTS,
    REFLEXIVE,
    WRONG_BEFORE_INDIRECT,
)
from shared.french.words.people import PEOPLE


@rule(
    id="verb_preposition.other",
    level=Level.B1,
    reference="Dépendre de, s'intéresser à, participer à, penser à, rêver de…",
    fr="On dit « {verb} {due} » : « {say} ».",
    en="Say “{verb} {due}”: “{say}”.",
    triggers=frozenset(WRONG_BEFORE_INDIRECT) | frozenset(REFLEXIVE),
    wrong=(
        ("Ça dépend sur le prix.", "Ça dépend du prix."),
        ("Je m'intéresse dans la politique.", "Je m'intéresse à la politique."),
        ("Il participe dans un tournoi.", "Il participe à un tournoi."),
        ("J'ai rêvé avec toi.", "J'ai rêvé de toi."),
        ("On a parlé sur le film.", "On a parlé du film."),
        ("Je pense sur mon avenir.", "Je pense à mon avenir."),
        ("Tu te souviens à Paul ?", "Tu te souviens de Paul ?"),
        ("Elle s'occupe avec ses enfants.", "Elle s'occupe de ses enfants."),
        ("Je me souviens la maison.", "Je me souviens de la maison."),
        ("Je me souviens mon premier jour.", "Je me souviens de mon premier jour."),
        ("Il s'intéresse le sport.", "Il s'intéresse au sport."),
    ),
    right=(
        "Ce qui m'intéresse dans ce métier, c'est le contact.",
        "On a parlé avec Paul.",
        "Je pense à toi.",
        "Il dépend de sa mère.",
        "Je suis là pour penser.",
        "Je participe en tant que bénévole.",
        "Il s'occupe bien.",
        "Je m'en occupe à midi.",
        "On rêve à deux.",
        "Je me souviens pas.",
        "je me souviens la semaine dernière il a plu",
        "Elle s'est mariée le samedi.",
        "Il parle sur un ton bizarre.",
        "Je me sers un verre.",
        "Je me souviens que c'était bien.",
    ),
)
def other(s: Sentence) -> Iterator[Hit]:
    for tok, verb, prep in verb_tokens(s, frozenset(WRONG_BEFORE_INDIRECT) | frozenset(REFLEXIVE)):
        reflexive = _reflexive(s, tok)
        known = REFLEXIVE if reflexive else WRONG_BEFORE_INDIRECT
        if verb not in known or s.at(tok.i - 1).norm in ("en", "y") or prep.i < 0:
            continue
        due, odd = known[verb]
        if prep.norm in prepositions(*odd) and prep.norm != "des" and _noun_like(s, prep):
            if not _otherwise(s, verb, prep):
                yield from other_preposition(s, prep, due, verb=verb, due=due)
        elif reflexive and verb in ("souvenir", "intéresser", "occuper", "moquer", "habituer"):
            noun = noun_after(s, prep.i)
            plainly = prep.norm not in ("du", "des", "tout", "toute", "tous", "au", "aux")
            first = verb == "souvenir" and s.after(prep).lemma == "premier"
            if plainly and prep.pos == "DET" and noun and (first or not timed(s, noun)):
                yield from with_preposition(s, prep, due, verb=verb, due=due)


def _reflexive(s: Sentence, tok: Tok) -> bool:
    k = tok.i - 1
    while s.at(k).pos in ("AUX", "ADV") or s.at(k).norm in ("y", "en", "pas"):
        k -= 1
    pronoun = s.at(k)
    hung = s.after(tok).hung and s.after(tok).norm in ("toi", "vous", "nous")
    subject = s.at(k - 2) if s.at(k - 1).norm == "ne" else s.at(k - 1)
    others = subject.norm in _THIRD or subject.pos in ("NOUN", "PROPN")
    if pronoun.norm in ("me", "te") and others:
        return False  # "ce qui m'intéresse dans ce métier"
    return (
        hung
        or pronoun.norm in ("me", "te", "se")
        or (pronoun.norm in ("nous", "vous") and s.at(k - 1).norm == pronoun.norm)
    )


_THIRD = wordlist("qui ça cela ce il elle on ils elles rien tout")


def _noun_like(s: Sentence, prep: Tok) -> bool:
    following = s.after(prep)
    tonic = following.norm in TONIC | {"ça", "quoi", "cela"}
    return tonic or noun_after(s, prep.i + 1) is not None


def _otherwise(s: Sentence, verb: str, prep: Tok) -> bool:
    """Whether the preposition belongs to place, company or manner, and not to the verb."""
    noun = noun_after(s, prep.i + 1)
    lemma = noun.lemma if noun else ""
    if noun is not None and timed(s, noun):
        return True
    if verb in ("parler", "rire") and lemma in ("ton", "place", "scène", "téléphone", "toit"):
        return True
    if plain(prep) == "avec" and verb in ("profiter", "occuper", "obéir"):
        return verb == "profiter" and lemma in PEOPLE
    if verb == "occuper" and plain(prep) in ("pour", "à", "sur"):
        return True
    if verb == "compter" and plain(prep) in ("à", "en", "avec"):
        return lemma not in PEOPLE and s.after(prep).norm not in TONIC
    if verb in ("participer", "assister", "contribuer") and plain(prep) in ("en", "de", "pour"):
        return True
    if verb == "penser" and plain(prep) == "de":
        # "que penses-tu de lui", "ce que je pense de toi", "penser du bien de"
        asked = {"que", "quoi", "en", "ce", "bien", "mal"} & {t.norm for t in s.tokens}
        return bool(asked) or "?" in s.text or prep.norm in ("du", "des")
    if verb == "téléphoner":
        return lemma not in PEOPLE or plain(prep) == "pour"
    if verb == "réfléchir" or verb == "appartenir" or verb == "consister":
        return lemma in ("façon", "manière", "sorte", "côté")
    return verb in ("profiter", "rire", "rêver", "répondre", "dépendre") and (
        plain(prep) == "à" and lemma not in PEOPLE and verb != "dépendre"
    )


@rule(
    id="verb_preposition.adjective",
    level=Level.B1,
    reference="Amoureux de, fier de, responsable de, intéressé par, différent de…",
    fr="On dit « {adjective} {due} » : « {say} ».",
    en="Say “{adjective} {due}”: “{say}”.",
    triggers=frozenset(ADJECTIVES) | {"intéresser", "marier", "décevoir", "passionner"},
    wrong=(
        ("Il est amoureux avec Julie.", "Il est amoureux de Julie."),
        ("Je suis intéressé dans l'histoire.", "Je suis intéressé par l'histoire."),
        ("Elle est fière à son fils.", "Elle est fière de son fils."),
        ("Je suis responsable pour la caisse.", "Je suis responsable de la caisse."),
        ("Il est différent que son frère.", "Il est différent de son frère."),
    ),
    right=(
        "Je suis content avec ou sans lui.",
        "Il est fier, à son âge.",
        "Elle est différente avec moi.",
        "Je suis nul à l'école.",
        "Il est content à Paris.",
        "C'est pareil que chez moi.",
    ),
)
def adjective(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        known = next((x for x in (tok.lemma, tok.norm, *_masculine(tok)) if x in ADJECTIVES), "")
        prep = s.after(tok)
        if not known or prep.norm not in prepositions(*ADJECTIVES[known][1]):
            continue
        if prep.norm == "des" or not _noun_like(s, prep):
            continue
        due = ADJECTIVES[known][0]
        noun = noun_after(s, prep.i + 1)
        place = noun is None or noun.lemma not in PEOPLE
        if plain(prep) in ("à", "en", "dans") and known in _PERSONAL and place:
            continue
        if noun is not None and (timed(s, noun) or noun.lemma == "force"):
            continue  # "mariée de dix ans" means "depuis"
        if s.after(prep).norm in ("ou", "et") or (known == "nul" and plain(prep) == "à"):
            continue
        yield from other_preposition(s, prep, due, adjective=tok.norm, due=due)


_PERSONAL = wordlist("content fier satisfait jaloux déçu amoureux conscient nul doué proche")


def _masculine(tok: Tok) -> Iterator[str]:
    for m in tok.readings:
        yield m.lemma


@rule(
    id="verb_preposition.play",
    level=Level.A2,
    reference="Jouer à un jeu, jouer d'un instrument.",
    fr="On joue à un jeu, on joue d'un instrument : « {say} ».",
    en="Jouer à a game, jouer de an instrument: “{say}”.",
    triggers=frozenset({"jouer"}),
    wrong=(
        ("Je joue le foot le samedi.", "Je joue au foot le samedi."),
        ("Elle joue la guitare.", "Elle joue de la guitare."),
        ("On joue les cartes.", "On joue aux cartes."),
        ("Il joue au piano.", "Il joue du piano."),
        ("Tu joues football ?", "Tu joues au football ?"),
        ("Je joue du tennis.", "Je joue au tennis."),
        ("Mon frère joue guitare.", "Mon frère joue de la guitare."),
        ("Il joue de violon.", "Il joue du violon."),
    ),
    right=(
        "Il joue un morceau.",
        "On joue le jeu.",
        "Il joue au foot.",
        "Il joue une carte importante.",
        "Elle joue la musique de son père.",
    ),
)
def play(s: Sentence) -> Iterator[Hit]:
    for _, _, following in verb_tokens(s, frozenset({"jouer"})):
        noun = noun_after(s, following.i) if following.pos in ("DET", "NOUN") else None
        prep = following if following.norm in ("à", "de", "avec", "dans", "sur") else None
        if prep is not None:
            noun = noun_after(s, prep.i + 1)
        if noun is None or noun.i > following.i + 2 or noun.norm == "jeu":
            continue
        game = noun.lemma in GAMES or noun.norm in GAMES
        due = "à" if game else "de" if noun.lemma in INSTRUMENTS else ""
        if due:
            yield from _played(s, following, noun, due)


def _played(s: Sentence, first: Tok, noun: Tok, due: str) -> Iterator[Hit]:
    best = noun.as_pos("NOUN")
    plural = bool(best and best.number == "p") or s.at(noun.i - 1).norm in ("les", "aux", "des")
    feminine = bool(best and best.gender == "f")
    article = "les" if plural else "la" if feminine else "le"
    right = {
        ("à", "les"): "aux",
        ("à", "le"): "au",
        ("à", "la"): "à la",
        ("de", "le"): "du",
        ("de", "la"): "de la",
        ("de", "les"): "des",
    }[due, article]
    if first is noun:
        yield say(s, noun, noun, f"{right} {noun.text}")
        return
    said = " ".join(t.norm for t in s.tokens[first.i : noun.i])
    if said in _PLAYED and said != right and not (said in ("un", "une") and due == "à"):
        yield say(s, first, s.at(noun.i - 1), right)


_PLAYED = frozenset(
    [
        *("le", "la", "les", "au", "aux", "à la", "du", "de la", "à le", "à les", "avec le"),
        *("avec la", "avec les", "sur le", "dans le", "dans la", "un", "une", "de", "à"),
    ]
)


@rule(
    id="verb_preposition.enter",
    level=Level.A2,
    reference="Entrer dans un lieu.",
    fr="On dit « entrer dans » : « {say} ».",
    en="Say “entrer dans”: “{say}”.",
    triggers=frozenset({"entrer"}),
    wrong=(
        ("Il est entré la maison.", "Il est entré dans la maison."),
        ("On peut entrer le musée ?", "On peut entrer dans le musée ?"),
    ),
    right=("Entre la maison et l'école, il y a un parc.", "J'ai entré le code."),
)
def enter(s: Sentence) -> Iterator[Hit]:
    for _, _, following in verb_tokens(s, frozenset({"entrer"})):
        noun = noun_after(s, following.i) if following.pos == "DET" else None
        if noun is not None and noun.lemma in ENTERED and following.norm not in ("au", "du"):
            yield from with_preposition(s, following, "dans")


@rule(
    id="verb_preposition.noun_complement",
    level=Level.A2,
    reference="Avoir besoin de, envie de, peur de + nom.",
    fr="On dit « avoir {noun} de » : « {say} ».",
    en="Say “avoir {noun} de”: “{say}”.",
    triggers=frozenset({"besoin", "envie", "peur", "horreur"}),
    wrong=(
        ("J'ai besoin un stylo.", "J'ai besoin d'un stylo."),
        ("Elle a peur les araignées.", "Elle a peur des araignées."),
        ("On a envie une glace.", "On a envie d'une glace."),
        ("Il a peur à son chef.", "Il a peur de son chef."),
    ),
    right=("J'ai peur la nuit.", "J'ai besoin d'un stylo.", "J'ai peur, le chien aboie."),
)
def noun_complement(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in ("besoin", "envie", "peur", "horreur"):
            continue
        had = any(m.lemma == "avoir" for k in range(1, 4) for m in s.after(tok, -k).readings)
        first = s.after(tok)
        noun = noun_after(s, first.i) if first.i >= 0 else None
        if had and first.pos == "DET" and noun is not None and not timed(s, noun):
            if first.norm not in ("du", "des", "de", "tout", "tous", "toute", "toutes"):
                yield from with_preposition(s, first, "de", noun=tok.norm)
        elif had and first.norm in ("à", "au", "aux") and noun_after(s, first.i + 1):
            target = noun_after(s, first.i + 1)
            if target is not None and target.lemma in PEOPLE:
                yield from other_preposition(s, first, "de", noun=tok.norm)
