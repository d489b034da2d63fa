"""Subject and object: qui, que, ce qui, ce que."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends, ends_or_time
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.antecedents import PERSONS

HEADS = wordlist("celui celle ceux celles ce quelqu'un personne rien chose tout")
_OBJECTS = wordlist("me te se le la l' les lui leur nous vous y en ne")
_LINKS = wordlist("parce bien avant pour sans dès afin après depuis pendant lors alors tandis plus")


def antecedent(s: Sentence, tok: Tok) -> Tok | None:
    """The noun or pronoun just before a relative pronoun, over adjectives; None if there is none.

    Hung words ("celui-là") and "de ma sœur" behind the noun are passed over.
    """
    k = tok.i - 1
    while k >= 0 and (
        (s.at(k).pos == "ADJ" and s.at(k - 1).pos in ("NOUN", "ADJ") and s.at(k).norm != "dit")
        or s.at(k).norm in ("ci", "là", "aussi", "seulement")
    ):
        k -= 1
    head = s.at(k)
    degree = s.at(k - 1).norm in ("si", "tellement", "tant", "plus", "moins", "aussi", "très")
    if k < 0 or head.hung or head.locution or head.norm in _LINKS or degree:
        return None
    if head.pos in ("NOUN", "PROPN") or head.norm in HEADS:
        return head
    if head.pos == "ADJ" and s.after(head, -1).pos == "DET":
        return head
    tonic = head.norm in ("moi", "toi", "lui", "elle", "eux", "nous", "vous")
    return head if tonic and s.after(head, -1).lemma == "être" else None


def clause_verb(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The verb group that follows a relative pronoun at once, over clitics and "ne"."""
    k = tok.i + 1
    while s.at(k).norm in _OBJECTS:
        k += 1
    verb = s.at(k)
    return next((g for g in s.groups if g.verb is verb), None)


@rule(
    id="relative.subject_qui",
    level=Level.A2,
    reference="Qui : sujet de la relative ; que : complément d'objet.",
    fr="Le pronom est sujet du verbe : « qui ».",
    en="The pronoun is the subject of the verb: “qui”.",
    triggers=frozenset({"que"}),
    wrong=(
        (
            "Le monsieur que habite en face est gentil.",
            "Le monsieur qui habite en face est gentil.",
        ),
        ("C'est un film que me plaît beaucoup.", "C'est un film qui me plaît beaucoup."),
        ("Les gens que sont venus étaient contents.", "Les gens qui sont venus étaient contents."),
        ("Je fais ce que m'intéresse.", "Je fais ce qui m'intéresse."),
        ("C'est moi que ai gagné.", "C'est moi qui ai gagné."),
        ("J'ai un chien que s'appelle Rex.", "J'ai un chien qui s'appelle Rex."),
    ),
    right=(
        "Le livre que lit Marie est long.",
        "Je sais pas ce que veut mon frère.",
        "Ce que dit le prof est vrai.",
        "Je pense que partir est mieux.",
        "C'est le chanteur qu'adore ma fille.",
        "La bague que m'a offerte mon mari.",
        "Le fait que tu viennes me plaît.",
        "Plus que jamais.",
        "Je me demande ce que font les enfants.",
        "Voilà le café qu'ont ouvert mes voisins.",
    ),
)
def subject_qui(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm != "que" or tok.locution:
            continue
        head = antecedent(s, tok)
        group = clause_verb(s, tok)
        if head is None or group is None or group.inverted:
            continue
        subject = group.subject
        if subject is not None and subject.i > tok.i and _subject_fits(subject, group):
            continue
        if head.norm == "ce" and s.after(head, -1).lemma == "être" and s.after(head).hung:
            continue
        # Nobody says "que" before a vowel for the object: it would be "qu'".
        full = not tok.elided and vowel_sound(s.after(tok).lower)
        if full or not _subject_follows(s, head, group):
            yield say(s, tok, tok, "qui")


def _subject_fits(subject: Tok, group: VerbGroup) -> bool:
    """Whether a pronoun before the verb is its subject: "nous" and "vous" may be objects."""
    due = {"nous": "1p", "vous": "2p"}.get(subject.norm)
    return due is None or due in group.verb.persons


def _subject_follows(s: Sentence, head: Tok, group: VerbGroup) -> bool:
    """Whether the subject may stand behind the verb: "le livre que lit Marie"."""
    last = group.infinitive or group.lexical
    following = s.after(last)
    while following.pos == "ADV" or following.norm in ("pas", "plus"):
        following = s.after(following)
    nominal = following.pos in ("DET", "PROPN", "NUM") or following.norm in (
        "ce",
        "cela",
        "ça",
        "ceux",
        "celui",
        "celle",
        "certains",
    )
    if not nominal or ends_or_time(s, following):
        return False
    if following.norm in ("du", "des", "au", "aux") or following.pos == "NUM":
        return following.pos == "NUM" and group.lemma == "être"
    if group.lemma == "appeler" and group.clitics[:1] and group.clitics[0].norm == "se":
        return False
    person = head.lemma in PERSONS
    singular_verb = group.verb.persons and group.verb.persons <= {"3s", "1s", "2s"}
    plural = following.norm in ("les", "ces", "mes", "tes", "ses", "nos", "vos", "leurs")
    if singular_verb and plural:
        return False
    if person and following.norm in ("un", "une"):
        return False
    return not (person and group.lemma in _OF_PERSONS)


_OF_PERSONS = wordlist(
    """porter avoir parler conduire vendre enseigner garder étudier travailler habiter jouer
    apprendre vouloir savoir pouvoir chercher boire manger"""
)


@rule(
    id="relative.object_que",
    level=Level.A2,
    reference="Que : complément d'objet de la relative ; qui : sujet.",
    fr="Le pronom est complément du verbe : « {say} ».",
    en="The pronoun is the object of the verb: “{say}”.",
    triggers=frozenset({"qui"}),
    wrong=(
        ("Le film qui j'ai vu était nul.", "Le film que j'ai vu était nul."),
        ("C'est la fille qui tu connais.", "C'est la fille que tu connais."),
        ("Dis-moi ce qui tu veux.", "Dis-moi ce que tu veux."),
        (
            "Les photos qui mon père a prises sont belles.",
            "Les photos que mon père a prises sont belles.",
        ),
    ),
    right=(
        "C'est la fille qui nous aide.",
        "Je sais pas qui tu es.",
        "C'est à qui ?",
        "La fille à qui je parle.",
        "C'est qui ton prof ?",
        "Les amis qui vous connaissent.",
        "Dis-moi qui il a vu.",
        "C'est la dame chez qui j'habite.",
    ),
)
def object_que(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head = antecedent(s, tok)
        following = s.after(tok)
        if tok.norm != "qui" or head is None or s.after(tok, -1).pos == "ADP":
            continue
        if following.norm in ("je", "tu", "on") or (
            following.norm in ("il", "ils", "elle", "elles") and not agrees(head, following)
        ):
            yield say(s, tok, tok, "que")
        elif following.norm in ("nous", "vous") and head.norm != following.norm:
            verb = s.after(following)
            due = "1p" if following.norm == "nous" else "2p"
            if verb.finite and verb.persons and verb.persons <= {due}:
                yield say(s, tok, tok, "que")
        elif following.pos == "DET" and following.norm not in ("le", "la", "les", "l'", "leur"):
            group = next((g for g in s.groups if g.verb.i > tok.i), None)
            if group and group.subject and group.subject.i in (tok.i + 2, tok.i + 3):
                yield say(s, tok, tok, "que")


def agrees(head: Tok, pronoun: Tok) -> bool:
    """Whether a personal pronoun has a noun's gender and number, as far as they are known."""
    m = head.best
    if m is None:
        return True
    plural = pronoun.norm in ("ils", "elles")
    return m.gender in ("e", "", "f" if "elle" in pronoun.norm else "m") and (
        m.number in ("i", "", "p" if plural else "s")
    )


@rule(
    id="relative.subject_twice",
    level=Level.B1,
    reference="Qui est déjà le sujet : pas de il, elle, ils derrière.",
    fr="« qui » est déjà le sujet : on ne répète pas « {word} ».",
    en="“qui” is already the subject: no “{word}” after it.",
    triggers=frozenset({"qui"}),
    wrong=(
        ("J'ai une sœur qui elle habite à Rome.", "J'ai une sœur qui habite à Rome."),
        ("C'est un ami qui il travaille avec moi.", "C'est un ami qui travaille avec moi."),
    ),
    right=("Qui il a vu ?", "Je sais pas qui elle est.", "J'ai une sœur qui, elle, habite à Rome."),
)
def subject_twice(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        head, pronoun = antecedent(s, tok), s.after(tok)
        if tok.norm != "qui" or head is None or s.after(tok, -1).pos == "ADP":
            continue
        if (
            pronoun.norm in ("il", "ils", "elle", "elles")
            and agrees(head, pronoun)
            and head.pos == "NOUN"
            and head.best
            and head.best.gender
        ):
            yield delete(s, pronoun, pronoun, word=pronoun.text)


@rule(
    id="relative.tout_ce",
    level=Level.B1,
    reference="Tout ce qui, tout ce que : « ce » est obligatoire.",
    fr="Il faut « ce » : « {say} ».",
    en="“ce” is needed here: “{say}”.",
    triggers=frozenset({"tout", "quoi", "comprendre", "faire", "ça"}),
    wrong=(
        ("Il mange tout que je prépare.", "Il mange tout ce que je prépare."),
        ("J'aime tout qui est sucré.", "J'aime tout ce qui est sucré."),
        ("Je fais quoi je veux.", "Je fais ce que je veux."),
        ("Quoi je préfère, c'est la mer.", "Ce que je préfère, c'est la mer."),
        ("Je comprends pas que tu dis.", "Je comprends pas ce que tu dis."),
    ),
    right=(
        "Tu fais quoi ?",
        "Je sais pas quoi faire.",
        "Avant tout, que tu viennes ou pas, on part.",
        "Je comprends que tu sois triste.",
        "C'est tout, je crois.",
        "C'est ça que je veux.",
        "Il a compris que tu dis la vérité.",
    ),
)
def tout_ce(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        before, after = s.after(tok, -1), s.after(tok)
        if tok.norm in ("que", "qui") and before.norm == "tout" and after.norm != "tout":
            closed = s.after(tok, -2).norm in ("surtout", "après", "avant", "pas", "du")
            if (
                not closed and not tok.locution and (after.norm in PRONOUN_SUBJECTS or after.finite)
            ) or (not closed and after.pos == "DET"):
                yield insert(s, tok, "ce")
        elif tok.norm in ("ça", "cela") and tok.i == 0 and after.norm in ("que", "qui"):
            yield say(s, tok, tok, "ce")
        elif tok.norm == "quoi" and _free(s, tok):
            yield say(s, tok, tok, "ce que")
        elif tok.norm == "que" and _content_missing(s, tok):
            yield insert(s, tok, "ce")


def _free(s: Sentence, tok: Tok) -> bool:
    """Whether "quoi" opens a clause as "what" does: "je fais quoi je veux"."""
    before, after = s.after(tok, -1), s.after(tok)
    if after.norm not in PRONOUN_SUBJECTS or s.text.rstrip().endswith("?"):
        return False
    if not s.after(after).any_verb() and s.after(after).norm not in _OBJECTS:
        return False
    if tok.i == 0:
        return "," in s.text
    return before.any_verb() is not None or before.norm in ("pas", "plus", "tout", "toi", "moi")


def _content_missing(s: Sentence, tok: Tok) -> bool:
    """Whether "que" stands for "ce que": the verb behind lacks its object."""
    before = s.after(tok, -1)
    if before.hung or before.norm in ("moi", "nous"):
        before = s.after(before, -1)
    negated = before.norm == "pas"
    verb = s.after(before, -1) if negated else before
    m = verb.any_verb()
    if m is None or not (
        m.lemma in ("faire", "montrer", "regarder", "raconter", "expliquer")
        or (m.lemma == "comprendre" and negated)
    ):
        return False
    subject = s.after(tok)
    group = next((g for g in s.groups if g.subject is subject), None)
    if group is None or subject.norm not in PRONOUN_SUBJECTS or group.clitics:
        return False
    last = s.after(group.lexical)
    return group.lemma in ("dire", "vouloir", "faire", "raconter", "préférer") and (
        ends(last) or last.norm in ("hier", "demain", "aujourd'hui")
    )


_PRESENTING = wordlist("aimer adorer détester connaître avoir rencontrer préférer chercher")


@rule(
    id="relative.que_subject",
    level=Level.B1,
    reference="Qui est le sujet de la relative : des gens qui sont honnêtes.",
    fr="Le sujet de la relative est « qui ».",
    en="The subject of the relative clause is “qui”.",
    triggers=_PRESENTING,
    wrong=(
        ("J'aime les gens qu'ils sont calmes.", "J'aime les gens qui sont calmes."),
        ("J'ai une amie qu'elle a trois chats.", "J'ai une amie qui a trois chats."),
    ),
    right=(
        "J'aime les livres qu'ils ont écrits.",
        "On voit à leurs yeux qu'ils sont calmes.",
        "J'aime l'homme qu'il est devenu.",
        "J'ai un ami, tu vois qu'il est calme.",
    ),
)
def que_subject(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        pronoun, head = s.after(tok), s.after(tok, -1)
        phrase = next((p for p in s.phrases if p.noun is head and p.determiner), None)
        group = next((g for g in s.groups if g.subject is pronoun and not g.inverted), None)
        if tok.norm != "que" or phrase is None or group is None or group.participle is not None:
            continue
        if pronoun.norm not in ("il", "elle", "ils", "elles") or phrase.preposition is not None:
            continue
        shown = s.after(phrase.first, -1)
        if not any(m.lemma in _PRESENTING and m.tense in FINITE for m in shown.readings):
            continue
        following = s.after(group.verb)
        if following in group.adverbs:
            following = s.after(group.adverbs[-1])
        described = group.lemma == "être" and following.pos == "ADJ"
        owning = group.lemma == "avoir" and following.pos in ("DET", "NUM")
        if agrees(head, pronoun) and (described or owning):
            yield say(s, tok, pronoun, "qui")
