"""dont and où, by what the verb governs."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import ends, ends_or_time
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.relative.qui_que import antecedent
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.antecedents import LANGUAGES, MOMENTS, ORIGINS, PLACES
from shared.french.words.time import DAY_PARTS, DAYS, SEASONS
from shared.french.words.verb_arguments import (
    ADJECTIVES_WITH_DE,
    NOUNS_WITH_DE,
    REFLEXIVE_WITH_DE,
    THINGS_WITH_DE,
)


def clause(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The group of the relative clause: subject next to the pronoun."""
    for group in s.groups:
        if group.verb.i > tok.i:
            subject = group.subject
            if subject is None or subject.i <= tok.i or subject.i > tok.i + 4:
                return None
            return group
    return None


def tail(s: Sentence, group: VerbGroup) -> Tok:
    """What follows the verb of a relative clause, over adverbs."""
    infinitive = group.infinitive if group.lemma != "être" else None
    tok = s.after(infinitive or group.lexical)
    while tok.pos == "ADV" and tok.norm not in ("là", "ici"):
        tok = s.after(tok)
    return tok


def is_over(s: Sentence, tok: Tok) -> bool:
    """Whether a relative clause ends here: nothing, time, or the main verb."""
    return ends_or_time(s, tok) or tok.finite is not None or tok.norm == "ne"


@rule(
    id="relative.dont",
    level=Level.B1,
    reference="Dont remplace un complément avec de : avoir besoin de, parler de, être fier de.",
    fr="Avec « de », le pronom relatif est « dont ».",
    en="With “de”, the relative pronoun is “dont”.",
    triggers=frozenset({"que"}),
    wrong=(
        ("Le livre que tu as besoin est ici.", "Le livre dont tu as besoin est ici."),
        ("C'est un film que tout le monde parle.", "C'est un film dont tout le monde parle."),
        ("C'est une chose que je suis fier.", "C'est une chose dont je suis fier."),
        ("Voilà ce que je me souviens.", "Voilà ce dont je me souviens."),
        ("L'outil que je me sers est cassé.", "L'outil dont je me sers est cassé."),
    ),
    right=(
        "C'est la langue que je parle.",
        "Le livre que j'ai besoin de lire est ici.",
        "Je crois que j'ai besoin de toi.",
        "Le train que j'ai manqué.",
        "Le repas qu'on a envie de manger.",
        "Il est si gentil que je suis content.",
        "Le jour que je préfère.",
        "La veste que je me suis achetée.",
    ),
)
def dont(s: Sentence) -> Iterator[Hit]:
    for tok, head, group in relatives(s):
        if head.lemma in LANGUAGES or head.norm in LANGUAGES:
            continue
        if _takes_de(s, head, group):
            yield say(s, tok, tok, "dont")


def relatives(s: Sentence) -> Iterator[tuple[Tok, Tok, VerbGroup]]:
    """Find "que" behind an antecedent, and the clause that it opens."""
    for tok in s:
        if tok.norm != "que" or tok.locution:
            continue
        head = antecedent(s, tok)
        if head is None and s.after(tok, -1).norm in ("ça", "cela"):
            continue
        group = clause(s, tok) if head is not None else None
        if head is not None and group is not None:
            yield tok, head, group


def _takes_de(s: Sentence, head: Tok, group: VerbGroup) -> bool:
    rest = tail(s, group)
    m = group.verb.finite
    simple = group.participle is None and m is not None
    if rest.norm == "de" or head.norm in ("fait", "idée", "impression"):
        return False
    if simple and m is not None and m.lemma == "avoir" and rest.norm in NOUNS_WITH_DE:
        after = s.after(rest)
        return after.norm != "de" and (ends(after) or is_over(s, after) or after.pos == "ADP")
    if group.lemma == "être" and rest.lemma in ADJECTIVES_WITH_DE:
        linked = head.norm not in ("ce", "tout", "rien") or rest.lemma == "fier"
        return linked and is_over(s, s.after(rest)) and s.after(rest).norm != "de"
    if group.reflexive:
        return group.lemma in REFLEXIVE_WITH_DE - {"passer", "rendre", "inquiéter"} and (
            len(group.clitics) == 1 and is_over(s, rest)
        )
    if group.lemma in ("manquer", "discuter", "souffrir", "hériter", "douter"):
        return group.lemma == "souffrir" and is_over(s, rest)
    if group.lemma in ("parler", "rêver"):
        return head.norm not in ("ce", "tout") and (is_over(s, rest) or rest.pos == "ADP")
    return group.lemma in THINGS_WITH_DE and is_over(s, rest)


_LIVING = wordlist(
    """naître habiter vivre travailler aller étudier grandir dormir rester partir entrer jouer
    manger dîner déjeuner marcher courir nager danser arriver descendre loger séjourner"""
)
_WITH_OBJECT = wordlist(
    "acheter rencontrer passer faire apprendre prendre garer voir perdre trouver laisser célébrer"
)


@rule(
    id="relative.ou",
    level=Level.A2,
    reference="Où : le lieu ou le moment.",
    fr="Pour un lieu ou un moment, on dit « {say} ».",
    en="For a place or a time, use “{say}”.",
    triggers=frozenset({"que", "quand"}),
    wrong=(
        ("Le village que je suis né est petit.", "Le village où je suis né est petit."),
        ("C'est le bar qu'on a dîné samedi.", "C'est le bar où on a dîné samedi."),
        ("Le jour que tu es arrivé, il pleuvait.", "Le jour où tu es arrivé, il pleuvait."),
        ("L'année quand j'ai fini mes études.", "L'année où j'ai fini mes études."),
        ("Le pays que je viens est grand.", "Le pays d'où je viens est grand."),
        (
            "Le magasin que j'achète mon pain est fermé.",
            "Le magasin où j'achète mon pain est fermé.",
        ),
    ),
    right=(
        "La ville que je préfère est Rome.",
        "Le jour que je préfère est samedi.",
        "La semaine que j'ai passée là-bas.",
        "La maison que j'habite.",
        "Chaque fois que tu viens.",
        "Le temps que j'arrive, il est parti.",
        "Le restaurant que j'ai choisi.",
        "C'est à Lyon que je travaille.",
        "C'est dans ce pays que je suis né.",
        "Le matin, quand je me lève, il fait nuit.",
        "Le gâteau que j'ai mangé.",
        "C'est ce jour-là que je suis arrivé.",
        "Je te dis un jour quand je suis libre.",
    ),
)
def ou(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head = antecedent(s, tok) if tok.norm in ("que", "quand") and not tok.locution else None
        group = clause(s, tok) if head is not None else None
        if head is None or group is None or _cleft(s, head):
            continue
        if tok.norm == "que" and s.at(head.i - 2).norm in ("fait", "a", "faisait", "avait"):
            continue  # "ça fait un an que": no relative clause
        where = _where(s, tok, head, group)
        if where:
            yield say(s, tok, tok, where)


def _cleft(s: Sentence, head: Tok) -> bool:
    """Whether the antecedent stands with a preposition in "c'est … que"."""
    cleft = any(
        t.norm == "ce" and s.after(t).lemma == "être" for t in s.tokens[max(0, head.i - 6) : head.i]
    )
    return cleft and (
        any(t.pos == "ADP" or t.norm in ("au", "aux") for t in s.tokens[head.i - 3 : head.i])
        or head.lemma in MOMENTS
    )


def _where(s: Sentence, tok: Tok, head: Tok, group: VerbGroup) -> str:
    rest = tail(s, group)
    determined = any(
        t.norm in ("le", "la", "les", "l'", "ce", "cette", "cet", "un", "une")
        for t in s.tokens[max(0, head.i - 2) : head.i]
    ) or s.after(head, -1).norm in ("au", "du")
    if tok.norm == "quand":
        definite = s.after(head, -1).norm in ("le", "la", "l'") and s.after(tok, -1).text != ","
        if head.i <= 1 and head.lemma in DAY_PARTS | DAYS | SEASONS:
            return ""  # "le matin quand je me lève": a habit, no relative clause
        known = head.i <= 3 or head.lemma in ("jour", "moment", "année", "époque", "période")
        return "où" if head.lemma in MOMENTS and definite and known else ""
    if head.lemma in ORIGINS and group.lemma == "venir" and is_over(s, rest):
        return "d'où"
    traits = s.lexicon.verb_traits(group.lemma)
    filled = rest.pos in ("DET", "NUM") and not ends_or_time(s, rest)
    if head.lemma in PLACES:
        living = group.lemma in _LIVING - {"habiter", "passer"} or (
            group.lemma == "habiter" and head.lemma in _TOWNS
        )
        if living and (group.lemma not in ("jouer", "étudier") or not filled):
            return "où"
        return "où" if group.lemma in _WITH_OBJECT and filled else ""
    if head.lemma in MOMENTS and determined and traits is not None:
        complete = traits.etre or group.reflexive or not traits.transitive or group.lemma == "être"
        if group.lemma == "passer" or (complete and group.participle is None and rest.i < 0):
            return ""
        return "où" if complete or filled else ""
    return ""


_TOWNS = wordlist("ville pays quartier rue immeuble endroit région village")

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
