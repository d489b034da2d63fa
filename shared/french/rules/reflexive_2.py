"""Reflexive verbs in the past and the imperative, and a pronoun too many."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import join
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.reflexive import object_before, somebody, wants_pronoun
from shared.french.rules.verbs import OWN, lemmas, participle_of, person, takes_etre
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.adjectives import NATIONS
from shared.french.words.people import PEOPLE
from shared.french.words.reflexives import BODY_VERBS, DAILY, NEVER


@rule(
    id="reflexive.missing_compound",
    level=Level.A2,
    reference="Je me suis levé : pronom et être.",
    fr="« {verb} » est pronominal : « {say} ».",
    en="“{verb}” is reflexive: “{say}”.",
    triggers=DAILY | BODY_VERBS,
    wrong=(
        ("Hier, j'ai couché tard.", "Hier, je me suis couché tard."),
        ("J'ai levé à sept heures.", "Je me suis levé à sept heures."),
        ("On a promené dans la forêt.", "On s'est promené dans la forêt."),
        ("Je suis levé à six heures ce matin.", "Je me suis levé à six heures ce matin."),
        ("Ils ont marié en juin.", "Ils se sont mariés en juin."),
        ("J'ai brossé les dents.", "Je me suis brossé les dents."),
    ),
    right=(
        "J'ai couché les enfants à huit heures.",
        "Il est marié depuis dix ans.",
        "Je suis couché.",
        "On a couché chez des amis.",
        "J'ai levé la main.",
        "Je suis fâché avec lui.",
        "Elle est réveillée depuis midi.",
        "J'ai inquiété tout le monde.",
        "Le chien qu'on a promené est vieux.",
    ),
)
def missing_compound(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part, subject = group.participle, group.subject
        if part is None or subject is None or group.clitics or group.inverted:
            continue
        if not somebody(group) or group.lemma not in DAILY | BODY_VERBS:
            continue
        etre = any(m.lemma == "être" for m in group.verb.readings)
        if etre and not _event(s, group):
            continue
        name = wants_pronoun(s, group, part, frozenset({group.lemma}))
        if not name or object_before(s, group):
            continue
        aux = s.lexicon.inflect_verb("être", group.tense, person(group))
        agreed = participle_of(s, group, group.lemma, etre=group.lemma not in BODY_VERBS)
        if not aux or not agreed:
            continue
        middle = s.text[group.verb.end : part.start]
        text = f"{join(OWN[group.person], aux)}{middle}{agreed}"
        ne = "ne " if group.ne is not None else ""
        if subject.elided and subject.norm == "je":
            yield say(s, subject, part, f"je {ne}{text}", verb=join("se", name))
        else:
            yield say(s, group.ne or group.verb, part, ne + text, verb=join("se", name))


def _event(s: Sentence, group: VerbGroup) -> bool:
    """Whether être + participle tells of an event: levé, couché with an hour or "tard"."""
    if group.lemma not in ("lever", "coucher", "réveiller", "promener", "baigner", "doucher"):
        return group.lemma in ("souvenir", "dépêcher", "évanouir", "moquer")
    last = group.lexical
    near = [t.norm for t in s.tokens[last.i + 1 : last.i + 3]]
    return bool(near) and (near[0] in ("tôt", "tard", "dans") or near[0] in ("à", "vers"))


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
    id="reflexive.imperative",
    level=Level.A2,
    reference="Dépêche-toi, asseyez-vous, levez-vous.",
    fr="À l'impératif, le pronom suit le verbe : « {say} ».",
    en="In the imperative the pronoun follows: “{say}”.",
    triggers=frozenset({"dépêcher", "asseoir", "taire", "détendre"}),
    wrong=(
        ("Dépêche, on est en retard !", "Dépêche-toi, on est en retard !"),
        ("Asseyez là, monsieur.", "Asseyez-vous là, monsieur."),
    ),
    right=("Dépêche-toi !", "Il dépêche un avocat.", "Assieds-toi."),
)
def imperative(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        m = tok.any_verb("imp")
        opens = tok.i == 0 or s.at(tok.i - 1).pos in ("PUNCT", "CCONJ", "INTJ")
        if m is None or not opens or m.lemma not in _AT_ONCE:
            continue
        following = s.after(tok)
        if following.hung or following.pos in ("DET", "PRON", "NOUN"):
            continue
        toi = {"2s": "toi", "2p": "vous", "1p": "nous"}.get(m.person, "")
        if toi:
            yield say(s, tok, tok, f"{tok.text}-{toi}")


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
_AT_ONCE = wordlist("dépêcher asseoir assoir taire détendre")
