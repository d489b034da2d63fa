"""Object pronouns with a command."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.rules.clauses import ends, rewrite
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table

_STRONG = table("me=moi te=toi le=le la=la les=les lui=lui leur=leur nous=nous vous=vous y=y en=en")
_WEAK = table("moi=me toi=te le=le la=la les=les lui=lui leur=leur nous=nous vous=vous y=y en=en")


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
        ("Donne-le à moi.", "Donne-le-moi."),
        ("Montrez-la à eux.", "Montrez-la-leur."),
    ),
    right=(
        "M'embête pas !",
        "Te fais pas de souci.",
        "Lui, il dit la vérité.",
        "Leur maison est belle.",
        "Donne-le-moi.",
        "Laisse-le à elle seule.",
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
        whom = _TO_WHOM.get(s.after(two).norm, "") if two.norm == "à" else ""
        if whom and one.norm in ("le", "la", "les") and ends(s.after(two, 2)):
            yield rewrite(s, tok, s.after(two), [f"{tok.text}-{one.norm}-{whom}"])
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


_TO_WHOM = table("moi=moi nous=nous lui=lui elle=lui eux=leur elles=leur")
