"""très or beaucoup, and words for an occasion, for size and for a mind that changes."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.patterns import find, finite, word
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.people import PEOPLE

_LINKING = wordlist("être sembler paraître devenir rester avoir trouver")


@rule(
    id="other_lexical.very_much",
    level=Level.A1,
    reference="Très + adjectif ; verbe + beaucoup.",
    fr="« très » va avec un adjectif, « beaucoup » avec un verbe : « {say} ».",
    en="“très” goes with adjectives, “beaucoup” with verbs: “{say}”.",
    triggers=frozenset({"très", "beaucoup"}),
    wrong=(
        ("J'aime très la musique.", "J'aime beaucoup la musique."),
        ("Je l'aime très.", "Je l'aime beaucoup."),
        ("Il a très travaillé.", "Il a beaucoup travaillé."),
        ("On travaille très ici.", "On travaille beaucoup ici."),
        ("Elle est beaucoup gentille.", "Elle est très gentille."),
        ("Il fait beaucoup chaud.", "Il fait très chaud."),
        ("Je suis beaucoup fatigué.", "Je suis très fatigué."),
        ("Il mange trop beaucoup.", "Il mange trop."),
        ("Il y a trop beaucoup de gens.", "Il y a trop de gens."),
        ("J'aime très beaucoup le thé.", "J'aime beaucoup le thé."),
    ),
    right=(
        "Il est très aimé.",
        "Je travaille très tard.",
        "Il est beaucoup critiqué.",
        "Elle est beaucoup plus grande.",
        "Il est beaucoup absent.",
        "Il y en a beaucoup trop.",
        "J'ai très faim.",
        "Il parle très bien.",
        "Elle a l'air très fatiguée.",
        "Il est allé très loin.",
        "Tu vas bien ? Oui, très.",
    ),
)
def very_much(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, following = s.at(t.i - 1), s.after(t)
        if t.norm == "très":
            if following.norm == "beaucoup":
                yield delete(s, t, t)
            elif (
                _done(before) and (_object(following) or ends(following) or _then(following))
            ) or (before.lemma == "avoir" and following.participle and following.norm in _WORKED):
                yield say(s, t, t, "beaucoup")
        elif t.norm == "beaucoup":
            if before.norm == "trop":
                yield delete(s, t, t)
            elif (before.lemma == "être" and before.finite and _quality(following)) or (
                before.lemma == "faire" and following.norm in _WEATHER and ends(s.after(following))
            ):
                yield say(s, t, t, "très")


def _done(verb: Tok) -> bool:
    """Whether a verb stands here that tells of doing or liking something."""
    acted = verb.finite is not None and verb.pos == "VERB" and verb.lemma not in _LINKING
    return (acted and not verb.can("ADJ") and not verb.can("NOUN")) or verb.norm in _LIKED


def _object(tok: Tok) -> bool:
    return tok.norm in ("le", "la", "l'", "les", "ce", "cet", "cette", "ces", "mon", "ma", "mes")


def _then(tok: Tok) -> bool:
    return tok.norm in ("ici", "dans", "à", "chez", "depuis", "pour", "avec", "le", "quand")


def _quality(tok: Tok) -> bool:
    felt = tok.norm in _FELT
    lasting = tok.pos == "ADJ" and not tok.any_verb("part_past")
    return felt or (lasting and tok.lemma not in _AT_TIMES | _COMPARED)


_LIKED = wordlist("aime aimes aiment adore travaille travailles parle parles mange manges pleut")
_WORKED = wordlist("travaillé aimé mangé parlé dormi voyagé marché lu étudié")
_WEATHER = wordlist("chaud froid beau mauvais doux")
_FELT = wordlist("fatigué fatiguée occupé occupée stressé stressée énervé énervée content contente")
_COMPARED = wordlist(
    """grand petit gros haut bas long court cher rapide lent facile difficile simple jeune vieux âgé
    chaud froid calme loin riche pauvre fort faible léger lourd ancien moderne propre pratique"""
)
"""What "beaucoup" stands before may be "plus" left out: "beaucoup plus cher"."""
_AT_TIMES = wordlist("absent présent malade meilleur mieux moindre pire bon mauvais")
"""Said of how often: "il est beaucoup absent"; or compared: "beaucoup bon" means "meilleur"."""


@rule(
    id="other_lexical.occasion",
    level=Level.A1,
    reference="La première fois, chaque fois que.",
    fr="On dit ici « fois ».",
    en="Here, say “fois”.",
    triggers=frozenset({"temps"}),
    wrong=(
        ("C'est la première temps.", "C'est la première fois."),
        ("Chaque temps que je viens, il dort.", "Chaque fois que je viens, il dort."),
    ),
    right=("Le premier temps de la valse.", "La première fois, j'ai eu peur."),
)
def occasion(s: Sentence) -> Iterator[Hit]:
    for t in s:
        before, following = s.at(t.i - 1), s.after(t)
        one = before.norm in ("première", "dernière", "prochaine")
        each = before.norm == "chaque" and following.norm == "que"
        if t.norm == "temps" and (one or each):
            yield say(s, t, t, "fois")


@rule(
    id="other_lexical.tall",
    level=Level.A1,
    reference="Une personne est grande ou petite ; un mur est haut ou bas.",
    fr="D'une personne, on dit « {say} ».",
    en="Of a person, say “{say}”.",
    triggers=frozenset({"haut", "bas"}),
    wrong=(
        ("Mon frère est très haut.", "Mon frère est très grand."),
        ("Ma sœur est basse.", "Ma sœur est petite."),
    ),
    right=(
        "Le mur est haut.",
        "Mon frère est en haut.",
        "Mon père est haut fonctionnaire.",
        "Il est haut comme trois pommes.",
    ),
)
def tall(s: Sentence) -> Iterator[Hit]:
    for m in find(s, finite("être").named("e"), word("très", "plus", "assez", "trop").opt):
        adjective = s.after(m.last)
        group = next((g for g in s.groups if g.verb is m["e"]), None)
        subject = group.subject if group is not None else None
        known = subject is not None and subject.lemma in PEOPLE - {"groupe", "équipe"}
        size = {"haut": "grand", "bas": "petit"}.get(adjective.lemma, "")
        reading = adjective.as_pos("ADJ")
        if not known or not size or reading is None or not ends(s.after(adjective)):
            continue
        gender = "f" if reading.gender == "f" else "m"
        form = s.lexicon.inflect(
            size, "ADJ", gender, reading.number if reading.number == "p" else "s"
        )
        if form:
            yield say(s, adjective, adjective, form)


@rule(
    id="other_lexical.change_of_mind",
    level=Level.B1,
    reference="Changer d'avis ; le lendemain ; un grand nombre de gens.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"esprit", "prochain", "numéro"}),
    wrong=(
        ("J'ai changé mon esprit.", "J'ai changé d'avis."),
        ("Le prochain jour, on est partis.", "Le lendemain, on est partis."),
        ("Un grand numéro de gens le font.", "Un grand nombre de gens le font."),
    ),
    right=(
        "Il a changé l'esprit du club.",
        "Le prochain jour férié est lundi.",
        "Il a un grand numéro de cirque.",
    ),
)
def change_of_mind(s: Sentence) -> Iterator[Hit]:
    own = word("mon", "ton", "son", "notre", "votre", "leur")
    for m in find(s, word("esprit")):
        verb = s.at(m.first.i - 2)
        if own(s.at(m.first.i - 1)) and any(r.lemma == "changer" for r in verb.readings):
            yield say(s, s.at(m.first.i - 1), m.first, "d'avis")
    past = any(g.participle is not None or g.tense == "ind_impf" for g in s.groups)
    for m in find(s, word("le"), word("prochain"), word("jour").named("j")):
        if past and (ends(s.after(m["j"])) or s.after(m["j"]).pos == "PRON"):
            yield say(s, m.first, m["j"], "le lendemain")
    for m in find(s, word("grand", "petit", "certain"), word("numéro").named("n"), word("de")):
        if s.after(m.last).norm in ("gens", "personnes", "élèves", "étudiants", "voitures", "pays"):
            yield say(s, m["n"], m["n"], "nombre")
