"""Relative pronouns said for one another: dont for que, façon comment, le que for celui que."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends_or_time
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.relative import antecedent
from shared.french.rules.relative_2 import clause, tail
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import PLACES

_PLAIN_OBJECT = wordlist(
    """lire voir acheter aimer connaître rencontrer manger choisir préparer faire prendre écouter
    regarder adorer chercher trouver boire écrire vendre inviter visiter attendre préférer détester
    comprendre oublier perdre recevoir porter utiliser essayer commander payer donner montrer
    expliquer apprendre étudier vouloir appeler dire raconter entendre finir commencer envoyer
    offrir garder proposer organiser gagner suivre"""
)
_THERE = wordlist("naître habiter vivre travailler aller étudier grandir dormir rester loger")


@rule(
    id="relative.dont_wrong",
    level=Level.B1,
    reference="Dont remplace un complément avec de ; un objet direct est « que », un lieu « où ».",
    fr="Le verbe n'a pas de complément avec « de » : « {say} ».",
    en="The verb takes no “de” here: “{say}”.",
    triggers=frozenset({"dont"}),
    wrong=(
        ("Le film dont j'ai vu était drôle.", "Le film que j'ai vu était drôle."),
        ("C'est une actrice dont j'adore.", "C'est une actrice que j'adore."),
        ("La ville dont je suis né est belle.", "La ville où je suis né est belle."),
        ("C'est de toi dont je parle.", "C'est de toi que je parle."),
    ),
    right=(
        "Le film dont je parle est drôle.",
        "Une actrice dont j'adore la voix.",
        "La façon dont il a fait ça.",
        "Voilà ce dont j'ai besoin.",
        "Le pays dont je viens.",
        "Il a trois enfants dont je connais l'aîné.",
        "Les livres dont je dois lire un chapitre.",
        "La manière dont il cuisine.",
    ),
)
def dont_wrong(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head = antecedent(s, tok) if tok.norm == "dont" else None
        group = clause(s, tok) if tok.norm == "dont" else None
        if tok.norm != "dont" or group is None:
            continue
        cleft = s.after(tok, -2)
        if cleft.norm == "de" and s.after(cleft, -1).lemma == "être":
            yield say(s, tok, tok, "que")
        elif head is not None and head.lemma not in ("façon", "manière", "sorte", "ce"):
            yield from _other(s, tok, head, group)


def _other(s: Sentence, tok: Tok, head: Tok, group: VerbGroup) -> Iterator[Hit]:
    following = tail(s, group)
    closed = ends_or_time(s, following) or following.finite is not None
    if not closed or group.clitics or group.infinitive:
        return
    if group.lemma in _PLAIN_OBJECT:
        yield say(s, tok, tok, "que")
    elif group.lemma in _THERE and head.lemma in PLACES:
        yield say(s, tok, tok, "où")


@rule(
    id="relative.manner",
    level=Level.B1,
    reference="La façon dont, la manière dont, la raison pour laquelle.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"façon", "manière", "raison"}),
    wrong=(
        ("J'aime la façon comment tu parles.", "J'aime la façon dont tu parles."),
        ("La manière comme il conduit me fait peur.", "La manière dont il conduit me fait peur."),
        (
            "La raison que je suis venu est simple.",
            "La raison pour laquelle je suis venu est simple.",
        ),
    ),
    right=(
        "La raison que tu donnes est bizarre.",
        "De toute façon, comme il pleut, on reste.",
        "De façon que tout le monde comprenne.",
        "C'est la raison pour laquelle je viens.",
        "Pour la raison que tu sais.",
        "C'est pour cette raison que je pars.",
    ),
)
def manner(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        noun = s.after(tok, -1)
        article = s.after(noun, -1).norm
        if article not in ("la", "cette", "une", "sa", "ma"):
            continue
        if noun.norm in ("façon", "manière") and tok.norm in ("comment", "comme", "que", "où"):
            if s.after(noun, -2).norm not in ("de", "à") and clause(s, tok) is not None:
                yield say(s, tok, tok, "dont")
        elif s.after(noun, -2).norm in ("pour", "de"):
            continue
        elif noun.norm == "raison" and tok.norm in ("que", "dont", "où"):
            group = clause(s, tok)
            traits = s.lexicon.verb_traits(group.lemma) if group else None
            if group is None or traits is None:
                continue
            full = tail(s, group)
            complete = traits.etre or group.reflexive or not traits.transitive
            filled = full.pos == "DET" and not ends_or_time(s, full)
            if (
                complete
                or filled
                or group.infinitive
                or (group.lemma == "être" and full.pos == "ADJ")
            ):
                yield say(s, tok, tok, "pour laquelle")


_CELUI = table("le=celui la=celle les=ceux")


@rule(
    id="relative.celui",
    level=Level.B1,
    reference="Celui qui, celle que, ceux dont : pas d'article devant un relatif.",
    fr="Devant un pronom relatif, on dit « {say} ».",
    en="Before a relative pronoun, say “{say}”.",
    triggers=frozenset({"le", "la", "les"}),
    wrong=(
        ("Le qui perd doit payer.", "Celui qui perd doit payer."),
        ("Je préfère la que tu as achetée.", "Je préfère celle que tu as achetée."),
        (
            "La boîte dans la que je range mes photos.",
            "La boîte dans laquelle je range mes photos.",
        ),
        ("Les que parlent trop m'énervent.", "Ceux qui parlent trop m'énervent."),
    ),
    right=(
        "Je le vois, qui arrive.",
        "Tu la trouves, que ça te plaise ou non ?",
        "Le que et le qui sont des pronoms.",
    ),
)
def celui(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        article = s.after(tok, -1)
        if tok.norm not in ("que", "qui", "dont") or article.norm not in _CELUI:
            continue
        before = s.after(article, -1)
        if article.hung or s.text.endswith("?") or s.after(tok).norm in ("et", "sont", "est"):
            continue
        if before.norm in ("dans", "avec", "sur", "pour", "par") and tok.norm == "que":
            form = {"le": "lequel", "la": "laquelle", "les": "lesquels"}[article.norm]
            yield say(s, article, tok, form)
            continue
        if before.i >= 0 and not (before.finite or before.pos in ("PUNCT", "SCONJ", "CCONJ")):
            continue
        relative = "qui" if tok.norm == "que" and s.after(tok).finite else tok.norm
        head = "celles" if article.norm == "les" and _feminine(s, tok) else _CELUI[article.norm]
        yield say(s, article, tok, f"{head} {relative}")


def _feminine(s: Sentence, tok: Tok) -> bool:
    """Whether a participle or adjective behind shows that women or feminine things are meant."""
    return any(
        m.gender == "f" and m.number == "p"
        for t in s.tokens[tok.i + 1 :]
        for m in t.live[:1]
        if m.pos in ("ADJ", "VERB")
    )


@rule(
    id="relative.whose",
    level=Level.B2,
    reference="Dont marque la possession : la fille dont le père est avocat.",
    fr="Pour la possession, on dit « {say} ».",
    en="For possession, use “{say}”.",
    triggers=frozenset({"que", "qui"}),
    wrong=(
        (
            "Le voisin que sa voiture est en panne m'appelle.",
            "Le voisin dont la voiture est en panne m'appelle.",
        ),
        (
            "J'ai une amie que ses parents sont divorcés.",
            "J'ai une amie dont les parents sont divorcés.",
        ),
    ),
    right=(
        "Le gâteau que sa mère a fait.",
        "Je crois que sa voiture est en panne.",
        "Le fait que sa voiture est en panne.",
        "La fille que ses parents aiment.",
    ),
)
def whose(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        owned, noun = s.after(tok), s.after(tok, 2)
        if tok.norm not in ("que", "qui") or owned.norm not in ("son", "sa", "ses"):
            continue
        head = antecedent(s, tok)
        group = clause(s, tok)
        m = noun.best
        if head is None or head.pos != "NOUN" or group is None or m is None:
            continue
        article_before = s.after(head, -1).norm in ("un", "une", "des", "le", "la", "les", "l'")
        if group.lemma == "être" and article_before and head.lemma not in ("fait", "idée"):
            plural = owned.norm == "ses"
            article = "les" if plural else "la" if m.gender == "f" else "le"
            yield say(s, tok, owned, f"dont {article}")
