"""moi, lui, eux: behind a preposition, not for an object."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase, VerbGroup
from shared.french.rules.clauses import cut, ends, ends_or_time, rewrite
from shared.french.rules.framework import Hit, insert, rule, say
from shared.french.rules.object_pronoun.position import RANK, host_before, placed
from shared.french.rules.verbs import over_clitics
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.closed import POSSESSIVES
from shared.french.words.verb_arguments import DATIVE, DATIVE_ONLY

_TONIC = frozenset({"moi", "toi", "lui", "elle", "eux", "elles", "nous", "vous", "il", "ils"})
_PERSONS = table("moi=1s toi=2s lui=3s elle=3s nous=1p vous=2p eux=3p elles=3p il=3s ils=3p")
_DIRECT = table("moi=me toi=te lui=le elle=la nous=nous vous=vous eux=les elles=les il=le ils=les")
_INDIRECT = table(
    """moi=me toi=te lui=lui elle=lui nous=nous vous=vous eux=leur elles=leur il=lui
    ils=leur"""
)


def _subject_of(s: Sentence, tok: Tok) -> str:
    """Person of the nearest subject before a token."""
    found = ""
    for group in s.groups:
        if group.verb.i < tok.i:
            found = group.person
    return found


_MODAL = frozenset({"vouloir", "pouvoir", "devoir", "aller", "venir"})
_NO_OBJECT = frozenset(
    {"manquer", "être", "avoir", "aller", "faire", "croire", "devenir", "rester"}
)


def _same_person(s: Sentence, tok: Tok, group: VerbGroup | None) -> bool:
    """Whether a pronoun may be the subject said again ("je sais pas, moi")."""
    person = group.person if group else _subject_of(s, tok)
    if _PERSONS[tok.norm] != person:
        return False
    near = group or next((g for g in reversed(s.groups) if g.verb.i < tok.i), None)
    subject = near.subject.norm if near and near.subject else ""
    return subject not in ("on", "il" if tok.norm == "elle" else "elle")


@rule(
    id="object_pronoun.tonic_direct",
    level=Level.A2,
    reference="Le pronom complément se place devant le verbe : je le vois.",
    fr="Le pronom complément se place devant le verbe : « {say} ».",
    en="The object pronoun goes before the verb: “{say}”.",
    triggers=_TONIC,
    wrong=(
        ("Je vois lui tous les matins.", "Je le vois tous les matins."),
        ("J'aime toi.", "Je t'aime."),
        ("On connaît elle depuis longtemps.", "On la connaît depuis longtemps."),
        ("J'ai vu eux au marché.", "Je les ai vus au marché."),
        ("Il veut aider moi.", "Il veut m'aider."),
        ("Je donne lui mon adresse.", "Je lui donne mon adresse."),
        ("Le prof a dit moi de venir.", "Le prof m'a dit de venir."),
        ("Elle a dit moi que c'est fini.", "Elle m'a dit que c'est fini."),
        ("Le prof explique nous la règle.", "Le prof nous explique la règle."),
        ("J'aime ils beaucoup.", "Je les aime beaucoup."),
        ("Tu peux moi aider ?", "Tu peux m'aider ?"),
        ("Je veux toi parler.", "Je veux te parler."),
        ("Je pense lui souvent.", "Je pense à lui souvent."),
        ("Je vois il tous les jours.", "Je le vois tous les jours."),
    ),
    right=(
        "Je sais pas moi.",
        "Je pense à lui tous les jours.",
        "C'est lui que je vois.",
        "Je te dis moi que c'est vrai.",
        "Il mange chez eux.",
        "Je crois qu'elle vient.",
        "Je ne vois que lui.",
        "Tu fais comme moi.",
        "Il l'a fait lui-même.",
        "Dis-moi tout.",
        "Il vous aide et vous dites merci ?",
        "Je pense ils sont là.",
        "Que veut-il ce soir ?",
        "je sais il faut partir",
    ),
)
def tonic_direct(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in _TONIC or tok.hung or s.after(tok).hung or s.after(tok, -1).hung:
            continue
        found = host_before(s, tok)
        if found is None:
            continue
        host, group, lemma = found
        following = s.after(tok)
        special = _thought_or_asked(s, tok, group, lemma)
        if special is not None:
            yield from special
            continue
        told = lemma in _TELLING and following.norm == "que"
        stressed = following.norm in _STRESSED and not told
        if lemma in _NO_OBJECT or stressed or _same_person(s, tok, group):
            continue
        if _may_be_subject(s, tok, following) or not _misplaced_subject(s, tok, group):
            continue
        if group and (group.reflexive or any(c.norm in RANK for c in group.clitics)):
            continue
        traits = s.lexicon.verb_traits(lemma)
        if traits is None or not (traits.transitive or lemma in DATIVE):
            continue
        dative = lemma in DATIVE and (lemma in DATIVE_ONLY or not ends_or_time(s, following))
        if lemma in ("dire", "demander", "donner"):
            dative = True
        clitic = _INDIRECT[tok.norm] if dative else _DIRECT[tok.norm]
        yield placed(s, host, tok, clitic, group, tok)


def _thought_or_asked(
    s: Sentence, tok: Tok, group: VerbGroup | None, lemma: str
) -> tuple[Hit, ...] | None:
    """Mend "je pense lui" and "tu peux moi aider"; None where neither is said."""
    following = s.after(tok)
    below = following.infinitive
    if lemma == "penser" and tok.norm in ("lui", "elle", "eux", "toi", "moi"):
        closed = ends_or_time(s, following) and following.norm not in ("et", "ou")
        alone = group is not None and not group.clitics and closed
        return (insert(s, tok, "à"),) if alone else ()
    if lemma in _MODAL and tok.norm in ("moi", "toi", "eux") and below is not None:
        clitic = (_INDIRECT if below.lemma in DATIVE else _DIRECT)[tok.norm]
        return (say(s, tok, tok, clitic),)
    return None


def _misplaced_subject(s: Sentence, tok: Tok, group: VerbGroup | None) -> bool:
    """Whether "il" or "ils" stands as an object: "j'aime ils beaucoup"; true of other pronouns."""
    if tok.norm not in ("il", "ils"):
        return True
    after = s.after(tok)
    speaks = group is not None and group.person in ("1s", "2s", "1p", "2p")
    closed = ends_or_time(s, after) or after.norm in ("beaucoup", "bien", "trop", "vraiment")
    return speaks and closed and s.at(tok.i - 1).is_word


_TELLING = wordlist("dire expliquer promettre raconter répéter annoncer")
_STRESSED = frozenset({"-même", "aussi", "même", "seul", "seule", "que", "qui", "non"})


def _may_be_subject(s: Sentence, tok: Tok, following: Tok) -> bool:
    """Whether a pronoun may belong to the verb behind it."""
    if tok.norm in ("elle", "nous", "vous", "elles") and (
        following.norm in RANK or following.norm == "ne"
    ):
        # "explique nous la règle": a verb that is none of "nous" or "vous" has another subject.
        verb = s.at(over_clitics(s, following.i))
        due = {"nous": "1p", "vous": "2p"}.get(tok.norm)
        return due is None or verb.finite is None or due in verb.persons
    infinitive = following.infinitive if tok.norm != "moi" else None
    return (following.finite or infinitive) is not None


@rule(
    id="object_pronoun.tonic_indirect",
    level=Level.A2,
    reference="Parler, dire, donner… à quelqu'un : me, te, lui, leur devant le verbe.",
    fr="« à {word} » devient un pronom devant le verbe : « {say} ».",
    en="“à {word}” becomes a pronoun before the verb: “{say}”.",
    triggers=_TONIC,
    wrong=(
        ("Je parle à elle tous les jours.", "Je lui parle tous les jours."),
        ("Il a téléphoné à moi hier soir.", "Il m'a téléphoné hier soir."),
        ("Je vais répondre à eux demain.", "Je vais leur répondre demain."),
        ("J'ai donné à lui mes clés.", "Je lui ai donné mes clés."),
        ("Elle a prêté sa voiture à moi.", "Elle m'a prêté sa voiture."),
        ("Montre à moi tes photos.", "Montre-moi tes photos."),
        ("Tu peux aider à moi avec ça ?", "Tu peux m'aider avec ça ?"),
        ("Je vais appeler à lui demain.", "Je vais l'appeler demain."),
    ),
    right=(
        "Je pense à elle tous les jours.",
        "Je parle à lui, pas à toi.",
        "C'est à lui que je parle.",
        "Il tient beaucoup à elle.",
        "Je lui parle à lui, mais pas à elle.",
        "Ça ressemble à elle et à sa mère.",
        "Je m'intéresse à eux.",
    ),
)
def tonic_indirect(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        prep = s.after(tok, -1)
        if tok.norm not in _TONIC or prep.norm != "à" or s.after(tok).hung:
            continue
        found = host_before(s, _over_object(s, prep))
        if found is None:
            yield from _command(s, prep, tok)
            continue
        host, group, lemma = found
        after = s.after(tok)
        direct = lemma in _DIRECT_ONLY
        if not (direct or lemma in DATIVE) or after.norm in _ALONGSIDE:
            continue
        if lemma in ("passer", "lire", "apprendre", "présenter") or "mais" in s.norms:
            continue
        if after.text == "," and s.after(tok, 2).norm in ("pas", "mais", "et"):
            continue
        if group and group.clitics:
            continue
        clitic = (_DIRECT if direct else _INDIRECT)[tok.norm]
        hit = placed(s, host, tok, clitic, group, prep, tok)
        yield Hit(hit.start, hit.end, hit.replacements, {"word": tok.text})


_ALONGSIDE = wordlist("et ou aussi même -même seul")
_DIRECT_ONLY = wordlist("aider appeler attendre écouter regarder inviter rencontrer")
"""Verbs of which no "à somebody" belongs to anything else."""


def _over_object(s: Sentence, prep: Tok) -> Tok:
    """The token before which the verb stands, over a short object: "donner le livre à lui"."""
    phrase = next((p for p in s.phrases if p.determiner and _last(p) is s.after(prep, -1)), None)
    if phrase is None or phrase.preposition is not None:
        return prep
    return phrase.first


def _last(phrase: NounPhrase) -> Tok:
    return phrase.after[-1] if phrase.after else phrase.noun


def _command(s: Sentence, prep: Tok, tok: Tok) -> Iterator[Hit]:
    """Find "donne à moi le livre" and "donne le livre à moi"."""
    verb = s.after(_over_object(s, prep), -1)
    before = s.after(verb, -1)
    m = verb.any_verb("imp")
    if verb.i < 0 or m is None or m.lemma not in DATIVE or m.person[:2] not in ("2s", "2p"):
        return
    if before.i >= 0 and before.pos not in ("PUNCT", "CCONJ"):
        return
    hung = {"elle": "lui", "eux": "leur", "elles": "leur"}.get(tok.norm, tok.norm)
    kept = cut(s, verb, tok, prep, tok)[1:]
    yield rewrite(s, verb, tok, [f"{verb.text}-{hung}", *kept], word=tok.text)


_PREPOSITIONS = wordlist("avec pour sans chez contre entre derrière devant de à")
_TONIC_OF = table("je=moi me=moi tu=toi te=toi il=lui ils=eux les=eux se=soi")


@rule(
    id="object_pronoun.after_preposition",
    level=Level.A2,
    reference="Après une préposition : moi, toi, lui, eux.",
    fr="Après une préposition, on dit « {say} ».",
    en="After a preposition, say “{say}”.",
    triggers=_PREPOSITIONS | {"et"},
    wrong=(
        ("Elle vient avec je.", "Elle vient avec moi."),
        ("C'est un cadeau pour tu.", "C'est un cadeau pour toi."),
        ("On part sans il.", "On part sans lui."),
        ("Je dors chez ils.", "Je dors chez eux."),
        ("J'ai besoin de tu.", "J'ai besoin de toi."),
        ("Je pense à la souvent.", "Je pense à elle souvent."),
        ("Je suis sorti avec les hier.", "Je suis sorti avec eux hier."),
        ("J'habite avec leur.", "J'habite avec eux."),
        ("Elle est partie sans le.", "Elle est partie sans lui."),
        ("J'ai peur de les.", "J'ai peur d'eux."),
        ("Mon frère et je, on joue.", "Mon frère et moi, on joue."),
    ),
    right=(
        "Elle est pour, je crois.",
        "C'est pour te voir.",
        "Je suis allé à la",
        "je suis parti avec les",
        "Il est venu avec le… enfin, avec Paul.",
        "Elle habite à côté et je la vois.",
        "Il est sorti avec leur fille.",
        "Il chante et je danse.",
        "Il est parti avec les clés.",
        "Sans les voir, je sais.",
    ),
)
def after_preposition(s: Sentence) -> Iterator[Hit]:
    for tok in s:
        if tok.norm not in _TONIC_OF | _TONIC_OF_OBJECT or tok.hung or tok.elided:
            continue
        before, after = s.after(tok, -1), s.after(tok)
        if tok.norm in _TONIC_OF_OBJECT:
            # Without a mark, a sentence may be broken off after "avec le".
            closed = after.norm in _CLOSING or (after.text in _MARKS and after.text)
            if before.norm in _PREPOSITIONS | {"en"} and closed:
                yield say(s, tok, tok, _TONIC_OF_OBJECT[tok.norm])
        elif before.norm in _PREPOSITIONS and ends(after) and after.text != "…":
            yield say(s, tok, tok, _TONIC_OF[tok.norm])
        elif tok.norm == "je" and before.norm == "et" and _beside_me(s, before):
            yield say(s, tok, tok, "moi")


def _beside_me(s: Sentence, et: Tok) -> bool:
    """Whether "mon frère et je" opens a sentence: both of us, not a second clause."""
    noun, following = s.at(et.i - 1), s.after(et, 2)
    return (
        s.at(0).norm in POSSESSIVES
        and noun.i == 1
        and noun.noun is not None
        and (following.text == "," or following.norm in ("on", "nous"))
    )


_MARKS = frozenset(".!?,")
_CLOSING = wordlist(
    """souvent toujours parfois beaucoup hier demain maintenant aujourd'hui depuis pendant dans au
    aux tous chaque"""
)
_TONIC_OF_OBJECT = table("le=lui la=elle les=eux leur=eux")
