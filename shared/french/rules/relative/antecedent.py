"""What a relative pronoun stands for: celui, a noun said twice, and none at all."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.relative.dont_ou import clause
from shared.french.rules.relative.qui_que import antecedent
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.time import DAY_PARTS, DAYS, SEASONS, UNITS

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
    id="relative.resumed",
    level=Level.B1,
    reference="Le relatif remplace déjà le nom : pas de le, y, en, son derrière.",
    fr="Le relatif remplace déjà le nom : « {word} » est de trop.",
    en="The relative already stands for the noun: “{word}” is one too many.",
    triggers=frozenset({"que", "où", "dont"}),
    wrong=(
        ("Le livre que je l'ai lu est long.", "Le livre que j'ai lu est long."),
        ("La ville où j'y habite est calme.", "La ville où j'habite est calme."),
        ("Le livre dont j'en ai besoin.", "Le livre dont j'ai besoin."),
        ("Ma voisine dont son fils est malade.", "Ma voisine dont le fils est malade."),
    ),
    right=(
        "Je crois que je l'ai lu.",
        "Le fait que tu l'aies vu.",
        "Le livre que j'ai lu.",
        "Je pense à la ville, je crois que j'y vais.",
        "La fille que je lui ai présentée.",
        "C'est là où il y a du monde.",
        "L'idée que je le perde.",
    ),
)
def resumed(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in ("que", "où", "dont") or tok.locution:
            continue
        head = antecedent(s, tok)
        following = s.after(tok)
        if tok.norm == "dont" and following.norm in ("son", "sa", "ses"):
            noun = s.after(following)
            m = noun.best
            if m is not None and noun.pos == "NOUN":
                article = "les" if following.norm == "ses" else "la" if m.gender == "f" else "le"
                yield say(s, following, following, article, word=following.text)
            continue
        group = clause(s, tok) if head is not None else None
        if head is None or group is None or len(group.clitics) != 1 or head.pos != "NOUN":
            continue
        clitic = group.clitics[0]
        wanted = {"que": ("le", "la", "l'", "les"), "où": ("y",), "dont": ("en",)}[tok.norm]
        if clitic.norm not in wanted or head.lemma in _WITH_CLAUSE:
            continue
        if tok.norm == "où" and group.verb.lemma == "avoir" and group.participle is None:
            continue
        verb_before = s.at(head.i - 2)
        if verb_before.lemma in ("faire", "avoir", "être") and tok.norm == "que":
            continue  # "ça fait un bail que je l'ai vu"
        # "que tu le veuilles" continues a noun of saying; only articles make an antecedent sure.
        if s.after(head, -1).norm in ("le", "la", "les", "l'", "un", "une", "ce", "cette", "des"):
            yield delete(s, clitic, clitic, word=clitic.text)


_WITH_CLAUSE = wordlist(
    """fait idée impression preuve chance peur envie besoin avis condition crainte espoir sentiment
    moment temps fois jour point mesure signe risque bruit nouvelle rumeur côté but façon manière
    dommage honte raison sorte cas peine hasard habitude certitude vérité question réalité"""
)


_INTRODUCES = wordlist("avoir connaître rencontrer être voir chercher trouver")


@rule(
    id="relative.missing",
    level=Level.B1,
    reference="Une relative commence par un pronom relatif.",
    fr="Il manque le pronom relatif « {say} ».",
    en="The relative pronoun is missing: “{say}”.",
    wrong=(
        ("J'ai un cousin travaille à Lille.", "J'ai un cousin qui travaille à Lille."),
        ("Il y a des gens pensent ça.", "Il y a des gens qui pensent ça."),
        ("C'est un livre parle de la guerre.", "C'est un livre qui parle de la guerre."),
        ("Le gâteau tu as fait était bon.", "Le gâteau que tu as fait était bon."),
        ("C'est le garçon j'ai rencontré hier.", "C'est le garçon que j'ai rencontré hier."),
        ("Le repas nous avons pris était bon.", "Le repas que nous avons pris était bon."),
        ("Voici la clé tu cherchais.", "Voici la clé que tu cherchais."),
        ("Les gens je connais parlent russe.", "Les gens que je connais parlent russe."),
        ("C'est l'ami je t'ai parlé.", "C'est l'ami dont je t'ai parlé."),
    ),
    right=(
        "J'ai une amie, elle habite à Pékin.",
        "Mon frère je l'ai vu hier.",
        "Le problème c'est que je sais pas.",
        "C'est une ferme tranquille.",
        "Le soir je lis et c'est bien.",
        "La semaine prochaine tu es là ?",
        "C'est le mien je crois.",
        "C'est la vie tu sais.",
        "Le matin je mange, le soir je bois.",
        "La vérité nous est connue.",
        "Le soir nous mangeons et parlons peu.",
    ),
    confidence=0.85,
)
def missing(s: Sentence) -> Iterator[Hit]:
    for phrase in s.phrases:
        noun = phrase.after[-1] if phrase.after else phrase.noun
        many = _quantity(s, phrase)
        if phrase.noun.pos != "NOUN" or not (many or phrase.determiner):
            continue
        shown = s.after(phrase.first, -1).norm in ("voici", "voilà")
        if phrase.preposition and not (many or shown):
            continue
        following = s.after(noun)
        if _introduced(s, phrase.first) and _verb_at_once(s, following, plural=phrase.plural):
            yield insert(s, following, "qui")
        elif following.norm in _SPEAKING and _spoken_of(s, phrase, following):
            yield insert(s, following, "dont")
        elif following.norm in _SPEAKING and _object_gap(s, phrase, following):
            yield insert(s, following, "que")


def _introduced(s: Sentence, first: Tok) -> bool:
    """Whether a noun phrase is the object of a verb that presents somebody or something."""
    verb = s.after(first, -1)
    if verb.norm == "de" and s.after(verb, -1).norm in ("beaucoup", "plein", "peu"):
        verb = s.after(verb, -2)
    m = verb.finite
    if m is None or m.lemma not in _INTRODUCES:
        return False
    subject = s.after(verb, -1).norm
    return m.lemma != "être" or subject == "ce"


def _quantity(s: Sentence, phrase: NounPhrase) -> bool:
    before = s.after(phrase.first, -1)
    return before.norm == "de" and s.after(before, -1).norm in ("beaucoup", "plein", "peu")


def _verb_at_once(s: Sentence, tok: Tok, *, plural: bool) -> bool:
    m = tok.finite
    if m is None or tok.can("ADJ") or tok.can("ADV") or tok.can("ADP"):
        return False
    if tok.can("NOUN") and s.after(tok).norm not in ("de", "du", "à", "au", "dans", "chez", "bien"):
        return False
    if m.lemma in ("avoir", "être") and tok.norm not in ("est", "sont", "a", "ont"):
        return False
    return ("3p" if plural else "3s") in tok.persons


_SPEAKING = wordlist("je tu nous vous")
_ASIDES = wordlist("être croire penser savoir trouver")
"""Said by the way: "ma mère, je trouve, est gentille"."""


def _spoken_of(s: Sentence, phrase: NounPhrase, pronoun: Tok) -> bool:
    """Whether "c'est l'ami je t'ai parlé" speaks of somebody, without "dont"."""
    group = next((g for g in s.groups if g.subject is pronoun), None)
    if group is None or group.lemma != "parler" or not _introduced(s, phrase.first):
        return False
    told = [c.norm for c in group.clitics] in (["te"], ["vous"], ["lui"], ["leur"])
    return told and not s.after(group.lexical).is_word


def _object_gap(s: Sentence, phrase: NounPhrase, pronoun: Tok) -> bool:
    """Whether subject and verb behind a noun lack their object, and the sentence goes on."""
    first = phrase.first
    group = next((g for g in s.groups if g.subject is pronoun), None)
    if group is None or group.clitics or group.lemma in _ASIDES:
        return False
    m = group.participle
    traits = s.lexicon.verb_traits(group.lemma)
    if traits is None or not traits.transitive or group.infinitive:
        return False
    after = s.after(group.lexical)
    while after.pos == "ADV" or after.norm == "hier":
        after = s.after(after)
    if first.i == 0 and first.pos == "DET":
        timed = phrase.noun.lemma in DAY_PARTS | DAYS | SEASONS | UNITS
        again = next((g for g in s.groups if g.first is after), None)
        due = "3p" if phrase.plural else "3s"
        bare = again is not None and again.subject is None and due in again.verb.persons
        return bare and not timed
    before = s.after(first, -1)
    if before.norm in ("voici", "voilà"):
        return group.lemma != "voir" and ends(after)
    presented = before.lemma == "être" and s.after(before, -1).norm == "ce"
    return presented and m is not None and ends(after)
