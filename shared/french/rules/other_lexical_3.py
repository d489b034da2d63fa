"""What causes a feeling and who has it; looking for something, talking with somebody."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.false_friend import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.governing import person_after
from shared.french.rules.patterns import DETERMINER
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.objects import LANGUAGES

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


@rule(
    id="other_lexical.look_for",
    level=Level.A2,
    reference="Chercher quelque chose : essayer de le trouver.",
    fr="Pour trouver quelque chose, on dit « {say} ».",
    en="For “look for”, say “{say}”.",
    triggers=frozenset({"regarder"}),
    wrong=(
        ("Je regarde pour un appartement.", "Je cherche un appartement."),
        ("On a regardé pour tes lunettes.", "On a cherché tes lunettes."),
    ),
    right=("Je regarde pour demain.", "On regarde pour apprendre.", "Il regarde par la fenêtre."),
)
def look_for(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep, article = s.after(tok), s.after(tok, 2)
        if tok.lemma != "regarder" or prep.norm != "pour" or not DETERMINER(article):
            continue
        form = inflected(s, tok, "chercher")
        noun = s.after(article)
        if form and noun.noun is not None and noun.lemma not in _AIMED_AT:
            yield say(s, tok, prep, form)


_AIMED_AT = wordlist("fois instant moment plaisir suite prix date vacances année semaine mois jour")


@rule(
    id="other_lexical.speak_language",
    level=Level.A1,
    reference="Parler une langue ; dire un mot.",
    fr="Une langue, on la parle : « {say} ».",
    en="A language is spoken: “{say}”.",
    triggers=frozenset({"dire"}),
    wrong=(
        ("Je dis bien espagnol.", "Je parle bien espagnol."),
        ("Il peut dire anglais.", "Il peut parler anglais."),
    ),
    right=(
        "Je le dis en espagnol.",
        "Il se dit espagnol.",
        "On dit anglais ou britannique ?",
        "Comment on dit chat en chinois ?",
        "Il dit que l'anglais est facile.",
    ),
)
def speak_language(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or m.lemma != "dire" or s.at(tok.i - 1).norm in _HEARSAY:
            continue
        name = s.after(tok)
        while name.norm in ("bien", "mal", "très", "pas", "un", "peu", "le", "l'"):
            name = s.after(name)
        form = inflected(s, tok, "parler") if name.norm in LANGUAGES else ""
        if form and s.after(name).norm not in ("ou", "et") and s.at(tok.i - 1).norm != "on":
            yield say(s, tok, tok, form)


_HEARSAY = wordlist("se me te le la les lui leur nous vous on")


@rule(
    id="other_lexical.riding",
    level=Level.A1,
    reference="Faire du cheval, faire du vélo ; conduire une voiture.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"conduire", "monter"}),
    wrong=(
        ("Elle conduit du cheval.", "Elle fait du cheval."),
        ("On a conduit du vélo.", "On a fait du vélo."),
    ),
    right=("Il conduit une moto.", "Il monte à cheval.", "Il a conduit trop vite."),
)
def riding(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        mount = s.after(tok, 2)
        if m is None or m.lemma not in ("conduire", "monter") or s.after(tok).norm != "du":
            continue
        form = inflected(s, tok, "faire")
        if form and mount.norm in ("cheval", "vélo", "poney"):
            yield say(s, tok, tok, form)


@rule(
    id="other_lexical.pay_visit",
    level=Level.A2,
    reference="Rendre visite à quelqu'un.",
    fr="On dit « {say} visite à » quelqu'un.",
    en="Say “{say} visite à” somebody.",
    triggers=frozenset({"visite"}),
    wrong=(
        ("On fait visite à ma tante.", "On rend visite à ma tante."),
        ("J'ai payé visite à un ami.", "J'ai rendu visite à un ami."),
    ),
    right=("On fait la visite du musée.", "On fait une visite à l'hôpital.", "Il rend visite."),
)
def pay_visit(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.at(tok.i - 1)
        if tok.norm != "visite" or s.after(tok).norm not in ("à", "au", "aux"):
            continue
        if verb.lemma in ("faire", "payer", "donner") and verb.pos in ("VERB", "AUX"):
            form = inflected(s, verb, "rendre")
            if form:
                yield say(s, verb, verb, form)


@rule(
    id="other_lexical.talk_with",
    level=Level.A2,
    reference="Parler avec quelqu'un ; dire quelque chose à quelqu'un.",
    fr="Avec quelqu'un, on dit « {say} », pas « {said} ».",
    en="With somebody, say “{say}”, not “{said}”.",
    triggers=frozenset({"dire"}),
    wrong=(
        ("Je veux dire avec le directeur.", "Je veux parler avec le directeur."),
        ("J'ai dit avec ma mère hier.", "J'ai parlé avec ma mère hier."),
    ),
    right=("Il le dit avec un sourire.", "Je lui ai dit avec ma mère.", "Je dis ça avec plaisir."),
)
def talk_with(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep = s.after(tok)
        m = tok.verb()
        if m is None or m.lemma != "dire" or prep.norm != "avec" or not person_after(s, prep):
            continue
        group = next((g for g in s.groups if tok in (g.verb, g.participle, g.infinitive)), None)
        before = s.at(tok.i - 1)
        if any(t.norm in ("que", "quoi", "ce") for t in s.tokens[: tok.i]):
            continue  # "qu'est-ce que tu dis avec tes amis"
        if (group is not None and group.clitics) or (before.pos == "PRON" and tok.infinitive):
            continue
        form = inflected(s, tok, "parler")
        if form:
            yield say(s, tok, tok, form)
