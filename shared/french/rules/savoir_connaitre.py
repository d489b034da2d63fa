"""savoir, connaître, pouvoir."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import lemmas, over_clitics
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.antecedents import PLACES
from shared.french.words.knowing import FACTS, INDIRECT, SKILLS
from shared.french.words.people import PEOPLE


def _other(s: Sentence, tok: Tok, said: str, meant: str) -> str:
    """The same form of the other verb."""
    for m in tok.readings:
        if m.lemma != said:
            continue
        if m.tense in FINITE:
            who = m.person.split(",")[0]
            group = next((g for g in s.groups if g.verb is tok), None)
            if group is not None and group.person in m.person.split(","):
                who = group.person
            return s.lexicon.inflect_verb(meant, m.tense, who)
        if m.tense == "inf":
            return meant
        if m.tense == "part_past" and _compound(s, tok):
            return s.lexicon.inflect_verb(meant, "part_past", "ms")
    return ""


def _compound(s: Sentence, tok: Tok) -> bool:
    return any(g.participle is tok for g in s.groups)


def _forms(s: Sentence, verb: str) -> Iterator[tuple[Tok, Tok]]:
    """Every form of a verb, with what follows it over negation and adverbs."""
    for tok in s:
        known = any(m.lemma == verb for m in tok.readings if m.pos == "VERB")
        if not known or tok.hung or s.at(tok.i - 1).pos == "DET" or tok.norm == "son":
            continue
        k = tok.i + 1
        while s.at(k).i >= 0 and (
            s.at(k).hung
            or s.at(k).norm in ("pas", "plus", "bien", "très", "déjà", "mieux", "jamais", "aussi")
            or s.at(k).norm in ("encore", "tous", "toutes", "même", "vraiment", "non", "moi", "toi")
        ):
            k += 1
        yield tok, s.at(k)


@rule(
    id="savoir_connaitre.person_or_place",
    level=Level.A2,
    reference="Connaître quelqu'un, un lieu, une chose ; savoir que, où, comment, + infinitif.",
    fr="Pour une personne, un lieu ou une chose, on dit « {say} ».",
    en="For people, places and things, say “{say}”.",
    triggers=frozenset({"savoir"}),
    wrong=(
        ("Tu sais Marie ?", "Tu connais Marie ?"),
        ("Je sais un bon coiffeur.", "Je connais un bon coiffeur."),
        ("On savait pas ce quartier.", "On connaissait pas ce quartier."),
        ("Elle ne sait personne ici.", "Elle ne connaît personne ici."),
        ("Vous savez la Bretagne ?", "Vous connaissez la Bretagne ?"),
        ("Je voudrais savoir ta famille.", "Je voudrais connaître ta famille."),
        ("J'ai su mon mari à Lille.", "J'ai connu mon mari à Lille."),
        ("Savez-vous un hôtel pas cher ?", "Connaissez-vous un hôtel pas cher ?"),
        ("Il sait beaucoup de villes.", "Il connaît beaucoup de villes."),
    ),
    right=(
        "Je sais la réponse.",
        "Tu sais, Marie est partie.",
        "Tu sais quoi ?",
        "Je sais pas mal de choses.",
        "Elle sait sa leçon.",
        "Il sait le français.",
        "Tu sais le film d'hier, il était nul.",
        "Je sais deux ou trois trucs.",
        "Je sais ce que tu veux.",
        "Il en sait des choses.",
        "On sait jamais.",
        "Personne ne sait.",
    ),
)
def person_or_place(s: Sentence) -> Iterator[Hit]:
    for tok, following in _forms(s, "savoir"):
        if not _known_by_acquaintance(s, following) or _you_know(s, tok, following):
            continue
        form = _other(s, tok, "savoir", "connaître")
        if form:
            yield say(s, tok, tok, form)


def _known_by_acquaintance(s: Sentence, tok: Tok) -> bool:
    if tok.norm in ("personne", "quelqu'un") or (tok.norm == "tout" and s.after(tok).norm == "le"):
        return not (tok.norm == "tout" and s.after(tok, 2).norm != "monde")
    if tok.norm in ("beaucoup", "plein", "peu") and s.after(tok).norm == "de":
        return s.after(tok, 2).lemma in PEOPLE | PLACES
    if tok.text[:1].isupper() and tok.i > 0:
        return s.after(tok).any_verb(*FINITE) is None or s.after(tok).can("NOUN")
    if tok.pos not in ("DET", "NUM") or tok.hung or tok.norm in ("tout", "toute", "quel", "quelle"):
        return False
    if tok.norm in ("quels", "quelles", "ce") and s.after(tok).norm in ("que", "qui", "dont"):
        return False
    if tok.norm.startswith("quel") and tok.norm not in ("quelques", "quelque"):
        return False
    noun = next((p.noun for p in s.phrases if tok.i < p.noun.i <= tok.i + 3), None)
    if noun is None or noun.lemma in FACTS or noun.norm in FACTS:
        return False
    return s.after(noun).finite is None


def _you_know(s: Sentence, tok: Tok, following: Tok) -> bool:
    """Whether "tu sais" only opens: "tu sais le film d'hier, il était nul"."""
    subject = s.at(tok.i - 1).norm
    if subject not in ("tu", "vous", "te") or s.asks:
        return False
    later = [g for g in s.groups if g.verb.i > following.i]
    return bool(later) and not any(
        t.norm in ("qui", "que", "où") for t in s.tokens[following.i : later[0].verb.i]
    )


@rule(
    id="savoir_connaitre.clause_or_skill",
    level=Level.A2,
    reference="Savoir que, si, où, comment…, savoir + infinitif.",
    fr="Devant une proposition ou un infinitif : « savoir » : « {say} ».",
    en="Before a clause or an infinitive, use savoir: “{say}”.",
    triggers=frozenset({"connaître"}),
    wrong=(
        ("Je connais que tu as raison.", "Je sais que tu as raison."),
        ("Tu connais où il habite ?", "Tu sais où il habite ?"),
        ("Elle connaît nager.", "Elle sait nager."),
        ("On connaît pas comment faire.", "On sait pas comment faire."),
        ("Connaissez-vous si c'est ouvert ?", "Savez-vous si c'est ouvert ?"),
        ("Je connais pas quelle heure il est.", "Je sais pas quelle heure il est."),
        ("Vous connaissez pourquoi elle part ?", "Vous savez pourquoi elle part ?"),
        ("Tu connais ce qu'il veut ?", "Tu sais ce qu'il veut ?"),
        ("Je connais jouer du piano.", "Je sais jouer du piano."),
        ("Je connais pas parler chinois.", "Je sais pas parler chinois."),
        ("J'ai connu que tu pars.", "J'ai su que tu pars."),
        ("Est-ce que tu connais où il est ?", "Est-ce que tu sais où il est ?"),
    ),
    right=(
        "Je connais quelqu'un qui peut t'aider.",
        "C'est la ville que je connais si bien.",
        "Tu connais ce film ?",
        "Je connais Paris comme ma poche.",
        "Ceux que je connais quand même.",
        "Je ne connais que lui.",
    ),
)
def clause_or_skill(s: Sentence) -> Iterator[Hit]:
    for tok, following in _forms(s, "connaître"):
        if _relative(s, tok) or not _clause_follows(s, tok, following):
            continue
        form = _other(s, tok, "connaître", "savoir")
        if form:
            yield say(s, tok, tok, form)


def _clause_follows(s: Sentence, tok: Tok, following: Tok) -> bool:
    verb = s.at(over_clitics(s, following.i)) if following.i >= 0 else following
    if verb.infinitive is not None and verb.pos == "VERB" and s.at(verb.i - 1).pos != "DET":
        return True
    if following.norm.startswith("quel") and following.norm not in ("quelques", "quelque"):
        return following.norm != "quelqu'un"
    if following.norm == "ce" and s.after(following).norm in ("que", "qui"):
        return True
    if following.norm in ("à", "de", "avec", "pour") and s.after(following).norm in _QUEL:
        return True
    if following.norm not in INDIRECT:
        return False
    before = s.at(tok.i - 1)
    clitic = before.norm in ("l'", "le", "la", "les", "me", "te", "nous", "vous", "se")
    clitic = clitic and not any(g.verb is tok and g.subject is before for g in s.groups)
    if clitic or (_compound(s, tok) and following.norm != "que"):
        return False
    if following.norm == "que":
        group = next((g for g in s.groups if g.verb is tok), None)
        restricted = group is not None and group.ne is not None and group.negation is None
        return not restricted and any(g.verb.i > following.i for g in s.groups)
    return s.after(following).is_word or following.norm in ("pourquoi", "comment", "où", "quand")


_QUEL = wordlist("quel quelle quels quelles qui quoi")


def _relative(s: Sentence, tok: Tok) -> bool:
    k = tok.i - 1
    while s.at(k).norm in ("ne", "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles"):
        k -= 1
    if s.at(k - 1).norm == "ce" and s.at(k - 1).hung:
        return False  # "est-ce que tu connais où il est"
    return s.at(k).norm in ("que", "dont") and s.at(k - 1).pos in ("NOUN", "PROPN", "PRON")


@rule(
    id="savoir_connaitre.relative",
    level=Level.B1,
    reference="Les gens que je connais.",
    fr="On connaît une personne ou un lieu : « {say} ».",
    en="Use connaître for people and places: “{say}”.",
    triggers=frozenset({"savoir"}),
    wrong=(
        ("C'est une fille que je sais bien.", "C'est une fille que je connais bien."),
        ("Les gens que je sais sont sympas.", "Les gens que je connais sont sympas."),
    ),
    right=(
        "C'est la réponse que je sais.",
        "Les gens que je sais trouver sont sympas.",
        "C'est l'homme que tu sais.",
    ),
)
def relative(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        que = s.at(group.verb.i - 2)
        noun = s.at(que.i - 1)
        if "savoir" not in lemmas(group.verb) or que.norm != "que" or group.person == "2s":
            continue
        known = noun.lemma in PEOPLE | _PLACES and noun.pos == "NOUN"
        if known and group.infinitive is None and group.clitics == ():
            following = s.after(group.verb)
            if following.norm in ("bien", "pas", "le") or following.pos in ("PUNCT", "VERB", "AUX"):
                form = _other(s, group.verb, "savoir", "connaître")
                if form:
                    yield say(s, group.verb, group.verb, form)


_PLACES = wordlist(
    """ville pays quartier restaurant hôtel bar café endroit magasin village région plage musée
    rue boutique boulangerie coin lieu"""
)


@rule(
    id="savoir_connaitre.skill",
    level=Level.B1,
    reference="Savoir nager : avoir appris ; pouvoir : avoir la possibilité.",
    fr="Pour ce qu'on a appris à faire : « savoir » : « {say} ».",
    en="For a skill you have learnt, use savoir: “{say}”.",
    triggers=SKILLS,
    wrong=(
        ("Elle peut lire depuis l'âge de six ans.", "Elle sait lire depuis l'âge de six ans."),
        ("Je peux pas conduire, j'ai jamais appris.", "Je sais pas conduire, j'ai jamais appris."),
        ("Il peut très bien cuisiner.", "Il sait très bien cuisiner."),
    ),
    right=(
        "Je peux pas nager, j'ai mal au bras.",
        "On peut jouer dehors ?",
        "Tu peux conduire ce soir ?",
        "Il peut encore chanter.",
    ),
    confidence=0.8,
)
def skill(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if "pouvoir" not in lemmas(group.verb) or group.infinitive is None or group.clitics:
            continue
        m = group.infinitive.infinitive
        if m is None or m.lemma not in SKILLS or group.tense not in ("ind_pres", "ind_impf"):
            continue
        if not _learnt(s, group):
            continue
        form = _other(s, group.verb, "pouvoir", "savoir")
        if form:
            yield say(s, group.verb, group.verb, form)


def _learnt(s: Sentence, group: VerbGroup) -> bool:
    age = "âge" in s.norms and "depuis" in s.norms
    taught = bool({"apprendre"} & s.norms)
    well = any(t.norm == "bien" for t in group.adverbs) and any(
        t.norm == "très" for t in group.adverbs
    )
    return age or taught or well


@rule(
    id="savoir_connaitre.possibility",
    level=Level.B1,
    reference="Pouvoir : avoir la possibilité ; savoir : avoir appris.",
    fr="Pour une possibilité : « pouvoir » : « {say} ».",
    en="For a possibility, use pouvoir: “{say}”.",
    triggers=frozenset({"savoir"}),
    wrong=(
        ("Tu sais m'aider ce soir ?", "Tu peux m'aider ce soir ?"),
        ("Je sais pas venir demain.", "Je peux pas venir demain."),
        ("Tu sais fermer ça, s'il te plaît ?", "Tu peux fermer ça, s'il te plaît ?"),
    ),
    right=(
        "Tu sais nager ?",
        "Je sais pas faire ça.",
        "Tu sais venir à la maison tout seul maintenant.",
        "Tu saurais y aller ?",
    ),
    confidence=0.8,
)
def possibility(s: Sentence) -> Iterator[Hit]:
    asked = s.text.rstrip().endswith("?")
    soon = bool({"demain", "soir", "aujourd'hui"} & s.norms)
    for group in s.groups:
        if "savoir" not in lemmas(group.verb) or group.infinitive is None:
            continue
        m = group.infinitive.infinitive
        if m is None or group.tense != "ind_pres":
            continue
        come = m.lemma in ("venir", "sortir", "partir", "arriver", "manger", "dormir")
        favour = m.lemma in ("aider", "fermer", "passer", "prêter", "attendre", "donner", "ouvrir")
        you = group.person in ("2s", "2p")
        polite = soon or {"plaire"} & s.norms
        if (come and soon and group.negation) or (favour and asked and you and polite):
            form = _other(s, group.verb, "savoir", "pouvoir")
            if form:
                yield say(s, group.verb, group.verb, form)
