"""Word for word from another language: what goes with what in French."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.false_friend.listed import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import UNITS

_PAIRS = """
faire : décision résolution > prendre
demander : question > poser
faire : question > poser
prendre : examen test concours bac > passer
prendre : promenade marche balade > faire
payer : attention > faire
donner : attention > faire
dépenser : jour mois année minute moment temps vacances vacance > passer
dépenser : journée soirée week-end semaine matinée nuit heure été > passer
perdre : bus train avion métro vol > rater
gagner : poids kilo > prendre
avoir : douche bain > prendre
faire : douche bain > prendre
avoir : petit-déjeuner déjeuner > prendre
prendre : place > avoir lieu
tenir : fête > faire
jouer : rôle > jouer
sauver : argent > économiser
sauver : temps > gagner
donner : discours > faire
donner : examen > passer
faire : conseil > donner
prendre : sieste > faire
faire : pause > faire
dire : mensonge > dire
faire : rêve > faire
mettre : attention > faire
prendre : conversation > avoir
faire : discussion > avoir
gagner : examen > réussir
courir : entreprise magasin > diriger
casser : record > battre
tomber : question > poser
dire : histoire > raconter
parler : histoire blague > raconter
parler : vérité mensonge > dire
ouvrir : télé lumière télévision radio lampe chauffage > allumer
fermer : télé lumière télévision radio lampe chauffage > éteindre
faire : avion bus train métro taxi tram > prendre
sauver : fichier document > enregistrer
garder : promesse > tenir
prendre : erreur faute > faire
prendre : sport cuisine ménage vaisselle course shopping voyage > faire
prendre : effort progrès > faire
payer : visite > rendre
donner : visite > rendre
donner : décision > prendre
donner : câlin > faire
écrire : examen test > passer
avoir : attention > faire
faire : rendez-vous > prendre
manger : médicament comprimé pilule cachet antibiotique petit-déjeuner > prendre
boire : médicament comprimé pilule cachet antibiotique > prendre
gagner : travail emploi job > trouver
mettre : question > poser
prendre : attention > faire
prendre : rhume grippe > attraper
perdre : cours réunion rendez-vous > rater
dormir : sieste > faire
marcher : chien > promener
visiter : cours formation > suivre
attendre : cours conférence > suivre
tirer : photo > prendre
voir : rêve cauchemar > faire
dire : blague anecdote conte > raconter
gagner : cadeau > recevoir
boire : cigarette > fumer
parler : bonjour bonsoir merci > dire
ouvrir : climatisation ventilateur > allumer
fermer : climatisation ventilateur > éteindre
faire : accident > avoir
"""


def _read() -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    for line in _PAIRS.strip().splitlines():
        head, _, right = line.partition(">")
        verb, _, nouns = head.partition(":")
        for noun in nouns.split():
            if right.strip() != verb.strip():
                out[verb.strip(), noun] = right.strip()
    return out


_COLLOCATIONS = _read()
_VERBS = frozenset(verb for verb, _ in _COLLOCATIONS)
_NOUNS = frozenset(noun for _, noun in _COLLOCATIONS)
_RIDES = wordlist("avion bus train métro taxi tram")
_NOT_SO = {
    "donner": wordlist("professeur prof maître"),
    "perdre": wordlist("ticket billet"),
    "dépenser": frozenset(),
}


@rule(
    id="other_lexical.collocation",
    level=Level.B1,
    reference="Chaque nom a son verbe : prendre une décision, poser une question.",
    fr="Avec « {noun} », on dit « {say} ».",
    en="With “{noun}”, say “{say}”.",
    triggers=_NOUNS,
    wrong=(
        ("On a fait une décision difficile.", "On a pris une décision difficile."),
        ("Je voudrais demander une question.", "Je voudrais poser une question."),
        ("Elle demande trop de questions.", "Elle pose trop de questions."),
        ("On a dépensé deux heures à la plage.", "On a passé deux heures à la plage."),
        ("J'ai perdu le bus ce matin.", "J'ai raté le bus ce matin."),
        ("Il faut payer attention.", "Il faut faire attention."),
        ("Elle mange ses médicaments.", "Elle prend ses médicaments."),
        ("Il a gagné un bon emploi.", "Il a trouvé un bon emploi."),
        ("On dort une sieste l'après-midi.", "On fait une sieste l'après-midi."),
        ("Je marche mon chien le soir.", "Je promène mon chien le soir."),
        ("Je fais une douche le matin.", "Je prends une douche le matin."),
        ("J'ai vu un rêve bizarre.", "J'ai fait un rêve bizarre."),
        ("Il boit une cigarette.", "Il fume une cigarette."),
        ("J'ai fait un accident.", "J'ai eu un accident."),
    ),
    right=(
        "Je prends une douche.",
        "J'ai fait le bon choix.",
        "Il demande la permission de poser une question.",
        "On a une douche dans la chambre.",
        "Il a perdu son temps.",
        "J'ai pris ma place.",
        "Elle a dépensé tout son argent pendant les vacances.",
        "T'as payé la douche ?",
        "Il a perdu son travail.",
        "Ça te fait gagner du travail.",
        "Je perds mon temps en cours.",
        "On a bu trop de café.",
    ),
)
def collocation(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        if m is None or m.lemma not in _VERBS or tok.pos not in ("VERB", "AUX"):
            continue
        noun = _object(s, tok)
        right = _COLLOCATIONS.get((m.lemma, noun.lemma)) if noun is not None else None
        if right is None or noun is None or not _fits(s, m.lemma, noun, tok):
            continue
        form = inflected(s, tok, right)
        if form:
            yield say(s, tok, noun if right == "avoir lieu" else tok, form, noun=noun.text)


def _object(s: Sentence, verb: Tok) -> Tok | None:
    """The noun right behind a verb, over its determiner, a number and adjectives."""
    k = verb.i + 1
    while s.at(k).pos in ("DET", "NUM", "ADJ") or s.at(k).norm in _PASSED_OVER:
        k += 1
    return s.at(k) if k <= verb.i + 4 and s.at(k).pos == "NOUN" else None


_PASSED_OVER = wordlist("pas de jamais bien beaucoup trop assez plus moins")


def _fits(s: Sentence, verb: str, noun: Tok, tok: Tok) -> bool:
    before = s.after(noun, -1)
    if verb == "avoir":
        following = s.after(noun)
        return (
            noun.lemma in ("douche", "bain")
            and before.norm in ("un", "une")
            and (
                following.lemma in ("chaque", "tous", "tout")
                or following.norm in ("le", "ce", "avant")
            )
        )
    if verb == "prendre" and noun.lemma == "place":
        subject = s.after(tok, -1)
        event = subject.lemma in ("concert", "réunion", "fête", "mariage", "match", "cours")
        return before is tok and event
    if verb in ("faire", "prendre") and noun.lemma in _RIDES | {"course"}:
        next_word = s.after(noun).norm
        if noun.lemma == "course":
            return before.norm == "le" or before.norm == "les"
        return before.norm in ("le", "un") and next_word not in ("de", "du", "électrique", "en")
    if verb == "prendre" and noun.lemma in ("marche", "promenade", "balade"):
        return before.norm in ("un", "une", "des", "petit", "long", "longue", "petite")
    if (verb, noun.lemma) in _ONLY_AFTER:
        return before.norm in _ONLY_AFTER[verb, noun.lemma]
    if verb == "gagner" and noun.lemma == "kilo":
        return True
    if verb == "donner" and noun.lemma == "examen":
        return False
    return not s.norms & _NOT_SO.get(verb, frozenset())


_ONLY_AFTER = {
    ("faire", "accident"): wordlist("un"),
    ("voir", "rêve"): wordlist("un mon"),
    ("perdre", "vol"): wordlist("le mon l' notre son"),
    ("perdre", "avion"): wordlist("le mon l' notre son"),
    ("gagner", "travail"): wordlist("un mon bon nouveau autre"),
    ("gagner", "emploi"): wordlist("un mon bon nouveau autre"),
    ("gagner", "job"): wordlist("un mon bon nouveau autre"),
    ("attendre", "cours"): wordlist("un des"),
    ("attendre", "conférence"): wordlist("une des"),
}
"""Pairs that are wrong only after these: "gagner du travail", "attendre le cours" are right."""


@rule(
    id="other_lexical.calque",
    level=Level.B1,
    reference="Certaines tournures ne se traduisent pas mot à mot.",
    fr="En français, on dit « {say} ».",
    en="In French, say “{say}”.",
    triggers=frozenset({"sûr", "amour", "bon", "temps", "très", "marche", "parler", "bonne"}),
    wrong=(
        ("Je vais faire sûr que tout est prêt.", "Je vais m'assurer que tout est prêt."),
        ("Elle est tombée en amour avec lui.", "Elle est tombée amoureuse de lui."),
        ("On a eu un bon temps hier.", "On a passé un bon moment hier."),
        ("Merci très beaucoup.", "Merci beaucoup."),
        ("Il m'a parlé qu'il partait.", "Il m'a dit qu'il partait."),
        ("J'ai attendu un long temps.", "J'ai attendu longtemps."),
    ),
    right=(
        "Je suis sûr que tout est prêt.",
        "Il fait bon temps.",
        "C'est de l'amour.",
        "On a eu beau temps.",
        "Il m'a parlé de lui.",
        "C'est très bien.",
    ),
)
def calque(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        one, two = s.after(tok), s.after(tok, 2)
        m = tok.verb()
        if tok.norm == "très" and one.norm == "beaucoup":
            yield say(s, tok, one, "beaucoup")
        elif tok.norm == "un" and one.norm == "long" and two.norm == "temps":
            yield say(s, tok, two, "longtemps")
        elif m is not None:
            yield from _verbal(s, tok, m.lemma)


def _verbal(s: Sentence, tok: Tok, lemma: str) -> Iterator[Hit]:
    one, two, three = (s.after(tok, k) for k in (1, 2, 3))
    if lemma == "faire" and one.norm in ("sûr", "certain") and two.norm in ("que", "de"):
        yield from _make_sure(s, tok, one)
    elif lemma == "tomber" and (one.norm, two.norm) == ("en", "amour"):
        female = tok.norm.endswith("ée") or s.after(tok, -1).norm == "elle"
        text = "amoureuse" if female else "amoureux"
        last = three if three.norm == "avec" else two
        yield say(s, one, last, f"{text} de" if last is three else text)
    elif lemma == "avoir" and (one.norm, two.norm, three.norm) == ("un", "bon", "temps"):
        yield say(s, tok, three, f"{inflected(s, tok, 'passer')} un bon moment")
    elif lemma == "parler" and one.norm == "que" and tok.pos in ("VERB", "AUX"):
        form = inflected(s, tok, "dire")
        if form:
            yield say(s, tok, tok, form)


def _make_sure(s: Sentence, tok: Tok, last: Tok) -> Iterator[Hit]:
    m = tok.verb()
    group = next((g for g in s.groups if tok in (g.verb, g.infinitive)), None)
    if m is None:
        return
    person = group.person if group else ""
    own = {"1s": "m'", "2s": "t'", "1p": "nous ", "2p": "vous "}.get(person, "s'")
    if m.tense == "inf":
        yield say(s, tok, last, f"{own}assurer")
    elif m.tense == "ind_pres" and person:
        form = s.lexicon.inflect_verb("assurer", "ind_pres", person)
        yield say(s, tok, last, f"{own}{form}")


@rule(
    id="other_lexical.every_two",
    level=Level.B1,
    reference="Tous les deux jours, toutes les deux semaines.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"chaque"}),
    wrong=(
        ("J'y vais chaque deux jours.", "J'y vais tous les deux jours."),
        ("Il appelle chaque trois semaines.", "Il appelle toutes les trois semaines."),
    ),
    right=("J'y vais chaque jour.", "Chaque deuxième jour, il pleut."),
)
def every_two(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        unit = s.after(tok, 2)
        if tok.norm == "chaque" and s.after(tok).pos == "NUM" and unit.lemma in UNITS:
            m = unit.best
            feminine = m is not None and m.gender == "f"
            yield say(s, tok, tok, "toutes les" if feminine else "tous les")


@rule(
    id="other_lexical.stretch",
    level=Level.A2,
    reference="Jour, soir, matin : un moment ; journée, soirée, matinée : une durée.",
    fr="Pour la durée : « {say} ».",
    en="For the whole stretch, say “{say}”.",
    triggers=frozenset({"jour", "soir", "matin", "an", "temps"}),
    wrong=(
        ("J'ai dormi tout le jour.", "J'ai dormi toute la journée."),
        ("On a dansé tout le soir.", "On a dansé toute la soirée."),
        ("Bonne jour, madame !", "Bonne journée, madame !"),
        ("J'y vais trois temps par semaine.", "J'y vais trois fois par semaine."),
    ),
    right=("Tous les jours, je cours.", "En deux temps, c'est fait.", "Tout le temps."),
)
def stretch(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        one, two = s.at(tok.i - 1), s.at(tok.i - 2)
        if tok.norm in _STRETCHES and one.norm in ("le", "l'") and two.norm == "tout":
            yield say(s, two, tok, f"toute {_STRETCHES[tok.norm]}")
        elif tok.norm == "jour" and one.norm == "bonne":
            yield say(s, tok, tok, "journée")
        elif tok.norm == "temps" and one.pos == "NUM" and _counts(s, tok, two):
            yield say(s, tok, tok, "fois")


def _counts(s: Sentence, tok: Tok, before: Tok) -> bool:
    bars = ("en", "à", "de", "les", "ces")
    return before.norm not in bars and s.after(tok).norm in ("par", "cette", "la", "le", "", ".")


_STRETCHES = {"jour": "la journée", "soir": "la soirée", "matin": "la matinée", "an": "l'année"}
