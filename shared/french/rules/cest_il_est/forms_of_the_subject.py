"""Demonstratives said for ce, the time of day, no subject at all, and professions."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.cest_il_est.identified_or_described import etre, replaced
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.patterns import NUMBER
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.antecedents import KIN, PROFESSIONS
from shared.french.words.closed import POSSESSIVES


@rule(
    id="cest_il_est.demonstrative",
    level=Level.A1,
    reference="C'est, ce sont : pas de cette, celle, ces devant être.",
    fr="Devant « être », on dit « {say} ».",
    en="Before “être”, say “{say}”.",
    triggers=frozenset({"cette", "cet", "celle", "celui", "ces"}),
    wrong=(
        ("Cette est ma voiture.", "C'est ma voiture."),
        ("Ces sont mes parents.", "Ce sont mes parents."),
        ("Celui est mon chien.", "C'est mon chien."),
    ),
    right=("Cette année est belle.", "Celle-ci est ma maison.", "Cet été, on part."),
)
def demonstrative(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.after(tok)
        if tok.norm in ("cette", "cet", "celle", "celui", "ces") and not verb.hung:
            form = {"est": "c'est", "sont": "ce sont", "était": "c'était"}.get(verb.norm)
            if form and s.after(verb).pos in ("DET", "PROPN", "ADV", "ADJ") and verb.norm != "été":
                yield say(s, tok, verb, form)


@rule(
    id="cest_il_est.clock",
    level=Level.A1,
    reference="L'heure : il est trois heures.",
    fr="Pour l'heure, on dit « {say} ».",
    en="For the time of day, say “{say}”.",
    triggers=frozenset({"heure", "midi", "minuit"}),
    wrong=(
        ("C'est trois heures et demie.", "Il est trois heures et demie."),
        ("C'est déjà neuf heures du soir.", "Il est déjà neuf heures du soir."),
    ),
    right=(
        "Le trajet, c'est trois heures de route.",
        "C'est trois heures par jour.",
        "Il est trois heures.",
        "Le cours, c'est deux heures le lundi.",
        "Le train, c'est à trois heures.",
    ),
    confidence=0.8,
)
def clock(s: Sentence) -> Iterator[Hit]:
    for group, tok in etre(s, frozenset({"ce"})):
        if s.norms & {"cours", "train", "durée", "trajet", "rendez-vous", "film"}:
            continue
        hour, after = s.after(tok), s.after(tok, 2)
        timed = NUMBER(tok) and hour.lemma == "heure"
        tail = (
            ends(after)
            or after.norm in ("du", "moins")
            or (after.norm == "et" and s.after(after).norm in ("demie", "quart", "demi"))
        )
        subject = group.subject
        if not (timed and tail and subject) or group.verb.norm not in ("est", "était"):
            continue
        if subject.i == 0 or s.after(subject, -1).norm in ("que", ","):
            yield from replaced(s, group, f"il {group.verb.norm}")


@rule(
    id="cest_il_est.no_subject",
    level=Level.A1,
    reference="Le français a toujours un sujet : c'est important.",
    fr="Il manque le sujet : « {say} ».",
    en="The subject is missing: “{say}”.",
    triggers=frozenset({"être"}),
    wrong=(
        ("Est très difficile pour moi.", "C'est très difficile pour moi."),
        ("est important de parler", "c'est important de parler"),
        ("Je pense que est normal.", "Je pense que c'est normal."),
        ("Je reste ici parce que est tranquille.", "Je reste ici parce que c'est tranquille."),
    ),
    right=(
        "Est-ce difficile ?",
        "C'est difficile.",
        "Est venu le temps de partir.",
        "Ce que je pense est normal.",
        "Il est gentil mais est timide.",
        "Ce que je crois est important pour moi.",
        "est parfois triste celui qui part",
    ),
)
def no_subject(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in ("est", "était") or s.after(tok).hung:
            continue
        link, earlier = s.at(tok.i - 1), s.at(tok.i - 2)
        told = link.norm == "que" and (
            earlier.norm == "parce" or (earlier.lemma in _OPINION and "ce" not in s.norms)
        )
        adjective = s.after(tok)
        while adjective.norm in ("très", "trop", "vraiment", "plus", "assez"):
            adjective = s.after(adjective)
        judged = adjective.lemma in _JUDGED and adjective.can("ADJ")
        after = s.after(adjective)
        plain = ends(after) or after.norm in ("pour", "de", "parce", "que", "quand", "mais", "ici")
        if (tok.i == 0 or told) and judged and plain:
            yield insert(s, tok, "ce")


_OPINION = wordlist("penser croire trouver dire savoir espérer")
_JUDGED = wordlist(
    """important difficile facile bon normal possible impossible nécessaire intéressant tranquille
    dangereux cher bizarre utile triste beau grave compliqué dur génial agréable fatigant"""
)
_FIGURATIVE = wordlist("acteur actrice chef pilote guide soldat juge artiste danseur danseuse")


@rule(
    id="cest_il_est.profession",
    level=Level.A1,
    reference="Je suis étudiant, mon père est médecin : métier sans article.",
    fr="Un métier se dit sans article après « être » : « {say} ».",
    en="Say what somebody does without an article: “{say}”.",
    triggers=PROFESSIONS,
    wrong=(
        ("Mon mari est un dentiste.", "Mon mari est dentiste."),
        ("Je suis une infirmière et j'ai deux fils.", "Je suis infirmière et j'ai deux fils."),
    ),
    right=(
        "C'est un dentiste.",
        "Mon mari est un excellent dentiste.",
        "Mon oncle est un médecin connu.",
        "Je suis un étudiant qui travaille.",
        "Tu es un artiste.",
    ),
    confidence=0.8,
)
def profession(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        article, noun = s.after(group.verb), s.after(group.verb, 2)
        subject = group.subject
        if group.lemma != "être" or article.norm not in ("un", "une") or subject is None:
            continue
        if noun.norm not in PROFESSIONS - _FIGURATIVE or not ends(s.after(noun)):
            continue
        kin = subject.lemma in KIN and s.at(subject.i - 1).norm in POSSESSIVES
        if kin or subject.norm == "je":
            yield delete(s, article, article)
