"""ne and its partners: one negative word a clause, and where it stands."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.negating import (
    joined,
    partner_after,
)
from shared.french.rules.patterns import infinitive
from shared.french.sentence import Sentence
from shared.french.words.closed import OBJECT_CLITICS, SUBJECT_PRONOUNS

_ANY = frozenset({"pas", "plus", "jamais", "rien", "personne", "guère"})


@rule(
    id="negation.double",
    level=Level.A2,
    reference="Personne, rien, jamais, aucun, nulle part nient déjà : pas de « pas » avec eux.",
    fr="« {partner} » suffit à nier : pas de « pas » dans la même phrase.",
    en="“{partner}” is already negative: leave out “pas”.",
    triggers=frozenset({"pas"}),
    wrong=(
        ("Je ne connais pas personne ici.", "Je ne connais personne ici."),
        ("Il ne mange pas jamais de fruits.", "Il ne mange jamais de fruits."),
        ("On n'a pas aucune nouvelle.", "On n'a aucune nouvelle."),
        ("Elle n'a pas parlé à personne.", "Elle n'a parlé à personne."),
        ("Tu n'as pas dit rien.", "Tu n'as rien dit."),
        ("Je suis pas allé jamais en Corse.", "Je suis jamais allé en Corse."),
        ("Nous n'allons pas nulle part cet été.", "Nous n'allons nulle part cet été."),
        ("Je n'ai rien pas compris.", "Je n'ai rien compris."),
        ("Je ne veux pas voir personne.", "Je ne veux voir personne."),
        ("Je ne veux pas manger rien.", "Je ne veux rien manger."),
    ),
    right=(
        "C'est pas rien, quand même.",
        "Il ne l'a pas fait pour rien.",
        "Je connais pas cette personne.",
        "Elle n'a pas une seule personne à qui parler.",
        "Je sais pas, personne me l'a dit.",
        "Je ne dis pas que rien ne change.",
        "T'as pas tort, mais j'ai jamais dit ça.",
        "Il ne vient pas parce que personne l'invite.",
        "J'ai plus jamais rien mangé là-bas.",
        "On n'y va pas pour ne rien faire.",
        "Je n'ai pas envie de ne voir personne.",
        "Il faut pas rester sans rien dire.",
    ),
)
def double(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "pas" or t.pos != "ADV":
            continue
        before = s.at(t.i - 1)
        if before.norm in ("rien", "jamais") and s.at(t.i - 2).finite:
            yield delete(s, t, t, partner=before.text)
            continue
        partner = partner_after(s, t)
        if partner is None or _idiom(s, t, partner):
            continue
        between = s.tokens[t.i + 1 : partner.i]
        verb = next((x for x in between if _lexical(x)), None)
        adjacent = partner.i > 0 and s.at(partner.i - 1) is verb
        if partner.norm in ("rien", "jamais") and verb is not None and adjacent:
            inner = "".join(f" {x.text}" for x in between[: verb.i - t.i - 1])
            head = partner.text + inner
            yield say(s, t, partner, joined(head, verb.text), partner=partner.text)
        elif not any(x.norm == "ne" for x in between):
            yield delete(s, t, t, partner=partner.text)


def _lexical(t: Tok) -> bool:
    return t.pos in ("VERB", "AUX") and bool(t.participle or t.infinitive)


def _idiom(s: Sentence, t: Tok, partner: Tok) -> bool:
    if partner.norm == "rien":
        before = s.at(partner.i - 1)
        copula = s.at(t.i - 1).lemma == "être" and before is t
        after = s.after(partner)
        if before.norm == "de" and not after.infinitive:
            return False
        return copula or before.norm in ("pour", "à", "sans", "de") or after.norm in ("que", "de")
    return any(x.norm in ("sans", "avant") for x in s.tokens[t.i + 1 : partner.i])


@rule(
    id="negation.subject",
    level=Level.A2,
    reference="Personne ne…, rien ne…, aucun… ne… : sans « pas ».",
    fr="Avec « {partner} » comme sujet, il n'y a pas de « pas ».",
    en="With “{partner}” as the subject, leave out “pas”.",
    triggers=frozenset({"pas"}),
    wrong=(
        ("Personne n'est pas venu.", "Personne n'est venu."),
        ("Rien ne marche pas aujourd'hui.", "Rien ne marche aujourd'hui."),
        ("Aucun magasin n'est pas ouvert.", "Aucun magasin n'est ouvert."),
        ("Personne me comprend pas.", "Personne me comprend."),
        ("Pas personne est venu.", "Personne est venu."),
        ("Aucun de mes amis ne parle pas russe.", "Aucun de mes amis ne parle russe."),
    ),
    right=(
        "Cette personne n'est pas venue.",
        "Personne n'est venu, pas même lui.",
        "Une personne n'a pas payé.",
        "Si personne vient, on mange pas.",
        "Aucun problème, je ne bouge pas.",
        "De rien, c'est pas grave.",
        "Pas une personne n'a répondu.",
    ),
)
def subject(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        head = s.at(g.first.i - 1)
        partner = _negative_subject(s, head)
        if partner is None:
            continue
        if g.negation is not None and g.negation.norm == "pas":
            yield delete(s, g.negation, g.negation, partner=partner.text)
        elif s.at(partner.i - 1).norm == "pas" and partner.i == 1:
            yield delete(s, s.at(0), s.at(0), partner=partner.text)


def _negative_subject(s: Sentence, head: Tok) -> Tok | None:
    if head.norm in ("personne", "rien"):
        before = s.at(head.i - 1)
        free = head.i == 0 or before.norm in ("que", "pas", "mais", "et", "où", "quand", "pourquoi")
        free = free or before.pos in ("PUNCT", "SCONJ")
        return head if free else None
    for k in range(head.i, max(-1, head.i - 5), -1):
        tok = s.at(k)
        if tok.norm in ("aucun", "aucune"):
            return tok
        if tok.pos not in ("NOUN", "ADJ", "DET", "PROPN") and tok.norm not in ("de", "entre"):
            return None
        if tok.norm in SUBJECT_PRONOUNS - {"nous", "vous"}:
            return None
    return None


@rule(
    id="negation.compound_order",
    level=Level.A2,
    reference="Aux temps composés : ne + auxiliaire + pas, jamais, rien + participe.",
    fr="« {partner} » se place entre l'auxiliaire et le participe : « {say} ».",
    en="“{partner}” goes between the auxiliary and the participle: “{say}”.",
    triggers=frozenset({"pas", "jamais", "rien", "plus"}),
    wrong=(
        ("Je n'ai dormi pas cette nuit.", "Je n'ai pas dormi cette nuit."),
        ("Elle n'est venue jamais chez nous.", "Elle n'est jamais venue chez nous."),
        ("J'ai compris rien.", "J'ai rien compris."),
        ("Il ne m'a expliqué rien.", "Il ne m'a rien expliqué."),
        ("Il n'a fumé plus.", "Il n'a plus fumé."),
    ),
    right=(
        "J'ai vu pas mal de films.",
        "On a mangé pas cher.",
        "Il est parti pas longtemps après.",
        "J'ai dormi plus que toi.",
        "Je l'ai eu pour rien.",
        "Elle est restée là, pas contente.",
        "Je n'ai compris rien de ce qu'il dit.",
        "On est arrivés pas loin de la gare.",
        "Je suis né pas ici.",
    ),
)
def compound_order(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        part = g.participle
        if part is None or g.negation is not None:
            continue
        t = s.after(part)
        if not _late(s, g, t):
            continue
        adverbs = "".join(f" {a.text}" for a in g.adverbs)
        hung = s.tokens[g.verb.i + 1 : part.i]
        if any(x.hung for x in hung):
            continue
        yield say(s, s.after(g.verb), t, f"{t.text}{adverbs} {part.text}", partner=t.text)


def _late(s: Sentence, g: VerbGroup, t: Tok) -> bool:
    after = s.after(t)
    if t.norm == "pas":
        if g.ne is not None:
            return after.norm not in ("que", "mal", "seulement", "plus")
        defined = after.pos == "PROPN" or after.norm in ("le", "la", "les", "mon", "ma", "mes")
        return (after.pos in ("PUNCT", "ADP") or defined) and after.norm != "de"
    if t.norm == "plus":
        return g.ne is not None and after.pos in ("PUNCT", "ADP") and after.norm != "de"
    if t.norm == "rien":
        return after.norm not in ("de", "que", "qui")
    return t.norm == "jamais" and (g.ne is not None or after.pos in ("ADP", "PUNCT"))


@rule(
    id="negation.person_order",
    level=Level.B1,
    reference="Personne suit le participe ou l'infinitif : je n'ai vu personne.",
    fr="« {partner} » se place après le verbe : « {say} ».",
    en="“{partner}” goes after the participle or infinitive: “{say}”.",
    triggers=frozenset({"personne", "nulle"}),
    wrong=(
        ("Je n'ai personne vu.", "Je n'ai vu personne."),
        ("On a personne rencontré.", "On a rencontré personne."),
        ("Il préfère ne personne inviter.", "Il préfère n'inviter personne."),
    ),
    right=("J'ai vu personne.", "Je n'ai personne à voir.", "Personne venu de loin ?"),
)
def person_order(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm != "personne" or t.pos != "PRON":
            continue
        before, after = s.at(t.i - 1), s.after(t)
        if after.participle and before.finite and before.lemma in ("avoir", "être"):
            yield say(s, t, after, f"{after.text} personne", partner=t.text)
        elif before.norm == "ne" and infinitive()(after):
            yield say(s, before, after, joined("ne", f"{after.text} personne"), partner=t.text)


@rule(
    id="negation.verb_order",
    level=Level.A1,
    reference="Ne + verbe + pas : la négation entoure le verbe conjugué.",
    fr="La négation entoure le verbe : « {say} ».",
    en="The two parts of the negation go around the verb: “{say}”.",
    triggers=frozenset({"pas", "jamais", "non", "rien", "plus"}),
    wrong=(
        ("Je ne pas comprends.", "Je ne comprends pas."),
        ("Il ne jamais travaille le lundi.", "Il ne travaille jamais le lundi."),
        ("Je jamais bois de café.", "Je ne bois jamais de café."),
        ("Elle pas veut venir.", "Elle ne veut pas venir."),
        ("Nous ne pas avons le temps.", "Nous n'avons pas le temps."),
        ("Je ne pas le connais.", "Je ne le connais pas."),
        ("Je non parle bien.", "Je ne parle pas bien."),
        ("Ne pas parlez si vite !", "Ne parlez pas si vite !"),
        ("Je le ne connais pas.", "Je ne le connais pas."),
        ("Il ne rien fait.", "Il ne fait rien."),
    ),
    right=(
        "Je préfère ne pas sortir.",
        "Lui, pas question qu'il vienne.",
        "Jamais je ferais ça.",
        "Elle pas, mais moi oui.",
        "Moi non plus.",
        "Prière de ne pas fumer.",
        "Je dis non.",
        "Il vaut mieux ne rien dire.",
    ),
)
def verb_order(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm == "ne" and s.at(t.i - 1).norm in OBJECT_CLITICS - {"nous", "vous", "lui"}:
            if s.at(t.i - 2).norm in SUBJECT_PRONOUNS and s.after(t).finite:
                clitic = s.at(t.i - 1)
                full = {"l'": "le"}.get(clitic.norm, clitic.norm)
                verb = s.after(t)
                yield say(s, clitic, verb, joined("ne", full, verb.text))
            continue
        if t.norm not in ("pas", "jamais", "non", "rien", "plus"):
            continue
        yield from _surround(s, t)


def _surround(s: Sentence, t: Tok) -> Iterator[Hit]:
    ne = s.at(t.i - 1) if s.at(t.i - 1).norm == "ne" else None
    head = s.at((ne or t).i - 1)
    clear = head.norm in ("je", "tu", "il", "elle", "on", "ils", "elles", "nous", "vous", "ça")
    if head.hung or (ne is None and (not clear or t.norm in ("rien", "plus"))):
        return
    k = t.i + 1
    while s.at(k).norm in OBJECT_CLITICS and k - t.i < 3:
        k += 1
    verb = s.at(k)
    m = verb.any_verb("ind_pres", "ind_impf", "ind_fut", "cond", "imp")
    if m is None or verb.any_verb("inf") or verb.pos in ("ADP", "ADV", "DET"):
        return
    if verb.any_verb("part_past") and (ne is None or not clear):
        return
    if verb.pos in ("NOUN", "ADJ") and not clear:
        return
    if ne is None and head.norm in ("elle", "nous", "vous") and verb.pos == "DET":
        return
    clitics = [{"l'": "le"}.get(x.norm, x.norm) for x in s.tokens[t.i + 1 : k]]
    word = "pas" if t.norm == "non" else t.text
    second = s.after(verb)
    last = second if second.norm == "pas" else verb
    yield say(s, ne or t, last, f"{joined('ne', *clitics, verb.text)} {word}")


@rule(
    id="negation.infinitive_order",
    level=Level.B1,
    reference="Devant l'infinitif, les deux mots se suivent : ne pas venir, ne rien dire.",
    fr="Devant un infinitif, les deux mots de la négation restent ensemble : « {say} ».",
    en="Before an infinitive both parts of the negation stay together: “{say}”.",
    triggers=frozenset({"pas", "jamais", "rien", "plus"}),
    wrong=(
        ("Je préfère ne sortir pas ce soir.", "Je préfère ne pas sortir ce soir."),
        ("Il m'a dit de ne venir pas.", "Il m'a dit de ne pas venir."),
        ("Essaie de n'oublier rien.", "Essaie de ne rien oublier."),
        ("Il est parti sans dire rien.", "Il est parti sans rien dire."),
        ("J'essaie de ne le faire jamais.", "J'essaie de ne jamais le faire."),
        ("Je ne peux venir pas demain.", "Je ne peux pas venir demain."),
        ("On va manger rien.", "On va rien manger."),
        ("Il a promis de fumer plus.", "Il a promis de ne plus fumer."),
        ("Elle m'a dit de venir pas.", "Elle m'a dit de ne pas venir."),
    ),
    right=(
        "Je veux pas y aller.",
        "Il a peur de parler plus fort.",
        "Pour pas être en retard, je pars.",
        "Tu peux venir, pas de souci.",
        "Il veut travailler plus.",
        "On va manger pas loin d'ici.",
        "J'aime vivre pas trop loin.",
        "Il faut dormir plus pour être en forme.",
        "Tu vas payer pas cher.",
        "Ne rien faire, c'est bien.",
    ),
)
def infinitive_order(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("pas", "jamais", "rien", "plus"):
            continue
        verb = s.at(t.i - 1)
        if verb.pos not in ("VERB", "AUX") or not verb.infinitive or verb.finite:
            continue
        yield from _before_infinitive(s, t, verb)


_PROMISES = frozenset({"promettre", "décider", "jurer", "arrêter", "essayer", "dire"})


def _before_infinitive(s: Sentence, t: Tok, verb: Tok) -> Iterator[Hit]:
    k = verb.i - 1
    while s.at(k).norm in OBJECT_CLITICS and s.at(k).pos != "DET":
        k -= 1
    before = s.at(k)
    first = s.at(k + 1)
    phrase = s.slice(first, verb)
    after = s.after(t)
    ends = after.pos in ("PUNCT", "ADP") or after.norm in ("demain", "ce", "cette", "le", "la")
    if before.norm == "ne" and after.norm != "que":
        yield say(s, before, t, f"ne {t.text} {phrase}")
    elif t.norm == "rien" and before.norm in ("sans", "pour", "de") and after.norm != "que":
        lead = "" if before.norm == "sans" else "ne "
        yield say(s, first, t, f"{lead}rien {phrase}")
    elif before.norm == "de" and ends and t.norm in ("pas", "plus"):
        main = s.groups[0].lemma if s.groups else ""
        if t.norm == "pas" or (main == "promettre" and after.pos == "PUNCT"):
            yield say(s, first, t, f"ne {t.text} {phrase}")
    elif _modal(before) and t.norm != "plus" and ends and after.norm != "de":
        group = next((g for g in s.groups if g.verb is before), None)
        if group is not None and group.negation is None:
            yield say(s, first, t, f"{t.text} {phrase}")


def _modal(t: Tok) -> bool:
    m = t.finite
    return m is not None and m.lemma in ("pouvoir", "vouloir", "devoir", "aller", "savoir")
