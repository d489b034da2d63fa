"""The reflexive pronoun that agrees with the subject, and one too many."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.verbs import OWN, lemmas, person, takes_etre
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.adjectives import NATIONS
from shared.french.words.infinitives import MODALS
from shared.french.words.people import PEOPLE
from shared.french.words.reflexives import INTRINSIC, NEVER

_ALL = frozenset({"me", "te", "se", "nous", "vous"})


@rule(
    id="reflexive.person",
    level=Level.A2,
    reference="Je me, tu te, il se, nous nous, vous vous, ils se.",
    fr="Le pronom suit le sujet : « {say} ».",
    en="The pronoun follows the subject: “{say}”.",
    triggers=frozenset({"se", "me", "te", "nous", "vous"}),
    wrong=(
        ("Je se lève à six heures.", "Je me lève à six heures."),
        ("Tu se moques de moi.", "Tu te moques de moi."),
        ("Nous se voyons demain.", "Nous nous voyons demain."),
        ("Vous s'appelez comment ?", "Vous vous appelez comment ?"),
        ("On nous débrouille toujours.", "On se débrouille toujours."),
        ("Je se suis trompé.", "Je me suis trompé."),
        ("Ils nous souviennent de ça.", "Ils se souviennent de ça."),
        ("Comment s'appelles-tu ?", "Comment t'appelles-tu ?"),
    ),
    right=(
        "On nous attend.",
        "Il nous amuse.",
        "Je vous lève à six heures.",
        "Elle me promène partout.",
        "On se lève.",
        "Ça m'intéresse.",
    ),
)
def wrong_person(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        own = OWN.get(group.person, "")
        if not own or not group.clitics or group.subject is None:
            continue
        if group.inverted and group.clitics[0].norm != "se":
            continue
        first = group.clitics[0]
        if first.norm not in _ALL or first.norm == own:
            continue
        intrinsic = group.lemma in INTRINSIC
        if first.norm == "se" or (intrinsic and first.norm in _ALL):
            yield say(s, first, first, own)


@rule(
    id="reflexive.infinitive_person",
    level=Level.A2,
    reference="Je vais me lever, tu vas te lever : le pronom suit le sujet.",
    fr="Le pronom suit le sujet, à l'infinitif aussi : « {say} ».",
    en="The pronoun follows the subject in the infinitive too: “{say}”.",
    triggers=frozenset({"se", "nous", "me", "te", "vous"}),
    wrong=(
        ("Je vais se coucher.", "Je vais me coucher."),
        ("Tu dois se reposer un peu.", "Tu dois te reposer un peu."),
        ("Nous voulons se voir demain.", "Nous voulons nous voir demain."),
        ("Je vais à la plage pour se baigner.", "Je vais à la plage pour me baigner."),
        ("J'ai envie de se promener.", "J'ai envie de me promener."),
        ("On doit nous dépêcher.", "On doit se dépêcher."),
        ("J'ai pas le temps de se laver.", "J'ai pas le temps de me laver."),
        ("Vous pouvez s'asseoir.", "Vous pouvez vous asseoir."),
    ),
    right=(
        "Je vois les gens se battre.",
        "Je lui ai dit de se taire.",
        "J'aide mon fils à se laver.",
        "Il faut se lever tôt.",
        "On va nous attendre.",
        "J'ai fait un sac pour se protéger de la pluie, c'est le principe.",
        "Je trouve important de se parler.",
        "Je sais que c'est dur de se lever.",
        "Tu as laissé les enfants se coucher tard.",
    ),
)
def infinitive_person(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in _ALL or tok.hung:
            continue
        verb = s.after(tok)
        if verb.norm in ("y", "en"):
            verb = s.after(verb)
        m = verb.any_verb("inf")
        if m is None:
            continue
        group = governor(s, tok)
        if group is None or group.subject is None:
            continue
        own = OWN.get(group.person, "")
        if not own or own == tok.norm or group.subject.norm in ("ça", "ce", "cela"):
            continue
        if tok.norm == "se" or (m.lemma in INTRINSIC | _TOGETHER and group.subject.norm == "on"):
            yield say(s, tok, tok, own)


_TOGETHER = wordlist("coucher lever dépêcher promener asseoir habiller marier reposer retrouver")
"""After "on va nous…" these are what we do ourselves."""
_CONTROL = wordlist(
    """dire demander conseiller permettre proposer ordonner interdire empêcher aider inviter
    encourager obliger forcer laisser faire voir entendre regarder écouter sentir apprendre
    recommander autoriser pousser suggérer défendre reprocher promettre trouver convaincre
    persuader être savoir penser croire"""
)
"""Another than the subject may do what the infinitive says."""


def governor(s: Sentence, pronoun: Tok) -> VerbGroup | None:
    """The group whose subject is also the infinitive's, or None if somebody else's may be."""
    before = [g for g in s.groups if g.verb.i < pronoun.i]
    if not before:
        return None
    group = before[-1]
    between = s.tokens[group.verb.i + 1 : pronoun.i]
    if any(t.pos in ("PUNCT", "SCONJ", "CCONJ") or t.norm in ("qui", "que") for t in between):
        return None
    last = s.at(pronoun.i - 1)
    found = lemmas(group.verb) | {group.lemma}
    direct = all(t.pos == "ADV" or t is group.negation or t.hung for t in between)
    if direct and found & (MODALS | {"aimer", "adorer", "détester", "préférer", "venir"}):
        return group
    if last.norm not in ("de", "à", "pour", "sans") or group.clitics:
        return None
    states = group.lemma == "être" and not any(t.norm in ("pour", "sans") for t in between)
    if group.lemma in _CONTROL - {"être"} or (group.lemma == "être" and not states):
        return None
    if group.lemma == "être" and not _own_state(between):
        return None
    objects = [t for t in between if t.pos in ("NOUN", "PROPN")]
    if last.norm in ("de", "à") and objects and group.lemma != "avoir":
        return None
    if last.norm == "pour" and group.participle is not None and objects:
        return None
    return group


def _own_state(between: tuple[Tok, ...] | list[Tok]) -> bool:
    fit = wordlist("content contente prêt prête fatigué fatiguée obligé obligée heureux train")
    return any(t.norm in fit for t in between)


@rule(
    id="reflexive.too_many",
    level=Level.A2,
    reference="Tomber, rester, partir, divorcer, déménager… sans pronom réfléchi.",
    fr="« {verb} » n'est pas pronominal : « {say} ».",
    en="“{verb}” takes no reflexive pronoun: “{say}”.",
    triggers=NEVER,
    wrong=(
        ("Je me suis tombé dans la rue.", "Je suis tombé dans la rue."),
        ("Elle se reste à la maison.", "Elle reste à la maison."),
        ("Je me suis déménagé en mars.", "J'ai déménagé en mars."),
        ("Il s'est disparu.", "Il a disparu."),
        ("Je vais me divorcer.", "Je vais divorcer."),
    ),
    right=(
        "Il se meurt d'amour.",
        "Je m'en retourne chez moi.",
        "Elle s'est retournée.",
        "Je me dis que ça va.",
    ),
)
def too_many(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if len(group.clitics) != 1 or group.lemma not in NEVER or group.subject is None:
            continue
        pronoun = group.clitics[0]
        if pronoun.norm != OWN.get(group.person, "") or group.inverted:
            continue
        if group.lemma == "retourner":
            continue
        part = group.participle
        if part is None:
            if group.lemma != "mourir" and group.tense != "imp":
                yield delete(s, pronoun, pronoun, verb=group.lemma)
        elif takes_etre(group.lemma):
            yield delete(s, pronoun, pronoun, verb=group.lemma)
        else:
            aux = s.lexicon.inflect_verb("avoir", group.tense, person(group))
            bare = s.lexicon.inflect_verb(group.lemma, "part_past", "ms")
            middle = s.text[group.verb.end : part.start]
            if aux and bare:
                yield say(s, pronoun, part, f"{aux}{middle}{bare}", verb=group.lemma)
    yield from _too_many_before_infinitive(s)


def _too_many_before_infinitive(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        inf = group.infinitive
        pronoun = s.at(inf.i - 1) if inf is not None else group.verb
        m = inf.infinitive if inf is not None else None
        if m is None or m.lemma not in NEVER - {"retourner", "mourir"} or pronoun.hung:
            continue
        if pronoun.norm in (OWN.get(group.person, ""), "se") and pronoun.i > group.verb.i:
            yield delete(s, pronoun, pronoun, verb=m.lemma)


@rule(
    id="reflexive.things",
    level=Level.A2,
    reference="Se trouver (être situé), s'appeler (avoir pour nom).",
    fr="« {verb} » veut un pronom ici : « {say} ».",
    en="“{verb}” needs its pronoun here: “{say}”.",
    triggers=frozenset({"trouver", "appeler", "situer"}),
    wrong=(
        ("Le musée trouve près de la gare.", "Le musée se trouve près de la gare."),
        ("Mon chien appelle Rex.", "Mon chien s'appelle Rex."),
        ("Ma ville situe au nord.", "Ma ville se situe au nord."),
        ("J'appelle Lina et j'ai dix ans.", "Je m'appelle Lina et j'ai dix ans."),
        ("Il appelle Tom et il est anglais.", "Il s'appelle Tom et il est anglais."),
    ),
    right=(
        "Le directeur trouve à redire à tout.",
        "Mon père trouve ça bien.",
        "Mon frère appelle Paul.",
        "L'hôtel se trouve ici.",
        "J'appelle Lina et on part.",
        "Il appelle Tom et il est content.",
    ),
)
def things(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if _introduces(s, group) and group.subject is not None:
            own = join(OWN[group.person], group.verb.text)
            if group.subject.norm == "je":
                yield say(s, group.subject, group.verb, f"je {own}", verb="s'appeler")
            else:
                yield say(s, group.verb, group.verb, own, verb="s'appeler")
        if group.subject is None or group.subject.pos != "NOUN" or group.clitics:
            continue
        following = s.after(group.verb)
        found = lemmas(group.verb) & {"trouver", "appeler", "situer"}
        person_noun = group.subject.lemma in PEOPLE - {"chien", "chat"}
        if not found or person_noun or group.participle is not None or not group.person:
            continue
        place = following.norm in _PLACE
        named = following.text[:1].isupper() and group.subject.lemma in _NAMED
        if (found & {"trouver", "situer"} and place) or ("appeler" in found and named):
            name = sorted(found)[0]
            text = join("se", group.verb.text)
            yield say(s, group.verb, group.verb, text, verb=join("se", name))


def _introduces(s: Sentence, group: VerbGroup) -> bool:
    """Whether "il appelle Karim et il est tunisien" tells a name: then come age or nation."""
    name = s.after(group.verb)
    if "appeler" not in lemmas(group.verb) or group.clitics or not name.text[:1].isupper():
        return False
    link = s.after(name)
    pronoun = s.after(link) if link.norm == "et" or link.text == "," else link
    other = next((g for g in s.groups if g.subject is pronoun and g.person == group.person), None)
    if other is None or other.participle is not None or other.subject is None:
        return False
    said, following = lemmas(other.verb), s.after(other.verb)
    aged = "avoir" in said and following.pos == "NUM" and s.after(following).lemma == "an"
    return aged or ("être" in said and bool({m.lemma for m in following.readings} & NATIONS))


_PLACE = wordlist(
    """à au aux dans en sur près devant derrière entre loin ici là là-bas juste sous chez face"""
)
_NAMED = wordlist(
    """chien chat ville village rue restaurant film livre école plage hôtel musée quartier café
    rivière montagne île pays région club groupe magasin bar université lycée roman chanson"""
)
