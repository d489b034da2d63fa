"""le or lui, y or en."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import PRONOUN_SUBJECTS, between, ends_or_time, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.adjectives import NATIONS
from shared.french.words.antecedents import LANGUAGES
from shared.french.words.people import PEOPLE
from shared.french.words.verb_arguments import (
    DATIVE_ONLY,
    DATIVE_WITH_CONTENT,
    DIRECT_PERSON,
    THINGS_WITH_DE,
)

_DIRECT = frozenset({"le", "la", "l'", "les"})


def _host_lemma(group: VerbGroup) -> tuple[Tok, str]:
    """The verb before which the clitics stand, and its lemma."""
    return group.lexical, group.lemma


def _pairs(s: Sentence) -> Iterator[tuple[Tok, Tok, str, VerbGroup | None]]:
    """Clitics, the verb that they belong to, its lemma, and its group if it is finite."""
    for group in s.groups:
        verb, lemma = _host_lemma(group)
        for clitic in group.clitics:
            yield clitic, verb, lemma, group
    for tok in s:
        m = tok.infinitive
        clitic = s.after(tok, -1)
        due = s.after(clitic, -1).any_verb() or s.after(clitic, -1).norm in ("pour", "de", "sans")
        if m and tok.pos in ("VERB", "NOUN") and not clitic.hung and due:
            yield clitic, tok, m.lemma, None


@rule(
    id="object_pronoun.lui_for_le",
    level=Level.A2,
    reference="Voir, aider, écouter, attendre quelqu'un : le, la, les.",
    fr="« {verb} » a un complément direct : « {say} ».",
    en="“{verb}” takes a direct object: “{say}”.",
    triggers=frozenset({"lui", "leur"}),
    wrong=(
        ("Je lui vois tous les jours.", "Je le vois tous les jours."),
        ("Il leur aide beaucoup.", "Il les aide beaucoup."),
        ("Mon chien, je lui promène le soir.", "Mon chien, je le promène le soir."),
        ("Tu lui as attendu longtemps ?", "Tu l'as attendu longtemps ?"),
        ("Je vais lui inviter.", "Je vais l'inviter."),
        ("Mes enfants, je leur amène à l'école.", "Mes enfants, je les amène à l'école."),
        ("On lui a invité au cinéma.", "On l'a invité au cinéma."),
    ),
    right=(
        "Je lui cherche un cadeau.",
        "Je leur amène un gâteau.",
        "Je leur amène à manger.",
        "Je lui ai vu au doigt une bague.",
        "Je lui ai lu au lit une histoire.",
        "On lui a trouvé une place.",
        "Ça lui appartient.",
        "Je lui ai vu une nouvelle voiture.",
        "Je lui parle souvent.",
        "Je lui fais regarder le film.",
        "C'est lui qui attend.",
    ),
)
def lui_for_le(s: Sentence) -> Iterator[Hit]:
    for clitic, verb, lemma, group in _pairs(s):
        if clitic.norm not in ("lui", "leur") or lemma not in DIRECT_PERSON | _TAKEN:
            continue
        if group and (len(group.clitics) > 1 or group.infinitive):
            continue
        if group is None and s.after(clitic, -1).lemma in ("faire", "laisser"):
            continue
        if s.after(clitic, -1).norm in ("que", "à", "avec", "et") and group:
            continue
        following = s.after(verb)
        while following.pos == "ADV" or following.norm in ("pas", "plus"):
            following = s.after(following)
        if _thing_follows(s, lemma, following):
            continue
        new = "le" if clitic.norm == "lui" else "les"
        first, last = clitic, verb
        participle = group.participle if group else None
        if participle is None:
            yield say(s, first, first, new, verb=lemma)
            continue
        form = s.lexicon.inflect_verb(lemma, "part_past", "mp" if new == "les" else "ms")
        said = words(between(s, s.after(clitic), last))
        yield rewrite(s, first, last, [new, *said[:-1], form or said[-1]], verb=lemma)


def _thing_follows(s: Sentence, lemma: str, following: Tok) -> bool:
    """Whether something done for a person may stand behind the verb, so that "lui" is right."""
    if lemma in _TAKEN and _somewhere(s, following):
        return False
    if lemma not in DIRECT_PERSON:
        return True
    if following.norm in ("de", "que", "des", "du", "tout", "rien", "quelque"):
        return True
    object_ = following.pos in ("DET", "NUM", "NOUN", "ADJ", "PROPN")
    return object_ and not ends_or_time(s, following)


def _somewhere(s: Sentence, tok: Tok) -> bool:
    """Whether "à l'école", "au cinéma", "chez nous" begins here, and not "à manger"."""
    placed = tok.norm in ("à", "au", "aux", "chez", "dans")
    return placed and s.after(tok).any_verb("inf") is None


_TAKEN = wordlist(
    """inviter accompagner emmener amener conduire déposer ramener raccompagner rencontrer aider
    attendre croiser"""
)
"""What is done with somebody at or to a place: "on l'a invité au restaurant"."""


@rule(
    id="object_pronoun.le_for_lui",
    level=Level.A2,
    reference="Téléphoner, répondre, dire… à quelqu'un : lui, leur.",
    fr="On dit « {verb} à quelqu'un » : « {say} ».",
    en="It is “{verb} à quelqu'un”, so: “{say}”.",
    triggers=DATIVE_ONLY | DATIVE_WITH_CONTENT,
    wrong=(
        ("Je le téléphone ce soir.", "Je lui téléphone ce soir."),
        ("Je l'ai répondu tout de suite.", "Je lui ai répondu tout de suite."),
        ("On les demande de venir.", "On leur demande de venir."),
        ("Je l'ai dit que c'était trop tard.", "Je lui ai dit que c'était trop tard."),
        ("Il faut la demander si elle vient.", "Il faut lui demander si elle vient."),
        ("Je l'ai donné un livre.", "Je lui ai donné un livre."),
        ("Je les ai expliqué la règle.", "Je leur ai expliqué la règle."),
        ("Mes amis sont loin, je les parle souvent.", "Mes amis sont loin, je leur parle souvent."),
        ("Mon chef est là, je dois le parler.", "Mon chef est là, je dois lui parler."),
    ),
    right=(
        "Je l'ai dit hier.",
        "Je les ai montrés le premier jour.",
        "Je l'ai pas expliqué, le problème.",
        "Je les ai rendus la semaine dernière.",
        "Je le lui demande.",
        "Le français, je le parle bien.",
        "Ça, je l'ai appris que hier.",
        "Je l'ai donné à Paul.",
        "Il le permet.",
        "Je les ai montrées à ma mère.",
        "Je l'ai dit, que j'étais malade.",
        "Le russe et l'arabe, je les parle tous les jours.",
        "Mon prof est grec, je veux le parler aussi.",
        "J'adore cette langue et je veux la parler.",
    ),
)
def le_for_lui(s: Sentence) -> Iterator[Hit]:
    for clitic, verb, lemma, group in _pairs(s):
        if clitic.norm not in _DIRECT or (group and len(group.clitics) > 1):
            continue
        following = s.after(verb)
        while following.norm in ("pas", "plus", "déjà", "jamais", "toujours", "hier"):
            following = s.after(following)
        spoken = lemma == "parler" and _spoken_to(s, clitic, following)
        if spoken or lemma in DATIVE_ONLY - {"parler"}:
            fits = not (lemma == "répondre" and following.norm == "que")
        elif lemma in DATIVE_WITH_CONTENT:
            fits = _content(s, clitic, lemma, following)
        else:
            continue
        if fits:
            new = "leur" if clitic.norm == "les" else "lui"
            participle = group.participle if group else None
            if participle is None:
                yield say(s, clitic, clitic, new, verb=lemma)
                continue
            form = s.lexicon.inflect_verb(lemma, "part_past", "ms")
            said = words(between(s, s.after(clitic), participle))
            yield rewrite(s, clitic, participle, [new, *said[:-1], form or said[-1]], verb=lemma)


def _spoken_to(s: Sentence, clitic: Tok, following: Tok) -> bool:
    """Whether somebody, and no language, is what "le parler" is about."""
    if s.norms & (LANGUAGES | NATIONS):
        return False
    if following.norm in ("de", "du", "des", "hier", "ce", "au"):
        return True
    again = following.norm in _AGAIN and clitic.norm == "les"
    person = any(p.noun.lemma in PEOPLE for p in s.phrases if p.noun.i < clitic.i)
    return again or (person and ends_or_time(s, following))


_AGAIN = wordlist("souvent tous chaque parfois rarement régulièrement")


def _content(s: Sentence, clitic: Tok, lemma: str, following: Tok) -> bool:
    """Whether a thing or a clause stands behind the verb, so that "le" must be the person."""
    nxt = s.after(following)
    if following.norm == "de" and nxt.infinitive:
        return lemma in _WITH_DE_INFINITIVE
    if following.norm == "que" and lemma not in ("demander", "apprendre", "commander"):
        return nxt.norm in PRONOUN_SUBJECTS or nxt.pos in ("DET", "PROPN") or nxt.norm == "ce"
    if following.norm in ("si", "où", "comment", "pourquoi", "quand") and lemma in _ASKING:
        return True
    if following.norm in ("un", "une", "des", "mon", "ma", "mes", "ton", "ta", "tes", "notre"):
        # "Je l'ai dit un jour" is a time.
        return not ends_or_time(s, nxt) and nxt.pos in ("NOUN", "ADJ")
    if following.norm in ("merci", "bonjour", "pardon") and lemma == "dire":
        return True
    if following.norm == "la" and nxt.norm in ("vérité", "question") and clitic.norm != "la":
        return True
    # The thing is named and is no echo of the pronoun: "je les ai expliqué la situation".
    thing = nxt.noun if following.norm in ("le", "la", "les", "ce", "cette") else None
    other = (following.norm == "les") != (clitic.norm == "les")
    return thing is not None and other and not ends_or_time(s, following)


_WITH_DE_INFINITIVE = wordlist(
    "dire demander permettre promettre conseiller interdire proposer reprocher ordonner écrire "
    "suggérer recommander déconseiller défendre répondre"
)
_ASKING = wordlist("demander dire expliquer montrer")


@rule(
    id="object_pronoun.le_for_en",
    level=Level.B1,
    reference="Avoir besoin de, envie de, parler de, se souvenir de : en.",
    fr="Avec « de », le pronom est « en ».",
    en="With “de”, the pronoun is “en”.",
    triggers=THINGS_WITH_DE | frozenset({"besoin", "envie", "peur", "souvenir", "occuper"}),
    wrong=(
        ("Je l'ai besoin pour demain.", "J'en ai besoin pour demain."),
        ("Il le profite bien.", "Il en profite bien."),
        ("Je me le souviens très bien.", "Je m'en souviens très bien."),
        ("Je m'y occupe demain.", "Je m'en occupe demain."),
        ("Tu l'as envie ?", "Tu en as envie ?"),
    ),
    right=(
        "J'en ai besoin.",
        "Je me le rappelle.",
        "Je l'ai discuté avec lui.",
        "Le train, je l'ai manqué.",
        "Il me manque.",
        "Je m'en souviens.",
    ),
)
def le_for_en(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if not group.clitics:
            continue
        clitic = group.clitics[-1]
        if clitic.norm not in _DIRECT | {"y"}:
            continue
        noun = s.after(group.lexical)
        while noun.norm in ("pas", "plus", "vraiment", "trop", "très", "bien"):
            noun = s.after(noun)
        avoir = group.verb.finite is not None and group.verb.finite.lemma == "avoir"
        fits = avoir and group.participle is None and noun.norm in ("besoin", "envie", "peur")
        if group.lemma in ("profiter", "bénéficier") and len(group.clitics) == 1:
            fits = True
        if group.reflexive and len(group.clitics) == 2:
            fits = group.lemma in ("souvenir", "occuper", "moquer")
        if fits and s.after(noun).norm != "de":
            yield say(s, clitic, clitic, "en")


@rule(
    id="object_pronoun.y_for_en",
    level=Level.B1,
    reference="Aller à, s'intéresser à : y ; venir de : en.",
    fr="Avec « à », le pronom est « y ».",
    en="With “à”, the pronoun is “y”.",
    triggers=frozenset({"aller", "intéresser", "participer", "habituer", "assister"}),
    wrong=(
        ("J'en vais demain.", "J'y vais demain."),
        ("Je m'en intéresse beaucoup.", "Je m'y intéresse beaucoup."),
        ("On le va en voiture.", "On y va en voiture."),
    ),
    right=("Je m'en vais demain.", "J'en viens.", "On va en ville.", "Il s'en est allé."),
)
def y_for_en(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if not group.clitics or group.infinitive:
            continue
        clitic = group.clitics[-1]
        if (group.lemma == "aller" and len(group.clitics) == 1 and clitic.norm in ("en", "le")) or (
            group.lemma in ("intéresser", "habituer")
            and group.reflexive
            and clitic.norm in ("en", "le", "l'")
        ):
            yield say(s, clitic, clitic, "y")
