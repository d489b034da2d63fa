"""aussi, autant, si, beaucoup plus, plus… plus, and préférer."""

from collections.abc import Iterator

from shared.domain.error_types import Level
from shared.french.elision import contract
from shared.french.morphology import Tok
from shared.french.rules.clauses import PRONOUN_SUBJECTS, ends
from shared.french.rules.comparative.than import POSS, TONIC
from shared.french.rules.framework import Hit, delete, insert, rule, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import POSSESSIVES


@rule(
    id="comparative.aussi_autant",
    level=Level.A2,
    reference="Aussi + adjectif ou adverbe + que ; autant + verbe ; autant de + nom.",
    fr="{hint} : « {say} ».",
    en="aussi goes with adjectives and adverbs, autant with verbs and nouns: “{say}”.",
    triggers=frozenset({"autant", "aussi", "tant", "si", "tellement"}),
    wrong=(
        ("Elle est autant grande que lui.", "Elle est aussi grande que lui."),
        ("Je cours pas autant vite que toi.", "Je cours pas aussi vite que toi."),
        ("Il est tant fort que son père.", "Il est aussi fort que son père."),
        ("J'ai aussi de travail que toi.", "J'ai autant de travail que toi."),
        ("Elle travaille aussi que nous.", "Elle travaille autant que nous."),
        ("Il mange aussi beaucoup que toi.", "Il mange autant que toi."),
        ("Je dors tant que toi.", "Je dors autant que toi."),
    ),
    right=(
        "Autant partir tout de suite.",
        "Il travaille autant que moi.",
        "J'ai aussi de la chance.",
        "Je pense aussi que tu as raison.",
        "Il a tant travaillé qu'il est malade.",
        "J'aime autant rester.",
        "Elle dit aussi que lui ne vient pas.",
        "Je l'aime aussi beaucoup.",
        "Je reste tant que toi tu restes.",
    ),
)
def aussi_autant(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm == "si":
            yield from _as_much_as(s, t)
        elif t.norm == "tellement":
            yield from _so_much(s, t)
        elif t.norm in ("autant", "tant"):
            following, second = s.after(t), s.after(t, 2)
            tonic = following.norm == "que" and second.norm in TONIC
            done = s.at(t.i - 1).finite or s.at(t.i - 1).participle
            if t.norm == "tant" and tonic and done and not s.after(second).is_word:
                yield say(s, t, t, "autant", hint="Avec un verbe")
                continue
            graded = following.pos in ("ADJ", "ADV") and not following.participle
            far = {x.norm for x in s.tokens[second.i : second.i + 2]} if second.i > 0 else set()
            if graded and following.norm not in ("pas", "que", "mieux", "dire") and "que" in far:
                yield say(s, t, t, "aussi", hint="Devant un adjectif ou un adverbe")
        elif t.norm == "aussi":
            yield from _as_much(s, t)


def _as_much_as(s: Sentence, t: Tok) -> Iterator[Hit]:
    graded, link, standard = s.after(t), s.after(t, 2), s.after(t, 3)
    if graded.can("ADJ") and link.norm == "comme" and standard.norm in TONIC | POSS:
        yield say(s, t, link, f"aussi {graded.text} que", hint="Égalité : aussi… que")


def _so_much(s: Sentence, t: Tok) -> Iterator[Hit]:
    standard, last = s.after(t, 3), s.after(t, 4)
    short = s.after(t, 2).norm == "que" and standard.norm in POSS | TONIC
    if short and s.after(t).can("ADJ") and last.finite is None and not s.after(t, 5).is_word:
        yield say(s, t, t, "aussi", hint="Égalité : aussi… que")


def _as_much(s: Sentence, t: Tok) -> Iterator[Hit]:
    following, second, third = s.after(t), s.after(t, 2), s.after(t, 3)
    if following.norm == "de" and second.noun and third.norm == "que":
        if not second.any_verb("inf"):
            yield say(s, t, t, "autant", hint="Devant un nom")
    elif following.norm == "beaucoup" and second.norm in ("que", "de"):
        yield say(s, t, following, "autant", hint="Aussi + beaucoup = autant")
    elif following.norm == "que" and second.norm in TONIC and not third.is_word:
        before = s.at(t.i - 1)
        if before.finite and before.lemma not in ("être", "penser"):
            yield say(s, t, t, "autant", hint="Avec un verbe")


def alone(s: Sentence, tok: Tok) -> bool:
    """Whether somebody or something compared with ends the clause: "que moi", "que ta sœur"."""
    last = s.after(tok) if tok.norm in POSSESSIVES else tok
    if tok.norm in ("le", "la", "l'", "les") and s.after(tok).norm in _OTHERS:
        last = s.after(tok)
        return ends(s.after(last))
    named = tok.norm in TONIC or tok.pos == "PROPN" or (last is not tok and last.noun is not None)
    return named and ends(s.after(last))


_OTHERS = wordlist("autre autres mien mienne tien tienne sien sienne nôtre vôtre")


@rule(
    id="comparative.as_much",
    level=Level.A2,
    reference="Aussi… que pour l'égalité ; si… que seulement après une négation.",
    fr="Pour l'égalité, on dit « {say} ».",
    en="For “as … as”, say “{say}”.",
    triggers=frozenset({"si"}),
    wrong=(
        ("Elle est si grande que moi.", "Elle est aussi grande que moi."),
        ("Il court si vite que son frère.", "Il court aussi vite que son frère."),
    ),
    right=(
        "Elle n'est pas si grande que moi.",
        "Il est pas si vieux que toi.",
        "Il est si fort que tout le monde a peur.",
        "C'est si beau que ça ?",
    ),
)
def as_much(s: Sentence) -> Iterator[Hit]:
    for t in s:
        graded, que, standard = (s.after(t, k) for k in (1, 2, 3))
        before = s.at(t.i - 1)
        if t.norm != "si" or not before.finite or que.norm != "que" or before.hung:
            continue
        if (graded.can("ADJ") or graded.pos == "ADV") and alone(s, standard):
            yield say(s, t, t, "aussi")


@rule(
    id="comparative.prefer",
    level=Level.B1,
    reference="Préférer une chose à une autre.",
    fr="On préfère une chose « à » une autre, sans « que ».",
    en="One prefers one thing “à” another, without “que”.",
    triggers=frozenset({"préférer"}),
    wrong=(
        ("Je préfère le thé que le café.", "Je préfère le thé au café."),
        ("Il préfère la mer que la montagne.", "Il préfère la mer à la montagne."),
    ),
    right=(
        "Je préfère que le café soit chaud.",
        "Je préfère la ville que la mer entoure.",
        "On préfère rester que partir.",
        "Je préfère le livre que les gens lisent.",
    ),
)
def prefer(s: Sentence) -> Iterator[Hit]:
    for group in s.groups:
        if group.lemma != "préférer" or group.infinitive is not None:
            continue
        one = next((p for p in s.phrases if p.first is s.after(group.lexical)), None)
        if one is None or one.determiner is None:
            continue
        que = s.after(one.after[-1] if one.after else one.noun)
        article, noun = s.after(que), s.after(que, 2)
        closed = noun.noun is not None and ends(s.after(noun))
        if que.norm != "que" or article.norm not in ("le", "la", "l'", "les") or not closed:
            continue
        if article.norm in ("le", "les"):
            yield say(s, que, article, contract("à", article.norm))
        else:
            yield say(s, que, que, "à")


@rule(
    id="comparative.the_more",
    level=Level.B1,
    reference="Plus je lis, plus je comprends.",
    fr="On dit « plus… plus », sans autre mot.",
    en="Say “plus … plus”, with no other word.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("Plus que je lis, plus je comprends.", "Plus je lis, plus je comprends."),
        ("Plus je lis, le plus je comprends.", "Plus je lis, plus je comprends."),
    ),
    right=("Plus que jamais, je suis plus fort.", "Plus que deux jours !"),
)
def the_more(s: Sentence) -> Iterator[Hit]:
    first, que, subject = s.at(0), s.at(1), s.at(2)
    again = any(t.norm in ("plus", "moins") and t.i > 3 for t in s)
    opens = first.norm in ("plus", "moins") and que.norm == "que"
    if opens and again and subject.norm in PRONOUN_SUBJECTS:
        yield delete(s, que, que)
    if first.norm not in ("plus", "moins") or que.norm not in PRONOUN_SUBJECTS:
        return
    for t in s.tokens[2:]:
        more = s.after(t).norm in ("plus", "moins") and s.after(t, 2).norm in PRONOUN_SUBJECTS
        if t.norm == "le" and more:
            yield delete(s, t, t)


@rule(
    id="comparative.much_more",
    level=Level.A2,
    reference="Beaucoup plus, beaucoup moins, de plus en plus.",
    fr="On dit « {say} ».",
    en="Say “{say}”.",
    triggers=frozenset({"plus", "moins"}),
    wrong=(
        ("C'est plus beaucoup cher ici.", "C'est beaucoup plus cher ici."),
        ("Il est très plus grand que moi.", "Il est beaucoup plus grand que moi."),
        ("Il fait plus et plus froid.", "Il fait de plus en plus froid."),
        ("Je comprends plus en plus.", "Je comprends de plus en plus."),
        ("La vie est moins et moins chère.", "La vie est de moins en moins chère."),
        ("Le plus je lis, le plus je comprends.", "Plus je lis, plus je comprends."),
    ),
    right=(
        "Il n'y en a plus beaucoup.",
        "J'ai plus beaucoup de temps.",
        "De plus en plus de gens le font.",
        "Le plus, je crois, c'est le prix.",
        "Il ne va plus beaucoup mieux.",
    ),
)
def much_more(s: Sentence) -> Iterator[Hit]:
    for t in s:
        if t.norm not in ("plus", "moins"):
            continue
        before, following, second = s.after(t, -1), s.after(t), s.after(t, 2)
        if following.norm == "beaucoup" and second.pos == "ADJ" and second.norm != "mieux":
            if not any(x.norm == "ne" for x in s.tokens[: t.i]):
                yield say(s, t, following, f"beaucoup {t.norm}")
        elif before.norm == "très" and following.pos in ("ADJ", "ADV"):
            yield say(s, before, before, "beaucoup")
        elif second.norm == t.norm and following.norm in ("et", "en") and before.norm != "de":
            yield say(s, t, second, f"de {t.norm} en {t.norm}")
        elif (
            t.i == 1 and before.norm == "le" and following.norm in ("je", "tu", "on", "nous", "il")
        ):
            again = [x for x in s.tokens[3:] if x.norm == t.norm and s.at(x.i - 1).norm == "le"]
            if again:
                between = s.text[t.start : s.at(again[0].i - 1).start]
                yield say(s, before, again[0], f"{between}{again[0].text}")


@rule(
    id="comparative.missing_more",
    level=Level.A2,
    reference="Elle est beaucoup plus grande que moi.",
    fr="Devant « que », il faut « plus » : « {say} ».",
    en="A comparison with “que” needs “plus”: “{say}”.",
    triggers=frozenset({"beaucoup"}),
    wrong=(
        ("Elle est beaucoup grande que moi.", "Elle est beaucoup plus grande que moi."),
        ("Lyon est beaucoup petit que Paris.", "Lyon est beaucoup plus petit que Paris."),
    ),
    right=(
        "Elle est beaucoup plus grande que moi.",
        "Il est beaucoup meilleur que moi.",
        "Il est beaucoup aimé que je sache.",
    ),
)
def missing_more(s: Sentence) -> Iterator[Hit]:
    for t in s:
        graded, que, standard = (s.after(t, k) for k in (1, 2, 3))
        compared = graded.pos == "ADJ" and not graded.any_verb("part_past")
        if t.norm != "beaucoup" or not compared or graded.lemma in ("meilleur", "pire"):
            continue
        if que.norm == "que" and alone(s, standard):
            yield insert(s, graded, "plus")
