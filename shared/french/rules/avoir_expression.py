"""avoir faim, avoir raison, avoir vingt ans; the question about age, and the weather."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.verbs import lemmas, person
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.avoir import NEVER_ETRE, PERSONS, WITH_ETRE_OTHERWISE
from shared.french.words.reflexives import BODY


def _avoir(s: Sentence, group: VerbGroup) -> str:
    who = person(group)
    return s.lexicon.inflect_verb("avoir", group.tense, who) if who else ""


def _etre_groups(s: Sentence) -> Iterator[tuple[VerbGroup, Tok]]:
    """Verb groups of être with what follows its adverbs, where the subject may be a person."""
    for group in s.groups:
        if group.subject is None or group.subject.norm in ("ce", "ça", "cela", "qui"):
            continue
        if not any(m.lemma == "être" for m in group.verb.readings) or group.participle:
            continue
        k = group.verb.i + 1
        while s.at(k).hung or s.at(k) in group.adverbs or s.at(k) is group.negation:
            k += 1
        yield group, s.at(k)


@rule(
    id="avoir_expression.state",
    level=Level.A1,
    reference="Avoir faim, soif, peur, sommeil, raison, besoin… : avoir + nom sans article.",
    fr="On dit « avoir {noun} », pas « être {noun} » : « {say} ».",
    en="French says “avoir {noun}”, not “être {noun}”: “{say}”.",
    triggers=NEVER_ETRE,
    wrong=(
        ("Je suis soif après le sport.", "J'ai soif après le sport."),
        ("Elle était peur des araignées.", "Elle avait peur des araignées."),
        ("Mes parents sont raison.", "Mes parents ont raison."),
        ("Nous sommes très faim ce midi.", "Nous avons très faim ce midi."),
        ("Es-tu besoin d'aide ?", "As-tu besoin d'aide ?"),
    ),
    right=(
        "Je suis mort de faim.",
        "C'est la faim qui me réveille.",
        "Elle est mal à l'aise.",
        "Il est sans pitié.",
        "J'ai très soif.",
        "On est mal assis.",
    ),
)
def state(s: Sentence) -> Iterator[Hit]:
    for group, noun in _etre_groups(s):
        if noun.norm in NEVER_ETRE - {"mal"}:
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, noun=noun.norm)


@rule(
    id="avoir_expression.luck",
    level=Level.A2,
    reference="Avoir de la chance.",
    fr="On dit « avoir de la chance » : « {say} ».",
    en="French says “avoir de la chance”: “{say}”.",
    triggers=frozenset({"chance"}),
    wrong=(("Je suis de la chance.", "J'ai de la chance."),),
    right=("C'est de la chance.", "Elle est de la région."),
)
def luck(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre_groups(s):
        if [tok.norm, s.after(tok).norm, s.after(tok, 2).norm] == ["de", "la", "chance"]:
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form)


@rule(
    id="avoir_expression.age",
    level=Level.A1,
    reference="L'âge : avoir + nombre + ans.",
    fr="Pour l'âge, on dit « avoir » : « {say} {age} ans ».",
    en="For age, French uses avoir: “{say} {age} ans”.",
    triggers=frozenset({"an"}),
    wrong=(
        ("Je suis trente ans.", "J'ai trente ans."),
        ("Ma sœur est 12 ans.", "Ma sœur a 12 ans."),
        ("Elle était vingt-deux ans à l'époque.", "Elle avait vingt-deux ans à l'époque."),
        ("Je fais vingt ans et je suis grecque.", "J'ai vingt ans et je suis grecque."),
    ),
    right=(
        "Le minimum est dix-huit ans.",
        "La durée est deux ans.",
        "Cela fait trois ans.",
        "J'ai trente ans.",
        "Il est mort à trente ans.",
        "Je fais trois ans de droit.",
        "Il fait trente ans, pas plus.",
    ),
)
def age(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        number, unit = s.after(group.verb), s.after(group.verb, 2)
        counted = number.pos == "NUM" and unit.lemma == "an" and ends(s.after(unit))
        # "il fait trente ans" is what he looks; nobody says so of himself.
        if group.lemma == "faire" and group.person in ("1s", "1p") and counted:
            form = s.lexicon.inflect_verb("avoir", group.tense, group.person)
            yield say(s, group.verb, group.verb, form, age=number.text)
    for group, number in _etre_groups(s):
        if number.pos != "NUM" or s.after(number).lemma != "an" or group.subject is None:
            continue
        if group.subject.norm in PERSONS or _person_noun(group.subject):
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, age=number.text)


def _person_noun(tok: Tok) -> bool:
    return tok.pos == "PROPN" or tok.lemma in _FAMILY


_FAMILY = wordlist(
    """père mère frère sœur fils fille cousin oncle tante grand-père grand-mère ami copain copine
    enfant bébé voisin mari femme homme garçon professeur prof mari collègue neveu nièce parent
    chien chat"""
)


@rule(
    id="avoir_expression.temperature",
    level=Level.A1,
    reference="Une personne a chaud ou froid ; une chose est chaude ; il fait froid.",
    fr="Une personne « a {noun} » : « {say} ».",
    en="People “have” {noun} in French: “{say}”.",
    triggers=WITH_ETRE_OTHERWISE,
    wrong=(
        ("Je suis froid, ferme la porte.", "J'ai froid, ferme la porte."),
        ("Tu es chaud ?", "Tu as chaud ?"),
    ),
    right=(
        "Il est froid avec tout le monde.",
        "Ce thé est chaud.",
        "Elle est froide.",
        "Je suis chaud pour sortir.",
        "Il est chaud, ce café.",
    ),
    confidence=0.8,
)
def temperature(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre_groups(s):
        if group.subject is None or group.subject.norm not in ("je", "tu", "nous", "vous"):
            continue
        following = s.after(tok)
        if tok.norm in WITH_ETRE_OTHERWISE and following.norm not in ("pour", "avec", "comme"):
            form = _avoir(s, group)
            if form:
                yield say(s, group.verb, group.verb, form, noun=tok.norm)


def _etre(s: Sentence) -> Iterator[tuple[VerbGroup, Tok]]:
    for group in s.groups:
        if "être" not in lemmas(group.verb) or group.participle is not None:
            continue
        k = group.verb.i + 1
        while s.at(k).hung or s.at(k) is group.negation or s.at(k) in group.adverbs:
            k += 1
        yield group, s.at(k)


@rule(
    id="avoir_expression.phrases",
    level=Level.A2,
    reference="Avoir mal à la tête, avoir l'air, avoir l'habitude, avoir le temps, le droit.",
    fr="On dit « avoir {noun} » : « {say} ».",
    en="French says “avoir {noun}”: “{say}”.",
    triggers=frozenset({"mal", "air", "habitude", "temps", "droit", "intention"}),
    wrong=(
        ("J'étais mal à la tête.", "J'avais mal à la tête."),
        ("Il est l'air fatigué.", "Il a l'air fatigué."),
        ("Je suis l'habitude de courir.", "J'ai l'habitude de courir."),
        ("Nous sommes pas le temps de jouer.", "Nous avons pas le temps de jouer."),
    ),
    right=(
        "Je suis mal à l'aise.",
        "L'important est le temps de repos.",
        "C'est l'air de la mer.",
        "C'est l'habitude de mon père.",
    ),
)
def phrases(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre(s):
        subject = group.subject
        if subject is None or subject.norm in ("ce", "ça", "cela", "qui"):
            continue
        k = group.verb.i + 1
        while s.at(k).i >= 0 and s.at(k).norm != "mal" and k < group.verb.i + 3:
            k += 1
        hurts = s.at(k).norm == "mal" and s.at(k + 1).norm in ("à", "au", "aux")
        part = s.at(k + 2) if s.at(k + 1).norm != "à" else s.at(k + 3)
        noun = s.after(tok)
        usual = tok.norm in ("l'", "le") and noun.norm in _PHRASES and subject.pos == "PRON"
        form = _avoir(s, group)
        if form and hurts and part.lemma in BODY | _PAINS:
            yield say(s, group.verb, group.verb, form, noun="mal")
        elif form and usual:
            then = s.after(noun)
            if then.norm == "de" or (noun.norm == "air" and then.can("ADJ")):
                yield say(s, group.verb, group.verb, form, noun=f"{tok.text}{noun.text}")


_PHRASES = wordlist("air habitude temps droit intention")
_PAINS = wordlist("ventre gorge cœur coeur estomac dos cou épaule poignet coude hanche gencive")


@rule(
    id="avoir_expression.how_old",
    level=Level.A1,
    reference="Quel âge as-tu ? J'ai vingt ans.",
    fr="Pour l'âge, on dit « avoir » : « {say} ».",
    en="For age, French uses avoir: “{say}”.",
    triggers=frozenset({"âge"}),
    wrong=(
        ("Quel âge es-tu ?", "Quel âge as-tu ?"),
        ("Tu es quel âge ?", "Tu as quel âge ?"),
        ("Quel âge est ton frère ?", "Quel âge a ton frère ?"),
        ("Quel âge est-ce que vous êtes ?", "Quel âge est-ce que vous avez ?"),
    ),
    right=("Quel est ton âge ?", "Quel âge est-ce qu'il a ?", "Quel âge est le meilleur ?"),
)
def how_old(s: Sentence) -> Iterator[Hit]:
    for group, tok in _etre(s):
        if group.subject is not None and group.subject.norm in ("ce", "ça", "qui"):
            continue
        before = {t.norm for t in s.tokens[: group.verb.i]}
        asked = {"quel", "âge"} <= before or (tok.norm == "quel" and s.after(tok).norm == "âge")
        pronoun = group.subject is not None and (group.subject.hung or group.subject.pos == "PRON")
        owned = pronoun or tok.norm in ("ton", "ta", "votre", "son", "sa")
        form = _avoir(s, group)
        if asked and owned and form and not (tok.norm == "quel" and group.inverted):
            yield say(s, group.verb, group.verb, form)


@rule(
    id="avoir_expression.years_old",
    level=Level.A1,
    reference="J'ai vingt ans, sans autre mot.",
    fr="On dit seulement « … ans ».",
    en="Just say “… ans”.",
    triggers=frozenset({"an"}),
    wrong=(("J'ai vingt ans vieux.", "J'ai vingt ans."),),
    right=("C'est un vin de vingt ans, vieux et bon.", "Il a vingt ans de plus."),
)
def years_old(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        following = s.after(tok)
        had = any(m.lemma == "avoir" for t in s.tokens[: tok.i] for m in t.readings)
        if had and tok.lemma == "an" and following.norm in ("vieux", "vieille", "âgé", "âgée"):
            yield delete(s, following, following)


@rule(
    id="avoir_expression.weather",
    level=Level.A1,
    reference="Le temps : il fait froid, il fait chaud.",
    fr="Pour le temps, on dit « il fait {noun} » : « {say} ».",
    en="For the weather, say “il fait {noun}”: “{say}”.",
    triggers=frozenset({"froid", "chaud", "frais"}),
    wrong=(
        ("Il est froid dehors.", "Il fait froid dehors."),
        ("Il était très chaud en été.", "Il faisait très chaud en été."),
        ("C'est froid aujourd'hui.", "Il fait froid aujourd'hui."),
    ),
    right=(
        "Le thé, il est froid.",
        "Il est froid avec moi.",
        "Il fait froid dehors.",
        "La soupe, c'est froid ce soir.",
        "C'est chaud, attention.",
    ),
)
def weather(s: Sentence) -> Iterator[Hit]:
    for group, _ in _etre(s):
        subject = group.subject
        k = group.verb.i + 1
        while s.at(k).pos == "ADV" and s.at(k).norm not in _WEATHER:
            k += 1
        if subject is None or subject.norm not in ("il", "ce") or s.at(k).norm not in _WEATHER:
            continue
        tonight = s.at(k + 1).norm == "ce" and s.at(k + 2).norm in ("matin", "soir")
        outside = tonight or s.at(k + 1).norm in ("dehors", "aujourd'hui", "ici", "là-bas")
        season = s.at(k + 1).norm in ("en", "au") and s.at(k + 2).norm in _SEASONS
        form = s.lexicon.inflect_verb("faire", group.tense, "3s")
        topic = subject.i > 2 and subject.norm == "il"
        if topic or any(t.text == "," for t in s.tokens[: subject.i]):
            continue
        if (outside or season) and form and subject.norm == "il":
            yield say(s, group.verb, group.verb, form, noun=s.at(k).norm)
        elif form and s.at(k + 1).norm in ("dehors", "aujourd'hui"):
            yield say(s, subject, group.verb, f"il {form}", noun=s.at(k).norm)


_WEATHER = wordlist("froid chaud frais")
_SEASONS = wordlist("été hiver automne printemps janvier février juillet août décembre")


@rule(
    id="avoir_expression.degree",
    level=Level.A2,
    reference="Avoir très faim, très peur : avec « très ».",
    fr="On dit « avoir très {noun} ».",
    en="Say “avoir très {noun}”.",
    triggers=frozenset({"beaucoup"}),
    wrong=(
        ("J'ai beaucoup faim.", "J'ai très faim."),
        ("Elle a beaucoup de soif.", "Elle a très soif."),
    ),
    right=("J'ai beaucoup de chance.", "J'ai très faim.", "On a beaucoup de besoins."),
)
def degree(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        last = s.after(tok) if s.after(tok).norm == "de" else tok
        noun = s.after(last)
        had = any(m.lemma == "avoir" for m in s.at(tok.i - 1).readings)
        if tok.norm == "beaucoup" and had and noun.norm in _DEGREES:
            yield say(s, tok, last, "très", noun=noun.norm)


_DEGREES = wordlist("faim soif peur froid chaud sommeil honte mal hâte")


@rule(
    id="avoir_expression.not_avoir",
    level=Level.A1,
    reference="Être d'accord, désolé, malade, content.",
    fr="On dit « être {noun} » : « {say} ».",
    en="French says “être {noun}”: “{say}”.",
    triggers=frozenset({"avoir"}),
    wrong=(
        ("J'ai d'accord avec toi.", "Je suis d'accord avec toi."),
        ("Il a malade depuis lundi.", "Il est malade depuis lundi."),
        ("J'ai désolé pour hier.", "Je suis désolé pour hier."),
    ),
    right=("J'ai un malade.", "On a le cœur content.", "Je l'ai désolé."),
)
def not_avoir(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if "avoir" not in lemmas(group.verb) or group.clitics or group.subject is None:
            continue
        k = group.verb.i + 1
        while s.at(k) is group.negation or s.at(k).norm in ("très", "vraiment", "trop"):
            k += 1
        tok = s.at(k)
        agreed = tok.norm == "de" and s.after(tok).norm == "accord"
        if agreed or tok.norm in _STATES:
            form = s.lexicon.inflect_verb("être", group.tense, person(group))
            if form:
                noun = "d'accord" if agreed else tok.text
                yield say(s, group.verb, group.verb, form, noun=noun)


_STATES = wordlist(
    "désolé désolée malade malades content contente contents triste heureux heureuse"
)
