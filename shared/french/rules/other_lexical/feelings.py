"""What causes a feeling, who has it, and who looks it."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.false_friend.listed import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.people import PEOPLE
from shared.french.words.verb_choice import FEELINGS, LOOKS


@rule(
    id="other_lexical.make_happy",
    level=Level.B1,
    reference="Rendre + adjectif : ça me rend triste.",
    fr="Avec un adjectif, on dit « rendre » : « {say} ».",
    en="With an adjective, use “rendre”: “{say}”.",
    triggers=frozenset({"faire"}),
    wrong=(
        ("Ça me fait triste.", "Ça me rend triste."),
        ("Cette histoire m'a fait très triste.", "Cette histoire m'a rendu très triste."),
    ),
    right=("Ça me fait plaisir.", "Ça fait cher.", "Il fait jeune.", "Il me fait un peu peur."),
)
def make_happy(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        after = s.after(group.lexical)
        while after.norm in ("pas", "très", "trop", "si", "vraiment", "tellement", "plus"):
            after = s.after(after)
        if group.lemma == "faire" and group.clitics and after.norm in FEELINGS:
            if group.clitics[-1].norm in ("en", "y", "lui", "leur") or group.reflexive:
                continue
            form = inflected(s, group.lexical, "rendre")
            if form:
                yield say(s, group.lexical, group.lexical, form)


@rule(
    id="other_lexical.look_tired",
    level=Level.A2,
    reference="Avoir l'air + adjectif.",
    fr="Pour l'apparence, on dit « {say} ».",
    en="For how someone looks, say “{say}”.",
    triggers=frozenset({"regarder", "voir"}),
    wrong=(
        ("Tu regardes fatigué.", "Tu as l'air fatigué."),
        ("Elle regarde très contente.", "Elle a l'air très contente."),
    ),
    right=("Tu regardes trop la télé.", "Il regarde, fatigué, la mer."),
)
def look_tired(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m, after = tok.verb(), s.after(tok)
        if after.norm in ("très", "trop", "si", "vraiment"):
            after = s.after(after)
        if m is None or m.lemma != "regarder" or after.norm not in LOOKS | FEELINGS:
            continue
        form = inflected(s, tok, "avoir l'air")
        if form:
            yield say(s, tok, tok, form)


@rule(
    id="other_lexical.miss_someone",
    level=Level.A2,
    reference="Ma famille me manque : celui qui est absent est le sujet.",
    fr="Celui qui est loin est le sujet : « {say} ».",
    en="Whoever is far away is the subject: “{say}”.",
    triggers=frozenset({"manquer"}),
    wrong=(
        ("Je manque ma famille.", "Ma famille me manque."),
        ("Je manque beaucoup mes parents.", "Mes parents me manquent beaucoup."),
        ("On est loin et elle manque ses amis.", "On est loin et ses amis lui manquent."),
        ("Je manque toi.", "Tu me manques."),
        ("Je manque lui beaucoup.", "Il me manque beaucoup."),
    ),
    right=(
        "Je manque de temps.",
        "J'ai manqué mon train.",
        "Ma famille me manque.",
        "Je manque à ma famille.",
    ),
)
def miss_someone(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        subject, clitic = group.subject, _MISSING.get(group.person)
        phrase = next((p for p in s.phrases if p.noun.i > group.verb.i), None)
        if group.lemma != "manquer" or group.clitics or group.participle or group.negation:
            continue
        tonic = s.after(group.verb)
        if subject is not None and clitic and tonic.norm in _WHO and not tonic.hung:
            missed, who = _WHO[tonic.norm]
            form = s.lexicon.inflect_verb("manquer", group.tense, who)
            yield say(s, subject, tonic, f"{missed} {clitic} {form}")
        if subject is None or subject.pos != "PRON" or clitic is None or phrase is None:
            continue
        first, between = phrase.first, s.tokens[group.verb.i + 1 : phrase.first.i]
        if first.norm not in POSSESSIVES or phrase.noun.lemma not in PEOPLE | {"pays"}:
            continue
        if any(t not in group.adverbs for t in between) or s.after(phrase.noun).norm in _MORE:
            continue
        who = "3p" if phrase.plural else "3s"
        form = s.lexicon.inflect_verb("manquer", group.tense, who)
        missed = f"{s.slice(first, phrase.noun)} {clitic} {form}"
        yield say(s, subject, phrase.noun, " ".join((missed, *(t.text for t in between))))


_MORE = frozenset({"de", "du", "des", "que", "qui", "et"})
_WHO = {
    "toi": ("tu", "2s"),
    "lui": ("il", "3s"),
    "elle": ("elle", "3s"),
    "eux": ("ils", "3p"),
    "elles": ("elles", "3p"),
    "vous": ("vous", "2p"),
}
_MISSING = {"1s": "me", "2s": "te", "3s": "lui", "1p": "nous", "2p": "vous", "3p": "leur"}

_CAUSING = table(
    """ennuyé=ennuyeux intéressé=intéressant fatigué=fatigant stressé=stressant surpris=surprenant
    choqué=choquant excité=passionnant énervé=énervant amusé=amusant
    déçu=décevant gêné=gênant impressionné=impressionnant motivé=motivant étonné=étonnant
    frustré=frustrant déprimé=déprimant relaxé=relaxant"""
)
_FEELING = table(
    """intéressant=intéressé surprenant=surpris choquant=choqué étonnant=étonné fatigant=fatigué
    impressionnant=impressionné motivant=motivé décevant=déçu passionnant=passionné"""
)
_THINGS = wordlist(
    """film livre roman cours leçon travail voyage histoire journée match série émission exercice
    examen vie musée spectacle concert métier jeu sujet réunion conférence chapitre grammaire
    article reportage documentaire pièce week-end visite trajet entraînement chanson"""
)
"""Things that cause a feeling and can have none."""
_DEGREE = wordlist("très trop assez plus moins aussi si vraiment un peu tellement super")


@rule(
    id="other_lexical.cause_of_feeling",
    level=Level.A2,
    reference="Une personne est ennuyée ou intéressée ; une chose est ennuyeuse ou intéressante.",
    fr="Ce qui cause le sentiment est « {say} ».",
    en="What causes the feeling is “{say}”.",
    triggers=frozenset(_CAUSING),
    wrong=(
        ("Le cours est trop ennuyé.", "Le cours est trop ennuyeux."),
        ("J'ai lu une histoire très intéressée.", "J'ai lu une histoire très intéressante."),
        ("Ce travail est fatigué.", "Ce travail est fatigant."),
        ("C'était très stressé.", "C'était très stressant."),
    ),
    right=(
        "Je suis fatigué par ce travail.",
        "Mon père est déçu par le film.",
        "Ma sœur est très intéressée.",
        "Le film a ennuyé ma mère.",
        "Après le match, il est fatigué.",
        "C'est un élève motivé.",
    ),
)
def cause_of_feeling(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.any_verb("part_past") or tok.best
        base = next((x.lemma for x in tok.readings if x.lemma in _CAUSING), "")
        base = base or (m.lemma if m is not None and m.lemma in _CAUSING else "")
        if not base or s.after(tok).norm in ("par", "de", "que", "à", "pour"):
            continue
        head = _head(s, tok)
        thing = head.noun if head is not None and head.lemma in _THINGS else None
        if thing is None and (head is None or head.norm != "ce"):
            continue
        gender, number = (thing.gender, thing.number) if thing is not None else ("m", "s")
        form = s.lexicon.inflect(_CAUSING[base], "ADJ", gender, "p" if number == "p" else "s")
        if form:
            yield say(s, tok, tok, form)


def _head(s: Sentence, tok: Tok) -> Tok | None:
    """The noun that an adjective or participle describes, or "ce" of "c'est"; None if unclear."""
    k = tok.i - 1
    while s.at(k).norm in _DEGREE:
        k -= 1
    group = next((g for g in s.groups if g.verb.i == k and g.verb.lemma == "être"), None)
    if group is not None and group.participle in (None, tok) and not group.clitics:
        return group.subject
    return s.at(k) if k < tok.i - 1 and s.at(k).noun is not None else None


@rule(
    id="other_lexical.who_feels",
    level=Level.A2,
    reference="Je suis intéressé par la musique : c'est elle qui est intéressante.",
    fr="Qui a le sentiment est « {say} ».",
    en="The one who has the feeling is “{say}”.",
    triggers=frozenset(_FEELING),
    wrong=(
        ("Je suis intéressant par la musique.", "Je suis intéressé par la musique."),
        ("Elle est surprenante que tu viennes.", "Elle est surprise que tu viennes."),
    ),
    right=(
        "C'est surprenant que tu viennes.",
        "Il est intéressant de comparer.",
        "Elle est étonnante de courage.",
        "Elle est intéressante à écouter.",
        "Je suis fatigant, je sais.",
        "Il est intéressant par son style.",
    ),
)
def who_feels(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        tok = s.after(group.verb)
        while tok.norm in _DEGREE:
            tok = s.after(tok)
        following, m = s.after(tok).norm, tok.as_pos("ADJ")
        if group.lemma != "être" or tok.lemma not in _FEELING or m is None:
            continue
        # "Il est intéressant que" may have nobody for a subject; a book is so "par son style".
        spoken = group.person in ("1s", "2s", "1p", "2p") and following in ("par", "que")
        if not spoken and not (_she(group) and following == "que"):
            continue
        gender = m.gender if m.gender in ("m", "f") else "m"
        form = s.lexicon.inflect(_FEELING[tok.lemma], "ADJ", gender, m.number or "s")
        if form:
            yield say(s, tok, tok, form)


def _she(group: VerbGroup) -> bool:
    return group.subject is not None and group.subject.norm in ("elle", "elles")
