"""The article before an adjective that stands before its noun: "une nouvelle voiture"."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.rules.article_omission.after_verb import ORDINALS
from shared.french.rules.articles import definite, indefinite, plain
from shared.french.rules.framework import Hit, insert, rule
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.bare_nouns import AFTER_VERB, WITH_ADJECTIVE

_FIRST = wordlist(
    """bon bonne mauvais mauvaise nouveau nouvel nouvelle petit petite grand grande beau bel belle
    vieux vieil vieille joli jolie gros grosse"""
)


@rule(
    id="article_omission.adjective_first",
    level=Level.A1,
    reference="Il a acheté une nouvelle voiture ; dans un petit restaurant ; la première rue.",
    fr="Il manque l'article : « {say} ».",
    en="An article is missing: “{say}”.",
    triggers=_FIRST | ORDINALS,
    wrong=(
        ("Il a acheté nouvelle voiture.", "Il a acheté une nouvelle voiture."),
        ("J'ai nouveau portable.", "J'ai un nouveau portable."),
        ("On a passé bonne journée.", "On a passé une bonne journée."),
        ("On a mangé dans petit restaurant.", "On a mangé dans un petit restaurant."),
        ("Prenez première rue à gauche.", "Prenez la première rue à gauche."),
        ("Je prends petit déjeuner à huit heures.", "Je prends le petit déjeuner à huit heures."),
        ("Elle a trouvé bon travail.", "Elle a trouvé un bon travail."),
    ),
    right=(
        "Il a bon caractère.",
        "Il a bonne mine et grand appétit.",
        "Tu as grand besoin de repos.",
        "On a fait bon voyage.",
        "Ça a mauvais goût.",
        "J'ai vu petit à petit la différence.",
        "Il a trouvé bon de partir.",
        "Le beau temps a duré.",
        "Ils ont eu mauvaise presse.",
        "Elle a petite taille et grand cœur.",
        "Il a pris bonne note.",
        "Avec grand plaisir !",
        "Passez bonne nuit.",
    ),
    confidence=0.85,
)
def adjective_first(s: Sentence) -> Iterator[Hit]:
    for t in s.tokens[1:]:
        before, noun = s.at(t.i - 1), s.after(t)
        does = {m.lemma for m in before.readings if m.pos in ("VERB", "AUX")}
        if (t.norm, noun.norm) == ("petit", "déjeuner") and "prendre" in does:
            yield insert(s, t, "le")
        elif t.norm in ORDINALS and noun.norm in _WAYS and "prendre" in does:
            yield insert(s, t, definite(noun, t))
        elif t.norm in _FIRST and (does & _HAD or before.norm == "dans") and _thing(s, noun):
            article = indefinite(noun) or ("un" if noun.norm == "portable" else "")
            if article:
                yield insert(s, t, article)


def _thing(s: Sentence, noun: Tok) -> bool:
    """Whether a noun is none of those that stand bare behind "bon", "grand"."""
    bare = noun.norm in AFTER_VERB | WITH_ADJECTIVE | _BARE
    return noun.norm in _COUNTED or (noun.only("NOUN") and plain(s, noun) and not bare)


_WAYS = wordlist("rue route sortie porte avenue")
_HAD = wordlist(
    """avoir acheter trouver chercher voir visiter regarder lire louer vendre passer rencontrer
    vouloir recevoir porter mettre"""
)
_COUNTED = wordlist(
    """voiture journée soirée portable maison travail boulot appartement frère sœur ami amie note
    film livre restaurant professeur vélo ordinateur téléphone chien chat école"""
)
_BARE = wordlist("presse taille nuit déjeuner apparence allure figure marché goût pied bourse")
