"""Identify with c'est, describe with il or elle est."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase, VerbGroup
from shared.french.rules.clauses import ends
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.antecedents import KIN, PERSONS, PROFESSIONS

_THIRD = frozenset({"il", "elle", "ils", "elles"})
_IDENTIFYING = wordlist("un une des mon ma mes ton ta tes notre nos votre vos leur leurs")
_CE = table(
    """est=c'est sont=ce_sont était=c'était étaient=c'étaient sera=ce_sera seront=ce_seront
    serait=ce_serait seraient=ce_seraient"""
)
_NOT_NOUNS = wordlist(
    "peu heure fois moment temps minuit midi air bout côté nôtre vôtre mien tien sien leur"
)
_ABSTRACT = wordlist(
    """plaisir problème succès surprise catastrophe honneur erreur désastre moment voyage expérience
    idée chance dommage joie fête jour journée soirée rêve cauchemar choc bonheur travail question
    chose spectacle concert match film week-end échec victoire aventure décision honte horreur faute
    vérité vie solution règle raison"""
)


def _ce_for(group: VerbGroup) -> str:
    """Pronoun and verb with "ce" for a form of être; "ça a été" in the compound past."""
    form = group.verb.norm
    if group.participle is not None and form in ("a", "ont"):
        return "ça a été"
    if group.ne is not None:
        return {"est": "ce n'est", "sont": "ce ne sont", "était": "ce n'était"}.get(form, "")
    return _CE.get(form, "")


def replaced(s: Sentence, group: VerbGroup, text: str, **slots: str) -> Iterator[Hit]:
    last = group.participle or group.verb
    if group.subject is not None and text:
        yield say(s, group.subject, last, text, **slots)


def etre(s: Sentence, subjects: frozenset[str]) -> Iterator[tuple[VerbGroup, Tok]]:
    """Forms of être behind a subject pronoun, with the first word behind them."""
    for group in s.groups:
        if group.lemma != "être" or group.subject is None or group.clitics or group.inverted:
            continue
        if group.subject.norm in subjects and group.subject.i < group.verb.i:
            tok = s.after(group.lexical)
            while tok.norm in ("pas", "plus") or (tok.pos == "ADV" and tok.norm not in ("un",)):
                tok = s.after(tok)
            yield group, tok


def _phrase_at(s: Sentence, tok: Tok) -> NounPhrase | None:
    return next((p for p in s.phrases if p.first is tok and p.noun is not tok), None)


@rule(
    id="cest_il_est.noun",
    level=Level.A2,
    reference="C'est + déterminant + nom : c'est un ami, c'est mon frère.",
    fr="Devant un déterminant et un nom, on dit « {say} ».",
    en="Before a determiner and a noun, say “{say}”.",
    triggers=_THIRD,
    wrong=(
        ("Il est un bon ami.", "C'est un bon ami."),
        ("Elle est ma cousine.", "C'est ma cousine."),
        ("Je crois qu'il est un problème.", "Je crois que c'est un problème."),
        ("Ils sont mes voisins.", "Ce sont mes voisins."),
        ("Il n'est pas une bonne idée.", "Ce n'est pas une bonne idée."),
        ("Elle était une femme courageuse.", "C'était une femme courageuse."),
        ("Il a été une belle surprise.", "Ça a été une belle surprise."),
        ("Il est la première fois que je viens.", "C'est la première fois que je viens."),
        ("Il est la meilleure solution.", "C'est la meilleure solution."),
    ),
    right=(
        "Il est une heure.",
        "Il est un peu fatigué.",
        "Il était une fois un roi.",
        "Il est l'un des meilleurs.",
        "Il est le seul à savoir.",
        "C'est un ami.",
        "Il a été un bon élève.",
        "Il est des nôtres.",
        "Quand il était un enfant, il jouait ici.",
        "Il est le bienvenu.",
    ),
)
def noun(s: Sentence) -> Iterator[Hit]:
    for group, tok in etre(s, _THIRD):
        phrase = _phrase_at(s, tok)
        ordinal = phrase is not None and any(a.lemma in _ORDINALS for a in phrase.before)
        if (
            phrase is None
            or (phrase.noun.lemma in _NOT_NOUNS and not ordinal)
            or phrase.noun.pos != "NOUN"
        ):
            continue
        if s.at(group.subject.i - 1).norm in ("si", "quand") if group.subject else True:
            continue
        compound = group.participle is not None
        if compound and phrase.noun.lemma not in _ABSTRACT:
            continue
        if not _identifies(s, group, tok, phrase):
            continue
        yield from replaced(s, group, _ce_for(group))


_ORDINALS = frozenset({"premier", "deuxième", "troisième", "dernier"})


def _identifies(s: Sentence, group: VerbGroup, tok: Tok, phrase: NounPhrase) -> bool:
    noun = phrase.noun
    if noun.lemma == "fois":
        return s.after(noun).norm == "que"
    if tok.norm in _IDENTIFYING:
        return True
    if tok.norm not in ("le", "la", "l'", "les", "ce", "cette"):
        return False
    if noun.lemma in KIN and s.after(noun).norm in ("de", "du", "des", "que", "qui", "à"):
        return noun.lemma not in ("chef", "patron", "patronne")
    m = noun.best
    subject = group.subject.norm if group.subject else ""
    impersonal = subject == "il" and m is not None and m.gender == "f" and tok.norm == "la"
    superlative = bool(phrase.before) and m is not None and noun.lemma not in PERSONS
    return impersonal and (superlative or noun.lemma in _ABSTRACT)


@rule(
    id="cest_il_est.cleft",
    level=Level.B1,
    reference="Mise en relief : c'est… qui, c'est… que.",
    fr="Pour mettre en relief, on dit « {say} ».",
    en="To stress something, use “{say}”.",
    triggers=_THIRD,
    wrong=(
        ("Il est moi qui décide.", "C'est moi qui décide."),
        ("Il est Paul qui a gagné.", "C'est Paul qui a gagné."),
        ("Il est ici que j'habite.", "C'est ici que j'habite."),
        ("Il est pour ça que je pars.", "C'est pour ça que je pars."),
        ("Il est demain que tu pars ?", "C'est demain que tu pars ?"),
        ("Il est à cause de toi.", "C'est à cause de toi."),
    ),
    right=(
        "Il est là.",
        "Il est à moi.",
        "Il est ici depuis qu'il est né.",
        "Il est clair que tu as raison.",
        "Il est si grand que je le vois.",
        "Il est chez lui.",
    ),
)
def cleft(s: Sentence) -> Iterator[Hit]:
    for group, _ in etre(s, frozenset({"il"})):
        tok = s.after(group.lexical)
        if tok.norm == "pas":
            tok = s.after(tok)
        tonic = tok.norm in ("moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles")
        if (tonic and not tok.hung) or (tok.pos == "PROPN" and s.after(tok).norm in ("qui", "que")):
            yield from replaced(s, group, _ce_for(group))
        elif tok.norm in ("ici", "là", "demain", "hier", "maintenant", "aujourd'hui", "ainsi"):
            if s.after(tok).norm == "que" and not s.after(tok).locution:
                yield from replaced(s, group, _ce_for(group))
        elif (tok.norm == "pour" and s.after(tok).norm in ("ça", "cela")) or (
            tok.norm in ("à", "grâce") and s.after(tok).norm in ("cause", "à")
        ):
            yield from replaced(s, group, _ce_for(group))


_BACK = wordlist("vrai possible impossible dommage évident nécessaire")
_DIFFICULT = wordlist(
    """important difficile facile possible impossible nécessaire dangereux utile inutile intéressant
    interdit normal bizarre essentiel obligatoire agréable rare étrange préférable"""
)


@rule(
    id="cest_il_est.judgement",
    level=Level.A2,
    reference="C'est + adjectif pour ce qui précède : c'est vrai, c'est possible.",
    fr="Pour parler de ce qu'on vient de dire : « {say} ».",
    en="To comment on what was said: “{say}”.",
    triggers=_THIRD | {"ça"},
    wrong=(
        ("Oui, il est vrai.", "Oui, c'est vrai."),
        ("Fumer, il est mauvais pour la santé.", "Fumer, c'est mauvais pour la santé."),
        (
            "Elle est difficile de trouver un appartement.",
            "C'est difficile de trouver un appartement.",
        ),
        ("Il est dommage, on a perdu.", "C'est dommage, on a perdu."),
        ("Ça est super.", "C'est super."),
        ("Apprendre le chinois, il est difficile.", "Apprendre le chinois, c'est difficile."),
    ),
    right=(
        "Il est vrai que je dors mal.",
        "Il est possible de venir.",
        "Elle est facile à comprendre.",
        "Ça a été super.",
        "Il est important, ce dossier.",
        "Pour dormir, il est bien.",
        "Ça serait bien.",
        "Elle est contente de venir.",
    ),
)
def judgement(s: Sentence) -> Iterator[Hit]:
    for group, tok in etre(s, _THIRD):
        subject, following = group.subject, s.after(tok)
        if subject is None or group.participle is not None:
            continue
        feminine = subject.norm == "elle"
        if tok.lemma in _BACK and ends(following) and following.norm not in ("et", "ou", "mais"):
            detached = following.text == "," and s.after(following).norm in (
                "ce",
                "le",
                "la",
                "mon",
            )
            if not detached and (not feminine or tok.lemma in ("vrai", "possible")):
                yield from replaced(s, group, _ce_for(group))
        elif feminine and tok.lemma in _DIFFICULT and following.norm in ("de", "que"):
            if following.norm == "que" or s.after(following).infinitive:
                yield from replaced(s, group, _ce_for(group))
        elif subject.norm == "il" and tok.pos == "ADJ" and _infinitive_topic(s, subject):
            yield from replaced(s, group, _ce_for(group))
    for group, _ in etre(s, frozenset({"ça"})):
        if group.verb.norm in ("est", "était", "sont") and group.ne is None:
            form = {"est": "c'est", "était": "c'était", "sont": "ce sont"}[group.verb.norm]
            yield from replaced(s, group, form)


def _infinitive_topic(s: Sentence, subject: Tok) -> bool:
    """Whether the sentence opens with an infinitive, set off by a comma just before "il"."""
    first = s.at(0)
    m = first.infinitive or (s.at(1).infinitive if first.norm in ("se", "ne") else None)
    return m is not None and s.after(subject, -1).text == "," and first.pos not in ("ADP", "NOUN")


_HUMAN = wordlist(
    """gentil sympa marié content fatigué généreux timide malade jeune amoureux blond brun
    célibataire
    divorcé sportif intelligent jaloux paresseux bavard sérieux poli impoli méchant drôle fier
    heureux triste patient impatient vieux travailleur courageux honnête égoïste curieux stressé
    occupé enceinte âgé riche pauvre sociable calme nerveux fâché énervé inquiet végétarien grand
    petit beau belle mince gros mignon têtu créatif ambitieux chaleureux ouvert réservé aimable
    adorable français anglais espagnol allemand italien chinois retraité mort né"""
)


@rule(
    id="cest_il_est.described",
    level=Level.A2,
    reference="Il, elle est + adjectif pour décrire une personne connue.",
    fr="Pour décrire une personne, on dit « {say} ».",
    en="To describe a person, say “{say}”.",
    triggers=frozenset({"ce"}),
    wrong=(
        ("Mes profs, ce sont très patients.", "Mes profs, ils sont très patients."),
        ("J'adore ma tante, c'est gentille.", "J'adore ma tante, elle est gentille."),
        ("Mon père, c'est très grand.", "Mon père, il est très grand."),
        ("Ma sœur, c'est médecin.", "Ma sœur, elle est médecin."),
        ("C'est avocate et elle travaille à Paris.", "Elle est avocate et elle travaille à Paris."),
    ),
    right=(
        "Ce sont de très bons profs.",
        "Le film d'hier, c'était drôle.",
        "C'est très gentil de ta part.",
        "Mon père, c'est le meilleur.",
        "C'est grand, chez toi.",
        "Mes profs, c'est des gens patients.",
        "C'est maman.",
        "La maison de mon père, c'est très grand.",
        "Ma sœur, c'est un médecin.",
    ),
)
def described(s: Sentence) -> Iterator[Hit]:
    for group, tok in etre(s, frozenset({"ce"})):
        if group.participle is not None or group.subject is None:
            continue
        topic = _topic(s, group.subject)
        following = s.after(tok)
        form = group.verb.norm
        adjective = tok.as_pos("ADJ")
        lone = ends(following) or following.norm in (
            "de",
            "pour",
            "avec",
            "à",
            "dans",
            "qui",
            "que",
        )
        if (
            tok.norm in PROFESSIONS
            and tok.norm not in ("guide", "chef", "pilote")
            and ends(following)
        ):
            bare = s.after(tok, -1) is group.lexical or s.after(tok, -1).norm in ("pas", "plus")
            if bare and tok.can("NOUN"):
                yield from replaced(s, group, f"{_pronoun(topic, tok)} {_ne(group)}{form}")
        elif adjective is None or not lone or following.norm in ("qui",):
            continue
        elif form in ("sont", "étaient", "seront") and adjective.number in ("p", "i"):
            yield from replaced(s, group, f"{_plural(topic, adjective.gender)} {form}")
        elif tok.lemma in _HUMAN and following.norm not in ("de", "que"):
            clearly = adjective.gender == "f" and tok.norm != tok.lemma
            if topic is not None and topic.lemma in PERSONS:
                yield from replaced(s, group, f"{_pronoun(topic, tok)} {_ne(group)}{form}")
            elif clearly and group.verb.norm == "est":
                yield from replaced(s, group, f"elle {_ne(group)}est")


def _ne(group: VerbGroup) -> str:
    return "n'" if group.ne is not None else ""


def _topic(s: Sentence, subject: Tok) -> Tok | None:
    """The noun that "ce" takes up: the head of the last phrase before it with no phrase inside."""
    best = None
    for phrase in s.phrases:
        if phrase.noun.i >= subject.i or phrase.noun.pos != "NOUN":
            continue
        if phrase.preposition is not None and phrase.preposition.norm == "de" and best is not None:
            continue
        best = phrase.noun
    return best


def _pronoun(topic: Tok | None, tok: Tok) -> str:
    for word in (topic, tok):
        m = word.best if word else None
        if m is not None and m.gender in ("m", "f"):
            return "elle" if m.gender == "f" else "il"
    return "il"


def _plural(topic: Tok | None, gender: str) -> str:
    m = topic.best if topic else None
    if gender == "f" or (gender != "m" and m is not None and m.gender == "f"):
        return "elles"
    return "ils"
