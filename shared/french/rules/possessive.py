"""Whose it is: mon before a vowel, le mien, à moi, leur and son."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import vowel_sound
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, rule, say
from shared.french.rules.owning import PRONOUNS, SHORT, article_of, form_for, noun_after
from shared.french.sentence import Sentence
from shared.french.words.body import BELONGINGS, LOST_OR_MADE, OWN_THINGS, PLURAL_ONLY
from shared.french.words.closed import POSSESSIVES
from shared.french.words.people import PEOPLE

_TONIC = {"moi": "m", "toi": "t", "lui": "s", "elle": "s", "nous": "nous", "vous": "vous"}
_TONIC |= {"eux": "leur", "elles": "leur"}


@rule(
    id="possessive.vowel",
    level=Level.A1,
    reference="Mon, ton, son devant une voyelle, même au féminin : mon amie.",
    fr="Devant une voyelle, on dit « {say} », même au féminin.",
    en="Before a vowel sound say “{say}”, even with a feminine noun.",
    triggers=frozenset({"ma", "ta", "sa"}),
    wrong=(
        ("C'est ma idée.", "C'est mon idée."),
        ("Sa autre sœur vit à Nice.", "Son autre sœur vit à Nice."),
        ("J'aime bien ta élève.", "J'aime bien ton élève."),
    ),
    right=("Ma hanche me fait mal.", "Ta onzième place, bravo.", "Sa haine me fait peur."),
)
def vowel(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in ("ma", "ta", "sa"):
            following = s.after(t)
            if following.pos in ("NOUN", "ADJ") and vowel_sound(following.lower):
                yield say(s, t, t, t.norm[0] + "on")


@rule(
    id="possessive.article",
    level=Level.A1,
    reference="Pas d'article devant mon, ton, son : ma mère.",
    fr="Le possessif remplace l'article : « {say} ».",
    en="The possessive takes the article's place: “{say}”.",
    triggers=POSSESSIVES - {"leur", "leurs"},
    wrong=(
        ("La ma sœur habite à Rome.", "Ma sœur habite à Rome."),
        ("J'ai perdu le mon sac.", "J'ai perdu mon sac."),
        ("Les mes amis sont là.", "Mes amis sont là."),
    ),
    right=("Je la vends, ma voiture.", "Je les aime, mes amis.", "Tous mes amis sont là."),
)
def article(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in POSSESSIVES - {"leur", "leurs"}:
            continue
        before = s.at(t.i - 1)
        noun = noun_after(s, t)
        if before.norm in ("le", "la", "les") and before.pos == "DET" and noun is not None:
            yield delete(s, before, before)


@rule(
    id="possessive.of_me",
    level=Level.A1,
    reference="Mon, ton, son… et non « de moi, de toi » : ma voiture.",
    fr="Pour dire à qui c'est : « {say} ».",
    en="To say whose it is, use “{say}”.",
    triggers=frozenset(_TONIC),
    wrong=(
        ("C'est la voiture de moi.", "C'est ma voiture."),
        ("J'aime bien les parents de toi.", "J'aime bien tes parents."),
        ("L'amie de elle est malade.", "Son amie est malade."),
        ("La maison de nous est petite.", "Notre maison est petite."),
        ("Le chien d'eux aboie tout le temps.", "Leur chien aboie tout le temps."),
    ),
    right=(
        "C'est une photo de moi.",
        "Il habite à côté de moi.",
        "C'est un ami à moi.",
        "La fille parle de moi.",
        "Il a reçu la lettre de moi.",
        "La ville autour de nous est belle.",
        "Le père de lui et moi.",
    ),
)
def of_me(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in _TONIC or s.at(t.i - 1).norm != "de":
            continue
        noun = s.at(t.i - 2)
        det = s.at(t.i - 3)
        known = noun.pos == "NOUN" and noun.lemma in OWN_THINGS | PEOPLE
        if not known or det.norm not in ("le", "la", "l'", "les"):
            continue
        after = s.after(t)
        if after.norm in ("et", "même", "tous", "toutes", "-même") or after.hung:
            continue
        owner = _TONIC[t.norm]
        form = form_for(owner, noun, noun.text, plural=det.norm == "les")
        if form:
            yield say(s, det, t, f"{form} {noun.text}")


@rule(
    id="possessive.me_noun",
    level=Level.A1,
    reference="Mon, ma, mes devant le nom ; moi reste seul.",
    fr="Devant un nom, on dit « {say} ».",
    en="Before a noun use “{say}”.",
    triggers=frozenset({"moi", "toi", "me", "te"}),
    wrong=(
        ("Moi mère est très gentille.", "Ma mère est très gentille."),
        ("J'habite avec moi frère.", "J'habite avec mon frère."),
        ("Te sœur est là ?", "Ta sœur est là ?"),
    ),
    right=(
        "Moi, mère de famille, je dis non.",
        "Elle me livre le pain.",
        "Donne-moi place et temps.",
        "Il me place ici.",
        "Moi ma mère elle est sympa.",
    ),
)
def me_noun(s: Sentence) -> Iterator[Hit]:
    for t in s:
        noun = s.after(t)
        if t.norm not in ("moi", "toi", "me", "te") or t.hung or noun.lemma not in OWN_THINGS:
            continue
        if noun.pos == "NOUN" and noun.only("NOUN", "ADJ"):
            form = form_for(t.norm[0], noun, noun.text, plural=False)
            if form:
                yield say(s, t, t, form)


@rule(
    id="possessive.pronoun",
    level=Level.A2,
    reference="Sans nom, on dit le mien, la tienne, les siens.",
    fr="Sans nom derrière, on dit « {say} ».",
    en="With no noun after it, say “{say}”.",
    triggers=frozenset({"mon", "ma", "mes", "ton", "ta", "tes", "son", "sa", "mien", "tien"})
    | frozenset({"sien", "mienne", "tienne", "sienne", "miens", "tiens", "siens"}),
    wrong=(
        ("Ton vélo est plus rapide que mon.", "Ton vélo est plus rapide que le mien."),
        ("Cette place, c'est ma.", "Cette place, c'est la mienne."),
        ("Mes clés sont ici, où sont tes ?", "Mes clés sont ici, où sont les tiennes ?"),
        ("Son est plus cher.", "Le sien est plus cher."),
        ("Ta chambre est plus grande que mienne.", "Ta chambre est plus grande que la mienne."),
    ),
    right=(
        "Il a pris mon, euh, mon sac.",
        "Un ami mien.",
        "Le son est trop fort.",
        "Tiens, voilà le mien.",
        "C'est le mien.",
    ),
)
def pronoun(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm in PRONOUNS.values():
            alone = s.at(t.i - 1).norm == "que" and s.after(t).pos == "PUNCT"
            if alone and t.norm != "tiens":
                yield say(s, t, t, f"{article_of(t.norm)} {t.text}")
            continue
        if t.norm not in SHORT or s.at(t.i - 1).pos in ("DET", "ADJ"):
            continue
        after = s.after(t)
        ends = (after.i < 0 or after.text in (".", "?", "!")) and t.i > 0
        before = s.at(t.i - 1)
        opens = t.i == 0 or before.pos in ("CCONJ", "PUNCT")
        starts = opens and after.norm in ("est", "sont", "était", "étaient", "coûte")
        if ends and t.norm == "son" and before.norm not in ("que", "est"):
            continue
        if (ends and before.pos in ("SCONJ", "AUX", "ADP", "VERB", "CCONJ", "PRON")) or starts:
            said = _agreed(s, t)
            yield say(s, t, t, said)


def _agreed(s: Sentence, t: Tok) -> str:
    """Le mien or la mienne, les miens or les miennes, by the noun that came before."""
    word = PRONOUNS[t.norm]
    nouns = [p.noun for p in s.phrases if p.noun.i < t.i and p.noun.pos == "NOUN"]
    if nouns and noun_gender(nouns[0]) == "f" and not word.rstrip("s").endswith("ne"):
        plural = word.endswith("s")
        word = word.rstrip("s") + ("nes" if plural else "ne")
    return f"{article_of(word)} {word}"


@rule(
    id="possessive.pronoun_gender",
    level=Level.B1,
    reference="Le mien, la mienne : le genre est celui de la chose possédée.",
    fr="« {noun} » commande le genre : « {say} ».",
    en="The gender is that of “{noun}”: “{say}”.",
    triggers=frozenset({"mien", "tien", "sien", "mienne", "tienne", "sienne"}),
    wrong=(
        ("Ta voiture est plus neuve que le mien.", "Ta voiture est plus neuve que la mienne."),
        ("Mon vélo est vieux, et la tienne ?", "Mon vélo est vieux, et le tien ?"),
    ),
    right=(
        "Mon père aime sa voiture et moi la mienne.",
        "Ta voiture est plus neuve que la mienne.",
        "Il y met du sien.",
    ),
)
def pronoun_gender(s: Sentence) -> Iterator[Hit]:
    for t in s:
        det = s.at(t.i - 1)
        stem = t.norm.removesuffix("ne")
        if stem not in ("mien", "tien", "sien") or det.norm not in ("le", "la"):
            continue
        said = "f" if t.norm.endswith("ne") else "m"
        nouns = [p for p in s.phrases if p.noun.i < t.i and p.noun.pos == "NOUN"]
        genders = {noun_gender(p.noun) for p in nouns}
        owned = [p for p in nouns if p.determiner and p.determiner.norm in POSSESSIVES | {"cette"}]
        if len(genders) == 1 and owned and genders == {"m" if said == "f" else "f"}:
            text = f"la {stem}ne" if said == "m" else f"le {stem}"
            yield say(s, det, t, text, noun=owned[0].noun.text)


@rule(
    id="possessive.belongs",
    level=Level.A2,
    reference="Être à quelqu'un : ce sac est à moi.",
    fr="Pour l'appartenance, on dit « être à » : « {say} ».",
    en="To say whose something is, use “être à”: “{say}”.",
    triggers=frozenset({"être"}),
    wrong=(
        ("Ce sac est de moi.", "Ce sac est à moi."),
        ("Les clés sont de mon père.", "Les clés sont à mon père."),
    ),
    right=("Ce livre est de Camus.", "Cette voiture est de 2010.", "Elle est de Paris."),
)
def belongs(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        t = s.after(g.verb)
        if (
            g.lemma != "être"
            or g.subject is None
            or t.norm != "de"
            or g.subject.lemma not in BELONGINGS
        ):
            continue
        owner = s.after(t)
        person = owner.norm in _TONIC or owner.norm in ("mon", "ma", "ton", "ta")
        if person:
            yield say(s, t, t, "à")


@rule(
    id="possessive.plural",
    level=Level.A1,
    reference="Mes, tes, ses devant un nom pluriel : mes vacances.",
    fr="« {noun} » est au pluriel : on dit « {say} {noun} ».",
    en="“{noun}” is plural: say “{say} {noun}”.",
    triggers=PLURAL_ONLY,
    wrong=(
        ("J'ai oublié ma lunettes.", "J'ai oublié mes lunettes."),
        ("Il a passé son vacances en Grèce.", "Il a passé ses vacances en Grèce."),
        ("Mon cheveux sont longs.", "Mes cheveux sont longs."),
    ),
    right=("Mes parents sont là.", "Je fais mes courses.", "Ta course était belle."),
)
def plural(s: Sentence) -> Iterator[Hit]:
    several = {"m": "mes", "t": "tes", "s": "ses"}
    for t in s:
        noun = s.after(t)
        if noun.norm not in PLURAL_ONLY or t.pos != "DET":
            continue
        if t.norm in ("mon", "ma", "ton", "ta", "son", "sa"):
            yield say(s, t, t, several[t.norm[0]], noun=noun.text)
        elif t.norm in ("notre", "votre"):
            yield say(s, t, t, {"notre": "nos", "votre": "vos"}[t.norm], noun=noun.text)


@rule(
    id="possessive.leur",
    level=Level.A2,
    reference="Plusieurs possesseurs : leur, leurs ; un seul : son, sa, ses.",
    fr="Il y a plusieurs possesseurs : « {say} ».",
    en="There are several owners: “{say}”.",
    triggers=frozenset({"son", "sa", "ses"}),
    confidence=0.85,
    wrong=(
        ("Les élèves ont fini son travail.", "Les élèves ont fini leur travail."),
        ("Ils ont vendu sa maison.", "Ils ont vendu leur maison."),
        ("Marc et Julie ont perdu ses clés.", "Marc et Julie ont perdu leurs clés."),
        ("Mes voisins promènent son chien.", "Mes voisins promènent leur chien."),
        ("Les enfants rangent ses jouets.", "Les enfants rangent leurs jouets."),
    ),
    right=(
        "Paul est parti, alors ils ont vendu sa maison.",
        "Mes amis adorent son copain.",
        "Ils ont chacun pris son sac.",
        "Les enfants de Marie ont pris sa voiture.",
        "Ils lui ont rendu son sac.",
    ),
)
def leur(s: Sentence) -> Iterator[Hit]:
    for g in s.groups:
        sub = g.subject
        m = g.infinitive.infinitive if g.infinitive else None
        lemma = m.lemma if m else g.lemma
        if g.person != "3p" or sub is None or lemma not in LOST_OR_MADE or g.inverted:
            continue
        couple = s.at(g.first.i - 2).norm == "et" and sub.pos == "PROPN"
        if not couple and sub.norm not in ("ils", "elles") and sub.lemma not in PEOPLE:
            continue
        head = g.infinitive or g.participle or g.verb
        det = s.after(head)
        if det.norm in ("avec", "dans", "à"):
            det = s.after(det)
        noun = noun_after(s, det)
        if det.norm not in ("son", "sa", "ses") or noun is None or noun.lemma in PEOPLE - _PETS:
            continue
        if (not couple and _single_owner(s, det)) or g.clitics:
            continue
        yield say(s, det, det, "leurs" if det.norm == "ses" else "leur")


_PETS = frozenset({"chien", "chat"})


def _single_owner(s: Sentence, det: Tok) -> bool:
    """Whether somebody before may be the one owner."""
    for t in s.tokens[: det.i]:
        if t.norm in ("il", "elle", "lui", "on", "chacun", "chacune", "qui") or t.pos == "PROPN":
            return True
        single = t.pos == "NOUN" and t.lemma in PEOPLE and t.best and t.best.number == "s"
        if single and s.at(t.i - 1).norm not in ("et",) and s.after(t).norm != "et":
            return True
    return False
