"""Adverbs beside the verb: behind the finite one, between auxiliary and participle."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import FINITE, Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.clauses import between, ends, rewrite, words
from shared.french.rules.framework import Hit, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FIRST_TO_THIRD, POSSESSIVES

_SHORT = wordlist(
    """toujours souvent parfois rarement déjà encore bien mal vraiment aussi beaucoup trop tellement
    presque seulement juste même peut-être surtout vite assez enfin quelquefois bientôt mieux
    tout ensemble longtemps plutôt"""
)
_MIDDLE = wordlist(
    """toujours souvent parfois rarement déjà encore bien mal vraiment beaucoup trop tellement
    presque
    seulement juste même peut-être surtout assez enfin mieux tout aussi probablement certainement
    sûrement complètement totalement absolument finalement"""
)
"""They stand between auxiliary and participle."""
_BEHIND_NOUN = wordlist(
    """vite toujours souvent parfois rarement vraiment beaucoup tellement presque quelquefois"""
)
"""Between a noun and its verb they are never right; "aussi" or "bien" there may be."""
CERTAIN = wordlist("je tu il on ils")
_DISCOURSE = wordlist("sincèrement franchement honnêtement personnellement évidemment justement")


def _adverb(tok: Tok) -> bool:
    if tok.norm in _SHORT:
        return True
    return (
        tok.norm.endswith("ment")
        and tok.can("ADV")
        and not tok.can("NOUN")
        and tok.norm not in _DISCOURSE
    )


def _placed(s: Sentence, first: Tok, group: VerbGroup, adverbs: list[Tok]) -> Hit:
    """Say subject and verb, then the adverb: behind the finite verb, or before the participle."""
    stays = [t for t in between(s, first, group.verb) if t not in adverbs]
    said = words(stays)
    moved = [t.text.lower() if t.i == 0 else t.text for t in adverbs]
    last = group.verb
    if group.participle is not None and adverbs[-1].norm not in _MIDDLE:
        last = group.participle
        said += words(t for t in between(s, s.after(group.verb), last))
    elif group.negation is not None and group.negation.i == group.verb.i + 1:
        last = group.negation
        said.append(last.text)
    while s.after(last).hung:
        last = s.after(last)
        said[-1] += last.text
    if said[-1].endswith("'"):
        return say(s, first, last, said[0])
    return rewrite(s, first, last, [*said, *moved])


@rule(
    id="adverb_order.after_pronoun",
    level=Level.A2,
    reference="L'adverbe se place après le verbe conjugué : je mange souvent.",
    fr="« {word} » se place après le verbe : « {say} ».",
    en="“{word}” goes after the verb: “{say}”.",
    wrong=(
        ("Je souvent mange au bureau.", "Je mange souvent au bureau."),
        ("Il toujours arrive en retard.", "Il arrive toujours en retard."),
        ("Tu déjà as mangé ?", "Tu as déjà mangé ?"),
        ("On vraiment aime ce film.", "On aime vraiment ce film."),
        ("Elle rarement sort le soir.", "Elle sort rarement le soir."),
        ("J'aussi habite à Lyon.", "J'habite aussi à Lyon."),
        ("Ils probablement vont gagner.", "Ils vont probablement gagner."),
        ("Nous souvent les voyons.", "Nous les voyons souvent."),
    ),
    right=(
        "Elle aussi habite à Lyon.",
        "Nous aussi, on part.",
        "Je mange souvent au bureau.",
        "Lui toujours dit ça.",
        "Vous même le savez.",
        "Elle seule le sait.",
        "Souvent je mange dehors.",
        "On mange souvent dehors.",
    ),
)
def after_pronoun(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.hung or tok.norm not in CERTAIN | {"elle", "elles", "nous", "vous"}:
            continue
        found = _run(s, tok)
        if found is None:
            continue
        adverbs, group = found
        if tok.norm not in CERTAIN:
            before = s.after(tok, -1)
            start = tok.i == 0 or before.pos in ("PUNCT", "SCONJ", "CCONJ") or before.norm == "que"
            if not start or adverbs[0].norm in ("aussi", "même", "seulement", "juste", "surtout"):
                continue
        yield _hit(s, tok, group, adverbs)


def _hit(s: Sentence, first: Tok, group: VerbGroup, adverbs: list[Tok]) -> Hit:
    hit = _placed(s, first, group, adverbs)
    return Hit(hit.start, hit.end, hit.replacements, {"word": adverbs[0].text})


def _run(s: Sentence, subject: Tok) -> tuple[list[Tok], VerbGroup] | None:
    """The adverbs between a subject and its verb, and the group of that verb."""
    k = subject.i + 1
    adverbs: list[Tok] = []
    while _adverb(s.at(k)) or (s.at(k).norm == "très" and _adverb(s.at(k + 1))):
        adverbs.append(s.at(k))
        k += 1
    if not adverbs or len(adverbs) > 2:
        return None
    while s.at(k).norm in (
        "ne",
        "me",
        "te",
        "se",
        "le",
        "la",
        "l'",
        "les",
        "lui",
        "leur",
        "y",
        "en",
    ):
        k += 1
    verb = s.at(k)
    if verb.norm in ("nous", "vous") and s.at(k + 1).finite:
        k, verb = k + 1, s.at(k + 1)
    if s.after(verb).hung:
        return None  # "et vous comment allez-vous"
    group = next((g for g in s.groups if g.verb is verb), None)
    if group is None and any(
        m.tense in FINITE and _due(subject) in m.person for m in verb.readings
    ):
        # Behind an adverb a verb may look like a noun ("la sort").
        group = VerbGroup(verb, subject, _due(subject), (), None, None, (), None, None)
    if group is None:
        return None
    return adverbs, group


def _due(subject: Tok) -> str:
    """Person that a subject asks of its verb."""
    return FIRST_TO_THIRD.get(subject.norm) or ("3p" if subject.text.endswith("s") else "3s")


@rule(
    id="adverb_order.after_noun",
    level=Level.A2,
    reference="L'adverbe se place après le verbe conjugué : les enfants jouent souvent.",
    fr="« {word} » se place après le verbe : « {say} ».",
    en="“{word}” goes after the verb: “{say}”.",
    triggers=_BEHIND_NOUN,
    wrong=(
        ("Mes parents souvent voyagent en train.", "Mes parents voyagent souvent en train."),
        ("Mon oncle rarement dit bonjour.", "Mon oncle dit rarement bonjour."),
        ("Marie toujours arrive à l'heure.", "Marie arrive toujours à l'heure."),
        ("Les Français parfois sont froids.", "Les Français sont parfois froids."),
    ),
    right=(
        "Mes parents, souvent, voyagent en train.",
        "Mes parents voyagent souvent.",
        "Le matin souvent je cours.",
        "Les gens trop pressés stressent.",
    ),
)
def after_noun(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.pos not in ("NOUN", "PROPN") and not (
            tok.pos == "ADJ" and s.after(tok, -1).pos in ("NOUN", "DET")
        ):
            continue
        if s.after(tok).norm not in _BEHIND_NOUN:
            continue
        found = _run(s, tok)
        if found is None or not _third(found[1].verb):
            continue
        first = found[0][0]
        group = found[1]
        yield _hit(s, first, group, found[0])


_AFTER_PARTICIPLE = wordlist("déjà bien mal toujours presque mieux tout encore jamais trop")


def _third(verb: Tok) -> bool:
    """Whether some finite reading of a verb is of the third person."""
    return any(m.tense in FINITE and "3" in m.person for m in verb.readings)


@rule(
    id="adverb_order.after_participle",
    level=Level.B1,
    reference="Un adverbe court se place entre l'auxiliaire et le participe : j'ai déjà mangé.",
    fr="« {word} » se place entre l'auxiliaire et le participe : « {say} ».",
    en="“{word}” goes between auxiliary and participle: “{say}”.",
    triggers=_AFTER_PARTICIPLE | {"beaucoup", "vraiment", "complètement", "tellement"},
    wrong=(
        ("J'ai lu déjà ce livre.", "J'ai déjà lu ce livre."),
        ("Il a compris mal la question.", "Il a mal compris la question."),
        ("Elle a dormi bien.", "Elle a bien dormi."),
        ("J'ai compris tout.", "J'ai tout compris."),
        ("On a aimé beaucoup le concert.", "On a beaucoup aimé le concert."),
        ("Il n'a pas fini encore ses devoirs.", "Il n'a pas encore fini ses devoirs."),
    ),
    right=(
        "J'ai déjà lu ce livre.",
        "Le dentiste m'a fait mal.",
        "J'ai lu tout le livre.",
        "Il est arrivé bien tard.",
        "T'as fini déjà ?",
        "J'ai mangé trop de gâteau.",
        "J'en ai mangé trop hier.",
        "Elle a pris mal au dos.",
        "J'ai vu bien des choses.",
        "J'ai entendu encore plus de bruit.",
        "On a mangé encore une fois.",
        "Il est allé mieux après.",
        "Il a fait tout ça.",
        "C'est fait bien comme il faut.",
    ),
)
def after_participle(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        part = group.participle
        if part is None or group.inverted:
            continue
        adverb = s.after(part)
        degree = adverb if adverb.norm in ("très", "trop", "si", "assez") else None
        if degree is not None and s.after(adverb).norm in ("bien", "mal"):
            adverb = s.after(adverb)
        following = s.after(adverb)
        if not _displaced(s, group, adverb, following):
            continue
        first = degree or adverb
        said = words(between(s, group.verb, part))
        moved = [t.text for t in between(s, first, adverb)]
        yield rewrite(s, group.verb, adverb, [*said[:-1], *moved, said[-1]], word=adverb.text)


def _displaced(s: Sentence, group: VerbGroup, adverb: Tok, following: Tok) -> bool:
    norm = adverb.norm
    before = {a.norm for a in group.adverbs} | {group.negation.norm if group.negation else ""}
    clause_goes_on = following.pos in ("DET", "ADP", "PROPN") or following.norm in (
        "que",
        "à",
        "de",
        "ce",
        "ça",
        "mes",
    )
    closed = ends(following)
    asked = s.asks
    if adverb.locution or norm in before:
        return False
    if norm == "mal" and group.lemma == "faire":
        return False  # "ça m'a fait mal"
    if norm == "déjà":
        return following.pos in ("DET", "PROPN", "NUM") or (
            closed and not asked and group.person == "1s"
        )
    if norm in ("bien", "mal"):
        if group.lemma in ("être", "aller", "sentir", "avoir", "tenir", "prendre"):
            return False
        own = following.norm in ("le", "la", "les", "ce", "cette", "mon", "ma", "mes")
        return closed or own or following.norm in ("hier", "aujourd'hui", "avant-hier")
    if norm == "tout":
        return closed and group.lemma in _ALL_OF
    if norm in ("beaucoup", "vraiment", "tellement", "complètement"):
        liked = group.lemma in _LIKING and following.norm not in ("des", "du")
        return liked and following.pos in ("DET", "PROPN")
    if norm == "toujours":
        return clause_goes_on or following.pos in ("ADJ", "ADV")
    if norm == "trop":
        return following.norm in ("hier", "aujourd'hui", "ce", "cette") and group.clitics == ()
    return _others(norm, group, following, negated="pas" in before)


def _others(norm: str, group: VerbGroup, following: Tok, *, negated: bool) -> bool:
    closed = ends(following)
    if norm == "encore":
        return negated and (closed or following.pos == "DET") and group.ne is not None
    if norm == "presque":
        return closed or following.norm in POSSESSIVES | {"le", "la", "les"}
    return norm == "mieux" and closed and group.lemma in ("dormir", "comprendre", "manger", "jouer")


_ALL_OF = wordlist(
    """comprendre manger voir entendre dire faire lire boire oublier finir perdre vendre acheter
    préparer ranger nettoyer essayer expliquer raconter payer prendre apprendre casser noter"""
)
_LIKING = wordlist(
    "aimer adorer apprécier détester regretter changer oublier rater comprendre perdre admirer"
)
_OBJECT_ADVERBS = wordlist("beaucoup bien mal souvent toujours vraiment énormément parfaitement")


@rule(
    id="adverb_order.after_object",
    level=Level.A2,
    reference="L'adverbe de quantité ou de manière se place avant le complément.",
    fr="« {word} » se place juste après le verbe : « {say} ».",
    en="“{word}” goes right after the verb: “{say}”.",
    triggers=_OBJECT_ADVERBS,
    wrong=(
        ("J'aime le chocolat beaucoup.", "J'aime beaucoup le chocolat."),
        ("Elle parle français bien.", "Elle parle bien français."),
        ("Je connais la ville bien.", "Je connais bien la ville."),
        ("J'ai aimé le film beaucoup.", "J'ai beaucoup aimé le film."),
        ("Il joue au foot bien.", "Il joue bien au foot."),
    ),
    right=(
        "J'aime beaucoup le chocolat.",
        "Je connais des gens bien.",
        "C'est une fille bien.",
        "Merci beaucoup.",
        "Elle voit ses amis souvent.",
        "Ça fait du bien.",
        "Je vais à la piscine souvent.",
        "Il travaille à Paris, bien sûr.",
    ),
)
def after_object(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        wanted = _STRONG_LIKES if tok.norm in ("beaucoup", "vraiment", "énormément") else _SKILLS
        if tok.norm not in ("beaucoup", "bien", "mal", "énormément", "parfaitement", "vraiment"):
            continue
        if not ends(s.after(tok)) or s.after(tok).text == ":" or tok.locution:
            continue
        group = next((g for g in reversed(s.groups) if g.lexical.i < tok.i), None)
        if group is None or group.lemma not in wanted or group.infinitive:
            continue
        middle = s.tokens[group.lexical.i + 1 : tok.i]
        if not 1 <= len(middle) <= 4 or not _object(middle, plays=group.lemma == "jouer"):
            continue
        if group.participle is not None:
            kept = words(between(s, group.verb, group.participle))
            rest = words(middle)
            yield rewrite(
                s, group.verb, tok, [*kept[:-1], tok.text, kept[-1], *rest], word=tok.text
            )
        else:
            yield rewrite(s, middle[0], tok, [tok.text, *words(middle)], word=tok.text)


_STRONG_LIKES = wordlist("aimer adorer apprécier admirer respecter détester regretter connaître")
_SKILLS = wordlist(
    "parler connaître jouer chanter danser cuisiner comprendre écrire prononcer conduire maîtriser"
)


def _object(middle: tuple[Tok, ...], *, plays: bool) -> bool:
    """Whether these words are one plain object: "le chocolat", "mes voisins", "français"."""
    if any(t.pos == "PUNCT" or t.finite or t.norm in ("qui", "que", "et") for t in middle):
        return False
    first = middle[0]
    if plays and first.norm in ("du", "de"):
        return True
    if first.norm in ("un", "une", "des", "de", "du", "quelqu'un", "quelque", "avec", "pas"):
        return False
    return middle[-1].pos in ("NOUN", "PROPN", "ADJ") and (
        first.pos in ("DET", "PROPN", "NOUN", "ADJ") or first.norm in ("au", "à")
    )
