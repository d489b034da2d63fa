"""An adjective takes its noun's gender and number."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.adjectives import BEFORE_NOUN, ORDINALS


def _wrong_form(s: Sentence, adjective: Tok, gender: str, *, plural: bool) -> str:
    """The adjective in a gender and number, if it was said in the other gender; or empty."""
    readings = [m for m in adjective.readings if m.pos == "ADJ"]
    if not readings or any(m.gender in (gender, "e", "") for m in readings):
        return ""
    return s.lexicon.inflect(readings[0].lemma, "ADJ", gender, "p" if plural else "s")


@rule(
    id="adj_agreement.noun_phrase",
    level=Level.A1,
    reference="L'adjectif s'accorde avec le nom : une grande ville, un grand lac.",
    fr="« {noun} » est un nom {genre} : on dit « {say} ».",
    en="“{noun}” is a {gender} noun: say “{say}”.",
    wrong=(
        ("J'habite une ville très intéressant.", "J'habite une ville très intéressante."),
        ("Elle porte une jupe vert.", "Elle porte une jupe verte."),
        ("J'ai une petit sœur.", "J'ai une petite sœur."),
        ("Je trouve cette robe trop court.", "Je trouve cette robe trop courte."),
        ("C'est un homme sérieuse.", "C'est un homme sérieux."),
        ("C'est une rue calme et vert.", "C'est une rue calme et verte."),
        ("J'ai une nouveau voisine.", "J'ai une nouvelle voisine."),
    ),
    right=(
        "Il est rentré à la maison content.",
        "Une robe bleu foncé.",
        "Un verre de limonade frais.",
        "Elle passe la journée seule.",
        "Une grand-mère très drôle.",
        "Il parle une langue étrangère.",
        "La mode masculine change.",
        "Ma mère dit toujours non.",
        "Ma sœur fait souvent du sport.",
        "Elle porte une jupe courte et bleu marine.",
        "Il habite une ville riche et beau quartier.",
    ),
)
def noun_phrase(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        noun, det = phrase.noun, phrase.determiner
        gender = noun_gender(noun) if noun.pos == "NOUN" else ""
        if not gender or det is None or not _agrees(det, gender):
            continue
        genre, english = ("féminin", "feminine") if gender == "f" else ("masculin", "masculine")
        joined = _joined(s, phrase)
        for adjective in (*phrase.before, *phrase.after[:1], *joined):
            if adjective.text[:1].isupper() and adjective.i > 0:
                continue  # "madame Roux"
            own = adjective in joined or _its_own(s, phrase, adjective)
            if adjective.i > noun.i and not own:
                continue
            # "l'expert estime": adjective and noun may be noun and verb.
            lemmas = {m.lemma for m in adjective.readings}
            if adjective.i < noun.i and adjective.can("NOUN") and not lemmas & _BEFORE:
                continue
            if adjective.i < noun.i and noun.can("ADJ") and not lemmas & BEFORE_NOUN:
                continue
            form = _wrong_form(s, adjective, gender, plural=phrase.plural)
            if form and form != adjective.lower:
                slots = {"noun": noun.text, "genre": genre, "gender": english}
                yield say(s, adjective, adjective, form, **slots)


def _joined(s: Sentence, phrase: NounPhrase) -> tuple[Tok, ...]:
    """The adjective of "une rue calme et vert" that "et" joins to the first, if the phrase ends."""
    if not phrase.after:
        return ()
    link = s.after(phrase.after[-1])
    adjective, following = s.after(link), s.after(link, 2)
    closed = (
        following.i < 0 or following.pos in ("PUNCT", "SCONJ", "CCONJ") or following.norm == "où"
    )
    joined = link.norm == "et" and adjective.can("ADJ") and adjective.only("ADJ", "NOUN")
    return (adjective,) if joined and closed else ()


_BEFORE = BEFORE_NOUN | ORDINALS | {"dernier", "prochain", "long", "haut"}


def _agrees(det: Tok, gender: str) -> bool:
    """Whether the determiner does not show the other gender (then more is wrong)."""
    genders = {m.gender for m in det.readings if m.pos == "DET"}
    return not genders or bool(genders & {gender, "e", ""})


_OF_SUBJECT = wordlist(
    """seul content heureux furieux ivre mort malheureux inquiet surpris fatigué déçu premier
    dernier tout nu assis debout vivant triste joyeux confiant fier bon fort haut bas
    droit net court clair foncé marine fin frais faux juste cher même tel demi bleu vert
    gris brun rouge public standard super possible mini maxi type sport"""
)
"""What may say something of the subject, stand as an adverb, or belong to a shade."""
_SURE_AFTER_DEGREE = wordlist("court cher haut bas fort fier triste content heureux clair frais")


def _its_own(s: Sentence, phrase: NounPhrase, adjective: Tok) -> bool:
    """Whether an adjective after the noun is about this noun."""
    before = s.at(phrase.first.i - 1)
    if before.norm in _JOINING and any(t.noun for t in s.tokens[max(0, before.i - 3) : before.i]):
        return False  # "un verre de limonade frais": it may belong to what came before
    lemmas = {m.lemma for m in adjective.readings if m.pos == "ADJ"}
    degree = s.at(adjective.i - 1).norm in ("trop", "très")
    colour = lemmas & {"vert", "gris", "brun"} and not s.after(adjective).can("ADJ")
    if lemmas & _OF_SUBJECT and not colour and not (degree and lemmas & _SURE_AFTER_DEGREE):
        return False
    return adjective.pos == "ADJ" and not adjective.can("ADV") and not adjective.can("PROPN")


@rule(
    id="adj_agreement.predicate",
    level=Level.A1,
    reference="L'adjectif attribut s'accorde avec le sujet : la ville est belle.",
    fr="L'adjectif s'accorde avec « {noun} » : « {say} ».",
    en="The adjective agrees with “{noun}”: “{say}”.",
    triggers=wordlist("être devenir sembler paraître rester"),
    wrong=(
        ("Le nourriture est bon ici.", "Le nourriture est bonne ici."),
        ("Ma valise est trop lourd.", "Ma valise est trop lourde."),
        ("Les plages sont très beaux.", "Les plages sont très belles."),
        ("Ma rue est calme et long.", "Ma rue est calme et longue."),
        ("Ma ville natale est très ancien.", "Ma ville natale est très ancienne."),
    ),
    right=(
        "Ma mère est professeur.",
        "Sa femme est grand reporter.",
        "Une partie du public est content.",
        "Cette robe est marron.",
        "La plupart sont contents.",
    ),
)
def predicate(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        noun = group.subject
        if noun is None or noun.pos != "NOUN" or group.lemma not in _COPULAS:
            continue
        gender = noun_gender(noun)
        described = s.tokens[noun.i + 1 : group.first.i]
        if not gender or any(t.pos != "ADJ" for t in described) or s.at(noun.i - 1).pos != "DET":
            continue
        if s.at(noun.i - 2).norm in ("de", "à", "du", "en", "et", "ou", "des"):
            continue
        k = group.verb.i + 1
        while s.at(k) is group.negation or s.at(k) in group.adverbs:
            k += 1
        if s.at(k).pos == "ADJ" and s.at(k + 1).norm == "et" and not s.at(k + 3).is_word:
            k += 2 if not _wrong_form(s, s.at(k), gender, plural=False) else 0
        adjective, following = s.at(k), s.at(k + 1)
        if adjective.pos != "ADJ" or following.pos in ("NOUN", "ADJ", "PROPN", "DET"):
            continue
        form = _wrong_form(s, adjective, gender, plural=group.person == "3p")
        if form and form != adjective.lower and noun.lemma not in ("plupart", "personne"):
            yield say(s, adjective, adjective, form, noun=noun.text)


_COPULAS = wordlist("être devenir sembler paraître rester")


_JOINING = wordlist("de à en du des et ou au avec sans pour")
_BEFORE_VOWEL = table("beau=bel nouveau=nouvel vieux=vieil")


@rule(
    id="adj_agreement.before_vowel",
    level=Level.A2,
    reference="Bel, nouvel, vieil devant une voyelle : un bel hôtel.",
    fr="Devant une voyelle, on dit « {say} ».",
    en="Before a vowel sound, say “{say}”.",
    triggers=frozenset(_BEFORE_VOWEL),
    wrong=(
        ("C'est un beau hôtel.", "C'est un bel hôtel."),
        ("Il a un nouveau ordinateur.", "Il a un nouvel ordinateur."),
        ("Un vieux ami m'a écrit.", "Un vieil ami m'a écrit."),
    ),
    right=("C'est beau ici.", "Un beau héros.", "Le nouveau habite ici.", "De vieux amis."),
)
def before_vowel(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = s.after(t)
        if t.norm not in _BEFORE_VOWEL or not noun.noun or not vowel_sound(noun.lower):
            continue
        singular = noun.noun.number == "s" and s.at(t.i - 1).norm in _ONE
        if singular and "m" in {m.gender for m in noun.readings if m.pos == "NOUN"}:
            yield say(s, t, t, _BEFORE_VOWEL[t.norm])


_ONE = wordlist("un le ce mon ton son notre votre leur du au quel chaque")


@rule(
    id="adj_agreement.tout",
    level=Level.A1,
    reference="Tout le jour, toute la nuit, tous les garçons, toutes les filles.",
    fr="« Tout » s'accorde avec le nom : « {say} ».",
    en="“tout” agrees with the noun: “{say}”.",
    triggers=wordlist("tout toute tous toutes"),
    wrong=(
        ("J'ai travaillé tout la journée.", "J'ai travaillé toute la journée."),
        ("Toute le monde est là.", "Tout le monde est là."),
        ("Tous les filles rient.", "Toutes les filles rient."),
        ("J'ai mangé toute le gâteau.", "J'ai mangé tout le gâteau."),
    ),
    right=("Tous les élèves sont là.", "Tout la gêne.", "Elles ont toutes les clés."),
)
def tout(s: Sentence) -> Iterator[Hit]:
    for t in s:
        det, noun = s.after(t), s.after(t, 2)
        if t.norm not in _TOUT or not noun.noun or noun.any_verb("inf"):
            continue
        if s.at(t.i - 1).norm in ("après", "du", "de", "avant", "pas"):
            continue  # "pas du tout la même chose", "après tout"
        gender, shown = noun_gender(noun), _SHOWS.get(det.norm)
        if not gender or shown is None or shown[0] not in (gender, "e"):
            continue
        said = _TOUT[t.norm]
        if said[0] != gender and said[1] == shown[1]:
            yield say(s, t, t, {v: k for k, v in _TOUT.items()}[(gender, said[1])])


_TOUT = {"tout": ("m", "s"), "toute": ("f", "s"), "tous": ("m", "p"), "toutes": ("f", "p")}
_SHOWS = {
    "le": ("m", "s"), "ce": ("m", "s"), "la": ("f", "s"), "ma": ("f", "s"), "cette": ("f", "s"),
    "l'": ("e", "s"), "mon": ("e", "s"), "les": ("e", "p"), "mes": ("e", "p"), "ces": ("e", "p"),
}  # fmt: skip


@rule(
    id="adj_agreement.something",
    level=Level.B1,
    reference="Quelque chose de beau, rien de nouveau : adjectif au masculin.",
    fr="Après « {word} de », l'adjectif est au masculin : « {say} ».",
    en="After “{word} de” the adjective is masculine: “{say}”.",
    triggers=wordlist("chose rien quoi quelqu'un"),
    wrong=(
        ("J'ai vu quelque chose de belle.", "J'ai vu quelque chose de beau."),
        ("Il n'y a rien de nouvelle.", "Il n'y a rien de nouveau."),
    ),
    right=("Quelque chose de bon.", "Rien de grave.", "Quelqu'un de gentil.", "Rien de telle."),
)
def something(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("chose", "rien", "quoi") or s.after(t).norm != "de":
            continue
        if t.norm == "chose" and s.at(t.i - 1).norm != "quelque":
            continue
        adjective = s.after(t, 2)
        if adjective.norm in ("très", "plus", "vraiment"):
            adjective = s.after(adjective)
        form = _wrong_form(s, adjective, "m", plural=False)
        if form and adjective.norm not in ("telle",) and not adjective.can("ADV"):
            yield say(s, adjective, adjective, form, word=t.text)


@rule(
    id="adj_agreement.plural_aux",
    level=Level.A2,
    reference="-al, -aux : des journaux locaux.",
    fr="Au pluriel, « -al » devient « -aux » : « {say} ».",
    en="The plural of -al is -aux: “{say}”.",
    wrong=(("Les journaux locals sont gratuits.", "Les journaux locaux sont gratuits."),),
    right=("Des résultats finals.", "Les bals sont finis.", "Ils sont fatals."),
)
def plural_aux(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if not t.norm.endswith("als") or t.known:
            continue
        readings = s.lexicon.analyses(t.norm[:-1])
        if any(m.pos in ("ADJ", "NOUN") for m in readings):
            yield say(s, t, t, f"{t.norm[:-2]}ux")
