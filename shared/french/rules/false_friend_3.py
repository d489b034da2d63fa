"""False friends of leaving, attending and being full."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.rules.false_friend import inflected
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist

_LEFT = wordlist(
    """maison bureau ville pays école travail restaurant fête hôtel appartement village université
    bar classe hôpital aéroport salle France Espagne Italie Allemagne Angleterre Brésil Maroc"""
)
_HOW = wordlist("propre vide ouvert ouverte fermé pour en derrière tomber sale seul")


@rule(
    id="false_friend.leave",
    level=Level.A2,
    reference="Quitter un lieu ; laisser quelque chose quelque part.",
    fr="Pour un lieu d'où l'on part : « {say} ».",
    en="For a place that one leaves, say “{say}”.",
    triggers=frozenset({"laisser"}),
    wrong=(
        ("J'ai laissé l'école à midi.", "J'ai quitté l'école à midi."),
        ("On laisse le bureau vers six heures.", "On quitte le bureau vers six heures."),
        ("Elle a laissé son pays en 2010.", "Elle a quitté son pays en 2010."),
    ),
    right=(
        "J'ai laissé la maison propre.",
        "Laisse la salle ouverte.",
        "Il a laissé sa maison à son fils.",
        "J'ai laissé le bureau à ma sœur.",
    ),
)
def leave(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        place = s.after(tok, 2)
        if m is None or m.lemma != "laisser" or s.after(tok).pos != "DET" or m.tense == "imp":
            continue
        if place.lemma not in _LEFT and place.norm not in _LEFT:
            continue
        after, second = s.after(place), s.after(place, 2)
        ends = after.i < 0 or after.pos == "PUNCT" or after.norm in ("hier", "tôt", "tard", "et")
        timed = after.norm in ("vers", "avant", "après", "quand") or (
            after.norm in ("à", "en")
            and (second.pos == "NUM" or second.norm in ("midi", "minuit") or second.norm.isdigit())
        )
        form = inflected(s, tok, "quitter")
        if form and (ends or timed) and s.at(tok.i - 1).norm not in ("me", "te", "lui", "leur"):
            yield say(s, tok, tok, form)


_ATTENDED = wordlist("conférence séminaire cérémonie atelier colloque congrès")


@rule(
    id="false_friend.attend",
    level=Level.B1,
    reference="Assister à un événement ; attendre : rester jusqu'à ce qu'il vienne.",
    fr="Pour un événement où l'on est présent : « {say} ».",
    en="For an event at which one is present, say “{say}”.",
    triggers=_ATTENDED,
    wrong=(
        ("J'ai attendu un séminaire hier.", "J'ai assisté à un séminaire hier."),
        ("Elle attend les conférences le lundi.", "Elle assiste aux conférences le lundi."),
    ),
    right=("J'attends le bus.", "J'attends la conférence avec impatience.", "On attend Léa."),
)
def attend(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.verb()
        article, event = s.after(tok), s.after(tok, 2)
        if m is None or m.lemma != "attendre" or event.lemma not in _ATTENDED:
            continue
        form = inflected(s, tok, "assister")
        if not form or s.norms & {"impatience", "depuis", "prochain"}:
            continue
        if article.norm in ("un", "une"):
            yield say(s, tok, tok, f"{form} à")
        elif article.norm == "les":
            yield say(s, tok, article, f"{form} {contract('à', 'les')}")


@rule(
    id="false_friend.full",
    level=Level.A2,
    reference="Je n'ai plus faim ; plein se dit d'un verre.",
    fr="À table, on dit « je n'ai plus faim ».",
    en="At table, say “je n'ai plus faim”.",
    triggers=frozenset({"plein"}),
    wrong=(
        ("Non merci, je suis plein.", "Non merci, je n'ai plus faim."),
        ("Je suis pleine, j'ai trop mangé.", "Je n'ai plus faim, j'ai trop mangé."),
    ),
    right=("Je suis plein d'énergie.", "Le verre est plein.", "Il est plein aux as."),
)
def full(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        tok = s.after(group.verb)
        if group.person != "1s" or group.lemma != "être" or tok.norm not in ("plein", "pleine"):
            continue
        after = s.after(tok)
        ends = after.i < 0 or after.pos == "PUNCT" or after.norm in ("maintenant", "merci")
        if ends and s.norms & {"merci", "manger", "repas", "dessert", "dîner", "gâteau"}:
            yield say(s, group.verb, tok, "n'ai plus faim")
