"""Where object pronouns stand, and in which order."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import between, cut, ends, group_of, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.rules.verbs import OWN
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.time import DAY_PARTS
from shared.french.words.verb_arguments import (
    CAUSATIVE,
    DATIVE_ONLY,
    RAISING,
    WITH_A_INFINITIVE,
    WITH_DE_INFINITIVE,
)

AGREE = {"elle": "fs", "eux": "mp", "elles": "fp", "les": "mp", "la": "fs", "ils": "mp"}
RANK = {
    **dict.fromkeys(("me", "te", "se", "nous", "vous"), 0),
    **dict.fromkeys(("le", "la", "l'", "les"), 1),
    **dict.fromkeys(("lui", "leur"), 2),
    "y": 3,
    "en": 4,
}
_CLITIC_TAIL = frozenset({"le", "la", "les", "lui", "leur", "me", "te", "y"})


def host_before(s: Sentence, tok: Tok) -> tuple[Tok, VerbGroup | None, str] | None:
    """The verb that a pronoun at `tok` depends on: where a clitic goes, its group, its lemma."""
    k = tok.i - 1
    while k >= 0 and (
        s.at(k).norm in ("pas", "plus", "jamais", "bien", "beaucoup", "toujours", "souvent")
        or s.at(k).norm in ("vraiment", "déjà", "encore", "aussi", "trop")
    ):
        k -= 1
    verb = s.at(k)
    if k < 0 or verb.hung:
        return None
    group = group_of(s, verb)
    if group is not None and group.subject is not None and not group.inverted:
        return group.verb, group, group.lemma
    inf = verb.infinitive
    if inf is not None and verb.pos in ("VERB", "AUX") and verb.i > 0:
        return verb, None, inf.lemma
    return None


def placed(
    s: Sentence, host: Tok, last: Tok, clitic: str, group: VerbGroup | None, *dropped: Tok
) -> Hit:
    """Put a clitic before its host and leave out what stood for it."""
    old = [t for t in between(s, s.at(host.i - 2), host)[:-1] if group and t in group.clitics]
    first = old[0] if old else host
    mine = sorted([*(t.norm for t in old), clitic], key=lambda n: RANK.get(n, 0))
    said = cut(s, host, last, *dropped)
    participle = group.participle if group else None
    if group and participle is not None and clitic in ("le", "la", "les"):
        tonic = dropped[-1].norm if dropped else clitic
        form = s.lexicon.inflect_verb(group.lemma, "part_past", AGREE.get(tonic, "ms"))
        said = [form if w == participle.text and form else w for w in said]
    return rewrite(s, first, last, [*mine, *said])


@rule(
    id="object_pronoun.after_verb",
    level=Level.A2,
    reference="Le, la, les, lui, leur, y, en se placent devant le verbe.",
    fr="Le pronom se place devant le verbe : « {say} ».",
    en="The pronoun goes before the verb: “{say}”.",
    triggers=_CLITIC_TAIL,
    wrong=(
        ("Je connais le bien.", "Je le connais bien."),
        ("Je veux le.", "Je le veux."),
        ("On va acheter la demain.", "On va l'acheter demain."),
        ("J'ai parlé les hier.", "Je leur ai parlé hier."),
        ("J'ai mangé les hier.", "Je les ai mangés hier."),
        ("Je connais la depuis un an.", "Je la connais depuis un an."),
        ("On regarde les tous les soirs.", "On les regarde tous les soirs."),
        ("Elle a pris le avec elle.", "Elle l'a pris avec elle."),
        ("Je ne connais la pas.", "Je ne la connais pas."),
        ("J'ai vu le deux fois.", "Je l'ai vu deux fois."),
        ("J'ai donné le à ma mère.", "Je l'ai donné à ma mère."),
        ("Il appelle me le soir.", "Il m'appelle le soir."),
        ("Elle téléphone me le soir.", "Elle me téléphone le soir."),
    ),
    right=(
        "Je connais le bien et le mal.",
        "Prends-le demain.",
        "J'aime bien la mer.",
        "Je veux le même.",
        "On y va demain.",
        "C'est le bien.",
        "Il y a le pour et le contre.",
        "Il connaît le chez-soi des autres.",
    ),
)
def after_verb(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        following = s.after(tok)
        if tok.hung or tok.elided:
            continue
        evening = following.pos == "DET" and s.after(tok, 2).norm in DAY_PARTS | {"week-end"}
        free = not following.any_verb() and following.norm not in RANK
        if tok.norm in ("me", "te") and (free or evening):
            yield from _moved_back(s, tok)
        if tok.norm not in ("le", "la", "les"):
            continue
        closing = following.norm in _CLOSING or ends(following)
        negated = following.norm == "pas" and any(t.norm == "ne" for t in s.tokens[: tok.i])
        twice = following.pos == "NUM" and s.after(following).norm == "fois"
        closing = closing or negated or twice
        if following.norm == "pour" and s.after(following).norm in ("et", "ou"):
            continue
        if not closing or (following.norm == "bien" and s.after(following).text not in ".!?,"):
            continue
        if following.norm in ("et", "ou", "mais") or following.text in ("…", "-", "–", "..."):
            continue
        yield from _moved_back(s, tok)


def _moved_back(s: Sentence, tok: Tok) -> Iterator[Hit]:
    """Put a clitic that stands behind its verb before it."""
    found = host_before(s, tok)
    if found is None:
        return
    host, group, lemma = found
    traits = s.lexicon.verb_traits(lemma)
    if lemma in ("être", "aller") or traits is None or not traits.transitive:
        return
    if group is None or not group.clitics:
        person = lemma in DATIVE_ONLY - {"parler"} or (lemma == "parler" and tok.norm == "les")
        person = person and tok.norm not in ("me", "te")
        clitic = ("leur" if tok.norm == "les" else "lui") if person else tok.norm
        yield placed(s, host, tok, clitic, group, tok)


_CLOSING = wordlist(
    """bien beaucoup souvent hier demain maintenant aujourd'hui déjà ici depuis dans avec chez sans
    pour à au aux tous chaque toujours parfois quand parce où aussi encore partout"""
)
"""No noun phrase goes on with these after an article."""


@rule(
    id="object_pronoun.before_participle",
    level=Level.A2,
    reference="Au passé composé, le pronom se place devant l'auxiliaire : je l'ai vu.",
    fr="Le pronom se place devant l'auxiliaire : « {say} ».",
    en="The pronoun goes before the auxiliary: “{say}”.",
    triggers=frozenset({"avoir", "être"}),
    wrong=(
        ("J'ai le vu hier.", "Je l'ai vu hier."),
        ("Elle a me dit non.", "Elle m'a dit non."),
        ("On a lui donné un cadeau.", "On lui a donné un cadeau."),
        ("Je suis y allé deux fois.", "J'y suis allé deux fois."),
        ("Il n'a pas les trouvés.", "Il ne les a pas trouvés."),
        ("Nous avons en acheté trois.", "Nous en avons acheté trois."),
        ("Elles ont nous invitées.", "Elles nous ont invitées."),
        ("Mes clés, j'ai les perdues.", "Mes clés, je les ai perdues."),
        ("J'ai me réveillé tard.", "Je me suis réveillé tard."),
    ),
    right=(
        "Je l'ai vu hier.",
        "Tu nous as dit quoi ?",
        "Il a la tête dure.",
        "J'en ai acheté trois.",
        "Il a le permis.",
        "Vous avez vous aussi mangé ?",
    ),
)
def before_participle(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        m = group.verb.finite
        if m is None or m.lemma not in ("avoir", "être") or group.subject is None:
            continue
        if group.subject.norm in ("ce", "ça", "cela"):  # "c'est le préféré": a noun follows
            continue
        k = group.verb.i + 1
        while s.at(k).norm in ("pas", "jamais", "déjà", "toujours", "plus", "bien") or (
            s.at(k).pos == "ADV" and s.at(k).norm not in RANK
        ):
            k += 1
        tok, part = s.at(k), s.at(k + 1)
        own = tok.norm == OWN.get(group.person)
        if tok.norm not in RANK or tok.hung or (tok.norm in _OF_PERSON[group.person] and not own):
            continue
        reading = part.any_verb("part_past")
        if reading is None or (tok.norm in ("le", "la", "les", "l'") and not _no_noun(part)):
            continue
        clitic = {"l'": "le"}.get(tok.norm, tok.norm)
        form = _agreed(s, clitic, part) if m.lemma == "avoir" else ""
        ne = [group.ne.norm] if group.ne else []
        first = group.ne or (group.clitics[0] if group.clitics else group.verb)
        mine = sorted([*(c.norm for c in group.clitics), clitic], key=lambda n: RANK.get(n, 0))
        rest = [t for t in between(s, group.verb, part) if t is not tok]
        said = [form if t is part and form else w for t, w in zip(rest, words(rest), strict=True)]
        if own:
            said[0] = s.lexicon.inflect_verb("être", m.tense, group.person) or said[0]
        yield rewrite(s, first, part, [*ne, *mine, *said])


_OF_PERSON = {
    **dict.fromkeys(("1s", "2s", "1p", "2p", ""), frozenset({"nous", "vous", "se"})),
    **dict.fromkeys(("3s", "3p"), frozenset({"se"})),
}
"""Pronouns that after a subject of this person can only be its own, or belong elsewhere."""


def _agreed(s: Sentence, clitic: str, part: Tok) -> str:
    """The participle as it agrees with the object before it; empty where it may stay."""
    if clitic not in ("le", "la", "les"):
        return ""
    own = {(m.gender, m.number) for m in part.readings if m.tense == "part_past"}
    due = AGREE.get(clitic, "ms")
    if any(n in (due[1], "i") and (g == due[0] or clitic == "les") for g, n in own):
        return ""
    m = part.any_verb("part_past")
    return s.lexicon.inflect_verb(m.lemma, "part_past", due) if m else ""


def _no_noun(tok: Tok) -> bool:
    """Whether a participle is hardly ever a noun after an article ("le vu", not "le permis")."""
    return not tok.can("NOUN") or tok.norm in _PARTICIPLES


_PARTICIPLES = wordlist(
    """vu dit fait lu mis perdu perdus perdue perdues trouvé trouvés trouvées acheté achetée achetés
    achetées mangé mangée mangés mangées oublié oubliée oubliés oubliées pris connu connue connus
    connues entendu entendus attendu attendus rencontré rencontrée rencontrés rencontrées laissé
    cherché cherchés aimé aimés gagné cassé cassée cassés visité visités rendu fini compris appris
    appelé appelée aidé aidée aidés écouté écoutés regardé regardés quitté vendu vendus"""
)
"""Forms that the lexicon also has as nouns, and that nobody has "un" of."""


@rule(
    id="object_pronoun.order",
    level=Level.B1,
    reference="Ordre des pronoms : me te se nous vous · le la les · lui leur · y · en.",
    fr="L'ordre des pronoms est « {say} ».",
    en="The order of the pronouns is “{say}”.",
    triggers=frozenset({"lui", "leur", "le", "la", "les", "en", "y", "l'"}),
    wrong=(
        ("Je lui le donne demain.", "Je le lui donne demain."),
        ("Il le me prête souvent.", "Il me le prête souvent."),
        ("On leur les a montrés.", "On les leur a montrés."),
        ("J'en lui parle.", "Je lui en parle."),
        ("Tu peux le me dire ?", "Tu peux me le dire ?"),
        ("Elle leur l'a montré.", "Elle le leur a montré."),
    ),
    right=(
        "Je le lui donne demain.",
        "Il me le prête souvent.",
        "Vous le savez bien.",
        "Nous les avons vus.",
        "Il y en a trois.",
        "Je vous les apporte.",
        "Je vais chez lui le voir.",
        "Donne-le-lui.",
    ),
)
def order(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        verb = s.after(tok, 2)
        two = s.after(tok)
        if tok.norm not in RANK or two.norm not in RANK or tok.hung or two.hung:
            continue
        if not verb.any_verb() or (two.pos == "DET" and tok.norm not in ("lui", "leur")):
            continue
        before = s.after(tok, -1)
        if RANK[tok.norm] <= RANK[two.norm] or before.pos == "ADP":
            continue
        if tok.pos == "DET" and two.norm not in ("les", "le", "la", "l'", "me", "te"):
            continue
        one = _full(tok)
        # "le leur" is a possessive; "en le voyant" a preposition.
        if (one in ("le", "la", "les") and two.norm == "leur") or verb.any_verb("part_pres"):
            continue
        if not one or (before.norm not in _BEFORE_CLITIC and not before.any_verb()):
            continue
        second = _full(two)
        if second:
            yield say(s, tok, two, join(second, one, verb.lower).removesuffix(verb.lower).strip())


_BEFORE_CLITIC = frozenset(
    {"je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ne", "qui", "ça", "de", "à"}
)


def _full(tok: Tok) -> str:
    return "le" if tok.norm == "l'" else tok.norm


@rule(
    id="object_pronoun.climbing",
    level=Level.A2,
    reference="Avec un verbe + infinitif, le pronom se place devant l'infinitif.",
    fr="Le pronom se place devant l'infinitif : « {say} ».",
    en="The pronoun goes before the infinitive: “{say}”.",
    triggers=RAISING | WITH_DE_INFINITIVE | WITH_A_INFINITIVE,
    wrong=(
        ("Je le veux acheter.", "Je veux l'acheter."),
        ("Tu me peux aider ?", "Tu peux m'aider ?"),
        ("On lui va téléphoner demain.", "On va lui téléphoner demain."),
        ("Je les viens de voir.", "Je viens de les voir."),
        ("Il ne le peut pas faire.", "Il ne peut pas le faire."),
    ),
    right=(
        "Je veux l'acheter.",
        "Je le fais venir.",
        "Je m'en vais dormir.",
        "Il le faut.",
        "J'y vais manger le midi.",
        "Ça se peut.",
        "Il me laisse partir.",
        "Je te promets de venir.",
        "Je les ai vus partir.",
        "Elle m'a dit de venir.",
        "oui vous allez vous tromper",
    ),
)
def climbing(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        lemma = group.lemma
        if not group.clitics or lemma in CAUSATIVE:
            continue
        infinitive = group.infinitive if lemma in RAISING else None
        last = group.lexical
        linker = s.at(last.i + 1 + (1 if group.negation and not group.participle else 0))
        wanted = "de" if lemma in WITH_DE_INFINITIVE else "à" if lemma in WITH_A_INFINITIVE else ""
        if wanted and linker.norm == wanted and s.after(linker).infinitive:
            infinitive = s.after(linker)
        clitic = group.clitics[0]
        if infinitive is None or group.reflexive or clitic.norm == "y":
            continue
        if {"nous": "1p", "vous": "2p"}.get(clitic.norm, "") in group.verb.persons:
            continue  # "oui vous allez vous tromper": the subject
        if len(group.clitics) > 1 or (lemma == "aller" and clitic.norm == "en"):
            continue
        if lemma in ("décider", "arrêter", "finir", "apprendre") and clitic.norm != "lui":
            continue
        moved = _full(clitic)
        if clitic.norm == "l'" and s.text[infinitive.start : infinitive.start + 1] in "aeiouéêh":
            moved = "le"
        ne = [group.ne.norm] if group.ne else []
        first = group.ne or clitic
        said = words(t for t in between(s, group.verb, infinitive) if t is not infinitive)
        yield rewrite(s, first, infinitive, [*ne, *said, moved, infinitive.text])
