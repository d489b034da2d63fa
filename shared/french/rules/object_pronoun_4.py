"""Object pronouns, continued: those left out, and those after prepositions and commands."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import (
    PRONOUN_SUBJECTS,
    ends,
    ends_or_time,
    rewrite,
)
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.time import UNITS

_TAKES_QUANTITY = wordlist(
    """acheter avoir manger boire prendre vouloir vendre voir lire connaître commander trouver
    perdre
    casser visiter préparer garder rester manquer essayer recevoir regarder donner mettre choisir
    cueillir apporter reprendre goûter utiliser posséder écrire"""
)
_AFTER_COUNT = frozenset(
    {"dans", "chez", "pour", "hier", "demain", "par", "ce", "déjà", "maintenant"}
)


@rule(
    id="object_pronoun.missing_en",
    level=Level.A2,
    reference="Un nombre sans nom demande « en » : j'en ai deux.",
    fr="Avec une quantité sans nom, il faut « en » : « {say} ».",
    en="A quantity without its noun needs “en”: “{say}”.",
    wrong=(
        ("J'ai trois.", "J'en ai trois."),
        ("Oui, elle a mangé deux ce matin.", "Oui, elle en a mangé deux ce matin."),
        ("Il y a beaucoup.", "Il y en a beaucoup."),
        ("On va acheter six demain.", "On va en acheter six demain."),
        ("Je veux un autre.", "J'en veux un autre."),
        ("J'ai deux et ils sont grands.", "J'en ai deux et ils sont grands."),
    ),
    right=(
        "J'ai trois frères.",
        "Il a dix ans.",
        "J'en ai deux.",
        "On est quatre.",
        "Je prends le deux.",
        "Elle a eu douze en maths.",
        "J'ai un peu mal.",
        "J'ai lu un peu hier.",
        "Il y en a beaucoup.",
        "Ça fait trois.",
        "J'ai vu un de tes amis.",
        "Tu as mangé un peu ?",
        "J'ai deux ou trois amis.",
    ),
    confidence=0.85,
)
def missing_en(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        verb = group.lexical
        host = group.verb
        lemma = group.lemma
        if group.infinitive is not None and lemma in ("vouloir", "aller", "pouvoir", "devoir"):
            verb = host = group.infinitive
            m = verb.infinitive
            lemma = m.lemma if m else ""
            if s.after(verb, -1).norm in ("le", "la", "l'", "les", "en"):
                continue
        elif any(c.norm != "y" for c in group.clitics) or group.subject is None:
            continue
        if lemma not in _TAKES_QUANTITY or group.inverted:
            continue
        number = s.after(verb)
        while number.norm in ("déjà", "encore", "seulement", "aussi", "pas"):
            number = s.after(number)
        if _bare_quantity(s, number, avoir=group.participle is None and lemma == "avoir"):
            yield insert(s, host, "en")


def _bare_quantity(s: Sentence, number: Tok, *, avoir: bool) -> bool:
    after = s.after(number)
    if number.norm in ("un", "une") and after.norm == "autre":
        return ends_or_time(s, s.after(after))
    closed = ends(after) and after.norm != "ou" and after.text not in ("…", "-", ":")
    if after.norm == "et":
        closed = s.after(after).norm in PRONOUN_SUBJECTS or s.after(after).norm == "ce"
    if number.norm in ("beaucoup", "plusieurs", "trop", "assez"):
        return closed and (avoir or number.norm == "plusieurs")
    if number.norm in ("un", "une"):
        return closed and after.text in (".", ",", "!")
    if avoir and number.norm not in _SMALL and not number.norm.isdigit():
        return False
    if not (NUMBER(number) and number.pos == "NUM") or number.norm in ("mille", "quelques"):
        return False
    if after.norm in _AFTER_COUNT or closed:
        return not (after.norm == "par" and s.after(after).lemma in UNITS and avoir)
    return False


_SMALL = wordlist("deux trois quatre cinq six sept huit neuf dix onze douze quinze")
_HABITS = wordlist("souvent toujours rarement parfois régulièrement demain hier aujourd'hui")


@rule(
    id="object_pronoun.missing_y",
    level=Level.A2,
    reference="Aller demande un lieu : j'y vais.",
    fr="« Aller » demande un lieu, ou « y » : « {say} ».",
    en="“Aller” needs a place, or “y”: “{say}”.",
    triggers=frozenset({"aller"}),
    wrong=(
        ("Oui, je vais souvent.", "Oui, j'y vais souvent."),
        ("Nous sommes allés hier.", "Nous y sommes allés hier."),
        ("Elle va tous les jours.", "Elle y va tous les jours."),
    ),
    right=(
        "Je vais bien.",
        "Ça va souvent mal.",
        "La ville où je vais souvent est loin.",
        "Je vais souvent au cinéma.",
        "À la piscine, je vais tous les jours.",
        "Tu vas souvent où ?",
        "J'irai demain.",
        "Comment elle va aujourd'hui ?",
        "Elle va toujours travailler.",
    ),
    confidence=0.8,
)
def missing_y(s: Sentence) -> Iterator[Hit]:
    if s.norms & {"où", "comment", "quand", "chez", "là", "ici", "ensemble", "combien"}:
        return
    for group in s.groups:
        if group.lemma != "aller" or group.clitics or group.infinitive or group.inverted:
            continue
        if group.tense in ("ind_fut", "cond") or group.subject is None:
            continue
        if group.subject.norm not in PRONOUN_SUBJECTS:
            continue
        if any(t.norm in ("à", "au", "aux", "en", "dans") for t in s.tokens[: group.verb.i]):
            continue
        after = s.after(group.lexical)
        if (after.norm in _HABITS and (ends(s.after(after)))) or (
            not ends(after) and ends_or_time(s, after) and _only_time(s, after)
        ):
            yield insert(s, group.verb, "y")


def _only_time(s: Sentence, tok: Tok) -> bool:
    k = tok.i
    while not ends(s.at(k)):
        if s.at(k).pos == "ADP" or s.at(k).norm in ("au", "aux"):
            return False
        k += 1
    return True


_PREPOSITIONS = wordlist("avec pour sans chez contre entre derrière devant de à")
_TONIC_OF = table("je=moi me=moi tu=toi te=toi il=lui ils=eux les=eux se=soi")


@rule(
    id="object_pronoun.after_preposition",
    level=Level.A2,
    reference="Après une préposition : moi, toi, lui, eux.",
    fr="Après une préposition, on dit « {say} ».",
    en="After a preposition, say “{say}”.",
    triggers=_PREPOSITIONS,
    wrong=(
        ("Elle vient avec je.", "Elle vient avec moi."),
        ("C'est un cadeau pour tu.", "C'est un cadeau pour toi."),
        ("On part sans il.", "On part sans lui."),
        ("Je dors chez ils.", "Je dors chez eux."),
        ("J'ai besoin de tu.", "J'ai besoin de toi."),
        ("Je pense à la souvent.", "Je pense à elle souvent."),
    ),
    right=(
        "Elle est pour, je crois.",
        "C'est pour te voir.",
        "Je suis allé à la",
        "Il est parti avec les clés.",
        "Sans les voir, je sais.",
    ),
)
def after_preposition(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in _TONIC_OF | _TONIC_OF_OBJECT or tok.hung or tok.elided:
            continue
        before, after = s.after(tok, -1), s.after(tok)
        often = after.norm in ("souvent", "toujours", "parfois", "beaucoup")
        if tok.norm in _TONIC_OF_OBJECT and not (often and before.norm in ("à", "avec", "chez")):
            continue
        if before.norm in _PREPOSITIONS and often and tok.norm in _TONIC_OF_OBJECT:
            yield say(s, tok, tok, _TONIC_OF_OBJECT[tok.norm])
        elif before.norm in _PREPOSITIONS and ends(after) and after.text != "…":
            yield say(s, tok, tok, _TONIC_OF[tok.norm])


_TONIC_OF_OBJECT = table("le=lui la=elle les=eux")
"""Only before an adverb: a sentence may be broken off after "avec le"."""


_STRONG = table("me=moi te=toi le=le la=la les=les lui=lui leur=leur nous=nous vous=vous y=y en=en")
_WEAK = table("moi=me toi=te le=le la=la les=les lui=lui leur=leur nous=nous vous=vous y=y en=en")
_ORDER = {"le": 0, "la": 0, "les": 0, "moi": 1, "toi": 1, "lui": 1, "leur": 1, "nous": 1}


@rule(
    id="object_pronoun.negative_imperative",
    level=Level.A2,
    reference="À l'impératif négatif, le pronom se place devant le verbe.",
    fr="Avec la négation, le pronom passe devant le verbe : « {say} ».",
    en="In the negative, the pronoun goes before the verb: “{say}”.",
    triggers=frozenset({"ne"}),
    wrong=(
        ("Ne regarde-moi pas comme ça.", "Ne me regarde pas comme ça."),
        ("Ne touche-le pas !", "Ne le touche pas !"),
        ("Ne donnez-lui pas mon numéro.", "Ne lui donnez pas mon numéro."),
        ("N'attends-moi pas.", "Ne m'attends pas."),
    ),
    right=("Ne me regarde pas.", "N'est-ce pas ?", "Ne peut-on pas sortir ?", "Ne viens-tu pas ?"),
)
def negative_imperative(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb, hung = s.after(tok), s.after(tok, 2)
        if tok.norm != "ne" or not verb.any_verb("imp", "ind_pres") or hung.norm not in _WEAK:
            continue
        if hung.hung and hung.norm in ("nous", "vous") and s.after(tok, 3).norm != "pas":
            continue
        loose = hung.norm in ("moi", "toi") and not hung.hung
        if not (hung.hung or loose) or (hung.norm in ("nous", "vous") and s.text.endswith("?")):
            continue
        yield rewrite(s, tok, hung, ["ne", _WEAK[hung.norm], verb.text])


@rule(
    id="object_pronoun.imperative",
    level=Level.A2,
    reference="À l'impératif affirmatif, le pronom suit le verbe : donne-moi, prends-le.",
    fr="À l'impératif, le pronom suit le verbe : « {say} ».",
    en="In a command, the pronoun follows the verb: “{say}”.",
    wrong=(
        ("Me donne ton cahier, s'il te plaît.", "Donne-moi ton cahier, s'il te plaît."),
        ("M'appelle ce soir !", "Appelle-moi ce soir !"),
        ("Lui dites la vérité.", "Dites-lui la vérité."),
        ("Donne-moi-le.", "Donne-le-moi."),
        ("Donne-moi-en deux.", "Donne-m'en deux."),
        ("Donne-me le sel.", "Donne-moi le sel."),
        ("écoute me bien", "écoute-moi bien"),
    ),
    right=(
        "M'embête pas !",
        "Te fais pas de souci.",
        "Lui, il dit la vérité.",
        "Leur maison est belle.",
        "Donne-le-moi.",
        "Donnez-m'en deux.",
        "Me parle plus comme ça.",
        "Dis-moi, en fait tu viens ?",
    ),
)
def imperative(s: Sentence) -> Iterator[Hit]:
    first, verb = s.at(0), s.at(1)
    if (
        first.norm in ("me", "lui", "leur")
        and not first.hung
        and verb.any_verb("imp")
        and (first.norm == "me" or not verb.can("NOUN"))
        and not {"pas", "plus", "jamais", "rien"} & s.norms
        and not s.text.endswith("?")
        and any(m.tense == "imp" and m.person[:2] in ("2s", "2p") for m in verb.readings)
    ):
        yield rewrite(s, first, verb, [f"{verb.text}-{_STRONG[first.norm]}"])
    yield from _without_hyphen(s)
    for tok in s:
        one, two = s.after(tok), s.after(tok, 2)
        if tok.norm.endswith(("-me", "-te")) and not tok.known:
            yield say(s, tok, tok, f"{tok.text[:-2]}{_STRONG[tok.norm[-2:]]}")
        if not one.hung or not tok.any_verb("imp"):
            continue
        if not two.hung:
            continue
        if one.norm in ("moi", "toi") and two.norm in ("en", "y"):
            yield rewrite(s, tok, two, [f"{tok.text}-{one.norm[0]}'{two.norm}"])
        elif one.norm in ("moi", "lui", "leur") and two.norm in ("le", "la", "les"):
            yield rewrite(s, tok, two, [f"{tok.text}-{two.norm}-{one.norm}"])


def _without_hyphen(s: Sentence) -> Iterator[Hit]:
    """Mend "écoute me bien", as a recognizer writes it."""
    verb, pronoun, following = s.at(0), s.at(1), s.at(2)
    told = verb.any_verb("imp") and verb.only("VERB", "AUX", "NOUN")
    loose = pronoun.norm == "me" and not pronoun.elided and not pronoun.hung
    if told and loose and not following.any_verb() and following.norm not in ("voilà", "voici"):
        yield say(s, verb, pronoun, f"{verb.text}-moi")
