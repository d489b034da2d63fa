"""The infinitive after a preposition: après avoir, avant de, en … -ant."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.rules.infinitive.after_verb import SKIPPED, infinitive_of, nominal, with_object
from shared.french.rules.verbs import OWN, has_object, over_clitics, takes_etre
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import SUBJECT_PRONOUNS
from shared.french.words.infinitives import ADJECTIVE_DE, BARE, NOUN_DE, WITH_A, WITH_DE


@rule(
    id="infinitive.after_preposition",
    level=Level.A2,
    reference="Pour, sans, avant de, à, de + infinitif.",
    fr="Après une préposition, le verbe est à l'infinitif : « {say} ».",
    en="After a preposition, use the infinitive: “{say}”.",
    triggers=frozenset({"pour", "sans", "de", "à"}),
    wrong=(
        ("Je cuisine pour mange mieux.", "Je cuisine pour manger mieux."),
        ("Il est sorti sans dit au revoir.", "Il est sorti sans dire au revoir."),
        ("J'ai envie de bois un café.", "J'ai envie de boire un café."),
        ("Elle a décidé de vient.", "Elle a décidé de venir."),
        ("Il m'a demandé de viens plus tôt.", "Il m'a demandé de venir plus tôt."),
        ("On a commencé à comprend.", "On a commencé à comprendre."),
        ("Je lis avant de dors.", "Je lis avant de dormir."),
        ("J'essaie de comprends le prof.", "J'essaie de comprendre le prof."),
        ("C'est pour apprenant le français.", "C'est pour apprendre le français."),
        ("J'ai besoin de la vois.", "J'ai besoin de la voir."),
    ),
    right=(
        "De fait, il est là.",
        "C'est pour danse et musique.",
        "Il a besoin de calme.",
        "J'ai envie de glace.",
        "Le bus de nuit part à cinq heures.",
        "C'est pour dire merci.",
        "Il vient de loin.",
        "On a commencé à trois.",
        "Il faut un permis de conduire.",
        "Sans doute, c'est pour demain.",
        "Le prix de vente est haut.",
        "C'est à suivre de près.",
    ),
)
def after_preposition(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        if prep.norm not in ("pour", "sans", "de", "à") or prep.locution:
            continue
        k = over_clitics(s, prep.i + 1)
        tok = s.at(k)
        form = infinitive_of(tok)
        governed = prep.norm in ("pour", "sans") or _governs(s, prep)
        if not form or not governed or tok.norm in _ADVERBIAL or s.after(tok).hung:
            continue
        if tok.norm == "aide" and s.at(prep.i - 1).norm == "besoin":
            continue
        between = k > prep.i + 1
        shape = with_object(s, tok)
        if between and tok.can("NOUN") and _article(s, prep.i + 1, k):
            continue
        finite = tok.any_verb(*FINITE)
        if nominal(tok) and not between and not shape:
            continue
        if finite is None and tok.any_verb("part_past") and not shape:
            continue
        if between and not _clitic_verb(s, prep, tok):
            continue
        yield say(s, tok, tok, form)


_ADVERBIAL = wordlist("sorte près loin part côté suite cesse doute")


def _article(s: Sentence, first: int, last: int) -> bool:
    return any(s.at(j).norm in ("le", "la", "les", "l'", "leur") for j in range(first, last))


def _clitic_verb(s: Sentence, prep: Tok, tok: Tok) -> bool:
    """Whether only clitics stand between: "pour vous" is a phrase of its own."""
    own = {"me", "te", "se", "le", "la", "les", "l'", "y", "en", "ne", "pas"}
    return all(s.at(j).norm in own for j in range(prep.i + 1, tok.i))


_BIDDING = wordlist("demander dire permettre interdire recommander venir")


def _governs(s: Sentence, prep: Tok) -> bool:
    """Whether what stands before "à" or "de" asks for an infinitive."""
    k = prep.i - 1
    while s.at(k).norm in SKIPPED or s.at(k).hung:
        k -= 1
    head = s.at(k)
    if head.norm in ("avant", "afin", "train", "lieu") and prep.norm == "de":
        return True
    found = {m.lemma for m in head.readings if m.pos in ("VERB", "AUX")}
    if prep.norm == "de":
        adjective = head.norm in ADJECTIVE_DE or head.lemma in ADJECTIVE_DE
        return head.norm in NOUN_DE or adjective or bool(found & (WITH_DE | _BIDDING))
    return bool(found & WITH_A)


@rule(
    id="infinitive.pour_subject",
    level=Level.A2,
    reference="Pour, sans, avant de + infinitif, quand le sujet est le même.",
    fr="Le sujet est le même : « {prep} » + infinitif : « {say} ».",
    en="Same subject: use “{prep}” + infinitive: “{say}”.",
    triggers=frozenset({"pour", "sans", "avant"}),
    wrong=(
        ("Je suis ici pour j'apprends le français.", "Je suis ici pour apprendre le français."),
        ("Je prends le bus pour je vais au travail.", "Je prends le bus pour aller au travail."),
        ("Il travaille pour il gagne sa vie.", "Il travaille pour gagner sa vie."),
    ),
    right=("C'est pour toi que je viens.", "Il est là pour nous aider."),
)
def pour_subject(s: Sentence) -> Iterator[Hit]:
    for prep in s:
        subject = s.after(prep)
        if prep.norm not in ("pour", "sans", "avant") or subject.norm not in SUBJECT_PRONOUNS:
            continue
        if prep.norm == "avant" and s.at(prep.i - 1).pos == "PUNCT":
            continue  # "avant, je…": an adverb
        group = next((g for g in s.groups if g.subject is subject), None)
        main = [g for g in s.groups if g.verb.i < prep.i]
        if group is None or not main or main[-1].subject is None or group.participle:
            continue
        m = group.verb.finite
        same = main[-1].subject.norm == subject.norm
        if m is None or not same or group.clitics or group.ne or group.negation:
            continue
        if prep.norm == "avant":
            yield say(s, subject, group.verb, f"de {m.lemma}", prep="avant de")
        else:
            yield say(s, subject, group.verb, m.lemma, prep=prep.norm)


_MEALS = wordlist("manger boire dîner déjeuner souper goûter")
"""Nouns as well: "après manger" is everyday French."""


def _subject(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The group whose subject the infinitive shares: the next one, or the one before."""
    after = [g for g in s.groups if g.verb.i > tok.i]
    before = [g for g in s.groups if g.verb.i < tok.i]
    group = before[-1] if before else after[0] if after else None
    return group if group is not None and group.subject is not None else None


@rule(
    id="infinitive.apres",
    level=Level.B1,
    reference="Après + infinitif passé : après avoir mangé, après être parti.",
    fr="Après « après », on met l'infinitif passé : « {say} ».",
    en="After “après”, use the past infinitive: “{say}”.",
    triggers=frozenset({"après"}),
    wrong=(
        ("Après finir le travail, je rentre.", "Après avoir fini le travail, je rentre."),
        ("Après arriver, il a mangé.", "Après être arrivé, il a mangé."),
        ("Elle est sortie après se laver.", "Elle est sortie après s'être lavée."),
        ("Après lisant le journal, il sort.", "Après avoir lu le journal, il sort."),
        ("On part après de manger un truc.", "On part après avoir mangé un truc."),
        ("Après ai mangé, je sors.", "Après avoir mangé, je sors."),
        ("Après mangé, on fait la vaisselle.", "Après avoir mangé, on fait la vaisselle."),
    ),
    right=(
        "Après manger, on sort.",
        "Après le dîner, on sort.",
        "Après, aller au lit, c'est bien.",
        "Il court après lui pour jouer.",
    ),
)
def apres(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm != "après":
            continue
        first = s.after(tok)
        start = first
        if first.norm == "ai" and s.after(first).participle:
            yield say(s, first, first, "avoir")
        if first.norm == "de":
            first = s.after(first)
        k = over_clitics(s, first.i) if first.i >= 0 else 0
        verb = s.at(k)
        m = verb.any_verb("inf") or verb.any_verb("part_pres")
        if m is None and start is first is verb and _done(verb):
            m = verb.any_verb("part_past")  # "après mangé"
        if m is None or verb.pos == "DET" or m.lemma in ("être", "avoir"):
            continue
        article = first.norm in ("le", "la", "les", "l'") and first is not verb
        if article and (verb.can("NOUN") or "-" in verb.text):
            continue
        if m.tense == "inf" and m.lemma in _MEALS and start is first and not has_object(s, verb):
            continue
        if m.tense == "part_pres" and (verb.can("NOUN") or verb.can("ADJ") or verb.can("ADP")):
            continue
        yield from _past_infinitive(s, start, first, verb, m.lemma)


def _done(verb: Tok) -> bool:
    """Whether a participle can be nothing but the verb of what was done first."""
    return verb.any_verb("part_past") is not None and not (verb.can("NOUN") or verb.can("ADV"))


def _past_infinitive(s: Sentence, start: Tok, first: Tok, verb: Tok, lemma: str) -> Iterator[Hit]:
    clitics = [t.norm for t in s.tokens[first.i : verb.i]]
    if any(c in ("ne", "pas") for c in clitics) or len(clitics) > 1:
        return
    reflexive = bool(clitics) and clitics[0] in OWN.values()
    etre = takes_etre(lemma, reflexive=reflexive, transitive=has_object(s, verb))
    group = _subject(s, verb)
    feminine = group is not None and group.subject is not None and _feminine(group)
    plural = group is not None and group.person in ("1p", "3p")
    agreement = ("f" if feminine else "m") + ("p" if plural else "s") if etre else "ms"
    part = s.lexicon.inflect_verb(lemma, "part_past", agreement)
    if not part:
        return
    aux = "être" if etre else "avoir"
    if clitics:
        elided = {"me": "m'", "te": "t'", "se": "s'", "le": "l'", "la": "l'"}
        head = elided.get(clitics[0], clitics[0] if clitics[0].endswith("'") else f"{clitics[0]} ")
        yield say(s, start, verb, f"{head}{aux} {part}")
    else:
        yield say(s, start, verb, f"{aux} {part}")


def _feminine(group: VerbGroup) -> bool:
    subject = group.subject
    best = subject.best if subject else None
    if group.participle is not None and best and best.gender != "f":
        m = group.participle.participle
        return bool(m and m.gender == "f" and m.lemma and group.person in ("1s", "2s"))
    return bool(best and best.gender == "f")


@rule(
    id="infinitive.avant",
    level=Level.A2,
    reference="Avant de + infinitif.",
    fr="Devant un infinitif, on dit « avant de ».",
    en="Before an infinitive, say “avant de”.",
    triggers=frozenset({"avant", "afin"}),
    wrong=(
        ("Avant partir, ferme la porte.", "Avant de partir, ferme la porte."),
        ("Je lis avant dormir.", "Je lis avant de dormir."),
        ("Lave-toi les mains avant manger.", "Lave-toi les mains avant de manger."),
        ("Avant sortir il faut réfléchir.", "Avant de sortir il faut réfléchir."),
        ("Avant à partir, je mange.", "Avant de partir, je mange."),
    ),
    right=(
        "Avant, manger coûtait moins cher.",
        "Avant de partir, ferme la porte.",
        "Le déjeuner est avant le dîner.",
    ),
)
def avant(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        first = s.after(tok)
        if tok.norm not in ("avant", "afin") or first.i < 0:
            continue
        odd = first.norm in ("à", "pour")
        verb = s.at(over_clitics(s, first.i + 1 if odd else first.i))
        if verb.any_verb("inf") is None or verb.pos == "DET" or s.at(verb.i - 1).pos == "DET":
            continue
        if odd:
            yield say(s, first, first, "de")
        else:
            yield insert(s, first, "de")


@rule(
    id="infinitive.gerund",
    level=Level.B1,
    reference="Gérondif : en + participe présent.",
    fr="Après « en », on met la forme en -ant : « {say} ».",
    en="After “en”, use the -ant form: “{say}”.",
    triggers=frozenset({"en"}),
    wrong=(
        ("Il apprend en écouter la radio.", "Il apprend en écoutant la radio."),
        ("Je me détends en lire un livre.", "Je me détends en lisant un livre."),
        ("On parle mieux en voyager souvent.", "On parle mieux en voyageant souvent."),
    ),
    right=(
        "Je veux en parler.",
        "Il faut en acheter.",
        "C'est pour en finir.",
        "Il apprend en écoutant.",
        "Je vais en prendre deux.",
        "Elle vient d'en parler.",
        "Il m'a dit d'en parler.",
    ),
)
def gerund(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm != "en" or tok.i == 0:
            continue
        verb = s.at(over_clitics(s, tok.i + 1))
        m = verb.any_verb("inf")
        before = s.at(tok.i - 1)
        noun = verb.can("NOUN") and not has_object(s, verb)
        if m is None or noun or before.pos in ("ADP", "SCONJ") or before.hung:
            continue
        if before.norm in ("de", "à", "pour", "sans", "par", "que", "ne", "pas", "y", "comment"):
            continue
        near = s.tokens[max(0, tok.i - 4) : tok.i]
        bare = any(r.lemma in BARE for t in near for r in t.readings if r.pos == "VERB")
        if bare or before.pos in ("PRON", "AUX"):
            continue
        form = s.lexicon.inflect_verb(m.lemma, "part_pres", "")
        if form:
            yield say(s, verb, verb, form)


@rule(
    id="infinitive.pour_de",
    level=Level.A2,
    reference="Pour et sans + infinitif, sans autre préposition.",
    fr="« {prep} » suffit devant l'infinitif.",
    en="“{prep}” is enough before an infinitive.",
    triggers=frozenset({"pour", "sans"}),
    wrong=(
        ("C'est pour de manger ensemble.", "C'est pour manger ensemble."),
        ("Je travaille pour à gagner ma vie.", "Je travaille pour gagner ma vie."),
    ),
    right=("C'est pour manger.", "C'est pour de rire.", "Il n'est pas là pour à peine une heure."),
)
def pour_de(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        odd = s.after(tok)
        verb = s.after(odd)
        if tok.norm not in ("pour", "sans") or odd.norm not in ("de", "à"):
            continue
        if verb.any_verb("inf") and verb.any_verb(*FINITE) is None and verb.norm != "rire":
            yield delete(s, odd, odd, prep=tok.norm)
